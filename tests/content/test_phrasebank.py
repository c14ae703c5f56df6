"""What every packaged phrase must be: readable, typed, spelled, placed, dated, one of a kind."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from rapidfuzz import fuzz

from cchc_tui.domain.citations import parse_citation
from cchc_tui.domain.paths import Layer, packaged
from cchc_tui.domain.syllables import is_vietnamese_syllable, parse_syllable
from cchc_tui.domain.text import fold, syllables
from cchc_tui.interview.kinds import Library, QuestionType
from cchc_tui.interview.loader import load_library
from cchc_tui.interview.names import CONTEXT_NAMES
from cchc_tui.phrases.bank import Phrase, bank_files, load_phrases
from cchc_tui.phrases.slots import PIECE, Slot, parse_slots

NOT_SYLLABLES = frozenset(["Internet", "VNeID", "ISO", "QR"])
"""Words of official texts that are not Vietnamese syllables."""

SLOT_OF_QUESTION = {
    QuestionType.NUMBER: {"number", "year"},
    QuestionType.PERCENT: {"percent"},
    QuestionType.MONEY: {"money"},
    QuestionType.DATE: {"date"},
    QuestionType.CITATIONS: {"citation"},
    QuestionType.TEXT: {"text", "list", "citation"},
    QuestionType.CHOICE: {"text", "choice"},
    QuestionType.PROSE: {"text", "list"},
}
"""Which slots may take the name of a question: their value must be of its type."""

CITATION_KEY = re.compile(r"^\d+(?:/\d{4})?[/-][A-ZĐ0-9]+(?:[/-][A-ZĐa-z]+)*$")
TODAY = date(2026, 11, 21)
LAST_DAY_OF_DISTRICTS = date(2025, 6, 30)
FIRST_TWO_TIER_DAY = date(2025, 7, 1)
LAST_DAYS = {
    "61/2018/NĐ-CP": date(2025, 6, 30),
    "42/2022/NĐ-CP": date(2026, 6, 30),
    "130/2005/NĐ-CP": date(2026, 4, 30),
    "117/2013/NĐ-CP": date(2026, 4, 30),
    "13/2023/NĐ-CP": date(2025, 12, 31),
}
"""Last day of decrees that phrases name."""

MISSPELT = (
    "hàng năm", "hàng tháng", "hàng quý", "đảm bảo", "nề nếp", "phản ánh kiến nghị",
    "thi đua khen thưởng", "sửa đổi bổ sung", "sở, ban ngành", "cổng dịch vụ công quốc gia",
    "kỷ luật kỷ cương", "uản lý Nhà nước", "công chức viên chức", "bộ phận một cửa",
    "bộ phận Một cửa", "Bộ phận một cửa", "cơ chế Một cửa", "Cổng Dịch vụ công Quốc gia",
)  # fmt: skip
"""Variants of fixed terms that reports mix up; the bank has one form of each."""

OFFICIAL_NAMES = (
    "bộ chỉ số chỉ đạo, điều hành và đánh giá chất lượng phục vụ người dân, doanh nghiệp",
    "học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh",
)
"""Names that anyone must write word for word."""


@cache
def bank() -> dict[str, Phrase]:
    return load_phrases([Layer("packaged", packaged("phrasebank"))])


@cache
def library() -> Library:
    return load_library({"prompts": [packaged("prompts")], "templates": [packaged("templates")]})


@cache
def spoken(phrase: Phrase) -> str:
    """The text with its choices spelled out and the other slots taken out."""
    return PIECE.sub(lambda m: " " + (m["choices"] or "").replace("|", " ") + " ", phrase.text)


def slots() -> Iterator[tuple[Phrase, Slot]]:
    for one in bank().values():
        for slot in parse_slots(one.text):
            yield one, slot


def matching(pattern: str) -> list[str]:
    return [one.id for one in bank().values() if re.search(pattern, spoken(one))]


def test_the_bank_has_at_least_five_hundred_phrases_in_force() -> None:
    assert sum(one.in_force(TODAY) for one in bank().values()) >= 500


def test_every_file_says_how_its_phrases_end() -> None:
    for path in bank_files(packaged("phrasebank")):
        if path.name not in ("abbreviations.toml", "terms.toml"):
            head = path.read_text("utf-8").partition("schema = 1")[0]
            assert "dấu chấm" in head, path.name


def test_texts_and_keywords_are_composed_and_have_clean_blanks() -> None:
    for one in bank().values():
        for text in (one.text, *one.keywords):
            assert text == unicodedata.normalize("NFC", text), one.id
            assert text == " ".join(text.split()), one.id
            assert not re.search(r" [,.;:)]|\( |\"|\.\.", text), one.id


def test_every_word_can_be_vietnamese() -> None:
    odd = {
        (one.id, word)
        for one in bank().values()
        for word in syllables(re.sub(r"\d+[-/][\w/-]+", " ", spoken(one)))
        if not word[0].isdigit() and word not in NOT_SYLLABLES and not is_vietnamese_syllable(word)
    }
    assert not odd


def test_tone_marks_stand_the_older_way_in_the_whole_bank() -> None:
    newer = {
        (one.id, word)
        for one in bank().values()
        for word in syllables(spoken(one))
        if (parts := parse_syllable(word)) is not None and parts.placement == "new"
    }
    assert not newer


def test_slots_are_named_in_one_way() -> None:
    for one, slot in slots():
        written = one.text[slot.start + 1 : slot.end - 1].partition(":")[0]
        assert re.fullmatch(r"[a-z][a-z0-9_]*", written), one.id


def test_a_slot_has_one_type_in_the_whole_bank() -> None:
    """The last value given for a name is offered again, so a name means one kind of value.

    A choice offers its own values, so it may share the name of a text.
    """
    types: dict[str, set[str]] = {}
    for _, slot in slots():
        types.setdefault(slot.name, set()).add(slot.type.replace("choice", "text"))
    assert not {name: kinds for name, kinds in types.items() if len(kinds) > 1}


def test_a_slot_named_as_a_question_takes_its_kind_of_answer() -> None:
    for one, slot in slots():
        question = library().questions.get(slot.name)
        if question is not None:
            assert slot.type in SLOT_OF_QUESTION.get(question.type, set()), (one.id, slot.name)
        if slot.name in CONTEXT_NAMES:
            assert slot.type == "text", (one.id, slot.name)


def test_the_bank_uses_every_type_of_value_an_officer_fills_in() -> None:
    used = {slot.type for _, slot in slots()}
    assert used >= {"text", "number", "percent", "money", "date", "citation", "choice", "list"}


def test_the_sections_named_are_in_the_library() -> None:
    for one in bank().values():
        assert set(one.sections) <= set(library().sections), one.id


def test_every_section_a_kind_uses_has_three_phrases_of_its_own() -> None:
    used = {node.use for kind in library().kinds.values() for node in kind.sections if node.use}
    count = Counter(
        section for one in bank().values() if one.in_force(TODAY) for section in one.sections
    )
    assert not {section: count[section] for section in used if count[section] < 3}


def test_a_phrase_ends_as_a_sentence_or_as_a_part_of_one() -> None:
    """Names of reports and states of a task stand alone, as titles and cells."""
    for one in bank().values():
        first, last = one.text[0], one.text[-1]
        if first.islower():
            assert last not in ".;:", one.id
        elif first in "(-":
            assert last == {"(": ")", "-": ";"}[first], one.id
        elif first.isupper() and not {"the-thuc", "pl.tien-do"} & set(one.sections):
            assert last in ".:", one.id


def test_no_phrase_names_a_person_or_an_address() -> None:
    assert not matching(r"\b(?:Ông|Bà|ông|bà|đồng chí|anh|chị)\s+[A-ZĐÀ-Ỹ]")
    assert not matching(r"(?:\d[ .]?){8,}|@|https?:")
    assert not matching(r"\b(?:tôi|chúng tôi|chúng ta)\b")


def test_official_words_are_written_as_the_decree_wants() -> None:
    """Nghị định 30/2020/NĐ-CP, Phụ lục II, mục V: Nhân dân; and one form of each fixed term."""
    assert not matching(r"(?<!Ủy ban )(?<!Hội đồng )(?<!Tòa án )nhân dân")
    assert not matching("|".join(MISSPELT))
    assert not matching(r"\b(?:Khoản|Điểm) \d|\bđiều \d|\b(?:nghị định|quyết định) số \d")


def test_dates_and_successors_agree() -> None:
    for one in bank().values():
        if one.valid_from and one.valid_to:
            assert one.valid_from < one.valid_to, one.id
        assert bool(one.valid_to) == bool(one.superseded_by), one.id
        if one.superseded_by and one.valid_to:
            after = bank()[one.superseded_by]
            assert after.in_force(TODAY), one.id
            assert after.valid_from is None or after.valid_from > one.valid_to, one.id
            assert set(after.sections) & set(one.sections), one.id


def test_a_basis_is_the_number_of_a_document() -> None:
    for one in bank().values():
        if one.basis:
            assert CITATION_KEY.match(one.basis), one.id
            assert parse_citation(f"Nghị định số {one.basis}").number == one.basis


def test_district_wording_ends_with_the_districts() -> None:
    """Luật Tổ chức chính quyền địa phương 72/2025/QH15: two tiers from 01/7/2025."""
    for one in bank().values():
        text = re.sub("trước đây do cấp huyện|kết thúc hoạt động cấp huyện", "", spoken(one))
        if re.search(r"cấp huyện|huyện, thị xã|thị trấn", text):
            assert one.valid_to == LAST_DAY_OF_DISTRICTS, one.id
        if "đặc khu" in text or "hai cấp" in text:
            assert one.valid_from is not None, one.id
            assert one.valid_from >= FIRST_TWO_TIER_DAY, one.id


def test_a_decree_is_not_offered_after_its_last_day() -> None:
    for one in bank().values():
        for number, last in LAST_DAYS.items():
            if re.search(rf"(?<!\d){re.escape(number)}", f"{one.text} {one.basis}"):
                assert one.valid_to == last, one.id
    assert all(bank()[key].valid_to for key in matching("mức độ 3"))


def test_no_two_phrases_say_the_same() -> None:
    texts = {one.id: fold(" ".join(spoken(one).split())) for one in bank().values()}
    same = [
        (a, b)
        for (a, first), (b, second) in combinations(texts.items(), 2)
        if fuzz.ratio(first, second, score_cutoff=95)
    ]
    assert not same


def test_no_phrase_repeats_fifteen_words_of_a_real_report() -> None:
    """Facts may be taken from real reports, sentences not."""
    reports = sorted((Path(__file__).parents[3] / "shared" / "seeds").glob("*.txt"))
    if not reports:
        pytest.skip("không có báo cáo thật để đối chiếu")
    seen = fold(" ".join(" ".join(path.read_text("utf-8").split()) for path in reports))
    copied = []
    for one in bank().values():
        text = fold(PIECE.sub("\0", one.text))
        for name in OFFICIAL_NAMES:
            text = text.replace(fold(name), "\0")
        for words in (piece.split() for piece in text.split("\0")):
            runs = (" ".join(words[at : at + 15]) for at in range(len(words) - 14))
            copied += [(one.id, run) for run in runs if run in seen]
    assert not copied
