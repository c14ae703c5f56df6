"""Messy Word files: nothing in them has a style, and every way to hide text is used."""

from __future__ import annotations

import pytest
from messy_docx import (
    NS,
    W,
    add,
    add_foot,
    add_head,
    add_xml,
    data_of,
    empty,
    headings,
    notes,
    outline,
    p,
    r,
    report,
    rows,
    tables,
    text_in,
    with_parts,
)

from cchc_tui.document.blocks import Paragraph, ParagraphStyle, Text
from cchc_tui.document.readers import read_docx
from cchc_tui.domain.values import RowKind

_B = "<w:b/>"
_LONG = (
    "Trong kỳ, Sở đã phối hợp với các đơn vị liên quan rà soát toàn bộ danh mục, kịp thời trình "
    "cấp có thẩm quyền xem xét, quyết định. "
)


def test_a_head_in_a_table_is_understood_part_by_part() -> None:
    head = read_docx(report(p(r("Sở báo cáo như sau:")))).document.head
    assert (head.superior, head.agency) == ("UBND TỈNH ĐẮK NÔNG", "SỞ NỘI VỤ")
    assert (head.number, head.symbol) == ("412", "BC-SNV")
    assert (head.place, head.date) == ("Đắk Nông", "ngày 14 tháng 6 năm 2024")
    assert head.type_name == "BÁO CÁO"
    assert head.subject == ("Kết quả cải cách hành chính", "6 tháng đầu năm 2024")


def test_a_foot_in_a_table_is_understood_and_marks_of_signing_are_named() -> None:
    found = read_docx(report(p(r("Sở báo cáo như sau:"))))
    foot = found.document.foot
    assert foot.recipients == ("Bộ Nội vụ (b/c)", "UBND tỉnh", "Lưu: VT, CCHC")
    assert foot.authority == ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")
    assert foot.signer == "Lê Văn Mẫu"
    assert any("(Đã ký)" in note for note in found.notes)


