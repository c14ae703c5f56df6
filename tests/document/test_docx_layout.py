"""Layout by Nghị định 30/2020/NĐ-CP, Phụ lục I, read back from the file."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pytest
from document_samples import HEAD, grid, report
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Mm, Pt
from docx.text.paragraph import Paragraph as WordParagraph
from lxml import etree
from ooxml_order import text_of, trees_of

from cchc_tui.document.assemble import assemble
from cchc_tui.document.blocks import (
    Annex,
    Cell,
    Document,
    Foot,
    Paragraph,
    ParagraphStyle,
    Table,
    TableRow,
    Text,
)
from cchc_tui.document.docx.metrics import balanced, width
from cchc_tui.document.docx.tables import shares
from cchc_tui.document.docx.xml import W
from cchc_tui.document.grids import table_of
from cchc_tui.document.printing import COUNTRY, MOTTO
from cchc_tui.document.writers import write_docx


@pytest.fixture(scope="module")
def packed() -> bytes:
    return write_docx(report())


@pytest.fixture(scope="module")
def word(packed: bytes) -> WordDocument:
    return docx.Document(io.BytesIO(packed))


@pytest.fixture(scope="module")
def root(packed: bytes) -> etree._Element:
    return trees_of(packed)["word/document.xml"]


def find(root: etree._Element, path: str) -> list[etree._Element]:
    return list(root.iterfind(path, {"w": W}))


def value(element: etree._Element | None, name: str = "val") -> str:
    return "" if element is None else element.get(f"{{{W}}}{name}", "")


def styled(word: WordDocument, style: str) -> list[WordParagraph]:
    """Paragraphs of a style, in tables too."""
    cells = [cell for table in word.tables for row in table.rows for cell in row.cells]
    inside = [paragraph for cell in cells for paragraph in cell.paragraphs]
    found = [p for p in (*word.paragraphs, *inside) if p.style is not None]
    return [paragraph for paragraph in found if paragraph.style and paragraph.style.name == style]


# Page


def test_paper_and_margins(word: WordDocument) -> None:
    section = word.sections[0]
    assert (section.page_width, section.page_height) == (Mm(210).twips * 635, Mm(297).twips * 635)
    for margin, least, most in (
        (section.top_margin, 20, 25),
        (section.bottom_margin, 20, 25),
        (section.left_margin, 30, 35),
        (section.right_margin, 14.99, 20),
    ):
        assert margin is not None
        assert least <= round(margin.mm, 1) <= most


def test_the_page_number_is_centred_above_and_hidden_on_the_first_page(
    word: WordDocument, packed: bytes
) -> None:
    header = trees_of(packed)["word/header1.xml"]
    assert "PAGE" in "".join(element.text or "" for element in header.iter(f"{{{W}}}instrText"))
    for section in word.sections:
        assert section.different_first_page_header_footer
        assert not section.first_page_header.paragraphs[0].text
    style = word.styles["header"]
    assert style.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert style.font.size == Pt(14)


def test_annexes_count_their_own_pages_and_may_lie(
    word: WordDocument, root: etree._Element
) -> None:
    body, lying, standing = word.sections
    assert body.orientation == standing.orientation == WD_ORIENT.PORTRAIT
    assert lying.orientation == WD_ORIENT.LANDSCAPE
    assert lying.page_width == body.page_height
    starts = [find(section, "w:pgNumType") for section in find(root, ".//w:sectPr")]
    assert [len(found) for found in starts] == [0, 1, 1]
    assert value(starts[1][0], "start") == "1"


# Fonts and styles


def test_times_new_roman_stands_in_all_four_slots(packed: bytes) -> None:
    styles = trees_of(packed)["word/styles.xml"]
    fonts = find(styles, ".//w:rFonts")
    assert fonts
    for font in fonts:
        assert {value(font, slot) for slot in ("ascii", "hAnsi", "eastAsia", "cs")} == {
            "Times New Roman"
        }
    assert {value(lang) for lang in find(styles, ".//w:lang")} == {"vi-VN"}
    assert not [name for name, tree in trees_of(packed).items() if find(tree, ".//w:u")]


@pytest.mark.parametrize(
    ("style", "size", "bold", "italic"),
    [
        ("TT Quốc hiệu", 13, True, None),
        ("TT Tiêu ngữ", 14, True, None),
        ("TT Cơ quan chủ quản", 13, None, None),
        ("TT Cơ quan ban hành", 13, True, None),
        ("TT Số, ký hiệu", 13, None, None),
        ("TT Địa danh, thời gian", 14, None, True),
        ("TT Tên loại", 14, True, None),
        ("TT Trích yếu", 14, True, None),
        ("TT Kính gửi", 14, None, None),
        ("TT Quyền hạn, chức vụ", 14, True, None),
        ("TT Họ tên người ký", 14, True, None),
        ("TT Nơi nhận", 12, True, True),
        ("TT Nơi nhận: tên", 11, None, None),
        ("TT Phụ lục", 14, True, None),
        ("TT Tên phụ lục", 14, True, None),
        ("TT Phụ lục kèm theo", 14, None, True),
    ],
)
def test_sizes_and_looks(
    word: WordDocument, style: str, size: int, bold: bool | None, italic: bool | None
) -> None:
    font = word.styles[style].font
    assert (font.size, font.bold, font.italic) == (Pt(size), bold, italic)


def test_the_body_is_justified_with_first_line_indent(word: WordDocument) -> None:
    format_ = word.styles["Body Text"].paragraph_format
    assert format_.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    assert format_.first_line_indent == Cm(1.27)
    assert format_.space_after is not None
    assert format_.space_after >= Pt(6)
    assert isinstance(format_.line_spacing, float)
    assert 1.0 <= format_.line_spacing <= 1.5
    assert word.styles["Normal"].font.size == Pt(14)
    assert word.styles["Normal"].paragraph_format.widow_control


def test_headings_are_real_and_numbered_in_words(word: WordDocument) -> None:
    found = [
        (p.style.name, p.text) for p in word.paragraphs if p.style and "Heading" in p.style.name
    ]
    assert found == [
        ("Heading 1", "I. CHỈ ĐẠO, ĐIỀU HÀNH"),
        ("Heading 2", "1. Về kế hoạch"),
        ("Heading 2", "2. Về tuyên truyền"),
        ("Heading 1", "II. KẾT QUẢ"),
        ("Heading 2", "1. Thủ tục hành chính"),
        ("Heading 3", "a) Giải quyết hồ sơ"),
        ("Heading 3", "b) Việc khác"),
    ]


def test_a_point_is_not_bold(word: WordDocument) -> None:
    points = [p for p in styled(word, "Heading 3") if p.text.startswith("a)")]
    assert [run.bold for run in points[0].runs] == [False]


def test_lists_keep_their_marks_as_text(word: WordDocument) -> None:
    assert styled(word, "List")[0].text.startswith("- Tổ chức 05 lớp.")
    assert styled(word, "List 2")[1].text.startswith("+ Còn [… Số hồ sơ")


def test_a_gap_cannot_be_overlooked(word: WordDocument) -> None:
    (gap,) = [run for p in styled(word, "List 2") for run in p.runs if "[…" in run.text]
    assert gap.bold
    assert gap.font.highlight_color is not None


# Head and foot


def test_the_head_has_two_columns_and_no_borders(word: WordDocument) -> None:
    head = word.tables[0]
    left, right = head.rows[0].cells
    assert left.text.strip() == "UBND TỈNH KHÁNH HÒA\nSỞ TƯ PHÁP"
    assert right.text.strip() == f"{COUNTRY}\n{MOTTO}"
    number, place = head.rows[1].cells
    assert number.text == "Số: \u00a0\u00a0\u00a0\u00a0\u00a0\u00a0/BC-STP"
    assert place.text.startswith("Khánh Hòa, ngày")
    assert not find(head._tbl, ".//w:tblBorders")
    assert not find(head._tbl, ".//w:tblStyle")


def _columns(table: etree._Element) -> list[int]:
    return [int(value(column, "w")) for column in find(table, "w:tblGrid/w:gridCol")]


def test_quốc_hiệu_has_room_on_one_line(word: WordDocument) -> None:
    left, right = _columns(word.tables[0]._tbl)
    assert right - 80 > width(COUNTRY, 13)
    assert left + right == 11906 - 1701 - 850


def _rules(root: etree._Element) -> list[int]:
    """Indents of each drawn rule."""
    rules = [p for p in find(root, ".//w:p") if find(p, "w:pPr/w:pBdr/w:top")]
    return [int(value(find(rule, "w:pPr/w:ind")[0], "left")) for rule in rules]


def test_rules_are_borders_of_the_lengths_the_decree_asks_for(
    word: WordDocument, root: etree._Element
) -> None:
    left, right = _columns(word.tables[0]._tbl)
    agency, motto, subject, *annexes = _rules(root)
    assert 1 / 3 <= (left - 80 - 2 * agency) / width("SỞ TƯ PHÁP", 13) <= 1 / 2
    assert abs((right - 80 - 2 * motto) - width(MOTTO, 14)) <= 2
    room = left + right
    assert 1 / 3 <= (room - 2 * subject) / width(HEAD.subject[0], 14) <= 1 / 2
    assert len(annexes) == 2
    assert "_" not in text_of(root)


def test_a_long_name_is_broken_into_even_lines() -> None:
    head = replace(
        HEAD, agency="VĂN PHÒNG ĐOÀN ĐẠI BIỂU QUỐC HỘI VÀ HỘI ĐỒNG NHÂN DÂN TỈNH KHÁNH HÒA"
    )
    word = docx.Document(io.BytesIO(write_docx(replace(report(), head=head))))
    lines = word.tables[0].rows[0].cells[0].paragraphs[1].text.split("\n")
    assert " ".join(lines) == head.agency
    assert len(lines) > 2
    lengths = [width(line, 13) for line in lines]
    assert max(lengths) < 1.5 * min(lengths)


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        (
            "VĂN PHÒNG ỦY BAN NHÂN DÂN TỈNH QUẢNG NGÃI",
            3651,
            ["VĂN PHÒNG", "ỦY BAN NHÂN DÂN", "TỈNH QUẢNG NGÃI"],
        ),
        ("Kết quả 6 tháng đầu năm 2026", 2400, ["Kết quả", "6 tháng đầu năm 2026"]),
        ("Báo cáo quý IV năm 2026", 1700, ["Báo cáo", "quý IV", "năm 2026"]),
    ],
)
def test_words_that_are_read_as_one_are_not_parted(text: str, room: int, lines: list[str]) -> None:
    assert balanced(text, 13, room) == lines


@pytest.mark.parametrize("text", ["", "một", "từ " * 40, "x" * 300, "hai\ndòng"])
def test_broken_lines_hold_every_word(text: str) -> None:
    lines = balanced(text, 14, 4000)
    assert " ".join(lines).split() == text.split()
    assert all(width(line, 14) <= 4000 or " " not in line for line in lines)


def test_a_letter_is_as_wide_as_without_its_tone() -> None:
    assert width("ẤẦẨẪẬ", 10) == width("AAAAA", 10)
    assert width("ứừửữự", 10) == width("ưưưưư", 10) > width("uuuuu", 10)
    assert width(COUNTRY, 13) == pytest.approx(5424, abs=5)


def test_one_addressee_stands_on_the_line_and_several_below_it() -> None:
    one = docx.Document(io.BytesIO(write_docx(report(replace(HEAD, addressees=("Sở Nội vụ",))))))
    assert [p.text for p in styled(one, "TT Kính gửi")] == ["Kính gửi: Sở Nội vụ"]
    two = docx.Document(
        io.BytesIO(write_docx(report(replace(HEAD, addressees=("Sở Nội vụ", "Bộ Tư pháp")))))
    )
    assert [p.text for p in styled(two, "TT Kính gửi")] == [
        "Kính gửi:",
        "- Sở Nội vụ;",
        "- Bộ Tư pháp.",
    ]


def test_the_foot_names_recipients_and_signer(word: WordDocument) -> None:
    left, right = word.tables[2].rows[0].cells
    assert left.text == "Nơi nhận:\n- Sở Nội vụ;\n- Lãnh đạo Sở;\n- Lưu: VT, VP."
    assert right.text == "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nTrần Thị B"


def test_the_signature_never_stands_alone_on_a_page(word: WordDocument) -> None:
    (closing,) = [p for p in word.paragraphs if p.text.endswith("./.")]
    assert closing.paragraph_format.keep_with_next
    assert closing.paragraph_format.keep_together
    assert find(word.tables[2]._tbl, "w:tr/w:trPr/w:cantSplit")


def test_a_report_without_foot_has_no_foot_table() -> None:
    document = assemble(HEAD, [], Foot())
    assert len(docx.Document(io.BytesIO(write_docx(document))).tables) == 1


# Footnotes


def test_footnotes_are_words_own(packed: bytes, root: etree._Element) -> None:
    notes = find(trees_of(packed)["word/footnotes.xml"], "w:footnote")
    assert [(value(note, "id"), value(note, "type")) for note in notes] == [
        ("-1", "separator"),
        ("0", "continuationSeparator"),
        ("1", ""),
    ]
    (reference,) = find(root, ".//w:footnoteReference")
    assert value(reference, "id") == "1"
    assert "Quyết định số 88/QĐ-UBND" in text_of(notes[2])
    named = find(trees_of(packed)["word/settings.xml"], "w:footnotePr/w:footnote")
    assert [value(note, "id") for note in named] == ["-1", "0"]


# Tables


def test_a_table_repeats_its_header_and_splits_no_row(root: etree._Element) -> None:
    tables = [table for table in find(root, ".//w:tbl") if find(table, "w:tblPr/w:tblStyle")]
    assert len(tables) == 3
    for table in tables:
        rows = find(table, "w:tr")
        repeated = [bool(find(row, "w:trPr/w:tblHeader")) for row in rows]
        assert repeated == [True, True, *[False] * (len(rows) - 2)]
        assert all(find(row, "w:trPr/w:cantSplit") for row in rows)
        assert value(find(table, "w:tblPr/w:tblLayout")[0], "type") == "fixed"


def test_every_row_spans_the_whole_grid(root: etree._Element) -> None:
    for table in find(root, ".//w:tbl"):
        columns = _columns(table)
        assert sum(columns) == int(value(find(table, "w:tblPr/w:tblW")[0], "w"))
        for row in find(table, "w:tr"):
            at = 0
            for cell in find(row, "w:tc"):
                span = sum(int(value(found)) for found in find(cell, "w:tcPr/w:gridSpan")) or 1
                assert int(value(find(cell, "w:tcPr/w:tcW")[0], "w")) == sum(
                    columns[at : at + span]
                )
                at += span
            assert at == len(columns)


def test_header_cells_merge_and_totals_are_bold(word: WordDocument) -> None:
    table = word.tables[1]
    top, bottom = table.rows[0].cells, table.rows[1].cells
    assert [cell.text for cell in top] == [
        "TT", "Lĩnh vực", "Tiếp nhận", "Đã giải quyết", "Đã giải quyết", "Tình trạng",
    ]  # fmt: skip
    assert [cell.text for cell in bottom][:3] == ["TT", "Lĩnh vực", "Tiếp nhận"]
    last = table.rows[-1].cells
    assert last[0].text == last[1].text == "Tổng cộng"
    assert all(run.bold for cell in last for p in cell.paragraphs for run in p.runs)
    assert last[2].paragraphs[0].alignment == WD_ALIGN_PARAGRAPH.RIGHT


def test_cells_over_rows_and_columns_at_once() -> None:
    corner = Cell((Text("góc"),), colspan=2, rowspan=2)
    rows = (
        TableRow((corner, Cell((Text("a"),)))),
        TableRow((Cell((Text("b"),)),)),
        TableRow(tuple(Cell((Text(sign),)) for sign in "cde")),
    )
    document = Document(HEAD, (Table((), rows, (1, 1, 1)),), Foot())
    table = docx.Document(io.BytesIO(write_docx(document))).tables[1]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["góc", "góc", "a"],
        ["góc", "góc", "b"],
        ["c", "d", "e"],
    ]


def test_rows_that_do_not_fit_their_columns_still_make_a_table() -> None:
    rows = (TableRow(()), TableRow((Cell(colspan=9),)), TableRow((Cell(), Cell(), Cell())))
    document = Document(HEAD, (Table((), rows, (1, 0)),), Foot())
    table = docx.Document(io.BytesIO(write_docx(document))).tables[1]
    assert [len(row.cells) for row in table.rows] == [2, 2, 2]


def test_shares_make_up_the_whole() -> None:
    assert sum(shares([0.3, 1, 2.5, 0.1], 9355)) == 9355
    assert shares([0, 0], 100) == [0, 0]


def test_an_annex_of_thousands_of_rows_is_written_whole() -> None:
    document = Document(HEAD, (table_of(grid(3000, wide=True)),), Foot())
    root = trees_of(write_docx(document))["word/document.xml"]
    assert len(find(root, ".//w:tr")) == 3000 + 2 + 1 + 2


def test_a_note_below_the_title_of_an_annex_is_centred() -> None:
    note = Paragraph((Text("(Số liệu đến ngày 14/3/2026)", italic=True),), ParagraphStyle.NOTE)
    annex = Annex("Phụ lục", "Thống kê", "", (note, note))
    document = Document(HEAD, (note,), Foot(), (annex,))
    word = docx.Document(io.BytesIO(write_docx(document)))
    notes = styled(word, "TT Ghi chú")
    assert [paragraph.alignment for paragraph in notes] == [None, WD_ALIGN_PARAGRAPH.CENTER, None]


def test_text_after_a_table_keeps_its_distance() -> None:
    document = Document(HEAD, (table_of(grid()), Paragraph((Text("sau"),))), Foot())
    word = docx.Document(io.BytesIO(write_docx(document)))
    (after,) = [p for p in word.paragraphs if p.text == "sau"]
    assert after.paragraph_format.space_before == Pt(6)
