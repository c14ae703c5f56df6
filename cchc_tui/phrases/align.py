"""Lays the words typed against the words of a phrase: which match, where, in what order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from cchc_tui.phrases.readings import Meaning, Reading
from cchc_tui.phrases.words import Word, tone_matches

Span = tuple[int, int]

NEXT, AFTER = 0.6, 0.2
"""What standing right after the previous token's match, or within `NEAR` words after it, adds
to a match worth at most 1: enough to prefer a neighbour over the same word elsewhere."""

NEAR = 4
MAX_WORDS = 240
"""Words of a phrase looked at: about 1 000 letters; longer phrases match by their beginning."""

MAX_PLACES = 6
"""Places of one token in a phrase that are tried: `và` stands everywhere and tells nothing."""


@dataclass(frozen=True, slots=True)
class Match:
    """One token's match.

    Attributes:
        token: Number of the token.
        at: First word matched.
        words: How many words.
        value: How well, up to 1.
        reading: What the token was read as.
    """

    token: int
    at: int
    words: int
    value: float
    reading: Reading


@dataclass(frozen=True, slots=True)
class Alignment:
    """The best way to lay a query against a phrase: at most one match for each token."""

    matches: tuple[Match, ...]

    def neighbours(self) -> int:
        """How many tokens stand right after the match of the token before them."""
        return sum(
            b.token == a.token + 1 and b.at == a.at + a.words for a, b in pairwise(self.matches)
        )

    def spread(self) -> int:
        """How many words lie between first and last matched word, both counted."""
        if not self.matches:
            return 0
        return max(m.at + m.words for m in self.matches) - min(m.at for m in self.matches)

    def first(self) -> int:
        """The first word matched."""
        return min((match.at for match in self.matches), default=0)

    def spans(self, meanings: Sequence[Meaning], words: Sequence[Word]) -> tuple[Span, ...]:
        """The matched stretches of the text that `words` were read from, rising, joined.

        Of a word begun, the letters typed; of first letters, those letters; an abbreviation
        whole. Matches among the keywords, which the text does not show, give none.
        """
        found: list[Span] = []
        for match in self.matches:
            for word in words[match.at : match.at + match.words]:
                long = word.end - word.start
                if match.reading.first_letters:
                    long = 1
                elif match.reading.beginning and long == len(word.fold):
                    long = len(match.reading.words[-1])
                    if match.reading.tone:
                        token = meanings[match.token].token
                        long = len(token.composed or token.tone)
                found.append((word.start, word.start + long))
        return _joined(found)


def _joined(spans: list[Span]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def align(
    meanings: Sequence[Meaning], folds: Sequence[str], initials: str, tones: Sequence[str]
) -> Alignment:
    """The best alignment of a query with a phrase.

    Args:
        meanings: Of the tokens in order.
        folds: Folded words of the phrase.
        initials: Their first letters, one character a word.
        tones: The words with marks.
    """
    best: list[tuple[float, tuple[Match, ...]]] = [(0.0, ())]
    folds, tones = folds[:MAX_WORDS], tones[:MAX_WORDS]
    for number, meaning in enumerate(meanings):
        places = _places(number, meaning, folds, initials[:MAX_WORDS], tones)
        if not places:
            continue
        chains = []
        for match in places:
            gain, chain = max(
                ((score + _step(chain, match), chain) for score, chain in best),
                key=lambda option: option[0],
            )
            chains.append((gain + match.value, (*chain, match)))
        skipped = max(best, key=lambda option: option[0])
        best = [*chains, skipped]
    return Alignment(max(best, key=lambda option: option[0])[1])


def _step(chain: tuple[Match, ...], match: Match) -> float:
    if not chain:
        return AFTER if match.at == 0 else 0.0
    gap = match.at - chain[-1].at - chain[-1].words
    if gap == 0:
        return NEXT
    return AFTER if 0 < gap < NEAR else 0.0


def _places(
    number: int, meaning: Meaning, folds: Sequence[str], initials: str, tones: Sequence[str]
) -> list[Match]:
    """Where the token stands; of several readings at one word the best."""
    found: dict[int, Match] = {}
    for reading in meaning.readings:
        if len(found) >= MAX_PLACES:
            break
        if reading.first_letters:
            row = "".join(reading.words)
            at = initials.find(row)
            while at >= 0:
                found.setdefault(at, Match(number, at, len(row), reading.value, reading))
                at = initials.find(row, at + 1)
            continue
        for at in _starts(reading, folds):
            if reading.tone and not tone_matches(
                meaning.token.composed or meaning.token.tone, tones[at]
            ):
                continue
            whole = not reading.beginning or folds[at] == reading.words[-1]
            value = reading.value if whole else reading.value * _share(reading, folds[at])
            found.setdefault(at, Match(number, at, len(reading.words), value, reading))
    return list(found.values())[:MAX_PLACES]


def _share(reading: Reading, word: str) -> float:
    """A beginning counts a little more the more of the word it is."""
    return 0.94 + 0.06 * len(reading.words[-1]) / len(word)


def _starts(reading: Reading, folds: Sequence[str]) -> list[int]:
    words = reading.words
    last = words[-1]
    if len(words) == 1:
        if reading.beginning:
            return [at for at, word in enumerate(folds) if word.startswith(last)]
        return [at for at, word in enumerate(folds) if word == last]
    size = len(words)
    return [
        at
        for at in range(len(folds) - size + 1)
        if folds[at] == words[0] and tuple(folds[at : at + size]) == words
    ]
