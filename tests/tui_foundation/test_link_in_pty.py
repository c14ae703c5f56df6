"""The screen over a bad link: resized, garbled, suspended, stalled, cut."""

from __future__ import annotations

import os
import random
import shlex
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tiny_terminal import MakeTiny, Tiny

PICTURE = "\x1bOS"
DUMP = "\x1bOQ"
REDRAW = "\x0c"
ACTIONS = [
    *"aeiouy nghtrc",
    *"áàảãạăằâầđêềơợưữ",
    *["漢", "字", "한", "👍", "e\u0323\u0302", "x\u0323", "—", "“", "\u200b", "½", "①"],
    *["\r", "\r", "\x7f", "\x7f", "\x08", "\x1b[3~"],
    *["\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[H", "\x1b[F", "\x1b[1;2D", "\x1b[1;2A"],
    *["\x1a", "\x19", "\x17", "\x0b", "\x15", "\x01", "\x1bOR", "\t"],
    *[
        "\x1b[200~dán 漢字 👩‍👩‍👧 vào\rhai\x1b[201~",
        "- mục",
        "\x1b[200~" + "dài " * 60 + "\x1b[201~",
    ],
]
SIZES = [(80, 24), (200, 50), (79, 23), (41, 12), (120, 30), (80, 24)]


def shown(tiny: Tiny) -> list[str]:
    """The screen as letters, without pyte's second half of wide letters."""
    return ["".join(c for c in line if c).rstrip() for line in tiny.terminal.screen.display]


def agree(tiny: Tiny) -> None:
    """Wait until the terminal shows what the compositor holds, and prove that it does."""
    tiny.terminal.send(PICTURE)
    wanted = [line.replace("\u200d", "").rstrip() for line in tiny.report()]

    def same() -> bool:
        return [line.replace("\u200d", "") for line in shown(tiny)] == wanted

    try:
        tiny.terminal.wait_for(same, timeout=5)
    except AssertionError:
        assert shown(tiny) == wanted
        raise


def test_the_screen_is_right_after_thousands_of_random_actions(fresh_tiny: Tiny) -> None:
    chance = random.Random(6605)
    terminal = fresh_tiny.terminal
    for _ in range(75):
        terminal.send("".join(chance.choices(ACTIONS, k=40)))
        if chance.random() < 0.2:
            terminal.resize(*chance.choice(SIZES))
            terminal.settle(0.05)
        agree(fresh_tiny)
        if chance.random() < 0.1:
            before = cells(fresh_tiny)
            terminal.screen.reset()
            terminal.send(REDRAW)
            agree(fresh_tiny)
            terminal.settle(0.05)
            assert cells(fresh_tiny) == before
        if chance.random() < 0.3:
            terminal.send(DUMP)
            fresh_tiny.report()


def cells(tiny: Tiny) -> list[list[object]]:
    """Letters with their looks."""
    screen = tiny.terminal.screen
    return [[screen.buffer[y][x] for x in range(screen.columns)] for y in range(screen.lines)]


def test_ctrl_l_repairs_a_garbled_screen(fresh_tiny: Tiny) -> None:
    terminal = fresh_tiny.terminal
    terminal.send("chữ còn đây")
    agree(fresh_tiny)
    terminal.screen.draw("RÁC" * 300)
    terminal.send(REDRAW)
    agree(fresh_tiny)


def test_a_suspended_app_draws_all_of_itself_again(fresh_tiny: Tiny) -> None:
    terminal = fresh_tiny.terminal
    terminal.send("trước khi dừng")
    agree(fresh_tiny)
    os.kill(terminal.process.pid, signal.SIGTSTP)
    terminal.wait_for(lambda: b"\x1b[?1049l" in terminal.log)
    terminal.settle()
    terminal.screen.reset()
    os.kill(terminal.process.pid, signal.SIGCONT)
    terminal.wait_for("trước khi dừng")
    terminal.send(", sau đó")
    agree(fresh_tiny)


