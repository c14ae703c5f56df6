"""Carrying a report forward: what a new draft starts with, and figures across periods."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from cchc_tui.domain.numbers import format_decimal, format_quantity
from cchc_tui.domain.periods import Period, PeriodProblem
from cchc_tui.domain.values import AnswerState, Quantity
from cchc_tui.interview.answers import Answer
from cchc_tui.interview.carry import carry_answer, carry_forward
from cchc_tui.interview.free import is_free
from cchc_tui.interview.kinds import Question
from cchc_tui.interview.moving import Moving
from cchc_tui.interview.stale_edits import all_stale, proposal
from cchc_tui.interview.typed import STYLES
from cchc_tui.services.errors import WorkError
from cchc_tui.services.periods import period_of

if TYPE_CHECKING:
    from cchc_tui.interview.interview import Interview
    from cchc_tui.services.earlier import EarlierAnswer
    from cchc_tui.services.workspace import Workspace
    from cchc_tui.store.records import DraftInfo

MAX_LISTED = 20
"""Most stale places that an export names one by one."""


def carried_answers(
    workspace: Workspace, source: DraftInfo, period: Period
) -> Mapping[str, Answer]:
    """What a draft for `period` starts with when it is carried from another draft.

    Raises:
        WorkError: The period of the source cannot be read.
    """
    old = period_of(source, period.rules)
    if old is None:
        raise WorkError(f"Bản nháp “{source.id}” có mã kỳ không đọc được: {source.period}.")
    answers = workspace.interview(source.id).answers
    questions = workspace.library.questions
    carried = carry_forward(answers, questions, old, period).answers
    if old.code == period.code:
        # Another draft of the same period: what was answered still holds.
        return {name: answers[name] for name in carried}
    return carried


def taken_over(question: Question, earlier: EarlierAnswer, period: Period) -> Answer:
    """An earlier answer as it is taken over with one key: moved on, its stale places marked."""
    answer = carry_answer(question, earlier.answer, Moving(earlier.period, period))
    return replace(answer, source=f"draft:{earlier.draft.id}")


# Stale places


def stale_lines(interview: Interview) -> list[str]:
    """One line for each stale place: where it stands, what it is, what is proposed."""
    lines = []
    titles = {section.id: section.title for section in interview.sections()}
    for question, spot in all_stale(interview):
        text = " ".join(spot.old_text.split())
        name = question.name
        if is_free(question.id):
            name = _short(titles.get(interview.section_of(question.id), name))
        put = proposal(interview, spot)
        hint = f", gợi ý “{put}”" if put else ""
        lines.append(f"{name}: {spot.kind.label} “{_short(text)}”{hint}")
    return lines


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59].rstrip() + "…"


def stale_warning(interview: Interview) -> str:
    """What an export says while stale places are left; empty once none is."""
    lines = stale_lines(interview)
    if not lines:
        return ""
    shown = [f"- {line}" for line in lines[:MAX_LISTED]]
    if len(lines) > MAX_LISTED:
        shown.append(f"- … và {len(lines) - MAX_LISTED} chỗ nữa")
    head = f"Còn {len(lines)} chỗ lấy từ kỳ trước chưa xác nhận:"
    return "\n".join([head, *shown])


# Figures across periods


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
        previous: Of the period just before the draft's.
        last_year: Of the same period last year.
        now: Of the draft itself.
    """

    question: Question
    points: tuple[Point, ...]
    previous: Point | None = None
    last_year: Point | None = None
    now: Point | None = None

    @property
    def values(self) -> list[Decimal]:
        """The bare numbers, for a sparkline."""
        return [point.quantity.value for point in self.points]

    def said(self) -> str:
        """`tăng 07 so với kỳ trước, giảm 05 so với cùng kỳ`; empty with nothing to compare."""
        parts = [
            f"{change} so với {name}"
            for point, name in ((self.previous, "kỳ trước"), (self.last_year, "cùng kỳ"))
            if (change := self._change(point))
        ]
        return ", ".join(parts)

    def _change(self, before: Point | None) -> str:
        if before is None or self.now is None or before.quantity.unit != self.now.quantity.unit:
            return ""
        difference = self.now.quantity.value - before.quantity.value
        if not difference:
            return "không đổi"
        size = replace(self.now.quantity, value=abs(difference), approx="")
        percent = size.style.value == "percent"
        text = f"{format_decimal(size.value)} điểm %" if percent else format_quantity(size)
        return f"{'tăng' if difference > 0 else 'giảm'} {text}"


def series(workspace: Workspace, draft_id: str, question_id: str) -> list[tuple[Period, Quantity]]:
    """A question's figures by period, oldest first, computed ones among them.

    Only periods of the draft's own type are comparable: a quarter is not set beside a year.
    """
    found = trend(workspace, draft_id, question_id)
    return [(point.period, point.quantity) for point in found.points]


def trend(workspace: Workspace, draft_id: str, question_id: str) -> Trend:
    """A question's figures with what they are compared with."""
    return _trend(_drafts(workspace, draft_id), workspace.library.questions[question_id])


def figures(workspace: Workspace, draft_id: str) -> list[Trend]:
    """Every figure of the draft that some period has, in the order of the report."""
    drafts = _drafts(workspace, draft_id)
    asked = drafts[-1].interview.questions()
    trends = (_trend(drafts, one) for one in asked if one.type in STYLES)
    return [found for found in trends if found.points]


@dataclass(frozen=True, slots=True)
class _Draft:
    period: Period
    id: str
    interview: Interview


def _drafts(workspace: Workspace, draft_id: str) -> Sequence[_Draft]:
    """Drafts to compare with, oldest first, the draft itself last; one for each period."""
    info = workspace.draft(draft_id)
    own = workspace.interview(info.id)
    found: dict[str, _Draft] = {}
    for period, other in workspace.drafting.earlier(info.id).drafts:
        if period.type is own.period.type and period.code not in found:
            try:
                found[period.code] = _Draft(period, other.id, workspace.interview(other.id))
            except WorkError:
                continue  # its kind or agency is gone: nothing to compare with
    earlier = sorted(found.values(), key=lambda one: one.period.end)
    return [*earlier, _Draft(own.period, info.id, own)]


def _trend(drafts: Sequence[_Draft], question: Question) -> Trend:
    own = drafts[-1]
    points = tuple(_points(drafts, question))
    by_code = {point.period.code: point for point in points}
    return Trend(
        question,
        points,
        previous=by_code.get(_code(own.period, Period.previous)),
        last_year=by_code.get(_code(own.period, Period.same_last_year)),
        now=by_code.get(own.period.code),
    )


def _points(drafts: Sequence[_Draft], question: Question) -> Iterator[Point]:
    for draft in drafts:
        answer = draft.interview.answer(question.id)
        if answer.state is AnswerState.NOTHING:
            zero = Quantity(Decimal(0), style=STYLES[question.type], unit=question.unit)
            yield Point(draft.period, zero, draft.id)
        elif isinstance(answer.value, Quantity) and draft.interview.visible(question.id):
            yield Point(draft.period, answer.value, draft.id)


def _code(period: Period, step: Callable[[Period], Period]) -> str:
    try:
        return step(period).code
    except PeriodProblem:
        return ""
