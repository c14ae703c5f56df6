"""Every type of question, answered by keys: choices, proposals, tables, long texts."""

from __future__ import annotations

import pytest
from driving import LARGE, SMALL, app_on, current, interview, paste, said, to, until, write
from textual.pilot import Pilot
from textual.widget import Widget

from cchc_tui.domain.values import Records
from cchc_tui.services.workspace import Workspace
from cchc_tui.tui.screens.dialogs import PickScreen
from cchc_tui.tui.screens.interview import InterviewScreen
from cchc_tui.tui.widgets.report_view import ReportView


async def at(pilot: Pilot[None], question: str) -> InterviewScreen:
    """Go to a question."""
    screen = await to(pilot, InterviewScreen)
    screen.go_to(question)
    await until(pilot, lambda: screen.focused is not None and current(pilot) == question)
    await until(
        pilot, lambda: screen.panel.asking and screen.panel.asking.question.ask in said(pilot)
    )
    return screen


async def now_at(pilot: Pilot[None], question: str) -> None:
    """Wait until a question has the focus."""
    screen = await to(pilot, InterviewScreen)
    await until(pilot, lambda: screen.session.current == question)
    await pilot.pause()


async def test_a_digit_takes_an_option(desk: Workspace, draft: str) -> None:
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        await at(pilot, "thu_muc_do")
        await pilot.press("2")
        await now_at(pilot, "thu_bang")
    assert desk.interview(draft).answer("thu_muc_do").value == "Chậm tiến độ"


@pytest.mark.parametrize("key", ["tab", "pagedown"])
async def test_leaving_a_choice_answers_nothing(desk: Workspace, draft: str, key: str) -> None:
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        await at(pilot, "thu_muc_do")
        await pilot.press(key)
        await now_at(pilot, "thu_bang")
    assert not desk.interview(draft).answer("thu_muc_do").given


async def test_an_open_choice_takes_other_words_typed_at_once(desk: Workspace, draft: str) -> None:
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        screen = await at(pilot, "thu_chon_mo")
        await write(pilot, "san khau hoa")
        await pilot.press("enter")
        await now_at(pilot, "thu_ngay")
        assert desk.interview(draft).answer("thu_chon_mo").value == "san khau hoa"
        await pilot.press("pageup")
        await now_at(pilot, "thu_chon_mo")
        assert screen.focused is not None
        assert screen.focused.id == "other"
        await pilot.press("up", "enter")
    assert desk.interview(draft).answer("thu_chon_mo").value == "Hội nghị"


async def test_a_proposed_figure_is_accepted_by_enter(desk: Workspace, draft: str) -> None:
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        screen = await at(pilot, "thu_de_xuat")
        assert "Đề xuất sẵn" in said(pilot)
        await pilot.press("pagedown")
        assert not desk.interview(draft).answer("thu_de_xuat").typed
        await until(pilot, lambda: "○ Số đơn vị tham gia: 07" in said(pilot))
        await pilot.press("pageup")
        await now_at(pilot, "thu_de_xuat")
        await pilot.press("enter")
        await now_at(pilot, "thu_chon_mo")
        assert screen.session.interview.answer("thu_de_xuat").typed
        await until(pilot, lambda: "✓ Số đơn vị tham gia: 07" in said(pilot))
    assert desk.interview(draft).answer("thu_de_xuat").typed


@pytest.mark.parametrize(
    ("question", "typed", "shown"),
    [
        ("thu_ngay", "8/6/2026", "08/6/2026"),
        ("thu_tien", "23,6 tỷ đồng", "23,6 tỷ đồng"),
        ("thu_can_cu", "Kế hoạch số 14/KH-STP ngày 31/01/2026 của Sở Tư pháp", "14/KH-STP"),
    ],
)
async def test_every_short_type_is_understood(
    desk: Workspace, draft: str, question: str, typed: str, shown: str
) -> None:
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        await at(pilot, question)
        await paste(pilot, typed)
        await pilot.press("pagedown")
        await until(pilot, lambda: shown in said(pilot))


async def test_an_unclear_figure_is_asked_back_and_the_officer_goes_on(
    desk: Workspace, draft: str
) -> None:
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        await at(pilot, "thu_nhan")
        await write(pilot, "1,234")
        await pilot.press("enter")
        await to(pilot, PickScreen)
        await pilot.press("enter")
        await to(pilot, InterviewScreen)
        await until(pilot, lambda: "✓ Hồ sơ tiếp nhận: 1.234 hồ sơ" in said(pilot))


