"""Finding things by a few words typed without tone marks.

Every thing that can be found is an entry of folded words. A query is split into words; each
is matched with the words of an entry (whole, as a beginning, as initials of neighbouring
words, or nearly), weighed by how rare it is among all entries, and an entry is found when
most of the query's weight is matched. Words that say what is wanted (`den`, `mau cau`, `ky
truoc`) lift entries of that sort and then count for nothing.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import pairwise

from cchc_tui.domain.text import fold

ENOUGH = 0.62
"""Share of a query's weight that must be matched."""
LIFT = 0.35
"""Added to the score of the sort that the query asks for, taken from that of the others."""
MAX_WORDS = 12
"""Words of a query that are looked at."""


class Sort(StrEnum):
    """What was found."""

    ACTION = "action"
    SECTION = "section"
    QUESTION = "question"
    EARLIER = "earlier"
    PHRASE = "phrase"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Found:
    """One thing found.

    Attributes:
        sort: What it is.
        id: Of the action, section (in the kind), question, phrase or draft.
        title: What to show.
        detail: Beside it: section, period and value, state; may be empty.
        score: Only its order means something.
        text: What to insert or show in full: the filled phrase, the earlier answer.
    """

    sort: Sort
    id: str
    title: str
    detail: str = ""
    score: float = 0.0
    text: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing that can be found, with its words folded."""

    found: Found
    words: tuple[str, ...]
    extra: frozenset[str] = field(default_factory=frozenset)
    initials: str = ""

    @classmethod
    def of(cls, found: Found, keywords: str = "") -> Entry:
        """An entry whose title counts in full and whose keywords count a little less."""
        words = split(found.title)
        return cls(found, words, frozenset(split(keywords)), "".join(word[0] for word in words))


_SAME: tuple[tuple[str, ...], ...] = (
    ("tre han", "qua han", "tre hen"),
    ("truc tuyen", "qua mang", "online"),
    ("in", "xuat"),
    ("loi", "canh bao", "soat"),
    ("con thieu", "chua tra loi"),
)
"""Words that officers use for the same thing."""

_HINTS: tuple[tuple[str, Sort], ...] = (
    ("ky truoc", Sort.EARLIER),
    ("quy truoc", Sort.EARLIER),
    ("nam truoc", Sort.EARLIER),
    ("nam ngoai", Sort.EARLIER),
    ("cung ky", Sort.EARLIER),
    ("thang truoc", Sort.EARLIER),
    ("mau cau", Sort.PHRASE),
    ("cau mau", Sort.PHRASE),
    ("den muc", Sort.SECTION),
    ("toi muc", Sort.SECTION),
    ("den", Sort.SECTION),
    ("toi", Sort.SECTION),
    ("muc", Sort.SECTION),
    ("cau hoi", Sort.QUESTION),
    ("hoi", Sort.QUESTION),
    ("ban nhap", Sort.DRAFT),
    ("mo", Sort.DRAFT),
)
"""Words that say what sort of thing is wanted, longer ones first."""


def split(text: str) -> tuple[str, ...]:
    """Folded words and figures of a text."""
    return tuple(re.findall(r"[a-z0-9]+", fold(text)))


class Index:
    """Entries by word, so that a query looks at each distinct word once.

    Args:
        entries: What can be found.
    """

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = tuple(entries)
        self._titles: dict[str, list[int]] = {}
        self._extras: dict[str, list[int]] = {}
        for place, entry in enumerate(self.entries):
            for word in set(entry.words):
                self._titles.setdefault(word, []).append(place)
            for word in entry.extra:
                self._extras.setdefault(word, []).append(place)

    def rank(self, query: Sequence[str]) -> list[Found]:
        """Entries that match, best first, each once."""
        best: dict[int, float] = {}
        for wanted, meant in _readings(query):
            for place, score in self._scores(wanted).items():
                if meant is not None:
                    score += LIFT if self.entries[place].found.sort is meant else -LIFT
                best[place] = max(best.get(place, 0.0), score)
        ordered = sorted(best.items(), key=lambda item: -item[1])
        return [replace(self.entries[place].found, score=score) for place, score in ordered]

    def _scores(self, query: Sequence[str]) -> dict[int, float]:
        """How well entries match: 0 to about 1.3, only those that match well enough.

        The matched share of the query's weight, plus a little for words that stand side by
        side as asked, for a title that begins as asked (more for one that begins with all of
        it), and for one that says little else.
        """
        matches = {word: self._matches(word) for word in set(query)}
        weights = {word: self._weight(len(found)) for word, found in matches.items()}
        total = sum(weights[word] for word in query)
        shares: dict[int, float] = {}
        for word in query:
            for place, quality in matches[word].items():
                shares[place] = shares.get(place, 0.0) + weights[word] * quality / total
        return {
            place: share + _bonus(query, self.entries[place])
            for place, share in shares.items()
            if share >= ENOUGH
        }

    def _weight(self, having: int) -> float:
        """The rarer a word is among the entries, the more it tells."""
        count = len(self.entries) + 1
        return 0.3 + math.log(count / (having + 1) + 1) / math.log(count + 1)

    def _matches(self, word: str) -> dict[int, float]:
        """Entries that hold a word of the query, and how well: 1 whole, less otherwise."""
        found: dict[int, float] = {}
        for places, factor in ((self._titles, 1.0), (self._extras, 0.9)):
            for known, having in places.items():
                quality = factor * _quality(word, known)
                if quality:
                    for place in having:
                        found[place] = max(found.get(place, 0.0), quality)
        if len(word) >= 2:
            for place, entry in enumerate(self.entries):
                if word in entry.initials:
                    found[place] = max(found.get(place, 0.0), 0.9)
        if not found and len(word) >= 4:
            return self._nearly(word)
        return found

    def _nearly(self, word: str) -> dict[int, float]:
        """Entries that hold the word but for a slip of one letter."""
        from rapidfuzz.distance import DamerauLevenshtein

        found: dict[int, float] = {}
        for places in (self._titles, self._extras):
            for known, having in places.items():
                near = abs(len(known) - len(word)) <= 1
                if near and DamerauLevenshtein.distance(word, known) == 1:
                    found |= dict.fromkeys(having, 0.6)
        return found


def _quality(word: str, known: str) -> float:
    if word == known:
        return 1.0
    return 0.6 + 0.35 * len(word) / len(known) if known.startswith(word) else 0.0


def _bonus(query: Sequence[str], entry: Entry) -> float:
    pairs = set(pairwise(entry.words))
    asked = list(pairwise(query))
    beside = sum(pair in pairs for pair in asked) / len(asked) if asked else 0.0
    starts = entry.words[:1] == tuple(query[:1])
    named = len(query) > 1 and entry.words[: len(query)] == tuple(query)
    brief = min(1.0, len(query) / max(1, len(entry.words)))
    return 0.15 * beside + 0.05 * starts + 0.4 * named + 0.1 * brief


def _readings(query: Sequence[str]) -> Iterator[tuple[list[str], Sort | None]]:
    """The query as it stands, in other words, and without words that say what sort is wanted."""
    text = " ".join(query[:MAX_WORDS])
    for said in dict.fromkeys((text, *_said_otherwise(text))):
        yield said.split(), None
        for words, sort in _HINTS:
            found = re.search(rf"(?:^|\s){words}(?:\s|$)", said)
            if found:
                rest = (said[: found.start()] + " " + said[found.end() :]).split()
                if rest:
                    yield rest, sort


def _said_otherwise(text: str) -> Iterator[str]:
    for group in _SAME:
        for words in group:
            if re.search(rf"\b{words}\b", text):
                for other in group:
                    yield re.sub(rf"\b{words}\b", other, text)
