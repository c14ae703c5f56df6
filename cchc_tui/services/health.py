"""What is well and what is not: the machine, the directories, the data files, the drafts."""

from __future__ import annotations

import os
import platform
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cchc_tui import __version__
from cchc_tui.domain.files import system_reason
from cchc_tui.domain.paths import Places, layers
from cchc_tui.domain.problems import DataError
from cchc_tui.store.drafts import DraftStore
from cchc_tui.store.errors import DamagedStore, StoreError
from cchc_tui.store.safety import recover
from cchc_tui.store.snapshots import newest_snapshot

ROOM = 50 * 1024 * 1024
"""Free bytes below which the disk is called nearly full."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at.

    Attributes:
        area: What it belongs to, in Vietnamese.
        ok: Whether all is well.
        text: What is so, and if it is not well what to do, in Vietnamese.
    """

    area: str
    ok: bool
    text: str


def examine(places: Places) -> list[Finding]:
    """Look at everything; changes nothing and creates nothing."""
    return [
        *_machine(),
        *_directories(places),
        *_drafts(places),
        *_data_files(places),
    ]


def recover_drafts(places: Places) -> str:
    """Rebuild damaged drafts, one's own and the shared ones; says in Vietnamese what came back.

    A sound file is left alone.

    Raises:
        StoreError: A new file could not be written.
    """
    said = [_recovered(*_store_files(places))]
    shared = places.shared_drafts
    if shared is not None and os.path.lexists(shared.parent):
        said.append(f"Bản nháp chung: {_recovered(shared, shared.with_name('backups'))}")
    return "\n".join(said)


def _recovered(path: Path, backups: Path) -> str:
    if not path.exists() and newest_snapshot(backups) is None:
        return "Chưa có tệp bản nháp nào nên không có gì để dựng lại."
    try:
        DraftStore(path).close()
        return "Tệp bản nháp không hỏng nên được giữ nguyên."
    except DamagedStore as damaged:
        reason = damaged.reason
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    done = recover(path, backups, now)
    base = f"bản sao ghi {done.snapshot.at}" if done.snapshot else "tệp hỏng (chưa có bản sao)"
    return (
        f"Tệp bản nháp bị hỏng ({reason}). Đã dựng lại {done.drafts} bản nháp từ {base}, "
        f"thêm {done.salvaged} câu trả lời đọc được từ tệp hỏng. Tệp hỏng vẫn còn ở "
        f"{done.set_aside}."
    )


def _store_files(places: Places) -> tuple[Path, Path]:
    return places.data / "drafts.db", places.data / "backups"


def _machine() -> Iterator[Finding]:
    yield Finding("cchc", True, f"phiên bản {__version__}")
    yield Finding("Python", True, platform.python_version())
    version = sqlite3.sqlite_version_info
    # UPSERT, which the store uses, came with 3.24.
    yield Finding("SQLite", version >= (3, 24), sqlite3.sqlite_version)


def _directories(places: Places) -> Iterator[Finding]:
    for path in (places.config, places.data, places.state, places.cache):
        yield _directory(path)
    free = shutil.disk_usage(_standing(places.data)).free
    note = "" if free >= ROOM else ", gần đầy: hãy dọn bớt"
    yield Finding("ổ đĩa", free >= ROOM, f"còn trống {free // 2**20:,} MB".replace(",", ".") + note)


def _directory(path: Path) -> Finding:
    """Whether a directory can be written, or made, and is closed to others."""
    standing = _standing(path)
    if not (standing.is_dir() and os.access(standing, os.W_OK | os.X_OK)):
        text = f"không ghi được vào {path}; đặt CCHC_HOME sang một thư mục ghi được"
        return Finding("thư mục", False, text)
    if standing != path:
        return Finding("thư mục", True, f"{path} (sẽ tạo khi cần)")
    if path.stat().st_mode & 0o077:
        return Finding("thư mục", False, f"{path} mở cho người khác; chạy: chmod 700 '{path}'")
    return Finding("thư mục", True, str(path))


def _standing(path: Path) -> Path:
    """The path, or the nearest above it that is there."""
    return next(one for one in (path, *path.parents) if os.path.lexists(one))


def _drafts(places: Places) -> Iterator[Finding]:
    path, backups = _store_files(places)
    try:
        if not path.exists() and newest_snapshot(backups) is None:
            yield Finding("bản nháp", True, "chưa có bản nháp nào")
            return
        with DraftStore(path) as store:
            drafts = len(store.headers())
    except (StoreError, OSError) as error:
        yield Finding("bản nháp", False, _why(error))
        return
    yield Finding("bản nháp", True, f"{drafts} bản nháp, tệp {path} toàn vẹn")
    copy = newest_snapshot(backups)
    if copy:
        yield Finding("bản sao", True, f"gần nhất ghi {copy.at}, ở {copy.path.parent}")


def _why(error: StoreError | OSError) -> str:
    if isinstance(error, OSError):
        return f"không mở được {error.filename}: {system_reason(error)}"
    return str(error)


def _data_files(places: Places) -> Iterator[Finding]:
    for area, count in _readers(places):
        try:
            text = count()
        except DataError as error:
            for problem in error.problems:
                yield Finding(area, False, str(problem))
        except OSError as error:
            yield Finding(area, False, _why(error))
        else:
            yield Finding(area, True, text)


def _readers(places: Places) -> Iterator[tuple[str, Callable[[], str]]]:
    """What reads each sort of data file in full and says how much there is."""

    def settings() -> str:
        from cchc_tui.domain.settings import load_settings

        found = load_settings(places.settings_file)
        where = str(places.settings_file) if places.settings_file.exists() else "mặc định"
        kept = "mang kèm" if found.embed_answers else "không kèm"
        return f"{where}; tệp Word {kept} câu trả lời (embed_answers)"

    def library() -> str:
        from cchc_tui.interview.loader import load_library

        found = load_library(places)
        return f"{len(found.kinds)} loại, {len(found.questions)} câu hỏi"

    def agencies() -> str:
        from cchc_tui.domain.agencies import load_agencies

        return f"{len(load_agencies(layers(places, 'prompts/agencies')))} cơ quan"

    def facts() -> str:
        from cchc_tui.domain.facts import load_facts

        found = load_facts(layer.path for layer in layers(places, "prompts/facts"))
        return f"{len(found.replacements)} văn bản thay thế"

    def phrases() -> str:
        from cchc_tui.phrases.bank import load_phrases

        return f"{len(load_phrases(layers(places, 'phrasebank')))} mẫu câu"

    yield "thiết đặt", settings
    yield "loại báo cáo", library
    yield "cơ quan", agencies
    yield "quy định", facts
    yield "mẫu câu", phrases
