"""Reporting periods: codes, names, data windows, neighbours.

Codes are those of the command line: `2026-T06`, `2026-Q1`, `2026-6T`, `2026-6TC`, `2026-9T`,
`2026-N`, or free dates `2024-01-01..2024-11-15` with a name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from cchc_tui.domain.dates import FIRST_YEAR, LAST_YEAR, format_short, pad_month
from cchc_tui.domain.spans import day_in_month, span_beside, year_beside
from cchc_tui.domain.text import clean_line, fold, lower_first
from cchc_tui.domain.windows import WindowRules

__all__ = [
    "TYPE_NAMES",
    "Period",
    "PeriodProblem",
    "PeriodType",
    "WindowRules",
    "free_period",
    "make_period",
    "parse_period",
]


class PeriodProblem(ValueError):  # noqa: N818
    """Not a period; the message says why, in Vietnamese."""


class PeriodType(StrEnum):
    """Types of period, by the letters of their codes."""

    MONTH = "T"
    QUARTER = "Q"
    FIRST_HALF = "6T"
    SECOND_HALF = "6TC"
    NINE_MONTHS = "9T"
    YEAR = "N"
    FREE = "TD"


TYPE_NAMES = {
    PeriodType.MONTH: "tháng",
    PeriodType.QUARTER: "quý",
    PeriodType.FIRST_HALF: "6 tháng đầu năm",
    PeriodType.SECOND_HALF: "6 tháng cuối năm",
    PeriodType.NINE_MONTHS: "9 tháng đầu năm",
    PeriodType.YEAR: "năm",
    PeriodType.FREE: "từ ngày đến ngày",
}
"""What a form calls each type."""

_ROMAN = ("", "I", "II", "III", "IV")
_MONTHS = {  # first and last month; months and quarters follow from their number
    PeriodType.FIRST_HALF: (1, 6),
    PeriodType.SECOND_HALF: (7, 12),
    PeriodType.NINE_MONTHS: (1, 9),
    PeriodType.YEAR: (1, 12),
}


@dataclass(frozen=True, slots=True)
class Period:
    """One period. Make it with `parse_period` or `make_period`.

    Attributes:
        code: As written on the command line; names the period in drafts.
        type: What kind of period.
        year: The year it is reported for; of a free period, the year of its last day.
        start: First calendar day.
        end: Last calendar day.
        window_start: First day of the data.
        window_end: Last day of the data.
        window_source: Where the window comes from; empty: the calendar days.
        window_note: What an officer should know of the window; may be empty.
        number: Month or quarter; 0 for other types.
        given_name: Name of a free period, as given.
        rules: The rules its neighbours are made with.
    """

    code: str
    type: PeriodType
    year: int
    start: date
    end: date
    window_start: date
    window_end: date
    window_source: str = field(default="", compare=False)
    window_note: str = field(default="", compare=False)
    number: int = 0
    given_name: str = ""
    rules: WindowRules = field(default_factory=WindowRules, repr=False, compare=False)

    @property
    def name(self) -> str:
        """Within a sentence: `quý I năm 2026`, `tháng 6 năm 2026`."""
        return self._name("quý {} năm {}", "tháng {} năm {}")

    @property
    def title_name(self) -> str:
        """In a title: `Quý I năm 2026`, `6 tháng đầu năm 2026`, `tháng 6 năm 2026`."""
        return self._name("Quý {} năm {}", "tháng {} năm {}")

    @property
    def subject_name(self) -> str:
        """At the end of the trích yếu, after the work reported: as `title_name`."""
        return self.title_name

    @property
    def short_name(self) -> str:
        """In lists: `Quý I/2026`, `tháng 6/2026`, `6 tháng đầu năm 2026`."""
        return self._name("Quý {}/{}", "tháng {}/{}")

    @property
    def begins(self) -> date:
        """The first calendar day or the first day of the data, whichever is earlier."""
        return min(self.start, self.window_start)

    def _name(self, quarter: str, month: str) -> str:
        if self.type is PeriodType.QUARTER:
            return quarter.format(_ROMAN[self.number], self.year)
        if self.type is PeriodType.MONTH:
            return month.format(pad_month(self.number), self.year)
        if self.type is PeriodType.FREE:
            return self.given_name
        return f"{TYPE_NAMES[self.type]} {self.year}"

    def previous(self) -> Period:
        """The period before.

        Of 9 months it is the first half of the same year, the cumulative report before it;
        of free dates it is an equal span that ends the day before.

        Raises:
            PeriodProblem: It lies before the first year known.
        """
        if self.type is PeriodType.NINE_MONTHS:
            return make_period(PeriodType.FIRST_HALF, self.year, rules=self.rules)
        return self._neighbour(-1)

    def next(self) -> Period:
        """The period after.

        Of 9 months it is quý IV of the same year, which is what a report of 9 months plans;
        of free dates named `11 tháng đầu năm 2024` it is what is left of that year; of others
        an equal span that starts the day after.

        Raises:
            PeriodProblem: It lies after the last year known.
        """
        if self.type is PeriodType.NINE_MONTHS:
            return make_period(PeriodType.QUARTER, self.year, 4, rules=self.rules)
        found = re.fullmatch(r"([1-9]|1[01]) tháng đầu năm ([0-9]{4})", self.given_name)
        if found and int(found[2]) == self.year:
            return _rest_of_year(self.year, int(found[1]), self.rules)
        return self._neighbour(1)

    def same_last_year(self) -> Period:
        """The same period a year before; the name of a free one has its years replaced.

        Raises:
            PeriodProblem: It lies before the first year known.
        """
        return self._years_away(-1)

    def same_next_year(self) -> Period:
        """The same period a year later; the name of a free one has its years replaced.

        Raises:
            PeriodProblem: It lies after the last year known.
        """
        return self._years_away(1)

    def _years_away(self, step: int) -> Period:
        if self.type is not PeriodType.FREE:
            return make_period(self.type, self.year + step, self.number, rules=self.rules)
        start, end = (year_beside(day, step) for day in (self.start, self.end))
        return free_period(start, end, self._name_moved(step), self.rules)

    def _name_moved(self, years: int) -> str:
        """The name given to a free period with its years moved on; empty where it names none."""
        name = re.sub(r"\b(?:19|20|21)\d\d\b", lambda y: str(int(y[0]) + years), self.given_name)
        return name if name != self.given_name else ""

    def _neighbour(self, step: int) -> Period:
        if self.type is PeriodType.FREE:
            start, end = span_beside(self.start, self.end, step)
            years = start.year - self.start.year
            whole = start == year_beside(self.start, years)
            return free_period(start, end, self._name_moved(years) if whole else "", self.rules)
        if self.type in (PeriodType.FIRST_HALF, PeriodType.SECOND_HALF):
            first = self.type is PeriodType.FIRST_HALF
            other = PeriodType.SECOND_HALF if first else PeriodType.FIRST_HALF
            years = step if first == (step < 0) else 0
            return make_period(other, self.year + years, rules=self.rules)
        count = {PeriodType.MONTH: 12, PeriodType.QUARTER: 4}.get(self.type, 1)
        years, number = divmod(self.number + step - 1, count)
        if count == 1:
            return make_period(self.type, self.year + step, rules=self.rules)
        return make_period(self.type, self.year + years, number + 1, rules=self.rules)


def make_period(
    type_: PeriodType, year: int, number: int = 0, *, rules: WindowRules | None = None
) -> Period:
    """A period of a named type; `number` is the month or the quarter.

    Raises:
        PeriodProblem: No such year, month or quarter.
    """
    if not FIRST_YEAR < year < LAST_YEAR:
        raise PeriodProblem(f"Năm {year} nằm ngoài {FIRST_YEAR + 1}-{LAST_YEAR - 1}.")
    rules = _packaged() if rules is None else rules
    first, last = _months(type_, number)
    start, end = date(year, first, 1), day_in_month(year, last, 31)
    tail = {PeriodType.MONTH: f"T{number:02d}", PeriodType.QUARTER: f"Q{number}"}
    rule = rules.rule(type_, end)
    window = rule.window(start, end) if rule else (start, end)
    source, note = (rule.source, rule.note) if rule else ("", "")
    code = f"{year}-{tail.get(type_, type_.value)}"
    return Period(code, type_, year, start, end, *window, source, note, number, rules=rules)


def free_period(start: date, end: date, name: str = "", rules: WindowRules | None = None) -> Period:
    """A period of free dates; its window is those dates.

    Without a name it is called `từ ngày … đến ngày …`.

    Raises:
        PeriodProblem: It ends before it starts, or its years are out of range.
    """
    if end < start:
        raise PeriodProblem(
            f"Kỳ kết thúc ({format_short(end)}) trước khi bắt đầu ({format_short(start)})."
        )
    if start.year <= FIRST_YEAR or end.year >= LAST_YEAR:
        raise PeriodProblem(f"Kỳ phải nằm trong các năm {FIRST_YEAR + 1}-{LAST_YEAR - 1}.")
    name = clean_line(name) or f"từ ngày {format_short(start)} đến ngày {format_short(end)}"
    if not fold(name).startswith("quy "):
        name = lower_first(name)
    code = f"{start.isoformat()}..{end.isoformat()}"
    return Period(
        code, PeriodType.FREE, end.year, start, end, start, end,
        given_name=name, rules=_packaged() if rules is None else rules,
    )  # fmt: skip


def parse_period(code: str, name: str = "", windows: WindowRules | None = None) -> Period:
    """Reads a period code.

    Args:
        code: As in the module's docstring; case and a missing zero (`2026-t6`) are forgiven.
        name: Name of a free period; ignored for the others.
        windows: Rules of the data windows; the packaged ones unless given.

    Raises:
        PeriodProblem: Not a code, or not a period.
    """
    plain = clean_line(code[:100]).upper().replace(" ", "")
    if ".." in plain:
        first, _, last = plain.partition("..")
        try:
            start, end = date.fromisoformat(first), date.fromisoformat(last)
        except ValueError:
            raise PeriodProblem(
                f"“{plain}” không phải hai ngày có thật; ghi như 2024-01-01..2024-11-15."
            ) from None
        return free_period(start, end, name, windows)
    found = re.fullmatch(r"([0-9]{4})-(?:(T)([0-9]{1,2})|(Q)([0-9])|(6TC|6T|9T|N))", plain)
    if not found:
        raise PeriodProblem(
            f"“{plain}” không phải mã kỳ. Ghi như 2026-T06, 2026-Q1, 2026-6T, 2026-6TC, 2026-9T,"
            " 2026-N hoặc 2024-01-01..2024-11-15."
        )
    year, month, quarter = found[1], found[3], found[5]
    type_ = PeriodType(found[2] or found[4] or found[6])
    return make_period(type_, int(year), int(month or quarter or 0), rules=windows)


def _months(type_: PeriodType, number: int) -> tuple[int, int]:
    if type_ is PeriodType.MONTH and 1 <= number <= 12:
        return number, number
    if type_ is PeriodType.QUARTER and 1 <= number <= 4:
        return 3 * number - 2, 3 * number
    if type_ in _MONTHS:
        return _MONTHS[type_]
    raise PeriodProblem(f"Không có {TYPE_NAMES[type_]} {number}.")


def _rest_of_year(year: int, months: int, rules: WindowRules) -> Period:
    """What follows the first `months` months: December, or `2 tháng cuối năm 2024`."""
    if months == 11:
        return make_period(PeriodType.MONTH, year, 12, rules=rules)
    name = f"{12 - months} tháng cuối năm {year}"
    return free_period(date(year, months + 1, 1), date(year, 12, 31), name, rules)


def _packaged() -> WindowRules:
    from cchc_tui.domain.facts import packaged_windows

    return packaged_windows()
