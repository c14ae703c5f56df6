"""Driving the app in tests: what one types and what one sees."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, TypeVar

from textual import events
from textual.pilot import Pilot
from textual.screen import Screen

from cchc_tui.services.workspace import Workspace
from cchc_tui.tui.app import CchcApp
from cchc_tui.tui.screens.interview import InterviewScreen
from cchc_tui.tui.widgets.line_list import LineList

Wanted = TypeVar("Wanted", bound="Screen[Any]")

SMALL, LARGE = (80, 24), (120, 40)
SPECIAL = {
    " ": "space",
    "-": "minus",
    "/": "slash",
    ".": "full_stop",
    ",": "comma",
    "%": "percent_sign",
}


def app_on(desk: Workspace, draft: str = "") -> CchcApp:
    """The app on a desk, opened at a draft or at the list."""
    return CchcApp(desk, draft)


async def write(pilot: Pilot[None], text: str) -> None:
    """Type a text key by key."""
    await pilot.press(*(SPECIAL.get(char, char) for char in text))


def interview(pilot: Pilot[None]) -> InterviewScreen:
    """The interview screen on top."""
    screen = pilot.app.screen
    assert isinstance(screen, InterviewScreen), screen
    return screen


def current(pilot: Pilot[None]) -> str:
    """Id of the question with the focus."""
    return interview(pilot).session.current


def rows(screen: Screen[Any], selector: str = "LineList") -> list[str]:
    """Texts of a list on a screen."""
    return [line.text for line in screen.query_one(selector, LineList).lines]


def said(pilot: Pilot[None]) -> str:
    """Everything on the screen as text."""
    width, _ = pilot.app.size
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join(strip.text[:width].rstrip() for strip in strips)


async def until(pilot: Pilot[None], condition: Callable[[], object], seconds: float = 20.0) -> None:
    """Wait until a condition holds; how long depends on the machine, not on the test."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise AssertionError(f"waited in vain; the screen:\n{said(pilot)}")
        await pilot.pause(0.02)


async def to(pilot: Pilot[None], kind: type[Wanted]) -> Wanted:
    """Wait until a screen of that kind is on top."""
    await until(pilot, lambda: isinstance(pilot.app.screen, kind) and pilot.app.screen.is_mounted)
    screen = pilot.app.screen
    assert isinstance(screen, kind)
    return screen


async def paste(pilot: Pilot[None], text: str) -> None:
    """Paste as a terminal does: whole, to the focused widget."""
    pilot.app.post_message(events.Paste(text))
    await pilot.pause()


async def settle(pilot: Pilot[None]) -> None:
    """Let workers finish, and the review that waits for the hands to rest."""
    await until(pilot, lambda: not any(worker.is_running for worker in pilot.app.workers))
    await until(pilot, lambda: not any(map(_reviewing, pilot.app.screen_stack)))
    await pilot.pause()


def _reviewing(screen: Screen[Any]) -> bool:
    return isinstance(screen, InterviewScreen) and screen.reviewing.busy


async def still(pilot: Pilot[None], samples: int = 6) -> None:
    """Wait until nothing is at work and the picture has not changed for a while.

    The while is longer than any timer of the app, so that nothing is still to come.
    """
    before, same = "", 0
    while same < samples:
        await settle(pilot)
        await pilot.pause(0.08)
        now = pilot.app.export_screenshot(simplify=True)
        same, before = (same + 1 if now == before else 0), now
