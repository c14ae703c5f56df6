"""Starting from last period's file: finding it, what was understood, corrections, the drafts."""

from __future__ import annotations

import os
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from driving import (
    LARGE,
    SMALL,
    app_on,
    interview,
    paste,
    rows,
    said,
    settle,
    still,
    to,
    until,
    write,
)
from textual.pilot import Pilot

from cchc_tui.document.readers import read_report
from cchc_tui.domain.values import Quantity
from cchc_tui.services.workspace import Workspace
from cchc_tui.tui.screens.choose_file import ChooseFileScreen
from cchc_tui.tui.screens.free_dates import FreeDatesScreen
from cchc_tui.tui.screens.home import HomeScreen
from cchc_tui.tui.screens.import_report import ImportReportScreen
from cchc_tui.tui.screens.interview import InterviewScreen
from cchc_tui.tui.screens.new_draft import NewDraftScreen
from cchc_tui.tui.widgets.answer_editor import AnswerEditor
from cchc_tui.tui.widgets.form import PickField, TypeField

Compare = Callable[..., bool]
BOTH = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])

LETTER = """{agency}
Số: 12/BC-{code}
{place}, ngày 20 tháng 12 năm 2025

BÁO CÁO
Công tác thử nghiệm quý IV năm 2025

I. TÌNH HÌNH CHUNG

Trong quý IV năm 2025, công việc chạy đều như nước sông trên đồng bằng.

II. KẾT QUẢ

1. Kết quả giải quyết hồ sơ

Trong quý IV năm 2025, {name} tiếp nhận 9.214 hồ sơ, đã giải quyết 9.002 hồ sơ, đạt 97,70%.

III. NỘI DUNG KHÁC

Có 77 con cò bay qua mục này.

Trên đây là báo cáo công tác thử nghiệm quý IV năm 2025 của {name}./.

Nơi nhận:
- UBND tỉnh;
- Lưu: VT.

GIÁM ĐỐC
"""
KNOWN = {"agency": "SỞ NỘI VỤ", "code": "SNV", "place": "Sông Lam", "name": "Sở Nội vụ"}
NEW = {"agency": "SỞ Y TẾ", "code": "SYT", "place": "Đồng Lúa", "name": "Sở Y tế"}


@pytest.fixture
def folder(isolated: Path) -> Path:
    """A folder with old reports of an agency that is known and of one that is not."""
    made = isolated / "Báo cáo cũ"
    made.mkdir()
    for age, (name, facts) in enumerate((("quý IV 2025.txt", KNOWN), ("sở khác.txt", NEW))):
        path = made / name
        path.write_text(LETTER.format(**facts), encoding="utf-8")
        os.utime(path, (1_760_000_000 - age, 1_760_000_000 - age))
    return made


async def choosing(pilot: Pilot[None]) -> ChooseFileScreen:
    await to(pilot, HomeScreen)
    await pilot.press("i")
    return await to(pilot, ChooseFileScreen)


async def reading(pilot: Pilot[None], path: Path | str) -> ImportReportScreen:
    """Paste a path and wait until the file has been read."""
    await choosing(pilot)
    await paste(pilot, str(path))
    await pilot.press("enter")
    screen = await to(pilot, ImportReportScreen)
    await settle(pilot)
    return screen


def picked(screen: ImportReportScreen, name: str) -> str:
    return screen.query_one(f"#{name}", PickField).value


# Finding the file


async def test_a_file_is_found_by_a_few_letters_and_its_folder_is_remembered(
    desk: Workspace, folder: Path
) -> None:
    async with app_on(desk).run_test(size=SMALL) as pilot:
        screen = await choosing(pilot)
        assert screen.query_one(AnswerEditor).value == "~/"
        await write(pilot, "bao")
        await pilot.press("tab")
        await until(pilot, lambda: screen.query_one(AnswerEditor).value == "~/Báo cáo cũ/")
        assert rows(screen) == ["quý IV 2025.txt", "sở khác.txt", "../"]
        await write(pilot, "khac")
        await until(pilot, lambda: rows(screen) == ["sở khác.txt"])
        await pilot.press("enter")
        await to(pilot, ImportReportScreen)
        await settle(pilot)
        await pilot.press("escape")
        again = await choosing(pilot)
        assert again.query_one(AnswerEditor).value == "~/Báo cáo cũ/"
        await pilot.press("escape")
        await to(pilot, HomeScreen)


