"""Types Vietnamese into an editor for officers without an input method of their own.

Remembers how the word at the cursor was typed for as long as the line up to the cursor stands
as it was left; anything else (an undo, a move, a paste) makes it begin anew from the text.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from textual import events

from cchc_tui.domain.telex import Keyboard, Word, is_typed, word_before
from cchc_tui.tui.widgets import typing_rules

if TYPE_CHECKING:
    from textual.widgets.text_area import Location

    from cchc_tui.tui.widgets.composed_area import ComposedArea


@runtime_checkable
class TypingApp(Protocol):
    """An app that has a way of typing Vietnamese."""

    keyboard: Keyboard | None
    """Telex or VNI; None while it is off."""

    def own_method_seen(self) -> None:
        """The officer's own input method is at work, so ours must not be."""


class Typist:
    """What one editor knows of the word being typed."""

    def __init__(self, area: ComposedArea, put: Callable[[str, Location, Location], None]) -> None:
        """Begin with no word.

        Args:
            area: The editor.
            put: Replaces what stands between two places of it.
        """
        self._area = area
        self._put = put
        self._word = Word()
        self._end: Location = (-1, 0)
        self._before = ""

    @property
    def _app(self) -> TypingApp | None:
        app = self._area.app
        return app if isinstance(app, TypingApp) else None

    def type(self, typed: str) -> bool:
        """Type what a key brought, if it is a letter or a figure and a way of typing is on.

        Letters that only another input method sends turn ours off.

        Args:
            typed: What arrived, cleaned.

        Returns:
            Whether it was typed.
        """
        app = self._app
        if app is None or app.keyboard is None:
            return False
        if not is_typed(typed):
            if typing_rules.is_composed(typed):
                app.own_method_seen()
            return False
        keyboard = app.keyboard
        start, end = sorted(self._area.selection)
        before = self._line(start)
        if not self._stands(start, before):
            self._word = keyboard.begin(word_before(before))
        shown = self._word.shown
        self._word = keyboard.press(self._word, typed)
        self._before = before[: len(before) - len(shown)] + self._word.shown
        self._end = (start[0], len(self._before))
        self._replace(shown, self._word.shown, start, end)
        return True

    def key(self, event: events.Key) -> None:
        """Give a word back as it was typed if the key ends it and it is no Vietnamese one.

        Args:
            event: Any key, before it is carried out.
        """
        keyboard = self._app.keyboard if self._app else None
        place = self._area.cursor_location
        if keyboard is None or not typing_rules.ends_word(event.key, event.character):
            return
        if not self._area.read_only and self._stands(place, self._line(place)):
            self._end = (-1, 0)
            self._replace(self._word.shown, keyboard.end(self._word), place, place)

    def _line(self, place: Location) -> str:
        """The line up to a place."""
        return str(self._area.document[place[0]])[: place[1]]

    def _stands(self, place: Location, before: str) -> bool:
        """Whether the word is as it was left."""
        return place == self._end and before == self._before

    def _replace(self, old: str, new: str, start: Location, end: Location) -> None:
        """Replace what differs at the end of a word, and the text up to `end`."""
        same = 0
        while same < min(len(old), len(new)) and old[same] == new[same]:
            same += 1
        if old != new or start != end:
            self._put(new[same:], (start[0], start[1] - len(old) + same), end)
