"""Everything a face of the program does with reports, over one set of places.

Opens nothing until it is needed. Knows nothing of screens or command lines.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_tui.domain.text import clean_line
from cchc_tui.services.cards import DraftCard, header_of, make_card
from cchc_tui.services.resources import Clock, Resources, local_now
from cchc_tui.store.records import DraftInfo, Resume, StoredAnswer, Typing

if TYPE_CHECKING:
    from datetime import date

    from cchc_tui.document.blocks import Document
    from cchc_tui.interview.answer import Answer
    from cchc_tui.interview.interview import Interview
    from cchc_tui.services.drafting import Drafting
    from cchc_tui.services.earlier import EarlierAnswer
    from cchc_tui.services.export import Exported
    from cchc_tui.services.lookup import ActionEntry, Found
    from cchc_tui.services.suggestions import Suggestion

__all__ = ["Clock", "Workspace", "local_now"]


class Workspace(Resources):
    """An officer's desk: drafts, answers, views of them, export."""

    @cached_property
    def drafting(self) -> Drafting:
        """Drafts and their answers."""
        from cchc_tui.services.drafting import Drafting

        return Drafting(self)

    @property
    def has_drafts_open(self) -> bool:
        """Whether the store has been opened."""
        return "store" in self.__dict__

    def close(self) -> None:
        """Keep a good copy of the drafts if they changed, and close them."""
        if not self.has_drafts_open:
            return
        try:
            self.keep_safe()
        finally:
            self.store.close()
            del self.__dict__["store"]

    # Drafts

    def drafts(self, *, include_deleted: bool = False) -> list[DraftCard]:
        """Every draft with how far it is, last changed first."""
        headers = self.store.headers(include_deleted=include_deleted)
        return [make_card(self, info) for info in headers]

    def draft(self, draft_id: str) -> DraftInfo:
        """The header of a draft.

        Raises:
            WorkError: There is none; names the nearest.
        """
        return header_of(self, draft_id)

    def card(self, draft_id: str) -> DraftCard:
        """One draft as a list shows it."""
        return make_card(self, self.draft(draft_id))

    def create_draft(
        self,
        kind_id: str,
        period_code: str,
        agency_id: str,
        period_name: str = "",
        copy_from: str | None = None,
        answers: Mapping[str, Answer] | None = None,
    ) -> DraftInfo:
        """Make a draft.

        Args:
            kind_id: Id of the report kind.
            period_code: e.g. `2026-Q1`.
            agency_id: Id of the agency.
            period_name: Name of a free period.
            copy_from: Draft whose standing answers (`carry` keep or update) are taken over.
            answers: Further first answers; they win over those taken over.

        Raises:
            WorkError: Unknown kind, agency or draft, or not a period.
        """
        return self.drafting.create(
            kind_id, period_code, agency_id, period_name, copy_from, answers or {}
        )

    def create_sample(self) -> DraftInfo:
        """Make a new draft of the sample report, wholly answered, of an invented agency.

        Raises:
            WorkError: No sample is packaged.
            DataError: Mistakes in the sample's file.
        """
        from cchc_tui.services.sample import create_sample

        return create_sample(self)

    def rename(self, draft_id: str, title: str) -> None:
        """Give a draft a title; an empty one goes back to kind and period."""
        self.store.rename(draft_id, clean_line(title), self.now())

    def copy(self, draft_id: str) -> DraftInfo:
        """Make a draft with all answers of another."""
        return self.drafting.copy(draft_id)

    def delete(self, draft_id: str) -> None:
        """Put a draft aside; `restore` brings it back."""
        self.store.delete(draft_id, self.now())
        self.drafting.forget()

    def restore(self, draft_id: str) -> None:
        """Bring a deleted draft back with everything in it."""
        self.store.restore(draft_id)
        self.drafting.forget()

    def share(self, draft_id: str, *, keep: bool = False) -> DraftInfo:
        """Move a draft of one's own to where the agency shares drafts, or a shared one back.

        Args:
            draft_id: The draft; it is put aside where it was, so this can be taken back.
            keep: Copy it, and leave it where it was.

        Raises:
            WorkError: There is no shared place, or somebody else is at the draft.
            StoreError: It could not be written; nothing has changed.
        """
        from cchc_tui.services.sharing import carry_over

        return carry_over(self, self.draft(draft_id).id, keep=keep)

    # Answers

    def interview(self, draft_id: str) -> Interview:
        """The draft as questions and answers, as it stands now.

        Cheap while nothing has changed, also when another session may have changed it.

        Raises:
            WorkError: The draft, its kind or its agency is not there any more.
        """
        return self.drafting.interview(draft_id)

    def set_answer(
        self, draft_id: str, question_id: str, answer: Answer, *, source: str = ""
    ) -> Answer:
        """Answer a question as one undoable step.

        Args:
            draft_id: The draft.
            question_id: The question.
            answer: With the `revision` that the officer saw; an unanswered one clears.
            source: Where it comes from; empty: typed.

        Returns:
            The answer as stored, with its new revision.

        Raises:
            Conflict: Someone else answered meanwhile; holds both.
            StoreError: It could not be written; the caller keeps the text.
        """
        return self.set_answers(draft_id, {question_id: answer}, source=source)[question_id]

    def set_answers(
        self, draft_id: str, answers: Mapping[str, Answer], *, source: str = ""
    ) -> dict[str, Answer]:
        """Answer several questions as one undoable step, all or nothing; as `set_answer`."""
        return self.drafting.set_answers(draft_id, answers, source)

    def undo(self, draft_id: str) -> str | None:
        """Take back this author's last step; the question to show, None if there is none."""
        step = self.store.undo(draft_id, author=self.author, at=self.now())
        return step.questions[0] if step and step.questions else None

    def redo(self, draft_id: str) -> str | None:
        """Do the last undone step again; the question to show, None if there is none."""
        step = self.store.redo(draft_id, author=self.author, at=self.now())
        return step.questions[0] if step and step.questions else None

    def history(self, draft_id: str, question_id: str = "") -> list[StoredAnswer]:
        """Every revision, oldest first; of one question if named."""
        return self.store.history(draft_id, question_id)

    def keep_typing(
        self, draft_id: str, question_id: str, text: str, cursor: int, base_revision: int
    ) -> None:
        """Keep what is being typed and that the officer is there; call within a second.

        Raises:
            StoreError: It could not be written; the caller keeps the text.
        """
        self.store.set_typing(
            draft_id,
            question_id,
            text,
            cursor,
            author=self.author,
            at=self.now(),
            base_revision=base_revision,
        )

    def typing(self, draft_id: str) -> dict[str, Typing]:
        """What was being typed and is not an answer yet, by question."""
        return self.store.typing(draft_id, author=self.author)

    def drop_typing(self, draft_id: str, question_id: str) -> None:
        """Forget what was being typed at a question."""
        self.store.clear_typing(draft_id, question_id, author=self.author)

    def keep_place(self, draft_id: str, question_id: str, cursor: int = 0) -> None:
        """Keep where the officer is."""
        self.store.set_resume(draft_id, question_id, cursor, author=self.author, at=self.now())

    def place(self, draft_id: str) -> Resume | None:
        """Where the officer was; None if never there."""
        return self.store.resume(draft_id, author=self.author)

    # Views

    def document(self, draft_id: str) -> Document:
        """The report as it stands, gaps marked."""
        from cchc_tui.services.reports import assemble_report

        interview = self.interview(draft_id)
        return assemble_report(interview, self.draft(draft_id), addressees=self.settings.addressees)

    def export_name(self, draft_id: str, fmt: str = "docx") -> str:
        """The file name a report gets unless told otherwise."""
        from cchc_tui.services.export import default_name

        info = self.draft(draft_id)
        code = self.agency_book.get(info.agency).code or info.agency
        return default_name(info.kind, code, info.period, fmt)

    def render(
        self,
        draft_id: str,
        fmt: str = "docx",
        reference: Path | None = None,
        *,
        embed: bool | None = None,
    ) -> bytes:
        """The report as the bytes of a file; the same answers give the same bytes."""
        from cchc_tui.services.export import render

        return render(self.drafting.printed(draft_id, fmt, embed=embed), fmt, reference)

    def export(
        self,
        draft_id: str,
        fmt: str = "docx",
        target: Path | None = None,
        reference: Path | None = None,
        *,
        embed: bool | None = None,
    ) -> Exported:
        """Write the report to a file; one edited by hand since is never overwritten.

        Args:
            draft_id: The draft.
            fmt: `docx`, `txt` or `md`.
            target: File or directory; the current directory by default.
            reference: A .docx whose styles and page set-up are taken.
            embed: Whether a Word file carries its answers; by default as the settings say.

        Raises:
            WorkError: The place cannot be written, or the format is unknown.
        """
        return self.drafting.export(draft_id, fmt, target, reference, embed=embed)

    def earlier(self, draft_id: str, question_id: str) -> list[EarlierAnswer]:
        """Answers of earlier periods of the agency, latest first."""
        return list(self.drafting.earlier(draft_id).all(question_id))

    def suggest(
        self, draft_id: str, query: str, *, section: str = "", limit: int = 8, capital: bool = False
    ) -> list[Suggestion]:
        """Phrases for what is being typed, best first, known slots filled."""
        return self.suggestions.search(
            query,
            self.drafting.known_slots(draft_id),
            section=section,
            limit=limit,
            today=self._data_day(draft_id),
            capital=capital,
        )

    def phrases_of(self, draft_id: str, section: str) -> list[Suggestion]:
        """Phrases of a section for browsing, most used first."""
        known = self.drafting.known_slots(draft_id)
        return self.suggestions.of_section(section, known, today=self._data_day(draft_id))

    def _data_day(self, draft_id: str) -> date:
        """The day whose wording fits: the last of the draft's data, which the law of then rules."""
        return min(self.today(), self.interview(draft_id).period.window_end)

    def phrase_used(self, draft_id: str, question_id: str, phrase_id: str) -> None:
        """Note that a phrase was inserted, for the ranking."""
        self.suggestions.usage.record(phrase_id, self.today(), draft=draft_id, question=question_id)

    def look_up(
        self,
        words: str,
        *,
        draft_id: str = "",
        actions: Sequence[ActionEntry] = (),
        limit: int = 12,
    ) -> list[Found]:
        """What the assistant line finds for a few words without tone marks, best first.

        Args:
            words: In the officer's own words.
            draft_id: The open draft: its sections, questions, figures of earlier periods and
                phrases are searched too. Empty: only actions and drafts.
            actions: What the face can do now.
            limit: How many at most.
        """
        from cchc_tui.services.lookup import look_up

        return look_up(self, words, draft_id, actions, limit)

    # Safety

    def keep_safe(self) -> Path | None:
        """Keep a good copy of the drafts if they changed; may run in another thread.

        Raises:
            StoreError: It could not be written.
        """
        return self.store.snapshot(self.now())

    def recover_drafts(self) -> str:
        """Rebuild damaged drafts from the good copy; says in Vietnamese what came back.

        Raises:
            StoreError: The new file could not be written.
        """
        from cchc_tui.services.health import recover_drafts

        self.drafting.forget()
        if "store" in self.__dict__:
            self.store.close()
            del self.__dict__["store"]
        return recover_drafts(self.places)
