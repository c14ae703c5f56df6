"""CT06 to CT12: annexes, footnotes, repeated paragraphs, the opening and the end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from cchc_tui.domain.numbering import roman
from cchc_tui.review.findings import Severity, Spot
from cchc_tui.review.passages import PROSE, Part, Passage, flat
from cchc_tui.review.report import Report
from cchc_tui.review.rules import REGISTRY, Placed, Rule

_ANNEX = "Khoản 1 Mục III Phụ lục I Nghị định số 30/2020/NĐ-CP"

REGISTRY.add(
    Rule(
        "CT06",
        Severity.ERROR,
        "Nhắc đến phụ lục không có",
        "Văn bản chỉ dẫn đến một phụ lục nhưng trong tệp không có phụ lục mang số đó.",
        _ANNEX,
        flags=("Kết quả đã đạt (Đính kèm phụ lục II).\n@phu-luc: Phụ lục I | Kết quả\nĐã làm.",),
        passes=("Kết quả đã đạt (Đính kèm phụ lục I).\n@phu-luc: Phụ lục I | Kết quả\nĐã làm.",),
    ),
    Rule(
        "CT07",
        Severity.WARNING,
        "Phụ lục không được nhắc đến",
        "Văn bản có phụ lục thì trong nội dung phải có chỉ dẫn về phụ lục đó.",
        _ANNEX,
        flags=("Kết quả đã đạt.\n@phu-luc: Phụ lục I | Kết quả\nĐã làm.",),
        passes=(
            "Kết quả đã đạt (có phụ lục kèm theo).\n@phu-luc: Phụ lục | Kết quả\nĐã làm.",
            "Kết quả (các phụ lục I, II).\n@phu-luc: Phụ lục I | A\nX.\n@phu-luc: Phụ lục II | B",
        ),
    ),
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
        "CT14",
        Severity.ERROR,
        "Chỉ dẫn nhầm phụ lục",
        "Nội dung nói về cấp này nhưng phụ lục được chỉ dẫn lại là của cấp khác.",
        _ANNEX,
        flags=(
            "Kết quả của UBND xã trong kỳ: 10 hồ sơ (Đính kèm phụ lục I).\nKết quả của cấp tỉnh"
            " trong kỳ: 20 hồ sơ (Đính kèm phụ lục II).\n@phu-luc: Phụ lục I | Kết quả tại cấp"
            " tỉnh\nX.\n@phu-luc: Phụ lục II | Kết quả tại cấp xã\nX.",
        ),
        passes=(
            "Kết quả của UBND xã trong kỳ: 10 hồ sơ (Đính kèm phụ lục II).\nKết quả của cấp tỉnh"
            " trong kỳ: 20 hồ sơ (Đính kèm phụ lục I).\n@phu-luc: Phụ lục I | Kết quả tại cấp"
            " tỉnh\nX.\n@phu-luc: Phụ lục II | Kết quả tại cấp xã\nX.",
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
)

_POINTS = re.compile(
    r"\b(?:phu|phuc) luc(?:\s+so)?(?:\s+((?:[ivx]+|[0-9]{1,2})(?:\s*(?:,|va|den|-)\s*"
    r"(?:phu luc\s+)?(?:[ivx]+|[0-9]{1,2}))*))?(?![a-z0-9])"
)
_ONE = re.compile(r"(?<![a-z])([ivx]+|[0-9]{1,2})(?![a-z])")
_ATTACHED = re.compile(r"\b(?:kem theo|dinh kem|chi tiet|tai|theo|co|xem|cac|gui kem)\b")


def _ordinals(text: str | None) -> list[int]:
    found = []
    for match in _ONE.finditer(text or ""):
        said = match[1]
        number = int(said) if said.isdigit() else _roman(said.upper())
        if number:
            found.append(number)
    if text and ("den" in text or "-" in text) and len(found) == 2 and found[0] < found[1] < 30:
        return list(range(found[0], found[1] + 1))
    return found


def _roman(text: str) -> int:
    return next((n for n in range(1, 40) if roman(n) == text), 0)


def _pointers(report: Report) -> Iterator[tuple[Passage, int, int, list[int]]]:
    """Where the body points to annexes of its own: passage, place, ordinals."""
    for passage in report.prose:
        if passage.annex:
            continue
        plain = flat(passage.text)
        for found in _POINTS.finditer(plain):
            around = plain[max(0, found.start() - 25) : found.end() + 20]
            of_other = re.match(
                r"\s*(?:cua|nghi dinh|thong tu|quyet dinh|ban hanh|[a-z]?\s*nghi quyet|kem theo"
                r" (?:nghi|thong|quyet))",
                plain[found.end() :],
            )
            if of_other or not (_ATTACHED.search(around) or found.start() < 2):
                continue
            yield passage, found.start(), found.end(), _ordinals(found[1])


@REGISTRY.report
def annexes(report: Report) -> Iterator[Placed]:
    """CT06, CT07, CT14."""
    numbers = {}
    for at, annex in enumerate(report.document.annexes, 1):
        known = _ordinals(flat(annex.number).replace("phu luc", ""))
        numbers[known[0] if known else at] = annex
    pointed: set[int] = set()
    whole = False
    for passage, start, end, ordinals in _pointers(report):
        pointed |= set(ordinals)
        whole = whole or not ordinals
        missing = [n for n in ordinals if n not in numbers]
        if missing or (not numbers and not ordinals):
            name = f"Phụ lục {roman(missing[0])}" if missing else "phụ lục"
            # A file with no annex at all may have them in files of their own.
            yield passage, Spot(
                "CT06", start, end, f"Không thấy {name} trong tệp.",
                severity=None if numbers else Severity.HINT,
            )  # fmt: skip
        yield from _wrong_annex(report, passage, (start, end), ordinals)
    titles = {p.annex: p for p in report.passages if p.part is Part.ANNEX and not p.level}
    for at, number in enumerate(numbers, 1):
        if number not in pointed and not (whole and (len(numbers) == 1 or not pointed)):
            title = titles.get(at)
            label = report.document.annexes[at - 1].number or "Phụ lục"
            yield title, Spot(
                "CT07", 0, len(title.text) if title else 0,
                f"{label} không được nhắc đến trong nội dung báo cáo.",
            )  # fmt: skip


_LEVELS = (
    ("xa", r"\b(?:cap xa|ubnd (?:cac )?xa|cac xa)\b"),
    ("huyen", r"\b(?:cap huyen|ubnd huyen)\b"),
    ("tinh", r"\b(?:cap tinh|ubnd tinh)\b"),
)


def _level(text: str) -> str:
    found = [name for name, pattern in _LEVELS if re.search(pattern, text)]
    return found[0] if len(found) == 1 else ""


def _wrong_annex(
    report: Report, passage: Passage, span: tuple[int, int], ordinals: list[int]
) -> Iterator[Placed]:
    if len(ordinals) != 1 or not 1 <= ordinals[0] <= len(report.document.annexes):
        return
    here = _level(flat(_context(report, passage)))
    titles = [_level(flat(annex.title)) for annex in report.document.annexes]
    there = titles[ordinals[0] - 1]
    if here and there and here != there and here in titles:
        right = roman(titles.index(here) + 1)
        yield passage, Spot(
            "CT14", *span,
            f"Đoạn này nói về cấp {_NAMES[here]} nhưng Phụ lục {roman(ordinals[0])} là của cấp"
            f" {_NAMES[there]}; có lẽ là Phụ lục {right}.",
            f"Phụ lục {right}",
        )  # fmt: skip


_NAMES = {"xa": "xã", "huyen": "huyện", "tinh": "tỉnh"}


def _context(report: Report, passage: Passage) -> str:
    """What a pointer speaks of: its own passage, else the nearest before that names a level."""
    if _level(flat(passage.text)):
        return passage.text
    at = passage.index - 1
    for before in reversed(report.passages[max(0, at - 12) : at]):
        if _level(flat(before.text)):
            return before.text
        if before.part is Part.HEADING:
            return before.text
    return passage.heading


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
    end = re.search(r"\.\s+(?=[^\W\d_a-zà-ỹđ])", passage.text)
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
