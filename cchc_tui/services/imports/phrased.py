"""Short texts that stand in a sentence: the wording read backwards, its words on both sides.

A text has no shape by which it is found, as a figure has. What finds it is where it stands: the
words that the kind's wording prints before and behind it, or its label; its example tells whether
it is a time or a name, how it begins and how long it is; marks of quotation where it ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cchc_tui.interview.kinds import Question, QuestionType
from cchc_tui.services.imports.alignment import SLIGHT, Alignment, Sides, label_of
from cchc_tui.services.imports.contexts import Context
from cchc_tui.services.imports.examples import Example
from cchc_tui.services.imports.sentences import CLOSING, OPENING, Sentence
from cchc_tui.services.imports.words import SLOT, words_of_text

LIKELY = 0.64
"""From here a text is read at all."""
_OPENS, _BEGINNING, _INSIDE = 4, 7, 0.6
"""A wording that opens with so few words is only found at the beginning of a clause."""
_LEAST_RIGHT, _OPEN_RIGHT = 0.5, 0.5
_MOST_WORDS = 34
_LEFT, _RIGHT, _AROUND, _EXAMPLE = 0.5, 0.25, 0.35, 0.2
_BY_LABEL, _BY_EXAMPLE = 0.9, 0.85
_FILLERS = frozenset((":", "la", "gom", "nhu", "cac", "tren", "sau", "cua"))
_CLAUSE = frozenset(",;:(")
_ANYBODY = frozenset(("don", "vi", "thu", "tuc", "hanh", "chinh", "nhiem", "vu"))


@dataclass(frozen=True, slots=True)
class Phrased:
    """A text question answered by words of a passage, and how sure that is, 0 to 1."""

    question: Question
    text: str
    passage: int
    start: int
    score: float


def read_phrased(
    questions: Sequence[Question],
    contexts: Mapping[str, Sequence[Context]],
    sentences: Sequence[Sentence],
    alignment: Alignment,
) -> list[Phrased]:
    """The text questions that sentences of a section answer, each once.

    Args:
        questions: Those of the section.
        contexts: Where its wording prints them.
        sentences: What the old report says there.
        alignment: Compares with the kind's wording.
    """
    asked = [q for q in questions if q.type is QuestionType.TEXT and not q.computed]
    if not asked:
        return []
    found = []
    for question in asked:
        seeker = _Seeker(question, contexts.get(question.id, ()), alignment)
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


class _Seeker:
    """Looks for the text that answers one question."""

    def __init__(
        self, question: Question, contexts: Sequence[Context], alignment: Alignment
    ) -> None:
        self._alignment = alignment
        label = label_of(question)
        self._question = question
        self._example = Example(question.example)
        self._sides = [Sides.of(one) for one in contexts]
        self._sides += [Sides(label[::-1], (), _BY_LABEL)] if label else []
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
        self, sentence: Sentence, sides: Sides, start: int, worth: float
    ) -> Iterator[Phrased]:
        """The texts that may begin at a word."""
        if start >= len(sentence.tokens):
            return
        left = self._alignment.along(sentence, sides.left, start - 1, -1)
        if len(sides.left) < _OPENS and sides.worth == 1.0 and not _early(sentence, start):
            left *= _INSIDE
        for end, right in self._ends(sentence, start, sides.right):
            text = self._example.fitted(sentence, start, end)
            if not text or not self._says_more(text, sides):
                continue
            words = (*sides.left, *sides.right, *self._label)
            score = worth * sides.worth * (_LEFT * left + _RIGHT * right)
            score += _AROUND * self._alignment.around(sentence, words, start, end)
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
            yield stop, self._alignment.along(sentence, right, stop, 1)
            for end in range(start + 1, min(stop + 1, len(tokens))):
                if tokens[end].word == right[0]:
                    fits = self._alignment.along(sentence, right, end, 1)
                    if fits >= _LEAST_RIGHT:
                        yield end, fits
        else:
            yield stop, _OPEN_RIGHT

    def _says_more(self, text: str, sides: Sides) -> bool:
        """Whether a text has a word that is neither the wording's nor everybody's."""
        if self._example.likeness(text) == 1.0:
            return True
        known = {*sides.left, *self._label, *SLIGHT, *_ANYBODY}
        return any(word not in known for word in words_of_text(text) if word.isalnum())


def _early(sentence: Sentence, at: int) -> bool:
    """Whether a clause begins shortly before a word."""
    first = max(at - _BEGINNING, 0)
    return not first or any(token.word in _CLAUSE for token in sentence.tokens[first:at])


def _past_fillers(sentence: Sentence, at: int) -> int:
    while at < len(sentence.tokens) and sentence.tokens[at].word in _FILLERS:
        at += 1
    return at
