"""The line at the top, which says where one is, and the line of keys at the bottom."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from cchc_tui.tui.widgets.cells import line_strip, spread


class TitleBar(Widget):
    """One line: what is open at the left, how far and when saved at the right."""

    DEFAULT_CSS = """
    TitleBar { height: 1; dock: top; background: $panel; color: $foreground; text-style: bold; }
    """

    def __init__(self, left: str = "", right: str = "") -> None:
        super().__init__()
        self._left = left
        self._right = right

    def show(self, left: str | None = None, right: str | None = None) -> None:
        """Change either end; repaints only when something differs."""
        new = (self._left if left is None else left, self._right if right is None else right)
        if new != (self._left, self._right):
            self._left, self._right = new
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        text = f" {spread(self._left, self._right, max(self.size.width - 2, 0))} "
        return line_strip(text, self.size.width, self.rich_style)


class KeyBar(Widget):
    """One line of keys and what they do; labels that do not fit are left out whole."""

    DEFAULT_CSS = """
    KeyBar { height: 1; dock: bottom; background: $panel; color: $foreground; }
    KeyBar .key-bar--key { color: $primary; text-style: bold; }
    """
    COMPONENT_CLASSES = {"key-bar--key"}  # noqa: RUF012

    def __init__(self, keys: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__()
        self._keys = tuple(keys)

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """Pairs of key name and label."""
        return self._keys

    def show(self, keys: Sequence[tuple[str, str]]) -> None:
        """Change the keys."""
        if tuple(keys) != self._keys:
            self._keys = tuple(keys)
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        width = self.size.width
        plain = self.rich_style
        strong = plain + self.get_component_rich_style("key-bar--key", partial=True)
        segments: list[Segment] = []
        used = 0
        wanted = sum(cell_len(key) + cell_len(label) + 3 for key, label in self._keys)
        for key, label in self._keys:
            lead = "  " if used and wanted <= width else " "
            size = cell_len(lead + key) + cell_len(label) + 1
            if used + size > width:
                break
            segments += [Segment(lead + key, strong), Segment(f" {label}", plain)]
            used += size
        line = Strip(segments)
        return line.adjust_cell_length(width, plain) if segments else Strip.blank(width, plain)
