"""A text area in which ranges are marked without colour, and can be selected by offset."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.style import Style
from rich.text import Text
from textual.widgets.text_area import Selection

from cchc_tui.tui.widgets.composed_area import ComposedArea


class MarkedArea(ComposedArea):
    """Marks ranges of its text; who set them says anew after every change where they are."""

    _marks: tuple[tuple[int, int], ...] = ()

    @property
    def marks(self) -> tuple[tuple[int, int], ...]:
        """First character of each marked range and the one after its last."""
        return self._marks

    @property
    def selected_range(self) -> tuple[int, int]:
        """Where the selection begins and ends; twice the cursor where nothing is selected."""
        start, end = sorted(self.selection)
        return self._index(start), self._index(end)

    def mark(self, ranges: Iterable[tuple[int, int]]) -> None:
        """Mark these ranges and no others."""
        new = tuple(ranges)
        if new != self._marks:
            self._marks = new
            self.notify_style_update()
            self.refresh()

    def select_range(self, start: int, end: int) -> None:
        """Select a range, so that what is typed takes its place."""
        limit = len(self.text)
        places = (self._location(min(start, limit)), self._location(min(end, limit)))
        self.selection = Selection(*places)

    def styled_ranges(self) -> Iterator[tuple[int, int, Style]]:
        """What is drawn otherwise than plain text: first character, the one after the last, how."""
        for start, end in self._marks:
            yield start, end, Style(underline=True, bold=True)

    def plain_rows(self) -> int:
        """How many rows, from the first one, show only their piece of the text and the cursor."""
        return 0 if any(True for _ in self.styled_ranges()) else super().plain_rows()

    def get_line(self, line_index: int) -> Text:
        """Give a line to draw, with its styled ranges.

        Args:
            line_index: Which line of the text.

        Returns:
            The line.
        """
        line = super().get_line(line_index)
        begin: int | None = None
        for start, end, style in self.styled_ranges():
            begin = self._index((line_index, 0)) if begin is None else begin
            line.stylize(style, max(start - begin, 0), max(end - begin, 0))
        return line
