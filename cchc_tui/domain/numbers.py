"""Figures as the trade writes them: `15.613`, `05`, `28,42%`, `23,6 tỷ đồng`.

Reading is lenient where only one meaning is possible and asks where there are two: `28.42` is
read as `28,42` only after the officer agreed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from cchc_tui.domain.text import clean_line, fold
from cchc_tui.domain.values import NumberStyle, Quantity

MAX_DIGITS = 24
"""More digits than this are refused."""

APPROXIMATIONS = (
    "hơn", "trên", "khoảng", "gần", "tối thiểu", "dưới", "ít nhất", "tối đa", "xấp xỉ",
)  # fmt: skip
"""Words that may stand before a figure."""

MONEY_UNITS = ("đồng", "nghìn đồng", "triệu đồng", "tỷ đồng", "nghìn tỷ đồng")
"""Units of money, smallest first."""

_APPROX = {fold(word): word for word in APPROXIMATIONS}
_MONEY = {fold(unit): unit for unit in MONEY_UNITS} | {
    **dict.fromkeys(("d", "vnd", "dong viet nam"), "đồng"),
    **dict.fromkeys(("nghin", "ngan", "ngan dong", "k"), "nghìn đồng"),
    **dict.fromkeys(("trieu", "tr", "tr dong", "trd"), "triệu đồng"),
    **dict.fromkeys(("ty", "ti", "ti dong", "tyd"), "tỷ đồng"),
    **dict.fromkeys(("nghin ty", "ngan ty", "nghin ti", "ngan ty dong"), "nghìn tỷ đồng"),
}
_SCALES = {
    "chuc": 10, "tram": 100, "nghin": 1000, "ngan": 1000, "k": 1000, "van": 10_000,
    "trieu": 1_000_000, "ty": 10**9, "ti": 10**9,
}  # fmt: skip
_BODY = re.compile(r"([-+]?)\s*([0-9](?:[0-9.,]|\s(?=[0-9]))*|[.,][0-9]+)\s*(.*)", re.DOTALL)


class NumberProblem(ValueError):  # noqa: N818
    """What was typed is not a figure that fits; the message says why, in Vietnamese."""


class AmbiguousNumber(ValueError):  # noqa: N818
    """What was typed could be misread; the officer must choose.

    Attributes:
        readings: What it may mean, likeliest first; at least one.
    """

    def __init__(self, message: str, readings: tuple[Quantity, ...]) -> None:
        super().__init__(message)
        self.readings = readings


def format_count(n: int | Decimal, *, pad: bool = True) -> str:
    """`15.613`; a whole number from 1 to 9 as `05` unless `pad` is false; 0 stays `0`."""
    value = Decimal(n)
    text = format_decimal(value)
    if pad and len(text.lstrip("-")) == 1 and value != 0:
        return text.replace(text[-1], f"0{text[-1]}")
    return text


def format_decimal(d: Decimal, places: int | None = None) -> str:
    """`1.234,5`: groups of three by `.`, decimals after `,`; halves are rounded up.

    Args:
        d: A finite number.
        places: Decimals to print; None keeps those of `d`.
    """
    whole, mark, fraction = _plain(d, places).partition(".")
    sign, whole = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    grouped = f"{int(whole):,}".replace(",", ".")
    return f"{sign}{grouped}{',' if mark else ''}{fraction}"


def format_percent(d: Decimal, places: int | None = None) -> str:
    """`28,42%`, without a blank before the sign.

    Thousands are not grouped: beside `%` a group could be taken for decimals. A whole percent
    is printed without decimals (`100%`), as the trade does, however many are asked for.
    """
    if d == d.to_integral_value():
        places = 0
    return _plain(d, places).replace(".", ",") + "%"


def format_money(q: Quantity) -> str:
    """`23,6 tỷ đồng`, in the unit it was given in."""
    return f"{format_decimal(q.value, q.places)} {q.unit}".strip()


def format_quantity(q: Quantity, *, pad: bool = True) -> str:
    """The figure in its style, after its `hơn`, `trên`, … ; `parse_quantity` reads it back.

    Counts are printed without their unit, money with it.
    """
    if q.style is NumberStyle.PERCENT:
        text = format_percent(q.value, q.places)
    elif q.style is NumberStyle.MONEY:
        text = format_money(q)
    elif q.places is None:
        text = format_count(q.value, pad=pad)
    else:
        value = Decimal(_plain(q.value, q.places))
        text = format_count(value, pad=pad)
    return f"{q.approx} {text}".strip()


def _plain(d: Decimal, places: int | None) -> str:
    """Plain notation with a point; never `-0`."""
    if places is not None:
        d = d.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{d:f}"
    return text.lstrip("-") if d == 0 else text


def parse_quantity(text: str, style: NumberStyle, unit: str = "") -> Quantity:
    """Reads a figure as officers type it.

    Args:
        text: What was typed: `15613`, `15.613`, `1 170`, `hơn 14.140`, `28,42 %`, `23,6 tỷ`.
        style: What the question asks for.
        unit: For money the unit meant where none is typed; for counts the noun, which may be
            typed after the figure.

    Raises:
        NumberProblem: It is not a figure, or not one of that style.
        AmbiguousNumber: It can be misread, e.g. `5.58` or `1,234`.
    """
    plain = _ascii_digits(clean_line(text[:2000]))
    if not plain:
        raise NumberProblem("Chưa có số.")
    approx, rest = _take_approx(plain)
    found = _BODY.fullmatch(rest)
    if not found:
        raise NumberProblem("Không đọc được số; ghi bằng chữ số như 15.613 hoặc 28,42.")
    sign, body, tail = found[1], found[2].strip(), found[3].strip()
    if sum(map(str.isdigit, body)) > MAX_DIGITS:
        raise NumberProblem(f"Số dài quá {MAX_DIGITS} chữ số.")
    _refuse_more(tail)
    unit, scale, asks = _unit(tail, style, unit)
    base = Quantity(Decimal(0), approx, style, unit)
    readings, clear = _readings(body, style, unit)
    factor = Decimal(scale) * (-1 if sign == "-" else 1)
    quantities = tuple(replace(base, value=_times(value, factor)) for value in readings)
    if style is NumberStyle.COUNT and quantities[0].value < 0:
        raise NumberProblem("Số lượng không thể âm; nếu là số giảm, ghi số dương.")
    if clear and not asks:
        return quantities[0]
    raise AmbiguousNumber(_question(plain, quantities), quantities)


def _ascii_digits(text: str) -> str:
    """Digits and blanks of other scripts as the plain ones, all minus signs as `-`."""
    chars = []
    for char in text:
        digit = unicodedata.decimal(char, None)
        blank = unicodedata.category(char) == "Zs"
        chars.append(str(digit) if digit is not None else " " if blank else char)
    return "".join(chars).replace("−", "-").replace("–", "-").replace("％", "%").strip()


def _take_approx(text: str) -> tuple[str, str]:
    """The word before the figure, in its right spelling, and the rest."""
    if text.startswith("~"):
        return "khoảng", text[1:].strip()
    words = fold(text)
    for plain, word in _APPROX.items():
        if words.startswith(plain + " ") and len(words) == len(text):
            return word, text[len(plain) :].strip()
    return "", text


def _refuse_more(tail: str) -> None:
    """Refuses what follows the figure where it holds another one."""
    if tail.startswith("/"):
        raise NumberProblem("Đây là hai số chia nhau; câu này chỉ nhận một số.")
    if re.match(r"(-|đến|den)\s*[0-9]", tail):
        raise NumberProblem("Đây là một khoảng; câu này chỉ nhận một số.")
    if re.search(r"[0-9]", tail):
        raise NumberProblem("Có nhiều hơn một con số; câu này chỉ nhận một số.")


def _unit(tail: str, style: NumberStyle, unit: str) -> tuple[str, int, bool]:
    """The unit of the figure, what to multiply it by, and whether to ask first."""
    plain = " ".join(fold(tail).rstrip(".;, ").split())
    if style is NumberStyle.PERCENT:
        if plain not in ("", "%", "phan tram"):
            raise NumberProblem(f"Câu này hỏi tỷ lệ %, không nhận “{tail}” sau số.")
        return unit, 1, False
    if plain.startswith(("%", "phan tram")):
        raise NumberProblem("Câu này không hỏi tỷ lệ; hãy ghi số, không ghi %.")
    if style is NumberStyle.MONEY:
        return _money_unit(plain, tail, unit), 1, False
    if not plain or f"{fold(unit)} ".startswith(f"{plain} "):
        return unit, 1, False
    scale, _, noun = plain.partition(" ")
    if scale in _SCALES and noun in ("", fold(unit)):
        return unit, _SCALES[scale], True
    if unit:
        raise NumberProblem(f"Câu này tính bằng {unit}; không nhận “{tail}” sau số.")
    if scale in _SCALES or not plain.replace(" ", "").isalpha():
        raise NumberProblem(f"Không hiểu “{tail}” sau số; chỉ ghi số.")
    return tail.rstrip(".;, "), 1, False


def _money_unit(plain: str, tail: str, unit: str) -> str:
    if unit and plain in ("", fold(unit)):
        return unit
    if not plain:
        raise NumberProblem("Ghi rõ đơn vị tiền: đồng, triệu đồng hay tỷ đồng?")
    if plain not in _MONEY:
        raise NumberProblem(f"Không hiểu “{tail}”; đơn vị tiền là {', '.join(MONEY_UNITS)}.")
    return _MONEY[plain]


def _readings(body: str, style: NumberStyle, unit: str) -> tuple[Sequence[Decimal], bool]:
    """What the digits and marks may mean, likeliest first, and whether the first is certain."""
    if re.fullmatch(r"[0-9]+", body):
        return [Decimal(body)], True
    if found := re.fullmatch(r"([1-9][0-9]{0,2}(?:\s[0-9]{3})+)(?:,([0-9]+))?", body):
        return [_decimal(re.sub(r"\s", "", found[1]), found[2])], True
    if found := re.fullmatch(r"([1-9][0-9]{0,2}(?:\.[0-9]{3})+)(?:,([0-9]+))?", body):
        grouped = _decimal(found[1].replace(".", ""), found[2])
        if style is NumberStyle.PERCENT and found[2] is None and body.count(".") == 1:
            return [Decimal(body), grouped], False
        return [grouped], True
    if found := re.fullmatch(r"([0-9]+),([0-9]+)", body):
        return _after_comma(body, found[1], found[2], style, unit)
    if found := re.fullmatch(r"([0-9]*)[.,]([0-9]+)", body):
        return [_decimal(found[1] or "0", found[2])], False
    if found := re.fullmatch(r"([1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.([0-9]+))?", body):
        return [_decimal(found[1].replace(",", ""), found[2])], False
    raise NumberProblem(
        f"“{body}” sai dấu: dấu chấm ngăn từng nhóm ba chữ số, dấu phẩy trước phần thập phân,"
        " như 1.234.567 hoặc 28,42."
    )


def _after_comma(
    body: str, whole: str, fraction: str, style: NumberStyle, unit: str
) -> tuple[Sequence[Decimal], bool]:
    """`28,42` is certain; `1,234` may be the English 1.234 where a fraction is unlikely."""
    value = _decimal(whole, fraction)
    english = re.fullmatch(r"[1-9][0-9]{0,2},[0-9]{3}", body)
    whole_unit = style is NumberStyle.COUNT or (style is NumberStyle.MONEY and unit == "đồng")
    if english and whole_unit:
        return [Decimal(whole + fraction), value], False
    return [value], True


def _decimal(whole: str, fraction: str | None) -> Decimal:
    return Decimal(f"{whole}.{fraction}" if fraction else whole)


def _times(value: Decimal, factor: Decimal) -> Decimal:
    """The product; `2,5` times a million is written without the decimals it no longer needs."""
    product = value * factor
    whole = product.to_integral_value()
    return whole if abs(factor) > 1 and product == whole else product


def _question(typed: str, readings: tuple[Quantity, ...]) -> str:
    said = " hay ".join(f"“{format_quantity(reading, pad=False)}”" for reading in readings)
    return f"“{typed}” là {said}?"
