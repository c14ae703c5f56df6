"""What is still missing or does not add up, with a jump to each."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Static

from cchc_tui.services.problems import Problem
from cchc_tui.tui.screens.dialogs import Dialog
from cchc_tui.tui.widgets.bars import KeyBar
from cchc_tui.tui.widgets.line_list import Line, LineList

GROUPS = (
    ("refused", "Chưa hiểu, xin ghi lại"),
    ("error", "Lỗi: số liệu chưa khớp"),
    ("warning", "Cảnh báo"),
    ("hint", "Gợi ý"),
    ("missing", "Chưa trả lời"),
)


class ReviewScreen(Dialog[Problem | None]):
    """A list of problems; returns the one to go to."""

    DEFAULT_CSS = """
    ReviewScreen > Vertical { width: 100; }
    ReviewScreen #detail { height: 4; color: $text-muted; margin-top: 1; }
    """
    BINDINGS = [Binding("f5", "cancel", "Đóng", show=False)]  # noqa: RUF012

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__()
        self._problems = {str(index): problem for index, problem in enumerate(problems)}

    def compose(self) -> ComposeResult:
        """Count, list by kind, detail, keys."""
        with Vertical():
            yield self.title_line(self._title())
            if self._problems:
                yield LineList(self._lines())
                yield Static("", id="detail", markup=False)
            jump = [("↑↓", "Di chuyển"), ("Enter", "Đến câu đó")] if self._problems else []
            yield KeyBar([*jump, ("Esc", "Đóng")])

    def _title(self) -> str:
        count = len(self._problems)
        return (
            f"Soát: {count} chỗ cần xem" if count else "Soát: không còn chỗ nào thiếu hay chưa khớp"
        )

    def _lines(self) -> list[Line]:
        lines: list[Line] = []
        for kind, title in GROUPS:
            found = [(key, one) for key, one in self._problems.items() if one.kind == kind]
            if found:
                lines.append(Line("", f"{title} ({len(found)})", kind="title"))
                lines += [
                    Line(key, one.name if kind == "missing" else one.message, one.place, indent=1)
                    for key, one in found
                ]
        return lines

    def on_mount(self) -> None:
        """Start in the list."""
        if self._problems:
            self.query_one(LineList).focus()
            self._describe()

    def on_line_list_moved(self, _event: LineList.Moved) -> None:
        """Say the whole of the marked problem."""
        self._describe()

    def _describe(self) -> None:
        problem = self._problems.get(self.query_one(LineList).chosen)
        text = f"{problem.name}: {problem.message}" if problem else ""
        self.query_one("#detail", Static).update(text)

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        """Go to the question."""
        self.dismiss(self._problems[event.id])
