from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from cchc_tui.document.blocks import (
    Document,
    Foot,
    Head,
    Heading,
    ItemList,
    ListItem,
    Paragraph,
    Table,
    TableRow,
    Text,
)
from cchc_tui.domain.paths import Places
from cchc_tui.domain.problems import DataError
from cchc_tui.services.errors import WorkError
from cchc_tui.services.old_reports import as_report, section_titles
from cchc_tui.services.phrase_book import PhraseBook
from cchc_tui.services.workspace import Workspace

PACKAGED = "chung.khong-phat-sinh"
SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"


@pytest.fixture
def desk(tmp_path: Path) -> Workspace:
    names = ("config", "data", "state", "cache", "agency")
    places = Places(*(tmp_path / name for name in names))
    return Workspace(places, lambda: datetime(2026, 11, 21, 9, tzinfo=UTC), "An")


@pytest.fixture
def book(desk: Workspace) -> PhraseBook:
    return PhraseBook(desk)


def found(book: PhraseBook, words: str) -> list[str]:
    return [hit.phrase.id for hit in book.search(words, limit=5)]


def test_a_saved_phrase_is_found_by_the_next_search(book: PhraseBook) -> None:
    before = found(book, "xom bai giup dan")
    saved = book.save_own("Tổ công nghệ số ở xóm bãi giúp dân nộp hồ sơ.", ["mot-cua"], ["xóm"])
    assert saved.id not in before
    assert found(book, "xom bai giup dan")[0] == saved.id
    entry = book.entry(saved.id)
    assert entry is not None
    assert (entry.phrase.layer, entry.editable, entry.overrides) == ("own", True, False)
    assert saved.id in [one.phrase.id for one in book.browse("mot-cua")]


def test_a_packaged_phrase_is_overridden_hidden_and_brought_back(book: PhraseBook) -> None:
    entry = book.entry(PACKAGED)
    assert entry is not None
    assert not entry.editable
    book.edit_own(replace(entry.phrase, text="Trong {ky_bao_cao}, chưa thấy {noi_dung} nào."))
    changed = book.entry(PACKAGED)
    assert changed is not None
    assert (changed.overrides, changed.editable) == (True, True)
    assert changed.phrase.text.endswith("chưa thấy {noi_dung} nào.")
    book.hide(PACKAGED)
    assert book.entry(PACKAGED) is None
    assert [one.text for one in book.hidden()] == [entry.phrase.text]
    assert book.unhide(PACKAGED)
    assert not book.unhide(PACKAGED)
    assert book.entry(PACKAGED) == entry


def test_an_own_phrase_is_not_hidden_but_deleted(book: PhraseBook) -> None:
    saved = book.save_own("Một câu riêng của tôi ở đây.")
    with pytest.raises(WorkError, match="xóa"):
        book.hide(saved.id)
    assert book.delete_own(saved.id)
    assert book.entry(saved.id) is None


def test_a_phrase_written_by_hand_is_shown_and_left_alone(book: PhraseBook) -> None:
    book.own.folder.mkdir(parents=True)
    source = '[[phrase]]\nid = "tay"\ntext = "Câu tự viết tay vào tệp"\n'
    (book.own.folder / "cua-toi.toml").write_text(source, encoding="utf-8")
    entry = book.entry("tay")
    assert entry is not None
    assert (entry.by_hand, entry.editable) == (True, False)
    with pytest.raises(WorkError, match=r"cua-toi\.toml"):
        book.delete_own("tay")


def test_a_wrong_wording_is_an_error_for_the_officer(book: PhraseBook) -> None:
    with pytest.raises(WorkError, match="dấu ngoặc nhọn"):
        book.save_own("Câu có {ngoặc")
    assert "dấu ngoặc nhọn" in book.wording_problem("Câu có {ngoặc")


def test_a_place_that_cannot_be_written_is_named(book: PhraseBook) -> None:
    book.own.folder.parent.mkdir(parents=True)
    book.own.folder.write_text("không phải thư mục", encoding="utf-8")
    with pytest.raises(WorkError, match=r"rieng\.toml"):
        book.save_own("Một câu riêng của tôi ở đây.")


