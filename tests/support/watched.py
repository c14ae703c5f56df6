"""The real app in a terminal, its screen compared with a full repaint."""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pyte
from busy_desk import BusyDesk
from pty_terminal import PtyTerminal

APP = Path(__file__).with_name("watched_app.py")
REDRAW = "\x0c"
SIZES = [(80, 24), (140, 40), (79, 23), (100, 30), (200, 50), (80, 24)]
LEAVING = {"\x1b[21~", "\x11"}
"""F10 and Ctrl+Q end the app."""

_WORDS = [*"aeiou nghtrc ", *"áảạăằâầđêềơợưữ", *"0123456789", "ngị ", "tiê", "tiếp nhận "]
_ODD = [
    "漢",
    "字 ",
    "한",
    "👍",
    "e\u0323\u0302",
    "x\u0323",
    "—",
    "“",
    "\u200b",
    "½",
    "①",
    "Ø\u0301",
]
_EDITS = ["\r", "\x7f", "\x7f", "\x08", "\x1b[3~", "\x1a", "\x19", "\x17", "\x15", "\x01", "\t"]
_MOVES = [f"\x1b[{letter}" for letter in "ABCDHF"] + ["\x1b[1;2D", "\x1b[1;2A", "\x1b[Z"]
_PLACES = ["\x1b[5~", "\x1b[6~", "\x0e", "\x07", "\x0b", "\x0f", "\x12", "\x1b[19~"]
_SCREENS = ["\x1bOP", "\x1bOQ", "\x1bOR", "\x1bOS", "\x1b[15~", "\x1b[17~", "\x1b[18~", "\x1b[20~"]
_OTHER = ["\x1b[24~", "\x03", "\x14", REDRAW, "\x1b1", "\x1b3"]
_PASTES = ["\x1b[200~dán 漢字 👩‍👩‍👧 vào\rhai\x1b[201~", "\x1b[200~" + "dài " * 60 + "\x1b[201~"]
KINDS = [
    (_WORDS, 10),
    (_ODD, 2),
    (_EDITS, 4),
    (_MOVES, 4),
    (_PLACES, 5),
    (_SCREENS, 3),
    (_OTHER, 1),
    (_PASTES, 1),
    (["\x1b"], 2),
]
"""Keys by what they do, and how often they are pressed."""


