"""Figures that stand as a whole and its parts, or as what is left of one, whatever leads them.

Candidates only: each with the bits that its words and places are worth; SL24 judges them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from cchc_tui.review.near_window import COUNTED, Told
from cchc_tui.review.nouns import can_add
from cchc_tui.review.sums import told_twice

REST = re.compile(
    r"\b(?:con|con lai|thieu|nho|khong dat|loai bo|vang|ton|tu choi)\b"
    r"|\b(?:dang|chua) (?!tai\b|ky\b)[a-z ]{2,16}$"
)
_KEPT = re.compile(r"\b(?:giu nguyen|con lai)(?: la)?$")
_TRAIT = re.compile(r"\b(?:nu|dang vien|dan toc)\b")
_OPENER = re.compile(
    r"(?:trong do|gom|cu the|chia ra|lan luot(?: la)?|nhu sau|[:(])(?=\W|$)"
    r"|\btrong(?: tong)?(?: so)?\b"
)
_TOTAL = re.compile(r"\b(?:tong(?: so| cong)?|trong(?: so)?)\s*$")
_N = r"0?{}\b"
_SHIFT = re.compile(
    r"\b(?:tang(?! cuong)|(?<!tam )(?<!trai )giam(?! (?:giu|doc|sat|dinh))|so voi|cung ky|luy ke"
    r"|binh quan)\b|\b(?:bang|dat|chiem)\s*$"
)
_NO_TOTAL = 9.0
"""Bits that a figure after its parts loses if it is not called a total."""
_SMALL = 500
"""Wholes below this often have a rest by chance."""
MOST = 14
"""Figures read together."""


class Sum(NamedTuple):
    """A whole, its parts, and the bits their words and places are worth."""

    whole: Told
    parts: tuple[Told, ...]
    bits: float
    doubted: tuple[Told, ...] = ()
    """Those of them that an exact sum elsewhere would clear."""


def adds(whole: Told, part: Told) -> bool:
    """Whether one may be a part of the other: one form, nouns that go together."""
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


def usable_figure(one: Told) -> bool:
    """Whether a figure can be added: a count or money, exact, not none."""
    return one.figure.form in COUNTED and not one.figure.approx and one.figure.value > 0


def lists(figures: Sequence[Told]) -> Iterator[Sum]:
    """A figure and a run of figures right after it, or right before it, in one sentence."""
    usable = [one for one in figures if usable_figure(one)][:MOST]
    for at, whole in enumerate(usable):
        for run in (usable[at + 1 : at + 9], usable[max(0, at - 8) : at][::-1]):
            parts: list[Told] = []
            for part, following in zip_longest(run, run[1:]):
                if not _runs_on(whole, parts, part):
                    break
                parts.append(part)
                if len(parts) > 1 and not _goes_on(part, following) and not _apart(parts):
                    bits = _context(whole, parts)
                    yield Sum(whole, tuple(parts), bits, (whole, *parts))


def _runs_on(whole: Told, parts: Sequence[Told], part: Told) -> bool:
    if part.figure.worth >= whole.figure.worth or not adds(whole, part):
        return False
    if part.figure.sentence != whole.figure.sentence or _SHIFT.search(part.figure.before):
        return False
    return not parts or part.figure.depth == parts[0].figure.depth


def _context(whole: Told, parts: Sequence[Told]) -> float:
    """Bits for one noun throughout, an opener, a closed list, a total that is called one."""
    nouns = {part.figure.counted for part in parts}
    last = max(parts, key=lambda part: part.figure.start).figure
    bits = 1.5 if len(nouns) == 1 else 0.0
    bits += 1.0 if whole.figure.counted in nouns else 0.0
    bits += 2.0 if _OPENER.search(whole.sentence) else 0.0
    bits += _closing(whole, parts)
    bits += 2.0 if _KEPT.search(last.before) else 0.0
    bits += 1.0 if re.match(r"(?:gom|bao gom|cu the)\b", parts[0].figure.before) else 0.0
    total = _TOTAL.search(whole.figure.before)
    after = whole.figure.start > parts[0].figure.start
    bits += 2.0 if total else -_NO_TOTAL if after else 0.0
    bits += 1.0 if re.search(rf"\bva {_N.format(last.value)}", whole.sentence) else 0.0
    return bits + min(len(parts) - 2, 3)


def _closing(whole: Told, parts: Sequence[Told]) -> float:
    """Bits for a list right after its whole that is all of a bracket, or goes to the full stop."""
    first, last = parts[0].figure, parts[-1].figure
    if first.start < whole.figure.start:
        return 0.0
    if first.depth == whole.figure.depth + 1 and re.search(r"^[a-z ]*\)", last.after):
        return 3.5
    opens = re.match(r"[a-z ]*:", whole.figure.after)
    return 1.5 if opens and re.fullmatch(r"[a-z ]*[.;]?", last.after) else 0.0


def of_earlier(near: Sequence[Told], at: int) -> Iterator[Sum]:
    """A figure of the passage before, and all that a passage tells of the same noun."""
    parts = [one for one in near if one.passage == at and usable_figure(one)]
    nouns = {part.figure.counted for part in parts}
    if not 2 <= len(parts) <= 8 or len(nouns) > 1 or not nouns - {""}:
        return
    if any(_SHIFT.search(part.figure.before) for part in parts):
        return
    most = max(part.figure.worth for part in parts)
    for whole in near:
        earlier = at - 2 <= whole.passage < at and whole.figure.worth > most
        if (
            earlier
            and usable_figure(whole)
            and whole.figure.counted in nouns
            and adds(whole, parts[0])
        ):
            yield Sum(whole, tuple(parts), 2.0 + min(len(parts) - 2, 3), tuple(parts))


def rests(near: Sequence[Told], at: int) -> Iterator[Sum]:
    """Of a whole and a part, what is left, said with a word for a rest, here or just before."""
    usable = [one for one in near if usable_figure(one) and at - 2 <= one.passage <= at]
    for place, rest in enumerate(usable):
        said = rest.figure.before
        if rest.passage != at or not REST.search(said) or _SHIFT.search(said):
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
                    yield Sum(whole, (part, rest), bits, doubted)


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
    return adds(whole, part) and adds(whole, rest) and adds(part, rest)
