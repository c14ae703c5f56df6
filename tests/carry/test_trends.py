"""Figures across periods: which are compared, in which words, what their course looks like."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_tui.domain.paths import Places, layers
from cchc_tui.domain.periods import Period, parse_period
from cchc_tui.domain.values import AnswerState, Quantity
from cchc_tui.interview.answers import Answer, parse_answer
from cchc_tui.interview.kinds import Question, QuestionType
from cchc_tui.phrases.bank import load_phrases
from cchc_tui.phrases.slots import fill
from cchc_tui.services.trends import (
    BLOCKS,
    Point,
    Trend,
    comparable,
    figures,
    trend,
    with_sign,
)
from cchc_tui.services.workspace import Workspace

AGENCY = "stp-an-giang"
FIGURE = "hs_truc_tuyen"
COUNT = Question(id="so", type=QuestionType.NUMBER, ask="Bao nhiêu?", label="Số", section="x")


@pytest.fixture
def work(tmp_path: Path) -> Iterator[Workspace]:
    places = Places.from_env({"CCHC_HOME": str(tmp_path / "home")})
    workspace = Workspace(places, lambda: datetime(2026, 11, 21, 3, 0, tzinfo=UTC), author="an")
    yield workspace
    workspace.close()


def make(work: Workspace, period: str, figure: str = "", name: str = "", kind: str = "") -> str:
    """A draft with one figure; without one it is not answered."""
    question = work.library.questions[FIGURE]
    answers = (
        {FIGURE: Answer(AnswerState.ANSWERED, parse_answer(question, figure))} if figure else {}
    )
    return work.create_draft(kind or "cchc-so", period, AGENCY, name, answers=answers).id


def compared(work: Workspace, draft: str) -> dict[str, str]:
    """The periods that a figure is compared with, by what they are called."""
    return {name: one.period.code for name, one in trend(work, draft, FIGURE).compared}


def test_at_the_end_of_a_year_the_last_quarter_is_the_period_before(work: Workspace) -> None:
    for period in ("2025-Q1", "2025-Q3", "2025-Q4"):
        make(work, period, "10")
    now = make(work, "2026-Q1", "12")
    assert compared(work, now) == {"kỳ trước": "2025-Q4", "cùng kỳ": "2025-Q1"}


def test_a_half_year_is_compared_with_halves_and_never_with_quarters(work: Workspace) -> None:
    for period in ("2025-6T", "2025-6TC", "2026-Q1", "2025-N", "2026-Q2"):
        make(work, period, "10")
    now = make(work, "2026-6T", "12")
    assert compared(work, now) == {"kỳ trước": "2025-6TC", "cùng kỳ": "2025-6T"}
    assert len(trend(work, now, FIGURE).points) == 3


def test_nine_months_are_compared_with_nine_months_only(work: Workspace) -> None:
    for period in ("2025-9T", "2026-6T", "2026-Q3"):
        make(work, period, "10")
    assert compared(work, make(work, "2026-9T", "12")) == {"cùng kỳ": "2025-9T"}


def test_a_year_is_compared_with_the_year_before_under_one_name(work: Workspace) -> None:
    make(work, "2025-N", "10")
    now = trend(work, make(work, "2026-N", "12"), FIGURE)
    assert now.said() == "tăng 02 so với năm trước"


def test_a_quarter_with_a_gap_before_it_is_not_compared_with_an_older_one(work: Workspace) -> None:
    make(work, "2025-Q3", "10")
    now = trend(work, make(work, "2026-Q1", "12"), FIGURE)
    assert now.compared == []
    assert now.said() == ""
    assert len(now.points) == 2


def test_free_dates_are_compared_with_those_of_the_year_before_though_closed_on_another_day(
    work: Workspace,
) -> None:
    make(work, "2024-01-01..2024-11-15", "10", "11 tháng đầu năm 2024")
    make(work, "2021-01-01..2024-12-31", "99", "giai đoạn 2021 - 2024")
    now = make(work, "2025-01-01..2025-11-30", "12", "11 tháng đầu năm 2025")
    assert compared(work, now) == {"cùng kỳ": "2024-01-01..2024-11-15"}
    assert len(trend(work, now, FIGURE).points) == 2


@pytest.mark.parametrize(
    ("own", "other", "alike"),
    [
        ("2026-Q1", "2019-Q4", True),
        ("2026-Q1", "2026-T03", False),
        ("2026-6T", "2025-6TC", True),
        ("2026-6T", "2025-6T", True),
        ("2026-9T", "2026-6T", False),
        ("2026-N", "2025-N", True),
        ("2026-N", "2025-01-01..2025-12-31", False),
        ("2026-05-15..2026-06-14", "2026-04-15..2026-05-14", True),
        ("2026-05-15..2026-06-14", "2026-03-15..2026-06-14", False),
    ],
)
def test_only_periods_of_the_same_length_are_alike(own: str, other: str, *, alike: bool) -> None:
    one, two = parse_period(own, "a"), parse_period(other, "b")
    assert comparable(one, two) is alike
    assert comparable(two, one) is alike


def test_of_two_drafts_of_a_period_the_one_that_has_the_figure_counts(work: Workspace) -> None:
    make(work, "2025-Q4", "10", kind="cchc-so-nq30c")
    make(work, "2025-Q4", "")
    found = trend(work, make(work, "2026-Q1", "12"), FIGURE)
    assert [str(value) for value in found.values] == ["10", "12"]


def test_another_agency_and_deleted_drafts_do_not_count(work: Workspace) -> None:
    work.delete(make(work, "2025-Q4", "10"))
    question = work.library.questions[FIGURE]
    other = {FIGURE: Answer(AnswerState.ANSWERED, parse_answer(question, "77"))}
    work.create_draft("cchc-so", "2025-Q1", "snv-ha-tinh", answers=other)
    assert trend(work, make(work, "2026-Q1", "12"), FIGURE).points[:-1] == ()


def test_every_figure_of_the_draft_that_some_period_has_is_listed(work: Workspace) -> None:
    make(work, "2025-Q4", "10")
    assert FIGURE in {one.question.id for one in figures(work, make(work, "2026-Q1"))}
    assert FIGURE not in {one.question.id for one in figures(work, make(work, "2026-6T"))}


# In phrases


def test_a_phrase_can_say_how_a_figure_has_changed(work: Workspace) -> None:
    make(work, "2025-Q4", "98")
    make(work, "2025-Q1", "110")
    now = make(work, "2026-Q1", "105")
    known = work.drafting.known_slots(now)
    text = "tiếp nhận {hs_truc_tuyen:number} hồ sơ, {hs_truc_tuyen_so_ky_truoc}"
    assert fill(text, known).text == "tiếp nhận 105 hồ sơ, tăng 07 so với kỳ trước"
    assert known["hs_truc_tuyen_so_cung_ky"] == "giảm 05 so với cùng kỳ"
    assert not [name for name in known if name.endswith(("_so_cung_ky", "_so_ky_truoc"))]


@pytest.mark.parametrize(
    "name", ["hs_truc_tuyen_so_cung_ky", "hs_khach_quan_so_ky_truoc", "x_so_cung_ky"]
)
def test_what_cannot_be_compared_is_left_out_with_its_clause(work: Workspace, name: str) -> None:
    make(work, "2025-Q4", "98")
    known = work.drafting.known_slots(make(work, "2026-Q1", "105"))
    assert name not in known
    for text in ("đạt{}.", "đạt, {}.", "đạt ({}).", "đạt - {}.", "đạt; {}."):
        filled = fill(text.format(f"{{{name}}}"), known)
        assert (filled.text, filled.stops) == ("đạt.", ())
    assert fill(f"({{a}}, {{{name}}})", {"a": "05"}).text == "(05)"


def test_packaged_phrases_say_how_a_figure_has_changed_where_it_is_known(work: Workspace) -> None:
    bank = load_phrases(layers(work.places, "phrasebank"))
    phrase = bank["tthc.ket-qua.tiep-nhan"]
    alone = fill(phrase.text, work.drafting.known_slots(make(work, "2025-Q1", "110"))).text
    assert " hồ sơ, gồm 110 hồ sơ trực tuyến" in alone
    known = {**work.drafting.known_slots(make(work, "2026-Q1", "105"))}
    known["hs_tiep_nhan_so_cung_ky"] = "giảm 05 so với cùng kỳ"
    compared = fill(phrase.text, known).text
    assert " hồ sơ (giảm 05 so với cùng kỳ), gồm 105 hồ sơ trực tuyến" in compared


def test_a_comparison_in_a_phrase_follows_the_answer(work: Workspace) -> None:
    make(work, "2025-Q4", "98")
    now = make(work, "2026-Q1", "105")
    assert work.drafting.known_slots(now)[f"{FIGURE}_so_ky_truoc"].startswith("tăng 07")
    value = parse_answer(work.library.questions[FIGURE], "98")
    seen = work.interview(now).answer(FIGURE)
    work.set_answer(now, FIGURE, replace(seen, value=value))
    assert work.drafting.known_slots(now)[f"{FIGURE}_so_ky_truoc"].startswith("không đổi")


# Words and signs


def course(*figures: str, kind: QuestionType = QuestionType.NUMBER) -> Trend:
    """A trend of quarters up to quý IV/2026, the draft's own last."""
    question = replace(COUNT, type=kind)
    codes = [f"{year}-Q{quarter}" for year in (2025, 2026) for quarter in (1, 2, 3, 4)]
    periods = [parse_period(code) for code in codes[-len(figures) :]]
    points = tuple(
        Point(period, quantity(question, text), "x")
        for period, text in zip(periods, figures, strict=True)
    )
    return Trend(question, points, periods[-1], previous=points[-2], now=points[-1])


