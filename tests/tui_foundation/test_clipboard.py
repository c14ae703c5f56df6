"""Text gets out of the app: by which way, in what form, and what is said of it."""

from __future__ import annotations

import asyncio
import base64
import re
from pathlib import Path

import pytest
from tiny_terminal import MakeTiny, Tiny

from cchc_tui.services.clipboard_ways import OSC52_BYTES, Way, clipboard_ways
from cchc_tui.services.terminal_report import look_at_terminal
from cchc_tui.tui.terminal.clipboard import bring_out, osc52

SSH = {"SSH_CONNECTION": "1.2.3.4 5 6.7.8.9 22"}
XTERM = {"TERM": "xterm-256color"}
ALL = ("wl-copy", "xclip", "xsel", "pbcopy", "clip.exe", "tmux")
NASTY = "Đúng hạn 98,5%\n\x1b]52;c;eA==\x07 & <b> {{ x }} “ệ” \U0001f600"


@pytest.mark.parametrize(
    ("env", "tools", "platform", "order", "tool"),
    [
        (XTERM, ALL, "linux", [Way.TERMINAL], ()),
        (XTERM | {"DISPLAY": ":0"}, ALL, "linux", [Way.TOOL, Way.TERMINAL], ("xclip",)),
        (XTERM | {"DISPLAY": ":0"}, ("xsel",), "linux", [Way.TOOL, Way.TERMINAL], ("xsel",)),
        (XTERM | {"DISPLAY": ":0"}, (), "linux", [Way.TERMINAL], ()),
        (XTERM | {"WAYLAND_DISPLAY": "w"}, ALL, "linux", [Way.TOOL, Way.TERMINAL], ("wl-copy",)),
        (XTERM, ALL, "darwin", [Way.TOOL, Way.TERMINAL], ("pbcopy",)),
        (XTERM | {"WSL_DISTRO_NAME": "U"}, ALL, "linux", [Way.TOOL, Way.TERMINAL], ("clip.exe",)),
        (XTERM | SSH | {"DISPLAY": ":10"}, ALL, "linux", [Way.TERMINAL], ()),
        (XTERM | SSH | {"TMUX": "/tmp/x,1,0"}, ALL, "linux", [Way.TMUX], ()),
        (XTERM | SSH | {"TMUX": "/tmp/x,1,0"}, (), "linux", [Way.TERMINAL], ()),
        (XTERM | SSH | {"STY": "1.pts"}, ALL, "linux", [Way.TERMINAL], ()),
        ({"TERM": "linux"}, (), "linux", [], ()),
        (SSH | {"TERM": "putty-256color"}, (), "linux", [], ()),
        (XTERM | {"TERM_PROGRAM": "Apple_Terminal"}, (), "darwin", [], ()),
        ({}, (), "linux", [], ()),
    ],
)
def test_the_ways_fit_the_place(
    env: dict[str, str], tools: tuple[str, ...], platform: str, order: list[Way], tool: tuple[str]
) -> None:
    found = clipboard_ways(
        look_at_terminal(env), env, lambda name: name if name in tools else None, platform
    )
    assert list(found.order) == [*order, Way.SHOWN]
    assert found.tool[:1] == tool
    assert found.remark().ok is bool(order)
    assert "Ctrl+C" in found.remark().text


def test_osc_52_carries_the_text_and_nothing_else_of_it() -> None:
    found = re.fullmatch(r"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07", osc52(NASTY))
    assert found
    assert base64.b64decode(found[1]).decode() == NASTY


def test_in_tmux_it_is_wrapped_to_pass_through() -> None:
    wrapped = osc52(NASTY, "tmux")
    assert wrapped.startswith("\x1bPtmux;\x1b\x1b]52;c;")
    assert wrapped.endswith("\x07\x1b\\")


def test_in_screen_it_goes_in_pieces_that_screen_takes() -> None:
    wrapped = osc52(NASTY * 40, "screen")
    pieces = re.findall(r"\x1bP(.*?)\x1b\\", wrapped, re.DOTALL)
    assert max(map(len, pieces)) <= 768 - 4
    assert "".join(pieces) == osc52(NASTY * 40)


