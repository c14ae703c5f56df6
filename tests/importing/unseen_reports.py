# ruff: noqa: E501 (reports have long lines)
"""Eight invented reports, each in another shape, and what an import should read from them.

They were written before the import was tried on them: names, figures and wording are made up.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from cchc_tui.domain.citations import Citation
from cchc_tui.domain.dates import parse_date
from cchc_tui.domain.values import AnswerState, Quantity, Records, Row
from cchc_tui.interview.answer import Answer, Value
from cchc_tui.interview.kinds import Question, QuestionType


@dataclass(frozen=True)
class Unseen:
    """One report: its file, and what should be read.

    `figures` and `dates` by question, `documents` by question, `cells` the rows of tables with
    figures by column, `choices` by question.
    """

    name: str
    suffix: str
    data: Callable[[], bytes]
    kind: str
    period: str
    figures: Mapping[str, str] = field(default_factory=dict)
    dates: Mapping[str, str] = field(default_factory=dict)
    documents: Mapping[str, Sequence[str]] = field(default_factory=dict)
    cells: Mapping[str, Sequence[Mapping[str, str]]] = field(default_factory=dict)
    choices: Mapping[str, str] = field(default_factory=dict)
    headings: int = 0


def answers_of(report: Unseen, questions: Mapping[str, Question]) -> dict[str, Answer]:
    """What should be read, as answers."""
    values: dict[str, Value] = {name: parse_date(text) for name, text in report.dates.items()}
    values |= {name: Quantity(Decimal(text)) for name, text in report.figures.items()}
    for name, numbers in report.documents.items():
        values[name] = tuple(Citation("Văn bản", number) for number in numbers)
    for name, rows in report.cells.items():
        values[name] = Records(
            tuple(Row({c: Quantity(Decimal(v)) for c, v in row.items()}) for row in rows)
        )
    for name, text in report.choices.items():
        yes_no = questions[name].type is QuestionType.YES_NO
        values[name] = text == "True" if yes_no else text
    return {name: Answer(AnswerState.ANSWERED, value) for name, value in values.items()}


def _packed(document: Any) -> bytes:
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def _written(lines: str, *, bold: str = "") -> Any:
    """A Word file of direct formatting only: a paragraph a line, `bold` lines starting so."""
    document = docx.Document()
    for line in lines.strip("\n").splitlines():
        paragraph = document.add_paragraph()
        run = paragraph.add_run(line)
        run.bold = bool(bold) and line.startswith(tuple(bold.split()))
    return document


def _head(document: Any, left: Sequence[str], right: Sequence[str]) -> None:
    """The head as most files have it: a table without borders, before all else."""
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "\n".join(left)
    table.cell(0, 1).text = "\n".join(right)
    document.element.body.insert(0, table._tbl)


SO_XAY_DUNG = """
BÁO CÁO
Công tác cải cách hành chính quý III năm 2025

