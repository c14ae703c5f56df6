"""The list of drafts and the forms that start from it, driven by keys."""

from __future__ import annotations

import pytest
from driving import LARGE, SMALL, app_on, interview, rows, said, to, until, write
from textual.pilot import Pilot

from cchc_tui.domain.settings import load_settings
from cchc_tui.services.workspace import Workspace
from cchc_tui.tui.screens.agencies import AgenciesScreen, AgencyScreen
from cchc_tui.tui.screens.assistant import AssistantScreen
from cchc_tui.tui.screens.dialogs import AskScreen, PickScreen
from cchc_tui.tui.screens.help import HelpScreen
from cchc_tui.tui.screens.home import HomeScreen
from cchc_tui.tui.screens.interview import InterviewScreen
from cchc_tui.tui.screens.keys import KeysScreen, PressScreen
from cchc_tui.tui.screens.new_draft import NewDraftScreen
from cchc_tui.tui.widgets.form import PickField, TypeField
from cchc_tui.tui.widgets.line_list import LineList


def titles(desk: Workspace) -> list[str]:
    return [card.name for card in desk.drafts()]


async def test_a_newcomer_sees_what_can_be_done(desk: Workspace) -> None:
    async with app_on(desk).run_test(size=SMALL) as pilot:
        await until(pilot, lambda: "Mở báo cáo mẫu" in said(pilot))
        assert "Chưa có bản nháp nào" in said(pilot)


async def test_the_sample_opens_wholly_answered(desk: Workspace) -> None:
    async with app_on(desk).run_test(size=SMALL) as pilot:
        await pilot.press("f4")
        await to(pilot, InterviewScreen)
        assert not interview(pilot).session.interview.missing()


async def test_drafts_show_how_far_they_are_and_when_they_changed(
    desk: Workspace, draft: str
) -> None:
    async with app_on(desk).run_test(size=SMALL) as pilot:
        await until(pilot, lambda: "Báo cáo thử · Quý I/2026 · Sở Nội vụ" in said(pilot))
        assert "0/4  vừa xong" in said(pilot)
        assert draft in said(pilot)


async def test_enter_opens_the_marked_draft(desk: Workspace, draft: str) -> None:
    desk.create_draft("bao-cao-thu", "2026-N", "mau-so-noi-vu")
    async with app_on(desk).run_test(size=SMALL) as pilot:
        await until(pilot, lambda: len(rows(pilot.app.screen)) == 2)
        marked = pilot.app.screen.query_one(LineList)
        wanted = marked.lines[1].id
        await pilot.press("down", "enter")
        await to(pilot, InterviewScreen)
        assert interview(pilot).draft_id == wanted


async def test_many_drafts_scroll_and_the_last_one_opens(desk: Workspace) -> None:
    for year in range(1990, 2026):
        desk.create_draft("bao-cao-thu", f"{year}-N", "mau-so-noi-vu")
    async with app_on(desk).run_test(size=SMALL) as pilot:
        await until(pilot, lambda: len(rows(pilot.app.screen)) == 36)
        last = pilot.app.screen.query_one(LineList).lines[-1]
        await pilot.press("end")
        await until(pilot, lambda: last.text.split(" · ")[1] in said(pilot))
        await pilot.press("enter")
        await to(pilot, InterviewScreen)
        assert interview(pilot).draft_id == last.id


async def test_a_new_name_can_be_taken_back(desk: Workspace, draft: str) -> None:
    before = titles(desk)
    async with app_on(desk).run_test(size=SMALL) as pilot:
        await pilot.press("f5")
        await to(pilot, AskScreen)
        await pilot.press("ctrl+u")
        await write(pilot, "Bao cao giao ban")
        await pilot.press("enter")
        await until(pilot, lambda: titles(desk) == ["Bao cao giao ban"])
        await to(pilot, HomeScreen)
        assert "Bao cao giao ban" in said(pilot)
        await pilot.press("ctrl+z")
        await until(pilot, lambda: titles(desk) == before)


