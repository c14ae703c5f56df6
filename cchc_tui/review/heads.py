"""TT01 to TT04: what the head says, in any kind of file: number, symbol, date, type, subject."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_tui.document.blocks import Document
from cchc_tui.review.findings import Severity, Spot
from cchc_tui.review.passages import Part, Passage, flat
from cchc_tui.review.report import Report
from cchc_tui.review.rules import REGISTRY, Placed, Rule

_PART1 = "Phụ lục I Nghị định số 30/2020/NĐ-CP"
REGISTRY.add(
    Rule(
        "TT01",
        Severity.ERROR,
        "Ngày tháng ở phần đầu ghi chưa đúng",
        "Ngày nhỏ hơn 10 và tháng 1, 2 phải thêm số 0 phía trước; các tháng khác thì không.",
        f"Điểm b khoản 4 Mục II {_PART1}",
        flags=(
            "@ngay: Khánh Hòa, ngày 10 tháng 03 năm 2026",
            "@ngay: Khánh Hòa, ngày 8 tháng 6 năm 2026",
            "@ngay: Khánh Hòa, ngày 10 tháng 1 năm 2026",
        ),
        passes=(
            "@ngay: Khánh Hòa, ngày 08 tháng 6 năm 2026",
            "@ngay: Khánh Hòa, ngày     tháng 6 năm 2026",
            "@ngay: Khánh Hòa, ngày 10 tháng 02 năm 2026",
        ),
    ),
    Rule(
        "TT02",
        Severity.ERROR,
        "Số, ký hiệu ở phần đầu ghi chưa đúng",
        "Số: …/BC-<viết tắt cơ quan>; số nhỏ hơn 10 có số 0 phía trước, ký hiệu không có dấu cách.",
        f"Khoản 3 Mục II {_PART1}",
        flags=("@so: 5/BC-STP", "@so: 24/BC - STP", "@so: 24/KH-STP"),
        passes=("@so: 05/BC-STP", "@so: /BC-VP", "@so: 125/BC-UBND"),
    ),
    Rule(
        "TT03",
        Severity.ERROR,
        "Thiếu trích yếu nội dung",
        "Dưới tên loại văn bản phải có trích yếu.",
        f"Khoản 5 Mục II {_PART1}",
        flags=("@trich-yeu:",),
        passes=("@trich-yeu: Công tác cải cách hành chính năm 2026",),
    ),
    Rule(
        "TT04",
        Severity.WARNING,
        "Thiếu “TM.” khi ký thay mặt tập thể",
        "Báo cáo của Ủy ban nhân dân do Chủ tịch, Phó Chủ tịch ký thay mặt tập thể, nên trên chức"
        " vụ phải có dòng “TM. ỦY BAN NHÂN DÂN”.",
        f"Điểm a khoản 7 Mục II {_PART1}",
        flags=("@co-quan: ỦY BAN NHÂN DÂN XÃ IA HRUNG\n@ky: CHỦ TỊCH",),
        passes=(
            "@co-quan: ỦY BAN NHÂN DÂN XÃ IA HRUNG\n@ky: TM. ỦY BAN NHÂN DÂN\n@ky: CHỦ TỊCH",
            "@ky: GIÁM ĐỐC",
        ),
    ),
)


@REGISTRY.report
def head(report: Report) -> Iterator[Placed]:
    """TT01 to TT04."""
    by_marker = {p.marker: p for p in report.passages if p.part is Part.HEAD}
    if passage := by_marker.get("date"):
        yield from ((passage, spot) for spot in _date(passage))
    if passage := by_marker.get("number"):
        yield from ((passage, spot) for spot in _number(report.document, passage))
    if not any(line.strip() for line in report.document.head.subject):
        yield None, Spot("TT03", 0, 0, "Không thấy trích yếu dưới tên loại văn bản.")


_COLLECTIVE = re.compile(r"(?:uy ban nhan dan|ubnd|hoi dong nhan dan)\b")


@REGISTRY.report
def collective(report: Report) -> Iterator[Placed]:
    """TT04."""
    lines = [flat(line).strip() for line in report.document.foot.authority]
    if not _COLLECTIVE.match(flat(report.document.head.agency).strip()) or not lines:
        return
    if lines[0] in ("chu tich", "kt. chu tich", "pho chu tich"):
        passage = next((p for p in report.passages if p.marker == "authority"), None)
        end = len(passage.text) if passage else 0
        say = "Báo cáo của Ủy ban nhân dân ký thay mặt tập thể: thiếu dòng “TM. ỦY BAN NHÂN DÂN”."
        yield passage, Spot("TT04", 0, end, say, "TM. ỦY BAN NHÂN DÂN")


def _date(passage: Passage) -> Iterator[Spot]:
    found = re.search(
        r"ngay\s+([0-9]{1,2})?\s*thang\s+([0-9]{1,2})?\s*nam\s+([0-9]{4})", flat(passage.text)
    )
    if not found:
        return
    day, month = found[1] or "", found[2] or ""
    right_day = f"{int(day):02d}" if day else ""
    right_month = (f"{int(month):02d}" if int(month) <= 2 else str(int(month))) if month else ""
    if (day, month) == (right_day, right_month):
        return
    right = f"ngày {right_day or '    '} tháng {right_month or '    '} năm {found[3]}"
    yield Spot(
        "TT01", found.start(), found.end(),
        f"Ghi “{passage.text[found.start():found.end()]}”, đúng là “{right}”.", right, right,
    )  # fmt: skip


def _number(document: Document, passage: Passage) -> Iterator[Spot]:
    number, symbol = document.head.number.strip(), document.head.symbol.strip()
    end = len(passage.text)
    if re.fullmatch(r"[1-9]", number):
        right = f"Số: 0{number}/{symbol}"
        yield Spot("TT02", 0, end, f"Số nhỏ hơn 10 phải ghi 0{number}.", right, right)
    tight = re.sub(r"\s*-\s*", "-", symbol)
    if tight != symbol:
        right = f"Số: {number}/{tight}"
        yield Spot("TT02", 0, end, "Ký hiệu không có dấu cách quanh dấu gạch nối.", right, right)
    if (
        flat(document.head.type_name).strip() == "bao cao"
        and symbol
        and not symbol.startswith("BC")
    ):
        yield Spot("TT02", 0, end, f"Ký hiệu của báo cáo bắt đầu bằng BC-, ở đây là {symbol}.")
