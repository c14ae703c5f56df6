"""An old report becomes a draft: what is understood, and that no word is lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from import_kind import measure, table

from cchc_tui.document.blocks import Document, Foot, Head, Heading, Paragraph, Text
from cchc_tui.document.writers import write_text
from cchc_tui.domain.paths import Places
from cchc_tui.domain.periods import PeriodType
from cchc_tui.domain.values import AnswerState, Quantity, Records
from cchc_tui.interview.answers import Answer, parse_answer
from cchc_tui.services.errors import WorkError
from cchc_tui.services.importing import ImportResult, import_report, understand
from cchc_tui.services.imports.about import guess_period
from cchc_tui.services.workspace import Workspace

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
WORD = re.compile(r"[^\W_]+(?:[.,/-][^\W_]+)*")

LETTER = """SỞ TƯ PHÁP
Số: 12/BC-STP
An Giang, ngày 20 tháng 3 năm 2026

BÁO CÁO
Công tác cải cách hành chính quý I năm 2026

I. CHỈ ĐẠO, ĐIỀU HÀNH CẢI CÁCH HÀNH CHÍNH

1. Kế hoạch cải cách hành chính

Sở Tư pháp ban hành Kế hoạch số 14/KH-STP ngày 31/01/2026 về cải cách hành chính năm 2026.

II. KẾT QUẢ THỰC HIỆN

1. Cải cách thủ tục hành chính

a) Kết quả giải quyết thủ tục hành chính

Trong kỳ, Sở tiếp nhận 15.613 hồ sơ; trong đó trực tuyến là 8.252, trực tiếp và qua bưu chính
là 6.806, kỳ trước chuyển qua là 555. Con rùa biển bơi qua mục này.

b) Chuyện ngoài đề mục nào cũng không có

Đoạn này không ứng với câu hỏi nào, có 77 con cá và {{ co_quan }} {% if x %}.

Nơi nhận:
- Sở Nội vụ;
- Lưu: VT.

