"""The interview: one question has the focus, the rest is calm.

Wires the widgets to the session; what a key means is decided here, what an answer means
is decided by the session.
"""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from cchc_tui.domain.values import AnswerState
from cchc_tui.interview.answer import Answer
from cchc_tui.interview.kinds import QuestionType
from cchc_tui.services.lookup import Found, Sort
from cchc_tui.services.session import Session
from cchc_tui.store.errors import Conflict, StoreError
from cchc_tui.tui.actions import EVERYWHERE, INTERVIEW, bindings_of
from cchc_tui.tui.asking import asking_of, outline_lines, recap_lines, title_of
from cchc_tui.tui.grid_model import GridModel
from cchc_tui.tui.screens.base import OfficeScreen
from cchc_tui.tui.screens.interview_actions import InterviewActions
from cchc_tui.tui.screens.preview import PreviewScreen
from cchc_tui.tui.screens.review import ReviewScreen
from cchc_tui.tui.suggesting import Suggesting
from cchc_tui.tui.widgets.bars import KeyBar, TitleBar
from cchc_tui.tui.widgets.grid_field import GridField
from cchc_tui.tui.widgets.line_list import LineList
from cchc_tui.tui.widgets.question_panel import QuestionPanel
from cchc_tui.tui.widgets.report_view import ReportView

SAVE_AFTER = 0.6
"""Seconds of typing before it is brought to disk: the promise is one second."""
PREVIEW_AFTER = 0.4
"""Seconds after an answer before the preview beside it is made anew."""
WIDE = 120