class Watched:
    """The app on a busy draft in a terminal.

    Args:
        desk: The draft.

    Attributes:
        seen: How often each screen was compared, by the name of its class.
    """

    def __init__(self, desk: BusyDesk) -> None:
        self.desk = desk
        self.seen: Counter[str] = Counter()
        self._out = desk.folder / "picture.json"
        self.terminal = self._start()

    def _start(self, columns: int = 80, rows: int = 24) -> PtyTerminal:
        command = [sys.executable, str(APP), str(self._out), self.desk.draft]
        terminal = PtyTerminal(
            command, columns=columns, rows=rows, env=self.desk.env, cwd=self.desk.folder
        )
        terminal.wait_for("F9 Xuất", timeout=60)
        return terminal

    def close(self) -> None:
        """Hang up."""
        self.terminal.close()

    @property
    def ended(self) -> bool:
        """Whether the app has ended, as at Esc in the list of drafts."""
        return self.terminal.process.poll() is not None

    def restart(self) -> None:
        """Open the draft again where the app has ended in good order."""
        assert self.terminal.process.returncode == 0, self.terminal.text
        columns, rows = self.terminal.screen.columns, self.terminal.screen.lines
        self.terminal.close()
        self.terminal = self._start(columns, rows)

    def picture(self) -> dict[str, Any]:
        """What the screen should look like now."""
        self._out.unlink(missing_ok=True)
        os.kill(self.terminal.process.pid, signal.SIGUSR1)
        self.terminal.wait_for(lambda: self._out.exists() or self.ended, timeout=30)
        if self.ended:
            return {}
        found: dict[str, Any] = json.loads(self._out.read_text())
        return found

    def agree(self, seconds: float = 20.0) -> str:
        """Wait until the terminal shows what a full repaint would, and prove that it does.

        Returns:
            The name of the screen's class; empty where there is nothing to compare.
        """
        end = time.monotonic() + seconds
        while not self.ended:
            wanted = self.picture()
            if not wanted or wanted["bare"]:
                return ""
            self.terminal.pump(0.005)
            live = self.terminal.screen
            if [live.columns, live.lines] == wanted["size"]:
                fresh = repainted(wanted)
                if cells(live) == cells(fresh) and letters(live) == plain(wanted["lines"]):
                    self.seen[wanted["screen"]] += 1
                    return str(wanted["screen"])
                if time.monotonic() > end:
                    raise AssertionError(difference(live, fresh, wanted["lines"]))
            assert time.monotonic() < end, wanted["size"]
            self.terminal.pump(0.02)
        return ""

    def bare(self) -> bool:
        """Whether the terminal is handed over to the mouse."""
        return bool(self.picture().get("bare"))

    def suspend(self) -> None:
        """Ctrl+Z of the shell and `fg`, with other things on the screen between."""
        before = len(self.terminal.log)
        os.kill(self.terminal.process.pid, signal.SIGTSTP)
        self.terminal.wait_for(lambda: b"\x1b[?1049l" in self.terminal.log[before:], timeout=30)
        self.terminal.settle(0.05)
        self.terminal.screen.reset()
        self.terminal.screen.draw("$ fg" * 200)
        os.kill(self.terminal.process.pid, signal.SIGCONT)

    def act(self, chance: random.Random, keys: int) -> None:
        """Press random keys, now and then with a new size, a pause or a redraw."""
        kinds, weights = zip(*KINDS, strict=True)
        picked = chance.choices(kinds, weights, k=keys)
        self.terminal.send("".join(chance.choice(kind) for kind in picked))
        luck = chance.random()
        if luck < 0.12:
            self.terminal.resize(*chance.choice(SIZES))
        elif luck < 0.15 and not self.ended:
            self.agree()
            self.suspend()
        elif luck < 0.2:
            self.agree()
            self.terminal.screen.draw("RÁC" * 100)
            # An Esc that still waits would make another key of Ctrl+L.
            self.terminal.send(f" {REDRAW}")
        if not self.ended and self.bare():
            self.terminal.send("\r")
        if self.agree() == "HomeScreen":
            self.terminal.send("\r")
        if self.ended:
            self.restart()


def difference(live: pyte.Screen, fresh: pyte.Screen, lines: list[str]) -> str:
    """Where a terminal shows something else than a full repaint does."""
    found = []
    for y, line in enumerate(plain(lines)):
        if letters(live)[y] != line:
            found.append(f"row {y}: {letters(live)[y]!r}\n  wanted {line!r}")
        for x, (a, b) in enumerate(zip(cells(live)[y], cells(fresh)[y], strict=True)):
            if a != b:
                found.append(f"row {y}, column {x}: {a}\n  wanted {b}")
                break
    return "\n".join(["the screen is wrong", *found])


def repainted(picture: dict[str, Any]) -> pyte.Screen:
    """A fresh terminal that was sent the whole picture."""
    screen = pyte.Screen(*picture["size"])
    screen.reset_mode(pyte.modes.DECAWM)
    pyte.Stream(screen).feed(picture["repaint"])
    return screen


def cells(screen: pyte.Screen) -> list[list[object]]:
    """Letters with their looks."""
    columns, rows = range(screen.columns), range(screen.lines)
    return [[screen.buffer[y][x] for x in columns] for y in rows]


def letters(screen: pyte.Screen) -> list[str]:
    """The screen as letters, without pyte's second half of wide letters."""
    return plain(
        [
            "".join(screen.buffer[y][x].data for x in range(screen.columns))
            for y in range(screen.lines)
        ]
    )


def plain(lines: list[str]) -> list[str]:
    """Lines without what a terminal does not draw, and without blanks at their ends."""
    return [
        "".join(c for c in line if unicodedata.category(c) not in ("Cf", "Cc")).rstrip()
        for line in lines
    ]
