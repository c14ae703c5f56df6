"""Answers as typed: text read into values, and values shown as they would be typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal

from cchc_tui.domain.citations import Citation, CitationProblem, parse_citations
from cchc_tui.domain.dates import DateProblem, PartialDate, format_short, parse_date
from cchc_tui.domain.numbers import (
    AmbiguousNumber,
    NumberProblem,
    format_decimal,
    parse_quantity,
)
from cchc_tui.domain.text import clean_line, clean_text, fold, nearest
from cchc_tui.domain.values import AnswerState, NumberStyle, Prose, Quantity, Records
from cchc_tui.interview.answer import AmbiguousAnswer, Answer, AnswerProblem, Value
from cchc_tui.interview.kinds import Question, QuestionType
from cchc_tui.interview.typed_table import parse_table, show_quantity, show_table
from cchc_tui.interview.views import money_factor

STYLES: Mapping[QuestionType, NumberStyle] = {
    QuestionType.NUMBER: NumberStyle.COUNT,
    QuestionType.PERCENT: NumberStyle.PERCENT,
    QuestionType.MONEY: NumberStyle.MONEY,
}
_YES = ("co", "c", "dung", "phai", "roi", "x", "yes", "y", "true", "1")
_NO = ("khong", "k", "ko", "sai", "chua", "no", "n", "false", "0")


def parse_answer(question: Question, text: str) -> Value:
    """Reads what an officer typed.

    Raises:
        AnswerProblem: It is empty or does not answer the question.
        AmbiguousAnswer: It could be misread; carries the readings to choose from.
    """
    if not clean_text(text).strip():
        raise AnswerProblem("Chưa có câu trả lời.")
    return _PARSERS[question.type](question, text)


def show_answer(question: Question, answer: Answer) -> str:
    """The answer as it is typed and edited; `parse_answer` reads it back. Empty if none."""
    value = answer.value
    if answer.state is not AnswerState.ANSWERED or value is None:
        return ""
    if isinstance(value, Quantity):
        return show_quantity(value)
    if isinstance(value, Records):
        return show_table(question, value)
    return show_value(value)


def show_value(value: Value) -> str:
    """A value that is no table as it would be typed."""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, Quantity):
        return show_quantity(value)
    if isinstance(value, Prose):
        return value.text
    if isinstance(value, PartialDate):
        return format_short(value)
    if isinstance(value, tuple):
        return "\n".join(citation.full() for citation in value)
    return value if isinstance(value, str) else ""


def read_quantity(question: Question, text: str) -> Quantity:
    """Reads a figure and holds it to the question's bounds.

    Raises:
        AnswerProblem: No figure, or out of bounds.
        AmbiguousAnswer: It could be misread.
    """
    try:
        read = parse_quantity(text, STYLES[question.type], question.unit)
    except AmbiguousNumber as error:
        shaped = tuple(replace(q, places=question.places) for q in error.readings)
        fitting = tuple(q for q in shaped if bound_problem(question, q) is None)
        if not fitting:
            raise AnswerProblem(bound_problem(question, shaped[0]) or str(error)) from None
        raise AmbiguousAnswer(str(error), fitting) from None
    except NumberProblem as error:
        raise AnswerProblem(str(error)) from None
    quantity = replace(read, places=question.places)
    if (problem := bound_problem(question, quantity)) is not None:
        raise AnswerProblem(problem)
    return quantity


def bound_problem(question: Question, quantity: Quantity) -> str | None:
    """What is wrong with the size of a figure; None if nothing is."""
    low, high = question.minimum, question.maximum
    value = quantity.value
    if question.type is QuestionType.MONEY:
        own = replace(quantity, unit=question.unit or quantity.unit)
        value = value * money_factor(quantity) / money_factor(own)
    if low is not None and value < Decimal(repr(low)):
        return f"Số nhỏ nhất được nhận là {format_decimal(_bound(low))}."
    if high is not None and value > Decimal(repr(high)):
        return f"Số lớn nhất được nhận là {format_decimal(_bound(high))}."
    return None


def _bound(number: float) -> Decimal:
    value = Decimal(repr(number))
    whole = value.to_integral_value()
    return whole if whole == value else value


def _text(question: Question, text: str) -> str:
    return clean_line(text)


def _prose(question: Question, text: str) -> Prose:
    lines = [line.rstrip() for line in clean_text(text).split("\n")]
    return Prose("\n".join(lines).strip("\n"))


def _date(question: Question, text: str) -> PartialDate:
    try:
        return parse_date(text)
    except DateProblem as error:
        raise AnswerProblem(str(error)) from None


def _choice(question: Question, text: str) -> str:
    """The option with that text or number, or the only one that begins with it."""
    typed = clean_line(text)
    plain = fold(typed)
    if typed in question.options:
        return typed
    same = [option for option in question.options if fold(option) == plain]
    begins = [option for option in question.options if fold(option).startswith(plain)]
    if len(same) == 1 or (not same and len(begins) == 1 and not question.open_choice):
        return (same or begins)[0]
    if question.open_choice:
        return typed
    if typed.isdecimal() and 1 <= int(typed) <= len(question.options):
        return question.options[int(typed) - 1]
    if len(begins) > 1:
        raise AmbiguousAnswer("Chọn một trong các câu sau.", tuple(begins))
    near = nearest(typed, question.options)
    hint = f" Có phải “{near}”?" if near else ""
    raise AnswerProblem(f"Không có lựa chọn này; chọn: {'; '.join(question.options)}.{hint}")


def _yes_no(question: Question, text: str) -> bool:
    plain = fold(clean_line(text)).rstrip(".")
    if plain in _YES:
        return True
    if plain in _NO:
        return False
    raise AnswerProblem("Trả lời có hoặc không.")


def _citations(question: Question, text: str) -> tuple[Citation, ...]:
    try:
        found = parse_citations(text)
    except CitationProblem as error:
        raise AnswerProblem(str(error)) from None
    return checked_citations(question, found)


def checked_citations(question: Question, found: tuple[Citation, ...]) -> tuple[Citation, ...]:
    """The citations, held to the question's bound.

    Raises:
        AnswerProblem: There are none, or too many.
    """
    if not found:
        raise AnswerProblem("Chưa có văn bản nào.")
    if question.max_items and len(found) > question.max_items:
        raise AnswerProblem(f"Câu này nhận nhiều nhất {question.max_items} văn bản.")
    return found


_PARSERS: Mapping[QuestionType, Callable[[Question, str], Value]] = {
    QuestionType.TEXT: _text,
    QuestionType.PROSE: _prose,
    QuestionType.NUMBER: read_quantity,
    QuestionType.PERCENT: read_quantity,
    QuestionType.MONEY: read_quantity,
    QuestionType.DATE: _date,
    QuestionType.CHOICE: _choice,
    QuestionType.YES_NO: _yes_no,
    QuestionType.CITATIONS: _citations,
    QuestionType.TABLE: parse_table,
}
