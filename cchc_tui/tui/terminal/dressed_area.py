"""A text area that is cheap to draw: colours are looked up once, rows that stay are kept.

At every key Textual looks the colours up again, which costs as much as the text, and draws every
row anew, though a letter changes one.
"""

from __future__ import annotations

from textual.geometry import Region
from textual.strip import Strip
from textual.widgets import TextArea

_EVERY = 1 << 30


class DressedArea(TextArea, inherit_bindings=False):
    """A text area in the colours of the style sheet, as last changed."""

    _dressed: object = None
    """The theme of the area whose colours have been looked up."""
    _drawn: dict[int, tuple[object, Strip]]
    """Rows as they were drawn last, each with all that its looks follow from."""

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
        if self._dressed is None or self._dressed is not self._theme:
            if self._theme is not None:
                self._theme.apply_css(self)
            self._dressed = self._theme
            self._drawn = {}
        cache, top = self._styles_cache, self.gutter.top
        common, plain = self._looks_of_all(), self.plain_rows() - self.scroll_offset.y
        looks = {y: self._looks_of(y - top) if y - top < plain else None for y in crop.line_range}
        for y, look in looks.items():
            if look is not None and y in self._drawn and self._drawn[y][0] == (common, look):
                cache._cache[y] = self._drawn[y][1]
                cache._dirty_lines.discard(y)
        strips = super(TextArea, self).render_lines(crop)
        for y, look in looks.items():
            if look is not None and y in cache._cache:
                self._drawn[y] = (common, look), cache._cache[y]
        return strips

    def _looks_of_all(self) -> object:
        """What the looks of every row follow from, besides the style sheet."""
        return (
            self.region.size, self.content_region.size, self.background_colors, self.opacity,
            self.virtual_size.height, self.scroll_offset.x, self._draw_cursor, self.app.theme,
        )  # fmt: skip

    def plain_rows(self) -> int:
        """How many rows, from the first one, show only their piece of the text and the cursor."""
        plain = self.text and self.soft_wrap and not self.show_line_numbers
        return _EVERY if plain and self.selection.is_empty else 0

    def _looks_of(self, y: int) -> object:
        """What the looks of one row follow from; None where there is too much of it."""
        row = y + self.scroll_offset.y
        wrapped = self.wrapped_document
        if row >= wrapped.height:
            return ""
        number, section = wrapped._offset_to_line_info[row]
        line, ends = str(self.document[number]), wrapped.get_offsets(number)
        start = ends[section - 1] if section else 0
        end = ends[section] if section < len(ends) else None
        if "\t" in line:
            return None
        at, column = self.cursor_location
        here = at == number and start <= column and (end is None or column < end)
        return line[start:end], end is None, column - start if here else None
