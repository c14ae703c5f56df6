"""Figures across periods: what a figure was before, how it changed, how it went on.

Only like is compared with like: a quarter with quarters, a half-year with both halves, nine
months with nine months, free dates with spans of about that length. Nothing is compared where
a period has no figure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from cchc_tui.domain.numbers import format_decimal, format_quantity
from cchc_tui.domain.periods import Period, PeriodProblem, PeriodType
from cchc_tui.domain.values import AnswerState, NumberStyle, Quantity
from cchc_tui.interview.figures import money_factor
from cchc_tui.interview.kinds import Question
from cchc_tui.interview.typed import STYLES
from cchc_tui.services.errors import WorkError

if TYPE_CHECKING:
    from cchc_tui.interview.interview import Interview
    from cchc_tui.services.workspace import Workspace

HALVES = frozenset({PeriodType.FIRST_HALF, PeriodType.SECOND_HALF})
BLOCKS = "▁▂▃▄▅▆▇█"
MOST_BARS = 12
"""Periods that a sparkline shows at most: the latest ones."""


@dataclass(frozen=True, slots=True)
class Point:
    """A figure of one period."""

    period: Period
    quantity: Quantity
    draft: str


@dataclass(frozen=True, slots=True)
class Trend:
    """One question's figures, oldest period first; the draft's own is the last if answered.

    Attributes:
        question: What they answer.
        points: One for each period that has one.
        period: The draft's own.
        previous: Of the period just before the draft's.
        last_year: Of the same period last year; of a yearly report the same as `previous`.
        now: Of the draft itself; not while it is carried and unconfirmed.
    """

    question: Question
    points: tuple[Point, ...]
    period: Period
    previous: Point | None = None
    last_year: Point | None = None
    now: Point | None = None

    def with_now(self, quantity: Quantity | None) -> Trend:
        """The same with another figure of the draft itself, or with none."""
        earlier = tuple(point for point in self.points if point is not self.now)
        now = None if quantity is None else Point(self.period, quantity, "")
        return replace(self, points=(*earlier, now) if now else earlier, now=now)

    @property
    def values(self) -> list[Decimal]:
        """The bare numbers, money in đồng, for a sparkline."""
        return [_whole(point.quantity) for point in self.points]

    @property
    def compared(self) -> list[tuple[str, Point]]:
        """What the figure is compared with, by name; one period is named once."""
        named = [("kỳ trước", self.previous), ("cùng kỳ", self.last_year)]
        if self.previous is not None and self.previous == self.last_year:
            named = [("năm trước", self.previous)]
        return [(name, point) for name, point in named if point is not None]

    def said(self) -> str:
        """`tăng 07 so với kỳ trước, giảm 05 so với cùng kỳ`; empty with nothing to compare."""
        return ", ".join(f"{change} so với {name}" for name, change in self.changes())

    def changes(self) -> list[tuple[str, str]]:
        """What it is compared with, and the change in words: `tăng 07`, "không đổi"."""
        found = ((name, self.change(point)) for name, point in self.compared)
        return [(name, in_words(change)) for name, change in found if change is not None]

    def change(self, before: Point | None) -> Quantity | None:
        """How much more the draft's figure is, in its own unit; None with nothing to compare."""
        if before is None or self.now is None:
            return None
        now = self.now.quantity
        difference = _whole(now) - _whole(before.quantity)
        return replace(now, value=difference / money_factor(now), approx="", places=None)

    def spark(self, *, blocks: bool = True) -> str:
        """The course of the figures: `▁▃▅█`, or with plain signs `+ - =`, one for each step.

        Args:
            blocks: Whether the terminal draws block characters.
        """
        values = self.values[-MOST_BARS:]
        if len(values) < 2:
            return ""
        if not blocks:
            return " ".join("+-="[_step(a, b)] for a, b in pairwise(values))
        low, high = min(values), max(values)
        span, top = high - low or Decimal(1), len(BLOCKS) - 1
        return "".join(BLOCKS[int((value - low) / span * top)] for value in values)


def _whole(quantity: Quantity) -> Decimal:
    return quantity.value * money_factor(quantity)


def _step(before: Decimal, after: Decimal) -> int:
    return 2 if before == after else int(after < before)


def in_words(change: Quantity) -> str:
    """`tăng 07`, `giảm 1,25 điểm %`, "không đổi"."""
    if not change.value:
        return "không đổi"
    return f"{'tăng' if change.value > 0 else 'giảm'} {_size(change)}"


def with_sign(change: Quantity) -> str:
    """`+07`, `-1,25`, `0`, as a narrow column shows it."""
    if not change.value:
        return "0"
    size = replace(change, value=abs(change.value), unit="")
    text = format_decimal(size.value) if _is_percent(size) else format_quantity(size)
    return f"{'+' if change.value > 0 else '-'}{text}"


def _size(change: Quantity) -> str:
    size = replace(change, value=abs(change.value))
    return f"{format_decimal(size.value)} điểm %" if _is_percent(size) else format_quantity(size)


