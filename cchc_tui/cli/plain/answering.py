"""A line that is no command: an answer, a line of one, or nothing."""

from __future__ import annotations

from cchc_tui.cli.plain import tables
from cchc_tui.cli.plain.commands import place_in
from cchc_tui.cli.plain.talk import Talk
from cchc_tui.interview.kinds import Question, QuestionType
from cchc_tui.interview.stale_edits import sentence_ranges
from cchc_tui.services import stepping

MANY_LINES = (QuestionType.PROSE, QuestionType.CITATIONS)
DONE = "."
"""A line of its own that ends an answer of many lines."""


def prompt_of(talk: Talk) -> str:
    """What is asked at the beginning of the next line."""
    session = talk.session
    if talk.ended:
        return "Lệnh: "
    if session.question.type is QuestionType.TABLE:
        return tables.prompt_of(talk)
    if session.question.type in MANY_LINES and talk.adding:
        lines = session.text(session.current).text.count("\n") + 1
        return f"Dòng {lines + 1}: "
    return "Trả lời: "


def take_line(talk: Talk, line: str) -> None:
    """Do with a line what the present question makes of it."""
    if talk.ended:
        if line.strip(" .\t"):
            talk.refuse("Đã hết câu hỏi nên dòng này không được ghi. .lui về câu cuối.")
    elif talk.session.question.type is QuestionType.TABLE:
        tables.take_line(talk, line)
    elif line.strip() in ("", DONE):
        _go_on(talk)
    elif talk.session.question.type in MANY_LINES:
        write_line(talk, line)
    else:
        text = _by_number(talk.session.question, line.strip())
        talk.session.type(text, len(text))
        _settled(talk)


def _by_number(question: Question, text: str) -> str:
    """The option that a number names, where the number is no option itself."""
    options = question.options
    if question.type is QuestionType.YES_NO:
        return {"1": "có", "2": "không"}.get(text, text)
    place = None if text in options else place_in(text, len(options))
    return text if place is None else options[place]


def _settled(talk: Talk) -> None:
    """Answer with what is typed and go on; a person is asked again for what cannot stand."""
    if talk.give(lambda: talk.settle() and _confirm_retyped(talk)) or not talk.console.interactive:
        talk.go_by(1)


def _confirm_retyped(talk: Talk) -> bool:
    """What was typed anew has been looked at, also where it reads as in the last period."""
    session = talk.session
    while session.interview.typed(session.current).stale:
        spot = session.interview.typed(session.current).stale[0]
        if not talk.attempt(lambda at=spot.start: stepping.confirm_at(session, at)):  # type: ignore[misc]
            return False
    return True


def write_line(talk: Talk, line: str) -> None:
    """One more line of an answer of many lines; the first one takes the place of an old answer."""
    session = talk.session
    old = session.text(session.current).text
    if old and not talk.adding:
        talk.say("Thay câu trả lời cũ; .hoantac lấy lại, .them để viết nối vào.")
    text = f"{old}\n{line}" if old and talk.adding else line
    talk.adding = talk.begun = True
    session.type(text, len(text))


def _go_on(talk: Talk) -> None:
    """An empty line: what is written stands, what is proposed is accepted, the next is asked."""
    session = talk.session
    if session.is_pending(session.current) and (talk.begun or not session.refusal(session.current)):
        if not talk.give(talk.settle) and talk.console.interactive:
            talk.say("Sửa bằng .sua, viết lại bằng .trong, hoặc .tiep để sang câu sau.")
            return
    elif session.proposed and not talk.give(lambda: talk.attempt(session.accept)):
        return
    talk.go_by(1)


def read_out(talk: Talk) -> None:
    """Say the whole answer."""
    session = talk.session
    if session.question.type is QuestionType.TABLE:
        tables.read_out(talk)
        return
    text = session.text(session.current).text or session.summary(session.current)
    talk.say(text or "Chưa trả lời.")


def edit_sentence(talk: Talk) -> None:
    """Let one sentence of the answer be put in other words."""
    session = talk.session
    text = session.text(session.current).text
    if session.question.type is QuestionType.CITATIONS:
        ranges = _line_ranges(text)
    else:
        ranges = list(sentence_ranges(text))
    if not ranges or session.question.type not in (*MANY_LINES, QuestionType.TEXT):
        talk.refuse("Câu này không có câu văn nào để sửa; gõ lại câu trả lời là thay.")
        return
    picked = talk.console.choose("Sửa câu nào?", [text[start:end] for start, end in ranges], "thôi")
    if picked is None:
        return
    line = talk.console.ask("Câu mới (Enter: giữ nguyên; dấu chấm một mình: bỏ câu này): ").strip()
    if not line:
        return
    start, end = ranges[picked]
    new = (
        text[:start].rstrip(" ") + text[end:] if line == DONE else text[:start] + line + text[end:]
    )
    session.type(new.strip(), start)
    talk.adding = True
    talk.give(talk.settle)


def _line_ranges(text: str) -> list[tuple[int, int]]:
    found, start = [], 0
    for line in text.split("\n"):
        found.append((start, start + len(line)))
        start += len(line) + 1
    return [one for one in found if one[1] > one[0]]
