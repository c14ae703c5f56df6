"""How `cchc` starts: what is read before the first frame, and without docstrings."""

from __future__ import annotations

import subprocess
import sys

LATER = (
    "cchc_tui.document", "cchc_tui.interview.answers", "cchc_tui.interview.interview",
    "cchc_tui.phrases", "cchc_tui.review", "cchc_tui.services.drafting",
    "cchc_tui.services.lookup", "jinja2", "markdown_it", "tomli", "zipfile",
)  # fmt: skip
"""Read behind the frame, when the draft is, or when a key first needs it."""

START = """
import sys
import cchc_tui.cli.commands.app
from cchc_tui.cli.commands.desk import desk
from cchc_tui.services.errors import WorkError
import cchc_tui.tui.app
with desk() as workspace:
    workspace.settings
    try:
        workspace.draft("cchc-so-2026-q1")
    except WorkError as error:
        assert "cchc-so-2026-q1" in str(error)
    else:
        raise AssertionError("there is no such draft")
print(*sys.modules)
"""


def test_the_first_frame_waits_for_no_code_that_it_does_not_show() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", START], check=True, capture_output=True, text=True,
        encoding="utf-8",
    )  # fmt: skip
    loaded = done.stdout.split()
    assert "cchc_tui.tui.app" in loaded
    assert not [name for name in loaded if name.startswith(LATER)]


def test_cchc_works_without_docstrings_and_asserts() -> None:
    command = [sys.executable, "-OO", "-B", "-X", "utf8", "-m", "cchc_tui", "kinds"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert "cchc-so" in done.stdout
