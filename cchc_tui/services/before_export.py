"""The full check of a draft before it is written to a file: what is said, printed and laid out."""

from __future__ import annotations

from cchc_tui.services.background_check import placed_layout
from cchc_tui.services.problems import Problem
from cchc_tui.services.session import Session
from cchc_tui.services.workspace import Workspace

ASKED = ("refused", "error", "stale", "missing")
"""Kinds of problem with which a report leaves only when the officer says yes."""


def check_before_export(workspace: Workspace, draft: str) -> tuple[Problem, ...]:
    """Everything to look at, the layout of the Word file too; may run in any thread.

    Reads the draft by itself, so that nothing of an open session is touched.

    Raises:
        WorkError: The draft is not there any more, or cannot be assembled.
        StoreError: It cannot be read.
    """
    session = Session(workspace, draft)
    session.review.check_now()
    session.review.layout = placed_layout(workspace.render(draft, "docx"))
    return tuple(session.problems())


def needs_yes(problems: tuple[Problem, ...]) -> bool:
    """Whether the officer is asked before the report is written."""
    return any(problem.kind in ASKED for problem in problems)
