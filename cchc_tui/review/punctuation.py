"""CH05, CH06, CH08: marks, brackets and dates, where a rule can be sure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_tui.domain.syllables import is_vietnamese_syllable
from cchc_tui.review.findings import Severity, Spot
from cchc_tui.review.passages import LOWER, Part, Passage
from cchc_tui.review.report import Report
from cchc_tui.review.rules import REGISTRY, Placed, Rule
from cchc_tui.review.spelling import blanked

REGISTRY.add(
    Rule(
        "CH18",
        Severity.HINT,
        "Đoạn văn thiếu dấu kết thúc câu",
        "Câu cuối của đoạn văn không có dấu chấm, chấm phẩy hay hai chấm; thường là câu bị cắt khi"
        " sao chép.",
        "Thông lệ chính tả",
        flags=(
            "Sở đã chỉ đạo bộ phận tiếp nhận tạo lập hồ sơ điện tử từ hồ sơ giấy do công dân nộp",
        ),
        passes=(
            "Sở đã chỉ đạo bộ phận tiếp nhận tạo lập hồ sơ điện tử từ hồ sơ giấy do công dân nộp.",
            "Kết quả giải quyết hồ sơ thủ tục hành chính",
        ),
    ),
    Rule(
        "CH05",
        Severity.HINT,
        "Dấu câu thừa hoặc sai chỗ",
        "Hai dấu câu liền nhau, dấu cách đứng trước dấu câu, hoặc thiếu dấu cách sau dấu câu.",
        "Thông lệ trình bày",
        flags=(
            "Đã hoàn thành nhiệm vụ..",
            "Sơn Trung : 08 hồ sơ , Tô Hạp : 10 hồ sơ.",
            "Đã rà soát ,công khai thủ tục.",
            "Đã rà soát;công khai thủ tục.",
        ),
        passes=("Gồm: hộ tịch, chứng thực,...", "Đã hoàn thành./.", "Xem phụ lục (nếu có)."),
    ),
    Rule(
        "CH06",
        Severity.WARNING,
        "Ngoặc hoặc dấu nháy không đóng, không mở",
        "Số ngoặc mở và ngoặc đóng, nháy mở và nháy đóng trong một đoạn phải bằng nhau.",
        "Thông lệ trình bày",
        flags=("Tiếp nhận hồ sơ (trực tuyến 10, trực tiếp 20.", "Chủ đề “Kỷ cương, sáng tạo."),
        passes=("Tiếp nhận hồ sơ (trực tuyến 10).", "a) Chủ đề “Kỷ cương, sáng tạo”.", "1) Một."),
    ),
    Rule(
        "CH08",
        Severity.HINT,
        "Ngày, tháng ghi chưa đúng cách",
        "Ngày nhỏ hơn 10 và tháng 1, 2 phải thêm số 0 ở trước; ngày tháng trong câu ghi bằng /.",
        "Điểm b khoản 4 Mục II Phụ lục I Nghị định số 30/2020/NĐ-CP",
        flags=(
            "Quyết định số 766/QĐ-TTg ngày 23-06-2022.",
            "Thông tư số 01/2022/TT-BTP ngày 04/1/2022.",
            "Báo cáo nộp trước ngày 5/6/2018.",
        ),
        passes=("Quyết định ngày 23/6/2022; ngày 04/01/2022; ngày 05/6/2018; ngày 05/06/2018.",),
    ),
)

_LONG = 12
"""Words from which a passage is a sentence and not a label or a line of a list."""
_DOUBLE = re.compile(r"(?<!\.)\.\.(?!\.)(?=\s|$)|,,|;;|::|,\.(?!\.)|;\.(?!\.)|\.{4,}|\.;|,;")
_SPACED = re.compile(
    r"(?<=[^\s.…_-])[ \t\u00a0]+(?=[,;:](?:\s|$|[^\W\d_]))"
    r"|(?<=[^\W\d_])[ \t]+(?=\.(?:\s|$))"
)
_UNSPACED = re.compile(rf"(?<=[{LOWER})])[,;](?=[^\W\d_][{LOWER}])")
_UNSPACED_STOP = re.compile(
    rf"(?:(?<![\w.])([{LOWER}]{{2,}})|(?<=[0-9)%”]))\.([^\W\d_{LOWER}][{LOWER}]+)"
)
"""A full stop inside a line with a capital right after it; names are told by `_stops`."""


_OPEN_PLACE = re.compile(r"\.{4,}\s*[^\W\d_]")


@REGISTRY.passage
def marks(passage: Passage, _report: Report) -> Iterator[Spot]:
    """CH05 and CH06 of one passage."""
    text = passage.text
    if passage.part is Part.FOOT and passage.marker == "signer":
        return
    for found in _DOUBLE.finditer(text):
        if _OPEN_PLACE.match(text, found.start()):
            continue  # KT04: a place to fill in
        yield Spot("CH05", found.start(), found.end(), f"Thừa dấu câu “{found[0]}”.")
    spaced = list(_SPACED.finditer(text))
    if spaced and passage.part not in (Part.HEAD,):
        first = spaced[0]
        more = f" ({len(spaced)} chỗ trong đoạn)" if len(spaced) > 1 else ""
        yield Spot(
            "CH05", max(0, first.start() - 12), first.end() + 1,
            f"Thừa dấu cách trước dấu câu{more}.",
        )  # fmt: skip
    if passage.part is not Part.HEAD and (missing := _UNSPACED.search(blanked(text))):
        start, end = max(0, missing.start() - 12), missing.end() + 8
        yield Spot("CH05", start, end, f"Thiếu dấu cách sau dấu “{missing[0]}”.")
    if passage.part in (Part.PARAGRAPH, Part.ITEM, Part.FOOTNOTE):
        yield from _stops(blanked(text))
        yield from _brackets(text)


def _stops(text: str) -> Iterator[Spot]:
    """A sentence that begins right at the full stop of the one before: "một cửa.Công chức"."""
    for found in _UNSPACED_STOP.finditer(text):
        words = [word for word in (found[1], found[2]) if word]
        if all(is_vietnamese_syllable(word) for word in words):
            yield Spot(
                "CH05", found.start(), found.end(), "Thiếu dấu cách sau dấu chấm.",
                found[0].replace(".", ". "), found[0].replace(".", ". "),
            )  # fmt: skip


def _brackets(text: str) -> Iterator[Spot]:
    for opening, closing, name in (("(", ")", "ngoặc"), ("“", "”", "nháy")):
        open_, lone = [], []
        for at, char in enumerate(text):
            if char == opening:
                open_.append(at)
            elif char == closing:
                if open_:
                    open_.pop()
                elif not re.search(r"(?:^|[\s(])(?:[0-9]{1,2}|[a-zđ]|[ivx]+)$", text[:at]):
                    lone.append(at)
        if name == "nháy" and "“" in text and '"' in text:
            continue
        for at in open_[:1]:
            yield Spot("CH06", at, min(len(text), at + 30), f"Dấu {name} mở mà không đóng.")
        for at in lone[:1]:
            yield Spot("CH06", max(0, at - 29), at + 1, f"Dấu {name} đóng mà không mở.")


_DATED = re.compile(
    r"(?<![0-9/.-])(?:(ngày\s+)([0-9]{1,2})|([0-9]{1,2}))([/-])([0-9]{1,2})\4((?:19|20)[0-9]{2})"
    r"(?![0-9])",
    re.IGNORECASE,
)


@REGISTRY.report
def unended(report: Report) -> Iterator[Placed]:
    """CH18."""
    passages = report.passages
    for passage, after in zip(passages, (*passages[1:], None), strict=True):
        if passage.part not in (Part.PARAGRAPH, Part.ITEM) or passage.marker == "closing":
            continue
        text = passage.text.rstrip()
        if len(text.split()) < _LONG or not re.search(r"[^\W_]$|[%)”]$", text) or passage.cut:
            continue
        # A page break of an old text file cuts sentences in two.
        cut = after is not None and after.part is Part.PARAGRAPH and after.text[:1].islower()
        noted = after is not None and after.part is Part.FOOTNOTE
        if passage.part is Part.PARAGRAPH and (cut or noted or passage.annex):
            continue
        if passage.part is Part.ITEM and not _ended_beside(report, passage):
            continue
        start = max(0, len(text) - 30)
        yield passage, Spot("CH18", start, len(text), "Đoạn văn chưa có dấu kết thúc câu.")


def _ended_beside(report: Report, item: Passage) -> bool:
    """Whether the other items of a list end with marks: a list may rightly have none at all."""
    beside = [
        other.text.rstrip()[-1:]
        for other in report.by_block.get(item.block, [])
        if other.part is Part.ITEM and other.index != item.index
    ]
    return bool(beside) and all(end in ".;:,…" for end in beside)


@REGISTRY.passage
def dates(passage: Passage, _report: Report) -> Iterator[Spot]:
    """CH08 of one passage."""
    if passage.part is Part.FOOT and passage.marker == "signer":
        return
    for found in _DATED.finditer(passage.text):
        day, month = found[2] or found[3], found[5]
        if int(day) > 31 or int(month) > 12 or not int(day) or not int(month):
            continue
        # 06/6 and 06/06 are both in use; only what the decree names is asked for.
        wanted_day = f"{int(day):02d}"
        wanted_month = f"{int(month):02d}" if int(month) <= 2 else month
        if (day, month, found[4]) == (wanted_day, wanted_month, "/"):
            continue
        if found[4] == "-":
            wanted_month = f"{int(month):02d}" if int(month) <= 2 else str(int(month))
        right = f"{found[1] or ''}{wanted_day}/{wanted_month}/{found[6]}"
        yield Spot(
            "CH08",
            found.start(),
            found.end(),
            f"Ngày “{found[0]}” nên ghi “{right}”.",
            right,
            right,
        )
