"""Apps in a pseudo-terminal, started once for many tests."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from tiny_terminal import MakeTiny, Tiny


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


@pytest.fixture
def make_tiny() -> MakeTiny:
    return Tiny
