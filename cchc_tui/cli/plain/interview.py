"""The interview line by line: a question is read out, a line is taken, and so on to the end."""

from __future__ import annotations

from collections.abc import Callable

from cchc_tui.cli.plain import answering, carried, moving, phrases, reviewing, tables, words
from cchc_tui.cli.plain.commands import COMMANDS, GROUPS, HOW, understood, unknown_command
from cchc_tui.cli.plain.console import Console, Ended, Left
from cchc_tui.cli.plain.talk import Talk
from cchc_tui.domain.text import lower_first, slug, upper_first
from cchc_tui.domain.values import AnswerState
from cchc_tui.interview.answer import AnswerProblem
from cchc_tui.interview.kinds import QuestionType
from cchc_tui.interview.typed import parse_answer
from cchc_tui.services.session import Session
from cchc_tui.services.stepping import stale_count

HELP = "?"
FIRST = ("lui", "muc", "soat", "xuat", "thoat")
"""Commands that help names before any other."""


def interview(console: Console, session: Session) -> Talk:
    """Go through a draft until its officer leaves or the lines end; everything typed is kept.

    Args:
        console: Where it is read and written.
        session: The open draft.

    Returns:
        How it ended: whether anything was refused, or could not be saved.

    Raises:
        Left: Ctrl+C was pressed twice; what was typed is kept.
        Ended: There are no more lines; what was typed is kept.
        StoreError: The drafts are damaged.
    """
    talk = Talk(console, session)
    _open(talk)
    try:
        while not talk.leaving:
            if not console.ready:
                talk.keep()
            _read_question(talk)
            _take(talk, console.ask(answering.prompt_of(talk)))
    except (Ended, Left) as event:
        event.args = (talk,)
        raise
    finally:
        _close(talk)
    return talk


def _open(talk: Talk) -> None:
    kind, period, agency = talk.session.title()
    talk.say(f"Báo cáo {kind}, {period}, {agency}.", _progress(talk))
    stale = stale_count(talk.session) if talk.session.current else 0
    if stale:
        talk.say(f"Còn {stale} chỗ của kỳ trước chưa xem lại: .so đến từng chỗ.")
    talk.say(".giup đọc các lệnh; dấu ? đọc trợ giúp của câu hỏi.")


def _progress(talk: Talk) -> str:
    progress = talk.session.interview.progress()
    left = progress.required_left
    todo = f"còn {left} câu bắt buộc" if left else "không còn câu bắt buộc nào"
    return f"Đã trả lời {progress.answered} trên {progress.total} câu, {todo}."


def _close(talk: Talk) -> None:
    """Keep everything; what is an answer becomes one."""
    try:
        talk.settle()
    except (Ended, Left):
        # Nobody is left to choose: the text stays as typed.
        talk.refused = True
    talk.keep()
    if talk.trouble:
        talk.say("Còn chữ chưa lưu được vào bản nháp này.")
        return
    talk.say(f"Đã lưu bản nháp {talk.session.draft}. {_progress(talk)}")


def _read_question(talk: Talk) -> None:
    """Read out what is asked, unless that was done."""
    session = talk.session
    if talk.ended:
        if talk.asked != "end":
            talk.asked = "end"
            talk.say("", "Hết câu hỏi.", _progress(talk))
            talk.say(".thieu đến câu còn thiếu; .soat đọc chỗ cần xem; .xuat xuất báo cáo; .thoat.")
        return
    if talk.asked == session.current:
        return
    talk.asked = session.current
    talk.say("")
    section = session.place(session.current).id
    if section != talk.section:
        talk.section = section
        name = upper_first(words.name_of(session, section))
        mark = words.MARKS[session.mark(section)]
        talk.say(f"{words.sentence(name)} Mục này {mark}.")
    talk.say(*words.question_lines(session))


def _take(talk: Talk, line: str) -> None:
    if line.strip() == HELP and not talk.ended and not talk.adding:
        talk.say(*words.help_lines(talk.session.question))
        return
    given = understood(line)
    if isinstance(given, str):
        answering.take_line(talk, given)
    elif given.word in _ACTIONS:
        _ACTIONS[given.word](talk, given.rest)
    else:
        talk.refuse(unknown_command(given.word, list(COMMANDS)))


# Commands


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
    talk.settle()
    talk.keep()
    if talk.trouble and talk.console.interactive and not talk.warned:
        talk.warned = True
        talk.say("Còn chữ chưa lưu được. .thoat lần nữa thì bỏ những chữ ấy.")
        return
    talk.leaving = True


def _step(step: int) -> Callable[[Talk, str], None]:
    def go(talk: Talk, _rest: str) -> None:
        talk.settle()
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
    table = talk.session.question.type is QuestionType.TABLE
    if not (table and tables.clear_cell(talk)):
        talk.give_state(AnswerState.UNANSWERED)
        talk.arrive()


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


_ACTIONS: dict[str, Callable[[Talk, str], None]] = {
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
