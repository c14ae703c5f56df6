"""Completion for the fields of one session: which field, which column, and whether it is wanted."""

from __future__ import annotations

from contextlib import suppress

from cchc_tui.domain.problems import DataError
from cchc_tui.interview.kinds import QuestionType
from cchc_tui.phrases.completion import Completion
from cchc_tui.services.completion import DraftCompletion
from cchc_tui.services.errors import WorkError
from cchc_tui.services.session import Session
from cchc_tui.store.errors import StoreError
from cchc_tui.tui.widgets.answer_editor import AnswerEditor
from cchc_tui.tui.widgets.grid_field import GridField
from cchc_tui.tui.widgets.question_panel import QuestionPanel

WORDED = (
    QuestionType.TEXT,
    QuestionType.PROSE,
    QuestionType.CITATIONS,
    QuestionType.CHOICE,
    QuestionType.TABLE,
)


class Completing:
    """Completes what is typed in a session.

    Args:
        session: Knows the draft and the question.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._draft = DraftCompletion(session)
        self._panel: QuestionPanel | None = None

    @property
    def is_ready(self) -> bool:
        """Whether `prepare` is done."""
        return self._draft.is_ready

    @property
    def is_wanted(self) -> bool:
        """Whether the officer has it on."""
        try:
            return self._session.workspace.settings.completion
        except DataError:
            return True

    def prepare(self) -> None:
        """Read what there is to complete from; for another thread than the keys'."""
        # What cannot be read is told where it is needed; without it nothing is proposed.
        with suppress(DataError, StoreError, WorkError):
            self._draft.prepare()

    def watch(self, panel: QuestionPanel) -> None:
        """Complete what is typed into the fields of a panel."""
        self._panel = panel
        for editor in panel.query(AnswerEditor):
            editor.completing = self._offer

    def _offer(self, editor: AnswerEditor) -> Completion | None:
        question = self._session.question
        if question.type not in WORDED or editor.filling_phrase or not self.is_wanted:
            return None
        field = self._panel and self._panel.field
        before = editor.text_before_cursor
        if isinstance(field, GridField):
            return self._in_table(field, before)
        return self._draft.complete(before, field=editor.text[: editor.cursor_index])

    def _in_table(self, grid: GridField, before: str) -> Completion | None:
        row, name = grid.place
        names = [column.id for column in grid.model.columns]
        place = names.index(name) if name in names else 0
        if not grid.model.takes_words(row, place):
            return None
        above = [text for at in range(row) if (text := grid.model.text(at, place))]
        return self._draft.complete(before, column=name, above=above)
