"""Disks that fill up or stop taking data while a session has its files open.

The real things need leave to mount; where that is refused (a container), the nearest thing
that the kernel does for any account takes their place, and the name of the test says which.
"""

from __future__ import annotations

import errno
import os
import resource
import shutil
import stat
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from functools import cache
from io import RawIOBase
from pathlib import Path
from typing import Protocol

SMALL = 4 * 1024 * 1024


class Disk(Protocol):
    """A place that can be made to refuse data."""

    path: Path
    """Where it is."""

    def refuse(self, process: int) -> None:
        """Take no more data of a running session."""

    def mend(self, process: int) -> None:
        """Take data again."""


Maker = Callable[[Path], AbstractContextManager[Disk]]


class SmallTmpfs:
    """A tmpfs of a few megabytes: full when another file has taken the rest of it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._ballast = path / "ballast"

    def refuse(self, process: int) -> None:
        """Fill it to the last byte."""
        with self._ballast.open("wb", buffering=0) as file:
            while _takes_more(file):
                continue

    def mend(self, process: int) -> None:
        """Make room."""
        self._ballast.unlink()


class NoFileMayGrow:
    """A limit of the session on the size of files: every write fails, as over a quota."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def refuse(self, process: int) -> None:
        """No file of the session may hold anything more."""
        resource.prlimit(process, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))

    def mend(self, process: int) -> None:
        """Lift the limit."""
        unlimited = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
        with suppress(ProcessLookupError):
            resource.prlimit(process, resource.RLIMIT_FSIZE, unlimited)


class FaultyExt4:
    """An ext4 file system that the kernel closes for writing, as after a fault of the disk."""

    def __init__(self, path: Path, image: Path) -> None:
        self.path = path
        self._image = image

    def mount(self) -> None:
        """Mount it as distributions do."""
        _run("mount", "-o", "loop,errors=remount-ro", str(self._image), str(self.path))

    def refuse(self, process: int) -> None:
        """Let the kernel meet a fault."""
        device = _run("findmnt", "-no", "SOURCE", str(self.path)).strip()
        trigger = Path("/sys/fs/ext4", Path(device).name, "trigger_fs_error")
        trigger.write_text("1")

    def mend(self, process: int) -> None:
        """Mount it again; the session must have ended, as after a restart of the server."""
        _unmount(self.path)
        _run("fsck.ext4", "-p", str(self._image), codes=(0, 1))
        self.mount()


def _takes_more(file: RawIOBase) -> bool:
    try:
        return bool(file.write(b"x" * 4096))
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        return False


def _run(*argv: str, codes: tuple[int, ...] = (0,)) -> str:
    done = subprocess.run(argv, capture_output=True, text=True, check=False)
    if done.returncode not in codes:
        raise OSError(f"{' '.join(argv)}: {done.stderr}")
    return done.stdout


def _unmount(path: Path) -> None:
    """Unmount once the last thread of a killed app has let go of its files."""
    end = time.monotonic() + 20
    while True:
        try:
            _run("umount", str(path))
            return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)


@contextmanager
def small_tmpfs(path: Path) -> Iterator[SmallTmpfs]:
    """A tmpfs at `path` while the block runs."""
    path.mkdir()
    _run("mount", "-t", "tmpfs", "-o", f"size={SMALL},mode=700", "tmpfs", str(path))
    try:
        yield SmallTmpfs(path)
    finally:
        _run("umount", "--lazy", str(path))


@contextmanager
def file_limit(path: Path) -> Iterator[NoFileMayGrow]:
    """An ordinary directory, for a session whose files may not grow."""
    path.mkdir()
    yield NoFileMayGrow(path)


@contextmanager
def faulty_ext4(path: Path) -> Iterator[FaultyExt4]:
    """An ext4 at `path` while the block runs."""
    path.mkdir()
    image = path.with_name(f"{path.name}.img")
    with image.open("wb") as file:
        file.truncate(4 * SMALL)
    _run("mkfs.ext4", "-q", "-F", str(image))
    disk = FaultyExt4(path, image)
    disk.mount()
    try:
        yield disk
    finally:
        _run("umount", "--lazy", str(path))


@cache
def may_mount(kind: str) -> bool:
    """Whether a `tmpfs` or an `ext4` can be had here."""
    makers: dict[str, Maker] = {"tmpfs": small_tmpfs, "ext4": faulty_ext4}
    make = makers[kind]
    with tempfile.TemporaryDirectory() as folder:
        try:
            with make(Path(folder) / "disk") as disk:
                if kind == "ext4":
                    disk.refuse(0)
        except OSError:
            return False
    return True


FULL: dict[str, Maker] = {"tmpfs": small_tmpfs, "file-size-limit": file_limit}


def full_disks() -> list[str]:
    """The ways to fill a disk that can be had here; the last one can be had anywhere."""
    return ["tmpfs", "file-size-limit"] if may_mount("tmpfs") else ["file-size-limit"]


def read_only_disks() -> list[str]:
    """The ways to have a running session meet a read-only disk."""
    return ["ext4"] if may_mount("ext4") else []


def close_for_writing(folder: Path) -> None:
    """Take the leave to write from a directory and all below it."""
    for path in (folder, *folder.rglob("*")):
        path.chmod(stat.S_IMODE(path.stat().st_mode) & ~0o222)


def open_for_writing(folder: Path) -> None:
    """Give the owner leave to write again."""
    for path in (folder, *folder.rglob("*")):
        path.chmod(stat.S_IMODE(path.stat().st_mode) | 0o200)


def as_ordinary_user() -> list[str]:
    """What makes the modes of files hold for a command of root too."""
    if os.geteuid():
        return []
    setpriv = shutil.which("setpriv")
    assert setpriv, "util-linux is not installed"
    return [setpriv, "--bounding-set", "-dac_override,-dac_read_search,-fowner", "--"]
