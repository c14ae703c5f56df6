"""Tables of text files: lines with tabs, and pipe tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cchc_tui.document.blocks import Inline
from cchc_tui.document.readers.flow import Flow, Line, RawCell, RawRow, RawTable, line_of, parted
from cchc_tui.document.readers.marks import mark_of
from cchc_tui.document.readers.tables import is_total

_RULE_CELL = re.compile(r"\s*:?-{2,}:?\s*")
_TAB = re.compile("\t")
_LEADING = re.compile(r"^[ \t]+|[ \t]+$")
_MARK_TAB = re.compile(r"^\s*(\S{1,6})\t\s*")

Inside = Callable[[str], tuple[Inline, ...]]


@dataclass(slots=True)
class Row:
    """A line that holds cells."""

    cells: list[str]
    at: int
    gap: bool
    pipes: bool = False


def is_tabbed(text: str) -> bool:
    """Whether tabs part a line into cells, other than those that only indent it."""
    core = _LEADING.sub("", text)
    if "\t" not in core:
        return "\t" in text and bool(re.search(r"\t\s*$", text)) and bool(core)
    found = _MARK_TAB.match(core)
    if found and core.count("\t") == 1:
        return mark_of(f"{found[1]} x") is None
    return True


def pipe_cells(text: str) -> list[str] | None:
    """The cells of a line of a pipe table; None for any other line."""
    core = text.strip()
    if not core.startswith("|") or core.count("|") < 2:
        return None
    return [cell.strip() for cell in core.strip().removeprefix("|").removesuffix("|").split("|")]


def tables(rows: Sequence[Row], inside: Inside) -> list[RawTable]:
    """Neighbouring rows as tables; only empty lines may stand between them.

    Rows after a gap go on with the table before it if they have as many cells. The first of them
    goes on with its last row if it has no first cell: a page ended inside of that row.
    """
    grids: list[list[Row]] = []
    for row in rows:
        if not grids or (row.gap and not _goes_on(grids[-1], row)):
            grids.append([row])
        elif row.gap and _continues(row):
            _merge(grids[-1][-1], row)
        elif not (row.gap and row.cells == grids[-1][0].cells):
            grids[-1].append(row)
    return [_table(grid, inside) for grid in grids]


def _goes_on(grid: list[Row], row: Row) -> bool:
    return max(len(r.cells) for r in grid) == len(row.cells) and grid[-1].pipes == row.pipes


def _continues(row: Row) -> bool:
    """Whether a row after a page's end belongs to the row before it."""
    texts = [cell for cell in row.cells if cell.strip()]
    return bool(texts) and not row.cells[0].strip() and not is_total(texts[0])


def _merge(into: Row, row: Row) -> None:
    for at, cell in enumerate(row.cells):
        if at < len(into.cells):
            into.cells[at] = f"{into.cells[at]} {cell}".strip()
        else:
            into.cells.append(cell)


def _table(grid: list[Row], inside: Inside) -> RawTable:
    first = grid[0]
    rules = [row for row in grid if all(_RULE_CELL.fullmatch(cell) for cell in row.cells)]
    header = grid.index(rules[0]) if first.pipes and rules else 0
    kept = [row for row in grid if row not in rules]
    columns = max((len(row.cells) for row in kept), default=1)
    rows = tuple(
        RawRow(
            tuple(_cell(cell, row.at, inside) for cell in _padded(row.cells, columns)),
            row.at,
            at < header,
        )
        for at, row in enumerate(kept)
    )
    return RawTable(rows, _widths(kept, columns), first.at, first.gap)


def _padded(cells: list[str], columns: int) -> list[str]:
    return [*cells, *[""] * (columns - len(cells))]


def _cell(text: str, at: int, inside: Inside) -> RawCell:
    line = line_of(inside(text.strip()), at)
    return RawCell((line,) if line.inlines else ())


def _widths(rows: list[Row], columns: int) -> tuple[float, ...]:
    """Widths by the longest texts, so that a written table is easy to read."""
    longest = [1.0] * columns
    for row in rows:
        for at, cell in enumerate(row.cells):
            longest[at] = max(longest[at], min(len(cell), 40) ** 0.5)
    return tuple(longest)


def from_tabs(flow: Flow) -> Flow:
    """A flow whose neighbouring lines with tabs have become tables.

    One line with tabs is a table only if it has three cells or more.
    """
    found: Flow = []
    run: list[Line] = []
    for element in [*flow, None]:
        if isinstance(element, Line) and not element.column and is_tabbed(element.text):
            run.append(element)
            continue
        if len(run) > 1 or (run and run[0].text.count("\t") > 1):
            found.append(_tabbed(run))
        else:
            found += run
        run = []
        if element is not None:
            found.append(element)
    return found


def _tabbed(run: list[Line]) -> RawTable:
    rows: list[RawRow] = []
    for line in run:
        pieces = {piece.column: piece for piece in parted(line, _TAB)}
        count = max(pieces, default=1)
        cells = (
            RawCell((pieces[at],)) if at in pieces else RawCell() for at in range(1, count + 1)
        )
        rows.append(RawRow(tuple(cells), line.at))
    columns = max(len(row.cells) for row in rows)
    full = tuple(
        RawRow((*row.cells, *[RawCell()] * (columns - len(row.cells))), row.at) for row in rows
    )
    first = run[0]
    return RawTable(
        full,
        (1.0,) * columns,
        first.at,
        first.gap,
        landscape=first.landscape,
        section=first.section,
    )
