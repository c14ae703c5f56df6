"""SL24: a sum, or a rest, that figures side by side give but for a slip.

Three figures or more that count one thing and stand together, of which one is all but the sum of
the others, were probably a whole and its parts, whatever words lead them. No figure is doubted
that others around it give exactly.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from math import log2

from cchc_tui.domain.numbers import format_decimal
from cchc_tui.review.findings import Severity, Spot
from cchc_tui.review.near_relations import MOST, REST, Sum, adds, lists, of_earlier, rests
from cchc_tui.review.near_slips import likeness
from cchc_tui.review.near_window import COUNTED, Told, around, told_in
from cchc_tui.review.passages import Passage
from cchc_tui.review.report import Report
from cchc_tui.review.rules import REGISTRY, Placed, Rule

REGISTRY.add(
    Rule(
        "SL24",
        Severity.WARNING,
        "Tổng hoặc số còn lại lệch một chút",
        "Các số cùng loại đứng liền nhau gần như cộng thành một số đứng cạnh, chỉ khác một chữ số"
        " hoặc hai chữ số đổi chỗ, và không có số nào quanh đó cho đúng: có thể đã gõ nhầm.",
        "Quan hệ R1, R2: tổng bằng các phần; còn lại bằng tổng trừ phần đã nêu",
        flags=(
            "Chi cục mở 04 lớp tập huấn với 268 người tham dự, lần lượt là 72 người, 65 người,"
            " 58 người và 63 người.",
            "Số cuộc gọi nhỡ là 385 trong 8.412 cuộc (đã trả lời 8.017 cuộc).",
        ),
        passes=(
            "Chi cục mở 04 lớp tập huấn với 258 người tham dự, lần lượt là 72 người, 65 người,"
            " 58 người và 63 người.",
            "Số cuộc gọi nhỡ là 395 trong 8.412 cuộc (đã trả lời 8.017 cuộc).",
        ),
        yields=True,
    ),
)

_ENOUGH = 8.0
"""Bits, after what the number of relations tried takes away, from which a likeness is told."""
_FAINT, _STRONG = 3.0, 6.0
"""A likeness worth less than the first tells only where words and places are worth the second."""
_LITTLE = Decimal(3)
"""By how much a sum of small numbers may be off to be a slip of counting."""
_KNOWN = 3.0
"""Bits that a figure loses which another sum explains."""


@REGISTRY.report
def sums_nearly(report: Report) -> Iterator[Placed]:
    """SL24 in running text: within a passage, and a rest told in the passage after."""
    told = told_in(report)
    for at, (passage, figures) in enumerate(told):
        if not any(one.figure.form in COUNTED for one in figures):
            continue
        best = _best(figures, at, around(told, at, 2, 1))
        if best is not None:
            yield _told(passage, best, at)


def _best(figures: Sequence[Told], at: int, near: Sequence[Told]) -> Sum | None:
    tried = [*lists(figures), *of_earlier(near, at), *rests(near, at)]
    alike = [(one, like) for one in tried if (like := _likeness(one, _total(one)))]
    if not alike:
        return None
    exact = _exact(near)
    found, bits = None, _ENOUGH
    for one, like in alike:
        known = sum(id(member) in exact for member in one.doubted)
        cost = log2(sum(other.bits >= one.bits for other in tried))
        worth = like + one.bits - cost - _KNOWN * known
        if worth >= bits:
            found, bits = one, worth
    return found


def _total(one: Sum) -> Decimal:
    return sum((part.figure.worth for part in one.parts), Decimal(0))


def _likeness(one: Sum, total: Decimal) -> float:
    """Bits of the likeness of whichever figure of the sum is the most easily mended."""
    places = max(member.figure.places for member in (one.whole, *one.parts))
    scale = one.whole.figure.scale
    whole = one.whole.figure.worth / scale
    if total == one.whole.figure.worth:
        return 0.0
    like = likeness(whole, total / scale, places)
    if len(one.parts) == 2:
        off = total - one.whole.figure.worth
        for part in one.parts:
            right = part.figure.worth - off
            if right > 0:
                mended = likeness(part.figure.worth / scale, right / scale, places)
                like = max(like, mended - 1)
    off = abs(total - one.whole.figure.worth) / scale
    if off > max(_LITTLE, whole / 10) or (like < _FAINT and off > _LITTLE):
        return 0.0
    return like if like >= _FAINT or one.bits >= _STRONG else 0.0


def _exact(near: Sequence[Told]) -> set[int]:
    """The figures that are a whole or a part of an exact sum of neighbours, by identity.

    A whole that parts of another passage add up to may have other parts in its own.
    """
    figures = [one for one in near if one.figure.form in COUNTED][: 3 * MOST]
    found: set[int] = set()
    worth: dict[Decimal, list[Told]] = {}
    for one in figures:
        worth.setdefault(one.figure.worth, []).append(one)
    for start, first in enumerate(figures):
        total, run = first.figure.worth, [first]
        for one in figures[start + 1 : start + 8]:
            if not adds(first, one):
                break
            total += one.figure.worth
            run.append(one)
            wholes = [w for w in worth.get(total, ()) if w not in run and adds(w, first)]
            if wholes:
                found.update(id(member) for member in run)
                found.update(id(whole) for whole in wholes if whole.passage == first.passage)
    found.update(id(one) for four in _two_and_two(figures) for one in four)
    return found


def _two_and_two(figures: Sequence[Told]) -> Iterator[tuple[Told, ...]]:
    """Two neighbours that make as much as two others: carried and new, done and open."""
    pairs = [pair for pair in pairwise(figures) if pair[0].passage == pair[1].passage]
    for at, (first, second) in enumerate(pairs):
        for third, fourth in pairs[at + 2 :]:
            same = first.figure.worth + second.figure.worth
            if first.passage == third.passage and third.figure.worth + fourth.figure.worth == same:
                yield first, second, third, fourth


def _told(passage: Passage, found: Sum, at: int) -> Placed:
    here = [member for member in (found.whole, *found.parts) if member.passage == at]
    spot = found.whole if found.whole in here and len(found.parts) != 2 else here[-1]
    if found.whole in here and not REST.search(here[-1].figure.label):
        spot = found.whole
    figure = spot.figure
    total = _total(found) / found.whole.figure.scale
    parts = " + ".join(format_decimal(p.figure.value, p.figure.places) for p in found.parts)
    whole = format_decimal(found.whole.figure.value, found.whole.figure.places)
    return passage, Spot(
        "SL24", figure.start, figure.end,
        f"{parts} = {format_decimal(total)}, gần giống {whole}: có thể một số đã gõ nhầm.",
    )  # fmt: skip
