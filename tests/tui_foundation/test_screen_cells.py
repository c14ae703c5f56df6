"""The difference sent to a terminal leaves it as a full repaint would: seen through pyte."""

from __future__ import annotations

import random

import pyte
import pytest
from rich.cells import cell_len
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style

from cchc_tui.tui.terminal.cells import _PLAIN, Screen
from cchc_tui.tui.terminal.looks import DEFAULT, Look, change_look, look_of

TEXTS = [
    "a",
    " ",
    "Ủy ban nhân dân",
    "漢字",
    "한글 한",
    "e\u0323\u0302x\u0323",
    "│──┐",
    "👍 tốt",
    "—…“”",
    " " * 30,
    "á" * 25,
    "a漢b字c",
    "\u0301a",
]
STYLES = [
    None,
    Style(bold=True),
    Style(reverse=True, color="red"),
    Style(underline=True, italic=True, bgcolor="#203040"),
    Style(color="#ffcc00", bgcolor="#000000", bold=True),
    Style(color="bright_cyan", bgcolor="blue"),
    Style(bgcolor="default"),
]


def emulator(width: int, height: int) -> tuple[pyte.Screen, pyte.Stream]:
    screen = pyte.Screen(width, height)
    screen.reset_mode(pyte.modes.DECAWM)
    return screen, pyte.Stream(screen)


def picture(screen: pyte.Screen) -> list[list[object]]:
    return [[screen.buffer[y][x] for x in range(screen.columns)] for y in range(screen.lines)]


@pytest.mark.parametrize("colours", [ColorSystem.TRUECOLOR, ColorSystem.EIGHT_BIT])
def test_thousands_of_random_drawings_end_as_a_full_repaint_does(colours: ColorSystem) -> None:
    chance = random.Random(11)
    screen, width, height = Screen(), 0, 0
    for step in range(2500):
        if step % 250 == 0:
            width, height = chance.randint(20, 60), chance.randint(3, 10)
            screen.resize(width, height)
            seen, stream = emulator(width, height)
        if chance.random() < 0.01:
            screen.forget()
            seen.reset()
            seen.reset_mode(pyte.modes.DECAWM)
        for _ in range(chance.randint(0, 4)):
            segments = [
                Segment(chance.choice(TEXTS), chance.choice(STYLES))
                for _ in range(chance.randint(1, 3))
            ]
            x = chance.randrange(width)
            end = chance.randint(x, width)
            screen.put(x, chance.randrange(height), segments, end, colours)
        cursor = (chance.randrange(width), chance.randrange(height))
        stream.feed(screen.difference(cursor))
        assert (seen.cursor.x, seen.cursor.y) == cursor
        if step % 25 == 24:
            full, full_stream = emulator(width, height)
            screen.forget()
            full_stream.feed(screen.difference(cursor))
            assert picture(seen) == picture(full)
            seen, stream = full, full_stream


def drawn(width: int, *pieces: tuple[int, str]) -> str:
    screen = Screen()
    screen.resize(width, 1)
    for x, text in pieces:
        screen.put(x, 0, [Segment(text)], width, ColorSystem.TRUECOLOR)
    seen, stream = emulator(width, 1)
    stream.feed(screen.difference((0, 0)))
    return str(seen.display[0])


@pytest.mark.parametrize(
    ("pieces", "line"),
    [
        ([(0, "漢字"), (1, "x")], " x字 "),
        ([(0, "漢字"), (0, "x")], "x 字 "),
        ([(0, "abcde"), (4, "漢")], "abcd "),
        ([(0, "ab\x1b[31mcd")], "ab[31"),
        ([(0, "a\x07\x9b\u202eb")], "ab   "),
        ([(0, "ab"), (2, "\u0323c")], "aḅc  "),
    ],
)
def test_halves_of_wide_letters_and_control_characters_are_left_out(
    pieces: list[tuple[int, str]], line: str
) -> None:
    assert drawn(5, *pieces) == line


def test_nothing_is_sent_when_nothing_changed() -> None:
    screen = Screen()
    screen.resize(20, 2)
    screen.put(0, 0, [Segment("Quý I/2026")], 20, ColorSystem.TRUECOLOR)
    screen.difference((3, 1))
    screen.put(0, 0, [Segment("Quý I/2026")], 20, ColorSystem.TRUECOLOR)
    assert screen.difference((3, 1)) == ""


def test_one_changed_letter_costs_a_jump_and_the_letter() -> None:
    screen = Screen()
    screen.resize(80, 24)
    screen.put(0, 5, [Segment("tiếp nhận 113 hồ sơ")], 80, ColorSystem.TRUECOLOR)
    screen.difference((0, 0))
    screen.put(0, 5, [Segment("tiếp nhận 118 hồ sơ")], 80, ColorSystem.TRUECOLOR)
    assert screen.difference((13, 5)) == "\x1b[6;13H8"


def test_letters_taken_for_narrow_are_narrow_for_textual_too() -> None:
    plain = [chr(code) for code in range(0x20, 0x3000) if _PLAIN.fullmatch(chr(code))]
    assert len(plain) > 800
    assert all(cell_len(letter) == 1 and letter.isprintable() for letter in plain)
    vietnamese = "ẮẰẲẴẶẤẦẨẪẬẾỀỂỄỆỐỒỔỖỘỚỜỞỠỢỨỪỬỮỰỶỸĐđơưăâêô"
    assert all(_PLAIN.fullmatch(letter) for letter in vietnamese)


LOOKS = [
    DEFAULT,
    *[look_of(style, ColorSystem.TRUECOLOR) for style in STYLES],
    Look(0b101, "31", "49"),
    Look(0, "39", "40"),
    Look(0b1000001, "39", "49"),
]


@pytest.mark.parametrize("new", LOOKS)
@pytest.mark.parametrize("old", LOOKS)
def test_a_change_of_look_ends_like_a_fresh_start(old: Look, new: Look) -> None:
    seen, stream = emulator(3, 1)
    stream.feed(change_look(None, old) + "a" + change_look(old, new) + "b")
    alone, other = emulator(3, 1)
    other.feed(change_look(None, new) + "bb")
    assert seen.buffer[0][1] == alone.buffer[0][1]


def test_dropping_dim_keeps_bold() -> None:
    assert change_look(Look(0b11), Look(0b01)) == "\x1b[0;1m"
