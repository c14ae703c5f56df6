"""What a typed word may mean: its readings, and what is kept of them from key to key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import log2
from typing import Any

from cchc_tui.phrases.indexfile import IndexFile
from cchc_tui.phrases.query import Token

NEIGHBOURS = 8
"""Known words taken for one unknown word, the commonest of the nearest."""

QUICK = 1024
"""Phrases for which it is kept whether they hold a word: some shortlists."""

UNKNOWN = 1.4
"""Weight of a word no phrase holds: between the commonest (1) and the rarest (2.2)."""

WHOLE_SHARE = 1 << 30
"""What a token of weight 1 counts in a phrase that holds it in full. Shares are whole numbers, so
that they can be added up, and taken off again, in any order."""


@dataclass(slots=True)
class Reading:
    """One meaning of a token: folded words, the last of which may be only a beginning.

    Attributes:
        words: The words; for `first_letters` one letter each.
        value: One of the worths above.
        tone: Marks the (single) word must have; empty for any.
        beginning: Whether the last word may go on.
        first_letters: Whether the words are first letters.
    """

    words: tuple[str, ...]
    value: float
    tone: str = ""
    beginning: bool = False
    first_letters: bool = False

    def needle(self) -> str:
        """What stands in the search text of a phrase that may hold it; marks are not there."""
        if self.first_letters:
            return "".join(self.words).upper()
        words = " ".join(self.words)
        return f" {words}" if self.beginning else f" {words} "


@dataclass(slots=True, eq=False)
class Meaning:
    """Everything a token may mean in an index.

    Attributes:
        token: The token.
        bits: Phrases that hold any reading.
        whole: Phrases that hold it as a whole word.
        readings: Best first.
        count: How many phrases hold it.
        weight: Rare words tell more.
        aligned: Kept by `align`: where it stands in phrases.
    """

    token: Token
    bits: int = 0
    whole: int = 0
    readings: list[Reading] = field(default_factory=list)
    count: int = 0
    weight: float = UNKNOWN
    aligned: dict[str, list[Any]] = field(default_factory=dict)
    _needles: list[tuple[str, int]] = field(default_factory=list)
    _held: dict[str, int] = field(default_factory=dict)

    def settle(self, size: int) -> None:
        """All readings are there: put them in order and weigh the token.

        Args:
            size: How many phrases the index has.
        """
        self.readings.sort(key=lambda reading: -reading.value)
        self.count = self.bits.bit_count()
        if self.count:
            self.weight = 1.0 + 0.15 * min(8.0, log2((size + 1) / self.count))
        self._needles = [
            (one.needle(), int(WHOLE_SHARE * self.weight * one.value)) for one in self.readings
        ]

    def held(self, texts: Sequence[str]) -> list[int]:
        """What the token counts in search texts at a quick look, up to `WHOLE_SHARE` by weight."""
        known = self._held
        if len(known) >= QUICK:
            known.clear()
        return [known[text] if text in known else self._look(text) for text in texts]

    def _look(self, text: str) -> int:
        for needle, share in self._needles:
            if needle in text:
                self._held[text] = share
                return share
        self._held[text] = 0
        return 0

    def holds(self, text: str) -> bool:
        """Whether a search text holds the token at a quick look."""
        known = self._held.get(text)
        return (self._look(text) if known is None else known) > 0

    @property
    def in_words(self) -> bool:
        """Whether it is read as words, not only as first letters."""
        return not all(reading.first_letters for reading in self.readings)

    def add(self, reading: Reading, bits: int) -> None:
        """Adds a reading that some phrases hold."""
        if bits:
            self.bits |= bits
            self.readings.append(reading)

    def ends(self, index: IndexFile) -> list[str]:
        """Whole words the token may end with, as left neighbours of the next token."""
        found: list[str] = []
        for reading in self.readings:
            if reading.first_letters:
                continue
            last = reading.words[-1]
            if reading.beginning and not (reading.tone or index.find("w" + last) >= 0):
                found += [index[at].decode()[1:] for at in index.starting("w" + last, NEIGHBOURS)]
            else:
                found.append(last)
        return list(dict.fromkeys(found))[:NEIGHBOURS]

    def begins(self) -> list[tuple[str, bool]]:
        """Words the token may begin with, and whether each is only a beginning."""
        return [
            (r.words[0], r.beginning and len(r.words) == 1)
            for r in self.readings
            if not r.first_letters
        ][:NEIGHBOURS]
