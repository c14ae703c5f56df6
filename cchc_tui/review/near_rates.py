"""SL23: a rate that two figures near it give but for a slip.

A rate that any two figures around it give exactly, rounded or cut, is right. Of the others one is
doubted where the figures most likely to have been divided give it but for one digit, or two
changed over, and the likeness is too rare to be chance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from math import log2
from typing import NamedTuple

from cchc_tui.domain.numbers import format_decimal
from cchc_tui.review.amounts import Form
from cchc_tui.review.findings import Severity, Spot
from cchc_tui.review.near_slips import likeness
from cchc_tui.review.near_window import COUNTED, Told, around, told_in, values
from cchc_tui.review.passages import Passage, flat
from cchc_tui.review.report import Report
from cchc_tui.review.rules import REGISTRY, Placed, Rule

REGISTRY.add(
    Rule(
        "SL23",
        Severity.WARNING,
        "Tỷ lệ gần đúng với hai số đứng gần",
        "Không có hai số nào quanh đó cho đúng tỷ lệ này, nhưng hai số nên được chia cho nhau cho"
        " một tỷ lệ chỉ khác một chữ số, hoặc hai chữ số đổi chỗ: có thể đã gõ nhầm.",
        "Quan hệ R3: tỷ lệ bằng tử số chia mẫu số",
        flags=(
            "Sở tiếp nhận mới 1.747 hồ sơ, trong đó có 1.126 hồ sơ trực tuyến.\n\n"
            "Tỷ lệ hồ sơ nộp trực tuyến trên tổng số hồ sơ mới tiếp nhận đạt 64,54%.",
        ),
        passes=(
            "Sở tiếp nhận mới 1.747 hồ sơ, trong đó có 1.126 hồ sơ trực tuyến.\n\n"
            "Tỷ lệ hồ sơ nộp trực tuyến trên tổng số hồ sơ mới tiếp nhận đạt 64,45%.",
        ),
        yields=True,
    ),
)

_AIM = re.compile(
    r"\b(?:phan dau|muc tieu|chi tieu|toi thieu|it nhat|nang|yeu cau|quy dinh la)\b[^0-9,;]*$"
    r"|\b(?:tu|tren|duoi)\s*$"
)
_CHANGE = re.compile(r"\b(?:tang|giam|so voi|cung ky|cao hon|thap hon|vuot)\b")
_ENOUGH = 9.0
"""Bits, after what the number of pairs tried takes away, from which a likeness is told."""
_TOGETHER = 3.0
"""Bits for two figures of the rate's own sentence."""
_OF_ONE_SENTENCE = 5.0
"""Bits of a pair in the rate's own sentence with words that fit."""
_ALMOST_ALL = 6.0
"""Bits for "100%" of a part just short of its whole."""
_WORD = 1.5
"""Bits for a telling word that the rate's sentence shares with that of the part."""


class _Pair(NamedTuple):
    """What a rate may have been computed from, with the bits its place is worth."""

    part: Decimal
    whole: Decimal
    bits: float
    scale: Decimal


@REGISTRY.report
def rates_nearly(report: Report) -> Iterator[Placed]:
    """SL23 in running text."""
    told = told_in(report)
    for at, (passage, figures) in enumerate(told):
        for one in figures:
            if one.figure.form is Form.PERCENT and not one.figure.approx:
                yield from _judge(passage, one, told, at)


def _judge(
    passage: Passage, rate: Told, told: Sequence[tuple[Passage, tuple[Told, ...]]], at: int
) -> Iterator[Placed]:
    figure = rate.figure
    before = flat(passage.text)[max(0, figure.start - 60) : figure.start]
    clause = f"{before.rpartition(';')[2]} {figure.after[:40]}"
    round_one = not figure.places and figure.value != 100  # too many figures give about 90%
    if round_one or _AIM.search(before) or _CHANGE.search(clause) or not 0 < figure.value <= 100:
        return
    near = around(told, at, 4, 2)
    if _given(rate, near):
        return
    pairs = _pairs(rate, around(told, at, 3, 0))
    if any(_shown(rate, pair) == figure.value for pair in pairs):
        return
    best, bits = None, _ENOUGH
    for pair in pairs:
        like = _likeness(rate, pair)
        cost = log2(len({(p.part, p.whole) for p in pairs if p.bits >= pair.bits}))
        if like and like + pair.bits - cost >= bits:
            best, bits = pair, like + pair.bits - cost
    if best is not None:
        yield passage, _spot(rate, best)


def _likeness(rate: Told, pair: _Pair) -> float:
    """Bits by which a pair nearly gives the rate: but for a slip, or a small difference.

    How near is measured against the distance from 100 and from 0, where most rates are.
    """
    figure, exact = rate.figure, pair.part * 100 / pair.whole
    if figure.value == 100:
        return _ALMOST_ALL if 95 < exact < 100 and pair.bits >= _OF_ONE_SENTENCE else 0.0
    like = likeness(figure.value, _shown(rate, pair), figure.places)
    room, off = min(exact, 100 - exact, Decimal(50)), abs(exact - figure.value)
    if pair.bits < _OF_ONE_SENTENCE or figure.places == 0 or not room > off * 8 > 0:
        return like
    return max(like, log2(room / off))


