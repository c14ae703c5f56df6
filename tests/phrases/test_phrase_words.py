"""Words of phrases and queries; the rule of accents; abbreviations; strokes."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from cchc_tui.domain.paths import packaged
from cchc_tui.domain.problems import Problem
from cchc_tui.phrases.keystrokes import compose
from cchc_tui.phrases.words import (
    Abbreviations,
    load_abbreviations,
    text_words,
    tone_matches,
    word_forms,
)


@pytest.mark.parametrize(
    ("typed", "word", "matches"),
    [
        ("tu", "từ", True),
        ("tu", "tư", True),
        ("tu", "tu", True),
        ("tư", "tư", True),
        ("tư", "từ", False),
        ("tư", "tu", False),
        ("từ", "từ", True),
        ("từ", "tứ", False),
        ("d", "đất", True),
        ("đ", "đất", True),
        ("đ", "dân", False),
        ("cả", "cải", True),
        ("cả", "cài", False),
        ("tiê", "tiêu", True),
        ("tiê", "tiếp", False),
        ("tiep", "tiếp", True),
        ("tiếp", "tiế", False),
    ],
)
def test_a_letter_with_marks_matches_only_itself(typed: str, word: str, matches: bool) -> None:
    assert tone_matches(typed, word) is matches


@pytest.mark.parametrize(
    ("old", "new"), [("hòa", "hoà"), ("thúy", "thuý"), ("khỏe", "khoẻ"), ("HÒA", "Hoà")]
)
def test_both_styles_of_tone_marks_are_one_word(old: str, new: str) -> None:
    assert word_forms(old) == word_forms(new)


@pytest.mark.parametrize("word", ["quý", "hoàn", "của", "mùa", "đuổi"])
def test_words_with_one_place_for_the_tone_stay_as_they_are(word: str) -> None:
    assert word_forms(word)[1] == word
    assert word_forms(unicodedata.normalize("NFD", word)) == word_forms(word)


@pytest.mark.parametrize(
    ("strokes", "word"),
    [
        ("cair", "cải"), ("cachs", "cách"), ("hanhf", "hành"), ("chinhs", "chính"),
        ("thur", "thủ"), ("tucj", "tục"), ("hoof", "hồ"), ("sow", "sơ"), ("ddieenf", "điền"),
        ("nhaanj", "nhận"), ("vieetj", "việt"), ("vietje", "việt"), ("dduwowngf", "đường"),
        ("dduongwf", "đường"), ("nguwoif", "người"), ("cuwus", "cứu"), ("tuw", "tư"),
        ("quys", "quý"), ("giair", "giải"), ("nawm", "năm"), ("toaans", "toấn"), ("CAIR", "cải"),
        ("ca3i", "cải"), ("ca1ch", "cách"), ("ca3", "cả"), ("d9u7o7ng2", "đường"),
        ("tie6p1", "tiếp"), ("na8m", "năm"), ("ho62", "hồ"), ("d9a6t1", "đất"),
    ],
)  # fmt: skip
def test_uncomposed_strokes_give_the_word_meant(strokes: str, word: str) -> None:
    assert compose(strokes) == word


@pytest.mark.parametrize(
    "typed", ["ban", "tthc", "hanh", "xyz", "2026", "q1", "s", "", "ccttth", "cải", "a" * 40, "10"]
)
def test_what_is_no_stroke_of_a_syllable_is_left_alone(typed: str) -> None:
    assert compose(typed) == ""


def abbreviations(tmp_path: Path, source: str) -> tuple[Abbreviations, list[Problem]]:
    (tmp_path / "abbreviations.toml").write_text(source, encoding="utf-8")
    problems: list[Problem] = []
    return load_abbreviations([tmp_path], problems), problems


ENTRIES = """
[[abbreviation]]
short = "TTHC"
long = "thủ tục hành chính"
[[abbreviation]]
short = "TT"
long = ["thông tư", "thanh toán"]
"""


def test_an_abbreviation_in_a_phrase_is_read_as_its_words(tmp_path: Path) -> None:
    known, _ = abbreviations(tmp_path, ENTRIES)
    words = text_words("Rà soát TTHC, TT và tthc", known)
    assert [word.fold for word in words] == [
        "ra", "soat", "thu", "tuc", "hanh", "chinh", "tt", "va", "tthc",
    ]  # fmt: skip
    assert {(word.start, word.end) for word in words[2:6]} == {(8, 12)}


def test_every_meaning_of_an_abbreviation_can_be_typed(tmp_path: Path) -> None:
    known, _ = abbreviations(tmp_path, ENTRIES)
    assert [[fold for fold, _ in words] for words in known.typed["tt"]] == [
        ["thong", "tu"],
        ["thanh", "toan"],
    ]


def test_a_wrong_entry_is_reported_and_the_others_count(tmp_path: Path) -> None:
    known, problems = abbreviations(tmp_path, ENTRIES + '[[abbreviation]]\nshort = "A B"\n')
    assert len(problems) == 1
    assert "tthc" in known.typed
    broken, problems = abbreviations(tmp_path, "[[abbreviation")
    assert len(problems) == 1
    assert broken.typed == {}


def test_the_packaged_list_is_sound() -> None:
    problems: list[Problem] = []
    known = load_abbreviations([packaged("phrasebank")], problems)
    assert problems == []
    assert len(known.meanings) > 100


def test_slots_give_the_words_of_their_name_and_choices_at_their_place() -> None:
    text = "Kết quả {ket_qua:choice(Đạt|chưa đạt)} {{ngoặc}} {so:number}"
    words = text_words(text, Abbreviations())
    assert [text[word.start : word.end] for word in words] == [
        "Kết", "quả", "ket", "qua", "Đạt", "chưa", "đạt", "ngoặc", "so",
    ]  # fmt: skip
    assert words[4].fold == "dat"
