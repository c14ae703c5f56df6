"""Short texts that stand in a sentence: the wording read backwards, its words on both sides.

A text has no shape by which it is found, as a figure has. What finds it is where it stands: the
words that the kind's wording prints before and behind it, or its label; its example tells whether
it is a time or a name, how it begins and how long it is; marks of quotation where it ends.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cchc_tui.interview.kinds import Question, QuestionType
from cchc_tui.services.imports.contexts import Context
from cchc_tui.services.imports.examples import Example
from cchc_tui.services.imports.sentences import CLOSING, MARKS, OPENING, Sentence, sentences_of
from cchc_tui.services.imports.words import SLOT, words_of_text

LIKELY = 0.64
"""From here a text is read at all."""
_DECAY, _REACH, _LOOK, _OVER = 0.85, 8, 8, 14
"""Words weighed on a side, and how far apart they may stand, or where a gap is between them."""
_OPENS, _BEGINNING, _INSIDE = 4, 7, 0.6
"""A wording that opens with so few words is only found at the beginning of a clause."""
_LEAST_RIGHT, _OPEN_RIGHT, _SLIGHTLY, _LEAST_TOLD = 0.5, 0.5, 0.3, 0.25
_MOST_WORDS = 34
_LEFT, _RIGHT, _AROUND, _EXAMPLE = 0.5, 0.25, 0.35, 0.2
_BY_LABEL, _BY_EXAMPLE = 0.9, 0.85
_FILLERS = frozenset((":", "la", "gom", "nhu", "cac", "tren", "sau", "cua"))
_CLAUSE = frozenset(",;:(")
_SLIGHT = frozenset((
    "va", "cac", "cua", "la", "da", "duoc", "tai", "ve", "theo", "cho", "trong", "so", "co", "cong",
    "quan", "voi", "tu", "den", "nham", "de", "tiep", "tuc", "viec", "nhung", "thuc", "hien",
))  # fmt: skip
_ANYBODY = frozenset(("don", "vi", "thu", "tuc", "hanh", "chinh", "nhiem", "vu"))


@dataclass(frozen=True, slots=True)
class Phrased:
    """A text question answered by words of a passage, and how sure that is, 0 to 1."""

    question: Question
    text: str
    passage: int
    start: int
    score: float


def telling_words(
    questions: Sequence[Question], contexts: Mapping[str, Sequence[Context]]
) -> dict[str, float]:
    """What each word of labels and wording tells: the more questions share it, the less."""
    count: Counter[str] = Counter()
    for question in questions:
        words = set(words_of_text(question.label or question.ask))
        for one in contexts.get(question.id, ()):
            words |= {*one.left, *one.right}
        count.update(words)
    most = math.log(len(questions) + 1)
    return {
        word: max(1 - math.log(times) / most, _LEAST_TOLD) for word, times in count.items() if most
    }


def read_phrased(
    questions: Sequence[Question],
    contexts: Mapping[str, Sequence[Context]],
    texts: Sequence[str],
    telling: Mapping[str, float],
) -> list[Phrased]:
    """The text questions that sentences of a section answer, each once.

    Args:
        questions: Those of the section.
        contexts: Where its wording prints them.
        texts: What the old report says there.
        telling: What each word of labels and wording tells, 0 to 1: see `telling_words`.
    """
    asked = [q for q in questions if q.type is QuestionType.TEXT and not q.computed]
    if not asked:
        return []
    sentences = [one for at, text in enumerate(texts) for one in sentences_of(at, text)]
    found = []
    for question in asked:
        seeker = _Seeker(question, contexts.get(question.id, ()), telling)
        best = max((one for s in sentences for one in seeker.found(s)), key=_score, default=None)
        if best is not None and best.score >= LIKELY:
            found.append(best)
    taken: set[tuple[int, int]] = set()
    kept = []
    for one in sorted(found, key=_score, reverse=True):
        if (one.passage, one.start) not in taken:
            taken.add((one.passage, one.start))
            kept.append(one)
    return kept


def _score(one: Phrased) -> float:
    return one.score


@dataclass(frozen=True, slots=True)
class _Sides:
    """Words looked for before a text, nearest first, and behind it; what they are worth."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    worth: float


