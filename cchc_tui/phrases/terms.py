"""Which terms a phrase is found by.

Families of terms, told apart by their first letter:

- `w cai`: a folded word; `p ca`: any of several words with that beginning;
- `a cai cải`: a word with its marks, for queries typed with marks;
- `2 cai cach`: two neighbouring words; `i ccth`: the first letters of 3 or 4 neighbours;
- `^ trong`: the first word of the phrase; `s tthc`: a section, `s` alone: none.

Neighbours and first letters are what makes the shortlist good: among 100 000 phrases tens of
thousands hold both `tiếp` and `nhận` somewhere, few hold the four words asked for in a row.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from cchc_tui.phrases.indexfile import encode_bits, encode_posting, set_bits
from cchc_tui.phrases.words import Word

BREAK = "|"
"""Stands between the text and the keywords, so that nothing is neighbour across it."""

RUNS = (3, 4)
"""Lengths of runs of first letters. Two letters say too little (400 pairs for the whole
language); runs of five and more are found by the fours they consist of."""

PREFIX = 6
"""Longest beginning that has its own posting: no Vietnamese syllable has more than seven
letters."""


def search_text(parts: Sequence[Sequence[Word]]) -> str:
    """What ranking reads first: a line of folded words, and their first letters.

    First letters are capitals, so that they are not found within words.
    """
    folds = [" ".join([word.fold for word in words]) for words in parts]
    initials = ["".join([word.fold[0] for word in words]).upper() for words in parts]
    return f" {f' {BREAK} '.join(folds)} \n{BREAK.join(initials)}"


def marked_text(parts: Sequence[Sequence[Word]]) -> str:
    """The same words with marks, which ranking reads for queries typed with marks."""
    return f" {f' {BREAK} '.join([' '.join([w.tone for w in words]) for words in parts])} "


class TermTable:
    """Collects postings phrase by phrase and gives them sorted and encoded."""

    def __init__(self) -> None:
        self._postings: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))

    def add(self, number: int, parts: Sequence[Sequence[Word]], sections: Sequence[str]) -> None:
        """Adds one phrase, text and keywords apart; numbers must rise."""
        terms = {"s" + section for section in sections or ("",)}
        for words in parts:
            folds = [word[0] for word in words]
            terms.update(["w" + fold for fold in folds])
            terms.update([f"a{word[0]} {word[1]}" for word in words if word[0] != word[1]])
            terms.update([f"2{first} {second}" for first, second in pairwise(folds)])
            letters = "".join([fold[0] for fold in folds])
            for length in RUNS:
                ends = range(length, len(folds) + 1)
                terms.update(["i" + letters[end - length : end] for end in ends])
        if parts and parts[0]:
            terms.add("^" + parts[0][0][0])
        postings = self._postings
        for term in terms:
            postings[term].append(number)

    def __len__(self) -> int:
        return len(self._postings)

    def encoded(self, size: int) -> Iterator[tuple[str, bytes, int]]:
        """Yields every term in order with its posting and how many phrases hold it."""
        beginnings = self._beginnings()
        for term in sorted([*self._postings, *beginnings]):
            if term[0] != "p":
                numbers = self._postings[term]
                yield term, encode_posting(numbers, size), len(numbers)
                continue
            bits = bytearray()
            union = 0
            for word in beginnings[term]:
                bits = set_bits(self._postings[word], (size + 7) // 8)
                union |= int.from_bytes(bits, "little")
            yield term, encode_bits(union.to_bytes((size + 7) // 8, "little")), union.bit_count()

    def _beginnings(self) -> dict[str, list[str]]:
        """Words by beginning, where at least two words share it."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for term in self._postings:
            if term[0] == "w":
                for length in range(2, min(len(term), PREFIX + 2)):
                    found["p" + term[1:length]].append(term)
        return {term: words for term, words in found.items() if len(words) > 1}
