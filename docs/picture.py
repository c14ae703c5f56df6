"""Draws the interview screen for the README from the real app: `python -m docs.picture FILE.svg`.

The sample report in an empty home at a fixed moment, so that the same program always draws
the same picture.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

from textual import events

from cchc_tui.domain.paths import Places
from cchc_tui.interview.answers import UNANSWERED
from cchc_tui.services.session import Session
from cchc_tui.services.workspace import Workspace
from cchc_tui.tui.app import CchcApp
from cchc_tui.tui.screens.interview import InterviewScreen
from cchc_tui.tui.widgets.report_view import ReportView

SIZE = (124, 34)
NOW = datetime(2026, 9, 16, 10, 42, tzinfo=timezone(timedelta(hours=7)))
QUESTION = "mc_tinh_hinh"
TYPED = "Bộ phận một cửa hoạt động nền nếp.\n"
LOOKED_FOR = "ho so tiep nhan"


def prepare(workspace: Workspace) -> str:
    """The sample report answered up to one question, and an earlier report of the agency."""
    draft = workspace.create_sample().id
    workspace.rename(draft, "")
    session = Session(workspace, draft)
    interview = session.interview
    workspace.create_draft(
        interview.kind.id, "2026-6T", interview.agency.id, answers=interview.answers
    )
    order = session.order()
    later = order[order.index(QUESTION) :]
    open_again = {
        question: replace(UNANSWERED, revision=interview.typed(question).revision)
        for question in later
        if interview.typed(question).given
    }
    workspace.set_answers(draft, open_again)
    workspace.keep_place(draft, QUESTION)
    return draft


async def draw(workspace: Workspace) -> str:
    """The interview screen as SVG."""
    app = CchcApp(workspace, prepare(workspace))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        screen = app.screen
        if not isinstance(screen, InterviewScreen):
            raise SystemExit("The interview did not open.")
        app.post_message(events.Paste(TYPED))
        await pilot.press(*("space" if letter == " " else letter for letter in LOOKED_FOR))
        view = screen.query_one(ReportView)
        while not (view.lines and screen.saved):
            await pilot.pause(0.1)
        await pilot.pause(1.0)
        return app.export_screenshot(title="cchc")


def main(path: Path) -> None:
    """Draw the picture into a file."""
    with tempfile.TemporaryDirectory() as home:
        workspace = Workspace(
            Places.from_env({"CCHC_HOME": home}), clock=lambda: NOW, author="Cán bộ mẫu"
        )
        try:
            svg = asyncio.run(draw(workspace))
        finally:
            workspace.close()
    path.write_text(svg, encoding="utf-8")
    print(path)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/interview.svg"))
