from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.message import Message
from textual.pilot import Pilot

from cchc_tui.domain.settings import FORBIDDEN_KEYS
from cchc_tui.phrases.slots import TabStop
from cchc_tui.tui.terminal.app import TerminalApp
from cchc_tui.tui.widgets.answer_editor import AnswerEditor

PHRASE = "Trong {ky}, tiếp nhận {so} hồ sơ."
STOPS = [TabStop(6, 10, "ky"), TabStop(22, 26, "so", "number")]


class EditorApp(TerminalApp[None]):
    def __init__(self, multiline: bool, text: str) -> None:
        super().__init__()
        self.editor = AnswerEditor(
            text, multiline=multiline, on_text_changed=self.told, intercept=self.intercepted
        )
        self.calls: list[str] = []
        self.heard: list[Message] = []
        self.grab: set[str] = set()

    def compose(self) -> ComposeResult:
        yield self.editor

    def on_mount(self) -> None:
        self.editor.focus()

    def told(self, editor: AnswerEditor) -> None:
        self.calls.append(editor.value)

    def intercepted(self, event: events.Key) -> bool:
        return event.key in self.grab

    def on_answer_editor_changed(self, message: AnswerEditor.Changed) -> None:
        self.heard.append(message)

    def on_answer_editor_submitted(self, message: AnswerEditor.Submitted) -> None:
        self.heard.append(message)

    def on_answer_editor_left(self, message: AnswerEditor.Left) -> None:
        self.heard.append(message)

    def directions(self) -> list[str]:
        return [m.direction for m in self.heard if isinstance(m, AnswerEditor.Left)]


@asynccontextmanager
async def editing(
    text: str = "", *, multiline: bool = True
) -> AsyncIterator[tuple[AnswerEditor, Pilot[None], EditorApp]]:
    app = EditorApp(multiline, text)
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.pause()
        app.editor.cursor_index = len(app.editor.text)
        yield app.editor, pilot, app


async def test_an_editor_of_one_line_submits_and_one_of_many_goes_on() -> None:
    async with editing("mười hai", multiline=False) as (editor, pilot, app):
        await pilot.press("enter")
        (submitted,) = (m for m in app.heard if isinstance(m, AnswerEditor.Submitted))
        assert (submitted.text, submitted.control) == ("mười hai", editor)
        assert editor.size.height == 1
    async with editing("một") as (editor, pilot, _):
        await pilot.press("enter", "h", "a", "i")
        assert editor.value == "một\nhai"
        assert editor.size.height == 6


async def test_enter_goes_on_with_a_list_and_ends_it() -> None:
    async with editing("- một") as (editor, pilot, _):
        await pilot.press("enter", "b", "enter", "enter", "c")
        assert editor.value == "- một\n- b\nc"
        await pilot.press("ctrl+z", "ctrl+z")
        assert editor.value == "- một\n- b\n- "


async def test_a_line_feed_is_never_a_submission() -> None:
    async with editing("a", multiline=False) as (editor, pilot, app):
        await pilot.press("ctrl+j", "b")
        assert editor.value == "a b"
        assert not [m for m in app.heard if isinstance(m, AnswerEditor.Submitted)]


async def test_the_listener_is_called_once_for_a_key_and_before_the_next() -> None:
    async with editing() as (_, pilot, app):
        await pilot.press("a", "b", "left", "backspace", "ctrl+z")
        assert app.calls == ["a", "ab", "b", "ab"]
        app.editor.load("khác")
        assert len(app.calls) == 4
        app.editor.paste_text("x")
        await pilot.press("left")
        assert app.calls[-1] == "khácx"


async def test_what_the_screen_intercepts_does_not_reach_the_text() -> None:
    async with editing() as (editor, pilot, app):
        app.grab = {"a", "enter", "tab"}
        await pilot.press("a", "b", "enter", "tab")
        assert editor.value == "b"
        assert not app.directions()


async def test_backspace_takes_a_whole_letter_and_arrows_pass_it() -> None:
    async with editing("ax\u0323\u0301") as (editor, pilot, _):
        await pilot.press("left")
        assert editor.cursor_index == 1
        await pilot.press("right", "backspace")
        assert editor.value == "a"
        await pilot.press("home", "delete")
        assert editor.value == ""


async def test_the_text_goes_in_and_comes_out_composed() -> None:
    async with editing("Vie\u0323\u0302t\x07") as (editor, _, _app):
        assert editor.value == editor.text == "Việt"
        editor.load("Ha\u0300 No\u0323\u0302i\r\nhai", cursor=2)
        assert editor.value == "Hà Nội\nhai"
        assert editor.cursor_index == 2
        assert editor.text_before_cursor == "Hà"
        editor.cursor_index = 999
        assert editor.cursor_index == len("Hà Nội\nhai")