class InterviewScreen(InterviewActions, OfficeScreen):
    """One draft, question by question."""

    WHERE = INTERVIEW
    BINDINGS = bindings_of(INTERVIEW, EVERYWHERE)
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012
    DEFAULT_CSS = """
    InterviewScreen #outline { width: 26; border-right: solid $panel; padding: 0; }
    InterviewScreen #middle { width: 1fr; }
    InterviewScreen #recap { height: 1fr; margin: 0 0 0 0; }
    InterviewScreen ReportView { width: 1fr; border-left: solid $panel; display: none; }
    InterviewScreen.-wide ReportView { display: block; }
    InterviewScreen.-wide #outline { width: 34; }
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._suggesting = Suggesting(session)
        self._saving = False
        self._saved_at = ""

    @property
    def draft_id(self) -> str:
        """The open draft."""
        return self.session.draft

    def compose(self) -> ComposeResult:
        """Title, outline, question with what was answered above it, preview, keys."""
        yield TitleBar()
        with Horizontal():
            yield LineList(id="outline")
            with Vertical(id="middle"):
                yield LineList(id="recap", bottom=True, quiet=True)
                yield QuestionPanel(
                    suggest=self._suggesting.offer,
                    insert=self._suggesting.insert,
                    edited=self._edited,
                    leave=self.go_by,
                )
            yield ReportView(can_focus=False)
        yield KeyBar()

    @property
    def panel(self) -> QuestionPanel:
        """The question with the focus."""
        return self.query_one(QuestionPanel)

    def on_mount(self) -> None:
        """Open at the field last edited."""
        self.refresh_keys()
        self.panel.suggestions.rows = 5
        self.show_question()
        self.refresh_preview()

    # Showing

    def show_question(self) -> None:
        """Ask the present question and put the cursor into its field."""
        session = self.session
        if not session.current:
            return
        asking = asking_of(session)
        self.panel.show(asking)
        if session.question.type is QuestionType.TABLE:
            records = session.records()
            self.panel.query_one(GridField).show(GridModel(session.question, records))
        verdict = session.verdict(session.current)
        if not verdict.ok:
            self.panel.problem(verdict.message)
        self.refresh_around()
        self.panel.focus_field()

    def refresh_around(self) -> None:
        """Bring the outline, the lines above and the title up to date."""
        session = self.session
        self.query_one("#outline", LineList).show(
            outline_lines(session), keep=session.place(session.current).id
        )
        lines = recap_lines(session)
        recap = self.query_one("#recap", LineList)
        recap.show(lines, keep=lines[-1].id if lines else "")
        self._show_title()

    def _show_title(self) -> None:
        left, right = title_of(self.session, self._saved_at)
        self.query_one(TitleBar).show(left, right)

    def refresh_preview(self) -> None:
        """Make the preview anew where it is shown, away from the keys."""
        if self.size.width >= WIDE:
            self.run_worker(self._make_preview, thread=True, exclusive=True, group="preview")

    def _make_preview(self) -> None:
        document = self.workspace.document(self.session.draft)
        section = self.session.place(self.session.current).id
        self.app.call_from_thread(self.query_one(ReportView).show, document, section)

    def on_resize(self) -> None:
        """A wider window has room for the preview."""
        self.refresh_preview()

    # Typing

    def _edited(self, text: str, cursor: int) -> str:
        self.session.type(text, cursor)
        self._save_soon()
        return self.session.verdict(self.session.current).message

    def _save_soon(self) -> None:
        if not self._saving:
            self._saving = True
            self.set_timer(SAVE_AFTER, self._save)

    def _save(self) -> None:
        self._saving = False
        try:
            self.session.keep()
        except StoreError as error:
            self._saved_at = ""
            self.notify(str(error), severity="error", timeout=10)
            self._save_soon()
        else:
            self._saved_at = f"{self.workspace.clock():%H:%M}"
        self._show_title()

    def on_grid_field_changed(self, _event: GridField.Changed) -> None:
        """A table changed: it is kept whole."""
        self.session.type_records(self.panel.query_one(GridField).records)
        self._save_soon()

    # Leaving a question

    def settle(self) -> bool:
        """Make what is typed the answer if it is one. False only while a conflict is open."""
        try:
            verdict = self.session.commit()
        except Conflict as conflict:
            self.resolve_conflict(conflict)
            return False
        except StoreError as error:
            self.notify(str(error), severity="error", timeout=10)
            return True
        if verdict.readings:
            self.choose_reading(verdict)
        self._saved_at = f"{self.workspace.clock():%H:%M}"
        self.set_timer(PREVIEW_AFTER, self.refresh_preview)
        return True

    def keep_everything(self) -> None:
        """Bring what is typed to disk before the app ends."""
        try:
            self.session.keep()
        except StoreError as error:
            self.notify(str(error), severity="error")

    def on_unmount(self) -> None:
        """The app may be ending: nothing typed is left in memory only."""
        self.keep_everything()

    def go_to(self, question: str) -> None:
        """Settle the present question and go to another."""
        if self.settle():
            if question:
                self.session.go(question)
            self.show_question()

    def go_by(self, step: int) -> None:
        """Go to the next (1) or previous (-1) question."""
        if self.settle():
            neighbour = self.session.neighbour(step)
            if neighbour == self.session.current and step > 0:
                self.notify("Đã đến câu cuối. F5 xem chỗ còn thiếu, F9 xuất báo cáo.")
            self.session.go(neighbour)
            self.show_question()

    def on_question_panel_option_taken(self, event: QuestionPanel.OptionTaken) -> None:
        """An option answers and goes on."""
        self.session.type(event.option, len(event.option))
        self.go_by(1)

    def on_question_panel_going(self, event: QuestionPanel.Going) -> None:
        """Up from the field: the lines above take the focus."""
        recap = self.query_one("#recap", LineList)
        if event.direction == "up" and recap.lines:
            recap.focus()

    def on_line_list_left(self, event: LineList.Left) -> None:
        """Down from the last answered line: back to the field."""
        if event.control.id == "recap" and event.step > 0:
            self.panel.focus_field()

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        """A section of the outline or an answered line opens."""
        event.stop()
        if event.control.id == "outline":
            self.go_to_section(event.id)
        elif event.control.id == "recap":
            self.open_line(event.id)

    def go_to_section(self, section: str) -> None:
        """Go to the first open question of a section, or its first."""
        question = self.session.first_of(section)
        if question:
            self.go_to(question)
        else:
            self.notify("Mục này không có câu hỏi riêng: chọn một mục con.")

    # Actions of the table that belong to where one is

    def action_next_question(self) -> None:
        """Go on."""
        self.go_by(1)

    def action_previous_question(self) -> None:
        """Go back."""
        self.go_by(-1)

    def action_next_problem(self) -> None:
        """Go to the next thing missing or wrong."""
        if self.settle():
            question = self.session.next_problem()
            if question:
                self.session.go(question)
                self.show_question()
            else:
                self.notify("Không còn chỗ nào thiếu hay chưa khớp.")

    def action_outline(self) -> None:
        """Go to the outline, and back."""
        outline = self.query_one("#outline", LineList)
        if outline.has_focus:
            self.panel.focus_field()
        else:
            outline.focus()

    def action_preview(self) -> None:
        """Show the whole report at this section."""
        if self.settle():
            section = self.session.place(self.session.current).id
            self.app.push_screen(PreviewScreen(self.session.draft, section))

    def action_review(self) -> None:
        """List what is missing or wrong."""
        if self.settle():
            self.refresh_around()
            self.app.push_screen(ReviewScreen(self.session.problems()), self._jump)

    def _jump(self, question: str | None) -> None:
        if question:
            self.session.go(question)
            self.show_question()

    def action_home(self) -> None:
        """Back to the drafts; from a list, back to the field."""
        if isinstance(self.focused, LineList) and self.focused.id in ("outline", "recap"):
            self.panel.focus_field()
        elif self.settle():
            self.app.pop_screen()

    async def carry_out(self, found: Found) -> None:
        """Do what was chosen in the assistant line."""
        if found.sort is Sort.SECTION:
            self.go_to_section(found.id)
        elif found.sort is Sort.QUESTION:
            self.go_to(found.id)
        elif found.sort is Sort.EARLIER:
            self.go_to(found.id)
            self.action_earlier()
        elif found.sort is Sort.PHRASE:
            self._suggesting.insert_phrase(found.id, found.text, self.panel.editor)
        else:
            await super().carry_out(found)

    def give(self, state: AnswerState, reason: str = "") -> None:
        """Give a state that is not an answer, and go on."""
        try:
            self.session.answer(Answer(state, None, reason=reason))
        except StoreError as error:
            self.notify(str(error), severity="error", timeout=10)
            return
        self.go_by(1)
