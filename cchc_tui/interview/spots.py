"""Stale places of an answer as ranges of its shown text, and how edits move them.

A range counts characters of `show_answer`; an edit that touches a range ends its staleness,
because the officer has looked at it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_LIMIT = 4_000_000
"""Most pairs of lines or of words compared; beyond it what differs counts as one edit."""


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

    @property
    def empty(self) -> bool:
        """Whether it is of no length: an answer that shows no text, or an empty question."""
        return self.start == self.end

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
    blocks = [block for block in _common(old, new) if block[2]]
    starts = [block[0] for block in blocks]
    for spot in spots:
        at = bisect_right(starts, spot.start)
        for a, b, length in blocks[max(at - 2, 0) : at]:
            if a <= spot.start and spot.end <= a + length:
                yield spot.moved(b - a)
                break


def _common(old: str, new: str) -> Iterator[tuple[int, int, int]]:
    """Ranges that both texts share, as start in each and length in characters.

    Lines are compared first, and words only within lines that differ: a place never goes
    beyond its line.
    """
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    starts_a, starts_b = _starts(before), _starts(after)
    for tag, a, a_end, b, b_end in _opcodes(before, after):
        start_a, start_b = starts_a[a], starts_b[b]
        if tag == "equal":
            yield start_a, start_b, starts_a[a_end] - start_a
        elif tag == "replace":
            words = _common_words(old[start_a : starts_a[a_end]], new[start_b : starts_b[b_end]])
            yield from ((start_a + x, start_b + y, length) for x, y, length in words)


def _common_words(old: str, new: str) -> Iterator[tuple[int, int, int]]:
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    starts_a, starts_b = _starts(before), _starts(after)
    for tag, a, a_end, b, _ in _opcodes(before, after):
        if tag == "equal":
            yield starts_a[a], starts_b[b], starts_a[a_end] - starts_a[a]


def _opcodes(
    before: Sequence[str], after: Sequence[str]
) -> Iterator[tuple[str, int, int, int, int]]:
    """What turns one list into the other, as `SequenceMatcher` says it."""
    shorter = min(len(before), len(after))
    head = next((n for n in range(shorter) if before[n] != after[n]), shorter)
    rest = shorter - head
    tail = next((n for n in range(rest) if before[-1 - n] != after[-1 - n]), rest)
    yield "equal", 0, head, 0, head
    a, b = len(before) - tail, len(after) - tail
    if (a - head) * (b - head) > _LIMIT:
        yield "replace", head, a, head, b
    else:
        matcher = SequenceMatcher(None, before[head:a], after[head:b], autojunk=False)
        for tag, *ends in matcher.get_opcodes():
            a1, a2, b1, b2 = (end + head for end in ends)
            yield tag, a1, a2, b1, b2
    yield "equal", a, len(before), b, len(after)


def _starts(tokens: Sequence[str]) -> list[int]:
    """Where each token starts, and where the last one ends."""
    places = [0]
    for token in tokens:
        places.append(places[-1] + len(token))
    return places
