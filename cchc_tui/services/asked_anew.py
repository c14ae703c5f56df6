"""Questions that a carried draft asks anew, with what the draft it comes from answered.

They start empty, so nothing of the last period would stand in the report and nobody would
notice that it is gone: the officer is led to each, and answers it, takes the old answer back,
or says that there is none any more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from cchc_tui.domain.dates import PartialDate
from cchc_tui.domain.values import AnswerState, Records
from cchc_tui.interview.answers import Answer, show_answer, summarise
from cchc_tui.interview.kinds import Carry, Question, QuestionType
from cchc_tui.interview.spots import StaleKind, StaleSpot
from cchc_tui.interview.stale_cells import cell_places
from cchc_tui.interview.typed_table import show_cell
from cchc_tui.services.earlier import EarlierAnswer, readable
from cchc_tui.services.errors import WorkError
from cchc_tui.services.periods import period_of

if TYPE_CHECKING:
    from cchc_tui.interview.interview import Interview
    from cchc_tui.services.workspace import Workspace

OF_ONE_PAPER = ("so_van_ban", "ngay_ky")
"""Number and date of the old paper, which no other has."""
GONE = Answer(AnswerState.NOT_APPLICABLE, reason="kỳ này không còn", source="typed")
"""What a question answers whose old answer is dropped: the report leaves it out."""


class AskedAnew:
    """What one draft asks anew; the draft it comes from is read once, when first needed.

    Args:
        workspace: Where drafts live.
        draft: Id of the draft.
    """

    def __init__(self, workspace: Workspace, draft: str) -> None:
        self._workspace = workspace
        self._draft = draft
        self._spots: dict[str, StaleSpot] = {}

    @cached_property
    def _old(self) -> Mapping[str, EarlierAnswer]:
        """Old answers to the questions that are not carried over."""
        work = self._workspace
        info = work.draft(self._draft)
        if not info.copied_from:
            return {}
        try:
            source = work.draft(info.copied_from)
        except WorkError:
            return {}  # it has been deleted since
        period = period_of(source, work.interview(info.id).period.rules)
        if period is None or source.period == info.period:
            return {}
        found = {}
        for name, stored in work.store.answers(source.id).items():
            question = work.library.questions.get(name)
            if question is None or question.computed or name in OF_ONE_PAPER:
                continue
            if question.carry is not Carry.ASK:
                continue
            answer = readable(question, stored.plain)
            if answer is not None and answer.given:
                found[name] = EarlierAnswer(period, answer, source)
        return found

    def open(self, interview: Interview) -> Iterator[Question]:
        """Questions that are still to be answered, in the order of the report.

        Args:
            interview: The draft as it stands.
        """
        if self._old:
            yield from (q for q in interview.questions() if self.waits(interview, q.id))

    def waits(self, interview: Interview, question: str) -> bool:
        """Whether a question is printed, was answered in the old draft, and is empty now."""
        return (
            question in self._old
            and interview.visible(question)
            and not interview.answer(question).given
            and question in interview.printed
        )

    def spot(self, interview: Interview, question: Question) -> StaleSpot:
        """The old answer as a place to be looked at: of no length, before the empty field."""
        if question.id not in self._spots:
            old = summarise(question, self._old[question.id].answer)
            offer = ""
            if question.type is QuestionType.DATE:
                offer = self.taken_back(interview, question).stale[0].proposed
            self._spots[question.id] = StaleSpot(0, 0, StaleKind.ANSWER, old, offer)
        return self._spots[question.id]

    def taken_back(self, interview: Interview, question: Question) -> Answer:
        """The old answer, moved on to the draft's period, with places left to be looked at.

        Nothing is confirmed by taking it back: what has no stale place by its shape is stale
        as a whole, a table row by row. A day stays as it was, with the moved one proposed.
        """
        from cchc_tui.services.carrying import taken_over

        answer = taken_over(question, self._old[question.id], interview.period)
        old = self._old[question.id].answer.value
        shown, proposed = show_answer(question, answer), ""
        if isinstance(old, PartialDate) and answer.value != old:
            answer, proposed = replace(answer, value=old), shown
            shown = show_answer(question, answer)
        if answer.stale:
            return answer
        if isinstance(answer.value, Records):
            return replace(answer, stale=tuple(_rows(question, answer.value)))
        kind = StaleKind.DATE if proposed else StaleKind.ANSWER
        words = shown or summarise(question, answer)
        return replace(answer, stale=(StaleSpot(0, len(shown), kind, words, proposed),))


def _rows(question: Question, records: Records) -> Iterator[StaleSpot]:
    """Every row of a table as a place: the words of its first cell that has any."""
    columns = {column.id: column for column in question.columns}
    seen: set[int] = set()
    for row, name, at in cell_places(question, records):
        words = show_cell(columns[name], records.rows[row].cells.get(name))
        if words and row not in seen:
            seen.add(row)
            yield StaleSpot(at, at + len(words), StaleKind.ANSWER, words)
