"""The interview line by line: a question is read out, a line is taken, and so on to the end."""

from __future__ import annotations

from contextlib import suppress

from cchc_tui.cli.plain import answering, words
from cchc_tui.cli.plain.actions import ACTIONS
from cchc_tui.cli.plain.commands import (
    AT_A_QUESTION,
    COMMANDS,
    WITHIN,
    Given,
    understood,
    unknown_command,
)
from cchc_tui.cli.plain.company import Company
from cchc_tui.cli.plain.console import Console, Ended, Left
from cchc_tui.cli.plain.talk import Talk
from cchc_tui.domain.problems import DataError
from cchc_tui.domain.text import upper_first
from cchc_tui.services.errors import WorkError
from cchc_tui.services.session import Session
from cchc_tui.services.stepping import stale_count
from cchc_tui.store.errors import StoreError

HELP = "?"


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
    # A script is over before anybody could come.
    company = Company(session) if console.interactive else None
    if company is not None:
        company.begin()
    try:
        while not talk.leaving:
            if not console.ready:
                talk.keep()
            _read_question(talk)
            if company is not None:
                _look_around(talk, company)
            _take(talk, console.ask(answering.prompt_of(talk)))
    except (Ended, Left) as event:
        event.args = (talk,)
        raise
    finally:
        if company is not None:
            company.end()
        _close(talk)
    return talk


def _look_around(talk: Talk, company: Company) -> None:
    """Say who came or went, and what somebody else answered here meanwhile."""
    company.moved()
    talk.say(*news) if (news := company.news()) else None
    with suppress(StoreError):  # whoever types next is told
        if company.answered() and not talk.ended:
            said = words.said_answer(talk.session, talk.session.current)
            talk.say(f"Câu này vừa được người khác trả lời: {words.sentence(said or 'bỏ trống')}")


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
        talk.conclude()
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
    elif given.word not in ACTIONS:
        talk.refuse(unknown_command(given.word, list(COMMANDS)))
    elif talk.ended and given.word in AT_A_QUESTION and not _of_a_finding(given):
        talk.refuse("Đã hết câu hỏi. .lui về câu cuối.")
    else:
        if given.word not in WITHIN:
            talk.conclude()
        try:
            ACTIONS[given.word](talk, given.rest)
        except (WorkError, DataError) as error:
            talk.refuse(str(error))


def _of_a_finding(given: Given) -> bool:
    return given.word == "sua" and bool(given.rest)
