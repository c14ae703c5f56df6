"""Telex and VNI in the app: switching, every field, suggestions, undo, other input methods."""

from __future__ import annotations

import pytest
from driving import app_on, current, interview, paste, said, settle, to, until, write
from textual import events
from textual.pilot import Pilot

from cchc_tui.domain.settings import load_settings
from cchc_tui.services.workspace import Workspace
from cchc_tui.tui.app import CchcApp
from cchc_tui.tui.screens.assistant import AssistantScreen
from cchc_tui.tui.screens.interview import InterviewScreen
from cchc_tui.tui.widgets.answer_editor import AnswerEditor
from cchc_tui.tui.widgets.suggestion_list import SuggestionList


def field(pilot: Pilot[None]) -> AnswerEditor:
    """The editor with the focus."""
    editor = pilot.app.focused
    assert isinstance(editor, AnswerEditor), editor
    return editor


async def opened(pilot: Pilot[None], *keys: str) -> AnswerEditor:
    """The first question of the draft, after some keys."""
    await to(pilot, InterviewScreen)
    await settle(pilot)
    await pilot.press(*keys)
    return field(pilot)


async def test_one_key_goes_round_and_the_header_tells(desk: Workspace, draft: str) -> None:
    async with app_on(desk, draft).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        for name in ("Telex", "VNI", ""):
            await pilot.press("f12")
            await pilot.pause()
            top = said(pilot).splitlines()[0]
            assert top.endswith(f" · {name}") if name else "Telex" not in top and "VNI" not in top


async def test_the_way_of_typing_is_kept_between_sessions(desk: Workspace, draft: str) -> None:
    app = app_on(desk, draft)
    async with app.run_test() as pilot:
        await opened(pilot, "f12", "f12")
        theme = app.theme
    settings = load_settings(desk.places.settings_file)
    assert (settings.typing, settings.theme) == ("vni", theme)
    async with CchcApp(desk, draft).run_test() as pilot:
        await opened(pilot)
        await write(pilot, "tie6ng1")
        assert field(pilot).value == "tiếng"


async def test_a_sentence_is_typed_and_foreign_words_stay(desk: Workspace, draft: str) -> None:
    async with app_on(desk, draft).run_test() as pilot:
        editor = await opened(pilot, "f12")
        await write(pilot, "Thuwcj hieenj QDD 15/2020/NDD-CP, gwri Windows AS400 next.")
        assert editor.value == "Thực hiện QĐ 15/2020/NĐ-CP, gửi Windows AS400 next."


async def test_without_the_mode_letters_stay_as_typed(desk: Workspace, draft: str) -> None:
    async with app_on(desk, draft).run_test() as pilot:
        editor = await opened(pilot)
        await write(pilot, "tieengs vieejt ddaf")
        assert editor.value == "tieengs vieejt ddaf"


@pytest.mark.parametrize("ending", ["shift+tab", "enter", "pagedown", "f2", "f8"])
async def test_a_word_that_is_none_goes_back_to_its_keys_when_it_is_left(
    desk: Workspace, draft: str, ending: str
) -> None:
    async with app_on(desk, draft).run_test() as pilot:
        screen = await to(pilot, InterviewScreen)
        await settle(pilot)
        screen.go_to(question := "thu_tinh_hinh")
        await until(pilot, lambda: current(pilot) == question)
        await pilot.press("f12")
        editor = field(pilot)
        await write(pilot, "data")
        assert editor.value == "dât"
        await pilot.press(ending)
        await settle(pilot)
        if ending == "f2":
            await pilot.press("escape")
            await to(pilot, InterviewScreen)
        assert interview(pilot).session.text(question).text.strip() == "data"


