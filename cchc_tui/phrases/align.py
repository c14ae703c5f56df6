"""Lays the words typed against the words of a phrase: which match, where, in what order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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
"""Phrases for which the places of a token, and of those before it, are kept for the next key."""

MAX_PLACES = 4
"""Places of one token in a phrase that are tried: `và` stands everywhere and tells nothing."""


@dataclass(slots=True)
class Match:
    """One token's match.

    Attributes:
        at: First word matched.
        words: How many words.
        value: How well, up to 1.
        reading: What the token was read as.
    """

    at: int
    words: int
    value: float
    reading: Reading


@dataclass(frozen=True, slots=True)
class Alignment:
    """The best way to lay a query against a phrase.

    Attributes:
        matches: One for each token, in their order; None for a token that has none.
        words: The words matched.
        held: How much of the query the phrase holds, by the weights of its tokens.
        neighbours: How many tokens stand right after the match of the token before them.
        count: How many words the matches have, those of two counted twice.
        first: The first word matched.
        spread: How many words lie between first and last matched word, both counted.
    """

    matches: tuple[Match | None, ...]
    words: str
    held: float
    neighbours: int
    count: int
    first: int
    spread: int

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
        for meaning, match in zip(meanings, self.matches, strict=True):
            if match is None:
                continue
            reading = match.reading
            for word, start, end in places[match.at : match.at + match.words]:
                if text[start:end] == word:
                    if reading.first_letters:
                        end = start + 1
                    elif reading.beginning and not reading.tone:
                        end = min(end, start + len(reading.words[-1]))
                    elif reading.beginning:
                        token = meaning.token
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


Chain = tuple["Chain", Match | None] | None
"""The matches of the tokens so far, the last one outside."""

State = tuple[float, Match | None, Chain]
"""One way to lay the tokens so far: what it is worth, its last match, all its matches."""

_START: list[State] = [(0.0, None, None)]
_worth = itemgetter(0)


class Aligner:
    """Lays one query after the other against phrases.

    A sentence grows at its end: what the words before the one being typed come to in a phrase
    is kept from key to key.
    """

    def __init__(self) -> None:
        self._meanings: list[Meaning] = []
        self._states: list[dict[str, list[State]]] = []
        """For each number of tokens, the best ways to lay so many, by phrase."""

    def begin(self, meanings: Sequence[Meaning]) -> None:
        """Lay this query from now on.

        Args:
            meanings: Of its tokens in order.
        """
        same = 0
        for one, other in zip(self._meanings, meanings, strict=False):
            if one is not other:
                break
            same += 1
        kept = [states if len(states) < REMEMBERED else {} for states in self._states[:same]]
        self._states = kept + [{} for _ in range(len(meanings) - same)]
        self._meanings = list(meanings)

    def align(self, text: str, tones: Sequence[str]) -> Alignment:
        """The best alignment of the query with a phrase.

        Args:
            text: Search text of the phrase.
            tones: Its words with marks; may be empty if no token asks for marks.
        """
        line, initials = text.split("\n")
        folds = line.split()[:MAX_WORDS]
        number = len(self._meanings)
        while number and text not in self._states[number - 1]:
            number -= 1
        states = self._states[number - 1][text] if number else _START
        for meaning, known in zip(self._meanings[number:], self._states[number:], strict=True):
            places = meaning.aligned.get(text)
            if places is None:
                if len(meaning.aligned) >= REMEMBERED:
                    meaning.aligned.clear()
                places = _places(meaning, text, folds, initials[:MAX_WORDS], tones)
                meaning.aligned[text] = places
            states = known[text] = _longer(states, places)
        return _unrolled(max(states, key=_worth)[2], self._meanings, folds)


def _unrolled(chain: Chain, meanings: Sequence[Meaning], folds: Sequence[str]) -> Alignment:
    """What a chain of matches amounts to."""
    matches: list[Match | None] = []
    words: list[str] = []
    held = total = 0.0
    neighbours, first, end = 0, len(folds), 0
    after: Match | None = None
    for meaning, match in zip(reversed(meanings), _links(chain), strict=True):
        matches.append(match)
        total += meaning.weight
        if match is not None:
            at, stop = match.at, match.at + match.words
            held += match.value * meaning.weight
            neighbours += after is not None and after.at in (at, stop)
            words[:0] = folds[at:stop]
            first, end = min(first, at), max(end, stop)
        after = match
    matches.reverse()
    return Alignment(
        tuple(matches), " ".join(words), held / total,
        neighbours, len(words), first, max(end - first, 0),
    )  # fmt: skip


def _links(chain: Chain) -> Iterator[Match | None]:
    while chain is not None:
        chain, match = chain
        yield match


def _longer(states: Sequence[State], places: Sequence[Match]) -> list[State]:
    """The best ways to lay one token more, which stands at these places."""
    if not places:
        return [(score, last, (chain, None)) for score, last, chain in states]
    longer: list[State] = []
    for match in places:
        at, top, after = match.at, -1.0, states[0][2]
        for score, last, chain in states:
            gain = score + _step(last, at)
            if gain > top:
                top, after = gain, chain
        longer.append((top + match.value, match, (after, match)))
    score, last, chain = max(states, key=_worth)
    longer.append((score, last, (chain, None)))
    return longer


def _step(last: Match | None, at: int) -> float:
    if last is None:
        return AFTER if at == 0 else 0.0
    gap = at - last.at - last.words
    if gap == 0 or (at == last.at and last.words > 1):
        return NEXT  # right behind, or another word of what stands in the same slot
    return AFTER if 0 < gap < NEAR else 0.0


def _places(
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
                found.setdefault(at, Match(at, len(row), reading.value, reading))
                at = initials.find(row, at + 1)
            continue
        wanted = meaning.token.composed or meaning.token.tone
        for at in _starts(reading, folds):
            if at in found or (reading.tone and not tone_matches(wanted, tones[at])):
                continue
            whole = not reading.beginning or folds[at] == reading.words[-1]
            value = reading.value if whole else reading.value * _share(reading, folds[at])
            found[at] = Match(at, len(reading.words), value, reading)
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
