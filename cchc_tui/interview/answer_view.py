"""Between answers and views: what an answer is in an expression, and what a result answers."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from cchc_tui.domain.dates import PartialDate
from cchc_tui.domain.text import clean_line, clean_text
from cchc_tui.domain.values import AnswerState, NumberStyle, Prose, Quantity, Records
from cchc_tui.interview.answer import Answer, Value
from cchc_tui.interview.functions import round_half_up
from cchc_tui.interview.kinds import Question, QuestionType
from cchc_tui.interview.tables import TableView
from cchc_tui.interview.typed import STYLES
from cchc_tui.interview.views import (
    NOTHING_TEXT,
    Cites,
    Figure,
    Lack,
    Missing,
    Moment,
    Paragraphs,
    View,
    Words,
    YesNo,
    money_factor,
    number_of,
)


def view_of(question: Question, answer: Answer) -> View:
    """The view of an answer; a `Missing` that says why where there is no value."""
    if answer.state is AnswerState.NOTHING:
        return _nothing(question)
    if answer.state is AnswerState.ANSWERED and answer.value is not None:
        return _view(question, answer.value)
    return Missing(_lack(question, answer), question.id, question.name)


def _lack(question: Question, answer: Answer) -> Lack:
    if answer.state is AnswerState.NOT_APPLICABLE:
        return Lack.ABSENT
    if answer.state is AnswerState.CLERK:
        return Lack.CLERK
    return Lack.OPEN if question.required else Lack.SKIPPED


def _nothing(question: Question) -> View:
    """What “không phát sinh” is: zero, no, none, or those words."""
    if question.type in STYLES:
        zero = Quantity(Decimal(0), style=STYLES[question.type], unit=question.unit)
        return Figure(zero, question.id, nothing=True)
    if question.type is QuestionType.YES_NO:
        return YesNo(False, question.id)
    if question.type is QuestionType.CITATIONS:
        return Cites((), question.id)
    if question.type is QuestionType.TABLE:
        return TableView(question, Records(), nothing=True)
    return Words(NOTHING_TEXT, question.id, nothing=True)


def _view(question: Question, value: Value) -> View:
    if isinstance(value, bool):
        return YesNo(value, question.id)
    if isinstance(value, str):
        return Words(value, question.id)
    if isinstance(value, Quantity):
        return Figure(value, question.id)
    if isinstance(value, Prose):
        return Paragraphs(value, question.id)
    if isinstance(value, PartialDate):
        return Moment(value, question.id)
    if isinstance(value, Records):
        return TableView(question, value)
    return Cites(value, question.id)


def answer_of(question: Question, result: Any, source: str) -> Answer | None:
    """The answer that an expression's result gives to a question; None if it gives none."""
    if isinstance(result, Missing):
        return None
    if isinstance(result, View) and result.nothing:
        return Answer(AnswerState.NOTHING, source=source)
    value = _value(question, result)
    return None if value is None else Answer(AnswerState.ANSWERED, value, source=source)


def _value(question: Question, result: Any) -> Value | None:
    if question.type in STYLES:
        return _quantity(question, result)
    if question.type is QuestionType.YES_NO:
        return bool(result)
    if question.type is QuestionType.DATE:
        return result.day if isinstance(result, Moment) else None
    if question.type is QuestionType.CITATIONS:
        return result.citations if isinstance(result, Cites) else None
    if question.type is QuestionType.TABLE:
        return result.records if isinstance(result, TableView) else None
    return _text(question, result)


def _text(question: Question, result: Any) -> Value | None:
    text = result.plain() if isinstance(result, View) else str(result)
    if question.type is QuestionType.PROSE:
        return Prose(clean_text(text)) if text.strip() else None
    line = clean_line(text)
    if question.options and line not in question.options and not question.open_choice:
        return None
    return line or None


def _quantity(question: Question, result: Any) -> Quantity | None:
    """The figure in the question's own style, unit and places."""
    number = number_of(result)
    if number is None or not number.is_finite():
        return None
    style = STYLES[question.type]
    unit = question.unit or (result.quantity.unit if isinstance(result, Figure) else "")
    places = question.places
    if places is None and style is NumberStyle.PERCENT:
        places = 2
    shape = Quantity(number, style=style, unit=unit)
    if style is NumberStyle.MONEY:
        shape = Quantity(number / money_factor(shape), style=style, unit=unit)
    approx = result.quantity.approx if isinstance(result, Figure) else ""
    value = shape.value if places is None else round_half_up(shape.value, places)
    return Quantity(value, approx, style, unit, places) if value.is_finite() else None
