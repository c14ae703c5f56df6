"""What can go wrong with the officer's things is said in words, and the app goes on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from driving import SMALL, app_on, interview, paste, said, settle, to, until, write
from textual.pilot import Pilot

from cchc_tui.domain.paths import Places
from cchc_tui.services.errors import WorkError
from cchc_tui.services.session import Session
from cchc_tui.services.workspace import Workspace
from cchc_tui.store.errors import StoreFull
from cchc_tui.tui import app
from cchc_tui.tui.screens.dialogs import MessageScreen, PickScreen
from cchc_tui.tui.screens.home import HomeScreen
from cchc_tui.tui.screens.interview import InterviewScreen


def spoil(path: Path) -> None:
    """Overwrite the middle of a file."""
    data = bytearray(path.read_bytes())
    data[4096 : len(data) // 2 + 4096] = b"\x00" * (len(data) // 2)
    path.write_bytes(bytes(data))


@pytest.fixture
def damaged(places: Places, desk: Workspace, draft: str) -> Workspace:
    """A desk whose drafts are damaged on disk, with a good copy beside them."""
    desk.keep_safe()
    desk.close()
    spoil(places.data / "drafts.db")
    return Workspace(places, author="Cán bộ thử")


async def test_damaged_drafts_are_said_at_once_and_the_good_copy_is_offered(
    damaged: Workspace, draft: str
) -> None:
    async with app_on(damaged).run_test(size=SMALL) as pilot:
        await to(pilot, MessageScreen)
        await until(pilot, lambda: "Kho bản nháp bị hỏng" in said(pilot))
        assert "bản sao tốt" in said(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: "Đã dựng lại" in said(pilot))
        await pilot.press("enter")
        await to(pilot, HomeScreen)
        await until(pilot, lambda: "Báo cáo thử" in said(pilot))
    assert [card.info.id for card in damaged.drafts()] == [draft]
    assert list(damaged.places.data.glob("drafts-hong-*.db"))


async def test_damaged_drafts_can_be_left_for_later(damaged: Workspace) -> None:
    async with app_on(damaged).run_test(size=SMALL) as pilot:
        await to(pilot, MessageScreen)
        await pilot.press("escape")
        await to(pilot, HomeScreen)
        assert pilot.app.is_running
    assert not list(damaged.places.data.glob("drafts-hong-*.db"))


async def test_damage_met_later_is_said_too(
    desk: Workspace, draft: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        await to(pilot, InterviewScreen)
        damage = desk.store._damaged("kiểm tra toàn vẹn không đạt")

        def refuse(*_: object, **__: object) -> None:
            raise damage

        with monkeypatch.context() as patch:
            patch.setattr(desk.store, "set_typing", refuse)
            await paste(pilot, "abc")
            await to(pilot, MessageScreen)
            await until(pilot, lambda: "bị hỏng" in said(pilot))
        await pilot.press("escape")
        await to(pilot, InterviewScreen)
        assert interview(pilot).panel.editor.value == "abc"


async def test_a_full_disk_is_said_and_the_text_stays(
    desk: Workspace, draft: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app_on(desk, draft).run_test(size=SMALL, notifications=True) as pilot:
        await to(pilot, InterviewScreen)
        refuse = refuse_all(desk)
        with monkeypatch.context() as patch:
            for name in ("set_typing", "set_resume", "save_many", "clear_typing"):
                patch.setattr(desk.store, name, refuse)
            await write(pilot, "abc")
            await until(pilot, lambda: "CHƯA LƯU ĐƯỢC" in said(pilot))
            await until(pilot, lambda: "đã đầy" in said(pilot))
            await pilot.press("pagedown", "pageup")
            assert interview(pilot).panel.editor.value == "abc"
        await pilot.press("pagedown")
        await until(pilot, lambda: "đã lưu" in said(pilot))
    assert desk.interview(draft).answer("thu_tinh_hinh").given


async def test_a_good_copy_is_kept_while_the_app_stays_open(
    desk: Workspace, draft: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    backups = desk.places.data / "backups"
    monkeypatch.setattr(app, "COPY_EVERY", 0.05)
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        await to(pilot, InterviewScreen)
        await write(pilot, "abc")
        await pilot.press("pagedown")
        await until(pilot, lambda: list(backups.glob("drafts-*.db")))
        # A copy that cannot be written is no reason to disturb anyone.
        with monkeypatch.context() as patch:
            patch.setattr(desk.store, "snapshot", refuse_all(desk))
            await settle(pilot)
        assert isinstance(pilot.app.screen, InterviewScreen)


def refuse_all(desk: Workspace) -> Callable[..., None]:
    """What a full disk does with a write."""

    def refuse(*_: object, **__: object) -> None:
        raise StoreFull(desk.places.data)

    return refuse


async def test_an_answer_given_on_a_full_disk_is_an_answer_once_there_is_room(
    desk: Workspace, draft: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Session(desk, draft)
    first, second = session.order()[1:3]
    refuse = refuse_all(desk)
    with monkeypatch.context() as patch:
        for name in ("set_typing", "set_resume", "save_many", "clear_typing"):
            patch.setattr(desk.store, name, refuse)
        session.go(first)
        session.type("chữ của câu trước", 3)
        with pytest.raises(StoreFull):
            session.commit()
        session.go(second)
        session.type("10", 2)
        with pytest.raises(StoreFull):
            session.catch_up()
        assert session.current == second
        assert session.is_pending(first)
    assert session.catch_up()
    assert session.current == second
    assert desk.interview(draft).answer(first).given
    assert session.text(second).text == "10"
    assert not session.catch_up()


async def test_drafts_that_cannot_be_opened_for_writing_are_said(places: Places) -> None:
    places.data.mkdir(parents=True)
    (places.data / "drafts.db").mkdir()
    desk = Workspace(places)
    async with app_on(desk).run_test(size=SMALL) as pilot:
        await until(pilot, lambda: "Chưa mở được kho bản nháp" in said(pilot))
        assert "drafts.db" in said(pilot)
        await pilot.press("f4")
        await to(pilot, MessageScreen)
        await pilot.press("enter")
        await to(pilot, HomeScreen)


async def test_broken_data_files_are_named_and_can_be_read_again(
    places: Places, desk: Workspace, draft: str
) -> None:
    broken = places.agencies / "cua-toi.toml"
    broken.parent.mkdir(parents=True, exist_ok=True)
    broken.write_text('schema = 1\nid = "cua-toi"\nlevl = "so"\n', encoding="utf-8")
    desk.reload()
    async with app_on(desk).run_test(size=SMALL) as pilot:
        await until(pilot, lambda: "Tệp dữ liệu có lỗi" in said(pilot))
        assert "levl" in said(pilot)
        broken.unlink()
        await pilot.press("ctrl+r")
        await until(pilot, lambda: "Báo cáo thử" in said(pilot))


async def test_an_action_over_broken_data_is_one_message(places: Places, desk: Workspace) -> None:
    broken = places.agencies / "cua-toi.toml"
    broken.parent.mkdir(parents=True, exist_ok=True)
    broken.write_text("schema = \n", encoding="utf-8")
    async with app_on(desk).run_test(size=SMALL) as pilot:
        for key in ("f3", "f7"):
            await pilot.press(key)
            await to(pilot, MessageScreen)
            await until(pilot, lambda: "cua-toi.toml" in said(pilot))
            await pilot.press("escape")
            await to(pilot, HomeScreen)


async def test_a_draft_that_cannot_be_opened_says_why(
    desk: Workspace, draft: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app_on(desk).run_test(size=SMALL) as pilot:

        def refuse(*_: object) -> None:
            raise WorkError("Không có loại báo cáo “abc”.")

        monkeypatch.setattr(desk, "interview", refuse)
        await pilot.press("enter")
        await to(pilot, MessageScreen)
        assert "Không có loại báo cáo" in said(pilot)


async def test_a_setting_with_a_mistake_does_not_keep_the_app_from_starting(
    places: Places, desk: Workspace
) -> None:
    places.settings_file.parent.mkdir(parents=True, exist_ok=True)
    places.settings_file.write_text('schema = 1\ntheme = "xanh"\n', encoding="utf-8")
    async with app_on(desk).run_test(size=SMALL, notifications=True) as pilot:
        await to(pilot, MessageScreen)
        await until(pilot, lambda: "theme" in said(pilot))
        await pilot.press("escape")
        await to(pilot, HomeScreen)


# Two officers at one draft


async def both_answer(pilot: Pilot[None], places: Places, draft: str) -> None:
    """The officer types 10 while someone else answers 12."""
    await to(pilot, InterviewScreen)
    await write(pilot, "10")
    other = Session(Workspace(places, author="Người khác"), draft)
    other.go("thu_nhan")
    other.type("12", 2)
    other.commit()
    await pilot.press("enter")
    await to(pilot, PickScreen)
    await until(pilot, lambda: "Của Người khác: 12 hồ sơ" in said(pilot))


@pytest.mark.parametrize(("keys", "kept"), [(["enter"], 10), (["down", "enter"], 12)])
async def test_of_two_answers_one_is_chosen(
    places: Places, desk: Workspace, draft: str, keys: list[str], kept: int
) -> None:
    desk.keep_place(draft, "thu_nhan")
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        await both_answer(pilot, places, draft)
        await pilot.press(*keys)
        await to(pilot, InterviewScreen)
    value = desk.interview(draft).answer("thu_nhan").value
    assert getattr(value, "value", None) == kept


async def test_escape_leaves_the_choice_for_later_and_loses_nothing(
    places: Places, desk: Workspace, draft: str
) -> None:
    desk.keep_place(draft, "thu_nhan")
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        await both_answer(pilot, places, draft)
        await pilot.press("escape")
        await to(pilot, InterviewScreen)
        assert interview(pilot).panel.editor.value == "10"
        await pilot.press("pagedown")
        await until(pilot, lambda: interview(pilot).session.current == "thu_xong")
        await pilot.press("f5")
        await until(pilot, lambda: "cùng trả lời câu này" in said(pilot))
