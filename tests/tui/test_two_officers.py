"""Two officers at one draft: each sees where the other is and what was answered meanwhile."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from driving import LARGE, SMALL, app_on, interview, paste, said, settle, still, to, until, write
from textual.pilot import Pilot

from cchc_tui.domain.paths import Places
from cchc_tui.interview.answers import show_answer
from cchc_tui.interview.typed_table import parse_table
from cchc_tui.services import presence
from cchc_tui.services.presence import Watch, others_at, short_names
from cchc_tui.services.session import Session
from cchc_tui.services.workspace import Workspace
from cchc_tui.store.presence import EXPIRES, PresenceBook, Present
from cchc_tui.tui.screens.dialogs import PickScreen
from cchc_tui.tui.screens.interview import InterviewScreen
from cchc_tui.tui.screens.merge import MergeScreen

LAN = "Nguyễn Thị Lan"
Compare = Callable[..., bool]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look around often: the tests wait for what is seen, not for the clock."""
    monkeypatch.setattr(presence, "LOOK_EVERY", 0.05)


class Other:
    """Another officer with the draft open."""

    def __init__(self, places: Places, draft: str, question: str) -> None:
        self.session = Session(Workspace(places, author=LAN), draft)
        self.session.go(question)
        store = self.session.workspace.store
        self._watch = Watch(
            store, draft, LAN, came_or_went=lambda _others: None, written=lambda: None
        )
        self._watch.begin(question)

    def move(self, question: str) -> None:
        """Go to another question."""
        self.session.go(question)
        self._watch.moved(question)

    def answer(self, text: str) -> None:
        """Answer the question where they are."""
        self.session.type(text, len(text))
        self.session.commit()

    def leave(self) -> None:
        """Close the draft."""
        self._watch.end()
        self.session.workspace.close()


@contextmanager
def at_work(places: Places, draft: str, question: str) -> Iterator[Other]:
    """Another officer, for a while."""
    other = Other(places, draft, question)
    try:
        yield other
    finally:
        other.leave()


async def opened(pilot: Pilot[None]) -> InterviewScreen:
    screen = await to(pilot, InterviewScreen)
    await settle(pilot)
    return screen


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_one_sees_where_the_other_is_and_that_they_have_gone(
    places: Places, desk: Workspace, draft: str, size: tuple[int, int]
) -> None:
    desk.keep_place(draft, "thu_tinh_hinh")
    async with app_on(desk, draft).run_test(size=size) as pilot:
        await opened(pilot)
        with at_work(places, draft, "thu_nhan") as lan:
            await until(pilot, lambda: "Lan: II.1" in said(pilot))
            outline = [line.right for line in interview(pilot)._outline.lines]
            assert [right for right in outline if right.startswith("Lan ")] == [outline[2]]
            assert "cũng ở câu này" not in said(pilot)

            lan.move("thu_tinh_hinh")
            await until(pilot, lambda: "Lan cũng ở câu này" in said(pilot))
            await pilot.press("pagedown")
            await until(pilot, lambda: "cũng ở câu này" not in said(pilot))
            assert "Lan: I" in said(pilot)
        await until(pilot, lambda: "Lan" not in said(pilot))


async def test_an_answer_of_the_other_appears_without_a_key(
    places: Places, desk: Workspace, draft: str
) -> None:
    desk.keep_place(draft, "thu_nhan")
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        await opened(pilot)
        with at_work(places, draft, "thu_xong") as lan:
            lan.answer("8")
            await until(pilot, lambda: interview(pilot).session.summary("thu_xong") == "08 hồ sơ")
            assert interview(pilot).session.current == "thu_nhan"
            lan.move("thu_nhan")
            lan.answer("9")
            await until(pilot, lambda: interview(pilot).panel.editor.value == "9")
        await pilot.press("end", "1", "enter")
        await settle(pilot)
    assert (
        desk.interview(draft).answer("thu_nhan").value
        == desk.interview(draft).typed("thu_nhan").value
    )
    assert [one.author for one in desk.history(draft, "thu_nhan")] == [LAN, "Cán bộ thử"]


async def test_what_is_being_typed_stays_when_the_other_answers(
    places: Places, desk: Workspace, draft: str
) -> None:
    desk.keep_place(draft, "thu_nhan")
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        await opened(pilot)
        await write(pilot, "10")
        with at_work(places, draft, "thu_nhan") as lan:
            lan.answer("12")
            await until(
                pilot, lambda: interview(pilot).session.interview.typed("thu_nhan").revision
            )
        assert interview(pilot).panel.editor.value == "10"


