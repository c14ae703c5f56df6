"""One line that changes often: repaints itself alone and never moves its neighbours."""

from __future__ import annotations

from textual.strip import Strip
from textual.widget import Widget

from cchc_tui.tui.widgets.cells import line_strip, shorten


class NoteLine(Widget):
    """A line of fixed height: a verdict, a hint, a place."""

    DEFAULT_CSS = """
    NoteLine { height: 1; }
    NoteLine.-problem { color: $error; text-style: bold; }
    NoteLine.-calm { color: $text-muted; }
    NoteLine.-strong { color: $primary; text-style: bold; }
    """

    def __init__(self, text: str = "", *, classes: str = "-calm") -> None:
        super().__init__(classes=classes)
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
