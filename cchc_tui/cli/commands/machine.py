"""`locate` and `doctor`: where things are, and what is wrong with them."""

from __future__ import annotations

import argparse
import os
import shutil
import sys

from cchc_tui.cli.output import as_json, line, say
from cchc_tui.domain.paths import FOLDERS, Places, layers
from cchc_tui.services.health import Finding, examine, recover_drafts


def locate(arguments: argparse.Namespace) -> int:
    """Print where files are kept."""
    places = Places.from_env()
    found = {
        "config": str(places.settings_file),
        "data": str(places.data),
        "drafts": str(places.data / "drafts.db"),
        "backups": str(places.data / "backups"),
        "agencies": str(places.agencies),
        "state": str(places.state),
        "cache": str(places.cache),
        "agency_dir": str(places.agency or ""),
    }
    for folder in FOLDERS:
        for layer in layers(places, folder):
            found[f"{folder}.{layer.name}"] = str(layer.path)
    if arguments.json:
        as_json(found)
    else:
        width = max(map(len, found))
        for name, path in found.items():
            line(f"{name.ljust(width)}  {path or '(không có)'}")
    return 0


def doctor(arguments: argparse.Namespace) -> int:
    """Examine the machine, the data files and the drafts; exit 1 if anything is wrong."""
    places = Places.from_env()
    if arguments.recover:
        say(recover_drafts(places))
    findings = _keys() if arguments.keys else [*examine(places), *_terminal()]
    if arguments.json:
        as_json([{"area": one.area, "ok": one.ok, "text": one.text} for one in findings])
    else:
        for one in findings:
            line(f"{'✓' if one.ok else '!'} {one.area}: {one.text}")
    return 0 if all(one.ok for one in findings) else 1


def _terminal() -> list[Finding]:
    """What the terminal can do; where there is none (cron, a pipe) that is no fault."""
    from cchc_tui.services.clipboard_ways import clipboard_ways
    from cchc_tui.services.terminal_report import Remark, look_at_terminal

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return [Finding("terminal", True, "lệnh này không chạy trong terminal nên không xem được")]
    size = shutil.get_terminal_size((0, 0))
    report = look_at_terminal(os.environ, size=(size.columns, size.lines))
    ways = clipboard_ways(report, os.environ, shutil.which)
    keys = Remark(
        ok=True, text="Phím: phím nào không ăn, chạy “cchc doctor --keys” để thử từng phím."
    )
    # Where nothing is drawn there is no key of the app to press.
    remarks = (*report.remarks(), *((ways.remark(), keys) if report.draws else ()))
    return [Finding("terminal", remark.ok, remark.text) for remark in remarks]


def _keys() -> list[Finding]:
    """Ask for every key of the app; needs a person at a terminal."""
    from cchc_tui.services.errors import WorkError
    from cchc_tui.services.key_doctor import ask_keys

    if os.name != "posix" or not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise WorkError("“cchc doctor --keys” cần người nhấn phím: hãy chạy ngay trong terminal.")
    from cchc_tui.cli.commands.key_reading import single_keys

    with single_keys() as read:
        found = ask_keys(read, say)
    return [Finding("phím", remark.ok, remark.text) for remark in found]