GIÁM ĐỐC
"""


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    places = Places.from_env({"CCHC_HOME": str(tmp_path_factory.mktemp("home"))})
    workspace = Workspace(places, lambda: datetime(2026, 11, 21, 3, 0, tzinfo=UTC), author="an")
    yield workspace
    workspace.close()


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "bao-cao.txt"
    path.write_text(LETTER, encoding="utf-8")
    return path


def words(text: str) -> Counter[str]:
    """Words without case and leading zeros."""
    return Counter(word.lower().lstrip("0") or "0" for word in WORD.findall(text))


def figure(found: ImportResult, name: str) -> str:
    answer = found.answers.get(name)
    value = answer.value if answer else None
    return str(value.value) if isinstance(value, Quantity) else ""


def test_kind_agency_period_and_figures_are_read(work: Workspace, letter: Path) -> None:
    found = import_report(work, letter)
    assert (found.kind, found.agency, found.period) == ("cchc-so", "stp-an-giang", "2026-Q1")
    assert figure(found, "so_van_ban") == "12"
    assert figure(found, "hs_truc_tuyen") == "8252"
    assert figure(found, "hs_truc_tiep") == "6806"
    assert figure(found, "hs_ky_truoc") == "555"
    assert any("14/KH-STP" in fact.shown for fact in found.facts)
    assert all(0 < fact.confidence <= 1 for fact in found.facts)
    draft = work.draft(found.id)
    assert (draft.kind, draft.period) == ("cchc-so", "2026-Q1")
    assert work.interview(found.id).typed("hs_truc_tuyen").source == "file:bao-cao.txt"


def test_what_fits_nowhere_is_kept_where_it_stood(work: Workspace, letter: Path) -> None:
    found = import_report(work, letter)
    text = work.render(found.id, "txt").decode()
    assert "Con rùa biển bơi qua mục này." in text
    assert "có 77 con cá và {{ co_quan }} {% if x %}." in text
    assert "Chuyện ngoài đề mục nào cũng không có" in text
    unknown = [one for one in found.matched if not one.section]
    assert [one.heading for one in unknown] == ["b) Chuyện ngoài đề mục nào cũng không có"]
    assert sum(found.free.values()) >= 2


def test_a_closing_of_two_sentences_is_not_printed_beside_our_own(
    work: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "hai-cau.txt"
    closing = "Trên đây là báo cáo của Sở Tư pháp.\n\nSở gửi Sở Nội vụ tổng hợp./.\n\nNơi nhận:"
    path.write_text(LETTER.replace("Nơi nhận:", closing), encoding="utf-8")
    text = work.render(import_report(work, path).id, "txt").decode()
    assert text.count("Trên đây là báo cáo") == 1


def test_a_figure_is_not_said_twice(work: Workspace, letter: Path) -> None:
    text = work.render(import_report(work, letter).id, "txt").decode()
    assert text.count("15.613") == 1
    assert text.count("8.252") == 1


def test_the_account_says_what_was_understood(work: Workspace, letter: Path) -> None:
    account = import_report(work, letter).account()
    assert "Loại báo cáo: cchc-so" in account
    assert "Đề mục: 5/6 khớp" in account
    assert "Giữ nguyên văn:" in account


def test_a_named_kind_wins_over_the_guess(work: Workspace, letter: Path) -> None:
    assert import_report(work, letter, "kiem-soat-tthc").kind == "kiem-soat-tthc"
    with pytest.raises(WorkError, match="cchc-soo"):
        import_report(work, letter, "cchc-soo")


def test_an_unknown_agency_is_made_from_the_head(work: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "la.txt"
    path.write_text(LETTER.replace("An Giang", "Lạng Sơn").replace("STP", "SXD"), "utf-8")
    found = import_report(work, path)
    agency = work.agencies()[found.agency]
    assert (agency.code, agency.place) == ("SXD", "Lạng Sơn")
    assert any("Đã thêm cơ quan" in note for note in found.notes)
    assert agency.signer.name == ""


def test_a_file_that_cannot_be_read_makes_no_draft(work: Workspace, tmp_path: Path) -> None:
    before = len(work.drafts())
    for name, data in (("a.docx", b"PK\x03\x04rac"), ("b.txt", b""), ("c.pdf", b"%PDF-1.7")):
        path = tmp_path / name
        path.write_bytes(data)
        with pytest.raises(WorkError, match=name):
            import_report(work, path)
    assert len(work.drafts()) == before


PERIODS = [
    ("Quý I/2026", "2026-Q1"),
    ("quý 4 năm 2025", "2025-Q4"),
    ("6 tháng đầu năm 2026 và phương hướng 6 tháng cuối năm", "2026-6T"),
    ("06 tháng cuối năm 2025", "2025-6TC"),
    ("9 tháng đầu năm 2025", "2025-9T"),
    ("tháng 12 năm 2025", "2025-T12"),
    ("năm 2025, phương hướng năm 2026", "2025-N"),
    ("11 tháng đầu năm 2024", "2024-01-01..2024-11-30"),
    ("giai đoạn 2021 - 2023", "2021-01-01..2023-12-31"),
    ("6 tháng đầu năm", "2026-6T"),
]


@pytest.mark.parametrize(("subject", "code"), PERIODS)
def test_the_period_is_read_from_the_title(subject: str, code: str) -> None:
    head = Head("", "SỞ", "1", "BC-S", "Huế", "ngày 20 tháng 3 năm 2026", subject=(subject,))
    period, named = guess_period(
        Document(head, (), Foot()), (), datetime(2026, 11, 21, tzinfo=UTC).date()
    )
    assert (period.code, named) == (code, True)


def test_without_a_named_period_it_is_the_year_reported_on() -> None:
    head = Head("", "SỞ", "1", "BC-S", "Huế", "ngày 15 tháng 01 năm 2026", subject=("Kết quả",))
    today = datetime(2026, 11, 21, tzinfo=UTC).date()
    period, named = guess_period(Document(head, (), Foot()), (), today)
    assert (period.type, period.year, named) == (PeriodType.YEAR, 2025, False)


PIECES = (
    "tiếp|nhận|113|hồ sơ|trực tuyến|đạt|28,42%|{{|x|}}|*|_|Kế hoạch số 14/KH-STP ngày|15.613"
    "|quý I|(tăng 07 so với cùng kỳ)|05/6/2026|23,6 tỷ đồng"
)
SENTENCE = st.lists(st.sampled_from(PIECES.split("|")), min_size=1, max_size=14).map(" ".join)
HEADINGS = st.sampled_from(
    ["Cải cách thể chế", "Kiểm tra", "Điều lạ", "Kết quả giải quyết TTHC", "Ưu điểm"]
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(HEADINGS, st.lists(SENTENCE, max_size=3)), min_size=1, max_size=5))
def test_nothing_is_lost_whatever_the_report_says(
    work: Workspace, parts: list[tuple[str, list[str]]]
) -> None:
    body: list[Heading | Paragraph] = []
    for number, (heading, sentences) in enumerate(parts, start=1):
        body.append(Heading(1, f"{number}.", heading))
        body += [Paragraph((Text(sentence),)) for sentence in sentences]
    head = Head("", "SỞ", "1", "BC-STP", "An Giang", "ngày 20 tháng 3 năm 2026", subject=("Q",))
    found = understand(work, Document(head, tuple(body), Foot()), "cchc-so")
    info = work.create_draft("cchc-so", "2026-Q1", found.agency, answers=found.answers)
    there = words(write_text(work.document(info.id)))
    for _, sentences in parts:
        for sentence in sentences:
            missing = words(sentence) - there
            assert sum(missing.values()) <= 0.2 * sum(words(sentence).values()), sentence
            assert not [word for word in missing if word[0].isdigit()], sentence


def test_a_report_of_our_own_comes_back_with_its_facts(work: Workspace, tmp_path: Path) -> None:
    typed = {
        "hs_truc_tuyen": "8252", "hs_truc_tiep": "6806", "hs_ky_truoc": "555",
        "hs_truoc_han": "0", "hs_dung_han": "15264", "hs_qua_han": "1", "hs_trong_han": "348",
        "hs_nguyen_nhan": "phần mềm bị lỗi", "so_van_ban": "12", "ngay_ky": "20/3/2026",
        "kh_so_nhiem_vu": "33", "kh_cchc": "Kế hoạch số 14/KH-STP ngày 31/01/2026 của Sở Tư pháp",
    }  # fmt: skip
    questions = work.library.questions
    answers = {
        name: Answer(AnswerState.ANSWERED, parse_answer(questions[name], text))
        for name, text in typed.items()
    }
    first = work.create_draft("cchc-so", "2026-Q1", "stp-an-giang", answers=answers)
    path = work.export(first.id, "docx", tmp_path).path
    found = import_report(work, path)
    assert (found.kind, found.agency, found.period) == ("cchc-so", "stp-an-giang", "2026-Q1")
    figures = [name for name in typed if isinstance(answers[name].value, Quantity)]
    read = [name for name in figures if figure(found, name) == figure_of(answers[name])]
    assert len(read) >= 0.8 * len(figures), set(figures) - set(read)


def figure_of(answer: Answer) -> str:
    return str(answer.value.value) if isinstance(answer.value, Quantity) else ""


SEED_KINDS = {
    "000": ("cchc-so-nq30c", "stp-khanh-hoa", "2020-Q1"),
    "001": ("cchc-so", "stp-an-giang", "2024-01-01..2024-11-30"),
    "002": ("cai-cach-tu-phap", "vp-ubnd-quang-ngai", "2023-6T"),
    "003": ("cong-vu-tthc", "snv-ha-tinh", "2020-12-15..2023-12-14"),
    "004": ("cchc-ubnd", "ubnd-khanh-son", "2018-6T"),
}


@pytest.mark.parametrize("seed", SEED_KINDS)
def test_a_real_report_finds_its_kind_and_keeps_its_words(work: Workspace, seed: str) -> None:
    if not SEEDS.is_dir():
        pytest.skip("không có báo cáo gốc để đối chiếu")
    (path,) = SEEDS.glob(f"{seed}_*.txt")
    found = import_report(work, path)
    assert (found.kind, found.agency, found.period) == SEED_KINDS[seed]
    assert all(one.section for one in found.matched if "130/2005" not in one.heading)
    source = words(path.read_text("utf-8"))
    there = words(work.render(found.id, "txt").decode())
    kept = sum(min(count, there[word]) for word, count in source.items())
    assert kept / sum(source.values()) >= 0.98


LEAST_READ = {"figures": 0.77, "dates": 0.8, "documents": 0.9, "cells": 0.85, "choices": 0.6}
MOST_WRONG = {"figures": 0.03, "dates": 0.06, "documents": 0.15, "cells": 0.01, "choices": 0.1}


def test_most_of_the_real_reports_is_read_into_their_questions() -> None:
    if not SEEDS.is_dir():
        pytest.skip("không có báo cáo gốc để đối chiếu")
    scores = measure(())
    print(table(scores))
    for sort, least in LEAST_READ.items():
        counts = [one.sorts[sort] for one in scores.values()]
        wanted = sum(one.wanted for one in counts)
        assert sum(one.right for one in counts) >= least * wanted, sort
        assert sum(one.wrong for one in counts) <= MOST_WRONG[sort] * wanted, sort
    assert all(one.words >= 0.99 for one in scores.values())
    assert all(one.in_order >= 0.97 for one in scores.values())


def test_tables_are_read_into_their_questions(work: Workspace) -> None:
    if not SEEDS.is_dir():
        pytest.skip("không có báo cáo gốc để đối chiếu")
    (path,) = SEEDS.glob("004_*.txt")
    answers = import_report(work, path).answers
    rows = {
        name: len(answer.value.rows)
        for name, answer in answers.items()
        if isinstance(answer.value, Records)
    }
    assert rows["pl_don_vi"] == 8
    assert rows["pl_linh_vuc"] >= 10
