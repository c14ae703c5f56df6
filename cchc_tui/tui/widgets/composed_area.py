"""A text area that is right for Vietnamese input methods, and cheap to draw.

Every key is carried out inside the area before the next one is read, and text is composed
(NFC) as it arrives. Knows nothing of answers, phrases or leaving: `answer_editor` does.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any, ClassVar

from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.widgets import TextArea
from textual.widgets.text_area import EditResult, Location, Selection

from cchc_tui.domain.text import clean_text
from cchc_tui.tui.terminal.app import TerminalApp
from cchc_tui.tui.terminal.history import TypingHistory
from cchc_tui.tui.terminal.keys import run_own_binding
from cchc_tui.tui.widgets import typing_rules
from cchc_tui.tui.widgets.line_area import LineArea
from cchc_tui.tui.widgets.typist import Typist

MAX_ROWS = 8


class ComposedArea(LineArea, inherit_bindings=False):
    """A small text area of plain text, kept composed (NFC), with undo by words.

    It has no blinking cursor, no line numbers and no highlighting: nothing that costs bytes
    without being asked for.
    """

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

    ENDS_WORDS_FIRST = False
    """Whether a word ends before whoever intercepts keys sees the key that ends it."""

    def __init__(
        self,
        text: str = "",
        *,
        multiline: bool = True,
        rows: int = 0,
        on_text_changed: Callable[[Any], None] | None = None,
        intercept: Callable[[events.Key], bool] | None = None,
        placeholder: str = "",
        read_only: bool = False,
        id: str | None = None,  # noqa: A002 - Textual's own name for it
        classes: str | None = None,
    ) -> None:
        """Make a text area.

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
        self.rows = max(1, min(rows or (6 if multiline else 1), MAX_ROWS))
        self._tell = on_text_changed
        self._intercept = intercept
        self._untold = False
        self._ghosts = 0
        self._typist = Typist(self, self._put)
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
        self.set_reactive(TextArea.selection, Selection.cursor(self.document.end))
        self.styles.height = self.rows
        self.set_class(not multiline, "-one-line")
        self._untold = False

    @property
    def value(self) -> str:
        """The text, composed (NFC)."""
        return unicodedata.normalize("NFC", self.text)

    @property
    def letter_waits(self) -> bool:
        """Whether another letter has already come, as from an input method or a slow link."""
        return isinstance(self.app, TerminalApp) and self.app.letter_waits

    def load(self, text: str, cursor: int | None = None) -> None:
        """Show another answer; undo does not reach behind it and nobody is told.

        Args:
            text: The answer as it is edited.
            cursor: Where the cursor goes, in characters; None for the end.
        """
        self.load_text(typing_rules.pasted(text, multiline=self.multiline))
        self.cursor_index = len(self.text) if cursor is None else cursor
        self._untold = False

    # Keys and pastes

    async def on_key(self, event: events.Key) -> None:
        """Carry out a key inside the area, before the next one is read.

        Args:
            event: The key.
        """
        ghosts, self._ghosts = self._ghosts, 0
        if self._ends_word_first(event.key):
            self._typist.key(event)
            self._tell_if_changed()
        if self._ask(event):
            taken = True
        elif ghosts and event.key == "backspace":
            self._ghosts = ghosts - 1
            taken = True
        else:
            self._typist.key(event)
            taken = await self.take(event)
            self._ghosts += ghosts if self._ghosts else 0
        if taken:
            event.stop()
            event.prevent_default()
        self._tell_if_changed()

    def _ends_word_first(self, key: str) -> bool:
        """Whether a word ends before anyone else sees the key."""
        return self.ENDS_WORDS_FIRST or not typing_rules.is_for_list(key)

    def _ask(self, event: events.Key) -> bool:
        """Offer a key to who comes before the area; says whether it was taken."""
        return self._intercept is not None and self._intercept(event)

    async def take(self, event: events.Key) -> bool:
        """Carry out a key at once.

        Args:
            event: The key.

        Returns:
            Whether the key was the area's.
        """
        character = event.character or ""
        chord = event.key.startswith(("alt+", "ctrl+"))
        if self.read_only or chord or not typing_rules.is_letter(character):
            return await run_own_binding(self, event.key)
        typed = clean_text(character)
        # Some input methods send an invisible letter and the backspace that takes it off.
        self._ghosts = 0 if typed else 1
        if not self.selection.is_empty:
            self.history.checkpoint()
        if not self._typist.type(typed):
            self._type(typed)
        return True

    async def on_paste(self, event: events.Paste) -> None:
        """Take in what the terminal pasted.

        Args:
            event: The paste, whole.
        """
        event.stop()
        event.prevent_default()
        self.paste_text(event.text)

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
        self._tell_if_changed()

    def _type(self, text: str) -> None:
        if text:
            self._put(text, *self.selection)

    def _put(self, text: str, start: Location, end: Location) -> None:
        self.replace(text, start, end, maintain_selection_offset=False)

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

    # Actions

    def action_undo(self) -> None:
        """Take back the last step; left to the screen when there is none."""
        if not self.history.undo_stack:
            raise SkipAction
        self.undo()

    def action_redo(self) -> None:
        """Do again what was taken back; left to the screen when there is nothing."""
        if not self.history.redo_stack:
            raise SkipAction
        self.redo()

    def action_paste(self) -> None:
        """Paste what was copied inside the app."""
        self.paste_text(self.app.clipboard)
