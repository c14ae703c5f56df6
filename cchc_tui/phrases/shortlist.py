"""The shortlist: some hundreds of phrases that share most with a query, found by bit sets.

Every token, pair of neighbours and run of first letters is a bit set of phrases. They are
added up for all phrases at once in binary counters laid out slice by slice (one bit set holds
the ones of every phrase's count, the next the twos, ...), so that counting over 100 000
phrases is a few dozen and/xor of 12 KB integers; the best are then read off from the top
slice down.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterator, Sequence
from itertools import compress, count

from cchc_tui.phrases.indexfile import set_bits
from cchc_tui.phrases.meanings import Meaning
from cchc_tui.phrases.readings import Reader
from cchc_tui.phrases.terms import RUNS

SHORTLIST = 150
"""Phrases ranked in detail. Measured at 100 000 phrases: 60 to 480 find the same 99%, each
hundred costs 0.4 ms; the rest of the margin is for section and past use to choose from."""

TOKEN, RARE, WHOLE_WORD, PAIR, RUN, FIRST = 3, 1, 1, 2, 1, 1
"""Counts: a token 3 (one more if rare, one more as a whole word), a pair of neighbours 2, a
run of first letters 1, the phrase's first word 1. Three words out of order (9) so beat two
neighbours (8), and one mistyped word of four costs less than it takes to lose its phrase."""

RARE_SHARE = 64
"""A token is rare if it stands in fewer than one phrase of 64."""


class Counters:
    """One binary counter for each phrase, kept in slices."""

    def __init__(self, slices: Sequence[int] = ()) -> None:
        self.slices = list(slices)

    def add(self, bits: int, weight: int) -> None:
        """Adds a weight to the counters of these phrases."""
        level = 0
        while bits and weight:
            if weight & 1:
                self._carry(bits, level)
            weight >>= 1
            level += 1

    def _carry(self, bits: int, level: int) -> None:
        slices = self.slices
        while bits:
            while len(slices) <= level:
                slices.append(0)
            slices[level], bits = slices[level] ^ bits, slices[level] & bits
            level += 1

    def best(self, wanted: int, among: int) -> tuple[int, int]:
        """The phrases with the highest counts.

        Args:
            wanted: How many.
            among: The phrases that may be taken.

        Returns:
            Phrases that surely belong to the best (fewer than `wanted`), and those that tie
            for the rest of the places.
        """
        sure, tied = 0, among
        for bits in reversed(self.slices):
            higher = sure | (tied & bits)
            if higher.bit_count() >= wanted:
                tied &= bits
            else:
                sure, tied = higher, tied & ~bits
        return sure, tied


class Lister:
    """Draws up the shortlists of one query after the other.

    A sentence grows at its end: what the words before the one being typed count is kept.

    Args:
        reader: Of the index.
    """

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._before: list[Meaning] = []
        self._counted = Counters()
        self._some = 0

    def shortlist(
        self,
        meanings: Sequence[Meaning],
        alive: int,
        favoured: Sequence[int],
        most: int = SHORTLIST,
    ) -> list[int]:
        """Numbers of the phrases worth ranking.

        Args:
            meanings: Of the tokens, in order.
            alive: The phrases that are not overridden or hidden.
            favoured: Sets to take first among equals: phrases used before, the section's.
            most: How many.
        """
        *before, last = meanings
        if before != self._before:
            if before[:-1] != self._before:
                self._before, self._counted, self._some = [], Counters(), 0
            for meaning in before[len(self._before) :]:
                self._some |= self._count(self._counted, self._before, meaning)
                self._before = [*self._before, meaning]
        counters = Counters(self._counted.slices)
        some = self._some | self._count(counters, before, last)
        for bits in self._runs(meanings):
            counters.add(bits, RUN)
        sure, tied = counters.best(most, some & alive)
        found = list(numbers(sure, most))
        for bits in (*favoured, -1):
            if len(found) < most:
                found += numbers(tied & bits, most - len(found))
                tied &= ~bits
        return found

    def _count(self, counters: Counters, before: Sequence[Meaning], last: Meaning) -> int:
        """Add what one token more counts; gives the phrases that hold it."""
        reader = self._reader
        counters.add(last.bits, TOKEN + RARE * (last.count * RARE_SHARE < reader.index.size))
        counters.add(last.whole, WHOLE_WORD)
        if before and before[-1].bits and last.bits:
            counters.add(reader.pair(before[-1], last), PAIR)
        if not before:
            first = reader.index.find("^" + last.token.fold)
            counters.add(reader.index.bits(first), FIRST)
        return last.bits

    def _runs(self, meanings: Sequence[Meaning]) -> Iterator[int]:
        letters = "".join(
            meaning.token.fold if meaning.token.initials else meaning.token.fold[0]
            for meaning in meanings
        )
        index, length = self._reader.index, min(RUNS[-1], len(letters))
        if len(meanings) > 1 and length in RUNS:
            for at in range(len(letters) - length + 1):
                yield index.bits(index.find("i" + letters[at : at + length]))


def set_of(found: Sequence[int]) -> int:
    """The bit set of these numbers."""
    return int.from_bytes(set_bits(found, max(found, default=0) // 8 + 1), "little")


def numbers(bits: int, most: int) -> Iterator[int]:
    """The numbers of the first `most` bits set."""
    if bits <= 0 or most <= 0:
        return
    words = array("Q", bits.to_bytes((bits.bit_length() + 63) // 64 * 8, "little"))
    if sys.byteorder == "big":
        words.byteswap()
    for at in compress(count(), words):
        word = words[at]
        while word:
            low = word & -word
            yield at * 64 + low.bit_length() - 1
            word ^= low
            most -= 1
            if not most:
                return
