"""Tables: formulas of each row, totals, and the grid that is printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from cchc_tui.domain.numbers import format_quantity
from cchc_tui.domain.values import (
    CellValue,
    Column,
    Grid,
    GridRow,
    NumberStyle,
    Quantity,
    Records,
    Row,
    RowKind,
)
from cchc_tui.interview.expressions import compile_expression
from cchc_tui.interview.functions import round_half_up
from cchc_tui.interview.kinds import Question
from cchc_tui.interview.views import ARITHMETIC, Figure, Missing, View, Words, figure

TOTAL_LABEL = "Tổng cộng"
FIGURE_TYPES = ("number", "percent")


@dataclass(frozen=True, slots=True)
class ComputedRow:
    """A row with every cell filled: typed cells and formulas.

    Attributes:
        kind: Item, group or total.
        cells: View of each column by its id; a `Missing` where there is nothing.
        label: Of a group row.
    """

    kind: RowKind
    cells: Mapping[str, View]
    label: str = ""

    def text(self, column: str) -> str:
        """The cell as printed."""
        cell = self.cells.get(column)
        return "" if cell is None or isinstance(cell, Missing) else cell.plain()


class _RowScope:
    """Names of a row: its columns. Formulas are computed when first asked for."""

    def __init__(self, columns: Mapping[str, Column], known: Mapping[str, View]) -> None:
        self.columns = columns
        self.cells: dict[str, Any] = dict(known)

    def value(self, name: str) -> Any:
        """The cell of a column."""
        if name not in self.cells:
            self.cells[name] = Missing()  # what a circle of formulas finds
            column = self.columns.get(name)
            if column is not None and column.formula:
                self.cells[name] = _formula(column, self)
        return self.cells[name]

    def at_other_time(self, function: str, name: str) -> Any:
        """Rows know no other period."""
        return Missing()


def _formula(column: Column, scope: _RowScope) -> View:
    value = compile_expression(column.formula).run(scope)
    if isinstance(value, Decimal):
        value = figure(value)
    if not isinstance(value, Figure):
        return value if isinstance(value, View) else Missing()
    return _shaped(column, value.quantity)


def _shaped(column: Column, quantity: Quantity) -> View:
    """A computed figure in its column's style and places."""
    number = quantity.value
    places = column.places
    if places is None and column.type == "percent":
        places = 2
    if places is not None:
        number = round_half_up(number, places)
    style = NumberStyle.PERCENT if column.type == "percent" else NumberStyle.COUNT
    return figure(number, style, places)


def _typed(column: Column, value: CellValue) -> View:
    if value is None or value == "":
        return Missing()
    return Figure(value) if isinstance(value, Quantity) else Words(value)


def _item(columns: Mapping[str, Column], row: Row) -> ComputedRow:
    known = {
        name: _typed(column, row.cells.get(name))
        for name, column in columns.items()
        if not column.formula
    }
    scope = _RowScope(columns, known)
    return ComputedRow(RowKind.ITEM, {name: scope.value(name) for name in columns})


def compute_rows(question: Question, records: Records) -> tuple[ComputedRow, ...]:
    """Every row with its formulas; item and group rows as typed, without totals.

    A table with fixed rows has all of them, whatever was typed.
    """
    columns = {column.id: column for column in question.columns}
    rows = _with_labels(question, records.rows) if question.row_labels else records.rows
    return tuple(
        ComputedRow(RowKind.GROUP, {}, row.label)
        if row.kind is RowKind.GROUP
        else _item(columns, row)
        for row in rows
        if row.kind is not RowKind.TOTAL
    )


def _with_labels(question: Question, rows: Sequence[Row]) -> list[Row]:
    """One row for each fixed label, which stands in the first column."""
    first = question.columns[0].id if question.columns else ""
    items = [row for row in rows if row.kind is RowKind.ITEM]
    items += [Row()] * (len(question.row_labels) - len(items))
    return [
        replace(row, cells={**row.cells, first: label})
        for label, row in zip(question.row_labels, items, strict=False)
    ]


def compute_totals(question: Question, rows: Sequence[ComputedRow]) -> dict[str, View]:
    """Totals by column, over item rows.

    Figures are summed, blanks adding nothing; a column whose `total` is "formula", and a
    percent column with a formula, computes its formula over the totals. A percent that was
    typed has no total: percents cannot be added.
    """
    columns = {column.id: column for column in question.columns}
    items = [row for row in rows if row.kind is RowKind.ITEM]
    sums = {
        name: _column_sum(column, items)
        for name, column in columns.items()
        if not _by_formula(column)
    }
    scope = _RowScope(columns, sums)
    return {name: scope.value(name) for name in columns}


def _by_formula(column: Column) -> bool:
    return bool(column.formula) and (column.total == "formula" or column.type == "percent")


def _column_sum(column: Column, items: Sequence[ComputedRow]) -> View:
    if column.type != "number":
        return Missing()
    figures = [cell for row in items if isinstance(cell := row.cells.get(column.id), Figure)]
    if not figures:
        return Missing()
    total = Decimal(0)
    for cell in figures:
        total = ARITHMETIC.add(total, cell.quantity.value)
    return _shaped(column, Quantity(total))


def make_grid(question: Question, records: Records) -> Grid:
    """The table as printed: item and group rows, then the totals if asked for."""
    rows = compute_rows(question, records)
    printed = [_printed(question, row) for row in rows]
    if question.totals and any(row.kind is RowKind.ITEM for row in rows):
        printed.append(_total_row(question, compute_totals(question, rows)))
    return Grid(
        columns=question.columns,
        rows=tuple(printed),
        unit=question.unit,
        numbered=is_numbered(question),
    )


def is_numbered(question: Question) -> bool:
    """Whether rows are numbered in a first column: as the file says, else growing tables."""
    return not question.row_labels if question.numbered is None else question.numbered


def _printed(question: Question, row: ComputedRow) -> GridRow:
    if row.kind is RowKind.GROUP:
        return GridRow((row.label,), RowKind.GROUP)
    return GridRow(tuple(_cell_text(row.cells.get(column.id)) for column in question.columns))


def _cell_text(cell: View | None) -> str:
    """A cell as printed: counts in tables stand without a leading zero."""
    if isinstance(cell, Figure):
        return format_quantity(cell.quantity, pad=False)
    return "" if cell is None or isinstance(cell, Missing) else cell.plain()


def _total_row(question: Question, totals: Mapping[str, View]) -> GridRow:
    cells: list[str] = []
    for index, column in enumerate(question.columns):
        value = totals.get(column.id)
        if index == 0 and column.type not in FIGURE_TYPES:
            cells.append(TOTAL_LABEL)
        elif column.total and isinstance(value, Figure):
            cells.append(_cell_text(value))
        else:
            cells.append("")
    return GridRow(tuple(cells), RowKind.TOTAL)
