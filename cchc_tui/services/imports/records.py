"""Tables told in sentences: `Sơn Hiệp: 64 hồ sơ; Sơn Trung: 08 hồ sơ`, or a list item each.

A run of like pieces, clauses of one sentence or items of one list, becomes the rows of the table
question that its lead names; each figure goes to the column whose words stand around it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cchc_tui.domain.text import fold
from cchc_tui.domain.values import CellValue, Column, Quantity, Records, Row
from cchc_tui.interview.kinds import Question, QuestionType
from cchc_tui.services.imports.answering import cell_of
from cchc_tui.services.imports.contexts import Context, label_words
from cchc_tui.services.imports.facts import Weigher
from cchc_tui.services.imports.mentions import Mention, mentions_in
from cchc_tui.services.imports.runs import Piece, Run, runs_in
from cchc_tui.services.imports.segments import Passage
from cchc_tui.services.imports.words import words_of_text

LIKELY = 0.5
"""From here on a run of pieces is taken for a table."""
_CELL, _ONE_CELL, _LEAD, _SUM, _SUM_RIVAL = 0.36, 0.3, 0.34, 0.3, 0.15
_COMMON = frozenset(("trong", "ky", "cua", "cac", "nhu", "sau", "la", "co", "da", "cung", "voi"))
_PLAIN, _LEAD_PLAIN = 0.55, 0.24
_TYPES = {
    "number": QuestionType.NUMBER,
    "percent": QuestionType.PERCENT,
    "date": QuestionType.DATE,
}
_YEAR = re.compile(r"\W{0,3}(?:năm|Năm)\s+((?:19|20)\d\d)\b")
_JOINTS = re.compile(
    r"(?:\s|[-–+*:,;.()“”]|\b(?:là|có|gồm|và|với|tại|được|đạt|đã)\b)+", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Told:
    """A table question answered by a run; `places` are the figures it takes.

    `adds_up`: its lead has the sum of a column.
    """

    question: Question
    records: Records
    score: float
    places: frozenset[tuple[int, int]]
    adds_up: bool


def read_told(
    passages: Sequence[Passage],
    questions: Sequence[Question],
    contexts: Mapping[str, Sequence[Context]],
) -> list[Told]:
    """Tables told in the passages, each question and each figure once, the surest first.

    A run whose figures answer questions of their own better is left to those.
    """
    single = Weigher(questions, contexts)
    own = {
        (one.mention.passage, one.mention.start): one.score
        for one in single.read(mentions_in([passage.text for passage in passages]))
    }
    asked = [q for q in questions if q.type is QuestionType.TABLE and not q.row_labels]
    runs = list(runs_in(passages))
    found = [
        told
        for question in asked
        for run in runs
        if (told := _Reader(question, contexts).read(run)) is not None
        and sum(own.get(place, 0.0) for place in told.places) / len(told.places)
        <= told.score - (_SUM - _SUM_RIVAL if told.adds_up else 0.0)
    ]
    chosen: list[Told] = []
    for told in sorted(found, key=lambda one: -one.score):
        used = {place for one in chosen for place in one.places}
        if not used & told.places and all(one.question is not told.question for one in chosen):
            chosen.append(told)
    return chosen


class _Reader:
    """Reads runs as the rows of one table question."""

    def __init__(self, question: Question, contexts: Mapping[str, Sequence[Context]]) -> None:
        self._question = question
        self._columns = {
            f"{question.id}.{column.id}": column
            for column in question.columns
            if column.type in _TYPES
        }
        asked = [
            Question(id=name, type=_TYPES[column.type], ask=column.title,
                     label=f"{column.parent} {column.title}".strip(), section=question.section,
                     computed=column.formula)
            for name, column in self._columns.items()
        ]  # fmt: skip
        self._weigher = Weigher(asked, contexts)
        self._figures = sum(
            1 for one in asked if one.type is not QuestionType.DATE and not one.computed
        )
        self._leads = [label_words(question)]
        for context in contexts.get(question.id, ()):
            self._leads.append(frozenset(w for w in context.left[:8] if w.isalpha()) - _COMMON)
        self._years = any(column.id == "nam" for column in question.columns)
        self._texts = [column for column in question.columns if column.type not in _TYPES]

    def read(self, run: Run) -> Told | None:
        """The run as rows; None where it is no table of this question."""
        if not self._figures or run.small is (self._figures > 1):
            return None
        rows: list[Row] = []
        scores: list[float] = []
        places: set[tuple[int, int]] = set()
        for piece in run.pieces:
            made = self._row(piece)
            if made is None:
                if rows and not self._years:
                    break
                continue
            row, score, here = made
            rows.append(row)
            scores.append(score)
            places |= here
        if not rows or (len(rows) == 1 and not self._years):
            return None
        score = sum(scores) / len(scores)
        adds_up = False
        if not self._years:
            lead = self._lead(run.lead)
            adds_up = self._adds_up(run.lead, rows)
            plain = score >= _PLAIN and len(rows) > 2
            if lead < (_LEAD_PLAIN if plain or adds_up else _LEAD):
                return None
            score = 0.5 * score + 0.5 * lead + (_SUM if adds_up else 0.0)
        if score < LIKELY:
            return None
        return Told(self._question, Records(tuple(rows)), score, frozenset(places), adds_up)

    def _lead(self, lead: str) -> float:
        there = set(words_of_text(lead))
        return max((len(one & there) / len(one) for one in self._leads if len(one) > 1), default=0)

    def _adds_up(self, lead: str, rows: Sequence[Row]) -> bool:
        """Whether a figure of the lead is the sum of a column."""
        said = {re.sub(r"\D", "", one.text) for one in mentions_in([lead]) if not one.is_date}
        sums: dict[str, int] = {}
        for row in rows:
            for name, value in row.cells.items():
                if isinstance(value, Quantity):
                    sums[name] = sums.get(name, 0) + int(value.value)
        return any(str(total) in {one.lstrip("0") for one in said} for total in sums.values())

    def _row(self, piece: Piece) -> tuple[Row, float, set[tuple[int, int]]] | None:
        """A piece as a row, how sure, and the figures it takes."""
        year = _YEAR.match(piece.text)
        if self._years and not year:
            return None
        mentions = mentions_in([piece.text])
        figures = [one for one in mentions if not one.is_date]
        if not figures or (self._figures == 1 and len(figures) > 1 and not self._years):
            return None
        least = _ONE_CELL if self._figures == 1 else _CELL
        readings = self._weigher.read(mentions, least)
        cells: dict[str, CellValue] = {}
        if not readings and self._figures == 1 and len(self._columns) == 1:
            (name,) = self._columns
            value = cell_of(self._columns[name], figures[0].text)
            if value is None:
                return None
            cells[self._columns[name].id] = value
            taken, score = [figures[0]], _ONE_CELL
        elif not readings:
            return None
        else:
            for reading in readings:
                column = self._columns[reading.question.id]
                value = None if column.formula else cell_of(column, reading.mention.text)
                if value is not None:
                    cells[column.id] = value
            taken = [reading.mention for reading in readings]
            score = sum(reading.score for reading in readings) / len(readings)
            score *= 0.5 + 0.5 * len(readings) / len(figures)
        if year:
            cells["nam"] = year[1]
        self._name(cells, piece.text, taken)
        places = {(piece.passage, piece.start + one.start) for one in taken}
        ordered = {c.id: cells[c.id] for c in self._question.columns if c.id in cells}
        return Row(ordered), score, places

    def _name(self, cells: dict[str, CellValue], text: str, taken: Sequence[Mention]) -> None:
        """The words of a piece in its choices and in its first text."""
        first = min(taken, key=lambda one: one.start)
        before = _trim(text[: first.start])
        after = _trim(text[first.end :])
        rest = before or after
        for column in self._texts:
            if column.id in cells:
                continue
            if column.type == "choice":
                option = _option(column, f"{before} {after}")
                if option:
                    cells[column.id] = option
                    if not before:
                        rest = _trim(re.sub(re.escape(option), "", rest, count=1, flags=re.I))
            elif self._figures == 1 and rest:
                cells[column.id] = rest
                break


def _option(column: Column, text: str) -> str:
    """The longest option that a text has; empty where there is none."""
    there = f" {fold(text)} "
    fitting = [one for one in column.options if f" {fold(one)} " in there]
    return max(fitting, key=len, default="")


def _trim(text: str) -> str:
    """Words without the marks and joints around them."""
    found = _JOINTS.match(text)
    text = text[found.end() :] if found else text
    text = text.strip(" -–+*:,;.()")
    return re.sub(r"\s(?:là|có|gồm|và|với|tại|được|đạt)\Z", "", text)
