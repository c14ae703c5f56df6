"""Who else is at the open draft: brought from the watching thread to the screen, and into words."""

from __future__ import annotations

import asyncio
import contextvars
from collections.abc import Callable
from contextlib import suppress

from cchc_tui.services.presence import Watch, short_names
from cchc_tui.services.session import Session
from cchc_tui.store.presence import Present

NAME_CELLS = 8
"""Longest name beside a section of the outline."""


class Company:
    """The others at a draft, as the screen on it shows them.

    Args:
        session: The open draft.
        changed: Called when somebody has come, gone or moved.
        written: Called when somebody else has written in the draft.
    """

    def __init__(
        self, session: Session, changed: Callable[[], None], written: Callable[[], None]
    ) -> None:
        self._session = session
        self._changed = changed
        self._written = written
        self._others: tuple[Present, ...] = ()
        self._names: dict[str, str] = {}
        self._watch: Watch | None = None

    def begin(self) -> None:
        """Begin to look around; called in the thread of the screen."""
        loop, context = asyncio.get_running_loop(), contextvars.copy_context()

        def here(call: Callable[[], None]) -> None:
            with suppress(RuntimeError):  # the app has ended meanwhile
                loop.call_soon_threadsafe(call, context=context)

        self._watch = Watch(
            self._session.workspace.store,
            self._session.draft,
            self._session.workspace.author,
            came_or_went=lambda others: here(lambda: self._take(others)),
            written=lambda: here(self._look_again),
        )
        self._watch.begin(self._session.current)

    def moved(self) -> None:
        """The officer is at another question."""
        if self._watch is not None:
            self._watch.moved(self._session.current)

    def end(self) -> None:
        """The officer leaves the draft."""
        watch, self._watch = self._watch, None
        if watch is not None:
            watch.end()

    def _take(self, others: tuple[Present, ...]) -> None:
        if self._watch is not None:
            work = self._session.workspace
            self._others = others
            self._names = short_names(others, work.store.signed(self._session.draft, work.author))
            self._changed()

    def _look_again(self) -> None:
        if self._watch is not None:
            self._written()

    # In words

    def sections(self) -> dict[str, str]:
        """Names by the section where they are."""
        found: dict[str, list[str]] = {}
        for one in self._others:
            section = self._session.interview.section_of(one.question)
            found.setdefault(section, []).append(self._names[one.session])
        return {
            section: names[0][:NAME_CELLS] if len(names) == 1 else f"{len(names)} người"
            for section, names in found.items()
        }

    def here(self) -> str:
        """Who is at the present question: `Lan cũng ở câu này`; empty if nobody is."""
        names = [
            self._names[one.session]
            for one in self._others
            if one.question == self._session.current
        ]
        if not names:
            return ""
        who = "bạn, ở cửa sổ khác," if names == ["bạn"] else ", ".join(names)
        return f"{who} cũng ở câu này"

    def title(self) -> tuple[str, str]:
        """Who is where, for the title: `Lan: II.2`, and the same in few letters; may be empty."""
        if not self._others:
            return "", ""
        parts = [
            f"{self._names[one.session]}: {self._session.number(one.question)}".rstrip(": ")
            for one in self._others
        ]
        return ", ".join(parts), parts[0] if len(parts) == 1 else f"{len(parts)} người"
