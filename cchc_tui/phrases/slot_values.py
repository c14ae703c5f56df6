"""Whether what was typed into a slot is of the slot's type."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from cchc_tui.domain.citations import CitationProblem, parse_citation
from cchc_tui.domain.dates import DateProblem, parse_date
from cchc_tui.domain.numbers import AmbiguousNumber, NumberProblem, parse_quantity
from cchc_tui.domain.text import clean_line, nearest
from cchc_tui.domain.values import NumberStyle


def check_slot(type_: str, text: str, choices: Sequence[str] = ()) -> str:
    """What is wrong with the text of a slot, in Vietnamese; empty if nothing is.

    An empty text is no mistake: the slot is simply still open. A type without rules (`text`,
    `list`, `period`) takes anything.

    Args:
        type_: One of `slots.SLOT_TYPES`.
        text: What was typed.
        choices: Of a `choice`.
    """
    plain = clean_line(text)
    if not plain:
        return ""
    if type_ == "choice":
        return _choice(plain, choices)
    check = _CHECKS.get(type_)
    return check(plain) if check else ""


def _choice(text: str, choices: Sequence[str]) -> str:
    if not choices or text in choices:
        return ""
    near = nearest(text, choices)
    said = f" Có phải “{near}”?" if near else ""
    return f"Chọn một trong: {', '.join(choices)}.{said}"


def _figure(style: NumberStyle) -> Callable[[str], str]:
    def check(text: str) -> str:
        if style is NumberStyle.PERCENT and not text.rstrip().endswith("%"):
            text += "%"
        try:
            parse_quantity(text, style)
        except (NumberProblem, AmbiguousNumber) as problem:
            return str(problem)
        return ""

    return check


def _date(text: str) -> str:
    try:
        day = parse_date(text)
    except DateProblem as problem:
        return str(problem)
    return "" if day.day is not None else "Thiếu ngày; ghi đủ như 15/01/2020."


def _month(text: str) -> str:
    try:
        day = parse_date(text)
    except DateProblem as problem:
        return str(problem)
    return "" if day.month is not None else "Thiếu tháng; ghi như tháng 6 năm 2026."


def _year(text: str) -> str:
    if re.fullmatch(r"(?:năm )?(?:19|20|21)[0-9]{2}", text, re.IGNORECASE):
        return ""
    return "Ghi năm đủ bốn chữ số, như 2026."


def _citation(text: str) -> str:
    try:
        problems = parse_citation(text).problems()
    except CitationProblem as problem:
        return str(problem)
    return problems[0] if problems else ""


_CHECKS: dict[str, Callable[[str], str]] = {
    "number": _figure(NumberStyle.COUNT),
    "percent": _figure(NumberStyle.PERCENT),
    "money": _figure(NumberStyle.MONEY),
    "date": _date,
    "month": _month,
    "year": _year,
    "citation": _citation,
}
