"""What a figure or a date in a text answers to a question, by its sort alone."""

from __future__ import annotations

from cchc_tui.domain.dates import DateProblem, PartialDate, parse_date
from cchc_tui.domain.numbers import AmbiguousNumber, NumberProblem, parse_quantity
from cchc_tui.domain.values import CellValue, Column, Quantity
from cchc_tui.interview.answer import AmbiguousAnswer, AnswerProblem
from cchc_tui.interview.kinds import Question, QuestionType
from cchc_tui.interview.typed import STYLES, bound_problem
from cchc_tui.interview.typed_table import parse_cell
from cchc_tui.services.imports.mentions import Mention


def is_told(question: Question) -> bool:
    """Whether it is a figure or a date that stands for itself.

    A difference does not: it is told behind the figure that has grown or shrunk.
    """
    told = question.type in STYLES or question.type is QuestionType.DATE
    return told and not question.computed.startswith("chenh(")


def may_answer(question: Question, mention: Mention) -> bool:
    """Whether a mention is of the sort that a question asks for: a date, a percent, money."""
    if mention.is_date or question.type is QuestionType.DATE:
        return mention.is_date and question.type is QuestionType.DATE
    if mention.is_percent is not (question.type is QuestionType.PERCENT):
        return False
    return mention.is_money or question.type is not QuestionType.MONEY


def value_of(question: Question, mention: Mention) -> Quantity | PartialDate | None:
    """What a mention answers to a question; None where it cannot."""
    if not may_answer(question, mention):
        return None
    if question.type is QuestionType.DATE:
        try:
            return parse_date(mention.text)
        except DateProblem:
            return None
    text = mention.text
    try:
        quantity = parse_quantity(text, STYLES[question.type], question.unit)
    except AmbiguousNumber as unclear:
        quantity = unclear.readings[0]
    except NumberProblem:
        return None
    return None if bound_problem(question, quantity) else quantity


def cell_of(column: Column, text: str) -> CellValue:
    """What a text answers in a column of a table; None where it cannot."""
    try:
        return parse_cell(column, text)
    except AmbiguousAnswer as unclear:
        first = unclear.readings[0]
        return first if isinstance(first, str | Quantity) else None
    except AnswerProblem:
        return None
