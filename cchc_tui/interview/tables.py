"""A table answer as expressions and templates see it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Any

from cchc_tui.domain.values import Grid, Records, RowKind
from cchc_tui.interview.grid import ComputedRow, compute_rows, compute_totals, make_grid
from cchc_tui.interview.kinds import Question
from cchc_tui.interview.views import Missing, View, Words, figure


class Members(View):
    """Named values, read with a dot or in brackets; an unknown name is missing."""

    def __init__(self, values: Mapping[str, Any], question: str = "") -> None:
        super().__init__(question)
        self._values = values

    def member(self, name: str) -> Any:
        """The value of that name."""
        return self._values.get(name, Missing())

    def plain(self) -> str:
        """Its values in a line."""
        texts = (str(value) for value in self._values.values())
        return ", ".join(text for text in texts if text)


class Counts(Members):
    """How many rows have each value: an unseen value counts zero."""

    def member(self, name: str) -> Any:
        """The number of rows with that value."""
        return figure(Decimal(self._values.get(name, 0)))


class TableView(View):
    """Rows to walk, totals, counts and groups. Computed when first asked for."""

    def __init__(self, definition: Question, records: Records, *, nothing: bool = False) -> None:
        super().__init__(definition.id)
        self.definition = definition
        self.records = records
        self._nothing = nothing

    @property
    def nothing(self) -> bool:
        """Answered "không phát sinh"."""
        return self._nothing

    @cached_property
    def rows(self) -> tuple[ComputedRow, ...]:
        """Item and group rows with their formulas."""
        return compute_rows(self.definition, self.records)

    @cached_property
    def _items(self) -> tuple[ComputedRow, ...]:
        return tuple(row for row in self.rows if row.kind is RowKind.ITEM)

    @cached_property
    def grid(self) -> Grid:
        """The table as printed."""
        return make_grid(self.definition, self.records)

    @cached_property
    def _totals(self) -> Members:
        totals = dict(compute_totals(self.definition, self.rows))
        if self._nothing:
            zero = figure(Decimal(0))
            totals = {
                column.id: zero for column in self.definition.columns if column.type == "number"
            }
        return Members(totals)

    @cached_property
    def _counts(self) -> Members:
        return Members(
            {
                column.id: Counts(Counter(row.text(column.id) for row in self._items))
                for column in self.definition.columns
            }
        )

    @cached_property
    def _groups(self) -> tuple[Group, ...]:
        gathered: list[tuple[str, list[ComputedRow]]] = []
        for row in self.rows:
            if row.kind is RowKind.GROUP:
                gathered.append((row.label, []))
            else:
                if not gathered:
                    gathered.append(("", []))
                gathered[-1][1].append(row)
        return tuple(Group(self.definition, label, rows) for label, rows in gathered)

    def member(self, name: str) -> Any:
        """`tong`, `dem`, `so_dong` or `nhom`."""
        if name == "so_dong":
            return figure(Decimal(len(self._items)))
        if name == "nhom":
            return self._groups
        parts = {"tong": "_totals", "dem": "_counts"}
        return getattr(self, parts[name]) if name in parts else Missing(question=self.question)

    def lines(self) -> list[str]:
        """Each row on a line: the first cell, then the others after a colon."""
        return [_line(self.definition, row) for row in self.rows]

    def plain(self) -> str:
        """Its rows, joined by "; "."""
        return "; ".join(self.lines())

    def __bool__(self) -> bool:
        return bool(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[Members]:
        return (Members(row.cells, self.question) for row in self._items)


class Group(View):
    """The rows under one group row, walked like a table."""

    def __init__(self, definition: Question, label: str, rows: Sequence[ComputedRow]) -> None:
        super().__init__(definition.id)
        self.definition = definition
        self.label = label
        self.rows = rows

    def member(self, name: str) -> Any:
        """`ten` (the label), `so_dong` or `tong`."""
        if name == "ten":
            return Words(self.label)
        if name == "so_dong":
            return figure(Decimal(len(self.rows)))
        if name == "tong":
            return Members(compute_totals(self.definition, self.rows))
        return Missing(question=self.question)

    def plain(self) -> str:
        """The label."""
        return self.label

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Members]:
        return (Members(row.cells, self.question) for row in self.rows)


def _line(definition: Question, row: ComputedRow) -> str:
    if row.kind is RowKind.GROUP:
        return row.label
    texts = [text for column in definition.columns if (text := row.text(column.id))]
    if not texts:
        return ""
    return f"{texts[0]}: {', '.join(texts[1:])}" if len(texts) > 1 else texts[0]
