"""Starts the app so that it fits the terminal and the link it runs over.

Imports Textual only to run an app, so that `cchc doctor` can use the rest.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
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


def textual_settings(report: TerminalReport, env: Mapping[str, str]) -> dict[str, object]:
    """Choose Textual's settings; what the officer has set in the environment stays.

    Args:
        report: What the terminal can do.
        env: The environment variables.

    Returns:
        Values by their names in `textual.constants`.
    """
    wanted: dict[str, tuple[str, object]] = {
        "MAX_FPS": ("TEXTUAL_FPS", FRAMES_REMOTE if report.remote else FRAMES_LOCAL),
        "COLOR_SYSTEM": ("TEXTUAL_COLOR_SYSTEM", _COLOUR_SYSTEMS[report.colours]),
        # Smooth scrolling asks the terminal for sizes in pixels, animations send frames that
        # say nothing, and the Kitty keyboard changes what an input method's keys look like.
        "SMOOTH_SCROLL": ("TEXTUAL_SMOOTH_SCROLL", False),
        "TEXTUAL_ANIMATIONS": ("TEXTUAL_ANIMATIONS", "none"),
        "DISABLE_KITTY_KEY": ("TEXTUAL_DISABLE_KITTY_KEY", True),
    }
    return {name: value for name, (variable, value) in wanted.items() if variable not in env}


def _apply(settings: Mapping[str, object]) -> None:
    """Set Textual's constants, which it read from the environment when it was imported."""
    from textual import constants, screen

    for name, value in settings.items():
        setattr(constants, name, value)
    vars(screen)["UPDATE_PERIOD"] = 1 / constants.MAX_FPS


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
        make_app: Makes the app, from what the terminal can do.
        mouse: "auto" leaves the mouse to the terminal over SSH, so that text can be marked
            and a broken link does not leave a terminal that prints mouse reports.

    Returns:
        What the app returns.

    Raises:
        Exception: What ended the app unexpectedly; the terminal is in order again by then.
    """
    report = this_terminal()
    _apply(textual_settings(report, os.environ))
    if report.colours == Colours.NONE:
        os.environ.setdefault("NO_COLOR", "1")
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
