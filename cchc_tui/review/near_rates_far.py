"""SL23 of a rate right after its part, whose whole stands elsewhere in the report.

"Tiếp nhận 12.416 hồ sơ, chiếm 87,94% tổng số hồ sơ": the part is sure, the whole is any figure of
the same noun, or of a row of a table that has the part. If one gives the rate exactly it is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from math import log2

from cchc_tui.domain.numbers import format_decimal
from cchc_tui.review.amounts import Form
from cchc_tui.review.findings import Spot
from cchc_tui.review.near_slips import likeness
from cchc_tui.review.near_window import Told, around, told_in, values
from cchc_tui.review.passages import Passage
from cchc_tui.review.report import Report
from cchc_tui.review.rules import REGISTRY, Placed

_SAID = re.compile(r"[a-z ]{1,40}, (?:chiem|dat)(?: ty le)? ")
_COMPARED = re.compile(r"\b(?:tang|giam|so voi|cung ky|ke hoach|chi tieu|phan dau)\b")
_ENOUGH = 5.5
"""Bits, after what the number of wholes tried takes away, from which a likeness is told."""


@REGISTRY.report
def rates_of_far_wholes(report: Report) -> Iterator[Placed]:
    """SL23 where the part stands right before the rate and no whole near gives it."""
    told = told_in(report)
    for at, (passage, figures) in enumerate(told):
        for part, rate in pairwise(figures):
            if _closed(part, rate):
                near = set(values(around(told, at, 6, 3)))
                if not any(_gives(one, whole, rate) for one in near for whole in near):
                    yield from _judge(passage, part, rate, told, _rows(report))


def _closed(part: Told, rate: Told) -> bool:
    first, second = part.figure, rate.figure
    if first.form is not Form.COUNT or second.form is not Form.PERCENT or not second.places:
        return False
    if first.approx or second.approx:
        return False
    lead = f"{first.after.rstrip(' ,')}, {second.before} "
    words = f"{first.before} {second.before} {second.after}"
    return (
        first.sentence == second.sentence
        and first.value >= 10
        and 0 < second.value < 100
        and bool(_SAID.fullmatch(lead))
        and not _COMPARED.search(words)
    )


def _rows(report: Report) -> list[tuple[Decimal, ...]]:
    """The figures of every row of every table."""
    rows = []
    for grid in report.grids.values():
        for at in range(len(grid.rows)):
            cells = (grid.figure(at, column) for column in range(grid.width))
            rows.append(tuple(cell.value for cell in cells if cell is not None))
    return rows


def _judge(
    passage: Passage,
    part: Told,
    rate: Told,
    told: Sequence[tuple[Passage, tuple[Told, ...]]],
    rows: Sequence[tuple[Decimal, ...]],
) -> Iterator[Placed]:
    value, noun = part.figure.value, part.figure.counted
    said = {one.figure.value for _, figures in told for one in figures if _whole(one, noun)}
    tables = {cell for row in rows for cell in row}
    if any(_gives(value, whole, rate) for whole in said | tables):
        return
    beside = {cell for row in rows if value in row for cell in row}
    for wholes in (beside, said):
        likely = [whole for whole in wholes if whole > value]
        for whole in likely:
            shown = _shown(value, whole, rate.figure.places)
            like = likeness(rate.figure.value, shown, rate.figure.places)
            if like - log2(len(likely)) >= _ENOUGH:
                yield passage, _spot(rate, value, whole, shown)
                return


def _whole(one: Told, noun: str) -> bool:
    return one.figure.form is Form.COUNT and one.figure.counted == noun != ""


def _gives(part: Decimal, whole: Decimal, rate: Told) -> bool:
    """Rounded or cut."""
    unit = Decimal(1).scaleb(-rate.figure.places)
    return abs(part * 100 - rate.figure.value * whole) < unit * whole


def _shown(part: Decimal, whole: Decimal, places: int) -> Decimal:
    return (part * 100 / whole).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _spot(rate: Told, part: Decimal, whole: Decimal, shown: Decimal) -> Spot:
    figure = rate.figure
    right = f"{format_decimal(shown, figure.places)}%"
    return Spot(
        "SL23", figure.start, figure.end,
        f"{format_decimal(part)}/{format_decimal(whole)} = {right}, gần giống"
        f" {format_decimal(figure.value, figure.places)}%: có thể đã gõ nhầm.",
        right,
    )  # fmt: skip