async def test_nothing_is_drawn_while_nobody_moves(
    places: Places, desk: Workspace, draft: str
) -> None:
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        screen = await opened(pilot)
        with at_work(places, draft, "thu_nhan"):
            await until(pilot, lambda: "Lan: II.1" in said(pilot))
            await still(pilot)
            drawn: list[object] = []
            screen.show_company = lambda: drawn.append(1)  # type: ignore[method-assign]
            screen.show_written = lambda: drawn.append(2)  # type: ignore[method-assign]
            screen.company._changed = screen.show_company
            screen.company._written = screen.show_written
            # The other renews its presence and keeps on typing: neither is news.
            lan = Session(Workspace(places, author=LAN), draft)
            for number in range(5):
                lan.go("thu_nhan")
                lan.type(f"1{number}", 2)
                lan.keep()
                await pilot.pause(0.15)
        assert drawn in ([], [1])


def test_a_presence_expires_by_itself(places: Places) -> None:
    now = [1000.0]
    book = PresenceBook(places.data / "x", lambda: now[0])
    book.renew("a", "d", "Lan", "q")
    book.renew("b", "khac", "Minh", "q")
    assert book.others("d") == (Present("a", "Lan", "q"),)
    assert book.others("d", "a") == ()
    now[0] += EXPIRES - 0.1
    assert book.others("d")
    now[0] += 0.2
    assert book.others("d") == ()
    now[0] -= 3600  # the clock was put back
    assert book.others("d") == ()


def test_a_killed_session_leaves_no_presence_that_lasts(places: Places, desk: Workspace) -> None:
    path = desk.store.path.parent
    book = PresenceBook(path)
    book.renew("a", "d", "Lan", "q")
    book.close()
    later = PresenceBook(path, lambda: time.time() + EXPIRES + 1)
    assert later.others("d") == ()


def test_namesakes_are_told_apart_and_ones_own_window_is_called_so() -> None:
    there = [
        Present("1", "Nguyễn Thị Lan (lan1)", ""),
        Present("2", "Trần Lan (lan2)", ""),
        Present("3", "Lê Minh (minh)", ""),
        Present("4", "Tôi (toi)", ""),
    ]
    assert short_names(there, "Tôi (toi)") == {
        "1": "Nguyễn Thị Lan (lan1)",
        "2": "Trần Lan (lan2)",
        "3": "Minh",
        "4": "bạn",
    }
    assert short_names([Present("5", "", "")], "x") == {"5": ""}


def test_where_nothing_can_be_written_work_goes_on_without_presences(
    places: Places, desk: Workspace, draft: str
) -> None:
    (places.data / "presence.db").write_bytes(b"hong" * 1000)
    assert others_at(desk, draft) == ()
    with at_work(places, draft, "thu_nhan") as lan:
        lan.answer("12")
    assert desk.interview(draft).typed("thu_nhan").author == LAN


# Both at one question

MINE, THEIRS = "Đã kiểm tra 05 đơn vị.", "Đã tập huấn cho 120 công chức."
OLD = "Sở đã ban hành kế hoạch."


async def noticed(pilot: Pilot[None]) -> None:
    """The app has seen that the other has answered, and said so."""
    session = interview(pilot).session
    await until(pilot, lambda: session.interview.typed(session.current).author == LAN)
    pilot.app.clear_notifications()
    await still(pilot)


async def met(pilot: Pilot[None], places: Places, draft: str) -> MergeScreen:
    """Both have added a sentence of their own to the text."""
    await opened(pilot)
    await pilot.press("ctrl+end")
    await write(pilot, " ")
    await paste(pilot, MINE)
    await until(pilot, lambda: MINE in interview(pilot).panel.editor.value)
    with at_work(places, draft, "thu_tinh_hinh") as lan:
        lan.answer(f"{OLD} {THEIRS}")
    await noticed(pilot)
    await pilot.press("pagedown")
    screen = await to(pilot, MergeScreen)
    await until(pilot, lambda: "Của Nguyễn Thị Lan" in said(pilot))
    return screen


@pytest.fixture
def begun(desk: Workspace, draft: str) -> str:
    """A draft whose text both officers have before them."""
    session = Session(desk, draft)
    session.go("thu_tinh_hinh")
    session.type(OLD, len(OLD))
    session.commit()
    return draft


