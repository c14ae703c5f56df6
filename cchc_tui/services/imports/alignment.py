"""How well the words of a sentence go along with those of the kind's wording.

The wording is read backwards: what it prints before and behind a gap is looked for before and
behind a place in an old sentence, in the same order, with other words in between.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cchc_tui.interview.kinds import Question
from cchc_tui.services.imports.contexts import Context
from cchc_tui.services.imports.sentences import MARKS, Sentence
from cchc_tui.services.imports.words import SLOT, words_of_text

_DECAY, _REACH, _LOOK, _OVER = 0.85, 8, 8, 14
"""Words weighed on a side, and how far apart they may stand, or where a gap is between them."""
_SLIGHTLY, _LEAST_TOLD = 0.3, 0.25
SLIGHT = frozenset((
    "va", "cac", "cua", "la", "da", "duoc", "tai", "ve", "theo", "cho", "trong", "so", "co", "cong",
    "quan", "voi", "tu", "den", "nham", "de", "tiep", "tuc", "viec", "nhung", "thuc", "hien",
))  # fmt: skip
"""Words that stand everywhere."""


@dataclass(frozen=True, slots=True)
class Sides:
    """Words looked for before a place, nearest first, and behind it; what they are worth."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    worth: float = 1.0

    @classmethod
    def of(cls, context: Context) -> Sides:
        """The words around a gap, without marks, nor other gaps right before it."""
        left = [word for word in context.left if word not in MARKS]
        while left[:1] == [SLOT]:
            del left[0]
        return cls(tuple(left), tuple(word for word in context.right if word not in MARKS))


def label_of(question: Question) -> tuple[str, ...]:
    """The words of a question's label, in order."""
    return tuple(word for word in words_of_text(question.label) if word.isalpha())


class Alignment:
    """Compares sentences with wording.

    Args:
        questions: Those of a kind.
        contexts: Where its wording prints them. The more share a word, the less it tells.
    """

    def __init__(
        self, questions: Sequence[Question], contexts: Mapping[str, Sequence[Context]]
    ) -> None:
        count: Counter[str] = Counter()
        for question in questions:
            words = set(words_of_text(question.label or question.ask))
            for one in contexts.get(question.id, ()):
                words |= {*one.left, *one.right}
            count.update(words)
        most = math.log(len(questions) + 1) or 1.0
        self._telling = {
            word: max(1 - math.log(times) / most, _LEAST_TOLD) for word, times in count.items()
        }

    def along(self, sentence: Sentence, words: Sequence[str], at: int, step: int) -> float:
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

    def around(self, sentence: Sentence, words: Iterable[str], start: int, end: int) -> float:
        """Share of the words that stand in the sentence outside of a place."""
        wanted = {word: self._weight(word) for word in words if word != SLOT}
        total = sum(wanted.values())
        got = sum(
            weight
            for word, weight in wanted.items()
            if any(not start <= at < end for at in sentence.places.get(word, ()))
        )
        return got / total if total else 0.0

    def _weight(self, word: str) -> float:
        return _SLIGHTLY if word in SLIGHT else self._telling.get(word, 1.0)
