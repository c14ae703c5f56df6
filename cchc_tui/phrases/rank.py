"""Ranks the shortlist: a quick look at every phrase on it, a close one at the best.

The quick look asks the search text, at the speed of substring search, which tokens it holds,
and rapidfuzz how near the whole query comes to some stretch of it (this finds what a wrong
but existing word hides). The close look lays the query word by word against the phrase.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log2
from typing import TypeVar

from cchc_tui.phrases.align import MAX_WORDS, Alignment, align
from cchc_tui.phrases.indexfile import IndexFile
from cchc_tui.phrases.meanings import Meaning
from cchc_tui.phrases.query import composed_fold

FUZZY = 60
"""Phrases compared letter by letter, at some 2 microseconds each; 40 to 240 find the same."""

CLOSE = 16
"""Phrases laid against the query word by word, at some 30 microseconds each: twice the eight
that are shown, as section and past use may still reorder them; 8 to 40 find the same."""

FUZZY_LETTERS = 64
"""rapidfuzz compares up to 64 letters in one machine word; beyond that it slows down much."""

TEXT_LETTERS = 600
"""Letters of a phrase that the fuzzy comparison reads, so that a bank of very long phrases
costs no more than four times one of usual phrases."""

COVERAGE, IN_ORDER, LETTERS, CLOSENESS, START = 60.0, 14.0, 16.0, 8.0, 2.0
"""What makes the score, out of 100: how much of the query the phrase holds, how much of it in
a row, how near its letters come, how close together, and whether the phrase begins with it."""

UNKNOWN = 1.4
"""Weight of a word no phrase holds: between the commonest (1) and the rarest (2.2)."""

REPEAT, REPEATS = 3.0, 3
"""Taken off for each better phrase with the same matched words, at most three times: enough
to let another wording in among the first five, too little to let a worse match lead."""

LEAST = 0.45
"""A phrase that holds less than this share of the query, by weight, is no answer."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """One phrase: its score (0 to 100), and how the query lies against it."""

    number: int
    score: float
    alignment: Alignment


def rank(
    index: IndexFile, meanings: Sequence[Meaning], found: Sequence[int], most: int = CLOSE
) -> list[Ranked]:
    """The best of a shortlist, best first, at most `most`."""
    weights = [_weight(meaning, index.size) for meaning in meanings]
    texts = index.texts(found)
    marked = any(reading.tone for meaning in meanings for reading in meaning.readings)
    ranked = []
    for order, fuzzy in _quick(meanings, weights, texts, most):
        number = found[order]
        tones = index.marked(number).split() if marked else ()
        alignment = align(meanings, texts[order], tones)
        score = _score(alignment, weights, fuzzy)
        if score:
            ranked.append(Ranked(number, score, alignment))
    return sorted(ranked, key=lambda one: -one.score)


def _weight(meaning: Meaning, size: int) -> float:
    """A token's weight: rare words tell more."""
    if not meaning.count:
        return UNKNOWN
    return 1.0 + 0.15 * min(8.0, log2((size + 1) / meaning.count))


def _quick(
    meanings: Sequence[Meaning], weights: Sequence[float], texts: Sequence[str], most: int
) -> list[tuple[int, float]]:
    """The best at a quick look: place in the shortlist, and fuzzy ratio (0 to 1)."""
    from rapidfuzz.fuzz import partial_ratio

    held = _held(meanings, weights, texts)
    wanted = " ".join(composed_fold(m.token) for m in meanings if not m.token.initials)
    wanted = wanted[-FUZZY_LETTERS:]
    in_row = _row(meanings)
    near = []
    for share, order, text in held[: max(FUZZY, most)]:
        row = in_row(text)
        if row:
            fuzzy = 1.0
        else:
            fuzzy = partial_ratio(wanted, text[: min(text.index("\n"), TEXT_LETTERS)]) / 100
        near.append((share * COVERAGE + fuzzy * (IN_ORDER + LETTERS), order, fuzzy, row))
    near.sort(reverse=True)
    varied = list(vary(near, lambda one: one[0], lambda one: one[3]))
    varied.sort(reverse=True)
    return [(-order, fuzzy) for _, (_, order, fuzzy, _) in varied[:most]]


def _held(
    meanings: Sequence[Meaning], weights: Sequence[float], texts: Sequence[str]
) -> list[tuple[float, int, str]]:
    """How much of the query each phrase holds (0 to 1), minus its place, its text; sorted."""
    total = sum(weights)
    shares = [0.0] * len(texts)
    for meaning, weight in zip(meanings, weights, strict=True):
        part = weight / total
        held = meaning.held(texts)
        shares = [share + part * value for share, value in zip(shares, held, strict=True)]
    found = [(share, -order, texts[order]) for order, share in enumerate(shares)]
    found.sort(reverse=True)
    return found


def _row(meanings: Sequence[Meaning]) -> Callable[[str], str]:
    """What gives the words of a search text that stand for the whole query in a row.

    The words before the one being typed have a pattern of their own, which `re` keeps from
    key to key.
    """
    if len(meanings) == 1 and any(reading.first_letters for reading in meanings[0].readings):
        letters = meanings[0].token.fold.upper()

        def by_letters(text: str) -> str:
            at = text.find(letters)
            words = text.split(maxsplit=MAX_WORDS) if at >= 0 else []
            begin = at - text.index("\n") - 1
            return " ".join(words[begin : begin + len(letters)])

        return by_letters
    *before, last = map(_pattern, meanings)
    words_before = re.compile("".join(f" {one}" for one in before))
    word = re.compile(f" {last}")

    def by_word(text: str) -> str:
        match = word.search(text)
        return match[0] if match else ""

    def by_words(text: str) -> str:
        for match in words_before.finditer(text):
            end = word.match(text, match.end())
            if end:
                return text[match.start() : end.end()]
        return ""

    return by_words if before else by_word


def _pattern(meaning: Meaning) -> str:
    """A regular expression for the words a token may stand for.

    Atomic up to the end of the word, so that a row that fails is not tried again with every
    other reading of every word.
    """
    readings = [reading for reading in meaning.readings if not reading.first_letters]
    options = [
        re.escape(" ".join(reading.words)) + (r"\S*" if reading.beginning else "")
        for reading in readings
    ]
    options = options or [re.escape(composed_fold(meaning.token))]
    return rf"(?>(?:{'|'.join(options)})(?=\s))"


T = TypeVar("T")


def vary(
    found: Iterable[T], score: Callable[[T], float], key: Callable[[T], str]
) -> Iterator[tuple[float, T]]:
    """Takes `REPEAT` off a score for each better one with the same matched words.

    First letters and beginnings fit many wordings; five phrases with the commonest one would
    hide the others. Phrases without a key lose nothing.
    """
    times: dict[str, int] = {}
    for one in found:
        name = key(one)
        seen = times.get(name, 0) if name else 0
        times[name] = seen + 1
        yield score(one) - REPEAT * min(seen, REPEATS), one


def _score(alignment: Alignment, weights: Sequence[float], fuzzy: float) -> float:
    matches = alignment.matches
    held = sum(match.value * weights[match.token] for match in matches) / sum(weights)
    if held < LEAST:
        return 0.0
    pairs = len(weights) - 1
    order = alignment.neighbours() / pairs if pairs else 1.0
    close = sum(match.words for match in matches) / alignment.spread()
    return (
        held * COVERAGE
        + order * IN_ORDER
        + fuzzy * LETTERS
        + min(1.0, close) * CLOSENESS
        + (alignment.first() == 0) * START
    )
