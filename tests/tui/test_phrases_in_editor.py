"""Phrases in the answer: offered at each key, put in with their gaps, filled, taken back."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from driving import SMALL, app_on, current, interview, said, until, write
from pty_terminal import PtyTerminal
from textual.pilot import Pilot

from cchc_tui.domain.paths import Places
from cchc_tui.services.phrase_book import PhraseBook
from cchc_tui.services.session import Session
from cchc_tui.services.workspace import Workspace
from cchc_tui.tui.widgets.answer_editor import AnswerEditor
from cchc_tui.tui.widgets.line_list import LineList
from cchc_tui.tui.widgets.suggestion_list import SuggestionList

BANK = """
[[phrase]]
id = "thu.o-trong"
text = "Ngày {ngay_thu:date} đã kiểm tra {so_don_vi:number} đơn vị; kết quả {ket_qua:choice(tốt|chưa tốt)} theo {van_ban:citation}"
sections = ["thu.chung"]

[[phrase]]
id = "thu.cu"
text = "Bộ phận tiếp nhận thử nghiệm cấp huyện được giữ nguyên"
valid_to = 2025-06-30
superseded_by = "thu.moi"

[[phrase]]
id = "thu.moi"
text = "Bộ phận tiếp nhận thử nghiệm cấp xã được kiện toàn"

