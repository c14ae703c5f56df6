"""Figures and dates of a passage, and which questions they answer.

Each figure is weighed against each question of its section by the words around both: in the
kind's own wording and in the question's label. The best pairs are taken first, a figure
answers one question and a question takes one figure.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from cchc_tui.domain.dates import DateProblem, PartialDate, parse_date
from cchc_tui.domain.numbers import AmbiguousNumber, NumberProblem, parse_quantity
from cchc_tui.domain.values import Quantity
from cchc_tui.interview.kinds import Question, QuestionType
from cchc_tui.interview.typed import STYLES, bound_problem
from cchc_tui.services.imports.contexts import Context, label_words
from cchc_tui.services.imports.mentions import Mention
from cchc_tui.services.imports.sums import groups_in
from cchc_tui.services.imports.words import SLOT, words_of_text

SURE, LIKELY = 0.66, 0.46
"""From here a reading needs no look; from here on it is made at all."""
_BREAKS = frozenset((SLOT, ",", "(", ")"))
FLOOR = 0.3
"""Below this nothing that stands around a figure can make it one of a question's."""
_FOLLOWS, _NEAR = 0.16, 3
_FAR, _GAIN, _GAIN_FREED = 0.2, 0.02, 0.25
_NEARLY = 0.8
_MOST_PAIRS, _MOST_MENTIONS = 12, 400
_AFTER = 0.8
_BEYOND, _WINDOW = 0.15, 10
_COMPUTED = 0.88
"""A figure is likelier to be one that is asked than one that is only computed."""
_LAST_YEAR = "_cung_ky"
_COMPARED = re.compile(
    r"[^.;\d]{0,160}?[(,]\s*(tăng|giảm)\s+(\d+(?:[.,]\d+)*)[^).;]*cùng kỳ", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A question answered by a mention, and how sure that is, 0 to 1."""

    question: Question
    value: Quantity | PartialDate
    mention: Mention
    score: float


def _clauses(words: Sequence[str]) -> list[int]:
    """Number of the clause, counted from the figure, that each word stands in."""
    found, clause = [], 0
    for word in words:
        clause += word in _BREAKS
        found.append(clause)
    return found


def _clause(words: Iterable[str]) -> Iterator[str]:
    """The words up to the next figure, comma or bracket."""
    for word in words:
        if word in _BREAKS:
            return
        yield word


def _near(mention: Mention) -> set[str]:
    return {*_clause(mention.left), *_clause(mention.right)}


class Weigher:
    """Weighs mentions against the questions of a section.

    Args:
        questions: Figures, percents, money and dates, computed ones among them.
        contexts: Where the wording prints them.
    """

    def __init__(
        self, questions: Sequence[Question], contexts: Mapping[str, Sequence[Context]]
    ) -> None:
        self._questions = [q for q in questions if q.type in STYLES or q.type is QuestionType.DATE]
        self._contexts = {q.id: tuple(contexts.get(q.id, ())) for q in self._questions}
        self._labels = {q.id: label_words(q) for q in self._questions}
        seen = Counter(
            word
            for q in self._questions
            for word in {*self._labels[q.id], *(w for c in self._contexts[q.id] for w in c.left)}
        )
        self._scores: dict[tuple[Mention, str], float] = {}
        total = len(self._questions) + 1
        self._telling = {word: math.log(1 + total / count) for word, count in seen.items()}

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
            for one in self._pairs(mentions, FLOOR)
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
        return [replace(one, score=min(one.score, 1.0)) for one in done]

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
            other = by_id.get(reading.question.id + _LAST_YEAR)
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
            if (question.type is QuestionType.DATE) is not mention.is_date:
                continue
            score = self._score(mention, question)
            if score >= least and (value := value_of(question, mention)) is not None:
                yield Reading(question, value, mention, score)

    def _score(self, mention: Mention, question: Question) -> float:
        key = (mention, question.id)
        if key not in self._scores:
            self._scores[key] = self._weighed(mention, question)
        return self._scores[key]

    def _weighed(self, mention: Mention, question: Question) -> float:
        around = max(
            (self._likeness(mention, context) for context in self._contexts[question.id]),
            default=0.0,
        )
        if question.id.endswith(_LAST_YEAR) and "cung" not in _near(mention):
            return 0.0
        if mention.left[:1] in (("tang",), ("giam",)):
            return 0.0  # By how much, not how many: `compared` reads it.
        named = 0.62 * self._named(mention, question) + self._phrased(mention, question)
        return max(around, 0.5 * around + named) * self._fit(mention, question)

    def _fit(self, mention: Mention, question: Question) -> float:
        """Less where what is counted, or the side of a `/` it stands on, is another."""
        fit = 1.0
        contexts = self._contexts[question.id]
        if mention.whole and not any(one.left[:1] == ("/",) for one in contexts):
            fit *= 0.3 if any(one.right[:1] == ("/",) for one in contexts) else 0.6
        if mention.part and contexts and not any(one.right[:1] == ("/",) for one in contexts):
            fit *= 0.8
        if question.computed:
            fit *= _COMPUTED
        unit = set(words_of_text(question.unit)) - {","}
        counted = [word for word in _clause(mention.right) if word.isalpha()][:5]
        if unit and counted and not unit.intersection(counted):
            fit *= 0.8
        return fit

    def _likeness(self, mention: Mention, context: Context) -> float:
        """How like the words on both sides are, each side counting by what it tells."""
        left, before = self._side(mention.left, context.left)
        right, after = self._side(mention.right, context.right)
        total = before + _AFTER * after
        likeness = (left + _AFTER * right) / total if total else 0.0
        return likeness * (1 - _BEYOND * self._unsaid(mention.right, context.right))

    def _unsaid(self, words: Sequence[str], wanted: Sequence[str]) -> float:
        """Share of the words right behind a figure that the wording has not behind its gap."""
        here = [word for word in _clause(words) if word.isalpha()][:_WINDOW]
        there = set(wanted)
        total = sum(map(self._weight, here))
        return sum(self._weight(w) for w in here if w not in there) / total if total else 0.0

    def _side(self, words: Sequence[str], wanted: Sequence[str]) -> tuple[float, float]:
        """How much of the wanted words stands nearby, of how much; the nearest count most.

        A word counts little where a comma, bracket or figure stands between in one and not
        in the other: there it belongs to a neighbour.
        """
        here, there = _clauses(words), _clauses(wanted)
        total = got = 0.0
        for distance, word in enumerate(wanted):
            weight = 0.85**distance * self._weight(word)
            total += weight
            low, high = max(distance - 4, 0), distance + 5
            at = [here[i] for i in range(low, min(high, len(words))) if words[i] == word]
            if at:
                got += weight * (1.0 if there[distance] in at else 0.2)
        return got, total

    def _named(self, mention: Mention, question: Question) -> float:
        """How much of the question's label stands around the mention, most of all nearby."""
        label = self._labels[question.id]
        total = sum(map(self._weight, label))
        near = _near(mention)
        far = {*mention.left, *mention.right}
        got = sum(self._weight(w) * (1.0 if w in near else _FAR) for w in label & far)
        return got / total if total else 0.0

    def _phrased(self, mention: Mention, question: Question) -> float:
        """A little more for pairs of words of the label that stand together nearby."""
        label = words_of_text(question.label or question.ask)
        left = [*_clause(mention.left)][::-1]
        right = [*_clause(mention.right)]
        near = {*pairwise(left), *pairwise(right)}
        return min(0.14 * len(near.intersection(pairwise(label))), 0.28)

    def _weight(self, word: str) -> float:
        return 0.25 if not word.isalnum() else self._telling.get(word, 0.8)


def value_of(question: Question, mention: Mention) -> Quantity | PartialDate | None:
    """What a mention answers to a question; None where it cannot."""
    if question.type is QuestionType.DATE:
        try:
            return parse_date(mention.text)
        except DateProblem:
            return None
    text = mention.text
    percent = text.endswith("%") or mention.right[:2] == ("phan", "tram")
    money = text.endswith("đồng") or bool(re.search(r"(?:tỷ|tỉ|triệu)\Z", text))
    if percent is not (question.type is QuestionType.PERCENT):
        return None
    if question.type is QuestionType.MONEY and not money:
        return None
    try:
        quantity = parse_quantity(text, STYLES[question.type], question.unit)
    except AmbiguousNumber as unclear:
        quantity = unclear.readings[0]
    except NumberProblem:
        return None
    return None if bound_problem(question, quantity) else quantity
