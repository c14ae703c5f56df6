"""What the interview screen shows, made from the session. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import takewhile
from types import MappingProxyType

from cchc_tui.domain.values import AnswerState
from cchc_tui.interview.interview import Mark, SectionView
from cchc_tui.services.open_slots import open_slots_remark
from cchc_tui.services.problems import count_errors
from cchc_tui.services.session import Session
from cchc_tui.services.stepping import asks_anew, stale_count, stale_sections, stale_spots
from cchc_tui.tui.stale_words import PARTED, SIGN
from cchc_tui.tui.widgets.line_list import Line
from cchc_tui.tui.widgets.question_head import Asking

NOBODY: Mapping[str, str] = MappingProxyType({})
RECAP = 40
"""Lines kept above the question: more than any window shows."""

_MARKS = {
    Mark.DONE: "✓",
    Mark.OPEN: "●",
    Mark.PROBLEM: "!",
    Mark.NOT_APPLICABLE: "–",
    Mark.EMPTY: " ",
}
PROPOSED = "Đề xuất sẵn: Enter để nhận, hoặc trả lời khác."
_STATES = {
    AnswerState.NOTHING: "Đã ghi: không phát sinh trong kỳ.",
    AnswerState.NOT_APPLICABLE: "Đã ghi: không áp dụng",
    AnswerState.CLERK: "Đã ghi: để văn thư điền.",
}


def asking_of(session: Session) -> Asking:
    """The present question as the panel shows it."""
    question = session.question
    place = session.place(question.id)
    typed = session.text(question.id)
    answer = session.interview.answer(question.id)
    state = _STATES.get(answer.state, "")
    if answer.state is AnswerState.NOT_APPLICABLE:
        state = f"{state}: {answer.reason}."
    elif session.proposed:
        state = PROPOSED
    earlier = session.earlier_line()
    if earlier and not answer.given and not typed.text:
        earlier = f"F6 lấy lại · {earlier}"
    if asks_anew(session) and question.type not in PARTED and not session.compares:
        earlier = ""  # said right under the field
    return Asking(
        question=question,
        place=f"{place.number} {place.title}".strip(),
        count=session.count(),
        earlier=earlier,
        compares=session.compares,
        trend=session.trend(read=False),
        carried=bool(stale_spots(session)) and not asks_anew(session),
        state=state,
        text=typed.text,
        cursor=typed.cursor,
        problem=session.refusal(question.id) or open_slots_remark(question, typed.text),
    )


def outline_lines(
    session: Session, *, counts: bool, others: Mapping[str, str] = NOBODY
) -> list[Line]:
    """Every section with its mark; with `counts` also how many answers it has until it is done.

    Names of `others` stand with the sections where they are. A star before the mark: something
    of the last period waits there to be looked at.
    """
    lines = []
    sections = session.interview.sections()
    stale = stale_sections(session)
    for number, section in enumerate(sections):
        text = f"{section.number} {section.title}".strip()
        mark = session.mark(section.id)
        waits = any(one.id in stale for one in _with_those_under(sections[number:]))
        right = f"{SIGN if waits else ''}{_MARKS[mark]}"
        if counts and mark in (Mark.OPEN, Mark.EMPTY, Mark.PROBLEM):
            progress = session.interview.progress(section.id)
            if progress.total:
                right = f"{progress.answered}/{progress.total} {right}"
        if section.id in others:
            right = f"{others[section.id]} {right}"
        lines.append(Line(section.id, text, right, indent=max(section.level - 1, 0)))
    return lines


def _with_those_under(sections: Sequence[SectionView]) -> list[SectionView]:
    """The first section and what stands below it."""
    first, *rest = sections
    return [first, *takewhile(lambda one: one.level > first.level, rest)]


def recap_lines(session: Session) -> list[Line]:
    """What was asked and answered before the present question, oldest first."""
    lines = []
    for question in session.before(RECAP):
        answer = session.summary(question.id)
        if answer:
            given = session.interview.answer(question.id)
            sign = "=" if question.computed else "✓" if given.typed else "○"
            if session.interview.typed(question.id).stale:
                sign = SIGN
            lines.append(Line(question.id, f"{sign} {question.name}: {answer}", kind="dim"))
    return lines


def title_of(
    session: Session, saved: str, others: tuple[str, str] = ("", "")
) -> tuple[list[str], list[str]]:
    """Both ends of the title line, longest wording first.

    Args:
        session: The open draft.
        saved: When it was saved, or that it could not be; may be empty.
        others: Who else is where, in full and in few letters; may be empty.
    """
    kind, period, agency = session.title()
    progress = session.interview.progress()
    done = f"{progress.required - progress.required_left}/{progress.required}"
    end = f" · {saved}" if saved else ""
    stale = stale_count(session)
    errors = count_errors(session)
    left = f"lỗi {errors} · " if errors else ""
    left += f"kỳ trước: {stale} · " if stale else ""
    lefts = [f"{kind} · {period} · {agency}", f"{kind} · {period}", f"{period} · {kind}"]
    who, few = (f"{words} · " if words else "" for words in others)
    rights = [
        f"{who}{left}{progress.answered}/{progress.total} câu · bắt buộc {done}{end}",
        f"{who}{left}bắt buộc {done}{end}",
        f"{who}{left}{done}{end}",
        f"{few}{left}{done}{end}",
    ]
    return lefts, rights
