"""Choose a file by typing, completing or picking: made for a terminal far from the file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from cchc_tui.services.ago import ago
from cchc_tui.services.finding_files import (
    PARENT,
    Entry,
    completed,
    entries_of,
    is_file,
    is_folder,
    last_folder,
    matching,
    parted,
    path_of,
    remember_folder,
    tidy,
)
from cchc_tui.services.workspace import Workspace
from cchc_tui.tui.screens.dialogs import ListDialog
from cchc_tui.tui.widgets.answer_editor import AnswerEditor
from cchc_tui.tui.widgets.bars import KeyBar
from cchc_tui.tui.widgets.line_list import Line, LineList

NOTE = (
    "Gõ vài chữ của tên (không cần dấu) rồi Enter; hoặc dán cả đường dẫn. Tab điền nốt tên. "
    "Tệp mới sửa đứng trên."
)


class ChooseFileScreen(ListDialog[Path | None]):
    """Returns the path of a file that exists."""

    DEFAULT_CSS = """
    ChooseFileScreen > Vertical { width: 90; }
    ChooseFileScreen LineList { height: 50vh; margin-top: 1; }
    """

    def __init__(self, workspace: Workspace, title: str, *, note: str = NOTE) -> None:
        super().__init__()
        self._workspace = workspace
        self._title = title
        self._note = note
        self._folder: Path | None = None
        self._entered: dict[str, Path] = {}
        """Folders by what the field shows of them: names on disk may hold what it cannot."""
        self._entries: list[Entry] = []
        self._shown: list[Entry] = []

    def compose(self) -> ComposeResult:
        """Title, path, what is there, what is wrong."""
        with Vertical():
            yield self.title_line(self._title)
            yield self.help_line(self._note)
            yield AnswerEditor(
                multiline=False,
                placeholder="đường dẫn tệp .docx, .txt hoặc .md",
                on_text_changed=self._typed,
                intercept=self.intercept,
            )
            yield LineList()
            yield Static("", classes="dialog--problem", markup=False)
            yield KeyBar(
                [("↑↓", "Di chuyển"), ("Tab", "Điền nốt"), ("Enter", "Chọn"), ("Esc", "Đóng")]
            )

    @property
    def _editor(self) -> AnswerEditor:
        return self.query_one(AnswerEditor)

    @property
    def _rows(self) -> LineList:
        return self.query_one(LineList)

    def on_mount(self) -> None:
        """Begin where the last file was."""
        self._rows.can_focus = False
        self._enter(last_folder(self._workspace.places))
        self._editor.focus()

    def _enter(self, folder: Path) -> None:
        self._editor.load(tidy(folder))
        self._entered[self._editor.value] = folder
        self._typed(self._editor)

    def _write(self, text: str) -> None:
        self._editor.load(text)
        self._typed(self._editor)

    # Looking

    def _typed(self, editor: AnswerEditor) -> None:
        """Show what fits the text as it stands."""
        self._say("")
        place, start = parted(editor.value)
        folder = self._entered.get(place) or path_of(place)
        if folder != self._folder:
            self._folder = folder
            self._entries = self._read(folder)
        self._show(matching(self._entries, start))

    def _read(self, folder: Path) -> list[Entry]:
        try:
            return entries_of(folder)
        except OSError:
            return []  # while one types most folders do not exist yet; Enter says so

    def _show(self, entries: Sequence[Entry]) -> None:
        self._shown = list(entries)
        now = self._workspace.clock()
        lines = [
            Line(str(number), f"{one.name}/", kind="dim")
            if one.folder
            else Line(str(number), one.name, _when(one, now))
            for number, one in enumerate(self._shown)
        ]
        self._rows.show(lines, keep=self._first_file())

    def _first_file(self) -> str:
        """The row that Enter takes unasked: never the way up."""
        numbers = (str(i) for i, one in enumerate(self._shown) if one.name != PARENT)
        return next(numbers, "0")

    def _say(self, message: str) -> None:
        problem = self.query_one(".dialog--problem", Static)
        problem.display = bool(message)
        problem.update(message)

    # Keys

    def intercept(self, event: events.Key) -> bool:
        """Tab completes; arrows move the mark while the line keeps the cursor."""
        if event.key == "tab":
            self._complete()
            return True
        return super().intercept(event)

    def _complete(self) -> None:
        text = self._editor.value
        if text.strip() == "~":
            self._write("~/")
            return
        place, start = parted(text)
        more = completed(self._entries, start)
        if more != start:
            self._write(place + more)

    def on_answer_editor_submitted(self, event: AnswerEditor.Submitted) -> None:
        """Take the file that is named, or enter the folder; else what is marked."""
        text = event.text
        path = path_of(text)
        if text.strip() and is_file(path):
            self._take(path)
        elif text.strip() and is_folder(path) and path != self._folder:
            self._enter(path)
        elif self._rows.chosen:
            self._open(self._shown[int(self._rows.chosen)])
        else:
            self._say(f"Không thấy tệp hay thư mục “{path}”.")

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        """Take the clicked row."""
        event.stop()
        self._open(self._shown[int(event.id)])

    def _open(self, entry: Entry) -> None:
        if entry.folder:
            self._enter(entry.path)
        else:
            self._take(entry.path)

    def _take(self, path: Path) -> None:
        remember_folder(self._workspace.places, path.parent)
        self.dismiss(path)


def _when(entry: Entry, now: datetime) -> str:
    return ago(datetime.fromtimestamp(entry.changed, now.tzinfo), now)
