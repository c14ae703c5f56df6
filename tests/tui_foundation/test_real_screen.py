"""What the terminal shows of the real app is what a full repaint would show, whatever happened."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from busy_desk import BusyDesk
from watched import Watched, letters

F2, F4, F5, F12 = "\x1bOQ", "\x1bOS", "\x1b[15~", "\x1b[24~"
ESC, ENTER, END, UNDO, COPY = "\x1b", "\r", "\x1b[F", "\x1a", "\x03"
PAGE_UP, PAGE_DOWN = "\x1b[5~", "\x1b[6~"


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    app = Watched(BusyDesk(tmp_path))
    yield app
    app.close()


def test_the_screen_is_right_after_hundreds_of_random_keys(watched: Watched) -> None:
    chance = random.Random(2026)
    for _ in range(20):
        watched.act(chance, 30)
    assert sum(watched.seen.values()) > 10
    assert len(watched.seen) > 3


STEPS = [
    (END + " 漢字 한글 👍 xong", "👍 xong"),
    ("e\u0323\u0302m ơ\u0301i½", "ệm ới½"),
    (F12, "· Telex"),
    ("", "Gõ tiếng Việt: Telex"),
    (" tieengs", "tiếng"),
    (COPY, "Sao chép"),
    (F12 + F12, "Đã tắt"),
    (UNDO, "Cảnh báo"),
    ("\x0e", "Trong kỳ có kiểm tra không?"),
    ("\x0e", "Số hồ sơ tiếp nhận trong kỳ?"),
    ("\x0e", "Số hồ sơ đã giải quyết"),
    ("\x07", "kỳ trước: 12"),
    ("", "Đánh giá tiến độ chung?"),
    (F5, "Soát"),
    ("\x1b[B\x1b[B", ""),
    (ESC, "Đánh giá tiến độ chung?"),
    (F4, "Xem trước"),
    (PAGE_DOWN, ""),
    (ESC, "Đánh giá tiến độ chung?"),
    (F2 + "so lieu qua cac ky", "Số liệu qua các kỳ"),
    (ENTER, "Esc Đóng"),
    (ESC, "Đánh giá tiến độ chung?"),
    (PAGE_UP * 2 + "12", "cùng kỳ"),
    (PAGE_DOWN, "Số hồ sơ đã giải quyết"),
]
"""Keys, and what then stands on the screen: wide and combined letters, messages, marks in the
title, stale places, findings, other screens, the comparison with earlier periods."""


@pytest.mark.parametrize("size", [(80, 24), (140, 40)], ids=["80x24", "140x40"])
def test_the_screen_is_right_at_every_step_of_a_session(
    watched: Watched, size: tuple[int, int]
) -> None:
    terminal = watched.terminal
    terminal.resize(*size)
    for keys, shown in STEPS:
        terminal.send(keys)
        terminal.wait_for(partial(shows, watched, shown))
        watched.agree()
    terminal.resize(61, 15)
    watched.agree()
    terminal.send(F2)
    watched.agree()
    terminal.resize(*size)
    watched.agree()
    watched.suspend()
    watched.agree()
    terminal.send(ESC)
    terminal.wait_for("Số hồ sơ đã giải quyết")
    watched.agree()


def test_ctrl_l_repairs_a_garbled_dialog(watched: Watched) -> None:
    terminal = watched.terminal
    terminal.send("\x1b[20~")
    terminal.wait_for("Xuất báo cáo")
    watched.agree()
    terminal.screen.draw("RÁC" * 100)
    terminal.send("\x0c")
    watched.agree()


def shows(watched: Watched, text: str) -> bool:
    """Whether a text stands on the screen, pyte's second half of wide letters left out."""
    return any(text in line for line in letters(watched.terminal.screen))


def test_messages_come_and_go_without_a_trace(watched: Watched) -> None:
    terminal = watched.terminal
    terminal.send(END)
    watched.agree()
    terminal.settle(1.5)
    before = terminal.lines
    terminal.send(COPY)
    terminal.wait_for("Sao chép")
    watched.agree()
    terminal.wait_for(lambda: "Sao chép" not in terminal.text, timeout=20)
    watched.agree()
    assert terminal.lines == before
