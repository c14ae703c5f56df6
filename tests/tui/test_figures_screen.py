"""All figures across periods: the table, its filter, its scrolling, going to a question."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from driving import LARGE, SMALL, app_on, current, interview, said, still, to, until, write
from textual.pilot import Pilot

from cchc_tui.domain.values import AnswerState
from cchc_tui.interview.answers import Answer, parse_answer
from cchc_tui.services.figure_table import figure_table
from cchc_tui.services.terminal_report import look_at_terminal
from cchc_tui.services.workspace import Workspace
from cchc_tui.tui.app import CchcApp
from cchc_tui.tui.screens.assistant import AssistantScreen
from cchc_tui.tui.screens.dialogs import AskScreen
from cchc_tui.tui.screens.figures import FiguresScreen
from cchc_tui.tui.screens.interview import InterviewScreen

Compare = Callable[..., bool]
BOTH = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
KIND, AGENCY = "bao-cao-thu", "mau-so-noi-vu"


def make(desk: Workspace, period: str, **figures: str) -> str:
    """A draft with figures as typed."""
    answers = {
        name: Answer(AnswerState.ANSWERED, parse_answer(desk.library.questions[name], text))
        for name, text in figures.items()
    }
    return desk.create_draft(KIND, period, AGENCY, answers=answers).id


@pytest.fixture
def past(desk: Workspace) -> str:
    """Earlier quarters with one missing, and a draft of the present one."""
    make(desk, "2025-Q1", thu_nhan="1.234.567", thu_xong="98")
    make(desk, "2025-Q2", thu_nhan="104")
    make(desk, "2025-Q4", thu_nhan="113", thu_xong="110")
    return make(desk, "2026-Q1", thu_nhan="120", thu_xong="120")


async def shown(pilot: Pilot[None]) -> FiguresScreen:
    """Open the screen as an officer finds it: by the assistant line."""
    await to(pilot, InterviewScreen)
    await pilot.press("f2")
    line = await to(pilot, AssistantScreen)
    await write(pilot, "so lieu qua cac ky")
    await until(pilot, lambda: "Số liệu qua các kỳ" in said(pilot))
    assert line.is_mounted
    await pilot.press("enter")
    screen = await to(pilot, FiguresScreen)
    await until(pilot, lambda: screen.grid.chosen)
    return screen


# The table


def test_every_period_has_its_column_and_a_missing_one_says_so(desk: Workspace, past: str) -> None:
    table = figure_table(desk, past)
    assert [column.title for column in table.columns] == [
        "Quý I/2025", "Quý II/2025", "Quý III/2025", "Quý IV/2025", "Quý I/2026 (kỳ này)",
        "So kỳ trước", "So cùng kỳ", "Diễn biến",
    ]  # fmt: skip
    assert table.missing == 1
    rows = {row.question: row.cells for row in table.rows}
    assert rows["thu_nhan"] == (
        "1.234.567", "104", "·", "113", "120", "+07", "-1.234.447", "█▁▁▁",
    )  # fmt: skip
    assert rows["thu_xong"][:7] == ("98", "–", "·", "110", "120", "+10", "+22")
    assert rows["thu_ty_le"][3:6] == ("97,35%", "100%", "+2,65")
    assert list(rows) == ["thu_nhan", "thu_xong", "thu_ty_le", "thu_de_xuat"]
    assert table.rows[0].section == "1. Kết quả giải quyết hồ sơ"


def test_many_missing_periods_share_a_column(desk: Workspace) -> None:
    make(desk, "2023-Q1", thu_nhan="1")
    table = figure_table(desk, make(desk, "2026-Q1", thu_nhan="2"))
    assert [column.title for column in table.columns][:3] == [
        "Quý I/2023", "… 11 kỳ", "Quý I/2026 (kỳ này)",
    ]  # fmt: skip
    assert table.missing == 11
    assert table.rows[0].cells == ("01", "·", "02", "·", "·", "▁█")


def test_a_yearly_report_is_compared_once(desk: Workspace) -> None:
    make(desk, "2024-N", thu_nhan="10")
    table = figure_table(desk, make(desk, "2025-N", thu_nhan="7"), blocks=False)
    assert [column.title for column in table.columns] == [
        "Năm 2024", "Năm 2025 (kỳ này)", "So năm trước", "Diễn biến",
    ]  # fmt: skip
    assert table.rows[0].cells == ("10", "07", "-03", "-")
    assert table.rows[0].said == "giảm 03 so với năm trước"


def test_a_draft_without_a_past_has_its_own_figures_only(desk: Workspace) -> None:
    table = figure_table(desk, make(desk, "2026-Q1", thu_nhan="7"))
    assert len(table.columns) == 4
    assert table.rows[0].cells == ("07", "·", "·", "")


# The screen


async def test_the_newest_periods_are_in_sight_and_arrows_show_the_others(
    desk: Workspace, past: str
) -> None:
    async with app_on(desk, past).run_test(size=SMALL) as pilot:
        screen = await shown(pilot)
        assert "Diễn biến" in said(pilot)
        assert "1.234.567" not in said(pilot)
        assert "thiếu 1 kỳ" in said(pilot)
        for _ in range(6):
            await pilot.press("left")
        await until(pilot, lambda: "1.234.567" in said(pilot))
        assert screen.grid.first == 0
        for _ in range(9):
            await pilot.press("right")
        await until(pilot, lambda: "Diễn biến" in said(pilot))
        assert "1.234.567" not in said(pilot)


async def test_typing_without_tone_marks_narrows_and_enter_goes_to_the_question(
    desk: Workspace, past: str
) -> None:
    async with app_on(desk, past).run_test(size=SMALL) as pilot:
        screen = await shown(pilot)
        await write(pilot, "da giai quyet")
        await until(pilot, lambda: (row := screen.grid.chosen) and row.question == "thu_xong")
        assert "Đã giải quyết" not in said(pilot).split("Hồ sơ tiếp nhận")[0]
        assert "tăng 10 so với kỳ trước, tăng 22 so với cùng kỳ" in said(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, InterviewScreen))
        assert current(pilot) == "thu_xong"


async def test_words_that_fit_nothing_are_said(desk: Workspace, past: str) -> None:
    async with app_on(desk, past).run_test(size=SMALL) as pilot:
        await shown(pilot)
        await write(pilot, "xyz")
        await until(pilot, lambda: "Không có số liệu nào" in said(pilot))
        await pilot.press("down", "pagedown", "up", "left", "enter", "escape")
        await to(pilot, InterviewScreen)


async def test_a_computed_figure_opens_what_can_be_done_with_it(desk: Workspace, past: str) -> None:
    async with app_on(desk, past).run_test(size=SMALL) as pilot:
        screen = await shown(pilot)
        await pilot.press("pagedown")
        assert screen.grid.chosen
        assert screen.grid.chosen.question == "thu_de_xuat"
        await pilot.press("down", "up", "enter")
        await to(pilot, AskScreen)


async def test_the_figure_one_comes_from_is_marked(desk: Workspace, past: str) -> None:
    async with app_on(desk, past).run_test(size=SMALL) as pilot:
        (await to(pilot, InterviewScreen)).go_to("thu_xong")
        screen = await shown(pilot)
        assert screen.grid.chosen
        assert screen.grid.chosen.question == "thu_xong"
        await pilot.press("escape")
        await to(pilot, InterviewScreen)
        assert current(pilot) == "thu_xong"


async def test_what_is_typed_counts_at_once(desk: Workspace, past: str) -> None:
    async with app_on(desk, past).run_test(size=LARGE) as pilot:
        (await to(pilot, InterviewScreen)).go_to("thu_nhan")
        await until(pilot, lambda: "Kỳ trước 113" in said(pilot))
        await write(pilot, "1")
        await shown(pilot)
        assert "1.201" in said(pilot)
        assert interview_below(pilot).session.current == "thu_nhan"


def interview_below(pilot: Pilot[None]) -> InterviewScreen:
    """The interview under the screen on top."""
    screen = pilot.app.screen_stack[-2]
    assert isinstance(screen, InterviewScreen)
    return screen


async def test_a_plain_terminal_gets_plain_signs(desk: Workspace, past: str) -> None:
    report = look_at_terminal({"TERM": "linux", "LANG": "C.UTF-8"}, size=SMALL)
    async with CchcApp(desk, past, report).run_test(size=LARGE) as pilot:
        await shown(pilot)
        assert "- + +" in said(pilot)
        assert not set("▁█") & set(said(pilot))
        await pilot.press("escape")
        assert interview(pilot)


@BOTH
def test_picture_of_the_figures(
    snap_compare: Compare, desk: Workspace, past: str, size: tuple[int, int]
) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await shown(pilot)
        await still(pilot)

    assert snap_compare(app_on(desk, past), terminal_size=size, run_before=steps)
