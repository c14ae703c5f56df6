"""A grid of printed values becomes a table: header rows, spans, running numbers, alignment."""

from __future__ import annotations

from cchc_tui.document.blocks import Cell, Table, TableRow, Text
from cchc_tui.domain.numbering import roman
from cchc_tui.domain.values import Column, Grid, GridRow, RowKind

_NUMBER_TITLE = "TT"
_NUMBER_SHARE = 0.06
"""Width of the column of running numbers, as a share of the others together."""

_ALIGN = {
    "number": "right",
    "percent": "right",
    "money": "right",
    "date": "center",
    "choice": "center",
}


def table_of(grid: Grid, section: str = "") -> Table:
    """The table of a grid.

    Columns with the same parent stand under one header cell. Group rows are numbered I, II and
    start the running numbers afresh; totals are not numbered.
    """
    widths = [column.width for column in grid.columns]
    if grid.numbered:
        widths.insert(0, round(sum(widths) * _NUMBER_SHARE, 4))
    unit = grid.unit if not grid.unit or ":" in grid.unit else f"Đơn vị tính: {grid.unit}"
    return Table(
        header=_header(grid),
        rows=_rows(grid),
        widths=tuple(widths),
        caption=grid.caption,
        unit=unit,
        section=section,
    )


def _header(grid: Grid) -> tuple[TableRow, ...]:
    """One header row, or two where some columns have a parent."""
    double = any(column.parent for column in grid.columns)
    top: list[Cell] = []
    bottom: list[Cell] = []
    if grid.numbered:
        top.append(_title(_NUMBER_TITLE, rowspan=2 if double else 1))
    at = 0
    while at < len(grid.columns):
        column = grid.columns[at]
        if not column.parent:
            top.append(_title(column.title, rowspan=2 if double else 1))
            at += 1
            continue
        family = _family(grid.columns, at)
        top.append(_title(column.parent, colspan=len(family)))
        bottom += (_title(child.title) for child in family)
        at += len(family)
    rows = (TableRow(tuple(top)),)
    return (*rows, TableRow(tuple(bottom))) if double else rows


def _family(columns: tuple[Column, ...], at: int) -> tuple[Column, ...]:
    """The neighbours from `at` on that share its parent."""
    end = at
    while end < len(columns) and columns[end].parent == columns[at].parent:
        end += 1
    return columns[at:end]


def _title(text: str, *, colspan: int = 1, rowspan: int = 1) -> Cell:
    return Cell((Text(text),), colspan, rowspan, align="center", bold=True)


def _rows(grid: Grid) -> tuple[TableRow, ...]:
    rows: list[TableRow] = []
    number = group = 0
    for row in grid.rows:
        if row.kind is RowKind.GROUP:
            group, number = group + 1, 0
            rows.append(_group_row(grid, row, roman(group)))
        elif row.kind is RowKind.TOTAL:
            rows.append(_total_row(grid, row))
        else:
            number += 1
            rows.append(_item_row(grid, row, str(number)))
    return tuple(rows)


def _group_row(grid: Grid, row: GridRow, number: str) -> TableRow:
    label = Cell(_text(row.cells[0] if row.cells else ""), len(grid.columns), bold=True)
    numbers = (Cell(_text(number), align="center", bold=True),) if grid.numbered else ()
    return TableRow((*numbers, label), RowKind.GROUP)


def _total_row(grid: Grid, row: GridRow) -> TableRow:
    """Totals: the label spans the running numbers and the first column."""
    label = (row.cells[0] if row.cells else "") or "Tổng cộng"
    span = 2 if grid.numbered else 1
    cells = [Cell(_text(label), span, align="center", bold=True)]
    cells += _values(grid, row, start=1, bold=True)
    return TableRow(tuple(cells), RowKind.TOTAL)


def _item_row(grid: Grid, row: GridRow, number: str) -> TableRow:
    cells = [Cell(_text(number), align="center")] if grid.numbered else []
    return TableRow((*cells, *_values(grid, row, start=0, bold=False)))


def _values(grid: Grid, row: GridRow, *, start: int, bold: bool) -> list[Cell]:
    """Cells from column `start` on; a short row is filled up with empty cells."""
    texts = [*row.cells, *[""] * (len(grid.columns) - len(row.cells))]
    return [
        Cell(_text(text), align=_ALIGN.get(column.type, "left"), bold=bold)
        for column, text in list(zip(grid.columns, texts, strict=False))[start:]
    ]


def _text(text: str) -> tuple[Text, ...]:
    return (Text(text),) if text else ()
