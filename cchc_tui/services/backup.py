"""Backups of everything an officer has: drafts, phrases, agencies, settings.

Safe while sessions are open: drafts are copied through SQLite's own backup interface.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cchc_tui import __version__
from cchc_tui.domain.files import at_home, system_reason
from cchc_tui.domain.paths import Places, atomic_write, private_dir
from cchc_tui.services.archive import (
    DRAFTS,
    OWN,
    PHRASES,
    SETTINGS,
    is_backup,
    pack,
    read_manifest,
)
from cchc_tui.services.errors import WorkError, refuse_outside
from cchc_tui.store.drafts import DraftStore
from cchc_tui.store.errors import StoreError
from cchc_tui.store.snapshots import back_up, describe, snapshots

ASIDE = "truoc-khoi-phuc"
"""How the names of backups begin that a restore has made of what stood before."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A copy that `cchc` has kept by itself.

    Attributes:
        path: The file.
        at: When it was made, ISO 8601, UTC.
        drafts: How many drafts it holds; None where only unpacking would tell.
        whole: Whether phrases, agencies and settings are in it too.
    """

    path: Path
    at: str
    drafts: int | None
    whole: bool


def default_name(now: datetime) -> str:
    """The name a backup gets unless told otherwise."""
    return f"cchc-sao-luu-{now:%Y%m%d-%H%M%S}.zip"


def make_backup(places: Places, at: str) -> bytes:
    """A backup of everything, as the bytes of a file.

    Args:
        places: Where everything is.
        at: Now, ISO 8601, UTC.

    Raises:
        StoreError: The drafts are damaged or cannot be read.
        WorkError: A file of the officer's own cannot be read.
    """
    files: dict[str, bytes] = {}
    # Opening the store judges it and makes it if there is none, so that a backup always has one.
    DraftStore(places.data / DRAFTS).close()
    with workshop(places) as folder:
        back_up(places.data / DRAFTS, folder / DRAFTS)
        files[DRAFTS] = (folder / DRAFTS).read_bytes()
        if (places.data / PHRASES).is_file():
            # How often phrases were used only orders suggestions: no reason to fail.
            with suppress(StoreError):
                back_up(places.data / PHRASES, folder / PHRASES)
                files[PHRASES] = (folder / PHRASES).read_bytes()
    named = {f"{OWN}/{path.relative_to(places.own).as_posix()}": path for path in own_files(places)}
    if places.settings_file.is_file():
        named[SETTINGS] = places.settings_file
    for name, path in named.items():
        try:
            files[name] = path.read_bytes()
        except OSError as error:
            raise WorkError(f"Không đọc được {path}: {system_reason(error)}.") from error
    return pack(files, at, __version__)


def write_backup(places: Places, target: Path | None, now: datetime, at: str) -> Path:
    """Write a backup to a file that only its owner can read.

    Args:
        places: Where everything is.
        target: File or directory; the current directory by default. A backup that is there
            already is replaced, any other file is not.
        now: The present moment, for the name.
        at: The same as ISO 8601, UTC.

    Returns:
        The file.

    Raises:
        StoreError: The drafts are damaged or cannot be read.
        WorkError: The place cannot be written.
    """
    path = Path() if target is None else at_home(target)
    path = path / default_name(now) if path.is_dir() else path
    path = path.absolute()
    refuse_outside(places, path)
    if path.exists() and not is_backup(path):
        raise WorkError(f"{path} đã có và không phải tệp sao lưu; hãy chọn tên khác.")
    data = make_backup(places, at)
    try:
        atomic_write(path, data)
    except OSError as error:
        raise WorkError(
            f"Không ghi được {path}: {system_reason(error)}. Hãy chọn nơi khác."
        ) from error
    return path


def kept_copies(places: Places) -> list[Kept]:
    """The copies kept without being asked for, newest first."""
    folder = backups_of(places)
    found = [
        Kept(copy.path, copy.at, copy.drafts, whole=False)
        for copy in map(describe, snapshots(folder))
        if copy
    ]
    for path in folder.glob(f"{ASIDE}-*.zip"):
        with suppress(WorkError):
            found.append(Kept(path, read_manifest(path).made_at, None, whole=True))
    return sorted(found, key=lambda copy: copy.at, reverse=True)


def own_files(places: Places) -> list[Path]:
    """Files of the officer's own: phrases, agencies, questions, wording."""
    return files_below(places.own)


def files_below(folder: Path) -> list[Path]:
    """Regular files below a folder; what a link leads to belongs to another place."""
    found: list[Path] = []
    for base, _, names in os.walk(folder):
        found += [Path(base, name) for name in names]
    return sorted(path for path in found if path.is_file() and not path.is_symlink())


def backups_of(places: Places) -> Path:
    """Where copies are kept."""
    return places.data / "backups"


@contextmanager
def workshop(places: Places) -> Iterator[Path]:
    """A private folder on the disk of the drafts, gone afterwards."""
    try:
        private_dir(places.data)
        folder = tempfile.TemporaryDirectory(prefix=".sao-luu-", dir=places.data)
    except OSError as error:
        raise WorkError(f"Không ghi được vào {places.data}: {system_reason(error)}.") from error
    with folder as name:
        yield Path(name)
