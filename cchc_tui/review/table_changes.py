"""SL15, SL17 where the titles of columns say how they relate: a change, or parts of a year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from cchc_tui.domain.numbers import format_decimal
from cchc_tui.review.amounts import Figure, Form
from cchc_tui.review.closing_totals import MADE_OF, term_of
from cchc_tui.review.findings import Spot
from cchc_tui.review.grids import Grid
from cchc_tui.review.report import Report
from cchc_tui.review.rules import REGISTRY, Placed
from cchc_tui.review.table_rows import counts_of

_Cell = tuple[int, int, Spot]
"""Row and column in the body of a table, and what is wrong there."""


@REGISTRY.report
def changes_of_tables(report: Report) -> Iterator[Placed]:
    """SL15: a column "tăng, giảm" against the two columns before it."""
    return report.in_tables(_changes)


@lru_cache(maxsize=256)
def _changes(grid: Grid) -> tuple[_Cell, ...]:
    found: list[_Cell] = []
    counts = counts_of(grid)
    for column in range(2, grid.width):
        title = grid.title(column)
        told = re.search(r"\b(?:tang|giam|chenh lech|so sanh|con lai|thieu|con no)\b", title)
        if not told or not {column - 2, column - 1} <= set(counts):
            continue
        apart: list[_Cell] = []
        fitting = 0
        for row in range(len(grid.rows)):
            figures = [grid.figure(row, at) for at in (column - 2, column - 1, column)]
            spot = _change_of(grid, row, *figures)
            fitting += spot is None and None not in figures
            apart += [(row, column, spot)] if spot is not None else []
        found += apart if fitting >= 2 and fitting > len(apart) else []
    return tuple(found)


def _change_of(
    grid: Grid, row: int, first: Figure | None, second: Figure | None, change: Figure | None
) -> Spot | None:
    """What is wrong with the change told in a row; None where it fits or cannot be read."""
    if first is None or second is None or change is None:
        return None
    exact = abs(first.value - second.value)
    shares = [exact * 100 / one.value for one in (first, second) if one.value]
    unit = Decimal(1).scaleb(-change.places)
    rate = change.form is Form.PERCENT
    if exact == change.value or (rate and any(abs(s - change.value) < unit for s in shares)):
        return None
    return Spot(
        "SL15", change.start, change.end,
        f"Dòng “{grid.name(row) or row + 1}”: {format_decimal(first.value)} và"
        f" {format_decimal(second.value)} chênh nhau {format_decimal(exact)}, không phải"
        f" {format_decimal(change.value, change.places)}.",
        format_decimal(exact),
    )  # fmt: skip


@REGISTRY.report
def terms_of_tables(report: Report) -> Iterator[Placed]:
    """SL17: columns of quarters against the column of the half year or the year."""
    return report.in_tables(_terms)


@lru_cache(maxsize=256)
def _terms(grid: Grid) -> tuple[_Cell, ...]:
    titles = {column: term_of(grid.title(column)) for column in counts_of(grid)}
    columns = {term: column for column, term in titles.items() if term}
    if len(columns) < 3 or len(columns) != sum(1 for term in titles.values() if term):
        return ()
    found: list[_Cell] = []
    for whole, parts in MADE_OF:
        if whole in columns and all(part in columns for part in parts):
            apart = list(_apart(grid, columns[whole], [columns[part] for part in parts]))
            found += apart if len(apart) * 2 < len(grid.rows) or len(grid.rows) == 1 else []
    return tuple(found)


def _apart(grid: Grid, column: int, parts: list[int]) -> Iterator[_Cell]:
    for row in range(len(grid.rows)):
        whole = grid.figure(row, column)
        figures = [grid.figure(row, part) for part in parts]
        values = [figure.value for figure in figures if figure is not None]
        total = sum(values, Decimal(0))
        if whole is None or len(values) < len(parts) or total == whole.value:
            continue
        if whole.form is Form.PERCENT or abs(total - whole.value) * 5 > whole.value:
            continue
        yield row, column, Spot(
            "SL17", whole.start, whole.end,
            f"Dòng “{grid.name(row) or row + 1}”: ghi {format_decimal(whole.value, whole.places)},"
            f" cộng các cột của kỳ được {format_decimal(total)}.",
            format_decimal(total),
        )  # fmt: skip
