"""Telex through a real terminal: bursts, other input methods, pastes, what a key costs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from test_typing_in_pty import BS, DEL, DUMP, OTHER, bursts

if TYPE_CHECKING:
    from tiny_terminal import Tiny

TELEX, STATE = "\x1b[17~", "\x1b[18~"
SENTENCE = "Thuwcj hieenj Quyeets ddinhj soos 15/2020/NDD-CP trong Windows, next."
WRITTEN = "Thực hiện Quyết định số 15/2020/NĐ-CP trong Windows, next."


@pytest.fixture
def typing(tiny: Tiny) -> Iterator[Tiny]:
    """The app with Telex on, and off again afterwards."""
    state(tiny)
    tiny.terminal.send(TELEX)
    yield tiny
    tiny.terminal.send("ê" + DUMP)
    tiny.report()


def state(tiny: Tiny) -> Any:
    tiny.terminal.send(STATE)
    return tiny.report()


def test_a_sentence_in_one_read_is_composed_letter_by_letter(typing: Tiny) -> None:
    typing.terminal.send(SENTENCE + OTHER + SENTENCE + OTHER + DUMP)
    assert typing.report() == {"many": WRITTEN, "one": WRITTEN}


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("vieejt" + DEL + "n" + DEL * 3 + "ieenr", "viển"),
        ("hoas\x1b[Df\x1b[Cs", "hóa"),
        ("duongdwf" + DEL * 5 + "ddi", "đi"),
        ("tieengs vieejt\x17nam", "tiếng nam"),
        ("tieengs vieejt\x1a\x19", "tiếng việt"),
        ("dduowngf\x1a", ""),
        ("test" + BS, "té"),
    ],
    ids=["backspace", "arrows", "whole word", "ctrl+w", "redo", "undo", "the other backspace"],
)
def test_corrections_leave_nothing_out_of_step(typing: Tiny, keys: str, text: str) -> None:
    typing.terminal.send(keys + DUMP)
    assert typing.report()["many"] == text


def test_a_paste_is_never_transformed_and_goes_as_one_step(typing: Tiny) -> None:
    pasted = "aas dd w https Vieejt " * 60_000
    assert len(pasted) > 1_000_000
    typing.terminal.send(f"as\x1b[200~{pasted}\x07\x1b[31m\x1b[201~" + DUMP)
    assert typing.report()["many"] == "á" + pasted
    typing.terminal.send("as \x1b[200~dd\x1b[201~\x1a" + DUMP)
    assert typing.report()["many"] == "á "
    typing.terminal.send("\x1b[200~hoa\x1b[201~f" + DUMP)
    assert typing.report()["many"] == "hòa"


PLAIN_UNTIL_COMPOSED = [
    name for name, (pieces, _) in bursts(DEL).items() if "whole word again" not in name
]


@pytest.mark.parametrize("name", PLAIN_UNTIL_COMPOSED)
@pytest.mark.parametrize("rub", [BS, DEL], ids=["08", "7f"])
def test_another_input_method_turns_it_off_and_its_text_is_right(
    tiny: Tiny, name: str, rub: str
) -> None:
    pieces, text = bursts(rub)[name]
    tiny.terminal.send(TELEX)
    for piece in pieces:
        tiny.terminal.send(piece)
    tiny.terminal.send(DUMP)
    assert tiny.report()["many"] == text
    assert not state(tiny)["telex"]


@pytest.mark.parametrize(
    ("read", "seen"),
    [(DEL + "a", 1), (DEL * 2 + "an", 1), (BS + "a", 1), ("a" + DEL, 0), ("ab" + DEL + "c", 0)],
)
def test_a_read_of_backspaces_and_letters_is_told_of(tiny: Tiny, read: str, seen: int) -> None:
    state(tiny)
    tiny.terminal.settle(0.05)
    tiny.terminal.send(read)
    tiny.terminal.settle(0.05)
    assert state(tiny)["bursts"] == seen
    tiny.terminal.send(DUMP)
    tiny.report()


def test_a_key_that_changes_letters_before_the_cursor_costs_one_small_write(typing: Tiny) -> None:
    terminal = typing.terminal
    terminal.send(OTHER + "a ")
    terminal.settle()
    costs = []
    for letter in "dduowngf":
        received, writes = terminal.received, terminal.writes
        terminal.send(letter)
        terminal.settle(0.1)
        costs.append((terminal.received - received, terminal.writes - writes))
    assert all(size <= 64 and writes == 1 for size, writes in costs), costs
    terminal.send(DUMP)
    assert typing.report()["one"] == "a đường"
    terminal.send(OTHER)
