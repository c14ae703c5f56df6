"""A short form for a period of free dates."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget

from cchc_tui.services.periods import free_code
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
