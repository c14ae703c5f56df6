"""Finds phrases by what an officer types, at any size of bank.

How it works, in the order of a search:

1. `query` takes the text apart: words, rows of single letters, uncomposed Telex and VNI.
2. `readings` says what each word may mean in this index and which phrases hold it, as bit
   sets: itself or a beginning, marked words, abbreviations, first letters, corrections.
3. `shortlist` adds the bit sets up and keeps the 150 phrases that share most with the query.
4. `rank` scores those: a quick look at all, a word-by-word alignment of the best 16; phrases
   with the same matched words give way to other wordings.
5. Here the section, past use and validity are weighed in, the layers are put together, and
   the matched letters are found on the original text.

Each layer's folder has an index of its own (`build`, `indexfile`), so that saving one phrase
of one's own rebuilds a small file, and a phrase overridden or hidden by a later layer is
masked, not removed. The phrases themselves stay in the mapped index until they are shown.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import log2
from pathlib import Path
from typing import Protocol, TypeVar

from cchc_tui.domain.paths import Layer, packaged
from cchc_tui.domain.problems import Problem
from cchc_tui.phrases.bank import Phrase
from cchc_tui.phrases.build import HIDES, IndexCache, Progress, id_key
from cchc_tui.phrases.indexfile import DamagedIndexError, IndexFile
from cchc_tui.phrases.query import Token, parse_query, suggestion_query
from cchc_tui.phrases.rank import CLOSE, Ranked, rank, vary
from cchc_tui.phrases.readings import Meaning, Reader
from cchc_tui.phrases.shortlist import SHORTLIST, numbers, set_of, shortlist
from cchc_tui.phrases.words import Abbreviations, load_abbreviations, query_words, word_places

__all__ = ["Hit", "PhraseBank", "UsageWeights", "suggestion_query"]

SECTION, PARENT_SECTION = 6.0, 3.0
"""Added to a score of at most 100 for a phrase of the section being answered, or of one above
or below it: decides between equals, never between a match and a half match."""

USED = 2.0
"""Added for each doubling of (uses + 1), up to three doublings, so likewise at most 6."""

SUNK = 40.0
"""Taken off a phrase that may not be used today: below every fair match that may."""

FAVOURED = 2000
"""Most used phrases that are looked at when a shortlist is filled."""

SLOT_LETTERS, SLOTS = 80, 4
"""A value longer than a name, and a word that more than four values hold (`hồ`, `năm`), say
nothing about which slot is meant."""

T = TypeVar("T")


class UsageWeights(Protocol):
    """What ranking needs to know of past use; `usage.Usage` is one."""

    def weights(self, today: date) -> Mapping[str, float]:
        """How much each phrase was used, by id."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One phrase found.

    Attributes:
        phrase: The phrase.
        score: How good the match is; only its order means something.
        spans: Matched stretches (start, end) of `phrase.text`, rising, apart.
        expired: Whether it may not be used today: out of its dates, or superseded (then
            `phrase.superseded_by` names the phrase to use).
    """

    phrase: Phrase
    score: float
    spans: tuple[tuple[int, int], ...] = ()
    expired: bool = False


class _Shelf:
    """One layer of an open bank."""

    def __init__(self, layer: Layer, index: IndexFile, abbreviations: Abbreviations) -> None:
        self.layer = layer
        self.index = index
        self.reader = Reader(index, abbreviations)
        self.alive = (1 << index.size) - 1

    def phrase(self, number: int) -> Phrase:
        """Reads one phrase from the index."""
        try:
            fields = json.loads(self.index.record(number))
            name, text, sections, keywords, start, end, newer, basis, file = fields
            since, until = (date.fromisoformat(day) if day else None for day in (start, end))
        except (ValueError, TypeError) as error:
            raise DamagedIndexError(str(error)) from None
        lists = tuple(sections), tuple(keywords)
        origin = self.layer.name
        return Phrase(name, text, *lists, since, until, newer, basis, origin, file=file)

    def number(self, phrase_id: str) -> int | None:
        """The number of a phrase; `HIDES` if the layer hides it; None if it has none."""
        for number in self.index.numbers_of(id_key(phrase_id)):
            if number == HIDES or self.phrase(number).id == phrase_id:
                return number
        return None

    def mask(self, keys: set[int]) -> None:
        """Leaves out the phrases whose ids have these hashes."""
        if len(keys) < len(self.index.id_keys):
            hidden = [n for key in keys for n in self.index.numbers_of(key)]
        else:
            pairs = zip(self.index.id_keys, self.index.id_numbers, strict=True)
            hidden = [number for key, number in pairs if key in keys]
        self.alive &= ~set_of([number for number in hidden if number != HIDES])


class PhraseBank:
    """A bank of phrases open for searching; use `open`.

    Not to be shared between threads.
    """

    def __init__(
        self, sources: Sequence[Layer], cache: IndexCache, problems: list[Problem]
    ) -> None:
        self._sources = tuple(sources)
        self._cache = cache
        self._own_problems = problems
        self._shelves = [self._shelf(layer, cache.open(layer)) for layer in self._sources]
        self._mask()

    @classmethod
    def open(
        cls,
        sources: Sequence[Layer],
        cache_dir: Path,
        on_progress: Progress | None = None,
        abbreviations: Path | None = None,
    ) -> PhraseBank:
        """Opens a bank, building the indexes that are missing or out of date.

        Args:
            sources: Bank folders, weakest first; ones that do not exist count as empty.
            cache_dir: Where indexes are kept; if it cannot be written they stay in memory.
            on_progress: Called with (done, total) while an index is built.
            abbreviations: Folder with the usual abbreviations; the packaged one by default.
        """
        problems: list[Problem] = []
        folders = [abbreviations or packaged("phrasebank"), *(layer.path for layer in sources)]
        words = load_abbreviations(dict.fromkeys(folders), problems)
        return cls(sources, IndexCache(cache_dir / "phrases", words, on_progress), problems)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every mistake found in the files of the bank; what is sound is used all the same."""
        kept = (Problem(*p) for shelf in self._shelves for p in shelf.index.meta["problems"])
        return (*self._own_problems, *kept)

    @property
    def count(self) -> int:
        """How many phrases can be found."""
        return sum(shelf.alive.bit_count() for shelf in self._shelves)

    def is_current(self) -> bool:
        """Whether the files are still those the indexes were built from."""
        return all(self._cache.is_current(shelf.layer, shelf.index) for shelf in self._shelves)

    def get(self, phrase_id: str) -> Phrase | None:
        """The phrase with that id as the strongest layer has it; None if there is none."""

        def look() -> Phrase | None:
            for shelf in reversed(self._shelves):
                number = shelf.number(phrase_id)
                if number is not None:
                    return None if number == HIDES else shelf.phrase(number)
            return None

        return self._safely(look)

    def by_section(self, section: str) -> list[Phrase]:
        """The phrases of exactly this section, own ones first; empty: those of no section."""

        def look() -> list[Phrase]:
            found: list[Phrase] = []
            for shelf in reversed(self._shelves):
                bits = shelf.index.bits(shelf.index.find("s" + section)) & shelf.alive
                found += map(shelf.phrase, numbers(bits, shelf.index.size))
            return found

        return self._safely(look)

    def search(
        self,
        query: str,
        *,
        section: str = "",
        limit: int = 8,
        today: date,
        usage: UsageWeights | None = None,
        known: Mapping[str, str] | None = None,
    ) -> list[Hit]:
        """Phrases that fit what was typed, best first.

        Args:
            query: Any text; of a long one the end counts. Fewer than two letters find nothing.
            section: Library section being answered.
            limit: How many to return; zero or less gives none.
            today: The day on which the phrase is to be valid.
            usage: What was used before.
            known: What the draft would put into slots, by slot name: `Sở Tư pháp đã` then
                finds `{co_quan} đã`.
        """
        tokens = parse_query(query)
        if not tokens:
            return []
        used = usage.weights(today) if usage else {}
        slots = _slot_words(tuple(known.items())) if known else {}

        def look() -> list[Hit]:
            for shelf in self._shelves:
                shelf.reader.known = slots
            found = [
                hit
                for shelf in self._shelves
                for hit in _hits(shelf, tokens, section, today, used, limit)
            ]
            found.sort(key=lambda one: -one.score)
            varied = list(vary(found, lambda one: one.score, lambda one: one.words))
            varied.sort(key=lambda one: -one[0])
            return [one.hit(score) for score, one in varied[: max(limit, 0)]]

        return self._safely(look)

    def _shelf(self, layer: Layer, index: IndexFile) -> _Shelf:
        return _Shelf(layer, index, self._cache.abbreviations)

    def _mask(self) -> None:
        keys: set[int] = set()
        for shelf in reversed(self._shelves):
            if keys:
                shelf.mask(keys)
            if shelf is not self._shelves[0]:
                keys.update(shelf.index.id_keys)

    def _safely(self, look: Callable[[], T]) -> T:
        """Answers; where an index turns out damaged, rebuilds them and answers again."""
        try:
            return look()
        except (DamagedIndexError, zlib.error, UnicodeDecodeError):
            self._shelves = [
                self._shelf(layer, self._cache.rebuild(layer)) for layer in self._sources
            ]
            self._mask()
            return look()