async def test_a_copy_can_be_taken_back(desk: Workspace, draft: str) -> None:
    async with app_on(desk).run_test(size=SMALL) as pilot:
        await pilot.press("f6")
        await until(pilot, lambda: len(titles(desk)) == 2)
        await pilot.press("ctrl+z")
        await until(pilot, lambda: [card.info.id for card in desk.drafts()] == [draft])


async def test_deleted_drafts_come_back_one_by_one(desk: Workspace, draft: str) -> None:
    desk.copy(draft)
    async with app_on(desk).run_test(size=SMALL) as pilot:
        await until(pilot, lambda: len(rows(pilot.app.screen)) == 2)
        await pilot.press("f8")
        await until(pilot, lambda: len(desk.drafts()) == 1)
        await pilot.press("f8")
        await until(pilot, lambda: not desk.drafts())
        assert "Chưa có bản nháp nào" in said(pilot)
        await pilot.press("ctrl+z")
        await until(pilot, lambda: len(desk.drafts()) == 1)
        await pilot.press("ctrl+z")
        await until(pilot, lambda: len(desk.drafts()) == 2)


async def test_a_draft_deleted_yesterday_comes_back_too(desk: Workspace, draft: str) -> None:
    desk.delete(draft)
    async with app_on(desk).run_test(size=SMALL) as pilot:
        await pilot.press("ctrl+z")
        await until(pilot, lambda: [card.info.id for card in desk.drafts()] == [draft])


async def test_a_newcomer_is_led_through_describing_an_agency(desk: Workspace) -> None:
    async with app_on(desk).run_test(size=SMALL) as pilot:
        await pilot.press("f3")
        form = await to(pilot, AgencyScreen)
        assert "Trước hết khai cơ quan của bạn" in said(pilot)
        for name, text in (("name", "So Tai chinh"), ("place", "Ha Tinh"), ("code", "STC")):
            form.query_one(f"#{name}", TypeField).editor.focus()
            await write(pilot, text)
        await pilot.press("f9")
        await until(pilot, lambda: "chức vụ người ký" in said(pilot))
        form.query_one("#title", TypeField).editor.focus()
        await write(pilot, "Giam doc")
        await pilot.press("f9")
        screen = await to(pilot, NewDraftScreen)
        assert screen.query_one("#agency", PickField).value == "so-tai-chinh"
        await pilot.press("f9")
        await to(pilot, InterviewScreen)
        assert interview(pilot).session.interview.agency.name == "So Tai chinh"


async def new_form(pilot: Pilot[None]) -> NewDraftScreen:
    """The form for a new draft, with a sample agency."""
    await pilot.press("f3")
    await to(pilot, AgencyScreen)
    await pilot.press("escape")
    return await to(pilot, NewDraftScreen)


async def test_a_kind_is_found_by_typing_without_tone_marks(desk: Workspace) -> None:
    async with app_on(desk).run_test(size=SMALL) as pilot:
        form = await new_form(pilot)
        await pilot.press("enter")
        await to(pilot, PickScreen)
        await write(pilot, "bao cao thu")
        await pilot.press("enter")
        await to(pilot, NewDraftScreen)
        assert form.query_one("#kind", PickField).value == "bao-cao-thu"
        await pilot.press("f9")
        await to(pilot, InterviewScreen)
        assert interview(pilot).session.interview.kind.id == "bao-cao-thu"


async def test_a_free_period_asks_for_two_days_and_a_name(desk: Workspace) -> None:
    async with app_on(desk).run_test(size=SMALL) as pilot:
        form = await new_form(pilot)
        form.query_one("#kind", PickField).value = "bao-cao-thu"
        form.query_one("#period", PickField).focus()
        await pilot.press("enter")
        await to(pilot, PickScreen)
        await write(pilot, "tu ngay")
        await pilot.press("enter")
        await to(pilot, NewDraftScreen)
        form.query_one("#span", TypeField).editor.focus()
        await write(pilot, "01/01/2026")
        await pilot.press("f9")
        await until(pilot, lambda: "Ghi hai ngày" in said(pilot))
        await write(pilot, " - 15/3/2026")
        await pilot.press("tab")
        await write(pilot, "10 tuan dau nam")
        await pilot.press("f9")
        await to(pilot, InterviewScreen)
        assert "10 tuan dau nam" in said(pilot)
        assert desk.drafts()[0].info.period == "2026-01-01..2026-03-15"