async def test_folders_are_walked_with_arrows_and_enter(desk: Workspace, folder: Path) -> None:
    async with app_on(desk).run_test(size=SMALL) as pilot:
        screen = await choosing(pilot)
        assert rows(screen)[:2] == ["../", "Báo cáo cũ/"]
        await pilot.press("enter")
        await until(pilot, lambda: screen.query_one(AnswerEditor).value == "~/Báo cáo cũ/")
        await pilot.press("down", "down", "enter")
        await until(pilot, lambda: screen.query_one(AnswerEditor).value == "~/")


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("/khong/co/gi.docx", "Không thấy tệp hay thư mục “/khong/co/gi.docx”"),
        ("~/trống/xyz", "Không thấy tệp hay thư mục"),
        ("/" + "dài" * 200, "Không thấy tệp hay thư mục"),
    ],
)
async def test_a_path_that_leads_nowhere_is_said(
    desk: Workspace, isolated: Path, typed: str, answer: str
) -> None:
    (isolated / "trống").mkdir()
    async with app_on(desk).run_test(size=SMALL) as pilot:
        screen = await choosing(pilot)
        screen.query_one(AnswerEditor).load("")
        await paste(pilot, typed)
        await pilot.press("enter")
        await until(pilot, lambda: answer.split()[-1] in said(pilot))
        assert isinstance(pilot.app.screen, ChooseFileScreen)


# What was understood


@BOTH
async def test_a_file_becomes_two_drafts_and_the_new_one_opens(
    desk: Workspace, folder: Path, size: tuple[int, int]
) -> None:
    async with app_on(desk).run_test(size=size) as pilot:
        screen = await reading(pilot, f"'{folder / 'quý IV 2025.txt'}'")
        assert picked(screen, "kind") == "bao-cao-thu"
        assert picked(screen, "agency") == "mau-so-noi-vu"
        assert picked(screen, "old") == "2025-Q4"
        assert picked(screen, "new") == "2026-Q1"
        text = said(pilot)
        assert "Hồ sơ tiếp nhận: 9.214" in text
        assert "lập bản nháp quý I năm 2026" in text
        assert desk.drafts() == []
        await pilot.press("enter")
        await to(pilot, InterviewScreen)
        session = interview(pilot).session
        info = desk.draft(session.draft)
        old = desk.draft(info.copied_from)
        assert (old.period, info.period) == ("2025-Q4", "2026-Q1")
        value = desk.interview(old.id).answer("thu_nhan").value
        assert isinstance(value, Quantity)
        assert value.value == 9214
        interview(pilot).go_to("thu_nhan")
        await until(pilot, lambda: "Kỳ trước 9.214" in said(pilot))
        await pilot.press("escape")
        home = await to(pilot, HomeScreen)
        await until(pilot, lambda: len(rows(home)) == 2)


async def test_nothing_is_written_before_enter(desk: Workspace, folder: Path) -> None:
    async with app_on(desk).run_test(size=SMALL) as pilot:
        screen = await reading(pilot, folder / "sở khác.txt")
        assert screen.found
        assert screen.found.new_agency
        assert "mới: sẽ thêm" in said(pilot)
        await pilot.press("escape")
        await to(pilot, HomeScreen)
    assert desk.drafts() == []
    assert not desk.agency_book.own_ids()


async def test_a_new_agency_comes_with_the_drafts(desk: Workspace, folder: Path) -> None:
    async with app_on(desk).run_test(size=SMALL) as pilot:
        screen = await reading(pilot, folder / "sở khác.txt")
        agency = picked(screen, "agency")
        await pilot.press("f9")
        await to(pilot, InterviewScreen)
    assert desk.agency_book.own_ids() == {agency}
    assert {card.info.agency for card in desk.drafts()} == {agency}


