"""A desk for benchmarks: a home of its own, a draft of the sample report, phrases at will."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "support"), str(Path(__file__).parent)]

from cchc_tui.domain.paths import Places  # noqa: E402 - found by the line above
from cchc_tui.services.workspace import Workspace  # noqa: E402

AUTHOR = "Cán bộ đo"


def places(home: Path) -> Places:
    """The places below a home of our own."""
    os.environ["CCHC_HOME"] = str(home)
    return Places.from_env()


def sample_draft(home: Path, question: str = "") -> str:
    """Make a draft of the sample report, open at a question; gives its id."""
    workspace = Workspace(places(home), author=AUTHOR)
    draft = workspace.create_sample().id
    if question:
        workspace.keep_place(draft, question)
    workspace.close()
    return draft


def environment(home: Path) -> Mapping[str, str]:
    """What a session of ours runs with."""
    return {
        "CCHC_HOME": str(home),
        "CCHC_AUTHOR": AUTHOR,
        "PYTHONPATH": str(ROOT),
        "HOME": str(home),
    }


def ours(draft: str) -> list[str]:
    """The command that opens a draft."""
    return [sys.executable, "-m", "cchc_tui", "open", draft]


def bare() -> list[str]:
    """The command of the peer: a Textual app with one Input."""
    return [sys.executable, str(Path(__file__).parent / "bare_input.py")]
