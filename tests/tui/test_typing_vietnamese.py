"""Telex and VNI in the app: switching, every field, suggestions, undo, other input methods."""

from __future__ import annotations

import pytest
from driving import app_on, current, interview, paste, said, settle, to, until, write
from textual.pilot import Pilot

from cchc_tui.domain.settings import load_settings
from cchc_tui.services.workspace import Workspace
from cchc_tui.tui.app import CchcApp
from cchc_tui.tui.screens.assistant import AssistantScreen
from cchc_tui.tui.screens.interview import InterviewScreen
from cchc_tui.tui.widgets.answer_editor import AnswerEditor


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


@pytest.mark.parametrize("ending", ["tab", "enter", "right", "pagedown", "f5", "f2", "ctrl+s"])
async def test_a_word_that_is_none_goes_back_to_its_keys_when_it_is_left(
    desk: Workspace, draft: str, ending: str
) -> None:
    async with app_on(desk, draft).run_test() as pilot:
        editor = await opened(pilot, "f12")
        await write(pilot, "data")
        assert editor.value == "dât"
        await pilot.press(ending)
        await pilot.pause()
        assert editor.value.strip() == "data" or current(pilot) != "tinh_hinh"
