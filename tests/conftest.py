"""Every test runs in an empty home of its own, at a fixed time zone, without a user's files."""

from __future__ import annotations

import os
import time
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

_UNSET = (
    "CCHC_AGENCY_DIR",
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
    "XDG_STATE_HOME",
    "XDG_CACHE_HOME",
    "NO_COLOR",
    "COLORTERM",
)


Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)


@pytest.fixture(autouse=True)
def isolated(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """The home directory of this test; `CCHC_HOME` is `cchc` in it."""
    home = tmp_path_factory.mktemp("home")
    for name in _UNSET:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("CCHC_HOME", str(home / "cchc"))
    monkeypatch.setenv("TZ", "<+07>-7")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    time.tzset()
    yield home
    monkeypatch.undo()
    time.tzset()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """With `CCHC_TEST_ALL=1` a test that was skipped has failed."""
    report = yield
    return report if hasattr(report, "wasxfail") else _not_skipped(report)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """So has a whole file of tests."""
    return _not_skipped((yield))


def _not_skipped(report: Report) -> Report:
    if os.environ.get("CCHC_TEST_ALL") == "1" and report.skipped:
        report.outcome = "failed"
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.longrepr = f"CCHC_TEST_ALL=1, and a skipped test is a failure: {reason}"
    return report
