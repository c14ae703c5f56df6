"""CT08 to CT12, CT15, CT16: annexes, footnotes, repeated paragraphs, the opening and the end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from cchc_tui.review.findings import Severity, Spot
from cchc_tui.review.passages import LOWER, PROSE, Part, Passage, flat
from cchc_tui.review.report import Report
from cchc_tui.review.rules import REGISTRY, Placed, Rule

REGISTRY.add(
    Rule(
        "CT08",
        Severity.WARNING,
        "Hai đoạn văn giống nhau",
        "Một đoạn dài từ 20 tiếng được chép lại nguyên văn ở chỗ khác; thường là chép nhầm từ kỳ"
        " trước hoặc từ mục khác.",
        "Thông lệ trình bày",
        flags=(
            "# I. A\nSở đã tổ chức rà soát toàn bộ thủ tục hành chính thuộc thẩm quyền giải quyết"
            " từ cấp tỉnh đến cấp xã để cập nhật danh mục.\n# II. B\nSở đã tổ chức rà soát toàn bộ"
            " thủ tục hành chính thuộc thẩm quyền giải quyết từ cấp tỉnh đến cấp xã để cập nhật"
            " danh mục.",
        ),
        passes=("# I. A\nKhông phát sinh.\n# II. B\nKhông phát sinh.",),
    ),
    Rule(
        "CT09",
        Severity.ERROR,
        "Thiếu dấu kết thúc ./.",
        "Nội dung báo cáo kết thúc bằng ./. sau câu cuối cùng.",
        "Các mẫu trong Phụ lục III Nghị định số 30/2020/NĐ-CP",
        flags=("@het: Trên đây là báo cáo của Sở Tư pháp.",),
        passes=("@het: Trên đây là báo cáo của Sở Tư pháp./.",),
    ),
    Rule(
        "CT10",
        Severity.ERROR,
        "Thiếu nơi nhận hoặc dòng Lưu",
        "Phải có Nơi nhận; dòng cuối là “Lưu: VT, <đơn vị soạn thảo>”.",
        "Khoản 9 Mục II Phụ lục I Nghị định số 30/2020/NĐ-CP",
        flags=("@noi-nhan:", "@noi-nhan: UBND tỉnh\n@noi-nhan: Sở Nội vụ"),
        passes=("@noi-nhan: UBND tỉnh\n@noi-nhan: Lưu: VT, VP",),
    ),
    Rule(
        "CT11",
        Severity.ERROR,
        "Thiếu quyền hạn, chức vụ của người ký",
        "Phần cuối văn bản phải có quyền hạn, chức vụ của người ký.",
        "Khoản 7 Mục II Phụ lục I Nghị định số 30/2020/NĐ-CP",
        flags=("@ky:",),
        passes=("@ky: KT. GIÁM ĐỐC\n@ky: PHÓ GIÁM ĐỐC",),
    ),
    Rule(
        "CT12",
        Severity.WARNING,
        "Số chú thích không có chú thích",
        "Còn số nhỏ của chú thích trong câu nhưng cuối trang không có chú thích mang số đó, hoặc"
        " ngược lại.",
        "Thông lệ chú thích cuối trang",
        flags=("Sở đã ban hành kế hoạch năm 2026¹ và triển khai.",),
        passes=(
            "Sở đã ban hành kế hoạch năm 2026[^: Kế hoạch số 14/KH-STP] và triển khai.",
            "Diện tích trụ sở là 120 m² và 30 m³.",
        ),
    ),
    Rule(
        "CT15",
        Severity.HINT,
        "Câu mở đầu bị cắt đôi",
        "Câu bắt đầu bằng “Thực hiện”, “Căn cứ”, “Theo” chỉ nêu văn bản rồi chấm câu, chưa có chủ"
        " ngữ và vị ngữ.",
        "Ngữ pháp; thông lệ câu mở đầu báo cáo",
        flags=(
            "Thực hiện Công văn số 2803/SNV-CCHC ngày 11/11/2025 của Sở Nội vụ về việc báo cáo."
            " Sở Tư pháp báo cáo như sau:",
        ),
        passes=(
            "Thực hiện Công văn số 2803/SNV-CCHC ngày 11/11/2025 của Sở Nội vụ về việc báo cáo,"
            " Sở Tư pháp báo cáo như sau:",
            "Thực hiện tốt công tác phối hợp giữa các đơn vị.",
        ),
    ),
    Rule(
        "CT16",
        Severity.HINT,
        "Thiếu câu kết",
        "Có dấu ./. nhưng trước đó không có câu kết “Trên đây là báo cáo …”, thường vì câu ấy bị"
        " xóa nhầm.",
        "Thông lệ câu kết báo cáo",
        flags=("@het: Khắc phục tình trạng hồ sơ quá hạn; tăng cường kiểm tra đột xuất./.",),
        passes=(
            "@het: Trên đây là báo cáo công tác cải cách hành chính của Sở Tư pháp./.",
            "@het: Sở Tư pháp kính báo cáo UBND tỉnh xem xét, chỉ đạo./.",
        ),
    ),
)


@lru_cache(maxsize=4096)
def _bare(text: str) -> str:
    """A text without marks, so that a comma does not make two of one paragraph."""
    return re.sub(r"\W+", " ", flat(text)).strip()


@REGISTRY.report
def repeated(report: Report) -> Iterator[Placed]:
    """CT08: the same paragraph twice."""
    seen: dict[str, Passage] = {}
    for passage in report.prose:
        if len(passage.text.split()) < 20:
            continue
        key = _bare(passage.text)
        first = seen.setdefault(key, passage)
        if first is not passage and passage.part is not Part.FOOTNOTE:
            where = f"mục “{first.heading}”" if first.heading else "phần trên"
            yield (
                passage,
                Spot("CT08", 0, len(passage.text), f"Đoạn này giống nguyên văn đoạn ở {where}."),
            )


_TAKES_LEAVE = re.compile(
    r"\btren day\b|\b(?:kinh|xin|tran trong)\b[^.;]*\b(?:bao cao|de nghi|trinh|gui)\b"
    r"|\bbao cao\b[^.;]*\b(?:tong hop|xem xet|theo doi|chi dao|biet)\b"
    r"|\bde nghi\b[^.;]*\b(?:tong hop|xem xet|quan tam)\b"
)


@REGISTRY.report
def ending(report: Report) -> Iterator[Placed]:
    """CT09 to CT11."""
    body = [p for p in report.passages if not p.annex and p.part in (*PROSE, Part.CELL)]
    said = [p for p in body if p.part is not Part.FOOTNOTE]
    if said and not any("./." in p.text or p.text.rstrip().endswith(". /.") for p in said[-3:]):
        last = said[-1]
        yield last, Spot(
            "CT09", max(0, len(last.text) - 40), len(last.text),
            "Nội dung chưa kết thúc bằng ./.", "./.",
        )  # fmt: skip
    elif said and not any(_TAKES_LEAVE.search(flat(p.text)) for p in said[-4:]):
        last = next(p for p in reversed(said) if "./." in p.text or "/." in p.text)
        yield last, Spot(
            "CT16", max(0, len(last.text) - 40), len(last.text),
            "Không thấy câu kết “Trên đây là báo cáo …”.",
        )  # fmt: skip
    foot = report.document.foot
    if not foot.recipients:
        yield None, Spot("CT10", 0, 0, "Không thấy Nơi nhận.")
    elif not any(flat(line).strip(" -").startswith("luu") for line in foot.recipients):
        yield None, Spot("CT10", 0, 0, "Nơi nhận không có dòng “Lưu: VT, …”.", "Lưu: VT, …")
    if not foot.authority:
        yield None, Spot("CT11", 0, 0, "Không thấy quyền hạn, chức vụ của người ký.")


_SMALL = re.compile(r"(?<!\bm)(?<!\bkm)(?<!\bcm)[¹²³⁰⁴-⁹]+")


@REGISTRY.passage
def lost_marks(passage: Passage, _report: Report) -> Iterator[Spot]:
    """CT12: a small number that is no footnote."""
    if passage.part is Part.CELL:
        return
    for found in _SMALL.finditer(passage.text):
        yield Spot(
            "CT12", max(0, found.start() - 20), found.end(),
            f"Số chú thích {found[0]} không có chú thích tương ứng.",
        )  # fmt: skip


_STARTS = re.compile(
    r"(?:thuc hien|can cu|theo)\s+(?:cong van|ke hoach|quyet dinh|van ban|chi thi|nghi dinh"
    r"|thong bao|thong tu|nghi quyet)\s+so\b"
)


@REGISTRY.passage
def cut_opening(passage: Passage, _report: Report) -> Iterator[Spot]:
    """CT15: "Thực hiện Công văn số … về việc …." with nothing done."""
    plain = flat(passage.text)
    if passage.part not in (Part.PARAGRAPH, Part.ITEM) or not _STARTS.match(plain):
        return
    end = re.search(rf"\.\s+(?=[^\W\d_{LOWER}])", passage.text)
    stop = end.start() if end else -1
    if stop < 0:
        return
    first = plain[:stop]
    if "," in first or re.search(
        r"\b(?:da|bao cao ket qua|tiep tuc)\s+[a-z]+\s+[a-z]+.*\bnhu sau", first
    ):
        return
    if re.search(r"\b(?:so|ubnd|van phong|huyen|tinh|phong)\b.*\b(?:da|se|dang)\b", first):
        return
    yield Spot("CT15", 0, stop + 1, "Câu chưa có chủ ngữ, vị ngữ; nối với câu sau bằng dấu phẩy.")
