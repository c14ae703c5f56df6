"""What a typed word may mean in one index, and which phrases hold it.

A word is read, all at once, as: itself or the beginning of a word; with its marks, the
marked words that fit; an abbreviation; a word of what the draft would put into a slot; Telex
or VNI letters; the first letters of several words; and, if it is nothing the bank knows, the
known words nearest to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import TypeVar

from cchc_tui.phrases.indexfile import IndexFile
from cchc_tui.phrases.meanings import NEIGHBOURS, Meaning, Reading
from cchc_tui.phrases.query import Token, composed_fold
from cchc_tui.phrases.terms import PREFIX, RUNS
from cchc_tui.phrases.words import Abbreviations, tone_matches

WHOLE, BEGINNING, MEANING, STROKES, TYPO, INITIALS, SLOT = 1.0, 0.9, 1.0, 0.95, 0.75, 0.85, 0.8
"""How much a match of each kind is worth. A beginning counts a little less than the whole
word so that `co` finds `có` before `công`; first letters less again, as many words share
them; a corrected word least, as it is a guess. `Sở` typed where the phrase has `{co_quan}`,
which the draft knows to be a Sở, counts nearly as much as the word itself."""

EXPAND = 24
"""Words or word pairs one beginning is spelled out to; more would cost more than they tell."""

SLIPS_FROM = 5
"""Initials so many or more may hold a slip; fewer would match something whatever they are."""

REMEMBERED = 64
"""Words, and pairs of them, whose meaning is kept for the next key: some clauses. At 100 000
phrases a bit set is 12 KB, so this is a megabyte at most."""

VOCABULARY = 12_000
"""Words compared with an unknown one. Vietnamese has some 2 000 syllables without marks; the
rest of a bank's words are figures and codes, where a near one is a wrong one."""


