"""CH20 to CH27: one way of writing through the whole report, one finding each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from cchc_tui.domain.syllables import parse_syllable
from cchc_tui.review.amounts import Form
from cchc_tui.review.figures import read_figures
from cchc_tui.review.findings import Severity, Spot
from cchc_tui.review.passages import PROSE, Part, Passage, flat
from cchc_tui.review.report import Report
from cchc_tui.review.rules import REGISTRY, Placed, Rule

_HABIT = "Thông lệ của báo cáo hành chính; Nghị định số 30/2020/NĐ-CP không quy định"
REGISTRY.add(
    Rule(
        "CH20",
        Severity.WARNING,
        "Dấu thập phân không thống nhất",
        "Phần thập phân viết sau dấu phẩy (28,42%); dấu chấm để tách hàng nghìn.",
        _HABIT,
        flags=("Đạt 5.58% và 28,42%.", "Đạt 99.91%; đạt 95.32%."),
        passes=("Đạt 5,58% và 28,42%; có 1.983 hồ sơ.",),
    ),
    Rule(
        "CH21",
        Severity.HINT,
        "Đặt dấu thanh không thống nhất",
        "Hai cách đặt dấu (hòa, hoà) đều được dùng, nhưng một văn bản nên theo một cách.",
        "Chính Nghị định số 30/2020/NĐ-CP dùng cả hai cách",
        flags=("Hiện đại hoá hành chính; hiện đại hóa công sở.",),
        passes=("Hiện đại hóa hành chính; số hóa hồ sơ.",),
    ),
    Rule(
        "CH22",
        Severity.HINT,
        "“6 tháng” và “06 tháng” lẫn lộn",
        "Một văn bản nên dùng một cách viết.",
        _HABIT,
        flags=("Trong 6 tháng đầu năm đã làm. Trong 06 tháng đầu năm đạt 90%.",),
        passes=("Trong 6 tháng đầu năm đã làm; 6 tháng cuối năm tiếp tục.",),
    ),
    Rule(
        "CH23",
        Severity.HINT,
        "Số nhỏ hơn 10 viết không thống nhất",
        "Số lượng từ 1 đến 9 thường thêm số 0 ở trước (05 dự thảo); một văn bản nên theo một cách.",
        _HABIT,
        flags=("Có 05 dự thảo, 02 kế hoạch, 03 đề án và 5 trường hợp.",),
        passes=("Có 05 dự thảo, 02 kế hoạch và 12 trường hợp.",),
    ),
    Rule(
        "CH24",
        Severity.HINT,
        "Số hàng nghìn viết không thống nhất",
        "Số từ 1.000 trở lên tách hàng nghìn bằng dấu chấm; một văn bản nên theo một cách.",
        _HABIT,
        flags=("Tiếp nhận 1170 hồ sơ, giải quyết 2.198 hồ sơ.",),
        passes=("Tiếp nhận 1.170 hồ sơ, giải quyết 2.198 hồ sơ năm 2026.",),
    ),
    Rule(
        "CH25",
        Severity.HINT,
        "Một từ viết hai cách",
        "hàng năm / hằng năm, đảm bảo / bảo đảm, nề nếp / nền nếp: một văn bản nên theo một cách;"
        " văn bản pháp luật dùng hằng năm, bảo đảm, nền nếp.",
        "Cách dùng trong các nghị định",
        flags=("Báo cáo hằng năm; kế hoạch hàng năm.",),
        passes=("Báo cáo hằng năm; kế hoạch hằng quý.",),
    ),
    Rule(
        "CH26",
        Severity.HINT,
        "Chữ viết tắt dùng trước khi giải thích",
        "Chữ viết tắt không thông dụng cần được ghi đầy đủ kèm chữ tắt trong ngoặc ở lần đầu.",
        "Thông lệ; Điều 8 Thông tư số 01/2011/TT-BNV (trước đây) về viết tắt",
        flags=("Thực hiện ĐTSLCD của tỉnh; hệ thống ĐTSLCD hoạt động tốt.",),
        passes=(
            "Mạng truyền số liệu chuyên dùng (ĐTSLCD) của tỉnh; hệ thống ĐTSLCD hoạt động tốt.",
            "UBND tỉnh giao HĐND tỉnh.",
        ),
    ),
    Rule(
        "CH27",
        Severity.HINT,
        "Giải thích chữ viết tắt lại lần nữa hoặc quá muộn",
        "Chữ viết tắt chỉ giải thích một lần, ở lần dùng đầu tiên.",
        "Thông lệ trình bày",
        flags=(
            "Cải cách thủ tục hành chính (TTHC) tốt.\nRà soát thủ tục hành chính (TTHC) trong kỳ.",
        ),
        passes=("Cải cách thủ tục hành chính (TTHC) tốt.\nRà soát TTHC trong kỳ.",),
    ),
)

Place = tuple[Passage, int, int]


def _one(places: list[Place], code: str, message: str, expected: str = "") -> Iterator[Placed]:
    """One finding at the first of several places."""
    if places:
        passage, start, end = places[0]
        yield passage, Spot(code, start, end, message, expected)


def _all(report: Report, pattern: str, keep: Callable[[str], bool] | None = None) -> list[Place]:
    return [
        (passage, start, end)
        for passage in report.prose
        for start, end in _found(pattern, passage.text)
        if keep is None or keep(passage.text[start:end])
    ]


@lru_cache(maxsize=32768)
def _found(pattern: str, text: str) -> tuple[tuple[int, int], ...]:
    return tuple(found.span() for found in re.finditer(pattern, text, re.IGNORECASE))


@REGISTRY.report
def numbers(report: Report) -> Iterator[Placed]:
    """CH20, CH22, CH23, CH24."""
    points: list[Place] = []
    commas = padded = grouped = 0
    bare: list[Place] = []
    whole: list[Place] = []
    for passage in report.prose:
        for figure in read_figures(passage.text).figures:
            said = passage.text[figure.start : figure.end]
            place = (passage, figure.start, figure.end)
            if figure.form is Form.PERCENT and re.match(r"[0-9]+\.[0-9]", said):
                points.append(place)
            elif "," in said:
                commas += 1
            if figure.form is Form.COUNT and figure.noun:
                padded += bool(re.fullmatch(r"0[1-9]", said))
                if re.fullmatch(r"[1-9]", said):
                    bare.append(place)
                if re.fullmatch(r"[1-9][0-9]{3,}", said):
                    whole.append(place)
            grouped += bool(re.match(r"[0-9]{1,3}\.[0-9]{3}(?![0-9])", said))
    also = f", {commas} chỗ dùng dấu phẩy" if commas else ""
    yield from _one(
        points, "CH20", f"{len(points)} chỗ dùng dấu chấm cho phần thập phân{also}; dùng dấu phẩy."
    )
    if padded > len(bare):
        yield from _one(
            bare,
            "CH23",
            f"{len(bare)} số nhỏ hơn 10 không có số 0, {padded} số có; nên thống nhất.",
        )
    if grouped:
        yield from _one(
            whole,
            "CH24",
            f"{len(whole)} số hàng nghìn không tách, {grouped} số có tách bằng dấu chấm.",
        )
    yield from _months(report)


def _months(report: Report) -> Iterator[Placed]:
    bare = _all(report, r"(?<![0-9/.,])[1-9] tháng\b")
    padded = _all(report, r"(?<![0-9/.,])0[1-9] tháng\b")
    if bare and padded:
        rare = min(bare, padded, key=len)
        yield from _one(
            rare,
            "CH22",
            f"{len(bare)} chỗ viết không có số 0, {len(padded)} chỗ có (6 tháng, 06 tháng).",
        )


_PAIRS = (
    (r"\bhàng (?:năm|tháng|quý|tuần|ngày)\b", r"\bhằng (?:năm|tháng|quý|tuần|ngày)\b", "hằng"),
    (r"\bđảm bảo\b", r"\bbảo đảm\b", "bảo đảm"),
    (r"\bnề nếp\b", r"\bnền nếp\b", "nền nếp"),
    (r"\b[Bb]ộ phận [Mm]ột cửa\b", r"\bBộ phận Một cửa\b", "Bộ phận Một cửa"),
)


@REGISTRY.report
def words(report: Report) -> Iterator[Placed]:
    """CH25."""
    for old, new, name in _PAIRS:
        cased = "Một cửa" in name
        first = _all(report, old, (lambda s: s[0] == "b" or "một" in s) if cased else None)
        second = _all(report, new, (lambda s: s[0] == "B" and "Một" in s) if cased else None)
        if first and second:
            passage, start, end = first[0]
            said = passage.text[start:end]
            message = f"{len(first)} chỗ viết “{said}”, {len(second)} chỗ viết theo “{name}”."
            yield from _one(first, "CH25", message, name)


@REGISTRY.report
def tones(report: Report) -> Iterator[Placed]:
    """CH21."""
    styles: dict[str, list[Place]] = {"old": [], "new": []}
    for passage in report.passages:
        if passage.part not in (*PROSE, Part.HEADING):
            continue
        for style, start, end in _placements(passage.text):
            styles[style].append((passage, start, end))
    if styles["old"] and styles["new"]:
        rare = min(styles.values(), key=len)
        passage, start, end = rare[0]
        said = passage.text[start:end]
        yield from _one(
            rare, "CH21",
            f"{len(styles['old'])} chữ đặt dấu như “hòa”, {len(styles['new'])} chữ như “hoà”; chữ"
            f" này là “{said}”.",
        )  # fmt: skip


@lru_cache(maxsize=4096)
def _placements(text: str) -> tuple[tuple[str, int, int], ...]:
    found = []
    for match in re.finditer(
        r"[^\W\d_]*(?:[òóỏõọ][ae]|o[àáảãạèéẻẽẹ]|[ùúủũụ]y|u[ỳýỷỹỵ])(?![^\W\d_])", text, re.I
    ):
        syllable = parse_syllable(match[0])
        if syllable is not None and syllable.placement:
            found.append((syllable.placement, match.start(), match.end()))
    return tuple(found)


_SHORT = re.compile(r"(?<![\w/&.-])[A-ZĐƯÔ]{3,8}(?![\w/&-])")
_TOLD = re.compile(r"\(\s*(?:sau đây )?(?:gọi tắt là |viết tắt là )?([A-ZĐƯÔ]{3,8})\s*\)")


@REGISTRY.report
def abbreviations(report: Report) -> Iterator[Placed]:
    """CH26 and CH27."""
    told: dict[str, tuple[int, int]] = {}
    first: dict[str, tuple[Passage, int, int]] = {}
    known = report.facts.spelling.abbreviations | {"TTHC", "CCHC", "UBND", "HĐND"}
    count: dict[str, int] = {}
    for passage in report.passages:
        if passage.part not in (*PROSE,) or passage.text.isupper() or passage.annex:
            continue
        for match in _TOLD.finditer(passage.text):
            name = match[1]
            # Brackets around initials that do not stand for the words before are a remark.
            if not _stands_for(passage.text[: match.start()], name):
                continue
            if name in told:
                yield (
                    passage,
                    Spot(
                        "CH27", match.start(), match.end(), f"{name} đã được giải thích trước đó."
                    ),
                )
            told.setdefault(name, (passage.index, match.start()))
        for match in _SHORT.finditer(passage.text):
            count[match[0]] = count.get(match[0], 0) + 1
            first.setdefault(match[0], (passage, match.start(), match.end()))
    for name, (passage, start, end) in first.items():
        if _roman(name) or told.get(name, (passage.index + 1, 0)) <= (passage.index, start):
            continue
        if name not in told and name in known:
            continue
        if name in told:
            yield passage, Spot("CH27", start, end, f"{name} được giải thích sau khi đã dùng.")
        elif count[name] >= 2 and not _spelled_out(name, report):
            yield passage, Spot("CH26", start, end, f"{name} chưa được giải thích ở lần dùng đầu.")


_FULL: dict[str, str] = {
    "VBQPPL": "van ban quy pham phap luat", "PAKN": "phan anh, kien nghi",
    "BCCI": "buu chinh cong ich", "CNTT": "cong nghe thong tin", "PBGDPL": "pho bien giao duc",
    "NSNN": "ngan sach nha nuoc", "LLTP": "ly lich tu phap", "HTTT": "he thong thong tin",
}  # fmt: skip


def _spelled_out(name: str, report: Report) -> bool:
    """Whether the words an abbreviation stands for are used in the report."""
    words = _FULL.get(name)
    return words is not None and any(words in flat(passage.text) for passage in report.prose)


def _stands_for(before: str, name: str) -> bool:
    initials = [
        word[0] for word in flat(before).replace(",", " ").split()[-len(name) - 4 :] if word
    ]
    plain = flat(name)
    return (
        plain[0] in initials and plain[-1] == (initials[-1] if initials else "")
    ) or plain in "".join(initials)


def _roman(text: str) -> bool:
    return bool(re.fullmatch(r"[IVXLC]+", text))
