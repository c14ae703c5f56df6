"""What a file holds before it is understood: lines and tables, one after the other.

Every reader makes a flow; from there on a Word file and a text file are read alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from cchc_tui.document.blocks import Inline, Text

_SPACES = re.compile(r"[ \u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_BREAK = re.compile("\n")
_SIDE_BY_SIDE = re.compile(r"\t+|\s*\|\s*")
_END = re.compile(r"[.;:!?…]['\"”’)\]]*\s*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line of a text file, or a paragraph of a Word file.

    Attributes:
        inlines: Text and footnotes. A tab stays a tab.
        text: The text alone, without outer blanks.
        at: Line of the text file or paragraph of the Word file, from 1.
        gap: An empty line stands before it.
        page: A page ended between it and the line before.
        bold: All of its letters are bold; so `italic`.
        centred: Set in the middle.
        outline: Level of its heading style from 1; 0 without one.
        depth: Level of its automatic bullet or list style from 1; 0 without one.
        indent: Blanks it starts with, in characters.
        role: `caption` or `unit` where a style says so.
        column: Column of the layout table it stands in, from 1; 0 outside of one.
        landscape: On a page turned sideways.
        section: Section of the Word file, from 0.
        hard: The line break before it is meant.
    """

    inlines: tuple[Inline, ...]
    text: str
    at: int = 0
    gap: bool = False
    page: bool = False
    bold: bool = False
    italic: bool = False
    centred: bool = False
    outline: int = 0
    depth: int = 0
    indent: int = 0
    role: str = ""
    column: int = 0
    landscape: bool = False
    section: int = 0
    hard: bool = False


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell as found: its lines, its spans, and how it is set."""

    lines: tuple[Line, ...] = ()
    colspan: int = 1
    rowspan: int = 1
    align: str = "left"


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row as found; `header` if the file says that it repeats on every page."""

    cells: tuple[RawCell, ...]
    at: int = 0
    header: bool = False


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table as found.

    Attributes:
        rows: Its rows; merged cells appear once.
        widths: Relative widths of the grid columns.
        at: Where it starts.
        gap: An empty line stands before it.
        exact: The file says which cells are merged; empty cells are just empty.
        landscape: On a page turned sideways.
        section: Section of the Word file, from 0.
    """

    rows: tuple[RawRow, ...]
    widths: tuple[float, ...]
    at: int = 0
    gap: bool = False
    exact: bool = False
    landscape: bool = False
    section: int = 0

    def lines(self) -> list[Line]:
        """Everything in it as lines, row by row, each knowing its column."""
        found: list[Line] = []
        for row in self.rows:
            column = 1
            for cell in row.cells:
                found += (replace(line, column=column) for line in cell.lines)
                column += cell.colspan
        return found


Flow = list[Line | RawTable]


def text_of(inlines: Iterable[Inline]) -> str:
    """The text of a line without its notes."""
    return "".join(inline.text for inline in inlines if isinstance(inline, Text))


def line_of(inlines: Sequence[Inline], at: int = 0) -> Line:
    """A line with blanks closed up; bold or italic where all its letters are."""
    tidy = closed_up(inlines)
    texts = [i for i in tidy if isinstance(i, Text) and any(c.isalnum() for c in i.text)]
    return Line(
        tidy,
        text_of(tidy).strip(),
        at,
        bold=bool(texts) and all(i.bold for i in texts),
        italic=bool(texts) and all(i.italic for i in texts),
    )


def closed_up(inlines: Sequence[Inline]) -> tuple[Inline, ...]:
    """Inlines with single blanks, none at the ends, neighbours of one style made one."""
    tidy: list[Inline] = []
    for inline in inlines:
        last = tidy[-1] if tidy else None
        if not isinstance(inline, Text):
            tidy.append(inline)
            continue
        text = _SPACES.sub(" ", inline.text)
        if not _ends_open(tidy):
            text = text.lstrip(" ")
        if not text:
            continue
        if isinstance(last, Text) and (last.bold, last.italic) == (inline.bold, inline.italic):
            tidy[-1] = replace(last, text=last.text + text)
        else:
            tidy.append(Text(text, inline.bold, inline.italic))
    while tidy and isinstance(tidy[-1], Text):
        last = tidy[-1]
        text = last.text.rstrip(" ")
        if text:
            tidy[-1] = replace(last, text=text)
            break
        tidy.pop()
    return tuple(tidy)


def _ends_open(tidy: Sequence[Inline]) -> bool:
    """Whether a blank may follow: something stands before, and it does not end in a blank."""
    for inline in reversed(tidy):
        if isinstance(inline, Text):
            return not inline.text.endswith((" ", "\n"))
    return False


def cut_start(inlines: Sequence[Inline], count: int) -> tuple[Inline, ...]:
    """Inlines without the first `count` characters of their text."""
    rest: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Text) and count > 0:
            taken = min(count, len(inline.text))
            count -= taken
            if len(inline.text) > taken:
                rest.append(replace(inline, text=inline.text[taken:]))
        else:
            rest.append(inline)
    return closed_up(rest)


def parted(line: Line, pieces: re.Pattern[str]) -> list[Line]:
    """A line cut where the pattern matches, each piece a line numbered by column."""
    groups: list[list[Inline]] = [[]]
    for inline in line.inlines:
        if not isinstance(inline, Text):
            groups[-1].append(inline)
            continue
        for at, piece in enumerate(pieces.split(inline.text)):
            if at:
                groups.append([])
            if piece:
                groups[-1].append(replace(inline, text=piece))
    if len(groups) == 1:
        return [line]
    found: list[Line] = []
    for column, group in enumerate(groups, start=1):
        piece = line_of(group, line.at)
        if piece.inlines:
            found.append(
                replace(
                    piece,
                    column=line.column or column,
                    gap=line.gap and not found,
                    page=line.page and not found,
                    centred=line.centred,
                    landscape=line.landscape,
                    section=line.section,
                )
            )
    return found


def pieces_of(element: Line | RawTable) -> list[Line]:
    """What stands in an element one below the other and side by side, in reading order."""
    lines = element.lines() if isinstance(element, RawTable) else [element]
    found: list[Line] = []
    for line in lines:
        for row in parted(line, _BREAK):
            found += parted(replace(row, column=line.column), _SIDE_BY_SIDE)
    return found


def broken_up(flow: Flow, *, whole: bool) -> Flow:
    """A flow whose paragraphs are parted at their line breaks.

    Args:
        flow: Lines and tables.
        whole: Paragraphs are whole: no line but those parted here may be joined again.
    """
    found: Flow = []
    for element in flow:
        if isinstance(element, RawTable):
            found.append(element)
            continue
        for at, piece in enumerate(parted(element, _BREAK)):
            hard = whole if at == 0 else False
            found.append(
                replace(
                    piece,
                    column=element.column,
                    hard=hard,
                    outline=element.outline,
                    depth=element.depth if at == 0 else 0,
                )
            )
    return found


def ends_sentence(text: str) -> bool:
    """Whether a line ends as a sentence or a member of a list does."""
    return bool(_END.search(text[-20:]))


def in_capitals(text: str) -> bool:
    """Whether a text of at least two letters is all in capitals."""
    if text != text.upper() or text == text.lower():
        return False
    return sum(map(str.isalpha, text)) > 1
