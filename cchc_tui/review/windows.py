"""SL13, SL14, SL18: spans of data and days of what was done, against the report's own date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from cchc_tui.domain.dates import format_short
from cchc_tui.review.findings import Severity, Spot
from cchc_tui.review.passages import PROSE, Part, Passage, flat
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
        "SL21",
        Severity.ERROR,
        "Khoảng thời gian kết thúc trước khi bắt đầu",
        "Ngày cuối của khoảng thời gian lấy số liệu đứng trước ngày đầu; thường là ghi nhầm tháng"
        " hoặc năm.",
        _WINDOW,
        flags=(
            "Thống kê từ ngày 01/4/2026 đến ngày 10/3/2026.",
            "Số liệu lấy từ 15/12/2026 - 14/3/2026.",
        ),
        passes=(
            "Thống kê từ ngày 01/4/2026 đến ngày 10/6/2026.",
            "Nghị quyết ngày 15/12/2025, Kế hoạch ngày 14/3/2025.",
        ),
    ),
    Rule(
        "SL18",
        Severity.ERROR,
        "Việc đã làm ghi ngày sau ngày báo cáo",
        "Câu nói việc đã làm nhưng ngày của việc ấy sau ngày ký báo cáo.",
        "So với ngày ký báo cáo",
        flags=("Ngày 25/12/2026, Sở đã tổ chức hội nghị đối thoại với doanh nghiệp.",),
        passes=(
            "Ngày 25/10/2026, Sở đã tổ chức hội nghị đối thoại với doanh nghiệp.",
            "Sở đã ban hành kế hoạch tổ chức hội nghị vào ngày 25/12/2026.",
            "Dự kiến ngày 25/12/2026, Sở tổ chức hội nghị.",
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
    r"\b(?:so lieu|thong ke|ket xuat|tiep nhan|tinh|cap nhat|chot|ket qua|ho so|ky bao cao"
    r"|trong ky)\b"
)
_PLAN = re.compile(r"\b(?:phan dau|du kien|ke hoach|hoan thanh truoc|se|thoi han|yeu cau)\b")


_EARLIER = re.compile(
    r"\b(?:cung ky|ky truoc|quy truoc|nam truoc|so voi|truoc day|nam (?:19|20)[0-9]{2})\b"
)
"""Words of a passage that may rightly speak of data of another period."""


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
            after = re.split(r"[.;]\s", plain[match.end() : match.end() + 60], maxsplit=1)[0]
            if last and _OF_DATA.search(f"{before} {after}") and not _PLAN.search(before):
                taken.append(match.span())
                found.append(Window(passage, *match.span(), _day(match.groups()[:3]), last))
        for match in _UNTIL.finditer(plain):
            last = _day(match.groups())
            if last and not any(a <= match.start() < b for a, b in taken):
                found.append(Window(passage, *match.span(), None, last))
    return found


_ORDERED = re.compile(
    r"\btu\s+(?:ngay\s+)?([0-9]{1,2})\s*[/.-]\s*([0-9]{1,2})(?:\s*[/.-]\s*((?:19|20)[0-9]{2}))?\s*"
    rf"(?:den|-|toi)\s*(?:het\s+)?(?:ngay\s+)?{_D}"
)


@REGISTRY.passage
def backwards(passage: Passage, _report: Report) -> Iterator[Spot]:
    """SL21; a first day without a year is of the year of the last one."""
    if passage.part in (Part.HEAD, Part.FOOT) or not _HAS_DATE.search(passage.text):
        return
    for match in _ORDERED.finditer(flat(passage.text)):
        day, month, year, *rest = match.groups()
        last = _day(tuple(rest))
        first = _day((day, month, year or rest[2]))
        if first is None or last is None or first <= last or (not year and first.month > 6):
            continue  # "từ 15/12 đến 14/3/2026": of the year before
        yield Spot(
            "SL21", match.start(), match.end(),
            f"Khoảng thời gian kết thúc ngày {format_short(last)}, trước ngày bắt đầu"
            f" {format_short(first)}.",
        )  # fmt: skip


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
    elif window.last <= start and not _EARLIER.search(flat(window.passage.text)):
        yield window.passage, Spot(
            "SL13", window.start, window.end,
            f"Số liệu chỉ lấy đến {format_short(window.last)}, trước kỳ báo cáo.",
        )  # fmt: skip
    elif _too_short(window, months):
        yield window.passage, Spot(
            "SL13", window.start, window.end,
            f"Khoảng lấy số liệu dài {(window.last - window.first).days + 1} ngày, kỳ báo cáo là"
            f" {months} tháng.",
        )  # fmt: skip


def _too_short(window: Window, months: int) -> bool:
    """Whether the data of the period, as said, leave out more than a third of it."""
    plain = flat(window.passage.text)
    said = re.search(
        r"\b(?:so lieu|ky bao cao|trong ky|thong ke|ket xuat)\b",
        plain[max(0, window.start - 60) :][: min(60, window.start) + 1],
    )
    days = (window.last - (window.first or window.last)).days + 1
    return bool(said) and months > 1 and days * 3 < months * 30 * 2


_DONE_ON = re.compile(
    rf"(?:^|[.;:]\s+|^[-+*]\s+)(?:(?:vao|trong)\s+)?(?:(?:sang|chieu|toi)\s+)?ngay\s+{_D}\s*,?"
    r"[^.;]{0,80}?\bda\b"
)


_DONE_UNTIL = re.compile(
    r"(?:^|[.;:]\s+|^[-+*]\s+)tu ngay\s+[0-9]{1,2}\s*/\s*[0-9]{1,2}(?:\s*/\s*(?:19|20)[0-9]{2})?"
    rf"\s+den (?:het )?(?:ngay\s+)?{_D}\s*,[^.;]{{0,80}}?\bda\b"
)


@REGISTRY.passage
def done_later(passage: Passage, report: Report) -> Iterator[Spot]:
    """SL18."""
    signed = report.signed
    if signed is None or passage.part not in PROSE or "đã" not in passage.text:
        return
    plain = flat(passage.text)
    for found in (*_DONE_ON.finditer(plain), *_DONE_UNTIL.finditer(plain)):
        day = _day(found.groups())
        if day is None or day <= signed or _PLAN.search(found[0]):
            continue
        start, end = found.start(1), found.end(3)
        yield Spot(
            "SL18", start, end,
            f"Việc đã làm ghi ngày {format_short(day)}, sau ngày báo cáo"
            f" ({format_short(signed)}).",
        )  # fmt: skip
