"""Reports in plain text and Markdown, as ministries, provinces and communes write them."""

from __future__ import annotations

import pytest
from messy_docx import headings, notes, outline, rows, tables

from cchc_tui.document.blocks import ListItem, Paragraph, ParagraphStyle
from cchc_tui.document.readers import read_markdown, read_text
from cchc_tui.document.readers.marks import mark_of
from cchc_tui.domain.values import RowKind

_MINISTRY = """\
BỘ KẾ HOẠCH MẪU              CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
VĂN PHÒNG BỘ                        Độc lập - Tự do - Hạnh phúc
-------                             ---------------
Số: 1234/BC-BKHM             Hà Nội, ngày 05 tháng 7 năm 2025

                        BÁO CÁO
   Tình hình, kết quả kiểm soát thủ tục hành chính
              quý II năm 2025

              Kính gửi: Văn phòng Chính phủ

Thực hiện quy định tại Thông tư số 02/2017/TT-VPCP, Bộ báo cáo tình hình,
kết quả kiểm soát thủ tục hành chính quý II năm 2025 như sau:

A. KẾT QUẢ ĐẠT ĐƯỢC

I- ĐÁNH GIÁ TÁC ĐỘNG

1/ Số lượng thủ tục

Trong quý, Bộ đã đánh giá tác động 12 thủ tục tại 03 dự thảo thông
tư; trong đó 05 thủ tục quy định mới, 07 thủ tục sửa đổi.

2/ Chất lượng đánh giá
(i) Nội dung đánh giá bám sát biểu mẫu;
(ii) Chi phí tuân thủ được tính đủ.

II- CÔNG BỐ, CÔNG KHAI

Bộ đã ban hành 04 quyết định công bố với 21 thủ tục, trong đó:

- Thủ tục mới: 05;
- Thủ tục sửa đổi: 14;
- Thủ tục bãi bỏ: 02.
                                                                     2
B. TỒN TẠI, HẠN CHẾ

Một số đơn vị chưa chủ động; việc công khai có lúc còn chậm so với
quy định.

C. PHƯƠNG HƯỚNG

1. Tiếp tục rà soát, cắt giảm thủ tục theo phương án đã được Thủ tướng
Chính phủ phê duyệt.
2. Kiểm tra việc thực hiện tại 05 đơn vị trực thuộc.

Trên đây là báo cáo của Bộ Kế hoạch Mẫu, kính gửi Văn phòng Chính phủ
tổng hợp./.

Nơi nhận:                                      TL. BỘ TRƯỞNG
- Như trên;                                  CHÁNH VĂN PHÒNG
- Bộ trưởng (để b/c);
- Lưu: VT, VP (05).
                                               Phạm Văn Mẫu
"""

_COMMUNE = """\
ỦY BAN NHÂN DÂN
XÃ SUỐI MẪU
Số: 58/BC-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Suối Mẫu, ngày 20 tháng 9 năm 2025
BÁO CÁO
Công tác cải cách hành chính 9 tháng đầu năm 2025

Căn cứ Kế hoạch số 02/KH-UBND ngày 10/01/2025 của UBND xã. UBND xã báo cáo như sau:

Phần thứ nhất
KẾT QUẢ THỰC HIỆN

I. CÔNG TÁC CHỈ ĐẠO
Ngay từ đầu năm, UBND xã đã ban hành kế hoạch, phân công cụ thể từng công chức.
II. KẾT QUẢ CÁC NỘI DUNG
1. Thể chế
1.1. Ban hành văn bản
Trong kỳ không ban hành văn bản quy phạm pháp luật.
1.2. Rà soát
- Đã rà soát 12 văn bản.
2. Thủ tục hành chính
2.1. Kết quả giải quyết hồ sơ
* Cấp xã:
- Tiếp nhận: 1.204 hồ sơ;
- Giải quyết: 1.200 hồ sơ:
+ Trước hạn: 1.100 hồ sơ;
+ Đúng hạn: 100 hồ sơ.
* Phản ánh, kiến nghị:
- Không phát sinh.
Bảng 1: Hồ sơ theo lĩnh vực
(Đơn vị tính: hồ sơ)
STT	Lĩnh vực	Tiếp nhận	Giải quyết
1	Hộ tịch	800	798
2	Chứng thực	404	402
	Tổng	1.204	1.200

Phần thứ hai
PHƯƠNG HƯỚNG 3 THÁNG CUỐI NĂM

1. Mục tiêu
Phấn đấu 100% hồ sơ đúng hạn.
2. Nhiệm vụ
a) Tiếp tục tuyên truyền dịch vụ công trực tuyến đến từng thôn.
b) Duy trì trực Bộ phận Một cửa.
3. Kiến nghị: Đề nghị UBND tỉnh bổ sung máy quét cho xã.

Trên đây là báo cáo của UBND xã Suối Mẫu./.

TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Hoàng Thị Mẫu

Nơi nhận:
- UBND tỉnh;
- Lưu: VT.

PHỤ LỤC
DANH MỤC VĂN BẢN ĐÃ BAN HÀNH
(Kèm theo Báo cáo số 58/BC-UBND ngày 20/9/2025 của UBND xã)
TT	Tên văn bản	Ngày
1	Kế hoạch CCHC	10/01/2025
"""

