from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_tui.domain.text import (
    clean_line,
    clean_text,
    fold,
    fold_with_map,
    lower_first,
    nearest,
    slug,
    syllables,
    upper_first,
)


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("Tiê\u0301p nhận", "Tiếp nhận"),
        ("a\r\nb\rc\u2028d\x0be\x85f", "a\nb\nc\nd\ne\nf"),
        ("a\tb", "a b"),
        ("a\x00\x1b[31mb\x7f\x9b", "a[31mb"),
        ("\u202eabc\u202c\u200f\u2066x\u2069", "abcx"),
        ("a\u200bb\u200dc\ufeff\xad\u2060", "abc"),
        ("a\ue000" + "1\ue001\uf8ff\U000f0000\U00100000", "a1"),
        ("a\ud800b\udfff", "ab"),
        ("a\ufffe\uffff\ufdd0\U000e0041", "a"),
        ("{{ x }} {% y %} *_#| & < >", "{{ x }} {% y %} *_#| & < >"),
        ("giữ\xa0nguyên – “ngoặc”", "giữ\xa0nguyên – “ngoặc”"),
        ("ký 🖊 tên", "ký 🖊 tên"),
    ],
)
def test_cleaning_drops_what_no_report_may_hold(typed: str, cleaned: str) -> None:
    assert clean_text(typed) == cleaned


def test_a_line_has_no_line_ends_and_bare_ends() -> None:
    assert clean_line("  một\r\nhai\n") == "một hai"


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean_text(text)
    assert clean_text(once) == once
    assert clean_line(clean_line(text)) == clean_line(text)
    assert unicodedata.is_normalized("NFC", once)
    assert not any(unicodedata.category(c) in ("Cc", "Cs", "Co") for c in once if c != "\n")
    once.encode("utf-8")


def test_a_megabyte_is_cleaned_whole() -> None:
    assert len(clean_text("ế\u202e" * 500_000)) == 500_000


def test_folding_drops_marks_case_and_the_bar_of_d() -> None:
    assert fold("ĐẶNG Thị Huệ, đường Nguyễn Huệ") == "dang thi hue, duong nguyen hue"
    assert fold("Ưu điểm – “tốt”") == 'uu diem - "tot"'


LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyAĂÂĐEÊIOÔƠUƯY"
TONES = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]


def test_every_vietnamese_letter_folds_to_its_ascii_letter_composed_or_not() -> None:
    base = str.maketrans("ăâđêôơưĂÂĐÊÔƠƯ", "aadeoouaadeoou")
    for letter in LETTERS:
        for tone in TONES:
            wanted = letter.translate(base).lower()
            assert fold(unicodedata.normalize("NFC", letter + tone)) == wanted
            assert fold(unicodedata.normalize("NFD", letter + tone)) == wanted


@given(st.text())
def test_folding_is_stable_and_blind_to_normal_forms(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(st.text())
def test_the_map_leads_from_folded_text_back_to_the_original(text: str) -> None:
    folded, origins = fold_with_map(text)
    assert len(folded) == len(origins)
    assert origins == sorted(origins)
    for char, origin in zip(folded, origins, strict=True):
        assert char in fold(text[origin])


def test_the_map_steps_over_combining_marks() -> None:
    assert fold_with_map("e\u0302\u0301a…b") == ("ea...b", [0, 3, 4, 4, 4, 5])
    assert fold_with_map("Tiếp") == ("tiep", [0, 1, 2, 3])


def test_syllables_are_words_and_whole_figures() -> None:
    assert syllables("Đã nhận 15.613 hồ sơ (28,42%), quý I/2026.") == [
        "Đã", "nhận", "15.613", "hồ", "sơ", "28,42", "quý", "I", "2026",
    ]  # fmt: skip
    assert syllables(unicodedata.normalize("NFD", "tiếp")) == ["tiếp"]
    assert syllables("  ") == []


def test_first_letters_change_case_alone() -> None:
    assert upper_first("đã làm") == "Đã làm"
    assert lower_first("Đã làm") == "đã làm"
    assert lower_first("UBND tỉnh") == "UBND tỉnh"
    assert upper_first("") == lower_first("") == ""


def test_the_nearest_name_is_found_without_marks_and_nothing_far_is_offered() -> None:
    assert nearest("requird", ["type", "required"]) == "required"
    assert nearest("Hồ sơ", ["ho_so", "van_ban"]) == "ho_so"
    assert nearest("zzz", ["ho_so", "van_ban"]) is None
    assert nearest("x", []) is None


def test_a_slug_is_an_id() -> None:
    assert slug("Sở Tư pháp (tỉnh Khánh Hòa)") == "so-tu-phap-tinh-khanh-hoa"
    assert slug("!!!") == ""
