"""What carries each command out, where a line or two do; the rest is in modules of its own."""

from __future__ import annotations

from collections.abc import Callable

from cchc_tui.cli.plain import answering, carried, moving, phrases, reviewing, saved, tables, words
from cchc_tui.cli.plain.commands import COMMANDS, GROUPS, HOW
from cchc_tui.cli.plain.talk import Talk
from cchc_tui.domain.text import lower_first, slug
from cchc_tui.domain.values import AnswerState
from cchc_tui.interview.answer import UNANSWERED, AnswerProblem
from cchc_tui.interview.kinds import QuestionType
from cchc_tui.interview.typed import parse_answer

FIRST = ("lui", "muc", "soat", "xuat", "thoat")
"""Commands that help names before any other."""


def _help(talk: Talk, rest: str) -> None:
    """`.giup` tells the groups of commands, `.giup bảng` reads one, `.giup het` all."""
    word = slug(rest).replace("-", "")
    if word in COMMANDS:
        talk.say(COMMANDS[word].shown)
        return
    groups = {name: one for name, one in GROUPS.items() if slug(name).startswith(slug(rest))}
    if rest == moving.ALL or (rest and groups):
        for name, commands in (GROUPS if rest == moving.ALL else groups).items():
            talk.say(f"Lệnh {lower_first(name)}.", *(command.shown for command in commands))
        return
    talk.say(HOW, *(COMMANDS[name].shown for name in FIRST))
    names = "; ".join(lower_first(name) for name in GROUPS)
    talk.say(f"Các nhóm lệnh: {names}. .giup và tên nhóm đọc một nhóm, .giup het đọc mọi lệnh.")


def _leave(talk: Talk, _rest: str) -> None:
    talk.keep()
    if talk.trouble and talk.console.interactive and not talk.warned:
        talk.warned = True
        talk.say("Còn chữ chưa lưu được. .thoat lần nữa thì bỏ những chữ ấy.")
        return
    talk.leaving = True


def _step(step: int) -> Callable[[Talk, str], None]:
    def go(talk: Talk, _rest: str) -> None:
        talk.go_by(step)

    return go


def _add(talk: Talk, rest: str) -> None:
    kind = talk.session.question.type
    if kind is QuestionType.TABLE:
        tables.add_row(talk, rest)
    elif kind in answering.MANY_LINES:
        talk.adding = True
        if rest:
            answering.write_line(talk, rest)
        else:
            talk.say("Viết tiếp sau câu trả lời đang ghi; Enter trống là hết.")
    else:
        talk.refuse("Câu này chỉ có một dòng; gõ lại câu trả lời là thay.")


def _correct(talk: Talk, rest: str) -> None:
    if rest:
        reviewing.correct(talk, rest)
    else:
        answering.edit_sentence(talk)


def _does_not_apply(talk: Talk, rest: str) -> None:
    if rest:
        talk.give_state(AnswerState.NOT_APPLICABLE, rest)
    else:
        talk.refuse("Xin nêu lý do: .khongapdung lý do.")


def _clear(talk: Talk, _rest: str) -> None:
    """`.trong` empties the cell that is asked for, or takes the answer back."""
    session = talk.session
    if session.question.type is QuestionType.TABLE and tables.clear_cell(talk):
        return
    talk.conclude()
    if session.interview.typed(session.current).given or session.is_pending(session.current):
        talk.attempt(lambda: session.answer(UNANSWERED))
        talk.arrive()
        talk.say("Đã bỏ câu trả lời; .hoantac lấy lại.")
    else:
        talk.say("Câu này chưa có câu trả lời nào để bỏ.")


def _undo(talk: Talk, _rest: str) -> None:
    _stepped(talk, talk.session.undo, "Đã hoàn tác", "Không còn gì để hoàn tác.")


def _redo(talk: Talk, _rest: str) -> None:
    _stepped(talk, talk.session.redo, "Đã làm lại", "Không còn gì để làm lại.")


def _stepped(talk: Talk, step: Callable[[], str], done: str, nothing: str) -> None:
    found: list[str] = []
    if not talk.attempt(lambda: found.append(step())):
        return
    if not found[0]:
        talk.say(nothing)
        return
    talk.arrive()
    talk.say(f"{done}: {words.sentence(talk.session.interview.question(found[0]).name)}")


def _why(talk: Talk, _rest: str) -> None:
    question = talk.session.question
    parts = [talk.session.interview.why(question.id)]
    if question.basis:
        parts.append(f"Căn cứ: {question.basis}")
    talk.say(*(words.sentence(part) for part in parts if part))


def _override(talk: Talk, rest: str) -> None:
    """`.ghide mã số lý do`; alone it reads the computed figures of the section."""
    session = talk.session
    section = session.place(session.current).id
    computed = [one for one in session.interview.questions(section) if one.computed]
    name, _, more = rest.partition(" ")
    text, _, reason = more.partition(" ")
    asked = {one.id: one for one in session.interview.questions() if one.computed}
    if name in asked and reason:
        try:
            parse_answer(asked[name], text)
        except AnswerProblem as problem:
            talk.refuse(f"Chưa nhận: {problem}")
            return
        if talk.attempt(lambda: session.override(name, text, reason)):
            talk.say(f"Đã ghi: {asked[name].name}: {words.sentence(session.summary(name))}")
    elif rest:
        talk.refuse("Gõ .ghide, mã của số tính ra, số mới rồi lý do; .ghide đọc các mã của mục.")
    elif not computed:
        talk.say("Mục này không có số nào do chương trình tính.")
    else:
        for one in computed:
            now = session.summary(one.id) or "chưa đủ số để tính"
            talk.say(f"Mã {one.id}: {one.name}: {words.sentence(now)}")


def _state(state: AnswerState) -> Callable[[Talk, str], None]:
    return lambda talk, _rest: (talk.give_state(state), None)[1]


def _alone(work: Callable[[Talk], None]) -> Callable[[Talk, str], None]:
    return lambda talk, _rest: work(talk)


def _at_table(work: Callable[[Talk, str], None]) -> Callable[[Talk, str], None]:
    def run(talk: Talk, rest: str) -> None:
        if talk.session.question.type is QuestionType.TABLE:
            work(talk, rest)
        else:
            talk.refuse("Câu này không phải là bảng.")

    return run


ACTIONS: dict[str, Callable[[Talk, str], None]] = {
    "tiep": _step(1),
    "lui": _step(-1),
    "dau": _alone(moving.first),
    "toi": moving.go_to,
    "muc": moving.sections,
    "tim": moving.search,
    "thieu": _alone(moving.next_missing),
    "doc": _alone(answering.read_out),
    "them": _add,
    "sua": _correct,
    "khong": _state(AnswerState.NOTHING),
    "khongapdung": _does_not_apply,
    "vanthu": _state(AnswerState.CLERK),
    "trong": _clear,
    "ghide": _override,
    "hoantac": _undo,
    "lamlai": _redo,
    "cacban": saved.saved,
    "giaithich": _why,
    "dong": _at_table(tables.go_to_row),
    "nhom": _at_table(tables.add_group),
    "xoa": _at_table(tables.delete_row),
    "mau": phrases.phrases,
    "kytruoc": carried.earlier,
    "so": _alone(carried.next_place),
    "giu": _alone(carried.confirm),
    "nhan": _alone(carried.accept),
    "thay": carried.replace_place,
    "bo": _alone(carried.drop),
    "soat": reviewing.review,
    "boqua": reviewing.waive,
    "xem": reviewing.preview,
    "xuat": reviewing.export,
    "giup": _help,
    "thoat": _leave,
}
"""What carries each command of `commands.COMMANDS` out."""
