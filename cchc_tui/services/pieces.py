"""A piece of an earlier answer, put into the present one: a sentence, a document, a row, a figure.

What is put in keeps its stale places, so that nobody takes an old figure for a new one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cchc_tui.domain.values import AnswerState, Records, Row, RowKind
from cchc_tui.interview.answers import Answer, AnswerProblem, Value, parse_answer, show_answer
from cchc_tui.interview.kinds import Question, QuestionType
from cchc_tui.interview.spots import StaleSpot, spots_after_change, spots_after_edit
from cchc_tui.interview.stale_cells import cell_places
from cchc_tui.interview.stale_edits import kept_stale, sentence_ranges
from cchc_tui.services.session import Session
from cchc_tui.services.stepping import stale_spots

_WORDED = (QuestionType.PROSE, QuestionType.TEXT)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of an answer.

    Attributes:
        text: As it stands in the shown answer.
        stale: Its stale places, counted from its start.
        part: Whether it is a part of the piece before it: a figure of a sentence.
        row: The row of a table that it is; None elsewhere.
        column: Id of the column that a figure of a table stands in; else empty.
    """

    text: str
    stale: tuple[StaleSpot, ...] = ()
    part: bool = False
    row: Row | None = None
    column: str = ""


def pieces_of(question: Question, answer: Answer, column: str = "") -> list[Piece]:
    """The pieces of an answer, in order; none where it has no parts.

    Args:
        question: What it answers.
        answer: As `carrying.taken_over` gives it.
        column: Of a table: the column whose figures are wanted beside the rows.
    """
    if answer.state is not AnswerState.ANSWERED:
        return []
    if isinstance(answer.value, Records):
        return list(_rows(question, answer, answer.value, column))
    if question.type in _WORDED:
        return list(_sentences(show_answer(question, answer), answer.stale))
    if question.type is QuestionType.CITATIONS:
        return list(_lines(show_answer(question, answer), answer.stale))
    return []


def _sentences(text: str, stale: Sequence[StaleSpot]) -> Iterator[Piece]:
    for start, end in sentence_ranges(text):
        sentence = _piece(text, stale, start, end)
        yield sentence
        for spot in sentence.stale:
            figure = _piece(text, stale, start + spot.start, start + spot.end)
            yield replace(figure, part=True)


def _lines(text: str, stale: Sequence[StaleSpot]) -> Iterator[Piece]:
    start = 0
    for line in text.split("\n"):
        yield _piece(text, stale, start, start + len(line))
        start += len(line) + 1


def _rows(question: Question, answer: Answer, records: Records, column: str) -> Iterator[Piece]:
    text = show_answer(question, answer)
    starts: dict[int, dict[str, int]] = {}
    for number, name, at in cell_places(question, records):
        starts.setdefault(number, {})[name] = at
    for number, cells in starts.items():
        start = min(cells.values())
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        row = _piece(text, answer.stale, start, end)
        yield replace(row, row=records.rows[number])
        if column in cells:
            behind = min((at for at in cells.values() if at > cells[column]), default=end + 3)
            cell = _piece(text, answer.stale, cells[column], behind - len(" | "))
            if cell.text:
                yield replace(cell, part=True, row=records.rows[number], column=column)


def _piece(text: str, stale: Sequence[StaleSpot], start: int, end: int) -> Piece:
    inside = tuple(s.moved(-start) for s in stale if start <= s.start and s.end <= end)
    return Piece(text[start:end], inside)


def put_in(session: Session, piece: Piece, start: int, end: int, row: int = 0) -> int:
    """Put a piece into the present answer.

    Args:
        session: At the question.
        piece: Of an earlier answer to it.
        start: In a text: where what is replaced begins.
        end: Where it ends; the cursor where nothing is selected.
        row: In a table: the chosen row, from 0.

    Returns:
        In a text, where the piece ends; in a table 0.

    Raises:
        Conflict: Another officer answered meanwhile.
        StoreError: It could not be written.
    """
    if piece.row is not None:
        _put_row(session, piece, piece.row, row)
        return 0
    text = session.text(session.current).text
    before, after = _joints(session.question, text, start, end)
    put = f"{before}{piece.text}{after}"
    new = text[:start] + put + text[end:]
    at = start + len(before)
    old = spots_after_edit(stale_spots(session), start, end, start + len(put), put)
    spots = sorted((*old, *(s.moved(at) for s in piece.stale)), key=lambda spot: spot.start)
    try:
        value = parse_answer(session.question, new)
    except AnswerProblem:
        session.type(new, at + len(piece.text))
    else:
        given = _given(value)
        shown = show_answer(session.question, given)
        session.answer(replace(given, stale=spots_after_change(spots, new, shown)))
    return at + len(piece.text)


def _given(value: Value) -> Answer:
    return Answer(AnswerState.ANSWERED, value, source="typed")


def _joints(question: Question, text: str, start: int, end: int) -> tuple[str, str]:
    """What parts a piece from the text before and behind it."""
    before, after = text[:start][-1:], text[end:][:1]
    if question.type is QuestionType.CITATIONS:
        return "\n" if before not in ("", "\n") else "", "\n" if after not in ("", "\n") else ""
    return (
        "" if before in ("", "\n", " ", "(", "“") else " ",
        "" if not (after.isalnum() or after in ("(", "“")) else " ",
    )


def _put_row(session: Session, piece: Piece, row: Row, number: int) -> None:
    """Put in a row before the chosen one, or a figure into its cell; fixed rows are replaced."""
    question = session.question
    before = replace(_given(session.records()), stale=stale_spots(session))
    rows = list(session.records().rows)
    if piece.column:
        rows += [Row()] * (number + 1 - len(rows))
        cells = {**rows[number].cells, piece.column: row.cells.get(piece.column)}
        rows[number] = replace(rows[number], kind=RowKind.ITEM, cells=cells)
    elif question.row_labels:
        rows[number : number + 1] = [row]
    else:
        rows.insert(number, row)
    number = min(number, len(rows) - 1)
    given = _given(Records(tuple(rows)))
    places = list(cell_places(question, Records(tuple(rows))))
    at = next(a for r, name, a in places if r == number and piece.column in ("", name))
    old = [
        spot
        for spot in kept_stale(question, before, given)
        if not at <= spot.start < at + len(piece.text)
    ]
    new = [spot.moved(at) for spot in piece.stale]
    session.answer(replace(given, stale=tuple(sorted((*old, *new), key=lambda s: s.start))))
