"""Drafts carried to the next period through the workspace, and figures across periods."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cchc_tui.domain.paths import Places
from cchc_tui.domain.values import AnswerState, Prose, Quantity
from cchc_tui.interview.answers import Answer, parse_answer
from cchc_tui.interview.free import instead_id
from cchc_tui.interview.stale_edits import proposal
from cchc_tui.services.carrying import stale_lines, taken_over
from cchc_tui.services.session import Session
from cchc_tui.services.stepping import (
    accept_at,
    confirm_at,
    drop_at,
    go_to_next,
    stale_count,
    stale_spots,
)
from cchc_tui.services.trends import figures, series, trend
from cchc_tui.services.workspace import Workspace

AGENCY = "stp-an-giang"
LEDGER = {
    "hs_truc_tuyen": "100", "hs_truc_tiep": "50", "hs_ky_truoc": "20", "hs_truoc_han": "90",
    "hs_dung_han": "30", "hs_qua_han": "0", "hs_trong_han": "50",
}  # fmt: skip


@pytest.fixture
def work(tmp_path: Path) -> Iterator[Workspace]:
    places = Places.from_env({"CCHC_HOME": str(tmp_path / "home")})
    workspace = Workspace(places, lambda: datetime(2026, 11, 21, 3, 0, tzinfo=UTC), author="an")
    yield workspace
    workspace.close()


def make(
    work: Workspace, period: str, typed: dict[str, str] | None = None, copy_from: str | None = None
) -> str:
    """A draft of a sở with answers as typed."""
    questions = work.library.questions
    answers = {
        name: Answer(AnswerState.ANSWERED, parse_answer(questions[name], text))
        for name, text in (typed or {}).items()
    }
    return work.create_draft("cchc-so", period, AGENCY, copy_from=copy_from, answers=answers).id


def opening(work: Workspace, draft: str) -> str:
    value = work.interview(draft).answer("hs_ky_truoc").value
    return str(value.value) if isinstance(value, Quantity) else ""


OPENINGS = [
    ("2026-Q1", "2026-Q2", "50"),  # a quarter opens with what was pending
    ("2025-Q4", "2026-Q1", "50"),  # over the year's end too
    ("2025-N", "2026-N", "50"),
    ("2026-Q1", "2026-6T", "20"),  # cumulative: same first day, same opening figure
    ("2026-6T", "2026-9T", "20"),
    ("2026-9T", "2026-N", "20"),
    ("2025-6TC", "2026-6T", "50"),
    ("2026-6T", "2026-6TC", "50"),
]


@pytest.mark.parametrize(("old", "new", "expected"), OPENINGS)
def test_the_opening_figure_is_the_closing_one_unless_the_year_is_cumulative(
    work: Workspace, old: str, new: str, expected: str
) -> None:
    first = make(work, old, LEDGER)
    assert opening(work, make(work, new, copy_from=first)) == expected


TEXT = "Trong quý I năm 2026 có 05 lớp, năm 2025 có 04 lớp. Việc thường xuyên vẫn làm."


def test_a_draft_from_the_last_one_moves_names_on_and_says_what_is_stale(
    work: Workspace, tmp_path: Path
) -> None:
    first = make(work, "2026-Q1", {"dg_uu_diem": TEXT, "hs_truc_tuyen": "100"})
    second = make(work, "2026-Q2", copy_from=first)
    answer = work.interview(second).typed("dg_uu_diem")
    assert answer.value == Prose(TEXT.replace("quý I năm", "quý II năm"))
    assert answer.source == f"draft:{first}"
    assert [spot.old_text for spot in answer.stale] == ["05", "04"]
    assert not work.interview(second).typed("hs_truc_tuyen").given
    assert work.earlier(second, "hs_truc_tuyen")[0].draft.id == first
    done = work.export(second, "txt", tmp_path)
    assert "Còn 2 chỗ lấy từ kỳ trước chưa xác nhận" in done.message
    assert all(line in done.message for line in stale_lines(work.interview(second)))


def test_the_officer_is_led_through_every_stale_place(work: Workspace) -> None:
    first = make(work, "2025-Q4", {"dg_uu_diem": "Năm 2024 có 04 lớp. Có 05 hội thi."})
    session = Session(work, make(work, "2026-Q1", copy_from=first))
    assert stale_count(session) == 3
    spot = go_to_next(session)
    assert spot is not None
    assert (session.current, spot.old_text, spot.proposed) == ("dg_uu_diem", "Năm 2024", "Năm 2025")
    assert accept_at(session, spot.start)
    spot = go_to_next(session, spot.start)
    assert spot is not None
    session.type("Năm 2025 có 06 lớp. Có 05 hội thi.", 14)
    assert [one.old_text for one in stale_spots(session)] == ["05"]
    spot = go_to_next(session, spot.start)
    assert spot is not None
    assert stale_count(session) == 1
    assert drop_at(session, spot.end)
    assert session.interview.typed("dg_uu_diem").value == Prose("Năm 2025 có 06 lớp.")
    assert go_to_next(session) is None
    assert not confirm_at(session, 0)
    session.undo()
    assert stale_count(session) == 1


def test_the_new_figure_of_a_question_is_proposed_where_the_old_one_stood(
    work: Workspace,
) -> None:
    text = "Đã nhận 8.252 hồ sơ qua mạng và 07 hồ sơ khác."
    first = make(work, "2026-Q1", {"hs_truc_tuyen": "8252", instead_id("tthc.ket-qua"): text})
    session = Session(work, make(work, "2026-Q2", copy_from=first))
    session.go("hs_truc_tuyen")
    session.type("9.001", 5)
    spot = go_to_next(session)
    assert spot is not None
    assert (spot.old_text, proposal(session.interview, spot)) == ("8.252", "9.001")
    assert "gợi ý “9.001”" in stale_lines(session.interview)[0]
    assert accept_at(session, spot.start)
    name = instead_id("tthc.ket-qua")
    assert session.interview.typed(name).value == Prose(text.replace("8.252", "9.001"))
    assert [one.old_text for one in session.interview.typed(name).stale] == ["07"]


SHAPES = [
    ("Đạt trên 80% trở lên.", "80%", "trên 85", "85%"),
    ("Đạt trên 80% trở lên.", "80%", "trên 80", ""),
    ("Đạt 80 % kế hoạch.", "80 %", "85", "85 %"),
    ("Đạt 80 phần trăm.", "80 phần trăm", "82,5", "82,5 phần trăm"),
]


@pytest.mark.parametrize(("text", "old", "typed", "expected"), SHAPES)
def test_a_proposal_has_the_shape_of_the_place_it_takes(
    work: Workspace, text: str, old: str, typed: str, expected: str
) -> None:
    name = instead_id("tthc.ket-qua")
    first = make(work, "2026-Q1", {"tl_vbdt": "trên 80", name: text})
    session = Session(work, make(work, "2026-Q2", copy_from=first))
    session.settle_reading("tl_vbdt", typed)
    (spot,) = session.interview.typed(name).stale
    assert (spot.old_text, proposal(session.interview, spot)) == (old, expected)


def test_staleness_survives_closing_the_program(work: Workspace, tmp_path: Path) -> None:
    first = make(work, "2026-Q1", {"dg_uu_diem": TEXT})
    second = make(work, "2026-Q2", copy_from=first)
    session = Session(work, second)
    session.go("dg_uu_diem")
    assert confirm_at(session, TEXT.index("04") + 1)
    work.close()
    again = Session(Workspace(work.places, work.clock, author="binh"), second)
    assert stale_count(again) == 1
    again.workspace.close()


def test_an_old_answer_taken_over_is_moved_on_and_marked(work: Workspace) -> None:
    first = make(work, "2026-Q1", {"cd_bien_phap": "- Quý I/2026: 03 cuộc họp."})
    second = make(work, "2026-Q2", copy_from=first)
    interview = work.interview(second)
    (found,) = work.earlier(second, "cd_bien_phap")
    answer = taken_over(interview.question("cd_bien_phap"), found, interview.period)
    assert answer.value == Prose("- Quý II/2026: 03 cuộc họp.")
    assert [spot.old_text for spot in answer.stale] == ["03"]


def test_figures_are_compared_with_the_last_and_the_same_period(work: Workspace) -> None:
    for period, figure in (("2025-Q1", "80"), ("2025-N", "999"), ("2025-Q4", "95")):
        make(work, period, LEDGER | {"hs_truc_tuyen": figure})
    now = make(work, "2026-Q1", LEDGER)
    points = series(work, now, "hs_truc_tuyen")
    assert [(period.code, str(q.value)) for period, q in points] == [
        ("2025-Q1", "80"), ("2025-Q4", "95"), ("2026-Q1", "100"),
    ]  # fmt: skip
    found = trend(work, now, "hs_truc_tuyen")
    assert found.said() == "tăng 05 so với kỳ trước, tăng 20 so với cùng kỳ"
    assert [str(value) for value in trend(work, now, "hs_moi").values] == ["130", "145", "150"]
    shown = {one.question.id for one in figures(work, now)}
    assert {"hs_truc_tuyen", "hs_moi", "hs_ty_le_dung_han"} <= shown
    assert trend(work, now, "hs_khach_quan").said() == ""
