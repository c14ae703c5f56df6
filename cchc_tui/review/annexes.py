"""CT06, CT07, CT14: the annexes a report has, and those it points to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_tui.domain.numbering import roman
from cchc_tui.review.findings import Severity, Spot
from cchc_tui.review.passages import Part, Passage, flat
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
            bracketed = plain[: found.start()].rstrip().endswith("(")
            if of_other or not (_ATTACHED.search(around) or bracketed or found.start() < 2):
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
    unnamed = 0
    for passage, start, end, ordinals in _pointers(report):
        pointed |= set(ordinals)
        unnamed += not ordinals
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
    left = [(at, number) for at, number in enumerate(numbers, 1) if number not in pointed]
    # "có phụ lục kèm theo" points to one annex that is not named; alone, to all of them.
    for at, _ in left[unnamed:] if pointed or not unnamed else []:
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