def test_a_broken_own_file_is_reported_and_search_goes_on(book: PhraseBook) -> None:
    book.own.folder.mkdir(parents=True)
    book.own.path.write_text("[[phrase]\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"rieng\.toml"):
        book.save_own("Một câu riêng của tôi ở đây.")
    assert PACKAGED in found(book, "khong phat sinh")


def test_where_a_phrase_was_used_names_draft_and_question(
    desk: Workspace, book: PhraseBook
) -> None:
    draft = desk.create_sample()
    question = next(iter(desk.library.questions.values()))
    desk.phrase_used(draft.id, question.id, PACKAGED)
    desk.phrase_used("da-mat", "cau_da_bo", PACKAGED)
    latest, first = book.where_used(PACKAGED)
    assert (first.day, first.author) == (date(2026, 11, 21), "An")
    assert (first.draft, first.draft_name) == (draft.id, desk.card(draft.id).name)
    assert first.question_name == question.name
    assert (latest.draft_name, latest.question_name) == ("da-mat", "cau_da_bo")
    assert book.where_used("chưa dùng") == []
    assert book.browse("")[0].phrase.id == PACKAGED


def test_a_selected_sentence_gets_the_names_the_draft_knows(
    desk: Workspace, book: PhraseBook
) -> None:
    draft = desk.create_sample()
    known = desk.drafting.known_slots(draft.id)
    text = f"Trong {known['ky_bao_cao']}, {known['co_quan']} đã kiểm tra 14 đơn vị."
    assert (
        book.propose_own(text, draft.id).text
        == "Trong {ky_bao_cao}, {co_quan} đã kiểm tra {so_don_vi:number} đơn vị."
    )
    assert "{ky_khac:period}" in book.propose_own(text).text


def test_the_last_value_of_a_slot_is_offered_unless_it_was_wrong(book: PhraseBook) -> None:
    assert book.last_value("so_lop") == ""
    book.remember_value("so_lop", "number", " 12 ")
    book.remember_value("so_lop", "number", "mấy lớp")
    book.remember_value("so_lop", "number", "  ")
    assert book.last_value("so_lop") == "12"
    assert book.check_slot("choice", "giam", ("tăng", "giảm"))
    assert [slot.name for slot in book.slots("{a} và {b:date}")] == ["a", "b"]


def test_the_sections_of_the_book_are_those_of_the_library(book: PhraseBook) -> None:
    sections = book.sections()
    assert sections[0] == ("", "Dùng chung")
    assert ("mot-cua", "Thực hiện cơ chế một cửa, một cửa liên thông") in sections


REPORT = """\
SỞ NỘI VỤ

Số: 12/BC-SNV

Sông Lam, ngày 20 tháng 3 năm 2026

BÁO CÁO
Công tác cải cách hành chính Quý {quarter}/2026

Sở Nội vụ báo cáo công tác cải cách hành chính quý {quarter} năm 2026 như sau:

I. KẾT QUẢ THỰC HIỆN

1. Thực hiện cơ chế một cửa, một cửa liên thông

Trong quý {quarter} năm 2026, Sở Nội vụ đón {count} lượt người tại quầy lễ tân.

Đồng chí Nguyễn Văn An trực tiếp tiếp công dân vào thứ năm hằng tuần.
"""


@pytest.fixture
def reports(tmp_path: Path) -> list[Path]:
    paths = []
    for quarter, count in (("I", "1.204"), ("II", "998")):
        path = tmp_path / f"quy-{quarter}.txt"
        path.write_text(REPORT.format(quarter=quarter, count=count), encoding="utf-8")
        paths.append(path)
    return paths


def test_old_reports_become_own_phrases(book: PhraseBook, reports: list[Path]) -> None:
    told: list[tuple[int, int, str]] = []
    proposals = book.harvest(
        [*reports, reports[0]],
        on_file=lambda done, total, path: told.append((done, total, path.name)),
    )
    assert told == [(0, 2, "quy-I.txt"), (1, 2, "quy-II.txt")]
    slots = "Trong {ky_bao_cao}, {co_quan} đón {so_luot_nguoi:number}"
    wanted = f"{slots} lượt người tại quầy lễ tân."
    ticked = [one for one in proposals if one.text == wanted]
    assert [(one.section, one.count, one.files) for one in ticked] == [
        ("mot-cua", 2, ("quy-I.txt", "quy-II.txt"))
    ]
    assert not any("tiếp công dân" in one.text for one in proposals)
    saved = book.save_proposals(ticked)
    assert saved[0].sections == ("mot-cua",)
    assert found(book, "luot nguoi quay le tan")[0] == saved[0].id
    assert wanted not in [one.text for one in book.harvest(reports)]


def test_a_file_that_cannot_be_read_is_named(book: PhraseBook, tmp_path: Path) -> None:
    with pytest.raises(WorkError, match=r"khong-co\.docx"):
        book.harvest([tmp_path / "khong-co.docx"])


def test_only_text_below_headings_is_looked_at() -> None:
    items = (ListItem("-", (Text("Ý một"),), items=(ListItem("+", (Text("Ý con"),)),)),)
    body = (
        Paragraph((Text("Sở báo cáo như sau:"),)),
        Heading(1, "I.", "Kết quả"),
        Paragraph((Text("Một "), Text("câu", bold=True))),
        Heading(2, "1.", "Một cửa"),
        ItemList(items),
        Table((), (TableRow(()),), ()),
        Heading(1, "II.", "Đánh giá"),
        Paragraph((Text("Tốt"),)),
        Paragraph((Text("Trên đây là báo cáo./."),)),
    )
    report = as_report("a.docx", Document(Head("", "", "", "", "", ""), body, Foot()))
    assert [(one.text, one.headings or one.section) for one in report.passages] == [
        ("Sở báo cáo như sau:", "mo-dau"),
        ("Một câu", ("Kết quả",)),
        ("Ý một", ("Kết quả", "Một cửa")),
        ("Ý con", ("Kết quả", "Một cửa")),
        ("Tốt", ("Đánh giá",)),
        ("Trên đây là báo cáo./.", ("Đánh giá",)),
    ]
    assert report.passages[-1].section == "ket"
    assert report.known == {}


def test_agency_and_period_of_a_report_are_told_from_its_head() -> None:
    head = Head("", "SỞ Y TẾ", "", "", "Sông Lam", "", subject=("Công tác năm", "Quý IV/2025"))
    body = (Paragraph((Text("Sở Y tế tỉnh Sông Lam báo cáo như sau."),)),)
    known = as_report("a", Document(head, body, Foot())).known
    assert known == {
        "ky_bao_cao": "quý IV năm 2025",
        "nam_bao_cao": "2025",
        "ky_sau": "quý I năm 2026",
        "ky_truoc": "quý III năm 2025",
        "dia_danh": "Sông Lam",
        "dia_ban": "tỉnh Sông Lam",
        "co_quan": "Sở Y tế",
        "co_quan_day_du": "Sở Y tế tỉnh Sông Lam",
    }


def test_every_section_has_a_title_to_be_known_by(desk: Workspace) -> None:
    titles = section_titles(desk.library)
    assert set(titles) == set(desk.library.sections)
    assert all(called.own[0] for called in titles.values())


@pytest.mark.skipif(not SEEDS.is_dir(), reason="không có năm báo cáo mẫu để thử")
def test_five_real_reports_give_phrases_without_names(book: PhraseBook) -> None:
    paths = sorted(SEEDS.glob("*.txt"))
    proposals = book.harvest(paths)
    assert len(proposals) >= 8
    assert all(one.section for one in proposals)
    every = book.harvest(paths, minimum=1)
    assert len(every) >= 300
    assert sum(bool(one.section) for one in every) >= 0.95 * len(every)
    signers = [line.strip() for path in paths for line in path.read_text("utf-8").split("\n")[-40:]]
    names = [name for name in signers if 2 <= len(name.split()) <= 4 and name.istitle()]
    assert names
    assert not [one for one in every for name in names if name in one.text]


def test_nothing_is_written_while_looking(book: PhraseBook, reports: list[Path]) -> None:
    book.harvest(reports)
    book.browse("mot-cua")
    book.propose_own("Có 15 hồ sơ.")
    assert not book.own.folder.exists()
    assert book.own.all() == []
    assert book.own.get("x") is None
