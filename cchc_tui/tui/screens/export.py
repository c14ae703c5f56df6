"""Writing the report to a file: which format, what is still open, where it went."""

from __future__ import annotations

from pathlib import Path

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Static
from textual.worker import Worker, WorkerState

from cchc_tui.domain.problems import DataError
from cchc_tui.services.errors import WorkError
from cchc_tui.services.export import Exported
from cchc_tui.services.workspace import Workspace
from cchc_tui.store.errors import StoreError
from cchc_tui.tui.screens.dialogs import Dialog
from cchc_tui.tui.widgets.answer_editor import AnswerEditor
from cchc_tui.tui.widgets.bars import KeyBar
from cchc_tui.tui.widgets.line_list import Line, LineList

FORMATS = (
    ("docx", "Word (.docx), trình bày theo Nghị định số 30/2020/NĐ-CP"),
    ("txt", "Văn bản thuần (.txt)"),
    ("md", "Markdown (.md)"),
)


class ExportScreen(Dialog[None]):
    """Format, folder, progress, path."""

    DEFAULT_CSS = """
    ExportScreen #said { height: auto; max-height: 6; margin-top: 1; text-style: bold; }
    """
    BINDINGS = [  # noqa: RUF012
        Binding("f9", "write", "Xuất", show=False),
        Binding("tab,shift+tab", "change_place", "Thư mục", show=False),
    ]
    HELP = (
        "Chọn định dạng bằng ↑ ↓, Enter để xuất. Tab để đổi thư mục hoặc ghi tên tệp. "
        "Tệp đã được sửa tay sau lần xuất trước không bao giờ bị ghi đè."
    )

    def __init__(self, workspace: Workspace, draft: str) -> None:
        super().__init__()
        self._workspace = workspace
        self._draft = draft

    def compose(self) -> ComposeResult:
        """What is open, format, folder, result, keys."""
        with Vertical():
            yield self.title_line("Xuất báo cáo")
            yield self.help_line(self._state())
            yield LineList([Line(name, title) for name, title in FORMATS])
            yield self.help_line("Thư mục hoặc tên tệp:")
            yield AnswerEditor(str(Path.cwd()), multiline=False)
            yield Static("", id="said", markup=False)
            yield KeyBar(
                [("↑↓", "Định dạng"), ("Tab", "Thư mục"), ("Enter", "Xuất"), ("Esc", "Đóng")]
            )

    def _state(self) -> str:
        interview = self._workspace.interview(self._draft)
        missing = len(interview.missing())
        wrong = sum(failed.check.severity == "error" for failed in interview.checks())
        parts = []
        if missing:
            parts.append(f"còn {missing} câu bắt buộc chưa trả lời (in thành chỗ trống tô nền)")
        if wrong:
            parts.append(f"{wrong} chỗ số liệu chưa khớp")
        if not parts:
            return "Đã trả lời đủ các câu bắt buộc, số liệu khớp."
        return f"Lưu ý: {'; '.join(parts)}. Vẫn xuất được; đóng rồi F5 để xem từng chỗ."

    def on_mount(self) -> None:
        """Word first."""
        self.query_one(LineList).focus()

    def on_line_list_chosen(self, _event: LineList.Chosen) -> None:
        """Enter on a format writes."""
        self.action_write()

    def on_answer_editor_submitted(self, _event: AnswerEditor.Submitted) -> None:
        """Enter on the folder writes."""
        self.action_write()

    def on_answer_editor_left(self, event: AnswerEditor.Left) -> None:
        """Leave the folder line for the formats."""
        if event.direction in ("next", "previous", "up"):
            self.query_one(LineList).focus()

    def action_change_place(self) -> None:
        """From the formats to the folder and back."""
        editor = self.query_one(AnswerEditor)
        (self.query_one(LineList) if editor.has_focus else editor).focus()

    def action_write(self) -> None:
        """Write the file, away from the keys."""
        self._say("Đang xuất báo cáo…")
        target = Path(self.query_one(AnswerEditor).value.strip() or ".").expanduser()
        fmt = self.query_one(LineList).chosen
        self.run_worker(
            lambda: self._workspace.export(self._draft, fmt, target),
            thread=True,
            exclusive=True,
            exit_on_error=False,
        )

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say where the file is, or why there is none."""
        event.stop()
        result = event.worker.result
        if event.state is WorkerState.SUCCESS and isinstance(result, Exported):
            self._say(result.message)
        elif event.state is WorkerState.ERROR:
            error = event.worker.error
            known = isinstance(error, WorkError | StoreError | DataError)
            self._say(str(error) if known else "Không xuất được: lỗi bất ngờ của chương trình.")

    def _say(self, text: str) -> None:
        self.query_one("#said", Static).update(text)
