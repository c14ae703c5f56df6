"""The file of a backup: a zip with a manifest that says what must be in it.

Every entry is listed with its size and SHA-256, so that a file which was cut off, altered
or put together by something else is refused before anything of it is used.
"""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from cchc_tui.domain.files import expect_file
from cchc_tui.services.errors import WorkError

MANIFEST = "cchc-backup.json"
FORMAT, VERSION = "cchc-backup", 1
OWN = "own"
DRAFTS, PHRASES, SETTINGS = "drafts.db", "phrases.db", "settings.toml"
TOP = (DRAFTS, PHRASES, SETTINGS)
"""Names that may stand beside the folder of the officer's own data."""

_CHUNK = 1 << 20
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    KeyError,
    TypeError,
    ValueError,
    OSError,
)
"""What `zipfile`, its decompressors and `json` raise on a bad file."""


class BadBackup(WorkError):  # noqa: N818 - named after the fact, as the failures of the store
    """The file is no backup, or not a whole one; nothing was changed."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            f"{path} không dùng được để khôi phục: {why}. "
            "Chưa thay đổi gì; hãy dùng bản sao lưu khác."
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a backup: its name inside, bytes, and SHA-256 in hexadecimal."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds.

    Attributes:
        made_at: ISO 8601, UTC.
        entries: Its files.
    """

    made_at: str
    entries: tuple[Entry, ...]


def pack(files: Mapping[str, bytes], made_at: str, program: str) -> bytes:
    """The bytes of a backup.

    Args:
        files: Contents by name.
        made_at: Now, ISO 8601, UTC.
        program: Version of the program, for the reader.
    """
    listed = [
        {"name": name, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        for name, data in files.items()
    ]
    head = {
        "format": FORMAT,
        "version": VERSION,
        "made_at": made_at,
        "program": program,
        "files": listed,
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(MANIFEST, json.dumps(head, ensure_ascii=False, indent=1))
        for name, data in files.items():
            archive.writestr(name, data)
    return target.getvalue()


def is_backup(path: Path) -> bool:
    """Whether a file is a backup of ours, whole or not."""
    try:
        expect_file(path)
        with zipfile.ZipFile(path) as archive:
            return MANIFEST in archive.namelist()
    except _UNREADABLE:
        return False


def read_manifest(path: Path) -> Manifest:
    """What a backup says it holds.

    Raises:
        BadBackup: It is none, or of a later format.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            head = json.loads(archive.read(MANIFEST))
            made_at = str(head["made_at"])
            known = head["format"] == FORMAT
            version = int(head["version"])
            entries = tuple(
                Entry(str(one["name"]), int(one["size"]), str(one["sha256"]))
                for one in head["files"]
            )
    except FileNotFoundError:
        raise WorkError(f"Không có tệp {path}.") from None
    except _UNREADABLE as error:
        raise BadBackup(path, "không phải tệp do “cchc backup” ghi, hoặc đã hỏng") from error
    if known and version > VERSION:
        raise BadBackup(path, "do một phiên bản cchc mới hơn ghi, hãy nâng cấp cchc")
    listed = [entry.name for entry in entries]
    if not known or sorted(names) != sorted([MANIFEST, *listed]) or DRAFTS not in listed:
        raise BadBackup(path, "danh mục bên trong không khớp với nội dung")
    if not all(_is_ours(entry) for entry in entries):
        raise BadBackup(path, "có tên tệp lạ bên trong")
    return Manifest(made_at, entries)


def _is_ours(entry: Entry) -> bool:
    """Whether a name stays inside the folder it is unpacked to."""
    parts = PurePosixPath(entry.name).parts
    plain = entry.name == "/".join(parts) and ".." not in parts and "\\" not in entry.name
    return plain and entry.size >= 0 and (entry.name in TOP or (len(parts) > 1 and parts[0] == OWN))


def unpack(path: Path, folder: Path) -> Manifest:
    """Unpack a backup into an empty folder, checking every byte.

    Raises:
        BadBackup: It is not whole.
        WorkError: There is no such file, or no room for its content.
    """
    manifest = read_manifest(path)
    needed = sum(entry.size for entry in manifest.entries)
    if needed > shutil.disk_usage(folder).free:
        raise WorkError(f"Ổ đĩa không đủ chỗ để khôi phục: cần {needed // 2**20 + 1} MB.")
    for entry in manifest.entries:
        try:
            with zipfile.ZipFile(path) as archive:
                whole = _extract(archive, entry, folder / entry.name)
        except _UNREADABLE as error:
            raise BadBackup(path, f"“{entry.name}” bên trong đã hỏng") from error
        if not whole:
            raise BadBackup(path, f"“{entry.name}” bên trong không khớp mã kiểm tra")
    return manifest


def _extract(archive: zipfile.ZipFile, entry: Entry, target: Path) -> bool:
    """Write one file; whether it is what the manifest says."""
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    seen, size = hashlib.sha256(), 0
    with archive.open(entry.name) as source, target.open("xb") as file:
        # A byte more than promised is enough to know that it is too long.
        while size <= entry.size and (chunk := source.read(_CHUNK)):
            size += len(chunk)
            seen.update(chunk)
            file.write(chunk)
    return size == entry.size and seen.hexdigest() == entry.sha256
