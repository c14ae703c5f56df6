"""Ranks the shortlist: a quick look at every phrase on it, a close one at the best.

The quick look asks the search text, at the speed of substring search, which tokens it holds,
and rapidfuzz how near the whole query comes to some stretch of it (this finds what a wrong
but existing word hides). The close look lays the query word by word against the phrase.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log2

from cchc_tui.phrases.align import Alignment, align
from cchc_tui.phrases.indexfile import IndexFile
from cchc_tui.phrases.query import composed_fold
from cchc_tui.phrases.readings import Meaning

FUZZY = 120
"""Phrases compared letter by letter, at some 2 microseconds each."""

CLOSE = 20
"""Phrases laid against the query word by word, at some 30 microseconds each."""

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

LEAST = 0.45
"""A phrase that holds less than this share of the query, by weight, is no answer."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """One phrase with its score (0 to 100) and how the query lies against it."""

    number: int
    score: float
    alignment: Alignment


def rank(index: IndexFile, meanings: Sequence[Meaning], found: Sequence[int]) -> list[Ranked]:
    """The best of a shortlist, best first, at most `CLOSE`."""
    weights = [_weight(meaning, index.size) for meaning in meanings]
    texts = index.texts(found)
    marked = any(reading.tone for meaning in meanings for reading in meaning.readings)
    if marked:
        texts = [f"{text}\t{index.marked(at)}" for text, at in zip(texts, found, strict=True)]
    ranked = []
    for order, fuzzy in _quick(meanings, weights, texts):
        number = found[order]
        text, *tones = texts[order].split("\t")
        alignment = align(meanings, text, tones[0].split() if marked else ())
        score = _score(alignment, weights, fuzzy)
        if score:
            ranked.append(Ranked(number, score, alignment))
    return sorted(ranked, key=lambda one: -one.score)


def _weight(meaning: Meaning, size: int) -> float:
    """A token's weight: rare words tell more."""
    count = meaning.bits.bit_count()
    return 1.0 + 0.15 * min(8.0, log2((size + 1) / count)) if count else UNKNOWN


def _quick(
    meanings: Sequence[Meaning], weights: Sequence[float], texts: Sequence[str]
) -> list[tuple[int, float]]:
    """The best at a quick look: place in the shortlist, and fuzzy ratio (0 to 1)."""
    from rapidfuzz.fuzz import partial_ratio

    needles = [[(r.needle(), r.value) for r in meaning.readings] for meaning in meanings]
    total = sum(weights)
    pairs = [
        ([(needle, value * weight / total) for needle, value in options])
        for options, weight in zip(needles, weights, strict=True)
    ]
    wanted = " ".join(composed_fold(m.token) for m in meanings if not m.token.initials)
    wanted = wanted[-FUZZY_LETTERS:]
    found = []
    for order, text in enumerate(texts):
        held = 0.0
        for options in pairs:
            for needle, value in options:
                if needle in text:
                    held += value
                    break
        found.append((held, -order, text))
    found.sort(reverse=True)
    near = []
    for held, order, text in found[:FUZZY]:
        if wanted in text:
            fuzzy = 1.0
        else:
            fuzzy = partial_ratio(wanted, text[: min(text.index("\n"), TEXT_LETTERS)]) / 100
        near.append((held * COVERAGE + fuzzy * (IN_ORDER + LETTERS), order, fuzzy))
    near.sort(reverse=True)
    return [(-order, fuzzy) for _, order, fuzzy in near[:CLOSE]]


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
