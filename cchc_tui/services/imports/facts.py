"""Figures and dates of a passage, and which questions they answer.

Each figure is weighed against each question of its section by the words around both: in the
kind's own wording and in the question's label. The best pairs are taken first, a figure
answers one question and a question takes one figure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from cchc_tui.domain.dates import PartialDate
from cchc_tui.domain.values import Quantity
from cchc_tui.interview.kinds import Question, QuestionType
from cchc_tui.services.imports.answering import is_told, may_answer, value_of
from cchc_tui.services.imports.contexts import Context
from cchc_tui.services.imports.mentions import Mention
from cchc_tui.services.imports.sums import groups_in
from cchc_tui.services.imports.weighing import LAST_YEAR, Scale

SURE, LIKELY = 0.66, 0.46
"""From here a reading needs no look; from here on it is made at all."""
UNNAMED = 0.6
"""From here a figure is read though no word tells its question from the others: a wrong figure
is worse than an open question beside the words that were kept."""
FLOOR = 0.3
"""Below this nothing that stands around a figure can make it one of a question's."""
_FOLLOWS, _NEAR = 0.16, 3
_WHOLE, _EVEN = 0.3, 0.45
"""How much the whole sentence adds to the nearest words, and where it neither adds nor takes."""
_GAIN, _GAIN_FREED = 0.02, 0.25
_NEARLY = 0.72
_MOST_PAIRS, _MOST_MENTIONS = 12, 400
_COMPARED = re.compile(
    r"[^.;\d]{0,160}?[(,]\s*(tăng|giảm)\s+(\d+(?:[.,]\d+)*)[^).;]*cùng kỳ", re.IGNORECASE
)

Weigh = Callable[[Mention, Question], float]


@dataclass(frozen=True, slots=True)
class Reading:
    """A question answered by a mention, and how sure that is, 0 to 1."""

    question: Question
    value: Quantity | PartialDate
    mention: Mention
    score: float