async def test_rows_copied_from_a_spreadsheet_fill_a_table(desk: Workspace, draft: str) -> None:
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        await at(pilot, "thu_nhom")
        await paste(pilot, "Xã A\t12\t9\t3\r\nXã B\t5\t4\tmột\r\n")
        await until(pilot, lambda: "Xã B" in said(pilot))
        await pilot.press("pagedown")
        value = desk.interview(draft).answer("thu_nhom").value
        assert isinstance(value, Records)
        assert [row.cells["don_vi"] for row in value.rows] == ["Xã A", "Xã B"]
        assert value.rows[1].cells["dung"] == "một"
        await pilot.press("f8")
        await pilot.press("f5")
        await until(pilot, lambda: "Chưa hiểu" in said(pilot))


async def test_a_paste_into_a_table_is_taken_back_in_one_step(desk: Workspace, draft: str) -> None:
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        screen = await at(pilot, "thu_nhom")
        await write(pilot, "x")
        await paste(pilot, "Xã A\t12\nXã B\t5")
        await until(pilot, lambda: "Xã B" in said(pilot))
        await pilot.press("ctrl+z")
        assert screen.panel.grid.editor.value == "x"
        assert len(screen.panel.grid.records.rows) == 1


async def test_rows_and_groups_are_added_with_f7(desk: Workspace, draft: str) -> None:
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        screen = await at(pilot, "thu_nhom")
        await write(pilot, "Xa A")
        await pilot.press("f7")
        await to(pilot, PickScreen)
        await pilot.press("down", "enter")
        await to(pilot, InterviewScreen)
        await write(pilot, "Khoi xa")
        assert [row.label for row in screen.panel.grid.records.rows] == ["Khoi xa", ""]


async def test_a_table_comes_back_at_its_cell_after_the_app_was_killed(
    desk: Workspace, draft: str
) -> None:
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        screen = await at(pilot, "thu_nhom")
        await write(pilot, "Xa A")
        await pilot.press("tab")
        await write(pilot, "12")
        await until(pilot, lambda: "12" in getattr(desk.typing(draft).get("thu_nhom"), "text", ""))
        assert not desk.interview(draft).answer("thu_nhom").given
        assert screen.session.is_pending("thu_nhom")
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        screen = await to(pilot, InterviewScreen)
        assert screen.panel.grid.editor.value == "12"


async def test_a_fixed_table_starts_at_its_first_figure(desk: Workspace, draft: str) -> None:
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        await at(pilot, "thu_co_dinh")
        await until(pilot, lambda: "Toàn trình" in said(pilot))
        await write(pilot, "12")
        await pilot.press("tab")
        await write(pilot, "30")
        await pilot.press("tab")
        assert current(pilot) != "thu_co_dinh"


async def test_a_very_long_text_is_kept_whole(desk: Workspace, draft: str) -> None:
    text = "\n".join(f"- Việc thứ {number}: " + "cải cách hành chính " * 20 for number in range(40))
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        await at(pilot, "thu_tinh_hinh")
        await paste(pilot, text)
        await pilot.press("pagedown")
        await now_at(pilot, "thu_co_kiem_tra")
        await pilot.press("pageup")
        await now_at(pilot, "thu_tinh_hinh")
        assert interview(pilot).panel.editor.value.split() == text.split()
        assert len(said(pilot).splitlines()) <= 24


async def test_the_preview_beside_shows_a_gap_and_then_the_figure(
    desk: Workspace, draft: str
) -> None:
    async with app_on(desk, draft).run_test(size=LARGE) as pilot:
        screen = await at(pilot, "thu_nhan")
        view = screen.query_one(ReportView)
        await until(pilot, lambda: any("thu_nhan" in line.questions for line in view.lines))
        await write(pilot, "15613")
        await pilot.press("enter")
        await until(pilot, lambda: any("15.613 hồ sơ" in line.text for line in view.lines))


@pytest.mark.parametrize("question", ["thu_tinh_hinh", "thu_muc_do", "thu_nhom", "thu_nhan"])
async def test_the_whole_question_fits_in_a_small_window(
    desk: Workspace, draft: str, question: str
) -> None:
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        screen = await at(pilot, question)
        await pilot.pause()
        bottom = max(
            widget.region.bottom
            for widget in screen.panel.walk_children(Widget)
            if widget.display and widget.parent and widget.region
        )
        assert bottom <= 23


async def test_resizing_forth_and_back_keeps_text_and_focus(desk: Workspace, draft: str) -> None:
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        screen = await at(pilot, "thu_tinh_hinh")
        await write(pilot, "mot hai")
        for size in (LARGE, SMALL, LARGE):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        await write(pilot, " ba")
        assert screen.panel.editor.value == "mot hai ba"
        await until(pilot, lambda: screen.query_one(ReportView).lines)