class _Seeker:
    """Looks for the text that answers one question."""

    def __init__(
        self, question: Question, contexts: Sequence[Context], telling: Mapping[str, float]
    ) -> None:
        self._telling = telling
        label = tuple(word for word in words_of_text(question.label) if word.isalpha())
        self._question = question
        self._example = Example(question.example)
        self._sides = [_Sides(_near(_plain(one.left)), _plain(one.right), 1.0) for one in contexts]
        self._sides += [_Sides(label[::-1], (), _BY_LABEL)] if label else []
        self._label = label

    def found(self, sentence: Sentence) -> Iterator[Phrased]:
        """What in a sentence may answer, each with how sure that is."""
        heads = self._example.starts(sentence)
        for sides in self._sides:
            nearest = sides.left[0] if sides.left else ""
            for at in sentence.places.get(nearest, ()):
                yield from self._from(sentence, sides, _past_fillers(sentence, at + 1), 1.0)
            for start in heads:
                yield from self._from(sentence, sides, start, _BY_EXAMPLE)

    def _from(
        self, sentence: Sentence, sides: _Sides, start: int, worth: float
    ) -> Iterator[Phrased]:
        """The texts that may begin at a word."""
        if start >= len(sentence.tokens):
            return
        left = self._along(sentence, sides.left, start - 1, -1)
        if len(sides.left) < _OPENS and sides.worth == 1.0 and not _early(sentence, start):
            left *= _INSIDE
        for end, right in self._ends(sentence, start, sides.right):
            text = self._example.fitted(sentence, start, end)
            if not text or not self._says_more(text, sides):
                continue
            score = worth * sides.worth * (_LEFT * left + _RIGHT * right)
            score += _AROUND * self._around(sentence, sides, start, end)
            score += _EXAMPLE * self._example.likeness(text)
            place = sentence.tokens[start].start
            yield Phrased(self._question, text, sentence.passage, place, min(score, 1.0))

    def _ends(
        self, sentence: Sentence, start: int, right: Sequence[str]
    ) -> Iterator[tuple[int, float]]:
        """Where a text that starts there may end, and how well what follows fits."""
        tokens = sentence.tokens
        if tokens[start].word in OPENING:
            closing = (n for n in range(start + 1, len(tokens)) if tokens[n].word in CLOSING)
            if (end := next(closing, 0)) > start:
                yield end + 1, 1.0
            return
        last = min(len(tokens), start + _MOST_WORDS)
        stops = (n for n in range(start, last) if self._example.stops(sentence, start, n))
        stop = next(stops, last)
        if right and right[0] != SLOT:
            yield stop, self._along(sentence, right, stop, 1)
            for end in range(start + 1, min(stop + 1, len(tokens))):
                if tokens[end].word == right[0]:
                    fits = self._along(sentence, right, end, 1)
                    if fits >= _LEAST_RIGHT:
                        yield end, fits
        else:
            yield stop, _OPEN_RIGHT

    def _says_more(self, text: str, sides: _Sides) -> bool:
        """Whether a text has a word that is neither the wording's nor everybody's."""
        known = {*sides.left, *self._label, *_SLIGHT, *_ANYBODY}
        return any(word not in known for word in words_of_text(text) if word.isalnum())

    def _along(self, sentence: Sentence, words: Sequence[str], at: int, step: int) -> float:
        """How many of the words follow one another from a place on, the nearest counting most."""
        total = got = 0.0
        reach = _LOOK
        for distance, word in enumerate(words[:_REACH]):
            if word == SLOT:
                reach = _OVER
                continue
            weight = _DECAY**distance * self._weight(word)
            total += weight
            for look in range(reach):
                there = at + step * look
                if 0 <= there < len(sentence.tokens) and sentence.tokens[there].word == word:
                    got += weight
                    at, reach = there + step, _LOOK
                    break
        return got / total if total else 0.0

    def _weight(self, word: str) -> float:
        return _SLIGHTLY if word in _SLIGHT else self._telling.get(word, 1.0)

    def _around(self, sentence: Sentence, sides: _Sides, start: int, end: int) -> float:
        """Share of the words of wording and label that stand in the sentence beside the text."""
        wanted = {word: self._weight(word) for word in (*sides.left, *sides.right, *self._label)}
        wanted.pop(SLOT, None)
        total = sum(wanted.values())
        got = sum(
            weight
            for word, weight in wanted.items()
            if any(not start <= at < end for at in sentence.places.get(word, ()))
        )
        return got / total if total else 0.0


def _plain(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in MARKS)


def _near(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words before a gap, without other gaps right beside it."""
    first = next((at for at, word in enumerate(words) if word != SLOT), len(words))
    return words[first:]


def _early(sentence: Sentence, at: int) -> bool:
    """Whether a clause begins shortly before a word."""
    first = max(at - _BEGINNING, 0)
    return not first or any(token.word in _CLAUSE for token in sentence.tokens[first:at])


def _past_fillers(sentence: Sentence, at: int) -> int:
    while at < len(sentence.tokens) and sentence.tokens[at].word in _FILLERS:
        at += 1
    return at
