"""`share` and `move`: the place an agency shares, and drafts on their way to it and back."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_tui.cli.commands.desk import desk
from cchc_tui.cli.output import as_json, line, say
from cchc_tui.domain.paths import Places
from cchc_tui.services.errors import WorkError

if TYPE_CHECKING:
    from cchc_tui.services.sharing import SharedPlace


def share(arguments: argparse.Namespace) -> int:
    """Set up a shared place, join one, or show the one in use."""
    from cchc_tui.services.sharing import join_place, look_at, make_place

    places = Places.from_env()
    if arguments.group and not arguments.folder:
        raise WorkError("--group cần THƯ_MỤC: cchc share THƯ_MỤC --group NHÓM")
    if arguments.group:
        place = make_place(Path(arguments.folder), arguments.group)
        told = f"Đã lập nơi dùng chung. Mỗi cán bộ trong nhóm chạy: cchc share {place.folder}"
    elif arguments.folder:
        place = join_place(places, Path(arguments.folder))
        told = "Từ nay bản nháp chung hiện cùng bản nháp của bạn, mã bắt đầu bằng “chung/”."
    elif places.agency is None:
        say("Chưa dùng nơi chung nào. Vào một nơi đã lập: cchc share THƯ_MỤC")
        return 1
    else:
        place, told = look_at(places.agency), ""
    _show(place, as_data=arguments.json)
    if place.problem or told:
        say(place.problem or told)
    return 1 if place.problem else 0


def _show(place: SharedPlace, *, as_data: bool) -> None:
    if as_data:
        as_json(
            {
                "folder": str(place.folder),
                "group": place.group,
                "members": list(place.members),
                "drafts": place.drafts,
                "problem": place.problem,
            }
        )
        return
    line(str(place.folder))
    members = f" ({', '.join(place.members)})" if place.members else ""
    line(f"nhóm {place.group}{members}, {place.drafts} bản nháp chung")


def move(arguments: argparse.Namespace) -> int:
    """Move or copy a draft between one's own and the shared ones; prints its new id."""
    from cchc_tui.services.shared import is_shared

    with desk() as workspace:
        before = workspace.card(arguments.draft)
        made = workspace.share(before.info.id, keep=arguments.copy)
    line(made.id)
    done = "chép" if arguments.copy else "chuyển"
    where = "nơi dùng chung" if is_shared(made.id) else "bản nháp của bạn"
    say(f"Đã {done} vào {where}, cùng lịch sử sửa: {before.name}.")
    return 0
