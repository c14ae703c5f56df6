"""What an answer can hold, in plain frozen values that every layer understands.

Nothing, zero, "không áp dụng" and "để văn thư điền" are four different answers, so the
state of an answer stands beside its value and never inside it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


class AnswerState(StrEnum):
    """How a question stands."""

    UNANSWERED = "unanswered"
    ANSWERED = "answered"
    NOTHING = "nothing"
    """Không phát sinh trong kỳ: said as such in the report, counts as zero in sums."""
    NOT_APPLICABLE = "not_applicable"
    """Không áp dụng, with a reason: the report leaves the matter out."""
    CLERK = "clerk"
    """Left open for the clerk (số, ngày): the report prints blank space."""


class NumberStyle(StrEnum):
    """How a quantity is printed."""

    COUNT = "count"
    PERCENT = "percent"
    MONEY = "money"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure as answered.

    Attributes:
        value: The figure. Percents are held as printed: `5.58` means 5,58%.
        approx: "hơn", "trên", "khoảng", "gần", "tối thiểu", "dưới" or empty.
        style: Count, percent or money.
        unit: For money the unit it is written in ("tỷ đồng", "triệu đồng", "đồng");
            for counts the noun, for information only.
        places: Decimal places to print; None keeps those of `value`.
    """

    value: Decimal
    approx: str = ""
    style: NumberStyle = NumberStyle.COUNT
    unit: str = ""
    places: int | None = None


@dataclass(frozen=True, slots=True)
class Prose:
    """Paragraphs and nested lists as typed: one block a line.

    A line that starts with `- `, `+ ` or `* ` is an item of the first, second or third
    list level; `1. ` or `a) ` starts a numbered paragraph, renumbered when printed.
    Everything else, whatever it holds, is literal text.
    """

    text: str


class RowKind(StrEnum):
    """What a table row is."""

    ITEM = "item"
    GROUP = "group"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table question.

    Attributes:
        id: Key of the cell in a row.
        title: Header text.
        parent: Header text above, shared by neighbours with the same parent.
        type: "text", "number", "percent", "date" or "choice".
        total: "" (no total), "sum", or "formula" (the column's formula over the totals).
        formula: Expression over the cells of the row; empty when typed.
        width: Share of the table's width; widths of a table are relative to each other.
        options: Allowed values of a choice column.
        places: Decimal places of a computed figure.
    """

    id: str
    title: str
    type: str = "text"
    parent: str = ""
    total: str = ""
    formula: str = ""
    width: float = 1.0
    options: tuple[str, ...] = ()
    places: int | None = None


CellValue = str | Quantity | None


@dataclass(frozen=True, slots=True)
class Row:
    """One row as typed: cells by column id. A group row has only a `label`."""

    cells: dict[str, CellValue] = field(default_factory=dict)
    kind: RowKind = RowKind.ITEM
    label: str = ""


@dataclass(frozen=True, slots=True)
class Records:
    """The answer to a table question: rows as typed, without computed cells or totals."""

    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class GridRow:
    """One printed row; `cells` has one text per column, a group row has only the first."""

    cells: tuple[str, ...]
    kind: RowKind = RowKind.ITEM


@dataclass(frozen=True, slots=True)
class Grid:
    """A table ready to print: formulas computed, totals added, figures formatted."""

    columns: tuple[Column, ...]
    rows: tuple[GridRow, ...]
    caption: str = ""
    unit: str = ""
    numbered: bool = False
    """A first column `TT` is printed before `columns` with running numbers."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A place in the report whose required question has no answer yet."""

    question: str
    label: str


@dataclass(frozen=True, slots=True)
class Blank:
    """A place left open on purpose, filled by the clerk after signing."""

    width: int = 6
