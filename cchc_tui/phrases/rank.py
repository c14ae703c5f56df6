"""Ranks the shortlist: a quick look at every phrase on it, a close one at the best.

The quick look asks the search text, at the speed of substring search, which tokens it holds,
and rapidfuzz how near the whole query comes to some stretch of it (this finds what a wrong
but existing word hides). The close look lays the query word by word against the phrase.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from operator import add
from typing import TypeVar

from cchc_tui.phrases.align import MAX_WORDS, Aligner, Alignment
from cchc_tui.phrases.indexfile import IndexFile
from cchc_tui.phrases.meanings import WHOLE_SHARE, Meaning
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


class Ranker:
    """Ranks the shortlists of one query after the other.

    A sentence grows at its end, and a shortlist changes little from key to key: what the words
    before the one being typed come to in a phrase is kept.

    Args:
        index: Where the phrases are.
    """

    def __init__(self, index: IndexFile) -> None:
        self._index = index
        self._aligner = Aligner()
        self._before: list[Meaning] = []
        self._shares: dict[str, int] = {}
        """What the tokens before the last come to in search texts at a quick look."""

    def rank(
        self, meanings: Sequence[Meaning], found: Sequence[int], most: int = CLOSE
    ) -> list[Ranked]:
        """The best of a shortlist, best first, at most `most`."""
        texts = self._index.texts(found)
        marked = any(reading.tone for meaning in meanings for reading in meaning.readings)
        self._aligner.begin(meanings)
        ranked = []
        for order, fuzzy in _quick(meanings, self._held(meanings, texts), texts, most):
            number = found[order]
            tones = self._index.marked(number).split() if marked else ()
            alignment = self._aligner.align(texts[order], tones)
            score = _score(alignment, fuzzy)
            if score:
                ranked.append(Ranked(number, score, alignment))
        return sorted(ranked, key=lambda one: -one.score)

    def _held(self, meanings: Sequence[Meaning], texts: Sequence[str]) -> list[int]:
        """What the query comes to in each text at a quick look; see `Meaning.held`."""
        *before, last = meanings
        self._go_on(before)
        shares = self._shares
        fresh = [text for text in texts if text not in shares]
        sums = [0] * len(fresh)
        for meaning in before:
            sums = list(map(add, sums, meaning.held(fresh)))
        shares.update(zip(fresh, sums, strict=True))
        # What has left the shortlist would only have to be looked at again at the next word.
        self._shares = {text: shares[text] for text in texts}
        return [shares[text] + part for text, part in zip(texts, last.held(texts), strict=True)]

    def _go_on(self, before: list[Meaning]) -> None:
        """Note the tokens before the last: as they were, one more, or one further on."""
        old, self._before = self._before, before
        if before == old:
            return
        shares = self._shares
        if not before or before[:-1] not in (old, old[1:]):
            shares.clear()
            return
        for text, share in zip(shares, before[-1].held(list(shares)), strict=True):
            shares[text] += share
        if before[:-1] != old:
            for text, share in zip(shares, old[0].held(list(shares)), strict=True):
                shares[text] -= share


def _quick(
    meanings: Sequence[Meaning], held: Sequence[int], texts: Sequence[str], most: int
) -> list[tuple[int, float]]:
    """The best at a quick look: place in the shortlist, and fuzzy ratio (0 to 1)."""
    whole = WHOLE_SHARE * sum(meaning.weight for meaning in meanings)
    looked = sorted(zip(held, count(0, -1)), reverse=True)[: max(FUZZY, most)]
    in_row = _row(meanings)
    rows = [in_row(texts[-order]) for _, order in looked]
    ratios = _ratios(meanings, [texts[-order] for _, order in looked])
    near = []
    for (share, order), row, ratio in zip(looked, rows, ratios, strict=True):
        fuzzy = 1.0 if row else ratio
        worth = share / whole * COVERAGE + fuzzy * (IN_ORDER + LETTERS)
        near.append((worth, order, fuzzy, row))
    near.sort(reverse=True)
    varied = list(vary(near, lambda one: one[0], lambda one: one[3]))
    varied.sort(reverse=True)
    return [(-order, fuzzy) for _, (_, order, fuzzy, _) in varied[:most]]


def _ratios(meanings: Sequence[Meaning], texts: Sequence[str]) -> list[float]:
    """How near the query comes to some stretch of each text, letter by letter (0 to 1)."""
    from rapidfuzz.fuzz import partial_ratio
    from rapidfuzz.process import extract

    wanted = " ".join(composed_fold(m.token) for m in meanings if not m.token.initials)
    lines = [text[: min(text.index("\n"), TEXT_LETTERS)] for text in texts]
    ratios = [0.0] * len(lines)
    for _, ratio, at in extract(wanted[-FUZZY_LETTERS:], lines, scorer=partial_ratio, limit=None):
        ratios[at] = ratio / 100
    return ratios


def _row(meanings: Sequence[Meaning]) -> Callable[[str], str]:
    """What gives the words of a search text that stand for the whole query in a row.

    Most texts of a long query lack one of its words: they are not searched, and while no text
    has them all no pattern is made. The words before the one being typed have a pattern of their
    own, which `re` keeps from key to key.
    """
    if len(meanings) == 1 and any(reading.first_letters for reading in meanings[0].readings):
        letters = meanings[0].token.fold.upper()

        def by_letters(text: str) -> str:
            at = text.find(letters)
            words = text.split(maxsplit=MAX_WORDS) if at >= 0 else []
            begin = at - text.index("\n") - 1
            return " ".join(words[begin : begin + len(letters)])

        return by_letters
    needed = sorted((one for one in meanings if one.in_words), key=lambda one: -one.weight)
    patterns: list[re.Pattern[str]] = []

    def by_words(text: str) -> str:
        if not all(one.holds(text) for one in needed):
            return ""
        if not patterns:
            *before, last = map(_pattern, meanings)
            patterns.append(re.compile("".join(f" {one}" for one in before)))
            patterns.append(re.compile(f" {last}"))
        words_before, word = patterns
        if len(meanings) == 1:
            match = word.search(text)
            return match[0] if match else ""
        for match in words_before.finditer(text):
            end = word.match(text, match.end())
            if end:
                return text[match.start() : end.end()]
        return ""

    return by_words


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


def _score(alignment: Alignment, fuzzy: float) -> float:
    if alignment.held < LEAST:
        return 0.0
    pairs = len(alignment.matches) - 1
    order = alignment.neighbours / pairs if pairs else 1.0
    close = alignment.count / alignment.spread
    return (
        alignment.held * COVERAGE
        + order * IN_ORDER
        + fuzzy * LETTERS
        + min(1.0, close) * CLOSENESS
        + (alignment.first == 0) * START
    )
