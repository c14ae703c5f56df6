"""Drawing only the widgets that show a change gives the cells that drawing all of them gives."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual._compositor import ChopsUpdate, Compositor
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.geometry import Region
from textual.widget import Widget
from textual.widgets import Static

from cchc_tui.tui.terminal.app import TerminalApp
from cchc_tui.tui.terminal.compositor import FrugalCompositor, Places, showing

SIZE = (60, 20)


class Layered(TerminalApp[None]):
    """Widgets beside, inside and above one another, some cut off by what they are in."""

    CSS = """
    Horizontal { height: 14; }
    VerticalScroll { width: 20; border: round white; }
    Vertical { padding: 1; }
    .tall { height: 30; width: 26; }
    #above { layer: top; dock: bottom; width: 30; height: 7; offset: 9 -2; border: heavy white; }
    #see-through { layer: top; dock: top; width: 11; height: 3; background: blue 30%; }
    Screen { layers: base top; }
    """

    def compose(self) -> ComposeResult:
        with Horizontal():
            with VerticalScroll():
                yield Static("tràn xuống dưới " * 40, classes="tall")
            with Vertical():
                yield Static("một hai ba bốn " * 9)
                yield Static("năm\nsáu")
        yield Static("chân trang " * 5)
        yield Static("nổi lên trên " * 9, id="above")
        yield Static("mờ", id="see-through")


@asynccontextmanager
async def layered() -> AsyncIterator[FrugalCompositor]:
    app = Layered()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        compositor = app.screen._compositor
        assert isinstance(compositor, FrugalCompositor)
        yield compositor


def cells(update: ChopsUpdate | None) -> dict[tuple[int, int], object]:
    """What an update draws, by place: a letter with its style."""
    assert update is not None
    found: dict[tuple[int, int], object] = {}
    for y, begin, end in update.spans:
        for (x, strip), stop in zip(update.chops[y].items(), update.chop_ends[y], strict=False):
            if strip is None or not (x < end and stop > begin):
                continue
            letters = [(letter, segment.style) for segment in strip for letter in segment.text]
            found.update({(x + n, y): one for n, one in enumerate(letters) if begin <= x + n < end})
    return found


def some_regions(chance: random.Random) -> set[Region]:
    return {
        Region(chance.randrange(50), chance.randrange(18), chance.randint(1, 30), 1)
        for _ in range(chance.randint(1, 4))
    }


async def test_random_changes_are_drawn_as_the_stock_compositor_draws_them() -> None:
    chance = random.Random(6)
    async with layered() as compositor:
        for _ in range(300):
            changed = some_regions(chance)
            compositor._dirty_regions = set(changed)
            stock = cells(Compositor.render_partial_update(compositor))
            compositor._dirty_regions = set(changed)
            assert cells(compositor.render_partial_update()) == stock


async def test_what_is_drawn_is_what_shows_a_change_and_nothing_behind_it() -> None:
    async with layered() as compositor:
        places = compositor.visible_widgets
        above = next(one for one in places if one.id == "above")
        assert list(showing(places, [places[above][0]])) == [above]
        assert showing(places, []) == {}


async def test_all_widgets_are_known_again_after_a_partial_update() -> None:
    async with layered() as compositor:
        before = dict(compositor.visible_widgets)
        compositor._dirty_regions = {Region(0, 0, 1, 1)}
        compositor.render_partial_update()
        assert dict(compositor.visible_widgets) == before


async def test_nothing_changed_is_no_update() -> None:
    async with layered() as compositor:
        compositor._dirty_regions = set()
        assert compositor.render_partial_update() is None


def test_a_widget_out_of_its_clip_shows_nothing() -> None:
    widget, behind = Widget(), Widget()
    room = Region(0, 0, 10, 10)
    places: Places = {widget: (Region(0, 8, 10, 5), Region(0, 0, 10, 8)), behind: (room, room)}
    assert list(showing(places, [Region(0, 9, 3, 1)])) == [behind]