async def test_undo_takes_words_back_and_not_each_correction() -> None:
    async with editing() as (editor, pilot, _):
        await pilot.press(*"vie", "backspace", "ê", "backspace", "ệ", *"t")
        await pilot.press("ctrl+z")
        assert editor.value == ""
        await pilot.press("ctrl+y")
        assert editor.value == "việt"


async def test_undo_takes_back_a_word_at_a_time() -> None:
    async with editing() as (editor, pilot, _):
        await pilot.press(*"mot", "space", *"hai", "space", "space", *"ba")
        for left in ("mot hai  ", "mot ", ""):
            await pilot.press("ctrl+z")
            assert editor.value == left
        await pilot.press("ctrl+y", "ctrl+y", "ctrl+y")
        assert editor.value == "mot hai  ba"


@pytest.mark.parametrize("old", ["04", "15.613", "23,6 triệu đồng", "một cuộc họp lớn\nhai"])
async def test_what_is_typed_over_a_selection_goes_in_one_step(old: str) -> None:
    async with editing(f"có {old}") as (editor, pilot, _):
        await pilot.press("ctrl+end", "end", "x")
        editor.select_range(3, 3 + len(old))
        await pilot.press(*"16")
        assert editor.value == "có 16x"
        await pilot.press("ctrl+z")
        assert (editor.value, editor.selected_text) == (f"có {old}x", old)
        await pilot.press("ctrl+z")
        assert editor.value == f"có {old}"


LONG_LINE = "- Một đoạn dài hơn nhiều hàng của màn hình. " * 8


async def test_deleting_to_an_end_of_the_line_means_the_paragraph() -> None:
    async with editing(f"trên\n{LONG_LINE}\ndưới") as (editor, pilot, _):
        middle = len("trên\n") + len(LONG_LINE) // 2
        editor.cursor_index = middle
        assert editor.wrapped_document.height > editor.document.line_count
        await pilot.press("ctrl+k")
        assert editor.value == f"trên\n{LONG_LINE[: len(LONG_LINE) // 2]}\ndưới"
        await pilot.press("ctrl+k")
        assert editor.value.endswith("\ndưới")
        await pilot.press("ctrl+u")
        assert editor.value == "trên\n\ndưới"
        await pilot.press("ctrl+u")
        assert editor.value == "trên\ndưới"


async def test_undo_can_go_back_far() -> None:
    async with editing() as (editor, pilot, _):
        for number in range(200):
            editor.paste_text(f"{number} ")
        for _ in range(200):
            editor.action_undo()
        await pilot.pause()
        assert editor.value == ""


async def test_undo_with_nothing_to_undo_is_left_to_the_screen() -> None:
    reached: list[str] = []

    class Outer(EditorApp):
        def key_ctrl_z(self) -> None:
            reached.append("ctrl+z")

    app = Outer(multiline=True, text="")
    async with app.run_test() as pilot:
        await pilot.press("x", "ctrl+z")
        assert not reached
        await pilot.press("ctrl+z")
        assert reached == ["ctrl+z"]


async def test_esc_and_function_keys_pass_by_and_take_nothing() -> None:
    reached: list[str] = []

    class Outer(EditorApp):
        def on_key(self, event: events.Key) -> None:
            reached.append(event.key)

    app = Outer(multiline=True, text="còn đây")
    async with app.run_test() as pilot:
        await pilot.press("escape", "f1", "f6", "f7", "f9")
        assert app.editor.value == "còn đây"
        assert reached == ["escape", "f1", "f6", "f7", "f9"]
        assert app.editor.selection.is_empty


async def test_a_phrase_is_one_step_and_its_places_are_walked_through() -> None:
    async with editing("mở đầu tr") as (editor, pilot, app):
        editor.insert_phrase(PHRASE, STOPS, replace_before=2)
        assert editor.value == "mở đầu " + PHRASE
        assert editor.selected_text == "{ky}"
        assert editor.filling_phrase
        await pilot.press(*"quý I", "tab")
        assert editor.selected_text == "{so}"
        await pilot.press("shift+tab")
        assert editor.selected_text == "quý I"
        await pilot.press("tab", "5", "tab")
        assert editor.value == "mở đầu Trong quý I, tiếp nhận 5 hồ sơ."
        assert editor.cursor_index == len(editor.value)
        assert not editor.filling_phrase
        assert not app.directions()
        await pilot.press("tab")
        assert app.directions() == ["next"]


