"""The interview, driven by keys."""

from __future__ import annotations

import pytest
from driving import SMALL, app_on, current, interview, rows, said, settle, to, until, write

from cchc_tui.domain.values import AnswerState, Prose, Records
from cchc_tui.services.workspace import Workspace
from cchc_tui.tui.screens.home import HomeScreen
from cchc_tui.tui.screens.interview import InterviewScreen
from cchc_tui.tui.widgets.line_list import LineList


async def test_it_opens_at_the_first_missing_question(desk: Workspace, draft: str) -> None:
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        assert current(pilot) == "thu_tinh_hinh"
        assert "Tình hình chung trong kỳ?" in said(pilot)


async def test_enter_in_a_short_field_answers_and_goes_on(desk: Workspace, draft: str) -> None:
    desk.keep_place(draft, "thu_nhan")
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        await write(pilot, "15613")
        await pilot.press("enter")
        assert current(pilot) == "thu_xong"
        assert "✓ Hồ sơ tiếp nhận: 15.613" in said(pilot)
        await write(pilot, "15265")
        await pilot.press("enter")
        assert "= Tỷ lệ giải quyết: 97,77%" in said(pilot)
    assert desk.interview(draft).answer("thu_nhan").state is AnswerState.ANSWERED


async def test_a_wrong_answer_is_said_beside_the_field_and_never_blocks(
    desk: Workspace, draft: str
) -> None:
    desk.keep_place(draft, "thu_nhan")
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        await write(pilot, "nhieu")
        assert "không" in interview(pilot).panel.query("NoteLine").last().text.lower()  # type: ignore[attr-defined]
        await pilot.press("pagedown")
        assert current(pilot) == "thu_xong"
        await pilot.press("pageup")
        assert interview(pilot).panel.editor.value == "nhieu"
        outline = interview(pilot).query_one("#outline", LineList)
        marks = {line.id: line.right for line in outline.lines}
        assert marks["ket-qua.ho-so"] == "!"


async def test_a_choice_is_taken_from_the_list_and_goes_on(desk: Workspace, draft: str) -> None:
    desk.keep_place(draft, "thu_co_kiem_tra")
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        await pilot.press("enter")
        assert current(pilot) == "thu_so_cuoc"
        assert desk.interview(draft).answer("thu_co_kiem_tra").value is True


async def test_a_hidden_question_gives_its_answer_back(desk: Workspace, draft: str) -> None:
    desk.keep_place(draft, "thu_co_kiem_tra")
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        await pilot.press("enter")
        await write(pilot, "5")
        await pilot.press("pageup", "down", "enter")
        assert current(pilot) == "thu_nhan"
        await pilot.press("pageup", "up", "enter")
        assert current(pilot) == "thu_so_cuoc"
        assert interview(pilot).panel.editor.value == "05" or (
            interview(pilot).panel.editor.value == "5"
        )


async def test_a_phrase_comes_after_a_few_letters_without_tone_marks(
    desk: Workspace, draft: str
) -> None:
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        await write(pilot, "thu nghiem tiep nhan")
        assert interview(pilot).panel.suggestions.items
        await pilot.press("tab")
        editor = interview(pilot).panel.editor
        assert editor.value.startswith("Trong quý I năm 2026, Sở Nội vụ đã tiếp nhận")
        assert editor.selected_text
        await write(pilot, "27")
        assert "đã tiếp nhận 27 hồ sơ thử nghiệm" in editor.value
        await pilot.press("ctrl+z")
        assert editor.selected_text == "{so_ho_so}"
        await pilot.press("ctrl+z")
        assert editor.value == "thu nghiem tiep nhan"
        await pilot.press("ctrl+z")
        assert editor.value == "thu nghiem tiep "


async def test_escape_closes_the_suggestions_and_leaves_the_text(
    desk: Workspace, draft: str
) -> None:
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        await write(pilot, "thu nghiem")
        await pilot.press("escape")
        assert not interview(pilot).panel.suggestions.items
        assert interview(pilot).panel.editor.value == "thu nghiem"


async def test_leaving_and_coming_back_finds_text_and_cursor(desk: Workspace, draft: str) -> None:
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        await write(pilot, "Kết quả tốt")
        await pilot.press("left", "left", "left")
        place = interview(pilot).panel.editor.cursor_index
        screen = interview(pilot)
        await until(pilot, lambda: screen.saved.startswith("đã lưu"))
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        assert current(pilot) == "thu_tinh_hinh"
        assert interview(pilot).panel.editor.value == "Kết quả tốt"
        assert interview(pilot).panel.editor.cursor_index in (place, place + 3)


async def test_undo_outside_the_field_steps_back_through_answers(
    desk: Workspace, draft: str
) -> None:
    desk.keep_place(draft, "thu_nhan")
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        await write(pilot, "10")
        await pilot.press("enter")
        await write(pilot, "9")
        await pilot.press("enter", "ctrl+z")
        assert current(pilot) == "thu_xong"
        assert not desk.interview(draft).answer("thu_xong").given
        await pilot.press("ctrl+z")
        assert current(pilot) == "thu_nhan"
        await pilot.press("ctrl+y")
        assert desk.interview(draft).answer("thu_nhan").given