def _shown(rate: Told, pair: _Pair) -> Decimal:
    """What the pair gives, with as many places as the rate."""
    exact = pair.part * 100 / pair.whole
    places = 2 if rate.figure.value == 100 else rate.figure.places
    return exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _given(rate: Told, near: Sequence[Told]) -> bool:
    """Whether two figures give the rate exactly; one may be the sum of two or three neighbours."""
    # Rounded to 100% is not yet all of them.
    unit = Decimal(1).scaleb(-2 if rate.figure.value == 100 else -rate.figure.places)
    low, high = rate.figure.value - unit, rate.figure.value + unit
    for form in COUNTED:
        numbers = [number for number in values(near, form) if number]
        sums = list(_sums(rate, near, form))
        parts = {*numbers, *sums}
        for whole in {*numbers, *sums}:
            if any(low * whole < part * 100 < high * whole for part in parts):
                return True
    return rate.figure.value != 100 and any(
        other.figure.form is Form.PERCENT
        and other.figure.value == rate.figure.value
        and other.passage != rate.passage
        for other in near
    )


def _sums(rate: Told, near: Sequence[Told], form: Form) -> Iterator[Decimal]:
    """Of two or three neighbours that count one thing in one sentence, at most one passage off."""
    figures = [one for one in near if one.figure.form is form]
    for count in (2, 3):
        for start in range(len(figures) - count + 1):
            run = figures[start : start + count]
            first = run[0]
            if abs(first.passage - rate.passage) <= 1 and all(
                one.sentence is first.sentence
                and one.passage == first.passage
                and one.figure.counted == first.figure.counted
                for one in run
            ):
                yield sum((one.figure.worth for one in run), Decimal(0))


def _pairs(rate: Told, near: Sequence[Told]) -> list[_Pair]:
    """The pairs likely to have been divided: of one kind, the part the smaller."""
    figures = [one for one in near if one.figure.form in COUNTED and _exact(one)]
    pairs = [
        _Pair(one.figure.value, one.figure.whole, _TOGETHER + 2, Decimal(1))
        for one in near
        if one.figure.whole and one.figure.value <= one.figure.whole
        and one.passage == rate.passage and one.figure.sentence == rate.figure.sentence
    ]  # fmt: skip
    for part, value, more in _parts(rate, figures):
        for whole in figures:
            if not _divides(part, whole, value):
                continue
            bits = _place(rate, part, whole) + more
            if bits > 0:
                pairs.append(_Pair(value, whole.figure.worth, bits, part.figure.scale))
    return pairs


def _exact(one: Told) -> bool:
    """Not a guess; of "2.104 trên 2.275 hồ sơ" the second is none."""
    return not one.figure.approx or one.figure.before.endswith("tren")


def _parts(rate: Told, figures: Sequence[Told]) -> Iterator[tuple[Told, Decimal, float]]:
    """Single figures, and two neighbours together where the rate speaks of both."""
    for one in figures:
        yield one, one.figure.worth, 0.0
    for first, second in pairwise(figures):
        both = first.clause & rate.words and second.clause & rate.words
        if both and first.passage == second.passage and " va " in rate.sentence:
            yield second, first.figure.worth + second.figure.worth, 2.0


def _divides(part: Told, whole: Told, value: Decimal) -> bool:
    one, other = part.figure, whole.figure
    same = not one.counted or not other.counted or one.counted == other.counted
    return one is not other and one.form is other.form and same and 0 < value <= other.worth


def _place(rate: Told, part: Told, whole: Told) -> float:
    """Bits that the places and the words of a pair are worth; none for one too far off."""
    home = [_with(rate, part), _with(rate, whole)]
    shared = len((part.clause & rate.words) | (whole.clause & rate.words))
    if not any(home) and shared < 2:
        return 0.0
    near = _TOGETHER if all(home) else 1.0 if any(home) else 0.0
    return near + _WORD * min(shared, 3)


def _with(rate: Told, one: Told) -> bool:
    return one.passage == rate.passage and one.figure.sentence == rate.figure.sentence


def _spot(rate: Told, pair: _Pair) -> Spot:
    figure = rate.figure
    part, whole = (format_decimal(value / pair.scale) for value in (pair.part, pair.whole))
    right = _shown(rate, pair)
    shown = f"{format_decimal(right, max(0, -int(right.as_tuple().exponent)))}%"
    return Spot(
        "SL23", figure.start, figure.end,
        f"{part}/{whole} = {shown}, gần giống"
        f" {format_decimal(figure.value, figure.places)}%: có thể đã gõ nhầm.",
        shown,
    )  # fmt: skip
