"""Answers that follow from a printed total: the one part of it that was not read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from cchc_tui.domain.values import AnswerState, Quantity
from cchc_tui.interview.answer import Answer
from cchc_tui.interview.expressions import compile_expression
from cchc_tui.interview.interview import Interview
from cchc_tui.interview.typed import STYLES, bound_problem


def solve(interview: Interview, printed: Mapping[str, Quantity]) -> Iterator[tuple[str, Quantity]]:
    """Open required figures that a printed total leaves only one value for.

    Args:
        interview: With what was read.
        printed: Computed figures as the old report prints them, by question.
    """
    found: dict[str, Answer] = {}
    for name, total in printed.items():
        draft = interview.with_answers(found)
        open_parts = _open_parts(draft, name, set())
        if len(open_parts) != 1:
            continue
        (part,) = open_parts
        value = _fitting(draft, name, part, total.value)
        if value is not None:
            found[part] = Answer(AnswerState.ANSWERED, value)
            yield part, value


def _open_parts(draft: Interview, name: str, seen: set[str]) -> set[str]:
    """Required figures without an answer that a computed one is made of."""
    parts: set[str] = set()
    for other in compile_expression(draft.question(name).computed).names:
        question = draft.library.questions.get(other)
        if question is None or other in seen or not draft.visible(other):
            continue
        seen.add(other)
        if question.computed:
            parts |= _open_parts(draft, other, seen)
        elif question.required and question.type in STYLES and not draft.answer(other).given:
            parts.add(other)
    return parts


def _fitting(draft: Interview, name: str, part: str, total: Decimal) -> Quantity | None:
    """The value of the part that makes the computed figure come out as printed."""
    question = draft.question(part)
    made: list[Decimal] = []
    for trial in (0, 1):
        quantity = Quantity(Decimal(trial), style=STYLES[question.type], unit=question.unit)
        answers = {part: Answer(AnswerState.ANSWERED, quantity)}
        result = draft.with_answers(answers).answer(name).value
        if not isinstance(result, Quantity):
            return None
        made.append(result.value)
    if made[0] == made[1]:
        return None
    value = (total - made[0]) / (made[1] - made[0])
    if value != value.to_integral_value() or value < 0:
        return None
    found = Quantity(value.to_integral_value(), style=STYLES[question.type], unit=question.unit)
    return None if bound_problem(question, found) else found
