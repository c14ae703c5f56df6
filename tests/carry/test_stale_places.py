"""What is found stale in carried text, and what a rule moves on by itself."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_tui.domain.periods import Period, parse_period
from cchc_tui.interview.moving import Moving
from cchc_tui.interview.spots import StaleKind, StaleSpot, spots_after_change, spots_after_edit
from cchc_tui.interview.stale import find_stale, move_on


def period(code: str) -> Period:
    """A period by its code, free ones with a name after a blank."""
    code, _, name = code.partition(" ")
    return parse_period(code, name)


ELEVEN = "2024-01-01..2024-11-15 11 tháng đầu năm 2024"
ELEVEN_NEXT = "2025-01-01..2025-11-15 11 tháng đầu năm 2025"

MOVED = [
    ("2026-Q1", "2026-Q2", "quý I năm 2026", "quý II năm 2026"),
    ("2026-Q1", "2026-Q2", "Quý I/2026", "Quý II/2026"),
    ("2026-Q1", "2026-Q2", "QUÝ I NĂM 2026", "quý II năm 2026"),
    ("2026-Q1", "2026-Q2", "quý 1/2026", "quý II/2026"),
    ("2025-Q4", "2026-Q1", "trong quý IV, Sở đã làm", "trong quý I, Sở đã làm"),
    ("2025-Q4", "2026-Q1", "nhiệm vụ quý I năm 2026", "nhiệm vụ quý II năm 2026"),
    ("2025-Q4", "2026-Q1", "so với quý III năm 2025", "so với quý IV năm 2025"),
    ("2025-Q4", "2026-Q1", "so với quý IV năm 2024", "so với quý I năm 2025"),
    ("2025-Q4", "2026-Q1", "Năm 2025, Sở", "Năm 2026, Sở"),
    ("2025-Q4", "2026-Q1", "tăng so với cùng kỳ năm 2024", "tăng so với cùng kỳ năm 2025"),
    ("2025-6T", "2025-6TC", "6 tháng đầu năm 2025", "6 tháng cuối năm 2025"),
    ("2025-6T", "2025-6TC", "kỳ tới: 6 tháng cuối năm 2025", "kỳ tới: 6 tháng đầu năm 2026"),
    ("2025-6T", "2025-6TC", "trong 06 tháng đầu năm", "trong 06 tháng cuối năm"),
    ("2025-6T", "2026-6T", "6 tháng đầu năm 2025", "6 tháng đầu năm 2026"),
    ("2025-6TC", "2026-6T", "6 tháng cuối năm 2025", "6 tháng đầu năm 2026"),
    ("2025-6T", "2025-9T", "6 tháng đầu năm 2025", "9 tháng đầu năm 2025"),
    ("2025-9T", "2025-N", "9 tháng đầu năm 2025", "năm 2025"),
    ("2025-9T", "2026-9T", "nhiệm vụ quý IV năm 2025", "nhiệm vụ quý IV năm 2026"),
    ("2025-N", "2026-N", "Năm 2025 đạt, so với năm 2024", "Năm 2026 đạt, so với năm 2025"),
    ("2025-N", "2026-Q1", "kết quả năm 2025", "kết quả quý I năm 2026"),
    ("2025-T12", "2026-T01", "tháng 12 năm 2025", "tháng 01 năm 2026"),
    ("2025-T12", "2026-T01", "tháng 12/2025, tháng 01/2026", "tháng 01/2026, tháng 02/2026"),
    (ELEVEN, ELEVEN_NEXT, "11 tháng đầu năm 2024", "11 tháng đầu năm 2025"),
    (ELEVEN, ELEVEN_NEXT, "kế hoạch tháng 12 năm 2024", "kế hoạch tháng 12 năm 2025"),
    (ELEVEN, "2025-Q1", "11 tháng đầu năm 2024", "quý I năm 2025"),
    ("2026-Q1", "2026-Q2", "từ ngày 15/12/2025 đến ngày 14/3/2026",
     "từ ngày 15/3/2026 đến ngày 14/6/2026"),
    ("2026-Q1", "2026-Q2", "đến ngày 14 tháng 3 năm 2026", "đến ngày 14 tháng 6 năm 2026"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "text", "expected"), MOVED)
def test_names_of_periods_move_on_by_rule(old: str, new: str, text: str, expected: str) -> None:
    moved = move_on(text, Moving(period(old), period(new)))
    assert moved.text == expected
    assert moved.spots == ()


STANDING = [
    "Chi nhánh số 03",
    "dịch vụ công mức 3, trường cấp 2",
    "giai đoạn 2021-2025",
    "nhiệm kỳ 2020 – 2025",
    "Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ",
    "Nghị quyết số 76/NQ-CP ngày 15/7/2021",
    "Nghị quyết số 18-NQ/TW ngày 25/10/2017",
    "Quyết định số 766/QĐ-TTg ngày 23/6/2022",
    "Quyết định số 22/2017/QĐ-UBND ngày 27/11/2017",
    "Bộ luật Dân sự năm 2015; Luật Bảo vệ môi trường năm 2020",
    "điểm a khoản 2 Điều 5",
    "mức độ 3, dịch vụ mức độ 4",
    "Phòng Công chứng số 1",
    "phục vụ 24/7, công nghiệp 4.0",
    "đến năm 2030",
    "1. Việc thứ nhất\n2) Việc thứ hai",
    "theo tiêu chuẩn ISO 9001",
    "Covid-19 và VNPT-iGate2",
]


@pytest.mark.parametrize("text", STANDING)
def test_laws_spans_and_names_with_a_number_stand(text: str) -> None:
    moved = move_on(text, Moving(period("2025-Q4"), period("2026-Q1")))
    assert (moved.text, moved.spots) == (text, ())


MARKED = [
    ("15.613 hồ sơ", "15.613", StaleKind.FIGURE, ""),
    ("đạt tỷ lệ 28,42%", "28,42%", StaleKind.PERCENT, ""),
    ("kinh phí 23,6 tỷ đồng", "23,6 tỷ đồng", StaleKind.MONEY, ""),
    ("ngày 20/01/2025 đã họp", "ngày 20/01/2025", StaleKind.DATE, ""),
    ("họp ngày 30/4", "30/4", StaleKind.DATE, ""),
    ("hoàn thành 33/33 nhiệm vụ", "33/33", StaleKind.FIGURE, ""),
    ("trên tổng số 2.027 hồ sơ", "2.027", StaleKind.FIGURE, ""),
    ("trong số 45 đơn vị", "45", StaleKind.FIGURE, ""),
    ("đã cấp 45 thẻ", "45", StaleKind.FIGURE, ""),
    ("đạt mức 95%", "95%", StaleKind.PERCENT, ""),
    ("Kế hoạch số 14/KH-STP ngày 31/01/2025", "Kế hoạch số 14/KH-STP ngày 31/01/2025",
     StaleKind.CITATION, ""),
    ("(Kế hoạch số 14/KH-STP ngày 31/01/2025) của Sở", "Kế hoạch số 14/KH-STP ngày 31/01/2025",
     StaleKind.CITATION, ""),
    ("Công văn số 134/UBND-NC (ngày 31/01/2025) của", "Công văn số 134/UBND-NC (ngày 31/01/2025)",
     StaleKind.CITATION, ""),
    ("theo 134/UBND-NC đã ký", "134/UBND-NC", StaleKind.CITATION, ""),
    ("kiểm tra trong quý II năm 2025", "quý II năm 2025", StaleKind.PERIOD, ""),
    ("kết quả năm 2024 còn thấp", "năm 2024", StaleKind.YEAR, "năm 2025"),
    ("hoàn thành đến năm 2025", "năm 2025", StaleKind.YEAR, "năm 2026"),
    ("so với ngày 14/9/2025", "ngày 14/9/2025", StaleKind.DATE, "ngày 14/12/2025"),
    ("kể từ 15/9/2024", "15/9/2024", StaleKind.DATE, "15/12/2024"),
    ("từ ngày 15/9 đến nay", "ngày 15/9", StaleKind.DATE, "ngày 15/12"),
    ("từ ngày 16/9 đến nay", "16/9", StaleKind.DATE, ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "old", "kind", "proposed"), MARKED)
def test_figures_dates_and_documents_are_marked_in_place(
    text: str, old: str, kind: StaleKind, proposed: str
) -> None:
    (spot,) = find_stale(text, period("2025-Q4"), period("2026-Q1"))
    assert (text[spot.start : spot.end], spot.old_text) == (old, old)
    assert (spot.kind, spot.proposed) == (kind, proposed)


def test_the_year_in_the_subject_of_a_cited_plan_is_only_proposed() -> None:
    text = "Kế hoạch số 14/KH-STP ngày 31/01/2025 về cải cách hành chính năm 2025; năm 2025 đạt"
    moved = move_on(text, Moving(period("2025-Q4"), period("2026-Q1")))
    assert moved.text == text.replace("; năm 2025 đạt", "; năm 2026 đạt")
    assert [spot.proposed for spot in moved.spots] == ["", "năm 2026"]


@pytest.mark.parametrize("to", ["đến ngày", "đến hết ngày", "-", "–"])
def test_half_a_span_of_days_is_not_moved_by_itself(to: str) -> None:
    years = period("2020-12-15..2023-12-14 giai đoạn 2021 - 2023")
    text = f"từ 15/12/2020 {to} 14/12/2021"
    moved = move_on(text, Moving(years, years.next()))
    assert moved.text == text
    assert moved.spots[0].proposed == "15/12/2023"


def test_nothing_is_stale_when_the_period_is_the_same() -> None:
    same = period("2026-Q1")
    spots = find_stale("Trong quý I năm 2026 có 05 lớp", same, same)
    assert [spot.old_text for spot in spots] == ["05"]


@given(st.text(alphabet="quýIV năm 0123456789/.,%-;\nđồngKHtháng", max_size=120))
def test_any_text_keeps_every_word_that_is_not_moved(text: str) -> None:
    moving = Moving(period("2025-Q4"), period("2026-Q1"))
    moved = move_on(text, moving)
    spots = moved.spots
    assert all(moved.text[spot.start : spot.end] == spot.old_text for spot in spots)
    assert all(a.end <= b.start for a, b in pairwise(spots))
    found = find_stale(text, moving.old, moving.new)
    assert all(text[spot.start : spot.end] == spot.old_text for spot in found)


def at(start: int, end: int) -> StaleSpot:
    return StaleSpot(start, end, StaleKind.FIGURE, "x")


EDITS = [
    ((0, 0, 3, "abc"), [(13, 16)]),  # typed before: it moves along
    ((20, 20, 21, "z"), [(10, 13)]),  # typed behind: it stays
    ((11, 12, 13, "99"), []),  # typed over: it is looked at
    ((13, 13, 14, "4"), []),  # a digit joined to it makes another figure
    ((13, 13, 14, " "), [(10, 13)]),  # a blank behind it changes nothing
    ((10, 10, 11, "1"), []),
    ((10, 10, 11, "("), [(11, 14)]),
    ((5, 20, 5, ""), []),  # deleted with its sentence
    ((5, 10, 5, ""), [(5, 8)]),
]


@pytest.mark.parametrize(("edit", "left"), EDITS)
def test_an_edit_moves_the_places_behind_it_and_ends_those_it_touches(
    edit: tuple[int, int, int, str], left: list[tuple[int, int]]
) -> None:
    spots = spots_after_edit([at(10, 13)], *edit)
    assert [(spot.start, spot.end) for spot in spots] == left


WORDS = st.lists(st.sampled_from(["113", "05", "hồ", "sơ", ",", "Sở"]), max_size=30)


@given(WORDS, WORDS, WORDS)
def test_places_before_and_after_an_unseen_edit_survive(
    head: list[str], cut: list[str], tail: list[str]
) -> None:
    old = " ".join([*head, "<", *cut, ">", *tail])
    new = " ".join([*head, "<", "mới", ">", *tail])
    spots = find_stale(old, period("2025-Q4"), period("2026-Q1"))
    kept = spots_after_change(spots, old, new)
    assert all(new[spot.start : spot.end] == spot.old_text for spot in kept)
    outside = [s for s in spots if s.end <= old.index("<") or s.start > old.rindex(">")]
    assert len(kept) >= len(outside)