def kept(desk: Workspace, draft: str) -> str:
    session = Session(desk, draft)
    return session.summary("thu_tinh_hinh")


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        (["enter"], f"{OLD} {MINE} {THEIRS}"),
        (["left", "enter"], f"{OLD} {MINE}"),
        (["right", "enter"], f"{OLD} {THEIRS}"),
        (["right", "space", "f9"], f"{OLD} {MINE} {THEIRS}"),
    ],
)
async def test_two_texts_are_chosen_from_or_put_together(
    places: Places, desk: Workspace, begun: str, keys: list[str], text: str
) -> None:
    async with app_on(desk, begun).run_test(size=SMALL) as pilot:
        await met(pilot, places, begun)
        await pilot.press(*keys)
        await to(pilot, InterviewScreen)
        await until(pilot, lambda: interview(pilot).panel.editor.value == text)
        assert not interview(pilot).session.is_pending("thu_tinh_hinh")
    assert kept(desk, begun) == text
    authors = [one.author for one in desk.history(begun, "thu_tinh_hinh")]
    assert authors == ["Cán bộ thử", LAN] + ["Cán bộ thử"] * (text != f"{OLD} {THEIRS}")


async def test_the_result_can_be_written_on_in_the_field(
    places: Places, desk: Workspace, begun: str
) -> None:
    async with app_on(desk, begun).run_test(size=SMALL) as pilot:
        await met(pilot, places, begun)
        await pilot.press("f4")
        await to(pilot, InterviewScreen)
        await until(pilot, lambda: THEIRS in interview(pilot).panel.editor.value)
        await pilot.press("ctrl+end")
        await write(pilot, " them")
        await pilot.press("pagedown")
        await until(pilot, lambda: interview(pilot).session.current != "thu_tinh_hinh")
    assert kept(desk, begun) == f"{OLD} {MINE} {THEIRS} them"


async def test_escape_leaves_the_merging_for_later_and_loses_nothing(
    places: Places, desk: Workspace, begun: str
) -> None:
    async with app_on(desk, begun).run_test(size=SMALL) as pilot:
        await met(pilot, places, begun)
        await pilot.press("escape")
        await to(pilot, InterviewScreen)
        assert interview(pilot).panel.editor.value == f"{OLD} {MINE}"
        await pilot.press("pagedown")
        await until(pilot, lambda: interview(pilot).session.current != "thu_tinh_hinh")
        await pilot.press("pageup")
        await until(pilot, lambda: interview(pilot).session.current == "thu_tinh_hinh")
        await pilot.press("pagedown")
        await to(pilot, MergeScreen)
    assert kept(desk, begun) == f"{OLD} {THEIRS}"


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
def test_both_texts_stand_side_by_side(
    places: Places, desk: Workspace, begun: str, size: tuple[int, int], snap_compare: Compare
) -> None:
    app = app_on(desk, begun)

    async def before(pilot: Pilot[None]) -> None:
        await met(pilot, places, begun)
        pilot.app.clear_notifications()
        await still(pilot)

    assert snap_compare(app, terminal_size=size, run_before=before)


# Both at one table

ROWS = "Tư pháp | 10 | 9\nĐất đai | 20 | 19\nXây dựng | 5 | 5"


@pytest.fixture
def tabled(desk: Workspace, draft: str) -> str:
    """A draft whose table both officers have before them."""
    Session(desk, draft).settle_reading("thu_bang", ROWS)
    desk.keep_place(draft, "thu_bang")
    return draft


def rows_of(desk: Workspace, draft: str) -> str:
    interview = desk.interview(draft)
    return show_answer(interview.question("thu_bang"), interview.typed("thu_bang"))


async def both_in_table(
    pilot: Pilot[None], places: Places, draft: str, keys: list[str], theirs: str
) -> None:
    """The officer types in the table; Lan answers it meanwhile; the officer goes on."""
    await opened(pilot)
    await pilot.press(*keys)
    with at_work(places, draft, "thu_bang") as lan:
        question = lan.session.interview.question("thu_bang")
        lan.session.type_records(parse_table(question, theirs))
        lan.session.commit()
        await pilot.pause()
    await noticed(pilot)
    await pilot.press("f8")


MY_KEYS = ["enter", "home", "shift+end", *"12"]
"""The officer makes 12 of the 10 in the first row."""


async def test_cells_that_only_one_has_changed_are_put_together_without_asking(
    places: Places, desk: Workspace, tabled: str
) -> None:
    app = app_on(desk, tabled)
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        theirs = "Tư pháp | 10 | 8\nĐất đai | 22 | 19\nXây dựng | 5 | 5\nHộ tịch | 1 | 1"
        await both_in_table(pilot, places, tabled, MY_KEYS, theirs)
        await until(pilot, lambda: "Nguyễn Thị Lan cũng vừa sửa bảng này" in said(pilot))
        assert isinstance(app.screen, InterviewScreen)
    assert rows_of(desk, tabled) == (
        "Tư pháp | 12 | 8\nĐất đai | 22 | 19\nXây dựng | 5 | 5\nHộ tịch | 1 | 1"
    )


