"""One line that changes often: repaints itself alone and never moves its neighbours."""

from __future__ import annotations

from textual.strip import Strip
from textual.widget import Widget

from cchc_tui.tui.widgets.cells import line_strip, shorten, spread


class NoteLine(Widget):
    """A line of fixed height: a verdict, a hint, a place."""

    DEFAULT_CSS = """
    NoteLine { height: 1; }
    NoteLine.-problem { color: $error; text-style: bold; }
    NoteLine.-calm { color: $text-muted; }
    NoteLine.-strong { color: $primary; text-style: bold; }
    """

    def __init__(
        self,
        text: str = "",
        *,
        classes: str = "-calm",
        id: str | None = None,  # noqa: A002 - Textual's own name for it
    ) -> None:
        super().__init__(classes=classes, id=id)
        self._text = text

    @property
    def text(self) -> str:
        """What the line says."""
        return self._text

    def show(self, text: str) -> None:
        """Say something else."""
        if text != self._text:
            self._text = text
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        return line_strip(shorten(self._text, self.size.width), self.size.width, self.rich_style)


class PlaceLine(Widget):
    """Where a question stands: its section at the left, its number at the right."""

    DEFAULT_CSS = """
    PlaceLine { height: 1; color: $primary; text-style: bold; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._ends = ("", "")

    def show(self, section: str, count: str) -> None:
        """Name another place."""
        if (section, count) != self._ends:
            self._ends = (section, count)
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        width = self.size.width
        return line_strip(spread(*self._ends, width), width, self.rich_style)
