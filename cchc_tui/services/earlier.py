"""Answers of earlier periods, read from the earlier drafts of the same agency."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from cchc_tui.domain.periods import Period, PeriodProblem
from cchc_tui.interview.answers import Answer, AnswerProblem, from_plain
from cchc_tui.interview.kinds import Library, Question
from cchc_tui.services.periods import period_of
from cchc_tui.store.drafts import DraftStore
from cchc_tui.store.records import DraftInfo, StoredAnswer


@dataclass(frozen=True, slots=True)
class EarlierAnswer:
    """What was answered in an earlier period, with the draft it stands in."""

    period: Period
    answer: Answer
    draft: DraftInfo


class EarlierDrafts:
    """The drafts of an agency whose period ended before that of a given draft.

    Nothing is read until it is asked for; each earlier draft is read once. Drafts of any
    kind count, because one fact has one id wherever it is printed; where several have the
    question, the same kind comes first, then the later change.

    Args:
        store: The drafts.
        library: For the questions.
        info: The draft that looks back.
        period: Its period.
    """

    def __init__(
        self, store: DraftStore, library: Library, info: DraftInfo, period: Period
    ) -> None:
        self._store = store
        self._library = library
        self._info = info
        self._period = period
        self._answers: dict[str, dict[str, StoredAnswer]] = {}
        self._periods: dict[str, Period | None] = {}

    @cached_property
    def drafts(self) -> list[tuple[Period, DraftInfo]]:
        """Earlier drafts, latest period first."""
        found = []
        for info in self._store.headers():
            if info.agency != self._info.agency or info.id == self._info.id:
                continue
            period = period_of(info, self._period.rules)
            if period is not None and period.end < self._period.end:
                found.append((period, info))
        return sorted(
            found,
            key=lambda one: (one[0].end, one[1].kind == self._info.kind, one[1].changed_at),
            reverse=True,
        )

    def all(self, question: str) -> Iterator[EarlierAnswer]:
        """Every earlier answer to a question, latest period first."""
        for period, info in self.drafts:
            answer = self._answer(info, question)
            if answer is not None:
                yield EarlierAnswer(period, answer, info)

    def last(self, question: str) -> EarlierAnswer | None:
        """The answer of the latest earlier period that has one."""
        return next(self.all(question), None)

    def previous(self, question: str) -> Answer | None:
        """The answer of the period just before."""
        return self._in(question, "truoc")

    def same_last_year(self, question: str) -> Answer | None:
        """The answer of the same period last year."""
        return self._in(question, "cung_ky")

    def period(self, function: str) -> Period | None:
        """The period that `truoc` or `cung_ky` looks at; None where it has no draft.

        Where the period just before has no draft, it is that of the draft this one was
        carried from: that is the agency's last report.
        """
        if function not in self._periods:
            self._periods[function] = self._find(function)
        return self._periods[function]

    def _find(self, function: str) -> Period | None:
        step = Period.previous if function == "truoc" else Period.same_last_year
        try:
            wanted = step(self._period).code
        except PeriodProblem:
            wanted = ""
        periods = {period.code: period for period, _ in self.drafts}
        if wanted in periods or function != "truoc":
            return periods.get(wanted)
        source = self._info.copied_from
        return next((period for period, info in self.drafts if info.id == source), None)

    def _in(self, question: str, function: str) -> Answer | None:
        wanted = self.period(function)
        if wanted is None:
            return None
        for found in self.all(question):
            if found.period.code == wanted.code:
                return found.answer
        return None

    def _answer(self, info: DraftInfo, question: str) -> Answer | None:
        if info.id not in self._answers:
            self._answers[info.id] = self._store.answers(info.id)
        stored = self._answers[info.id].get(question)
        asked = self._library.questions.get(question)
        if asked is None or stored is None or stored.plain is None:
            return None
        answer = readable(asked, stored.plain)
        return answer and replace(answer, author=stored.author, at=stored.at)


def readable(question: Question, plain: object) -> Answer | None:
    """The answer in a stored value; None if the question has changed so that it no longer fits."""
    if not isinstance(plain, dict):
        return None
    try:
        return from_plain(question, plain)
    except AnswerProblem:
        return None