Thực hiện Công văn số 2144/SNV-CCHC ngày 08/9/2025 của Sở Nội vụ về việc báo cáo công tác cải cách hành chính quý III, Sở Xây dựng báo cáo kết quả như sau:
I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH
1. Kế hoạch cải cách hành chính
Căn cứ Kế hoạch số 305/KH-UBND ngày 27/12/2024 của UBND tỉnh về cải cách hành chính năm 2025, Sở đã ban hành Kế hoạch số 19/KH-SXD ngày 14/01/2025. Đến nay đã hoàn thành 21/28 nhiệm vụ, đạt tỷ lệ 75%.
2. Kiểm tra cải cách hành chính
Sở đã kiểm tra việc thực hiện cải cách hành chính tại 04 đơn vị trực thuộc, phát hiện 06 vấn đề cần chấn chỉnh.
II. KẾT QUẢ CẢI CÁCH HÀNH CHÍNH
1. Cải cách thủ tục hành chính
a) Kết quả giải quyết thủ tục hành chính
- Tổng số hồ sơ tiếp nhận trong kỳ: 4.217 hồ sơ, trong đó:
+ Tiếp nhận trực tuyến: 3.640 hồ sơ;
+ Tiếp nhận trực tiếp và qua bưu chính công ích: 402 hồ sơ;
+ Hồ sơ từ kỳ trước chuyển sang: 175 hồ sơ.
- Số hồ sơ đã giải quyết: 3.998 hồ sơ, trong đó trước hạn 2.911 hồ sơ, đúng hạn 1.073 hồ sơ, trễ hạn 14 hồ sơ.
- Số hồ sơ đang giải quyết: 219 hồ sơ (trong hạn 217 hồ sơ, quá hạn 02 hồ sơ).
b) Tiếp nhận, xử lý phản ánh, kiến nghị
Trong quý, Sở nhận 11 phản ánh, kiến nghị của người dân, doanh nghiệp; trong đó 08 phản ánh, kiến nghị qua Hệ thống tiếp nhận phản ánh, kiến nghị, 02 phản ánh, kiến nghị qua đơn thư, 01 phản ánh, kiến nghị qua đường dây nóng. Đã xử lý xong 10 phản ánh, kiến nghị.
2. Cải cách chế độ công vụ
a) Đào tạo, bồi dưỡng
Sở cử 37 lượt công chức, viên chức tham gia các lớp đào tạo, bồi dưỡng.
3. Cải cách tài chính công
Hiện Sở có 05 đơn vị sự nghiệp trực thuộc, gồm 01 đơn vị tự bảo đảm chi thường xuyên và chi đầu tư, 02 đơn vị tự bảo đảm chi thường xuyên, 01 đơn vị tự bảo đảm một phần chi thường xuyên và 01 đơn vị do ngân sách nhà nước bảo đảm chi thường xuyên.
III. ĐÁNH GIÁ CHUNG
1. Ưu điểm
Hồ sơ được số hóa đầy đủ khi tiếp nhận.
2. Tồn tại, hạn chế
Còn hồ sơ trễ hạn do phải lấy ý kiến nhiều cơ quan.
IV. PHƯƠNG HƯỚNG, NHIỆM VỤ QUÝ IV NĂM 2025
Hoàn thành các nhiệm vụ còn lại của kế hoạch.
Trên đây là báo cáo công tác cải cách hành chính quý III năm 2025 của Sở Xây dựng./.
"""


def _so_xay_dung() -> bytes:
    document = _written(SO_XAY_DUNG, bold="I. II. III. IV. 1. 2. 3. a) b) BÁO")
    _head(
        document,
        ("UBND TỈNH BẮC SƠN", "SỞ XÂY DỰNG", "Số: 211/BC-SXD"),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
         "Bắc Sơn, ngày 12 tháng 9 năm 2025"),
    )  # fmt: skip
    foot = document.add_table(rows=1, cols=2)
    foot.cell(0, 0).text = "Nơi nhận:\n- Sở Nội vụ;\n- Lưu: VT."
    foot.cell(0, 1).text = "GIÁM ĐỐC"
    return _packed(document)


XA_TAN_PHU = """
BÁO CÁO
Kết quả công tác cải cách hành chính 6 tháng đầu năm 2026

