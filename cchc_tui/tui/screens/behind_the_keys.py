"""What the interview does away from the keys: read phrases, make the preview anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cchc_tui.tui.screens.review_actions import ReviewActions
from cchc_tui.tui.widgets.report_view import ReportView

if TYPE_CHECKING:
    from cchc_tui.document.blocks import Document

PREVIEW_AFTER = 0.4
"""Seconds after an answer before the preview beside it is made anew."""
READ_AFTER = 0.1
"""Seconds after the first drawing before the texts that typing is completed from are read."""
WIDE = 120
"""Columns from which the preview stands beside the question."""


class BehindTheKeys(ReviewActions):
    """An open draft whose phrases and preview are made in other threads."""

    def read_behind(self) -> None:
        """Read what typing is helped with, once the question stands."""
        self.set_timer(READ_AFTER, self._read)

    def _read(self) -> None:
        if self.is_attached:
            self.run_worker(self._prepare, thread=True, group="phrases")

    def _prepare(self) -> None:
        if not self.workspace.suggestions.is_ready:
            self._prepare_phrases()
        self.completing.prepare()

    def _prepare_phrases(self) -> None:
        """Index a large phrase bank away from the keys, telling how far it is."""

        def tell(done: int, total: int) -> None:
            share = f"Mẫu câu: đang lập chỉ mục {100 * done // max(total, 1)}%"
            self.app.call_from_thread(self.panel.problem, share)

        self.workspace.suggestions.prepare(tell)
        self.app.call_from_thread(self.panel.problem, "")

    def settled(self) -> None:
        """The report may read otherwise now."""
        self.reviewing.look()
        if self.app.size.width >= WIDE:
            self.set_timer(PREVIEW_AFTER, self.refresh_preview)

    def refresh_preview(self) -> None:
        """Make the preview anew where it is shown, away from the keys."""
        if self.app.size.width >= WIDE and self.is_attached:
            self.run_worker(self._make_preview, thread=True, exclusive=True, group="preview")

    def _make_preview(self) -> None:
        document = self.workspace.document(self.session.draft)
        if self.is_attached:
            self.app.call_from_thread(self._show_preview, document)

    def _show_preview(self, document: Document) -> None:
        """Show it where the officer is now, which may not be where they were when it began."""
        session = self.session
        section = session.place(session.current).id
        for view in self.query(ReportView):  # None while the screen is being taken down.
            view.show(document, section, session.current)
