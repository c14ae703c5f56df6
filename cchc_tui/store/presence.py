"""Who is at which draft just now: rows that live only as long as their owners renew them.

A database of its own beside the drafts: a renewal never touches their log, and since nothing
here outlives a session, nothing is forced to the disk.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cchc_tui.store import sql
from cchc_tui.store.connection import Database

EXPIRES = 6.0
"""Seconds without a renewal after which somebody is taken to have gone."""


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody at a draft.

    Attributes:
        session: Of whom; differs for each open window.
        author: Who it is.
        question: Id of the question where they are.
    """

    session: str
    author: str
    question: str


class PresenceBook:
    """The presences at the drafts of one directory.

    Args:
        folder: Where the drafts are.
        now: The present time in seconds, the same for all processes of the machine.

    Raises:
        StoreError: The file cannot be opened or written.
    """

    def __init__(self, folder: Path, now: Callable[[], float] = time.time) -> None:
        self._now = now
        self._db = Database(folder / "presence.db")
        with self._db.reading() as db:
            db.execute("PRAGMA synchronous = OFF")
        with self._db.transaction() as db:
            db.execute(sql.CREATE_PRESENCE)
            db.execute(sql.FORGET_ABSENT, self._span())

    def close(self) -> None:
        """Close the file; the presences in it end by themselves."""
        self._db.close()

    def _span(self) -> dict[str, object]:
        # Rows of the future are left from before the clock was put back.
        now = self._now()
        return {"since": now - EXPIRES, "until": now + EXPIRES}

    def renew(self, session: str, draft: str, author: str, question: str) -> None:
        """Be at a question for the next `EXPIRES` seconds."""
        with self._db.transaction() as db:
            db.execute(
                sql.BE_PRESENT,
                {
                    "session": session,
                    "draft": draft,
                    "author": author,
                    "question": question,
                    "beat": self._now(),
                },
            )

    def leave(self, session: str) -> None:
        """Be gone at once."""
        with self._db.transaction() as db:
            db.execute(sql.LEAVE, {"session": session})

    def others(self, draft: str, session: str = "") -> tuple[Present, ...]:
        """Who else is at a draft."""
        rows = self._db.rows(
            sql.WHO_IS_PRESENT, {"draft": draft, "session": session, **self._span()}
        )
        return tuple(Present(*map(str, row)) for row in rows)
