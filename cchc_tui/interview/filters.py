"""The filters of templates: other ways to print an answer.

Every filter passes a missing answer on, so that it still becomes a gap or an omission.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from cchc_tui.domain.dates import format_long, format_month
from cchc_tui.domain.inserts import CitationForm
from cchc_tui.domain.numbers import format_quantity
from cchc_tui.domain.text import lower_first, upper_first
from cchc_tui.domain.values import Prose
from cchc_tui.interview.tables import TableView
from cchc_tui.interview.views import Cites, Figure, Missing, Moment, Paragraphs, View, Words

LIST_LEVELS = {"-": 1, "+": 2, "*": 3}
_MARKER = re.compile(r"^\s*(?:[-+*]|\d{1,3}[.)]|[a-zđ]\))\s+")


def _words(make: Callable[[Any], str | None]) -> Callable[[Any], Any]:
    """A filter that prints an answer as a line of text; what it cannot print stays."""

    def apply(value: Any) -> Any:
        if isinstance(value, Missing):
            return value
        text = make(value)
        return value if text is None else Words(text, getattr(value, "question", ""))

    return apply


def _letter(change: Callable[[str], str]) -> Callable[[Any], Any]:
    """A filter that changes the first letter."""

    def apply(value: Any) -> Any:
        if isinstance(value, Paragraphs):
            return Paragraphs(Prose(change(value.prose.text)), value.question, value.level)
        if isinstance(value, Words):
            return Words(change(value.text), value.question, nothing=value.nothing)
        return change(value) if isinstance(value, str) else value

    return apply


def _cited(form: CitationForm) -> Callable[[Any], Any]:
    """A filter that forces a form of citation."""

    def apply(value: Any) -> Any:
        if isinstance(value, Cites):
            return Cites(value.citations, value.question, form)
        return value

    return apply


def _same(value: Any) -> Any:
    return value


def _as_list(value: Any, marker: str = "-") -> Any:
    """Paragraphs, rows or documents as items of one list level."""
    level = LIST_LEVELS.get(str(marker), 1)
    if isinstance(value, Missing):
        return value
    if isinstance(value, Paragraphs):
        return Paragraphs(value.prose, value.question, level)
    lines = _lines(value)
    return Paragraphs(Prose("\n".join(lines)), getattr(value, "question", ""), level)


def _joined(value: Any) -> Any:
    """Everything on one line, joined by "; "."""
    if isinstance(value, Missing | Cites):
        return value
    return Words("; ".join(_lines(value)), getattr(value, "question", ""))


def _lines(value: Any) -> list[str]:
    if isinstance(value, TableView):
        return value.lines()
    if isinstance(value, Cites):
        return [citation.full() for citation in value.citations]
    text = value.plain() if isinstance(value, View) else str(value)
    return [_MARKER.sub("", line).strip() for line in text.split("\n") if line.strip()]


def _signed(value: Any, up: str = "tăng", down: str = "giảm", same: str = "không đổi") -> Any:
    """A difference in words: `tăng 07`, `giảm 05`, "không đổi"."""
    if not isinstance(value, Figure):
        return value
    number = value.quantity.value
    if not number:
        return Words(str(same), value.question)
    size = abs(value)
    text = size.plain() if isinstance(size, Figure) else ""
    return Words(f"{up if number > 0 else down} {text}", value.question)


FILTERS: Mapping[str, Callable[..., Any]] = {
    "ngay_day_du": _words(lambda v: format_long(v.day) if isinstance(v, Moment) else None),
    "thang_nam": _words(lambda v: format_month(v.day) if isinstance(v, Moment) else None),
    "so": _words(
        lambda v: format_quantity(v.quantity, pad=False) if isinstance(v, Figure) else None
    ),
    "day_du": _cited("full"),
    "ngan": _cited("short"),
    "chu_thich": _cited("footnote"),
    "bang": _same,
    "doan": _same,
    "muc": _as_list,
    "liet_ke": _joined,
    "thuong": _letter(lower_first),
    "hoa": _letter(upper_first),
    "co_phap": _signed,
    "length": lambda value: len(value) if hasattr(value, "__len__") else 0,
}
"""By name as written in templates."""
