"""Days that figures are counted from and to: `từ ngày 01/01/2020 đến hết ngày 10/3/2020`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from cchc_tui.domain.dates import DateProblem, PartialDate, parse_date
from cchc_tui.domain.text import fold
from cchc_tui.interview.kinds import Question, QuestionType
from cchc_tui.services.imports.mentions import DAY

_SPAN = re.compile(
    rf"\btừ\s+(?:ngày\s+)?(?P<first>{DAY})\s*(?:-|–|đến(?:\s+hết)?(?:\s+ngày)?)\s*(?P<last>{DAY})"
    rf"|\b(?:tính|số liệu|cập nhật)\s+đến(?:\s+hết)?(?:\s+ngày)?\s+(?P<until>{DAY})",
    re.IGNORECASE,
)


def spans_in(texts: Sequence[str]) -> list[tuple[PartialDate | None, PartialDate]]:
    """First and last days told in the texts, in order; the first may be left out."""
    found = []
    for text in texts:
        for span in _SPAN.finditer(text):
            try:
                last = parse_date(span["last"] or span["until"])
                first = parse_date(span["first"]) if span["first"] else None
            except DateProblem:
                continue
            found.append((first, last))
    return found


def read_spans(
    questions: Sequence[Question], texts: Sequence[str]
) -> Iterator[tuple[Question, PartialDate]]:
    """The questions for first and last days that the spans of a section answer, in order.

    Args:
        questions: Those of the section.
        texts: Its heading and passages.
    """
    for (first, last), (start, end) in zip(spans_in(texts), _pairs(questions), strict=False):
        if first is not None:
            yield start, first
        yield end, last


def first_days(
    spans: Sequence[tuple[Question, PartialDate]],
    questions: Sequence[Question],
    texts: Sequence[str],
) -> Iterator[tuple[Question, PartialDate]]:
    """First days that a section leaves out, where the whole report counts from one day alone.

    Args:
        spans: Days read in the section.
        questions: Those of the section.
        texts: Everything the report says.
    """
    read = {question.id for question, _ in spans}
    firsts = {first for first, _ in spans_in(texts) if first is not None}
    for start, end in _pairs(questions):
        if end.id in read and start.id not in read and len(firsts) == 1:
            yield start, next(iter(firsts))


def asks_span(questions: Sequence[Question]) -> bool:
    """Whether any of the questions ask for a first and a last day."""
    return next(_pairs(questions), None) is not None


def _pairs(questions: Sequence[Question]) -> Iterator[tuple[Question, Question]]:
    """Questions for a first day with those for the last day behind them."""
    days = [q for q in questions if q.type is QuestionType.DATE and not q.computed]
    for start, end in pairwise(days):
        if "tu ngay" in fold(start.name) and "den ngay" in fold(end.name):
            yield start, end
