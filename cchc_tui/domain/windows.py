"""Reporting windows: from which day to which day the data of a period are counted.

The rules themselves are data (`prompts/facts/ky-bao-cao.toml`), which an agency can override.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from cchc_tui.domain.spans import day_in_month


@dataclass(frozen=True, slots=True)
class WindowRule:
    """How the window of one type of period follows from its calendar months.

    Attributes:
        from_day: First day; more than the month has means its last day.
        from_month: Month of the first day, counted from the period's first month (-1: the
            month before).
        to_day: Last day; 31 means the end of the month.
        to_month: Month of the last day, counted from the period's last month.
        valid_from: Periods that end before are counted by the calendar instead.
        source: Where the rule comes from, in Vietnamese.
        note: What an officer should know of it, in Vietnamese; may be empty.
    """

    from_day: int
    from_month: int
    to_day: int
    to_month: int
    valid_from: date | None = None
    source: str = ""
    note: str = ""

    def window(self, start: date, end: date) -> tuple[date, date]:
        """First and last day of the data of the period from `start` to `end`."""
        return (
            day_in_month(start.year, start.month + self.from_month, self.from_day),
            day_in_month(end.year, end.month + self.to_month, self.to_day),
        )


@dataclass(frozen=True, slots=True)
class WindowRules:
    """The rule of each type of period (`T`, `Q`, `6T`, `6TC`, `9T`, `N`)."""

    by_type: Mapping[str, WindowRule] = field(default_factory=dict)

    def rule(self, type_: str, end: date) -> WindowRule | None:
        """The rule for periods of that type which end on `end`; None: by the calendar."""
        rule = self.by_type.get(type_)
        if rule is None or (rule.valid_from is not None and end < rule.valid_from):
            return None
        return rule

    def override(self, rules: Mapping[str, WindowRule]) -> WindowRules:
        """These rules with some replaced, e.g. by an agency's own."""
        return WindowRules({**self.by_type, **rules}) if rules else self