@lru_cache(maxsize=8)
def _slot_words(known: tuple[tuple[str, str], ...]) -> Mapping[str, tuple[str, ...]]:
    """Slot names by each word of what a draft would put into them."""
    found: dict[str, tuple[str, ...]] = {}
    for slot, value in known:
        if len(value) <= SLOT_LETTERS:
            for word in {word.fold for word in query_words(value)}:
                found[word] = (*found.get(word, ()), slot)
    return {word: slots for word, slots in found.items() if len(slots) <= SLOTS}


def _hits(
    shelf: _Shelf,
    tokens: Sequence[Token],
    section: str,
    today: date,
    used: Mapping[str, float],
    limit: int,
) -> Iterator[_Found]:
    """What one layer has for a query."""
    meanings = [shelf.reader.meaning(token) for token in tokens]
    favoured = [_used_before(shelf, used), _of_section(shelf, section)]
    most = max(SHORTLIST, 2 * limit)
    found = shortlist(shelf.reader, meanings, shelf.alive, favoured, most)
    for one in rank(shelf.index, meanings, found, max(CLOSE, 2 * limit)):
        phrase = shelf.phrase(one.number)
        score = one.score + _fit(phrase, section, used)
        expired = not phrase.in_force(today)
        if expired:
            score -= SUNK
        yield _Found(phrase, score, one, expired, meanings, shelf)


