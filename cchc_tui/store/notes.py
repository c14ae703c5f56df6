"""What is kept beside the answers: unfinished typing, the officer's place, exports, waivers."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from cchc_tui.store import sql
from cchc_tui.store.connection import Database
from cchc_tui.store.errors import UnknownDraft
from cchc_tui.store.records import ExportRecord, Resume, Typing, Waiver


class Notes:
    """The part of a draft store that is not answers."""

    _db: Database

    @contextmanager
    def _noting(self, draft: str) -> Iterator[sqlite3.Connection]:
        """A write about a draft, which a restored backup may have taken away."""
        try:
            with self._db.transaction() as db:
                yield db
        except sqlite3.IntegrityError as error:
            raise UnknownDraft(draft) from error

    def set_typing(
        self,
        draft: str,
        question: str,
        text: str,
        cursor: int,
        *,
        author: str,
        at: str,
        base_revision: int,
    ) -> None:
        """Keep what is being typed, and that the officer is there."""
        place = {"draft": draft, "author": author, "question": question, "cursor": cursor, "at": at}
        with self._noting(draft) as db:
            db.execute(sql.SET_TYPING, {**place, "text": text, "base_revision": base_revision})
            db.execute(sql.SET_RESUME, place)

    def typing(self, draft: str, *, author: str) -> dict[str, Typing]:
        """What the author was typing and has not made an answer, oldest first."""
        rows = self._db.rows(sql.TYPING_OF, {"draft": draft, "author": author})
        return {str(row[0]): Typing(*row) for row in rows}  # type: ignore[arg-type]

    def clear_typing(self, draft: str, question: str, *, author: str) -> None:
        """Forget what was being typed at a question."""
        with self._db.transaction() as db:
            db.execute(sql.CLEAR_TYPING, {"draft": draft, "author": author, "question": question})

    def set_resume(self, draft: str, question: str, cursor: int, *, author: str, at: str) -> None:
        """Keep where the author is."""
        place = {"draft": draft, "author": author, "question": question, "cursor": cursor, "at": at}
        with self._noting(draft) as db:
            db.execute(sql.SET_RESUME, place)

    def resume(self, draft: str, *, author: str) -> Resume | None:
        """Where the author was; None if never there."""
        rows = self._db.rows(sql.RESUME_OF, {"draft": draft, "author": author})
        return Resume(*rows[0]) if rows else None  # type: ignore[arg-type]

    def note_export(self, draft: str, path: str, sha256: str, at: str) -> None:
        """Keep what was written where."""
        with self._noting(draft) as db:
            parameters = {"draft": draft, "path": path, "sha256": sha256, "at": at}
            db.execute(sql.ADD_EXPORT, parameters)

    def exports_at(self, path: str) -> list[ExportRecord]:
        """What we wrote to a path, oldest first."""
        return [ExportRecord(*row) for row in self._db.rows(sql.EXPORTS_AT, {"path": path})]  # type: ignore[arg-type]

    def exports_of(self, draft: str) -> list[ExportRecord]:
        """What was written from a draft, oldest first."""
        return [ExportRecord(*row) for row in self._db.rows(sql.EXPORTS_OF, {"draft": draft})]  # type: ignore[arg-type]

    def waive(
        self, draft: str, finding: str, message: str, reason: str, *, author: str, at: str
    ) -> None:
        """Keep that a finding may stand, and why."""
        with self._db.transaction() as db:
            db.execute(
                sql.SET_WAIVER,
                {
                    "draft": draft,
                    "finding": finding,
                    "message": message,
                    "reason": reason,
                    "author": author,
                    "at": at,
                },
            )

    def drop_waiver(self, draft: str, finding: str) -> None:
        """Let a finding count again."""
        with self._db.transaction() as db:
            db.execute(sql.DROP_WAIVER, {"draft": draft, "finding": finding})

    def waivers(self, draft: str) -> dict[str, Waiver]:
        """What was waived in a draft, oldest first, by finding."""
        rows = self._db.rows(sql.WAIVERS_OF, {"draft": draft})
        return {str(row[0]): Waiver(*map(str, row)) for row in rows}

    def copy_waivers(self, original: str, draft: str) -> None:
        """Let what was waived in one draft be waived in its copy."""
        with self._db.transaction() as db:
            db.execute(sql.COPY_WAIVERS, {"original": original, "draft": draft})
