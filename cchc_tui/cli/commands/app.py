"""`cchc` and `cchc open`: the terminal app, imported only here; or the plain lines."""

from __future__ import annotations

import argparse
import importlib
import os
import sys

from cchc_tui.cli.commands.desk import desk
from cchc_tui.cli.output import say
from cchc_tui.domain.sparing import import_without
from cchc_tui.services.errors import WorkError
from cchc_tui.services.terminal_report import look_at_terminal


def open(arguments: argparse.Namespace) -> int:  # noqa: A001 - named as the command
    """Run the app, on one draft if given; line by line if asked for, or where nothing can be drawn.

    Raises:
        WorkError: There is no terminal that could show it.
    """
    draft = getattr(arguments, "draft", None) or ""
    interactive = sys.stdin.isatty() and sys.stdout.isatty()
    report = look_at_terminal(os.environ, interactive=interactive)
    if arguments.plain:
        return plain(draft)
    if not report.draws and interactive:
        say(
            "Terminal này không vẽ được màn hình (TERM trống hoặc là “dumb”) nên chuyển sang hỏi "
            "đáp từng dòng, như cchc --plain."
        )
        return plain(draft)
    use, *_ = report.remarks()
    if not use.ok:
        raise WorkError(
            f"{use.text} Không cần màn hình thì dùng cchc --plain, hoặc các lệnh: cchc --help."
        )
    import_without("hashlib", "_hashlib")  # both are OpenSSL, for which nothing here has a use
    import_without("asyncio", "ssl")
    # By name: the command line must work where the app's own packages are missing.
    garbage = importlib.import_module("cchc_tui.tui.terminal.garbage")
    with garbage.looked_for_later(), desk() as workspace:
        draft_id = workspace.draft(draft).id if draft else None
        app = importlib.import_module("cchc_tui.tui.app")
        return int(app.run(workspace, draft_id=draft_id) or 0)


def plain(draft: str) -> int:
    """The interview line by line, on one draft if given; returns the exit code."""
    from cchc_tui.cli.plain.console import Console
    from cchc_tui.cli.plain.home import run

    with desk() as workspace:
        return run(workspace, Console.of_process(), workspace.draft(draft).id if draft else "")
