"""Shared drafts in the list: marked, moved to and fro, and told of when they cannot be had."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from driving import LARGE, SMALL, app_on, said, settle, still, to, until
from textual.pilot import Pilot

from cchc_tui.domain.paths import Places
from cchc_tui.services.workspace import Workspace
from cchc_tui.store.drafts import DraftStore
from cchc_tui.tui.screens.dialogs import MessageScreen, PickScreen
from cchc_tui.tui.screens.home import HomeScreen

Compare = Callable[..., bool]


@pytest.fixture
def sharing(places: Places, desk: Workspace, draft: str) -> Workspace:
    """A desk whose agency shares drafts, none so far."""
    assert places.agency
    folder = places.agency / "drafts"
    folder.mkdir()
    folder.chmod(0o2770)
    DraftStore(folder / "drafts.db").close()
    desk.close()
    return desk


def ids(desk: Workspace) -> list[str]:
    return [card.info.id for card in desk.drafts()]


async def picked(pilot: Pilot[None], *keys: str) -> None:
    await to(pilot, HomeScreen)
    await settle(pilot)
    await pilot.press("s")
    await to(pilot, PickScreen)
    await pilot.press(*keys, "enter")
    await to(pilot, HomeScreen)
    await settle(pilot)


async def test_a_draft_is_moved_and_moved_back(sharing: Workspace, draft: str) -> None:
    async with app_on(sharing).run_test(size=SMALL) as pilot:
        await picked(pilot)
        await until(pilot, lambda: "chung  0/4" in said(pilot))
        assert ids(sharing) == [f"chung/{draft}"]
        await picked(pilot)
        await until(pilot, lambda: "chung  0/4" not in said(pilot))
        assert ids(sharing) == [f"{draft}-2"]


async def test_a_move_is_undone_by_its_key(sharing: Workspace, draft: str) -> None:
    async with app_on(sharing).run_test(size=SMALL) as pilot:
        await picked(pilot)
        await pilot.press("ctrl+z")
        await until(pilot, lambda: ids(sharing) == [draft])


async def test_a_copy_stands_beside_the_draft(sharing: Workspace, draft: str) -> None:
    async with app_on(sharing).run_test(size=SMALL) as pilot:
        await picked(pilot, "down")
        assert set(ids(sharing)) == {draft, f"chung/{draft}"}
        await pilot.press("ctrl+z")
        await until(pilot, lambda: ids(sharing) == [draft])


async def test_without_a_shared_place_it_says_how_to_get_one(desk: Workspace, draft: str) -> None:
    async with app_on(desk).run_test(size=SMALL) as pilot:
        await to(pilot, HomeScreen)
        await settle(pilot)
        await pilot.press("s")
        await to(pilot, PickScreen)
        await pilot.press("enter")
        await to(pilot, MessageScreen)
        await until(pilot, lambda: "Chưa có nơi dùng chung" in said(pilot))
    assert ids(desk) == [draft]


async def test_shared_drafts_that_cannot_be_had_are_told_of_and_ones_own_are_there(
    sharing: Workspace, draft: str
) -> None:
    assert sharing.places.agency
    (sharing.places.agency / "drafts" / "drafts.db").write_bytes(b"hong")
    async with app_on(sharing).run_test(size=SMALL, notifications=True) as pilot:
        await to(pilot, HomeScreen)
        await until(pilot, lambda: "Chưa mở được bản nháp chung" in said(pilot))
        assert "Báo cáo thử" in said(pilot)


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
def test_the_list_marks_shared_drafts(
    sharing: Workspace, draft: str, size: tuple[int, int], snap_compare: Compare
) -> None:
    sharing.share(draft, keep=True)

    async def before(pilot: Pilot[None]) -> None:
        await to(pilot, HomeScreen)
        await still(pilot)

    assert snap_compare(app_on(sharing), terminal_size=size, run_before=before)
