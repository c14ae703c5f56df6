"""A key draws the row that it changes, and what is kept looks as if it had been drawn anew."""

from __future__ import annotations

import random
from typing import Any

import pytest
from textual.app import ComposeResult
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widgets.text_area import Selection

from cchc_tui.phrases.completion import Completion
from cchc_tui.phrases.slots import TabStop
from cchc_tui.tui.terminal.app import TerminalApp
from cchc_tui.tui.widgets.answer_editor import AnswerEditor

TEXT = (
    "Trong kỳ, cơ quan đã tiếp nhận và giải quyết đúng hạn hồ sơ theo quy định của pháp luật, "
    "không có hồ sơ trễ hạn.\nBa là, công khai kết quả trên Cổng thông tin điện tử."
)


class OneField(TerminalApp[None]):
    def compose(self) -> ComposeResult:
        yield AnswerEditor(TEXT, rows=8)
        yield AnswerEditor("", multiline=False, rows=2)

    @property
    def field(self) -> AnswerEditor:
        return self.query(AnswerEditor).first()


def drawn(field: AnswerEditor) -> list[Strip]:
    field._styles_cache.clear()
    return field.render_lines(field.region.reset_offset)


def drawn_anew(field: AnswerEditor) -> list[Strip]:
    field._drawn.clear()
    field._line_cache.clear()
    return drawn(field)


async def type_on(pilot: Pilot[None], field: AnswerEditor, chance: random.Random) -> None:
    """One thing that an officer may do to a field."""
    keys = ["a", "space", "enter", "backspace", "left", "up", "down", "end", "home", "ctrl+z"]
    some = chance.random()
    if some < 0.8:
        await pilot.press(chance.choice(keys))
    elif some < 0.85:
        at = field.document.end
        field.selection = Selection((0, 0), at) if chance.random() < 0.5 else Selection.cursor(at)
    elif some < 0.9:
        field.mark([(0, 5)] if chance.random() < 0.5 else [])
    elif some < 0.93:
        field.insert_phrase("ngày {x} nộp", (TabStop(5, 8, "x"),))
    elif some < 0.96:
        await pilot.resize_terminal(chance.randint(24, 70), chance.randint(8, 20))
    else:
        (pilot.app.set_focus(None) if field.has_focus else field.focus())


@pytest.mark.parametrize("seed", range(4))
async def test_kept_rows_look_as_if_drawn_anew(seed: int) -> None:
    chance = random.Random(seed)
    app = OneField()
    async with app.run_test(size=(40, 12)) as pilot:
        field = app.field
        field.completing = lambda area: (
            Completion("kết quả chung") if len(area.text) % 3 == 0 else None
        )
        field.focus()
        for _ in range(90):
            await type_on(pilot, field, chance)
            kept = drawn(field)
            assert kept == drawn_anew(field)


async def test_a_letter_draws_one_row(monkeypatch: pytest.MonkeyPatch) -> None:
    app = OneField()
    async with app.run_test(size=(40, 12)) as pilot:
        field = app.field
        field.focus()
        await pilot.press("x")
        rows: list[int] = []
        stock = AnswerEditor.render_line

        def counted(self: Any, y: int) -> Strip:
            rows.append(y)
            return stock(self, y)

        monkeypatch.setattr(AnswerEditor, "render_line", counted)
        for key in "ab":
            rows.clear()
            await pilot.press(key)
            assert len(rows) == 1
        rows.clear()
        await pilot.press("left")
        assert len(rows) == 1
        field.notify_style_update()
        field.refresh()
        rows.clear()
        await pilot.press("c")
        assert set(rows) == set(range(field.size.height)), "other colours: every row"
