"""Lays the words typed against the words of a phrase: which match, where, in what order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter

from cchc_tui.phrases.meanings import Meaning, Reading
from cchc_tui.phrases.words import tone_matches

Span = tuple[int, int]

NEXT, AFTER = 0.6, 0.2
"""What standing right after the previous token's match, or within `NEAR` words after it, adds
to a match worth at most 1: enough to prefer a neighbour over the same word elsewhere."""

NEAR = 4
MAX_WORDS = 240
"""Words of a phrase looked at: about 1 000 letters; longer phrases match by their beginning."""

REMEMBERED = 256
"""Phrases for which the places of a token are kept for the next key."""

MAX_PLACES = 4
"""Places of one token in a phrase that are tried: `và` stands everywhere and tells nothing."""


@dataclass(slots=True)
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
    """The best way to lay a query against a phrase.

    Attributes:
        matches: At most one for each token, in their order.
        words: The words matched.
    """

    matches: tuple[Match, ...]
    words: str

    def neighbours(self) -> int:
        """How many tokens stand right after the match of the token before them."""
        return sum(
            b.token == a.token + 1 and b.at in (a.at, a.at + a.words)
            for a, b in pairwise(self.matches)
        )

    def spread(self) -> int:
        """How many words lie between first and last matched word, both counted."""
        if not self.matches:
            return 0
        return max(m.at + m.words for m in self.matches) - min(m.at for m in self.matches)

    def first(self) -> int:
        """The first word matched."""
        return min((match.at for match in self.matches), default=0)

    def spans(
        self, meanings: Sequence[Meaning], text: str, places: Sequence[tuple[str, int, int]]
    ) -> tuple[Span, ...]:
        """The matched stretches of a text, rising, joined.

        Of a word begun, the letters typed; of first letters, those letters; an abbreviation
        whole. Matches among the keywords, which the text does not show, give none.

        Args:
            meanings: Of the tokens.
            text: The phrase as it is shown.
            places: Its words, see `words.word_places`.
        """
        found: list[Span] = []
        for match in self.matches:
            reading = match.reading
            for word, start, end in places[match.at : match.at + match.words]:
                if text[start:end] == word:
                    if reading.first_letters:
                        end = start + 1
                    elif reading.beginning and not reading.tone:
                        end = min(end, start + len(reading.words[-1]))
                    elif reading.beginning:
                        token = meanings[match.token].token
                        end = min(end, start + len(token.composed or token.tone))
                found.append((start, end))
        return _joined(found)


def _joined(spans: list[Span]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def align(meanings: Sequence[Meaning], text: str, tones: Sequence[str]) -> Alignment:
    """The best alignment of a query with a phrase.

    Args:
        meanings: Of the tokens in order.
        text: Search text of the phrase.
        tones: Its words with marks; may be empty if no token asks for marks.
    """
    line, initials = text.split("\n")
    folds = line.split()[:MAX_WORDS]
    best: list[tuple[float, tuple[Match, ...]]] = [(0.0, ())]
    for number, meaning in enumerate(meanings):
        places = meaning.aligned.get((number, text))
        if places is None:
            if len(meaning.aligned) >= REMEMBERED:
                meaning.aligned.clear()
            places = _places(number, meaning, text, folds, initials[:MAX_WORDS], tones)
            meaning.aligned[number, text] = places
        if not places:
            continue
        chains = []
        for match in places:
            top, after = -1.0, best[0][1]
            for score, chain in best:
                gain = score + _step(chain, match.at)
                if gain > top:
                    top, after = gain, chain
            chains.append((top + match.value, (*after, match)))
        chains.append(max(best, key=_first))
        best = chains
    matches = max(best, key=_first)[1]
    return Alignment(matches, " ".join([w for m in matches for w in folds[m.at : m.at + m.words]]))


_first = itemgetter(0)


def _step(chain: tuple[Match, ...], at: int) -> float:
    if not chain:
        return AFTER if at == 0 else 0.0
    last = chain[-1]
    if at == last.at and last.words > 1:
        return NEXT  # another word of what stands in the same slot
    gap = at - last.at - last.words
    if gap == 0:
        return NEXT
    return AFTER if 0 < gap < NEAR else 0.0


def _places(
    number: int,
    meaning: Meaning,
    text: str,
    folds: Sequence[str],
    initials: str,
    tones: Sequence[str],
) -> list[Match]:
    """Where the token stands; of several readings at one word the best."""
    found: dict[int, Match] = {}
    for reading in meaning.readings:
        if reading.needle() not in text:
            continue
        if reading.first_letters:
            row = reading.needle()
            at = initials.find(row)
            while at >= 0:
                found.setdefault(at, Match(number, at, len(row), reading.value, reading))
                at = initials.find(row, at + 1)
            continue
        wanted = meaning.token.composed or meaning.token.tone
        for at in _starts(reading, folds):
            if at in found or (reading.tone and not tone_matches(wanted, tones[at])):
                continue
            whole = not reading.beginning or folds[at] == reading.words[-1]
            value = reading.value if whole else reading.value * _share(reading, folds[at])
            found[at] = Match(number, at, len(reading.words), value, reading)
        if len(found) >= MAX_PLACES:
            break
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
