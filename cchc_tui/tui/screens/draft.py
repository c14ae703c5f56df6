"""Being at a question of a draft: typing is kept, leaving settles, nothing is ever lost."""

from __future__ import annotations

from collections.abc import Callable

from cchc_tui.domain.values import AnswerState
from cchc_tui.interview.answer import Answer
from cchc_tui.services.open_slots import open_slots_remark
from cchc_tui.services.session import Session
from cchc_tui.services.unfinished import Verdict
from cchc_tui.store.errors import Conflict, DamagedStore, StoreError
from cchc_tui.tui.screens.base import OfficeScreen
from cchc_tui.tui.widgets.grid_field import GridField
from cchc_tui.tui.widgets.question_panel import QuestionPanel

SAVE_AFTER = 0.6
"""Seconds of typing before it is brought to disk: the promise is one second."""
TRY_AGAIN_AFTER = 5.0
"""Seconds until what could not be written is tried again."""
NOT_SAVED = "! CHƯA LƯU ĐƯỢC"


class DraftScreen(OfficeScreen):
    """An open draft at one question, without its looks."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.saved = ""
        """When the draft was saved last, or that it could not be, for the title."""
        self._saving = False
        self._trouble = ""

    @property
    def draft_id(self) -> str:
        """The open draft."""
        return self.session.draft

    @property
    def panel(self) -> QuestionPanel:
        """The question with the focus."""
        return self.query_one(QuestionPanel)

    # What the screen on top of this one shows

    def show_question(self) -> None:
        """Ask the present question and put the cursor into its field."""
        raise NotImplementedError

    def refresh_around(self) -> None:
        """Bring everything but the question up to date."""
        raise NotImplementedError

    def show_title(self) -> None:
        """Bring the title up to date."""
        raise NotImplementedError

    def settled(self) -> None:
        """An answer may have changed: bring what follows from it up to date."""
        raise NotImplementedError

    def choose_reading(self, verdict: Verdict) -> None:
        """Ask which reading of an unclear text is meant."""
        raise NotImplementedError

    def resolve_conflict(self, conflict: Conflict) -> None:
        """Ask which of two answers is kept."""
        raise NotImplementedError

    # Typing

    def edited(self, text: str, cursor: int) -> str:
        """Note what is typed; returns what is wrong with it."""
        self.session.type(text, cursor)
        self._save_soon()
        verdict = self.session.verdict(self.session.current)
        return verdict.message or open_slots_remark(self.session.question, text)

    def on_grid_field_changed(self, event: GridField.Changed) -> None:
        """A table changed: it is kept whole."""
        grid = self.panel.grid
        if self.session.question.columns == grid.model.columns:
            self.session.type_records(grid.records, grid.cell)
            self._save_soon()
            if event.rows or self.panel.stale.empty:
                self.panel.stale.changed()

    def _save_soon(self, after: float = SAVE_AFTER) -> None:
        if not self._saving:
            self._saving = True
            self.set_timer(after, self._save)

    def _save(self) -> None:
        self._saving = False
        self.keep_everything()

    def keep_everything(self) -> None:
        """Bring what is typed to disk."""
        try:
            self.session.keep()
            # Questions were left while the disk took nothing: now their answers are given.
            late = bool(self._trouble) and self.session.catch_up()
        except DamagedStore:
            raise
        except StoreError as error:
            self.not_saved(error)
        else:
            self.is_saved()
            if late and self.is_attached:
                self.refresh_around()
                self.settled()

    def is_saved(self) -> None:
        """Say when it was saved."""
        self._trouble = ""
        self.saved = f"đã lưu {self.workspace.clock():%H:%M}"
        self.show_title()

    def not_saved(self, error: StoreError) -> None:
        """Say that it could not be saved, once in full, and try again."""
        self.saved = NOT_SAVED
        if str(error) != self._trouble:
            self._trouble = str(error)
            self.notify(str(error), title="Chưa lưu được", severity="error", timeout=12)
        if self.is_mounted and self.is_attached:
            self.show_title()
            self._save_soon(TRY_AGAIN_AFTER)

    # Leaving a question

    def settle(self) -> bool:
        """Make what is typed the answer if it is one. False only while a conflict is open."""
        try:
            verdict = self.session.commit()
        except Conflict as conflict:
            self.resolve_conflict(conflict)
            return False
        except DamagedStore:
            raise
        except StoreError as error:
            self.not_saved(error)
            return True
        if verdict.readings:
            self.choose_reading(verdict)
        self.is_saved()
        self.settled()
        return True

    def give(self, answer: Answer, question: str = "") -> bool:
        """Answer outright; says whether it was stored."""
        return self.attempt(lambda: self.session.answer(answer, question))

    def attempt(self, work: Callable[[], object]) -> bool:
        """Do something that stores an answer; says whether it was stored."""
        try:
            work()
        except Conflict as conflict:
            self.resolve_conflict(conflict)
            return False
        except DamagedStore:
            raise
        except StoreError as error:
            self.not_saved(error)
            return False
        self.is_saved()
        self.settled()
        return True

    def give_state(self, state: AnswerState, reason: str = "") -> None:
        """Give a state that is not an answer, and go on."""
        if self.give(Answer(state, None, reason=reason)):
            self.go_by(1)

    def go_to(self, question: str) -> None:
        """Settle the present question and go to another."""
        if self.settle():
            if question:
                self.session.go(question)
            self.show_question()

    def go_by(self, step: int) -> None:
        """Go to the next (1) or previous (-1) question."""
        if not self.settle():
            return
        neighbour = self.session.neighbour(step)
        if neighbour == self.session.current and step > 0:
            self.notify("Đã đến câu cuối. F5 xem chỗ còn thiếu, F9 xuất báo cáo.")
        self.session.go(neighbour)
        self.show_question()

    def accept_and_go(self) -> None:
        """Enter in a field: what is proposed is accepted, then the next question follows."""
        try:
            self.session.accept()
        except Conflict as conflict:
            self.resolve_conflict(conflict)
            return
        except DamagedStore:
            raise
        except StoreError as error:
            self.not_saved(error)
        self.go_by(1)

    def go_to_section(self, section: str) -> None:
        """Go to the first open question of a section, or its first."""
        question = self.session.first_of(section)
        if question:
            self.go_to(question)
        else:
            self.notify("Mục này không có câu hỏi riêng: chọn một mục con.")
