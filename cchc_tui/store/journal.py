"""Undo and redo over append-only revisions.

Every change is a numbered step of its draft. An undo is itself a step that appends the
earlier answers again, so nothing is ever taken out of the history. What can be undone is
found by replaying an author's steps: `do` goes on the stack, `undo` moves its target to
the other stack, `redo` moves it back. A `do` with a target went back to how things stood
after that step. A revision's `origin` names the step that first gave its content; a step is
undone only while its own content still stands, so that one officer's undo never takes away
what another wrote on top.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import replace

from cchc_tui.store import sql
from cchc_tui.store.connection import Database
from cchc_tui.store.records import Plain, Step, StoredAnswer

DO, UNDO, REDO, BEGIN = "do", "undo", "redo", "begin"


def stacks(steps: Iterable[tuple[object, ...]]) -> tuple[list[int], list[int]]:
    """Steps that can be undone and redone, next one last, from rows (step, verb, target)."""
    done: list[int] = []
    undone: list[int] = []
    for row in steps:
        number, verb, target = int(str(row[0])), row[1], int(str(row[2]))
        if verb == DO:
            done.append(number)
            undone.clear()
        elif verb == UNDO:
            done.remove(target)
            undone.append(target)
        else:
            undone.remove(target)
            done.append(target)
    return done, undone


def add_step(
    db: sqlite3.Connection, draft: str, verb: str, author: str, at: str, target: int = 0
) -> int:
    """Write the next step of a draft inside a transaction and return its number."""
    number = int(db.execute(sql.LAST_STEP, {"draft": draft}).fetchone()[0]) + 1
    db.execute(sql.TOUCH_DRAFT, {"draft": draft, "step": number, "at": at})
    db.execute(
        sql.ADD_STEP,
        {
            "draft": draft,
            "step": number,
            "verb": verb,
            "target": target,
            "author": author,
            "at": at,
        },
    )
    return number


def step_back(database: Database, draft: str, author: str, at: str) -> Step | None:
    """Undo the author's last step that can be; None if there is none."""
    with database.transaction() as db:
        done, _ = stacks(_steps(db, draft, author))
        for target in reversed(done):
            written = _revisions_of(db, draft, target)
            if all(_latest(db, one).origin == target for one in written):
                number = add_step(db, draft, UNDO, author, at, target)
                for one in written:
                    _append(db, _before(db, one), _latest(db, one), number, author, at)
                return Step(number, tuple(one.question for one in written))
    return None


def step_forward(database: Database, draft: str, author: str, at: str) -> Step | None:
    """Redo the author's last undone step that can be; None if there is none."""
    with database.transaction() as db:
        _, undone = stacks(_steps(db, draft, author))
        for target in reversed(undone):
            written = _revisions_of(db, draft, target)
            if all(_latest(db, one).origin == _before(db, one).origin for one in written):
                number = add_step(db, draft, REDO, author, at, target)
                for one in written:
                    _append(db, one, _latest(db, one), number, author, at)
                return Step(number, tuple(one.question for one in written))
    return None


def roll_back(database: Database, draft: str, to: int, author: str, at: str) -> Step | None:
    """Answer everything as it stood after a step; None if it stands so already.

    This is a step like any other, so it is undone at once. What was typed and is no answer
    yet is left alone.
    """
    with database.transaction() as db:
        now = [StoredAnswer.from_row(row) for row in db.execute(sql.LATEST, {"draft": draft})]
        rows = db.execute(sql.AT_STEP, {"draft": draft, "step": to})
        then = {one.question: one for one in map(StoredAnswer.from_row, rows)}
        moved = [one for one in now if _plain_in(then, one.question) != one.plain]
        if not moved:
            return None
        number = add_step(db, draft, DO, author, at, to)
        for one in moved:
            old = then.get(one.question) or replace(one, plain=None, source="")
            _append(db, replace(old, origin=number), one, number, author, at)
        return Step(number, tuple(one.question for one in moved))


def _plain_in(answers: Mapping[str, StoredAnswer], question: str) -> Plain:
    return answers[question].plain if question in answers else None


def _steps(db: sqlite3.Connection, draft: str, author: str) -> list[tuple[object, ...]]:
    return db.execute(sql.STEPS_OF, {"draft": draft, "author": author}).fetchall()


def _revisions_of(db: sqlite3.Connection, draft: str, step: int) -> list[StoredAnswer]:
    rows = db.execute(sql.REVISIONS_OF_STEP, {"draft": draft, "step": step})
    return [StoredAnswer.from_row(row) for row in rows]


def _latest(db: sqlite3.Connection, one: StoredAnswer) -> StoredAnswer:
    found = db.execute(
        sql.LATEST_OF_QUESTION, {"draft": one.draft, "question": one.question}
    ).fetchone()
    return StoredAnswer.from_row(found)


def _before(db: sqlite3.Connection, one: StoredAnswer) -> StoredAnswer:
    """The revision that `one` replaced; an empty one where it was the first."""
    found = db.execute(
        sql.REVISION_BEFORE,
        {"draft": one.draft, "question": one.question, "revision": one.revision},
    ).fetchone()
    if found:
        return StoredAnswer.from_row(found)
    return StoredAnswer(one.draft, one.question, 0, 0, 0, None, "", "", "")


def _append(
    db: sqlite3.Connection,
    content: StoredAnswer,
    current: StoredAnswer,
    step: int,
    author: str,
    at: str,
) -> None:
    db.execute(
        sql.ADD_REVISION,
        {
            "draft": content.draft,
            "question": content.question,
            "revision": current.revision + 1,
            "step": step,
            "origin": content.origin,
            "answer": to_json(content.plain),
            "source": content.source,
            "author": author,
            "at": at,
        },
    )


def to_json(plain: object) -> str:
    """The text kept for a plain answer."""
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