async def test_f7_says_that_there_was_nothing(desk: Workspace, draft: str) -> None:
    desk.keep_place(draft, "thu_nhan")
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        await pilot.press("f7", "enter")
        assert desk.interview(draft).answer("thu_nhan").state is AnswerState.NOTHING
        assert current(pilot) == "thu_xong"


async def test_not_applicable_needs_a_reason(desk: Workspace, draft: str) -> None:
    desk.keep_place(draft, "thu_nhan")
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        await pilot.press("f7", "down", "enter", "enter")
        await until(pilot, lambda: "Xin nêu lý do." in said(pilot))
        await write(pilot, "khong co bo phan")
        await pilot.press("enter")
        answer = desk.interview(draft).answer("thu_nhan")
        assert answer.state is AnswerState.NOT_APPLICABLE
        assert answer.reason == "khong co bo phan"


async def test_f8_goes_round_the_open_places(desk: Workspace, draft: str) -> None:
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        await to(pilot, InterviewScreen)
        await settle(pilot)  # what the check finds meanwhile stands at the same questions
        seen = []
        for _ in range(4):
            before = current(pilot)
            await pilot.press("f8")
            await until(pilot, lambda: current(pilot) != before)  # noqa: B023
            seen.append(current(pilot))
        assert seen == ["thu_co_kiem_tra", "thu_nhan", "thu_xong", "thu_tinh_hinh"]


async def test_the_outline_jumps_to_a_section(desk: Workspace, draft: str) -> None:
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        await pilot.press("ctrl+o")
        listed = rows(interview(pilot), "#outline")
        steps = listed.index("1. Kết quả giải quyết hồ sơ") - listed.index("I. Tình hình chung")
        await pilot.press(*["down"] * steps, "enter")
        await until(pilot, lambda: current(pilot) == "thu_nhan")


async def test_what_comes_in_meanwhile_leaves_the_mark_of_the_outline_alone(
    desk: Workspace, draft: str
) -> None:
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        await pilot.press("ctrl+o", "down", "down")
        outline = interview(pilot).query_one("#outline", LineList)
        chosen = outline.chosen
        interview(pilot).refresh_around()
        assert outline.chosen == chosen != interview(pilot).session.place("thu_can_cu").id


async def test_an_answered_line_reopens_with_enter(desk: Workspace, draft: str) -> None:
    desk.keep_place(draft, "thu_nhan")
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        await write(pilot, "10")
        await pilot.press("enter", "up", "enter")
        assert current(pilot) == "thu_nhan"


async def test_a_computed_figure_is_overridden_only_with_a_reason(
    desk: Workspace, draft: str
) -> None:
    desk.keep_place(draft, "thu_nhan")
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        await write(pilot, "3")
        await pilot.press("enter")
        await write(pilot, "2")
        await pilot.press("enter", "up", "enter")
        await write(pilot, "67")
        await pilot.press("enter")
        await write(pilot, "lam tron theo huong dan")
        await pilot.press("enter")
        answer = desk.interview(draft).answer("thu_ty_le")
        assert answer.reason == "lam tron theo huong dan"


async def test_escape_goes_home_and_keeps_what_was_typed(desk: Workspace, draft: str) -> None:
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        await write(pilot, "abc")
        await pilot.press("escape", "escape")
        assert isinstance(pilot.app.screen, HomeScreen)
    assert desk.interview(draft).answer("thu_tinh_hinh").value == Prose("abc")


async def test_a_table_is_filled_cell_by_cell_with_live_totals(desk: Workspace, draft: str) -> None:
    desk.keep_place(draft, "thu_bang")
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        for cells in (("Đất đai", "12", "9"), ("Hộ tịch", "3", "3")):
            for cell in cells:
                await write(pilot, cell)
                await pilot.press("tab")
        shown = said(pilot)
        assert "75,00%" in shown or "75%" in shown
        assert "Tổng cộng" in shown
        await pilot.press("pageup")
        records = desk.interview(draft).answer("thu_bang").value
        assert isinstance(records, Records)
        assert [row.cells["linh_vuc"] for row in records.rows] == ["Đất đai", "Hộ tịch"]


async def test_the_last_answer_of_an_earlier_period_stands_under_the_question(
    desk: Workspace, draft: str
) -> None:
    before = desk.create_draft("bao-cao-thu", "2025-Q4", "mau-so-noi-vu").id
    async with app_on(desk, before).run_test(size=SMALL) as pilot:
        await pilot.press("f8", "f8")
        await write(pilot, "27")
        await pilot.press("enter")
    desk.keep_place(draft, "thu_nhan")
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        await until(pilot, lambda: "Kỳ trước 27" in said(pilot))
        assert "F6: xem và lấy lại số các kỳ" in said(pilot)
        await pilot.press("f6", "enter")
        assert interview(pilot).panel.editor.value == "27"


@pytest.mark.parametrize("text", ["{{ 7*7 }}", "[bold]x[/bold]", "*a* _b_ #c | d", "& < >"])
async def test_markup_of_any_kind_is_shown_as_typed(desk: Workspace, draft: str, text: str) -> None:
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        interview(pilot).panel.editor.paste_text(text)
        interview(pilot).panel._text_changed(interview(pilot).panel.editor)
        await pilot.press("pagedown")
        assert text in said(pilot)
