"""The drafts of one officer or office on disk.

Answers are rows of an append-only table; a second answer to the same revision is refused
by its key, which is how two officers at one question are told apart. Knows nothing of what
an answer means: it keeps plain JSON.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from types import TracebackType

from cchc_tui.store import journal, safety, snapshots, sql
from cchc_tui.store.connection import Database
from cchc_tui.store.errors import (
    Conflict,
    DamagedStore,
    DraftExists,
    StoreError,
    UnknownDraft,
)
from cchc_tui.store.movable import Movable
from cchc_tui.store.notes import Notes
from cchc_tui.store.records import (
    DraftInfo,
    NewAnswer,
    Plain,
    Step,
    StepRecord,
    StoredAnswer,
)


class DraftStore(Notes, Movable):
    """Every draft in one database file.

    Args:
        path: The file; made with its directory (0600, 0700) if it is not there.
        backups: Directory of the rolling snapshots; `backups` beside the file by default.

    Raises:
        DamagedStore: The file is not sound; it names the good copy on offer.
        StoreError: It cannot be opened or written.
    """

    def __init__(self, path: Path, backups: Path | None = None) -> None:
        self.path = path
        self.backups = backups or path.parent / "backups"
        problem = safety.header_problem(path, self.backups)
        if problem:
            raise self._damaged(problem)
        try:
            self._db = Database(path)
        except DamagedStore as error:
            raise self._damaged(error.reason) from error
        try:
            self._make_ready()
        except BaseException:
            self._db.close()
            raise

    def _make_ready(self) -> None:
        problem = self.check()
        if problem:
            raise self._damaged(problem)
        version = self._db.version()
        if 0 < version < len(sql.MIGRATIONS):
            snapshots.back_up(self.path, self.backups / f"schema-{version}.db")
        self._db.migrate()

    def _damaged(self, reason: str) -> DamagedStore:
        return DamagedStore(self.path, reason, snapshots.newest_snapshot(self.backups))

    def __enter__(self) -> DraftStore:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def check(self) -> str:
        """What the integrity check finds, in Vietnamese; empty if all is well."""
        with self._db.reading() as db:
            return snapshots.integrity_problem(db)

    def snapshot(self, at: str) -> Path | None:
        """Keep a good copy if anything has changed; safe in another thread.

        Raises:
            StoreError: It could not be written, or the store is damaged.
        """
        return snapshots.take_snapshot(self.path, self.backups, at)

    # Drafts

    def create(self, info: DraftInfo, answers: Mapping[str, NewAnswer] | None = None) -> DraftInfo:
        """Make a draft with its first answers, all or nothing; not undoable.

        Raises:
            DraftExists: The id is taken.
        """
        try:
            with self._db.transaction() as db:
                db.execute(sql.ADD_DRAFT, asdict(info))
                step = journal.add_step(
                    db, info.id, journal.BEGIN, info.created_by, info.created_at
                )
                for question, answer in (answers or {}).items():
                    self._insert(
                        db, info.id, question, answer, step, info.created_by, info.created_at
                    )
        except sqlite3.IntegrityError as error:
            raise DraftExists(info.id) from error
        return self.get(info.id)

    def get(self, draft: str) -> DraftInfo:
        """The header of a draft, deleted or not.

        Raises:
            UnknownDraft: There is none.
        """
        found = self._db.rows(sql.GET_DRAFT, {"id": draft})
        if not found:
            raise UnknownDraft(draft)
        return DraftInfo(*found[0])  # type: ignore[arg-type]

    def headers(self, *, include_deleted: bool = False) -> list[DraftInfo]:
        """Headers, last changed first."""
        rows = self._db.rows(sql.LIST_DRAFTS, {"deleted": int(include_deleted)})
        return [DraftInfo(*row) for row in rows]  # type: ignore[arg-type]

    def rename(self, draft: str, title: str, at: str) -> None:
        """Give a draft another title."""
        self._change(sql.RENAME_DRAFT, {"id": draft, "title": title, "at": at})

    def delete(self, draft: str, at: str) -> None:
        """Put a draft aside; `restore` brings it back with everything in it."""
        self._change(sql.MARK_DELETED, {"id": draft, "at": at})

    def restore(self, draft: str) -> None:
        """Bring a deleted draft back."""
        self._change(sql.MARK_DELETED, {"id": draft, "at": ""})

    def note_progress(
        self, draft: str, answered: int, required: int, required_left: int, step: int
    ) -> None:
        """Keep how far a draft was at a step, so that a list need not open every draft."""
        self._change(
            sql.NOTE_PROGRESS,
            {
                "id": draft,
                "answered": answered,
                "required": required,
                "required_left": required_left,
                "step": step,
            },
        )

    def _change(self, statement: str, parameters: dict[str, object]) -> None:
        with self._db.transaction() as db:
            if db.execute(statement, parameters).rowcount == 0:
                raise UnknownDraft(str(parameters["id"]))

    # Answers

    def answers(self, draft: str) -> dict[str, StoredAnswer]:
        """The latest revision of every question that was ever answered."""
        rows = self._db.rows(sql.LATEST, {"draft": draft})
        return {one.question: one for one in map(StoredAnswer.from_row, rows)}

    def answers_at(self, draft: str, step: int) -> dict[str, StoredAnswer]:
        """As `answers`, as they stood after a step."""
        rows = self._db.rows(sql.AT_STEP, {"draft": draft, "step": step})
        return {one.question: one for one in map(StoredAnswer.from_row, rows)}

    def steps(self, draft: str) -> list[StepRecord]:
        """Every step of a draft, oldest first."""
        return [StepRecord(*row) for row in self._db.rows(sql.ALL_STEPS, {"draft": draft})]  # type: ignore[arg-type]

    def roll_back(self, draft: str, step: int, *, author: str, at: str) -> Step | None:
        """Answer everything as after an earlier step, as one step; None if nothing differs."""
        return journal.roll_back(self._db, draft, step, author, at)

    def history(self, draft: str, question: str = "") -> list[StoredAnswer]:
        """Every revision, oldest first; of one question if named."""
        rows = self._db.rows(sql.HISTORY, {"draft": draft, "question": question})
        return [StoredAnswer.from_row(row) for row in rows]

    def save(
        self,
        draft: str,
        question: str,
        plain: Plain,
        *,
        author: str,
        at: str,
        base_revision: int,
        source: str = "",
    ) -> int:
        """Answer one question as one undoable step.

        Args:
            draft: Id of the draft.
            question: Id of the question.
            plain: JSON-able answer; None clears it.
            author: Who answers.
            at: Now, ISO 8601 UTC.
            base_revision: The revision the author saw, 0 if none.
            source: Where the answer came from.

        Returns:
            The new revision.

        Raises:
            Conflict: Another revision was written since `base_revision`.
            UnknownDraft: There is no such draft.
            StoreError: It could not be written; the caller keeps the text.
        """
        answer = NewAnswer(plain, source, base_revision)
        self.save_many(draft, {question: answer}, author=author, at=at)
        return base_revision + 1

    def save_many(
        self, draft: str, answers: Mapping[str, NewAnswer], *, author: str, at: str
    ) -> None:
        """Answer several questions as one undoable step, all or nothing.

        Raises:
            Conflict: Another revision of one of them was written meanwhile.
            UnknownDraft: There is no such draft.
            StoreError: It could not be written; the caller keeps the texts.
        """
        question = ""
        try:
            with self._db.transaction() as db:
                if db.execute(sql.LAST_STEP, {"draft": draft}).fetchone() is None:
                    raise UnknownDraft(draft)
                step = journal.add_step(db, draft, journal.DO, author, at)
                for question, answer in answers.items():
                    self._insert(db, draft, question, answer, step, author, at)
                    key = {"draft": draft, "author": author, "question": question}
                    db.execute(sql.CLEAR_TYPING, key)
        except sqlite3.IntegrityError as error:
            raise self._conflict(draft, question, answers[question].plain) from error

    @staticmethod
    def _insert(
        db: sqlite3.Connection,
        draft: str,
        question: str,
        answer: NewAnswer,
        step: int,
        author: str,
        at: str,
    ) -> None:
        db.execute(
            sql.ADD_REVISION,
            {
                "draft": draft,
                "question": question,
                "revision": answer.base_revision + 1,
                "step": step,
                "origin": step,
                "answer": journal.to_json(answer.plain),
                "source": answer.source,
                "author": author,
                "at": at,
            },
        )

    def _conflict(self, draft: str, question: str, mine: Plain) -> StoreError:
        rows = self._db.rows(sql.LATEST_OF_QUESTION, {"draft": draft, "question": question})
        return Conflict(StoredAnswer.from_row(rows[0]), mine)

    def undo(self, draft: str, *, author: str, at: str) -> Step | None:
        """Take back the author's last step; None if there is none that still stands."""
        return journal.step_back(self._db, draft, author, at)

    def redo(self, draft: str, *, author: str, at: str) -> Step | None:
        """Do the author's last undone step again; None if there is none."""
        return journal.step_forward(self._db, draft, author, at)
