"""Sentences that a line end, a page end or a note cut in two, made whole again."""

from __future__ import annotations

import re
from dataclasses import replace

from cchc_tui.document.blocks import Inline, Text
from cchc_tui.document.readers.flow import (
    Flow,
    Line,
    RawTable,
    closed_up,
    ends_sentence,
    in_capitals,
    text_of,
)
from cchc_tui.document.readers.marks import Mark, mark_of

_HYPHEN = re.compile(r"[-–‐]$")
_SPACED_YEARS = re.compile(r"\d [-–]$")
_LEADS_ON = re.compile(
    r"(?:,|\b(?:và|của|với|tại|theo|về|cho|các|những|do|từ|đến|trong|thuộc|số|ngày|hoặc|là|được|để|"
    r"qua|bằng|trên|dưới|khi|như|mà|nhằm|cùng|vào|ra|bị|sẽ|đã|đang|không|có|một|hai|tháng|năm|Điều|"
    r"khoản|điểm|Nghị định|Quyết định|Thông tư|Luật))$"
)
_FIRST = re.compile(r"[^\W_]")
_LONG = 60
_HEADING_LENGTH = 150
_INDENT = 3
_LONGEST = 10_000
"""Characters of a paragraph to which nothing more is joined: no report has such."""


def joined(flow: Flow, width: int) -> Flow:
    """A flow whose lines are whole paragraphs.

    Args:
        flow: Lines and tables.
        width: Characters that lines were cut to; 0 where a line is a paragraph already.
    """
    found: Flow = []
    last = 0  # characters of the last physical line
    ordinals: dict[str, int] = {}
    for element in flow:
        before = found[-1] if found else None
        if isinstance(element, RawTable):
            found.append(element)
            continue
        mark = mark_of(element.text)
        if isinstance(before, Line) and _goes_on(before, element, mark, (width, last), ordinals):
            found[-1] = _join(before, element)
        else:
            found.append(element)
            if mark and not mark.bullet:
                ordinals[mark.form] = mark.ordinal
        last = element.indent + len(element.text)
    return found


def _goes_on(
    before: Line, line: Line, mark: Mark | None, cut: tuple[int, int], ordinals: dict[str, int]
) -> bool:
    """Whether a line goes on with the paragraph before it."""
    if (
        len(before.text) > _LONGEST
        or line.hard
        or line.outline
        or before.outline
        or line.role
        or before.role
    ):
        return False
    shouted = in_capitals(before.text) and len(before.text) > 3
    if shouted and any(char.islower() for char in line.text):
        return False
    open_ = not ends_sentence(before.text)
    if mark and not (open_ and _no_real_mark(before, line, mark, ordinals)):
        return False
    if _HYPHEN.search(before.text) and open_:
        return True
    if shouted and mark_of(before.text) and (not line.gap or before.text.endswith(",")):
        return open_
    small = _starts_small(line.text)
    if line.gap or line.page:
        return _over_a_gap(before, line, open_, small)
    width, last = cut
    if not width:
        return open_ and (small or (_leads_on(before) and not _is_headed(before)))
    return _within_a_block(before, line, open_, small, width, last)


def _no_real_mark(before: Line, line: Line, mark: Mark, ordinals: dict[str, int]) -> bool:
    """Whether what looks like a mark is only where a sentence was cut."""
    if mark.bullet:
        rest = line.text[mark.length :]
        return (
            bool(before.text)
            and mark.printed == "-"
            and rest[:1].isdigit()
            and (before.text[-1].isdigit() and not line.gap)
        )
    if (line.gap and not line.page) or _is_headed(before):
        return False
    if _leads_on(before):
        return True
    expected = (1, ordinals.get(mark.form, 0), ordinals.get(mark.form, 0) + 1)
    return mark.form.startswith("decimal1") and mark.ordinal not in expected


def _leads_on(line: Line) -> bool:
    """Whether a line ends with a word that no sentence ends with."""
    return bool(_LEADS_ON.search(line.text[-40:]))


def _is_headed(line: Line) -> bool:
    """Whether a line is short and numbered, as headings are."""
    mark = mark_of(line.text)
    return mark is not None and not mark.bullet and len(line.text) < _HEADING_LENGTH


def _over_a_gap(before: Line, line: Line, open_: bool, small: bool) -> bool:
    """A sentence cut by the end of a page, whether or not the page's end left a trace."""
    if before.centred or line.centred or before.text.endswith(":"):
        return False
    if line.text.startswith("(") and line.text.endswith(")"):
        return False
    if small:
        return open_ or before.text.endswith(";")
    if not open_:
        return False
    if _leads_on(before) and not _is_headed(before):
        return True
    return line.page and len(before.text) > _LONG and not _is_headed(before) and not before.bold


def _within_a_block(
    before: Line, line: Line, open_: bool, small: bool, width: int, last: int
) -> bool:
    """A line end inside a block of lines cut to `width` characters."""
    word = len(line.text.split(" ", 1)[0])
    if line.indent > _INDENT and line.indent >= before.indent and not small:
        return False
    if in_capitals(line.text) and in_capitals(before.text):
        return last + 1 + word >= width * 0.6
    if open_:
        share = 0.9 if _is_headed(before) and last == len(before.text) + before.indent else 0.75
        return small or last + 1 + word >= width * share
    return small or last + 1 + word > width * 0.97


def _starts_small(text: str) -> bool:
    found = _FIRST.search(text)
    return bool(found and found[0].islower())


def _join(before: Line, line: Line) -> Line:
    """Two lines as one; a word cut at a hyphen is closed up."""
    glue = " "
    if _HYPHEN.search(before.text) and not _SPACED_YEARS.search(before.text):
        glue = ""
    inlines: tuple[Inline, ...] = closed_up(
        (*before.inlines, *([Text(glue, *_style(before))] if glue else []), *line.inlines)
    )
    return replace(
        before,
        inlines=inlines,
        text=text_of(inlines).strip(),
        bold=before.bold and line.bold,
        italic=before.italic and line.italic,
    )


def _style(line: Line) -> tuple[bool, bool]:
    """Style of the last text of a line, which the blank after it shares."""
    for inline in reversed(line.inlines):
        if isinstance(inline, Text):
            return inline.bold, inline.italic
    return False, False
