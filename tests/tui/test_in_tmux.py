"""The installed command in a real terminal under tmux, at 80x24: type, kill, come back, export."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from cchc_tui.domain.paths import Places
from cchc_tui.services.workspace import Workspace

TMUX = shutil.which("tmux")
pytestmark = pytest.mark.skipif(TMUX is None, reason="tmux is not installed")
SIZE = ("COLUMNS", "LINES")
TEXT = "Tiếp nhận đủ hồ sơ"


class Tmux:
    """One tmux server of its own with one window."""

    def __init__(self, home: Path, width: int = 80, height: int = 24) -> None:
        self._socket = f"cchc-{uuid.uuid4().hex[:12]}"
        self._home = home
        self.run("-f", os.devnull, "new-session", "-d", "-x", str(width), "-y", str(height))
        self.run("set", "-g", "status", "off")

    def run(self, *arguments: str) -> str:
        """Run a command of this server."""
        assert TMUX is not None
        # pytest-xdist tells its workers a size of its own; the app shall ask the terminal.
        env = {name: text for name, text in os.environ.items() if name not in SIZE}
        env |= {"LC_ALL": "C.UTF-8", "TERM": "xterm-256color", "TMUX_TMPDIR": "/tmp"}
        done = subprocess.run(
            [TMUX, "-L", self._socket, *arguments],
            env=env,
            capture_output=True,
            check=True,
            cwd=self._home,
        )
        return done.stdout.decode()

    def close(self) -> None:
        """End the server and everything in it."""
        self.run("kill-server")

    def start(self, *arguments: str) -> None:
        """Run the app in place of what runs in the window."""
        command = [sys.executable, "-m", "cchc_tui", *arguments]
        self.run("respawn-pane", "-k", "-c", str(self._home), *command)

    def keys(self, *keys: str) -> None:
        """Press keys by tmux's names."""
        self.run("send-keys", *keys)

    def type(self, text: str) -> None:
        """Type a text as an input method does, letter by letter."""
        self.run("send-keys", "-l", text)

    @property
    def screen(self) -> str:
        """What a person would see."""
        return self.run("capture-pane", "-p")

    @property
    def cursor(self) -> tuple[int, int]:
        """Column and row of the cursor."""
        column, row = self.run("display", "-p", "#{cursor_x} #{cursor_y}").split()
        return int(column), int(row)

    @property
    def dead(self) -> bool:
        """Whether the app has ended."""
        return self.run("display", "-p", "#{pane_dead}").strip() == "1"

    @property
    def pid(self) -> int:
        """Process of the app."""
        return int(self.run("display", "-p", "#{pane_pid}"))

    def until(self, wanted: str | Callable[[], bool], seconds: float = 45.0) -> None:
        """Wait until a text stands on the screen or a condition holds."""
        end = time.monotonic() + seconds
        while not (wanted in self.screen if isinstance(wanted, str) else wanted()):
            if time.monotonic() > end:
                raise AssertionError(f"waited in vain for {wanted!r}; the screen:\n{self.screen}")
            time.sleep(0.05)


@pytest.fixture
def tmux(isolated: Path, places: Places, monkeypatch: pytest.MonkeyPatch) -> Iterator[Tmux]:
    monkeypatch.setenv("CCHC_AUTHOR", "Cán bộ thử")
    terminal = Tmux(isolated)
    terminal.run("set", "-g", "remain-on-exit", "on")
    yield terminal
    terminal.close()


def typed_on_disk(places: Places, draft: str) -> str:
    """What the store holds of unfinished texts, read by another process."""
    other = Workspace(places, author="Cán bộ thử")
    try:
        return " ".join(one.text for one in other.typing(draft).values())
    finally:
        other.store.close()


def test_typed_text_survives_a_kill_and_the_report_is_exported(
    tmux: Tmux, places: Places, isolated: Path, draft: str, desk: Workspace
) -> None:
    desk.close()
    tmux.start("open", draft)
    tmux.until("Tình hình chung trong kỳ?")
    tmux.type(TEXT)
    tmux.until(TEXT)
    tmux.keys("Left", "Left", "Left")
    tmux.type("ư")
    tmux.until("hồư sơ")
    tmux.until(lambda: "hồư sơ" in typed_on_disk(places, draft))
    cursor = tmux.cursor
    os.kill(tmux.pid, signal.SIGKILL)
    tmux.until(lambda: tmux.dead)

    tmux.start("open", draft)
    tmux.until("hồư sơ")
    tmux.until(lambda: tmux.cursor == cursor)
    tmux.keys("BSpace", "End")
    tmux.type(" đúng hẹn")
    tmux.until(f"{TEXT} đúng hẹn")

    tmux.keys("F9")
    tmux.until("Xuất báo cáo")
    tmux.keys("Enter")
    tmux.until("Vẫn xuất?")  # not everything is answered
    tmux.keys("Down", "Enter")
    tmux.until("Đã xuất:")
    tmux.keys("Escape")
    tmux.until(lambda: "Xuất báo cáo" not in tmux.screen)
    tmux.keys("F10")
    tmux.until(lambda: tmux.dead)
    (made,) = isolated.glob("*.docx")
    assert f"{TEXT} đúng hẹn" in ZipFile(made).read("word/document.xml").decode()


def test_the_window_is_resized_while_the_app_runs(tmux: Tmux, desk: Workspace, draft: str) -> None:
    desk.close()
    tmux.start("open", draft)
    tmux.until("Tình hình chung trong kỳ?")
    tmux.run("resize-window", "-x", "140", "-y", "40")
    tmux.until("I. TÌNH HÌNH CHUNG")
    tmux.run("resize-window", "-x", "80", "-y", "24")
    tmux.until(lambda: "I. TÌNH HÌNH CHUNG" not in tmux.screen)
    tmux.until("F9 Xuất")
    lines = tmux.screen.splitlines()
    assert lines[0].startswith(" Báo cáo thử · Quý I/2026")
