"""Stepping through what was carried from the last period: next place, confirm, accept, drop.

Everything works on a `Session` at its present question and stores what it does as one
undoable step; what is being typed is settled first.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from cchc_tui.interview.answers import Answer, show_answer
from cchc_tui.interview.spots import StaleSpot, spots_after_change
from cchc_tui.interview.stale_edits import (
    accept,
    confirm,
    count,
    drop_sentence,
    next_stale,
    proposal,
)
from cchc_tui.services.session import Session


def stale_count(session: Session) -> int:
    """How many stale places the report still has, for the header."""
    return count(session.interview)


def stale_spots(session: Session, question: str = "") -> tuple[StaleSpot, ...]:
    """Stale places of a question as its field shows it now, also while it is typed in."""
    name = question or session.current
    answer = session.interview.typed(name)
    if not answer.stale or not session.is_pending(name):
        return answer.stale
    shown = show_answer(session.interview.question(name), answer)
    return spots_after_change(answer.stale, shown, session.text(name).text)


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
    found = next_stale(session.interview, session.current, position)
    if found is None:
        return None
    name, spot = found
    if name != session.current:
        session.go(name)
    return spot


def confirm_at(session: Session, position: int) -> bool:
    """Confirm the stale place at the cursor as still true; False if there is none."""
    return _change(session, position, confirm)


def accept_at(session: Session, position: int) -> bool:
    """Put in the stale place at the cursor what is proposed there; see `proposal`."""

    def accepted(answer: Answer, index: int) -> Answer:
        text = proposal(session.interview, answer.stale[index])
        return accept(session.question, answer, index, text)

    return _change(session, position, accepted)


def drop_at(session: Session, position: int) -> bool:
    """Drop the sentence, document or row of the stale place at the cursor."""
    return _change(session, position, lambda a, index: drop_sentence(session.question, a, index))


def _change(session: Session, position: int, change: Callable[[Answer, int], Answer]) -> bool:
    if not session.commit().ok:
        return False
    answer = session.interview.typed(session.current)
    index = _index_at(answer.stale, position)
    if index is None:
        return False
    session.answer(replace(change(answer, index), source="typed"))
    return True


def _index_at(spots: tuple[StaleSpot, ...], position: int) -> int | None:
    """The place under the cursor; also where the cursor stands right behind it."""
    for index, spot in enumerate(spots):
        if spot.start <= position <= spot.end:
            return index
    return None
