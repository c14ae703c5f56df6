"""The part of a draft store by which a draft moves to another store with all that is kept of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path

from cchc_tui.store import sql
from cchc_tui.store.connection import Database
from cchc_tui.store.errors import DraftExists

Rows = Mapping[str, tuple[Mapping[str, object], ...]]
"""All rows that belong to a draft, by table, each by column."""


class Movable:
    """Where drafts are, what came from elsewhere, and taking a draft out or in whole."""

    path: Path
    _db: Database

    def file_of(self, draft: str) -> tuple[Path, str]:
        """The database file that keeps a draft, and the id it has there."""
        return self.path, draft

    def signed(self, draft: str, author: str) -> str:
        """How an author signs in a draft."""
        return author

    def others_wrote(self, draft: str) -> int:
        """A number that changes when another connection has written; costs no reading."""
        return int(str(self._db.rows("PRAGMA data_version")[0][0]))

    def all_rows(self, draft: str) -> Rows:
        """Everything that is kept of a draft."""
        with self._db.reading() as db:
            found: dict[str, tuple[Mapping[str, object], ...]] = {}
            for table in sql.TABLES:
                cursor = db.execute(sql.rows_of(table), {"draft": draft})
                names = [column[0] for column in cursor.description]
                found[table] = tuple(dict(zip(names, row, strict=True)) for row in cursor)
        return found

    def take_in(self, draft: str, rows: Rows) -> None:
        """Keep a draft that was taken out of another store, all of it or nothing.

        Args:
            draft: The id it gets here.
            rows: What `all_rows` gave there.

        Raises:
            DraftExists: The id is taken.
        """
        try:
            with self._db.transaction() as db:
                for table in sql.TABLES:
                    _insert(db, table, draft, rows[table])
        except sqlite3.IntegrityError as error:
            raise DraftExists(draft) from error


def _insert(
    db: sqlite3.Connection, table: str, draft: str, rows: Iterable[Mapping[str, object]]
) -> None:
    for row in rows:
        db.execute(sql.insert_row(table, tuple(row)), {**row, sql.key_of(table): draft})