THEIR_ROWS = "Tư pháp | 14 | 9\nĐất đai | 22 | 19\nXây dựng | 5 | 5"


@pytest.mark.parametrize(
    ("keys", "rows"),
    [
        (["enter"], THEIR_ROWS.replace("14", "12")),
        (["right", "enter"], THEIR_ROWS),
        (["space", "enter"], f"Tư pháp | 12 | 9\n{THEIR_ROWS}"),
    ],
)
async def test_a_cell_that_both_have_changed_is_chosen(
    places: Places, desk: Workspace, tabled: str, keys: list[str], rows: str
) -> None:
    async with app_on(desk, tabled).run_test(size=SMALL) as pilot:
        await both_in_table(pilot, places, tabled, MY_KEYS, THEIR_ROWS)
        await to(pilot, MergeScreen)
        await until(pilot, lambda: "Tư pháp · Tiếp nhận: 14" in said(pilot))
        assert "✓ Đất đai | 22 | 19" in said(pilot)
        await pilot.press(*keys)
        await to(pilot, InterviewScreen)
        assert not interview(pilot).session.is_pending("thu_bang")
    assert rows_of(desk, tabled) == rows


async def test_a_table_put_together_can_be_edited_before_it_counts(
    places: Places, desk: Workspace, tabled: str
) -> None:
    async with app_on(desk, tabled).run_test(size=SMALL) as pilot:
        await both_in_table(pilot, places, tabled, MY_KEYS, THEIR_ROWS)
        await to(pilot, MergeScreen)
        await pilot.press("right", "f4")
        await to(pilot, InterviewScreen)
        await until(pilot, lambda: interview(pilot).panel.grid.records.rows)
        await pilot.press("enter", "home", "shift+end", *"15", "pagedown")
        await until(pilot, lambda: interview(pilot).session.current != "thu_bang")
    assert rows_of(desk, tabled) == THEIR_ROWS.replace("14", "15")


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
def test_both_tables_stand_side_by_side(
    places: Places, desk: Workspace, tabled: str, size: tuple[int, int], snap_compare: Compare
) -> None:
    async def before(pilot: Pilot[None]) -> None:
        await both_in_table(pilot, places, tabled, MY_KEYS, THEIR_ROWS)
        await to(pilot, MergeScreen)
        await until(pilot, lambda: "Tư pháp · Tiếp nhận: 14" in said(pilot))
        await still(pilot)

    assert snap_compare(app_on(desk, tabled), terminal_size=size, run_before=before)


# Both at one figure


async def figures_met(pilot: Pilot[None], places: Places, draft: str) -> None:
    """08 stood there; the officer types 10, Lan has answered 12."""
    await opened(pilot)
    await write(pilot, "10")
    with at_work(places, draft, "thu_nhan") as lan:
        lan.answer("12")
    await noticed(pilot)
    await pilot.press("enter")
    await to(pilot, PickScreen)
    await until(pilot, lambda: "Số của bạn ít hơn" in said(pilot))


@pytest.fixture
def counted(desk: Workspace, draft: str) -> str:
    """A draft with a figure that both officers have before them."""
    Session(desk, draft).settle_reading("thu_nhan", "8")
    desk.keep_place(draft, "thu_nhan")
    return draft


async def test_two_figures_are_shown_with_what_they_differ_in_and_who_gave_them(
    places: Places, desk: Workspace, counted: str
) -> None:
    async with app_on(desk, counted).run_test(size=SMALL) as pilot:
        await opened(pilot)
        interview(pilot).panel.editor.select_all()
        await figures_met(pilot, places, counted)
        words = " ".join(said(pilot).replace("│", " ").split())
        assert "Của tôi: 10 hồ sơ" in words
        assert f"Của {LAN}: 12 hồ sơ" in words
        assert f"Số của bạn ít hơn 02 hồ sơ. {LAN} ghi vừa xong. Trước đó: 08 hồ sơ." in words
        await pilot.press("down", "enter")
        await to(pilot, InterviewScreen)
    assert Session(desk, counted).summary("thu_nhan") == "12 hồ sơ"


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
def test_two_figures_look_like_this(
    places: Places, desk: Workspace, counted: str, size: tuple[int, int], snap_compare: Compare
) -> None:
    async def before(pilot: Pilot[None]) -> None:
        await opened(pilot)
        interview(pilot).panel.editor.select_all()
        await figures_met(pilot, places, counted)
        pilot.app.clear_notifications()
        await still(pilot)

    assert snap_compare(app_on(desk, counted), terminal_size=size, run_before=before)