async def test_kind_agency_and_periods_are_corrected_with_keys(
    desk: Workspace, folder: Path
) -> None:
    async with app_on(desk).run_test(size=SMALL) as pilot:
        screen = await reading(pilot, folder / "quý IV 2025.txt")
        await pilot.press("up")
        assert screen.focused is screen.query_one("#new")
        await pilot.press("enter")
        await write(pilot, "quy iv nam 2026")
        await pilot.press("enter")
        await until(pilot, lambda: picked(screen, "new") == "2026-Q4")
        await until(pilot, lambda: "lập bản nháp quý IV năm 2026" in said(pilot))
        await pilot.press("up", "enter")
        await write(pilot, "quy iii")
        await pilot.press("enter")
        await settle(pilot)
        await until(pilot, lambda: picked(screen, "old") == "2025-Q3")
        assert picked(screen, "new") == "2025-Q4"
        await pilot.press("up", "right")
        await settle(pilot)
        agency = picked(screen, "agency")
        assert agency != "mau-so-noi-vu"
        assert screen.found
        assert (screen.found.agency, screen.found.period) == (agency, "2025-Q3")
        await pilot.press("up", "enter")
        await write(pilot, "bao cao thu")
        await pilot.press("enter", "f9")
        await to(pilot, InterviewScreen)
    found = {(card.info.kind, card.info.agency, card.info.period) for card in desk.drafts()}
    assert found == {("bao-cao-thu", agency, "2025-Q3"), ("bao-cao-thu", agency, "2025-Q4")}


async def test_a_period_of_free_dates_is_typed(desk: Workspace, folder: Path) -> None:
    async with app_on(desk).run_test(size=SMALL) as pilot:
        screen = await reading(pilot, folder / "quý IV 2025.txt")
        await pilot.press("up", "enter")
        await write(pilot, "tu ghi")
        await pilot.press("enter")
        form = await to(pilot, FreeDatesScreen)
        await write(pilot, "01/01/2026")
        await pilot.press("f9")
        await until(pilot, lambda: "hai ngày" in said(pilot))
        form.query_one("#span", TypeField).editor.load("01/01/2026 - 15/11/2026")
        form.query_one("#span_name", TypeField).editor.load("11 tháng đầu năm 2026")
        await pilot.press("f9")
        await to(pilot, ImportReportScreen)
        await until(pilot, lambda: "lập bản nháp 11 tháng đầu năm 2026" in said(pilot))
        await pilot.press("up", "enter")
        await write(pilot, "tu ghi")
        await pilot.press("enter")
        await to(pilot, FreeDatesScreen)
        await pilot.press("escape")
        await to(pilot, ImportReportScreen)
        assert picked(screen, "old") == "2025-Q4"
        await pilot.press("f9")
        await to(pilot, InterviewScreen)
    periods = {card.info.period for card in desk.drafts()}
    assert periods == {"2025-Q4", "2026-01-01..2026-11-15"}


async def test_a_draft_of_the_same_period_is_spoken_of(desk: Workspace, folder: Path) -> None:
    desk.create_draft("bao-cao-thu", "2025-Q4", "mau-so-noi-vu")
    async with app_on(desk).run_test(size=SMALL) as pilot:
        await reading(pilot, folder / "quý IV 2025.txt")
        await until(pilot, lambda: "Đã có bản nháp của kỳ này" in said(pilot))


# What cannot be read


def foreign(path: Path) -> None:
    path.write_bytes(b"\x89PNG\r\n" + bytes(range(256)) * 20)


