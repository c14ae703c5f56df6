"""Help for the widget that has the focus, and the keys that work there."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Grid, Vertical, VerticalScroll
from textual.widgets import Static

from cchc_tui.tui.screens.dialogs import Dialog
from cchc_tui.tui.widgets.bars import KeyBar

STEPS = (
    ("1.", "Bắt đầu từ tệp Word kỳ trước (F9 ở màn hình đầu), hoặc tạo mới (F3): loại báo cáo, "
     "cơ quan, kỳ báo cáo."),
    ("2.", "Trả lời từng câu, theo thứ tự nào cũng được. PgDn (ở câu một dòng: cả Enter) sang câu "
     "sau, PgUp về câu trước, F8 đến chỗ còn thiếu. Tổng số và tỷ lệ do chương trình tính."),
    ("3.", "F4 xem toàn văn; F5 xem chỗ còn thiếu, chưa khớp."),
    ("4.", "Lập từ kỳ trước: số liệu, ngày, văn bản cũ được gạch chân. Ctrl+N đến chỗ kế, gõ đè để "
     "thay; Ctrl+G giữ nguyên; Ctrl+K bỏ câu, dòng, văn bản; Tab nhận số mới nếu có. Dòng đầu đếm "
     "số chỗ còn lại (kỳ trước: 34). F6 xem, lấy lại câu trả lời các kỳ; F6 lần nữa: số liệu."),
    ("5.", "F9 xuất tệp .docx trình bày theo Nghị định số 30/2020/NĐ-CP."),
)  # fmt: skip
SIGNS = (
    ("✓", "đã đủ"),
    ("●", "còn câu bắt buộc"),
    ("!", "có chỗ chưa khớp hoặc chưa hiểu"),
    ("–", "không áp dụng"),
    ("*", "còn chỗ của kỳ trước chưa xem lại"),
)
SAVED = (
    "Chữ vừa gõ được ghi xuống đĩa trong vòng một giây. Mất kết nối hay đóng cửa sổ không làm mất; "
    "lần mở sau về đúng câu đang trả lời."
)
PUTTY = (
    "Nếu phím F1 đến F10 không ăn trong PuTTY: Terminal > Keyboard > The Function keys and keypad, "
    "chọn “Xterm R6”; hoặc dùng dòng trợ lý (Ctrl+P), ở đó có mọi việc."
)


class HelpScreen(Dialog[None]):
    """What the focused widget takes, its keys, and a page on the whole."""

    DEFAULT_CSS = """
    HelpScreen > Vertical { width: 90; }
    HelpScreen VerticalScroll { height: auto; max-height: 75vh; scrollbar-size-vertical: 1; }
    HelpScreen VerticalScroll Static { height: auto; }
    HelpScreen Grid {
        grid-size: 2; grid-columns: 22 1fr; grid-rows: auto; grid-gutter: 0 2; height: auto;
        padding: 0 0 1 2;
    }
    HelpScreen Grid.steps { grid-columns: 2 1fr; grid-gutter: 0 1; }
    """
    BINDINGS = [Binding("f1,enter", "cancel", "Đóng", show=False)]  # noqa: RUF012

    def __init__(self, texts: Sequence[str], keys: Sequence[tuple[str, str]]) -> None:
        """Make the screen.

        Args:
            texts: What is said of the question and of the focused widget.
            keys: Pairs of key names and what they do, those of the screen first.
        """
        super().__init__()
        self._texts = texts
        self._keys = keys

    def compose(self) -> ComposeResult:
        """Text, keys, manual."""
        with Vertical():
            yield self.title_line("Trợ giúp")
            with VerticalScroll():
                for text in self._texts:
                    yield Static(text + "\n", markup=False)
                yield from _listed("Phím dùng được ở đây", self._keys, "keys")
                yield from _listed("Đường đi của một báo cáo", STEPS, "steps")
                yield Static(SAVED + "\n", markup=False)
                yield from _listed("Ký hiệu ở danh sách mục", SIGNS, "steps")
                yield Static(PUTTY, markup=False)
            yield KeyBar([("↑↓", "Cuộn"), ("Esc", "Đóng")])

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self.query_one(VerticalScroll).focus()


def _listed(title: str, pairs: Sequence[tuple[str, str]], look: str) -> ComposeResult:
    """A list of two columns under its title."""
    yield Static(title, markup=False)
    cells = [Static(text, markup=False) for pair in pairs for text in pair]
    yield Grid(*cells, classes=look)
