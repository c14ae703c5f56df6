from __future__ import annotations

import pytest

from cchc_tui.domain.numbering import LETTERS, HeadingCounter, letter, numbered, roman


@pytest.mark.parametrize(
    ("number", "written"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (49, "XLIX"), (90, "XC")]
)
def test_roman_numerals(number: int, written: str) -> None:
    assert roman(number) == written


def test_letters_follow_the_vietnamese_alphabet_with_đ_after_d() -> None:
    assert " ".join(letter(at) for at in range(1, 24)) == (
        "a b c d đ e g h i k l m n o p q r s t u v x y"
    )
    assert not set("fjwz") & set(LETTERS)


def test_letters_go_on_after_the_last() -> None:
    assert [letter(23), letter(24), letter(25)] == ["y", "aa", "ab"]


@pytest.mark.parametrize(
    ("style", "ordinals", "printed"),
    [
        ("I.", [2], "II."),
        ("1.", [2, 3], "3."),
        ("1.1.", [2, 3, 4], "3.4."),
        ("1.1.1.", [2, 3, 4, 5], "3.4.5."),
        ("I.1.", [2, 3], "II.3."),
        ("a)", [1, 1, 5], "đ)"),
        ("A.", [2], "B."),
        ("Phần I", [3], "Phần III"),
        ("-", [1], "-"),
        ("", [1], ""),
        ("1.1.", [1, 0, 2], "2."),
    ],
)
def test_a_style_is_written_as_its_first_number(
    style: str, ordinals: list[int], printed: str
) -> None:
    assert numbered(style, ordinals) == printed


def test_a_heading_starts_the_levels_below_it_afresh() -> None:
    counter = HeadingCounter()
    levels = [
        (1, "I."),
        (2, "1."),
        (3, "1.1."),
        (3, "1.1."),
        (2, "1."),
        (3, "1.1."),
        (1, "I."),
        (2, "1."),
    ]
    assert [counter.number(level, style) for level, style in levels] == [
        "I.", "1.", "1.1.", "1.2.", "2.", "2.1.", "II.", "1.",
    ]  # fmt: skip


def test_a_heading_without_number_is_not_counted() -> None:
    counter = HeadingCounter()
    assert [counter.number(1, style) for style in ("I.", "", "I.")] == ["I.", "", "II."]
