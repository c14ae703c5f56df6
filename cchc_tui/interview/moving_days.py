"""Days in text, moved on from one period to another.

A rule knows the first and last day of a period and of its data window. Those of the period
itself are settled; those of the periods around it (what it is compared with, what it plans)
are only proposed, because such a day may also be that of an event.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from cchc_tui.domain.dates import DateProblem, PartialDate, format_long, format_short
from cchc_tui.domain.periods import Period

_YEAR = r"(?:19|20|21)[0-9]{2}"
_DAY = re.compile(
    rf"(?<![\w/])(?:ngày\s+)?(?:(?P<d>[0-3]?[0-9])\s*(?P<mark>[/.-])\s*(?P<m>[01]?[0-9])\s*(?P=mark)"
    rf"\s*(?P<y>{_YEAR})|(?P<ld>[0-3]?[0-9])\s+tháng\s+(?P<lm>[01]?[0-9])\s+năm\s+(?P<ly>{_YEAR}))"
    r"(?![\w/])",
    re.IGNORECASE,
)
_DAY_OF_MONTH = re.compile(
    r"(?<!\w)(?P<word>ngày\s+)(?P<d>[0-3]?[0-9])/(?P<m>[01]?[0-9])(?![\w/]|[.,-][0-9])",
    re.IGNORECASE,
)

_TO = re.compile(r"\s*(?:(?:đến|tới)(?:\s+hết)?|[-–—])\s*", re.IGNORECASE)


class DayMoves:
    """What becomes of the days that a rule knows.

    Args:
        old: The period of the text.
        new: The period it is moved to.
        around: Periods around the old one, each with what it becomes; the nearest first.
    """

    def __init__(self, old: Period, new: Period, around: Iterable[tuple[Period, Period]]) -> None:
        self._settled = dict(_edges(old, new))
        self._likely = dict(self._settled)
        for before, after in around:
            for day, moved in _edges(before, after):
                self._likely.setdefault(day, moved)

    def settled(self, day: PartialDate) -> PartialDate | None:
        """An edge of the period or its window, moved on; None for other days."""
        return _moved(self._settled, day)

    def likely(self, day: PartialDate) -> PartialDate | None:
        """An edge of the period or of one around it, moved on; None for other days."""
        return _moved(self._likely, day)

    def found(self, text: str) -> Iterator[tuple[int, int, str, bool]]:
        """Every day in a text: its range, what it becomes, whether a rule settles that.

        What no rule knows becomes nothing; a day without a year is passed over then.
        """
        matches = list(_DAY.finditer(text))
        days = [_day_of(match) for match in matches]
        open_ends = set(self._open_ends(text, matches, days))
        for at, (match, day) in enumerate(zip(matches, days, strict=True)):
            moved = self._likely.get(day) if day else None
            sure = day in self._settled and at not in open_ends
            yield *match.span(), _written(match, moved) if moved else "", sure
        edges = {(day.day, day.month): moved for day, moved in self._settled.items()}
        for match in _DAY_OF_MONTH.finditer(text):
            moved = edges.get((int(match["d"]), int(match["m"])))
            if moved:
                short = format_short(moved).rpartition("/")[0]
                yield *match.span(), match["word"] + short, False

    def _open_ends(
        self, text: str, matches: list[re.Match[str]], days: list[date | None]
    ) -> Iterator[int]:
        """Days of spans that a rule knows at one end only: half a span moved would be no span."""
        for at, (first, last) in enumerate(pairwise(matches)):
            known = [day in self._settled for day in days[at : at + 2]]
            if any(known) and not all(known) and _TO.fullmatch(text[first.end() : last.start()]):
                yield from (at, at + 1)


def days_of(text: str) -> list[date]:
    """Every day with its year that a text names, in order."""
    return [day for match in _DAY.finditer(text) if (day := _day_of(match))]


def _edges(old: Period, new: Period) -> Iterator[tuple[date, date]]:
    yield old.start, new.start
    yield old.end, new.end
    yield old.window_start, new.window_start
    yield old.window_end, new.window_end


def _moved(days: dict[date, date], day: PartialDate) -> PartialDate | None:
    exact = day.to_date()
    moved = days.get(exact) if exact else None
    return None if moved is None else PartialDate.of(moved)


def _day_of(match: re.Match[str]) -> date | None:
    parts = [match[a] or match[b] for a, b in (("y", "ly"), ("m", "lm"), ("d", "ld"))]
    try:
        return PartialDate(*(int(part) for part in parts)).to_date()
    except DateProblem:
        return None


def _written(match: re.Match[str], day: date) -> str:
    """A day in the form of the one it replaces."""
    word = match[0][: len(match[0]) - len(match[0].lstrip("ngàyNGÀY \t\xa0"))]
    if match["ly"]:
        return word + format_long(day).removeprefix("ngày ")
    return word + format_short(day)
