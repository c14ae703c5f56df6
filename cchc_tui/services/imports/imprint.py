"""What a Word file of ours notes of itself: the answers it was made of.

A report that comes back is then understood whole: choices, facts that stand in several places,
tables and texts of one's own wording. Reading alone gives back about half of the answers.

It is data and never believed against the words: `own` compares each section with what the
answers print, and where someone has edited the file, the file says what holds. It tells nothing
that the report does not: an answer is noted only if it is asked and every word of it is printed
(figures also where only their sum or difference is), without its history, its author, or reasons.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from cchc_tui.document.blocks import Document
from cchc_tui.document.writers import write_text
from cchc_tui.domain.citations import Citation
from cchc_tui.domain.periods import Period, PeriodProblem, WindowRules, parse_period
from cchc_tui.domain.text import clean_line, fold
from cchc_tui.domain.values import AnswerState, Prose, Quantity, Records
from cchc_tui.interview.answer import Answer, AnswerProblem, Value
from cchc_tui.interview.answers import from_plain, show_answer, to_plain
from cchc_tui.interview.free import is_free
from cchc_tui.interview.interview import Interview
from cchc_tui.interview.kinds import Library, Question, QuestionType
from cchc_tui.interview.typed import bound_problem

VERSION = 1
MOST_DIGITS = 18
"""Digits of a figure that is taken from a file, before and behind the comma."""
NO_REASON = "Như báo cáo đã xuất."
"""Stands for a reason that the file does not tell."""
_WORD = re.compile(r"[^\W\d_¹²³⁰⁴-⁹]+")
"""Without the raised numbers of notes, which stand right behind a word."""


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a file notes of itself, checked.

    Attributes:
        kind: Id of a kind there is.
        period: Code of its period, as noted.
        period_name: Name of a free period.
        answers: By question; those that are no answers to it are left out.
    """

    kind: str
    period: str
    period_name: str
    answers: Mapping[str, Answer]

    def period_in(self, texts: Iterable[str], rules: WindowRules | None) -> Period | None:
        """The period, if the texts name it; None where they were edited since."""
        try:
            period = parse_period(self.period, self.period_name, rules)
        except PeriodProblem:
            return None
        name = fold(period.name)
        return period if name and any(name in fold(text) for text in texts) else None


def with_imprint(document: Document, interview: Interview) -> Document:
    """The report with the imprint of its answers.

    Args:
        document: As the interview prints it.
        interview: Its answers.
    """
    said = set(_WORD.findall(write_text(document).casefold()))
    period = interview.period
    answers = {
        name: to_plain(interview.question(name), _bare(answer))
        for name, answer in sorted(interview.answers.items())
        if answer.given
        and interview.visible(name)
        and _is_said(interview.question(name), answer, said)
    }
    told = {
        "version": VERSION,
        "kind": interview.kind.id,
        "period": period.code,
        "period_name": period.given_name,
        "answers": answers,
    }
    return replace(document, imprint=json.dumps(told, ensure_ascii=False, separators=(",", ":")))


def _bare(answer: Answer) -> Answer:
    return Answer(answer.state, answer.value)


def _is_said(question: Question, answer: Answer, said: set[str]) -> bool:
    """Whether a report says all that an answer does; a choice says what its wording does."""
    if question.type in (QuestionType.CHOICE, QuestionType.YES_NO):
        return True
    return said.issuperset(_WORD.findall(show_answer(question, answer).casefold()))


def read_imprint(text: str, library: Library) -> Imprint | None:
    """What a file notes of itself; None where there is nothing that can be used.

    Args:
        text: The imprint; may come from anywhere.
        library: The kinds and questions there are.
    """
    try:
        told = json.loads(text) if text else None
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict) or told.get("version") != VERSION:
        return None
    kind, noted = told.get("kind"), told.get("answers")
    if not isinstance(kind, str) or kind not in library.kinds or not isinstance(noted, dict):
        return None
    answers = {}
    for name, plain in noted.items():
        question = library.questions.get(name)
        answer = _answer(question, plain) if question and isinstance(plain, dict) else None
        if answer is not None:
            answers[name] = answer
    period, named = (clean_line(str(told.get(key, ""))) for key in ("period", "period_name"))
    return Imprint(kind, period, named, answers)


def _answer(question: Question, plain: dict[str, object]) -> Answer | None:
    """A noted answer; None where it is none to its question."""
    try:
        answer = from_plain(question, plain)
    except (AnswerProblem, RecursionError, OverflowError):
        return None
    if answer.value is not None and not _fits(question, answer.value):
        return None
    needs = answer.state is AnswerState.NOT_APPLICABLE or bool(question.computed)
    return Answer(answer.state, answer.value, NO_REASON if needs else "")


def _fits(question: Question, value: Value) -> bool:
    if isinstance(value, Quantity):
        return _is_short(value) and bound_problem(question, value) is None
    if question.type is QuestionType.CHOICE:
        return value in question.options
    if isinstance(value, Records):
        known = {column.id for column in question.columns}
        cells = [cell for row in value.rows for cell in row.cells.values()]
        short = all(_is_short(cell) for cell in cells if isinstance(cell, Quantity))
        return short and all(known.issuperset(row.cells) for row in value.rows)
    if isinstance(value, tuple):
        return all(isinstance(one, Citation) for one in value)
    if isinstance(value, Prose):
        return bool(value.text.strip()) or is_free(question.id)  # a section may print nothing
    return value != ""


def _is_short(quantity: Quantity) -> bool:
    number = quantity.value
    exponent = number.as_tuple().exponent
    within = isinstance(exponent, int) and -MOST_DIGITS <= exponent <= MOST_DIGITS
    return within and number.adjusted() < MOST_DIGITS
