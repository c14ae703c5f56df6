"""What is said of questions, sections and findings, made to be heard. Pure.

No signs that carry meaning: a section is "xong", not ticked; a place among others is "câu 3
trên 7", which a voice does not read as a date.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Sequence

from cchc_tui.domain.values import Prose
from cchc_tui.interview.interview import Mark, SectionView
from cchc_tui.interview.kinds import Question, QuestionType
from cchc_tui.interview.typed_table import typed_columns
from cchc_tui.services.open_slots import open_slots_remark
from cchc_tui.services.problems import Problem
from cchc_tui.services.session import Session

MARKS = {
    Mark.DONE: "xong",
    Mark.OPEN: "đang làm",
    Mark.PROBLEM: "có chỗ sai",
    Mark.NOT_APPLICABLE: "không áp dụng",
    Mark.EMPTY: "chưa làm",
}
KINDS = {
    "refused": "chưa hiểu",
    "error": "lỗi",
    "warning": "cảnh báo",
    "hint": "gợi ý",
    "stale": "của kỳ trước",
    "missing": "chưa trả lời",
}
"""What a sort of problem is called, the gravest first."""
HOW = {
    QuestionType.PROSE: "Viết nhiều dòng, mỗi dòng một đoạn; Enter trống là hết.",
    QuestionType.CITATIONS: "Mỗi dòng một văn bản; Enter trống là hết.",
    QuestionType.TABLE: "Nhập từng ô, hết hàng này đến hàng khác. Dấu chấm một mình là hết bảng.",
    QuestionType.DATE: "Ngày ghi như 15/01/2026, hoặc 3/2026 nếu chỉ biết tháng.",
    QuestionType.YES_NO: "Trả lời có hoặc không.",
}
LONGEST = 120
"""Characters of an answer that are said before one asks for the rest."""
MOST = 300
"""Characters of a quote that are said."""


def sentence(text: str) -> str:
    """The text with something at its end that makes a voice pause."""
    text = text.strip()
    return text if not text or text[-1] in ".?!:…" else f"{text}."


def shortened(text: str) -> str:
    """The beginning of a long text, to tell it by; `.doc` reads all of it."""
    return textwrap.shorten(text, LONGEST, placeholder="…")


# Sections


def sections_of(session: Session) -> list[tuple[str, str, SectionView]]:
    """Every section with its place in figures (`2.1`) and its name as it is said.

    A section without a heading has an empty place.
    """
    counts: list[int] = []
    annexes = 0
    found = []
    for section in session.interview.sections():
        place = ""
        if section.node.annex:
            annexes, counts = annexes + 1, []
            place = f"phụ lục {annexes}"
        elif section.heading:
            counts = [*counts[: section.level], *[0] * (section.level - len(counts))]
            counts[section.level - 1] += 1
            place = ".".join(map(str, counts))
        found.append((place, section_name(place, section), section))
    return found


def section_name(place: str, section: SectionView) -> str:
    """`mục 2.1, Cải cách thủ tục hành chính`."""
    if section.node.annex:
        return f"{place}, {section.title}"
    return f"mục {place}, {section.title}" if place else f"phần {section.title}"


def place_of(session: Session, question: str) -> str:
    """The place of a question's section: `mục 2.1`; the whole name of one without a number."""
    here = session.interview.section_of(question)
    for place, name, section in sections_of(session):
        if section.id == here:
            return name.partition(",")[0] if place else name
    return ""


def name_of(session: Session, section: str) -> str:
    """How a section is said, by its id."""
    return next((name for _, name, one in sections_of(session) if one.id == section), section)


# Questions


