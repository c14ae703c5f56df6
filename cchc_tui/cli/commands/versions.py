"""`versions` and `rollback`: the saved versions of a draft, and going back to one."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from cchc_tui.cli.commands.desk import desk
from cchc_tui.cli.output import as_json, say, table


def versions(arguments: argparse.Namespace) -> int:
    """List versions, latest first; or what going back to one would change."""
    from cchc_tui.services.ago import local_time
    from cchc_tui.services.versions import versions as versions_of

    if arguments.version:
        return _changes(arguments)
    with desk() as workspace:
        found = versions_of(workspace, workspace.draft(arguments.draft).id)
        now = workspace.clock()
    if arguments.json:
        as_json([{**asdict(one), "now": one.is_now} for one in found])
        return 0
    rows = [
        (
            str(one.number),
            f"{local_time(one.at, now):%Y-%m-%dT%H:%M:%S}",
            one.author,
            str(len(one.changed)),
            "; ".join(one.moments),
        )
        for one in found
    ]
    table(rows, ("BẢN", "LÚC", "AI", "CÂU ĐỔI", "MỐC"))
    return 0


def _changes(arguments: argparse.Namespace) -> int:
    from cchc_tui.services.versions import changes, find_version

    with desk() as workspace:
        draft = workspace.draft(arguments.draft).id
        number = find_version(workspace, draft, arguments.version)
        found = changes(workspace, draft, number)
    if arguments.json:
        as_json([asdict(one) for one in found])
    elif found:
        rows = [
            (one.question, one.now or "(chưa trả lời)", one.then or "(chưa trả lời)")
            for one in found
        ]
        table(rows, ("CÂU HỎI", "HIỆN NAY", f"BẢN {number}"))
    if not found:
        say(f"Bản {number} giống hiện nay.")
    return 0 if found else 1


def rollback(arguments: argparse.Namespace) -> int:
    """Go back to a version."""
    from cchc_tui.services.versions import find_version, roll_back

    with desk() as workspace:
        draft = workspace.draft(arguments.draft).id
        number = find_version(workspace, draft, arguments.to)
        before = workspace.draft(draft).last_step
        changed = roll_back(workspace, draft, number)
    if not changed:
        say(f"Bản {number} giống hiện nay; không có gì để lấy lại.")
        return 1
    say(f"Đã lấy lại bản {number}: {len(changed)} câu thay đổi.")
    say(f"Muốn quay về như trước đó: cchc rollback {draft} --to {before}")
    return 0
