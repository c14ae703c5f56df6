"""Good copies of the store, kept beside it.

A copy is taken through SQLite's backup interface, so that it may be taken while sessions
write, and it is kept only after it has passed the integrity check.
"""

from __future__ import annotations

import os
import re
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from cchc_tui.domain.paths import kept_dir, kept_mode
from cchc_tui.store import sql
from cchc_tui.store.connection import BUSY_SECONDS, Database, connect, prepare
from cchc_tui.store.errors import DamagedStore, Snapshot, StoreBusy, StoreReadOnly, translate

KEPT = 3
"""How many of the latest snapshots are kept."""
KEPT_DAYS = 7
"""Of how many days before the last snapshot is kept as well."""

STALE_SECONDS = 3600
"""Age of an unfinished copy that nobody can be writing any more."""


def integrity_problem(db: sqlite3.Connection) -> str:
    """What the integrity check says, empty if all is well."""
    try:
        rows = db.execute("PRAGMA quick_check(1)").fetchall()
    except sqlite3.DatabaseError as error:
        return "không đọc được" if isinstance(error, sqlite3.OperationalError) else "sai lệch"
    return "" if rows == [("ok",)] else "kiểm tra toàn vẹn không đạt"


def snapshots(backups: Path) -> list[Path]:
    """Snapshot files, oldest first."""
    return sorted(backups.glob("drafts-*.db"))


def newest_snapshot(backups: Path) -> Snapshot | None:
    """The newest readable snapshot."""
    for path in reversed(snapshots(backups)):
        found = describe(path)
        if found:
            return found
    return None


def take_snapshot(path: Path, backups: Path, at: str) -> Path | None:
    """Copy the store if it has changed since the newest copy.

    Runs on a connection of its own, so it may run beside a session that writes.

    Args:
        path: The store.
        backups: Directory of the copies.
        at: Now, ISO 8601 UTC; becomes the name.

    Returns:
        The new copy, or None if none was needed.

    Raises:
        DamagedStore: The copy does not pass the integrity check, so it was not kept.
        StoreError: It could not be written.
    """
    target = backups / f"drafts-{re.sub('[^0-9TZ]', '', at)}.db"
    try:
        with closing(connect(path)) as source:
            if not _changed(source, backups):
                return None
    except sqlite3.Error as error:
        raise translate(error, path) from error
    back_up(path, target)
    for old in _expendable(snapshots(backups)):
        old.unlink(missing_ok=True)
    return target


def _expendable(kept: list[Path]) -> list[Path]:
    """Snapshots to let go: neither among the latest nor the last of one of the latest days."""
    last_of_day = {path.name[: len("drafts-20261121")]: path for path in kept}
    daily = [last_of_day[day] for day in sorted(last_of_day)[-KEPT_DAYS:]]
    return [path for path in kept[:-KEPT] if path not in daily]


def back_up(path: Path, target: Path) -> None:
    """Copy a store to one sound file.

    Raises:
        DamagedStore: The copy does not pass the integrity check, so it was not kept.
        StoreError: It could not be written.
    """
    partial = _partial_file(target, path)
    try:
        with closing(connect(path)) as source, closing(sqlite3.connect(partial)) as copy:
            source.backup(copy)
            # One file that can be read without a log beside it.
            copy.execute("PRAGMA journal_mode = DELETE")
            problem = integrity_problem(copy)
    except sqlite3.Error as error:
        partial.unlink()
        raise translate(error, path) from error
    if problem:
        partial.unlink()
        raise DamagedStore(path, problem, None)
    partial.replace(target)


def put_back(copy: Path, path: Path) -> None:
    """Make a store read as a sound copy does, in one transaction.

    Sessions that have the store open go on with the new content.

    Args:
        copy: A store of the present schema.
        path: The store; made if it is not there.

    Raises:
        StoreBusy: Another process writes for longer than anyone waits.
        StoreError: It could not be written; the store is as it was.
    """
    deadline = time.monotonic() + BUSY_SECONDS

    def give_up(_status: int, remaining: int, _total: int) -> None:
        if remaining and time.monotonic() > deadline:
            raise StoreBusy(path)

    prepare(path)
    try:
        with closing(connect(copy)) as source, closing(connect(path)) as target:
            source.backup(target, progress=give_up, sleep=0.05)
    except sqlite3.Error as error:
        raise translate(error, path) from error


@contextmanager
def replaced_by(copy: Path, path: Path) -> Iterator[None]:
    """Make a store read as a sound copy does, at the end of the block and in one transaction.

    Nobody else writes from its beginning on, so what the block keeps of the store is all there
    was. Sessions that have it open go on: they know a draft by its last step, so a number that
    they have seen does not come again with other content.

    Args:
        copy: A store of the present schema.
        path: The store.

    Raises:
        StoreBusy: Another process writes for longer than anyone waits.
        StoreError: It could not be written; the store is as it was.
    """
    with closing(Database(path)) as database:
        with database.reading() as db:
            db.execute("ATTACH DATABASE :copy AS copy", {"copy": str(copy)})
        with database.transaction() as db:
            yield
            seen = db.execute(sql.STEPS_OF_ALL).fetchall()
            for table in reversed(sql.TABLES):
                db.execute(sql.empty(table))
            for table in sql.TABLES:
                db.execute(sql.fill_from(table, "copy"))
            for draft, step in seen:
                db.execute(sql.CARRY_STEPS_ON, {"id": draft, "step": step + 1})


def _partial_file(target: Path, path: Path) -> Path:
    """A new file beside `target`, of this process alone; those left by a crash are removed."""
    try:
        kept_dir(target.parent)
        for left in target.parent.glob("*.part"):
            # Another process may be clearing the same leftovers.
            with suppress(FileNotFoundError):
                if left.stat().st_mtime < time.time() - STALE_SECONDS:
                    left.unlink()
        handle, name = tempfile.mkstemp(prefix=target.stem, suffix=".part", dir=target.parent)
        os.fchmod(handle, kept_mode(target.parent))
        os.close(handle)
    except OSError as error:
        raise StoreReadOnly(path) from error
    return Path(name)


def _changed(source: sqlite3.Connection, backups: Path) -> bool:
    newest = newest_snapshot(backups)
    if newest is None:
        return True
    with closing(connect(newest.path, read_only=True)) as copy:
        before = copy.execute(sql.FINGERPRINT).fetchone()
    return bool(before != source.execute(sql.FINGERPRINT).fetchone())


def describe(path: Path) -> Snapshot | None:
    """What a copy holds; None if it cannot be read."""
    try:
        with closing(connect(path, read_only=True)) as db:
            drafts = db.execute(sql.COUNT_DRAFTS).fetchone()[0]
            last = db.execute(sql.LAST_REVISION_AT).fetchone()[0]
    except sqlite3.Error:
        return None
    stamp = path.stem.removeprefix("drafts-")
    at = re.sub(r"^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d).*", r"\1-\2-\3T\4:\5:\6Z", stamp)
    return Snapshot(path, at, drafts, last)
