"""Phrases from old reports in the app: read, tick, correct, save."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from driving import LARGE, SMALL, app_on, rows, said, still, to, until, write
from textual.pilot import Pilot

from cchc_tui.document.readers import ReadReport, read_report
from cchc_tui.phrases.harvest import Proposal
from cchc_tui.services.phrase_book import PhraseBook
from cchc_tui.services.workspace import Workspace
from cchc_tui.tui.screens.harvest import HarvestScreen
from cchc_tui.tui.screens.home import HomeScreen
from cchc_tui.tui.screens.own_phrase import OwnPhraseScreen
from cchc_tui.tui.widgets.answer_editor import AnswerEditor
from cchc_tui.tui.widgets.form import TypeField
from cchc_tui.tui.widgets.note_line import NoteLine

Compare = Callable[..., bool]
BOTH = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])

FIRST = """I. Tình hình chung

Lớp bồi dưỡng kỹ năng số cho cán bộ thôn bản có {0} học viên dự đủ các buổi.

Đội tình nguyện cầm tay chỉ việc cho bà con ở {1} điểm sinh hoạt cộng đồng.
"""


@pytest.fixture
def old(isolated: Path) -> Path:
    """A folder with two old reports, a lock of Word and a file that is no report."""
    folder = isolated / "cũ"
    folder.mkdir()
    (folder / "quy-1.txt").write_text(FIRST.format("215", "12"), encoding="utf-8")
    (folder / "quy-2.md").write_text(FIRST.format("340", "18"), encoding="utf-8")
    (folder / "~$quy-1.docx").write_bytes(b"lock")
    (folder / "anh.png").write_bytes(b"\x89PNG")
    return folder


async def reading(pilot: Pilot[None], path: Path | str) -> HarvestScreen:
    await to(pilot, HomeScreen)
    await pilot.press("l")
    screen = await to(pilot, HarvestScreen)
    screen.query_one(AnswerEditor).paste_text(str(path))
    await pilot.press("enter")
    return screen


def found(screen: HarvestScreen) -> list[str]:
    return [text for text in rows(screen, "#found") if text.startswith("[")]


@pytest.mark.parametrize("path", ["dài " * 200, "~khong-ai/bao-cao", "không/có"])
async def test_a_path_that_cannot_be_is_said_and_the_app_goes_on(
    desk: Workspace, isolated: Path, path: str
) -> None:
    async with app_on(desk).run_test(size=LARGE) as pilot:
        screen = await reading(pilot, path)
        note = screen.query_one(NoteLine)
        await until(pilot, lambda: "Không thấy tệp" in note.text)


async def test_what_recurs_is_listed_ticked_and_saved(desk: Workspace, old: Path) -> None:
    async with app_on(desk).run_test(size=SMALL) as pilot:
        screen = await reading(pilot, old)
        await until(pilot, lambda: len(found(screen)) == 2)
        assert "2 câu lặp lại" in said(pilot)
        assert "2 lần, 2 tệp" in said(pilot)
        assert "Trong: quy-1.txt, quy-2.md" in said(pilot)
        await pilot.press("space")
        assert [text[:3] for text in found(screen)] == ["[x]", "[ ]"]
        assert "đã đánh dấu 1/2" in said(pilot)
        kept = found(screen)[0][4:]
        await pilot.press("f9")
        await until(pilot, lambda: "Đã lưu 1 mẫu câu của bạn" in said(pilot))
        assert [one.text for one in PhraseBook(desk).own.all()] == [kept]
        assert len(found(screen)) == 1
        await pilot.press("escape")
        await to(pilot, HomeScreen)


async def test_one_is_corrected_before_it_is_saved(desk: Workspace, old: Path) -> None:
    async with app_on(desk).run_test(size=SMALL) as pilot:
        screen = await reading(pilot, old)
        await until(pilot, lambda: len(found(screen)) == 2)
        await pilot.press("f4")
        form = await to(pilot, OwnPhraseScreen)
        editor = form.query_one("#text", TypeField).editor
        assert ":number}" in editor.value
        editor.load("Có {so:nuber} học viên")
        await pilot.press("f9")
        await until(pilot, lambda: "kiểu lạ" in said(pilot))
        editor.load("Có {so:number} học viên")
        await pilot.press("f9")
        await to(pilot, HarvestScreen)
        assert found(screen)[0] == "[x] Có {so:number} học viên"
        await pilot.press("f9")
        await until(pilot, lambda: bool(PhraseBook(desk).own.all()))
        assert [one.text for one in PhraseBook(desk).own.all()] == ["Có {so:number} học viên"]


async def test_all_are_ticked_or_none(desk: Workspace, old: Path) -> None:
    async with app_on(desk).run_test(size=SMALL) as pilot:
        screen = await reading(pilot, old)
        await until(pilot, lambda: len(found(screen)) == 2)
        await pilot.press("f6")
        assert [text[:3] for text in found(screen)] == ["[x]", "[x]"]
        await pilot.press("f6", "f9")
        await until(pilot, lambda: "Chưa đánh dấu câu nào" in said(pilot))
        await pilot.press("f6", "f9")
        await until(pilot, lambda: len(PhraseBook(desk).own.all()) == 2)
        await pilot.press("tab", "enter")
        await until(pilot, lambda: "Không có câu nào lặp lại" in said(pilot))


async def test_a_file_that_cannot_be_read_is_named_and_the_others_are_read(
    desk: Workspace, old: Path
) -> None:
    (old / "hong.docx").write_bytes(b"not a zip")
    async with app_on(desk).run_test(size=LARGE) as pilot:
        screen = await reading(pilot, old)
        await until(pilot, lambda: len(found(screen)) == 2)
        note = screen.query_one(NoteLine).text
        assert "Bỏ qua 1 tệp" in note
        assert "hong.docx" in note


@pytest.mark.parametrize("path", ["/khong/co/thu/muc", "", "   "])
async def test_a_wrong_path_is_said(desk: Workspace, path: str) -> None:
    async with app_on(desk).run_test(size=SMALL) as pilot:
        screen = await reading(pilot, path)
        note = screen.query_one(NoteLine)
        await until(pilot, lambda: note.has_class("-problem"))
        assert "đường dẫn" in note.text or "Không thấy tệp" in note.text


async def test_leaving_while_files_are_read_stops_the_reading(
    desk: Workspace, old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def slow(path: Path) -> ReadReport:
        seen.append(path.name)
        time.sleep(0.3)
        return read_report(path)

    monkeypatch.setattr("cchc_tui.services.old_reports.read_report", slow)
    for number in range(20):
        (old / f"them-{number}.txt").write_text(FIRST.format(number, number), encoding="utf-8")
    async with app_on(desk).run_test(size=SMALL) as pilot:
        await reading(pilot, old)
        await until(pilot, lambda: seen)
        await pilot.press("escape")
        await to(pilot, HomeScreen)
        await write(pilot, "p")
        await pilot.app.workers.wait_for_complete()
    assert len(seen) < 20


@BOTH
def test_picture_of_what_was_found(
    snap_compare: Compare,
    desk: Workspace,
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[int, int],
) -> None:
    few = [("", "Dùng chung"), ("thu.chung", "Tình hình chung")]
    monkeypatch.setattr(PhraseBook, "sections", lambda _: list(few))
    proposals = [
        Proposal(
            "Lớp bồi dưỡng kỹ năng số có {so_hoc_vien:number} học viên dự đủ các buổi.",
            "thu.chung",
            4,
            ("quy-1.docx", "quy-2.docx"),
            ("Lớp bồi dưỡng kỹ năng số có 215 học viên dự đủ các buổi.",),
        ),
        Proposal("Không có vướng mắc nào phát sinh.", "", 2, ("quy-1.docx",), ()),
    ]

    async def steps(pilot: Pilot[None]) -> None:
        await to(pilot, HomeScreen)
        await pilot.press("l")
        screen = await to(pilot, HarvestScreen)
        screen.show_found(proposals, [])
        await pilot.press("space")
        await still(pilot)

    assert snap_compare(app_on(desk), terminal_size=size, run_before=steps)
