"""Finding an old report: what a folder shows, what a typed or pasted path means."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_tui.domain.paths import Places
from cchc_tui.services.finding_files import (
    completed,
    entries_of,
    last_folder,
    matching,
    parted,
    path_of,
    plain_path,
    remember_folder,
    tidy,
)


@pytest.fixture
def folder(isolated: Path) -> Path:
    """A folder with reports of three ages, a lock, a picture, hidden things and two folders."""
    made = isolated / "Báo cáo cũ"
    made.mkdir()
    for age, name in enumerate(("Quý I.docx", "Quý II.docx", "ghi chú.md", "QUÝ III.TXT")):
        (made / name).write_text("x", encoding="utf-8")
        os.utime(made / name, (1_000_000 + age, 1_000_000 + age))
    for name in ("~$Quý I.docx", "anh.png", ".an.docx", "bang.xlsx"):
        (made / name).write_text("x", encoding="utf-8")
    (made / "Năm 2025").mkdir()
    (made / ".git").mkdir()
    (made / "hong.docx").symlink_to(made / "khong-co.docx")
    return made


def names(folder: Path, start: str = "") -> list[str]:
    return [one.name for one in matching(entries_of(folder), start)]


def test_reports_stand_newest_first_and_folders_after_them(folder: Path) -> None:
    assert names(folder) == [
        "QUÝ III.TXT", "ghi chú.md", "Quý II.docx", "Quý I.docx", "..", "Năm 2025",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("quy", ["QUÝ III.TXT", "Quý II.docx", "Quý I.docx"]),
        ("QUÝ ii docx", ["Quý II.docx"]),
        ("nam", ["Năm 2025"]),
        (".a", [".an.docx"]),
        ("khong", []),
    ],
)
def test_names_are_found_by_words_without_tone_marks(
    folder: Path, start: str, expected: list[str]
) -> None:
    assert names(folder, start) == expected


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("ghi", "ghi chú.md"),
        ("nam", "Năm 2025/"),
        ("quy", "QUÝ I"),
        ("chu", "ghi chú.md"),
        ("xyz", "xyz"),
        ("", ""),
    ],
)
def test_tab_goes_as_far_as_the_names_agree(folder: Path, start: str, expected: str) -> None:
    assert completed(entries_of(folder), start) == expected


def test_a_folder_that_cannot_be_read_is_an_error_of_the_system(folder: Path) -> None:
    with pytest.raises(OSError, match="khong-co"):
        entries_of(folder / "khong-co")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("/a/b.docx", "/a/b.docx"),
        ("  '/a/b c.docx'  ", "/a/b c.docx"),
        ('"/a/b.docx"', "/a/b.docx"),
        ("“/a/b.docx”", "/a/b.docx"),
        (r"/a/b\ c\(1\).docx", "/a/b c(1).docx"),
        ("file:///a/b%20c.docx", "/a/b c.docx"),
        ("'file:///a/b%20c.docx'", "/a/b c.docx"),
        ("~/cũ//a/b.docx", "/a/b.docx"),
        ("/cũ/~/b.docx", "~/b.docx"),
        ("/cũ/'/a/b c.docx'", "/a/b c.docx"),
        ('/cũ/"/a/b.docx"', "/a/b.docx"),
        ("/cũ/file:///a/b.docx", "/a/b.docx"),
        ("", ""),
        ("'", "'"),
    ],
)
def test_a_pasted_path_is_freed_of_what_came_with_it(typed: str, meant: str) -> None:
    assert plain_path(typed) == meant


def test_a_path_may_begin_at_home_or_where_one_is(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert path_of("~/Báo cáo cũ/Quý I.docx") == folder / "Quý I.docx"
    monkeypatch.chdir(folder)
    assert path_of("Quý I.docx") == folder / "Quý I.docx"
    assert path_of("~ai-do-khong-co/x") == folder / "~ai-do-khong-co/x"


def test_a_name_in_another_unicode_form_is_found(isolated: Path) -> None:
    name = unicodedata.normalize("NFD", "Báo cáo quý.docx")
    other = isolated / unicodedata.normalize("NFD", "Thư mục")
    other.mkdir()
    (other / name).write_text("x", encoding="utf-8")
    typed = unicodedata.normalize("NFC", str(other / name))
    assert path_of(typed) == other / name
    assert names(other)[0] == unicodedata.normalize("NFC", name)


def test_a_file_whose_name_begins_with_a_quote_is_still_found(isolated: Path) -> None:
    odd = isolated / "'a b'.docx"
    odd.write_text("x", encoding="utf-8")
    assert path_of(str(odd)) == odd


def test_names_that_are_no_utf8_can_be_shown_and_opened(isolated: Path) -> None:
    raw = os.fsencode(isolated) + b"/b\xe1o.docx"
    Path(os.fsdecode(raw)).write_text("x", encoding="utf-8")
    (entry,) = (one for one in entries_of(isolated) if not one.folder)
    assert entry.name.encode()
    assert entry.path.read_text(encoding="utf-8") == "x"


@given(st.text(max_size=300))
def test_no_text_is_too_strange_for_a_path(typed: str) -> None:
    assert path_of(typed) is not None
    place, start = parted(typed)
    assert place + start == typed


def test_a_folder_is_written_short(isolated: Path) -> None:
    assert tidy(isolated / "cũ") == "~/cũ/"
    assert tidy(isolated) == "~/"
    assert tidy(Path("/")) == "/"
    assert tidy(Path("/opt")) == "/opt/"
    assert tidy(Path(f"{isolated}-khac")) == f"{isolated}-khac/"


def test_the_last_folder_is_remembered_for_the_officer_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder.parent)
    places = Places.from_env()
    assert last_folder(places) == folder.parent
    remember_folder(places, folder)
    assert last_folder(places) == folder
    kept = places.state / "last-folder"
    assert kept.stat().st_mode & 0o077 == 0
    assert places.state.stat().st_mode & 0o077 == 0
    kept.write_bytes(b"\xff\x00/khong/co")
    assert last_folder(places) == folder.parent
    remember_folder(places, folder / "Năm 2025")
    (folder / "Năm 2025").rmdir()
    assert last_folder(places) == folder.parent


def test_a_place_that_cannot_be_written_stops_nobody(folder: Path) -> None:
    places = Places.from_env({"CCHC_HOME": str(folder / "Quý I.docx" / "x")})
    remember_folder(places, folder)
    assert last_folder(places) == Path.cwd()
