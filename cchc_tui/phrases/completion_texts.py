"""Texts that typing is continued from, cut into runs in which no figure stands.

An old figure must never slip into a new report, so a figure or an open place ends a run.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Protocol

from cchc_tui.domain.text import clean_text, fold

MATCHES = 64
"""Places of a text that are weighed, at most: more say nothing new about what is likely."""
REACH = 120
"""Characters of a text that are given from where its words agree."""
KEPT = 64
"""Characters by which places of a text are told apart when they are sorted."""
PAST_ALL = "\U0010ffff"
"""Sorts behind every letter."""

_SLOT = re.compile(r"\{[^{}]*\}")
_OPENING, _CLOSING = "“\"'([", ".;:!?…”\"')]"
_MARKS = frozenset("-–+*|")


class Text(Protocol):
    """A text that typing can be continued from."""

    def places(self, pattern: str) -> Iterator[str]:
        """Where a folded pattern stands: the text from there on, as it is written."""


def runs_of(text: str) -> Iterator[str]:
    """The runs of a text, each behind one space: between figures, slots and ends of sentences."""
    for line in clean_text(_SLOT.sub("\n", text)).split("\n"):
        yield from filter(None, map(_run, _pieces(line)))


def _pieces(line: str) -> Iterator[list[str]]:
    words: list[str] = []
    for token in line.split():
        word = token.lstrip(_OPENING)
        if word != token or any(map(str.isdigit, token)) or token in _MARKS:
            yield words
            words = []
        if any(map(str.isdigit, token)) or token in _MARKS:
            continue
        bare = word.rstrip(_CLOSING)
        words.append(bare)
        if bare != word:
            yield words
            words = []
    yield words


def _run(words: list[str]) -> str:
    run = " ".join(["", *filter(None, words)])
    return run if len(fold(run)) == len(run) else ""


class SortedText:
    """Texts that stay as they are, sorted by what stands at each word.

    Args:
        texts: Any texts; see `runs_of`.
    """

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._text = "\n".join(run for text in texts for run in runs_of(text)) + "\n"
        self._folded = fold(self._text)
        starts = [match.start() for match in re.finditer(" ", self._folded)]
        self._starts = array("I", sorted(starts, key=self._key))

    def _key(self, start: int) -> str:
        return self._folded[start : start + KEPT]

    def places(self, pattern: str) -> Iterator[str]:
        """See `Text`; of many places some are given, spread over all that may follow."""
        pattern = pattern[:KEPT]
        first = bisect_left(self._starts, pattern, key=self._key)
        last = bisect_left(self._starts, pattern + PAST_ALL, lo=first, key=self._key)
        for number in range(first, last, (last - first) // MATCHES + 1):
            start = self._starts[number]
            yield self._text[start : start + REACH].partition("\n")[0]


class LiveText:
    """A text that changes as one types: looked through anew each time, the latest places first.

    Args:
        runs: Runs as `runs_of` gives them, in the order in which they were written.
    """

    def __init__(self, runs: Iterable[str] = ()) -> None:
        self._text = "\n".join(runs) + "\n"
        self._folded = fold(self._text)

    def places(self, pattern: str) -> Iterator[str]:
        """See `Text`."""
        at = len(self._folded)
        for _ in range(MATCHES):
            at = self._folded.rfind(pattern, 0, at)
            if at < 0:
                return
            yield self._text[at : at + REACH].partition("\n")[0]
            at += len(pattern) - 1
