"""The tiny app of `tests/tui_foundation` in a terminal, and what it reports."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pty_terminal import PtyTerminal

ROOT = Path(__file__).parents[2]


class Tiny:
    """The tiny app in a terminal, and what it reports."""

    def __init__(self, out: Path, **options: Any) -> None:
        self.out = out
        out.touch()
        self.seen = 0
        env = {"PYTHONPATH": str(ROOT), **options.pop("env", {})}
        argv = [sys.executable, str(ROOT / "tests" / "tui_foundation" / "tiny_app.py"), str(out)]
        self.terminal = PtyTerminal(argv, env=env, **options)
        self.terminal.wait_for("SẴN SÀNG")
        self.terminal.settle(0.05)

    def report(self) -> Any:
        """Wait for the next thing that the app reports."""
        self.terminal.wait_for(lambda: self.out.read_text().count("\n") > self.seen)
        self.seen += 1
        return json.loads(self.out.read_text().splitlines()[self.seen - 1])


MakeTiny = Callable[..., Tiny]
