"""The assistant line: what one wants, in one's own words, without tone marks.

It is the command palette as well: actions, sections, questions, figures of earlier periods,
phrases and drafts stand in one list, best first, and Enter does it.
"""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical

from cchc_tui.services.lookup import ActionEntry, Found, Sort
from cchc_tui.services.workspace import Workspace
from cchc_tui.tui.screens.dialogs import ListDialog
from cchc_tui.tui.widgets.answer_editor import AnswerEditor
from cchc_tui.tui.widgets.bars import KeyBar
from cchc_tui.tui.widgets.line_list import Line, LineList
from cchc_tui.tui.widgets.note_line import NoteLine

SORT_NAMES = {
    Sort.ACTION: "việc",
    Sort.SECTION: "mục",
    Sort.QUESTION: "câu hỏi",
    Sort.EARLIER: "kỳ trước",
    Sort.PHRASE: "mẫu câu",
    Sort.DRAFT: "bản nháp",
}


class AssistantScreen(ListDialog[Found | None]):
    """One line to type in and what it finds."""

    DEFAULT_CSS = """
    AssistantScreen { align: center top; }
    AssistantScreen > Vertical { width: 100%; max-width: 110; max-height: 100%; margin: 1 1; }
    AssistantScreen LineList { max-height: 55vh; }
    AssistantScreen KeyBar { margin-top: 0; }
    """
    BINDINGS = [Binding("f2,ctrl+p", "cancel", "Đóng", show=False)]  # noqa: RUF012
    HELP = (
        "Gõ điều muốn làm, không cần dấu: tên mục (den tai chinh cong), câu hỏi (ho so tre han), "
        "việc (xuat word), số liệu kỳ trước, mẫu câu. Enter thực hiện dòng đang chọn."
    )

    def __init__(
        self, workspace: Workspace, draft: str, actions: Sequence[ActionEntry], words: str = ""
    ) -> None:
        super().__init__()
        self._workspace = workspace
        self._draft = draft
        self._actions = actions
        self._words = words
        self._found: list[Found] = []

    def compose(self) -> ComposeResult:
        """Line, list, detail, keys."""
        with Vertical():
            yield AnswerEditor(
                self._words,
                multiline=False,
                placeholder="Bạn cần gì? Gõ không dấu, ví dụ: xuat word, ho so tre han quy truoc",
                on_text_changed=self._search,
                intercept=self.intercept,
            )
            yield LineList()
            yield NoteLine()
            yield KeyBar([("↑↓", "Di chuyển"), ("Enter", "Thực hiện"), ("Esc", "Đóng")])

    def on_mount(self) -> None:
        """Start with what can be done here."""
        self.query_one(LineList).can_focus = False
        editor = self.query_one(AnswerEditor)
        editor.focus()
        self._search(editor)

    def _search(self, editor: AnswerEditor) -> None:
        self._found = self._workspace.look_up(
            editor.value, draft_id=self._draft, actions=self._actions, limit=12
        )
        rows = self.query_one(LineList)
        rows.show(
            [
                Line(str(index), found.title, _right(found))
                for index, found in enumerate(self._found)
            ],
            keep="0",
        )
        self._describe()

    def _describe(self) -> None:
        found = self._chosen()
        text = found.text or found.detail if found else "Không tìm thấy. Thử từ khác, ngắn hơn."
        self.query_one(NoteLine).show(text)

    def _chosen(self) -> Found | None:
        chosen = self.query_one(LineList).chosen
        return self._found[int(chosen)] if chosen else None

    def intercept(self, event: events.Key) -> bool:
        """Arrows move the mark, and what it stands on is described."""
        moved = super().intercept(event)
        if moved:
            self._describe()
        return moved

    def on_answer_editor_submitted(self, _event: AnswerEditor.Submitted) -> None:
        """Do what is marked."""
        if self._chosen() is not None:
            self.dismiss(self._chosen())

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        """Do what was clicked."""
        self.dismiss(self._found[int(event.id)])


def _right(found: Found) -> str:
    detail = found.detail if found.sort in (Sort.EARLIER, Sort.QUESTION) else ""
    name = SORT_NAMES[found.sort]
    short = detail if len(detail) <= 24 else detail[:23] + "…"
    return f"{short} · {name}" if short and short != name else name
