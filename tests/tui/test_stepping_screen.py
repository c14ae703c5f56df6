"""Stepping through what was carried from the last period, driven by keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from driving import LARGE, SMALL, app_on, current, interview, said, still, to, until, write
from textual.pilot import Pilot

from cchc_tui.domain.values import AnswerState, Prose, Records
from cchc_tui.services.session import Session
from cchc_tui.services.stepping import stale_count
from cchc_tui.services.workspace import Workspace
from cchc_tui.tui.screens.assistant import AssistantScreen
from cchc_tui.tui.screens.earlier import EarlierScreen
from cchc_tui.tui.screens.figures import FiguresScreen
from cchc_tui.tui.screens.help import HelpScreen
from cchc_tui.tui.widgets.line_list import LineList
from cchc_tui.tui.widgets.stale_line import StaleLine

KIND, AGENCY = "bao-cao-thu", "mau-so-noi-vu"
PROSE = (
    "- Đã tổ chức 04 lớp tập huấn. Có 210 người dự.\n"
    "- Tiếp nhận 15.613 hồ sơ.\n"
    "- Công tác được triển khai đúng kế hoạch."
)
CITED = "Công văn số 12/SNV-CCHC ngày 05/3/2026 của Sở Nội vụ về việc báo cáo"
TYPED = {
    "thu_can_cu": CITED,
    "thu_tinh_hinh": PROSE,
    "thu_co_kiem_tra": "có",
    "thu_so_cuoc": "5",
    "thu_nhan": "15613",
    "thu_xong": "15000",
    "thu_muc_do": "Đúng tiến độ",
    "thu_bang": "Tư pháp | 10 | 9\nĐất đai | 20 | 19",
    "thu_ngay": "12/03/2026",
    "thu_tien": "23,6 triệu đồng",
    "thu_co_dinh": "40\n25",
}


@pytest.fixture
def first(desk: Workspace) -> str:
    """The draft of quarter I."""
    session = Session(desk, desk.create_draft(KIND, "2026-Q1", AGENCY).id)
    for question, text in TYPED.items():
        session.settle_reading(question, text)
    return session.draft


@pytest.fixture
def carried(desk: Workspace, first: str) -> str:
    """A draft of quarter II carried from quarter I."""
    return desk.create_draft(KIND, "2026-Q2", AGENCY, copy_from=first).id


def selected(pilot: Pilot[None]) -> str:
    """What is selected in the editor of the field."""
    panel = interview(pilot).panel
    return (panel.grid.editor if panel.field is panel.grid else panel.editor).selected_text


def left(pilot: Pilot[None]) -> int:
    """How many stale places the report has."""
    return stale_count(interview(pilot).session)


def hint(pilot: Pilot[None]) -> str:
    """The lines under the field, the second one with all its keys."""
    line = interview(pilot).query_one(StaleLine)
    assert line.display
    return " ".join([line.words.left, line.words.right, *line.words.hints])


async def at(pilot: Pilot[None], question: str) -> None:
    """Go to a question."""
    interview(pilot).go_to(question)
    await pilot.pause()
    assert current(pilot) == question


# The whole way


async def test_every_place_of_the_last_period_is_dealt_with_by_keys(
    desk: Workspace, carried: str
) -> None:
    async with app_on(desk, carried).run_test(size=SMALL) as pilot:
        await at(pilot, "thu_nhan")
        await write(pilot, "16200")
        assert left(pilot) == 15
        await pilot.press("ctrl+n")
        steps = [
            ("thu_xong", "15.000", [*"15900", "ctrl+n"]),
            ("thu_muc_do", "", ["ctrl+g"]),
            ("thu_bang", "10", [*"12", "ctrl+n"]),
            ("thu_bang", "9", ["ctrl+g"]),
            ("thu_bang", "20", ["ctrl+k"]),
            ("thu_ngay", "12/3/2026", [*"15", "slash", *"06", "slash", *"2026", "ctrl+n"]),
            ("thu_tien", "23,6 triệu đồng", ["ctrl+g"]),
            ("thu_co_dinh", "40", ["ctrl+g"]),
            ("thu_co_dinh", "25", [*"30", "ctrl+n"]),
            ("thu_can_cu", CITED, ["ctrl+k"]),
            ("thu_tinh_hinh", "04", [*"06", "ctrl+n"]),
            ("thu_tinh_hinh", "210", ["ctrl+k"]),
            ("thu_tinh_hinh", "15.613", ["tab"]),
            ("thu_co_kiem_tra", "", ["ctrl+g", "ctrl+g"]),
            ("thu_so_cuoc", "", ["ctrl+g", "ctrl+g"]),
        ]
        for question, shown, keys in steps:
            await until(pilot, lambda q=question: current(pilot) == q)  # type: ignore[misc]
            assert not shown or selected(pilot) == shown, question
            await pilot.press(*keys)
        await until(pilot, lambda: left(pilot) == 0)
        assert "kỳ trước:" not in said(pilot).splitlines()[0]
    report = desk.render(carried, "txt").decode()
    for words in (
        "Đã tổ chức 06 lớp tập huấn.\n",
        "Tiếp nhận 16.200 hồ sơ.",
        "tiếp nhận 16.200 hồ sơ, đã giải quyết 15.900 hồ sơ",
        "tổ chức ngày 15/6/2026, kinh phí 23,6 triệu đồng",
    ):
        assert words in report
    assert not any(old in report for old in ("15.613", "15.000", "210", "12/SNV", "Đất đai"))


async def test_a_count_in_the_title_and_stars_tell_what_is_left(
    desk: Workspace, carried: str
) -> None:
    async with app_on(desk, carried).run_test(size=LARGE) as pilot:
        await at(pilot, "thu_muc_do")
        assert "kỳ trước: 16" in said(pilot).splitlines()[0]
        outline = interview(pilot).query_one("#outline", LineList)
        stars = {line.id: "*" in line.right for line in outline.lines}
        assert (stars["chung"], stars["ket-qua"], stars["ket-qua.ho-so"]) == (True, True, True)
        assert not stars["the-thuc"]
        assert "* Hồ sơ đã giải quyết: 15.000" in said(pilot)
        await pilot.press("ctrl+g")
        await until(pilot, lambda: "kỳ trước: 15" in said(pilot).splitlines()[0])


# One place


async def test_what_is_typed_takes_the_place_of_the_old_figure(
    desk: Workspace, carried: str
) -> None:
    async with app_on(desk, carried).run_test(size=SMALL) as pilot:
        await at(pilot, "thu_tinh_hinh")
        assert selected(pilot) == "04"
        assert "Kỳ trước: 04" in hint(pilot)
        assert "Ctrl+G giữ nguyên" in hint(pilot)
        assert "Ctrl+K bỏ câu" in hint(pilot)
        await write(pilot, "06")
        editor = interview(pilot).panel.editor
        assert editor.value.startswith("- Đã tổ chức 06 lớp")
        marked = [editor.value[start:end] for start, end in editor.marks]
        assert marked == ["210", "15.613"]
        assert "Câu này còn 2 chỗ" in hint(pilot)
        await pilot.press("ctrl+z")
        assert [editor.value[start:end] for start, end in editor.marks] == ["04", "210", "15.613"]


async def test_enter_goes_on_and_confirms_nothing(desk: Workspace, carried: str) -> None:
    async with app_on(desk, carried).run_test(size=SMALL) as pilot:
        await at(pilot, "thu_xong")
        assert "Enter để sau" in hint(pilot)
        before = left(pilot)
        await pilot.press("enter")
        assert (current(pilot), left(pilot)) == ("thu_muc_do", before)
        await at(pilot, "thu_tinh_hinh")
        await pilot.press("enter")
        assert (selected(pilot), left(pilot)) == ("210", before)
        assert interview(pilot).panel.editor.value == PROSE


async def test_a_figure_typed_anew_as_it_was_is_confirmed(desk: Workspace, carried: str) -> None:
    async with app_on(desk, carried).run_test(size=SMALL) as pilot:
        await at(pilot, "thu_xong")
        before = left(pilot)
        await write(pilot, "15.000")
        await pilot.press("enter")
        assert left(pilot) == before - 1
        assert desk.interview(carried).typed("thu_xong").stale == ()


async def test_typing_that_is_undone_confirms_nothing(desk: Workspace, carried: str) -> None:
    async with app_on(desk, carried).run_test(size=SMALL) as pilot:
        await at(pilot, "thu_xong")
        before = left(pilot)
        await write(pilot, "7")
        await pilot.press("ctrl+z", "enter")
        assert left(pilot) == before


async def test_taking_an_option_confirms_it_even_if_it_is_the_old_one(
    desk: Workspace, carried: str
) -> None:
    async with app_on(desk, carried).run_test(size=SMALL) as pilot:
        await at(pilot, "thu_muc_do")
        assert "Enter hoặc số để chọn" in hint(pilot)
        before = left(pilot)
        await pilot.press("1")
        await until(pilot, lambda: left(pilot) == before - 1)
        assert current(pilot) == "thu_bang"
        assert desk.interview(carried).typed("thu_muc_do").value == "Đúng tiến độ"


async def test_away_from_a_place_the_keys_are_the_editors_own(
    desk: Workspace, carried: str
) -> None:
    async with app_on(desk, carried).run_test(size=SMALL) as pilot:
        await at(pilot, "thu_tinh_hinh")
        editor = interview(pilot).panel.editor
        editor.cursor_index = PROSE.index("triển khai")
        await pilot.press("ctrl+k")
        assert editor.value.endswith("Công tác được ")
        before = left(pilot)
        await pilot.press("escape", "tab")
        assert (current(pilot), left(pilot)) == ("thu_co_kiem_tra", before)


async def test_a_phrase_on_offer_has_tab_before_a_proposal(desk: Workspace, carried: str) -> None:
    async with app_on(desk, carried).run_test(size=SMALL) as pilot:
        await at(pilot, "thu_nhan")
        await write(pilot, "16200")
        await at(pilot, "thu_tinh_hinh")
        await pilot.press("ctrl+n", "ctrl+n")
        assert "Tab nhận: 16.200" in hint(pilot)
        panel = interview(pilot).panel
        await pilot.press("left")
        await write(pilot, "cong tac chi dao ")
        await until(pilot, lambda: panel.suggestions.items)
        await pilot.press("tab")
        assert "16.200" not in panel.editor.value


async def test_an_answer_of_nothing_is_confirmed_like_any_other(
    desk: Workspace, first: str
) -> None:
    session = Session(desk, first)
    session.go("thu_xong")
    session.answer(session.interview.typed("thu_xong").__class__(AnswerState.NOTHING))
    carried = desk.create_draft(KIND, "2026-Q2", AGENCY, copy_from=first).id
    async with app_on(desk, carried).run_test(size=SMALL) as pilot:
        await at(pilot, "thu_xong")
        assert "Kỳ trước: không phát sinh" in hint(pilot)
        before = left(pilot)
        await pilot.press("ctrl+g")
        assert left(pilot) == before - 1
        assert desk.interview(carried).answer("thu_xong").state is AnswerState.NOTHING


async def test_a_dropped_sentence_comes_back_with_undo_from_another_question(
    desk: Workspace, carried: str
) -> None:
    async with app_on(desk, carried).run_test(size=SMALL) as pilot:
        await at(pilot, "thu_can_cu")
        await pilot.press("ctrl+k")
        assert current(pilot) == "thu_tinh_hinh"
        await pilot.press("ctrl+z")
        assert current(pilot) == "thu_can_cu"
        assert selected(pilot) == CITED


async def test_keys_that_the_officer_moved_are_named_and_work(
    desk: Workspace, carried: str
) -> None:
    app = app_on(desk, carried)
    async with app.run_test(size=SMALL) as pilot:
        app.keymap = {"interview.confirm_stale": "ctrl+e", "interview.drop_stale": "f11"}
        app.set_keymap(app.keymap)
        await at(pilot, "thu_tinh_hinh")
        before = left(pilot)
        assert "Ctrl+E giữ nguyên" in hint(pilot)
        assert "F11 bỏ câu" in hint(pilot)
        await pilot.press("ctrl+k")
        assert interview(pilot).panel.editor.value.startswith("- Đã tổ chức 04\n")
        await pilot.press("ctrl+z", "f11")
        await until(pilot, lambda: left(pilot) == before - 1)
        assert "04" not in interview(pilot).panel.editor.value
        await pilot.press("ctrl+e")
        await until(pilot, lambda: left(pilot) == before - 2)


async def test_tab_from_the_outline_goes_to_the_field(desk: Workspace, carried: str) -> None:
    async with app_on(desk, carried).run_test(size=SMALL) as pilot:
        await at(pilot, "thu_tinh_hinh")
        before = left(pilot)
        await pilot.press("ctrl+o", "tab")
        assert interview(pilot).focused is interview(pilot).panel.editor
        assert left(pilot) == before


async def test_without_anything_left_it_is_said(desk: Workspace, draft: str) -> None:
    async with app_on(desk, draft).run_test(size=SMALL, notifications=True) as pilot:
        before = current(pilot)
        await pilot.press("ctrl+n")
        await until(pilot, lambda: "Không còn chỗ nào của kỳ trước" in said(pilot))
        assert current(pilot) == before
        assert not interview(pilot).query_one(StaleLine).display


async def test_next_problem_and_the_list_of_problems_know_of_stale_places(
    desk: Workspace, carried: str
) -> None:
    session = Session(desk, carried)
    stale = [problem for problem in session.problems() if problem.kind == "stale"]
    assert len(stale) == 14
    async with app_on(desk, carried).run_test(size=SMALL) as pilot:
        await at(pilot, "thu_xong")
        await pilot.press("f8")
        await until(pilot, lambda: current(pilot) == "thu_muc_do")


async def test_the_assistant_line_finds_the_way_there(desk: Workspace, carried: str) -> None:
    async with app_on(desk, carried).run_test(size=SMALL) as pilot:
        await at(pilot, "thu_co_kiem_tra")
        await pilot.press("f2")
        await to(pilot, AssistantScreen)
        await write(pilot, "so lieu ky truoc")
        await pilot.press("enter")
        await until(pilot, lambda: current(pilot) == "thu_nhan")


async def test_help_names_the_keys(desk: Workspace, carried: str) -> None:
    async with app_on(desk, carried).run_test(size=(120, 60)) as pilot:
        await at(pilot, "thu_tinh_hinh")
        await pilot.press("f1")
        await to(pilot, HelpScreen)
        shown = said(pilot)
        for key in ("Ctrl+N", "Ctrl+G", "Ctrl+K", "Alt+số"):
            assert key in shown


async def test_a_figure_merely_carried_is_not_called_unchanged(
    desk: Workspace, carried: str
) -> None:
    async with app_on(desk, carried).run_test(size=SMALL) as pilot:
        await at(pilot, "thu_xong")
        await until(pilot, lambda: "Số của kỳ trước, chưa xác nhận." in said(pilot))
        assert "hông đổi" not in said(pilot)
        await write(pilot, "15003")
        await until(pilot, lambda: "ăng 03" in said(pilot))
        await pilot.press("enter", "ctrl+z")
        await until(pilot, lambda: "chưa xác nhận." in said(pilot))
        await pilot.press("ctrl+g", "pageup")
        await until(pilot, lambda: current(pilot) == "thu_xong")
        await until(pilot, lambda: "Không đổi so với kỳ trước" in said(pilot))


# Questions that are asked anew


async def test_an_empty_question_shows_its_old_answer_and_what_to_do_with_it(
    desk: Workspace, carried: str
) -> None:
    async with app_on(desk, carried).run_test(size=SMALL) as pilot:
        await at(pilot, "thu_tinh_hinh")
        await pilot.press("ctrl+n", "ctrl+n", "ctrl+n")
        await until(pilot, lambda: current(pilot) == "thu_co_kiem_tra")
        assert "* Kỳ trước: Có kỳ này còn trống" in hint(pilot)
        await pilot.press("ctrl+n")
        await until(pilot, lambda: current(pilot) == "thu_nhan")
        assert "* Kỳ trước: 15.613 hồ sơ" in hint(pilot)
        assert "Ctrl+G lấy lại Ctrl+K không còn" in hint(pilot)
        assert left(pilot) == 16
        await pilot.press("ctrl+g")
        await until(pilot, lambda: selected(pilot) == "15.613")
        assert (current(pilot), left(pilot)) == ("thu_nhan", 16)
        assert "Ctrl+G giữ nguyên" in hint(pilot)
        await pilot.press("ctrl+g")
        await until(pilot, lambda: current(pilot) == "thu_xong")
        assert left(pilot) == 15
        assert desk.interview(carried).typed("thu_nhan").stale == ()
        assert Session(desk, carried).summary("thu_nhan") == "15.613 hồ sơ"


async def test_an_old_answer_that_is_gone_is_dropped_with_one_key_and_comes_back(
    desk: Workspace, carried: str
) -> None:
    async with app_on(desk, carried).run_test(size=SMALL) as pilot:
        await at(pilot, "thu_nhan")
        await pilot.press("ctrl+k")
        await until(pilot, lambda: current(pilot) == "thu_xong")
        assert left(pilot) == 15
        dropped = desk.interview(carried).typed("thu_nhan")
        assert (dropped.state, dropped.reason) == (AnswerState.NOT_APPLICABLE, "kỳ này không còn")
        await pilot.press("ctrl+z")
        await until(pilot, lambda: current(pilot) == "thu_nhan")
        assert left(pilot) == 16
        assert "kỳ này còn trống" in hint(pilot)


async def test_what_is_typed_into_an_empty_question_has_its_own_keys(
    desk: Workspace, carried: str
) -> None:
    async with app_on(desk, carried).run_test(size=SMALL) as pilot:
        await at(pilot, "thu_nhan")
        await write(pilot, "162")
        assert left(pilot) == 15
        assert "kỳ này còn trống" not in hint(pilot)
        await pilot.press("left", "ctrl+k")
        assert interview(pilot).panel.editor.value == "16"
        await pilot.press("backspace", "backspace")
        assert left(pilot) == 15 + (interview(pilot).panel.editor.value == "")


async def test_a_text_taken_back_keeps_its_old_places_to_be_looked_at(desk: Workspace) -> None:
    old = Session(desk, desk.create_draft("cchc-so", "2025-Q4", AGENCY).id)
    old.settle_reading("cd_bien_phap", "- Đã họp 05 lần.\n- Đã ban hành 02 kế hoạch.")
    new = desk.create_draft("cchc-so", "2026-Q1", AGENCY, copy_from=old.draft).id
    desk.keep_place(new, "so_van_ban")
    async with app_on(desk, new).run_test(size=SMALL) as pilot:
        await pilot.press("ctrl+n")
        await until(pilot, lambda: current(pilot) == "cd_bien_phap")
        assert "Ctrl+G lấy lại cả" in hint(pilot)
        assert "Đã họp 05 lần" in said(pilot)
        await pilot.press("ctrl+g")
        await until(pilot, lambda: left(pilot) == 2)
        assert (current(pilot), selected(pilot)) == ("cd_bien_phap", "05")
        await write(pilot, "06")
        await pilot.press("ctrl+n", "ctrl+g")
        await until(pilot, lambda: left(pilot) == 0)
    assert "Đã họp 06 lần" in desk.render(new, "txt").decode()


async def test_a_table_asked_anew_comes_back_row_by_row(desk: Workspace) -> None:
    old = Session(desk, desk.create_draft("cong-vu-tthc", "2024-N", AGENCY).id)
    old.settle_reading("hs_nam", YEARS)
    new = desk.create_draft("cong-vu-tthc", "2025-N", AGENCY, copy_from=old.draft).id
    desk.keep_place(new, "so_van_ban")
    async with app_on(desk, new).run_test(size=SMALL) as pilot:
        await pilot.press("ctrl+n")
        await until(pilot, lambda: current(pilot) == "hs_nam")
        assert "Ctrl+G lấy lại cả" in hint(pilot)
        await write(pilot, "20")
        await until(pilot, lambda: left(pilot) == 0)
        await pilot.press("ctrl+k", "backspace", "backspace")
        assert not desk.interview(new).typed("hs_nam").given
        await until(pilot, lambda: left(pilot) == 1)
        await pilot.press("ctrl+g")
        await until(pilot, lambda: left(pilot) == 22)
        await pilot.press("ctrl+g", "ctrl+g")
        await until(pilot, lambda: left(pilot) == 0)


def test_the_list_of_problems_and_the_export_name_what_is_left_empty(desk: Workspace) -> None:
    old = Session(desk, desk.create_draft("cchc-so", "2025-Q4", AGENCY).id)
    old.settle_reading("cd_tai_tru_so", "đặt bảng hướng dẫn")
    old.settle_reading("ngay_ky", "5/1/2026")  # of the old paper, and of no other
    new = desk.create_draft("cchc-so", "2026-Q1", AGENCY, copy_from=old.draft).id
    found = {one.question: one for one in Session(desk, new).problems()}["cd_tai_tru_so"]
    message = "Kỳ trước có trả lời, kỳ này để trống: “đặt bảng hướng dẫn”."
    assert (found.kind, found.message) == ("stale", message)
    exported = desk.export(new, "txt", Path.cwd()).message
    assert "Còn 1 câu kỳ trước có trả lời, kỳ này để trống:\n- Hoạt động tại trụ sở" in exported


@pytest.mark.parametrize(
    ("question", "old"),
    [
        ("cd_bien_phap", "- Phối hợp chặt chẽ với các phòng.\n- Kiên quyết, kịp thời."),
        ("cd_tai_tru_so", "đặt bảng hướng dẫn"),
    ],
)
async def test_an_old_text_without_figures_is_seen_before_it_is_confirmed(
    desk: Workspace, question: str, old: str
) -> None:
    source = Session(desk, desk.create_draft("cchc-so", "2025-Q4", AGENCY).id)
    source.settle_reading(question, old)
    new = desk.create_draft("cchc-so", "2026-Q1", AGENCY, copy_from=source.draft).id
    desk.keep_place(new, question)
    async with app_on(desk, new).run_test(size=SMALL) as pilot:
        await pilot.press("ctrl+g")
        await until(pilot, lambda: interview(pilot).panel.editor.value == old)
        assert left(pilot) == 1
        assert interview(pilot).panel.editor.marks
        await pilot.press("ctrl+g")
        await until(pilot, lambda: left(pilot) == 0)
        assert Session(desk, new).text(question).text == old


# Days


async def test_a_day_before_this_period_is_called_so_and_kept_with_a_word_about_it(
    desk: Workspace, carried: str
) -> None:
    async with app_on(desk, carried).run_test(size=SMALL, notifications=True) as pilot:
        await at(pilot, "thu_ngay")
        assert "* Kỳ trước: 12/3/2026 (trước kỳ này)" in hint(pilot)
        await pilot.press("ctrl+g")
        await until(pilot, lambda: "Đã giữ ngày 12/3/2026: trước kỳ này" in said(pilot))
        assert "(từ ngày 15/3/2026)" in " ".join(said(pilot).split())
        assert Session(desk, carried).summary("thu_ngay") == "12/3/2026"


async def test_the_window_of_a_neighbouring_period_is_proposed_moved_on(desk: Workspace) -> None:
    """Quarter I compares with the last days of quarter IV; quarter II with those of I."""
    old = Session(desk, desk.create_draft(KIND, "2026-Q1", AGENCY).id)
    old.settle_reading("thu_tinh_hinh", "So với số liệu chốt ngày 14/12/2025 là không đổi.")
    old.settle_reading("thu_ngay", "14/12/2025")
    new = desk.create_draft(KIND, "2026-Q2", AGENCY, copy_from=old.draft).id
    desk.keep_place(new, "thu_tinh_hinh")
    async with app_on(desk, new).run_test(size=SMALL) as pilot:
        assert selected(pilot) == "ngày 14/12/2025"
        assert "ngày 14/12/2025 (trước kỳ này) → Tab nhận: ngày 14/3/2026" in hint(pilot)
        await pilot.press("tab")
        await until(pilot, lambda: current(pilot) == "thu_ngay")
        assert "Tab nhận: 14/3/2026" in hint(pilot)
        await pilot.press("tab")
        await until(pilot, lambda: left(pilot) == 0)
    after = Session(desk, new)
    assert after.text("thu_tinh_hinh").text == "So với số liệu chốt ngày 14/3/2026 là không đổi."
    assert after.summary("thu_ngay") == "14/3/2026"


# Tables

YEARS = (
    "2024 | 15/12/2023 | 14/12/2024 | 73 | 508 | 21 | 0 | 532 | 0 | 67 | 0\n"
    "2025 | 15/12/2024 | 14/12/2025 | 369 | 801 | 0 | 0 | 976 | 0 | 194 | 0"
)


async def test_a_table_taken_over_is_confirmed_row_by_row(desk: Workspace) -> None:
    """Its columns are not in the order of their names, as in most real tables."""
    old = Session(desk, desk.create_draft("cong-vu-tthc", "2024-N", AGENCY).id)
    old.settle_reading("hs_nam", YEARS)
    new = desk.create_draft("cong-vu-tthc", "2025-N", AGENCY).id
    desk.keep_place(new, "hs_nam")
    async with app_on(desk, new).run_test(size=SMALL) as pilot:
        await pilot.press("f6")
        await to(pilot, EarlierScreen)
        await pilot.press("enter")
        await until(pilot, lambda: left(pilot) == 22)
        assert "Ctrl+G giữ cả dòng" in hint(pilot)
        await pilot.press("right", "ctrl+g")
        await until(pilot, lambda: left(pilot) == 11)
        assert interview(pilot).panel.grid.place == (1, "nam")
        await pilot.press(*"2026", "enter", "ctrl+g")
        await until(pilot, lambda: left(pilot) == 0)
        assert current(pilot) == "hs_nam"
        value = desk.interview(new).typed("hs_nam").value
        assert isinstance(value, Records)
        assert [row.cells["nam"] for row in value.rows] == ["2024", "2026"]


async def test_a_day_of_the_window_in_a_table_takes_that_of_the_new_period(
    desk: Workspace,
) -> None:
    old = Session(desk, desk.create_draft("cong-vu-tthc", "2024-N", AGENCY).id)
    old.settle_reading("hs_nam", YEARS.splitlines()[0])
    new = desk.create_draft("cong-vu-tthc", "2025-N", AGENCY, copy_from=old.draft).id
    desk.keep_place(new, "hs_nam")
    async with app_on(desk, new).run_test(size=SMALL, notifications=True) as pilot:
        await pilot.press("ctrl+g")
        await until(pilot, lambda: selected(pilot) == "2024")
        await pilot.press(*"2025", "ctrl+n")
        await until(pilot, lambda: selected(pilot) == "15/12/2023")
        assert "15/12/2023 (trước kỳ này) → Tab nhận: 15/12/2024" in hint(pilot)
        await pilot.press("tab")
        await until(pilot, lambda: selected(pilot) == "14/12/2024")
        await pilot.press("ctrl+g")
        await until(pilot, lambda: "Đã giữ ngày 14/12/2024" in said(pilot))
        value = desk.interview(new).typed("hs_nam").value
        assert isinstance(value, Records)
        assert value.rows[0].cells["tu_ngay"] == "15/12/2024"


# Earlier answers


@pytest.fixture
def after(desk: Workspace, first: str) -> str:
    """An empty draft of quarter II, with an answer of last year to look back on."""
    old = Session(desk, desk.create_draft(KIND, "2025-Q4", AGENCY).id)
    old.settle_reading("thu_nhan", "9214")
    return desk.create_draft(KIND, "2026-Q2", AGENCY).id


async def test_an_emptied_question_has_its_old_answer_one_key_away(
    desk: Workspace, after: str
) -> None:
    desk.keep_place(after, "thu_nhan")
    async with app_on(desk, after).run_test(size=SMALL) as pilot:
        await until(pilot, lambda: "15.613" in said(pilot))
        assert "F6: xem và lấy lại" in said(pilot)
        await pilot.press("f6")
        screen = await to(pilot, EarlierScreen)
        lines = [line.text for line in screen.query_one(LineList).lines]
        assert lines == ["Quý IV/2025: 9.214 hồ sơ", "Quý I/2026: 15.613 hồ sơ"]
        assert "Cán bộ thử ghi vừa xong" in said(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: selected(pilot) == "15.613")
        assert left(pilot) == 1
        await pilot.press("ctrl+z")
        assert left(pilot) == 0


async def test_a_sentence_or_a_figure_of_an_old_answer_is_put_in_at_the_cursor(
    desk: Workspace, after: str
) -> None:
    desk.keep_place(after, "thu_tinh_hinh")
    async with app_on(desk, after).run_test(size=SMALL) as pilot:
        await write(pilot, "Mở đầu.")
        await pilot.press("f6")
        await to(pilot, EarlierScreen)
        await pilot.press("right")
        await until(pilot, lambda: "chèn phần nào" in said(pilot))
        assert "Có 210 người dự." in said(pilot)
        await write(pilot, "nguoi du")
        await pilot.press("enter")
        await until(pilot, lambda: interview(pilot).panel.editor.value.endswith("dự."))
        assert desk.interview(after).typed("thu_tinh_hinh").value == Prose(
            "Mở đầu. Có 210 người dự."
        )
        assert left(pilot) == 1
        editor = interview(pilot).panel.editor
        assert editor.cursor_index == len(editor.value)


async def test_a_row_of_an_old_table_is_put_in(desk: Workspace, after: str) -> None:
    desk.keep_place(after, "thu_bang")
    async with app_on(desk, after).run_test(size=SMALL) as pilot:
        await pilot.press("f6")
        await to(pilot, EarlierScreen)
        await pilot.press("right")
        await until(pilot, lambda: "chèn phần nào" in said(pilot))
        await write(pilot, "dat dai | 20")
        await pilot.press("enter")
        await until(pilot, lambda: left(pilot) == 2)
        value = desk.interview(after).typed("thu_bang").value
        assert isinstance(value, Records)
        assert [row.cells["linh_vuc"] for row in value.rows] == ["Đất đai"]


async def test_a_figure_of_an_old_table_is_put_into_the_chosen_cell(
    desk: Workspace, after: str
) -> None:
    desk.keep_place(after, "thu_co_dinh")
    async with app_on(desk, after).run_test(size=SMALL) as pilot:
        await pilot.press("down", "f6")
        await to(pilot, EarlierScreen)
        await pilot.press("right")
        await until(pilot, lambda: "chèn phần nào" in said(pilot))
        await write(pilot, "25")
        await pilot.press("down", "enter")
        await until(pilot, lambda: left(pilot) == 1)
        value = desk.interview(after).typed("thu_co_dinh").value
        assert isinstance(value, Records)
        assert [set(row.cells) - {"muc"} for row in value.rows] == [set(), {"so"}]
        assert selected(pilot) == "25"


async def test_the_same_key_again_shows_the_figures_of_all_periods(
    desk: Workspace, after: str
) -> None:
    desk.keep_place(after, "thu_nhan")
    async with app_on(desk, after).run_test(size=SMALL) as pilot:
        await pilot.press("f6")
        await to(pilot, EarlierScreen)
        await pilot.press("f6")
        await to(pilot, FiguresScreen)
        await pilot.press("escape")
        await until(pilot, lambda: current(pilot) == "thu_nhan")


# Pictures


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
@pytest.mark.parametrize("question", ["thu_tinh_hinh", "thu_xong", "thu_muc_do", "thu_bang"])
def test_stale_places_look_like_this(
    snap_compare: Callable[..., bool],
    desk: Workspace,
    carried: str,
    question: str,
    size: tuple[int, int],
) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await at(pilot, question)
        await still(pilot)

    assert snap_compare(app_on(desk, carried), terminal_size=size, run_before=steps)


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
def test_the_history_of_a_long_answer_looks_like_this(
    snap_compare: Callable[..., bool], desk: Workspace, after: str, size: tuple[int, int]
) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await at(pilot, "thu_tinh_hinh")
        await pilot.press("f6")
        await to(pilot, EarlierScreen)
        await still(pilot)

    assert snap_compare(app_on(desk, after), terminal_size=size, run_before=steps)
