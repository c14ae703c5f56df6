"""`backup` and `restore`: everything an officer has as one file, and back."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from cchc_tui.cli.commands.desk import desk
from cchc_tui.cli.output import as_json, line, say, table
from cchc_tui.services.errors import WorkError


def backup(arguments: argparse.Namespace) -> int:
    """Write a backup and print its path, or list the copies kept without being asked."""
    from cchc_tui.services.backup import make_backup, write_backup

    if arguments.list:
        return _list(as_data=arguments.json)
    with desk() as workspace:
        if arguments.file == "-":
            if sys.stdout.isatty():
                raise WorkError("Tệp sao lưu không in ra màn hình được; hãy chuyển hướng ra tệp.")
            sys.stdout.buffer.write(make_backup(workspace.places, workspace.now()))
            return 0
        target = Path(arguments.file) if arguments.file else None
        path = write_backup(workspace.places, target, workspace.clock(), workspace.now())
    if arguments.json:
        as_json({"path": str(path), "bytes": path.stat().st_size})
    else:
        line(str(path))
    say("Đã sao lưu bản nháp, mẫu câu, cơ quan và thiết đặt. Lấy lại bằng: cchc restore TỆP")
    return 0


def _list(*, as_data: bool) -> int:
    from cchc_tui.services.ago import local_time
    from cchc_tui.services.backup import kept_copies

    with desk() as workspace:
        found = kept_copies(workspace.places)
        now = workspace.clock()
    if as_data:
        as_json(
            [
                {"path": str(one.path), "at": one.at, "drafts": one.drafts, "whole": one.whole}
                for one in found
            ]
        )
    else:
        rows = [
            (
                f"{local_time(one.at, now):%Y-%m-%d %H:%M:%S}",
                "tất cả" if one.whole else f"{one.drafts} bản nháp",
                one.path.name,
            )
            for one in found
        ]
        table(rows, ("LÚC", "GỒM", "TỆP"))
    if not found:
        say("Chưa có bản sao nào; bản sao được giữ mỗi khi đóng cchc sau khi có thay đổi.")
    return 0 if found else 1


def restore(arguments: argparse.Namespace) -> int:
    """Put a backup back; says where what stood before is kept."""
    from cchc_tui.services.ago import local_time
    from cchc_tui.services.restoring import restore as put_back

    with desk() as workspace:
        done = put_back(workspace.places, Path(arguments.file), workspace.now())
        now = workspace.clock()
    what = f"{done.drafts} bản nháp"
    if done.whole:
        what += ", mẫu câu, cơ quan và thiết đặt"
    made = f" như lúc {local_time(done.made_at, now):%H:%M ngày %d/%m/%Y}" if done.made_at else ""
    say(f"Đã khôi phục {what}{made}.")
    if done.damaged:
        say(f"Kho bản nháp trước đó bị hỏng; tệp hỏng vẫn còn ở {done.damaged}.")
    if done.aside:
        say(f"Những gì có trước đó được giữ ở {done.aside}; lấy lại bằng: cchc restore TỆP đó.")
    return 0
