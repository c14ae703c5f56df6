"""An agency's own Word file gives styles and page set-up; a bad one gives a clear message."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from document_samples import report
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Mm, Pt
from ooxml_order import disorder, parts_of, trees_of

from cchc_tui.document.docx.reference import read_reference
from cchc_tui.document.docx.styles import Style
from cchc_tui.document.writers import ReferenceProblem, write_docx

CONTENT_TYPES = "[Content_Types].xml"


def agency_file(path: Path, change: Callable[[WordDocument], None] = lambda word: None) -> Path:
    """A Word file as an agency might have made it, saved at `path`."""
    word = docx.Document()
    word.styles["Normal"].font.name = "Arial"
    word.styles["Normal"].font.size = Pt(13)
    word.styles["Heading 1"].font.size = Pt(17)
    word.add_paragraph("Chữ của tệp mẫu không được lấy theo.")
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(35), Mm(20)
    section.header.paragraphs[0].text = "Đầu trang của tệp mẫu"
    change(word)
    word.save(str(path))
    return path


def rewritten(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """The same package with one part changed."""
    parts = parts_of(path.read_bytes())
    parts[part] = change(parts[part])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def opened(path: Path) -> WordDocument:
    return docx.Document(io.BytesIO(write_docx(report(), reference=path)))


def test_styles_and_page_come_from_the_reference(tmp_path: Path) -> None:
    word = opened(agency_file(tmp_path / "mau.docx"))
    assert word.styles["Normal"].font.name == "Arial"
    assert word.styles["Heading 1"].font.size == Pt(17)
    section = word.sections[0]
    assert section.left_margin is not None
    assert round(section.left_margin.mm) == 35
    headings = [p.text for p in word.paragraphs if p.style and p.style.name == "Heading 1"]
    assert headings == ["I. CHỈ ĐẠO, ĐIỀU HÀNH", "II. KẾT QUẢ"]


def test_nothing_else_comes_from_the_reference(tmp_path: Path) -> None:
    packed = write_docx(report(), reference=agency_file(tmp_path / "mau.docx"))
    everything = b"".join(parts_of(packed).values()).decode()
    assert "của tệp mẫu" not in everything
    assert not [name for name in parts_of(packed) if "thumbnail" in name or "custom" in name]


def test_the_result_is_well_formed_and_repeatable(tmp_path: Path) -> None:
    path = agency_file(tmp_path / "mau.docx")
    packed = write_docx(report(), reference=path)
    assert packed == write_docx(report(), reference=path)
    for name in ("word/document.xml", "word/footnotes.xml"):
        assert not list(disorder(trees_of(packed)[name]))


def test_styles_that_the_reference_lacks_are_added(tmp_path: Path) -> None:
    word = opened(agency_file(tmp_path / "mau.docx"))
    assert word.styles["TT Quốc hiệu"].font.size == Pt(13)
    assert word.styles["footnote reference"].font.superscript


def test_an_agency_may_change_our_own_styles(tmp_path: Path) -> None:
    def change(word: WordDocument) -> None:
        style = word.styles.add_style("TT Tên loại", WD_STYLE_TYPE.PARAGRAPH)
        style.font.size = Pt(16)

    path = agency_file(tmp_path / "mau.docx", change)
    word = opened(path)
    (title,) = [p for p in word.paragraphs if p.text == "BÁO CÁO"]
    assert title.style is not None
    assert title.style.font.size == Pt(16)


def test_styles_are_found_by_name_where_word_translated_their_ids(tmp_path: Path) -> None:
    def translate(content: bytes) -> bytes:
        return content.replace(b'w:styleId="Heading1"', b'w:styleId="u1"').replace(
            b'w:val="Heading1"', b'w:val="u1"'
        )

    path = rewritten(agency_file(tmp_path / "mau.docx"), "word/styles.xml", translate)
    assert read_reference(path).ids[Style.HEADING_1] == "u1"
    headings = [p for p in opened(path).paragraphs if p.style and p.style.name == "Heading 1"]
    assert len(headings) == 2


def test_an_id_taken_by_another_style_is_not_used_twice(tmp_path: Path) -> None:
    def change(word: WordDocument) -> None:
        word.styles.add_style("QuocHieu", WD_STYLE_TYPE.PARAGRAPH)

    path = agency_file(tmp_path / "mau.docx", change)
    assert read_reference(path).ids[Style.COUNTRY] == "QuocHieuX"


def test_lists_of_the_reference_do_not_number_our_paragraphs(tmp_path: Path) -> None:
    packed = write_docx(report(), reference=agency_file(tmp_path / "mau.docx"))
    assert b"w:numPr" not in parts_of(packed)["word/styles.xml"]


def test_our_own_export_is_a_reference_that_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "xuat.docx"
    path.write_bytes(write_docx(report()))
    again = write_docx(report(), reference=path)
    assert parts_of(again)["word/document.xml"] == parts_of(path.read_bytes())["word/document.xml"]


def test_a_narrow_page_sets_quốc_hiệu_smaller(tmp_path: Path) -> None:
    def change(word: WordDocument) -> None:
        word.sections[0].left_margin = word.sections[0].right_margin = Mm(35)

    word = opened(agency_file(tmp_path / "mau.docx", change))
    (run,) = word.tables[0].rows[0].cells[1].paragraphs[0].runs
    assert run.font.size == Pt(12)


# Files that cannot be used


def problem(path: Path) -> str:
    with pytest.raises(ReferenceProblem) as caught:
        write_docx(report(), reference=path)
    message = str(caught.value)
    assert message.startswith(f"Không dùng được tệp mẫu {path}: ")
    assert "\n" not in message
    return message


def test_a_missing_file(tmp_path: Path) -> None:
    assert "không tìm thấy tệp" in problem(tmp_path / "khong-co.docx")


def test_a_directory(tmp_path: Path) -> None:
    assert "thư mục" in problem(tmp_path)


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\x03\x04" + b"\0" * 60, b"\xff" * 5000])
def test_a_file_that_is_no_zip(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "mau.docx"
    path.write_bytes(content)
    assert "không phải tệp Word" in problem(path)


def test_a_file_with_a_password(tmp_path: Path) -> None:
    path = tmp_path / "mau.docx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    assert "mật khẩu" in problem(path)


def test_a_zip_with_encrypted_entries(tmp_path: Path) -> None:
    path = agency_file(tmp_path / "mau.docx")
    packed = bytearray(path.read_bytes())
    at = 0
    while (at := packed.find(b"PK\x01\x02", at)) >= 0:
        packed[at + 8] |= 1
        at += 4
    path.write_bytes(bytes(packed))
    assert "mật khẩu" in problem(path)


def test_a_zip_that_is_no_word_file(tmp_path: Path) -> None:
    path = tmp_path / "mau.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xin-chao.txt", "x")
    assert "không phải văn bản Word" in problem(path)


@pytest.mark.parametrize("part", ["word/styles.xml", "word/document.xml", "_rels/.rels"])
def test_broken_xml(tmp_path: Path, part: str) -> None:
    path = rewritten(agency_file(tmp_path / "mau.docx"), part, lambda content: content[:-40])
    assert "bị hỏng" in problem(path)


def test_a_damaged_entry(tmp_path: Path) -> None:
    path = agency_file(tmp_path / "mau.docx")
    packed = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        at = archive.getinfo("word/styles.xml").header_offset
    packed[at + 80 : at + 200] = b"\0" * 120
    path.write_bytes(bytes(packed))
    assert "hỏng" in problem(path)


def test_a_zip_bomb(tmp_path: Path) -> None:
    bomb = b"<w:styles>" + b" " * 60_000_000
    path = rewritten(agency_file(tmp_path / "mau.docx"), "word/styles.xml", lambda _: bomb)
    assert path.stat().st_size < 200_000
    assert "quá lớn" in problem(path)


def test_entities_are_refused(tmp_path: Path) -> None:
    def poison(content: bytes) -> bytes:
        head, body = content.split(b"<w:styles", 1)
        return (
            head + b'<!DOCTYPE w:styles [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:styles' + body
        )

    path = rewritten(agency_file(tmp_path / "mau.docx"), "word/styles.xml", poison)
    assert "DTD" in problem(path)


def test_a_page_without_room(tmp_path: Path) -> None:
    def change(word: WordDocument) -> None:
        word.sections[0].left_margin = word.sections[0].right_margin = Mm(95)

    assert "lề quá rộng" in problem(agency_file(tmp_path / "mau.docx", change))


def test_measures_that_are_no_numbers_are_left_at_ours(tmp_path: Path) -> None:
    def spoil(content: bytes) -> bytes:
        return content.replace(b'w:left="1984"', b'w:left="-9e9"')

    path = rewritten(agency_file(tmp_path / "mau.docx"), "word/document.xml", spoil)
    assert read_reference(path).page.left == 1701
