"""The field in which an answer is typed: right for Vietnamese input methods, cheap to draw.

Every key is carried out inside the editor before the next one is read, text is composed
(NFC) as it arrives, and nothing but leaving by the screen's own choice takes text away.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult, Location, Selection

from cchc_tui.domain.text import clean_text
from cchc_tui.tui.terminal.history import TypingHistory
from cchc_tui.tui.terminal.keys import run_own_binding
from cchc_tui.tui.widgets import typing_rules
from cchc_tui.tui.widgets.tab_stops import TabStops

_LEAVING = {
    "tab": "next",
    "ctrl+down": "next",
    "shift+tab": "previous",
    "ctrl+up": "previous",
}


class AnswerEditor(TextArea, inherit_bindings=False):
    """A small editor of plain text, of one line or of many.

    Many lines: Enter begins a new line and goes on with the list mark of the line before.
    One line: Enter posts `Submitted`, and the lines of a paste are joined with spaces.
    """

    DEFAULT_CSS = """
    AnswerEditor {
        height: auto; border: none; padding: 0; background: $background; color: $foreground;
        scrollbar-size-vertical: 1; scrollbar-size-horizontal: 0; overflow-x: hidden;
        &:focus { border: none; }
    }
    AnswerEditor.-one-line { overflow-y: hidden; }
    """

    HELP = (
        "Gõ câu trả lời. Tab sang ô trống kế của mẫu câu hoặc sang câu kế. "
        "Ctrl+Z hoàn tác, Ctrl+Y làm lại. Esc không xóa chữ nào."
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "line_up", "Lên một dòng", show=False),
        Binding("down", "line_down", "Xuống một dòng", show=False),
        Binding("left", "cursor_left", "Sang trái", show=False),
        Binding("right", "cursor_right", "Sang phải", show=False),
        Binding("ctrl+left", "cursor_word_left", "Sang trái một tiếng", show=False),
        Binding("ctrl+right", "cursor_word_right", "Sang phải một tiếng", show=False),
        Binding("home", "cursor_line_start", "Về đầu dòng", show=False),
        Binding("end,ctrl+e", "cursor_line_end", "Về cuối dòng", show=False),
        Binding("pageup", "cursor_page_up", "Lên một trang", show=False),
        Binding("pagedown", "cursor_page_down", "Xuống một trang", show=False),
        Binding("shift+left", "cursor_left(True)", "Chọn sang trái", show=False),
        Binding("shift+right", "cursor_right(True)", "Chọn sang phải", show=False),
        Binding("shift+up", "cursor_up(True)", "Chọn lên trên", show=False),
        Binding("shift+down", "cursor_down(True)", "Chọn xuống dưới", show=False),
        Binding("shift+home", "cursor_line_start(True)", "Chọn đến đầu dòng", show=False),
        Binding("shift+end", "cursor_line_end(True)", "Chọn đến cuối dòng", show=False),
        Binding("ctrl+a", "select_all", "Chọn tất cả", show=False),
        Binding("backspace", "delete_left", "Xóa chữ trước", show=False),
        Binding("delete", "delete_right", "Xóa chữ sau", show=False),
        Binding(
            "ctrl+w,ctrl+backspace,alt+backspace",
            "delete_word_left",
            "Xóa một tiếng trước",
            show=False,
        ),
        Binding("ctrl+u", "delete_to_start_of_line", "Xóa đến đầu dòng", show=False),
        Binding("ctrl+k", "delete_to_end_of_line", "Xóa đến cuối dòng", show=False),
        Binding("ctrl+x", "cut", "Cắt", show=False),
        Binding("ctrl+c", "copy", "Sao chép", show=False),
        Binding("ctrl+v", "paste", "Dán", show=False),
        Binding("ctrl+z", "undo", "Hoàn tác", show=False),
        Binding("ctrl+y", "redo", "Làm lại", show=False),
    ]

    @dataclass
    class Changed(TextArea.Changed):
        """The text changed, by typing, pasting, undoing or by a call."""

    @dataclass
    class Submitted(Message):
        """Enter was pressed in a field of one line."""

        editor: AnswerEditor
        text: str

        @property
        def control(self) -> AnswerEditor:
            """The editor."""
            return self.editor

    @dataclass
    class Left(Message):
        """The officer asked to leave the field; the text stays.

        `direction` is "next" or "previous" (Tab, Shift+Tab, Ctrl with an arrow), or "up" or
        "down" (an arrow at the first or last line).
        """

        editor: AnswerEditor
        direction: str

        @property
        def control(self) -> AnswerEditor:
            """The editor."""
            return self.editor

    def __init__(
        self,
        text: str = "",
        *,
        multiline: bool = True,
        rows: int = 0,
        on_text_changed: Callable[[AnswerEditor], None] | None = None,
        intercept: Callable[[events.Key], bool] | None = None,
        placeholder: str = "",
        read_only: bool = False,
        id: str | None = None,  # noqa: A002 - Textual's own name for it
        classes: str | None = None,
    ) -> None:
        """Make an editor.

        Args:
            text: What it starts with.
            multiline: Whether line breaks are allowed.
            rows: Height in lines, 1 to 8; 0 gives 6 for many lines and 1 for one.
            on_text_changed: Called within the key handling, after the text changed and
                before anything is drawn: what it refreshes shares the key's one write.
            intercept: Asked first about every key; returns True when it took the key.
            placeholder: Shown while there is no text.
            read_only: Whether the text can only be looked at.
            id: The widget's id.
            classes: The widget's classes.
        """
        self.multiline = multiline
        self.rows = max(1, min(rows or (6 if multiline else 1), 8))
        self._stops = TabStops()
        self._tell = on_text_changed
        self._intercept = intercept
        self._untold = False
        self._ghosts = 0
        super().__init__(
            typing_rules.pasted(text, multiline=multiline),
            soft_wrap=multiline or self.rows > 1,
            read_only=read_only,
            highlight_cursor_line=False,
            placeholder=placeholder,
            id=id,
            classes=classes,
        )
        self.history = TypingHistory()
        self.set_reactive(TextArea.cursor_blink, False)
        self.set_reactive(TextArea.match_cursor_bracket, False)
        self.styles.height = self.rows
        self.set_class(not multiline, "-one-line")
        self._untold = False

    # What the officer typed, as others see it

    @property
    def value(self) -> str:
        """The text, composed (NFC)."""
        return unicodedata.normalize("NFC", self.text)

    @property
    def cursor_index(self) -> int:
        """Where the cursor stands, counted in characters from the start of the text."""
        return self._index(self.cursor_location)

    @cursor_index.setter
    def cursor_index(self, index: int) -> None:
        self.move_cursor(self._location(min(max(index, 0), len(self.text))))

    @property
    def text_before_cursor(self) -> str:
        """The line that the cursor is on, up to the cursor."""
        row, column = self.cursor_location
        return str(self.document[row])[:column]

    @property
    def filling_phrase(self) -> bool:
        """Whether Tab walks through the open places of an inserted phrase."""
        return bool(self._stops)

    def load(self, text: str, cursor: int | None = None) -> None:
        """Show another answer; undo does not reach behind it and nobody is told.

        Args:
            text: The answer as it is edited.
            cursor: Where the cursor goes, in characters; None for the end.
        """
        self._stops.clear()
        self.load_text(typing_rules.pasted(text, multiline=self.multiline))
        self.cursor_index = len(self.text) if cursor is None else cursor
        self._untold = False

    # Keys and pastes

    async def on_key(self, event: events.Key) -> None:
        """Carry out a key inside the editor, before the next one is read.

        Args:
            event: The key.
        """
        if await self._take(event):
            event.stop()
            event.prevent_default()
        self._tell_if_changed()

    async def _take(self, event: events.Key) -> bool:
        """Carry out a key at once, and say whether it was the editor's."""
        key = event.key
        ghosts, self._ghosts = self._ghosts, 0
        if self._intercept is not None and self._intercept(event):
            return True
        if key in _LEAVING:
            self._leave(key)
            return True
        if self.read_only:
            return await run_own_binding(self, key)
        if key == "enter" or key == "ctrl+j":
            self._enter(line_feed=key == "ctrl+j")
            return True
        if typing_rules.is_letter(event.character) and not key.startswith(("alt+", "ctrl+")):
            typed = clean_text(event.character or "")
            # Some input methods send an invisible letter and the backspace that takes it off.
            self._ghosts = 0 if typed else ghosts + 1
            self._type(typed)
            return True
        if ghosts and key == "backspace":
            self._ghosts = ghosts - 1
            return True
        return await run_own_binding(self, key)

    async def on_paste(self, event: events.Paste) -> None:
        """Take in what the terminal pasted.

        Args:
            event: The paste, whole.
        """
        event.stop()
        event.prevent_default()
        self.paste_text(event.text)
        self._tell_if_changed()

    def paste_text(self, text: str) -> None:
        """Put foreign text at the cursor, as one undo step.

        Args:
            text: Anything; control characters are dropped, line breaks joined if they must.
        """
        ready = typing_rules.pasted(text, multiline=self.multiline)
        if ready and not self.read_only:
            self.history.checkpoint()
            self._type(ready)
            self.history.checkpoint()

    def _type(self, text: str) -> None:
        if text:
            self._put(text, *self.selection)

    def _put(self, text: str, start: Location, end: Location) -> None:
        self.replace(text, start, end, maintain_selection_offset=False)

    def _enter(self, *, line_feed: bool) -> None:
        if not self.multiline:
            if line_feed:
                self._type(" ")
            else:
                self.post_message(self.Submitted(self, self.value))
            return
        before = self.text_before_cursor
        mark = typing_rules.list_mark(before)
        row, column = self.cursor_location
        if mark and before == mark and len(self.document[row]) == column:
            self._put("", (row, 0), (row, column))
            self.history.checkpoint()
        else:
            self._put("\n" + mark, *self.selection)

    def _leave(self, key: str) -> None:
        direction = _LEAVING[key]
        if self._stops and "tab" in key:
            self._next_stop(1 if direction == "next" else -1)
        else:
            self.post_message(self.Left(self, direction))

    def _tell_if_changed(self) -> None:
        if self._untold:
            self._untold = False
            if self._tell is not None:
                self._tell(self)

    def update_suggestion(self) -> None:
        """Note that the text changed (Textual calls this after every edit, undo and redo)."""
        self._untold = True

    # Edits

    def replace(
        self,
        insert: str,
        start: Location,
        end: Location,
        *,
        maintain_selection_offset: bool = True,
    ) -> EditResult:
        """Replace text, composing what arrives with the letter before it.

        Args:
            insert: The new text.
            start: One end of the replaced text.
            end: The other end.
            maintain_selection_offset: Whether the selection keeps to its text.

        Returns:
            What Textual tells of an edit.
        """
        (row, column), bottom = sorted((start, end))
        taken, text = typing_rules.compose(str(self.document[row])[:column], insert)
        return super().replace(
            text,
            (row, column - taken),
            bottom,
            maintain_selection_offset=maintain_selection_offset,
        )

    def edit(self, edit: Edit) -> EditResult:
        """Do an edit; the open places of a phrase follow it.

        Args:
            edit: The edit.

        Returns:
            What Textual tells of an edit.
        """
        if not self._stops:
            return super().edit(edit)
        start, old_end = self._index(edit.top), self._index(edit.bottom)
        self._stops.edited(start, old_end, start + len(edit.text))
        return super().edit(edit)

    def insert_phrase(
        self, text: str, stops: Sequence[tuple[int, int]] = (), *, replace_before: int = 0
    ) -> None:
        """Put a phrase at the cursor as one undo step and select its first open place.

        Args:
            text: The wording, its open places included as they shall be seen.
            stops: Start and end of each open place in `text`, in order.
            replace_before: How many characters before the cursor the phrase takes the place
                of: the few letters by which it was looked for.
        """
        if self.read_only:
            return
        self.history.checkpoint()
        self._stops.clear()
        end = max(self.selection)
        start = min(min(self.selection), end)
        at = self._index(start) - min(replace_before, start[1])
        wording, ranges = self._prepare_phrase(text, stops)
        self._put(wording, self._location(at), end)
        self.history.checkpoint()
        self._stops = TabStops([(at + a, at + b) for a, b in ranges], at + len(wording))
        if self._stops:
            self._next_stop(0)
        self._tell_if_changed()

    def _prepare_phrase(
        self, text: str, stops: Sequence[tuple[int, int]]
    ) -> tuple[str, list[tuple[int, int]]]:
        """Clean a phrase piece by piece, so that the places of its stops stay known."""
        done = ""
        ranges: list[tuple[int, int]] = []
        position = 0
        for start, end in stops:
            done += typing_rules.phrase_piece(text[position:start], multiline=self.multiline)
            first = len(done)
            done += typing_rules.phrase_piece(text[start:end], multiline=self.multiline)
            ranges.append((first, len(done)))
            position = end
        return done + typing_rules.phrase_piece(text[position:], multiline=self.multiline), ranges

    def _next_stop(self, step: int) -> None:
        end = self._stops.end
        place = self._stops.move(step)
        self.notify_style_update()
        if place is None:
            self.move_cursor(self._location(end))
        else:
            self.selection = Selection(self._location(place[0]), self._location(place[1]))
        self.refresh()

    # Actions

    def action_line_up(self) -> None:
        """Go up a line; ask to leave from the first one."""
        if self.navigator.is_first_wrapped_line(self.cursor_location):
            self.post_message(self.Left(self, "up"))
        else:
            self.action_cursor_up()

    def action_line_down(self) -> None:
        """Go down a line; ask to leave from the last one."""
        if self.navigator.is_last_wrapped_line(self.cursor_location):
            self.post_message(self.Left(self, "down"))
        else:
            self.action_cursor_down()

    def action_undo(self) -> None:
        """Take back the last step; left to the screen when there is none."""
        if not self.history.undo_stack:
            raise SkipAction
        self._stops.clear()
        self.undo()

    def action_redo(self) -> None:
        """Do again what was taken back; left to the screen when there is nothing."""
        if not self.history.redo_stack:
            raise SkipAction
        self._stops.clear()
        self.redo()

    def action_paste(self) -> None:
        """Paste what was copied inside the app."""
        self.paste_text(self.app.clipboard)

    def get_cursor_left_location(self) -> Location:
        """Where one letter to the left is, however many marks it has."""
        row, column = self.cursor_location
        if column:
            return row, typing_rules.letter_start(str(self.document[row]), column)
        return super().get_cursor_left_location()

    def get_cursor_right_location(self) -> Location:
        """Where one letter to the right is, however many marks it has."""
        row, column = self.cursor_location
        line = str(self.document[row])
        if column < len(line):
            return row, typing_rules.letter_end(line, column)
        return super().get_cursor_right_location()

    def get_line(self, line_index: int) -> Text:
        """Give a line to draw, the open places of a phrase underlined.

        Args:
            line_index: Which line of the text.

        Returns:
            The line.
        """
        line = super().get_line(line_index)
        if self._stops:
            begin = self._index((line_index, 0))
            for start, end in self._stops.ranges:
                line.stylize(Style(underline=True), max(start - begin, 0), max(end - begin, 0))
        return line

    def _index(self, location: Location) -> int:
        row, column = location
        return sum(len(self.document[line]) + 1 for line in range(row)) + column

    def _location(self, index: int) -> Location:
        for row in range(self.document.line_count):
            length = len(self.document[row])
            if index <= length:
                return row, index
            index -= length + 1
        return self.document.end