async def test_cells_the_assistant_and_lists_are_typed_in_too(desk: Workspace, draft: str) -> None:
    async with app_on(desk, draft).run_test(size=(80, 24)) as pilot:
        screen = await to(pilot, InterviewScreen)
        await settle(pilot)
        screen.go_to("thu_bang")
        await until(pilot, lambda: current(pilot) == "thu_bang" and pilot.app.focused is not None)
        await pilot.press("f12")
        await write(pilot, "ddaats")
        assert field(pilot).value == "đất"
        await pilot.press("end", "space")
        await write(pilot, "data")
        await pilot.press("tab")
        await pilot.pause()
        assert screen.panel.grid.model.text(0, 0) == "đất data"
        await pilot.press("f2")
        await to(pilot, AssistantScreen)
        await write(pilot, "xuaats word")
        assert field(pilot).value == "xuất word"
        await until(pilot, lambda: "Xuất báo cáo ra tệp" in said(pilot))


async def test_phrases_are_offered_at_every_state_of_a_word(desk: Workspace, draft: str) -> None:
    async with app_on(desk, draft).run_test(size=(80, 24)) as pilot:
        screen = await to(pilot, InterviewScreen)
        await settle(pilot)
        screen.go_to("thu_tinh_hinh")
        await until(pilot, lambda: current(pilot) == "thu_tinh_hinh")
        await pilot.press("f12")
        await write(pilot, "trong ky bao")
        await until(pilot, lambda: screen.panel.phrases.enter_list())
        await pilot.press("escape", *["backspace"] * 12)
        listed = screen.query_one(SuggestionList)
        missed = []
        for key in "trong kyf baso caso":
            await pilot.press({" ": "space"}.get(key, key))
            if len(field(pilot).value) > 3 and not listed.items:
                missed.append(field(pilot).value)
        assert field(pilot).value == "trong kỳ báo cáo"
        assert not missed


@pytest.mark.parametrize("letter", ["ê", "\u0301", "đ"])
async def test_a_composed_letter_turns_it_off_and_says_so(
    desk: Workspace, draft: str, letter: str
) -> None:
    async with app_on(desk, draft).run_test(size=(80, 24), notifications=True) as pilot:
        editor = await opened(pilot, "f12")
        await write(pilot, "ti")
        pilot.app.post_message(events.Key("x", letter))
        await until(pilot, lambda: "đã tắt Telex" in " ".join(said(pilot).split()))
        await write(pilot, "aa")
        assert editor.value.endswith("aa")
        await until(pilot, lambda: said(pilot).splitlines()[0].endswith("đã lưu 10:42"))
    assert load_settings(desk.places.settings_file).typing == "tat"


async def test_two_bursts_turn_it_off_and_one_does_not(desk: Workspace, draft: str) -> None:
    app = app_on(desk, draft)
    async with app.run_test() as pilot:
        await opened(pilot, "f12")
        app.burst_seen()
        assert app.keyboard is not None
        app.burst_seen()
        assert app.keyboard is None


async def test_the_tone_style_is_a_choice_that_is_kept(desk: Workspace, draft: str) -> None:
    app = app_on(desk, draft)
    async with app.run_test() as pilot:
        editor = await opened(pilot, "f12")
        await write(pilot, "hoaf ")
        app.action_tone_style()
        await write(pilot, "hoaf")
        assert editor.value == "hòa hoà"
    assert load_settings(desk.places.settings_file).tone_style == "moi"


async def test_a_paste_stays_as_it_is_and_goes_as_one_step(desk: Workspace, draft: str) -> None:
    async with app_on(desk, draft).run_test() as pilot:
        editor = await opened(pilot, "f12")
        await write(pilot, "as ")
        await paste(pilot, "aas\x07 dd\nww")
        assert editor.value == "á aas dd\nww"
        await pilot.press("ctrl+z")
        assert editor.value == "á "


@pytest.mark.parametrize("keys", ["tieengs", "tiengse", "tieesng"])
async def test_undo_takes_back_words_and_not_marks(desk: Workspace, draft: str, keys: str) -> None:
    async with app_on(desk, draft).run_test() as pilot:
        editor = await opened(pilot, "f12")
        await write(pilot, keys)
        assert editor.value == "tiếng"
        await pilot.press("ctrl+z")
        assert editor.value == ""
        await pilot.press("ctrl+y")
        assert editor.value == "tiếng"
