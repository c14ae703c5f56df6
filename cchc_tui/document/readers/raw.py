"""Physical lines of a text file: cleaned, without page numbers and rules."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cchc_tui.domain.text import clean_text

_PAGE_NUMBER = re.compile(
    r"\s*(?:[-–—]\s*)?(?:trang\s*:?\s*)?([0-9]{1,3})(?:\s*/\s*[0-9]{1,3})?\s*(?:[-–—])?\s*",
    re.IGNORECASE,
)
RULE = re.compile(r"\s*(?:[-–—_=*~]\s?){3,}\s*|\s*[_]{2,}\s*")
_COLUMNS = re.compile(
    r"(?<=\S)(?<!ngày)(?<!tháng)(?<!năm)(?<!Số:)(?<!số:)(?<!Số) {3,}(?=\S)(?!/|tháng|năm)"
)
_KEPT = re.compile("([\t\f])")
HARD = "\ue210"
"""Ends a line whose break is meant."""

_FAR = " " * 12
"""Blanks before a page number set in the middle or at the right."""

_STEP = 3
"""Most pages that may go by without a number."""


@dataclass(frozen=True, slots=True)
class Raw:
    """A line of a text file that is not empty.

    Attributes:
        text: Without its end; leading blanks and tabs are kept.
        at: Its number in the file, from 1.
        gap: An empty line stands before it.
        page: A form feed or page number stands before it.
        cut: Notes of a page stood before it.
        hard: The line break before it is meant.
    """

    text: str
    at: int
    gap: bool = False
    page: bool = False
    cut: bool = False
    hard: bool = False


def cleaned(text: str) -> str:
    """A file's text safe for everything after, with its tabs and form feeds; line ends are LF."""
    pieces = _KEPT.split(text.replace("\r\n", "\n"))
    return "".join(p if _KEPT.fullmatch(p) else clean_text(p) for p in pieces)


def raw_lines(text: str) -> list[Raw]:
    """The lines of a cleaned text that are neither empty, nor page numbers, nor rules."""
    lines: list[Raw] = []
    gap = page = hard = False
    for at, line in enumerate(text.split("\n"), start=1):
        page = page or "\f" in line
        core = line.replace("\f", "").rstrip(" ")
        if not core.strip() or RULE.fullmatch(core):
            gap, hard = True, False
            continue
        ends_hard = core.endswith(HARD)
        core = _COLUMNS.sub("\t", core.removesuffix(HARD))
        lines.append(Raw(core, at, gap, page, hard=hard))
        gap = page = False
        hard = ends_hard
    return _without_page_numbers(lines)


def _without_page_numbers(lines: list[Raw]) -> list[Raw]:
    """Lines without the page numbers: figures alone between gaps that count upwards."""
    kept: list[Raw] = []
    last = 0
    dropped = False
    for at, line in enumerate(lines):
        found = _PAGE_NUMBER.fullmatch(line.text)
        alone = (line.gap or line.page or at == 0) and (
            at + 1 == len(lines) or lines[at + 1].gap or lines[at + 1].page
        )
        alone = alone or line.text.startswith(_FAR)
        if found and alone and "\t" not in line.text and last < int(found[1]) <= last + _STEP:
            last = int(found[1])
            dropped = True
            continue
        if dropped:
            line = Raw(line.text, line.at, True, True, line.cut, line.hard)
        dropped = False
        kept.append(line)
    return kept
