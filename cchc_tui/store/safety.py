"""Whether a file can be a store at all, and bringing back what can be of a damaged one.

Recovery starts from the newest good copy, adds every newer row that can still be read from
the damaged file, and sets that file aside; nothing is ever deleted.
"""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from cchc_tui.store import sql
from cchc_tui.store.connection import Database, connect, prepare
from cchc_tui.store.errors import Snapshot, StoreError, StoreReadOnly
from cchc_tui.store.snapshots import newest_snapshot

BIRTH_SECONDS = 1.0
"""How long the making of a new store may take in another process."""

_HEADER = b"SQLite format 3\x00"


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


def recover(path: Path, backups: Path, at: str) -> Recovery:
    """Rebuild the store from its newest copy and what the damaged file still gives.

    Args:
        path: The damaged store; set aside together with its log.
        backups: Directory of the copies.
        at: Now, ISO 8601 UTC; becomes part of the name of the file set aside.

    Raises:
        StoreError: The new store could not be written.
    """
    aside = set_aside(path, at)
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


def set_aside(path: Path, at: str) -> Path:
    """Move a damaged store with its log to a free name beside it; gives the new path."""
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
                db.execute(sql.CARRY_STEPS_ON, {"id": row["draft"], "step": row["step"]})
    except (sqlite3.IntegrityError, StoreError, ValueError):
        return False
    return True
