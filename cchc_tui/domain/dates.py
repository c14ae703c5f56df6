"""Dates as the trade writes them, whole or with the day and month left open for the clerk."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import total_ordering

from cchc_tui.domain.text import clean_line, fold

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Years outside are taken for slips of the finger."""

OPEN = "     "
"""Room left for a figure that the clerk writes in."""


class DateProblem(ValueError):  # noqa: N818
    """What was typed is not a date; the message says why, in Vietnamese."""


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date whose day, or day and month, may be open.

    Sorted by year, month, day; an open part comes first.

    Raises:
        DateProblem: There is no such day.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise DateProblem(f"Năm {self.year} nằm ngoài {FIRST_YEAR}-{LAST_YEAR}.")
        if self.month is None:
            if self.day is not None:
                raise DateProblem("Có ngày mà thiếu tháng.")
            return
        if not 1 <= self.month <= 12:
            raise DateProblem(f"Không có tháng {self.month}; tháng từ 1 đến 12.")
        if self.day is not None:
            self._check_day(self.month, self.day)

    def _check_day(self, month: int, day: int) -> None:
        try:
            date(self.year, month, day)
        except ValueError:
            raise DateProblem(
                f"Tháng {month} năm {self.year} không có ngày {day}."
                f" Ghi theo thứ tự ngày/tháng/năm, ví dụ 15/01/2020."
            ) from None

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """The whole date `day`."""
        return cls(day.year, day.month, day.day)

    def to_date(self) -> date | None:
        """The calendar date; None while the day is open."""
        if self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day)

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, PartialDate):
            return NotImplemented
        return self._sort_key() < other._sort_key()

    def _sort_key(self) -> tuple[int, int, int]:
        return self.year, self.month or 0, self.day or 0


def pad_day(day: int) -> str:
    """A day of the month: below 10 with a leading zero (NĐ 30/2020, Phụ lục I, mục II.4)."""
    return f"{day:02d}"


def pad_month(month: int) -> str:
    """A month: 1 and 2 with a leading zero, 3 to 9 without (NĐ 30/2020, Phụ lục I, mục II.4)."""
    return f"{month:02d}" if month <= 2 else str(month)


def format_short(day: PartialDate | date) -> str:
    """`15/01/2020`, `08/6/2018`; `6/2023` or `2023` where the rest is open."""
    day = _partial(day)
    parts = [str(day.year)]
    if day.month is not None:
        parts.insert(0, pad_month(day.month))
    if day.day is not None:
        parts.insert(0, pad_day(day.day))
    return "/".join(parts)


def format_long(day: PartialDate | date) -> str:
    """`ngày 08 tháng 6 năm 2018`, with room where the day or the month is open."""
    day = _partial(day)
    day_text = OPEN if day.day is None else f" {pad_day(day.day)} "
    month_text = OPEN if day.month is None else f" {pad_month(day.month)} "
    return f"ngày{day_text}tháng{month_text}năm {day.year}"


def format_month(day: PartialDate | date) -> str:
    """`tháng 6 năm 2018`; `năm 2018` where the month is open."""
    day = _partial(day)
    if day.month is None:
        return f"năm {day.year}"
    return f"tháng {pad_month(day.month)} năm {day.year}"


def parse_date(text: str) -> PartialDate:
    """Reads what an officer types: day first, whole or with the day or month open.

    `15/1/2020`, `15-01-2020`, `15.1.2020`, `ngày 8 tháng 6 năm 2018`, `ngày     tháng 6 năm
    2023`, `tháng 6/2023`, `6/2023`, `năm 2023`, `2023`, `2020-01-15` (ISO).

    Raises:
        DateProblem: It is not a date, there is no such day, or the year has two figures.
    """
    plain = _plain(text)
    if not plain:
        raise DateProblem("Chưa có ngày.")
    for pattern in _PATTERNS:
        if found := pattern.fullmatch(plain):
            return _from_parts(found.groupdict())
    raise DateProblem(
        "Không đọc được ngày. Ghi như 15/01/2020, ngày 15 tháng 01 năm 2020,"
        " hoặc 6/2023 khi chưa có ngày."
    )


def _partial(day: PartialDate | date) -> PartialDate:
    return day if isinstance(day, PartialDate) else PartialDate.of(day)


def _plain(text: str) -> str:
    """Folded, with room for the clerk and blanks around marks taken out."""
    plain = fold(clean_line(text[:200]))
    plain = re.sub(r"_+|\.{2,}", " ", plain).strip(" .,;")
    return re.sub(r"\s*([/.-])\s*", r"\1", re.sub(r"\s+", " ", plain)).strip()


def _from_parts(parts: dict[str, str | None]) -> PartialDate:
    year, month, day = (parts.get(name) for name in ("year", "month", "day"))
    if not year:
        raise DateProblem("Thiếu năm; ghi đủ như 15/01/2020.")
    if len(year) != 4:
        raise DateProblem(f"Năm phải đủ bốn chữ số: “{year}” là năm nào? Ghi như 15/01/2020.")
    return PartialDate(int(year), int(month) if month else None, int(day) if day else None)


_DAY = r"(?P<day>[0-9]{1,2})"
_MONTH = r"(?P<month>[0-9]{1,2})"
_YEAR = r"(?P<year>[0-9]{1,4})"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:ngay )?{_DAY}([/.-]){_MONTH}\2{_YEAR}",
        rf"(?:ngay )?(?P<year>[0-9]{{4}})-{_MONTH}(?:-{_DAY})?",
        rf"(?:ngay ?)?(?:{_DAY} ?)?thang(?: ?{_MONTH})?(?:(?: ?nam ?|[/.-]){_YEAR})?",
        rf"(?:ngay )?[/-]?{_MONTH}[/.-](?P<year>[0-9]{{4}})",
        r"(?:ngay )?(?:nam )?/*(?P<year>[0-9]{4})",
        rf"(?:ngay )?{_DAY}[/.-]{_MONTH}",
    )
)
