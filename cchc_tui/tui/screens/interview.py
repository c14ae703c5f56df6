"""The interview: one question has the focus, the rest is calm.

Wires the widgets to the session; what a key means is decided here and in the classes
below, what an answer means is decided by the session.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical

from cchc_tui.interview.kinds import QuestionType
from cchc_tui.services.lookup import Found, Sort
from cchc_tui.store.errors import StoreError
from cchc_tui.tui.actions import EVERYWHERE, INTERVIEW, bindings_of
from cchc_tui.tui.asking import asking_of, outline_lines, recap_lines, title_of
from cchc_tui.tui.company import Company
from cchc_tui.tui.grid_model import GridModel
from cchc_tui.tui.screens.behind_the_keys import WIDE, BehindTheKeys
from cchc_tui.tui.widgets.bars import KeyBar, TitleBar
from cchc_tui.tui.widgets.line_list import LineList
from cchc_tui.tui.widgets.question_panel import QuestionPanel
from cchc_tui.tui.widgets.report_view import ReportView

if TYPE_CHECKING:
    from cchc_tui.services.session import Session

ANSWERED_HERE = (
    "Người khác vừa trả lời câu này. Khi bạn rời câu, hai bản hiện cạnh nhau để chọn hoặc ghép."
)


class InterviewScreen(BehindTheKeys):
    """One draft, question by question."""

    WHERE = INTERVIEW
    BINDINGS = [  # noqa: RUF012
        *bindings_of(INTERVIEW, EVERYWHERE),
        Binding("tab,shift+tab", "field", "Về ô trả lời", show=False),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012
    DEFAULT_CSS = """
    InterviewScreen #outline { width: 26; border-right: solid $panel; padding: 0; }
    InterviewScreen #outline:focus { width: 60; max-width: 80%; border-right: solid $primary; }
    InterviewScreen #middle { width: 1fr; }
    InterviewScreen #recap { height: 1fr; }
    InterviewScreen ReportView { width: 1fr; border-left: solid $panel; display: none; }
    InterviewScreen.-wide ReportView { display: block; }
    InterviewScreen.-wide #outline { width: 34; }
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.company = Company(session, self.show_company, self.show_written)

    def compose(self) -> ComposeResult:
        """Title, outline, question with what was answered above it, preview, keys."""
        yield TitleBar()
        with Horizontal():
            yield LineList(id="outline")
            with Vertical(id="middle"):
                yield LineList(id="recap", bottom=True, quiet=True)
                yield QuestionPanel(
                    phrases=self.suggesting,
                    stale=self,
                    edited=self.edited,
                    leave=self.go_by,
                    accept=self.accept_and_go,
                )
            yield ReportView(can_focus=False)
        yield KeyBar()

    @property
    def _outline(self) -> LineList:
        return self.query_one("#outline", LineList)

    @property
    def _recap(self) -> LineList:
        return self.query_one("#recap", LineList)

    def on_mount(self) -> None:
        """Open at the field last edited."""
        self.refresh_keys()
        self.panel.fit(self.app.size.height)
        self.show_question()
        self.refresh_preview()
        self.company.begin()
        self.completing.watch(self.panel)
        self.read_behind()

    def on_unmount(self) -> None:
        """The app may be ending: nothing typed is left in memory only."""
        self.company.end()
        with suppress(StoreError):  # Nobody is left to be told; every failure so far was.
            self.session.keep()

    # Showing

    def show_question(self) -> None:
        """Ask the present question and put the cursor into its field."""
        session = self.session
        if not session.current:
            return
        asking = asking_of(session)
        self.panel.show(asking)
        self.company.moved()
        self.panel.show_company(self.company.here())
        if asking.compares and asking.trend is None:
            self.call_after_refresh(self._compare)  # reads the earlier drafts, once
        if session.question.type is QuestionType.TABLE:
            model = GridModel(session.question, session.records())
            self.panel.grid.show(model, session.text(session.current).cursor)
        self.panel.stale.begin(select=self.selects_stale)
        self.show_findings()
        self.refresh_around(moved=True)
        self.panel.focus_field()
        self.query_one(ReportView).scroll_to_question(
            session.place(session.current).id, session.current
        )

    def _compare(self) -> None:
        """Set the figure beside those of earlier periods, if it is still the one asked for."""
        if self.is_attached:
            self.panel.show_trend(self.session.trend())

    def refresh_around(self, *, moved: bool = False) -> None:
        """Bring the outline, the lines above and the title up to date.

        Args:
            moved: Another question is asked: the marks go with it. A list in which the officer
                is choosing keeps its mark otherwise.
        """
        session, recap = self.session, self._recap
        choosing = None if moved else self.focused
        here = session.place(session.current).id
        self._show_outline(None if choosing is self._outline else here)
        lines = recap_lines(session)
        last = lines[-1].id if lines else ""
        recap.show(lines, keep=None if choosing is recap else last)
        recap.display = bool(lines)
        recap.styles.max_height = max(len(lines), 1)
        self.show_title()

    def show_company(self) -> None:
        """Somebody has come, gone or moved."""
        if self.is_attached:
            self.panel.show_company(self.company.here())
            self._show_outline()
            self.show_title()

    def show_written(self) -> None:
        """Somebody else has answered: show it where nothing is being typed."""
        if not self.is_attached:
            return
        here = self.session.current
        if not self.session.look_again():
            self.refresh_around()
        elif self.session.is_pending(here):
            self.refresh_around()
            if self.is_current:  # else both texts are on the screen already
                self.notify(ANSWERED_HERE)
        else:
            self.show_question()
        self.settled()

    def _show_outline(self, keep: str | None = None) -> None:
        """Show the sections; counts only where they have room."""
        counts = self.app.size.width >= WIDE or self._outline.has_focus
        lines = outline_lines(self.session, counts=counts, others=self.company.sections())
        self._outline.show(lines, keep=keep)

    def on_descendant_focus(self) -> None:
        """The outline says more while it has the focus."""
        self._show_outline()

    def show_title(self) -> None:
        """Bring the title up to date."""
        title = title_of(self.session, self.saved, self.company.title())
        self.query_one(TitleBar).show(*title)

    def on_resize(self) -> None:
        """Fit the question to the window; a wider one has room for the preview."""
        self.panel.fit(self.app.size.height)
        self.refresh_preview()

    @property
    def help_text(self) -> str:
        """All that can be said of the question."""
        return self.panel.asking.explained if self.panel.asking else ""

    # What the widgets say

    def on_question_panel_option_taken(self, event: QuestionPanel.OptionTaken) -> None:
        """An option answers and goes on."""
        self.take_option(event.option)

    def on_question_panel_going(self, _event: QuestionPanel.Going) -> None:
        """Up from the field: the lines above take the focus."""
        if self._recap.lines:
            self._recap.focus()

    def on_line_list_left(self, event: LineList.Left) -> None:
        """Down from the last answered line: back to the field."""
        if event.control is self._recap and event.step > 0:
            self.panel.focus_field()

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        """A section of the outline or an answered line opens."""
        event.stop()
        if event.control is self._outline:
            self.go_to_section(event.id)
        elif event.control is self._recap:
            self.open_line(event.id)

    # Actions of the table that belong to where one is

    def action_next_question(self) -> None:
        """Go on."""
        self.go_by(1)

    def action_previous_question(self) -> None:
        """Go back."""
        self.go_by(-1)

    def action_outline(self) -> None:
        """Go to the outline, and back."""
        if self._outline.has_focus:
            self.panel.focus_field()
        else:
            self._outline.focus()

    def action_field(self) -> None:
        """Back to the field, from anywhere on the screen."""
        self.panel.focus_field()

    def action_preview(self) -> None:
        """Show the whole report at this section."""
        from cchc_tui.tui.screens.preview import PreviewScreen

        if self.settle():
            session = self.session
            section = session.place(session.current).id
            self.app.push_screen(PreviewScreen(session.draft, section, session.current))

    def action_home(self) -> None:
        """Back to the drafts; from a list, back to the field."""
        if self.focused in (self._outline, self._recap):
            self.panel.focus_field()
        elif self.settle():
            self.app.pop_screen()

    async def carry_out(self, found: Found) -> None:
        """Do what was chosen in the assistant line."""
        if found.sort is Sort.SECTION:
            self.go_to_section(found.id)
        elif found.sort is Sort.QUESTION:
            self.open_found(found.id)
        elif found.sort is Sort.EARLIER:
            self.go_to(found.id)
            self.action_earlier()
        elif found.sort is Sort.PHRASE:
            if self.phrases_fit():
                self.suggesting.insert_phrase(found.id, found.text, self.panel.editor)
        else:
            await super().carry_out(found)

    def open_found(self, question: str) -> None:
        """Go to a question that was looked for.

        A computed figure is not asked: what can be done with it is.
        """
        if self.session.interview.question(question).computed:
            self.open_line(question)
        else:
            self.go_to(question)
