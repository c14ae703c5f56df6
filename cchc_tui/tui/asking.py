"""What the interview screen shows, made from the session. Pure."""

from __future__ import annotations

from cchc_tui.domain.values import AnswerState
from cchc_tui.interview.interview import Mark
from cchc_tui.services.session import Session
from cchc_tui.tui.widgets.line_list import Line
from cchc_tui.tui.widgets.question_panel import Asking

RECAP = 40
"""Lines kept above the question: more than any window shows."""

_MARKS = {
    Mark.DONE: "✓",
    Mark.OPEN: "●",
    Mark.PROBLEM: "!",
    Mark.NOT_APPLICABLE: "–",
    Mark.EMPTY: " ",
}
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
    elif answer.given and not answer.typed and not session.is_pending(question.id):
        state = "Đề xuất sẵn; Enter để nhận, hoặc gõ lại."
    return Asking(
        question=question,
        place=f"{place.number} {place.heading}".strip(),
        count=session.count(),
        earlier=session.earlier_line(),
        state=state,
        text=typed.text,
        cursor=typed.cursor,
    )


def outline_lines(session: Session) -> list[Line]:
    """Every section with its mark."""
    lines = []
    for section in session.interview.sections():
        heading = section.heading or section.title
        text = f"{section.number} {heading}".strip()
        mark = _MARKS[session.mark(section.id)]
        lines.append(Line(section.id, text, mark, indent=max(section.level - 1, 0)))
    return lines


def recap_lines(session: Session) -> list[Line]:
    """What was asked and answered before the present question, oldest first."""
    lines = []
    for question in session.before(RECAP):
        answer = session.summary(question.id)
        if answer:
            sign = "=" if question.computed else "✓"
            lines.append(Line(question.id, f"{sign} {question.name}: {answer}", kind="dim"))
    return lines


def title_of(session: Session, saved_at: str) -> tuple[str, str]:
    """Both ends of the title line: what is open; how far, and when it was saved."""
    progress = session.interview.progress()
    done = progress.required - progress.required_left
    saved = f" · đã lưu {saved_at}" if saved_at else ""
    optional = f"{progress.answered}/{progress.total} câu · bắt buộc {done}/{progress.required}"
    return session.title(), f"{optional}{saved}"
