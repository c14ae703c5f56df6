"""What comes from the last period: read out place by place, confirmed, replaced, dropped."""

from __future__ import annotations

from collections.abc import Callable

from cchc_tui.cli.plain import tables, words
from cchc_tui.cli.plain.commands import place_in
from cchc_tui.cli.plain.talk import Talk, earlier_of
from cchc_tui.domain.text import upper_first
from cchc_tui.interview.answers import show_answer, summarise
from cchc_tui.interview.kinds import QuestionType
from cchc_tui.interview.spots import StaleSpot
from cchc_tui.interview.stale_edits import FREE_TEXT, sentence_ranges
from cchc_tui.services import stepping
from cchc_tui.services.carrying import taken_over
from cchc_tui.services.session import Session

NEAR = 90
"""Characters that are said on both sides of a place in a long sentence."""
NONE_LEFT = "Không còn chỗ nào của kỳ trước chờ xem lại."
NO_PLACE = "Câu này không có chỗ nào của kỳ trước; .so đến chỗ kế tiếp."


def next_place(talk: Talk, after: int | None = None) -> None:
    """Go to the next place of the last period and read it out.

    Args:
        talk: Where one is.
        after: Place in the present answer to go on from; by default that read out last.
    """
    session = talk.session
    here = session.current
    if after is None:
        after = talk.spot.start if talk.spot else -1
    found: list[StaleSpot | None] = []
    if not talk.attempt(lambda: found.append(stepping.go_to_next(session, after))):
        return
    if session.current != here:
        talk.arrive()
    talk.spot = found[0] if found else None
    if talk.spot is None:
        talk.say(NONE_LEFT)
        return
    talk.say(f"Còn {stepping.stale_count(session)} chỗ của kỳ trước.", *_described(talk, talk.spot))
    talk.ended = False
    talk.asked = session.current


def _described(talk: Talk, spot: StaleSpot) -> list[str]:
    """Where a place is, what stands there, what can be done; what was just said is not repeated."""
    session, lists, lines = talk.session, talk.lists, []
    before, around = lists.around, _around(session, spot)
    lists.around = session.current, around
    if before[0] != session.current:
        where = words.name_of(session, session.place(session.current).id)
        lines.append(f"{upper_first(where)}. {words.sentence(session.question.name)}")
    old = " ".join(spot.old_text.split())
    lines.append(f"{upper_first(spot.kind.label)}, kỳ trước ghi: {words.sentence(old)}")
    if around != old and lists.around != before:
        lines.append(f"Trong: {words.sentence(around)}")
    offer = stepping.offered(session, spot)
    if offer:
        lines.append(f"Đề nghị: {offer}; .nhan để ghi.")
    retype = ".thay và chữ mới" if _has_parts(session) else "gõ câu trả lời mới"
    if retype not in lists.told:
        lists.told.add(retype)
        lines.append(f"Lệnh: .giu vẫn đúng; {retype}; .bo bỏ đi; .so để sau.")
    return lines


def _has_parts(session: Session) -> bool:
    """Whether a place is only a part of the answer."""
    if stepping.asks_anew(session):
        return False
    more = (QuestionType.CITATIONS, QuestionType.TABLE)
    return session.question.type in (*FREE_TEXT, *more) and not session.question.options


def _around(session: Session, spot: StaleSpot) -> str:
    """The sentence, the document or the row that a place stands in; of a long one the middle."""
    if stepping.asks_anew(session):
        return " ".join(spot.old_text.split())
    text = show_answer(session.question, session.interview.typed(session.current))
    if session.question.type is QuestionType.TABLE:
        start = text.rfind("\n", 0, spot.start) + 1
        row = text[: spot.start].count("\n") + 1
        return f"hàng {row}: {text[start:].partition(chr(10))[0].replace(' | ', '; ')}"
    for start, end in sentence_ranges(text):
        if start <= spot.start < end:
            return _middle(text, start, max(end, spot.end), spot)
    return text


