from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_tui.tui.widgets.typing_rules import (
    compose,
    is_letter,
    letter_end,
    letter_start,
    list_mark,
    pasted,
    phrase_piece,
)


@pytest.mark.parametrize(
    ("before", "typed", "result"),
    [
        ("viê", "\u0323", (1, "ệ")),
        ("o", "\u031b\u0301", (1, "ớ")),
        ("x\u0323", "\u0301", (2, "x\u0323\u0301")),
        ("", "\u0301", (0, "\u0301")),
        ("ab", "c", (0, "c")),
        ("ab", "e\u0302\u0301", (0, "ế")),
        ("ab", "", (0, "")),
    ],
)
def test_loose_marks_join_the_letter_before(
    before: str, typed: str, result: tuple[int, str]
) -> None:
    assert compose(before, typed) == result


@given(st.text("aeiouăâêôơưđ \u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031bx", max_size=30))
def test_typing_letter_by_letter_ends_composed(text: str) -> None:
    line = ""
    for character in text:
        taken, put = compose(line, character)
        line = line[: len(line) - taken] + put
    assert line == unicodedata.normalize("NFC", text)


def test_letters_are_stepped_over_with_their_marks() -> None:
    line = "ax\u0323\u0301b"
    assert letter_start(line, 4) == 1
    assert letter_start(line, 1) == 0
    assert letter_start(line, 0) == 0
    assert letter_end(line, 1) == 4
    assert letter_end(line, 5) == 5


@pytest.mark.parametrize(
    ("text", "many", "one"),
    [
        ("một\r\nhai\rba", "một\nhai\nba", "một hai ba"),
        ("  a \n\n  b ", "  a \n\n  b ", "a b"),
        (" giữ khoảng ", " giữ khoảng ", " giữ khoảng "),
        ("a\x1b[31mđỏ\x1b[0m\x07", "ađỏ", "ađỏ"),
        ("\x1b]52;c;aGk=\x07x\x1b]0;t\x1b\\y", "xy", "xy"),
        ("e\u0302\u0301\u202ea\ue000", "ếa", "ếa"),
        ("{{ x }}{% raw %}*_#|<&>", "{{ x }}{% raw %}*_#|<&>", "{{ x }}{% raw %}*_#|<&>"),
        ("a\tb\x00c", "a bc", "a bc"),
    ],
)
def test_pastes_keep_words_and_lose_control(text: str, many: str, one: str) -> None:
    assert pasted(text, multiline=True) == many
    assert pasted(text, multiline=False) == one


@given(st.text(max_size=200))
def test_no_paste_brings_control_characters_in(text: str) -> None:
    done = pasted(text, multiline=True)
    assert all(c == "\n" or unicodedata.category(c) not in ("Cc", "Cs", "Co") for c in done)
    assert "\n" not in pasted(text, multiline=False)
    assert unicodedata.is_normalized("NFC", done)


def test_a_piece_of_a_phrase_keeps_its_blanks() -> None:
    assert phrase_piece(" a\n b ", multiline=False) == " a b "


@pytest.mark.parametrize(
    ("before", "mark"),
    [
        ("- một", "- "),
        ("  + hai", "  + "),
        ("* ba", "* "),
        ("-liền", ""),
        ("một - hai", ""),
        ("", ""),
        ("- ", "- "),
    ],
)
def test_a_new_line_goes_on_with_the_mark_of_the_list(before: str, mark: str) -> None:
    assert list_mark(before) == mark


@pytest.mark.parametrize(
    ("character", "yes"),
    [
        *[("a", True), ("ệ", True), ("\u0301", True), ("\u200b", True), ("\u202f", True)],
        *[("\x1b", False), ("\t", False), ("", False), (None, False)],
    ],
)
def test_text_is_told_from_keys(character: str | None, yes: bool) -> None:
    assert is_letter(character) is yes
