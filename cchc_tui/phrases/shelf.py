"""One layer of an open bank: its index, what of it is overridden, and its hits for a query."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import log2

from cchc_tui.domain.paths import Layer
from cchc_tui.phrases.bank import Phrase
from cchc_tui.phrases.build import HIDES, id_key
from cchc_tui.phrases.indexfile import DamagedIndexError, IndexFile
from cchc_tui.phrases.meanings import Meaning
from cchc_tui.phrases.query import Token
from cchc_tui.phrases.rank import CLOSE, Ranked, Ranker
from cchc_tui.phrases.readings import Reader
from cchc_tui.phrases.shortlist import SHORTLIST, Lister, set_of
from cchc_tui.phrases.words import Abbreviations, word_places

SECTION, PARENT_SECTION = 6.0, 3.0
"""Added to a score of at most 100 for a phrase of the section being answered, or of one above
or below it: decides between equals, never between a match and a half match."""

USED = 2.0
"""Added for each doubling of (uses + 1), up to three doublings, so likewise at most 6."""

SUNK = 40.0
"""Taken off a phrase that may not be used today: below every fair match that may."""

REMEMBERED = 128
"""Phrases kept as they were read, and as they were taken apart into words: of some keys."""

FAVOURED = 2000
"""Most used phrases that are looked at when a shortlist is filled."""


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


class Shelf:
    """One layer of an open bank.

    Attributes:
        layer: Where it comes from.
        index: Its index.
        reader: Reads queries in it.
        lister: Draws up shortlists of it.
        ranker: Ranks them.
        alive: The phrases that no later layer overrides or hides, one bit each.
    """

    def __init__(self, layer: Layer, index: IndexFile, abbreviations: Abbreviations) -> None:
        self.layer = layer
        self.index = index
        self.reader = Reader(index, abbreviations)
        self.lister = Lister(self.reader)
        self.ranker = Ranker(index)
        self._phrases: dict[int, Phrase] = {}
        self._places: dict[str, list[tuple[str, int, int]]] = {}
        self.alive = (1 << index.size) - 1

    def phrase(self, number: int) -> Phrase:
        """One phrase; those of the last keys are still known."""
        found = self._phrases.get(number)
        if found is None:
            if len(self._phrases) >= REMEMBERED:
                self._phrases.clear()
            found = self._phrases[number] = self._read(number)
        return found

    def _read(self, number: int) -> Phrase:
        try:
            fields = json.loads(self.index.record(number))
            name, text, sections, keywords, start, end, newer, basis, file = fields
            since, until = (date.fromisoformat(day) if day else None for day in (start, end))
        except (ValueError, TypeError) as error:
            raise DamagedIndexError(str(error)) from None
        lists = tuple(sections), tuple(keywords)
        origin = self.layer.name
        return Phrase(name, text, *lists, since, until, newer, basis, origin, file=file)

    def places(self, text: str) -> list[tuple[str, int, int]]:
        """The words of a phrase, see `words.word_places`."""
        found = self._places.get(text)
        if found is None:
            if len(self._places) >= REMEMBERED:
                self._places.clear()
            found = self._places[text] = word_places(text, self.reader.abbreviations)
        return found

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


def hits_of(
    shelf: Shelf,
    tokens: Sequence[Token],
    section: str,
    today: date,
    used: Mapping[str, float],
    limit: int,
) -> Iterator[Found]:
    """What one layer has for a query."""
    meanings = [shelf.reader.meaning(token) for token in tokens]
    favoured = [_used_before(shelf, used), _of_section(shelf, section)]
    most = max(SHORTLIST, 2 * limit)
    found = shelf.lister.shortlist(meanings, shelf.alive, favoured, most)
    for one in shelf.ranker.rank(meanings, found, max(CLOSE, 2 * limit)):
        phrase = shelf.phrase(one.number)
        score = one.score + _fit(phrase, section, used)
        expired = not phrase.in_force(today)
        if expired:
            score -= SUNK
        yield Found(phrase, score, one, expired, meanings, shelf)


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase that may be among the best; the spans are only sought if it is.

    Attributes:
        phrase: The phrase.
        score: With section, past use and validity.
        ranked: How the query lies against it.
        expired: Whether it may not be used.
        meanings: Of the query.
        shelf: Where it was found.
    """

    phrase: Phrase
    score: float
    ranked: Ranked
    expired: bool
    meanings: Sequence[Meaning]
    shelf: Shelf

    @property
    def words(self) -> str:
        """The words matched."""
        return self.ranked.alignment.words

    def hit(self, score: float) -> Hit:
        """The hit to be shown."""
        text = self.phrase.text
        spans = self.ranked.alignment.spans(self.meanings, text, self.shelf.places(text))
        return Hit(self.phrase, score, spans, self.expired)


def _used_before(shelf: Shelf, used: Mapping[str, float]) -> int:
    if not used:
        return 0
    ids = sorted(used, key=lambda name: -used[name])[:FAVOURED]
    found = (shelf.index.numbers_of(id_key(name)) for name in ids)
    return set_of([n for places in found for n in places if n != HIDES])


def _of_section(shelf: Shelf, section: str) -> int:
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
