"""SL15, SL19: a rise or fall against the two figures it was computed from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from cchc_tui.domain.numbers import format_decimal
from cchc_tui.review.amounts import amount
from cchc_tui.review.explained import rate_explained
from cchc_tui.review.figures import read_figures
from cchc_tui.review.findings import Severity, Spot
from cchc_tui.review.nouns import noun_at
from cchc_tui.review.passages import PROSE, Passage, flat
from cchc_tui.review.report import Report
from cchc_tui.review.rules import REGISTRY, Placed, Rule

REGISTRY.add(
    Rule(
        "SL15",
        Severity.ERROR,
        "Mức tăng, giảm không khớp với hai số được nêu",
        "Số kỳ này, mức tăng hoặc giảm và số cùng kỳ đều được nêu nhưng cộng trừ không khớp.",
        "Quan hệ R11: tăng, giảm = kỳ này - cùng kỳ",
        flags=(
            "Thẩm định 82 dự thảo (tăng 13 so với cùng kỳ là 70 dự thảo).",
            "Hòa giải 84 vụ việc, giảm 12% so với năm trước (100 vụ việc).",
            "Năm 2026 tiếp nhận 1.320 hồ sơ, năm 2025 tiếp nhận 1.200 hồ sơ (tăng 130 hồ sơ).",
            "Tiếp nhận 120 hồ sơ, giảm 20 hồ sơ so với cùng kỳ năm trước (100 hồ sơ).",
        ),
        passes=(
            "Thẩm định 82 dự thảo (tăng 13 so với cùng kỳ là 69 dự thảo).",
            "Thẩm định 82 dự thảo (tăng 13 so với cùng kỳ).",
            "Hòa giải 84 vụ việc, giảm 16% so với năm trước (100 vụ việc).",
            "Năm 2026 tiếp nhận 1.320 hồ sơ, năm 2025 tiếp nhận 1.200 hồ sơ (tăng 10%).",
            "Tiếp nhận 120 hồ sơ, tăng 20% so với cùng kỳ năm trước (100 hồ sơ).",
        ),
    ),
    Rule(
        "SL19",
        Severity.ERROR,
        "Mức tăng, giảm không khớp với báo cáo cùng kỳ",
        "Báo cáo cùng kỳ năm trước của đơn vị có nêu chính số này, nhưng lấy số kỳ này trừ đi thì"
        " không ra mức tăng, giảm đang ghi. Chỉ soát được khi có báo cáo cùng kỳ.",
        "Quan hệ R11: tăng, giảm = kỳ này - cùng kỳ đã lưu",
    ),
)

_NO_RATE = r"(?![0-9.,]*\s*[%/])"
_N = r"[0-9][0-9.]*(?:,[0-9]+)?"
_AGAINST = (
    r"so voi (?:cung ky|nam truoc|nam (?:19|20)[0-9]{2}|quy truoc|ky truoc|thang truoc"
    r"|quy [ivx1-4]+|[0-9]+ thang)"
)
_BY = rf"(?P<way>tang|giam)\s+(?:them\s+)?(?P<by>{_N})(?P<pc>\s*%)?"
_CHANGE = re.compile(
    rf"(?<![0-9.,/])(?P<now>{_N})(?P<what>[^0-9.;%()]{{0,60}}?)[\s,(]+{_BY}"
    rf"[^0-9.;%()]{{0,40}}?\b{_AGAINST}[^0-9.;%()]{{0,40}}?(?:nam [0-9]{{4}}\s*)?"
    rf"(?:\(|\bla\s|:\s*)(?P<then>{_N}){_NO_RATE}"
)
_IN_YEAR = r"nam (?P<y{0}>(?:19|20)[0-9]{{2}})(?P<w{0}>[^0-9.;%()]{{1,60}}?)"
_TWO_YEARS = re.compile(
    rf"\b{_IN_YEAR.format(1)}(?P<now>{_N}){_NO_RATE}[^0-9.;%()]{{0,40}}?[,;]\s*(?:con\s+)?"
    rf"{_IN_YEAR.format(2)}(?P<then>{_N}){_NO_RATE}[^0-9.;%]{{0,40}}?[,(]\s*{_BY}"
)


@REGISTRY.passage
def changes(passage: Passage, _report: Report) -> Iterator[Spot]:
    """SL15: this year, the change and the last year stated together."""
    plain = flat(passage.text)
    if "tang " not in plain and "giam " not in plain:
        return
    for found in _CHANGE.finditer(plain):
        if _one_unit(found, plain):
            yield from _judge(found, passage.text, _value(found["now"]), _value(found["then"]))
    for found in _TWO_YEARS.finditer(plain):
        first, second = _value(found["now"]), _value(found["then"])
        if found["w1"] != found["w2"] or abs(int(found["y1"]) - int(found["y2"])) != 1:
            continue
        now, then = (first, second) if found["y1"] > found["y2"] else (second, first)
        yield from _judge(found, passage.text, now, then)


def _unit(plain: str, end: int) -> str:
    """The unit of money after a figure; empty for none."""
    found = re.match(r"\s*(nghin ty|ty|trieu|nghin)\b", plain[end : end + 12])
    return found[1] if found else ""


def _one_unit(found: re.Match[str], plain: str) -> bool:
    """Whether both figures and the change are of one thing: not "1,2 tỷ đồng, tăng 200 triệu"."""
    ends = [found.end(name) for name in ("now", "by", "then")]
    nouns = {noun_at(plain[end:]) for end in ends} - {""}
    units = {_unit(plain, end) for end in ends}
    words = [re.match(r" ?([a-z]+ [a-z]+)", plain[end:]) for end in (ends[1], ends[2])]
    if noun_at(plain[ends[0] :]) and words[0] and words[1] and words[0][1] == words[1][1]:
        return bool(found["pc"]) or noun_at(plain[ends[1] :]) != ""
    return bool(found["pc"]) or (len(nouns) <= 1 and len(units) == 1)


def told_together(plain: str) -> set[int]:
    """Where the changes stand that are told right beside both figures."""
    beside = {f.start("by") for f in _CHANGE.finditer(plain) if _one_unit(f, plain)}
    return beside | {f.start("by") for f in _TWO_YEARS.finditer(plain)}


def _judge(
    found: re.Match[str], text: str, now: Decimal | None, then: Decimal | None
) -> Iterator[Spot]:
    """SL15 where the change a match tells is not the one between two values."""
    by = _value(found["by"])
    if now is None or then is None or by is None:
        return
    change = now - then
    signed = by if found["way"] == "tang" else -by
    if found["pc"]:
        places = _places(found["by"])
        exact = change * 100 / then if then else Decimal(0)
        unit = Decimal(1).scaleb(-places)
        if not then or abs(exact - signed) < unit or _given(text, found.start("by")):
            return
        shown = f"{format_decimal(abs(exact).quantize(unit, ROUND_HALF_UP), places)}%"
    else:
        if change == signed:
            return
        shown = format_decimal(abs(change))
    said = text[found.start("way") : found.end("pc") if found["pc"] else found.end("by")]
    way = "tăng" if change > 0 else "giảm"
    yield Spot(
        "SL15", found.start("by"), found.end("by"),
        f"Kỳ này {format_decimal(now)}, kỳ so sánh {format_decimal(then)}: {way} {shown}, không"
        f" phải {said}.",
        shown,
    )  # fmt: skip


def _given(text: str, at: int) -> bool:
    """Whether two other figures of the sentence give the change told at this place."""
    statement = read_figures(text)
    told = [figure for figure in statement.figures if figure.start == at]
    return bool(told) and rate_explained(statement, told[0], change=True)


def _value(text: str) -> Decimal | None:
    try:
        return amount(text.rstrip(".,"))[0]
    except ArithmeticError:
        return None


def _places(text: str) -> int:
    return amount(text.rstrip(".,"), percent=True)[1]


_SAME_PERIOD = re.compile(
    rf"(?<![0-9.,/])(?P<now>{_N})(?P<what>[^0-9.;%()]{{3,60}}?)[\s,(]+{_BY}[^0-9.;%()]{{0,30}}?"
    r"\bso voi (?:cung ky|nam truoc)\b"
)


@REGISTRY.report
def against_last_year(report: Report) -> Iterator[Placed]:
    """SL19: a change "so với cùng kỳ" against the figure in the report of that period."""
    if report.last_year is None:
        return
    then = _told(Report(report.last_year))
    for passage in report.prose:
        plain = flat(passage.text)
        if "cung ky" not in plain and "nam truoc" not in plain:
            continue
        for found in _SAME_PERIOD.finditer(plain):
            known = then.get(_words(plain, found), set())
            if len(known) == 1:
                yield from ((passage, spot) for spot in _stored(found, passage.text, *known))


def _told(report: Report) -> dict[str, set[Decimal]]:
    """The counts of an old report by the words around them; several where it tells several."""
    found: dict[str, set[Decimal]] = {}
    for passage in report.passages:
        if passage.part not in PROSE:
            continue
        plain = flat(passage.text)
        for match in _COUNT.finditer(plain):
            if (value := _value(match["now"])) is not None:
                found.setdefault(_words(plain, match), set()).add(value)
    return found


_COUNT = re.compile(rf"(?<![0-9.,/])(?P<now>{_N})(?P<what>[^0-9.;%()]{{3,60}}?)(?=[,.;(]|$)")


def _words(plain: str, found: re.Match[str]) -> str:
    """What a figure counts: the word or two before it and the words after it."""
    before = re.findall(r"[a-z]+", re.split(r"[,.;:()]", plain[: found.start("now")])[-1])[-3:]
    after = re.findall(r"[a-z]+", found["what"])
    return " ".join([*before, "#", *after])


def _stored(found: re.Match[str], text: str, then: Decimal) -> Iterator[Spot]:
    for spot in _judge(found, text, _value(found["now"]), then):
        yield Spot(
            "SL19", spot.start, spot.end,
            spot.message.replace("kỳ so sánh", "báo cáo cùng kỳ ghi"), spot.expected,
        )  # fmt: skip
