"""The real app is sparing of the link, on a draft with findings, stale places, earlier periods."""

from __future__ import annotations

import os
import select
from collections.abc import Iterator
from pathlib import Path

import pytest
from busy_desk import FIGURE, PROSE, BusyDesk
from pty_terminal import PtyTerminal

END, F12, REDRAW = "\x1b[F", "\x1b[24~", "\x0c"
HELD_BY_THE_SYSTEM = 24 * 1024
"""Bytes that a pseudo-terminal nobody reads takes in before its writer has to wait, at most."""


@pytest.fixture
def desk(tmp_path: Path) -> BusyDesk:
    return BusyDesk(tmp_path)


@pytest.fixture
def opened(desk: BusyDesk, request: pytest.FixtureRequest) -> Iterator[PtyTerminal]:
    columns, rows = getattr(request, "param", (80, 24))
    env = {**desk.env, "SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"}
    with PtyTerminal(
        desk.command, columns=columns, rows=rows, env=env, cwd=desk.folder
    ) as terminal:
        terminal.wait_for("F9 Xuất", timeout=60)
        terminal.wait_for("CH01")  # The draft has been checked.
        terminal.settle(1.0)
        yield terminal


def press(terminal: PtyTerminal, key: str) -> tuple[int, int]:
    """Press a key: bytes and writes that it costs."""
    size, writes = terminal.received, terminal.writes
    terminal.send(key)
    terminal.wait_for(lambda: terminal.received > size)
    terminal.settle(0.12)
    return terminal.received - size, terminal.writes - writes


def assert_sparing(costs: list[tuple[int, int]], most: int) -> None:
    """One write a key; now and then another, where the title tells that the text was saved."""
    writes = sorted(count for _, count in costs)
    assert writes[-2] == 1, costs
    assert writes[-1] <= 2, costs
    sizes = sorted(size for size, _ in costs)
    assert sizes[len(sizes) // 2] <= most, costs


def assert_idle(terminal: PtyTerminal, seconds: float = 2.0) -> None:
    """Not a byte, though the draft is checked, watched for other officers and kept."""
    terminal.settle(1.0)
    before = len(terminal.log)
    terminal.settle(seconds, seconds)
    assert not bytes(terminal.log[before:])


@pytest.mark.parametrize("opened", [(80, 24), (140, 40)], ids=["80x24", "140x40"], indirect=True)
def test_a_key_is_one_write_and_idling_costs_nothing(opened: PtyTerminal) -> None:
    assert_idle(opened)
    opened.send(END)
    for key in " a b ":  # The bank of phrases is opened.
        press(opened, key)
    opened.settle(2.0)
    assert_sparing([press(opened, key) for key in "cac phong tiep nhan"], 400)
    assert_idle(opened)
    opened.send(F12)
    opened.wait_for("Gõ tiếng Việt: Telex")
    opened.wait_for(lambda: "Gõ tiếng Việt" not in opened.text)
    assert_sparing([press(opened, key) for key in " tieeps nhaanj"], 400)
    assert_idle(opened)


def test_a_session_holds_no_library_that_it_has_no_use_for(opened: PtyTerminal) -> None:
    press(opened, "t")
    mapped = Path(f"/proc/{opened.process.pid}/maps").read_text(encoding="ascii")
    assert "_sqlite3" in mapped
    # OpenSSL, for which an offline program has no use, and what reads Word files.
    for name in ("libcrypto", "libssl", "_ssl.", "_hashlib.", "lxml", "_elementtree"):
        assert name not in mapped, name


def test_a_figure_beside_earlier_periods_is_one_write_a_key(desk: BusyDesk) -> None:
    work = desk.workspace()
    desk.at(FIGURE, work)
    work.close()
    with PtyTerminal(desk.command, env=desk.env, cwd=desk.folder) as terminal:
        terminal.wait_for("cùng kỳ", timeout=60)
        terminal.wait_for("KT04")  # The draft has been checked.
        assert_idle(terminal)
        assert_sparing([press(terminal, key) for key in "12\x7f\x7f350\x7f1"], 200)
        terminal.wait_for("tăng 247 so với cùng kỳ")
        assert_idle(terminal)


def write_unread(terminal: PtyTerminal, keys: str) -> None:
    """Type without reading what comes back."""
    data = keys.encode()
    while data:
        _, writable, _ = select.select([], [terminal._master], [], 30)
        assert writable, "keys are not taken any more"
        data = data[os.write(terminal._master, data[:256]) :]


def wait_saved(desk: BusyDesk, terminal: PtyTerminal, text: str) -> None:
    """Wait until the text of the field is on disk; the terminal is not read."""
    work = desk.workspace()
    try:
        for _ in range(600):
            typed = work.typing(desk.draft).get(PROSE)
            if typed is not None and text in typed.text:
                return
            select.select([], [], [], 0.05)
        raise AssertionError(
            f"{text!r} was not saved: …{work.typing(desk.draft)[PROSE].text[-400:]}"
        )
    finally:
        work.close()


def memory(terminal: PtyTerminal) -> int:
    """KiB that the app has resident."""
    status = Path(f"/proc/{terminal.process.pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0])


def test_copying_on_a_blocked_link_stops_no_key(desk: BusyDesk, opened: PtyTerminal) -> None:
    opened.send(END)
    opened.settle(0.5)
    write_unread(opened, "\x1b[200~" + "một đoạn dài được dán vào " * 60 + "\x1b[201~")
    wait_saved(desk, opened, "được dán vào")
    copies = 80  # Textual's writer lets thirty texts wait.
    for number in range(copies):
        write_unread(opened, f"{number % 10}\x03")
    write_unread(opened, " xong")
    wait_saved(desk, opened, " xong")
    before = len(opened.log)
    opened.wait_for(" xong")
    opened.settle(0.5)
    assert 0 < bytes(opened.log[before:]).count(b"\x1b]52;c;") < copies / 2


def test_on_a_blocked_link_frames_are_dropped_and_keys_are_taken(
    desk: BusyDesk, opened: PtyTerminal
) -> None:
    before = opened.received
    opened.send(REDRAW)
    opened.settle(0.5)
    full = opened.received - before
    opened.send(END)
    opened.settle(0.5)
    write_unread(opened, " chữ\x7f\x7f\x7f\x7f" * 120 + " mốc một")
    wait_saved(desk, opened, "mốc một")
    resident = memory(opened)
    write_unread(opened, " nữa\x7f\x7f\x7f\x7f" * 120 + " hai")
    wait_saved(desk, opened, "mốc một hai")
    assert memory(opened) - resident < 8 * 1024
    before = opened.received
    opened.wait_for("mốc một hai")
    opened.settle(0.5)
    assert opened.received - before <= HELD_BY_THE_SYSTEM + 2 * full
