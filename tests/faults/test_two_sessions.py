"""Two running apps at one draft: quiet while nobody moves, and a killed one is soon gone."""

from __future__ import annotations

import sys
from pathlib import Path

from fault_desk import AUTHOR, FaultDesk, ask, question
from pty_terminal import PtyTerminal

from cchc_tui.services.presence import LOOK_EVERY, RENEW_EVERY
from cchc_tui.services.workspace import Workspace
from cchc_tui.store.presence import EXPIRES

LAN = "Nguyễn Thị Lan"


def app(desk: FaultDesk, author: str) -> PtyTerminal:
    """The app of an officer, on the draft."""
    words = [sys.executable, "-m", "cchc_tui", "open", desk.draft]
    return PtyTerminal(words, columns=100, env={**desk.env, "CCHC_AUTHOR": author})


def test_two_sessions_see_each_other_write_nothing_when_idle_and_forget_the_killed(
    tmp_path: Path,
) -> None:
    desk = FaultDesk(tmp_path)
    work = Workspace(desk.places, author=LAN)
    work.keep_place(desk.draft, question(3))
    work.close()
    with app(desk, AUTHOR) as mine, app(desk, LAN) as other:
        mine.wait_for(ask(0), timeout=60)
        other.wait_for(ask(3), timeout=60)
        mine.wait_for("Lan: I")
        other.wait_for("thử: I")

        mine.settle(quiet=1.0)
        before = mine.received
        # Longer than anything that comes round: looks, renewals, expiry.
        mine.settle(quiet=max(LOOK_EVERY, RENEW_EVERY, EXPIRES) * 1.2)
        assert mine.received == before

        other.process.kill()
        mine.wait_for(lambda: "Lan" not in mine.text, timeout=EXPIRES * 3)
        assert mine.received - before < 200


def test_the_answer_of_one_stands_in_the_lines_above_the_question_of_the_other(
    tmp_path: Path,
) -> None:
    desk = FaultDesk(tmp_path)
    work = Workspace(desk.places, author=LAN)
    work.keep_place(desk.draft, question(2))
    work.close()
    with app(desk, AUTHOR) as mine, app(desk, LAN) as other:
        mine.wait_for(ask(0), timeout=60)
        other.wait_for(ask(2), timeout=60)
        mine.wait_for("Lan: I")
        mine.send("Một cửa")
        mine.send("\x1b[6~")
        mine.wait_for(ask(1))
        other.wait_for("Nhãn 00: Một cửa")
