"""The review of an open draft: checked in the background, let stand or corrected by its officer.

Checking is in three parts, so that no key waits for it: `begin` notes what stands now,
`Check.run` does the work in any thread, `finish` takes in what it found.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from cchc_tui.domain.values import AnswerState, CellValue, Records, RowKind
from cchc_tui.interview.answers import (
    Answer,
    AnswerProblem,
    Value,
    parse_answer,
    parse_cell,
    show_cell,
)
from cchc_tui.interview.kinds import QuestionType
from cchc_tui.services.background_check import Check, Tools
from cchc_tui.services.problems import Problem, faults_of

if TYPE_CHECKING:
    from cchc_tui.services.session import Session
    from cchc_tui.store.records import Waiver


class Review:
    """What the checker says of an open draft, and what its officer lets stand.

    Attributes:
        found: What the last check found, waived ones among it.
        checked: Whether a check has been finished since the draft was opened.
        waivers: What may stand, by the key of the problem.
        layout: Faults of the Word file's layout, once it was checked for an export.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._tools = Tools(session.workspace, session.draft)
        self._running: Check | None = None
        self._wrong: tuple[tuple[object, ...], frozenset[str]] | None = None
        self._shown: tuple[Problem, ...] = ()
        self.found: tuple[Problem, ...] = ()
        self.checked = False
        self.layout: tuple[Problem, ...] = ()
        self.waivers: dict[str, Waiver] = session.workspace.store.waivers(session.draft)

    # Checking

    def begin(self) -> Check:
        """Note what stands now, what is being typed among it; stops a check that runs."""
        self.stop()
        session = self._session
        answers: dict[str, Answer] = {}
        typed: dict[str, str] = {}
        for name in filter(session.is_pending, session.order()):
            value = self._typed(name)
            if value is not None:
                answers[name] = Answer(AnswerState.ANSWERED, value, source="typed")
            typed[name] = session.text(name).text
        self._running = Check(self._tools, session.interview.with_answers(answers), typed)
        return self._running

    def _typed(self, name: str) -> Value | None:
        """What is being typed at a question as an answer; None while it is none."""
        session = self._session
        question = session.interview.question(name)
        if question.type is QuestionType.TABLE:
            return session.records(name)
        try:
            return parse_answer(question, session.text(name).text)
        except AnswerProblem:
            return None

    def stop(self) -> None:
        """Stop the check that runs, if any: what it checks has changed."""
        if self._running is not None:
            self._running.stop()
            self._running = None

    @property
    def running(self) -> bool:
        """Whether a check is under way."""
        return self._running is not None

    def finish(self, check: Check, found: tuple[Problem, ...]) -> bool:
        """Take in what a check found, unless it was stopped; whether anything is new."""
        if check is not self._running:
            return False
        self._running = None
        shown = tuple(one for one in found if self.stands(one))
        new = not self.checked or (found, shown) != (self.found, self._shown)
        self.found, self.checked, self._shown = found, True, shown
        return new

    def check_now(self) -> None:
        """Check at once, in this thread."""
        check = self.begin()
        self.finish(check, check.run())

    # What stands

    def stands(self, problem: Problem) -> bool:
        """Whether the words of a problem are still in its field, and not half typed."""
        if not problem.words:
            return True
        at = self.position(problem)
        return at >= 0 and not self._half_typed(problem, at + len(problem.words))

    def _half_typed(self, problem: Problem, end: int) -> bool:
        """Whether a misspelt word is one that the officer has just typed the last letter of.

        On the way to “tiếng” stands “tiê”, which is no syllable but no mistake either; nor are the
        words without tone marks that look for a phrase, up to the cursor.
        """
        session, question = self._session, problem.question
        if not problem.code.startswith(_SPELLING) or question != session.current:
            return False
        if not session.is_pending(question):
            return False
        typed = session.text(question)
        cursor = typed.cursor
        if problem.cell < 0:
            since = problem.words + typed.text[end:cursor]
            return cursor == end or (cursor > end and bool(_LOOKING.fullmatch(since)))
        return cursor == problem.cell and end == len(self.field(question, problem.cell))

    def position(self, problem: Problem) -> int:
        """Where the words of a problem begin in its field as it stands; -1 if they are gone."""
        if problem.start < 0 or not problem.words:
            return problem.start
        text = self.field(problem.question, problem.cell)
        if text.startswith(problem.words, problem.start):
            return problem.start
        before = text.rfind(problem.words, 0, problem.start + len(problem.words))
        return before if before >= 0 else text.find(problem.words, problem.start)

    @property
    def wrong_questions(self) -> frozenset[str]:
        """Questions with a fault that is an error."""
        stamp = (self._session.interview, self.found, tuple(self.waivers))
        if self._wrong is None or self._wrong[0] != stamp:
            faults = faults_of(self._session)
            wrong = frozenset(one.question for one in faults if one.kind == "error")
            self._wrong = stamp, wrong
        return self._wrong[1]

    def at(self, question: str) -> list[Problem]:
        """Faults of a question, the gravest first."""
        here = [one for one in faults_of(self._session) if one.question == question]
        return sorted(here, key=lambda one: _GRAVITY.get(one.kind, 0))

    # What may stand

    def is_waived(self, problem: Problem) -> bool:
        """Whether the officer lets a problem stand."""
        return problem.key in self.waivers

    def waive(self, problem: Problem, reason: str) -> None:
        """Let a problem stand, for a reason that is kept with the draft.

        Raises:
            StoreError: It could not be written.
        """
        work, draft = self._session.workspace, self._session.draft
        work.store.waive(
            draft, problem.key, problem.message, reason, author=work.author, at=work.now()
        )
        self.waivers = work.store.waivers(draft)

    def revoke(self, key: str) -> None:
        """Let a waived problem count again.

        Raises:
            StoreError: It could not be written.
        """
        work, draft = self._session.workspace, self._session.draft
        work.store.drop_waiver(draft, key)
        self.waivers = work.store.waivers(draft)

    # Correcting

    def correct(self, problem: Problem) -> bool:
        """Put the proposed correction into the field, as one undoable step.

        Returns:
            Whether it could be done: the words are still there.

        Raises:
            Conflict: Another officer answered meanwhile.
            StoreError: It could not be written.
        """
        session = self._session
        at = self.position(problem)
        if problem.fix is None or not problem.words or at < 0:
            return False
        if session.current != problem.question:
            session.go(problem.question)
        text = self.field(problem.question, problem.cell)
        text = text[:at] + problem.fix + text[at + len(problem.words) :]
        if problem.cell < 0:
            session.type(text, at + len(problem.fix))
        else:
            records = self._with_cell(problem.question, problem.cell, text)
            session.type_records(records, problem.cell)
        session.commit()
        return True

    def field(self, question: str, cell: int) -> str:
        """The text of a field, or of one cell of it, as it stands now."""
        session = self._session
        if cell < 0:
            return session.text(question).text
        columns = session.interview.question(question).columns
        row, place = divmod(cell, len(columns))
        rows = session.records(question).rows
        if row >= len(rows):
            return ""
        if rows[row].kind is RowKind.GROUP:
            return rows[row].label
        return show_cell(columns[place], rows[row].cells.get(columns[place].id))

    def _with_cell(self, question: str, cell: int, text: str) -> Records:
        """The rows of a table with another text in one cell; a wrong one stays as typed."""
        columns = self._session.interview.question(question).columns
        number, place = divmod(cell, len(columns))
        rows = list(self._session.records(question).rows)
        row, column = rows[number], columns[place]
        if row.kind is RowKind.GROUP:
            rows[number] = replace(row, label=text)
            return Records(tuple(rows))
        value: CellValue = text
        with suppress(AnswerProblem):
            value = parse_cell(column, text)
        rows[number] = replace(row, cells={**row.cells, column.id: value})
        return Records(tuple(rows))


_GRAVITY = {"error": 0, "warning": 1, "hint": 2}
_LOOKING = re.compile(r"[A-Za-z ]+")
_SPELLING = "CH0"
"""How the codes of the rules of spelling begin, CH01 to CH09."""
