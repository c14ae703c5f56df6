"""Two officers' tables for one question: put together row by row and cell by cell.

What only one of them changed since both began is taken without asking; asked is only where
both changed the same cell, or one changed a row that the other took out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from cchc_tui.domain.text import fold
from cchc_tui.domain.values import CellValue, Records, Row, RowKind
from cchc_tui.interview.kinds import Question
from cchc_tui.interview.typed_table import show_cell, show_table, typed_columns
from cchc_tui.services.alike import versions
from cchc_tui.services.merging import Keep, Merge, Piece

ALIKE = 0.5
"""Share of equal cells from which two rows of other names are taken for versions of one."""


@dataclass(frozen=True, slots=True)
class RowPiece(Piece):
    """A row of both tables; None where one of them has it not.

    Attributes:
        my_row: As the officer has it.
        their_row: As the other has it.
    """

    my_row: Row | None = None
    their_row: Row | None = None

    @property
    def same(self) -> bool:
        """Whether both officers have the same row."""
        return self.my_row == self.their_row

    @property
    def rows(self) -> tuple[Row, ...]:
        """What goes into the one table."""
        mine = self.same or self.keep is not Keep.THEIRS
        theirs = not self.same and self.keep is not Keep.MINE
        both = ((self.my_row, mine), (self.their_row, theirs))
        return tuple(row for row, kept in both if kept and row is not None)


@dataclass(frozen=True, slots=True)
class TableMerge(Merge):
    """Two tables for one question.

    Attributes:
        question: What they answer.
        pieces: Both tables from the first row to the last.
    """

    question: Question
    pieces: tuple[RowPiece, ...]

    @property
    def records(self) -> Records:
        """The one table."""
        return Records(tuple(row for piece in self.pieces for row in piece.rows))

    @property
    def text(self) -> str:
        """The one table as it would be typed."""
        return show_table(self.question, self.records)

    @property
    def choices(self) -> tuple[Keep, ...]:
        """Fixed rows cannot stand twice."""
        return (Keep.MINE, Keep.THEIRS) if self.question.row_labels else tuple(Keep)

    @property
    def taken(self) -> int:
        """How many rows have something of the other's in them without having been asked."""
        return sum(piece.settled and piece.keep is Keep.THEIRS for piece in self.pieces)


def merge_tables(
    question: Question, author: str, mine: Records, theirs: Records, base: Records
) -> TableMerge:
    """Puts two tables together that both began from `base`."""
    return TableMerge(question.name, author, tuple(_pieces(question, mine, theirs, base)), question)


def _pieces(
    question: Question, mine: Records, theirs: Records, base: Records
) -> Iterator[RowPiece]:
    maker = _Maker(question)
    old = _rows(question, base)
    ours, others = (_Side(question, old, _rows(question, one)) for one in (mine, theirs))
    yield from maker.inserted(ours.gaps[0], others.gaps[0])
    for number, row in enumerate(old):
        yield from maker.changed(number, row, ours.rows[number], others.rows[number])
        yield from maker.inserted(ours.gaps[number + 1], others.gaps[number + 1])


def _rows(question: Question, records: Records) -> list[Row]:
    """The rows to compare; of fixed ones all."""
    rows = [_bare(row) for row in records.rows]
    return rows + [Row()] * (len(question.row_labels) - len(rows))


def _bare(row: Row) -> Row:
    """A row without its empty cells, so that equal rows are equal."""
    return replace(
        row, cells={name: one for name, one in row.cells.items() if one not in (None, "")}
    )


class _Side:
    """One officer's table beside the common one.

    `rows` has for each common row what became of it, None where it was taken out; `gaps` has
    what was put in before the first common row and behind each.
    """

    def __init__(self, question: Question, base: Sequence[Row], other: Sequence[Row]) -> None:
        self.rows: list[Row | None] = [None] * len(base)
        self.gaps: list[list[Row]] = [[] for _ in range(len(base) + 1)]
        if question.row_labels:
            pairs = [(number, number) for number in range(len(base))]
        else:
            pairs = list(_pairs(question, base, other))
        at = gap = 0
        for old, new in [*pairs, (len(base), len(other))]:
            self.gaps[gap] += other[at:new]
            if old < len(base):
                self.rows[old] = other[new]
            at, gap = new + 1, min(old + 1, len(base))


