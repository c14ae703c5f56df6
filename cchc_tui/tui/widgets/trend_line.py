"""A figure beside those of earlier periods, in two lines that follow what is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from rich.cells import cell_len
from textual.strip import Strip
from textual.widget import Widget

from cchc_tui.domain.numbers import format_quantity
from cchc_tui.domain.text import upper_first
from cchc_tui.domain.values import Quantity
from cchc_tui.interview.answer import AnswerProblem
from cchc_tui.interview.typed import parse_answer
from cchc_tui.services.trends import Trend
from cchc_tui.tui.widgets.cells import line_strip, shorten

if TYPE_CHECKING:
    from cchc_tui.tui.app import CchcApp

CARRIED = "Số của kỳ trước, chưa xác nhận."
AGAIN = "F6: xem và lấy lại số các kỳ"


class TrendLine(Widget):
    """What the figure was before and how it has changed; never moves its neighbours."""

    DEFAULT_CSS = """
    TrendLine { height: 2; color: $secondary; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._trend: Trend | None = None
        self._earlier = self._text = ""
        self._carried: str | None = None
        self._lines = ("", "")

    @property
    def lines(self) -> tuple[str, str]:
        """What the two lines say."""
        return self._lines

    def show(self, trend: Trend | None, earlier: str, text: str, *, carried: bool = False) -> None:
        """Show a figure's past.

        Args:
            trend: Its figures; None while the earlier drafts have not been read.
            earlier: What is said until then.
            text: What stands in the field.
            carried: Whether that is the old figure, which nobody has confirmed yet.
        """
        self._trend, self._earlier = trend, earlier
        self._carried = text if carried else None
        self.typed(text)

    def typed(self, text: str) -> None:
        """Follow what is typed; repaints only when a word changes."""
        self._text = text
        if self.display:
            lines = self._said(text)
            if lines != self._lines:
                self._lines = lines
                self.refresh()

    def _said(self, text: str) -> tuple[str, str]:
        if self._trend is None:
            return self._earlier, ""
        width = self.size.width or 52
        if text == self._carried:
            return fitting(history(self._trend.with_now(None), blocks=self._blocks), width), CARRIED
        trend = self._trend.with_now(_read(self._trend, text))
        return fitting(history(trend, blocks=self._blocks), width), fitting(changes(trend), width)

    @property
    def _blocks(self) -> bool:
        return cast("CchcApp", self.app).draws_blocks

    def on_resize(self) -> None:
        """Another width may have room for more words."""
        self.typed(self._text)

    def render_line(self, y: int) -> Strip:
        """Draw a line."""
        width = self.size.width
        text = self._lines[y] if y < len(self._lines) else ""
        return line_strip(shorten(text, width), width, self.rich_style)


def history(trend: Trend, *, blocks: bool) -> list[str]:
    """What the figure was and its course, the longest wording first."""
    named = [f"{name} {format_quantity(one.quantity)}" for name, one in trend.compared]
    if not named:
        before = [point for point in trend.points if point is not trend.now]
        last = before[-1] if before else None
        named = [f"{last.period.short_name}: {format_quantity(last.quantity)}"] if last else []
    said = upper_first(" · ".join(named))
    spark = trend.spark(blocks=blocks)
    if not spark:
        return [said]
    return [f"{said} · {spark} ({len(trend.points)} kỳ)", f"{said} · {spark}", said]


def changes(trend: Trend) -> list[str]:
    """How the figure has changed, the longest wording first."""
    found = trend.changes()
    if not found:
        return [AGAIN if trend.now is None else ""]
    short = "; ".join(f"{name} {change}" for name, change in found)
    return [upper_first(trend.said()), upper_first(short), found[-1][1]]


def fitting(wordings: list[str], width: int) -> str:
    """The first wording that fits; the last one where none does."""
    return next((one for one in wordings if cell_len(one) <= width), wordings[-1])


def _read(trend: Trend, text: str) -> Quantity | None:
    """The figure in what is typed, if it is one."""
    try:
        value = parse_answer(trend.question, text)
    except AnswerProblem:
        return None
    return value if isinstance(value, Quantity) else None
