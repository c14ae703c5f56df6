"""Once the first screen stands and the hands rest, start-up is over."""

from __future__ import annotations

import pytest
from driving import SMALL, until

from cchc_tui.services.workspace import Workspace
from cchc_tui.tui import app as app_module
from cchc_tui.tui.app import CchcApp


async def test_garbage_is_looked_for_when_the_hands_rest_and_not_within_keys(
    desk: Workspace, draft: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rests: list[float] = []
    app = CchcApp(desk, draft, paint_first=True)
    monkeypatch.setattr(app_module, "AT_REST", 0.3)
    monkeypatch.setattr(app_module, "begin_to_look", lambda: rests.append(app.seconds_at_rest))
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: len(app.screen_stack) == 3)
        await pilot.press("a")
        await until(pilot, lambda: rests)
    assert len(rests) == 1
    assert rests[0] >= 0.3
