"""Figures and dates that no question took by their neighbours, weighed by their whole sentence.

`Đoàn kiểm tra … phấn đấu trong năm đạt 78% trở lên`: what tells the question may stand far off.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cchc_tui.interview.kinds import Question
from cchc_tui.services.imports.alignment import Alignment, Sides, label_of
from cchc_tui.services.imports.answering import is_told, may_answer, value_of
from cchc_tui.services.imports.contexts import Context
from cchc_tui.services.imports.facts import Reading
from cchc_tui.services.imports.mentions import Mention
from cchc_tui.services.imports.sentences import Sentence

LIKELY = 0.5
"""From here a figure is read at all."""
_MARGIN = 0.06
"""How much better its question must fit a figure than any other."""
_AROUND, _BESIDE = 0.5, 0.5


class Whole:
    """Weighs figures by the whole sentences they stand in.

    Args:
        sentences: Those of a section.
        contexts: Where its wording prints questions.
        alignment: Compares with the kind's wording.
    """

    def __init__(
        self,
        sentences: Sequence[Sentence],
        contexts: Mapping[str, Sequence[Context]],
        alignment: Alignment,
    ) -> None:
        self._contexts = contexts
        self._alignment = alignment
        self._sentences: dict[int, list[Sentence]] = {}
        for one in sentences:
            self._sentences.setdefault(one.passage, []).append(one)

    def weigh(self, mention: Mention, question: Question) -> float:
        """How well the sentence of a figure goes along with the wording, 0 to 1."""
        place = _place(mention, self._sentences.get(mention.passage, ()))
        contexts = self._contexts.get(question.id, ())
        if place is None:
            return 0.0
        label = label_of(question)
        return max(
            (
                self._weigh(*place, context, label)
                for context in contexts
                if _sided(mention, context)
            ),
            default=0.0,
        )

    def _weigh(
        self, sentence: Sentence, first: int, end: int, context: Context, label: tuple[str, ...]
    ) -> float:
        sides = Sides.of(context)
        words = (*sides.left, *sides.right, *label)
        around = self._alignment.around(sentence, words, first, end)
        beside = [
            self._alignment.along(sentence, side, place, step)
            for side, place, step in ((sides.left, first - 1, -1), (sides.right, end, 1))
            if side
        ]
        return _AROUND * around + _BESIDE * sum(beside) / len(beside) if beside else 0.0


def read_leftover(
    questions: Sequence[Question], mentions: Sequence[Mention], whole: Whole
) -> list[Reading]:
    """Open questions that figures left over answer, each once, surest first.

    Args:
        questions: Those of a section that are still open.
        mentions: Figures and dates that none has taken.
        whole: Weighs them.
    """
    found: list[Reading] = []
    while True:
        answered = {one.question.id for one in found}
        used = {id(one.mention) for one in found}
        still = [one for one in questions if one.id not in answered]
        free = [one for one in mentions if id(one) not in used]
        more = _surest(still, free, whole)
        if not more:
            return found
        found += more


def _surest(
    questions: Sequence[Question], mentions: Sequence[Mention], whole: Whole
) -> list[Reading]:
    """What the figures answer that plainly fit one question best; each question once."""
    found: dict[str, Reading] = {}
    for mention in mentions:
        weighed = [
            (whole.weigh(mention, question), question)
            for question in questions
            if is_told(question) and may_answer(question, mention)
        ]
        weighed.sort(key=lambda one: -one[0])
        if not weighed or weighed[0][0] < LIKELY or not _clear(weighed):
            continue
        score, question = weighed[0]
        value = value_of(question, mention)
        other = found.get(question.id)
        if value is not None and (other is None or other.score < score):
            found[question.id] = Reading(question, value, mention, min(score, 1.0))
    return list(found.values())


def _clear(weighed: Sequence[tuple[float, Question]]) -> bool:
    best = weighed[0]
    others = [score for score, question in weighed if question.id != best[1].id]
    return not others or best[0] - others[0] >= _MARGIN


def _sided(mention: Mention, context: Context) -> bool:
    """Whether a figure and a gap stand on the same side of a `/`, or both of none."""
    before, behind = context.right[:1] == ("/",), context.left[:1] == ("/",)
    return before is mention.part and behind is mention.whole


def _place(mention: Mention, sentences: Sequence[Sentence]) -> tuple[Sentence, int, int] | None:
    """The sentence of a mention, its first token there and the one behind its last."""
    for sentence in sentences:
        inside = [
            at
            for at, token in enumerate(sentence.tokens)
            if mention.start <= token.start < mention.end
        ]
        if inside:
            return sentence, inside[0], inside[-1] + 1
    return None
