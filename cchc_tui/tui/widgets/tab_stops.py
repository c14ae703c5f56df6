"""The open places of an inserted phrase, kept in step with what is typed around them."""

from __future__ import annotations

from collections.abc import Iterable


class TabStops:
    """Ranges of a text that Tab walks through, as offsets into the whole text.

    One of them is current: text typed at its edges belongs to it, so that it grows and
    shrinks with what the officer types. The others move along.
    """

    def __init__(self, ranges: Iterable[tuple[int, int]] = (), end: int = 0) -> None:
        """Take over the open places of a phrase.

        Args:
            ranges: Start and end of each place, in order.
            end: Where the phrase ends: the cursor goes there after the last place.
        """
        self._ranges = list(ranges)
        self._end = end
        self._current = 0

    def __bool__(self) -> bool:
        return bool(self._ranges)

    @property
    def ranges(self) -> tuple[tuple[int, int], ...]:
        """The places that are left, in order."""
        return tuple(self._ranges)

    @property
    def end(self) -> int:
        """Where the phrase ends."""
        return self._end

    @property
    def current(self) -> tuple[int, int] | None:
        """The place being filled, or None when there are no places."""
        return self._ranges[self._current] if self._ranges else None

    def move(self, step: int) -> tuple[int, int] | None:
        """Go to the next place or to the one before.

        Args:
            step: 1 or -1.

        Returns:
            The place, or None (and no places are left) past the last one. Before the first
            one the first stays current.
        """
        target = self._current + step
        if target >= len(self._ranges):
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
        kept: list[tuple[int, int]] = []
        current = self._current
        shift = new_end - old_end
        for index, (first, last) in enumerate(self._ranges):
            if index == self._current and first <= start and old_end <= last:
                kept.append((first, last + shift))
            elif last <= start:
                kept.append((first, last))
            elif first >= old_end:
                kept.append((first + shift, last + shift))
            elif index <= self._current:
                current -= 1
        self._ranges = kept
        self._current = min(max(current, 0), max(len(kept) - 1, 0))
        if self._end >= old_end:
            self._end += shift
        elif self._end > start:
            self._end = new_end

    def clear(self) -> None:
        """Forget all places."""
        self._ranges = []
        self._current = 0
