from __future__ import annotations

import stat
import threading
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_tui.domain.paths import Layer
from cchc_tui.domain.problems import DataError
from cchc_tui.phrases.bank import load_phrases
from cchc_tui.phrases.own import FILE_NAME, OwnPhrases, OwnProblem, wording_problem
from cchc_tui.phrases.phrase import Phrase
from cchc_tui.phrases.search import PhraseBank
from cchc_tui.phrases.slot_values import check_slot

TODAY = date(2026, 11, 21)
TEXT = "Đã tiếp nhận {so_ho_so:number} hồ sơ tại Bộ phận Một cửa."
NASTY_NAMES = st.text(max_size=80)


@pytest.fixture
def own(tmp_path: Path) -> OwnPhrases:
    return OwnPhrases(tmp_path / "own" / "phrasebank")


def test_a_saved_phrase_is_read_back_by_the_bank(own: OwnPhrases) -> None:
    saved = own.add(TEXT, ["mot-cua", " mot-cua "], ["một cửa", ""])
    assert saved.id == "rieng.da-tiep-nhan-ho-so-tai-bo-phan"
    loaded = load_phrases([Layer("own", own.folder)])
    assert loaded[saved.id] == replace(saved, file=str(own.path))
    assert (saved.sections, saved.keywords) == (("mot-cua",), ("một cửa",))


def test_the_file_and_its_folder_are_closed_to_others(own: OwnPhrases) -> None:
    own.add(TEXT)
    assert stat.S_IMODE(own.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(own.folder.stat().st_mode) == 0o700
    assert [path.name for path in own.folder.glob("*.toml")] == [FILE_NAME]


def test_the_head_of_the_file_says_that_remarks_are_lost(own: OwnPhrases) -> None:
    own.add(TEXT)
    own.path.write_text(own.path.read_text("utf-8") + "# lời ghi\n", encoding="utf-8")
    own.add("Câu thứ hai được lưu.")
    source = own.path.read_text("utf-8")
    assert "ghi chú thêm vào đây sẽ mất" in source
    assert "lời ghi" not in source
    assert len(own.all()) == 2


def test_two_phrases_that_begin_alike_get_different_ids(own: OwnPhrases) -> None:
    first, second = own.add(TEXT), own.add(TEXT + " Đúng hạn.")
    assert second.id == first.id + "-2"


def test_an_id_of_another_layer_is_not_taken_by_chance(own: OwnPhrases) -> None:
    taken = "rieng.da-tiep-nhan-ho-so-tai-bo-phan"
    assert own.add(TEXT, is_taken=lambda one: one == taken).id == taken + "-2"


def test_the_same_wording_is_not_saved_twice(own: OwnPhrases) -> None:
    own.add(TEXT)
    with pytest.raises(OwnProblem, match="đã có"):
        own.add(f"  {TEXT}\n")
    assert len(own.all()) == 1


def test_of_several_all_are_saved_or_none(own: OwnPhrases) -> None:
    with pytest.raises(OwnProblem):
        own.add_all([Phrase("", "Câu đúng thứ nhất."), Phrase("", "Câu sai {so:nmber}")])
    assert own.all() == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "còn trống"),
        ("  \u200b\n ", "còn trống"),
        ("12,5%", "còn trống"),
        ("Câu có {ngoặc", "dấu ngoặc nhọn"),
        ("Câu có {so:nubmer} hồ sơ", "number"),
        ("Câu có {k:choice(một)}", "hai lựa chọn"),
        ("a" * 5000, "dài quá"),
    ],
)
def test_a_wrong_wording_is_refused_and_says_why(own: OwnPhrases, text: str, said: str) -> None:
    with pytest.raises(OwnProblem, match=said):
        own.add(text)
    assert said in wording_problem(text)
    assert not own.path.exists()


def test_a_sound_wording_has_no_problem() -> None:
    assert wording_problem("Dấu {{ và }} viết đôi, ô {ten} để trống") == ""


def test_an_own_phrase_is_edited_in_its_place(own: OwnPhrases) -> None:
    first = own.add("Câu thứ nhất ở đây.")
    own.add("Câu thứ hai ở đây.")
    edited = replace(first, text="Câu thứ nhất đã sửa.", basis="12/2026/NĐ-CP", valid_from=TODAY)
    own.put(edited)
    assert [one.text for one in own.all()] == ["Câu thứ nhất đã sửa.", "Câu thứ hai ở đây."]
    assert own.get(first.id) == replace(edited, file=str(own.path))


def test_deleting_says_whether_there_was_one(own: OwnPhrases) -> None:
    saved = own.add(TEXT)
    assert own.delete(saved.id)
    assert not own.delete(saved.id)
    assert own.all() == []


