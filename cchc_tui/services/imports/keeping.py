"""What is kept of an old report: its lines and tables, as words and in the form of free text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cchc_tui.document.blocks import Cell, Table, TableRow
from cchc_tui.domain.kept import Block, Box, BoxRow, Line, Note, Rows, spoken, write_kept
from cchc_tui.domain.kept_reading import read_kept
from cchc_tui.domain.values import AnswerState, Prose
from cchc_tui.interview.answer import Answer
from cchc_tui.services.imports.segments import Passage, kept_words


@dataclass(frozen=True, slots=True)
class Kept:
    """A line or a table of an old report.

    Attributes:
        text: Its words, notes in brackets where they were cited.
        block: The same with its cells and notes.
    """

    text: str
    block: Block

    @property
    def plain(self) -> bool:
        """Whether it is a line without notes, which any prose question can hold."""
        return isinstance(self.block, Line) and not any(
            isinstance(one, Note) for one in self.block.words
        )


def kept_line(text: str) -> Kept:
    """A line of words, a heading."""
    return Kept(text, Line((text,)))


def kept_passage(passage: Passage) -> Kept:
    """A paragraph or a list item."""
    words = passage.words or (passage.text,)
    if passage.mark:
        first = words[0] if isinstance(words[0], str) else ""
        words = (passage.mark + first, *words[1 if first else 0 :])
    return Kept(passage.mark + passage.text, Line(words))


def kept_table(table: Table) -> Iterator[Kept]:
    """A table that no question takes; its unit stands above it."""
    if table.unit:
        yield kept_line(table.unit)
    rows = Rows(tuple(map(_boxes, table.header)), tuple(map(_boxes, table.rows)))
    if any(box.words for row in (*rows.header, *rows.body) for box in row):
        yield Kept(spoken(rows), rows)


def _boxes(row: TableRow) -> BoxRow:
    return tuple(map(_box, row.cells))


def _box(cell: Cell) -> Box:
    return Box(kept_words(cell.inlines), max(cell.colspan, 1), max(cell.rowspan, 1))


def free_answer(kept: Iterable[Kept]) -> Answer:
    """Free text of what is kept, its notes behind it."""
    return Answer(AnswerState.ANSWERED, Prose(write_kept(one.block for one in kept)))


def kept_of(text: str) -> list[Kept]:
    """What free text holds, as it would be kept."""
    return [Kept(spoken(block), block) for block in read_kept(text)]
