"""The shortest way to type a value that the field reads as the one meant.

An officer knows that thousands need no dots, that a document's type follows from its symbol
and that a choice is known by its first letters; the app's own readers say what they make of
each way, so nothing is assumed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from cchc_tui.domain.citations import Citation, parse_citation
from cchc_tui.domain.text import fold
from cchc_tui.domain.values import CellValue, Column
from cchc_tui.interview.answer import Answer, AnswerProblem, Value
from cchc_tui.interview.kinds import Question, QuestionType
from cchc_tui.interview.typed import parse_answer, show_answer
from cchc_tui.interview.typed_table import parse_cell, show_cell


def shortest(question: Question, answer: Answer) -> str:
    """The shortest text that the question reads as this answer."""
    shown = show_answer(question, answer)
    if question.type is QuestionType.CITATIONS and isinstance(answer.value, tuple):
        return "\n".join(shortest_citation(one) for one in answer.value)
    if question.type in (QuestionType.TEXT, QuestionType.PROSE):
        return shown
    return _shortest(shown, _ways(shown), answer.value, lambda t: parse_answer(question, t))


def shortest_cell(column: Column, value: CellValue) -> str:
    """The shortest text that a column reads as this cell."""
    shown = show_cell(column, value)
    if column.type == "text" or value is None:
        return shown
    ways = _beginnings(shown) if column.type == "choice" else _ways(shown)
    return _shortest(shown, ways, value, lambda text: parse_cell(column, text))


def shortest_citation(citation: Citation) -> str:
    """The shortest text that is read as this document."""
    shown = citation.full()
    return _shortest(shown, _citation_ways(citation), citation, parse_citation)


def _shortest(
    shown: str,
    ways: Iterable[str],
    meant: Value | CellValue | Citation,
    read: Callable[[str], Value | CellValue | Citation],
) -> str:
    best = shown
    for way in ways:
        if len(way) >= len(best):
            continue
        try:
            if read(way) == meant:
                best = way
        except AnswerProblem:
            continue
    return best


def _ways(shown: str) -> Iterator[str]:
    plain = re.sub(r"(?<=\d)\.(?=\d{3})", "", shown)
    for text in (shown, plain):
        for mark in (text, text.rstrip("% "), re.sub(r"\b0(?=\d)", "", text)):
            yield mark
            yield fold(mark)


def _beginnings(shown: str) -> Iterator[str]:
    plain = fold(shown)
    for end in range(1, len(plain) + 1):
        yield plain[:end]


def _citation_ways(citation: Citation) -> Iterator[str]:
    shown = citation.full()
    bare = shown.removeprefix(f"{citation.kind} số ").removeprefix(f"{citation.kind} ")
    for text in (shown, bare):
        short = re.sub(r"(?<=ngày )0(?=\d/)|(?<=/)0(?=\d/\d{4})", "", text)
        for one in (text, short):
            yield one
            yield re.sub(r"ngày (?=\d)", "", one, count=1)
            yield re.sub(r"ngày (\d+/\d+/\d{4}) của ", r"\1 ", one, count=1)