_PROVINCE = """\
ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH MẪU | Độc lập - Tự do - Hạnh phúc

Số: 77/BC-UBND | *Mẫu, ngày 15 tháng 12 năm 2024*

# BÁO CÁO
**Kết quả cải cách hành chính năm 2024, phương hướng năm 2025**

Kính gửi:

- Bộ Nội vụ;
- Bộ Tư pháp.

## I. CHỈ ĐẠO, ĐIỀU HÀNH

### 1. Về kế hoạch

UBND tỉnh đã ban hành Kế hoạch số 10/KH-UBND[^1] với **52 nhiệm vụ**; hoàn thành 50/52 (đạt
96,15%).

1. Nhóm thể chế: 10 nhiệm vụ;
2. Nhóm thủ tục: 12 nhiệm vụ.

### 2. Về kiểm tra

- Kiểm tra 12 đơn vị
  - 08 sở;
  - 04 huyện.

## II. KẾT QUẢ

| STT | Chỉ tiêu | Kết quả |
|:---:|----------|--------:|
| 1 | Hồ sơ trực tuyến | 85,2% |
| 2 | Đúng hạn | 99,1% |

[^1]: Kế hoạch số 10/KH-UBND ngày 05/01/2024
    của UBND tỉnh.

**Nơi nhận:**
- Như trên;
- Lưu: VT, KSTT.

**TM. ỦY BAN NHÂN DÂN**
**CHỦ TỊCH**

**Đỗ Văn Mẫu**
"""

_UNNUMBERED = """\
UBND TỈNH MẪU
SỞ Y TẾ

Số:      /BC-SYT

BÁO CÁO TỔNG KẾT CÔNG TÁC CẢI CÁCH HÀNH CHÍNH NĂM 2023

CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO

Giám đốc Sở trực tiếp chỉ đạo công tác cải cách hành chính, định kỳ hằng tháng họp giao ban.

KẾT QUẢ ĐẠT ĐƯỢC

1. Về thể chế. Sở đã tham mưu 04 quyết định quy phạm pháp luật, tăng 01 so với cùng kỳ.

2. Về thủ tục hành chính. Toàn ngành tiếp nhận 12.450 hồ sơ; trong đó trực tuyến 9.870 hồ sơ.

KHÓ KHĂN, VƯỚNG MẮC

1. Hạ tầng số chưa đồng bộ giữa các trạm y tế;

2. Nhân lực công nghệ thông tin còn thiếu.

Trên đây là báo cáo của Sở Y tế./.

Nơi nhận: Sở Nội vụ; UBND tỉnh; Lưu: VT.

Q. GIÁM ĐỐC
NGUYỄN THỊ MẪU
"""


