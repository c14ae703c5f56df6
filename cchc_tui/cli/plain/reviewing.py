"""Findings by number, the preview and the export."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from cchc_tui.cli.plain import words
from cchc_tui.cli.plain.commands import place_in, yes
from cchc_tui.cli.plain.console import Ended
from cchc_tui.cli.plain.talk import Talk
from cchc_tui.domain.text import upper_first
from cchc_tui.interview.free import is_free
from cchc_tui.services.before_export import check_before_export, needs_yes
from cchc_tui.services.export import FORMATS
from cchc_tui.services.problems import Problem

PAGE = 15
"""Findings said at once."""
MORE = "tiep"
ELSEWHERE = {
    "stale": "Chỗ của kỳ trước: .so đến từng chỗ.",
    "missing": "Câu chưa trả lời: .thieu đến từng câu.",
}
"""Kinds of problem that are stepped through rather than numbered."""
NONE_NUMBERED = "Không có chỗ nào đánh số: lần .soat vừa rồi không thấy, hoặc chưa gõ .soat."
NOT_WRITTEN = "Chưa xuất."


def review(talk: Talk, rest: str) -> None:
    """`.soat` checks and reads what was found; `.soat tiep` goes on; `.soat 3` goes to one."""
    lists, session = talk.lists, talk.session
    if rest and rest != MORE:
        found = _numbered(talk, rest)
        if found is not None:
            _go_to(talk, found)
        return
    if rest != MORE:
        session.review.check_now()
        problems = _worth_saying(session.problems())
        kinds = {one.kind for one in problems}
        lists.problems = [one for one in problems if one.kind not in ELSEWHERE]
        lists.said = 0
        total = words.counted(problems)
        talk.say(f"Cần xem: {total}." if total else "Không có chỗ nào thiếu hay chưa khớp.")
        for told in (ELSEWHERE[kind] for kind in ELSEWHERE if kind in kinds):
            talk.say(told)
    page = lists.problems[lists.said : lists.said + PAGE]
    if page:
        talk.console.numbered([_line(talk, one) for one in page], first=lists.said + 1)
    elif rest == MORE:
        talk.say("Đã đọc hết." if lists.problems else NONE_NUMBERED)
        return
    lists.said += len(page)
    left = len(lists.problems) - lists.said
    if left:
        talk.say(f"Còn {left} chỗ nữa: .soat tiep.")
    elif lists.problems:
        talk.say("Đến một chỗ: .soat và số. Nhận cách sửa: .sua và số. Bỏ qua: .boqua số lý do.")


def _worth_saying(problems: list[Problem]) -> list[Problem]:
    """The gravest first, without hints that only say again that a question is unanswered."""
    order = list(words.KINDS)
    missing = {one.question for one in problems if one.kind == "missing"}
    said = (one for one in problems if one.kind != "hint" or one.question not in missing)
    return sorted(said, key=lambda one: order.index(one.kind))


def _line(talk: Talk, problem: Problem) -> str:
    name = problem.name
    if problem.question and is_free(problem.question):
        # All such questions are called alike: the place tells them apart.
        name = words.place_of(talk.session, problem.question)
    fix = " Có cách sửa." if problem.fix is not None else ""
    return f"{words.problem_line(problem)}{f' ({name})' if name else ''}{fix}"


def _numbered(talk: Talk, number: str) -> Problem | None:
    problems = talk.lists.problems
    if (place := place_in(number, len(problems))) is not None:
        return problems[place]
    talk.refuse(f"Nêu số từ 1 đến {len(problems)}, như vừa đọc." if problems else NONE_NUMBERED)
    return None


def _go_to(talk: Talk, problem: Problem) -> None:
    talk.say(*words.problem_lines(problem))
    if problem.fix is not None and problem.words:
        talk.say(f"Cách sửa: thay {problem.words} bằng {problem.fix or 'không có gì'}.")
    if problem.question in talk.session.order():
        talk.go(problem.question)


def correct(talk: Talk, rest: str) -> None:
    """`.sua 3`: put in what is proposed for a finding."""
    problem = _numbered(talk, rest)
    if problem is None:
        return
    if problem.fix is None:
        talk.refuse("Chỗ này không có sẵn cách sửa; .soat và số để đến đó.")
        return
    done: list[bool] = []
    talk.conclude()
    if talk.attempt(lambda: done.append(talk.session.review.correct(problem))):
        if all(done):
            talk.arrive()
            talk.say(f"Đã sửa {problem.words} thành {problem.fix}. .hoantac lấy lại.")
        else:
            talk.refuse("Chỗ ấy đã được sửa khác đi; gõ .soat để soát lại.")


def waive(talk: Talk, rest: str) -> None:
    """`.boqua 3 lý do`: let a finding stand, for a reason."""
    number, _, reason = rest.partition(" ")
    problem = _numbered(talk, number)
    if problem is None:
        return
    if not problem.key:
        talk.refuse("Chỗ này không bỏ qua được: phải trả lời hoặc xem lại.")
    elif not reason:
        talk.refuse("Xin nêu lý do: .boqua số lý do.")
    elif talk.attempt(lambda: talk.session.review.waive(problem, reason)):
        talk.say("Đã bỏ qua, kèm lý do.")


# The report


def preview(talk: Talk, rest: str) -> None:
    """`.xem` reads what the section prints, `.xem het` the whole report."""
    from cchc_tui.document.blocks import Foot, all_blocks
    from cchc_tui.document.writers import write_text

    session = talk.session
    document = session.workspace.document(session.draft)
    text = write_text(document)
    if rest != "het":
        section = session.place(session.current).id
        bare = replace(document, body=(), foot=Foot(), annexes=())
        body = tuple(one for one in all_blocks(document) if one.section == section)
        text = write_text(replace(bare, body=body))[len(write_text(bare)) :]
    shown = "\n".join(_row_said(line) for line in text.split("\n") if line.strip())
    talk.say(shown or "Mục này chưa in gì ra báo cáo.")


def _row_said(line: str) -> str:
    """A line of the printed report; of a table's row also the cells that are empty."""
    if "\t" not in line:
        return line
    return "; ".join(cell.strip() or "trống" for cell in line.split("\t"))


def export(talk: Talk, rest: str) -> None:
    """`.xuat docx nơi`: write the report, after a check; a yes is asked for what is open."""
    talk.keep()
    named, _, where = rest.partition(" ")
    if named.lower() not in FORMATS:
        named, where = "docx", rest
    session = talk.session
    problems = check_before_export(session.workspace, session.draft)
    if problems:
        talk.say(f"Cần xem: {words.counted(_worth_saying(list(problems)))}. .soat đọc từng chỗ.")
    if needs_yes(problems) and not agreed(talk, "Vẫn xuất?", NOT_WRITTEN):
        return
    target = Path(where) if where else None
    done = session.workspace.export(session.draft, named.lower(), target)
    talk.say(upper_first(done.message))


def agreed(talk: Talk, question: str, otherwise: str) -> bool:
    """Ask for a yes; without one say what was not done."""
    while True:
        try:
            line = talk.console.ask(f"{question} Trả lời có hoặc không: ")
        except Ended:
            talk.refuse(otherwise)
            raise
        reply = yes(line)
        if reply is None and talk.console.interactive and line.strip():
            continue
        if reply is None:
            talk.console.put_back(line)
        if not reply:
            talk.refuse(otherwise)
        return bool(reply)
