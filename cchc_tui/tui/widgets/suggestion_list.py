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

from cchc_tui.tui.widgets.cells import shorten, wrap

_ELLIPSIS = "…"
LEAST_ROOM = 10
"""Cells without which a wording says nothing."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One row.

    Attributes:
        text: What is offered; shown on one line.
        spans: Start and end of the pieces of `text` that matched what was typed.
        note: A few words at the right end: where it comes from.
        full: What is shown while it is selected, on as many lines as it takes; empty: `text`.
    """

    text: str
    spans: tuple[tuple[int, int], ...] = ()
    note: str = ""
    full: str = ""


class SuggestionList(Widget):
    """Numbered suggestions, one of them selected, under a line that counts them.

    It never takes the focus: the editor keeps it and moves the selection. The selected one
    unfolds within the list, whose height never changes.
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

    def show(
        self, items: Sequence[Suggestion], total: int | None = None, title: str | None = None
    ) -> None:
        """Offer other suggestions, none of them selected.

        Called from within an editor's key handling the new rows share the key's one write.

        Args:
            items: Best first.
            total: How many there are in all, where only the best are given.
            title: What is counted, from now on.
        """
        fresh = tuple(items)
        count = len(fresh) if total is None else total
        named = self.title if title is None else title
        shown = (self._items, self._total, self._selected, self._first, self.title)
        if (fresh, count, None, 0, named) == shown:
            return
        self._items, self._total, self._selected, self._first = fresh, count, None, 0
        self.title = named
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
        height = len(self._unfolded()) if chosen is not None else 1
        self._first = max(min(self._first, max(target, 0)), target - self.rows + height)
        self.refresh()
        return True

    def index_of(self, number: int) -> int | None:
        """Where the suggestion stands that shows this number, from 0; None if none does."""
        index = self._first + number - 1
        return index if index in {shown for shown, _ in self._layout()} else None

    def choose(self, number: int | None = None) -> Suggestion | None:
        """Take a suggestion and post `Chosen`.

        Args:
            number: The number shown before it, from 1; None for the selected one.

        Returns:
            The suggestion, or None when there is none.
        """
        index = self._selected if number is None else self.index_of(number)
        if index is None:
            return None
        self.post_message(self.Chosen(self, index, self._items[index]))
        return self._items[index]

    def on_click(self, event: events.Click) -> None:
        """Take the suggestion that was clicked.

        Args:
            event: The click.
        """
        event.stop()
        layout = self._layout()
        if 0 < event.y <= len(layout):
            self.choose(layout[event.y - 1][0] - self._first + 1)

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
        layout = self._layout()
        if y > len(layout):
            return Strip.blank(width, base)
        index, line = layout[y - 1]
        chosen = index == self._selected
        style = base + self._part("selected") if chosen else base
        number = index - self._first + 1
        mark = " " * 3 if line else f"{'›' if chosen else ' '}{number} "
        note = self._note(index) if not line else ""
        room = width - cell_len(mark) - cell_len(note)
        if chosen and (unfolded := self._unfolded())[1:]:
            body = [Segment(unfolded[line].ljust(1), style)]
            body = list(Strip(body).adjust_cell_length(room, style))
        else:
            body = _fit(self._items[index], room, style, style + self._part("match"))
        note_style = style if chosen else style + self._part("note")
        return Strip([Segment(mark, style), *body, Segment(note, note_style)]).adjust_cell_length(
            width, style
        )

    def _note(self, index: int) -> str:
        """The words at the right end; none where they would leave no room."""
        note = self._items[index].note and f" {self._items[index].note}"
        return note if self.size.width - 3 - cell_len(note) >= LEAST_ROOM else ""

    def _layout(self) -> list[tuple[int, int]]:
        """What stands on each line: a suggestion, and which of its lines."""
        lines: list[tuple[int, int]] = []
        for index in range(self._first, len(self._items)):
            height = len(self._unfolded()) if index == self._selected else 1
            lines += ((index, line) for line in range(height))
        return lines[: self.rows]

    def _unfolded(self) -> list[str]:
        """The selected suggestion in full, as many lines as the list has at most."""
        if self._selected is None:
            return []
        item = self._items[self._selected]
        room = self.size.width - 3 - cell_len(self._note(self._selected))
        lines = wrap(item.full or item.text, room) if room >= LEAST_ROOM else [item.text]
        if len(lines) <= self.rows:
            return lines
        lines[self.rows - 1] = shorten(" ".join(lines[self.rows - 1 :]), room)
        return lines[: self.rows]

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
