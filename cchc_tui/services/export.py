"""Writing a report to a file without ever overwriting what a person has edited.

What was written is remembered by path and SHA-256. A file in the way is replaced only if
it is, byte for byte, something we wrote there; anything else stays, and the new report
takes the next free name.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from cchc_tui.document.blocks import Document, GapMark
from cchc_tui.domain.files import at_home, is_device, system_reason
from cchc_tui.domain.paths import atomic_write
from cchc_tui.domain.text import fold
from cchc_tui.services.errors import WorkError
from cchc_tui.services.finding_files import is_folder

FORMATS = ("docx", "txt", "md")
MAX_STEM = 120
"""Longest file name we make up, in characters: far below every file system's limit."""


@dataclass(frozen=True, slots=True)
class Exported:
    """A report on disk.

    Attributes:
        path: The file.
        message: What happened, in Vietnamese, for the officer.
        gaps: Places still unanswered, in reading order.
        kept: The file that was in the way and was left alone; None if there was none.
    """

    path: Path
    message: str
    gaps: tuple[GapMark, ...] = ()
    kept: Path | None = None


def render(document: Document, fmt: str, reference: Path | None = None) -> bytes:
    """The report as the bytes of a file.

    Args:
        document: The report.
        fmt: One of `FORMATS`.
        reference: A .docx whose styles and page set-up are taken; only for docx.

    Raises:
        WorkError: Unknown format, or a reference that is not usable.
    """
    if fmt not in FORMATS:
        raise WorkError(f"Không có định dạng “{fmt}”; chọn một trong: {', '.join(FORMATS)}.")
    if reference is not None and fmt != "docx":
        raise WorkError("Tệp mẫu (--reference) chỉ dùng được khi xuất docx.")
    from cchc_tui.document.writers import (
        ReferenceProblem,
        write_docx,
        write_markdown,
        write_text,
    )

    if fmt == "txt":
        return write_text(document).encode()
    if fmt == "md":
        return write_markdown(document).encode()
    try:
        return write_docx(document, reference=reference)
    except ReferenceProblem as error:
        raise WorkError(str(error)) from None


def default_name(kind: str, agency: str, period: str, fmt: str) -> str:
    """A file name that every system and mail programme takes: ASCII, no spaces.

    `BC-cchc-so-stp-2026-Q1.docx`; free dates read `2024-01-01-den-2024-11-15`.
    """
    parts = (kind, fold(agency), period.replace("..", "-den-"))
    plain = "-".join(re.sub(r"[^A-Za-z0-9]+", "-", part).strip("-") for part in parts if part)
    return f"BC-{plain}"[:MAX_STEM].rstrip("-") + f".{fmt}"


def target_path(target: Path | None, name: str, fmt: str) -> Path:
    """Where a report goes.

    Args:
        target: As asked for: a directory, a file (without a suffix it gets one), or None for
            the current directory.
        name: Default name.
        fmt: Format, for the suffix.

    Raises:
        WorkError: The directory does not exist, or what is there is no file.
    """
    path = Path(name) if target is None else at_home(target)
    if is_folder(path):
        path = path / name
    elif is_device(path):
        raise WorkError(
            f"{path} là thiết bị hoặc ống dẫn, không phải tệp; hãy nêu một tệp. Từ dòng lệnh, muốn "
            "in ra stdout thì dùng -o -."
        )
    if not path.suffix:
        path = path.with_name(f"{path.name}.{fmt}")
    try:
        path = path.absolute()
    except OSError:
        raise WorkError("Thư mục hiện tại không còn nữa; hãy nêu nơi ghi bằng -o.") from None
    if not is_folder(path.parent):
        raise WorkError(f"Không có thư mục {path.parent}; hãy tạo trước hoặc chọn nơi khác.")
    return path


def write(path: Path, data: bytes, written_before: Callable[[str], set[str]]) -> Exported:
    """Put the bytes at `path`, or at the next free name beside it.

    Args:
        path: Where they should go.
        data: The file.
        written_before: SHA-256 of everything we ever wrote to a path.

    Raises:
        WorkError: The place cannot be written.
    """
    for candidate in _names(path):
        try:
            if _take(candidate, data, written_before):
                return _exported(path, candidate, written_before)
        except OSError as error:
            raise WorkError(
                f"Không ghi được {candidate}: {system_reason(error)}. Hãy chọn nơi khác."
            ) from error
    raise AssertionError("unreachable: names never end")


def digest(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def _take(path: Path, data: bytes, written_before: Callable[[str], set[str]]) -> bool:
    """Write to `path` if it is free or holds an export of ours; whether it was written."""
    mode = None
    try:
        # Claims the name, so that two sessions exporting at once do not share it.
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        claimed = True
    except FileExistsError:
        claimed = False
        if not path.is_file():
            return False
        if digest(path.read_bytes()) not in written_before(str(path)):
            return False
        mode = path.stat().st_mode & 0o777
    try:
        atomic_write(path, data, mode=mode)
    except OSError:
        if claimed:
            path.unlink(missing_ok=True)
        raise
    return True


def _exported(wanted: Path, path: Path, written_before: Callable[[str], set[str]]) -> Exported:
    if path == wanted:
        return Exported(path, f"Đã xuất: {path}")
    edited = bool(written_before(str(wanted)))
    why = "đã được sửa tay sau lần xuất trước" if edited else "là tệp khác đã có từ trước"
    return Exported(path, f"{wanted.name} {why} nên được giữ nguyên. Đã xuất: {path}", kept=wanted)


def _names(path: Path) -> Iterator[Path]:
    yield path
    number = 1
    while True:
        number += 1
        yield path.with_name(f"{path.stem} ({number}){path.suffix}")
