"""A text area that shows behind the cursor how the text may go on, and takes it with one key.

What is shown never stands in the text. It is dimmed and ends with the arrow that takes it; where
it takes the place of typed letters the arrow comes first. → takes it, Ctrl+→ one word of it,
Esc hides it until the next word.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from rich.cells import cell_len, chop_cells
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.strip import Strip
from textual.widgets.text_area import Location, Selection

from cchc_tui.phrases.completion import Completion
from cchc_tui.tui.widgets.marked_area import MarkedArea

ARROW = "→"
_KEYS = ("right", "ctrl+right", "escape")
_STYLE = Style(dim=True, italic=True)


@dataclass(frozen=True, slots=True)
class Ghost:
    """What is shown behind the cursor.

    Attributes:
        completion: What is put in.
        at: Where the cursor stands.
        rows: What is shown, by rows of the screen from the cursor's on.
    """

    completion: Completion
    at: Location
    rows: tuple[str, ...]


class GhostArea(MarkedArea):
    """Asks `completing` at each change how the text may go on; without it nothing is shown."""

    completing: Callable[[Any], Completion | None] | None = None
    _ghost: Ghost | None = None
    _hidden: str | None = None
    _length = 0

    @property
    def ghost(self) -> Ghost | None:
        """What is shown behind the cursor."""
        return self._ghost

    # Keys

    def _ends_word_first(self, key: str) -> bool:
        """A word that the key completes is not given back as it was typed."""
        return not (self._ghost and key in _KEYS) and super()._ends_word_first(key)

    def _ask(self, event: events.Key) -> bool:
        """Take a key that is about the ghost; Esc goes on to close what else is open."""
        if self._ghost is None or event.key not in _KEYS:
            return super()._ask(event)
        if event.key == "escape":
            self._hidden = _word_start(self.text_before_cursor)
            self._show(None)
            super()._ask(event)
        else:
            completion = self._ghost.completion
            self._complete(completion if event.key == "right" else completion.step())
        return True

    def _complete(self, completion: Completion) -> None:
        row, column = self.cursor_location
        self.history.checkpoint()
        self._put(completion.text, (row, column - completion.replaces), (row, column))
        self.history.checkpoint()

    # Following the text

    def _tell_if_changed(self) -> None:
        changed = self._untold
        super()._tell_if_changed()
        if changed:
            length, self._length = self._length, len(self.text)
            if length <= self._length:
                self._look()
            else:  # taken back or deleted: who does that reads what stands
                self._show(None)

    def load_text(self, text: str) -> None:
        """Show another text; nothing is proposed before something is typed.

        Args:
            text: The text.
        """
        self._hidden = None
        self._show(None)
        self._length = len(text)
        super().load_text(text)

    def watch_selection(self, _before: Selection, now: Selection) -> None:
        """What is shown belongs to one place of the cursor."""
        if self._ghost and now != Selection.cursor(self._ghost.at):
            self._show(None)

    def _look(self) -> None:
        """Ask how the text goes on, if the cursor stands at the end of a line."""
        row, column = self.cursor_location
        before = self.text_before_cursor
        if self._hidden is not None and self._hidden != _word_start(before):
            self._hidden = None
        fit = (
            self.completing is not None
            and self._hidden is None
            and not self.read_only
            and self.selection.is_empty
            and not str(self.document[row])[column:].strip()
        )
        found = self.completing(self) if fit and self.completing else None
        self._show(self._made(found) if found else None)

    def _made(self, completion: Completion) -> Ghost | None:
        """As much of a proposal as there is room for, in whole words."""
        if not (width := self.size.width) or "\n" in completion.text:
            return None
        x, y = self.wrapped_document.location_to_offset(self.cursor_location)
        below = self.size.height - 1 - (y - self.scroll_offset.y)
        last = self.cursor_location[0] == self.document.line_count - 1
        most = 1 + below if self.soft_wrap and last else 1
        fitting: Completion | None = completion
        while fitting is not None:
            shown = f" {ARROW} {fitting.text}" if fitting.replaces else f"{fitting.text} {ARROW}"
            rows = _flow(shown, width - (x - self.scroll_offset.x), width)
            if len(rows) <= most:
                return Ghost(fitting, self.cursor_location, rows)
            fitting = fitting.cut(len(fitting.text) - 1)
        return None

    def _show(self, ghost: Ghost | None) -> None:
        if ghost != self._ghost:
            self._ghost = ghost
            self.refresh()

    # Drawing

    def plain_rows(self) -> int:
        """How many rows, from the first one, show only their piece of the text and the cursor."""
        plain = super().plain_rows()
        if self._ghost is None or not plain:
            return plain
        return self.wrapped_document.location_to_offset(self._ghost.at).y

    def render_line(self, y: int) -> Strip:
        """Draw a row with what is shown behind the cursor.

        Args:
            y: The row, from 0.

        Returns:
            The row.
        """
        strip = super().render_line(y)
        ghost = self._ghost
        if ghost is None or not self.has_focus:
            return strip
        x, first = self.wrapped_document.location_to_offset(ghost.at)
        row = y + self.scroll_offset.y - first
        if not 0 <= row < len(ghost.rows):
            return strip
        text, start = ghost.rows[row], 0 if row else x - self.scroll_offset.x
        cells = strip.crop(start, start + cell_len(text))
        base = next((one.style for one in cells if one.style), Style())
        if row:
            behind = [Segment(text, base + _STYLE)]
        else:  # the first letter stands in the cursor
            behind = [Segment(text[:1], base), Segment(text[1:], self.rich_style + _STYLE)]
        end = start + cell_len(text)
        left, right = strip.crop(0, start), strip.crop(end, strip.cell_length)
        return Strip([*left, *behind, *right], strip.cell_length)


def _flow(text: str, first: int, width: int) -> tuple[str, ...]:
    """A text on rows of the screen, broken at spaces where it can be."""
    rows: list[str] = []
    room = first
    while cell_len(text) > room > 0:
        end = len(chop_cells(text, room)[0])
        if text[end] != " ":
            end = text.rfind(" ", 1, end) + 1 or end
        rows.append(text[:end])
        text, room = text[end:], width
    return (*rows, text)


def _word_start(before: str) -> str:
    """What stands before the word at the end of a text."""
    return before[: len(before) - len(before.split(" ")[-1])]
