"""Making drafts, reading them as interviews, and writing answers back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_tui.domain.agencies import Agency
from cchc_tui.domain.periods import parse_period
from cchc_tui.domain.values import AnswerState
from cchc_tui.interview.answer import COMPUTED_SOURCE, DEFAULT_SOURCE, Answer
from cchc_tui.interview.answers import to_plain
from cchc_tui.interview.kinds import Carry, Kind, Question
from cchc_tui.services import export as exporting
from cchc_tui.services.agencies import unknown
from cchc_tui.services.ago import ago_from_text
from cchc_tui.services.earlier import EarlierDrafts, period_of, readable
from cchc_tui.services.errors import WorkError
from cchc_tui.services.export import Exported
from cchc_tui.services.lookup import Entry, entries_of
from cchc_tui.store.errors import DraftExists, UnknownDraft
from cchc_tui.store.records import DraftInfo, NewAnswer, StoredAnswer

if TYPE_CHECKING:
    from cchc_tui.interview.interview import Interview
    from cchc_tui.services.workspace import Workspace

STANDING = (Carry.KEEP, Carry.UPDATE)
"""Answers that a new period's draft starts with."""

_TYPED = ("", "typed", DEFAULT_SOURCE, COMPUTED_SOURCE)
"""Sources that say nothing once an officer has saved the answer."""


@dataclass(frozen=True, slots=True)
class DraftCard:
    """A draft as a list shows it.

    Attributes:
        info: The header; `answered`, `required` and `required_left` are up to date.
        name: What to call it: its title, or its kind and period.
        kind_title: Title of the kind, or its id where the kind is not there any more.
        agency_name: Name of the agency, or its id where it is not there any more.
        period_name: e.g. `Quý I/2026`.
        changed: Last change in words, e.g. `5 phút trước`.
        problem: Why the draft cannot be opened, in Vietnamese; empty if it can.
    """

    info: DraftInfo
    name: str
    kind_title: str
    agency_name: str
    period_name: str
    changed: str
    problem: str = ""


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
    def entries(self) -> list[Entry]:
        """What the assistant line can find in the draft."""
        return entries_of(self.interview, self.earlier)


