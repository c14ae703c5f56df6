"""A long report for timing the rules: about 35 pages of sections, lists, citations and tables."""

from __future__ import annotations

from cchc_tui.document.blocks import Document
from cchc_tui.domain.numbering import roman
from cchc_tui.review.examples import document_of

_SECTION = """
# {roman}. KẾT QUẢ THỰC HIỆN NHIỆM VỤ NHÓM {n}
## 1. Chỉ đạo, điều hành
Thực hiện Kế hoạch số {n}/KH-UBND ngày 12/01/2026 của UBND tỉnh về cải cách hành chính, Sở đã
## 2. Kết quả
Sở tiếp nhận {received} hồ sơ; trong đó trực tuyến 1.500, trực tiếp 500, kỳ trước chuyển sang 27.
- Tổng số hồ sơ đã giải quyết: 1.900 hồ sơ, trong đó trước hạn 1.800, đúng hạn 90, quá hạn 10.
- Tổ chức {n} lớp tập huấn cho 250 lượt người dự; cấp phát 1.000 tài liệu tuyên truyền các loại.
| TT | Lĩnh vực | Hồ sơ tiếp nhận | Đã giải quyết | Tỷ lệ (%) |
| 1 | Hộ tịch | 120 | 90 | 75 |
| 2 | Chứng thực {n} | 300 | 290 | 96,67 |
| | Tổng cộng | 420 | 380 | 90,48 |
"""
_PROSE = (
    "Trong nhóm việc {n}.{k}, các phòng và đơn vị đã phân công người phụ trách, lập tiến độ tuần,"
    " công khai kết quả trên Cổng thông tin điện tử, tiếp nhận góp ý của tổ chức và điều"
    " chỉnh cách làm để rút ngắn thời gian giải quyết, giảm giấy tờ phải nộp, nhất là ở lĩnh vực"
    " có nhiều hồ sơ phát sinh như hộ tịch, chứng thực, lý lịch tư pháp và đất đai."
)


def long_report(received: str) -> Document:
    """The report, with one figure of its last section as given."""
    parts = []
    for n in range(1, 19):
        figure = received if n == 18 else "2.027"
        parts.append(_SECTION.format(roman=roman(n), n=n + 10, received=figure))
        parts += [_PROSE.format(n=n, k=k) for k in range(1, 9)]
    return document_of("\n".join(parts))