class Reader:
    """Reads tokens in one index.

    Attributes:
        index: The index.
    """

    def __init__(self, index: IndexFile, abbreviations: Abbreviations) -> None:
        self.index = index
        self._known: Mapping[str, tuple[str, ...]] = {}
        self.abbreviations = abbreviations
        self._vocabulary: list[str] | None = None
        self._meanings: dict[Token, Meaning] = {}
        self._pairs: dict[tuple[Token, Token], int] = {}

    @property
    def known(self) -> Mapping[str, tuple[str, ...]]:
        """Names of the slots that the draft fills with a text holding a (folded) word."""
        return self._known

    @known.setter
    def known(self, known: Mapping[str, tuple[str, ...]]) -> None:
        if known != self._known:
            self._known = known
            self._meanings.clear()
            self._pairs.clear()

    def meaning(self, token: Token) -> Meaning:
        """Everything a token may mean; those of the last keys are still known."""
        found = self._meanings.pop(token, None) or self._read(token)
        return _remember(self._meanings, token, found)

    def _read(self, token: Token) -> Meaning:
        found = Meaning(token)
        if not token.initials:
            if token.marked:
                self._marked(found, token.tone, token.fold, WHOLE)
            else:
                self._plain(found, token.fold, WHOLE)
        known = bool(found.bits)
        for words in self.abbreviations.typed.get(token.fold, ()) if not token.marked else ():
            folds = tuple(folded for folded, _ in words)
            found.add(Reading(folds, MEANING), self.row(folds))
        for slot in self.known.get(token.fold, ()):
            folds = tuple(slot.split("_"))
            found.add(Reading(folds, SLOT), self.row(folds))
        if token.composed:
            self._composed(found, token)
        if token.initials or len(token.fold) >= min(RUNS) or (len(token.fold) == 2 and not known):
            self._initials(found, token)
        if not known and not token.composed and not token.initials:
            self._typos(found, token)
        found.settle(self.index.size)
        return found

    def _plain(self, found: Meaning, word: str, value: float) -> None:
        index = self.index
        whole = index.bits(index.find("w" + word))
        place = index.find("p" + word) if len(word) <= PREFIX else -1
        begun = index.bits(place) if place >= 0 else self._any(index.starting("w" + word, EXPAND))
        found.whole |= whole
        found.add(Reading((word,), value), whole)
        found.add(Reading((word,), value * BEGINNING, beginning=True), begun)

    def _marked(self, found: Meaning, tone: str, folded: str, value: float) -> None:
        """A word typed with marks: the marked words that begin with just these letters."""
        index = self.index
        for place in index.starting("a" + folded, EXPAND * 4):
            known, marked = index[place].decode()[1:].split(" ", 1)
            if not tone_matches(tone, marked):
                continue
            bits = index.bits(place)
            if len(marked) == len(tone):
                found.whole |= bits
                found.add(Reading((known,), value, marked), bits)
            else:
                found.add(Reading((known,), value * BEGINNING, marked, beginning=True), bits)

    def _composed(self, found: Meaning, token: Token) -> None:
        """Telex or VNI; without a tone yet (`tieep`) any tone may follow."""
        folded = composed_fold(token)
        before = found.bits
        self._marked(found, token.composed, folded, STROKES)
        if found.bits == before:
            self._plain(found, folded, STROKES * BEGINNING)

    def _initials(self, found: Meaning, token: Token) -> None:
        letters = token.fold
        bits = self.run(letters)
        found.add(Reading(tuple(letters), INITIALS, first_letters=True), bits)
        if not bits and len(letters) >= SLIPS_FROM:
            for near in _one_slip(letters):
                slipped = self.run(near)
                if slipped:
                    found.add(Reading(tuple(near), INITIALS * TYPO, first_letters=True), slipped)

    def run(self, letters: str) -> int:
        """Phrases that may hold words in a row with these first letters."""
        index = self.index
        if len(letters) < RUNS[0]:
            return self._any(index.starting("i" + letters, EXPAND * 2))
        length = min(len(letters), RUNS[-1])
        return _all(
            index.bits(index.find("i" + letters[at : at + length]))
            for at in range(len(letters) - length + 1)
        )

    def row(self, words: tuple[str, ...]) -> int:
        """Phrases that may hold these words in a row."""
        index = self.index
        if len(words) == 1:
            return index.bits(index.find("w" + words[0]))
        return _all(index.bits(index.find(f"2{a} {b}")) for a, b in pairwise(words))

    def pair(self, left: Meaning, right: Meaning) -> int:
        """Phrases in which the second token follows the first at once."""
        key = left.token, right.token
        found = self._pairs.pop(key, None)
        return _remember(self._pairs, key, self._follow(left, right) if found is None else found)

    def _follow(self, left: Meaning, right: Meaning) -> int:
        found = 0
        for a in left.ends(self.index):
            for b, beginning in right.begins():
                if beginning:
                    found |= self._any(self.index.starting(f"2{a} {b}", EXPAND))
                else:
                    found |= self.index.bits(self.index.find(f"2{a} {b}"))
        return found

    def _typos(self, found: Meaning, token: Token) -> None:
        """The known words at the smallest number of slips from an unknown one."""
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        word = token.fold
        if len(word) < 3 or not word.isalpha():
            return
        if token.marked and self.index.starting("w" + word, 1):
            return  # the letters are right, so it is the marks that are not
        most = 1 if len(word) < 6 else 2
        near = extract(word, self._words(), scorer=OSA.distance, score_cutoff=most, limit=40)
        least = min((distance for _, distance, _ in near), default=0)
        for known, distance, _ in sorted(near, key=lambda hit: hit[2])[:NEIGHBOURS]:
            if distance == least:
                bits = self.index.bits(self.index.find("w" + known))
                found.add(Reading((known,), TYPO), bits)

    def _words(self) -> list[str]:
        """The known words made of letters, commonest first."""
        if self._vocabulary is None:
            index = self.index
            places = index.starting("w", VOCABULARY * 4)
            places.sort(key=index.count, reverse=True)
            words = (index[place].decode()[1:] for place in places)
            self._vocabulary = [word for word in words if word.isalpha()][:VOCABULARY]
        return self._vocabulary

    def _any(self, places: Iterable[int]) -> int:
        found = 0
        for place in places:
            found |= self.index.bits(place)
        return found


K = TypeVar("K")
V = TypeVar("V")


def _remember(known: dict[K, V], key: K, value: V) -> V:
    """Keep a value as the newest; where there are too many, the one longest unused is dropped."""
    if len(known) >= REMEMBERED:
        del known[next(iter(known))]
    known[key] = value
    return value


def _all(sets: Iterable[int]) -> int:
    found = -1
    for bits in sets:
        found &= bits
        if not found:
            return 0
    return 0 if found == -1 else found


def _one_slip(letters: str) -> set[str]:
    """The initials with one letter too many left out, or two neighbours changed round."""
    shorter = {letters[:at] + letters[at + 1 :] for at in range(len(letters))}
    swapped = {
        letters[:at] + letters[at + 1] + letters[at] + letters[at + 2 :]
        for at in range(len(letters) - 1)
    }
    return (shorter | swapped) - {letters}
