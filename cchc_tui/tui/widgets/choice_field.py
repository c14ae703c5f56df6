"""The field of a choice: options to take with a digit or Enter, and a line for other words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget

from cchc_tui.tui.widgets.answer_editor import AnswerEditor
from cchc_tui.tui.widgets.line_list import Line, LineList


class Options(LineList):
    """The options: keys that page through other lists leave the question here."""

    BINDINGS = [  # noqa: RUF012
        Binding("pageup,shift+tab", "leave(-1)", "Câu trước", show=False),
        Binding("pagedown,tab", "leave(1)", "Câu sau", show=False),
    ]

    def __init__(self, leave: Callable[[int], None]) -> None:
        super().__init__(id="options")
        self._leave = leave

    def action_leave(self, step: int) -> None:
        """Go to another question and answer nothing."""
        self._leave(step)


class ChoiceField(Vertical):
    """Options under one another; an open choice has a line of its own below them."""

    DEFAULT_CSS = """
    ChoiceField { height: auto; }
    ChoiceField LineList { height: auto; max-height: 9; }
    ChoiceField AnswerEditor, ChoiceField AnswerEditor:focus {
        background: $surface; border-left: solid $primary; padding: 0 0 0 1;
    }
    """
    HELP = (
        "Chọn bằng số đứng trước, hoặc mũi tên rồi Enter. Tab sang câu sau mà không đổi câu "
        "trả lời. Có dòng “khác” thì gõ thẳng câu trả lời của mình."
    )

    @dataclass
    class Taken(Message):
        """An option was taken."""

        option: str

    def __init__(
        self,
        *,
        edited: Callable[[AnswerEditor], None],
        leave: Callable[[int], None],
        intercept: Callable[[events.Key], bool],
    ) -> None:
        """Make a field.

        Args:
            edited: Told of every change of the line for other words.
            leave: Goes to the next (1) or previous (-1) question.
            intercept: Asked about a key in that line before its own editing has it.
        """
        super().__init__()
        self._edited = edited
        self._leave = leave
        self._ask = intercept
        self._options: tuple[str, ...] = ()
        self._open = False

    def compose(self) -> ComposeResult:
        """Options, own words."""
        yield Options(self._leave)
        yield AnswerEditor(
            multiline=False,
            id="other",
            placeholder="khác: gõ câu trả lời",
            on_text_changed=self._edited,
            intercept=self._intercept,
        )

    @property
    def options(self) -> LineList:
        """The list of options."""
        return self.query_one("#options", LineList)

    @property
    def other(self) -> AnswerEditor:
        """The line for other words."""
        return self.query_one("#other", AnswerEditor)

    @property
    def stop(self) -> Widget:
        """Where the focus goes: the options, unless other words stand already."""
        return self.other if self._open and self.other.value else self.options

    def show(self, options: Sequence[tuple[str, str]], text: str, *, open_choice: bool) -> None:
        """Offer options.

        Args:
            options: Pairs of what is typed and what is shown.
            text: The answer so far.
            open_choice: Whether other words are taken as well.
        """
        self._options = tuple(value for value, _ in options)
        self._open = open_choice
        lines = [
            Line(value, f"{number}  {title}") for number, (value, title) in enumerate(options, 1)
        ]
        self.options.show(lines, keep=text)
        self.other.display = open_choice
        self.other.load("" if text in self._options else text)

    def on_key(self, event: events.Key) -> None:
        """Digits take an option; other letters begin other words."""
        if self.other.has_focus:
            return
        number = int(event.key) if event.key.isdigit() else 0
        if 1 <= number <= len(self._options):
            self.post_message(self.Taken(self._options[number - 1]))
        elif self._open and event.is_printable and event.character:
            self.other.focus()
            self.other.paste_text(event.character)
            self._edited(self.other)
        else:
            return
        event.stop()
        event.prevent_default()

    def _intercept(self, event: events.Key) -> bool:
        if event.key in ("pagedown", "pageup"):
            self._leave(1 if event.key == "pagedown" else -1)
            return True
        if event.key == "up":
            self.options.focus()
            return True
        return self._ask(event)

    def on_line_list_left(self, event: LineList.Left) -> None:
        """Below the last option is the line for other words."""
        if event.step > 0 and self._open:
            event.stop()
            self.other.focus()

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        """An option was taken."""
        event.stop()
        self.post_message(self.Taken(event.id))
