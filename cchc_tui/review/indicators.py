"""SL07, SL09 in tables of indicators: one a row, with its unit and one figure.

The seven tables appended to the yearly report have such rows: what was given against what became
of it, and a rate under the two rows it is computed from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from cchc_tui.domain.numbers import format_decimal
from cchc_tui.review.amounts import Figure, Form
from cchc_tui.review.findings import Severity, Spot
from cchc_tui.review.grids import Grid
from cchc_tui.review.passages import flat
from cchc_tui.review.rates import judge_rate
from cchc_tui.review.report import Report
from cchc_tui.review.rules import REGISTRY, Placed
from cchc_tui.review.table_rows import counts_of

_Cell = tuple[int, int, Spot]
"""Row and column in the body of a table, and what is wrong there."""
_GIVEN = re.compile(r"\b(?:giao|tong so|phai)\b")
_BECAME = re.compile(
    r"\b(?:dung han|truoc han|qua han|trong han|con han|chua|dang|da|hoan thanh)\b"
)
_WHOLE = re.compile(r"\b(?:giao|ke hoach|tong|tiep nhan|phat ra|phai)\b")


@REGISTRY.report
def indicators(report: Report) -> Iterator[Placed]:
    """SL07 and SL09 between the rows of a table with one figure a row."""
    return report.in_tables(_rows)


@lru_cache(maxsize=256)
def _rows(grid: Grid) -> tuple[_Cell, ...]:
    column = figure_column(grid)
    if column is None:
        return ()
    return tuple(_became(grid, column)) + tuple(_rates(grid, column))


def figure_column(grid: Grid) -> int | None:
    """The one column of figures of a table of indicators; None for other tables."""
    counts = counts_of(grid)
    units = [at for at in range(grid.width) if grid.title(at) in ("don vi tinh", "dvt", "don vi")]
    if len(counts) != 1 or len(units) != 1 or units[0] > counts[0]:
        return None
    return counts[0]


def label(grid: Grid, row: int) -> str:
    """Folded words of a row that say what its figure is."""
    return flat(grid.name(row))


def _became(grid: Grid, column: int) -> Iterator[_Cell]:
    """What was given, told to its end: giao 205, đúng hạn 192, quá hạn 4, còn trong hạn 9."""
    for row in range(len(grid.rows) - 2):
        whole = grid.figure(row, column)
        if whole is None or not _GIVEN.search(label(grid, row)):
            continue
        parts: list[Figure] = []
        closed = False
        for at in range(row + 1, len(grid.rows)):
            part = grid.figure(at, column)
            said = label(grid, at)
            if part is None or not _BECAME.search(said) or _GIVEN.search(said):
                break
            if grid.text(at, column - 1) != grid.text(row, column - 1):
                break
            closed = closed or bool(re.search(r"\b(?:trong han|con han|chua|dang)\b", said))
            parts.append(part)
        total = sum((part.value for part in parts), Decimal(0))
        off = abs(total - whole.value)
        if len(parts) < 3 or not closed or not off or off * 10 > whole.value:
            continue
        yield row, column, Spot(
            "SL07", whole.start, whole.end,
            f"Dòng “{grid.name(row)}” ghi {format_decimal(whole.value)}, cộng các dòng kết quả được"
            f" {format_decimal(total)}.",
            format_decimal(total),
        )  # fmt: skip


def _rates(grid: Grid, column: int) -> Iterator[_Cell]:
    """A rate in percent under the two rows it is computed from."""
    for row in range(2, len(grid.rows)):
        rate = grid.figure(row, column)
        if rate is None or "ty le" not in label(grid, row) or "%" not in grid.text(row, column - 1):
            continue
        whole, part = grid.figure(row - 2, column), grid.figure(row - 1, column)
        if whole is None or part is None or not _WHOLE.search(label(grid, row - 2)):
            continue
        if not 0 < part.value <= whole.value:
            continue
        figure = Figure(rate.value, rate.start, rate.end, Form.PERCENT, places=rate.places)
        for spot in judge_rate(figure, part.value, whole.value):
            yield row, column, Spot(
                "SL09" if spot.code == "SL03" else spot.code, spot.start, spot.end,
                f"Dòng “{grid.name(row)}”: {spot.message}", spot.expected,
                severity=Severity.WARNING,
            )  # fmt: skip
