"""The field in which an answer is typed, of one line or of many, with phrases to fill in.

The officer leaves it by the screen's choice alone, and leaving takes no text away.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from rich.style import Style
from textual import events
from textual.message import Message
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult, Selection

from cchc_tui.phrases.slots import TabStop
from cchc_tui.tui.widgets import typing_rules
from cchc_tui.tui.widgets.ghost_area import GhostArea
from cchc_tui.tui.widgets.tab_stops import TabStops

_LEAVING = {
    "tab": "next",
    "ctrl+down": "next",
    "shift+tab": "previous",
    "ctrl+up": "previous",
}


class AnswerEditor(GhostArea):
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

    @cached_property
    def _stops(self) -> TabStops:
        return TabStops()

    @cached_property
    def _blanks(self) -> dict[str, str]:
        return {}  # how the open places of each name look while nothing was typed there

    @property
    def filling_phrase(self) -> bool:
        """Whether Tab walks through the open places of an inserted phrase."""
        return bool(self._stops)

    @property
    def stop(self) -> TabStop | None:
        """The open place that the cursor is in, as it stands now; None outside of all."""
        return self._stops.enter(self.cursor_index) if self._stops else None

    @property
    def stop_text(self) -> str:
        """What stands in the open place that the cursor is in."""
        stop = self.stop
        return self.text[stop.start : stop.end] if stop else ""

    @property
    def stop_place(self) -> tuple[int, int]:
        """Which open place is the current one, from 1, and how many are left."""
        return self._stops.number, len(self._stops.ranges)

    # Keys

    async def take(self, event: events.Key) -> bool:
        """Carry out a key at once.

        Args:
            event: The key.

        Returns:
            Whether the key was the editor's.
        """
        if event.key in _LEAVING:
            self._leave(event.key)
        elif event.key in ("enter", "ctrl+j") and not self.read_only:
            self._enter(line_feed=event.key == "ctrl+j")
        else:
            return await super().take(event)
        return True

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
            self.next_stop(1 if direction == "next" else -1)
        else:
            self.post_message(self.Left(self, direction))

    # Phrases

    def load_text(self, text: str) -> None:
        """Show another text; open places are forgotten.

        Args:
            text: The text.
        """
        self._stops.clear()
        super().load_text(text)

    def undo(self) -> None:
        """Take back the last step; open places are forgotten."""
        self._stops.clear()
        super().undo()

    def redo(self) -> None:
        """Do again what was taken back; open places are forgotten."""
        self._stops.clear()
        super().redo()

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
        self._stops.enter(start)
        self._stops.edited(start, old_end, start + len(edit.text))
        return super().edit(edit)

    def insert_phrase(
        self, text: str, stops: Sequence[TabStop] = (), *, replace_before: int = 0
    ) -> None:
        """Put a phrase at the cursor as one undo step and select its first open place.

        Args:
            text: The wording, its open places included as they shall be seen.
            stops: The open places of `text`, in order.
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
        wording, places = self._prepare_phrase(text, stops, at)
        self._put(wording, self._location(at), end)
        self.history.checkpoint()
        self._stops = TabStops(places, at + len(wording))
        self._blanks = {one.name: wording[one.start - at : one.end - at] for one in places}
        if self._stops:
            self.next_stop(0)
        self._tell_if_changed()

    def _prepare_phrase(
        self, text: str, stops: Sequence[TabStop], at: int
    ) -> tuple[str, list[TabStop]]:
        """Clean a phrase piece by piece, so that the places of its stops stay known."""
        done = ""
        places: list[TabStop] = []
        position = 0
        for stop in stops:
            done += typing_rules.phrase_piece(text[position : stop.start], multiline=self.multiline)
            first = at + len(done)
            done += typing_rules.phrase_piece(text[stop.start : stop.end], multiline=self.multiline)
            places.append(replace(stop, start=first, end=at + len(done)))
            position = stop.end
        return done + typing_rules.phrase_piece(text[position:], multiline=self.multiline), places

    def fill_stop(self, text: str) -> None:
        """Put a text into the open place that the cursor is in, as one undo step, selected.

        Args:
            text: What the place shall say.
        """
        stop = self.stop
        if stop is None or self.read_only:
            return
        self.history.checkpoint()
        ready = typing_rules.phrase_piece(text, multiline=False)
        self._put(ready, self._location(stop.start), self._location(stop.end))
        self.history.checkpoint()
        self.next_stop(0)
        self._tell_if_changed()

    def forget_stops(self) -> None:
        """Make the open places ordinary text: Tab leaves the field again."""
        self._stops.clear()
        self.notify_style_update()
        self.refresh()

    def next_stop(self, step: int) -> None:
        """Select the next open place or the one before; past the last the phrase is done.

        Args:
            step: 1 or -1; 0 for the current one.
        """
        if step:
            self._fill_alike()
        end = self._stops.end
        place = self._stops.move(step)
        self.notify_style_update()
        if place is None:
            self.move_cursor(self._location(end))
        else:
            self.selection = Selection(self._location(place.start), self._location(place.end))
        self.refresh()

    def _fill_alike(self) -> None:
        """Say in the empty places of one name what the current one says: it is one fact."""
        stop, blank = self._stops.current, self._blanks
        said = self.text[stop.start : stop.end] if stop else ""
        if stop is None or said in ("", blank.get(stop.name)):
            return
        for number in reversed(self._stops.alike()):
            start, end = self._stops.ranges[number]
            if self.text[start:end] == blank.get(stop.name):
                self._stops.give_up(number)
                self._put(said, self._location(start), self._location(end))

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

    def styled_ranges(self) -> Iterator[tuple[int, int, Style]]:
        """The marked ranges, and the open places of a phrase underlined."""
        yield from super().styled_ranges()
        for start, end in self._stops.ranges:
            yield start, end, Style(underline=True)
