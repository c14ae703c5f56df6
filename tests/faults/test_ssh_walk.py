"""A session through real ssh and tmux: from the sample report to the file, cut in between."""

from __future__ import annotations

import json
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from busy_desk import AUTHOR, ROOT
from pty_terminal import PtyTerminal
from ssh_server import SshServer

from cchc_tui.domain.paths import Places
from cchc_tui.services.workspace import Workspace

TMUX = shutil.which("tmux")
pytestmark = pytest.mark.skipif(TMUX is None, reason="tmux is not installed")

F2, F4, F9, F10 = "\x1bOQ", "\x1bOS", "\x1b[20~", "\x1b[21~"
END_OF_TEXT, ENTER, ESC, DETACH = "\x1b[1;5F", "\r", "\x1b", "\x02d"
APP = [sys.executable, "-m", "cchc_tui"]
FIRST = "\n- Bộ phận Một cửa tiếp nhận hồ sơ ở cả năm xã miền núi;"
SECOND = " người già, người khuyết tật được phục vụ tại nhà."


class Remote:
    """An account at the other end, with a tmux in which the app runs."""

    def __init__(self, server: SshServer, folder: Path) -> None:
        self.server = server
        self.folder = folder
        self.env: Mapping[str, str] = {
            "CCHC_HOME": str(folder / "cchc"),
            "CCHC_AUTHOR": AUTHOR,
            "PYTHONPATH": str(ROOT),
            "HOME": str(folder),
            "LC_ALL": "C.UTF-8",
        }
        self._tmux = [str(TMUX), "-S", str(folder / "tmux"), "-f", "/dev/null"]

    def begin(self) -> PtyTerminal:
        """Log in and begin a session with the app."""
        return self._log_in("new-session", "-s", "cchc", "-c", str(self.folder), shlex.join(APP))

    def attach(self) -> PtyTerminal:
        """Log in again and take up the session."""
        return self._log_in("attach-session", "-d", "-t", "cchc")

    def _log_in(self, *words: str) -> PtyTerminal:
        return PtyTerminal(self.server.command([*self._tmux, *words], self.env))

    def run(self, *words: str) -> bytes:
        """What a command of the app prints, through ssh without a terminal."""
        command = self.server.command([*APP, *words], self.env, tty=False)
        return subprocess.run(command, check=True, capture_output=True, timeout=120).stdout

    def typed(self, draft: str) -> str:
        """Everything of a draft that is typed and no answer yet."""
        work = Workspace(Places.from_env(self.env), author=AUTHOR)
        try:
            return " ".join(one.text for one in work.typing(draft).values())
        finally:
            work.close()

    def close(self) -> None:
        """End the tmux, and the app in it."""
        subprocess.run([*self._tmux, "kill-server"], check=False, capture_output=True)


@pytest.fixture
def remote(server: SshServer, tmp_path: Path) -> Iterator[Remote]:
    account = Remote(server, tmp_path)
    yield account
    account.close()


def type_bytes(terminal: PtyTerminal, text: str) -> None:
    """Type a text byte by byte: every Vietnamese letter is cut into two or three reads."""
    for byte in text.encode():
        terminal.send(bytes([byte]))
        terminal.pump(0.002)


def shows(terminal: PtyTerminal, text: str) -> bool:
    """Whether a text stands in the field, however its lines are broken."""
    rows = (line.rpartition("│")[2].rstrip(" ▁▂▃▄▅▆▇█") for line in terminal.lines)
    return "".join(text.split()) in "".join("".join(rows).split())


def wait_typed(remote: Remote, draft: str, text: str) -> None:
    end = time.monotonic() + 30
    while text.strip() not in remote.typed(draft):
        assert time.monotonic() < end, remote.typed(draft)
        time.sleep(0.1)


def body(docx: bytes) -> bytes:
    """The text of a Word file, as it is in it."""
    return ZipFile(BytesIO(docx)).read("word/document.xml")


def test_a_report_is_written_over_ssh_in_tmux_cut_and_fetched(remote: Remote) -> None:
    with remote.begin() as terminal:
        terminal.wait_for("F4  Mở báo cáo mẫu", timeout=60)
        terminal.send(F4)
        terminal.wait_for("F9 Xuất", timeout=60)
        terminal.send(F2)
        terminal.wait_for("Enter Thực hiện")
        type_bytes(terminal, "ưu điểm")
        terminal.wait_for("› 1. Những ưu điểm")
        terminal.send(ENTER)
        terminal.wait_for("Những kết quả nổi bật, ưu điểm trong kỳ?")
        terminal.send(END_OF_TEXT)
        type_bytes(terminal, FIRST)
        terminal.wait_for(lambda: shows(terminal, FIRST))
        terminal.send(DETACH)
        terminal.wait_for(lambda: terminal.process.poll() is not None)
    (listed,) = json.loads(remote.run("drafts", "--json"))
    draft = listed["id"]

    with remote.attach() as terminal:
        terminal.wait_for(lambda: shows(terminal, FIRST), timeout=60)
        type_bytes(terminal, SECOND)
        terminal.wait_for(lambda: shows(terminal, FIRST + SECOND))
        terminal.process.kill()  # As when a laptop is closed.
    wait_typed(remote, draft, (FIRST + SECOND).strip())

    with remote.attach() as terminal:
        terminal.wait_for(lambda: shows(terminal, FIRST + SECOND), timeout=60)
        terminal.send(F9)
        terminal.wait_for("Xuất báo cáo")
        terminal.send(ENTER)
        terminal.wait_for("Đã xuất:", timeout=60)
        terminal.send(ESC)
        terminal.wait_for(lambda: "Xuất báo cáo" not in terminal.text)
        terminal.send(F10)
        terminal.wait_for(lambda: terminal.process.poll() is not None, timeout=30)

    (written,) = remote.folder.glob("*.docx")
    fetched = remote.run("export", draft, "-o", "-")
    assert body(fetched) == body(written.read_bytes())
    assert SECOND.strip() in body(fetched).decode()