def test_a_stalled_link_gets_the_newest_picture_and_not_the_old_ones(fresh_tiny: Tiny) -> None:
    terminal = fresh_tiny.terminal
    terminal.settle()
    before = terminal.received
    text = "gõ chữ trong lúc đường truyền nghẽn "
    for _ in range(12):
        for letter in text:
            os.write(terminal._master, letter.encode())
            time.sleep(0.002)
    time.sleep(0.3)
    agree(fresh_tiny)
    terminal.settle()
    # Sent one by one, each of these keys costs about 200 bytes.
    assert terminal.received - before < 40_000
    terminal.send(DUMP)
    assert fresh_tiny.report()["many"] == text * 12


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_the_app_ends_in_good_order_when_told(fresh_tiny: Tiny, number: signal.Signals) -> None:
    terminal = fresh_tiny.terminal
    terminal.send("dở dang")
    terminal.wait_for("dở dang")
    os.kill(terminal.process.pid, number)
    terminal.wait_for(lambda: b"\x1b[?1049l" in terminal.log)
    assert terminal.process.wait(timeout=10) == 0


def test_the_app_ends_when_the_terminal_goes_away(fresh_tiny: Tiny) -> None:
    terminal = fresh_tiny.terminal
    os.close(terminal._master)
    terminal._master = -1
    assert terminal.process.wait(timeout=10) == 0


def test_leaving_gives_the_terminal_back_as_it_was(fresh_tiny: Tiny) -> None:
    terminal = fresh_tiny.terminal
    terminal.send("\x1b[21~")
    terminal.process.wait(timeout=10)
    terminal.settle()
    tail = bytes(terminal.log).rpartition(b"\x1b[?2004l")
    assert tail[0].endswith(b"\x1b[m")
    assert b"\x1b[?1049l" in tail[2]
    assert b"\x1b[?25h" in tail[2]


@pytest.mark.parametrize("remote", [True, False])
def test_over_ssh_the_mouse_is_left_to_the_terminal(
    make_tiny: MakeTiny, tmp_path: Path, remote: bool
) -> None:
    env = {"SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"} if remote else {}
    tiny = make_tiny(tmp_path / "reports.jsonl", env=env)
    with tiny.terminal as terminal:
        assert (b"\x1b[?1000h" in terminal.log) is not remote
        # Nor is the terminal asked for other keyboards, or for sizes in pixels.
        assert b"u" not in bytes(terminal.log).partition(b"\x1b[>")[2][:6]
        assert b"\x1b[?2048h" not in terminal.log


@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")
def test_tmux_shows_what_the_app_drew_and_a_new_window_size(tmp_path: Path) -> None:
    out = tmp_path / "reports.jsonl"
    out.touch()
    tmux = ["tmux", "-S", str(tmp_path / "socket"), "-f", "/dev/null"]
    here = Path(__file__).parent
    app = f"{shlex.quote(sys.executable)} {here / 'tiny_app.py'} {out}"

    def run(*command: str) -> str:
        done = subprocess.run([*tmux, *command], check=True, capture_output=True, text=True)
        return done.stdout

    def wait_for(text: str) -> list[str]:
        lines: list[str] = []
        for _ in range(200):
            lines = [line.rstrip() for line in run("capture-pane", "-p").splitlines()]
            if text in "\n".join(lines):
                return lines
            time.sleep(0.05)
        raise AssertionError(f"waited in vain for {text!r} in {lines}")

    root = str(here.parents[1])
    env = {"PYTHONPATH": root, "LC_ALL": "C.UTF-8", "PATH": os.environ.get("PATH", "")}
    start = [*tmux, "new-session", "-d", "-x", "80", "-y", "24", app]
    subprocess.run(start, check=True, env={**env, "TERM": "xterm-256color"})
    try:
        wait_for("SẴN SÀNG")
        run("send-keys", "-l", "vie\x7fê\x7fệt 漢字 xong")
        assert wait_for("xong")[1] == "việt 漢字 xong"
        run("resize-window", "-x", "100", "-y", "30")
        run("send-keys", "-l", ", thêm")
        lines = wait_for("thêm")
        run("send-keys", "C-l")
        time.sleep(0.3)
        assert wait_for("thêm") == lines
        assert lines[0] == "SẴN SÀNG"
        assert lines[1] == "việt 漢字 xong, thêm"
    finally:
        subprocess.run([*tmux, "kill-server"], check=False, capture_output=True)