def test_head_and_foot_parted_by_tabs_are_understood_too() -> None:
    document = empty()
    add(document, "UBND HUYỆN TUY ĐỨC\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold=True)
    add(document, "PHÒNG NỘI VỤ\t\tĐộc lập - Tự do - Hạnh phúc", bold=True)
    add(document, "Số:     /BC-PNV\t\tTuy Đức, ngày     tháng 9 năm 2023", italic=True)
    add(document, "BÁO CÁO", bold=True, centred=True)
    add(document, "Công tác tháng 9 năm 2023", bold=True, centred=True)
    add(document, "Kính gửi: Ủy ban nhân dân huyện.", centred=True)
    add(document, "Phòng Nội vụ báo cáo kết quả công tác như sau.")
    add(document, "Nơi nhận:\t\t\tTRƯỞNG PHÒNG", bold=True)
    add(document, "- UBND huyện;")
    add(document, "- Lưu: VT.\t\t\tTrần Thị Ví")
    found = read_docx(data_of(document)).document
    assert found.head.superior == "UBND HUYỆN TUY ĐỨC"
    assert found.head.agency == "PHÒNG NỘI VỤ"
    assert (found.head.number, found.head.symbol) == ("", "BC-PNV")
    assert found.head.place == "Tuy Đức"
    assert found.head.date.split() == ["ngày", "tháng", "9", "năm", "2023"]
    assert found.head.addressees == ("Ủy ban nhân dân huyện",)
    assert found.foot.recipients == ("UBND huyện", "Lưu: VT")
    assert (found.foot.authority, found.foot.signer) == (("TRƯỞNG PHÒNG",), "Trần Thị Ví")
    assert outline(found.body) == ["Phòng Nội vụ báo cáo kết quả công tác như sau."]


def test_headings_without_any_style_are_told_by_number_and_bold() -> None:
    body = report(
        p(r("I. CHỈ ĐẠO, ĐIỀU HÀNH", _B)),
        p(r("1. Kế hoạch", _B)),
        p(r(_LONG)),
        p(r("2. Tuyên truyền", _B)),
        p(r("1. ") + r("Về hình thức: ", _B) + r(_LONG)),
        p(r("2. ") + r("Về nội dung: ", _B) + r(_LONG)),
        p(r("II. KẾT QUẢ", _B)),
        p(r("2.1. Thể chế", _B)),
        p(r("a) Xây dựng văn bản", "<w:i/>")),
        p(r(_LONG)),
        p(r("b) Rà soát văn bản", "<w:i/>")),
        p(r(_LONG)),
        p(r("III. NHIỆM VỤ", _B)),
        p(r("1. " + _LONG)),
        p(r("2. " + _LONG)),
    )
    assert headings(read_docx(body).document) == [
        (1, "I.", "CHỈ ĐẠO, ĐIỀU HÀNH"),
        (2, "1.", "Kế hoạch"),
        (2, "2.", "Tuyên truyền"),
        (1, "II.", "KẾT QUẢ"),
        (2, "2.1.", "Thể chế"),
        (3, "a)", "Xây dựng văn bản"),
        (3, "b)", "Rà soát văn bản"),
        (1, "III.", "NHIỆM VỤ"),
    ]


_RESULTS = "Kết quả giải quyết hồ sơ thủ tục hành chính trong 6 tháng đầu năm 2018"


def test_points_are_headings_without_bold_where_the_levels_above_are_bold() -> None:
    body = report(
        p(r("I. CHỈ ĐẠO, ĐIỀU HÀNH", _B)),
        p(r("II. KẾT QUẢ", _B)),
        p(r("1. Thực hiện cơ chế một cửa", _B)),
        p(r(f"a) {_RESULTS} của huyện (tính đến ngày 08/6/2018).")),
        p(r(_LONG)),
        p(r(f"b) {_RESULTS} của các xã, phường và thị trấn:")),
        p(r(_LONG)),
    )
    assert [number for _, number, _ in headings(read_docx(body).document)] == [
        "I.", "II.", "1.", "a)", "b)",
    ]  # fmt: skip


def test_tracked_changes_are_taken_as_accepted() -> None:
    body = report(
        p(
            r("Tiếp nhận ")
            + '<w:del w:id="1" w:author="a"><w:r><w:delText>90</w:delText></w:r></w:del>'
            + f'<w:ins w:id="2" w:author="a">{r("120")}</w:ins>'
            + r(" hồ sơ")
            + f'<w:moveFrom w:id="3" w:author="a">{r(" cũ")}</w:moveFrom>'
            + f'<w:moveTo w:id="4" w:author="a">{r(" mới")}</w:moveTo>'
            + r(".")
        )
    )
    assert outline(read_docx(body).document.body) == ["Tiếp nhận 120 hồ sơ mới."]


def test_text_boxes_are_read_once_and_in_place() -> None:
    box = (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-'
        'compatibility/2006"><mc:Choice Requires="wps"><w:drawing><w:txbxContent>'
        f"{p(r('Trong khung.'))}</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        f"<w:txbxContent>{p(r('Trong khung.'))}</w:txbxContent></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    body = report(p(r("Trước khung.") + box), p(r("Sau khung.")))
    assert outline(read_docx(body).document.body) == ["Trước khung.", "Trong khung.", "Sau khung."]


def test_fields_links_symbols_and_special_signs_print_their_results() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF x </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{r("Bảng 2")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    body = report(
        p(
            r("Xem ")
            + field
            + f'<w:hyperlink w:anchor="x">{r(" tại cổng")}</w:hyperlink>'
            + f'<w:fldSimple w:instr="DATE">{r(" năm 2024")}</w:fldSimple>'
            + "<w:r><w:t>, E</w:t><w:noBreakHyphen/><w:t>Office, thủ</w:t><w:softHyphen/>"
            + '<w:t xml:space="preserve"> tục\u00a0một cửa </w:t>'
            + '<w:sym w:font="Symbol" w:char="F0B3"/><w:t> 90%.</w:t></w:r>'
            + f"<w:sdt><w:sdtContent>{r(' Trong ô.')}</w:sdtContent></w:sdt>"
            + r(" Ẩn.", "<w:vanish/>")
        ),
        f"<w:sdt><w:sdtContent>{p(r('Cả đoạn trong ô.'))}</w:sdtContent></w:sdt>",
    )
    assert outline(read_docx(body).document.body) == [
        "Xem Bảng 2 tại cổng năm 2024, E-Office, thủ tục một cửa ≥ 90%. Trong ô.",
        "Cả đoạn trong ô.",
    ]


def _levels(*levels: tuple[str, str]) -> str:
    return "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text) in enumerate(levels)
    )


def _numbered(body: list[str], *lists: str) -> bytes:
    """A report whose numbering part holds the given lists, ids from 1."""
    document = empty()
    add_head(document)
    add_xml(document, "".join(body))
    add_foot(document)
    numbering = f"<w:numbering {NS}>"
    numbering += "".join(
        f'<w:abstractNum w:abstractNumId="{at}">{levels}</w:abstractNum>'
        for at, levels in enumerate(lists, start=1)
    )
    numbering += "".join(
        f'<w:num w:numId="{at}"><w:abstractNumId w:val="{at}"/></w:num>'
        for at in range(1, len(lists) + 1)
    )
    restart = (
        '<w:num w:numId="9"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="4"/></w:lvlOverride></w:num>'
    )
    part = f"{numbering}{restart}</w:numbering>"
    return with_parts(data_of(document), {"word/numbering.xml": part}, "", "")


def _num(id_: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{id_}"/></w:numPr>'


def test_automatic_numbers_are_counted_as_word_counts() -> None:
    body = [
        p(r("CHỈ ĐẠO ĐIỀU HÀNH", _B), _num(1)),
        p(r("Kế hoạch năm", _B), _num(1, 1)),
        p(r(_LONG)),
        p(r("Văn bản đã ban hành", _B), _num(1, 2)),
        p(r(_LONG)),
        p(r("Văn bản còn thiếu", _B), _num(1, 2)),
        p(r(_LONG)),
        p(r("KẾT QUẢ THỰC HIỆN", _B), _num(1)),
        p(r("Thể chế", _B), _num(1, 1)),
        p(r("Ý thứ nhất;"), _num(2)),
        p(r("Ý con;"), _num(2, 1)),
        p(r("Ý thứ hai."), _num(2)),
        p(r("ĐÁNH GIÁ CHUNG", _B), _num(9)),
        p(r("Không số", _B), '<w:numPr><w:numId w:val="0"/></w:numPr>'),
        p(r(_LONG)),
    ]
    data = _numbered(
        body,
        _levels(("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)")),
        _levels(("bullet", "\uf0b7"), ("bullet", "+")),
    )
    found = read_docx(data).document
    assert headings(found) == [
        (1, "I.", "CHỈ ĐẠO ĐIỀU HÀNH"),
        (2, "1.", "Kế hoạch năm"),
        (3, "a)", "Văn bản đã ban hành"),
        (3, "b)", "Văn bản còn thiếu"),
        (1, "II.", "KẾT QUẢ THỰC HIỆN"),
        (2, "1.", "Thể chế"),
        (1, "IV.", "ĐÁNH GIÁ CHUNG"),
        (2, "", "Không số"),
    ]
    assert [line for line in outline(found.body) if "Ý" in line] == [
        "- Ý thứ nhất;",
        "  + Ý con;",
        "- Ý thứ hai.",
    ]


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_notes_come_to_the_place_that_refers_to_them(kind: str) -> None:
    mark = f'<w:r><w:{kind}Reference w:id="2"/></w:r>'
    data = report(p(r("Sở đã ban hành kế hoạch") + mark + r(" trong tháng 01.")))
    part = (
        f'<w:{kind}s xmlns:w="{W}"><w:{kind} w:type="separator" w:id="0"><w:p/></w:{kind}>'
        f'<w:{kind} w:id="2">{p(f"<w:r><w:{kind}Ref/></w:r>" + r(" Kế hoạch số 12/KH-SNV."))}'
        f"{p(r('Còn hiệu lực.'))}</w:{kind}></w:{kind}s>"
    )
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relation = f'<Relationship Id="rId77" Type="{office}/{kind}s" Target="{kind}s.xml"/>'
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    override = f'<Override PartName="/word/{kind}s.xml" ContentType="{word}.{kind}s+xml"/>'
    found = read_docx(with_parts(data, {f"word/{kind}s.xml": part}, relation, override)).document
    assert notes(found) == ["Kế hoạch số 12/KH-SNV. Còn hiệu lực."]
    assert outline(found.body) == [
        "Sở đã ban hành kế hoạch[Kế hoạch số 12/KH-SNV. Còn hiệu lực.] trong tháng 01."
    ]


def _tc(text: str, properties: str = "", look: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(r(text, look) if text else '')}</w:tc>"


def test_merged_cells_are_read_once_with_their_spans() -> None:
    down, on, wide = '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridSpan w:val="2"/>'
    table = (
        "<w:tbl><w:tblGrid><w:gridCol w:w='600'/><w:gridCol w:w='3000'/><w:gridCol w:w='900'/>"
        "<w:gridCol w:w='900'/></w:tblGrid>"
        f"<w:tr>{_tc('TT', down)}{_tc('Lĩnh vực', down)}{_tc('Đã giải quyết', wide)}</w:tr>"
        f"<w:tr>{_tc('', on)}{_tc('', on)}{_tc('Số lượng')}{_tc('Tỷ lệ')}</w:tr>"
        f"<w:tr>{_tc('(1)')}{_tc('(2)')}{_tc('(3)')}{_tc('(4)')}</w:tr>"
        f"<w:tr>{_tc('I')}{_tc('KHỐI TỈNH')}{_tc('')}{_tc('')}</w:tr>"
        f"<w:tr>{_tc('1')}{_tc('Hộ tịch')}{_tc('120')}{_tc('98,5%')}</w:tr>"
        f"<w:tr>{_tc('Tổng cộng', wide, _B)}{_tc('120')}{_tc('98,5%')}</w:tr></w:tbl>"
    )
    body = report(
        p(r("Bảng 1. Kết quả giải quyết hồ sơ", _B), '<w:jc w:val="center"/>'),
        p(r("Đơn vị tính: hồ sơ", "<w:i/>"), '<w:jc w:val="right"/>'),
        table,
        p(r("(Số liệu đến ngày 14/6/2024)", "<w:i/>")),
    )
    found = read_docx(body).document
    (only,) = tables(found)
    assert (only.caption, only.unit) == ("Bảng 1. Kết quả giải quyết hồ sơ", "Đơn vị tính: hồ sơ")
    assert len(only.header) == 3
    assert [(c.colspan, c.rowspan) for c in only.header[0].cells] == [(1, 2), (1, 2), (2, 1)]
    assert [row.kind for row in only.rows] == [RowKind.GROUP, RowKind.ITEM, RowKind.TOTAL]
    assert rows(only)[-1] == ["Tổng cộng", "120", "98,5%"]
    note = found.body[-1]
    assert isinstance(note, Paragraph)
    assert note.style is ParagraphStyle.NOTE


def test_tables_inside_cells_and_deleted_rows_lose_and_add_no_text() -> None:
    inner = f"<w:tbl><w:tblGrid/><w:tr>{_tc('a1')}{_tc('a2')}</w:tr></w:tbl>"
    gone = '<w:trPr><w:del w:id="5" w:author="a"/></w:trPr>'
    table = (
        f"<w:tbl><w:tblGrid/><w:tr>{_tc('Tên')}{_tc('Ghi chú')}</w:tr>"
        f"<w:tr>{gone}{_tc('bỏ')}{_tc('bỏ')}</w:tr>"
        f"<w:tr>{_tc('Một')}<w:tc>{inner}{p(r('sau'))}</w:tc></w:tr></w:tbl>"
    )
    (only,) = tables(read_docx(report(table)).document)
    assert rows(only) == [["Tên", "Ghi chú"], ["Một", "a1\na2\nsau"]]


def test_lines_parted_by_tabs_are_a_table() -> None:
    body = report(
        p(r("Kết quả như sau:")),
        *(
            p("<w:r>" + "<w:tab/>".join(f"<w:t>{cell}</w:t>" for cell in line) + "</w:r>")
            for line in (("Đơn vị", "Tiếp nhận", "Trễ hạn"), ("Xã Mẫu", "45", "0"))
        ),
        p("<w:r><w:tab/><w:t>1.</w:t><w:tab/><w:t>Thụt đầu dòng bằng phím tab.</w:t></w:r>"),
    )
    (only,) = tables(read_docx(body).document)
    assert rows(only) == [["Đơn vị", "Tiếp nhận", "Trễ hạn"], ["Xã Mẫu", "45", "0"]]


def test_a_section_turned_sideways_makes_a_landscape_annex() -> None:
    turned = '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr>'
    document = empty()
    add_head(document)
    add_xml(document, p(r("Sở báo cáo như sau.")))
    add_foot(document)
    add_xml(document, p("", "<w:sectPr/>"))
    add(document, "Phụ lục 1", bold=True, centred=True)
    add(document, "THỐNG KÊ HỒ SƠ", bold=True, centred=True)
    add(document, "(Kèm theo Báo cáo số 412/BC-SNV)", italic=True, centred=True)
    add_xml(
        document, f"<w:tbl><w:tblGrid/><w:tr>{_tc('A')}{_tc('B')}</w:tr></w:tbl>" + p("", turned)
    )
    add(document, "Phụ lục 2", bold=True, centred=True)
    add(document, "DANH MỤC VĂN BẢN", bold=True, centred=True)
    add(document, "- Kế hoạch số 12/KH-SNV;")
    found = read_docx(data_of(document)).document
    assert [(a.number, a.title, a.reference, a.landscape) for a in found.annexes] == [
        ("Phụ lục 1", "THỐNG KÊ HỒ SƠ", "(Kèm theo Báo cáo số 412/BC-SNV)", True),
        ("Phụ lục 2", "DANH MỤC VĂN BẢN", "", False),
    ]
    assert outline(found.annexes[1].blocks) == ["- Kế hoạch số 12/KH-SNV;"]


def test_line_breaks_inside_a_paragraph_part_what_stands_below_one_another() -> None:
    broken = (
        "<w:r><w:t>1. Ưu điểm</w:t><w:br/><w:t>- Một là;</w:t><w:br/><w:t>- Hai là.</w:t></w:r>"
    )
    found = read_docx(report(p(broken), p(r("2. Hạn chế")), p(r(_LONG)))).document
    assert outline(found.body)[:3] == ["# 1. Ưu điểm", "- Một là;", "- Hai là."]


def test_every_block_knows_its_paragraph() -> None:
    document = empty()
    add(document, "BÁO CÁO", bold=True, centred=True)
    add(document, "I. KẾT QUẢ", bold=True)
    add(document, "Sở đã hoàn thành.")
    found = read_docx(data_of(document)).document
    assert [block.line for block in found.body] == [2, 3]


def test_bold_and_italic_stay_with_their_words() -> None:
    found = read_docx(report(p(r("Đạt ") + r("98%", _B) + r(" kế hoạch.", "<w:i/>")))).document
    (paragraph,) = found.body
    assert isinstance(paragraph, Paragraph)
    assert paragraph.inlines == (
        Text("Đạt "),
        Text("98%", bold=True),
        Text(" kế hoạch.", italic=True),
    )
    assert text_in(paragraph.inlines) == "Đạt 98% kế hoạch."


def test_notes_typed_by_hand_come_to_their_raised_figures() -> None:
    raised = '<w:vertAlign w:val="superscript"/>'
    body = report(
        p(r("Sở đã ban hành kế hoạch") + r("1", raised) + r(" và rà soát 120 m") + r("2", raised)),
        p(r("1", raised) + r(" Kế hoạch số 12/KH-SNV.")),
        p(r("Đoạn sau.", _B)),
    )
    found = read_docx(body).document
    assert outline(found.body) == [
        "Sở đã ban hành kế hoạch[Kế hoạch số 12/KH-SNV.] và rà soát 120 m²",
        "Đoạn sau.",
    ]


def test_printed_lines_that_stand_as_paragraphs_are_joined() -> None:
    """As programs leave it that turn PDF into Word."""
    lines = (
        "Trong kỳ báo cáo, Sở đã phối hợp với các cơ quan, đơn vị có liên",
        "quan tiến hành rà soát toàn bộ danh mục thủ tục hành chính thuộc",
        "phạm vi quản lý, kịp thời trình cấp có thẩm quyền công bố theo quy",
        "định; đồng thời cập nhật đầy đủ lên cơ sở dữ liệu quốc gia.",
        "Sở tiếp tục duy trì việc trả kết quả tại nhà cho người cao tuổi và",
        "người khuyết tật trên địa bàn.",
    )
    body = report(p(r("1. Rà soát thủ tục", _B)), *(p(r(line)) for line in lines))
    found = read_docx(body).document
    assert outline(found.body) == ["# 1. Rà soát thủ tục", " ".join(lines[:4]), " ".join(lines[4:])]


def test_columns_of_the_foot_that_nothing_explains_are_kept_as_text() -> None:
    document = empty()
    add_head(document)
    add(document, "Sở báo cáo như sau.")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "Nơi nhận:\n- Lưu: VT."
    table.cell(0, 1).text = "GIÁM ĐỐC\nLê Văn Mẫu\nĐiện thoại liên hệ 0200 000 000, số máy lẻ 12"
    found = read_docx(data_of(document)).document
    assert found.foot.signer == "Lê Văn Mẫu"
    assert "Điện thoại liên hệ 0200 000 000, số máy lẻ 12" in outline(found.body)
