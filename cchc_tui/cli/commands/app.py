"""`cchc` and `cchc open`: the terminal app, imported only here."""

from __future__ import annotations

import argparse
import importlib

from cchc_tui.cli.commands.desk import desk


def open(arguments: argparse.Namespace) -> int:  # noqa: A001 - named as the command
    """Run the app, on one draft if given."""
    draft = getattr(arguments, "draft", None)
    with desk() as workspace:
        draft_id = workspace.draft(draft).id if draft else None
        # By name: the command line must work where the app's own packages are missing.
        app = importlib.import_module("cchc_tui.tui.app")
        return int(app.run(workspace, draft_id=draft_id) or 0)