def _middle(text: str, start: int, end: int, spot: StaleSpot) -> str:
    """The words of a sentence that stand about a place, cut between words."""
    first, last = max(start, spot.start - NEAR), min(end, spot.end + NEAR)
    if first > start:
        first = text.find(" ", first, spot.start) + 1 or spot.start
    if last < end:
        last = max(text.rfind(" ", spot.end, last), spot.end)
    return " ".join(f"{'…' * (first > start)}{text[first:last]}{'…' * (last < end)}".split())


def confirm(talk: Talk) -> None:
    """The place read out is still true."""
    back = stepping.asks_anew(talk.session)
    _deal(talk, stepping.confirm_at, "Đã lấy lại." if back else "Giữ nguyên.")


def accept(talk: Talk) -> None:
    """Put in what is proposed."""
    spot = _at(talk)
    if spot is not None and not stepping.offered(talk.session, spot):
        talk.refuse("Chỗ này chưa có đề nghị nào; .giu giữ nguyên, .thay thay bằng chữ khác.")
    elif spot is not None:
        _deal(talk, stepping.accept_at, "Đã ghi đề nghị.")


def drop(talk: Talk) -> None:
    """Drop the sentence, document or row; what has no smaller part is cleared."""
    _deal(talk, stepping.drop_at, "Đã bỏ; .hoantac lấy lại.")


def _at(talk: Talk) -> StaleSpot | None:
    """The place that is meant: the one read out, or the first of this question."""
    spots = stepping.stale_spots(talk.session)
    if talk.spot is None or talk.spot not in spots:
        talk.spot = spots[0] if spots else None
    if talk.spot is None:
        talk.refuse(NO_PLACE)
    return talk.spot


def _deal(talk: Talk, deal: Callable[[Session, int], bool], said: str) -> None:
    session, spot = talk.session, _at(talk)
    if spot is None:
        return
    before = session.interview.typed(session.current).stale
    done: list[bool] = []
    if not talk.attempt(lambda: done.append(deal(session, spot.start))):
        return
    if not all(done):
        talk.refuse(NO_PLACE)
        return
    talk.say(said)
    after = session.interview.typed(session.current).stale
    next_place(talk, stepping.going_on(before, after, spot.start))


def replace_place(talk: Talk, text: str) -> None:
    """`.thay chữ mới`: other words in the place read out."""
    session, spot = talk.session, _at(talk)
    if spot is None:
        return
    if not text:
        talk.refuse("Xin nêu chữ mới: .thay chữ mới.")
        return
    before = session.interview.typed(session.current).stale
    if session.question.type is QuestionType.TABLE and stepping.asks_anew(session):
        talk.refuse("Bảng này còn trống: .giu lấy lại bảng kỳ trước, hoặc nhập từng hàng.")
        return
    if session.question.type is QuestionType.TABLE:
        cells = stepping.spots_by_cell(session)
        starts = stepping.cell_starts(session)
        number, column = next(
            cell for cell, spots in cells.items() if any(
                one.start + starts[cell] == spot.start for one in spots
            )
        )  # fmt: skip
        tables.replace_cell(talk, number, column, text)
    else:
        old = session.text(session.current).text
        whole = text if not _has_parts(session) else old[: spot.start] + text + old[spot.end :]
        session.type(whole, spot.start + len(text))
        if talk.settle():
            talk.say("Đã thay.")
    after = session.interview.typed(session.current).stale
    if not session.is_pending(session.current):
        next_place(talk, stepping.going_on(before, after, spot.start))


def earlier(talk: Talk, rest: str) -> None:
    """`.kytruoc` reads the answers of earlier periods; with a number that one is taken over."""
    session, found = talk.session, earlier_of(talk)
    if not found:
        talk.say("Chưa có kỳ trước nào của cơ quan này trả lời câu hỏi này.")
    elif (place := place_in(rest, len(found))) is not None:
        answer = taken_over(session.question, found[place], session.interview.period)
        talk.give(lambda: talk.attempt(lambda: session.answer(answer)))
        talk.asked = ""
    else:
        for number, one in enumerate(found, start=1):
            text = show_answer(session.question, one.answer)
            if session.question.type is QuestionType.TABLE or not text:
                text = summarise(session.question, one.answer)
            talk.say(f"{number}. {one.period.short_name}: {words.sentence(text)}")
        talk.say("Lấy lại: .kytruoc và số.")