def question_lines(session: Session) -> list[str]:
    """The present question, and all that is to be known before it is answered."""
    question = session.question
    where = session.count().replace("/", " trên ")
    needed = ", bắt buộc" if question.required else ""
    lines = [f"{where[:1].upper()}{where[1:]}{needed}. {sentence(question.ask)}"]
    if question.unit and question.unit not in question.ask:
        lines.append(f"Đơn vị: {question.unit}.")
    if question.type is not QuestionType.TABLE:
        lines += [f"{number}. {one}" for number, one in enumerate(question.options, start=1)]
    else:
        lines.append(_columns(question))
    lines += _known(session)
    stale = len(session.interview.typed(question.id).stale)
    if stale:
        lines.append(f"Câu này còn {stale} chỗ của kỳ trước chưa xem lại: .so đọc từng chỗ.")
    return lines


def said_answer(session: Session, question: str) -> str:
    """The answer as it is said after `Đã ghi` or `Đang ghi`; empty while there is none."""
    answer = session.interview.answer(question)
    if not isinstance(answer.value, Prose):
        return session.summary(question)
    lines = [line.strip() for line in answer.value.text.split("\n") if line.strip()]
    first = shortened(lines[0]) if lines else ""
    return f"{len(lines)} đoạn, đoạn đầu: {first}" if len(lines) > 1 else first


def _columns(question: Question) -> str:
    titles = ", ".join(column_name(question, one.id) for one in typed_columns(question))
    fixed = f"{len(question.row_labels)} hàng cố định; " if question.row_labels else ""
    return f"Bảng: {fixed}các cột {titles}."


def column_name(question: Question, column: str) -> str:
    """A column with the header above it."""
    found = next(one for one in question.columns if one.id == column)
    return f"{found.parent}, {found.title}" if found.parent else found.title


def _known(session: Session) -> list[str]:
    """What stands there now, what stood there before, what is wrong with it."""
    question, lines = session.question, []
    earlier = session.earlier_line()
    if earlier:
        lines.append(f"Kỳ trước, {sentence(shortened(earlier))}")
    refusal = session.refusal(question.id)
    typed = session.text(question.id).text
    summary = said_answer(session, question.id)
    if session.is_pending(question.id) and typed:
        lines.append(f"Đang nhập dở: {sentence(shortened(typed))}")
    elif session.proposed:
        lines.append(f"Đề xuất sẵn: {sentence(summary)} Enter để nhận.")
    elif summary:
        lines.append(f"Đang ghi: {sentence(summary)}")
    remark = refusal or open_slots_remark(question, typed)
    if remark:
        lines.append(f"Chưa nhận: {sentence(remark)}")
    return lines + [problem_line(one) for one in session.review.at(question.id)]


def help_lines(question: Question) -> list[str]:
    """All that helps to answer a question."""
    parts = (
        sentence(question.help),
        f"Ví dụ: {question.example}" if question.example else "",
        HOW.get(question.type, ""),
        "Gõ số hoặc chữ của câu chọn." if question.options else "",
        f"Căn cứ: {question.basis}" if question.basis else "",
    )
    return [part for part in parts if part] or ["Câu này không có trợ giúp riêng."]


# Findings


def counted(problems: Sequence[Problem]) -> str:
    """`2 lỗi, 3 cảnh báo`; empty where there is nothing."""
    counts = Counter(problem.kind for problem in problems)
    named = {"missing": "câu chưa trả lời", "stale": "chỗ của kỳ trước", "refused": "chỗ chưa hiểu"}
    return ", ".join(f"{counts[one]} {named.get(one, KINDS[one])}" for one in KINDS if counts[one])


def problem_line(problem: Problem) -> str:
    """A problem in one sentence or two."""
    kind = KINDS[problem.kind]
    return f"{kind[:1].upper()}{kind[1:]}: {sentence(problem.message)}"


def problem_lines(problem: Problem) -> list[str]:
    """A problem in full."""
    lines = [problem_line(problem)]
    if problem.quote:
        lines.append(f"Ở chỗ: {sentence(problem.quote[:MOST])}")
    if problem.expected and problem.expected not in problem.message:
        lines.append(f"Nên là: {sentence(problem.expected)}")
    if problem.rule:
        lines.append(f"Quy tắc {problem.rule}.")
    return lines
