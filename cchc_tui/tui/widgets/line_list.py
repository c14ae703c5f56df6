"""A list drawn line by line: the outline, the drafts, every picker.

Textual's own lists repaint themselves whole; this one gives the compositor the lines that
changed and nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import set_cell_size
from rich.segment import Segment
from textual import events
from textual.binding import Binding
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from cchc_tui.tui.widgets.cells import spread


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a list.

    Attributes:
        id: What the row stands for.
        text: Shown from the left, cut where the row is too narrow.
        right: Shown at the right end, never cut.
        kind: "" plain, "title" a group heading that cannot be chosen, "dim" calm.
        indent: Cells left free before `text`.
    """

    id: str
    text: str
    right: str = ""
    kind: str = ""
    indent: int = 0


class LineList(ScrollView, can_focus=True):
    """A scrolling list with one chosen row.

    The chosen row is marked by `›` as well as by its style, so that it can be told apart
    without colours.
    """

    DEFAULT_CSS = """
    LineList { height: 1fr; scrollbar-size-vertical: 1; scrollbar-size-horizontal: 0; }
    LineList .line-list--plain { color: $foreground; }
    LineList .line-list--dim { color: $text-muted; }
    LineList .line-list--title { color: $primary; text-style: bold; }
    LineList .line-list--chosen { background: $surface; text-style: bold; }
    LineList:focus .line-list--chosen {
        background: $primary; color: $background; text-style: bold;
    }
    """

    COMPONENT_CLASSES = {  # noqa: RUF012 - Textual's own declaration
        "line-list--plain",
        "line-list--dim",
        "line-list--title",
        "line-list--chosen",
    }

    BINDINGS = [  # noqa: RUF012
        Binding("up", "move(-1)", "Lên", show=False),
        Binding("down", "move(1)", "Xuống", show=False),
        Binding("pageup", "page(-1)", "Trang trước", show=False),
        Binding("pagedown", "page(1)", "Trang sau", show=False),
        Binding("home", "first", "Đầu danh sách", show=False),
        Binding("end", "last", "Cuối danh sách", show=False),
        Binding("enter", "choose", "Chọn", show=False),
    ]

    HELP = "Mũi tên lên, xuống để di chuyển; Enter để chọn dòng có dấu ›."

    @dataclass
    class Chosen(Message):
        """A row was chosen with Enter or the mouse."""

        sender: LineList
        id: str

        @property
        def control(self) -> LineList:
            """The list."""
            return self.sender

    @dataclass
    class Moved(Message):
        """The mark moved to another row."""

        sender: LineList
        id: str

        @property
        def control(self) -> LineList:
            """The list."""
            return self.sender

        def can_replace(self, message: Message) -> bool:
            """Only the last position matters."""
            return isinstance(message, LineList.Moved) and message.sender is self.sender

    @dataclass
    class Left(Message):
        """An arrow was pressed at the end of the list: -1 above the first row, 1 below the last."""

        sender: LineList
        step: int

        @property
        def control(self) -> LineList:
            """The list."""
            return self.sender

    def __init__(
        self,
        lines: Sequence[Line] = (),
        *,
        bottom: bool = False,
        quiet: bool = False,
        id: str | None = None,  # noqa: A002 - Textual's own name for it
    ) -> None:
        """Make a list.

        Args:
            lines: Its rows.
            bottom: Rows that do not fill the window stand at its bottom.
            quiet: The mark shows only while the list has the focus.
            id: The widget's id.
        """
        super().__init__(id=id)
        self._bottom = bottom
        self._quiet = quiet
        self._lines: tuple[Line, ...] = tuple(lines)
        self._cursor = self._next_free(-1, 1)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The rows shown."""
        return self._lines

    @property
    def chosen(self) -> str:
        """Id of the marked row, or an empty string."""
        return self._lines[self._cursor].id if 0 <= self._cursor < len(self._lines) else ""

    def show(self, lines: Sequence[Line], *, keep: str | None = None) -> None:
        """Replace the rows; the mark stays on `keep`, or on the row it was on."""
        wanted = self.chosen if keep is None else keep
        self._lines = tuple(lines)
        self._cursor = self._index_of(wanted)
        self.virtual_size = Size(0, len(self._lines))
        self._reveal()
        self.refresh()

    def mark(self, line_id: str) -> None:
        """Move the mark to a row without telling anyone."""
        index = self._index_of(line_id)
        if index != self._cursor:
            self._set_cursor(index)

    def _index_of(self, line_id: str) -> int:
        for index, line in enumerate(self._lines):
            if line.id == line_id and line.kind != "title":
                return index
        return self._next_free(-1, 1)

    def _next_free(self, start: int, step: int) -> int:
        index = start + step
        while 0 <= index < len(self._lines):
            if self._lines[index].kind != "title":
                return index
            index += step
        return start

    def on_mount(self) -> None:
        """Tell the scroll view how long the list is."""
        self.virtual_size = Size(0, len(self._lines))

    def on_resize(self, _event: events.Resize) -> None:
        """Keep the marked row in sight."""
        self._reveal()

    def render_line(self, y: int) -> Strip:
        """Draw one line of the window."""
        index = y - self._blank_lines + self.scroll_offset.y
        width = self.scrollable_content_region.width
        if not 0 <= index < len(self._lines):
            return Strip.blank(width, self.rich_style)
        line = self._lines[index]
        chosen = index == self._cursor and line.kind != "title"
        chosen = chosen and (self.has_focus or not self._quiet)
        part = "chosen" if chosen else (line.kind or "plain")
        style = self.rich_style + self.get_component_rich_style(f"line-list--{part}", partial=True)
        lead = ("›" if chosen else " ") + " " * (1 + line.indent)
        room = max(width - len(lead), 0)
        text = lead + spread(line.text, line.right, room)
        return Strip([Segment(set_cell_size(text, width), style)], width)

    def _set_cursor(self, index: int) -> None:
        old = self._cursor
        self._cursor = index
        self._reveal()
        for row in (old, index):
            self._refresh_row(row)

    @property
    def _blank_lines(self) -> int:
        """Lines left free above the first row."""
        return max(self.size.height - len(self._lines), 0) if self._bottom else 0

    def _refresh_row(self, row: int) -> None:
        y = row - self.scroll_offset.y + self._blank_lines
        self.refresh(Region(0, y, self.size.width, 1))

    def _reveal(self) -> None:
        if self.size.height and self._cursor >= 0:
            region = Region(0, self._cursor, 1, 1)
            self.scroll_to_region(region, animate=False, force=True)

    def action_move(self, step: int) -> None:
        """Move the mark by one row, or say that it stands at the end."""
        target = self._next_free(self._cursor, step)
        if target == self._cursor:
            self.post_message(self.Left(self, step))
        self._go(target)

    def action_page(self, step: int) -> None:
        """Move the mark by a window."""
        target = self._cursor + step * max(self.size.height - 1, 1)
        target = min(max(target, 0), len(self._lines) - 1)
        if 0 <= target < len(self._lines) and self._lines[target].kind == "title":
            target = self._next_free(target, step)
        self._go(target)

    def action_first(self) -> None:
        """Move the mark to the first row."""
        self._go(self._next_free(-1, 1))

    def action_last(self) -> None:
        """Move the mark to the last row."""
        self._go(self._next_free(len(self._lines), -1))

    def _go(self, index: int) -> None:
        free = 0 <= index < len(self._lines) and self._lines[index].kind != "title"
        if free and index != self._cursor:
            self._set_cursor(index)
            self.post_message(self.Moved(self, self.chosen))

    def action_choose(self) -> None:
        """Choose the marked row."""
        if self.chosen:
            self.post_message(self.Chosen(self, self.chosen))

    def on_click(self, event: events.Click) -> None:
        """Choose the row under the mouse."""
        index = event.y - self._blank_lines + self.scroll_offset.y
        if 0 <= index < len(self._lines) and self._lines[index].kind != "title":
            self._set_cursor(index)
            self.action_choose()
