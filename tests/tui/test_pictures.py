"""A picture of every screen at both sizes, and of the first two in the other themes.

Content is that of `desk`, so that packaged wording does not change the pictures. Look at
the report before accepting new ones: `pytest tests/tui/test_pictures.py --snapshot-update`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from driving import LARGE, SMALL, app_on, paste, said, still, to, until
from textual.pilot import Pilot
from textual.screen import Screen

from cchc_tui.services.session import Session
from cchc_tui.services.workspace import Workspace
from cchc_tui.tui.screens.agencies import AgencyScreen
from cchc_tui.tui.screens.assistant import AssistantScreen
from cchc_tui.tui.screens.dialogs import PickScreen
from cchc_tui.tui.screens.earlier import EarlierScreen
from cchc_tui.tui.screens.export import ExportScreen
from cchc_tui.tui.screens.help import HelpScreen
from cchc_tui.tui.screens.home import HomeScreen
from cchc_tui.tui.screens.interview import InterviewScreen
from cchc_tui.tui.screens.keys import KeysScreen
from cchc_tui.tui.screens.new_draft import NewDraftScreen
from cchc_tui.tui.screens.preview import PreviewScreen
from cchc_tui.tui.screens.review import ReviewScreen
from cchc_tui.tui.widgets.answer_editor import AnswerEditor
from cchc_tui.tui.widgets.report_view import ReportView

Compare = Callable[..., bool]
Steps = Callable[[Pilot[None]], Awaitable[None]]
BOTH = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])


@pytest.fixture
def filled(desk: Workspace, draft: str) -> str:
    """A draft with some answers, one of them wrong, and an earlier one of the same agency."""
    before = Session(desk, desk.create_draft("bao-cao-thu", "2025-Q4", "mau-so-noi-vu").id)
    answers = (("thu_nhan", "9.214"), ("thu_xong", "9.002"))
    for question, text in answers:
        before.go(question)
        before.type(text, 0)
        before.commit()
    session = Session(desk, draft)
    for question, text in (
        ("thu_tinh_hinh", "Công tác cải cách hành chính được triển khai đúng kế hoạch."),
        ("thu_co_kiem_tra", "có"),
        ("thu_so_cuoc", "5"),
        ("thu_nhan", "15613"),
        ("thu_xong", "15700"),
    ):
        session.go(question)
        session.type(text, len(text))
        session.commit()
    session.go("thu_muc_do")
    return draft


def at(question: str) -> Steps:
    """Go to a question."""

    async def steps(pilot: Pilot[None]) -> None:
        screen = await to(pilot, InterviewScreen)
        screen.go_to(question)
        ask = screen.session.question.ask
        await until(pilot, lambda: ask in said(pilot))
        await shown(pilot)

    return steps


async def shown(pilot: Pilot[None]) -> None:
    """Wait until nothing moves any more, the preview beside the question included."""
    views = [view for view in pilot.app.screen.query(ReportView) if view.display]
    await until(pilot, lambda: all(view.lines for view in views))
    await still(pilot)


def after(*keys: str, screen: type[Screen[Any]]) -> Steps:
    """Press keys and wait for a screen."""

    async def steps(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: isinstance(pilot.app.screen, HomeScreen | InterviewScreen))
        await shown(pilot)
        await pilot.press(*keys)
        await to(pilot, screen)
        await still(pilot)

    return steps


@BOTH
def test_home_of_a_newcomer(snap_compare: Compare, desk: Workspace, size: tuple[int, int]) -> None:
    assert snap_compare(app_on(desk), terminal_size=size, run_before=shown)


@BOTH
def test_home(snap_compare: Compare, desk: Workspace, filled: str, size: tuple[int, int]) -> None:
    desk.rename(desk.copy(filled).id, "Báo cáo giao ban sáu tháng của Sở, bản để trình lãnh đạo")
    assert snap_compare(app_on(desk), terminal_size=size, run_before=shown)


@BOTH
@pytest.mark.parametrize(
    "question",
    [
        "thu_can_cu",
        "thu_tinh_hinh",
        "thu_nhan",
        "thu_muc_do",
        "thu_bang",
        "thu_de_xuat",
        "thu_chon_mo",
        "thu_co_dinh",
    ],
)
def test_question(
    snap_compare: Compare, desk: Workspace, filled: str, size: tuple[int, int], question: str
) -> None:
    assert snap_compare(app_on(desk, filled), terminal_size=size, run_before=at(question))


@BOTH
def test_table_with_groups(
    snap_compare: Compare, desk: Workspace, filled: str, size: tuple[int, int]
) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await at("thu_nhom")(pilot)
        await paste(pilot, "Xã Sơn Bình\t1.200\t800\t400\nPhường Đông\t950\t900\tba mươi")
        await pilot.press("f7")
        await to(pilot, PickScreen)
        await pilot.press("down", "enter")
        await to(pilot, InterviewScreen)
        await paste(pilot, "Khối xã, phường")
        await shown(pilot)

    assert snap_compare(app_on(desk, filled), terminal_size=size, run_before=steps)


@BOTH
@pytest.mark.parametrize(
    ("keys", "screen"),
    [
        (["f4"], PreviewScreen),
        (["f5"], ReviewScreen),
        (["f1"], HelpScreen),
        (["f2"], AssistantScreen),
        (["f7"], PickScreen),
    ],
    ids=["preview", "review", "help", "assistant", "states"],
)
def test_over_the_interview(
    snap_compare: Compare,
    desk: Workspace,
    filled: str,
    size: tuple[int, int],
    keys: list[str],
    screen: type[Screen[Any]],
) -> None:
    steps = after(*keys, screen=screen)
    assert snap_compare(app_on(desk, filled), terminal_size=size, run_before=steps)


@BOTH
def test_outline_with_the_focus(
    snap_compare: Compare, desk: Workspace, filled: str, size: tuple[int, int]
) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await after("ctrl+o", screen=InterviewScreen)(pilot)
        await shown(pilot)

    assert snap_compare(app_on(desk, filled), terminal_size=size, run_before=steps)


@BOTH
def test_earlier_periods(
    snap_compare: Compare, desk: Workspace, filled: str, size: tuple[int, int]
) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await at("thu_nhan")(pilot)
        await pilot.press("f6")
        await to(pilot, EarlierScreen)
        await still(pilot)

    assert snap_compare(app_on(desk, filled), terminal_size=size, run_before=steps)


@BOTH
def test_export(snap_compare: Compare, desk: Workspace, filled: str, size: tuple[int, int]) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await after("f9", screen=ExportScreen)(pilot)
        pilot.app.screen.query_one(AnswerEditor).load("/khong/co/thu-muc/bao-cao.docx")
        await pilot.press("enter")
        await to(pilot, PickScreen)  # answers are missing: export nevertheless
        await pilot.press("down", "enter")
        await until(pilot, lambda: "Không có thư mục" in said(pilot))
        await still(pilot)

    assert snap_compare(app_on(desk, filled), terminal_size=size, run_before=steps)


@BOTH
def test_new_draft(snap_compare: Compare, desk: Workspace, size: tuple[int, int]) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await after("f3", screen=AgencyScreen)(pilot)
        await pilot.press("escape")
        await to(pilot, NewDraftScreen)
        await still(pilot)

    assert snap_compare(app_on(desk), terminal_size=size, run_before=steps)


@BOTH
def test_agency(snap_compare: Compare, desk: Workspace, size: tuple[int, int]) -> None:
    steps = after("f3", screen=AgencyScreen)
    assert snap_compare(app_on(desk), terminal_size=size, run_before=steps)


@BOTH
def test_keys(snap_compare: Compare, desk: Workspace, size: tuple[int, int]) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await shown(pilot)
        await pilot.app.run_action("app.keys")
        await to(pilot, KeysScreen)
        await still(pilot)

    assert snap_compare(app_on(desk), terminal_size=size, run_before=steps)


@pytest.mark.parametrize("theme", ["sang", "tuong-phan", "16-mau"])
@pytest.mark.parametrize("opened", [False, True], ids=["home", "interview"])
def test_other_themes(
    snap_compare: Compare, desk: Workspace, filled: str, theme: str, opened: bool
) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await shown(pilot)
        pilot.app.theme = theme
        await shown(pilot)

    app = app_on(desk, filled if opened else "")
    assert snap_compare(app, terminal_size=SMALL, run_before=steps)