class Weigher:
    """Weighs mentions against the questions of a section.

    Args:
        questions: Figures, percents, money and dates, computed ones among them.
        contexts: Where the wording prints them.
        whole: Weighs a figure by its whole sentence, 0 to 1; None: the nearest words alone count.
    """

    def __init__(
        self,
        questions: Sequence[Question],
        contexts: Mapping[str, Sequence[Context]],
        whole: Weigh | None = None,
    ) -> None:
        self._whole = whole
        self._questions = [q for q in questions if is_told(q)]
        self._contexts = {q.id: tuple(contexts.get(q.id, ())) for q in self._questions}
        self._scale = Scale(self._questions, self._contexts)
        self._scores: dict[tuple[int, str], float] = {}
        self._seen: list[Mention] = []

    def read(
        self, mentions: Sequence[Mention], least: float = LIKELY, *, sums: bool = True
    ) -> list[Reading]:
        """The best reading of the mentions, surest first; each question and mention once.

        What stands between two figures already read is likelier to be what the wording has
        between their questions.
        """
        found = list(self._sums(mentions)) if sums else []
        proven = len(found)
        used = {(one.mention.passage, one.mention.start) for one in found}
        answered = {one.question.id for one in found}
        pairs = [
            one
            for one in self._pairs(mentions, max(FLOOR, least - 2 * _FOLLOWS))
            if (one.mention.passage, one.mention.start) not in used
            and one.question.id not in answered
        ]
        while pairs:
            best = max(pairs, key=lambda one: one.score + self._lift(one, found))
            score = best.score + self._lift(best, found)
            if score < least:
                break
            found.append(best)
            pairs = [
                one
                for one in pairs
                if one.mention is not best.mention and one.question is not best.question
            ]
        done = self._asked_for(self._freed(self._exchanged(found), mentions), proven)
        sure = [
            one
            for one in done
            if one.score >= UNNAMED or self._scale.names(one.mention, one.question)
        ]
        return [replace(one, score=min(one.score, 1.0)) for one in sure]

    def _freed(self, found: list[Reading], mentions: Sequence[Mention]) -> list[Reading]:
        """Readings given up where two others of figure and question fit better together."""
        done = list(found)
        taken = {id(one.mention) for one in done}
        answered = {one.question.id for one in done}
        free = [
            one
            for one in self._pairs(mentions, LIKELY)
            if (id(one.mention) in taken) is not (one.question.id in answered)
        ]
        for at, one in enumerate(found):
            elsewhere = [
                p for p in free if p.mention is one.mention and p.question.id not in answered
            ]
            instead = [p for p in free if p.question is one.question and id(p.mention) not in taken]
            if not elsewhere or not instead:
                continue
            first = max(elsewhere, key=lambda pair: pair.score)
            second = max(instead, key=lambda pair: pair.score)
            if first.score + second.score > one.score + _GAIN_FREED:
                done[at] = first
                done.append(second)
                taken.add(id(second.mention))
                answered.add(first.question.id)
        return done

    def _asked_for(self, found: list[Reading], proven: int) -> list[Reading]:
        """Figures of computed questions given to open ones that are asked, where nearly as good.

        `proven`: how many of the first readings add up; they stay.
        """
        answered = {one.question.id for one in found}
        done = list(found)
        for at, one in enumerate(found):
            if at < proven or not one.question.computed:
                continue
            others = [
                pair
                for pair in self._pairs([one.mention], _NEARLY * one.score)
                if not pair.question.computed and pair.question.id not in answered
            ]
            if others:
                done[at] = max(others, key=lambda pair: pair.score)
                answered.add(done[at].question.id)
        return done

    def _exchanged(self, found: list[Reading]) -> list[Reading]:
        """Two readings with their figures changed over where both fit better so."""
        done = list(found)
        for at in range(len(done)):
            for beyond in range(at + 1, len(done)):
                one, other = done[at], done[beyond]
                first, second = self._over(one.question, other), self._over(other.question, one)
                if first is None or second is None:
                    continue
                if first.score + second.score > one.score + other.score + _GAIN:
                    done[at], done[beyond] = first, second
        return done

    def _over(self, question: Question, other: Reading) -> Reading | None:
        value = value_of(question, other.mention)
        if value is None or (question.type is QuestionType.DATE) is not other.mention.is_date:
            return None
        return Reading(question, value, other.mention, self._score(other.mention, question))

    def _sums(self, mentions: Sequence[Mention]) -> Iterator[Reading]:
        """Totals and their parts that add up."""
        scores: dict[tuple[int, int, str], float] = {}

        def score(mention: Mention, question: Question) -> float:
            key = (mention.passage, mention.start, question.id)
            if key not in scores:
                scores[key] = self._score(mention, question)
            return scores[key]

        taken: set[tuple[int, int]] = set()
        answered: set[str] = set()
        for group in groups_in(mentions, self._questions, score, value_of):
            places = {(one.passage, one.start) for _, one in group.mentions}
            names = {question.id for question, _ in group.mentions}
            if places & taken or names & answered:
                continue
            taken |= places
            answered |= names
            for question, mention in group.mentions:
                value = value_of(question, mention)
                if value is not None:
                    yield Reading(question, value, mention, group.score)

    def _lift(self, pair: Reading, found: Sequence[Reading]) -> float:
        """What the neighbours say for a pair: its place between theirs, in text and wording."""
        here = [one for one in found if one.mention.passage == pair.mention.passage]
        before = [one for one in here if one.mention.start < pair.mention.start]
        after = [one for one in here if one.mention.start > pair.mention.start]
        lift = 0.0
        if before:
            nearest = max(before, key=lambda one: one.mention.start)
            lift += self._step(nearest.question.id, pair.question.id)
        if after:
            nearest = min(after, key=lambda one: one.mention.start)
            lift += self._step(pair.question.id, nearest.question.id)
        return lift

    def _step(self, first: str, second: str) -> float:
        """How well one question follows another in the wording; below 0 where it goes before."""
        steps = [
            there.place - here.place
            for here in self._contexts[first]
            for there in self._contexts[second]
        ]
        ahead = [step for step in steps if step > 0]
        if ahead:
            return _FOLLOWS / min(ahead) if min(ahead) <= _NEAR else 0.0
        return -_FOLLOWS / 3 if steps else 0.0

    def compared(self, found: Sequence[Reading], passages: Sequence[str]) -> list[Reading]:
        """Figures of the same period last year, from `(tăng 07 so với cùng kỳ)` behind one."""
        by_id = {q.id: q for q in self._questions}
        more = []
        for reading in found:
            other = by_id.get(reading.question.id + LAST_YEAR)
            behind = passages[reading.mention.passage][reading.mention.end :]
            change = _COMPARED.match(behind)
            if other is None or change is None or not isinstance(reading.value, Quantity):
                continue
            size = Decimal(change[2].replace(".", "").replace(",", "."))
            value = reading.value.value + (-size if change[1].lower() == "tăng" else size)
            quantity = replace(reading.value, value=value, approx="")
            more.append(Reading(other, quantity, reading.mention, reading.score))
        taken = {one.question.id for one in more}
        return [*(one for one in found if one.question.id not in taken), *more]

    def _pairs(self, mentions: Sequence[Mention], least: float) -> Iterator[Reading]:
        """What may answer what; of each question only the likeliest figures."""
        for question in self._questions:
            fitting = self._fitting(mentions, question, least)
            yield from sorted(fitting, key=lambda one: -one.score)[:_MOST_PAIRS]

    def _fitting(
        self, mentions: Sequence[Mention], question: Question, least: float
    ) -> Iterator[Reading]:
        for mention in mentions[:_MOST_MENTIONS]:
            if not may_answer(question, mention):
                continue
            score = self._score(mention, question)
            if score >= least and (value := value_of(question, mention)) is not None:
                yield Reading(question, value, mention, score)

    def _score(self, mention: Mention, question: Question) -> float:
        key = (id(mention), question.id)
        if key not in self._scores:
            self._seen.append(mention)  # its id must not become another's
            score = self._scale.weigh(mention, question)
            if self._whole is not None and score >= FLOOR and self._contexts[question.id]:
                score += _WHOLE * (self._whole(mention, question) - _EVEN)
            self._scores[key] = score
        return self._scores[key]
