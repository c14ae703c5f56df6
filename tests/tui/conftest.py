"""A desk for the app: a short kind with every sort of question, and a clock that stands."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from cchc_tui.domain.paths import Places
from cchc_tui.services.workspace import Workspace

DESK = Path(__file__).parent / "desk"
NOW = datetime(2026, 3, 16, 10, 42, tzinfo=timezone(timedelta(hours=7)))
KIND = "bao-cao-thu"
AGENCY = "mau-so-noi-vu"


@pytest.fixture
def places(isolated: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    """Where everything is, with the short kind among the agency's own files."""
    shutil.copytree(DESK, isolated / "shared")
    monkeypatch.setenv("CCHC_AGENCY_DIR", str(isolated / "shared"))
    monkeypatch.chdir(isolated)
    return Places.from_env()


@pytest.fixture
def desk(places: Places) -> Iterator[Workspace]:
    """A workspace at a fixed moment."""
    workspace = Workspace(places, clock=lambda: NOW, author="Cán bộ thử")
    yield workspace
    workspace.close()


@pytest.fixture
def draft(desk: Workspace) -> str:
    """An empty draft of the short kind."""
    return desk.create_draft(KIND, "2026-Q1", AGENCY).id