def test_a_ministry_report_set_in_columns_of_blanks_is_understood() -> None:
    found = read_text(_MINISTRY).document
    head, foot = found.head, found.foot
    assert (head.superior, head.agency) == ("BỘ KẾ HOẠCH MẪU", "VĂN PHÒNG BỘ")
    assert (head.number, head.symbol) == ("1234", "BC-BKHM")
    assert (head.place, head.date) == ("Hà Nội", "ngày 05 tháng 7 năm 2025")
    assert head.subject == ("Tình hình, kết quả kiểm soát thủ tục hành chính", "quý II năm 2025")
    assert head.addressees == ("Văn phòng Chính phủ",)
    assert headings(found) == [
        (1, "A.", "KẾT QUẢ ĐẠT ĐƯỢC"),
        (2, "I-", "ĐÁNH GIÁ TÁC ĐỘNG"),
        (3, "1/", "Số lượng thủ tục"),
        (3, "2/", "Chất lượng đánh giá"),
        (2, "II-", "CÔNG BỐ, CÔNG KHAI"),
        (1, "B.", "TỒN TẠI, HẠN CHẾ"),
        (1, "C.", "PHƯƠNG HƯỚNG"),
    ]
    assert foot.recipients == ("Như trên", "Bộ trưởng (để b/c)", "Lưu: VT, VP (05)")
    assert foot.authority == ("TL. BỘ TRƯỞNG", "CHÁNH VĂN PHÒNG")
    assert foot.signer == "Phạm Văn Mẫu"
    lines = outline(found.body)
    assert "(i) Nội dung đánh giá bám sát biểu mẫu;" in lines
    assert "Một số đơn vị chưa chủ động; việc công khai có lúc còn chậm so với quy định." in lines
    assert "2" not in lines


def test_a_commune_report_without_empty_lines_is_understood() -> None:
    found = read_text(_COMMUNE).document
    assert found.head.agency == "ỦY BAN NHÂN DÂN XÃ SUỐI MẪU"
    assert headings(found) == [
        (1, "Phần thứ nhất", "KẾT QUẢ THỰC HIỆN"),
        (2, "I.", "CÔNG TÁC CHỈ ĐẠO"),
        (2, "II.", "KẾT QUẢ CÁC NỘI DUNG"),
        (3, "1.", "Thể chế"),
        (4, "1.1.", "Ban hành văn bản"),
        (4, "1.2.", "Rà soát"),
        (3, "2.", "Thủ tục hành chính"),
        (4, "2.1.", "Kết quả giải quyết hồ sơ"),
        (1, "Phần thứ hai", "PHƯƠNG HƯỚNG 3 THÁNG CUỐI NĂM"),
        (2, "1.", "Mục tiêu"),
        (2, "2.", "Nhiệm vụ"),
    ]
    lines = outline(found.body)
    at = lines.index("* Cấp xã:")
    assert lines[at : at + 7] == [
        "* Cấp xã:",
        "  - Tiếp nhận: 1.204 hồ sơ;",
        "  - Giải quyết: 1.200 hồ sơ:",
        "    + Trước hạn: 1.100 hồ sơ;",
        "    + Đúng hạn: 100 hồ sơ.",
        "* Phản ánh, kiến nghị:",
        "  - Không phát sinh.",
    ]
    assert "3. Kiến nghị: Đề nghị UBND tỉnh bổ sung máy quét cho xã." in lines
    table = tables(found)[0]
    assert (table.caption, table.unit) == ("Bảng 1: Hồ sơ theo lĩnh vực", "(Đơn vị tính: hồ sơ)")
    assert [row.kind for row in table.rows] == [RowKind.ITEM, RowKind.ITEM, RowKind.TOTAL]


def test_a_signature_above_the_recipients_is_found() -> None:
    foot = read_text(_COMMUNE).document.foot
    assert foot.recipients == ("UBND tỉnh", "Lưu: VT")
    assert foot.authority == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    assert foot.signer == "Hoàng Thị Mẫu"
    (annex,) = read_text(_COMMUNE).document.annexes
    assert (annex.number, annex.title) == ("PHỤ LỤC", "DANH MỤC VĂN BẢN ĐÃ BAN HÀNH")
    assert annex.reference.startswith("(Kèm theo Báo cáo số 58")


