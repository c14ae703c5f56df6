"""The place that an agency shares: set up, looked at, joined; and drafts moved to it and back.

It is the agency directory, owned by a group: setgid and 2770, with files of 0660. Who is in
the group may read and write everything in it; finer roles are those of the file system.
"""

from __future__ import annotations

import grp
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from cchc_tui.domain.files import at_home, system_reason
from cchc_tui.domain.paths import Places, is_group_place
from cchc_tui.domain.settings import load_settings, save_settings
from cchc_tui.services.errors import WorkError
from cchc_tui.services.presence import others_at
from cchc_tui.services.shared import JoinedStore
from cchc_tui.services.workspace import Workspace
from cchc_tui.store.drafts import DraftStore
from cchc_tui.store.records import DraftInfo

FOLDERS = (
    "drafts", "phrasebank", "prompts", "prompts/agencies", "prompts/facts", "prompts/kinds",
    "prompts/sections", "templates", "templates/sections",
)  # fmt: skip
"""Everything in a shared place, those above before those below."""


@dataclass(frozen=True, slots=True)
class SharedPlace:
    """A shared place as it is found.

    Attributes:
        folder: Where it is.
        group: Name of the group that owns it.
        members: Accounts that the group lists.
        drafts: How many drafts are shared.
        problem: Why it cannot be used by this account, in Vietnamese; empty if it can.
    """

    folder: Path
    group: str
    members: tuple[str, ...]
    drafts: int
    problem: str = ""


def make_place(folder: Path, group: str) -> SharedPlace:
    """Set up a shared place, or put the modes of one right.

    Args:
        folder: The directory; made if it is not there.
        group: Name of the group of those who share.

    Raises:
        WorkError: No such group, a directory that holds other things, or no leave.
        StoreError: The store of the drafts cannot be made.
    """
    number = _group_number(group)
    folder = at_home(folder).absolute()
    _refuse_foreign(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path in (folder, *(folder / name for name in FOLDERS)):
            path.mkdir(exist_ok=True)
            os.chown(path, -1, number)
            path.chmod(0o2770)
        DraftStore(folder / "drafts" / "drafts.db").close()
        for path in _below(folder):
            os.chown(path, -1, number)
            path.chmod(0o2770 if path.is_dir() else 0o660)
    except OSError as error:
        raise WorkError(
            f"Không lập được nơi dùng chung {folder}: {system_reason(error)}. Lệnh này cần quyền "
            f"quản trị máy (sudo), hoặc là chủ thư mục và thành viên của nhóm {group}."
        ) from error
    return look_at(folder)


def _group_number(group: str) -> int:
    try:
        return grp.getgrnam(group).gr_gid
    except KeyError:
        raise WorkError(f"Máy không có nhóm “{group}”. Tạo nhóm: groupadd {group}") from None


def _refuse_foreign(folder: Path) -> None:
    """A directory that holds other things is not opened to a group."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise WorkError(f"{folder} không phải thư mục; hãy nêu một thư mục mới.")
    known = {name for name in FOLDERS if "/" not in name}
    other = sorted(path.name for path in folder.glob("*") if path.name not in known)
    if other:
        raise WorkError(
            f"{folder} đang chứa thứ khác ({other[0]}) nên không mở cho nhóm; hãy nêu một thư mục "
            "mới hoặc thư mục dữ liệu của cơ quan."
        )


def _below(folder: Path) -> Iterator[Path]:
    """What lies in a shared place; links are neither followed nor given away."""
    for path in folder.rglob("*"):
        if not path.is_symlink() and (path.is_dir() or path.is_file()):
            yield path


def look_at(folder: Path) -> SharedPlace:
    """A shared place as this account finds it.

    Raises:
        WorkError: It is not there, or is no shared place.
    """
    folder = at_home(folder).absolute()
    path = folder / "drafts" / "drafts.db"
    try:
        found = folder.stat()
        group, members = _group(found.st_gid)
        if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
            why = f"tài khoản của bạn không thuộc nhóm {group}; báo người quản trị máy"
            return SharedPlace(folder, group, members, 0, why)
        if not path.is_file() or not is_group_place(folder):
            raise WorkError(
                f"{folder} chưa phải nơi dùng chung; người quản trị máy chạy: "
                f"cchc share {folder} --group NHÓM"
            )
    except OSError as error:
        raise WorkError(f"Không mở được {folder}: {system_reason(error)}.") from error
    with DraftStore(path) as store:
        return SharedPlace(folder, group, members, len(store.headers()))


def _group(number: int) -> tuple[str, tuple[str, ...]]:
    try:
        found = grp.getgrgid(number)
    except KeyError:
        return str(number), ()
    return found.gr_name, tuple(found.gr_mem)


def join_place(places: Places, folder: Path) -> SharedPlace:
    """Share a place from now on: it is written into the officer's settings.

    Raises:
        WorkError: It is no shared place, or this account may not use it.
        DataError: The settings have mistakes or cannot be written.
    """
    found = look_at(folder)
    if found.problem:
        raise WorkError(f"Chưa dùng được {found.folder}: {found.problem}.")
    settings = replace(load_settings(places.settings_file), agency_dir=str(found.folder))
    save_settings(places.settings_file, settings)
    return found


def carry_over(workspace: Workspace, draft: str, *, keep: bool) -> DraftInfo:
    """Move or copy a draft to the other side; see `Workspace.share`."""
    store = workspace.store
    if not isinstance(store, JoinedStore):
        raise WorkError(
            "Chưa có nơi dùng chung của cơ quan. Người quản trị máy lập bằng: "
            "cchc share THƯ_MỤC --group NHÓM"
        )
    there = sorted({one.author for one in others_at(workspace, draft)})
    if there and not keep:
        raise WorkError(f"Bản nháp đang có người làm: {', '.join(there)}. Hãy chờ, hoặc chép.")
    made = store.carry(draft, workspace.author)
    if not keep:
        store.delete(draft, workspace.now())
    workspace.drafting.forget()
    return store.get(made)
