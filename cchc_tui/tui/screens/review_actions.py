"""The interview's dealings with the checker: what it says beside the question, and F5, F8."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from textual.css.query import NoMatches

from cchc_tui.services.problems import Problem
from cchc_tui.services.session import Session
from cchc_tui.tui.actions import ACTIONS, INTERVIEW
from cchc_tui.tui.key_names import key_name, keys_of
from cchc_tui.tui.reviewing import BackgroundReview
from cchc_tui.tui.screens.interview_actions import InterviewActions
from cchc_tui.tui.widgets.grid_field import GridField

_CORRECT = next(one for one in ACTIONS if (one.where, one.id) == (INTERVIEW, "correct"))


class ReviewActions(InterviewActions):
    """The interview without its looks: checked behind the keys, faults shown and corrected."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.reviewing = BackgroundReview(self, session, self.refresh_review)
        self._last: tuple[Problem, int] | None = None
        """The problem gone to last, and where the cursor was put."""

    # When it is checked

    def edited(self, text: str, cursor: int) -> str:
        """Note what is typed, and that it is to be checked; returns what is wrong with it."""
        self.reviewing.soon()
        return super().edited(text, cursor)

    def on_grid_field_changed(self, _event: GridField.Changed) -> None:
        """A table changed: it is to be checked."""
        self.reviewing.soon()

    def on_unmount(self) -> None:
        """Nobody is left to be told."""
        self.reviewing.stop()

    def refresh_review(self) -> None:
        """Faults are others now: say so wherever they show."""
        if self.is_attached:
            with suppress(NoMatches):  # The screen is just being taken down.
                self.show_findings()
                self.refresh_around()

    def show_findings(self) -> None:
        """Say beside the question what is wrong with it; an answer may be new since the check."""
        self.reviewing.look()
        keys = keys_of(_CORRECT, self.office.keymap)
        faults = self.session.review.at(self.session.current)
        self.panel.show_findings(faults, key_name(keys[0]) if keys else "F2")

    # Going to problems

    def show_problem(self, problem: Problem) -> None:
        """Go to a problem, the cursor at its words."""
        session = self.session
        if session.current != problem.question:
            session.go(problem.question)
        self.show_question()
        self.panel.go_to_place(max(session.review.position(problem), 0), problem.cell)
        self._last = problem, self.panel.cursor

    def action_next_problem(self) -> None:
        """Go to the next thing missing or wrong, in this answer or after it."""
        if not self.settle():
            return
        here = self.panel.cursor
        last = self._last[0] if self._last and self._last[1] == here else None
        if last is not None and last.question != self.session.current:
            last = None
        problem = self.session.next_problem(here, last)
        if problem is None:
            self.notify("Không còn chỗ nào thiếu hay chưa khớp.")
        elif problem == last:
            self.notify("Chỉ còn chỗ này.")
        else:
            self.show_problem(problem)

    def action_review(self) -> None:
        """List what is missing or wrong."""
        from cchc_tui.tui.screens.review import ReviewScreen

        if self.settle():
            self.refresh_around()
            self.app.push_screen(ReviewScreen(self))

    def review_after_export(self, problems: Sequence[Problem]) -> None:
        """List what the check before an export found, faults of the layout among it."""
        layout = tuple(one for one in problems if one.code.startswith("TT") and not one.question)
        self.session.review.layout = layout
        self.action_review()

    # Correcting

    def action_correct(self) -> None:
        """Put in what is proposed for the gravest fault of this question that has a proposal."""
        if not self.settle():
            return
        faults = self.session.review.at(self.session.current)
        problem = next((one for one in faults if one.fix is not None), None)
        if problem is None:
            self.notify("Không có đề nghị sửa nào cho câu này. F5 xem mọi chỗ cần soát.")
        elif self.correct(problem):
            self.notify(f"Đã sửa “{problem.words}” thành “{problem.fix}”. Ctrl+Z để hoàn tác.")

    def correct(self, problem: Problem) -> bool:
        """Correct a problem as proposed; says whether it was done."""
        done: list[bool] = []
        if not self.settle() or not self.attempt(
            lambda: done.append(self.session.review.correct(problem))
        ):
            return False
        self.show_question()
        return all(done)
