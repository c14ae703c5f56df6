"""Stepping through what a draft took over from the last period, by keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from sys import maxsize

from cchc_tui.interview.spots import StaleSpot
from cchc_tui.services import stepping
from cchc_tui.services.session import Session
from cchc_tui.tui.actions import ACTIONS, INTERVIEW
from cchc_tui.tui.key_names import key_name, keys_of
from cchc_tui.tui.screens.draft import DraftScreen
from cchc_tui.tui.stale_words import (
    StaleKeys,
    StaleWords,
    anew_words,
    kept_early,
    stale_words,
)
from cchc_tui.tui.widgets.answer_editor import AnswerEditor

_ACTIONS = {action.id: action for action in ACTIONS if action.where == INTERVIEW}
NOWHERE = "Con trỏ không ở chỗ nào của kỳ trước."
ALL_SEEN = "Không còn chỗ nào của kỳ trước chờ xem lại."


class SteppingActions(DraftScreen):
    """An open draft whose stale places are marked, confirmed, dropped and stepped through."""

    # What the field asks; see `StaleSource`

    def stale_spots(self) -> Sequence[StaleSpot]:
        """Stale places that the field shows now."""
        return stepping.stale_spots(self.session)

    def stale_cells(self) -> Mapping[tuple[int, str], Sequence[StaleSpot]]:
        """The same by the cells of a table."""
        return stepping.spots_by_cell(self.session)

    def cell_starts(self) -> Mapping[tuple[int, str], int]:
        """Where each cell starts in the shown table."""
        return stepping.cell_starts(self.session)

    def stale_words(self, spots: Sequence[StaleSpot], spot: StaleSpot | None) -> StaleWords:
        """What to say of the places left and of the one at the cursor."""
        keys = StaleKeys(*map(self._keys_named, ("next", "confirm", "drop", "accept")))
        if spot and stepping.asks_anew(self.session):
            return anew_words(self.session.question, spot, keys)
        offer = stepping.offered(self.session, spot) if spot else ""
        early = bool(spot and stepping.days_before(self.session, [spot]))
        return stale_words(self.session.question, spots, spot, offer, keys, early=early)

    def press_at_stale(self, key: str, spot: StaleSpot) -> bool:
        """Keys that belong to the field everywhere but at a stale place."""
        if key in self._keys("drop"):
            self.action_drop_stale()
        elif key in self._keys("confirm"):
            self.action_confirm_stale()
        elif key in self._keys("accept") and stepping.offered(self.session, spot):
            self.action_accept_stale()
        elif key == "enter" and self._is_selected(spot):
            self.action_next_stale()
        else:
            return False
        return True

    def _keys(self, name: str) -> list[str]:
        return keys_of(_ACTIONS[f"{name}_stale"], self.office.keymap)

    def _keys_named(self, name: str) -> str:
        return " ".join(key_name(key) for key in self._keys(name)[:1])

    def _is_selected(self, spot: StaleSpot) -> bool:
        """Whether Enter in a field of many lines would wipe the place out."""
        field = self.panel.field
        if not isinstance(field, AnswerEditor) or not field.multiline:
            return False
        return spot.end > spot.start and field.selected_range == (spot.start, spot.end)

    # The keys

    def action_next_stale(self) -> None:
        """Go to the next stale place anywhere in the report and select it."""
        start = self.panel.stale.start
        reload = self.session.is_pending(self.session.current)
        if self.settle():
            self._step(start, reload=reload)

    def action_confirm_stale(self) -> None:
        """Confirm the place at the cursor as still true, and go on; say if it is an early day."""
        kept = stepping.confirmed_with(self.session, self.panel.stale.cursor)
        early = stepping.days_before(self.session, kept)
        if self._deal(stepping.confirm_at) and early:
            self.notify(kept_early(early, self.session.interview.period.begins))

    def action_drop_stale(self) -> None:
        """Drop the sentence, document or row of the place at the cursor, and go on."""
        if self.panel.stale.spot is None:
            self.notify(NOWHERE)
        else:
            self._deal(stepping.drop_at)

    def action_accept_stale(self) -> None:
        """Put in what is proposed at the cursor and go on; from a list, back to the field."""
        spot = self.panel.stale.spot
        if not self.panel.has_focus_within:
            self.panel.focus_field()
        elif spot is None:
            self.notify(NOWHERE)
        elif not stepping.offered(self.session, spot):
            self.notify("Chỗ này chưa có gì để đề xuất.")
        else:
            self._deal(stepping.accept_at)

    def _deal(self, deal: Callable[[Session, int], bool]) -> bool:
        """Do something with the place at the cursor and go on; says whether it was done."""
        marks, session = self.panel.stale, self.session
        if stepping.asks_anew(session):
            return self._deal_anew(deal)
        position, live = marks.cursor, self.stale_spots()
        number = stepping.number_at(live, position)
        if not self.settle():
            return False
        if number is None:
            self._step(marks.start, reload=True)
            return False
        before = session.interview.typed(session.current).stale
        if session.is_pending(session.current) or len(before) != len(live):
            self.notify("Câu này còn chỗ chưa hiểu: xin sửa trước, rồi mới xác nhận được.")
            return False
        # Settling may have trimmed the text: the place is known by its number.
        position = before[number].start
        if not self.attempt(lambda: deal(session, position)):
            return False
        after = session.interview.typed(session.current).stale
        self._step(stepping.going_on(before, after, position), reload=True)
        return True

    def _deal_anew(self, deal: Callable[[Session, int], bool]) -> bool:
        """Take an old answer back and stay at it, to be confirmed; or drop it and go on."""
        session = self.session
        if not self.attempt(lambda: deal(session, 0)):
            return False
        if session.interview.typed(session.current).stale:
            self.show_question()
        else:
            self._step(maxsize, reload=True)
        return True

    def _step(self, position: int, *, reload: bool) -> None:
        """Show and select the next stale place behind a position of the present answer."""
        here = self.session.current
        found: list[StaleSpot | None] = []
        if not self.attempt(lambda: found.append(stepping.go_to_next(self.session, position))):
            return
        if reload or self.session.current != here:
            self.show_question()
        else:
            self.panel.focus_field()
        if found[0] is None:
            self.notify(ALL_SEEN)
        else:
            self.panel.stale.select(found[0])

    # Answering

    def settle(self) -> bool:
        """Settle the question; a figure typed anew as it was is confirmed by that."""
        retyped = self._is_retyped()
        settled = super().settle()
        if settled and retyped:
            return self.attempt(lambda: stepping.confirm_at(self.session, 0))
        return settled

    def _is_retyped(self) -> bool:
        """Whether a figure of the last period was typed over and reads the same."""
        session, field = self.session, self.panel.field
        if not isinstance(field, AnswerEditor) or not session.is_pending(session.current):
            return False
        spots = session.interview.typed(session.current).stale
        whole = [(spot.start, spot.end) for spot in spots] == [(0, len(field.value))]
        return whole and bool(field.history.undo_stack) and spots == self.stale_spots()

    def take_option(self, option: str) -> None:
        """Answer with an option, which is a choice even where it is that of the last period."""
        self.session.type(option, len(option))
        if self.settle() and self.attempt(lambda: stepping.confirm_at(self.session, 0)):
            self.go_by(1)

    @property
    def selects_stale(self) -> bool:
        """Whether a question that is shown starts with its first stale place selected."""
        return not self.session.is_pending(self.session.current)
