from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_tui.tui.terminal.input import PASTE_END, PASTE_PATIENCE, PASTE_START, Decoder, Door


def decoded(*reads: bytes) -> str:
    decoder = Decoder()
    return "".join(map(decoder.feed, reads))


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("tiếng Việt".encode(), "tiếng Việt"),
        (b"caf\xe9 au lait", "caf\ufffd au lait"),
        (b"\x1b[M !\xc8ab", "ab"),
        (b"\x1b[M\xc3\xa9\xc3\xa9", "\ufffd"),
        (b"a\x1b[M   b\x1b[M###c", "abc"),
        (b"\x1b[A\x1b[<0;3;4M", "\x1b[A\x1b[<0;3;4M"),
        (b"\x1b", "\x1b"),
    ],
)
def test_bytes_become_text_and_old_mouse_reports_nothing(data: bytes, text: str) -> None:
    assert decoded(data) == text


@given(
    st.lists(
        st.sampled_from(["ệ".encode(), b"a", b"\x1b[M!!\xff", b"\x1b[A", "漢".encode()]), max_size=9
    ),
    st.data(),
)
def test_it_does_not_matter_where_reads_are_cut(pieces: list[bytes], data: st.DataObject) -> None:
    whole = b"".join(pieces)
    expected = whole.replace(b"\x1b[M!!\xff", b"").decode()
    # A report cut within its first three bytes cannot be told from keys in time.
    cuts = [n for n in range(len(whole) + 1) if not whole[:n].endswith((b"\x1b", b"\x1b["))]
    at = data.draw(st.sampled_from(cuts))
    assert decoded(whole[:at], whole[at:]) == expected


@given(st.lists(st.binary(max_size=20), max_size=8))
def test_no_bytes_at_all_stop_the_decoder(reads: list[bytes]) -> None:
    decoder = Decoder()
    for read in reads:
        decoder.feed(read)
    # An unfinished mouse report or letter takes at most three more bytes with it.
    assert decoder.feed(b"....nghe").endswith("nghe")


def through(door: Door, *texts: str) -> list[tuple[bool, str]]:
    return [piece for text in texts for piece in door.feed(text, 0.0)]


def test_keys_and_pastes_are_told_apart() -> None:
    assert through(Door(), f"a{PASTE_START}dán\r\x1b[Avào{PASTE_END}b{PASTE_START}{PASTE_END}") == [
        (False, "a"),
        (True, "dán\r\x1b[Avào"),
        (False, "b"),
        (True, ""),
    ]


@given(st.integers(min_value=0), st.text("a\x1b[20~", max_size=8))
def test_a_paste_may_be_cut_anywhere(at: int, inside: str) -> None:
    stream = f"x{PASTE_START}{inside}|{PASTE_END}y"
    at %= len(stream)
    if stream[:at].endswith(("\x1b", "\x1b[")) and at < len(PASTE_START) + 1:
        return  # The Esc key must pass at once.
    pieces = through(Door(), stream[:at], stream[at:])
    assert "".join(text for pasted, text in pieces if pasted) == f"{inside}|"
    assert "".join(text for pasted, text in pieces if not pasted) == "xy"


def test_the_esc_key_is_never_held_back() -> None:
    assert through(Door(), "\x1b") == [(False, "\x1b")]
    assert through(Door(), "\x1b[") == [(False, "\x1b[")]


def test_a_paste_that_never_ends_is_taken_as_it_came() -> None:
    door = Door()
    assert list(door.feed(f"{PASTE_START}nửa chừng", 10.0)) == []
    assert list(door.tick(10.0 + PASTE_PATIENCE)) == []
    assert list(door.tick(10.1 + PASTE_PATIENCE)) == [(True, "nửa chừng")]
    assert list(door.feed("nghe", 20.0)) == [(False, "nghe")]
