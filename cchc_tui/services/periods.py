"""The period of a draft, and one of free dates as it is typed."""

from __future__ import annotations

from cchc_tui.domain.dates import DateProblem, parse_date
from cchc_tui.domain.periods import Period, PeriodProblem, WindowRules, parse_period
from cchc_tui.store.records import DraftInfo


def period_of(info: DraftInfo, rules: WindowRules) -> Period | None:
    """The period of a draft; None if its code cannot be read any more."""
    try:
        return parse_period(info.period, info.period_name, rules)
    except PeriodProblem:
        return None


def free_code(span: str, name: str) -> str:
    """`01/01/2026 - 15/11/2026` as the code `2026-01-01..2026-11-15`.

    Args:
        span: As typed.
        name: Name of the period.

    Raises:
        ValueError: Not two days that make a period.
    """
    parts = [part for part in span.replace("đến", "-").replace("–", "-").split(" - ") if part]
    if len(parts) != 2:
        raise ValueError("Ghi hai ngày cách nhau bằng “ - ”, ví dụ: 01/01/2026 - 15/11/2026.")
    try:
        days = [parse_date(part.strip()).to_date() for part in parts]
    except DateProblem as problem:
        raise ValueError(str(problem)) from problem
    if None in days:
        raise ValueError("Ghi đủ ngày, tháng, năm của ngày đầu và ngày cuối.")
    code = "..".join(day.isoformat() for day in days if day)
    try:
        parse_period(code, name)
    except PeriodProblem as problem:
        raise ValueError(str(problem)) from problem
    return code
