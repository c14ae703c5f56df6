"""Drafts read as interviews, kept in memory until they change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from cchc_tui.domain.agencies import Agency
from cchc_tui.interview.answers import UNANSWERED, Answer
from cchc_tui.interview.kinds import Kind, Question
from cchc_tui.services.agencies import unknown
from cchc_tui.services.cards import header_of
from cchc_tui.services.compared_slots import ComparedSlots
from cchc_tui.services.earlier import EarlierDrafts, readable
from cchc_tui.services.errors import WorkError
from cchc_tui.services.lookup import ActionEntry, action_entries, entries_of
from cchc_tui.services.lookup_index import Index
from cchc_tui.services.periods import period_of
from cchc_tui.store.records import DraftInfo, StoredAnswer

if TYPE_CHECKING:
    from cchc_tui.interview.interview import Interview
    from cchc_tui.services.workspace import Workspace


@dataclass(frozen=True)
class _Open:
    """An interview in memory and what it was made from."""

    step: int
    agency: Agency
    interview: Interview
    earlier: EarlierDrafts

    @cached_property
    def slots(self) -> Mapping[str, str]:
        """Values of phrase slots that the draft knows."""
        return self.interview.known_slots()

    @cached_property
    def compared(self) -> dict[str, str]:
        """Values of the slots that compare figures; filled as asked for."""
        return {}

    @cached_property
    def indexes(self) -> dict[tuple[ActionEntry, ...], Index]:
        """What the assistant line can find, by the actions at hand; filled as asked for."""
        return {}


class Reading:
    """The drafts of a workspace, to read.

    Args:
        workspace: Where they are.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._work = workspace
        self._open: dict[str, _Open] = {}

    def info(self, draft_id: str) -> DraftInfo:
        """The header of a draft; the id may be written in any case."""
        return header_of(self._work, draft_id)

    def kind(self, kind_id: str) -> Kind:
        """A report kind.

        Raises:
            WorkError: There is none with this id; names the nearest.
        """
        kinds = self._work.library.kinds
        if kind_id not in kinds:
            raise WorkError(unknown("loại báo cáo", kind_id, kinds))
        return kinds[kind_id]

    def question(self, name: str) -> Question:
        """A question.

        Raises:
            WorkError: There is none with this id; names the nearest.
        """
        questions = self._work.library.questions
        if name not in questions:
            raise WorkError(unknown("câu hỏi", name, questions))
        return questions[name]

    def interview(self, draft_id: str) -> Interview:
        """The draft as it stands now."""
        return self._opened(draft_id).interview

    def earlier(self, draft_id: str) -> EarlierDrafts:
        """The earlier drafts of the same agency."""
        return self._opened(draft_id).earlier

    def known_slots(self, draft_id: str) -> Mapping[str, str]:
        """Values of phrase slots that the draft knows; comparisons are made when asked for."""
        opened = self._opened(draft_id)
        return ComparedSlots(opened.slots, opened.compared, self._work, draft_id)

    def lookup_index(self, draft_id: str, actions: tuple[ActionEntry, ...]) -> Index:
        """What the assistant line can find in the draft and among these actions."""
        opened = self._opened(draft_id)
        if actions not in opened.indexes:
            entries = entries_of(opened.interview, opened.earlier)
            opened.indexes[actions] = Index([*action_entries(actions), *entries])
        return opened.indexes[actions]

    def forget(self, *, keep: str = "") -> None:
        """Read other drafts anew next time: they may look back on what has changed."""
        self._open = {name: kept for name, kept in self._open.items() if name == keep}

    def _opened(self, draft_id: str) -> _Open:
        info = self.info(draft_id)
        kept = self._open.get(info.id)
        agency = self._work.agency_book.get(info.agency)
        if kept is None or kept.step != info.last_step or kept.agency is not agency:
            kept = self._read(info, agency, kept)
            self._open[info.id] = kept
        return kept

    def _read(self, info: DraftInfo, agency: Agency, kept: _Open | None) -> _Open:
        from cchc_tui.interview.interview import Interview

        kind = self.kind(info.kind)
        period = period_of(info, self._work.window_rules(agency))
        if period is None:
            raise WorkError(f"Bản nháp “{info.id}” có mã kỳ không đọc được: {info.period}.")
        answers = dict(self._answers(info.id))
        if kept is not None and kept.agency is agency:
            interview, earlier = kept.interview.with_answers(answers), kept.earlier
        else:
            earlier = EarlierDrafts(self._work.store, self._work.library, info, period)
            interview = Interview(
                self._work.library,
                kind,
                agency,
                period,
                answers,
                earlier=earlier,
                today=self._work.today(),
            )
        return _Open(info.last_step, agency, interview, earlier)

    def _answers(self, draft_id: str) -> Iterator[tuple[str, Answer]]:
        for name, stored in self._work.store.answers(draft_id).items():
            question = self._work.library.questions.get(name)
            if question is not None:
                yield name, as_answer(question, stored)


def as_answer(question: Question, stored: StoredAnswer) -> Answer:
    """A stored revision as an answer; one that no longer fits its question is unanswered."""
    answer = None if stored.plain is None else readable(question, stored.plain)
    if answer is None:
        answer = UNANSWERED
    return replace(
        answer,
        source=stored.source,
        revision=stored.revision,
        author=stored.author,
        at=stored.at,
    )
