"""What the store keeps, as frozen values."""

from __future__ import annotations

import json
from dataclasses import dataclass

Plain = object
"""A JSON-able answer; None means that the question is unanswered."""


@dataclass(frozen=True, slots=True)
class DraftInfo:
    """The header of a draft; reading it needs none of the answers.

    Attributes:
        id: Short readable id, e.g. `cchc-so-2026-q1`.
        kind: Id of the report kind.
        agency: Id of the agency.
        period: Period code, e.g. `2026-Q1`.
        period_name: Name of a free period; else empty.
        title: What the officer calls it; empty: named after its kind and period.
        created_at: ISO 8601, UTC.
        created_by: Who made it.
        changed_at: Time of the last change, ISO 8601, UTC.
        deleted_at: When it was put aside; empty while it is in use.
        copied_from: Id of the draft it came from; may be empty.
        answered: How many questions were answered when last counted.
        required: How many questions were required when last counted.
        required_left: How many of them were open when last counted.
        counted_step: The step at which it was counted; below 0: never.
        last_step: The last step taken in the draft.
    """

    id: str
    kind: str
    agency: str
    period: str
    period_name: str = ""
    title: str = ""
    created_at: str = ""
    created_by: str = ""
    changed_at: str = ""
    deleted_at: str = ""
    copied_from: str = ""
    answered: int = 0
    required: int = 0
    required_left: int = 0
    counted_step: int = -1
    last_step: int = 0


@dataclass(frozen=True, slots=True)
class NewAnswer:
    """An answer on its way into the store.

    Attributes:
        plain: JSON-able form; None clears the answer.
        source: Where it came from, e.g. `typed`, `file`, `draft:<id>`.
        base_revision: The revision its author saw; 0 where there was none.
    """

    plain: Plain
    source: str = ""
    base_revision: int = 0


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """One revision of one answer.

    Attributes:
        draft: Id of the draft.
        question: Id of the question.
        revision: Counted from 1 within draft and question.
        step: The step that wrote it.
        origin: The step that first gave this content; an undo brings an older origin back.
        plain: JSON-able form; None: unanswered (cleared, or undone to the beginning).
        source: Where it came from.
        author: Who wrote it.
        at: When, ISO 8601, UTC.
    """

    draft: str
    question: str
    revision: int
    step: int
    origin: int
    plain: Plain
    source: str
    author: str
    at: str

    @classmethod
    def from_row(cls, row: tuple[object, ...]) -> StoredAnswer:
        """From a row in the column order of the statements."""
        draft, question, revision, step, origin, answer, source, author, at = row
        return cls(
            draft=str(draft),
            question=str(question),
            revision=int(str(revision)),
            step=int(str(step)),
            origin=int(str(origin)),
            plain=json.loads(str(answer)),
            source=str(source),
            author=str(author),
            at=str(at),
        )


@dataclass(frozen=True, slots=True)
class Step:
    """One undoable change: which questions it touched."""

    number: int
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StepRecord:
    """One step of a draft as it was taken.

    Attributes:
        number: Counted from 1 within the draft; gaps mean nothing.
        verb: `begin`, `do`, `undo` or `redo`.
        target: The step undone or redone; of a `do` the step gone back to, else 0.
        author: Who took it.
        at: When, ISO 8601, UTC.
    """

    number: int
    verb: str
    target: int
    author: str
    at: str


@dataclass(frozen=True, slots=True)
class Typing:
    """What was being typed and is not an answer yet.

    Attributes:
        question: Id of the question.
        text: As typed.
        cursor: Offset in characters.
        base_revision: The revision that stood when typing began.
        at: When it was noted, ISO 8601, UTC.
    """

    question: str
    text: str
    cursor: int
    base_revision: int
    at: str


@dataclass(frozen=True, slots=True)
class Resume:
    """Where the officer was: question and cursor (offset in characters)."""

    question: str
    cursor: int
    at: str


@dataclass(frozen=True, slots=True)
class Waiver:
    """A finding of the checker that an officer has looked at and lets stand.

    Attributes:
        finding: What it is told by; equal for the same fault after unrelated edits.
        message: What was found, as it was said then.
        reason: Why it may stand.
        author: Who decided.
        at: When, ISO 8601, UTC.
    """

    finding: str
    message: str
    reason: str
    author: str
    at: str


@dataclass(frozen=True, slots=True)
class ExportRecord:
    """A file that was written from a draft, and what was in it."""

    draft: str
    path: str
    sha256: str
    at: str