def test_a_province_report_in_markdown_is_understood() -> None:
    found = read_markdown(_PROVINCE).document
    assert found.head.agency == "ỦY BAN NHÂN DÂN TỈNH MẪU"
    assert (found.head.place, found.head.date) == ("Mẫu", "ngày 15 tháng 12 năm 2024")
    assert found.head.addressees == ("Bộ Nội vụ", "Bộ Tư pháp")
    assert headings(found) == [
        (1, "I.", "CHỈ ĐẠO, ĐIỀU HÀNH"),
        (2, "1.", "Về kế hoạch"),
        (2, "2.", "Về kiểm tra"),
        (1, "II.", "KẾT QUẢ"),
    ]
    note = "Kế hoạch số 10/KH-UBND ngày 05/01/2024 của UBND tỉnh."
    assert notes(found) == [note]
    assert outline(found.body)[2:] == [
        f"UBND tỉnh đã ban hành Kế hoạch số 10/KH-UBND[{note}] với 52 nhiệm vụ; "
        "hoàn thành 50/52 (đạt 96,15%).",
        "1. Nhóm thể chế: 10 nhiệm vụ;",
        "2. Nhóm thủ tục: 12 nhiệm vụ.",
        "## 2. Về kiểm tra",
        "- Kiểm tra 12 đơn vị",
        "  - 08 sở;",
        "  - 04 huyện.",
        "# II. KẾT QUẢ",
        "STT | Chỉ tiêu | Kết quả",
        "1 | Hồ sơ trực tuyến | 85,2%",
        "2 | Đúng hạn | 99,1%",
    ]
    assert found.foot.signer == "Đỗ Văn Mẫu"


def test_capitals_alone_make_headings_and_sentences_do_not() -> None:
    found = read_text(_UNNUMBERED).document
    assert [(level, text) for level, _, text in headings(found)] == [
        (1, "CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO"),
        (1, "KẾT QUẢ ĐẠT ĐƯỢC"),
        (1, "KHÓ KHĂN, VƯỚNG MẮC"),
    ]
    assert found.head.subject == ("TỔNG KẾT CÔNG TÁC CẢI CÁCH HÀNH CHÍNH NĂM 2023",)
    assert found.foot.recipients == ("Sở Nội vụ", "UBND tỉnh", "Lưu: VT")
    assert (found.foot.authority, found.foot.signer) == (("Q. GIÁM ĐỐC",), "NGUYỄN THỊ MẪU")
    closing = found.body[-1]
    assert isinstance(closing, Paragraph)
    assert closing.style is ParagraphStyle.CLOSING


def _body(text: str) -> list[str]:
    return outline(
        read_text(f"BÁO CÁO\nKết quả công tác\n\nSở báo cáo như sau:\n\n{text}").document.body
    )[1:]


def test_a_sentence_cut_by_a_page_and_its_notes_is_made_whole() -> None:
    text = (
        "Sở đã trình kế hoạch¹ và phối hợp với\n\n¹ Kế hoạch số 10/KH-SNV.\n\n"
        "Ủy ban nhân dân các xã triển khai; đồng thời rà soát theo Nghị định số 61/2018/NĐ-\n\n"
        "- 3 -\n\nCP của Chính phủ.\n\nĐoạn sau."
    )
    assert _body(text) == [
        "Sở đã trình kế hoạch[Kế hoạch số 10/KH-SNV.] và phối hợp với Ủy ban nhân dân các xã "
        "triển khai; đồng thời rà soát theo Nghị định số 61/2018/NĐ-CP của Chính phủ.",
        "Đoạn sau.",
    ]


def test_page_numbers_are_dropped_and_figures_kept() -> None:
    text = "Đoạn một.\n\n1\n\nĐoạn hai.\n\n2\n\nĐoạn ba.\n\n2024\n\nTrang 3/9\n\nĐoạn bốn."
    assert _body(text) == ["Đoạn một.", "Đoạn hai.", "Đoạn ba.", "2024", "Đoạn bốn."]


def test_a_note_that_nothing_refers_to_stays_beside_its_text() -> None:
    found = read_text("BÁO CÁO\n\nSở báo cáo.\n\n⁷ Lời ghi chú lạc.\n\nĐoạn sau.")
    assert notes(found.document) == ["Lời ghi chú lạc."]
    assert any("chú thích" in note for note in found.notes)


def test_square_metres_are_no_note() -> None:
    assert _body("Trụ sở rộng 120 m² tại xã².\n\n² Chưa kể sân.") == [
        "Trụ sở rộng 120 m² tại xã[Chưa kể sân.]."
    ]


