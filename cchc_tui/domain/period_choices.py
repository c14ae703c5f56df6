"""Which periods an officer chooses from on a day, and which one they most likely mean."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from cchc_tui.domain.facts import packaged_windows
from cchc_tui.domain.periods import Period, PeriodType, make_period
from cchc_tui.domain.windows import WindowRules


def default_period(
    today: date, types: Iterable[str] = (), rules: WindowRules | None = None
) -> Period:
    """The period an officer most likely reports on `today`: the one whose data end nearest.

    Of several that end together it is the longest: 6 months rather than quý II, the year
    rather than quý IV.
    """
    choices = periods_around(today, types, rules) or periods_around(today, (), rules)
    return min(choices, key=lambda p: (abs(p.window_end - today), p.start - p.end))


def periods_around(
    today: date, types: Iterable[str] = (), rules: WindowRules | None = None
) -> list[Period]:
    """Periods to choose from on `today`, newest first, longest first among those ending together.

    They run from a year and a half back to those that are under way or about to be.

    Args:
        today: The day of the choice.
        types: Codes of types (`("Q", "6T", "N")`); all named types unless given. Free dates
            cannot be listed and are passed over.
        rules: Rules of the data windows; the packaged ones unless given.
    """
    rules = packaged_windows() if rules is None else rules
    wanted = [PeriodType(t) for t in types if t in set(PeriodType)] or list(PeriodType)
    found = [
        make_period(type_, year, number, rules=rules)
        for type_ in wanted
        if type_ is not PeriodType.FREE
        for year in (today.year - 2, today.year - 1, today.year, today.year + 1)
        for number in _numbers(type_)
    ]
    since = today - timedelta(days=550)
    near = [p for p in found if p.end >= since and p.start <= today + timedelta(days=15)]
    return sorted(near, key=lambda p: (p.end, p.end - p.start), reverse=True)


def _numbers(type_: PeriodType) -> range:
    count = {PeriodType.MONTH: 12, PeriodType.QUARTER: 4}.get(type_)
    return range(1, count + 1) if count else range(1)
