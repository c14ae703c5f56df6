"""What stands dimmed behind the cursor: when it shows, what takes it, that it is never text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from driving import LARGE, SMALL, app_on, current, interview, said, settle, to, until, write
from textual.pilot import Pilot
from textual.widgets.text_area import Selection

from cchc_tui.domain.settings import load_settings
from cchc_tui.services.session import Session
from cchc_tui.services.workspace import Workspace
from cchc_tui.tui.actions import ACTIONS
from cchc_tui.tui.screens.home import HomeScreen
from cchc_tui.tui.screens.interview import InterviewScreen
from cchc_tui.tui.widgets.answer_editor import AnswerEditor
from cchc_tui.tui.widgets.ghost_area import ARROW
from cchc_tui.tui.widgets.question_panel import QuestionPanel

Compare = Callable[..., bool]
PROSE, CITED, TABLE, NUMBER = "thu_tinh_hinh", "thu_can_cu", "thu_bang", "thu_nhan"


@pytest.fixture
def told(desk: Workspace, draft: str) -> str:
    """A draft that cites a document and has a row of a table."""
    session = Session(desk, draft)
    session.go(CITED)
    text = "Quyết định số 45/QĐ-UBND ngày 02/3/2026 của UBND tỉnh về khung điểm thi đua"
    session.type(text, len(text))
    assert session.commit().ok
    session.go(PROSE)
    return draft


async def ready(pilot: Pilot[None], question: str = PROSE) -> AnswerEditor:
    """At a question, with everything read that typing is completed from."""
    screen = await to(pilot, InterviewScreen)
    await until(pilot, lambda: screen.completing.is_ready)
    await settle(pilot)
    if current(pilot) != question:
        screen.go_to(question)
        await until(pilot, lambda: screen.session.question.ask in said(pilot))
    editor = pilot.app.focused
    assert isinstance(editor, AnswerEditor)
    return editor


def shown(editor: AnswerEditor) -> str:
    return "".join(editor.ghost.rows) if editor.ghost else ""


async def test_the_arrow_takes_what_stands_behind_the_cursor(desk: Workspace, told: str) -> None:
    async with app_on(desk, told).run_test(size=SMALL) as pilot:
        editor = await ready(pilot)
        await write(pilot, "rà soát thủ t")
        assert shown(editor) == f"ục hành chính {ARROW}"
        assert f"rà soát thủ tục hành chính {ARROW}" in said(pilot)
        assert editor.value == "rà soát thủ t"
        assert interview(pilot).session.text(PROSE).text == "rà soát thủ t"
        await pilot.press("right")
        assert editor.value == "rà soát thủ tục hành chính"
        assert editor.cursor_index == len(editor.value)
        assert interview(pilot).session.text(PROSE).text == editor.value
        await pilot.press("ctrl+z")
        assert editor.value == "rà soát thủ t"
        assert editor.ghost is None


async def test_one_word_is_taken_with_ctrl(desk: Workspace, told: str) -> None:
    async with app_on(desk, told).run_test(size=SMALL) as pilot:
        editor = await ready(pilot)
        await write(pilot, "rà soát thủ t")
        await pilot.press("ctrl+right")
        assert editor.value == "rà soát thủ tục"
        assert shown(editor) == f" hành chính {ARROW}"
        await pilot.press("ctrl+right")
        assert editor.value == "rà soát thủ tục hành"


async def test_letters_without_marks_and_abbreviations_are_replaced(
    desk: Workspace, told: str
) -> None:
    async with app_on(desk, told).run_test(size=SMALL) as pilot:
        editor = await ready(pilot)
        await write(pilot, "các tthc")
        assert shown(editor) == f" {ARROW} thủ tục hành chính"
        await pilot.press("right")
        assert editor.value == "các thủ tục hành chính"
        await write(pilot, ", thu tuc h")
        await pilot.press("right")
        assert editor.value == "các thủ tục hành chính, thủ tục hành chính"


async def test_a_document_cited_before_is_written_out_in_a_sentence(
    desk: Workspace, told: str
) -> None:
    async with app_on(desk, told).run_test(size=LARGE) as pilot:
        editor = await ready(pilot)
        await write(pilot, "Theo qd 45")
        await pilot.press("ctrl+right")
        assert editor.value == "Theo Quyết định số 45/QĐ-UBND"
        await pilot.press("right")
        assert editor.value.startswith("Theo Quyết định số 45/QĐ-UBND ngày 02/3/2026 của UBND tỉnh")


async def test_what_is_long_goes_on_below_and_what_has_no_room_is_cut(
    desk: Workspace, told: str
) -> None:
    async with app_on(desk, told).run_test(size=SMALL) as pilot:
        editor = await ready(pilot)
        await write(pilot, "Theo qd 45")
        rows = editor.ghost.rows if editor.ghost else ()
        assert len(rows) > 1
        lines = said(pilot).splitlines()
        top = next(i for i, line in enumerate(lines) if rows[0].strip() in line)
        for offset, row in enumerate(rows):
            assert row.strip() in lines[top + offset]
        await pilot.press("right")
        taken = editor.value
        editor.load("x\n\n\n\n")
        await write(pilot, "Theo qd 45")
        assert editor.ghost is None or len(editor.ghost.rows) == 1
        await pilot.press("right")
        assert len(editor.value) < len(taken) + 8


async def test_a_cell_takes_a_value_of_its_column(desk: Workspace, told: str) -> None:
    async with app_on(desk, told).run_test(size=SMALL) as pilot:
        editor = await ready(pilot, TABLE)
        await write(pilot, "Hộ tịch liên thông")
        await pilot.press("down")
        editor = interview(pilot).panel.grid.editor
        assert editor.ghost is None
        await write(pilot, "H")
        assert shown(editor) == f"ộ tịch liên thông {ARROW}"
        await pilot.press("right")
        assert interview(pilot).panel.grid.records.rows[1].cells["linh_vuc"] == "Hộ tịch liên thông"


async def test_cells_of_figures_and_numbers_show_nothing(desk: Workspace, told: str) -> None:
    async with app_on(desk, told).run_test(size=SMALL) as pilot:
        editor = await ready(pilot, NUMBER)
        await write(pilot, "45")
        assert editor.ghost is None
        await ready(pilot, TABLE)
        await pilot.press("tab")
        await write(pilot, "45")
        assert interview(pilot).panel.grid.editor.ghost is None


async def test_escape_hides_it_until_the_next_word_and_takes_nothing_away(
    desk: Workspace, told: str
) -> None:
    async with app_on(desk, told).run_test(size=SMALL) as pilot:
        editor = await ready(pilot)
        await write(pilot, "thủ t")
        await pilot.press("escape")
        assert (editor.ghost, editor.value) == (None, "thủ t")
        assert not interview(pilot).panel.suggestions.items, "the list is closed by the same key"
        await write(pilot, "ụ")
        assert editor.ghost is None
        await write(pilot, "c h")
        assert shown(editor)
        await pilot.press("escape")
        assert interview(pilot).session.current == PROSE


async def test_escape_does_what_it_did_where_nothing_shows(desk: Workspace, told: str) -> None:
    async with app_on(desk, told).run_test(size=SMALL) as pilot:
        await ready(pilot)
        await write(pilot, "zz")
        await pilot.press("escape")
        await to(pilot, HomeScreen)


async def test_it_never_shows_within_a_line_or_over_a_selection(desk: Workspace, told: str) -> None:
    async with app_on(desk, told).run_test(size=SMALL) as pilot:
        editor = await ready(pilot)
        await write(pilot, "thủ t đã ban hành")
        editor.cursor_index = len("thủ t")
        await write(pilot, "ụ")
        assert editor.ghost is None
        await pilot.press("end")
        await write(pilot, " thủ t")
        assert editor.ghost
        editor.selection = Selection((0, 0), editor.document.end)
        assert editor.ghost is None


async def test_moving_away_hides_it_and_the_arrow_moves_again(desk: Workspace, told: str) -> None:
    async with app_on(desk, told).run_test(size=SMALL) as pilot:
        editor = await ready(pilot)
        await write(pilot, "thủ t")
        assert editor.ghost
        await pilot.press("left")
        assert editor.ghost is None
        assert ARROW not in said(pilot)
        await pilot.press("right")
        assert editor.value == "thủ t"
        assert editor.cursor_index == 5


@pytest.mark.parametrize("key", ["backspace", "ctrl+w", "ctrl+u"])
async def test_deleting_shows_nothing(desk: Workspace, told: str, key: str) -> None:
    async with app_on(desk, told).run_test(size=SMALL) as pilot:
        editor = await ready(pilot)
        await write(pilot, "các cơ quan thủ tụ")
        await pilot.press(key)
        assert editor.ghost is None


async def test_another_question_begins_without_one(desk: Workspace, told: str) -> None:
    async with app_on(desk, told).run_test(size=SMALL) as pilot:
        editor = await ready(pilot)
        await write(pilot, "thủ t")
        await pilot.press("pagedown")
        await pilot.press("pageup")
        assert current(pilot) == PROSE
        assert editor.ghost is None
        assert editor.value == "thủ t"


async def test_tab_stays_with_phrases_and_questions(desk: Workspace, told: str) -> None:
    async with app_on(desk, told).run_test(size=SMALL) as pilot:
        editor = await ready(pilot)
        await write(pilot, "thủ t")
        assert editor.ghost
        listed = interview(pilot).panel.suggestions.items
        await pilot.press("tab")
        assert current(pilot) != PROSE or (listed and editor.value != "thủ tục hành chính")


async def test_telex_goes_on_and_a_completed_word_is_not_given_back_as_typed(
    desk: Workspace, told: str
) -> None:
    async with app_on(desk, told).run_test(size=SMALL) as pilot:
        editor = await ready(pilot)
        await pilot.press("f12")
        await write(pilot, "thur tuj")
        assert editor.value == "thủ tụ"
        assert shown(editor) == f"c hành chính {ARROW}"
        await write(pilot, "c")
        assert shown(editor) == f" hành chính {ARROW}"
        await pilot.press("right")
        assert editor.value == "thủ tục hành chính"
        editor.load("")
        await write(pilot, "uyr ban nhaa")
        assert editor.value == "uỷ ban nhâ" or editor.value == "ủy ban nhâ"
        await pilot.press("right")
        assert editor.value.startswith(("ủy ban nhân dân", "uỷ ban nhân dân"))
        await write(pilot, " tthc")
        await pilot.press("right")
        assert editor.value.endswith(" thủ tục hành chính")


async def test_it_can_be_turned_off_and_the_choice_is_kept(desk: Workspace, told: str) -> None:
    async with app_on(desk, told).run_test(size=SMALL) as pilot:
        editor = await ready(pilot)
        await pilot.app.run_action("app.completion")
        await write(pilot, "thủ t")
        assert editor.ghost is None
        assert not load_settings(desk.places.settings_file).completion
        await pilot.app.run_action("app.completion")
        await write(pilot, "ục h")
        assert editor.ghost
        assert load_settings(desk.places.settings_file).completion


def test_the_choice_stands_among_the_actions_and_the_keys_in_the_help() -> None:
    (action,) = [one for one in ACTIONS if one.id == "completion"]
    assert ARROW in action.title
    for word in ("→", "Ctrl+→", "Esc"):
        assert word in QuestionPanel.HELP.partition("Chữ mờ")[2]


@pytest.mark.parametrize("text", ["\x1b[31m", "{{ x }}", "*_#|", "& < >", "\u202e", "e\u0301" * 9])
async def test_nasty_letters_are_typed_as_before(desk: Workspace, told: str, text: str) -> None:
    async with app_on(desk, told).run_test(size=SMALL) as pilot:
        editor = await ready(pilot)
        editor.paste_text(text)
        before = editor.value
        await write(pilot, "a")
        assert editor.value == f"{before}a"


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
@pytest.mark.parametrize("typed", ["rà soát thủ t", "Theo qd 45"], ids=["word", "document"])
def test_picture(
    snap_compare: Compare, desk: Workspace, told: str, size: tuple[int, int], typed: str
) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await ready(pilot)
        await write(pilot, typed)
        await settle(pilot)

    assert snap_compare(app_on(desk, told), terminal_size=size, run_before=steps)
