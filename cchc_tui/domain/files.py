"""Files that a person names: the home they mean, why one is refused, and none that never ends."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path

_REASONS = {
    errno.ENOSPC: "ổ đĩa đã đầy",
    errno.EDQUOT: "đã hết hạn mức ổ đĩa",
    errno.EFBIG: "tệp vượt quá cỡ được phép",
    errno.EACCES: "không có quyền",
    errno.EPERM: "không có quyền",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.ENAMETOOLONG: "tên tệp quá dài",
    errno.ENOENT: "không tìm thấy tệp hoặc thư mục đó",
    errno.ENOTDIR: "không có thư mục đó",
    errno.EISDIR: "đó là một thư mục",
    errno.ELOOP: "liên kết chỉ vòng quanh chính nó",
    errno.ENODEV: "đó là thiết bị hoặc ống dẫn, không phải tệp",
    errno.ENXIO: "đó là thiết bị hoặc ống dẫn, không phải tệp",
    errno.EIO: "ổ đĩa báo lỗi",
    errno.EBADF: "nơi đó đã đóng",
    errno.EMFILE: "đang mở quá nhiều tệp",
    errno.ENFILE: "máy đang mở quá nhiều tệp",
    errno.ETXTBSY: "tệp đang được chạy",
}


def system_reason(error: OSError) -> str:
    """Why the system refuses a file, in Vietnamese."""
    return _REASONS.get(error.errno or 0, "hệ thống từ chối")


def at_home(path: Path) -> Path:
    """The path with `~` as the home it means; of an unknown user it is a name like any other."""
    with suppress(RuntimeError, ValueError):
        return path.expanduser()
    return path


def expect_file(path: Path) -> os.stat_result:
    """What the system knows of a file that ends: a device or a pipe might never do so.

    Raises:
        OSError: There is none, or it is a directory, a device, a pipe or a socket.
    """
    found = path.stat()
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.ENODEV, os.strerror(errno.ENODEV), str(path))
    return found


def is_device(path: Path) -> bool:
    """Whether what is there is a device, a pipe or a socket: nothing to keep a file in."""
    with suppress(OSError, ValueError):
        mode = path.stat().st_mode
        return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))
    return False
