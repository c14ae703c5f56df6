"""Lines of a short form: a label and a value, typed or picked from a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import set_cell_size
from rich.segment import Segment
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from cchc_tui.tui.screens.dialogs import PickScreen
from cchc_tui.tui.widgets.answer_editor import AnswerEditor
from cchc_tui.tui.widgets.cells import shorten
from cchc_tui.tui.widgets.line_list import Line

LABEL_WIDTH = 24


class PickField(Widget, can_focus=True):
    """A value picked from a list: Enter opens the list, ← and → step through it."""

    DEFAULT_CSS = """
    PickField { height: 1; }
    PickField:focus { background: $primary; color: $background; text-style: bold; }
    """
    BINDINGS = [  # noqa: RUF012
        Binding("enter,space", "pick", "Chọn từ danh sách", show=False),
        Binding("left", "step(-1)", "Giá trị trước", show=False),
        Binding("right", "step(1)", "Giá trị sau", show=False),
    ]
    HELP = "Enter mở danh sách để chọn; ← → đổi nhanh; Tab hoặc ↑ ↓ sang dòng khác."

    @dataclass
    class Picked(Message):
        """Another value was picked."""

        field: PickField
        value: str

        @property
        def control(self) -> PickField:
            """The field."""
            return self.field

    def __init__(
        self,
        label: str,
        options: Sequence[tuple[str, str]],
        value: str = "",
        *,
        id: str | None = None,  # noqa: A002
    ) -> None:
        """Make a field.

        Args:
            label: What is asked.
            options: Pairs of value and title.
            value: The value to start with; the first option unless given.
            id: The widget's id.
        """
        super().__init__(id=id)
        self.label = label
        self._options = tuple(options)
        self._value = value or (self._options[0][0] if self._options else "")

    @property
    def value(self) -> str:
        """The picked value."""
        return self._value

    @value.setter
    def value(self, value: str) -> None:
        self._value = value
        self.refresh()

    @property
    def title(self) -> str:
        """Title of the picked value."""
        return dict(self._options).get(self._value, self._value)

    def offer(self, options: Sequence[tuple[str, str]], value: str = "") -> None:
        """Offer other options; the value stays if it is among them."""
        self._options = tuple(options)
        values = [option for option, _ in self._options]
        if value in values:
            self._value = value
        elif self._value not in values:
            self._value = values[0] if values else ""
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw label and value."""
        label = set_cell_size(f" {self.label}", LABEL_WIDTH)
        room = max(self.size.width - LABEL_WIDTH - 4, 0)
        text = f"{label}‹ {shorten(self.title, room)} ›"
        return Strip([Segment(set_cell_size(text, self.size.width), self.rich_style)])

    def action_step(self, step: int) -> None:
        """Take the neighbouring option."""
        values = [option for option, _ in self._options]
        if self._value in values:
            index = min(max(values.index(self._value) + step, 0), len(values) - 1)
            self._take(values[index])

    def action_pick(self) -> None:
        """Open the list."""
        lines = [Line(value, title) for value, title in self._options]
        self.app.push_screen(PickScreen(self.label, lines, chosen=self._value), self._taken)

    def _taken(self, value: str | None) -> None:
        if value is not None:
            self._take(value)

    def _take(self, value: str) -> None:
        if value != self._value:
            self.value = value
            self.post_message(self.Picked(self, value))


class TypeField(Horizontal):
    """A value that is typed."""

    DEFAULT_CSS = """
    TypeField { height: auto; }
    TypeField Static { width: 24; height: 1; padding: 0 1; }
    TypeField AnswerEditor { width: 1fr; background: $surface; }
    TypeField.-problem Static { color: $error; text-style: bold; }
    """

    def __init__(
        self,
        label: str,
        value: str = "",
        *,
        rows: int = 1,
        placeholder: str = "",
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self.label = label
        self._value = value
        self._rows = rows
        self._placeholder = placeholder

    def compose(self) -> ComposeResult:
        """Label and editor."""
        yield Static(self.label, markup=False)
        yield AnswerEditor(
            self._value,
            multiline=self._rows > 1,
            rows=self._rows,
            placeholder=f"ví dụ: {self._placeholder}" if self._placeholder else "",
        )

    @property
    def editor(self) -> AnswerEditor:
        """Where it is typed."""
        return self.query_one(AnswerEditor)

    @property
    def value(self) -> str:
        """What is typed, without blanks around it."""
        return self.editor.value.strip()
