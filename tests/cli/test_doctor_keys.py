"""`cchc doctor --keys` at a real terminal, and without one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from pty_terminal import PtyTerminal

from cchc_tui.services.key_doctor import KEYS

COMMAND = [sys.executable, "-m", "cchc_tui", "doctor", "--keys"]
ROOT = str(Path(__file__).parents[2])


@pytest.mark.skipif(sys.platform == "win32", reason="keys are read from a POSIX terminal")
def test_every_key_is_asked_for_and_the_lost_one_is_named(tmp_path: Path) -> None:
    env = {"CCHC_HOME": str(tmp_path), "PYTHONPATH": ROOT}
    with PtyTerminal(COMMAND, columns=100, rows=60, env=env) as terminal:
        for key in KEYS:
            terminal.wait_for(f"{key.title}?")
            terminal.send("\r" if key.name == "f10" else key.sends[0])
        terminal.wait_for("phím đã hỏi đến được")
        terminal.wait_for(lambda: terminal.process.poll() is not None)
        said = " ".join(terminal.text.split())
        assert f"{len(KEYS) - 1} trên {len(KEYS)} phím" in said
        assert "! phím: F10 không đến." in said
        assert "Dùng Ctrl+Q thay F10." in said
        assert terminal.process.returncode == 1


def test_without_a_terminal_it_says_what_it_needs(tmp_path: Path) -> None:
    done = subprocess.run(
        COMMAND,
        env={"CCHC_HOME": str(tmp_path), "PYTHONPATH": ROOT, "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert "hãy chạy ngay trong terminal" in done.stderr.decode()


def test_doctor_tells_of_the_clipboard_and_of_the_keys(tmp_path: Path) -> None:
    env = {"CCHC_HOME": str(tmp_path), "PYTHONPATH": ROOT, "SSH_CONNECTION": "a"}
    with PtyTerminal(COMMAND[:-1], columns=120, rows=60, env=env) as terminal:
        terminal.wait_for(lambda: terminal.process.poll() is not None)
        terminal.settle()
        said = " ".join(terminal.text.split())
        assert "Sao chép ra ngoài (Ctrl+C): gửi tới terminal bằng OSC 52" in said
        assert "cchc doctor --keys" in said