async def test_escape_in_the_form_makes_nothing(desk: Workspace) -> None:
    async with app_on(desk).run_test(size=SMALL) as pilot:
        await new_form(pilot)
        await pilot.press("escape")
        await to(pilot, HomeScreen)
        assert desk.drafts() == []


async def test_agencies_are_listed_and_a_changed_sample_becomes_ones_own(desk: Workspace) -> None:
    async with app_on(desk).run_test(size=SMALL) as pilot:
        await pilot.press("f7")
        await to(pilot, AgenciesScreen)
        assert "· mẫu" in said(pilot)
        await pilot.press("enter")
        form = await to(pilot, AgencyScreen)
        form.query_one("#drafter", TypeField).editor.focus()
        await pilot.press("ctrl+u")
        await write(pilot, "CCHC")
        await pilot.press("f9")
        await to(pilot, AgenciesScreen)
        assert "mau-so-noi-vu" in desk.agency_book.own_ids()
        assert desk.agencies()["mau-so-noi-vu"].drafter == "CCHC"


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_help_says_what_the_list_shows_and_its_keys(
    desk: Workspace, draft: str, size: tuple[int, int]
) -> None:
    async with app_on(desk).run_test(size=size) as pilot:
        await pilot.press("f1")
        await to(pilot, HelpScreen)
        await until(pilot, lambda: "Danh sách bản nháp" in said(pilot))
        assert "F3, N" in said(pilot)
        await pilot.press("escape")
        await to(pilot, HomeScreen)


async def test_the_assistant_line_opens_a_draft(desk: Workspace, draft: str) -> None:
    async with app_on(desk).run_test(size=SMALL) as pilot:
        await pilot.press("f2")
        await to(pilot, AssistantScreen)
        await write(pilot, "bao cao thu quy 1")
        await until(pilot, lambda: "bản nháp" in said(pilot))
        await pilot.press("enter")
        await to(pilot, InterviewScreen)


async def test_a_theme_is_chosen_and_kept(desk: Workspace) -> None:
    async with app_on(desk).run_test(size=SMALL) as pilot:
        await pilot.press("f2")
        await to(pilot, AssistantScreen)
        await write(pilot, "giao dien")
        await pilot.press("enter")
        await to(pilot, PickScreen)
        await write(pilot, "sang")
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.theme == "sang")
    assert load_settings(desk.places.settings_file).theme == "sang"


async def test_an_action_moves_to_another_key_and_is_kept(desk: Workspace, draft: str) -> None:
    async with app_on(desk).run_test(size=SMALL) as pilot:
        await pilot.press("f2")
        await to(pilot, AssistantScreen)
        await write(pilot, "phim tat")
        await pilot.press("enter")
        screen = await to(pilot, KeysScreen)
        screen.query_one(LineList).mark("new")
        await pilot.press("enter")
        await to(pilot, PressScreen)
        await pilot.press("f4")
        await until(pilot, lambda: "đang dùng cho" in said(pilot))
        await pilot.press("enter")
        await to(pilot, PressScreen)
        await pilot.press("f11")
        await to(pilot, KeysScreen)
        await pilot.press("f9")
        await to(pilot, HomeScreen)
        await until(pilot, lambda: "F11 Mới" in said(pilot))
        await pilot.press("f11")
        await to(pilot, AgencyScreen)
    assert load_settings(desk.places.settings_file).keys == {"new": "f11"}


async def test_escape_on_the_list_does_nothing(desk: Workspace, draft: str) -> None:
    async with app_on(desk).run_test(size=SMALL) as pilot:
        await pilot.press("escape")
        await to(pilot, HomeScreen)
        assert pilot.app.is_running