[[phrase]]
id = "thu.het-han"
text = "Bưu điện thử nghiệm văn hóa xã phục vụ đến hết năm"
valid_to = 2024-12-31
"""  # noqa: E501 - a phrase stands on one line


@pytest.fixture
def bank(places: Places) -> None:
    """More phrases of the agency."""
    (places.agency / "phrasebank" / "o-trong.toml").write_text(BANK, encoding="utf-8")  # type: ignore[operator]


def parts(pilot: Pilot[None]) -> tuple[AnswerEditor, SuggestionList]:
    panel = interview(pilot).panel
    return panel.editor, panel.suggestions


def line(pilot: Pilot[None]) -> str:
    """What the line under the field says."""
    return interview(pilot).panel.phrases._line.text


@pytest.mark.usefixtures("bank")
async def test_every_gap_is_visited_checked_and_filled(desk: Workspace, draft: str) -> None:
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        await write(pilot, "ngay da kiem tra don vi")
        await pilot.press("tab")
        editor, listed = parts(pilot)
        assert editor.selected_text == "{ngay_thu}"
        assert line(pilot).startswith("Ô 1/4 {ngay_thu} (ngày, như 15/01/2020)")
        await write(pilot, "31/02/2026")
        assert line(pilot).startswith("Ô 1/4 {ngay_thu}: ")
        assert not listed.items
        await pilot.press("tab")
        assert editor.selected_text == "{so_don_vi}"
        await write(pilot, "mấy")
        assert "Ô 2/4 {so_don_vi}: " in line(pilot)
        await pilot.press("shift+tab")
        assert editor.selected_text == "31/02/2026"
        await write(pilot, "28/02/2026")
        assert line(pilot) == "Ô 1/4 {ngay_thu} (ngày, như 15/01/2020). Tab: ô kế"
        await pilot.press("tab")
        await write(pilot, "7")
        await pilot.press("tab")
        assert [item.text for item in listed.items] == ["tốt", "chưa tốt"]
        assert "Lựa chọn: 2" in said(pilot)
        await pilot.press("2")
        assert editor.selected_text == "{van_ban}"
        assert not listed.items
        await write(pilot, "Công văn số 12/SNV-CCHC ngày 05/3/2026 của Sở Nội vụ")
        await pilot.press("tab")
        assert editor.value == (
            "Ngày 28/02/2026 đã kiểm tra 7 đơn vị; kết quả chưa tốt theo Công văn số "
            "12/SNV-CCHC ngày 05/3/2026 của Sở Nội vụ"
        )
        assert editor.cursor_index == len(editor.value)
        await pilot.press("tab")
        assert current(pilot) != "thu_tinh_hinh"


@pytest.mark.usefixtures("bank")
async def test_a_choice_is_taken_with_arrows_and_enter_too(desk: Workspace, draft: str) -> None:
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        await write(pilot, "ngay da kiem tra don vi")
        await pilot.press("tab", "tab", "tab", "down", "down", "up", "enter")
        editor, _ = parts(pilot)
        assert "kết quả tốt theo {van_ban}" in editor.value
        assert editor.selected_text == "{van_ban}"


@pytest.mark.usefixtures("bank")
async def test_the_last_value_of_a_gap_is_offered_to_one_key(desk: Workspace, draft: str) -> None:
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        await write(pilot, "ngay da kiem tra don vi")
        await pilot.press("tab", "tab")
        await write(pilot, "1.250")
        await pilot.press("tab", "escape", "enter")
        assert PhraseBook(desk).last_value("so_don_vi") == "1.250"
        await write(pilot, "ngay da kiem tra don vi")
        await pilot.press("tab", "tab")
        editor, _ = parts(pilot)
        assert line(pilot).endswith("↓ lấy: 1.250")
        await pilot.press("down")
        assert editor.selected_text == "1.250"
        assert editor.value.count("1.250") == 2
        await write(pilot, "9")
        assert editor.value.count("1.250") == 1


@pytest.mark.usefixtures("bank")
async def test_a_wrong_value_is_not_offered_the_next_time(desk: Workspace, draft: str) -> None:
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        await write(pilot, "ngay da kiem tra don vi")
        await pilot.press("tab", "tab")
        await write(pilot, "vai")
        await pilot.press("tab")
        assert PhraseBook(desk).last_value("so_don_vi") == ""


async def test_one_undo_takes_an_insertion_back(desk: Workspace, draft: str) -> None:
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        await write(pilot, "Mở đầu. thu nghiem tiep nhan")
        await pilot.press("tab")
        editor, _ = parts(pilot)
        assert editor.value.startswith("Mở đầu. Trong quý I năm 2026, Sở Nội vụ đã tiếp nhận")
        await pilot.press("ctrl+z")
        assert editor.value == "Mở đầu. thu nghiem tiep nhan"
        assert not line(pilot)
        await pilot.press("ctrl+y")
        assert editor.value.startswith("Mở đầu. Trong quý I năm 2026")


async def test_typing_alone_puts_nothing_in(desk: Workspace, draft: str) -> None:
    text = "thu nghiem tiep nhan 1 2 3, ky cuong thu nghiem"
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        await write(pilot, text)
        assert parts(pilot)[0].value == text


async def test_a_digit_takes_only_where_something_is_marked(desk: Workspace, draft: str) -> None:
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        await write(pilot, "thu nghiem")
        editor, listed = parts(pilot)
        wanted = listed.items[1].text.split(",")[0]
        await pilot.press("down", "2")
        assert editor.value.startswith(wanted)
        await pilot.press("ctrl+z")
        assert editor.value == "thu nghiem"
        wanted = listed.items[1].text.split(" {")[0]
        await pilot.press("alt+2")
        assert editor.value.startswith(wanted)


async def test_the_marked_one_unfolds_with_its_gaps_filled(desk: Workspace, draft: str) -> None:
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        await write(pilot, "thu nghiem tiep nhan")
        listed = parts(pilot)[1]
        height = listed.size.height
        first = listed.render_line(1)
        marked = "".join(s.text for s in first if s.style and s.style.underline)
        assert "tiếp" in marked or "tiếp" in "".join(s.text for s in first)
        await pilot.press("down")
        shown = " ".join(listed.render_line(y).text.strip() for y in range(1, height))
        assert "Trong quý I năm 2026, Sở Nội vụ đã tiếp nhận {so_ho_so} hồ sơ thử" in shown
        assert listed.size.height == height


async def test_escape_closes_the_list_until_the_next_word(desk: Workspace, draft: str) -> None:
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        await write(pilot, "thu nghi")
        editor, listed = parts(pilot)
        assert listed.items
        await pilot.press("escape")
        await write(pilot, "em")
        assert not listed.items
        await write(pilot, " ")
        assert not listed.items
        await write(pilot, "t")
        assert listed.items
        assert editor.value == "thu nghiem t"


@pytest.mark.usefixtures("bank")
async def test_a_phrase_out_of_date_is_marked_with_what_replaces_it(
    desk: Workspace, draft: str
) -> None:
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        await write(pilot, "bo phan tiep nhan thu nghiem cap huyen duoc giu nguyen")
        listed = parts(pilot)[1]
        old = next(item for item in listed.items if "cấp huyện" in item.text)
        assert old.note == "đã thay"
        assert "Nay dùng: Bộ phận tiếp nhận thử nghiệm cấp xã được kiện toàn" in old.full
        await pilot.press("ctrl+u")
        await write(pilot, "buu dien thu nghiem van hoa")
        assert next(i for i in listed.items if "Bưu điện" in i.text).note == "hết hiệu lực"


async def test_a_gap_left_open_is_said_beside_the_field_and_in_the_review(
    desk: Workspace, draft: str
) -> None:
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        await write(pilot, "thu nghiem tiep nhan")
        await pilot.press("tab", "escape")
        assert line(pilot) == "Còn ô trống {so_ho_so}: điền vào hoặc xóa đi."
        await pilot.press("f5")
        await until(pilot, lambda: "Cảnh báo (1)" in said(pilot))
        assert "Còn ô trống {so_ho_so}" in said(pilot)
        await pilot.press("escape")
    assert desk.interview(draft).answer("thu_tinh_hinh").given
    session = Session(desk, draft)
    found = [one for one in session.problems() if one.kind == "warning"]
    assert [one.question for one in found] == ["thu_tinh_hinh"]


async def test_braces_that_are_no_gap_are_left_alone(desk: Workspace, draft: str) -> None:
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        parts(pilot)[0].paste_text("Tập {1, 2} và {{ten}} và {Tên riêng} và { x }")
        assert line(pilot) == ""


async def test_a_phrase_from_the_assistant_line_keeps_its_gaps(desk: Workspace, draft: str) -> None:
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        await pilot.press("f2")
        await write(pilot, "thu nghiem da tiep nhan trong ky")
        await until(pilot, lambda: "mẫu câu" in said(pilot))
        found = pilot.app.screen.query_one(LineList).lines
        right = next(n for n, row in enumerate(found) if "thử nghiệm" in row.text)
        await pilot.press(*["down"] * right, "enter")
        await until(pilot, lambda: "Ô 1/1 {so_ho_so} (số)" in said(pilot))
        assert parts(pilot)[0].selected_text == "{so_ho_so}"


async def test_the_moved_cursor_speaks_of_the_gap_it_is_in(desk: Workspace, draft: str) -> None:
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        await write(pilot, "thu nghiem tiep nhan")
        await pilot.press("tab")
        assert line(pilot).startswith("Ô 1/1")
        parts(pilot)[0].cursor_index = 3
        await until(pilot, lambda: not line(pilot).startswith("Ô 1/1"))
        parts(pilot)[0].cursor_index = parts(pilot)[0].value.index("{so_ho_so}") + 2
        await until(pilot, lambda: line(pilot).startswith("Ô 1/1"))


LETTERS = "trong ky so da tiep nhan"
WANTED = "Trong 9 tháng đầu năm 2026, Sở Nội vụ đã tiếp n"
FILLED = "Trong 9 tháng đầu năm 2026, Sở Nội vụ đã tiếp nhận"


def test_the_right_phrase_comes_before_the_tenth_letter_and_tab_fills_it(
    isolated: Path, tmp_path: Path
) -> None:
    """In the real app, in a real terminal, with the packaged phrases."""
    home = tmp_path / "home"
    desk = Workspace(Places.from_env({"CCHC_HOME": str(home)}))
    draft = desk.create_sample().id
    desk.keep_place(draft, "hs_ghi_chu")
    desk.close()
    places: dict[int, int] = {}
    program = [sys.executable, "-m", "cchc_tui", "open", draft]
    with PtyTerminal(program, env={"CCHC_HOME": str(home)}) as terminal:
        terminal.wait_for("Ghi chú về số liệu hồ sơ?", timeout=60)
        terminal.settle()
        for count, key in enumerate(LETTERS, start=1):
            terminal.send(key)
            typed = LETTERS[:count].strip()
            terminal.wait_for(lambda: typed in _field(terminal.lines))  # noqa: B023
            terminal.settle()
            if key != " ":
                places[len(LETTERS[:count].replace(" ", ""))] = _place(terminal.lines)
        stays = max((letters for letters, place in places.items() if not place), default=0) + 1
        assert stays < 10, places
        assert places[len(LETTERS.replace(" ", ""))] == 1
        terminal.send("\t")
        terminal.wait_for(lambda: FILLED in _field(terminal.lines))
        assert "{" not in _field(terminal.lines)
        terminal.send("\x1a")
        terminal.wait_for(lambda: _field(terminal.lines) == LETTERS)


def test_what_is_seen_after_nine_letters_is_marked_and_taken(tmp_path: Path) -> None:
    """The same with the fewest keys: nine letters, arrows down to it, Tab."""
    home = tmp_path / "home"
    desk = Workspace(Places.from_env({"CCHC_HOME": str(home)}))
    draft = desk.create_sample().id
    desk.keep_place(draft, "hs_ghi_chu")
    desk.close()
    program = [sys.executable, "-m", "cchc_tui", "open", draft]
    with PtyTerminal(program, env={"CCHC_HOME": str(home)}) as terminal:
        terminal.wait_for("Ghi chú về số liệu hồ sơ?", timeout=60)
        terminal.settle()
        for key in LETTERS[: len("trong ky so")]:
            terminal.send(key)
            terminal.settle()
        place = _place(terminal.lines)
        assert place
        for _ in range(place):
            terminal.send("\x1b[B")
            terminal.settle()
        shown = " ".join(row.rpartition("│")[2].strip() for row in terminal.lines)
        assert FILLED in " ".join(shown.split())
        terminal.send("\t")
        terminal.wait_for(lambda: FILLED in _field(terminal.lines))


def _field(lines: list[str]) -> str:
    """The text in the field, its lines joined."""
    rows = [row.partition("│ │")[2].strip() for row in lines if "│ │" in row]
    return " ".join(" ".join(rows).split())


def _place(lines: list[str]) -> int:
    """The number beside the phrase on the screen; 0 where it is not seen."""
    for row in lines:
        number, _, text = row.rpartition("│")[2].strip().partition(" ")
        if number.isdigit() and text.startswith(WANTED):
            return int(number)
    return 0