@dataclass(frozen=True, slots=True)
class _Found:
    """A phrase that may be among the best; the spans are only sought if it is."""

    phrase: Phrase
    score: float
    ranked: Ranked
    expired: bool
    meanings: Sequence[Meaning]
    shelf: _Shelf

    @property
    def words(self) -> str:
        """The words matched."""
        return self.ranked.alignment.words

    def hit(self, score: float) -> Hit:
        """The hit to be shown."""
        text = self.phrase.text
        places = word_places(text, self.shelf.reader.abbreviations)
        spans = self.ranked.alignment.spans(self.meanings, text, places)
        return Hit(self.phrase, score, spans, self.expired)


def _used_before(shelf: _Shelf, used: Mapping[str, float]) -> int:
    if not used:
        return 0
    ids = sorted(used, key=lambda name: -used[name])[:FAVOURED]
    found = (shelf.index.numbers_of(id_key(name)) for name in ids)
    return set_of([n for places in found for n in places if n != HIDES])


def _of_section(shelf: _Shelf, section: str) -> int:
    return shelf.index.bits(shelf.index.find("s" + section)) if section else 0


def _fit(phrase: Phrase, section: str, used: Mapping[str, float]) -> float:
    """What the section and past use add to the score of a phrase."""
    score = min(3.0, log2(1.0 + used.get(phrase.id, 0.0))) * USED
    if section in phrase.sections:
        return score + SECTION
    kin = (
        one.startswith(section + ".") or section.startswith(one + ".") for one in phrase.sections
    )
    return score + PARENT_SECTION * (bool(section) and any(kin))
