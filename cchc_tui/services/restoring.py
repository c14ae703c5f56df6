"""Putting a backup back.

Safe while sessions are open: drafts come back in one transaction. What stood before is kept
as a backup itself, so that a restore can be taken back by another one.
"""

from __future__ import annotations

import re
import shutil
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from cchc_tui.domain.files import at_home, expect_file, system_reason
from cchc_tui.domain.paths import Places, atomic_write, private_dir
from cchc_tui.services.archive import DRAFTS, OWN, PHRASES, SETTINGS, BadBackup, unpack
from cchc_tui.services.backup import (
    ASIDE,
    backups_of,
    files_below,
    make_backup,
    own_files,
    workshop,
)
from cchc_tui.services.errors import WorkError
from cchc_tui.store import sql
from cchc_tui.store.connection import Database
from cchc_tui.store.drafts import DraftStore
from cchc_tui.store.errors import DamagedStore, StoreError
from cchc_tui.store.safety import header_problem, set_aside
from cchc_tui.store.snapshots import describe, put_back, replaced_by


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore has brought back.

    Attributes:
        made_at: When the backup was made, ISO 8601, UTC; empty where it does not say.
        drafts: Drafts in the store now, deleted ones too.
        whole: Whether phrases, agencies and settings were restored too.
        aside: The backup of what stood before; None where there was nothing, or where it
            was damaged.
        damaged: Where the damaged drafts were set aside; None where they were sound.
    """

    made_at: str
    drafts: int
    whole: bool
    aside: Path | None
    damaged: Path | None = None


def restore(places: Places, given: Path, at: str) -> Restored:
    """Put everything back as it was when a backup was made.

    Args:
        places: Where everything is.
        given: A backup, or a copy of the drafts alone that `cchc` has kept; a bare name is
            looked for among the kept ones too.
        at: Now, ISO 8601, UTC.

    Raises:
        BadBackup: The file is damaged; nothing was changed.
        StoreError: The drafts could not be written; they are as they were.
        WorkError: There is no such file, or it could not be read or written.
    """
    path = _named(places, given)
    with workshop(places) as folder:
        made_at, whole = _unpack(path, folder)
        _check_places(places, folder)
        damaged, aside = _put_drafts_back(places, folder / DRAFTS, at)
        drafts = _count(folder / DRAFTS)
        if whole:
            _put_files_back(places, folder)
    return Restored(made_at, drafts, whole, aside, damaged)


def _named(places: Places, given: Path) -> Path:
    path = at_home(given)
    kept = backups_of(places) / path.name
    return kept if not path.exists() and given.parent == Path() and kept.exists() else path


def _unpack(path: Path, folder: Path) -> tuple[str, bool]:
    """Unpack and check a backup; gives when it was made and whether it is of everything."""
    try:
        expect_file(path)
        with path.open("rb") as file:
            alone = file.read(15) == b"SQLite format 3"
        if alone:
            shutil.copyfile(path, folder / DRAFTS)
    except FileNotFoundError:
        raise WorkError(f"Không có tệp {path}.") from None
    except OSError as error:
        raise WorkError(f"Không đọc được {path}: {system_reason(error)}.") from error
    made_at = "" if alone else unpack(path, folder).made_at
    copy = describe(folder / DRAFTS)
    try:
        DraftStore(folder / DRAFTS).close()  # judges it and brings its schema up to date
    except DamagedStore as error:
        raise BadBackup(path, f"kho bản nháp bên trong bị hỏng ({error.reason})") from error
    if copy is None:
        raise BadBackup(path, "không có kho bản nháp bên trong")
    return (describe_time(path) if alone else made_at), not alone


def describe_time(path: Path) -> str:
    """When a kept copy of the drafts was made; empty where its name does not say."""
    found = describe(path)
    return found.at if found and re.match(r"\d{4}-", found.at) else ""


def _check_places(places: Places, folder: Path) -> None:
    """Refuse to write through a link out of the officer's own folder."""
    home = places.own.resolve()
    for path in files_below(folder / OWN):
        target = places.own / path.relative_to(folder / OWN)
        if not target.resolve().is_relative_to(home):
            raise WorkError(
                f"{target} là liên kết ra ngoài thư mục của bạn; hãy bỏ liên kết rồi khôi phục lại."
            )


def _put_drafts_back(places: Places, copy: Path, at: str) -> tuple[Path | None, Path | None]:
    """Bring the drafts back under the sessions that are open.

    Returns:
        Where damaged drafts went, and the backup of everything that stood before.
    """
    store = places.data / DRAFTS
    if not store.exists() and not header_problem(store, backups_of(places)):
        put_back(copy, store)
        return None, None
    try:
        DraftStore(store).close()
    except DamagedStore:
        damaged = set_aside(store, at)
        put_back(copy, store)
        return damaged, None
    with replaced_by(copy, store):
        return None, _keep_present(places, at)


def _keep_present(places: Places, at: str) -> Path:
    """Keep what stands now as a backup of everything; gives the file."""
    private_dir(backups_of(places))
    stamp = re.sub("[^0-9TZ]", "", at)
    aside, count = backups_of(places) / f"{ASIDE}-{stamp}.zip", 1
    while aside.exists():
        count += 1
        aside = aside.with_name(f"{ASIDE}-{stamp}-{count}.zip")
    try:
        atomic_write(aside, make_backup(places, at))
    except OSError as error:
        raise WorkError(
            f"Chưa khôi phục: không ghi được bản giữ lại {aside} ({system_reason(error)})."
        ) from error
    return aside


def _count(copy: Path) -> int:
    """How many drafts a store holds, deleted ones too."""
    with closing(Database(copy)) as database:
        return int(str(database.rows(sql.COUNT_DRAFTS)[0][0]))


def _put_files_back(places: Places, folder: Path) -> None:
    """Bring phrases, agencies and settings back; a link of the officer's is left alone."""
    wanted = {path.relative_to(folder / OWN): path for path in files_below(folder / OWN)}
    try:
        for name in {path.relative_to(places.own) for path in own_files(places)} - set(wanted):
            (places.own / name).unlink()
        for name, path in wanted.items():
            private_dir((places.own / name).parent)
            atomic_write(places.own / name, path.read_bytes())
        if (folder / SETTINGS).exists():
            private_dir(places.config)
            atomic_write(places.settings_file, (folder / SETTINGS).read_bytes())
        else:
            places.settings_file.unlink(missing_ok=True)
    except OSError as error:
        raise WorkError(
            f"Đã khôi phục bản nháp, nhưng chưa ghi hết mẫu câu, cơ quan và thiết đặt "
            f"({system_reason(error)}). Sửa xong, chạy lại lệnh này."
        ) from error
    if (folder / PHRASES).exists():
        # As in making a backup: only the order of suggestions hangs on it.
        with suppress(StoreError):
            put_back(folder / PHRASES, places.data / PHRASES)
