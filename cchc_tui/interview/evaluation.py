"""Values, answers and visibility of one draft, computed when first asked for and kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from cchc_tui.domain.periods import Period
from cchc_tui.domain.values import AnswerState, Prose
from cchc_tui.interview.answer import COMPUTED_SOURCE, DEFAULT_SOURCE, UNANSWERED, Answer
from cchc_tui.interview.answer_view import answer_of, view_of
from cchc_tui.interview.context import PeriodView
from cchc_tui.interview.expressions import compile_expression
from cchc_tui.interview.free import further_id, instead_id, is_free
from cchc_tui.interview.kinds import Library, Question
from cchc_tui.interview.plan import Plan
from cchc_tui.interview.views import Lack, Missing, View


class EarlierAnswers(Protocol):
    """Answers of earlier periods of the same agency."""

    def previous(self, question: str) -> Answer | None:
        """The answer of the period before; None where there is none."""

    def same_last_year(self, question: str) -> Answer | None:
        """The answer of the same period last year; None where there is none."""

    def period(self, function: str) -> Period | None:
        """The period that `truoc` or `cung_ky` looks at; None where it has no draft."""


@dataclass(slots=True, eq=False)
class Evaluation:
    """The scope in which the expressions and templates of one draft run.

    Attributes:
        library: For the questions.
        plan: Of the draft's kind.
        answers: As typed.
        context: Views of the names besides questions.
        earlier: Answers of earlier periods, if they can be had.
    """

    library: Library
    plan: Plan
    answers: Mapping[str, Answer]
    context: Mapping[str, View]
    earlier: EarlierAnswers | None = None
    _values: dict[str, Any] = field(default_factory=dict)
    _given: dict[str, Answer] = field(default_factory=dict)
    _shown: dict[str, bool] = field(default_factory=dict)
    _places: dict[str, bool] = field(default_factory=dict)
    _past: dict[tuple[str, str], View] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        """Whether there is a question or context name like this."""
        return name in self.context or name in self.library.questions

    def value(self, name: str) -> Any:
        """The view of a question or context name.

        Hidden questions, and those of other kinds, are missing as what does not apply.
        """
        if name in self.context:
            return self.context[name]
        found = self._values.get(name)
        if found is None:
            self._values[name] = Missing(Lack.SKIPPED, name)  # what a circle finds
            found = self._values[name] = self._view(name)
        return found

    def _view(self, name: str) -> View:
        question = self.library.questions.get(name)
        if question is None:
            return Missing()
        if not self.visible(name):
            return Missing(Lack.ABSENT, name, question.name)
        answer = self.answer(name)
        if question.computed and not answer.given:
            return self._unknown(question)
        return view_of(question, answer)

    def _unknown(self, question: Question) -> Missing:
        """Why a computed figure is missing: an open question behind it makes it a gap."""
        result = compile_expression(question.computed).run(self)
        if isinstance(result, Missing) and result.absent:
            return Missing(Lack.ABSENT, question.id, question.name)
        behind = next(self._open_behind(question.id, set()), "")
        if behind or question.required:
            return Missing(Lack.OPEN, behind or question.id, question.name)
        return Missing(Lack.SKIPPED, question.id, question.name)

    def _open_behind(self, name: str, seen: set[str]) -> Any:
        """Required and unanswered questions that a computed one depends on."""
        for other in compile_expression(self.library.questions[name].computed).names:
            question = self.library.questions.get(other)
            if question is None or other in seen or not self.visible(other):
                continue
            seen.add(other)
            if question.computed:
                yield from self._open_behind(other, seen)
            elif question.required and not self.answer(other).given:
                yield other

    def answer(self, name: str) -> Answer:
        """The answer as it counts: typed, else computed or by default, else unanswered."""
        found = self._given.get(name)
        if found is None:
            typed = self.answers.get(name, UNANSWERED)
            self._given[name] = typed  # what a circle finds
            found = self._given[name] = self._settled(name, typed)
        return found

    def _settled(self, name: str, typed: Answer) -> Answer:
        question = self.library.questions.get(name)
        if question is None:
            return typed
        if question.computed:
            if typed.given and typed.reason:
                return typed
            source, expression = COMPUTED_SOURCE, question.computed
        elif typed.given or not question.default:
            return typed
        else:
            source, expression = DEFAULT_SOURCE, question.default
        made = answer_of(question, compile_expression(expression).run(self), source)
        if made is None:
            made = Answer(AnswerState.UNANSWERED)
        return replace(made, revision=typed.revision)

    def visible(self, name: str) -> bool:
        """Whether a question is asked: in a section that is, and with its condition true.

        Free text shows wherever the kind has its section, once it is answered.
        """
        found = self._shown.get(name)
        if found is None:
            self._shown[name] = False  # what a circle finds
            question, places = self.library.questions.get(name), self.plan.holders.get(name, ())
            if is_free(name):
                here = any(map(self.section_asked, places)) or self._has_words(name)
                found = here and self.answers.get(name, UNANSWERED).given
            else:
                found = question is not None and self.holds(question.when)
                found = found and any(map(self.section_asked, places))
            self._shown[name] = found
        return found

    def section_asked(self, node: str) -> bool:
        """Whether the conditions of a section and of those above it hold."""
        found = self._places.get(node)
        if found is None:
            self._places[node] = False  # what a circle finds
            above = self.plan.parents.get(node, ())
            found = self.holds(self.plan.nodes[node].when) and (
                not above or self.section_asked(above[0])
            )
            self._places[node] = found
        return found

    def section_visible(self, node: str) -> bool:
        """Whether a section shows: it is asked, or an officer's own words stand in or under it.

        What someone wrote never leaves a report because of an answer somewhere else.
        """
        below = (node, *self.plan.children.get(node, ()))
        return self.section_asked(node) or any(
            self._has_words(name) for one in below for name in (instead_id(one), further_id(one))
        )

    def _has_words(self, free: str) -> bool:
        """Whether free text of this kind of report says something."""
        value = self.answers.get(free, UNANSWERED).value
        return isinstance(value, Prose) and bool(value.text.strip()) and free in self.plan.holders

    def holds(self, condition: str) -> bool:
        """Whether a condition is true; an empty one is."""
        return not condition or compile_expression(condition).is_true(self)

    def at_other_time(self, function: str, name: str) -> View:
        """The view of a question in an earlier period.

        One that was not typed is found again by its formula or default from that period's answers.
        """
        key = (function, name)
        found = self._past.get(key)
        if found is None:
            self._past[key] = Missing(Lack.SKIPPED, name)  # what a circle finds
            found = self._past[key] = self._past_view(function, name)
        return found

    def _past_view(self, function: str, name: str) -> View:
        question = self.library.questions.get(name)
        if question is None or self.earlier is None:
            return Missing(Lack.SKIPPED, name)
        ask = self.earlier.previous if function == "truoc" else self.earlier.same_last_year
        answer = ask(name)
        if answer is None or not answer.given:
            answer = self._past_by_rule(question, function)
        if answer is None or not answer.given:
            return Missing(Lack.SKIPPED, name, question.name)
        view = view_of(question, answer)
        return Missing(Lack.SKIPPED, name) if isinstance(view, Missing) else view

    def _past_by_rule(self, question: Question, function: str) -> Answer | None:
        """What a formula or default gave in an earlier period; defaults need its draft."""
        period = self.earlier.period(function) if self.earlier else None
        source = DEFAULT_SOURCE if not question.computed else COMPUTED_SOURCE
        expression = question.computed or (question.default if period else "")
        if not expression:
            return None
        result = compile_expression(expression).run(_PastScope(self, function, period))
        return answer_of(question, result, source)


@dataclass(frozen=True, slots=True)
class _PastScope:
    """Names as they stood in an earlier period."""

    now: Evaluation
    function: str
    period: Period | None

    def value(self, name: str) -> Any:
        """The earlier value; of the context only the period is known then."""
        if name == "ky" and self.period is not None:
            return PeriodView(self.period)
        return self.now.at_other_time(self.function, name)

    def at_other_time(self, function: str, name: str) -> Any:
        """Earlier than earlier is not looked up."""
        return Missing(Lack.SKIPPED, name)
