"""Rows copied from a spreadsheet, as cells of a table question.

Pure. A spreadsheet puts tabs between cells and quotes round a cell that holds a line break;
what was copied may or may not hold the heading, the total and the columns that we compute.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from cchc_tui.domain.text import clean_line, fold
from cchc_tui.domain.values import Column

Cells = list[list[str]]


@dataclass(frozen=True, slots=True)
class Pasted:
    """What a paste fills.

    Attributes:
        rows: For each row the text of each column, by the column's place in the table.
        note: What of it has no place, in Vietnamese; empty if everything has one.
    """

    rows: tuple[dict[int, str], ...]
    note: str = ""


def is_table(text: str) -> bool:
    """Whether a paste is more than the text of one cell."""
    return "\t" in text.rstrip() or "\n" in text.strip() or "\r" in text.strip()


def split_cells(text: str) -> Cells:
    """The cells of a copied block; empty lines at its end are not rows."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    try:
        rows = list(csv.reader(io.StringIO(plain), delimiter="\t", strict=True))
    except csv.Error:
        # A lone quote is a quote, not the start of a cell of many lines.
        rows = [line.split("\t") for line in plain.split("\n")]
    return [[clean_line(cell.replace("\n", " ")) for cell in row] or [""] for row in rows]


def arrange(
    text: str,
    columns: Sequence[Column],
    typed: Sequence[int],
    column: int,
    labels: Sequence[str] = (),
) -> Pasted:
    """Say which copied cell goes where.

    Args:
        text: What was copied.
        columns: All columns of the table.
        typed: Places of the columns that are typed.
        column: Place of the chosen cell's column.
        labels: First cells of the fixed rows from the chosen one on; empty if rows may grow.
    """
    rows = _without_heading(split_cells(text), columns)
    rows = _without_labels(rows, labels)
    width = max((len(row) for row in rows), default=0)
    targets = [place for place in typed if place >= column]
    whole = list(range(column, len(columns)))
    if width == len(whole) and width > len(targets):
        targets = whole  # The copied block has the computed columns too.
    allowed = set(typed)
    filled = tuple(
        {place: cell for place, cell in zip(targets, row, strict=False) if place in allowed}
        for row in rows
    )
    spare = width - len(targets)
    note = f"{spare} cột bên phải của vùng dán không có chỗ trong bảng." if spare > 0 else ""
    return Pasted(filled, note)


def _without_heading(rows: Cells, columns: Sequence[Column]) -> Cells:
    titles = {fold(column.title) for column in columns}
    first = [fold(cell) for cell in rows[0] if cell] if rows else []
    return rows[1:] if first and len(rows) > 1 and titles.issuperset(first) else rows


def _without_labels(rows: Cells, labels: Sequence[str]) -> Cells:
    """Fixed rows were copied with their names in front: the names are there already."""
    pairs = list(zip(rows, labels, strict=False))
    if pairs and all(len(row) > 1 and fold(row[0]) == fold(label) for row, label in pairs):
        return [row[1:] for row in rows]
    return rows
