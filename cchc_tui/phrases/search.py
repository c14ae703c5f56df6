"""Finds phrases by what an officer types, at any size of bank.

How it works, in the order of a search:

1. `query` takes the text apart: words, rows of single letters, uncomposed Telex and VNI.
2. `readings` says what each word may mean in this index and which phrases hold it, as bit
   sets: itself or a beginning, marked words, abbreviations, first letters, corrections.
3. `shortlist` adds the bit sets up and keeps the 150 phrases that share most with the query.
4. `rank` scores those: a quick look at all, a word-by-word alignment of the best 16; phrases
   with the same matched words give way to other wordings.
5. `shelf` weighs in the section, past use and validity, and finds the matched letters on the
   original text; here the layers are put together.

Each layer's folder has an index of its own (`build`, `indexfile`), so that saving one phrase
of one's own rebuilds a small file, and a phrase overridden or hidden by a later layer is
masked, not removed. The phrases themselves stay in the mapped index until they are shown.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Protocol, TypeVar

from cchc_tui.domain.paths import Layer, packaged
from cchc_tui.domain.problems import Problem
from cchc_tui.phrases.bank import Phrase
from cchc_tui.phrases.build import HIDES, IndexCache, Progress
from cchc_tui.phrases.indexfile import DamagedIndexError, IndexFile
from cchc_tui.phrases.query import parse_query, suggestion_query
from cchc_tui.phrases.rank import vary
from cchc_tui.phrases.shelf import Hit, Shelf, hits_of
from cchc_tui.phrases.shortlist import numbers
from cchc_tui.phrases.words import load_abbreviations, query_words

__all__ = ["Hit", "PhraseBank", "UsageWeights", "suggestion_query"]

SLOT_LETTERS, SLOTS = 80, 4
"""A value longer than a name, and a word that more than four values hold (`hồ`, `năm`), say
nothing about which slot is meant."""

T = TypeVar("T")


class UsageWeights(Protocol):
    """What ranking needs to know of past use; `usage.Usage` is one."""

    def weights(self, today: date) -> Mapping[str, float]:
        """How much each phrase was used, by id."""


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
                for hit in hits_of(shelf, tokens, section, today, used, limit)
            ]
            found.sort(key=lambda one: -one.score)
            varied = list(vary(found, lambda one: one.score, lambda one: one.words))
            varied.sort(key=lambda one: -one[0])
            return [one.hit(score) for score, one in varied[: max(limit, 0)]]

        return self._safely(look)

    def _shelf(self, layer: Layer, index: IndexFile) -> Shelf:
        return Shelf(layer, index, self._cache.abbreviations)

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