def test_tables_from_tabs_know_split_headers_and_rows_cut_by_a_page() -> None:
    text = (
        "TT\tLĩnh vực\tĐã giải quyết\t\tGhi chú\n\t\tSố lượng\tTỷ lệ\t\n"
        "I\tKHỐI TỈNH\t\t\t\n1\tHộ tịch và quốc\t120\t98,5%\tThường\n\n"
        "\ttịch\t\t\txuyên\n2\tChứng thực\t30\t100%\t\n\tTổng cộng\t150\t98,8%\t"
    )
    (table,) = tables(read_text(f"BÁO CÁO\n\nKết quả như sau:\n\n{text}").document)
    assert [[(c.colspan, c.rowspan) for c in row.cells] for row in table.header] == [
        [(1, 2), (1, 2), (2, 1), (1, 2)],
        [(1, 1), (1, 1)],
    ]
    assert [row.kind for row in table.rows] == [
        RowKind.GROUP,
        RowKind.ITEM,
        RowKind.ITEM,
        RowKind.TOTAL,
    ]
    assert rows(table)[3] == ["1", "Hộ tịch và quốc tịch", "120", "98,5%", "Thường xuyên"]


def test_lists_nest_by_their_marks_and_leftovers_of_markdown_vanish() -> None:
    text = "- **Một** là *hai*;\n - + Ý con;\n- Ba.\n\n5 * 3 * 2 = 30."
    assert _body(text) == ["- Một là hai;", "  + Ý con;", "- Ba.", "5 * 3 * 2 = 30."]


def test_printed_numbers_are_kept_even_where_they_are_wrong() -> None:
    text = "II. KẾT QUẢ\n\nĐoạn.\n\nII. ĐÁNH GIÁ\n\nĐoạn.\n\nV. NHIỆM VỤ\n\nĐoạn."
    assert [line for line in _body(text) if line.startswith("#")] == [
        "# II. KẾT QUẢ",
        "# II. ĐÁNH GIÁ",
        "# V. NHIỆM VỤ",
    ]


def test_every_item_and_row_knows_its_line() -> None:
    found = read_text("BÁO CÁO\n\nGồm:\n\n- Một;\n- Hai.\n\nA\tB\tC\n1\t2\t3").document
    items = found.body[1].items  # type: ignore[union-attr]
    assert [item.line for item in items if isinstance(item, ListItem)] == [5, 6]
    assert [row.line for row in (*tables(found)[0].header, *tables(found)[0].rows)] == [8, 9]


@pytest.mark.parametrize(
    ("text", "printed", "form", "ordinal"),
    [
        ("I. KẾT QUẢ", "I.", "roman", 1),
        ("IV- NHIỆM VỤ", "IV-", "roman", 4),
        ("1. Về kế hoạch", "1.", "decimal1.", 1),
        ("1.Về kế hoạch", "1.", "decimal1.", 1),
        ("2.2 Kiểm soát", "2.2", "decimal2", 2),
        ("3.1.2. Rà soát", "3.1.2.", "decimal3", 2),
        ("II.1. Thể chế", "II.1.", "mixed2", 1),
        ("đ) Kết quả", "đ)", "letter", 5),
        ("a. Công bố", "a.", "letter", 1),
        ("B. TỒN TẠI", "B.", "LETTER", 2),
        ("Phần thứ hai", "Phần thứ hai", "part phan", 2),
        ("PHẦN II: NHIỆM VỤ", "PHẦN II:", "part phan", 2),
        ("(1) Một là", "(1)", "(1)", 1),
        ("– Tổ chức", "-", "-", 0),
        ("- + Số hồ sơ", "+", "+", 0),
    ],
)
def test_marks_are_told(text: str, printed: str, form: str, ordinal: int) -> None:
    mark = mark_of(text)
    assert mark is not None
    assert (mark.printed, mark.form, mark.ordinal) == (printed, form, ordinal)


@pytest.mark.parametrize(
    "text",
    [
        "1.983 hồ sơ",
        "12/5/2024 là ngày",
        "2.5 triệu đồng",
        "V.I. Mẫu",
        "Mục tiêu chung",
        "Phần mềm một cửa",
        "Chương trình số 02",
        "15% hồ sơ",
        "19 đang có",
        "C",
        "---",
        "**",
        "",
    ],
)
def test_what_only_looks_like_a_mark_is_none(text: str) -> None:
    assert mark_of(text) is None
