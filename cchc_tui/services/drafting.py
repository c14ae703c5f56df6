"""Making drafts, writing answers back, and exporting."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_tui.domain.periods import Period, PeriodProblem, parse_period
from cchc_tui.domain.values import AnswerState
from cchc_tui.interview.answer import COMPUTED_SOURCE, DEFAULT_SOURCE, Answer
from cchc_tui.interview.answers import to_plain
from cchc_tui.services import export as exporting
from cchc_tui.services.cards import DraftCard, make_card
from cchc_tui.services.errors import WorkError, refuse_outside
from cchc_tui.services.export import Exported
from cchc_tui.services.reading import Reading, as_answer
from cchc_tui.store.errors import DraftExists
from cchc_tui.store.records import DraftInfo, NewAnswer, Plain

if TYPE_CHECKING:
    from cchc_tui.document.blocks import Document

__all__ = ["DraftCard", "Drafting", "as_answer"]

_TYPED = ("", "typed", DEFAULT_SOURCE, COMPUTED_SOURCE)
"""Sources that say nothing once an officer has saved the answer."""


class Drafting(Reading):
    """The drafts of a workspace, to read and to write."""

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
        try:
            period = parse_period(period_code, period_name, self._work.window_rules(agency))
        except PeriodProblem as problem:
            raise WorkError(str(problem)) from None
        first: dict[str, NewAnswer] = {}
        source = ""
        if copy_from:
            info = self.info(copy_from)
            source, first = info.id, self._carried(info, period)
        first |= {
            name: NewAnswer(self._plain(name, answer), answer.source)
            for name, answer in answers.items()
        }
        info = DraftInfo(
            id="", kind=kind.id, agency=agency.id, period=period.code,
            period_name=period.given_name, copied_from=source,
        )  # fmt: skip
        return self._insert(info, first)

    def copy(self, draft_id: str) -> DraftInfo:
        """Make a draft with all answers of another, and what was waived in it."""
        original = self.info(draft_id)
        title = f"{make_card(self._work, original).name} (bản sao)"
        answers = {
            name: NewAnswer(stored.plain, stored.source)
            for name, stored in self._work.store.answers(original.id).items()
            if stored.plain is not None
        }
        made = self._insert(replace(original, title=title, copied_from=original.id), answers)
        self._work.store.copy_waivers(original.id, made.id)
        return made

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

    def _carried(self, info: DraftInfo, period: Period) -> dict[str, NewAnswer]:
        """The answers of a draft as the draft of another period starts with them."""
        from cchc_tui.services.carrying import carried_answers

        carried = carried_answers(self._work, info, period)
        return {
            name: NewAnswer(self._plain(name, answer), f"draft:{info.id}")
            for name, answer in carried.items()
        }

    def set_answers(
        self, draft_id: str, answers: Mapping[str, Answer], source: str
    ) -> dict[str, Answer]:
        """Write answers; see `Workspace.set_answer`."""
        new = {
            name: NewAnswer(
                self._plain(name, answer),
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

    def _plain(self, name: str, answer: Answer) -> Plain:
        """What is kept of an answer; its source has a column of its own."""
        question = self.question(name)
        if answer.state is AnswerState.UNANSWERED:
            return None
        return to_plain(question, replace(answer, source=""))

    def printed(self, draft_id: str, fmt: str, *, embed: bool | None = None) -> Document:
        """The report as a file of that format holds it.

        Args:
            draft_id: The draft.
            fmt: `docx`, `txt` or `md`.
            embed: Whether a Word file has its imprint; by default as the settings say.
        """
        document = self._work.document(draft_id)
        wanted = self._work.settings.embed_answers if embed is None else embed
        if fmt != "docx" or not wanted:
            return document
        from cchc_tui.services.imports.imprint import with_imprint

        return with_imprint(document, self.interview(draft_id))

    def export(
        self,
        draft_id: str,
        fmt: str,
        target: Path | None,
        reference: Path | None,
        *,
        embed: bool | None = None,
    ) -> Exported:
        """Write the report to a file; see `Workspace.export`."""
        from cchc_tui.document.blocks import gaps_of
        from cchc_tui.services.asked_anew import AskedAnew
        from cchc_tui.services.carrying import stale_warning

        info = self.info(draft_id)
        document = self.printed(info.id, fmt, embed=embed)
        data = exporting.render(document, fmt, reference)
        name = self._work.export_name(info.id, fmt)
        path = exporting.target_path(target, name, fmt)
        refuse_outside(self._work.places, path)
        store = self._work.store

        def written_before(path: str) -> set[str]:
            return {one.sha256 for one in store.exports_at(path)}

        done = exporting.write(path, data, written_before)
        store.note_export(info.id, str(done.path), exporting.digest(data), self._work.now())
        gaps = tuple(gaps_of(document))
        message = done.message
        if gaps:
            message += f" (còn {len(gaps)} chỗ chưa trả lời)"
        interview = self.interview(info.id)
        stale = stale_warning(interview, AskedAnew(self._work, info.id).open(interview))
        if stale:
            message += f"\n{stale}"
        return replace(done, message=message, gaps=gaps)


def _ids(kind: str, period: str) -> Iterator[str]:
    """`cchc-so-2026-q1`, then `cchc-so-2026-q1-2` and so on."""
    stem = f"{kind}-{re.sub(r'[^a-z0-9]+', '-', period.lower())}"
    yield stem
    for number in count(2):
        yield f"{stem}-{number}"
