"""A short form for a period of free dates."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget

from cchc_tui.domain.dates import DateProblem, parse_date
from cchc_tui.domain.periods import PeriodProblem, parse_period
from cchc_tui.tui.screens.form_screen import FormScreen
from cchc_tui.tui.widgets.form import TypeField

SPAN, SPAN_NAME = "01/01/2026 - 15/11/2026", "11 tháng đầu năm 2026"
"""What the two lines look like when filled in."""


class FreeDatesScreen(FormScreen[tuple[str, str]]):
    """Returns the code and the name of a period."""

    TITLE = "Kỳ báo cáo từ ngày đến ngày"
    DONE = "Đồng ý"

    def fields(self) -> Iterable[Widget]:
        """The days and the name."""
        yield TypeField("Từ ngày - đến ngày", placeholder=SPAN, id="span")
        yield TypeField("Tên kỳ", placeholder=SPAN_NAME, id="span_name")

    def finish(self) -> tuple[str, str]:
        """The period.

        Raises:
            ValueError: The days cannot be read.
        """
        span, name = (self.query_one(f"#{one}", TypeField).value for one in ("span", "span_name"))
        return free_code(span, name), name


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
