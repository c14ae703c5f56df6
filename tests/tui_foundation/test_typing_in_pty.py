"""Vietnamese input methods as they come through a real terminal, burst for burst."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tiny_terminal import Tiny

DUMP = "\x1bOQ"
OTHER = "\x1bOR"
BS, DEL = "\x08", "\x7f"


def bursts(rub: str) -> dict[str, tuple[list[str], str]]:
    """What input methods send for a text: bursts, and the text. `rub` is their backspace."""
    return {
        "UniKey, Telex vieejt": (["v", "i", "e", f"{rub}ê", f"{rub}ệ", "t"], "việt"),
        "UniKey, tone after the word": (
            ["t", "i", "e", f"{rub}ê", "n", "g", f"{rub * 3}ếng", " "],
            "tiếng ",
        ),
        "UniKey, dd and uw": (
            ["d", f"{rub}đ", "u", f"{rub}ư", "o", f"{rub * 2}ươ", "c", f"{rub * 2}ợc"],
            "được",
        ),
        "UniKey, undone by a third letter": (["a", f"{rub}â", f"{rub}aa"], "aa"),
        "EVKey, invisible letter first": (["n", "g", "u", f"\u200b{rub}{rub}ũ"], "ngũ"),
        "OpenKey, narrow space first": (["k", "y", f"\u202f{rub}{rub}ỳ"], "kỳ"),
        "ibus-bamboo, whole word again": (
            ["t", "h", "u", "r", f"{rub * 4}thủ", " ", "t", "u", "c", f"{rub * 3}tục"],
            "thủ tục",
        ),
        "ibus-bamboo, decomposed commit": (["n", "a", f"{rub}a\u0306", "m"], "năm"),
        "Windows Telex, word at a time": (["quý", " ", "này"], "quý này"),
        "Windows Telex, rewritten": (["hoa", f"{rub * 2}oà", " bình"], "hoà bình"),
        "Windows Vietnamese layout": (
            ["ca", "\u0309", "i ca", "\u0301", "ch ha", "\u0300", "nh chi", "\u0301", "nh"],
            "cải cách hành chính",
        ),
        "Windows layout on precomposed letters": (["â", "\u0301", "m ơ", "\u0323"], "ấm ợ"),
        "marks in any order": (["o", "\u0323", "\u0302", " u\u031b\u0303"], "ộ ữ"),
        "rubbing out a composed letter": (["ê", "\u0301", f"{rub}e", "\u0309"], "ẻ"),
        "macOS, decomposed": ([unicodedata.normalize("NFD", "Ủy ban nhân dân")], "Ủy ban nhân dân"),
    }


CASES = [
    pytest.param(burst, text, one_read, id=f"{name} ({key}, {'one read' if one_read else 'reads'})")
    for key, rub in (("08", BS), ("7f", DEL))
    for name, (burst, text) in bursts(rub).items()
    for one_read in (True, False)
]


@pytest.mark.parametrize(("burst", "text", "one_read"), CASES)
def test_what_an_input_method_sends_comes_out_as_typed(
    tiny: Tiny, burst: list[str], text: str, one_read: bool
) -> None:
    for pieces in (burst, [OTHER], burst, [OTHER, DUMP]):
        if one_read:
            tiny.terminal.send("".join(pieces))
        else:
            for piece in pieces:
                tiny.terminal.send(piece)
    assert tiny.report() == {"many": text, "one": text}
    assert unicodedata.is_normalized("NFC", text)


def test_keys_typed_ahead_of_a_tab_land_in_their_own_fields(tiny: Tiny) -> None:
    tiny.terminal.send("12\t34\x1b[Z5\t6\t" + DUMP)
    assert tiny.report() == {"many": "125", "one": "346"}


def test_keys_typed_ahead_of_a_dialog_land_in_it(tiny: Tiny) -> None:
    tiny.terminal.send("a\x1b[15~vie\x7fê\x7fệt\rb\x1b[15~hai\r" + DUMP)
    assert tiny.report() == {"many": "aviệtbhai", "one": ""}


def test_alt_and_a_digit_type_nothing(tiny: Tiny) -> None:
    tiny.terminal.send("".join(f"a\x1b{digit}" for digit in range(10)) + DUMP)
    assert tiny.report()["many"] == "a" * 10


def test_a_paste_arrives_whole_and_goes_as_one_step(tiny: Tiny) -> None:
    lines = [f"dòng thứ {n} của văn bản dán vào" for n in range(20_000)]
    tiny.terminal.send("đầu \x1b[200~" + "\r\n".join(lines) + "\x1b[201~" + DUMP)
    assert tiny.report()["many"] == "đầu " + "\n".join(lines)
    tiny.terminal.send("đầu \x1b[200~a\r\x1b[31mb\x07\x1b[201~\x1a" + DUMP)
    assert tiny.report()["many"] == "đầu "


def test_a_paste_into_one_line_keeps_every_line(tiny: Tiny) -> None:
    tiny.terminal.send(OTHER + "\x1b[200~một\r\n  hai\n\nba\x1b[201~" + OTHER + DUMP)
    assert tiny.report()["one"] == "một hai ba"


@pytest.mark.parametrize(
    ("noise", "left"),
    [
        (b"\xe9", "\ufffd"),
        (b"caf\xe9 ", "caf\ufffd "),
        (b"\x1b[M !\xc8", ""),
        (b"\x1b[M\xe0\xc8\xe9", ""),
        (b"\x1b[M \xc3\xa9", ""),
        (b"\x1b[M \xe1\xbb", ""),
        (b"\xff\xfe\x00", "\ufffd\ufffd"),
        (b"\xed\xa0\x80", "\ufffd\ufffd\ufffd"),
    ],
)
def test_no_byte_leaves_the_app_deaf(tiny: Tiny, noise: bytes, left: str) -> None:
    tiny.terminal.send(noise)
    tiny.terminal.send("nghe được" + DUMP)
    assert tiny.report()["many"] == left + "nghe được"


def test_a_key_with_unchanged_suggestions_costs_one_small_write(tiny: Tiny) -> None:
    terminal = tiny.terminal
    terminal.send(OTHER + "a")
    terminal.settle()
    costs = []
    for letter in "bcdeg":
        bytes_before, writes_before = terminal.received, terminal.writes
        terminal.send(letter)
        terminal.settle(0.1)
        costs.append((terminal.received - bytes_before, terminal.writes - writes_before))
    assert all(size <= 64 and writes == 1 for size, writes in costs), costs
    before = terminal.received
    terminal.settle(1.0)
    assert terminal.received == before
    terminal.send(OTHER + DUMP)
    assert tiny.report()["one"] == "abcdeg"


def test_a_key_with_new_suggestions_costs_one_write(tiny: Tiny) -> None:
    terminal = tiny.terminal
    terminal.settle()
    before, writes = terminal.received, terminal.writes
    terminal.send("x")
    terminal.settle()
    assert terminal.writes - writes == 1
    assert terminal.received - before < 1000
    terminal.send(DUMP)
    tiny.report()
