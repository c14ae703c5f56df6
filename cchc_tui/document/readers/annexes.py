"""Annexes: where each starts, its number, title and reference."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from cchc_tui.document.blocks import Annex
from cchc_tui.document.readers.body import blocks
from cchc_tui.document.readers.flow import Flow, Line, RawTable, in_capitals
from cchc_tui.document.readers.marks import mark_of

_NUMBER = re.compile(
    r"((?:phụ\s+l[ụuú]c|phụ\s+biểu|biểu(?:\s+mẫu)?|mẫu|bảng\s+phụ\s+lục)"
    r"(?:\s+(?:số|biểu)\s*:?)?(?:\s*[.:]?\s*(?:[IVXLC]+|[0-9]{1,2}[a-z]?(?:[./-][0-9A-Z]+)*|[A-ZĐ]))?)"
    r"\s*([.:\-–]?)\s*(.*)",
    re.IGNORECASE | re.DOTALL,
)
_REFERENCE = re.compile(
    r"\(\s*(?:kèm|ban hành kèm|đính kèm|gửi kèm|tại báo cáo|theo báo cáo)", re.IGNORECASE
)
_LONGEST_TITLE = 260
_MOST_TITLE_LINES = 5
_MANY_COLUMNS = 9
"""From here on a table of a text file wants a page turned sideways."""


@dataclass(slots=True)
class _Draft:
    """An annex while its lines are gathered."""

    number: str
    at: int
    title: list[str] = field(default_factory=list)
    reference: str = ""
    flow: Flow = field(default_factory=list)


def is_number_line(text: str) -> bool:
    """Whether a line is the number of an annex: `Phụ lục II`, `PHỤ LỤC 1: TỔNG HỢP …`."""
    found = _NUMBER.match(text)
    if not found or len(text) > _LONGEST_TITLE:
        return False
    number, sign, rest = found.groups()
    appendix = number.lower().startswith(("phụ", "bảng"))
    if not rest:
        return appendix or bool(re.search(r"[0-9IVX]$", number))
    if text.rstrip().endswith((".", ";", ",")) or not appendix:
        return False
    return (bool(sign) and rest[:1].isupper()) or (in_capitals(text) and in_capitals(number))


def read_annexes(flow: Flow, whole: Callable[[Flow], Flow]) -> tuple[Annex, ...]:
    """Annexes of everything that stands below the foot.

    Content before the first number becomes an annex without one.

    Args:
        flow: Lines and tables below the foot.
        whole: Makes whole paragraphs of the lines of an annex.
    """
    drafts: list[_Draft] = []
    for at, element in enumerate(flow):
        if isinstance(element, Line) and is_number_line(element.text):
            drafts.append(_opened(element, _title_before(drafts, flow, at)))
        elif not drafts or (not drafts[-1].number and not drafts[-1].flow and not drafts[-1].title):
            drafts.append(_Draft("", element.at, flow=[element]))
        else:
            drafts[-1].flow.append(element)
    return tuple(_finished(draft, whole) for draft in drafts if draft.number or draft.flow)


def _opened(line: Line, above: list[str]) -> _Draft:
    found = _NUMBER.match(line.text.replace("\n", " "))
    number, rest = (found[1], found[3]) if found else (line.text, "")
    return _Draft(number.strip(), line.at, [*above, *([rest.strip()] if rest.strip() else [])])


def _title_before(drafts: list[_Draft], flow: Flow, at: int) -> list[str]:
    """Lines of a title in capitals that stand above the number instead of below it."""
    following = flow[at + 1] if at + 1 < len(flow) else None
    if isinstance(following, Line) and not following.text.startswith("("):
        return []
    taken: list[str] = []
    while drafts and drafts[-1].flow:
        last = drafts[-1].flow[-1]
        if not isinstance(last, Line) or not in_capitals(last.text) or len(taken) > 2:
            break
        taken.insert(0, last.text)
        drafts[-1].flow.pop()
    return taken


def _finished(draft: _Draft, whole: Callable[[Flow], Flow]) -> Annex:
    """The annex of the gathered lines."""
    rest = draft.flow
    while rest and isinstance(rest[0], Line) and _heads(rest[0], draft):
        line = rest[0]
        if _REFERENCE.match(line.text):
            draft.reference = line.text.replace("\n", " ")
        else:
            draft.title.append(line.text.replace("\n", " "))
        rest = rest[1:]
    return Annex(
        draft.number,
        " ".join(draft.title),
        draft.reference,
        blocks(whole(rest)),
        landscape=any(map(_is_wide, draft.flow)),
        line=draft.at,
    )


def _is_wide(element: Line | RawTable) -> bool:
    """Whether an element stands on a page turned sideways, or ought to."""
    many = isinstance(element, RawTable) and len(element.widths) >= _MANY_COLUMNS
    return element.landscape or (many and not element.section)


def _heads(line: Line, draft: _Draft) -> bool:
    """Whether a line at the start of an annex is part of its title."""
    text = line.text
    if _REFERENCE.match(text):
        return not draft.reference
    if draft.reference or text.startswith("(") or len(text) > _LONGEST_TITLE or line.role:
        return False
    mark = mark_of(text)
    if (mark and not in_capitals(text)) or (mark and mark.form == "roman") or "\t" in text:
        return False
    if text.endswith((".", ";", ":")) or len(draft.title) >= _MOST_TITLE_LINES:
        return False
    if not draft.title:
        return True
    capital = in_capitals(draft.title[-1])
    return in_capitals(text) if capital else not line.gap and line.centred