@pytest.fixture
def plain_link(monkeypatch: pytest.MonkeyPatch) -> None:
    """A session over SSH in a terminal of which nothing is known."""
    for name in ("TMUX", "STY", "DISPLAY", "WAYLAND_DISPLAY", "TERM_PROGRAM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SSH_CONNECTION", "1.2.3.4 5 6.7.8.9 22")
    monkeypatch.setenv("TERM", "xterm-256color")


@pytest.mark.usefixtures("plain_link")
def test_more_than_terminals_take_is_shown() -> None:
    for size, way in ((OSC52_BYTES, Way.TERMINAL), (OSC52_BYTES + 1, Way.SHOWN)):
        written: list[str] = []
        assert asyncio.run(bring_out("a" * size, written.append)) is way
        assert sum(map(len, written)) <= 100_000
        assert bool(written) is (way is Way.TERMINAL)


@pytest.mark.parametrize(
    ("script", "way"),
    [
        ("cat > out", Way.TOOL),
        ("cat > /dev/null; exit 1", Way.TERMINAL),
        ("exit 3", Way.TERMINAL),
    ],
)
@pytest.mark.usefixtures("plain_link")
def test_a_local_tool_that_fails_gives_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, way: Way
) -> None:
    tool = tmp_path / "wl-copy"
    tool.write_text(f"#!/bin/sh\n{script}\n")
    tool.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SSH_CONNECTION")
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    written: list[str] = []
    assert asyncio.run(bring_out(NASTY, written.append)) is way
    assert bool(written) is (way is Way.TERMINAL)
    if way is Way.TOOL:
        assert (tmp_path / "out").read_text(encoding="utf-8") == NASTY


@pytest.mark.usefixtures("plain_link")
def test_windows_reads_utf_16(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tool = tmp_path / "clip.exe"
    tool.write_text("#!/bin/sh\ncat > out\n")
    tool.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SSH_CONNECTION")
    monkeypatch.setenv("WSL_DISTRO_NAME", "Ubuntu")
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert asyncio.run(bring_out(NASTY, print)) is Way.TOOL
    assert (tmp_path / "out").read_bytes().decode("utf-16") == NASTY


COPY, MARK_ALL, TEXT = "\x03", "\x01", "Đúng hạn 98,5%, đạt yêu cầu"


def test_the_terminal_gets_what_is_marked_and_it_is_said(
    make_tiny: MakeTiny, tmp_path: Path
) -> None:
    tiny: Tiny = make_tiny(tmp_path / "out", env=SSH)
    with tiny.terminal as terminal:
        terminal.send(TEXT + MARK_ALL + COPY)
        terminal.wait_for("OSC 52")
        assert osc52(TEXT).encode() in bytes(terminal.log)
        assert "\x1b]52" not in terminal.text


def test_copied_again_it_stands_alone_on_the_bare_screen_until_enter(
    make_tiny: MakeTiny, tmp_path: Path
) -> None:
    tiny: Tiny = make_tiny(tmp_path / "out", env=SSH | {"TERM": "putty-256color"})
    line = "Một dòng dài hơn màn hình " * 8
    with tiny.terminal as terminal:
        terminal.send(line + MARK_ALL + COPY)
        terminal.wait_for("bôi đen")
        log = bytes(terminal.log)
        shown = log[log.rindex(b"\x1b[?1049l") :].decode()
        assert line in shown, "not cut where the screen ends"
        assert "\x1b[?7h" in shown
        assert "mẫu câu số" not in shown
        terminal.wait_for("quay lại")
        terminal.settle()
        before = terminal.received
        terminal.settle(0.5)
        assert terminal.received == before, "nothing is drawn over it"
        terminal.send("\r")
        terminal.wait_for("SẴN SÀNG")
        terminal.wait_for(lambda: "bôi đen" not in terminal.text)
        terminal.send("\x1bOF!\x1bOQ")
        assert tiny.report()["many"] == line + "!"
