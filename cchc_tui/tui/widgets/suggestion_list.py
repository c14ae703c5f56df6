"""The suggestions under an editor: a list of fixed height, drawn line by line.

Fixed height and whole-line drawing keep the rest of the screen still, so that a key costs
the changed cells of these rows and nothing else. Knows nothing of where phrases come from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One row.

    Attributes:
        text: What is offered; shown on one line.
        spans: Start and end of the pieces of `text` that matched what was typed.
        note: A few words at the right end: where it comes from.
    """

    text: str
    spans: tuple[tuple[int, int], ...] = ()
    note: str = ""


class SuggestionList(Widget):
    """Numbered suggestions, one of them selected, under a line that counts them.

    It never takes the focus: the editor keeps it and moves the selection.
    """

    DEFAULT_CSS = """
    SuggestionList { height: auto; background: $background; color: $foreground; }
    SuggestionList .suggestion-list--head { color: $text-muted; }
    SuggestionList .suggestion-list--match { text-style: bold underline; }
    SuggestionList .suggestion-list--note { color: $text-muted; }
    SuggestionList .suggestion-list--selected { text-style: reverse; }
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "suggestion-list--head",
        "suggestion-list--match",
        "suggestion-list--note",
        "suggestion-list--selected",
    }

    @dataclass
    class Chosen(Message):
        """A suggestion was taken, by `choose` or with the mouse."""

        suggestions: SuggestionList
        index: int
        suggestion: Suggestion

        @property
        def control(self) -> SuggestionList:
            """The list."""
            return self.suggestions

    def __init__(
        self,
        *,
        rows: int = 8,
        title: str = "Mẫu câu",
        id: str | None = None,  # noqa: A002 - Textual's own name for it
    ) -> None:
        """Make an empty list.

        Args:
            rows: How many suggestions are seen at once; the list is one line higher.
            title: What is counted on the first line.
            id: The widget's id.
        """
        super().__init__(id=id)
        self.rows = rows
        self.title = title
        self.styles.height = rows + 1
        self._items: tuple[Suggestion, ...] = ()
        self._total = 0
        self._selected: int | None = None
        self._first = 0

    @property
    def items(self) -> tuple[Suggestion, ...]:
        """What is offered."""
        return self._items

    @property
    def selected(self) -> Suggestion | None:
        """The selected suggestion, or None."""
        return None if self._selected is None else self._items[self._selected]

    @property
    def selected_index(self) -> int | None:
        """Where the selected suggestion stands, from 0, or None."""
        return self._selected

    def show(self, items: Sequence[Suggestion], total: int | None = None) -> None:
        """Offer other suggestions, none of them selected.

        Called from within an editor's key handling the new rows share the key's one write.

        Args:
            items: Best first.
            total: How many there are in all, where only the best are given.
        """
        fresh = tuple(items)
        count = len(fresh) if total is None else total
        if (fresh, count, None, 0) == (self._items, self._total, self._selected, self._first):
            return
        self._items, self._total, self._selected, self._first = fresh, count, None, 0
        self.refresh()

    def clear(self) -> None:
        """Offer nothing."""
        self.show(())

    def move(self, step: int) -> bool:
        """Move the selection; before the first suggestion nothing is selected.

        Args:
            step: 1 down, -1 up, or more.

        Returns:
            Whether the selection moved.
        """
        target = (-1 if self._selected is None else self._selected) + step
        target = max(-1, min(target, len(self._items) - 1))
        chosen = None if target < 0 else target
        if chosen == self._selected:
            return False
        self._selected = chosen
        self._first = max(min(self._first, max(target, 0)), target - self.rows + 1)
        self.refresh()
        return True

    def choose(self, number: int | None = None) -> Suggestion | None:
        """Take a suggestion and post `Chosen`.

        Args:
            number: The number shown before it, from 1; None for the selected one.

        Returns:
            The suggestion, or None when there is none.
        """
        index = self._selected if number is None else self._first + number - 1
        last = min(len(self._items), self._first + self.rows)
        if index is None or not self._first <= index < last:
            return None
        self.post_message(self.Chosen(self, index, self._items[index]))
        return self._items[index]

    def on_click(self, event: events.Click) -> None:
        """Take the suggestion that was clicked.

        Args:
            event: The click.
        """
        event.stop()
        if event.y > 0:
            self.choose(event.y)

    def render_line(self, y: int) -> Strip:
        """Draw one line: the count, a suggestion, or nothing.

        Args:
            y: The line, from 0.

        Returns:
            The line, as wide as the widget.
        """
        width = self.size.width
        base = self.rich_style
        if y == 0:
            return self._head(width, base + self._part("head"))
        index = self._first + y - 1
        if y > self.rows or index >= len(self._items):
            return Strip.blank(width, base)
        chosen = index == self._selected
        style = base + self._part("selected") if chosen else base
        mark = f"{'›' if chosen else ' '}{y} "
        item = self._items[index]
        note = item.note and f" {item.note}"
        room = width - cell_len(mark) - cell_len(note)
        if room < 10:
            note, room = "", width - cell_len(mark)
        body = _fit(item, room, style, style + self._part("match"))
        note_style = style if chosen else style + self._part("note")
        return Strip([Segment(mark, style), *body, Segment(note, note_style)]).adjust_cell_length(
            width, style
        )

    def _head(self, width: int, style: Style) -> Strip:
        if not self._items:
            return Strip.blank(width, style)
        place = "" if self._selected is None else f"{self._selected + 1}/"
        line = f"{self.title}: {place}{self._total}"
        return Strip([Segment(set_cell_size(line, width), style)], width)

    def _part(self, name: str) -> Style:
        return self.get_component_rich_style(f"suggestion-list--{name}", partial=True)


def _fit(item: Suggestion, width: int, plain: Style, match: Style) -> list[Segment]:
    """Lay a suggestion out in `width` cells so that its first match is seen."""
    text = "".join(" " if character.isspace() else character for character in item.text)
    spans = list(item.spans)
    if spans and cell_len(text[: spans[0][1]]) >= width:
        cut = max(spans[0][0] - width // 3, 0)
        spans = [(start - cut + 1, end - cut + 1) for start, end in spans]
        text = _ELLIPSIS + text[cut:]
    segments: list[Segment] = []
    position = 0
    for start, end in spans:
        segments += [Segment(text[position:start], plain), Segment(text[start:end], match)]
        position = end
    segments.append(Segment(text[position:], plain))
    strip = Strip([segment for segment in segments if segment.text])
    if strip.cell_length > width:
        strip = Strip([*strip.crop(0, width - 1), Segment(_ELLIPSIS, plain)])
    return list(strip.adjust_cell_length(width, plain))