I. CHỈ ĐẠO, ĐIỀU HÀNH CẢI CÁCH HÀNH CHÍNH
1. Kế hoạch cải cách hành chính
Triển khai Kế hoạch số 88/KH-UBND ngày 05/01/2026 của UBND tỉnh, UBND xã ban hành Kế hoạch số 07/KH-UBND ngày 20/01/2026 về cải cách hành chính năm 2026 của xã.
2. Công tác tuyên truyền
Xã đã niêm yết bộ thủ tục hành chính tại nhà văn hóa các thôn.
II. KẾT QUẢ THỰC HIỆN
1. Cải cách thủ tục hành chính
UBND xã đang thực hiện 402 thủ tục hành chính thuộc thẩm quyền giải quyết.
2. Thực hiện cơ chế một cửa, một cửa liên thông
Từ ngày 01/01/2026 đến ngày 05/6/2026, xã đã tiếp nhận 2.318 hồ sơ. Đã giải quyết 2.290 hồ sơ, gồm 1.954 hồ sơ trước hạn, 331 hồ sơ đúng hạn và 05 hồ sơ quá hạn; đang giải quyết 28 hồ sơ.
3. Xây dựng đội ngũ cán bộ, công chức
Xã cử 09 lượt cán bộ, công chức đi bồi dưỡng nghiệp vụ.
III. PHƯƠNG HƯỚNG 6 THÁNG CUỐI NĂM 2026
Tiếp tục thực hiện kế hoạch năm.
Trên đây là báo cáo 6 tháng đầu năm 2026 của UBND xã Tân Phú./.
"""
TAN_PHU_FIELDS = """Lĩnh vực\tSố lượng hồ sơ đã nhận\tTrước hạn\tĐúng hạn\tTrễ hạn\tĐang giải quyết
Hộ tịch\t940\t801\t130\t1\t8
Đất đai\t655\t480\t160\t4\t11
Bảo trợ xã hội\t723\t673\t41\t0\t9"""


def _xa_tan_phu() -> bytes:
    """The head in a text box, the table of the annex by tabs."""
    document = _written(XA_TAN_PHU)
    lines = ("UBND TỈNH LỤC NGẠN", "UBND XÃ TÂN PHÚ", "Số: 64/BC-UBND")
    inside = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    box = parse_xml(
        f"<w:p {nsdecls('w')} xmlns:v='urn:schemas-microsoft-com:vml'><w:r><w:pict><v:shape>"
        f"<v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
        "</w:p>"
    )
    day = document.add_paragraph("Tân Phú, ngày 06 tháng 6 năm 2026")._p
    document.element.body.insert(0, day)
    document.element.body.insert(0, box)
    for line in ("Nơi nhận:", "- UBND tỉnh;", "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"):
        document.add_paragraph(line)
    document.add_paragraph("Phụ lục")
    document.add_paragraph("THỐNG KÊ KẾT QUẢ GIẢI QUYẾT HỒ SƠ THEO LĨNH VỰC")
    for line in TAN_PHU_FIELDS.splitlines():
        document.add_paragraph(line)
    return _packed(document)


KSTT = """
BÁO CÁO
Tình hình, kết quả thực hiện công tác kiểm soát thủ tục hành chính quý II năm 2026

