"""The phrase book: browsing, searching, one's own phrases, driven by keys."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from driving import LARGE, SMALL, app_on, interview, rows, said, still, to, until, write
from textual.pilot import Pilot

from cchc_tui.phrases.phrase import Phrase
from cchc_tui.services.phrase_book import PhraseBook
from cchc_tui.services.workspace import Workspace
from cchc_tui.tui.screens.dialogs import MessageScreen
from cchc_tui.tui.screens.home import HomeScreen
from cchc_tui.tui.screens.interview import InterviewScreen
from cchc_tui.tui.screens.own_phrase import OwnPhraseScreen
from cchc_tui.tui.screens.phrases import PhraseBookScreen
from cchc_tui.tui.widgets.form import PickField, TypeField
from cchc_tui.tui.widgets.line_list import LineList
from cchc_tui.tui.widgets.suggestion_list import SuggestionList

Compare = Callable[..., bool]
BOTH = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
SENTENCE = "Sở Nội vụ đã cấp 27 chứng chỉ ngày 05/3/2026."


def offered(screen: PhraseBookScreen) -> list[str]:
    return [item.text for item in screen.query_one(SuggestionList).items]


def messages(pilot: Pilot[None]) -> list[str]:
    return [told.message for told in pilot.app._notifications]


async def test_f3_begins_with_the_phrases_of_the_section_and_enter_inserts_one(
    desk: Workspace, draft: str
) -> None:
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        await pilot.press("f3")
        book = await to(pilot, PhraseBookScreen)
        assert len(offered(book)) == 2
        assert "Mẫu câu của cơ quan · Tình hình chung" in said(pilot)
        await write(pilot, "thu nghiem tiep nhan")
        await until(pilot, lambda: offered(book)[:1] and "đã tiếp nhận" in offered(book)[0])
        await pilot.press("enter")
        await to(pilot, InterviewScreen)
        editor = interview(pilot).panel.editor
        assert editor.value == (
            "Trong quý I năm 2026, Sở Nội vụ đã tiếp nhận {so_ho_so} hồ sơ thử nghiệm"
        )
        assert editor.selected_text == "{so_ho_so}"
        await pilot.press("f3")
        await to(pilot, PhraseBookScreen)
        await until(pilot, lambda: "Đã dùng 1 lần; gần nhất 16/3/2026" in said(pilot))
        await pilot.press("f6")
        await to(pilot, MessageScreen)
        await until(pilot, lambda: "hình chung (Cán bộ thử)" in said(pilot))


async def test_the_left_list_browses_by_section(desk: Workspace) -> None:
    async with app_on(desk).run_test(size=SMALL) as pilot:
        await pilot.press("p")
        book = await to(pilot, PhraseBookScreen)
        titles = rows(book, "#sections")
        assert titles[0] == "Mẫu câu của bạn"
        assert titles[-1] == "Đã ẩn"
        everywhere = offered(book)
        sections = book.query_one("#sections", LineList)
        await pilot.press("tab", *["down"] * (titles.index("Tình hình chung") - 1))
        assert sections.has_focus
        assert offered(book) == [
            "Trong {ky_bao_cao}, {co_quan} đã tiếp nhận {so_ho_so:number} hồ sơ thử nghiệm",
            "Kỷ luật, kỷ cương thử nghiệm được giữ vững trên địa bàn",
        ]
        assert everywhere != offered(book)
        await pilot.press("tab", "escape")
        await to(pilot, HomeScreen)


async def test_a_sentence_of_the_answer_becomes_a_phrase_found_at_once(
    desk: Workspace, draft: str
) -> None:
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        editor = interview(pilot).panel.editor
        editor.paste_text(f"Việc chung vẫn tốt. {SENTENCE}")
        await pilot.press("ctrl+t")
        form = await to(pilot, OwnPhraseScreen)
        text = form.query_one("#text", TypeField).editor
        assert text.value == "{co_quan} đã cấp {so_chung_chi:number} chứng chỉ ngày {ngay:date}."
        assert "so_chung_chi (số) = 27" in said(pilot)
        assert form.query_one("#section", PickField).value == "thu.chung"
        text.cursor_index = text.value.index("{ngay") + 2
        await pilot.press("f6")
        assert text.value.endswith("chứng chỉ ngày 05/3/2026.")
        await pilot.press("f9")
        await to(pilot, InterviewScreen)
        await pilot.press("ctrl+end", "end", "enter")
        await write(pilot, "da cap chung chi")
        items = interview(pilot).panel.suggestions.items
        assert items[0].text == "Sở Nội vụ đã cấp {so_chung_chi} chứng chỉ ngày 05/3/2026."
        assert items[0].note == "của bạn"


async def test_the_sentence_at_the_cursor_is_meant_unless_one_is_selected(
    desk: Workspace, draft: str
) -> None:
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        editor = interview(pilot).panel.editor
        editor.paste_text("Công việc chung vẫn tốt. Không có vướng mắc nào. Hết.")
        editor.cursor_index = 30
        await pilot.press("ctrl+t")
        form = await to(pilot, OwnPhraseScreen)
        assert form.query_one("#text", TypeField).value == "Không có vướng mắc nào."
        await pilot.press("escape", "home", *["shift+right"] * 10, "ctrl+t")
        form = await to(pilot, OwnPhraseScreen)
        assert form.query_one("#text", TypeField).value == "Công việc"


async def test_a_wrong_wording_is_refused_with_the_way_out(desk: Workspace) -> None:
    async with app_on(desk).run_test(size=SMALL) as pilot:
        await pilot.press("p", "f5")
        form = await to(pilot, OwnPhraseScreen)
        await pilot.press("f9")
        await until(pilot, lambda: "Mẫu câu còn trống" in said(pilot))
        form.query_one("#text", TypeField).editor.paste_text("Đã cấp {so:numer} thẻ")
        await until(pilot, lambda: "kiểu lạ" in said(pilot))
        await pilot.press("f9")
        assert isinstance(pilot.app.screen, OwnPhraseScreen)
        form.query_one("#text", TypeField).editor.load("Đã cấp {so:number} thẻ")
        await pilot.press("f9")
        book = await to(pilot, PhraseBookScreen)
        await until(pilot, lambda: "Đã cấp {so:number} thẻ" in offered(book))


async def test_an_agency_phrase_is_edited_as_ones_own_and_comes_back_when_that_is_deleted(
    desk: Workspace, draft: str
) -> None:
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        await pilot.press("f3")
        book = await to(pilot, PhraseBookScreen)
        await write(pilot, "ky cuong thu nghiem")
        await pilot.press("f4")
        form = await to(pilot, OwnPhraseScreen)
        assert "Sửa mẫu câu của cơ quan: lưu thành bản của bạn" in said(pilot)
        form.query_one("#text", TypeField).editor.load("Kỷ cương thử nghiệm nghiêm")
        await pilot.press("f9")
        await to(pilot, PhraseBookScreen)
        await until(pilot, lambda: offered(book)[:1] == ["Kỷ cương thử nghiệm nghiêm"])
        assert "Mẫu câu của bạn, thay cho bản có sẵn" in said(pilot)
        entry = PhraseBook(desk).entry("thu.ky-cuong")
        assert entry is not None
        assert entry.overrides
        await pilot.press("f8")
        await until(pilot, lambda: offered(book)[0].startswith("Kỷ luật, kỷ cương thử nghiệm"))
        await pilot.press("ctrl+z")
        await until(pilot, lambda: "Kỷ cương thử nghiệm nghiêm" in offered(book))


async def test_a_phrase_is_hidden_from_suggestions_and_shown_again(
    desk: Workspace, draft: str
) -> None:
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        await pilot.press("f3")
        book = await to(pilot, PhraseBookScreen)
        kept = offered(book)
        await pilot.press("f8")
        await until(pilot, lambda: offered(book) == kept[1:])
        await pilot.press("tab", "end")
        await until(pilot, lambda: offered(book) == kept[:1])
        await pilot.press("f4")
        assert isinstance(pilot.app.screen, PhraseBookScreen)
        await pilot.press("f8")
        await until(pilot, lambda: not offered(book))
        assert not PhraseBook(desk).hidden()
        await pilot.press("ctrl+z")
        await until(pilot, lambda: offered(book) == kept[:1])


async def test_without_an_answer_that_takes_phrases_enter_edits(
    desk: Workspace, draft: str
) -> None:
    desk.keep_place(draft, "thu_nhan")
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        await pilot.press("f3")
        await to(pilot, PhraseBookScreen)
        assert "Enter sửa" in said(pilot)
        await write(pilot, "ky cuong thu nghiem")
        await pilot.press("enter")
        await to(pilot, OwnPhraseScreen)


async def test_a_phrase_written_by_hand_is_left_to_its_file(desk: Workspace, draft: str) -> None:
    folder = PhraseBook(desk).own.folder
    folder.mkdir(parents=True)
    (folder / "tay.toml").write_text(
        '[[phrase]]\nid = "tay.mot"\ntext = "Câu viết tay thử nghiệm riêng"\n', encoding="utf-8"
    )
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        await pilot.press("f3")
        await to(pilot, PhraseBookScreen)
        await write(pilot, "cau viet tay thu nghiem")
        await pilot.press("f4")
        await until(pilot, lambda: any("tay.toml" in told for told in messages(pilot)))
        await pilot.press("f8")
        await to(pilot, MessageScreen)
        await until(pilot, lambda: "hãy sửa ở tệp đó" in said(pilot))


@pytest.fixture
def few_sections(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sections of the desk alone, so that packaged ones do not change the pictures."""
    few = [("", "Dùng chung"), ("thu.chung", "Tình hình chung"), ("thu.ho-so", "Hồ sơ")]
    monkeypatch.setattr(PhraseBook, "sections", lambda _: list(few))


@BOTH
@pytest.mark.usefixtures("few_sections")
def test_picture_of_the_book(
    snap_compare: Compare, desk: Workspace, draft: str, size: tuple[int, int]
) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await to(pilot, InterviewScreen)
        await still(pilot)
        await pilot.press("f3")
        await to(pilot, PhraseBookScreen)
        await still(pilot)

    assert snap_compare(app_on(desk, draft), terminal_size=size, run_before=steps)


@BOTH
@pytest.mark.usefixtures("few_sections")
def test_picture_of_the_form(snap_compare: Compare, desk: Workspace, size: tuple[int, int]) -> None:
    phrase = Phrase("", "{co_quan} đã cấp {so:number} chứng chỉ.", ("thu.chung",), ("thẻ",))

    async def steps(pilot: Pilot[None]) -> None:
        await to(pilot, HomeScreen)
        form = OwnPhraseScreen(PhraseBook(desk), phrase, lambda one: one, values={"so": "27"})
        pilot.app.push_screen(form)
        await to(pilot, OwnPhraseScreen)
        await still(pilot)

    assert snap_compare(app_on(desk), terminal_size=size, run_before=steps)
