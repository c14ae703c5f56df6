"""The period of a draft."""

from __future__ import annotations

from cchc_tui.domain.periods import Period, PeriodProblem, WindowRules, parse_period
from cchc_tui.store.records import DraftInfo


def period_of(info: DraftInfo, rules: WindowRules) -> Period | None:
    """The period of a draft; None if its code cannot be read any more."""
    try:
        return parse_period(info.period, info.period_name, rules)
    except PeriodProblem:
        return None
