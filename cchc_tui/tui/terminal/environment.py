"""Starts the app so that it fits the terminal and the link it runs over.

Textual reads its settings when it is imported, so this module imports it last.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import threading
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal, TypeVar

from cchc_tui.services.terminal_report import Colours, TerminalReport, look_at_terminal

if TYPE_CHECKING:
    from cchc_tui.tui.terminal.app import TerminalApp

Result = TypeVar("Result")
Choice = Literal["auto", "on", "off"]

FRAMES_LOCAL = 60
FRAMES_REMOTE = 15
"""Frames a second at most. The link is never asked for more than it takes, so this only
keeps a fast link from being filled with pictures that nobody sees."""

GRACE_SECONDS = 5.0
"""How long the app may take to put its things in order after the terminal has gone."""

_COLOUR_SYSTEMS = {
    Colours.ALL: "truecolor",
    Colours.MANY: "256",
    Colours.SIXTEEN: "standard",
    Colours.NONE: "standard",
}


def this_terminal() -> TerminalReport:
    """Look at the terminal that the process runs in.

    Returns:
        What it can do.
    """
    size = shutil.get_terminal_size((0, 0))
    interactive = sys.stdin.isatty() and sys.stdout.isatty()
    return look_at_terminal(os.environ, size=(size.columns, size.lines), interactive=interactive)


def prepare(report: TerminalReport, env: MutableMapping[str, str]) -> None:
    """Set Textual's settings; what the officer has set stays.

    Args:
        report: What the terminal can do.
        env: The environment variables, changed in place.
    """
    wanted = {
        "TEXTUAL_FPS": str(FRAMES_REMOTE if report.remote else FRAMES_LOCAL),
        "TEXTUAL_COLOR_SYSTEM": _COLOUR_SYSTEMS[report.colours],
        # Smooth scrolling asks the terminal for sizes in pixels, animations send frames that
        # say nothing, and the Kitty keyboard changes what an input method's keys look like.
        "TEXTUAL_SMOOTH_SCROLL": "0",
        "TEXTUAL_ANIMATIONS": "none",
        "TEXTUAL_DISABLE_KITTY_KEY": "1",
    }
    for name, value in wanted.items():
        env.setdefault(name, value)
    if report.colours == Colours.NONE:
        env.setdefault("NO_COLOR", "1")


def default_theme(report: TerminalReport) -> str:
    """Choose the theme for an officer who chose none.

    Args:
        report: What the terminal can do.

    Returns:
        The name of one of our themes.
    """
    return "toi" if report.colours >= Colours.MANY else "16-mau"


def run(
    make_app: Callable[[TerminalReport], TerminalApp[Result]], *, mouse: Choice = "auto"
) -> Result | None:
    """Run the app in this terminal.

    Args:
        make_app: Makes the app; imports Textual itself, for it is called last.
        mouse: "auto" leaves the mouse to the terminal over SSH, so that text can be marked
            and a broken link does not leave a terminal that prints mouse reports.

    Returns:
        What the app returns.

    Raises:
        Exception: What ended the app unexpectedly; the terminal is in order again by then.
    """
    report = this_terminal()
    prepare(report, os.environ)
    app = make_app(report)
    use_mouse = not report.remote if mouse == "auto" else mouse == "on"
    with _orderly_end(app):
        result = app.run(mouse=use_mouse)
    if app.failure is not None:
        raise app.failure
    return result


@contextmanager
def _orderly_end(app: TerminalApp[Result]) -> Iterator[None]:
    """Let the app end by itself, and save, when the terminal hangs up or it is told to end."""

    def end(_number: int, _frame: object) -> None:
        guard = threading.Timer(GRACE_SECONDS, os._exit, (1,))
        guard.daemon = True
        guard.start()
        app.end_soon()

    numbers = [signal.SIGTERM, *([signal.SIGHUP] if hasattr(signal, "SIGHUP") else [])]
    before = {number: signal.signal(number, end) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