Thực hiện Thông tư số 01/2020/TT-VPCP ngày 21/10/2020 của Văn phòng Chính phủ, Sở Công Thương báo cáo như sau:
I. TÌNH HÌNH, KẾT QUẢ ĐẠT ĐƯỢC
1. Công bố, công khai thủ tục hành chính
Trong quý, Sở đã trình ban hành 03 quyết định công bố danh mục thủ tục hành chính với 25 thủ tục, trong đó có 07 thủ tục ban hành mới, 16 thủ tục sửa đổi, bổ sung và 02 thủ tục bị bãi bỏ.
2. Tiếp nhận, xử lý phản ánh, kiến nghị
Không phát sinh phản ánh, kiến nghị.
3. Tình hình, kết quả giải quyết thủ tục hành chính
Kết quả được nêu tại biểu kèm theo.
"""
KSTT_ROWS = (
    ("Điện", "310", "255", "40", "15", "301", "290", "10", "1", "9", "9", "0"),
    ("Hóa chất", "122", "100", "20", "2", "120", "100", "20", "0", "2", "1", "1"),
    ("Xúc tiến thương mại", "1.404", "1.380", "0", "24", "1.399", "1.399", "0", "0", "5", "5", "0"),
)


def _so_cong_thuong() -> bytes:
    """A table with a head of two rows and merged cells."""
    document = _written(KSTT, bold="I. 1. 2. 3. BÁO")
    _head(
        document,
        ("UBND TỈNH TRƯỜNG GIANG", "SỞ CÔNG THƯƠNG", "Số: 98/BC-SCT"),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
         "Trường Giang, ngày 15 tháng 6 năm 2026"),
    )  # fmt: skip
    table = document.add_table(rows=2, cols=13)
    for (first, last), title in {
        (2, 5): "Số hồ sơ tiếp nhận", (6, 9): "Số hồ sơ đã giải quyết",
        (10, 12): "Số hồ sơ đang giải quyết",
    }.items():  # fmt: skip
        table.cell(0, first).merge(table.cell(0, last)).text = title
    for column, title in ((0, "STT"), (1, "Lĩnh vực giải quyết")):
        table.cell(0, column).merge(table.cell(1, column)).text = title
    below = ("Tổng số", "Trực tuyến", "Trực tiếp, dịch vụ bưu chính", "Từ kỳ trước", "Tổng số",
             "Trước hạn", "Đúng hạn", "Quá hạn", "Tổng số", "Trong hạn", "Quá hạn")  # fmt: skip
    for column, title in enumerate(below, start=2):
        table.cell(1, column).text = title
    for number, row in enumerate(KSTT_ROWS, start=1):
        for cell, text in zip(table.add_row().cells, (str(number), *row), strict=True):
            cell.text = text
    for line in ("Trên đây là báo cáo quý II năm 2026 của Sở Công Thương./.", "Nơi nhận:",
                 "- Văn phòng UBND tỉnh;", "- Lưu: VT.", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"):  # fmt: skip
        document.add_paragraph(line)
    return _packed(document)


SO_Y_TE = """SỞ Y TẾ
Số: 1502/BC-SYT
Hải Đông, ngày 10 tháng 12 năm 2025
BÁO CÁO
Công tác cải cách hành chính năm 2025
Căn cứ Kế hoạch số 12/KH-UBND ngày 10/01/2025 của UBND tỉnh, Sở Y tế báo cáo công tác cải cách
hành chính năm 2025 như sau:
I. CHỈ ĐẠO, ĐIỀU HÀNH CẢI CÁCH HÀNH CHÍNH
1. Kế hoạch cải cách hành chính
Sở Y tế đã ban hành Kế hoạch số 33/KH-SYT ngày 22/01/2025 về cải cách hành chính, xác định 46
nhiệm vụ; đã hoàn thành 44/46 nhiệm vụ, đạt tỷ lệ 95,65%.
2. Tổ chức chỉ đạo, điều hành cải cách hành chính
Giám đốc Sở họp giao ban hằng tháng để kiểm điểm tiến độ từng nhiệm vụ của các phòng, đơn vị và
yêu cầu khắc phục ngay việc chậm trả kết quả.
II. KẾT QUẢ THỰC HIỆN
1. Cải cách thể chế
Sở đã chủ trì tham mưu, trình ban hành 05 văn bản quy phạm pháp luật.
2. Cải cách thủ tục hành chính
a) Kết quả giải quyết thủ tục hành chính
Trong năm, Sở tiếp nhận 9.874 hồ sơ; trong đó trực tuyến là 9.102 hồ sơ, trực tiếp và qua bưu
chính là 640 hồ sơ, kỳ trước chuyển qua là 132 hồ sơ. Đã giải quyết 9.699 hồ sơ (trước hạn
9.250 hồ sơ, đúng hạn 446 hồ sơ, quá hạn 03 hồ sơ); đang giải quyết 175 hồ sơ.
b) Phản ánh, kiến nghị
Trong năm không có phản ánh, kiến nghị về thủ tục hành chính.
3. Cải cách tổ chức bộ máy
Sở hiện có 08 phòng, đơn vị với 71 công chức, viên chức, người lao động.
III. PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2026
Tiếp tục rút ngắn thời gian giải quyết thủ tục.
Trên đây là báo cáo công tác cải cách hành chính năm 2025 của Sở Y tế./.
Nơi nhận:
- Sở Nội vụ;
- Lưu: VT.
GIÁM ĐỐC
"""

HUYEN_MD = """# BÁO CÁO

**Công tác cải cách hành chính quý II năm 2024**

UBND HUYỆN ĐÔNG HÀ

Số: 77/BC-UBND

Đông Hà, ngày 14 tháng 6 năm 2024

## I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH

### 1. Kế hoạch cải cách hành chính

Thực hiện Kế hoạch số 51/KH-UBND ngày 15/01/2024 của UBND tỉnh, UBND huyện đã ban hành Quyết định \
số 102/QĐ-UBND ngày 25/01/2024 về Kế hoạch cải cách hành chính năm 2024.

### 2. Kiểm tra công tác cải cách hành chính

Huyện đã kiểm tra công tác cải cách hành chính tại 03 cơ quan, đơn vị và 05 đơn vị cấp xã.

## II. KẾT QUẢ THỰC HIỆN

### 1. Cải cách thủ tục hành chính

