"""Arithmetic on calendar days, months and spans of them."""

from __future__ import annotations

import calendar
from datetime import date, timedelta


def day_in_month(year: int, month: int, day: int) -> date:
    """A day of a month counted on from January of `year` (0 is December before); clamped."""
    years, month = divmod(month - 1, 12)
    year, month = year + years, month + 1
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


def year_beside(day: date, step: int) -> date:
    """The same day a year before (-1) or after (1); the end of February stays its end."""
    if day.month == 2 and (day + timedelta(days=1)).month == 3:
        return day_in_month(day.year + step, 2, 29)
    return day.replace(year=day.year + step)


def span_beside(start: date, end: date, step: int) -> tuple[date, date]:
    """The equal span before (-1) or after (1): whole months if it is whole months."""
    after = end + timedelta(days=1)
    if start.day == after.day:
        months = (after.year - start.year) * 12 + after.month - start.month
        first = day_in_month(start.year, start.month + step * months, start.day)
        return first, day_in_month(first.year, first.month + months, start.day) - timedelta(days=1)
    span = (after - start) * step
    return start + span, end + span
