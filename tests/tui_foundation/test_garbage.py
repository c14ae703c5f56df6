"""Garbage is not looked for while the app starts, and only in what is new afterwards."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from textual.app import ComposeResult
from textual.widgets import Static

from cchc_tui.tui.terminal.app import TerminalApp
from cchc_tui.tui.terminal.garbage import begin_to_look, looked_for_later


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    yield
    gc.unfreeze()
    gc.enable()


def test_nothing_is_looked_for_until_it_begins() -> None:
    with looked_for_later():
        assert not gc.isenabled()
        begin_to_look()
        assert gc.isenabled()
        assert gc.get_freeze_count() > 1000, "what start-up made is never looked through again"
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0


def test_an_app_that_ends_early_or_badly_leaves_everything_as_it_was() -> None:
    with pytest.raises(RuntimeError), looked_for_later():
        raise RuntimeError
    assert gc.isenabled()


def test_who_had_switched_it_off_finds_it_off() -> None:
    gc.disable()
    with looked_for_later():
        begin_to_look()
    assert not gc.isenabled()


class Empty(TerminalApp[None]):
    def compose(self) -> ComposeResult:
        yield Static("")


async def test_a_key_ends_the_rest() -> None:
    app = Empty()
    async with app.run_test() as pilot:
        app._last_key -= 60
        assert app.seconds_at_rest >= 60
        await pilot.press("a")
        assert app.seconds_at_rest < 60