Tổng số thủ tục hành chính thuộc thẩm quyền giải quyết của UBND huyện là 288 thủ tục.

### 2. Kết quả giải quyết thủ tục hành chính theo lĩnh vực

+------------+-----------------------+-----------+----------+---------+-----------------+
| Lĩnh vực   | Số lượng hồ sơ đã nhận | Trước hạn | Đúng hạn | Trễ hạn | Đang giải quyết |
+============+=======================+===========+==========+=========+=================+
| Tư pháp    | 512                   | 480       | 30       | 0       | 2               |
+------------+-----------------------+-----------+----------+---------+-----------------+
| Đất đai    | 1.090                 | 811       | 240      | 12      | 27              |
+------------+-----------------------+-----------+----------+---------+-----------------+

## III. PHƯƠNG HƯỚNG QUÝ III NĂM 2024

Tiếp tục thực hiện kế hoạch.

Nơi nhận:

- Sở Nội vụ;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN

CHỦ TỊCH
"""

SO_GD_PDF = """   UBND TỈNH NAM HẢI                CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
 SỞ GIÁO DỤC VÀ ĐÀO TẠO                 Độc lập - Tự do - Hạnh phúc

   Số: 640/BC-SGDĐT                  Nam Hải, ngày 18 tháng 6 năm 2025

                              BÁO CÁO
       Công tác cải cách hành chính 6 tháng đầu năm 2025

      Thực hiện Công văn số 915/SNV-CCHC ngày 02/6/2025 của Sở Nội vụ, Sở Giáo
dục và Đào tạo báo cáo như sau:

I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH CẢI CÁCH HÀNH CHÍNH

1. Kế hoạch cải cách hành chính

      Sở đã ban hành kế hoạch cải cách hành chính năm 20251; đã hoàn thành 18/30
nhiệm vụ, đạt 60%.

1 Kế hoạch số 25/KH-SGDĐT ngày 17/01/2025 của Sở Giáo dục và Đào tạo.
                                    2
\f
II. KẾT QUẢ THỰC HIỆN

1. Cải cách thủ tục hành chính

a) Kết quả giải quyết thủ tục hành chính

      Sở tiếp nhận 1.286 hồ sơ (trực tuyến 1.190 hồ sơ, trực tiếp 81 hồ sơ, kỳ trước
chuyển qua 15 hồ sơ); đã giải quyết 1.270 hồ sơ, trong đó trước hạn 1.100 hồ sơ, đúng
hạn 170 hồ sơ, không có hồ sơ quá hạn; đang giải quyết 16 hồ sơ.

      Kết quả theo lĩnh vực:

 Lĩnh vực               Tiếp nhận      Đã giải quyết      Đang giải quyết
 Văn bằng, chứng chỉ        812             810                  2
 Giáo dục trung học         474             460                 14

2. Cải cách chế độ công vụ

      Sở cử 64 lượt công chức, viên chức tham gia các lớp đào tạo, bồi dưỡng.

III. PHƯƠNG HƯỚNG, NHIỆM VỤ 6 THÁNG CUỐI NĂM 2025

      Tiếp tục thực hiện kế hoạch năm.

      Trên đây là báo cáo 6 tháng đầu năm 2025 của Sở Giáo dục và Đào tạo./.

Nơi nhận:                                                GIÁM ĐỐC
- Sở Nội vụ;
- Lưu: VT.
"""

BO = """BỘ KHOA HỌC VÀ CÔNG NGHỆ

Số: 3120/BC-BKHCN

Hà Nội, ngày 20 tháng 12 năm 2024

BÁO CÁO
Tình hình, kết quả thực hiện công tác kiểm soát thủ tục hành chính năm 2024

Kính gửi: Văn phòng Chính phủ

I. KẾT QUẢ ĐẠT ĐƯỢC

1. Công bố, công khai thủ tục hành chính

Bộ đã ban hành 12 quyết định công bố thủ tục hành chính; số thủ tục ban hành mới là 09, số thủ tục \
sửa đổi, bổ sung là 41, số thủ tục bãi bỏ là 18.

2. Tiếp nhận, xử lý phản ánh, kiến nghị về quy định hành chính

