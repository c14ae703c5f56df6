"""Tells which library section a sentence of an old report belongs to, by the headings above it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from cchc_tui.domain.text import fold, syllables

ENOUGH = 0.6
"""Least share of words that heading and title have in common (of both, as a mean)."""

ABOVE = 0.9
"""What likeness to a heading above counts: a section's own title goes before."""

NAMED = 0.5
"""What it counts, beside the words of the sentence, that the heading is the section's title: a
sentence must say half of another title to belong elsewhere."""

_EMPTY = frozenset(
    ("ve", "viec", "va", "cac", "cua", "cong", "tac", "thuc", "hien", "trong", "tai", "cho", "den",
     "theo", "tinh", "hinh", "ket", "qua", "nhung", "mot", "so", "doi", "voi", "nam", "ky", "hanh",
     "chinh", "nhiem", "vu")
)  # fmt: skip
"""Folded words that stand in every heading and tell none from another."""


class Titles(NamedTuple):
    """What a section is called.

    Attributes:
        own: Its title, then the headings it stands under directly.
        above: Headings above those.
    """

    own: Sequence[str]
    above: Sequence[str] = ()


class SectionFinder:
    """Finds sections by their titles.

    Args:
        titles: Titles and headings of each section, by its id, in the order they are printed.
        spelled: Writes abbreviations (`TTHC`) out, so that a heading with them is understood.
    """

    def __init__(self, titles: Mapping[str, Titles], spelled: Callable[[str], str] = str) -> None:
        self._spelled = spelled
        self._own = {one: self._all(called.own) for one, called in titles.items()}
        self._above = {one: self._all(called.above) for one, called in titles.items()}
        self._found: dict[str, list[str]] = {}

    def find(self, headings: Sequence[str], sentence: str) -> str:
        """The section of a sentence; empty if no heading is like any title.

        The innermost heading that is like a title decides; where it is equally like several,
        the words of the sentence do.
        """
        for heading in reversed(headings):
            sections = self._like(heading)
            if sections:
                said, called = self._words(sentence), self._words(heading)
                return max(sections, key=lambda one: self._fit(one, said, called))
        return ""

    def _like(self, heading: str) -> list[str]:
        """The sections whose titles are most like a heading."""
        if heading not in self._found:
            words = self._words(heading)
            scores = {
                section: max(_best(words, own), ABOVE * _best(words, self._above[section]))
                for section, own in self._own.items()
            }
            best = max(scores.values(), default=0.0)
            near = [one for one, score in scores.items() if score >= best - 0.01]
            self._found[heading] = near if best >= ENOUGH else []
        return self._found[heading]

    def _fit(self, section: str, said: frozenset[str], heading: frozenset[str]) -> float:
        """How much of a section's title a sentence says, and the heading itself."""
        title = next(iter(self._own[section]), frozenset())
        share = len(said & title) / len(title) if title else 0.0
        return share + NAMED * _alike(heading, title)

    def _all(self, several: Sequence[str]) -> list[frozenset[str]]:
        return [words for written in several if (words := self._words(written))]

    def _words(self, text: str) -> frozenset[str]:
        words = syllables(fold(self._spelled(text)))
        return frozenset(word for word in words if word.isalpha()) - _EMPTY


def _best(words: frozenset[str], titles: Sequence[frozenset[str]]) -> float:
    return max((_alike(words, title) for title in titles), default=0.0)


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    if not one or not other:
        return 0.0
    return 2 * len(one & other) / (len(one) + len(other))
