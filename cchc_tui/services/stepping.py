"""Stepping through what was carried from the last period: next place, confirm, accept, drop.

Everything works on a `Session` at its present question and stores what it does as one
undoable step; what is being typed is settled first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from sys import maxsize

from cchc_tui.domain.values import AnswerState
from cchc_tui.interview.answers import Answer, show_answer
from cchc_tui.interview.kinds import Question, QuestionType
from cchc_tui.interview.moving_days import days_of
from cchc_tui.interview.spots import StaleKind, StaleSpot, spots_after_change
from cchc_tui.interview.stale_cells import cell_places, stale_cells
from cchc_tui.interview.stale_edits import (
    TAKES,
    accept,
    all_stale,
    confirm,
    drop_sentence,
    kept_stale,
    next_place,
    proposal,
)
from cchc_tui.services.asked_anew import GONE
from cchc_tui.services.session import Session

Cell = tuple[int, str]
"""Row number, from 0, and id of the column."""


def places(session: Session) -> list[tuple[Question, StaleSpot]]:
    """Every stale place of the report, in order; the old answer to an empty question is one."""
    interview, anew = session.interview, session.asked_anew
    empty = [(q, anew.spot(interview, q)) for q in anew.open(interview) if _is_empty(session, q.id)]
    if not empty:
        return all_stale(interview)
    order = {question.id: number for number, question in enumerate(interview.questions())}
    return sorted([*all_stale(interview), *empty], key=lambda one: order[one[0].id])


def _is_empty(session: Session, question: str) -> bool:
    """Whether nothing is being typed there."""
    if not session.is_pending(question):
        return True
    return not session.text(question).text.strip() and not session.records(question).rows


def asks_anew(session: Session) -> bool:
    """Whether the present question is empty and the last period had an answer to it."""
    here = session.current
    return session.asked_anew.waits(session.interview, here) and _is_empty(session, here)


def stale_count(session: Session) -> int:
    """How many stale places the report still has, for the header; typing counts at once."""
    elsewhere = sum(question.id != session.current for question, _ in places(session))
    printed = session.current in session.interview.printed
    return elsewhere + (len(stale_spots(session)) if printed else 0)


def stale_spots(session: Session) -> tuple[StaleSpot, ...]:
    """Stale places of the present question as its field shows it now, also while typed in.

    An empty field to which the last period had an answer has one place, of no length.
    """
    answer = session.interview.typed(session.current)
    if asks_anew(session):
        return (session.asked_anew.spot(session.interview, session.question),)
    if not answer.stale or not session.is_pending(session.current):
        return answer.stale
    if session.question.type is QuestionType.TABLE:
        return kept_stale(session.question, answer, replace(answer, value=session.records()))
    shown = show_answer(session.question, answer)
    return spots_after_change(answer.stale, shown, session.text(session.current).text)


def stale_sections(session: Session) -> dict[str, int]:
    """How many stale places each section has, by its id; those without any are left out."""
    found: dict[str, int] = {}
    for question, _ in places(session):
        section = session.interview.section_of(question.id)
        found[section] = found.get(section, 0) + 1
    return found


def cell_starts(session: Session) -> dict[Cell, int]:
    """Where each cell of the present table starts in its shown text."""
    rows = session.records()
    return {(row, column): at for row, column, at in cell_places(session.question, rows)}


def spots_by_cell(session: Session) -> dict[Cell, tuple[StaleSpot, ...]]:
    """Stale places of the present table, counted from the start of their cell's text."""
    answer = session.interview.typed(session.current)
    now = replace(answer, value=session.records(), stale=stale_spots(session))
    return stale_cells(session.question, now)


def offered(session: Session, spot: StaleSpot) -> str:
    """What `accept_at` would put in a place of the present question; empty: it only confirms."""
    if session.question.type not in TAKES:
        return ""
    return proposal(session.interview, spot)


def days_before(session: Session, spots: Sequence[StaleSpot]) -> list[date]:
    """Days, each once, in stale places that lie before the period of the report begins."""
    begins = session.interview.period.begins
    dated = (spot.old_text for spot in spots if spot.kind is StaleKind.DATE)
    days = dict.fromkeys(day for text in dated for day in days_of(text))
    return [day for day in days if day < begins]


def confirmed_with(session: Session, position: int) -> tuple[StaleSpot, ...]:
    """The stale places that `confirm_at` confirms: the one there, in a table those of its row."""
    spots = stale_spots(session)
    number = number_at(spots, position)
    if number is None or asks_anew(session):
        return ()
    if session.question.type is not QuestionType.TABLE:
        return (spots[number],)
    text = show_answer(session.question, Answer(AnswerState.ANSWERED, session.records()))
    rows = [text.count("\n", 0, spot.start) for spot in spots]
    return tuple(one for one, row in zip(spots, rows, strict=True) if row == rows[number])


def number_at(spots: Sequence[StaleSpot], position: int) -> int | None:
    """Which of the places the cursor is in or stands right behind, from 0."""
    for number, spot in enumerate(spots):
        if spot.start <= position <= spot.end:
            return number
    return None


def go_to_next(session: Session, position: int = -1) -> StaleSpot | None:
    """Move to the next stale place after a place in the present question's text.

    Args:
        session: Settled first; where what is typed cannot stand, it stays as typed.
        position: Where the cursor is; below 0: before the question's text.

    Returns:
        The place; None when nothing is stale any more.

    Raises:
        Conflict: Another officer answered meanwhile.
        StoreError: It could not be written.
    """
    session.commit()
    found = next_place(session.interview, places(session), session.current, position)
    if found is None:
        return None
    name, spot = found
    if name != session.current:
        session.go(name)
    return spot


def confirm_at(session: Session, position: int) -> bool:
    """Confirm the stale place at the cursor as still true, in a table its row.

    An empty question takes its old answer back, which is then to be confirmed.

    Returns:
        False if there is none.
    """
    if asks_anew(session):
        question = session.question
        session.answer(session.asked_anew.taken_back(session.interview, question))
        return True
    return _change(session, position, lambda a, index: confirm(session.question, a, index))


def accept_at(session: Session, position: int) -> bool:
    """Put in the stale place at the cursor what is proposed there; see `proposal`."""
    if asks_anew(session):
        back = session.asked_anew.taken_back(session.interview, session.question)
        session.answer(replace(accept(session.question, back, 0), source="typed"))
        return True

    def accepted(answer: Answer, index: int) -> Answer:
        text = proposal(session.interview, answer.stale[index])
        return accept(session.question, answer, index, text)

    return _change(session, position, accepted)


def drop_at(session: Session, position: int) -> bool:
    """Drop the sentence, document or row of the stale place at the cursor.

    An empty question is left out of the report.
    """
    if asks_anew(session):
        session.answer(GONE)
        return True
    return _change(session, position, lambda a, index: drop_sentence(session.question, a, index))


def going_on(before: Sequence[StaleSpot], after: Sequence[StaleSpot], position: int) -> int:
    """Where to go on from once the place at a position is dealt with, for `go_to_next`.

    Args:
        before: Stale places of the question before, in order.
        after: Those left, in order.
        position: Where the place stood.
    """
    passed = 0
    for old, left in zip(before, after, strict=False):
        if old != left or old.start >= position:
            break
        passed += 1
    return after[passed].start - 1 if passed < len(after) else maxsize


def _change(session: Session, position: int, change: Callable[[Answer, int], Answer]) -> bool:
    if not session.commit().ok:
        return False
    answer = session.interview.typed(session.current)
    index = number_at(answer.stale, position)
    if index is None:
        return False
    session.answer(replace(change(answer, index), source="typed"))
    return True
