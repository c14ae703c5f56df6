"""The whole report as it will read."""

from __future__ import annotations

from textual.app import ComposeResult

from cchc_tui.document.blocks import gaps_of
from cchc_tui.tui.actions import EVERYWHERE, PREVIEW, bindings_of
from cchc_tui.tui.screens.base import OfficeScreen
from cchc_tui.tui.widgets.bars import KeyBar, TitleBar
from cchc_tui.tui.widgets.report_view import ReportView


class PreviewScreen(OfficeScreen):
    """Preview of a draft, opened at the section being answered."""

    WHERE = PREVIEW
    BINDINGS = bindings_of(PREVIEW, EVERYWHERE)
    AUTO_FOCUS = "ReportView"

    def __init__(self, draft: str, section: str = "", question: str = "") -> None:
        super().__init__()
        self._draft = draft
        self._place = (section, question)

    @property
    def draft_id(self) -> str:
        """The draft shown."""
        return self._draft

    @property
    def text_to_copy(self) -> str:
        """The whole report as text."""
        from cchc_tui.document.writers.text import write_text

        return write_text(self.workspace.document(self._draft))

    def compose(self) -> ComposeResult:
        """Title, report, keys."""
        yield TitleBar()
        yield ReportView()
        yield KeyBar()

    def on_mount(self) -> None:
        """Assemble and show."""
        document = self.workspace.document(self._draft)
        gaps = len(gaps_of(document))
        self.query_one(ReportView).show(document, *self._place)
        state = f"còn {gaps} chỗ chưa trả lời" if gaps else "không còn chỗ trống"
        name = self.workspace.card(self._draft).name
        self.query_one(TitleBar).show([f"Xem trước · {name}"], [state])
        self.refresh_keys()

    def action_close(self) -> None:
        """Back to the question."""
        self.app.pop_screen()

    def action_export(self) -> None:
        """Write the report to a file."""
        self.office.export(self._draft)
