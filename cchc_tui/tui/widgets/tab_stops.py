"""The open places of an inserted phrase, kept in step with what is typed around them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from cchc_tui.phrases.slots import TabStop


class TabStops:
    """Places of a text that Tab walks through, as offsets into the whole text.

    One of them is current: text typed at its edges belongs to it, so that it grows and
    shrinks with what the officer types. The others move along.
    """

    def __init__(self, stops: Iterable[TabStop] = (), end: int = 0) -> None:
        """Take over the open places of a phrase.

        Args:
            stops: The places, in order.
            end: Where the phrase ends: the cursor goes there after the last place.
        """
        self._stops = list(stops)
        self._end = end
        self._current = 0

    def __bool__(self) -> bool:
        return bool(self._stops)

    @property
    def ranges(self) -> tuple[tuple[int, int], ...]:
        """Start and end of the places that are left, in order."""
        return tuple((stop.start, stop.end) for stop in self._stops)

    @property
    def end(self) -> int:
        """Where the phrase ends."""
        return self._end

    @property
    def current(self) -> TabStop | None:
        """The place being filled, or None when there are no places."""
        return self._stops[self._current] if self._stops else None

    @property
    def number(self) -> int:
        """Which of the places is being filled, from 1."""
        return self._current + 1

    def enter(self, index: int) -> TabStop | None:
        """Make the place that a cursor stands in the current one.

        Args:
            index: Where the cursor stands.

        Returns:
            The place, or None (and the current one stays) outside of all.
        """
        current = self.current
        if current and current.start <= index <= current.end:
            return current
        for number, stop in enumerate(self._stops):
            if stop.start <= index <= stop.end:
                self._current = number
                return stop
        return None

    def move(self, step: int) -> TabStop | None:
        """Go to the next place or to the one before.

        Args:
            step: 1 or -1.

        Returns:
            The place, or None (and no places are left) past the last one. Before the first
            one the first stays current.
        """
        target = self._current + step
        if target >= len(self._stops):
            self.clear()
            return None
        self._current = max(target, 0)
        return self.current

    def edited(self, start: int, old_end: int, new_end: int) -> None:
        """Follow an edit that put `[start, new_end)` in place of `[start, old_end)`.

        A place other than the current one that the edit cuts into is given up.

        Args:
            start: Where the edit begins.
            old_end: Where the replaced text ended.
            new_end: Where the new text ends.
        """
        kept: list[TabStop] = []
        current = self._current
        shift = new_end - old_end
        for index, stop in enumerate(self._stops):
            if index == self._current and stop.start <= start and old_end <= stop.end:
                kept.append(replace(stop, end=stop.end + shift))
            elif stop.end <= start:
                kept.append(stop)
            elif stop.start >= old_end:
                kept.append(replace(stop, start=stop.start + shift, end=stop.end + shift))
            elif index <= self._current:
                current -= 1
        self._stops = kept
        self._current = min(max(current, 0), max(len(kept) - 1, 0))
        if self._end >= old_end:
            self._end += shift
        elif self._end > start:
            self._end = new_end

    def alike(self) -> list[int]:
        """Numbers, from 0, of the other places that have the name of the current one."""
        if not self._stops:
            return []
        name = self._stops[self._current].name
        return [n for n, one in enumerate(self._stops) if one.name == name and n != self._current]

    def give_up(self, number: int) -> None:
        """Make a place ordinary text; the current one stays the current one.

        Args:
            number: Which, from 0; not the current one.
        """
        del self._stops[number]
        self._current -= number < self._current

    def clear(self) -> None:
        """Forget all places."""
        self._stops = []
        self._current = 0
