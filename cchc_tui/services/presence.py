"""Who else is at the open draft, and whether anything in it was written elsewhere.

A thread of its own renews the officer's presence and looks around about once a second, so
that no key ever waits for it. Nothing here may disturb the work: whatever fails is left out.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TYPE_CHECKING

from cchc_tui.store.errors import StoreError
from cchc_tui.store.presence import EXPIRES, PresenceBook, Present

if TYPE_CHECKING:
    from cchc_tui.services.workspace import Workspace
    from cchc_tui.store.drafts import DraftStore

LOOK_EVERY = 1.0
"""Seconds between two looks."""
RENEW_EVERY = EXPIRES / 3
"""Seconds between two renewals: two may fail before one is taken to have gone."""


def others_at(workspace: Workspace, draft: str) -> tuple[Present, ...]:
    """Who is at a draft that is not open here; empty if that cannot be known."""
    path, name = workspace.store.file_of(draft)
    try:
        book = PresenceBook(path.parent)
        try:
            return book.others(name)
        finally:
            book.close()
    except StoreError:
        return ()


BEGIN_AFTER = 0.3
"""Seconds after opening: the first screen comes before anyone is looked for."""
GIVE_UP_AFTER = 0.5
"""Seconds that leaving may take; a presence that is left behind expires by itself."""


class Watch:
    """Keeps an eye on a draft while it is open.

    Args:
        store: Where the draft is.
        draft: Its id.
        author: Who has it open.
        came_or_went: Called in the watching thread with everyone else, when that changes.
        written: Called in the watching thread when somebody else has written in the draft.
    """

    def __init__(
        self,
        store: DraftStore,
        draft: str,
        author: str,
        *,
        came_or_went: Callable[[tuple[Present, ...]], None],
        written: Callable[[], None],
    ) -> None:
        self._store = store
        self._draft = draft
        self._author = store.signed(draft, author)
        self._came_or_went = came_or_went
        self._written = written
        self._session = os.urandom(8).hex()
        self._question = ""
        self._others: tuple[Present, ...] = ()
        self._woken = threading.Event()
        self._ended = False
        self._thread = threading.Thread(target=self._run, name="presence", daemon=True)

    def begin(self, question: str) -> None:
        """Be at a question and begin to look around."""
        self._question = question
        self._thread.start()

    def moved(self, question: str) -> None:
        """Be at another question; the others learn it at once."""
        if question != self._question:
            self._question = question
            self._woken.set()

    def end(self) -> None:
        """Be gone; the others see it at their next look."""
        self._ended = True
        self._woken.set()
        if self._thread.is_alive():
            self._thread.join(GIVE_UP_AFTER)

    def _run(self) -> None:
        self._woken.wait(BEGIN_AFTER)
        with suppress(StoreError):
            path, name = self._store.file_of(self._draft)
            book = PresenceBook(path.parent)
            try:
                self._watch(book, name)
            finally:
                book.close()

    def _watch(self, book: PresenceBook, name: str) -> None:
        seen = self._store.others_wrote(self._draft)
        step = self._store.get(self._draft).last_step
        waited = RENEW_EVERY
        while not self._ended:
            with suppress(StoreError):
                if waited >= RENEW_EVERY:
                    book.renew(self._session, name, self._author, self._question)
                    waited = 0.0
                self._look(book, name)
                now = self._store.others_wrote(self._draft)
                if now != seen:
                    seen, before = now, step
                    step = self._store.get(self._draft).last_step
                    if step != before:
                        self._written()
            if self._woken.wait(LOOK_EVERY):
                self._woken.clear()
                waited = RENEW_EVERY
            waited += LOOK_EVERY
        with suppress(StoreError):
            book.leave(self._session)

    def _look(self, book: PresenceBook, name: str) -> None:
        others = book.others(name, self._session)
        if others != self._others:
            self._others = others
            self._came_or_went(others)


def short_names(others: Iterable[Present], me: str) -> dict[str, str]:
    """What to call each session: the given name, which Vietnamese puts last.

    Namesakes are told apart by the rest; the officer's own other windows are `bạn`.

    Args:
        others: Who is there.
        me: How the officer signs here.
    """
    full = {one.session: one.author for one in others}
    given = [_given(name) for name in set(full.values())]

    def called(name: str) -> str:
        if name == me:
            return "bạn"
        return name if given.count(_given(name)) > 1 else _given(name)

    return {session: called(name) for session, name in full.items()}


def _given(name: str) -> str:
    words = name.partition(" (")[0].split()
    return words[-1] if words else name
