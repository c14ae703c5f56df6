"""What an officer does with stale places: types over, confirms, accepts, drops, steps on.

Every function gives another answer or a place; nothing is stored here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from cchc_tui.domain.kept_reading import kept_bounds, without_notes
from cchc_tui.domain.numbers import format_quantity
from cchc_tui.domain.values import Quantity, Records
from cchc_tui.interview.answer import UNANSWERED, Answer, AnswerProblem, Value
from cchc_tui.interview.free import is_free
from cchc_tui.interview.interview import Interview
from cchc_tui.interview.kinds import Question, QuestionType
from cchc_tui.interview.spots import StaleKind, StaleSpot, spots_after_change, spots_after_edit
from cchc_tui.interview.stale_cells import cell_places
from cchc_tui.interview.typed import parse_answer, show_answer

_STOP = re.compile(r"[.!?…]+[”\")]*(?:\[\^\w{1,20}\])*(?=\s+(\S))")
FREE_TEXT = (QuestionType.PROSE, QuestionType.TEXT, QuestionType.CHOICE)
"""Types in whose words a proposal can take a stale place."""
TAKES = (*FREE_TEXT, QuestionType.DATE, QuestionType.TABLE)
"""Types in which a proposal can take a stale place."""
_MARKER = re.compile(r"[ \t]*(?:[-+*]|\d{1,2}\.|[a-zđ]\))?[ \t]*")


def kept_stale(question: Question, before: Answer, after: Answer) -> tuple[StaleSpot, ...]:
    """The stale places that are left once an answer was typed over another."""
    if not before.stale or before.state is not after.state:
        return ()
    return spots_after_change(
        before.stale, show_answer(question, before), show_answer(question, after)
    )


def confirm(question: Question, answer: Answer, index: int) -> Answer:
    """The answer with one stale place confirmed as still true; in a table its whole row."""
    stale = answer.stale
    if question.type is not QuestionType.TABLE:
        return replace(answer, stale=stale[:index] + stale[index + 1 :])
    start, end = _line_of(show_answer(question, answer), stale[index].start)
    return replace(answer, stale=tuple(s for s in stale if not start <= s.start < end))


def proposal(interview: Interview, spot: StaleSpot) -> str:
    """What may take a stale place: what a rule says, or its question's figure of this period."""
    if spot.proposed or not spot.question:
        return spot.proposed
    answer = interview.answer(spot.question)
    if not isinstance(answer.value, Quantity) or answer.stale:
        return ""
    text = _in_shape(answer.value, spot.old_text)
    return "" if text == spot.old_text else text


def _in_shape(figure: Quantity, old: str) -> str:
    """A figure as the old one is written; `trên` and its like stand before the place already."""
    padded = len(old) != 1
    text = format_quantity(replace(figure, approx=""), pad=padded)
    sign = re.search(r"\s*(?:%|phần trăm)\Z", old)
    return text.removesuffix("%") + sign[0] if sign and text.endswith("%") else text


def accept(question: Question, answer: Answer, index: int, text: str = "") -> Answer:
    """The answer with what is proposed put in a stale place; confirmed if nothing is.

    Args:
        question: What it answers.
        answer: With its stale places.
        index: Which of them.
        text: What to put there; empty: what a rule proposed.

    Raises:
        AnswerProblem: The text with the proposal no longer answers the question.
    """
    spot = answer.stale[index]
    text = text or spot.proposed
    if not text or question.type not in TAKES:
        return confirm(question, answer, index)
    return _edited(question, answer, spot.start, spot.end, text, drop=index)


def drop_sentence(question: Question, answer: Answer, index: int) -> Answer:
    """The answer without the sentence, the document or the row of a stale place.

    What has no smaller part, or is stale as a whole, is cleared as a whole.
    """
    spot = answer.stale[index]
    if spot.kind is StaleKind.ANSWER and question.type is not QuestionType.TABLE:
        return UNANSWERED
    shown = show_answer(question, answer)
    if question.type in (QuestionType.CITATIONS, QuestionType.TABLE):
        if question.row_labels:
            return _without_cell(question, answer, index)
        start, end = _line_of(shown, spot.start)
    elif question.type in FREE_TEXT and not question.options:
        bounds = kept_bounds(shown, spot.start) if is_free(question.id) else None
        start, end = _sentence_of(shown, spot.start, spot.end, bounds)
    else:
        return UNANSWERED
    try:
        return _edited(question, answer, start, end, "", tidy=is_free(question.id))
    except AnswerProblem:
        return UNANSWERED


