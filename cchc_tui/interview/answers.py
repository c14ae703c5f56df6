"""Answers: what they are, how they are typed, shown, summed up and kept.

The one module to import for anything about answers; the work is done in the modules below.
"""

from __future__ import annotations

from cchc_tui.domain.dates import PartialDate, format_short
from cchc_tui.domain.numbers import format_quantity
from cchc_tui.domain.text import upper_first
from cchc_tui.domain.values import AnswerState, Prose, Quantity, Records, RowKind
from cchc_tui.interview.answer import (
    COMPUTED_SOURCE,
    DEFAULT_SOURCE,
    UNANSWERED,
    AmbiguousAnswer,
    Answer,
    AnswerProblem,
    Value,
)
from cchc_tui.interview.answer_values import from_toml
from cchc_tui.interview.grid import compute_rows, compute_totals
from cchc_tui.interview.kinds import Question
from cchc_tui.interview.plain import from_plain, to_plain
from cchc_tui.interview.typed import parse_answer, show_answer
from cchc_tui.interview.typed_table import parse_cell, parse_table, show_cell, show_table
from cchc_tui.interview.views import Figure

__all__ = [
    "COMPUTED_SOURCE",
    "DEFAULT_SOURCE",
    "UNANSWERED",
    "AmbiguousAnswer",
    "Answer",
    "AnswerProblem",
    "Value",
    "from_plain",
    "from_toml",
    "parse_answer",
    "parse_cell",
    "parse_table",
    "show_answer",
    "show_cell",
    "show_table",
    "summarise",
    "to_plain",
]

_STATES = {
    AnswerState.UNANSWERED: "",
    AnswerState.NOTHING: "Không phát sinh trong kỳ",
    AnswerState.NOT_APPLICABLE: "Không áp dụng",
    AnswerState.CLERK: "Để văn thư điền",
}


def summarise(question: Question, answer: Answer) -> str:
    """The answer in one calm line; empty while unanswered."""
    if answer.state is not AnswerState.ANSWERED or answer.value is None:
        text = _STATES.get(answer.state, "")
        return f"{text}: {answer.reason}" if answer.reason and text else text
    text = _line(question, answer.value)
    return f"{text} (ghi đè: {answer.reason})" if answer.reason else text


def _line(question: Question, value: Value) -> str:
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, str):
        return value
    if isinstance(value, Quantity):
        return f"{format_quantity(value)} {_noun(question, value)}".strip()
    if isinstance(value, Prose):
        return _first_line(value)
    if isinstance(value, PartialDate):
        return format_short(value)
    if isinstance(value, Records):
        return _table_line(question, value)
    return "; ".join(citation.short() for citation in value)


def _noun(question: Question, quantity: Quantity) -> str:
    """The unit of a count; percents and money print their own."""
    return question.unit if quantity.style.value == "count" else ""


def _first_line(prose: Prose) -> str:
    lines = [line.strip() for line in prose.text.split("\n") if line.strip()]
    if not lines:
        return ""
    more = len(lines) - 1
    return f"{lines[0]} … (thêm {more} dòng)" if more else lines[0]


def _table_line(question: Question, records: Records) -> str:
    """How many rows, and the totals that the table prints."""
    rows = compute_rows(question, records)
    parts = [f"{sum(row.kind is RowKind.ITEM for row in rows)} hàng"]
    totals = compute_totals(question, rows)
    for column in question.columns:
        total = totals.get(column.id)
        if column.total and isinstance(total, Figure):
            title = f"{column.parent} {column.title}".strip()
            parts.append(f"{upper_first(title)} {total.plain()}")
    return "; ".join(parts)