def _is_percent(quantity: Quantity) -> bool:
    return quantity.style is NumberStyle.PERCENT


def series(workspace: Workspace, draft_id: str, question_id: str) -> list[tuple[Period, Quantity]]:
    """A question's figures by period, oldest first, computed ones among them."""
    found = trend(workspace, draft_id, question_id)
    return [(point.period, point.quantity) for point in found.points]


def trend(workspace: Workspace, draft_id: str, question_id: str) -> Trend:
    """A question's figures with what they are compared with."""
    past = Past.of(workspace, draft_id)
    return past.trend(workspace.library.questions[question_id])


def figures(workspace: Workspace, draft_id: str) -> list[Trend]:
    """Every figure of the draft that some period has, in the order of the report."""
    past = Past.of(workspace, draft_id)
    trends = (past.trend(one) for one in past.own.questions() if one.type in STYLES)
    return [found for found in trends if found.points]


@dataclass(frozen=True, slots=True)
class _Draft:
    period: Period
    id: str
    interview: Interview


class Past:
    """A draft and those of the agency that it can be compared with.

    Args:
        own: The draft.
        own_id: Its id.
        drafts: Earlier drafts of comparable periods, the one that counts most first.
    """

    def __init__(self, own: Interview, own_id: str, drafts: Sequence[_Draft]) -> None:
        self.own = own
        self._mine = _Draft(own.period, own_id, own)
        self._drafts: dict[str, list[_Draft]] = {}
        for draft in sorted(drafts, key=lambda one: one.period.end):
            self._drafts.setdefault(draft.period.code, []).append(draft)

    @classmethod
    def of(cls, workspace: Workspace, draft_id: str) -> Past:
        """What a draft can be compared with."""
        info = workspace.draft(draft_id)
        own = workspace.interview(info.id)
        found = []
        for period, other in workspace.drafting.earlier(info.id).drafts:
            if comparable(own.period, period):
                try:
                    found.append(_Draft(period, other.id, workspace.interview(other.id)))
                except WorkError:
                    continue  # its kind or agency is gone: nothing to compare with
        return cls(own, info.id, found)

    @property
    def periods(self) -> list[Period]:
        """Periods that have a draft, oldest first, without the draft's own."""
        return [drafts[0].period for drafts in self._drafts.values()]

    def trend(self, question: Question) -> Trend:
        """A question's figures."""
        own = self.own.period
        points = tuple(self._points(question))
        now = next((point for point in points if point.period.code == own.code), None)
        return Trend(
            question,
            points,
            own,
            previous=_at(points, own, Period.previous),
            last_year=_at(points, own, Period.same_last_year),
            now=now,
        )

    def _points(self, question: Question) -> Iterator[Point]:
        """One figure for each period: of several drafts the first that has it."""
        for drafts in (*self._drafts.values(), [self._mine]):
            found = (
                _point(draft, question) for draft in drafts if not self._is_old(draft, question)
            )
            point = next((one for one in found if one is not None), None)
            if point is not None:
                yield point

    def _is_old(self, draft: _Draft, question: Question) -> bool:
        """Whether the draft's own figure is that of the last period, not confirmed yet."""
        return draft is self._mine and bool(draft.interview.typed(question.id).stale)


def _point(draft: _Draft, question: Question) -> Point | None:
    answer = draft.interview.answer(question.id)
    if answer.state is AnswerState.NOTHING:
        zero = Quantity(Decimal(0), style=STYLES[question.type], unit=question.unit)
        return Point(draft.period, zero, draft.id)
    if isinstance(answer.value, Quantity) and draft.interview.visible(question.id):
        return Point(draft.period, answer.value, draft.id)
    return None


# Which periods can be compared


def comparable(own: Period, other: Period) -> bool:
    """Whether figures of the two periods are of the same kind: their spans are alike."""
    if own.type is PeriodType.FREE and other.type is PeriodType.FREE:
        return abs(_days(own) - _days(other)) <= _slack(own)
    return own.type is other.type or {own.type, other.type} == HALVES


def _days(period: Period) -> int:
    return (period.end - period.start).days + 1


def _slack(period: Period) -> int:
    """Days by which free dates may differ and still mean the same: data are closed early."""
    return max(3, min(20, _days(period) // 12))


def _at(points: Sequence[Point], own: Period, step: Callable[[Period], Period]) -> Point | None:
    """The figure of the period a step away; free dates need not fit to the day."""
    try:
        wanted = step(own)
    except PeriodProblem:
        return None
    earlier = [point for point in points if point.period.code != own.code]
    exact = [point for point in earlier if point.period.code == wanted.code]
    near = [point for point in earlier if _near(point.period, wanted)]
    return next(iter(exact or near), None)


def _near(period: Period, wanted: Period) -> bool:
    if PeriodType.FREE not in (period.type, wanted.type):
        return False
    slack = timedelta(days=_slack(wanted))
    starts, ends = abs(period.start - wanted.start), abs(period.end - wanted.end)
    return starts <= slack and ends <= slack
