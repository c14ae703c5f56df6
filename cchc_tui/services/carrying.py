"""Carrying a report forward: what a new draft starts with, what is left to look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from cchc_tui.domain.periods import Period
from cchc_tui.interview.answers import Answer
from cchc_tui.interview.carry import carry_answer, carry_forward
from cchc_tui.interview.free import is_free
from cchc_tui.interview.kinds import Question
from cchc_tui.interview.moving import Moving
from cchc_tui.interview.stale_edits import all_stale, proposal
from cchc_tui.services.errors import WorkError
from cchc_tui.services.periods import period_of

if TYPE_CHECKING:
    from cchc_tui.interview.interview import Interview
    from cchc_tui.services.earlier import EarlierAnswer
    from cchc_tui.services.workspace import Workspace
    from cchc_tui.store.records import DraftInfo

MAX_LISTED = 20
"""Most stale places, and most empty questions, that an export names one by one."""


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
    carried = carry_forward(answers, questions, old, period)
    if old.code == period.code:
        # Another draft of the same period: what was answered still holds.
        return {name: answers[name] for name in (*carried.answers, *carried.asked_anew)}
    return carried.answers


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


def stale_warning(interview: Interview, anew: Iterable[Question] = ()) -> str:
    """What an export says while stale places are left; empty once none is.

    Args:
        interview: The draft.
        anew: Empty questions to which the last period had an answer.
    """
    return "\n".join(
        [
            *_listed("chỗ lấy từ kỳ trước chưa xác nhận", stale_lines(interview)),
            *_listed("câu kỳ trước có trả lời, kỳ này để trống", [one.name for one in anew]),
        ]
    )


def _listed(what: str, lines: Sequence[str]) -> Iterator[str]:
    """A heading and the first lines of a list; nothing for an empty one."""
    if lines:
        yield f"Còn {len(lines)} {what}:"
    yield from (f"- {line}" for line in lines[:MAX_LISTED])
    if len(lines) > MAX_LISTED:
        yield f"- … và {len(lines) - MAX_LISTED} mục nữa"
