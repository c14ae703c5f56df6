"""Plain text and Markdown reports as a flow of lines and tables."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, replace

from cchc_tui.document.readers.drawn_tables import with_tables
from cchc_tui.document.readers.flow import Flow, Line, line_of
from cchc_tui.document.readers.footnotes import Noted, gather
from cchc_tui.document.readers.raw import HARD, Raw, cleaned, raw_lines
from cchc_tui.document.readers.styled import guard, inlines, spread
from cchc_tui.document.readers.text_tables import Row, is_tabbed, pipe_cells, tables

_HASHES = re.compile(r"\s*(#{1,6})\s+(.*?)\s*#*\s*$")
_ESCAPED = re.compile(r"\\([\\`*_\[\]<>|~&$\"'{}!])")
_ESCAPED_MARK = re.compile(r"\\([.)#+=\-])")
_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"</?(?:u|b|i|em|strong|span|div|center|p|font)\b[^<>]*>", re.IGNORECASE)
_ANCHOR = re.compile(r"\[([^\]\n]*)\]\((?:[^()\s]|\([^()]*\))*\)(?:\{[^}]*\})?")
_WRAPPED = 140
"""Characters beyond which lines are whole paragraphs and not cut to a width."""

_LEAST_LINES = 6


@dataclass(frozen=True, slots=True)
class TextFlow:
    """A flow read from text.

    Attributes:
        flow: Lines and tables.
        width: Characters that lines were cut to; 0 where a line is a paragraph.
        loose: Notes that nothing refers to.
    """

    flow: Flow
    width: int
    loose: int = 0


def text_flow(text: str, *, markdown: bool = False) -> TextFlow:
    """The lines and tables of a text file.

    Args:
        text: The whole file.
        markdown: Backslashes, HTML entities, tags and links are read as Markdown has them.
    """
    prepared = cleaned(with_tables(text))
    if markdown:
        prepared = _from_markdown(prepared)
    physical = raw_lines(prepared)
    width = wrap_width(physical)
    noted = gather(physical, width)
    lines = [
        replace(line, text=text) for line, text in zip(noted.lines, _spread(noted), strict=True)
    ]
    return TextFlow(_flow(lines, noted.notes), width, noted.loose)


def _spread(noted: Noted) -> list[str]:
    """Texts of the lines, emphasis over several lines of a block written anew in each."""
    joined = "".join(
        f"{chr(10) * (2 if line.gap else 1) if at else ''}{line.text}"
        for at, line in enumerate(noted.lines)
    )
    if "*" not in joined:
        return [line.text for line in noted.lines]
    return [line for line in spread(joined).split("\n") if line.strip()] or []


def _from_markdown(text: str) -> str:
    """Markdown as the text it stands for, but for what this package reads itself."""
    lines: list[str] = []
    for line in text.split("\n"):
        line = _ESCAPED_MARK.sub(r"\1", _ESCAPED.sub(lambda found: guard(found[1]), line))
        line = _TAG.sub("", _ANCHOR.sub(r"\1", line))
        line = html.unescape(line)
        cut = "\n" if line.strip() and not line.lstrip().startswith("|") else " "
        line = _BREAK_TAG.sub(cut, line)
        if line.endswith("\\"):
            line = line[:-1] + HARD
        lines.append(line)
    return "\n".join(lines)


def wrap_width(lines: list[Raw]) -> int:
    """Characters that lines were cut to; 0 if they were not."""
    lengths = sorted(len(line.text) for line in lines if "\t" not in line.text)
    if len(lengths) < _LEAST_LINES:
        return 0
    longest = lengths[-1 - len(lengths) // 50]
    return longest if longest <= _WRAPPED and longest > 30 else 0


def _flow(lines: list[Raw], notes: list[str]) -> Flow:
    """Lines with cells become tables, the others lines."""
    flow: Flow = []
    rows: list[Row] = []
    for line in lines:
        cells = pipe_cells(line.text)
        pipes = cells is not None
        if cells is None and is_tabbed(line.text):
            cells = line.text.split("\t")
        if cells is not None:
            if rows and rows[-1].pipes != pipes:
                _flush(rows, notes, flow)
            rows.append(Row(cells, line.at, line.gap or line.cut, pipes))
            continue
        _flush(rows, notes, flow)
        flow.append(_line(line, notes))
    _flush(rows, notes, flow)
    return flow


def _flush(rows: list[Row], notes: list[str], flow: Flow) -> None:
    """Turn the rows gathered so far into tables; a lone row of two cells is a line."""
    if len(rows) == 1 and len(rows[0].cells) < 3 and not rows[0].pipes:
        row = rows[0]
        flow.append(replace(line_of(inlines("\t".join(row.cells), notes), row.at), gap=row.gap))
    elif rows:
        flow += tables(rows, lambda text: inlines(text, notes))
    rows.clear()


def _line(line: Raw, notes: list[str]) -> Line:
    text = line.text
    outline = 0
    found = _HASHES.match(text)
    if found:
        outline, text = len(found[1]), found[2]
    core = text.replace("\t", " ")
    made = line_of(inlines(core, notes), line.at)
    return replace(
        made,
        gap=line.gap,
        page=line.page or line.cut,
        hard=line.hard,
        outline=outline,
        indent=len(core) - len(core.lstrip(" ")) if "\t" not in text else 4,
    )
