"""A table of figures drawn cell by cell, with a chosen cell and live totals.

The view only shows; what is typed into the chosen cell lives in the editor line below it.
Wide tables scroll sideways by whole columns while the first column stays.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from cchc_tui.domain.values import Column, RowKind
from cchc_tui.tui.widgets.cells import shorten, wrap

NUMERIC = ("number", "percent")
MIN_WIDTH, MAX_WIDTH, MIN_TEXT_WIDTH = 8, 12, 16
MAX_HEAD = 3
"""Lines that the title of a column takes at most."""


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One row as shown: a text for each column, and what kind of row it is."""

    cells: tuple[str, ...]
    kind: RowKind = RowKind.ITEM


class GridView(ScrollView, can_focus=False):
    """Shows columns, rows and totals, and marks the chosen cell."""

    DEFAULT_CSS = """
    GridView {
        height: auto; max-height: 12;
        scrollbar-size-vertical: 1; scrollbar-size-horizontal: 0;
    }
    GridView .grid--head { color: $primary; text-style: bold; }
    GridView .grid--total { text-style: bold; }
    GridView .grid--computed { color: $text-muted; }
    GridView .grid--chosen { background: $primary; color: $background; text-style: bold; }
    """
    COMPONENT_CLASSES = {  # noqa: RUF012
        "grid--head",
        "grid--total",
        "grid--computed",
        "grid--chosen",
    }

    def __init__(self) -> None:
        super().__init__()
        self._columns: tuple[Column, ...] = ()
        self._rows: tuple[ShownRow, ...] = ()
        self._cell = (0, 0)
        self._marked: frozenset[tuple[int, int]] = frozenset()
        self._heads: list[list[str]] = []
        self.limit = 12

    def show(
        self,
        columns: Sequence[Column],
        rows: Sequence[ShownRow],
        cell: tuple[int, int],
        marked: Collection[tuple[int, int]] = (),
    ) -> None:
        """Show a table.

        Args:
            columns: Its columns.
            rows: Item, group and total rows in order.
            cell: (row, column) of the chosen cell.
            marked: Cells whose text is underlined.
        """
        self._columns, self._rows, self._cell = tuple(columns), tuple(rows), cell
        self._marked = frozenset(marked)
        self._make_heads()
        self.virtual_size = Size(0, self.head_height + len(self._rows))
        height = min(self.head_height + len(self._rows), self.limit)
        if self.styles.height is None or self.styles.height.value != height:
            self.styles.height = height
        self._reveal()
        self.refresh()

    def _make_heads(self) -> None:
        """Break the titles of the columns into lines."""
        self._heads = [
            wrap(column.title, _width(column, index))[:MAX_HEAD]
            for index, column in enumerate(self._columns)
        ]

    @property
    def _grouped(self) -> bool:
        """Whether a line with the common titles of columns stands above their own."""
        return any(column.parent for column in self._columns)

    @property
    def head_height(self) -> int:
        """Lines of the header."""
        return max((len(lines) for lines in self._heads), default=1) + self._grouped

    def _reveal(self) -> None:
        row = self.head_height + self._cell[0]
        if self.size.height:
            top = self.scroll_offset.y
            if row < top + self.head_height:
                self.scroll_to(y=max(row - self.head_height, 0), animate=False, force=True)
            elif row >= top + self.size.height:
                self.scroll_to(y=row - self.size.height + 1, animate=False, force=True)

    def _window(self) -> list[tuple[int, int]]:
        """Columns in sight as (index, width): the first one, then those around the cell."""
        room = self.scrollable_content_region.width
        widths = [_width(column, index) for index, column in enumerate(self._columns)]
        if not widths:
            return []
        first, rest = widths[0], list(range(1, len(widths)))
        start = 0
        while rest[start:] and not self._fits(rest[start:], widths, room - first - 1):
            if rest[start] >= self._cell[1]:
                break
            start += 1
        shown = [(0, first)]
        used = first + 1
        for index in rest[start:]:
            if used + widths[index] > room:
                break
            shown.append((index, widths[index]))
            used += widths[index] + 1
        spare = room - (used - 1)
        if spare > 0:
            shown[0] = (0, shown[0][1] + min(spare, 24))
        return shown

    def _fits(self, indexes: list[int], widths: list[int], room: int) -> bool:
        used = 0
        for index in indexes:
            used += widths[index] + 1
            if index == self._cell[1]:
                return used - 1 <= room
        return True

    def render_line(self, y: int) -> Strip:
        """Draw one line: the header stays on top."""
        width = self.scrollable_content_region.width
        base = self.rich_style
        if y < self.head_height:
            return self._head_strip(y, base).adjust_cell_length(width, base)
        index = y - self.head_height + self.scroll_offset.y
        if index >= len(self._rows):
            return Strip.blank(width, base)
        return self._row_strip(index, base).adjust_cell_length(width, base)

    def _head_strip(self, y: int, base: Style) -> Strip:
        style = base + self.get_component_rich_style("grid--head", partial=True)
        if self._grouped:
            if y == 0:
                return self._group_strip(style)
            y -= 1
        segments: list[Segment] = []
        for index, size in self._window():
            lines = self._heads[index]
            text = lines[y] if y < len(lines) else ""
            numeric = self._columns[index].type in NUMERIC
            segments.append(Segment(_fit(text, size, numeric) + "│", style))
        return Strip(segments)

    def _group_strip(self, style: Style) -> Strip:
        """The common titles, each across the columns in sight that it stands for."""
        groups: list[tuple[str, int]] = []
        for index, size in self._window():
            parent = self._columns[index].parent
            if groups and parent and groups[-1][0] == parent:
                groups[-1] = (parent, groups[-1][1] + size + 1)
            else:
                groups.append((parent, size))
        return Strip([Segment(_fit(name, size, False) + "│", style) for name, size in groups])

    def _row_strip(self, index: int, base: Style) -> Strip:
        row = self._rows[index]
        plain = base
        if row.kind is not RowKind.ITEM:
            plain = base + self.get_component_rich_style("grid--total", partial=True)
        computed = plain + self.get_component_rich_style("grid--computed", partial=True)
        chosen = plain + self.get_component_rich_style("grid--chosen", partial=True)
        segments: list[Segment] = []
        for number, size in self._window():
            column = self._columns[number]
            text = row.cells[number] if number < len(row.cells) else ""
            here = (index, number) == self._cell
            style = chosen if here else computed if column.formula else plain
            fitted = _fit(text, size, column.type in NUMERIC)
            if (index, number) in self._marked:
                segments += _underlined(fitted, style)
            else:
                segments.append(Segment(fitted, style))
            segments.append(Segment("│", base))
        return Strip(segments)


def _underlined(text: str, style: Style) -> list[Segment]:
    """The text with its words underlined, the blanks around them not."""
    words = text.strip()
    before, _, after = text.partition(words) if words else (text, "", "")
    line = style + Style(underline=True, bold=True)
    return [Segment(before, style), Segment(words, line), Segment(after, style)]


def _width(column: Column, index: int) -> int:
    if index == 0 or column.type not in NUMERIC:
        return MIN_TEXT_WIDTH
    return min(max(cell_len(column.title), MIN_WIDTH), MAX_WIDTH)


def _fit(text: str, size: int, right: bool) -> str:
    fitted = shorten(text, size)
    pad = " " * (size - cell_len(fitted))
    return pad + fitted if right else fitted + pad
