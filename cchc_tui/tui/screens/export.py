"""Writing the report to a file: which format, what is still open, where it went."""

from __future__ import annotations

from pathlib import Path

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Static
from textual.worker import Worker, WorkerState

from cchc_tui.domain.problems import DataError
from cchc_tui.services.before_export import check_before_export, needs_yes
from cchc_tui.services.errors import WorkError
from cchc_tui.services.export import Exported
from cchc_tui.services.problems import Problem
from cchc_tui.services.workspace import Workspace
from cchc_tui.store.errors import StoreError
from cchc_tui.tui.problem_words import summary
from cchc_tui.tui.screens.dialogs import Dialog, PickScreen
from cchc_tui.tui.widgets.answer_editor import AnswerEditor
from cchc_tui.tui.widgets.bars import KeyBar
from cchc_tui.tui.widgets.line_list import Line, LineList

CHECK, WRITE = "check", "write"
"""What the two pieces of work are called."""

FORMATS = (
    ("docx", "Word (.docx), trình bày theo Nghị định số 30/2020/NĐ-CP"),
    ("txt", "Văn bản thuần (.txt)"),
    ("md", "Markdown (.md)"),
)

EMBEDDED = {
    True: "Tệp Word mang kèm các câu trả lời đã in, để nhập lại được đủ.",
    False: "Tệp Word không mang kèm câu trả lời (embed_answers đang tắt).",
}
"""Whether a Word file carries its answers."""


class ExportScreen(Dialog[tuple[Problem, ...] | None]):
    """What is unsettled, format, folder, progress, path.

    Returns what is unsettled where the officer would rather look at it first.
    """

    DEFAULT_CSS = """
    ExportScreen #embedded { height: 1; color: $text-muted; }
    ExportScreen #said { height: auto; max-height: 6; margin-top: 1; text-style: bold; }
    """
    BINDINGS = [  # noqa: RUF012
        Binding("f9", "write", "Xuất", show=False),
        Binding("tab,shift+tab", "change_place", "Thư mục", show=False),
    ]
    HELP = (
        "Chọn định dạng bằng ↑ ↓, Enter để xuất. Tab để đổi thư mục hoặc ghi tên tệp. "
        "Tệp đã được sửa tay sau lần xuất trước không bao giờ bị ghi đè. Báo cáo được soát trước "
        "khi xuất; còn lỗi, chỗ kỳ trước hay câu chưa trả lời thì chương trình hỏi lại. Bật, tắt "
        "việc mang kèm câu trả lời trong tệp Word: F2 ở màn hình soạn, gõ “kem cau tra loi”."
    )

    def __init__(self, workspace: Workspace, draft: str) -> None:
        super().__init__()
        self._workspace = workspace
        self._draft = draft
        self._problems: tuple[Problem, ...] | None = None
        self._agreed = False
        self._waiting = False
        """Enter was pressed while the report was still being checked."""

    def compose(self) -> ComposeResult:
        """What is open, format, folder, result, keys."""
        with Vertical():
            yield self.title_line("Xuất báo cáo")
            yield self.help_line("Đang soát báo cáo…")
            yield LineList([Line(name, title) for name, title in FORMATS])
            yield Static(EMBEDDED[self._workspace.settings.embed_answers], id="embedded")
            yield self.help_line("Thư mục hoặc tên tệp:")
            yield AnswerEditor(str(Path.cwd()), multiline=False)
            yield Static("", id="said", markup=False)
            yield KeyBar(
                [("↑↓", "Định dạng"), ("Tab", "Thư mục"), ("Enter", "Xuất"), ("Esc", "Đóng")]
            )

    def on_mount(self) -> None:
        """Word first; the report is checked meanwhile."""
        self.query_one(LineList).focus()
        self.run_worker(
            lambda: check_before_export(self._workspace, self._draft),
            name=CHECK,
            thread=True,
            exit_on_error=False,
        )

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
        """Write the file, away from the keys; ask first while something is unsettled."""
        if self._problems is None:
            self._waiting = True
            self._say("Đang soát báo cáo trước khi xuất…")
            return
        if needs_yes(self._problems) and not self._agreed:
            self._ask()
            return
        self._say("Đang xuất báo cáo…")
        target = Path(self.query_one(AnswerEditor).value.strip() or ".")
        fmt = self.query_one(LineList).chosen
        self.run_worker(
            lambda: self._workspace.export(self._draft, fmt, target),
            name=WRITE,
            group=WRITE,
            thread=True,
            exclusive=True,
            exit_on_error=False,
        )

    def _ask(self) -> None:
        lines = [
            Line(CHECK, "Không: xem lại từng chỗ trước"),
            Line(WRITE, "Có: vẫn xuất báo cáo"),
        ]

        def answered(picked: str | None) -> None:
            if picked == CHECK:
                self.dismiss(self._problems)
            elif picked == WRITE:
                self._agreed = True
                self.action_write()

        title = f"Báo cáo còn {summary(self._problems or ())}. Vẫn xuất?"
        self.app.push_screen(PickScreen(title, lines), answered)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say where the file is, or why there is none."""
        event.stop()
        result = event.worker.result
        if event.state is WorkerState.SUCCESS and isinstance(result, Exported):
            self._say(result.message)
        elif event.state is WorkerState.SUCCESS:
            self._checked(tuple(result or ()))
        elif event.state is WorkerState.ERROR:
            error = event.worker.error
            known = isinstance(error, WorkError | StoreError | DataError)
            done = "soát" if event.worker.name == CHECK else "xuất"
            unknown = f"Không {done} được: lỗi bất ngờ của chương trình."
            self._say(str(error) if known else unknown)
            if event.worker.name == CHECK:
                # What cannot be checked can still be written: the officer has been told.
                self._problems = ()

    def _checked(self, problems: tuple[Problem, ...]) -> None:
        self._problems = problems
        said = summary(problems)
        text = f"Còn {said}." if said else "Không còn chỗ nào sai, thiếu hay chưa khớp."
        self.query_one(".dialog--help", Static).update(text)
        if self._waiting:
            self._waiting = False
            self.action_write()

    def _say(self, text: str) -> None:
        self.query_one("#said", Static).update(text)
