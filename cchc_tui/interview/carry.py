"""Answers carried forward to another period, and the stale places that this leaves.

Every question says how it goes on: `keep`, `update` or `ask`. Within kept text the stale
places are found by shape; kept figures and the documents of a year go stale at its end.
Nothing here asks or stores: every function gives another answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from cchc_tui.domain.citations import Citation
from cchc_tui.domain.dates import DateProblem, PartialDate, format_short, parse_date
from cchc_tui.domain.periods import Period
from cchc_tui.domain.values import AnswerState, CellValue, Prose, Quantity, Records, Row
from cchc_tui.interview.answer import Answer
from cchc_tui.interview.kinds import Carry, Question, QuestionType
from cchc_tui.interview.moving import Moving
from cchc_tui.interview.spots import StaleKind, StaleSpot
from cchc_tui.interview.stale import is_standing, move_on
from cchc_tui.interview.stale_cells import cell_places
from cchc_tui.interview.typed import show_answer
from cchc_tui.interview.typed_table import show_cell


@dataclass(frozen=True, slots=True)
class Carried:
    """What a new period's draft starts with.

    Attributes:
        answers: Kept answers, with names of periods moved on and their stale places marked.
        asked_anew: The old answers to the questions that start empty.
    """

    answers: Mapping[str, Answer]
    asked_anew: Mapping[str, Answer]

    @property
    def stale(self) -> dict[str, tuple[StaleSpot, ...]]:
        """Stale places by question; questions without any are left out."""
        return {name: answer.stale for name, answer in self.answers.items() if answer.stale}


def carry_forward(
    answers: Mapping[str, Answer], questions: Mapping[str, Question], old: Period, new: Period
) -> Carried:
    """Carries the answers of one period to another.

    Args:
        answers: As typed in the old period; answers without a question are left out.
        questions: By id.
        old: The period of the answers.
        new: The period of the new draft.
    """
    moving = Moving(old, new)
    kept: dict[str, Answer] = {}
    asked: dict[str, Answer] = {}
    for name, answer in answers.items():
        question = questions.get(name)
        if question is None or not answer.given or question.computed:
            continue
        if question.carry is Carry.ASK:
            asked[name] = answer
        else:
            kept[name] = carry_answer(question, answer, moving)
    figures = figures_of(answers, questions)
    return Carried({name: _linked(one, figures) for name, one in kept.items()}, asked)


def figures_of(
    answers: Mapping[str, Answer], questions: Mapping[str, Question]
) -> dict[tuple[StaleKind, Decimal], str]:
    """The question of each figure that only one question gave, by what it is and its value."""
    found: dict[tuple[StaleKind, Decimal], str] = {}
    for name, answer in answers.items():
        if name in questions and isinstance(answer.value, Quantity):
            key = (_WHOLE[questions[name].type], answer.value.value)
            found[key] = "" if key in found else name
    return {key: name for key, name in found.items() if name}


def _linked(answer: Answer, figures: Mapping[tuple[StaleKind, Decimal], str]) -> Answer:
    """The answer with each stale figure in its words tied to the question that gave it."""
    if not isinstance(answer.value, Prose | str):
        return answer
    spots = tuple(
        replace(spot, question=figures.get((spot.kind, _number(spot.old_text)), ""))
        for spot in answer.stale
    )
    return replace(answer, stale=spots)


def _number(text: str) -> Decimal:
    """The figure as written by the trade: `15.613`, `28,42%`; not a number for other text."""
    found = re.fullmatch(r"(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?(?:\s*%|\s+\D+)?", text)
    if not found:
        return Decimal(-1)
    return Decimal(f"{found[1].replace('.', '')}.{found[2] or 0}")


def carry_answer(question: Question, answer: Answer, moving: Moving) -> Answer:
    """One answer moved on, its stale places marked, whatever its question's rule.

    Also what an old answer becomes when the officer takes it over with one key.
    """
    bare = Answer(answer.state, answer.value, answer.reason)
    old_year_over = moving.old.year != moving.new.year
    fresh = question.carry is not Carry.KEEP or old_year_over
    if answer.state is AnswerState.NOTHING and question.carry is not Carry.KEEP:
        return replace(bare, stale=(StaleSpot(0, 0, StaleKind.ANSWER, "không phát sinh"),))
    value = answer.value
    if answer.state is not AnswerState.ANSWERED or value is None:
        return bare
    if isinstance(value, Prose | str):
        return _text(question, bare, value, moving)
    if isinstance(value, Records):
        return _table(question, bare, value, moving, fresh=fresh)
    if isinstance(value, tuple):
        return replace(bare, stale=tuple(_citations(question, value, moving)))
    proposed = ""
    if isinstance(value, PartialDate):
        moved = moving.day(value)
        if moved is not None:
            return replace(bare, value=moved)
        proposed = _likely(value, moving)
    if isinstance(value, bool):
        fresh = question.carry is not Carry.KEEP
    return _whole(question, bare, proposed) if fresh else bare


_WHOLE = {
    QuestionType.NUMBER: StaleKind.FIGURE,
    QuestionType.PERCENT: StaleKind.PERCENT,
    QuestionType.MONEY: StaleKind.MONEY,
    QuestionType.DATE: StaleKind.DATE,
}


def _whole(question: Question, answer: Answer, proposed: str = "") -> Answer:
    """The answer stale as a whole."""
    shown = show_answer(question, answer)
    kind = _WHOLE.get(question.type, StaleKind.ANSWER)
    return replace(answer, stale=(StaleSpot(0, len(shown), kind, shown, proposed),))


def _likely(day: PartialDate, moving: Moving) -> str:
    """What a rule proposes for a day, as a field shows it; empty where none does."""
    moved = moving.likely_day(day)
    return format_short(moved) if moved and moved != day else ""


def _likely_text(text: str, moving: Moving) -> str:
    """The same of a cell, which may hold words that are no day."""
    try:
        return _likely(parse_date(text), moving)
    except DateProblem:
        return ""


def _text(question: Question, answer: Answer, value: Prose | str, moving: Moving) -> Answer:
    text = value if isinstance(value, str) else value.text
    if question.options and text in question.options:
        return answer if question.carry is Carry.KEEP else _whole(question, answer)
    moved = move_on(text, moving)
    new = moved.text if isinstance(value, str) else Prose(moved.text)
    return replace(answer, value=new, stale=moved.spots)


def _citations(
    question: Question, citations: tuple[Citation, ...], moving: Moving
) -> Iterator[StaleSpot]:
    """Documents that are no standing rules; kept ones only when their year is over."""
    start = 0
    for citation in citations:
        shown = citation.full()
        passed = citation.date is None or citation.date.year < moving.new.year
        turned = moving.old.year != moving.new.year and passed
        if not is_standing(citation.kind, citation.number) and (
            question.carry is not Carry.KEEP or turned
        ):
            yield StaleSpot(start, start + len(shown), StaleKind.CITATION, shown)
        start += len(shown) + 1


def _table(
    question: Question, answer: Answer, records: Records, moving: Moving, *, fresh: bool
) -> Answer:
    """Every row kept; words moved on, figures stale where `fresh` ones are wanted."""
    rows: list[Row] = []
    marks: list[dict[str, tuple[StaleSpot, ...]]] = []
    for row in records.rows:
        cells: dict[str, CellValue] = {}
        spots: dict[str, tuple[StaleSpot, ...]] = {}
        for name, value in row.cells.items():
            cells[name], spots[name] = _cell(question, name, value, moving, fresh=fresh)
        rows.append(replace(row, cells=cells))
        marks.append(spots)
    moved = Records(tuple(rows))
    stale = [
        spot.moved(at)
        for row, name, at in cell_places(question, moved)
        for spot in marks[row].get(name, ())
    ]
    return replace(answer, value=moved, stale=tuple(stale))


def _cell(
    question: Question, name: str, value: CellValue, moving: Moving, *, fresh: bool
) -> tuple[CellValue, tuple[StaleSpot, ...]]:
    """A cell moved on, with the stale places of its own text."""
    column = next((column for column in question.columns if column.id == name), None)
    if column is None or value is None or column.type == "choice":
        return value, ()
    if isinstance(value, str) and column.type == "text":
        moved = move_on(value, moving)
        if moved.spots and re.search(r"[\\|]|^#", moved.text):
            # The table's own notation escapes these, which shifts the ranges behind them.
            return moved.text, (_whole_cell(moved.text, moved.spots[0].kind),)
        return moved.text, moved.spots
    shown = show_cell(column, value)
    kinds = {"percent": StaleKind.PERCENT, "date": StaleKind.DATE}
    kind = kinds.get(column.type, StaleKind.FIGURE)
    proposed = _likely_text(shown, moving) if column.type == "date" else ""
    return value, (StaleSpot(0, len(shown), kind, shown, proposed),) if fresh and shown else ()


def _whole_cell(text: str, kind: StaleKind) -> StaleSpot:
    escaped = len(text) + text.count("\\") + text.count("|") + text.startswith("#")
    return StaleSpot(0, escaped, kind, text)
