"""The figures of a report as a table: a row for each, a column for each period, the changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from cchc_tui.domain.numbers import format_quantity
from cchc_tui.domain.periods import Period, PeriodProblem, PeriodType
from cchc_tui.domain.text import upper_first
from cchc_tui.interview.typed import STYLES
from cchc_tui.services.trends import Past, Trend, with_sign

if TYPE_CHECKING:
    from cchc_tui.services.workspace import Workspace

UNANSWERED = "–"
"""A draft of the period has no such figure."""
NO_DRAFT = "·"
"""There is no draft of the period, or nothing to compare with."""
MOST_MISSING = 3
"""Missing periods in a row that have a column each; more are counted in one."""


@dataclass(frozen=True, slots=True)
class FigureColumn:
    """A column.

    Attributes:
        title: Its heading.
        period: The period, where it is one that has a draft or the draft's own.
        missing: How many periods without a draft it stands for.
    """

    title: str
    period: Period | None = None
    missing: int = 0


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure.

    Attributes:
        question: Id of the question.
        section: Number and title of its section.
        label: What it counts.
        cells: A text for each column.
        said: How it has changed, in words.
    """

    question: str
    section: str
    label: str
    cells: tuple[str, ...]
    said: str


@dataclass(frozen=True, slots=True)
class FigureTable:
    """All figures of a report across periods."""

    columns: tuple[FigureColumn, ...]
    rows: tuple[FigureRow, ...]

    @property
    def missing(self) -> int:
        """Periods between the oldest and the present one that have no draft."""
        return sum(column.missing for column in self.columns)


def figure_table(workspace: Workspace, draft_id: str, *, blocks: bool = True) -> FigureTable:
    """The figures of a draft and of those it can be compared with, in the order of the report.

    Args:
        workspace: Where the drafts are.
        draft_id: The draft.
        blocks: Whether the terminal draws block characters.
    """
    past = Past.of(workspace, draft_id)
    own = past.own.period
    periods = list(_columns(past.periods, own))
    yearly = own.type is PeriodType.YEAR
    changes = ["So năm trước"] if yearly else ["So kỳ trước", "So cùng kỳ"]
    columns = (*periods, *(FigureColumn(title) for title in (*changes, "Diễn biến")))
    rows = []
    for section in past.own.sections():
        title = f"{section.number} {section.title}".strip()
        for question in past.own.questions(section.id):
            trend = past.trend(question) if question.type in STYLES else None
            if trend is not None and trend.points:
                cells = (*_figures(trend, periods), *_changes(trend, yearly=yearly))
                course = trend.spark(blocks=blocks)
                row = FigureRow(question.id, title, question.name, (*cells, course), trend.said())
                rows.append(row)
    return FigureTable(columns, tuple(rows))


def _figures(trend: Trend, columns: Sequence[FigureColumn]) -> Iterator[str]:
    by_code = {point.period.code: format_quantity(point.quantity) for point in trend.points}
    for column in columns:
        yield by_code.get(column.period.code, UNANSWERED) if column.period else NO_DRAFT


def _changes(trend: Trend, *, yearly: bool) -> Iterator[str]:
    befores = [trend.last_year] if yearly else [trend.previous, trend.last_year]
    for before in befores:
        change = trend.change(before)
        yield NO_DRAFT if change is None else with_sign(change)


def _columns(periods: Sequence[Period], own: Period) -> Iterator[FigureColumn]:
    """A column for each period, oldest first, and for what is missing between them."""
    known = [period for period in periods if period.code != own.code]
    for before, after in pairwise([*known, own]):
        yield FigureColumn(upper_first(before.short_name), before)
        missing = list(_between(before, after))
        if len(missing) > MOST_MISSING:
            yield FigureColumn(f"… {len(missing)} kỳ", missing=len(missing))
        else:
            yield from (FigureColumn(upper_first(one.short_name), None, 1) for one in missing)
    yield FigureColumn(f"{upper_first(own.short_name)} (kỳ này)", own)


def _between(before: Period, after: Period) -> Iterator[Period]:
    """The periods of that type that lie between two; of free dates nobody knows."""
    period = before
    while period.type is not PeriodType.FREE:
        try:
            nine = period.type is PeriodType.NINE_MONTHS
            period = period.same_next_year() if nine else period.next()
        except PeriodProblem:
            return
        if period.end >= after.end:
            return
        yield period