def quantity(question: Question, text: str) -> Quantity:
    """A figure as typed."""
    value = parse_answer(question, text)
    assert isinstance(value, Quantity)
    return value


@pytest.mark.parametrize(
    ("kind", "before", "now", "words", "sign"),
    [
        (QuestionType.NUMBER, "98", "105", "tăng 07", "+07"),
        (QuestionType.NUMBER, "15.613", "15.000", "giảm 613", "-613"),
        (QuestionType.NUMBER, "7", "7", "không đổi", "0"),
        (QuestionType.NUMBER, "0", "1.234.567", "tăng 1.234.567", "+1.234.567"),
        (QuestionType.NUMBER, "hơn 20", "25", "tăng 05", "+05"),
        (QuestionType.PERCENT, "97,5%", "98,75%", "tăng 1,25 điểm %", "+1,25"),
        (QuestionType.PERCENT, "100%", "99,9%", "giảm 0,1 điểm %", "-0,1"),
        (QuestionType.MONEY, "980 triệu đồng", "1,5 tỷ đồng", "tăng 0,52 tỷ đồng", ""),
        (QuestionType.MONEY, "1 tỷ đồng", "1000 triệu đồng", "không đổi", "0"),
    ],
)
def test_a_change_is_said_in_the_words_of_the_trade(
    kind: QuestionType, before: str, now: str, words: str, sign: str
) -> None:
    found = course(before, now, kind=kind)
    assert found.changes() == [("kỳ trước", words)]
    assert found.said() == f"{words} so với kỳ trước"
    change = found.change(found.previous)
    assert change is not None
    assert not sign or with_sign(change) == sign


