"""Names of periods, years and data windows in text, moved on from one period to another.

What a rule settles is moved by itself: the period's own name, its neighbours, its window.
What could mean something else (`năm 2024` in a report of 2025) is only proposed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cchc_tui.domain.dates import PartialDate
from cchc_tui.domain.periods import TYPE_NAMES, Period, PeriodProblem, PeriodType
from cchc_tui.interview.moving_days import DayMoves
from cchc_tui.interview.spots import StaleKind

ROMAN = ("", "I", "II", "III", "IV")
_YEAR = r"(?:19|20|21)[0-9]{2}"
_MENTION = re.compile(
    rf"""(?<![\w/])(?:
        (?:quý|quí)\s+(?P<quarter>IV|III|II|I|[1-4])
      | tháng\s+(?P<month>0?[1-9]|1[0-2])
      | (?P<months>0?[1-9]|1[01])\s+tháng(?:\s+(?P<half>đầu|cuối)\s+năm)?
      | (?P<whole>năm)(?=\s+{_YEAR})
    )(?![\w])
    (?:(?P<sep>\s*/\s*|,?\s+năm\s+|\s+)(?P<year>{_YEAR})(?![\w/]))?""",
    re.IGNORECASE | re.VERBOSE,
)
_COMPARING = re.compile(r"(?:so với|cùng kỳ|hơn|bằng)(?:\s+\S+){0,2}\s*\Z", re.IGNORECASE)
_TARGET = re.compile(r"(?:đến|hết|tầm nhìn|từ)\s*(?:hết\s*)?\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Move:
    """A place that speaks of a time.

    Attributes:
        start: First character.
        end: Character after the last one.
        kind: Period, year or date.
        text: What it becomes; as it stands where it stays, empty where no rule tells.
        sure: The rule settles it; nobody need look.
    """

    start: int
    end: int
    kind: StaleKind
    text: str
    sure: bool


class Taken:
    """Which characters of a text are spoken for."""

    def __init__(self, length: int) -> None:
        self._mask = bytearray(length)

    def take(self, start: int, end: int) -> bool:
        """Claim a range; False where part of it is taken already."""
        if self._mask.find(1, start, end) >= 0:
            return False
        self._mask[start:end] = b"\1" * (end - start)
        return True

    def holds(self, at: int) -> bool:
        """Whether that character is taken."""
        return bool(self._mask[at])


class Moving:
    """From one period to another.

    Args:
        old: The period of the text.
        new: The period it is moved to.
    """

    def __init__(self, old: Period, new: Period) -> None:
        self.old, self.new = old, new
        self._neighbours = list(_pairs(old, new))
        self._days = DayMoves(old, new, self._neighbours[1:])
        name = re.escape(old.given_name)
        self._given = re.compile(rf"(?<!\w){name}(?!\w)", re.IGNORECASE) if name else None

    def moves(self, text: str) -> list[Move]:
        """Every mention of a time, in order, none overlapping another."""
        taken = Taken(len(text))
        found = (*self._given_names(text), *self._days_in(text), *self._mentions(text))
        free = (move for move in found if taken.take(move.start, move.end))
        return sorted(free, key=lambda move: move.start)

    def day(self, day: PartialDate) -> PartialDate | None:
        """The first or last day of a period or its window, moved on; None for other days."""
        return self._days.settled(day)

    def likely_day(self, day: PartialDate) -> PartialDate | None:
        """What a rule proposes for a day: also for the edges of the periods around."""
        return self._days.likely(day)

    def _given_names(self, text: str) -> Iterator[Move]:
        for match in self._given.finditer(text) if self._given else ():
            new = _cased(match[0], _spoken(self.new, " năm "))
            yield Move(match.start(), match.end(), StaleKind.PERIOD, new, True)

    def _days_in(self, text: str) -> Iterator[Move]:
        for start, end, new, sure in self._days.found(text):
            yield Move(start, end, StaleKind.DATE, new, sure)

    def _mentions(self, text: str) -> Iterator[Move]:
        for match in _MENTION.finditer(text):
            year = int(match["year"]) if match["year"] else None
            before = text[max(match.start() - 30, 0) : match.start()]
            if match["months"] and not match["half"]:
                yield from self._span(match, year)
            elif not match["whole"]:
                yield self._named(match, year)
            elif year is not None:
                yield self._year(match, year, before)

    def _span(self, match: re.Match[str], year: int | None) -> Iterator[Move]:
        """`9 tháng` alone: the period if it is as long, and else only a length of time."""
        count = int(match["months"])
        if count != _months(self.old) or year not in (None, self.old.year):
            return
        if count != _months(self.new):
            yield Move(match.start(), match.end(), StaleKind.PERIOD, "", False)
        elif year is None:
            yield Move(match.start(), match.end(), StaleKind.PERIOD, match[0], True)
        else:
            text = match[0].replace(str(year), str(self.new.year))
            yield Move(match.start(), match.end(), StaleKind.PERIOD, text, True)

    def _year(self, match: re.Match[str], year: int, before: str) -> Move:
        """A bare year: moved with the period, its neighbours and comparisons."""
        step = self.new.year - self.old.year
        ahead = _safe_next(self.old).year, _safe_next(self.new).year
        if year == self.old.year:
            sure = not _TARGET.search(before)
            shorter = self.old.type is PeriodType.YEAR is not self.new.type
            text = _cased(match[0], self.new.name) if shorter and sure else ""
            return self._moved(match, text or f"{match['whole']} {self.new.year}", sure)
        if year == self.old.year - 1:
            sure = bool(_COMPARING.search(before))
            return self._moved(match, f"{match['whole']} {year + step}", sure)
        if year == self.old.year + 1:
            planned = ahead[1] if ahead[0] == year else year + step
            return self._moved(match, f"{match['whole']} {planned}", False)
        return self._moved(match, match[0], True)

    def _moved(self, match: re.Match[str], text: str, sure: bool) -> Move:
        kind = StaleKind.YEAR if match["whole"] else StaleKind.PERIOD
        same = text == match[0]
        return Move(match.start(), match.end(), kind, text, sure or same)

    def _named(self, match: re.Match[str], year: int | None) -> Move:
        """A named period: the old one or a neighbour moves, any other is to be looked at."""
        for old, new in self._neighbours:
            if _means(match, old) and (
                year == old.year or (year is None and old.type is self.old.type)
            ):
                text = _cased(match[0], _spoken(new, match["sep"] if year else ""))
                return self._moved(match, _padded(match, text), True)
        return Move(match.start(), match.end(), StaleKind.PERIOD, "", False)


def _pairs(old: Period, new: Period) -> Iterator[tuple[Period, Period]]:
    """The period and those around it, each with what it becomes; the nearest first."""
    yield old, new
    for around in (Period.next, Period.same_last_year, Period.previous):
        try:
            yield around(old), around(new)
        except PeriodProblem:
            continue


def _safe_next(period: Period) -> Period:
    try:
        return period.next()
    except PeriodProblem:
        return period


def _months(period: Period) -> int:
    """How many months a period of several months has in its name; 0 for the others."""
    if period.type is PeriodType.FREE:
        found = re.match(r"0?([1-9]|1[01]) tháng", period.given_name)
        return int(found[1]) if found else 0
    halves = (PeriodType.FIRST_HALF, PeriodType.SECOND_HALF)
    return 6 if period.type in halves else 9 if period.type is PeriodType.NINE_MONTHS else 0


def _means(match: re.Match[str], period: Period) -> bool:
    """Whether the words name a period of that type and number, whatever the year."""
    if match["quarter"]:
        number = match["quarter"].upper()
        return period.type is PeriodType.QUARTER and number in (
            ROMAN[period.number],
            str(period.number),
        )
    if match["month"]:
        return period.type is PeriodType.MONTH and int(match["month"]) == period.number
    count, last = int(match["months"] or 0), match["half"] == "cuối"
    types = {
        PeriodType.FIRST_HALF: (6, False),
        PeriodType.SECOND_HALF: (6, True),
        PeriodType.NINE_MONTHS: (9, False),
    }
    if period.type is PeriodType.FREE:
        return period.given_name.casefold().startswith(f"{count} tháng") and (
            last == ("cuối năm" in period.given_name)
        )
    return types.get(period.type) == (count, last)


def _spoken(period: Period, sep: str | None) -> str:
    """The period's name, without its year where `sep` is empty; `sep` tells how it is joined."""
    if period.type is PeriodType.FREE:
        bare = re.sub(rf"\s*(?:năm\s+)?{_YEAR}\Z", "", period.given_name)
        return (
            period.given_name if sep else f"{bare} năm" if bare.endswith(("đầu", "cuối")) else bare
        )
    if not sep:
        return {
            PeriodType.QUARTER: f"quý {ROMAN[period.number] if period.number <= 4 else ''}",
            PeriodType.MONTH: f"tháng {period.number}",
            PeriodType.YEAR: f"năm {period.year}",
        }.get(period.type, TYPE_NAMES[period.type])
    if "/" in sep and period.type in (PeriodType.QUARTER, PeriodType.MONTH):
        return period.short_name[:1].lower() + period.short_name[1:]
    return period.name


def _cased(old: str, new: str) -> str:
    """The new words with a capital where the old ones had one."""
    if old[:1].isupper() and not old[:2].isupper():
        return new[:1].upper() + new[1:]
    return new


def _padded(match: re.Match[str], text: str) -> str:
    """`06 tháng` stays padded."""
    if (match["months"] or "").startswith("0") and re.match(r"[0-9] tháng", text):
        return f"0{text}"
    return text
