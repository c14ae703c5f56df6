"""Small questions over a screen: pick one, type one line, read a message, say yes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from cchc_tui.domain.text import fold
from cchc_tui.tui.terminal.guard import Guarded
from cchc_tui.tui.widgets.answer_editor import AnswerEditor
from cchc_tui.tui.widgets.bars import KeyBar
from cchc_tui.tui.widgets.line_list import Line, LineList

Result = TypeVar("Result")


class Dialog(Guarded, ModalScreen[Result]):
    """What every dialog shares: its place, its parts, Esc."""

    DEFAULT_CSS = """
    Dialog { align: center middle; background: $background 60%; }
    Dialog > Vertical {
        width: 72; max-width: 96%; height: auto; max-height: 96%;
        background: $background; border: solid $primary; padding: 0 1;
    }
    Dialog .dialog--title { text-style: bold; color: $primary; height: auto; max-height: 3; }
    Dialog .dialog--help { color: $text-muted; height: auto; max-height: 4; }
    Dialog .dialog--problem { color: $error; text-style: bold; height: auto; max-height: 4; }
    Dialog AnswerEditor { background: $surface; }
    Dialog LineList { height: auto; max-height: 50vh; }
    Dialog KeyBar { dock: none; margin-top: 1; background: $background; }
    """
    BINDINGS = [  # noqa: RUF012
        Binding("escape", "cancel", "Đóng", show=False),
        # Textual keeps the keys of the app from dialogs; a garbled one must be drawn again too.
        Binding("ctrl+l", "app.redraw", "Vẽ lại màn hình", show=False, id="everywhere.redraw"),
    ]

    def action_cancel(self) -> None:
        """Close and leave things as they are."""
        self.dismiss(None)

    def title_line(self, text: str) -> Static:
        """The first line of a dialog."""
        return Static(text, classes="dialog--title", markup=False)

    def help_line(self, text: str) -> Static:
        """A calm line below the title."""
        return Static(text, classes="dialog--help", markup=False)


class ListDialog(Dialog[Result]):
    """A dialog with a line to type in that moves the mark of a list below it."""

    def intercept(self, event: events.Key) -> bool:
        """Arrows move the mark while the line keeps the cursor."""
        rows = self.query_one(LineList)
        moves: dict[str, Callable[[], None]] = {
            "up": lambda: rows.action_move(-1),
            "down": lambda: rows.action_move(1),
            "pageup": lambda: rows.action_page(-1),
            "pagedown": lambda: rows.action_page(1),
        }
        if event.key not in moves:
            return False
        moves[event.key]()
        return True


class PickScreen(ListDialog[str | None]):
    """Choose one row; typing narrows the list, without tone marks if one likes."""

    def __init__(
        self, title: str, lines: Sequence[Line], *, chosen: str = "", note: str = ""
    ) -> None:
        super().__init__()
        self._title = title
        self._lines = tuple(lines)
        self._chosen = chosen
        self._note = note

    def compose(self) -> ComposeResult:
        """Title, filter, rows."""
        with Vertical():
            yield self.title_line(self._title)
            if self._note:
                yield self.help_line(self._note)
            yield AnswerEditor(
                multiline=False,
                placeholder="gõ để lọc, không cần dấu",
                on_text_changed=self._narrow,
                intercept=self.intercept,
            )
            yield LineList(self._lines)
            yield KeyBar([("↑↓", "Di chuyển"), ("Enter", "Chọn"), ("Esc", "Đóng")])

    def on_mount(self) -> None:
        """Put the mark on the present value."""
        rows = self.query_one(LineList)
        rows.can_focus = False
        rows.mark(self._chosen)
        self.query_one(AnswerEditor).focus()

    def _narrow(self, editor: AnswerEditor) -> None:
        words = fold(editor.value).split()
        self.query_one(LineList).show(
            [line for line in self._lines if all(word in fold(line.text) for word in words)]
        )

    def on_answer_editor_submitted(self, _event: AnswerEditor.Submitted) -> None:
        """Take the marked row."""
        if chosen := self.query_one(LineList).chosen:
            self.dismiss(chosen)

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        """Take the clicked row."""
        self.dismiss(event.id)


class AskScreen(Dialog[str | None]):
    """Type one line; a check may refuse it with a message."""

    def __init__(
        self,
        title: str,
        value: str = "",
        *,
        note: str = "",
        check: Callable[[str], str] | None = None,
    ) -> None:
        super().__init__()
        self._title = title
        self._value = value
        self._note = note
        self._check = check

    def compose(self) -> ComposeResult:
        """Title, note, line, problem."""
        with Vertical():
            yield self.title_line(self._title)
            if self._note:
                yield self.help_line(self._note)
            yield AnswerEditor(self._value, multiline=False)
            yield Static("", classes="dialog--problem", markup=False)
            yield KeyBar([("Enter", "Đồng ý"), ("Esc", "Đóng")])

    def on_mount(self) -> None:
        """Start typing at once."""
        self.query_one(AnswerEditor).focus()

    def on_answer_editor_submitted(self, event: AnswerEditor.Submitted) -> None:
        """Take the line if it passes."""
        problem = self._check(event.text) if self._check else ""
        if problem:
            self.query_one(".dialog--problem", Static).update(problem)
        else:
            self.dismiss(event.text.strip())


class MessageScreen(Dialog[bool]):
    """Something to read; Enter agrees, Esc closes."""

    DEFAULT_CSS = """
    MessageScreen VerticalScroll { height: auto; max-height: 60vh; scrollbar-size-vertical: 1; }
    MessageScreen .dialog--body { height: auto; }
    """
    BINDINGS = [  # noqa: RUF012
        Binding("escape", "close(False)", "Đóng", show=False),
        Binding("enter", "close(True)", "Đồng ý", show=False),
    ]

    def __init__(self, title: str, body: str, *, yes: str = "Đã rõ", no: str = "") -> None:
        super().__init__()
        self._title = title
        self._body = body
        self._keys = [("Enter", yes), *([("Esc", no)] if no else [])]

    def compose(self) -> ComposeResult:
        """Title and text."""
        with Vertical():
            yield self.title_line(self._title)
            with VerticalScroll():
                yield Static(self._body, classes="dialog--body", markup=False)
            yield KeyBar(self._keys)

    @property
    def body(self) -> str:
        """What is to be read."""
        return self._body

    @property
    def text_to_copy(self) -> str:
        """What Ctrl+C takes: the message, with the path of a file in it."""
        return self._body

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self.query_one(VerticalScroll).focus()

    def action_close(self, agreed: bool) -> None:
        """Close with the answer."""
        self.dismiss(agreed)