def test_the_words_follow_what_is_typed() -> None:
    found = course("98", "105")
    assert found.with_now(quantity(COUNT, "90")).said() == "giảm 08 so với kỳ trước"
    empty = found.with_now(None)
    assert (empty.said(), len(empty.points)) == ("", 1)
    assert empty.with_now(quantity(COUNT, "98")).said() == "không đổi so với kỳ trước"


def test_the_course_is_drawn_with_blocks_or_with_plain_signs() -> None:
    found = course("1", "4", "4", "2")
    assert found.spark() == "▁██▃"
    assert found.spark(blocks=False) == "+ = -"
    assert course("5", "5").spark() == "▁▁"
    assert found.with_now(None).spark(blocks=False) == "+ ="


def test_one_figure_has_no_course() -> None:
    assert course("1", "4").with_now(None).spark() == ""


@given(st.lists(st.decimals("-1e9", "1e9", places=2), min_size=2, max_size=30))
def test_the_course_has_one_bar_for_each_of_the_last_periods(values: list[Decimal]) -> None:
    period = parse_period("2026-Q1")
    points = tuple(Point(_year(period, n), Quantity(value), "x") for n, value in enumerate(values))
    drawn = Trend(COUNT, points, period).spark()
    assert len(drawn) == min(len(values), 12)
    assert set(drawn) <= set(BLOCKS)
    last = values[-12:]
    assert drawn[last.index(max(last))] == ("█" if max(last) != min(last) else "▁")
    assert drawn[last.index(min(last))] == "▁"


def _year(period: Period, number: int) -> Period:
    return replace(period, year=1990 + number)