def layered(tmp_path: Path, own: OwnPhrases) -> list[Layer]:
    folder = tmp_path / "goi"
    folder.mkdir()
    source = '[[phrase]]\nid = "a"\ntext = "Câu có sẵn trong gói"\n'
    (folder / "goi.toml").write_text(source, encoding="utf-8")
    return [Layer("packaged", folder), Layer("own", own.folder)]


def test_a_phrase_of_another_layer_is_overridden_hidden_and_brought_back(
    tmp_path: Path, own: OwnPhrases
) -> None:
    layers, cache = layered(tmp_path, own), tmp_path / "cache"

    def found() -> list[str]:
        bank = PhraseBank.open(layers, cache)
        return [hit.phrase.text for hit in bank.search("cau co san", today=TODAY)]

    assert found() == ["Câu có sẵn trong gói"]
    own.put(Phrase("a", "Câu có sẵn đã sửa lại"))
    assert found() == ["Câu có sẵn đã sửa lại"]
    own.hide("a")
    assert found() == []
    assert own.hidden() == ["a"]
    own.delete("a")
    assert found() == ["Câu có sẵn trong gói"]


def test_files_written_by_hand_are_never_touched(own: OwnPhrases) -> None:
    own.folder.mkdir(parents=True)
    by_hand = own.folder / "cua-toi.toml"
    by_hand.write_text('[[phrase]] # nhớ\nid = "tay"\ntext = "Câu viết tay"\n', encoding="utf-8")
    before = by_hand.read_bytes()
    for change in (own.delete, own.hide):
        with pytest.raises(OwnProblem, match=r"cua-toi\.toml"):
            change("tay")
    with pytest.raises(OwnProblem, match=r"cua-toi\.toml"):
        own.put(Phrase("tay", "Câu sửa"))
    own.add("Câu do ứng dụng lưu.")
    assert by_hand.read_bytes() == before


@pytest.mark.parametrize(
    "source",
    [
        b'[[phrase]]\nid = "x"\n',
        b"[[phrase]\n",
        b'[[phrase]]\nid = "x"\ntext = "a {b:nmber}"\n',
        b"\xff\xfe",
    ],
)
def test_a_broken_file_is_refused_and_kept(own: OwnPhrases, source: bytes) -> None:
    own.folder.mkdir(parents=True)
    own.path.write_bytes(source)
    with pytest.raises(DataError, match=FILE_NAME):
        own.add(TEXT)
    assert own.path.read_bytes() == source


def test_two_writers_at_once_lose_nothing(own: OwnPhrases) -> None:
    def write(number: int) -> None:
        OwnPhrases(own.folder).add(
            f"Câu số {('một', 'hai', 'ba', 'bốn', 'năm')[number]} của hai người."
        )

    threads = [threading.Thread(target=write, args=(number,)) for number in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(own.all()) == 5


@given(text=st.text(max_size=300), keyword=NASTY_NAMES, section=NASTY_NAMES)
def test_whatever_is_saved_reads_back_equal(
    tmp_path_factory: pytest.TempPathFactory, text: str, keyword: str, section: str
) -> None:
    own = OwnPhrases(tmp_path_factory.mktemp("own"))
    try:
        saved = own.add(text, [section], [keyword])
    except OwnProblem:
        assert not own.path.exists()
        return
    assert own.all() == [replace(saved, file=str(own.path))]


@pytest.mark.parametrize(
    ("type_", "good", "bad"),
    [
        ("number", "15.613", "mười"),
        ("number", "05", "5.58"),
        ("number", "hơn 576", "1,234"),
        ("percent", "28,42%", "28.42%"),
        ("percent", "28,42", "cao"),
        ("money", "23,6 tỷ đồng", "23,6"),
        ("date", "15/01/2026", "31/02/2026"),
        ("date", "08 tháng 6 năm 2018", "6/2026"),
        ("month", "tháng 6 năm 2026", "2026"),
        ("year", "2026", "26"),
        ("citation", "Kế hoạch số 12/KH-UBND ngày 15/01/2026", "Kế hoạch"),
        ("citation", "12/KH-UBND", "kế hoạch hôm nọ"),
    ],
)
def test_a_slot_takes_what_its_type_takes(type_: str, good: str, bad: str) -> None:
    assert check_slot(type_, good) == ""
    assert check_slot(type_, bad)


@pytest.mark.parametrize("type_", ["number", "date", "citation", "choice", "text", "lạ"])
def test_an_open_slot_is_no_mistake(type_: str) -> None:
    assert check_slot(type_, "  ", ("a", "b")) == ""


def test_a_choice_outside_the_list_names_the_nearest() -> None:
    assert check_slot("choice", "tăng", ("tăng", "giảm")) == ""
    assert "“giảm”" in check_slot("choice", "giam", ("tăng", "giảm"))
    assert check_slot("text", "gì cũng được {{ }}") == ""
