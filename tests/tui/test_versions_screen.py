"""The saved versions of a draft: opened by its words, looked into, gone back to, undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone

import pytest
from driving import LARGE, SMALL, app_on, interview, rows, said, still, to, until, write
from textual.pilot import Pilot

from cchc_tui.domain.paths import Places
from cchc_tui.services.session import Session
from cchc_tui.services.workspace import Workspace
from cchc_tui.tui.screens.assistant import AssistantScreen
from cchc_tui.tui.screens.interview import InterviewScreen
from cchc_tui.tui.screens.versions import VersionsScreen

ZONE = timezone(timedelta(hours=7))
Compare = Callable[..., bool]
BOTH = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])


@pytest.fixture
def lived(places: Places, draft: str) -> str:
    """A draft of two days: figures, then other figures."""
    days = ((14, "15613", "Công tác được triển khai đúng kế hoạch."), (16, "16000", "Đã sửa."))
    for day, figure, prose in days:
        moment = datetime(2026, 3, day, 9, 0, tzinfo=ZONE)
        desk = Workspace(places, clock=lambda moment=moment: moment, author="Cán bộ thử")  # type: ignore[misc]
        session = Session(desk, draft)
        for question, text in (("thu_nhan", figure), ("thu_tinh_hinh", prose)):
            session.go(question)
            session.type(text, len(text))
            session.commit()
        desk.store.close()
    return draft


async def open_versions(pilot: Pilot[None]) -> VersionsScreen:
    """As an officer would who knows no key for it."""
    await to(pilot, InterviewScreen)
    await pilot.press("f2")
    await to(pilot, AssistantScreen)
    await write(pilot, "cac ban da luu")
    await until(pilot, lambda: "Các bản đã lưu" in said(pilot))
    await pilot.press("enter")
    return await to(pilot, VersionsScreen)


async def test_a_version_is_looked_into_gone_back_to_and_undone(
    desk: Workspace, lived: str
) -> None:
    async with app_on(desk, lived).run_test(size=SMALL, notifications=True) as pilot:
        screen = await open_versions(pilot)
        assert rows(screen) == ["Hiện nay", "Cuối ngày 14/03/2026", "Khi tạo bản nháp"]
        assert "câu đã trả lời" in said(pilot)
        await pilot.press("down")
        await until(pilot, lambda: "Lấy lại thì đổi 2 câu" in said(pilot))
        assert "16.000" in said(pilot)
        await pilot.press("enter")
        await to(pilot, InterviewScreen)
        await until(pilot, lambda: "Đã lấy lại bản cũ: 2 câu thay đổi" in said(pilot))
        assert interview(pilot).session.summary("thu_nhan") == "15.613 hồ sơ"
        await pilot.press("ctrl+z")
        await until(pilot, lambda: interview(pilot).session.summary("thu_nhan") == "16.000 hồ sơ")


async def test_a_text_that_is_no_answer_stays_over_the_version(desk: Workspace, lived: str) -> None:
    async with app_on(desk, lived).run_test(size=SMALL) as pilot:
        await to(pilot, InterviewScreen)
        interview(pilot).go_to("thu_nhan")
        await until(pilot, lambda: interview(pilot).session.current == "thu_nhan")
        await pilot.press("end", "x")
        await open_versions(pilot)
        await pilot.press("down", "enter")
        await to(pilot, InterviewScreen)
        await until(pilot, lambda: interview(pilot).panel.editor.value == "16.000x")
        assert desk.interview(lived).answer("thu_tinh_hinh").typed


@pytest.mark.parametrize("keys", [["escape"], ["enter"]])
async def test_closing_or_choosing_the_present_changes_nothing(
    desk: Workspace, lived: str, keys: list[str]
) -> None:
    before = desk.draft(lived).last_step
    async with app_on(desk, lived).run_test(size=SMALL) as pilot:
        await open_versions(pilot)
        await pilot.press(*keys)
        await to(pilot, InterviewScreen)
    assert desk.draft(lived).last_step == before


@BOTH
def test_picture_of_the_versions(
    snap_compare: Compare, desk: Workspace, lived: str, size: tuple[int, int]
) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await open_versions(pilot)
        await pilot.press("down")
        await still(pilot)

    assert snap_compare(app_on(desk, lived), terminal_size=size, run_before=steps)
