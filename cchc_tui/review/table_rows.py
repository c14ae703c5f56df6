"""SL09, SL17: what every row of a table says of itself: its rates, and a total with its parts."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import permutations

from cchc_tui.domain.numbers import format_decimal
from cchc_tui.review.amounts import Figure, Form
from cchc_tui.review.findings import Severity, Spot
from cchc_tui.review.grids import Grid
from cchc_tui.review.ledger import column_measures
from cchc_tui.review.measures import WHOLES, Measure, measure_of
from cchc_tui.review.rates import judge_rate
from cchc_tui.review.report import Report
from cchc_tui.review.rules import REGISTRY, Placed, Rule
from cchc_tui.review.tables import is_ordinal, title_of

REGISTRY.add(
    Rule(
        "SL09",
        Severity.ERROR,
        "Tỷ lệ trong bảng không khớp số lượng cùng dòng",
        "Mỗi tỷ lệ trong bảng được tính lại từ số lượng cùng dòng; lệch hơn sai số làm tròn là"
        " lỗi. Lệch đúng một đơn vị ở chữ số cuối thì báo bằng quy tắc SL04.",
        "Biểu II.06/VPCP/KSTT; quan hệ R8",
        flags=(
            "| Đơn vị | Hồ sơ đã nhận | Hồ sơ đã giải quyết | |\n|! | | Tổng số | Tỷ lệ % |\n"
            "| Xã A | 54 | 53 | 98,81 |",
        ),
        passes=(
            "| Đơn vị | Hồ sơ đã nhận | Hồ sơ đã giải quyết | |\n|! | | Tổng số | Tỷ lệ % |\n"
            "| Xã A | 54 | 53 | 98,15 |",
        ),
    ),
    Rule(
        "SL17",
        Severity.WARNING,
        "Cột tổng khác tổng các cột thành phần của dòng",
        "Ở các dòng khác, cột tổng bằng tổng các cột đứng sau nó; riêng dòng này thì không. Quan hệ"
        " giữa các cột được rút ra từ chính bảng, nên là cảnh báo.",
        "Quan hệ R6 theo chiều ngang của bảng",
        flags=(
            "| Xã | Tổng số | Đạt | Chưa đạt |\n| Xã A | 50 | 48 | 2 |\n| Xã B | 60 | 50 | 9 |"
            "\n| Xã C | 70 | 68 | 2 |",
        ),
        passes=(
            "| Xã | Tổng số | Đạt | Chưa đạt |\n| Xã A | 50 | 48 | 2 |\n| Xã B | 60 | 51 | 9 |",
            "| Xã | Tổng số | Nữ | Đảng viên |\n| Xã A | 50 | 38 | 21 |\n| Xã B | 60 | 50 | 9 |",
        ),
    ),
)

_Cell = tuple[int, int, Spot]
"""Row and column in the body of a table, and what is wrong there."""
_WIDEST = 30
"""Columns of figures of a table whose relations are looked for."""


@REGISTRY.report
def rates_of_tables(report: Report) -> Iterator[Placed]:
    """SL09 and SL04: every rate column whose count column stands before it."""
    return report.in_tables(_rates)


@lru_cache(maxsize=256)
def _rates(grid: Grid) -> tuple[_Cell, ...]:
    measures = column_measures(grid)
    found: list[_Cell] = []
    for column in range(1, grid.width):
        if not grid.is_rate(column):
            continue
        if pairs := _pairs(grid, column):
            found += _by_pairs(grid, column, pairs)
        elif measures.get(column - 1) is not None and _told_of(grid, column, measures):
            for row in range(len(grid.rows)):
                found += _rate(grid, row, column, measures)
    return tuple(found)


def _told_of(grid: Grid, column: int, measures: dict[int, Measure]) -> bool:
    """Whether a rate may be that of the column before it: its title names no other measure."""
    named = measure_of(grid.title(column))
    return named in (None, measures[column - 1]) or not set(measures.values()) & {named}


def counts_of(grid: Grid) -> list[int]:
    """Columns of counts."""
    return [
        column
        for column in range(grid.width)
        if not grid.is_rate(column)
        and not is_ordinal(grid, column)
        and any(grid.figure(row, column) for row in range(len(grid.rows)))
    ][:_WIDEST]


def _pairs(grid: Grid, column: int) -> list[tuple[int, int]]:
    """The columns whose quotient most rows of this rate are, the best first.

    Several pairs may explain a rate where nearly everything received was settled.
    """
    rows = [row for row in range(len(grid.rows)) if _tells(grid, row, column)]
    fitting = {
        pair: sum(1 for row in rows if _fits(grid, row, column, *pair))
        for pair in permutations(counts_of(grid), 2)
    }
    enough = [pair for pair, fits in fitting.items() if fits > 1 and fits * 5 >= len(rows) * 3]
    return sorted(enough, key=lambda pair: -fitting[pair])


def _tells(grid: Grid, row: int, column: int) -> bool:
    """Whether the rate of a row can tell which columns it comes from: 0 and 100 fit too many."""
    rate = grid.figure(row, column)
    return rate is not None and rate.value not in (0, 100)


def _fits(grid: Grid, row: int, column: int, part: int, whole: int) -> bool:
    rate, above, below = (grid.figure(row, at) for at in (column, part, whole))
    if rate is None or above is None or below is None or not below.value:
        return False
    return abs(above.value * 100 / below.value - rate.value) < Decimal(1).scaleb(-rate.places)


def _by_pairs(grid: Grid, column: int, pairs: list[tuple[int, int]]) -> Iterator[_Cell]:
    """Rows whose rate is that of none of the pairs; right against any of them is right."""
    for row in range(len(grid.rows)):
        rate = grid.figure(row, column)
        if rate is None:
            continue
        figure = Figure(rate.value, rate.start, rate.end, Form.PERCENT, places=rate.places)
        judged = []
        for pair in pairs:
            part, whole = (grid.figure(row, at) for at in pair)
            if part is not None and whole is not None and whole.value:
                judged.append(list(judge_rate(figure, part.value, whole.value)))
        if judged and all(judged):
            yield _of_row(grid, row, column, judged[0][0])


def _rate(grid: Grid, row: int, column: int, measures: dict[int, Measure]) -> Iterator[_Cell]:
    rate, count = grid.figure(row, column), grid.figure(row, column - 1)
    if rate is None:
        return
    columns = {measure: at for at, measure in measures.items()}
    value = count.value if count is not None else Decimal(0)
    judged = []
    for whole in WHOLES.get(measures[column - 1], ()):
        if whole not in columns:
            continue
        total = grid.figure(row, columns[whole])
        if total is not None and total.value:
            figure = Figure(rate.value, rate.start, rate.end, Form.PERCENT, places=rate.places)
            judged.append(list(judge_rate(figure, value, total.value)))
    if not judged or not all(judged) or (count is None and rate.value == 0):
        return
    spot = next((spots[0] for spots in judged if spots[0].code == "SL04"), judged[0][0])
    yield _of_row(grid, row, column, spot)


def _of_row(grid: Grid, row: int, column: int, spot: Spot) -> _Cell:
    """A fault of a rate, told of its row."""
    sign = "%" if "%" in grid.text(row, column) else ""
    shown = spot.expected.rstrip("%")
    return (
        row,
        column,
        Spot(
            "SL09" if spot.code == "SL03" else spot.code,
            spot.start,
            spot.end,
            f"Dòng “{grid.name(row) or row + 1}”: {spot.message}",
            f"{shown}%",
            f"{shown}{sign}",
        ),
    )


@REGISTRY.report
def parts_of_rows(report: Report) -> Iterator[Placed]:
    """SL17: a column of totals and the columns after it, as the rows themselves relate them."""
    return report.in_tables(_wholes)


@lru_cache(maxsize=256)
def _wholes(grid: Grid) -> tuple[_Cell, ...]:
    measures = column_measures(grid)
    columns = counts_of(grid)
    found: list[_Cell] = []
    for index, column in enumerate(columns):
        if not _is_whole(grid, column) or column in measures:
            continue  # of dossiers, SL05 knows the relations
        parts = _parts(grid, columns[index + 1 :])
        if len(parts) > 1:
            found += _rows_apart(grid, column, parts)
    return tuple(found)


def _is_whole(grid: Grid, column: int) -> bool:
    return " tong " in f" {grid.title(column)} " or grid.title(column).endswith(" cong")


def _parts(grid: Grid, after: list[int]) -> list[int]:
    """The columns up to the next total."""
    found: list[int] = []
    for column in after:
        if _is_whole(grid, column) and not grid.title(column).startswith("tong"):
            found.append(column)  # a group's title above it says "tổng" too
        elif _is_whole(grid, column):
            break
        else:
            found.append(column)
    return found


def _rows_apart(grid: Grid, column: int, parts: list[int]) -> Iterator[_Cell]:
    told: dict[int, tuple[Figure, Decimal]] = {}
    for row in range(len(grid.rows)):
        whole = grid.figure(row, column)
        values = [figure.value for at in parts if (figure := grid.figure(row, at)) is not None]
        if whole is not None and sum(1 for value in values if value) > 1:
            told[row] = whole, sum(values, Decimal(0))
    fitting = sum(1 for whole, total in told.values() if whole.value == total)
    apart = {row: said for row, said in told.items() if said[0].value != said[1]}
    near = all(abs(total - whole.value) * 10 <= whole.value for whole, total in apart.values())
    if not fitting or not near or len(apart) > max(2, fitting):
        return
    for row, (whole, total) in apart.items():
        yield (
            row,
            column,
            Spot(
                "SL17",
                whole.start,
                whole.end,
                f"Dòng “{grid.name(row) or row + 1}”: cột “{title_of(grid, column)}” ghi"
                f" {format_decimal(whole.value)}, cộng các cột sau được {format_decimal(total)}.",
                format_decimal(total),
            ),
        )
