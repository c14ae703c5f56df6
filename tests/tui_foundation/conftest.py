"""Apps in a pseudo-terminal, started once for many tests."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "support"))

from pty_terminal import PtyTerminal  # noqa: E402 - found by the line above


class Tiny:
    """The tiny app in a terminal, and what it reports."""

    def __init__(self, out: Path, **options: Any) -> None:
        self.out = out
        out.touch()
        self.seen = 0
        env = {"PYTHONPATH": str(HERE.parents[1]), **options.pop("env", {})}
        argv = [sys.executable, str(HERE / "tiny_app.py"), str(out)]
        self.terminal = PtyTerminal(argv, env=env, **options)
        self.terminal.wait_for("SẴN SÀNG")
        self.terminal.settle(0.05)

    def report(self) -> Any:
        """Wait for the next thing that the app reports."""
        self.terminal.wait_for(lambda: self.out.read_text().count("\n") > self.seen)
        self.seen += 1
        return json.loads(self.out.read_text().splitlines()[self.seen - 1])


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tiny]:
    app = Tiny(tmp_path_factory.mktemp("tiny") / "reports.jsonl")
    yield app
    app.terminal.close()


@pytest.fixture
def fresh_tiny(tmp_path: Path) -> Iterator[Tiny]:
    app = Tiny(tmp_path / "reports.jsonl")
    yield app
    app.terminal.close()


MakeTiny = Callable[..., Tiny]


@pytest.fixture
def make_tiny() -> MakeTiny:
    return Tiny
