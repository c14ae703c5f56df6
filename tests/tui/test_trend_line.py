"""A figure beside those of earlier periods, as it is typed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from driving import LARGE, SMALL, app_on, interview, said, still, to, until, write
from textual.pilot import Pilot

from cchc_tui.domain.values import AnswerState
from cchc_tui.interview.answers import Answer, parse_answer
from cchc_tui.services.terminal_report import look_at_terminal
from cchc_tui.services.workspace import Workspace
from cchc_tui.tui.app import CchcApp
from cchc_tui.tui.screens.interview import InterviewScreen
from cchc_tui.tui.widgets.trend_line import TrendLine, fitting

Compare = Callable[..., bool]
BOTH = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
FIGURE = "thu_nhan"


@pytest.fixture
def past(desk: Workspace) -> None:
    """Four earlier quarters of the same agency."""
    for period, figure in (
        ("2025-Q1", "98"),
        ("2025-Q2", "104"),
        ("2025-Q3", "121"),
        ("2025-Q4", "113"),
    ):
        answer = parse_answer(desk.library.questions[FIGURE], figure)
        answers = {FIGURE: Answer(AnswerState.ANSWERED, answer)}
        desk.create_draft("bao-cao-thu", period, "mau-so-noi-vu", answers=answers)


async def at_figure(pilot: Pilot[None]) -> TrendLine:
    screen = await to(pilot, InterviewScreen)
    screen.go_to(FIGURE)
    line = screen.query_one(TrendLine)
    await until(pilot, lambda: line.display and "cùng kỳ" in line.lines[0])
    return line


async def test_the_comparison_follows_every_key(desk: Workspace, past: None, draft: str) -> None:
    async with app_on(desk, draft).run_test(size=LARGE) as pilot:
        line = await at_figure(pilot)
        assert line.lines[0] == "Kỳ trước 113 · cùng kỳ 98 · ▁▂█▅ (4 kỳ)"
        assert "F6" in line.lines[1]
        await write(pilot, "1")
        await until(pilot, lambda: "giảm 112" in line.lines[1])
        await write(pilot, "20")
        await until(pilot, lambda: "tăng 07" in line.lines[1])
        assert "cùng kỳ" in line.lines[1]
        assert "tăng 22" in line.lines[1]
        await pilot.press("backspace", "backspace", "backspace")
        await until(pilot, lambda: "F6" in line.lines[1])
        await write(pilot, "x")
        assert "F6" in line.lines[1]


async def test_a_question_that_is_no_figure_has_no_comparison(
    desk: Workspace, past: None, draft: str
) -> None:
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        line = await at_figure(pilot)
        interview(pilot).go_to("thu_tinh_hinh")
        await until(pilot, lambda: not line.display)
        interview(pilot).go_to("thu_xong")
        await until(pilot, lambda: interview(pilot).session.current == "thu_xong")
        assert not line.display
        interview(pilot).go_to(FIGURE)
        assert line.display
        assert "Kỳ trước 113" in line.lines[0]


async def test_a_plain_terminal_gets_plain_signs(desk: Workspace, past: None, draft: str) -> None:
    report = look_at_terminal({"TERM": "linux", "LANG": "C.UTF-8"}, size=SMALL)
    async with CchcApp(desk, draft, report).run_test(size=LARGE) as pilot:
        line = await at_figure(pilot)
        assert line.lines[0].endswith("+ + - (4 kỳ)")


async def test_an_older_period_alone_is_named_and_not_called_the_last(
    desk: Workspace, draft: str
) -> None:
    answer = parse_answer(desk.library.questions[FIGURE], "98")
    answers = {FIGURE: Answer(AnswerState.ANSWERED, answer)}
    desk.create_draft("bao-cao-thu", "2024-Q2", "mau-so-noi-vu", answers=answers)
    async with app_on(desk, draft).run_test(size=LARGE) as pilot:
        screen = await to(pilot, InterviewScreen)
        screen.go_to(FIGURE)
        line = screen.query_one(TrendLine)
        await until(pilot, lambda: line.lines[0] == "Quý II/2024: 98")
        await write(pilot, "99")
        await until(pilot, lambda: "(2 kỳ)" in line.lines[0])
        assert line.lines[1] == ""


@pytest.mark.parametrize(
    ("width", "expected"), [(10, "dài hơn cả"), (6, "vừa"), (2, "vừa"), (0, "vừa")]
)
def test_the_longest_wording_that_fits_is_shown(width: int, expected: str) -> None:
    assert fitting(["dài hơn cả", "vừa"], width) == expected


@BOTH
def test_picture_of_a_figure_with_its_past(
    snap_compare: Compare, desk: Workspace, past: None, draft: str, size: tuple[int, int]
) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await at_figure(pilot)
        await write(pilot, "120")
        await until(pilot, lambda: "Tăng 07" in said(pilot) or "trước tăng 07" in said(pilot))
        await still(pilot)

    assert snap_compare(app_on(desk, draft), terminal_size=size, run_before=steps)