class Drafting:
    """The drafts of a workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._work = workspace
        self._open: dict[str, _Open] = {}

    # Headers

    def info(self, draft_id: str) -> DraftInfo:
        """The header of a draft; the id may be written in any case."""
        try:
            return self._work.store.get(draft_id)
        except UnknownDraft:
            known = {info.id: info for info in self._work.store.headers(include_deleted=True)}
            if draft_id.lower() in known:
                return known[draft_id.lower()]
            raise WorkError(unknown("bản nháp", draft_id, known)) from None

    def cards(self, *, include_deleted: bool) -> list[DraftCard]:
        """Every draft as a list shows it, last changed first."""
        headers = self._work.store.headers(include_deleted=include_deleted)
        return [self.card(info) for info in headers]

    def card(self, info: DraftInfo) -> DraftCard:
        """One draft as a list shows it; counts its answers if they changed since."""
        problem = ""
        if info.counted_step != info.last_step:
            try:
                info = self._count(info)
            except WorkError as error:
                problem = str(error)
        kind = self._work.library.kinds.get(info.kind)
        agency = self._work.agencies().get(info.agency)
        period = period_of(info, self._work.window_rules(agency))
        period_name = period.short_name if period else info.period
        title = kind.title if kind else info.kind
        return DraftCard(
            info=info,
            name=info.title or f"{title}, {period_name}",
            kind_title=title,
            agency_name=agency.name if agency else info.agency,
            period_name=period_name,
            changed=ago_from_text(info.changed_at, self._work.clock()),
            problem=problem,
        )

    def _count(self, info: DraftInfo) -> DraftInfo:
        progress = self.interview(info.id).progress()
        self._work.store.note_progress(
            info.id, progress.answered, progress.required, progress.required_left, info.last_step
        )
        return self._work.store.get(info.id)

    # Making

    def create(
        self,
        kind_id: str,
        period_code: str,
        agency_id: str,
        period_name: str,
        copy_from: str | None,
        answers: Mapping[str, Answer],
    ) -> DraftInfo:
        """Make a draft; see `Workspace.create_draft`."""
        kind = self.kind(kind_id)
        agency = self._work.agency_book.get(agency_id)
        period = parse_period(period_code, period_name, self._work.window_rules(agency))
        first: dict[str, NewAnswer] = {}
        source = ""
        if copy_from:
            source = self.info(copy_from).id
            first = self._standing(source)
        first |= {
            name: NewAnswer(to_plain(self.question(name), answer), answer.source)
            for name, answer in answers.items()
        }
        info = DraftInfo(
            id="", kind=kind.id, agency=agency.id, period=period.code,
            period_name=period.given_name, copied_from=source,
        )  # fmt: skip
        return self._insert(info, first)

    def copy(self, draft_id: str) -> DraftInfo:
        """Make a draft with all answers of another."""
        original = self.info(draft_id)
        title = f"{self.card(original).name} (bản sao)"
        answers = {
            name: NewAnswer(stored.plain, stored.source)
            for name, stored in self._work.store.answers(original.id).items()
            if stored.plain is not None
        }
        return self._insert(replace(original, title=title, copied_from=original.id), answers)

    def _insert(self, info: DraftInfo, answers: Mapping[str, NewAnswer]) -> DraftInfo:
        """Store a new draft under the first free id."""
        at = self._work.now()
        self.forget()  # a new draft may be what another one looks back on
        made = replace(info, created_at=at, changed_at=at, created_by=self._work.author)
        for name in _ids(info.kind, info.period):
            try:
                return self._work.store.create(replace(made, id=name), answers)
            except DraftExists:
                continue
        raise AssertionError("unreachable: ids never end")

    def _standing(self, draft_id: str) -> dict[str, NewAnswer]:
        questions = self._work.library.questions
        return {
            name: NewAnswer(stored.plain, f"draft:{draft_id}")
            for name, stored in self._work.store.answers(draft_id).items()
            if stored.plain is not None and name in questions and questions[name].carry in STANDING
        }

    # Answers

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
        """Values of phrase slots that the draft knows."""
        return self._opened(draft_id).slots

    def lookup_entries(self, draft_id: str) -> list[Entry]:
        """What the assistant line can find in the draft."""
        return self._opened(draft_id).entries

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

    def set_answers(
        self, draft_id: str, answers: Mapping[str, Answer], source: str
    ) -> dict[str, Answer]:
        """Write answers; see `Workspace.set_answer`."""
        new = {
            name: NewAnswer(
                None
                if answer.state is AnswerState.UNANSWERED
                else to_plain(self.question(name), answer),
                source if answer.source in _TYPED else answer.source,
                answer.revision,
            )
            for name, answer in answers.items()
        }
        at = self._work.now()
        self._work.store.save_many(draft_id, new, author=self._work.author, at=at)
        self.forget(keep=draft_id)
        return {
            name: replace(
                answer,
                source=new[name].source,
                revision=answer.revision + 1,
                author=self._work.author,
                at=at,
            )
            for name, answer in answers.items()
        }

    def export(
        self, draft_id: str, fmt: str, target: Path | None, reference: Path | None
    ) -> Exported:
        """Write the report to a file; see `Workspace.export`."""
        from cchc_tui.document.blocks import gaps_of

        info = self.info(draft_id)
        document = self._work.document(info.id)
        data = exporting.render(document, fmt, reference)
        name = self._work.export_name(info.id, fmt)
        path = exporting.target_path(target, name, fmt, Path.cwd())
        store = self._work.store

        def written_before(path: str) -> set[str]:
            return {one.sha256 for one in store.exports_at(path)}

        done = exporting.write(path, data, written_before)
        store.note_export(info.id, str(done.path), exporting.digest(data), self._work.now())
        gaps = tuple(gaps_of(document))
        message = done.message
        if gaps:
            message += f" (còn {len(gaps)} chỗ chưa trả lời)"
        return replace(done, message=message, gaps=gaps)


def as_answer(question: Question, stored: StoredAnswer) -> Answer:
    """A stored revision as an answer; one that no longer fits its question is unanswered."""
    answer = None if stored.plain is None else readable(question, stored.plain)
    if answer is None:
        answer = Answer(AnswerState.UNANSWERED, None)
    return replace(
        answer,
        source=stored.source,
        revision=stored.revision,
        author=stored.author,
        at=stored.at,
    )


def _ids(kind: str, period: str) -> Iterator[str]:
    """`cchc-so-2026-q1`, then `cchc-so-2026-q1-2` and so on."""
    stem = f"{kind}-{re.sub(r'[^a-z0-9]+', '-', period.lower())}"
    yield stem
    for number in count(2):
        yield f"{stem}-{number}"
