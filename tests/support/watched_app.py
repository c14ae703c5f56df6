"""The app as `cchc open DRAFT` runs it, which tells what its screen should look like.

`python watched_app.py OUT DRAFT`: at SIGUSR1 it writes to OUT, as JSON, the letters that
Textual's compositor holds and what a full repaint of them would send to an empty terminal.
"""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from pathlib import Path

from busy_desk import AUTHOR
from rich.color import ColorSystem

from cchc_tui.domain.paths import Places
from cchc_tui.services.workspace import Workspace
from cchc_tui.tui.app import CchcApp
from cchc_tui.tui.terminal.cells import Screen as Cells
from cchc_tui.tui.terminal.environment import run


class WatchedApp(CchcApp):
    """Pictures are taken between two messages, as frames are."""

    def on_mount(self) -> None:  # Textual calls that of the parent class itself
        asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, self.take_picture)

    def take_picture(self) -> None:
        out = Path(sys.argv[1])
        scratch = out.with_suffix(".new")
        scratch.write_text(json.dumps(self.picture()))
        scratch.replace(out)

    def picture(self) -> dict[str, object]:
        width, height = self.size
        strips = [strip.crop(0, width) for strip in self.screen._compositor.render_strips()]
        cells = Cells()
        cells.resize(width, height)
        colours = self.console._color_system or ColorSystem.TRUECOLOR
        for y, strip in enumerate(strips):
            cells.put(0, y, strip, width, colours)
        x, y = self.screen.outer_size.clamp_offset(self.cursor_position)
        return {
            "screen": type(self.screen).__name__,
            "bare": self._handed_over,
            "size": [width, height],
            "lines": [strip.text for strip in strips],
            "repaint": cells.difference((x, y)),
        }


if __name__ == "__main__":
    work = Workspace(Places.from_env(), author=AUTHOR)
    try:
        run(lambda report: WatchedApp(work, sys.argv[2], report, paint_first=True))
    finally:
        work.close()