async def test_what_is_typed_in_one_place_fills_the_empty_ones_of_its_name() -> None:
    text = "Xã {xa} có {so} hồ sơ; {so} hồ sơ của {xa} đã xong, {xa} hẹn lại."
    names = re.finditer(r"\{(\w+)\}", text)
    stops = [TabStop(one.start(), one.end(), one[1]) for one in names]
    async with editing() as (editor, pilot, app):
        editor.insert_phrase(text, stops)
        await pilot.press(*"An", "tab")
        assert editor.value == "Xã An có {so} hồ sơ; {so} hồ sơ của An đã xong, An hẹn lại."
        assert editor.selected_text == "{so}"
        await pilot.press("tab")
        assert editor.selected_text == "{so}"  # nothing was typed in the first one
        await pilot.press("7", "shift+tab")
        assert editor.value == "Xã An có 7 hồ sơ; 7 hồ sơ của An đã xong, An hẹn lại."
        assert editor.selected_text == "An"
        await pilot.press("tab", "tab")
        assert editor.cursor_index == len(editor.value)
        assert not editor.filling_phrase
        assert not app.directions()


async def test_one_step_takes_a_phrase_back() -> None:
    async with editing("tr") as (editor, pilot, _):
        editor.insert_phrase(PHRASE, STOPS, replace_before=2)
        await pilot.press("ctrl+z")
        assert editor.value == "tr"
        assert not editor.filling_phrase
        await pilot.press("ctrl+y")
        assert editor.value == PHRASE


async def test_a_phrase_with_loose_marks_and_breaks_keeps_its_places() -> None:
    async with editing(multiline=False) as (editor, pilot, _):
        editor.insert_phrase("Vie\u0323\u0302t\nNam {so} x", [TabStop(11, 15, "so")])
        assert editor.value == "Việt Nam {so} x"
        assert editor.selected_text == "{so}"
        await pilot.press("7")
        assert editor.value == "Việt Nam 7 x"


async def test_leaving_is_asked_for_and_never_takes_text() -> None:
    async with editing("một\nhai") as (editor, pilot, app):
        await pilot.press("tab", "shift+tab", "ctrl+down", "ctrl+up", "down", "up", "up")
        assert app.directions() == ["next", "previous", "next", "previous", "down", "up"]
        assert editor.value == "một\nhai"


async def test_a_read_only_editor_can_be_walked_and_left() -> None:
    async with editing("một") as (editor, pilot, app):
        editor.read_only = True
        await pilot.press("x", "enter", "backspace", "home", "tab")
        editor.paste_text("y")
        editor.insert_phrase("z")
        assert editor.value == "một"
        assert editor.cursor_index == 0
        assert app.directions() == ["next"]


async def test_text_copied_in_the_app_is_pasted_clean() -> None:
    async with editing(multiline=False) as (editor, pilot, app):
        app.copy_to_clipboard("a\nb\x1b[1m")
        await pilot.press("ctrl+v")
        assert editor.value == "a b"


async def test_nothing_is_bound_to_keys_that_terminals_send_for_others() -> None:
    async with editing() as (editor, _, _app):
        assert not set(editor._bindings.key_to_bindings) & set(FORBIDDEN_KEYS)
        assert all(
            b.description for keys in editor._bindings.key_to_bindings.values() for b in keys
        )


@pytest.mark.parametrize("multiline", [True, False])
async def test_a_megabyte_is_taken_in_and_given_back(multiline: bool) -> None:
    async with editing(multiline=multiline) as (editor, pilot, _):
        text = ("báo cáo " * 16 + ("\n" if multiline else " ")) * 8192
        editor.paste_text(text)
        await pilot.pause()
        assert editor.value == text


async def test_a_widget_that_goes_away_does_not_hold_keys_back() -> None:
    class Vanishing(EditorApp):
        def on_key(self, event: events.Key) -> None:
            if event.key == "f9":
                self.editor.remove()

    app = Vanishing(multiline=True, text="")
    reached: list[str] = []
    async with app.run_test() as pilot:
        await pilot.press("a", "f9")
        await pilot.pause()
        app.key_f8 = lambda: reached.append("f8")  # type: ignore[attr-defined]
        await pilot.press("f8")
        await pilot.pause(0.7)
        assert reached == ["f8"]


async def test_the_stock_app_of_textual_runs_the_editor_too() -> None:
    class Plain(App[None]):
        def compose(self) -> ComposeResult:
            yield AnswerEditor(id="e")

    async with Plain().run_test() as pilot:
        editor = pilot.app.query_one("#e", AnswerEditor)
        editor.focus()
        await pilot.press("x")
        assert editor.value == "x"