Tổng số phản ánh, kiến nghị tiếp nhận trong kỳ: 57, trong đó tiếp nhận mới 52, kỳ trước chuyển qua \
05. Số phản ánh, kiến nghị đã xử lý: 55.

3. Tình hình, kết quả giải quyết thủ tục hành chính

Tổng số hồ sơ tiếp nhận: 28.455 hồ sơ, trong đó: trực tuyến: 27.030 hồ sơ; trực tiếp và bưu chính: \
925 hồ sơ; kỳ trước chuyển sang: 500 hồ sơ. Số hồ sơ đã giải quyết: 27.900 hồ sơ, trong đó: trước \
hạn: 21.400 hồ sơ; đúng hạn: 6.488 hồ sơ; quá hạn: 12 hồ sơ. Số hồ sơ đang giải quyết: 555 hồ sơ, \
trong đó: trong hạn: 550 hồ sơ; quá hạn: 05 hồ sơ.

II. PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2025

Rà soát, cắt giảm thủ tục nội bộ.

Nơi nhận:
- Như trên;
- Lưu: VT, VP.

KT. BỘ TRƯỞNG
THỨ TRƯỞNG
"""

SO_TP = """
BÁO CÁO
Công tác cải cách hành chính 9 tháng đầu năm 2025

Phần I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH CẢI CÁCH HÀNH CHÍNH
1. Kế hoạch cải cách hành chính
Sở Tư pháp đã ban hành Kế hoạch số 40/KH-STP ngày 21/01/2025 về cải cách hành chính năm 2025.
Phần II. KẾT QUẢ THỰC HIỆN
1. Cải cách thể chế
1.1. Công tác xây dựng văn bản quy phạm pháp luật
Sở đã thẩm định 36 dự thảo văn bản quy phạm pháp luật (14 nghị quyết, 22 quyết định), tăng 06 dự thảo so với cùng kỳ năm 2024; góp ý 58 văn bản. HĐND tỉnh đã thông qua 11 nghị quyết (giảm 03 so với cùng kỳ), UBND tỉnh ban hành 29 quyết định (tăng 08 so với cùng kỳ).
1.2. Công tác rà soát văn bản
UBND tỉnh ban hành Kế hoạch số 16/KH-UBND ngày 09/01/2025 về rà soát, hệ thống hóa văn bản quy phạm pháp luật năm 2025; công bố danh mục văn bản hết hiệu lực năm 2024 tại Quyết định số 120/QĐ-UBND ngày 24/01/2025.
2. Cải cách tổ chức bộ máy
Sở có 07 phòng, đơn vị với 62 công chức, viên chức và người lao động; có 15 thạc sĩ (13 luật, 02 khác), 41 đại học (36 luật, 05 khác).
3. Cải cách chế độ công vụ
3.1. Công tác đào tạo, bồi dưỡng
Theo kế hoạch năm 2025, Sở tổ chức 16 hội nghị tập huấn; đến nay đã tổ chức 12 hội nghị (đạt 75% kế hoạch) với 1.406 lượt người tham dự. Sở đã cử 21 lượt công chức tham gia các lớp bồi dưỡng.
3.2. Công tác thi đua, khen thưởng
- Danh hiệu thi đua: Tập thể lao động xuất sắc: 03 tập thể; Chiến sĩ thi đua cơ sở: 08 cá nhân; Lao động tiên tiến: 07 tập thể, 55 cá nhân.
4. Xây dựng chính quyền số
Số văn bản đến: 6.120 văn bản; số văn bản đi: 2.045 văn bản, tất cả được ký số và xử lý trên hệ thống.
Phần III. PHƯƠNG HƯỚNG, NHIỆM VỤ
Tiếp tục thực hiện kế hoạch năm.
"""


def _so_tu_phap() -> bytes:
    document = _written(SO_TP, bold="Phần 1. 1.1. 1.2. 2. 3. 3.1. 3.2. 4. BÁO")
    _head(
        document,
        ("UBND TỈNH VĨNH HÒA", "SỞ TƯ PHÁP", "Số: 512/BC-STP"),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
         "Vĩnh Hòa, ngày 16 tháng 9 năm 2025"),
    )  # fmt: skip
    for line in ("Nơi nhận:", "- Sở Nội vụ;", "- Lưu: VT.", "GIÁM ĐỐC"):
        document.add_paragraph(line)
    return _packed(document)


def _fields(rows: Sequence[Sequence[str]], columns: str) -> list[dict[str, str]]:
    return [dict(zip(columns.split(), row, strict=True)) for row in rows]


UNSEEN = (
    Unseen(
        "so-xay-dung", ".docx", _so_xay_dung, "cchc-so", "2025-Q3",
        figures={
            "so_van_ban": "211", "kh_nv_hoan_thanh": "21", "kh_so_nhiem_vu": "28",
            "kt_so_co_quan": "4", "kt_van_de": "6", "hs_truc_tuyen": "3640",
            "hs_truc_tiep": "402", "hs_ky_truoc": "175", "hs_truoc_han": "2911",
            "hs_dung_han": "1073", "hs_qua_han": "14", "hs_trong_han": "217",
            "hs_dang_qua_han": "2", "pakn_he_thong": "8", "pakn_don_thu": "2",
            "pakn_truc_tiep": "1", "pakn_da_xu_ly": "10", "dt_luot_cu": "37",
            "dvsn_nhom_1": "1", "dvsn_nhom_2": "2", "dvsn_nhom_3": "1", "dvsn_nhom_4": "1",
        },
        dates={"ngay_ky": "12/9/2025"},
        documents={
            "md_can_cu": ("2144/SNV-CCHC",), "kh_cchc_cap_tren": ("305/KH-UBND",),
            "kh_cchc": ("19/KH-SXD",),
        },
        choices={"md_kieu": "Thực hiện", "pakn_co": "True"},
        headings=14,
    ),
    Unseen(
        "xa-tan-phu", ".docx", _xa_tan_phu, "cchc-ubnd", "2026-6T",
        figures={
            "so_van_ban": "64", "ck_tong_so": "402", "hs_truoc_han": "1954",
            "hs_dung_han": "331", "hs_qua_han": "5", "hs_trong_han": "28", "dt_luot_cu": "9",
        },
        dates={"ngay_ky": "6/6/2026", "hs_tu_ngay": "1/1/2026", "hs_den_ngay": "5/6/2026"},
        documents={"kh_cchc_cap_tren": ("88/KH-UBND",), "kh_cchc": ("07/KH-UBND",)},
        cells={"pl_linh_vuc": _fields(
            (("940", "801", "130", "1", "8"), ("655", "480", "160", "4", "11"),
             ("723", "673", "41", "0", "9")),
            "tiep_nhan truoc_han dung_han qua_han dang",
        )},
        choices={"md_kieu": "Không có câu mở đầu", "hs_muc_tach": "Chỉ tách theo thời hạn"},
        headings=9,
    ),
    Unseen(
        "so-cong-thuong", ".docx", _so_cong_thuong, "kiem-soat-tthc", "2026-Q2",
        figures={
            "so_van_ban": "98", "ck_so_qd": "3", "ck_moi": "7", "ck_sua": "16", "ck_bo": "2",
        },
        dates={"ngay_ky": "15/6/2026"},
        documents={"md_can_cu": ("01/2020/TT-VPCP",)},
        cells={"ii06_bang": _fields(
            [(r[2], r[3], r[4], r[6], r[7], r[8], r[10], r[11])
             for r in ([cell.replace(".", "") for cell in row] for row in KSTT_ROWS)],
            "truc_tuyen truc_tiep ky_truoc truoc_han dung_han qua_han trong_han dang_qua_han",
        )},
        choices={"md_kieu": "Thực hiện", "pakn_co": "False"},
        headings=4,
    ),
    Unseen(
        "so-y-te", ".txt", lambda: SO_Y_TE.encode(), "cchc-so", "2025-N",
        figures={
            "so_van_ban": "1502", "kh_nv_hoan_thanh": "44", "kh_so_nhiem_vu": "46",
            "xd_tham_muu": "5", "hs_truc_tuyen": "9102", "hs_truc_tiep": "640",
            "hs_ky_truoc": "132", "hs_truoc_han": "9250", "hs_dung_han": "446",
            "hs_qua_han": "3", "hs_trong_han": "175", "bm_phong": "8", "bm_nhan_su": "71",
        },
        dates={"ngay_ky": "10/12/2025"},
        documents={"md_can_cu": ("12/KH-UBND",), "kh_cchc": ("33/KH-SYT",)},
        choices={"pakn_co": "False"},
        headings=10,
    ),
    Unseen(
        "ubnd-dong-ha", ".md", lambda: HUYEN_MD.encode(), "cchc-ubnd", "2024-Q2",
        figures={
            "so_van_ban": "77", "kt_so_co_quan": "3", "kt_so_xa": "5", "ck_tong_so": "288",
        },
        dates={"ngay_ky": "14/6/2024"},
        documents={"kh_cchc_cap_tren": ("51/KH-UBND",), "kh_cchc": ("102/QĐ-UBND",)},
        cells={"pl_linh_vuc": _fields(
            (("512", "480", "30", "0", "2"), ("1090", "811", "240", "12", "27")),
            "tiep_nhan truoc_han dung_han qua_han dang",
        )},
        choices={"md_kieu": "Không có câu mở đầu"},
        headings=7,
    ),
    Unseen(
        "so-giao-duc", ".txt", lambda: SO_GD_PDF.encode(), "cchc-so", "2025-6T",
        figures={
            "so_van_ban": "640", "kh_nv_hoan_thanh": "18", "kh_so_nhiem_vu": "30",
            "hs_truc_tuyen": "1190", "hs_truc_tiep": "81", "hs_ky_truoc": "15",
            "hs_truoc_han": "1100", "hs_dung_han": "170", "hs_trong_han": "16",
            "dt_luot_cu": "64",
        },
        dates={"ngay_ky": "18/6/2025"},
        documents={"md_can_cu": ("915/SNV-CCHC",), "kh_cchc": ("25/KH-SGDĐT",)},
        choices={"md_kieu": "Thực hiện"},
        headings=7,
    ),
    Unseen(
        "bo-khcn", ".txt", lambda: BO.encode(), "kiem-soat-tthc", "2024-N",
        figures={
            "so_van_ban": "3120", "ck_so_qd": "12", "ck_moi": "9", "ck_sua": "41", "ck_bo": "18",
            "pakn_ky_truoc": "5", "pakn_da_xu_ly": "55", "hs_truc_tuyen": "27030",
            "hs_truc_tiep": "925", "hs_ky_truoc": "500", "hs_truoc_han": "21400",
            "hs_dung_han": "6488", "hs_qua_han": "12", "hs_trong_han": "550",
            "hs_dang_qua_han": "5",
        },
        dates={"ngay_ky": "20/12/2024"},
        choices={"md_kieu": "Không có câu mở đầu", "pakn_co": "True"},
        headings=5,
    ),
    Unseen(
        "so-tu-phap", ".docx", _so_tu_phap, "cchc-so", "2025-9T",
        figures={
            "so_van_ban": "512", "td_tong": "36", "td_tong_cung_ky": "30", "gy_tong": "58",
            "nq_thong_qua": "11", "nq_thong_qua_cung_ky": "14", "qd_ban_hanh": "29",
            "qd_ban_hanh_cung_ky": "21", "bm_phong": "7", "bm_nhan_su": "62",
            "bm_thac_si_nganh": "13", "bm_thac_si_khac": "2", "bm_dai_hoc_nganh": "36",
            "bm_dai_hoc_khac": "5", "dt_hoi_nghi_kh": "16", "dt_hoi_nghi": "12",
            "dt_luot_nguoi": "1406", "dt_luot_cu": "21", "vb_den": "6120", "vb_di": "2045",
        },
        dates={"ngay_ky": "16/9/2025"},
        documents={
            "kh_cchc": ("40/KH-STP",), "rsvb_ke_hoach": ("16/KH-UBND",),
            "rsvb_het_hieu_luc": ("120/QĐ-UBND",),
        },
        cells={
            "td_theo_loai": _fields((("14",), ("22",)), "so"),
            "tdua_danh_hieu": [
                {"tap_the": "3"}, {"ca_nhan": "8"}, {"tap_the": "7", "ca_nhan": "55"},
            ],
        },
        choices={"md_kieu": "Không có câu mở đầu"},
        headings=12,
    ),
)  # fmt: skip
