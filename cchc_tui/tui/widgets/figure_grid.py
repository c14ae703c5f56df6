"""A table of figures with its first column and its head standing still, scrolled both ways."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from cchc_tui.services.figure_table import FigureColumn, FigureRow
from cchc_tui.tui.widgets.cells import shorten, wrap

LEAST, MOST_LABEL = 9, 46
HEAD_LINES = 3


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the body: a figure, or the title of a section."""

    text: str
    row: FigureRow | None = None


class FigureGrid(ScrollView, can_focus=False):
    """Shows figures; the marked row is moved by whoever has the keys."""

    DEFAULT_CSS = """
    FigureGrid { height: 1fr; scrollbar-size-vertical: 1; scrollbar-size-horizontal: 0; }
    FigureGrid .figures--head { color: $primary; text-style: bold; }
    FigureGrid .figures--section { color: $text-muted; text-style: bold; }
    FigureGrid .figures--chosen { background: $primary; color: $background; text-style: bold; }
    """
    COMPONENT_CLASSES = {  # noqa: RUF012
        "figures--head",
        "figures--section",
        "figures--chosen",
    }

    @dataclass
    class Clicked(Message):
        """A figure was clicked."""

        question: str

    def __init__(self) -> None:
        super().__init__()
        self._columns: tuple[FigureColumn, ...] = ()
        self._heads: list[list[str]] = []
        self._widths: list[int] = []
        self._label = LEAST
        self._lines: list[_Line] = []
        self._at = 0
        self._first: int | None = None

    @property
    def chosen(self) -> FigureRow | None:
        """The marked figure."""
        return self._lines[self._at].row if self._at < len(self._lines) else None

    @property
    def first(self) -> int:
        """Index of the first column in sight behind the labels."""
        last = self._last_first()
        return last if self._first is None else min(self._first, last)

    def show(self, columns: Sequence[FigureColumn], rows: Sequence[FigureRow]) -> None:
        """Show a table; its newest periods and the changes are in sight at first."""
        marked = self.chosen.question if self.chosen else ""
        if tuple(columns) != self._columns:
            self._columns = tuple(columns)
            self._measure(rows)
        self._lines = []
        for section, figures in groupby(rows, key=lambda row: row.section):
            self._lines += [_Line(section), *(_Line(row.label, row) for row in figures)]
        self._at = self._index_of(marked)
        self.virtual_size = Size(0, len(self._lines) + self._head_height)
        self._reveal()
        self.refresh()

    def _measure(self, rows: Sequence[FigureRow]) -> None:
        self._widths, self._heads = [], []
        for index, column in enumerate(self._columns):
            longest = max((cell_len(row.cells[index]) for row in rows), default=0)
            words = max(cell_len(word) for word in column.title.split())
            width = max(longest, words, LEAST)
            while len(wrap(column.title, width)) > HEAD_LINES:
                width += 1
            self._widths.append(width)
            self._heads.append(wrap(column.title, width))
        self._label = min(max((cell_len(row.label) for row in rows), default=0), MOST_LABEL) + 3

    def _index_of(self, question: str) -> int:
        figures = [number for number, line in enumerate(self._lines) if line.row]
        same = (n for n in figures if (row := self._lines[n].row) and row.question == question)
        return next(same, figures[0] if figures else 0)

    @property
    def _head_height(self) -> int:
        return max((len(head) for head in self._heads), default=1)

    # Moving

    def mark(self, question: str) -> None:
        """Move the mark to a figure, if it is in the table."""
        if self._lines:
            self._mark(self._index_of(question))

    def move(self, step: int) -> None:
        """Move the mark to the next figure (1) or the one before (-1)."""
        at = self._at + step
        while 0 <= at < len(self._lines) and self._lines[at].row is None:
            at += step
        if 0 <= at < len(self._lines):
            self._mark(at)
        elif step < 0:
            self.scroll_to(y=0, animate=False, force=True)

    def page(self, step: int) -> None:
        """Move the mark by a window."""
        height = max(self.size.height - self._head_height - 1, 1)
        at = min(max(self._at + step * height, 0), len(self._lines) - 1)
        while 0 <= at < len(self._lines) and self._lines[at].row is None:
            at += 1 if at == 0 else step
        if 0 <= at < len(self._lines):
            self._mark(at)

    def slide(self, step: int) -> None:
        """Show older (-1) or newer (1) columns."""
        first = min(max(self.first + step, 0), self._last_first())
        if first != self.first:
            self._first = first
            self.refresh()

    def _mark(self, at: int) -> None:
        old, self._at = self._at, at
        self._reveal()
        for line in (old, at):
            y = line - self.scroll_offset.y + self._head_height
            self.refresh(Region(0, y, self.size.width, 1))

    def _reveal(self) -> None:
        height = self.size.height - self._head_height
        if height > 0:
            top = self.scroll_offset.y
            above = self._at - (1 if self._at and self._lines[self._at - 1].row is None else 0)
            if above < top:
                self.scroll_to(y=above, animate=False, force=True)
            elif self._at >= top + height:
                self.scroll_to(y=self._at - height + 1, animate=False, force=True)

    def on_resize(self) -> None:
        """Keep the marked row in sight."""
        self._reveal()
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Mark the figure under the mouse."""
        at = event.y - self._head_height + self.scroll_offset.y
        if event.y >= self._head_height and at < len(self._lines) and (row := self._lines[at].row):
            self._mark(at)
            self.post_message(self.Clicked(row.question))

    # Columns in sight

    @property
    def _room(self) -> int:
        """Cells for the columns behind the labels."""
        return max(self.scrollable_content_region.width - self._label_width, 0)

    @property
    def _label_width(self) -> int:
        return min(self._label, max(self.scrollable_content_region.width * 2 // 5, LEAST))

    def _last_first(self) -> int:
        """The first column in sight when the last one is in sight too."""
        used, first = 0, len(self._widths)
        while first > 0 and used + self._widths[first - 1] + 1 <= self._room:
            first -= 1
            used += self._widths[first] + 1
        return min(first, max(len(self._widths) - 1, 0))

    def window(self) -> list[int]:
        """Indexes of the columns in sight."""
        found: list[int] = []
        used = 0
        for index in range(self.first, len(self._widths)):
            used += self._widths[index] + 1
            if used > self._room and found:
                break
            found.append(index)
        return found

    # Drawing

    def render_line(self, y: int) -> Strip:
        """Draw one line: the head stays on top."""
        width = self.scrollable_content_region.width
        base = self.rich_style
        if y < self._head_height:
            return self._head(y, base).adjust_cell_length(width, base)
        at = y - self._head_height + self.scroll_offset.y
        if at >= len(self._lines):
            return Strip.blank(width, base)
        line = self._lines[at]
        if line.row is None:
            style = base + self.get_component_rich_style("figures--section", partial=True)
            return Strip([Segment(shorten(line.text, width), style)]).adjust_cell_length(
                width, base
            )
        return self._row(line.row, base, chosen=at == self._at).adjust_cell_length(width, base)

    def _head(self, y: int, base: Style) -> Strip:
        style = base + self.get_component_rich_style("figures--head", partial=True)
        shown = self.window()
        more = ("‹ kỳ cũ hơn" if self.first else "") if y == self._head_height - 1 else ""
        text = more + " " * (self._label_width - cell_len(more))
        for index in shown:
            head = self._heads[index]
            blank = self._head_height - len(head)
            text += _right(head[y - blank] if y >= blank else "", self._widths[index]) + " "
        beyond = shown and shown[-1] < len(self._widths) - 1 and y == self._head_height - 1
        return Strip([Segment(text.rstrip() + (" ›" if beyond else ""), style)])

    def _row(self, row: FigureRow, base: Style, *, chosen: bool) -> Strip:
        style = base
        if chosen:
            style += self.get_component_rich_style("figures--chosen", partial=True)
        width = self._label_width
        label = f"{'›' if chosen else ' '} {shorten(row.label, width - 3)}"
        text = label + " " * (width - cell_len(label))
        for index in self.window():
            text += _right(row.cells[index], self._widths[index]) + " "
        return Strip([Segment(text, style)])


def _right(text: str, width: int) -> str:
    return " " * max(width - cell_len(text), 0) + shorten(text, width)
