"""A text area that looks its colours up once: at every key that costs as much as the text."""

from __future__ import annotations

from textual.geometry import Region
from textual.strip import Strip
from textual.widgets import TextArea


class DressedArea(TextArea, inherit_bindings=False):
    """A text area in the colours of the style sheet, as last changed."""

    _dressed: object = None
    """The theme of the area whose colours have been looked up."""

    def notify_style_update(self) -> None:
        """Look the colours up again at the next drawing: the style sheet has changed them."""
        self._dressed = None
        super().notify_style_update()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw lines.

        Args:
            crop: The lines that show.

        Returns:
            The lines.
        """
        if self._theme is not None and self._dressed is not self._theme:
            self._theme.apply_css(self)
            self._dressed = self._theme
        return super(TextArea, self).render_lines(crop)
