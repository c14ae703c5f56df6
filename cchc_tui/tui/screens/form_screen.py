"""A short form over the screen: lines that are typed or picked, one key to finish."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from cchc_tui.tui.screens.dialogs import Dialog
from cchc_tui.tui.widgets.answer_editor import AnswerEditor
from cchc_tui.tui.widgets.bars import KeyBar
from cchc_tui.tui.widgets.form import PickField, TypeField

Result = TypeVar("Result")


class FormScreen(Dialog[Result | None], Generic[Result]):
    """A form. `fields` gives its lines, `finish` makes the result or says what is wrong."""

    DEFAULT_CSS = """
    FormScreen > Vertical { width: 78; }
    FormScreen VerticalScroll { height: auto; max-height: 55vh; scrollbar-size-vertical: 1; }
    """
    BINDINGS = [  # noqa: RUF012
        Binding("f9", "finish", "Xong", show=False),
        Binding("up,shift+tab", "go(-1)", "Dòng trước", show=False),
        Binding("down,tab", "go(1)", "Dòng sau", show=False),
    ]
    TITLE = ""
    NOTE = ""
    DONE = "Lưu"

    def __init__(self) -> None:
        super().__init__()
        self.note = self.NOTE

    def fields(self) -> Iterable[Widget]:
        """Lines of the form."""
        raise NotImplementedError

    def finish(self) -> Result:
        """The result.

        Raises:
            ValueError: Something is wrong; its text says what, in Vietnamese.
        """
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Title, lines, problem, keys."""
        with Vertical():
            yield self.title_line(self.TITLE)
            if self.note:
                yield self.help_line(self.note)
            with VerticalScroll(can_focus=False):
                yield from self.fields()
            yield Static("", classes="dialog--problem", markup=False)
            keys = [("Tab ↑↓", "Dòng khác"), ("Enter", "Chọn"), ("F9", self.DONE), ("Esc", "Đóng")]
            yield KeyBar(keys)

    def on_mount(self) -> None:
        """Start at the first line."""
        self._stops()[0].focus()

    def _stops(self) -> list[Widget]:
        lines = self.query("PickField, TypeField").results(Widget)
        stops = [line.editor if isinstance(line, TypeField) else line for line in lines]
        return [stop for stop in stops if stop.display]

    def action_go(self, step: int) -> None:
        """Go to the next or previous line."""
        stops = self._stops()
        if self.focused in stops:
            index = (stops.index(self.focused) + step) % len(stops)
            stops[index].focus()
            stops[index].scroll_visible(animate=False)

    def on_answer_editor_left(self, event: AnswerEditor.Left) -> None:
        """Tab and arrows go to the next line."""
        self.action_go(1 if event.direction in ("next", "down") else -1)

    def on_answer_editor_submitted(self, _event: AnswerEditor.Submitted) -> None:
        """Enter goes to the next line."""
        self.action_go(1)

    def problem(self, message: str) -> None:
        """Say what is wrong."""
        self.query_one(".dialog--problem", Static).update(message)

    def action_finish(self) -> None:
        """Close with the result if all is well."""
        try:
            result = self.finish()
        except ValueError as error:
            self.problem(str(error))
        else:
            self.dismiss(result)


__all__ = ["FormScreen", "PickField", "TypeField"]
