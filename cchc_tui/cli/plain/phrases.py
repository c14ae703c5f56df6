"""Standard phrases by number, their open places asked for one by one."""

from __future__ import annotations

from cchc_tui.cli.plain.commands import place_in
from cchc_tui.cli.plain.talk import Talk
from cchc_tui.interview.kinds import QuestionType
from cchc_tui.phrases.slots import TabStop
from cchc_tui.services.phrase_book import PhraseBook
from cchc_tui.services.suggestions import Suggestion

WORDED = (QuestionType.PROSE, QuestionType.TEXT)
MOST = 10
"""Phrases said at once."""
TYPES = {
    "number": "số",
    "percent": "tỷ lệ",
    "money": "số tiền",
    "date": "ngày",
    "month": "tháng",
    "year": "năm",
    "citation": "văn bản",
    "period": "kỳ",
    "list": "danh sách",
}
"""What may stand in an open place, where it is not any text."""


def phrases(talk: Talk, rest: str) -> None:
    """`.mau vài chữ` finds phrases, `.mau` reads those of the section, `.mau 2` takes one."""
    session = talk.session
    if session.question.type not in WORDED:
        talk.refuse("Câu hỏi này không dùng mẫu câu.")
    elif (place := place_in(rest, len(talk.lists.phrases))) is not None:
        _take(talk, talk.lists.phrases[place])
    else:
        section = session.question.section
        work, draft = session.workspace, session.draft
        if rest:
            found = work.suggest(draft, rest, section=section, limit=MOST, capital=True)
        else:
            found = work.phrases_of(draft, section)[:MOST]
        talk.lists.phrases = [one for one in found if not one.hit.expired]
        if not talk.lists.phrases:
            talk.refuse("Không thấy mẫu câu nào; thử vài chữ khác.")
            return
        talk.console.numbered([_said(talk, one) for one in talk.lists.phrases])
        talk.say("Lấy mẫu câu: .mau và số.")


def _said(talk: Talk, phrase: Suggestion) -> str:
    """A phrase to be heard: an open place is its name in brackets."""
    text, parts, at = phrase.filled.text, [], 0
    for stop in phrase.filled.stops:
        parts += [text[at : stop.start], f"({_name(talk, stop)})"]
        at = stop.end
    return "".join((*parts, text[at:]))


def _name(talk: Talk, stop: TabStop) -> str:
    asked = talk.session.workspace.library.questions.get(stop.name)
    return asked.name if asked else stop.name.replace("_", " ")


def _take(talk: Talk, chosen: Suggestion) -> None:
    """Put a phrase behind what is written, then ask for each open place."""
    session, filled = talk.session, chosen.filled
    before = session.text(session.current).text
    if before and not before.endswith(("\n", " ")):
        before += "\n" if talk.adding and session.question.type is QuestionType.PROSE else " "
    # In the answer first, so that nothing typed into the places is lost if the line breaks off.
    text = before + filled.text
    session.type(text, len(text))
    talk.adding = talk.begun = True
    moved = len(before)
    book = PhraseBook(session.workspace)
    for number, stop in enumerate(filled.stops, start=1):
        talk.keep()
        put = _asked(talk, book, stop, f"Ô {number} trên {len(filled.stops)}")
        if put:
            start = stop.start + moved
            text = text[:start] + put + text[stop.end + moved :]
            moved += len(put) - (stop.end - stop.start)
            session.type(text, start + len(put))
    session.workspace.phrase_used(session.draft, session.current, chosen.hit.phrase.id)
    talk.say(f"Đã chép: {text[len(before) :]}")
    if session.question.type is QuestionType.TEXT:
        talk.give(talk.settle)


def _asked(talk: Talk, book: PhraseBook, stop: TabStop, where: str) -> str:
    """What goes into an open place; empty leaves it open."""
    kind = f", {TYPES[stop.type]}" if stop.type in TYPES else ""
    last = "" if stop.choices else book.last_value(stop.name)
    hint = f" Lần trước ghi {last}." if last else ""
    if stop.choices:
        hint = f" Chọn: {', '.join(stop.choices)}."
    talk.say(f"{where}: {_name(talk, stop)}{kind}.{hint}")
    while True:
        line = talk.console.ask("Điền (Enter: để trống): ").strip()
        problem = book.check_slot(stop.type, line, stop.choices)
        if not problem:
            book.remember_value(stop.name, stop.type, line)
            return line
        talk.refuse(problem)
        if not talk.console.interactive:
            return line
