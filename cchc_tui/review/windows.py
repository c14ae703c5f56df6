"""SL13, SL14, SL15: spans of data, the report's own date, and changes against the last year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from cchc_tui.domain.dates import format_short
from cchc_tui.domain.numbers import format_decimal
from cchc_tui.review.amounts import amount
from cchc_tui.review.findings import Severity, Spot
from cchc_tui.review.passages import Part, Passage, flat
from cchc_tui.review.report import Report
from cchc_tui.review.rules import REGISTRY, Placed, Rule

_WINDOW = "Điều 12 Nghị định số 09/2019/NĐ-CP (thời gian chốt số liệu)"
REGISTRY.add(
    Rule(
        "SL13",
        Severity.WARNING,
        "Thời gian lấy số liệu không thống nhất",
        "Các chỗ trong cùng báo cáo lấy số liệu đến những ngày khác nhau, hoặc khoảng thời gian"
        " lấy số liệu nằm ngoài kỳ báo cáo. Số liệu khi đó không so được với nhau.",
        _WINDOW,
        flags=(
            "Kết quả (tính đến hết ngày 08/6/2026) như sau.\n# II. B\nSố liệu thống kê từ ngày"
            " 01/01/2026 đến ngày 05/6/2026.",
        ),
        passes=(
            "Kết quả (tính đến hết ngày 14/6/2026) như sau.\n# II. B\nSố liệu thống kê từ ngày"
            " 15/12/2025 đến ngày 14/6/2026.",
            "- Năm 2024: tiếp nhận từ ngày 15/12/2023 đến ngày 14/12/2024 là 599 hồ sơ.\n- Năm"
            " 2025: tiếp nhận từ ngày 15/12/2024 đến ngày 14/12/2025 là 1.170 hồ sơ.",
        ),
    ),
    Rule(
        "SL14",
        Severity.ERROR,
        "Số liệu lấy đến ngày sau ngày báo cáo",
        "Ngày chốt số liệu không thể sau ngày ký báo cáo.",
        _WINDOW,
        flags=("Số liệu kết xuất từ ngày 01/01/2026 đến hết ngày 06/12/2026.",),
        passes=(
            "Số liệu kết xuất từ ngày 01/01/2026 đến hết ngày 19/11/2026.",
            "Phấn đấu hoàn thành kế hoạch đến hết ngày 31/12/2026.",
        ),
    ),
    Rule(
        "SL15",
        Severity.ERROR,
        "Mức tăng, giảm không khớp với hai số được nêu",
        "Số kỳ này, mức tăng hoặc giảm và số cùng kỳ đều được nêu nhưng cộng trừ không khớp.",
        "Quan hệ R11: tăng, giảm = kỳ này - cùng kỳ",
        flags=(
            "Thẩm định 82 dự thảo (tăng 13 so với cùng kỳ là 70 dự thảo).",
            "Tiếp nhận 120 hồ sơ, giảm 20 hồ sơ so với cùng kỳ năm trước (100 hồ sơ).",
        ),
        passes=(
            "Thẩm định 82 dự thảo (tăng 13 so với cùng kỳ là 69 dự thảo).",
            "Thẩm định 82 dự thảo (tăng 13 so với cùng kỳ).",
            "Tiếp nhận 120 hồ sơ, tăng 20% so với cùng kỳ năm trước (100 hồ sơ).",
        ),
    ),
)

_D = r"([0-9]{1,2})\s*[/.-]\s*([0-9]{1,2})\s*[/.-]\s*((?:19|20)[0-9]{2})"
_SPAN = re.compile(rf"(?:tu\s+)?(?:ngay\s+)?{_D}\s*(?:den|-|toi)\s*(?:het\s+)?(?:ngay\s+)?{_D}")
_UNTIL = re.compile(
    rf"\b(?:tinh den|so lieu den|tinh toi|chot den|thong ke den|ket xuat den|cap nhat den)"
    rf"(?:\s+thoi diem)?(?:\s+het)?(?:\s+ngay)?\s+{_D}"
)
_HAS_DATE = re.compile(r"[0-9]\s*[/.-]\s*(?:19|20)[0-9]{2}")
_OF_DATA = re.compile(
    r"\b(?:so lieu|thong ke|ket xuat|tiep nhan|tinh|cap nhat|chot|ket qua|ho so|ky bao cao)\b"
)
_PLAN = re.compile(r"\b(?:phan dau|du kien|ke hoach|hoan thanh truoc|se|thoi han|yeu cau)\b")


@dataclass(frozen=True, slots=True)
class Window:
    """A span of data as stated; the start may be open."""

    passage: Passage
    start: int
    end: int
    first: date | None
    last: date


def _day(parts: tuple[str, ...]) -> date | None:
    try:
        return date(int(parts[2]), int(parts[1]), int(parts[0]))
    except ValueError:
        return None


def windows_of(report: Report) -> list[Window]:
    """Every span of data the report states."""
    found = []
    for passage in report.passages:
        if passage.part in (Part.HEAD, Part.FOOT, Part.CELL, Part.FOOTNOTE):
            continue
        if not _HAS_DATE.search(passage.text):
            continue
        plain = flat(passage.text)
        taken: list[tuple[int, int]] = []
        for match in _SPAN.finditer(plain):
            before = plain[max(0, match.start() - 90) : match.start()].rpartition(". ")[2]
            last = _day(match.groups()[3:])
            if last and _OF_DATA.search(before) and not _PLAN.search(before):
                taken.append(match.span())
                found.append(Window(passage, *match.span(), _day(match.groups()[:3]), last))
        for match in _UNTIL.finditer(plain):
            last = _day(match.groups())
            if last and not any(a <= match.start() < b for a, b in taken):
                found.append(Window(passage, *match.span(), None, last))
    return found


@REGISTRY.report
def windows(report: Report) -> Iterator[Placed]:
    """SL13 and SL14."""
    stated = windows_of(report)
    for window in stated:
        if report.signed is not None and window.last > report.signed:
            yield window.passage, Spot(
                "SL14", window.start, window.end,
                f"Số liệu lấy đến {format_short(window.last)}, sau ngày báo cáo"
                f" {format_short(report.signed)}.",
            )  # fmt: skip
        yield from _outside(report, window)
    by_year: dict[int, list[Window]] = {}
    for window in stated:
        if report.signed is None or window.last <= report.signed:
            by_year.setdefault(window.last.year, []).append(window)
    for same in by_year.values():
        ends = {window.last for window in same}
        if len(ends) > 1:
            said = ", ".join(format_short(day) for day in sorted(ends))
            yield same[-1].passage, Spot(
                "SL13", same[-1].start, same[-1].end,
                f"Trong báo cáo có nhiều ngày chốt số liệu: {said}.",
            )  # fmt: skip


def _outside(report: Report, window: Window) -> Iterator[Placed]:
    """A span that ends long before the period does, or begins before it."""
    period = report.period
    if period is None or period.kind == "nam" or not period.year or window.first is None:
        return
    months = {"quy": 3, "dau": period.number, "cuoi": period.number, "thang": 1}[period.kind]
    first_month = period.last_month - months + 1
    start = date(period.year, max(1, first_month), 1) - timedelta(days=25)
    if window.first < start and window.last > start:
        yield window.passage, Spot(
            "SL13", window.start, window.end,
            f"Số liệu lấy từ {format_short(window.first)}, trước kỳ báo cáo.",
        )  # fmt: skip


_CHANGE = re.compile(
    r"(?<![0-9.,/])(?P<now>[0-9][0-9.]*)(?P<what>[^0-9.;%()]{0,60}?)[\s,(]+(?P<way>tang|giam)\s+"
    r"(?P<by>[0-9][0-9.]*)(?![0-9.,]*\s*%)[^0-9.;%()]{0,40}?\bso voi cung ky[^0-9.;%()]{0,40}?"
    r"(?:nam [0-9]{4}\s*)?(?:\(|\bla\s|:\s*)(?P<then>[0-9][0-9.]*)(?![0-9.,]*\s*[%/])"
)


@REGISTRY.passage
def changes(passage: Passage, _report: Report) -> Iterator[Spot]:
    """SL15: this year, the change and the last year stated together."""
    if "cùng kỳ" not in passage.text:
        return
    plain = flat(passage.text)
    for found in _CHANGE.finditer(plain):
        try:
            now, by, then = (amount(found[k].rstrip("."))[0] for k in ("now", "by", "then"))
        except ArithmeticError:
            continue
        change = by if found["way"] == "tang" else -by
        if then + change != now:
            right: Decimal = now - then
            said = passage.text[found.start("way") : found.end("by")]
            way = "tăng" if right > 0 else "giảm"
            yield Spot(
                "SL15", found.start("by"), found.end("by"),
                f"Kỳ này {format_decimal(now)}, cùng kỳ {format_decimal(then)}: {way}"
                f" {format_decimal(abs(right))}, không phải {said}.",
                format_decimal(abs(right)),
            )  # fmt: skip
