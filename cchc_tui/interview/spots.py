"""Stale places of an answer as ranges of its shown text, and how edits move them.

A range counts characters of `show_answer`; an edit that touches a range ends its staleness,
because the officer has looked at it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_LIMIT = 4_000_000
"""Most pairs of tokens compared; beyond it what differs counts as one edit."""


class StaleKind(StrEnum):
    """What sort of thing may be out of date."""

    FIGURE = "figure"
    PERCENT = "percent"
    MONEY = "money"
    DATE = "date"
    CITATION = "citation"
    PERIOD = "period"
    YEAR = "year"
    ANSWER = "answer"
    """The answer as a whole: a choice, a yes or no."""

    @property
    def label(self) -> str:
        """What a message calls it, in Vietnamese."""
        return _LABELS[self]


_LABELS = {
    StaleKind.FIGURE: "số liệu",
    StaleKind.PERCENT: "tỷ lệ",
    StaleKind.MONEY: "số tiền",
    StaleKind.DATE: "ngày",
    StaleKind.CITATION: "văn bản viện dẫn",
    StaleKind.PERIOD: "tên kỳ",
    StaleKind.YEAR: "năm",
    StaleKind.ANSWER: "câu trả lời",
}


@dataclass(frozen=True, slots=True)
class StaleSpot:
    """A place carried from an earlier period and not confirmed yet.

    Attributes:
        start: First character within the answer as shown.
        end: Character after the last one.
        kind: What it is.
        old_text: As it stood in the earlier period.
        proposed: What a rule would put there; empty where there is no rule.
        question: Id of the question whose old figure stands there, so that its new one can
            take its place; empty where no one question does.
    """

    start: int
    end: int
    kind: StaleKind
    old_text: str
    proposed: str = ""
    question: str = ""

    def moved(self, by: int) -> StaleSpot:
        """The same place so many characters further on."""
        return replace(self, start=self.start + by, end=self.end + by)


def spots_after_edit(
    spots: Iterable[StaleSpot], start: int, old_end: int, new_end: int, typed: str = ""
) -> tuple[StaleSpot, ...]:
    """The places left after characters `start` to `old_end` became `start` to `new_end`.

    A place that the edit changes is stale no longer; those behind it move along.

    Args:
        spots: Places before the edit.
        start: Where the edit starts.
        old_end: Where the replaced text ended.
        new_end: Where the new text ends.
        typed: The new text, if known: a letter or digit typed right at a place's edge makes
            another word of it and so changes it.
    """
    joins_left, joins_right = _is_word(typed[:1]), _is_word(typed[-1:])
    if new_end == start and old_end > start:
        joins_left = joins_right = False
    kept = []
    for spot in spots:
        if spot.end < start or (spot.end == start and not joins_left):
            kept.append(spot)
        elif spot.start > old_end or (spot.start == old_end and not joins_right):
            kept.append(spot.moved(new_end - old_end))
    return tuple(kept)


def _is_word(char: str) -> bool:
    return char.isalnum()


def spots_after_change(spots: Sequence[StaleSpot], old: str, new: str) -> tuple[StaleSpot, ...]:
    """The places left after a text became another by edits that nobody followed.

    Compares word by word: a place stays while all its words stay together.
    """
    if not spots or old == new:
        return tuple(spots)
    kept = list(_survivors(spots, old, new))
    return tuple(sorted(kept, key=lambda spot: spot.start))


def _survivors(spots: Sequence[StaleSpot], old: str, new: str) -> Iterator[StaleSpot]:
    for a, b, length in _common(old, new):
        for spot in spots:
            if a <= spot.start and spot.end <= a + length:
                yield spot.moved(b - a)


def _common(old: str, new: str) -> list[tuple[int, int, int]]:
    """Ranges that both texts share, as start in each and length in characters."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    head = 0
    while head < min(len(before), len(after)) and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < min(len(before), len(after)) - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    starts_a, starts_b = _starts(before), _starts(after)
    blocks = [(0, 0, head), (len(before) - tail, len(after) - tail, tail)]
    inner_a, inner_b = before[head : len(before) - tail], after[head : len(after) - tail]
    if 0 < len(inner_a) * len(inner_b) <= _LIMIT:
        matcher = SequenceMatcher(None, inner_a, inner_b, autojunk=False)
        blocks += [(a + head, b + head, size) for a, b, size in matcher.get_matching_blocks()]
    return [
        (starts_a[a], starts_b[b], starts_a[a + size] - starts_a[a])
        for a, b, size in blocks
        if size
    ]


def _starts(tokens: Sequence[str]) -> list[int]:
    """Where each token starts, and where the last one ends."""
    places = [0]
    for token in tokens:
        places.append(places[-1] + len(token))
    return places
