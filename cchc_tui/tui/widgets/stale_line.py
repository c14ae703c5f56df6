"""Two lines under a field about the place of the last period that the cursor is in."""

from __future__ import annotations

from rich.cells import cell_len
from textual.strip import Strip
from textual.widget import Widget

from cchc_tui.tui.stale_words import StaleWords
from cchc_tui.tui.widgets.cells import line_strip, shorten, spread

_BETWEEN = " · "


class StaleLine(Widget):
    """What stands there and which keys deal with it; repaints itself alone."""

    DEFAULT_CSS = """
    StaleLine { height: 2; display: none; }
    StaleLine .stale-line--what { color: $warning; text-style: bold; }
    StaleLine .stale-line--keys { color: $text-muted; }
    """
    COMPONENT_CLASSES = {"stale-line--what", "stale-line--keys"}  # noqa: RUF012

    def __init__(self) -> None:
        super().__init__()
        self._words = StaleWords()

    @property
    def words(self) -> StaleWords:
        """What is said."""
        return self._words

    def show(self, words: StaleWords) -> None:
        """Say something else."""
        if words != self._words:
            self._words = words
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one of the two lines."""
        width = self.size.width
        part = "keys" if y else "what"
        style = self.rich_style + self.get_component_rich_style(f"stale-line--{part}", partial=True)
        words = self._words
        text = _fitting(words.hints, width) if y else spread(words.left, words.right, width)
        return line_strip(text, width, style)


def _fitting(hints: tuple[str, ...], width: int) -> str:
    """As many hints as the line has room for, whole."""
    text = shorten(hints[0], width) if hints else ""
    for hint in hints[1:]:
        longer = text + _BETWEEN + hint
        if cell_len(longer) > width:
            break
        text = longer
    return text
