"""SL15 of a change whose earlier figure stands in brackets and whose later one stands further off.

"Số hồ sơ tiếp nhận mới tăng 462 hồ sơ so với năm 2022 (2.986 hồ sơ)": the figure of now was told
before, in this sentence or one of the passages above. A change that any figure near it gives
exactly is right; of the others one is doubted where a figure gives it but for a slip.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from math import log2

from cchc_tui.domain.numbers import format_decimal
from cchc_tui.review.amounts import Form
from cchc_tui.review.changes import told_together
from cchc_tui.review.findings import Severity, Spot
from cchc_tui.review.near_relations import adds
from cchc_tui.review.near_slips import likeness
from cchc_tui.review.near_window import COUNTED, Told, around, told_in, values
from cchc_tui.review.passages import Passage, flat
from cchc_tui.review.report import Report
from cchc_tui.review.rules import REGISTRY, Placed

_WAY = re.compile(r"\b(tang|giam)(?: them| duoc)?$")
_THEN = re.compile(
    r"(?: [a-z]+){0,4} so voi (?:cung ky|nam|quy|thang|ky)\b[^().;,]{0,40} ?"
    r"\((?:[a-z]+ ){0,3}$"
)
_ENOUGH = 4.0
"""Bits from which a likeness is told: the form itself says that the three belong together."""
_BESIDE = 4.0
"""Bits for a figure of the same sentence that shares a telling word with the change."""
_LITTLE = Decimal(3)
"""By how much a small change may be off to be a slip of counting."""


@REGISTRY.report
def changes_nearly(report: Report) -> Iterator[Placed]:
    """SL15 where only the earlier figure stands beside the change."""
    told = told_in(report)
    for at, (passage, figures) in enumerate(told):
        plain = flat(passage.text)
        if " so voi " not in plain or "(" not in plain:
            continue
        judged = told_together(plain)
        for change, then in pairwise(figures):
            between = plain[change.figure.end : then.figure.start]
            told_so = change.figure.start not in judged and _THEN.fullmatch(between)
            if told_so and then.figure.form in COUNTED and not then.figure.approx:
                near = around(told, at, 4, 1)
                yield from _judge(passage, change, then, near)


def _judge(passage: Passage, change: Told, then: Told, near: Sequence[Told]) -> Iterator[Placed]:
    said = _WAY.search(change.figure.before)
    if said is None or change.figure.approx or not then.figure.value:
        return
    base, sign = then.figure.worth, 1 if said[1] == "tang" else -1
    nows = values(near, then.figure.form)
    if any(_shown(change, sign * (now - base), base) == _printed(change) for now in nows):
        return
    likely = [one for one in near if _may_be_now(one, change, then, sign)]
    best, bits = None, _ENOUGH
    for one in likely:
        right = _shown(change, sign * (one.figure.worth - base), base)
        worth = _likeness(change, one, right) - log2(len(likely))
        if worth >= bits:
            best, bits = one, worth
    if best is not None:
        yield passage, _spot(change, best, then, sign)


def _printed(change: Told) -> Decimal:
    figure = change.figure
    return figure.value if figure.form is Form.PERCENT else figure.worth


def _shown(change: Told, moved: Decimal, base: Decimal) -> Decimal:
    """The change as it would be printed: a percent with as many places, or a difference."""
    if change.figure.form is not Form.PERCENT:
        return moved
    unit = Decimal(1).scaleb(-change.figure.places)
    return (moved * 100 / base).quantize(unit, ROUND_HALF_UP)


def _may_be_now(one: Told, change: Told, then: Told, sign: int) -> bool:
    figure = one.figure
    if one in (change, then) or figure.form is not then.figure.form or figure.approx:
        return False
    if _WAY.search(figure.before) or sign * (figure.worth - then.figure.worth) <= 0:
        return False
    return adds(one, then) or adds(then, one)


def _likeness(change: Told, now: Told, right: Decimal) -> float:
    figure, scale = change.figure, change.figure.scale
    like = likeness(figure.value, right / scale, figure.places)
    beside = now.passage == change.passage and now.figure.sentence == change.figure.sentence
    if not beside:
        return like
    shares = bool(now.clause & change.clause) or change.figure.start - now.figure.end < 60
    near = figure.form is Form.COUNT and abs(figure.value - right) <= _LITTLE
    return max(like, 1.0 if near else 0.0) + (_BESIDE if shares and (like or near) else 0.0)


def _spot(change: Told, now: Told, then: Told, sign: int) -> Spot:
    figure, base = change.figure, then.figure.worth
    right = _shown(change, sign * (now.figure.worth - base), base)
    percent = figure.form is Form.PERCENT
    shown = format_decimal(right / figure.scale, figure.places) + ("%" if percent else "")
    return Spot(
        "SL15", figure.start, figure.end,
        f"Kỳ này {format_decimal(now.figure.value, now.figure.places)}, kỳ so sánh"
        f" {format_decimal(then.figure.value, then.figure.places)}:"
        f" {'tăng' if sign > 0 else 'giảm'} {shown}, không phải"
        f" {format_decimal(figure.value, figure.places)}{'%' if percent else ''}.",
        shown,
        severity=Severity.WARNING,
    )  # fmt: skip
