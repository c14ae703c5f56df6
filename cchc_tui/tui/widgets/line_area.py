"""A text area that thinks in letters and in the officer's own lines, as the text has them.

A letter is whole however many marks it has; a line ends where the officer ended it, not where
the screen breaks it; places are counted in characters from the start of the text.
"""

from __future__ import annotations

from textual.widgets.text_area import Location

from cchc_tui.tui.terminal.dressed_area import DressedArea
from cchc_tui.tui.terminal.guard import Guarded
from cchc_tui.tui.widgets import typing_rules


class LineArea(Guarded, DressedArea, inherit_bindings=False):
    """Places, letters and lines of a text."""

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

    def action_delete_to_start_of_line(self) -> None:
        """Delete up to the start of the line, over all the rows of the screen that it takes."""
        row, column = self.cursor_location
        if column:
            self._cut((row, column), (row, 0))
        else:
            self.action_delete_left()

    def action_delete_to_end_of_line(self) -> None:
        """Delete to the end of the line, over all the rows of the screen that it takes."""
        row, column = self.cursor_location
        self._cut((row, column), (row, len(self.document[row])))

    def _cut(self, start: Location, end: Location) -> None:
        if not self.read_only:
            self.delete(start, end, maintain_selection_offset=False)

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
