"""How well a figure fits a question, by the words around both.

The words of each question are laid out once; a figure is then weighed with a few look-ups.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cchc_tui.interview.kinds import Question
from cchc_tui.services.imports.contexts import Context, label_words
from cchc_tui.services.imports.mentions import Mention, Side, clauses_of
from cchc_tui.services.imports.words import words_of_text

LAST_YEAR = "_cung_ky"
"""Ends the id of a question for the figure of the same period last year."""
_FAR, _AFTER, _REACH = 0.2, 0.8, 4
_BEYOND, _WINDOW = 0.15, 10
_UNNAMED, _RARE = 0.7, 1
"""A figure beside which no word tells its question from the others is hardly its answer."""
_COMPUTED = 0.88
"""A figure is likelier to be one that is asked than one that is only computed."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Words that the wording has on one side of a gap: each with its weight and its clause."""

    words: tuple[tuple[str, float, int], ...]
    total: float
    known: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is looked for around a figure that answers a question."""

    sides: tuple[tuple[_Wanted, _Wanted], ...]
    label: Mapping[str, float]
    phrases: frozenset[tuple[str, str]]
    unit: frozenset[str]
    divides: bool
    divided: bool


class Scale:
    """Weighs figures against questions.

    Args:
        questions: Those that are asked together: a word that many share tells little.
        contexts: Where the wording prints them.
    """

    def __init__(
        self, questions: Sequence[Question], contexts: Mapping[str, Sequence[Context]]
    ) -> None:
        self._contexts = contexts
        labels = {q.id: label_words(q) for q in questions}
        seen = Counter(
            word
            for q in questions
            for word in {*labels[q.id], *(w for c in contexts[q.id] for w in c.left)}
        )
        total = len(questions) + 1
        self._telling = {word: math.log(1 + total / count) for word, count in seen.items()}
        self._labels = labels
        self._own = own_words(labels)
        self._asked: dict[str, _Asked] = {}

    def weigh(self, mention: Mention, question: Question) -> float:
        """How well a figure fits a question, about 0 to 1."""
        if question.id.endswith(LAST_YEAR) and "cung" not in mention.near:
            return 0.0
        if mention.left[:1] in (("tang",), ("giam",)):
            return 0.0  # By how much, not how many: `Weigher.compared` reads it.
        asked = self._asked.get(question.id)
        if asked is None:
            asked = self._asked[question.id] = self._of(question)
        around = max((self._likeness(mention, *sides) for sides in asked.sides), default=0.0)
        named = 0.62 * _named(mention, asked.label) + _phrased(mention, asked.phrases)
        if not self.names(mention, question):
            around, named = _UNNAMED * around, _UNNAMED * named
        return max(around, 0.5 * around + named) * _fit(mention, question, asked)

    def names(self, mention: Mention, question: Question) -> bool:
        """Whether a word stands beside a figure that tells its question from the others."""
        own = self._own[question.id]
        return not own or not own.isdisjoint(mention.far)

    def _of(self, question: Question) -> _Asked:
        contexts = self._contexts[question.id]
        label = words_of_text(question.label or question.ask)
        return _Asked(
            tuple((self._wanted(one.left), self._wanted(one.right)) for one in contexts),
            {word: self._weight(word) for word in self._labels[question.id]},
            frozenset(pairwise(label)),
            frozenset(words_of_text(question.unit)) - {","},
            any(one.right[:1] == ("/",) for one in contexts),
            any(one.left[:1] == ("/",) for one in contexts),
        )

    def _wanted(self, words: Sequence[str]) -> _Wanted:
        weights = [0.85**at * self._weight(word) for at, word in enumerate(words)]
        wanted = tuple(zip(words, weights, clauses_of(words), strict=True))
        return _Wanted(wanted, sum(weights), frozenset(words))

    def _likeness(self, mention: Mention, left: _Wanted, right: _Wanted) -> float:
        """How like the words on both sides are, each side counting by what it tells."""
        total = left.total + _AFTER * right.total
        if not total:
            return 0.0
        got = _found(mention.left_side, left) + _AFTER * _found(mention.right_side, right)
        return got / total * (1 - _BEYOND * self._unsaid(mention.right_side, right)) if got else 0.0

    def _unsaid(self, side: Side, wanted: _Wanted) -> float:
        """Share of the words right behind a figure that the wording has not behind its gap."""
        here = [word for word in side.clause if word.isalpha()][:_WINDOW]
        weights = [self._weight(word) for word in here]
        total = sum(weights)
        beyond = sum(w for word, w in zip(here, weights, strict=True) if word not in wanted.known)
        return beyond / total if total else 0.0

    def _weight(self, word: str) -> float:
        return 0.25 if not word.isalnum() else self._telling.get(word, 0.8)


def own_words(labels: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """Words that tell each label from the others: those that the fewest of them have."""
    count = Counter(word for label in labels.values() for word in label)
    found = {}
    for name, label in labels.items():
        least = min((count[word] for word in label), default=0)
        rare = frozenset(word for word in label if count[word] == least)
        found[name] = rare if 0 < least <= _RARE else frozenset()
    return found


def _found(side: Side, wanted: _Wanted) -> float:
    """How much of the wanted words stands nearby; the nearest count most.

    A word counts little where a comma, bracket or figure stands between in one and not in the
    other: there it belongs to a neighbour.
    """
    got = 0.0
    for distance, (word, weight, clause) in enumerate(wanted.words):
        places = side.places.get(word)
        if places is None:
            continue
        near = [side.clauses[at] for at in places if -_REACH <= at - distance <= _REACH]
        if near:
            got += weight if clause in near else 0.2 * weight
    return got


def _named(mention: Mention, label: Mapping[str, float]) -> float:
    """How much of the question's label stands around the mention, most of all nearby."""
    total = sum(label.values())
    got = sum(
        weight * (1.0 if word in mention.near else _FAR)
        for word, weight in label.items()
        if word in mention.far
    )
    return got / total if total else 0.0


def _phrased(mention: Mention, phrases: frozenset[tuple[str, str]]) -> float:
    """A little more for pairs of words of the label that stand together nearby."""
    return min(0.14 * len(mention.pairs & phrases), 0.28)


def _fit(mention: Mention, question: Question, asked: _Asked) -> float:
    """Less where what is counted, or the side of a `/` it stands on, is another."""
    fit = 1.0
    if mention.whole and not asked.divided:
        fit *= 0.3 if asked.divides else 0.6
    if mention.part and asked.sides and not asked.divides:
        fit *= 0.8
    if question.computed:
        fit *= _COMPUTED
    counted = [word for word in mention.right_side.clause if word.isalpha()][:5]
    if asked.unit and counted and not asked.unit.intersection(counted):
        fit *= 0.8
    return fit
