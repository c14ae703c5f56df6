"""What an open draft is completed from: itself, earlier drafts, the bank, known documents."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cchc_tui.domain.paths import Places
from cchc_tui.services.completion import DraftCompletion
from cchc_tui.services.session import Session
from cchc_tui.services.workspace import Workspace

PLAN, MEASURES, CITED = "kh_noi_dung_khac", "cd_bien_phap", "kh_cchc_cap_tren"
TASKS = "nv_tien_do"


@pytest.fixture
def work(isolated: Path) -> Iterator[Workspace]:
    workspace = Workspace(Places.from_env(), author="Cán bộ thử")
    yield workspace
    workspace.close()


def opened(work: Workspace, period: str = "2026-Q1") -> Session:
    return Session(work, work.create_draft("cchc-so", period, "mau-so-noi-vu").id)


def say(session: Session, question: str, text: str) -> None:
    """Answer a question."""
    session.go(question)
    session.type(text, len(text))
    assert session.commit().ok


def ready(session: Session) -> DraftCompletion:
    completion = DraftCompletion(session)
    completion.prepare()
    return completion


def line(completion: DraftCompletion, before: str, **more: str) -> str:
    """The line with what is proposed; as it is where nothing is."""
    found = completion.complete(before, **more)
    return before[: len(before) - found.replaces] + found.text if found else before


def test_nothing_is_proposed_before_the_texts_are_read(work: Workspace) -> None:
    session = opened(work)
    session.go(PLAN)
    completion = DraftCompletion(session)
    assert not completion.is_ready
    assert completion.complete("thủ tục h") is None
    completion.prepare()
    assert completion.is_ready
    assert line(completion, "thủ tục h") == "thủ tục hành chính"


def test_terms_and_abbreviations_are_written_out(work: Workspace) -> None:
    session = opened(work)
    session.go(PLAN)
    completion = ready(session)
    assert line(completion, "theo dõi cdvcqg") == "theo dõi Cổng Dịch vụ công quốc gia"
    assert line(completion, "cung cấp dvctt") == "cung cấp dịch vụ công trực tuyến"


def test_what_was_said_in_the_draft_is_said_again(work: Workspace) -> None:
    session = opened(work)
    completion = ready(session)
    session.go(MEASURES)
    assert line(completion, "giao Tổ Xung k") == "giao Tổ Xung k"
    say(session, PLAN, "Tổ Xung kích số hóa liên phường đã làm việc 12 buổi.")
    session.go(MEASURES)
    assert line(completion, "giao Tổ Xung k") == "giao Tổ Xung kích số hóa liên phường đã làm việc"
    say(session, PLAN, "Đội Tình nguyện.")
    session.go(MEASURES)
    assert line(completion, "giao Tổ Xung k") == "giao Tổ Xung k"


def test_the_field_itself_counts_before_it_is_an_answer(work: Workspace) -> None:
    session = opened(work)
    session.go(PLAN)
    completion = ready(session)
    said = "Câu lạc bộ Công chức trẻ họp hằng tháng.\nMời Câu lạc bộ C"
    assert line(completion, "Mời Câu lạc bộ C", field=said).startswith(
        "Mời Câu lạc bộ Công chức trẻ"
    )


def test_the_earlier_period_gives_words_and_documents_but_no_figures(work: Workspace) -> None:
    before = opened(work, "2025-Q4")
    say(before, PLAN, "Đoàn Liên ngành cơ động đã kiểm tra 12 đơn vị trong tháng 11.")
    say(
        before,
        CITED,
        "Kế hoạch số 977/KH-UBND ngày 29/12/2025 của UBND tỉnh về cải cách hành chính",
    )
    session = opened(work)
    session.go(MEASURES)
    completion = ready(session)
    assert line(completion, "mời Đoàn Liên ng") == "mời Đoàn Liên ngành cơ động đã kiểm tra"
    assert line(completion, "đã kiểm tra ") == "đã kiểm tra "
    assert line(completion, "theo kh 977").startswith(
        "theo Kế hoạch số 977/KH-UBND ngày 29/12/2025"
    )


def test_documents_of_the_draft_and_legal_facts_are_known_by_number(work: Workspace) -> None:
    session = opened(work)
    completion = ready(session)
    say(session, CITED, "Quyết định số 4512/QĐ-UBND ngày 30/12/2025 của UBND tỉnh về khung điểm")
    session.go("kh_cchc")
    full = "Quyết định số 4512/QĐ-UBND ngày 30/12/2025 của UBND tỉnh về khung điểm"
    assert line(completion, "qd 4512") == full
    assert line(completion, "khung đi") == full
    assert line(completion, "118/") == "Nghị định số 118/2025/NĐ-CP"
    session.go(PLAN)
    assert line(completion, "đã giải quyết 4512") == "đã giải quyết 4512"


def test_cells_are_completed_from_the_column_above(work: Workspace) -> None:
    session = opened(work)
    session.go(PLAN)
    completion = ready(session)
    above = ("Phòng Cải cách 1", "Phòng Cải cách 2", "Văn thư cơ động")
    for typed, becomes in (
        ("P", "Phòng Cải cách 2"),
        ("van", "Văn thư cơ động"),
        ("Văn thư cơ động", "Văn thư cơ động"),
        ("Q", "Q"),
    ):
        found = completion.complete(typed, column="x", above=above)
        got = typed[: len(typed) - found.replaces] + found.text if found else typed
        assert got == becomes


def test_a_bank_that_cannot_be_read_costs_nothing_but_itself(work: Workspace) -> None:
    folder = work.places.own / "phrasebank"
    folder.mkdir(parents=True)
    (folder / "terms.toml").write_text("terms = [", encoding="utf-8")
    (folder / "abbreviations.toml").write_text("[[abbreviation]]\nshort = 1", encoding="utf-8")
    session = opened(work)
    session.go(PLAN)
    assert line(ready(session), "thủ tục h") == "thủ tục hành chính"


def test_terms_of_the_officer_are_added(work: Workspace) -> None:
    folder = work.places.own / "phrasebank"
    folder.mkdir(parents=True)
    (folder / "terms.toml").write_text('terms = ["Tổ Phản ứng nhanh số"]', encoding="utf-8")
    session = opened(work)
    session.go(PLAN)
    assert line(ready(session), "mời tpuns") == "mời Tổ Phản ứng nhanh số"
