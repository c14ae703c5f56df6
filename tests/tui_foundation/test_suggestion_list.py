from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from cchc_tui.tui.widgets.suggestion_list import Suggestion, SuggestionList

LONG = "Trong kỳ báo cáo, cơ quan đã tiếp nhận và giải quyết hồ sơ " * 6


class ListApp(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.taken: list[int] = []

    def compose(self) -> ComposeResult:
        yield SuggestionList(rows=4)

    def on_suggestion_list_chosen(self, message: SuggestionList.Chosen) -> None:
        self.taken.append(message.index)


@asynccontextmanager
async def running() -> AsyncIterator[tuple[SuggestionList, Pilot[None]]]:
    async with ListApp().run_test(size=(40, 10)) as pilot:
        yield pilot.app.query_one(SuggestionList), pilot


def rows(found: SuggestionList) -> list[str]:
    return [found.render_line(y).text for y in range(found.size.height)]


def many(count: int) -> list[Suggestion]:
    return [Suggestion(f"mẫu câu {n}", ((0, 3),)) for n in range(count)]


async def test_rows_are_numbered_and_counted() -> None:
    async with running() as (found, _):
        found.show(many(3), total=23)
        assert [row.rstrip() for row in rows(found)] == [
            "Mẫu câu: 23",
            " 1 mẫu câu 0",
            " 2 mẫu câu 1",
            " 3 mẫu câu 2",
            "",
        ]


async def test_the_height_never_changes() -> None:
    async with running() as (found, pilot):
        heights = set()
        for count in (0, 2, 9):
            found.show(many(count))
            await pilot.pause()
            heights.add(found.size.height)
        assert heights == {5}


async def test_the_selection_is_marked_by_a_sign_and_scrolls() -> None:
    async with running() as (found, _):
        found.show(many(6))
        assert found.selected is None
        for _ in range(5):
            assert found.move(1)
        assert found.selected == many(6)[4]
        assert [row.rstrip() for row in rows(found)][1:] == [
            " 1 mẫu câu 1",
            " 2 mẫu câu 2",
            " 3 mẫu câu 3",
            "›4 mẫu câu 4",
        ]
        assert rows(found)[0].startswith("Mẫu câu: 5/6")
        assert found.move(1)
        assert not found.move(1)
        found.move(-9)
        assert found.selected is None
        assert rows(found)[1].startswith(" 1 mẫu câu 0")


async def test_a_number_takes_the_row_that_shows_it() -> None:
    async with running() as (found, pilot):
        app = pilot.app
        assert isinstance(app, ListApp)
        found.show(many(6))
        for _ in range(5):
            found.move(1)
        assert found.choose(2) == many(6)[2]
        assert found.choose() == many(6)[4]
        assert found.choose(5) is None
        assert found.choose(0) is None
        await pilot.click(SuggestionList, offset=(3, 1))
        await pilot.pause()
        assert app.taken == [2, 4, 1]


async def test_nothing_can_be_taken_from_an_empty_list() -> None:
    async with running() as (found, _):
        assert found.choose() is None
        assert found.choose(1) is None
        assert not found.move(1)
        assert rows(found)[0].strip() == ""


@pytest.mark.parametrize("at", [0, 100, len(LONG) - 9])
async def test_the_match_is_seen_in_a_long_phrase(at: int) -> None:
    async with running() as (found, _):
        found.show([Suggestion(LONG, ((at, at + 5),), "tthc")])
        strip = found.render_line(1)
        assert strip.cell_length == cell_len(strip.text) == 40
        assert strip.text.endswith(" tthc")
        marked = "".join(s.text for s in strip if s.style and s.style.bold and s.style.underline)
        assert marked == LONG[at : at + 5]


async def test_line_breaks_and_wide_letters_stay_on_their_line() -> None:
    async with running() as (found, _):
        found.show([Suggestion("một\nhai\t漢字" + "漢" * 40)])
        strip = found.render_line(1)
        assert strip.cell_length == cell_len(strip.text) == 40
        assert strip.text.startswith(" 1 một hai 漢字")


async def test_the_same_suggestions_again_draw_nothing() -> None:
    async with running() as (found, pilot):
        found.show(many(3))
        await pilot.pause()
        found.show(many(3))
        assert not found._repaint_required
        found.move(1)
        assert found._repaint_required
