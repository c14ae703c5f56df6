"""`cchc` and `cchc open`: the terminal app, imported only here."""

from __future__ import annotations

import argparse
import importlib
import os
import sys

from cchc_tui.cli.commands.desk import desk
from cchc_tui.services.errors import WorkError
from cchc_tui.services.terminal_report import look_at_terminal


def open(arguments: argparse.Namespace) -> int:  # noqa: A001 - named as the command
    """Run the app, on one draft if given.

    Raises:
        WorkError: There is no terminal that could show it.
    """
    interactive = sys.stdin.isatty() and sys.stdout.isatty()
    use, *_ = look_at_terminal(os.environ, interactive=interactive).remarks()
    if not use.ok:
        raise WorkError(f"{use.text} Không cần màn hình thì dùng các lệnh: cchc --help.")
    draft = getattr(arguments, "draft", None)
    with desk() as workspace:
        draft_id = workspace.draft(draft).id if draft else None
        # By name: the command line must work where the app's own packages are missing.
        app = importlib.import_module("cchc_tui.tui.app")
        return int(app.run(workspace, draft_id=draft_id) or 0)