def _pairs(
    question: Question, base: Sequence[Row], other: Sequence[Row]
) -> Iterator[tuple[int, int]]:
    """Numbers of the rows that are versions of one, in order."""
    ours, others = ([repr(row) for row in rows] for rows in (base, other))
    matcher = SequenceMatcher(None, ours, others, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            yield from zip(range(i1, i2), range(j1, j2), strict=True)
        else:
            found = versions(
                base[i1:i2], other[j1:j2], lambda one, two: _likeness(question, one, two)
            )
            yield from ((i1 + i, j1 + j) for i, j in found)


def _likeness(question: Question, one: Row, two: Row) -> float:
    """2 for rows of one name, else the share of cells that are equal, 0 below `ALIKE`."""
    if one.kind is not two.kind:
        return 0.0
    name = _name(question, one)
    if name and name == _name(question, two):
        return 2.0
    cells = {**one.cells, **two.cells}
    equal = sum(one.cells.get(column) == two.cells.get(column) for column in cells)
    share = equal / len(cells) if cells else 0.0
    return share if share >= ALIKE else 0.0


def _name(question: Question, row: Row) -> str:
    """What a row is called: a group's name, or the words of the first column."""
    if row.kind is RowKind.GROUP:
        return fold(row.label)
    column = typed_columns(question)[0]
    return fold(show_cell(column, row.cells.get(column.id)))


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes the pieces of a table."""

    question: Question

    def changed(
        self, number: int, old: Row, mine: Row | None, theirs: Row | None
    ) -> Iterator[RowPiece]:
        """A common row, and what each has made of it."""
        if mine is None and theirs is None:
            return
        if mine == theirs or theirs == old:
            yield self._settled(mine, theirs, Keep.MINE)
        elif mine == old:
            yield self._settled(mine, theirs, Keep.THEIRS)
        elif mine is None or theirs is None:
            yield RowPiece(self._shown(mine), self._shown(theirs), my_row=mine, their_row=theirs)
        else:
            yield self._mixed(old, mine, theirs, number)

    def inserted(self, mine: Sequence[Row], theirs: Sequence[Row]) -> Iterator[RowPiece]:
        """Rows that each has put in at one place; those of one name are one row."""
        pairs = list(_pairs(self.question, mine, theirs)) if mine and theirs else []
        i = j = 0
        for one, other in [*pairs, (len(mine), len(theirs))]:
            yield from (self._settled(row, None, Keep.MINE) for row in mine[i:one])
            yield from (self._settled(None, row, Keep.THEIRS) for row in theirs[j:other])
            if one < len(mine):
                yield self._mixed(Row(), mine[one], theirs[other], -1)
            i, j = one + 1, other + 1

    def _mixed(self, old: Row, mine: Row, theirs: Row, number: int) -> RowPiece:
        """A row that both have changed: asked only where both changed one cell."""
        ours, others = dict(mine.cells), dict(theirs.cells)
        asked = []
        for name in {**old.cells, **mine.cells, **theirs.cells}:
            before, one, other = (row.cells.get(name) for row in (old, mine, theirs))
            if one == other or other == before:
                others[name] = one
            elif one == before:
                ours[name] = other
            else:
                asked.append(name)
        one_row, other_row = (_bare(replace(mine, cells=cells)) for cells in (ours, others))
        if (mine.kind, mine.label) != (theirs.kind, theirs.label):
            other_row = replace(other_row, kind=theirs.kind, label=theirs.label)
        elif not asked:
            return self._settled(one_row, one_row, Keep.THEIRS)
        return RowPiece(
            self._cells(one_row, asked, number),
            self._cells(other_row, asked, number),
            my_row=one_row,
            their_row=other_row,
        )

    def _settled(self, mine: Row | None, theirs: Row | None, keep: Keep) -> RowPiece:
        shown = self._shown(mine), self._shown(theirs)
        return RowPiece(*shown, keep, settled=True, my_row=mine, their_row=theirs)

    def _shown(self, row: Row | None) -> str:
        return show_table(self.question, Records((row,))) if row else ""

    def _cells(self, row: Row, asked: Sequence[str], number: int) -> str:
        """The name of a row and the cells in question, each with its heading."""
        if row.kind is RowKind.GROUP:
            return self._shown(row)
        columns = typed_columns(self.question)
        labels = self.question.row_labels
        name = labels[number] if labels else show_cell(columns[0], row.cells.get(columns[0].id))
        cells: Mapping[str, CellValue] = row.cells
        told = [
            f"{' '.join(filter(None, (column.parent, column.title)))}: "
            f"{show_cell(column, cells.get(column.id)) or '(trống)'}"
            for column in columns
            if column.id in asked
        ]
        return " · ".join(filter(None, (name, *told)))
