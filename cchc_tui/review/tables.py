"""SL07: rows of totals against the rows they sum."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from cchc_tui.domain.numbers import format_decimal
from cchc_tui.domain.values import RowKind
from cchc_tui.review.findings import Severity, Spot
from cchc_tui.review.grids import Grid
from cchc_tui.review.passages import flat
from cchc_tui.review.report import Report
from cchc_tui.review.rules import REGISTRY, Placed, Rule

REGISTRY.add(
    Rule(
        "SL07",
        Severity.ERROR,
        "Dòng tổng khác tổng các dòng",
        "Ở mỗi cột số lượng, dòng tổng phải bằng tổng các dòng trên nó.",
        "Quan hệ R6: dòng tổng bằng tổng các dòng",
        flags=(
            "| TT | Đơn vị | Tiếp nhận |\n| 1 | Xã A | 10 |\n| 2 | Xã B | 20 |\n"
            "| | Tổng cộng | 31 |",
        ),
        passes=(
            "| TT | Đơn vị | Tiếp nhận |\n| 1 | Xã A | 10 |\n| 2 | Xã B | 20 |\n"
            "| | Tổng cộng | 30 |",
            "| TT | Đơn vị | Tỷ lệ (%) |\n| 1 | Xã A | 100 |\n| 2 | Xã B | 50 |\n"
            "| | Tổng cộng | 70 |",
        ),
    ),
)


@REGISTRY.report
def totals_of_tables(report: Report) -> Iterator[Placed]:
    """SL07: each total row against the rows it sums."""
    return report.in_tables(_totals)


@lru_cache(maxsize=256)
def _totals(grid: Grid) -> tuple[tuple[int, int, Spot], ...]:
    rows = [row for row in range(len(grid.rows)) if grid.is_total(row)]
    return tuple(found for row in rows for found in _total(grid, row))


def _total(grid: Grid, row: int) -> Iterator[tuple[int, int, Spot]]:
    summed = _summed(grid, row)
    if len(summed) < 2 or any(re.search(r"\bty le\b|%", flat(grid.name(at))) for at in summed):
        return  # rows of rates are no parts: a table of indicators
    for column in range(grid.width):
        total = grid.figure(row, column)
        if total is None or grid.is_rate(column) or is_ordinal(grid, column):
            continue
        figures = [grid.figure(at, column) for at in summed]
        unread = any(
            figure is None and any(char.isdigit() for char in grid.text(at, column))
            for at, figure in zip(summed, figures, strict=True)
        )
        known = [figure.value for figure in figures if figure is not None]
        value = sum(known, Decimal(0))
        if unread or not known or value == total.value or _averages(known, total.value):
            continue
        said = format_decimal(total.value, total.places)
        message = (
            f"Dòng “{grid.name(row)}”, cột “{title_of(grid, column)}”: ghi {said}, cộng các dòng"
            f" được {format_decimal(value)}."
        )
        right = format_decimal(value)
        yield row, column, Spot("SL07", total.start, total.end, message, right, right)


def _averages(values: list[Decimal], total: Decimal) -> bool:
    """A total within the values it would sum, all below 100: a mean, not a sum."""
    return max(values) <= 100 and min(values) < total < max(values) and len(values) > 1


def _summed(grid: Grid, row: int) -> list[int]:
    """Rows that a total row sums: those above it, or below where it stands first.

    Groups with totals of their own are summed by these.
    """
    total_rows = [at for at in range(len(grid.rows)) if grid.is_total(at)]
    items = [
        at
        for at in range(len(grid.rows))
        if at not in total_rows and grid.kinds[at] is not RowKind.GROUP and not _empty(grid, at)
    ]
    if row == 0:
        end = next((at for at in total_rows if at > 0), len(grid.rows))
        return [at for at in items if at < end]
    if total_rows[0] == 0:  # totals stand above their rows
        end = next((at for at in total_rows if at > row), len(grid.rows))
        return [at for at in items if row < at < end]
    earlier = [at for at in total_rows if at < row]
    if earlier and row == total_rows[-1] and row - earlier[-1] <= 1 and len(earlier) > 1:
        return earlier
    start = earlier[-1] if earlier else -1
    return [at for at in items if start < at < row]


def _empty(grid: Grid, row: int) -> bool:
    return not any(grid.figure(row, column) for column in range(1, grid.width))


def is_ordinal(grid: Grid, column: int) -> bool:
    """Whether it numbers the rows."""
    title = grid.title(column)
    return (
        title in ("tt", "stt", "so tt", "so thu tu")
        or "thoi han" in title
        or (title == "nam" and title_of(grid, column).casefold() == "năm")
    )


def title_of(grid: Grid, column: int) -> str:
    """Titles of a column as printed, from the top down; its ordinal where it has none."""
    parts = [
        row[column].strip() for row in grid.header if column < len(row) and row[column].strip()
    ]
    return " - ".join(dict.fromkeys(parts)) or f"cột {column + 1}"
