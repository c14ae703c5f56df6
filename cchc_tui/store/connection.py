"""The SQLite side of the store: opening, locking, transactions, migrations.

WAL and `synchronous = FULL`: a saved answer survives `kill -9` and a power cut. One
connection is shared by the threads of a session behind a lock.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from cchc_tui.domain.paths import kept_dir, kept_mode
from cchc_tui.store import sql
from cchc_tui.store.errors import NewerStore, StoreReadOnly, translate

BUSY_SECONDS = 5.0
"""How long one process waits for another; a write holds the lock for about a millisecond."""

Parameters = Mapping[str, object]


def prepare(path: Path) -> None:
    """Make the directory and the file before SQLite does it its own way.

    They are closed to others (0700, 0600), or open to the group in a shared place (2770,
    0660); SQLite gives its log the mode of the file.

    Raises:
        StoreReadOnly: The place cannot be written.
    """
    try:
        kept_dir(path.parent)
        try:
            os.close(os.open(path, os.O_RDWR))
        except FileNotFoundError:
            mode = kept_mode(path.parent)
            handle = os.open(path, os.O_RDWR | os.O_CREAT, mode)
            try:
                if mode & 0o060 and os.fstat(handle).st_uid == os.geteuid():
                    os.fchmod(handle, mode)
            finally:
                os.close(handle)
    except OSError as error:
        raise StoreReadOnly(path) from error


class Database:
    """One open database file.

    Raises:
        StoreError: Any failure of SQLite, already in the officer's words.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.RLock()
        prepare(path)
        try:
            self._db = connect(path)
            _use_wal(self._db)
        except sqlite3.Error as error:
            raise translate(error, path) from error

    def close(self) -> None:
        """Close the file; safe to call twice."""
        with self._lock:
            self._db.close()

    def rows(
        self, statement: str, parameters: Parameters | None = None
    ) -> list[tuple[object, ...]]:
        """All rows of a query."""
        with self._lock:
            try:
                return self._db.execute(statement, parameters or {}).fetchall()
            except sqlite3.Error as error:
                raise translate(error, self.path) from error

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The bare connection, for what only the engine can tell about itself."""
        with self._lock:
            yield self._db

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """A write: all of it or nothing, on disk when the block has ended.

        `sqlite3.IntegrityError` passes through, because a refused key has a meaning that
        only the caller knows.
        """
        with self._lock:
            try:
                self._db.execute("BEGIN IMMEDIATE")
            except sqlite3.Error as error:
                raise translate(error, self.path) from error
            try:
                yield self._db
                self._db.execute("COMMIT")
            except sqlite3.IntegrityError:
                self._roll_back()
                raise
            except sqlite3.Error as error:
                self._roll_back()
                raise translate(error, self.path) from error
            except BaseException:
                self._roll_back()
                raise

    def _roll_back(self) -> None:
        # A full disk ends the transaction by itself; then there is nothing to roll back.
        if self._db.in_transaction:
            self._db.execute("ROLLBACK")

    def version(self) -> int:
        """The schema version of the file; 0 for a new one."""
        if not self.rows("SELECT name FROM sqlite_master WHERE name = 'meta'"):
            return 0
        found = self.rows(sql.READ_VERSION)
        return int(str(found[0][0])) if found else 0

    def migrate(self, migrations: tuple[tuple[str, ...], ...] = sql.MIGRATIONS) -> None:
        """Bring the schema up to date in one transaction.

        Raises:
            NewerStore: The file is from a later version of the program.
        """
        if self.version() > len(migrations):
            raise NewerStore(self.path, self.version(), len(migrations))
        if self.version() == len(migrations):
            return
        with self.transaction() as db:
            # Read again under the lock: another process may have migrated meanwhile.
            for statements in migrations[self.version() :]:
                for statement in statements:
                    db.execute(statement)
            db.execute(sql.CREATE_META)
            db.execute(sql.WRITE_VERSION, {"version": str(len(migrations))})


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """A bare connection with our locking and no implicit transactions."""
    mode = "ro" if read_only else "rw"
    db = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )
    if not read_only:
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA foreign_keys = ON")
    return db


def _use_wal(db: sqlite3.Connection) -> None:
    # Changing the journal mode does not honour the busy timeout, so two processes that
    # create the file at once are told apart by trying again.
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
