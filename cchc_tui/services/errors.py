"""What an officer can do wrong, said in Vietnamese with the way out."""

from __future__ import annotations

import errno
from pathlib import Path

from cchc_tui.domain.paths import Places


class WorkError(Exception):
    """A request that cannot be carried out; `str()` is one message for the officer."""


def refuse_outside(places: Places, path: Path) -> None:
    """Let files be named only where this session may write them.

    Raises:
        WorkError: The path leads elsewhere.
    """
    if places.fenced_off(path):
        raise WorkError(
            f"Phiên này chỉ dùng được tệp trong {places.fence}; {path} ở ngoài thư mục đó."
        )


def system_reason(error: OSError) -> str:
    """Why the system refuses a file, in Vietnamese."""
    return {
        errno.ENOSPC: "ổ đĩa đã đầy",
        errno.EDQUOT: "đã hết hạn mức ổ đĩa",
        errno.EACCES: "không có quyền",
        errno.EPERM: "không có quyền",
        errno.EROFS: "ổ đĩa chỉ cho đọc",
        errno.ENAMETOOLONG: "tên tệp quá dài",
        errno.ENOENT: "không có thư mục đó",
        errno.ENOTDIR: "không có thư mục đó",
        errno.EISDIR: "đó là một thư mục",
    }.get(error.errno or 0, "hệ thống từ chối")