def _without_cell(question: Question, answer: Answer, index: int) -> Answer:
    """A table of fixed rows with the stale cell emptied."""
    if not isinstance(answer.value, Records):
        return answer
    spot = answer.stale[index]
    places = [one for one in cell_places(question, answer.value) if one[2] <= spot.start]
    row, name, _ = max(places, key=lambda place: place[2])
    rows = list(answer.value.rows)
    cells = {key: value for key, value in rows[row].cells.items() if key != name}
    rows[row] = replace(rows[row], cells=cells)
    after = replace(answer, value=Records(tuple(rows)))
    others = replace(answer, stale=answer.stale[:index] + answer.stale[index + 1 :])
    return replace(after, stale=kept_stale(question, others, after))


def _edited(
    question: Question,
    answer: Answer,
    start: int,
    end: int,
    text: str,
    drop: int = -1,
    *,
    tidy: bool = False,
) -> Answer:
    """The answer after one edit of its shown text; `tidy`: notes go with their last mark.

    Raises:
        AnswerProblem: What is left answers nothing.
    """
    shown = show_answer(question, answer)
    typed = shown[:start] + text + shown[end:]
    left_over = without_notes(shown, typed) if tidy else typed
    value: Value = parse_answer(question, left_over)
    spots = tuple(spot for at, spot in enumerate(answer.stale) if at != drop)
    after = replace(answer, value=value, stale=())
    left = spots_after_edit(spots, start, end, start + len(text), text)
    return replace(after, stale=spots_after_change(left, typed, show_answer(question, after)))


def _line_of(text: str, at: int) -> tuple[int, int]:
    """The line at a place, with one of the line ends around it."""
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    if end < 0:
        return max(start - 1, 0), len(text)
    return start, end + 1


def sentence_ranges(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every sentence, without the blanks and list marks before it."""
    line_start = 0
    for line in text.split("\n"):
        line_end = line_start + len(line)
        yield from _sentences_of_line(text, line_start, line_end)
        line_start = line_end + 1


def _sentences_of_line(text: str, line_start: int, line_end: int) -> Iterator[tuple[int, int]]:
    marker = _MARKER.match(text, line_start, line_end)
    start = marker.end() if marker else line_start
    for stop in _STOP.finditer(text, start, line_end):
        if not stop[1].islower() and not stop[1].isdigit():
            yield start, stop.end()
            start = stop.start(1)
    end = line_start + len(text[line_start:line_end].rstrip())
    if start < end:
        yield start, end


def _sentence_of(
    text: str, start: int, end: int, bounds: tuple[int, int] | None = None
) -> tuple[int, int]:
    """The sentence around a range; its whole line, list mark too, where it is alone there.

    Within `bounds`, a cell or a note of kept text, it is what stands between them.
    """
    line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    line_start, line_end = bounds or (line_start, line_end)
    sentences = list(_sentences_of_line(text, line_start, line_end))
    first = next((n for n, (_, e) in enumerate(sentences) if e > start), len(sentences) - 1)
    last = next((n for n, (_, e) in enumerate(sentences) if e >= end), len(sentences) - 1)
    if first <= 0 and last >= len(sentences) - 1:
        return bounds or _line_of(text, start)
    if first <= 0:
        return sentences[0][0], sentences[last + 1][0]
    return sentences[first - 1][1], sentences[last][1]


# Over the whole draft


def all_stale(interview: Interview) -> list[tuple[Question, StaleSpot]]:
    """Every stale place in the order of the report."""
    return [
        (question, spot)
        for question, answer in _stale_answers(interview)
        for spot in sorted(answer.stale, key=lambda one: one.start)
    ]


def next_place(
    interview: Interview,
    places: Sequence[tuple[Question, StaleSpot]],
    question: str,
    position: int,
) -> tuple[str, StaleSpot] | None:
    """The first stale place after a place in the report, going round at its end.

    Args:
        interview: The draft.
        places: Its stale places, as of `all_stale`.
        question: Where one is; an unknown one starts at the beginning.
        position: Character in its shown answer; a place that starts there is passed over.

    Returns:
        Id of the question and the place in its shown answer; None if nothing is stale.
    """
    order = {one.id: number for number, one in enumerate(interview.questions())}
    here = (order.get(question, -1), position)
    found = [((order[one.id], spot.start), one.id, spot) for one, spot in places]
    if not found:
        return None
    after = [place for place in found if place[0] > here]
    _, name, spot = min(after or found, key=lambda place: place[0])
    return name, spot


def _stale_answers(interview: Interview) -> Iterator[tuple[Question, Answer]]:
    """Answers with stale places that the report prints."""
    for question in interview.questions():
        answer = interview.typed(question.id)
        if answer.stale and not question.computed and question.id in interview.printed:
            yield question, answer
