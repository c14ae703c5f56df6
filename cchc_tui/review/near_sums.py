"""SL24: a sum, or a rest, that figures side by side give but for a slip.

Three figures or more that count one thing and stand together, of which one is all but the sum of
the others, were probably a whole and its parts, whatever words lead them. No figure is doubted
that others around it give exactly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise, zip_longest
from math import log2
from typing import NamedTuple

from cchc_tui.domain.numbers import format_decimal
from cchc_tui.review.findings import Severity, Spot
from cchc_tui.review.near_slips import likeness
from cchc_tui.review.near_window import COUNTED, Told, around, told_in
from cchc_tui.review.nouns import can_add
from cchc_tui.review.passages import Passage
from cchc_tui.review.report import Report
from cchc_tui.review.rules import REGISTRY, Placed, Rule
from cchc_tui.review.sums import told_twice

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

_REST = re.compile(
    r"\b(?:con|con lai|thieu|nho|khong dat|loai bo|vang|ton|tu choi)\b"
    r"|\b(?:dang|chua) (?!tai\b|ky\b)[a-z ]{2,16}$"
)
_TRAIT = re.compile(r"\b(?:nu|dang vien|dan toc)\b")
_OPENER = re.compile(
    r"(?:trong do|gom|cu the|chia ra|lan luot(?: la)?|nhu sau|[:(])(?=\W|$)"
    r"|\btrong(?: tong)?(?: so)?\b"
)
_TOTAL = re.compile(r"\b(?:tong(?: so| cong)?|trong(?: so)?)\s*$")
_N = r"0?{}\b"
_SHIFT = re.compile(r"\b(?:tang|giam|so voi|cung ky|luy ke|binh quan)\b|\b(?:bang|dat|chiem)\s*$")
_ENOUGH = 8.0
"""Bits, after what the number of relations tried takes away, from which a likeness is told."""
_FAINT, _STRONG = 3.0, 6.0
"""A likeness worth less than the first tells only where words and places are worth the second."""
_NO_TOTAL = 9.0
"""Bits that a figure after its parts loses if it is not called a total."""
_SMALL = 500
"""Wholes below this often have a rest by chance."""
_LITTLE = Decimal(3)
"""By how much a sum of small numbers may be off to be a slip of counting."""
_KNOWN = 3.0
"""Bits that a figure loses which another sum explains."""
_MOST = 14
"""Figures read together."""


class _Sum(NamedTuple):
    """A whole, its parts, and the bits their words and places are worth."""

    whole: Told
    parts: tuple[Told, ...]
    bits: float
    doubted: tuple[Told, ...] = ()
    """Those of them that an exact sum elsewhere would clear."""


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


def _best(figures: Sequence[Told], at: int, near: Sequence[Told]) -> _Sum | None:
    tried = [*_lists(figures), *_of_earlier(near, at), *_rests(near, at)]
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


def _total(one: _Sum) -> Decimal:
    return sum((part.figure.worth for part in one.parts), Decimal(0))


def _likeness(one: _Sum, total: Decimal) -> float:
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
    figures = [one for one in near if one.figure.form in COUNTED][: 3 * _MOST]
    found: set[int] = set()
    worth: dict[Decimal, list[Told]] = {}
    for one in figures:
        worth.setdefault(one.figure.worth, []).append(one)
    for start, first in enumerate(figures):
        total, run = first.figure.worth, [first]
        for one in figures[start + 1 : start + 8]:
            if not _adds(first, one):
                break
            total += one.figure.worth
            run.append(one)
            wholes = [w for w in worth.get(total, ()) if w not in run and _adds(w, first)]
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


def _adds(whole: Told, part: Told) -> bool:
    return whole.figure.form is part.figure.form and can_add(
        whole.figure.counted, part.figure.counted
    )


def _goes_on(part: Told, following: Told | None) -> bool:
    """Whether the list has a part more: a sum of the first few is none."""
    if following is None or following.figure.sentence != part.figure.sentence:
        return False
    one, other = part.figure, following.figure
    return one.counted == other.counted != "" and one.depth == other.depth


def _apart(parts: Sequence[Told]) -> bool:
    """Whether parts may share members, or are said to be no parts: no sum is meant."""
    traits = any(_TRAIT.search(part.figure.label) for part in parts)
    if len(parts) == 2 and any(re.search(r"\bnam\b", part.figure.label) for part in parts):
        traits = False  # men and women are all of them
    return traits or told_twice(parts[-1].sentence)


def _usable(one: Told) -> bool:
    return one.figure.form in COUNTED and not one.figure.approx and one.figure.value > 0


def _lists(figures: Sequence[Told]) -> Iterator[_Sum]:
    """A figure and a run of figures right after it, or right before it, in one sentence."""
    usable = [one for one in figures if _usable(one)][:_MOST]
    for at, whole in enumerate(usable):
        for run in (usable[at + 1 : at + 9], usable[max(0, at - 8) : at][::-1]):
            parts: list[Told] = []
            for part, following in zip_longest(run, run[1:]):
                if not _runs_on(whole, parts, part):
                    break
                parts.append(part)
                if len(parts) > 1 and not _goes_on(part, following) and not _apart(parts):
                    bits = _context(whole, parts)
                    yield _Sum(whole, tuple(parts), bits, (whole, *parts))


def _runs_on(whole: Told, parts: Sequence[Told], part: Told) -> bool:
    if part.figure.worth >= whole.figure.worth or not _adds(whole, part):
        return False
    if part.figure.sentence != whole.figure.sentence or _SHIFT.search(part.figure.before):
        return False
    return not parts or part.figure.depth == parts[0].figure.depth


def _context(whole: Told, parts: Sequence[Told]) -> float:
    """Bits for one noun throughout, an opener, a closed list, a total that is called one."""
    nouns = {part.figure.counted for part in parts}
    bits = 1.5 if len(nouns) == 1 else 0.0
    bits += 1.0 if whole.figure.counted in nouns else 0.0
    bits += 2.0 if _OPENER.search(whole.sentence) else 0.0
    bits += 1.0 if re.match(r"(?:gom|bao gom|cu the)\b", parts[0].figure.before) else 0.0
    total = _TOTAL.search(whole.figure.before)
    after = whole.figure.start > parts[0].figure.start
    bits += 2.0 if total else -_NO_TOTAL if after else 0.0
    last = max(parts, key=lambda part: part.figure.start).figure
    bits += 1.0 if re.search(rf"\bva {_N.format(last.value)}", whole.sentence) else 0.0
    return bits + min(len(parts) - 2, 3)


def _of_earlier(near: Sequence[Told], at: int) -> Iterator[_Sum]:
    """A figure of the passage before, and all that a passage tells of the same noun."""
    parts = [one for one in near if one.passage == at and _usable(one)]
    nouns = {part.figure.counted for part in parts}
    if not 2 <= len(parts) <= 8 or len(nouns) > 1 or not nouns - {""}:
        return
    if any(_SHIFT.search(part.figure.before) for part in parts):
        return
    most = max(part.figure.worth for part in parts)
    for whole in near:
        earlier = at - 2 <= whole.passage < at and whole.figure.worth > most
        if earlier and _usable(whole) and whole.figure.counted in nouns and _adds(whole, parts[0]):
            yield _Sum(whole, tuple(parts), 2.0 + min(len(parts) - 2, 3), tuple(parts))


def _rests(near: Sequence[Told], at: int) -> Iterator[_Sum]:
    """Of a whole and a part, what is left, said with a word for a rest, here or just before."""
    usable = [one for one in near if _usable(one) and at - 2 <= one.passage <= at]
    for place, rest in enumerate(usable):
        said = rest.figure.before
        if rest.passage != at or not _REST.search(said) or _SHIFT.search(said):
            continue
        for whole in usable:
            for part in usable:
                if _leaves(whole, part, rest) and not _balanced(usable, whole, part, rest):
                    beside = sorted((usable.index(whole), usable.index(part)))
                    after = place - beside[1] == 1
                    bits = 1.5 + min(len(rest.clause & (whole.words | part.words)), 2)
                    bits += 2.0 if beside[1] - beside[0] == 1 else 0.0
                    bits += 2.0 if whole.passage == part.passage == rest.passage else 0.0
                    bits += 4.0 if after and _plain_rest(part, rest) else 0.0
                    small = whole.figure.worth < _SMALL
                    doubted = (whole, part, rest) if small else (rest,)
                    yield _Sum(whole, (part, rest), bits, doubted)


def _balanced(usable: Sequence[Told], whole: Told, part: Told, rest: Told) -> bool:
    """Whether one more figure makes up for it: carried 4, new 61; done 60, open 5."""
    off = abs(part.figure.worth + rest.figure.worth - whole.figure.worth)
    trio = (whole, part, rest)
    return any(
        one.figure.worth == off and one.passage == whole.passage and one not in trio
        for one in usable
    )


def _plain_rest(part: Told, rest: Told) -> bool:
    """Whether it is said outright to be left: "còn 05", "đã xử lý 10 …, đang xử lý 03"."""
    if re.search(r"\bcon(?: lai| thieu)?(?: la| co)?$", rest.figure.before):
        return True
    same = re.search(r"\b(?:dang|chua) ([a-z]+ [a-z]+)$", rest.figure.before)
    return bool(same and part.figure.before.endswith(f"da {same[1]}"))


def _leaves(whole: Told, part: Told, rest: Told) -> bool:
    """Whether one may be taken from the other and leave the third: three figures of one thing."""
    if whole is part or whole is rest or part is rest:
        return False
    one, two, three = whole.figure, part.figure, rest.figure
    if not (one.form is two.form is three.form) or max(two.worth, three.worth) >= one.worth:
        return False
    if part.passage < whole.passage:
        return False
    return _adds(whole, part) and _adds(whole, rest) and _adds(part, rest)


def _told(passage: Passage, found: _Sum, at: int) -> Placed:
    here = [member for member in (found.whole, *found.parts) if member.passage == at]
    spot = found.whole if found.whole in here and len(found.parts) != 2 else here[-1]
    if found.whole in here and not _REST.search(here[-1].figure.label):
        spot = found.whole
    figure = spot.figure
    total = _total(found) / found.whole.figure.scale
    parts = " + ".join(format_decimal(p.figure.value, p.figure.places) for p in found.parts)
    whole = format_decimal(found.whole.figure.value, found.whole.figure.places)
    return passage, Spot(
        "SL24", figure.start, figure.end,
        f"{parts} = {format_decimal(total)}, gần giống {whole}: có thể một số đã gõ nhầm.",
    )  # fmt: skip
