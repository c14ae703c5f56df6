"""Detecting a damaged store, keeping good copies of it, and getting back what can be.

A copy is taken through SQLite's backup interface and kept only after it has passed the
integrity check. Recovery starts from the newest copy, adds every newer row that can still
be read from the damaged file, and sets that file aside; nothing is ever deleted but copies
that later ones have made needless.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from cchc_tui.store import sql
from cchc_tui.store.connection import Database, connect, prepare
from cchc_tui.store.errors import DamagedStore, Snapshot, StoreError, StoreReadOnly, translate

KEPT = 3
"""How many of the latest snapshots are kept."""
KEPT_DAYS = 7
"""Of how many days before the last snapshot is kept as well."""

STALE_SECONDS = 3600
"""Age of an unfinished copy that nobody can be writing any more."""

BIRTH_SECONDS = 1.0
"""How long the making of a new store may take in another process."""

_HEADER = b"SQLite format 3\x00"
_FINGERPRINT = """SELECT COUNT(*), COALESCE(SUM(last_step), 0), COALESCE(MAX(changed_at), ''),
    COALESCE(MAX(deleted_at), '') FROM draft"""


@dataclass(frozen=True, slots=True)
class Recovery:
    """What a recovery brought back.

    Attributes:
        snapshot: The good copy it started from; None if there was none.
        salvaged: Revisions newer than the copy, read from the damaged file.
        drafts: Drafts in the store now.
        set_aside: Where the damaged file is.
    """

    snapshot: Snapshot | None
    salvaged: int
    drafts: int
    set_aside: Path


def header_problem(path: Path, backups: Path) -> str:
    """Why the file cannot be a store, in Vietnamese; empty if its first bytes are sound.

    Judged before SQLite opens it, because SQLite takes an empty file for a new database
    and then throws its log away.

    Raises:
        StoreReadOnly: The file may not be read.
    """
    if _size(path) == 0:
        if _had_content(path, backups):
            return "tệp rỗng" if path.exists() else "tệp đã mất"
        return ""
    try:
        with path.open("rb") as file:
            sound = file.read(len(_HEADER)) == _HEADER
    except OSError as error:
        raise StoreReadOnly(path) from error
    return "" if sound else "không phải tệp cơ sở dữ liệu"


def _had_content(path: Path, backups: Path) -> bool:
    """Whether an empty or absent file cannot be a new one."""
    if newest_snapshot(backups) is not None:
        return True
    log = path.with_name(path.name + "-wal")
    deadline = time.monotonic() + BIRTH_SECONDS
    while _size(log):
        # Another process may be making the store at this moment.
        if _size(path):
            return False
        if time.monotonic() > deadline:
            return True
        time.sleep(0.01)
    return False


def _size(path: Path) -> int:
    """Size in bytes; 0 where there is no file to be seen."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


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
        found = _describe(path)
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


def _partial_file(target: Path, path: Path) -> Path:
    """A new file beside `target`, of this process alone; those left by a crash are removed."""
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        for left in target.parent.glob("*.part"):
            # Another process may be clearing the same leftovers.
            with suppress(FileNotFoundError):
                if left.stat().st_mtime < time.time() - STALE_SECONDS:
                    left.unlink()
        handle, name = tempfile.mkstemp(prefix=target.stem, suffix=".part", dir=target.parent)
    except OSError as error:
        raise StoreReadOnly(path) from error
    os.close(handle)
    return Path(name)


def recover(path: Path, backups: Path, at: str) -> Recovery:
    """Rebuild the store from its newest copy and what the damaged file still gives.

    Args:
        path: The damaged store; set aside together with its log.
        backups: Directory of the copies.
        at: Now, ISO 8601 UTC; becomes part of the name of the file set aside.

    Raises:
        StoreError: The new store could not be written.
    """
    aside = _set_aside(path, at)
    snapshot = newest_snapshot(backups)
    prepare(path)
    if snapshot:
        shutil.copyfile(snapshot.path, path)
    store = Database(path)
    try:
        store.migrate()
        salvaged = _salvage(aside, store) if aside.exists() else 0
        drafts = len(store.rows("SELECT id FROM draft"))
    finally:
        store.close()
    return Recovery(snapshot, salvaged, drafts, aside)


def _set_aside(path: Path, at: str) -> Path:
    stamp = re.sub("[^0-9TZ]", "", at)
    aside = path.with_name(f"{path.stem}-hong-{stamp}{path.suffix}")
    count = 1
    while aside.exists():
        count += 1
        aside = path.with_name(f"{path.stem}-hong-{stamp}-{count}{path.suffix}")
    for suffix in ("", "-wal", "-shm"):
        part = path.with_name(path.name + suffix)
        if part.exists():
            part.replace(aside.with_name(aside.name + suffix))
    return aside


def _changed(source: sqlite3.Connection, backups: Path) -> bool:
    newest = newest_snapshot(backups)
    if newest is None:
        return True
    with closing(connect(newest.path, read_only=True)) as copy:
        before = copy.execute(_FINGERPRINT).fetchone()
    return bool(before != source.execute(_FINGERPRINT).fetchone())


def _describe(path: Path) -> Snapshot | None:
    try:
        with closing(connect(path, read_only=True)) as db:
            drafts = db.execute("SELECT COUNT(*) FROM draft").fetchone()[0]
            last = db.execute("SELECT COALESCE(MAX(at), '') FROM revision").fetchone()[0]
    except sqlite3.Error:
        return None
    stamp = path.stem.removeprefix("drafts-")
    at = re.sub(r"^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d).*", r"\1-\2-\3T\4:\5:\6Z", stamp)
    return Snapshot(path, at, drafts, last)


def _salvage(damaged: Path, store: Database) -> int:
    """Add what can still be read; rows that the store has already are left alone."""
    added = 0
    try:
        source = connect(damaged)
    except sqlite3.Error:
        return 0
    with closing(source):
        for table in sql.TABLES:
            for row in _readable_rows(source, table):
                added += _adopt(store, table, row) and table == "revision"
    return added


def _readable_rows(source: sqlite3.Connection, table: str) -> Iterator[dict[str, object]]:
    """Rows from both ends of a table, up to the damaged page in between."""
    seen: set[int] = set()
    for order in ("ASC", "DESC"):
        try:
            found = source.execute(f"SELECT rowid, * FROM {table} ORDER BY rowid {order}")  # noqa: S608
            names = [column[0] for column in found.description][1:]
            for row in found:
                if row[0] in seen:
                    break
                seen.add(row[0])
                yield dict(zip(names, row[1:], strict=True))
        except (sqlite3.Error, UnicodeDecodeError):
            continue


def _adopt(store: Database, table: str, row: dict[str, object]) -> bool:
    """Write one salvaged row unless it is nonsense or there already."""
    if any(value is None or isinstance(value, bytes) for value in row.values()):
        return False
    try:
        if table == "revision":
            json.loads(str(row["answer"]))
        names = ", ".join(row)
        marks = ", ".join(f":{name}" for name in row)
        with store.transaction() as db:
            db.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", row)  # noqa: S608
            if table == "step":
                # The header may come from an older copy than its steps.
                db.execute(
                    "UPDATE draft SET last_step = :step, counted_step = -1"
                    " WHERE id = :draft AND last_step < :step",
                    row,
                )
    except (sqlite3.IntegrityError, StoreError, ValueError):
        return False
    return True
