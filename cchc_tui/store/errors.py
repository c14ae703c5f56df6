"""What can go wrong with the store, each with a Vietnamese message that says what to do."""

# ruff: noqa: N818 - named after the fact, as the rest of the program names its problems

from __future__ import annotations

import errno
import sqlite3
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cchc_tui.store.records import StoredAnswer


class StoreError(Exception):
    """Base of every failure of the store; `str()` is a message for the officer."""


class UnknownDraft(StoreError):
    """No draft has this id."""

    def __init__(self, draft: str) -> None:
        super().__init__(f"Không có bản nháp “{draft}”.")
        self.draft = draft


class DraftExists(StoreError):
    """A draft with this id is there already."""

    def __init__(self, draft: str) -> None:
        super().__init__(f"Đã có bản nháp “{draft}”.")
        self.draft = draft


class Conflict(StoreError):
    """Someone else answered the question first.

    Attributes:
        current: The answer that stands in the store.
        mine: The plain answer that was not written; the caller still holds its text.
    """

    def __init__(self, current: StoredAnswer, mine: object) -> None:
        super().__init__(
            f"Câu “{current.question}” vừa được {current.author or 'người khác'} trả lời "
            f"lúc {current.at}. Câu trả lời của bạn chưa ghi; hãy chọn giữ bản nào."
        )
        self.current = current
        self.mine = mine


class StoreFull(StoreError):
    """No room on the disk."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"Ổ đĩa chứa {path} đã đầy, hoặc tài khoản đã hết hạn mức, nên chưa ghi được. Nội "
            "dung đang nhập vẫn còn trên màn hình và sẽ tự lưu khi có chỗ: hãy dọn bớt ổ đĩa."
        )


class StoreReadOnly(StoreError):
    """The file or its directory may not be written."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"Không được phép ghi vào {path}: ổ đĩa đang chỉ cho đọc, hoặc thiếu quyền với tệp và "
            "thư mục. Hãy báo người quản trị máy, hoặc đặt CCHC_HOME sang thư mục khác."
        )


class StoreBusy(StoreError):
    """Another process held the file for too long."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"Một phiên cchc khác đang giữ {path} quá lâu nên chưa ghi được. Hãy thử lại."
        )


class NewerStore(StoreError):
    """The file was written by a later version of the program."""

    def __init__(self, path: Path, version: int, known: int) -> None:
        super().__init__(
            f"{path} do một phiên bản cchc mới hơn ghi (lược đồ {version}, bản này chỉ biết "
            f"đến {known}). Hãy nâng cấp cchc."
        )


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A good copy of the store.

    Attributes:
        path: The file.
        at: When it was taken, ISO 8601 UTC.
        drafts: How many drafts it holds, deleted ones too.
        last_change: Time of its last revision; empty if there is none.
    """

    path: Path
    at: str
    drafts: int
    last_change: str


class DamagedStore(StoreError):
    """The file is not a sound store any more; nothing has been touched.

    Attributes:
        path: The damaged file.
        offer: The newest good snapshot, or None.
    """

    def __init__(self, path: Path, reason: str, offer: Snapshot | None) -> None:
        way_out = (
            f"Có bản sao tốt gần nhất ghi {offer.at} ({offer.drafts} bản nháp, câu trả lời "
            f"cuối lúc {offer.last_change or 'chưa có'}): chạy “cchc doctor --recover” để dùng lại."
            if offer
            else "Chưa có bản sao nào: chạy “cchc doctor --recover” để cứu những gì còn đọc được."
        )
        super().__init__(f"Tệp bản nháp {path} bị hỏng ({reason}). {way_out}")
        self.path = path
        self.reason = reason
        self.offer = offer


_FULL = {sqlite3.SQLITE_FULL}
_READ_ONLY = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NO_LEAVE = {errno.EROFS, errno.EACCES, errno.EPERM}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def translate(error: sqlite3.Error, path: Path) -> StoreError:
    """The failure of ours that stands for an error of SQLite at `path`."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in _FULL:
        return StoreFull(path)
    if code in _READ_ONLY:
        return StoreReadOnly(path)
    if code in _BUSY:
        return StoreBusy(path)
    if code in _DAMAGED:
        return DamagedStore(path, "dữ liệu bên trong sai lệch", None)
    if code == sqlite3.SQLITE_IOERR:
        refused = _write_refusal(path.parent)
        if refused in _NO_ROOM:
            return StoreFull(path)
        if refused in _NO_LEAVE:
            return StoreReadOnly(path)
        return StoreError(f"Ổ đĩa báo lỗi khi đọc hoặc ghi {path}. Hãy kiểm tra ổ đĩa rồi thử lại.")
    return StoreError(f"Không dùng được {path}: {error}.")


def _write_refusal(folder: Path) -> int:
    """Why the system takes no new data in a directory; 0 if it does.

    SQLite tells a full disk from other failures, but not a used-up quota, a limit of the
    session, or a file system that the kernel has closed for writing after a fault.
    """
    try:
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(b"x")
            probe.flush()
    except OSError as error:
        return error.errno or 0
    return 0
