"""Phrases for an answer: those of its section to browse, all of them to search."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Static

from cchc_tui.phrases.slots import TabStop
from cchc_tui.services.session import Session
from cchc_tui.tui.screens.dialogs import Dialog
from cchc_tui.tui.widgets.answer_editor import AnswerEditor
from cchc_tui.tui.widgets.bars import KeyBar
from cchc_tui.tui.widgets.suggestion_list import Suggestion, SuggestionList

if TYPE_CHECKING:
    from cchc_tui.services import suggestions

Taken = tuple[str, str, tuple[TabStop, ...]]
"""Id of the phrase, its text with known gaps filled, and where its other gaps are."""


class PhrasesScreen(Dialog[Taken | None]):
    """Search and browse; the whole of the marked phrase stands below."""

    DEFAULT_CSS = """
    PhrasesScreen > Vertical { width: 100; }
    PhrasesScreen #whole { height: 6; }
    """
    BINDINGS = [Binding("f3", "cancel", "Đóng", show=False)]  # noqa: RUF012
    HELP = (
        "Gõ vài chữ của mẫu câu, không cần dấu: chữ đầu các tiếng cũng được (ccttth). "
        "Để trống thì hiện mẫu câu của mục đang trả lời."
    )

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._offered: list[suggestions.Suggestion] = []

    def compose(self) -> ComposeResult:
        """Line, list, whole phrase, keys."""
        with Vertical():
            yield self.title_line("Mẫu câu")
            yield AnswerEditor(
                multiline=False,
                placeholder="gõ vài chữ, không cần dấu",
                on_text_changed=self._search,
                intercept=self._intercept,
            )
            yield SuggestionList(rows=8)
            yield Static("", id="whole", markup=False)
            yield KeyBar([("↑↓", "Di chuyển"), ("Enter", "Chèn"), ("Esc", "Đóng")])

    def on_mount(self) -> None:
        """Begin with the phrases of the section."""
        editor = self.query_one(AnswerEditor)
        editor.focus()
        self._search(editor)

    def _search(self, editor: AnswerEditor) -> None:
        session, words = self._session, editor.value.strip()
        section = session.question.section
        if words:
            self._offered = session.workspace.suggest(
                session.draft, words, section=section, limit=8, capital=True
            )
        else:
            self._offered = session.workspace.phrases_of(session.draft, section)[:8]
        listed = self.query_one(SuggestionList)
        listed.show([Suggestion(one.hit.phrase.text, one.hit.spans) for one in self._offered])
        listed.move(1)
        self._describe()

    def _describe(self) -> None:
        index = self.query_one(SuggestionList).selected_index
        text = "Không có mẫu câu nào. Thử từ khác."
        if index is not None:
            one = self._offered[index]
            basis = f"\nCăn cứ: {one.hit.phrase.basis}" if one.hit.phrase.basis else ""
            text = one.filled.text + basis
        self.query_one("#whole", Static).update(text)

    def _intercept(self, event: events.Key) -> bool:
        listed = self.query_one(SuggestionList)
        moves: dict[str, Callable[[], bool]] = {
            "up": lambda: listed.move(-1),
            "down": lambda: listed.move(1),
        }
        if event.key not in moves:
            return False
        moves[event.key]()
        self._describe()
        return True

    def on_answer_editor_submitted(self, _event: AnswerEditor.Submitted) -> None:
        """Take the marked phrase."""
        index = self.query_one(SuggestionList).selected_index
        if index is not None:
            self._take(index)

    def on_suggestion_list_chosen(self, event: SuggestionList.Chosen) -> None:
        """Take the clicked phrase."""
        self._take(event.index)

    def _take(self, index: int) -> None:
        one = self._offered[index]
        self.dismiss((one.hit.phrase.id, one.filled.text, one.filled.stops))
