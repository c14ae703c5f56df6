"""The line at the top, which says where one is, and the line of keys at the bottom."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from cchc_tui.domain.telex import METHOD_NAMES
from cchc_tui.tui.widgets.cells import fit_ends, line_strip
from cchc_tui.tui.widgets.typist import TypingApp


class TitleBar(Widget):
    """One line: what is open at the left, how far and when saved at the right.

    Each end may come in several wordings, longest first; those that fit are shown. At the
    right end stands the way of typing Vietnamese while one is on.
    """

    DEFAULT_CSS = """
    TitleBar { height: 1; dock: top; background: $panel; color: $foreground; text-style: bold; }
    """

    def __init__(self, *lefts: str) -> None:
        super().__init__()
        self._ends: tuple[tuple[str, ...], tuple[str, ...]] = (lefts or ("",), ("",))

    def show(self, lefts: Sequence[str] | None = None, rights: Sequence[str] = ("",)) -> None:
        """Change the ends; repaints only when something differs."""
        new = (self._ends[0] if lefts is None else tuple(lefts), tuple(rights))
        if new != self._ends:
            self._ends = new
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        keyboard = self.app.keyboard if isinstance(self.app, TypingApp) else None
        typing = f" · {METHOD_NAMES[keyboard.method]}" if keyboard else ""
        room = max(self.size.width - 2 - len(typing), 0)
        text = f" {fit_ends(*self._ends, room)}{typing} "
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