def broken(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04 and then nothing")


def encrypted(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)


def bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", b"<w>" + b" " * 300_000_000)


@pytest.mark.parametrize("make", [foreign, broken, encrypted, bomb])
async def test_a_file_that_cannot_be_read_is_told_in_one_message_and_another_is_chosen(
    desk: Workspace, folder: Path, make: Callable[[Path], None]
) -> None:
    bad = folder / "hỏng.docx"
    make(bad)
    async with app_on(desk).run_test(size=SMALL) as pilot:
        screen = await reading(pilot, bad)
        text = said(pilot)
        assert "hỏng.docx" in text
        assert "F3: chọn tệp khác" in text
        assert screen.found is None
        await pilot.press("enter", "f9")
        await pilot.press("f3")
        await to(pilot, ChooseFileScreen)
        await paste(pilot, str(folder / "quý IV 2025.txt"))
        await pilot.press("enter")
        await to(pilot, ImportReportScreen)
        await settle(pilot)
        assert "F3: chọn tệp khác" not in said(pilot)
        assert picked(screen, "old") == "2025-Q4"
    assert desk.drafts() == []


async def test_the_keys_answer_while_a_file_is_read_and_leaving_stops_it(
    desk: Workspace, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go = threading.Event()

    def slow(path: Path) -> Any:
        go.wait(20)
        return read_report(path)

    monkeypatch.setattr("cchc_tui.document.readers.read_report", slow)
    async with app_on(desk).run_test(size=SMALL) as pilot:
        await choosing(pilot)
        await paste(pilot, str(folder / "quý IV 2025.txt"))
        await pilot.press("enter")
        await to(pilot, ImportReportScreen)
        await until(pilot, lambda: "Đang đọc quý IV 2025.txt…" in said(pilot))
        await pilot.press("enter", "f9", "escape")
        await to(pilot, HomeScreen)
        go.set()
        await pilot.app.workers.wait_for_complete()
        await to(pilot, HomeScreen)
    assert desk.drafts() == []


# From the form for a new draft


async def test_a_new_report_starts_from_a_file_with_what_the_form_says(
    desk: Workspace, folder: Path
) -> None:
    async with app_on(desk).run_test(size=SMALL) as pilot:
        form = await new_form(pilot)
        form.query_one("#source").focus()
        await pilot.press("enter")
        await write(pilot, "word")
        await pilot.press("enter")
        await to(pilot, ChooseFileScreen)
        await paste(pilot, str(folder / "quý IV 2025.txt"))
        await pilot.press("enter")
        await to(pilot, NewDraftScreen)
        assert "quý IV 2025.txt" in said(pilot)
        await pilot.press("f9")
        screen = await to(pilot, ImportReportScreen)
        await settle(pilot)
        assert picked(screen, "kind") == "bao-cao-thu"
        assert picked(screen, "new") == "2026-Q1"
        await pilot.press("enter")
        await to(pilot, InterviewScreen)
    assert {card.info.period for card in desk.drafts()} == {"2025-Q4", "2026-Q1"}


async def new_form(pilot: Pilot[None]) -> NewDraftScreen:
    """The form for a new draft of the short kind."""
    await to(pilot, HomeScreen)
    await pilot.press("n")
    await until(pilot, lambda: pilot.app.screen.query("#kind, #name"))
    while not isinstance(pilot.app.screen, NewDraftScreen):
        await pilot.press("escape")
        await pilot.pause()
    form = pilot.app.screen
    form.query_one("#agency").focus()
    await pilot.press("enter")
    await write(pilot, "song lam")
    await pilot.press("enter")
    await until(pilot, lambda: form.query_one("#agency", PickField).value == "mau-so-noi-vu")
    form.query_one("#kind").focus()
    await pilot.press("enter")
    await write(pilot, "bao cao thu")
    await pilot.press("enter")
    await until(pilot, lambda: form.query_one("#kind", PickField).value == "bao-cao-thu")
    return form


async def test_the_latest_earlier_draft_is_proposed_and_follows_the_period(
    desk: Workspace,
) -> None:
    made = {
        period: desk.create_draft("bao-cao-thu", period, "mau-so-noi-vu").id
        for period in ("2025-Q4", "2025-Q2", "2025-Q3")
    }
    async with app_on(desk).run_test(size=SMALL) as pilot:
        form = await new_form(pilot)
        source = form.query_one("#source", PickField)
        period = form.query_one("#period", PickField)
        period.focus()
        await pilot.press("enter")
        await write(pilot, "quy iv nam 2025")
        await pilot.press("enter")
        await until(pilot, lambda: period.value == "2025-Q4")
        assert source.value == made["2025-Q3"]
        await pilot.press("enter")
        await write(pilot, "quy i nam 2026")
        await pilot.press("enter")
        await until(pilot, lambda: period.value == "2026-Q1")
        assert source.value == made["2025-Q4"]
        source.focus()
        await pilot.press("enter")
        await write(pilot, "trong")
        await pilot.press("enter", "f9")
        await to(pilot, InterviewScreen)
        assert not desk.draft(interview(pilot).session.draft).copied_from


# Pictures


@BOTH
def test_picture_of_the_files(
    snap_compare: Compare, desk: Workspace, folder: Path, size: tuple[int, int]
) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await choosing(pilot)
        await write(pilot, "bao")
        await pilot.press("tab")
        await still(pilot)

    assert snap_compare(app_on(desk), terminal_size=size, run_before=steps)


@BOTH
def test_picture_of_what_was_understood(
    snap_compare: Compare, desk: Workspace, folder: Path, size: tuple[int, int]
) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await reading(pilot, folder / "quý IV 2025.txt")
        await still(pilot)

    assert snap_compare(app_on(desk), terminal_size=size, run_before=steps)
