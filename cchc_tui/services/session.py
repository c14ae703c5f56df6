"""One officer at one draft: where they are, what is typed, what comes next.

Headless: the terminal app drives it with keys, and anything else that asks questions can
drive it the same way. Moving is never blocked; text that is not yet an answer is kept as
typed, on disk, and shown again when the officer comes back.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

from cchc_tui.domain.values import AnswerState, Records
from cchc_tui.interview.answers import (
    UNANSWERED,
    Answer,
    Value,
    from_plain,
    parse_answer,
    summarise,
)
from cchc_tui.interview.interview import Mark
from cchc_tui.interview.stale_edits import kept_stale
from cchc_tui.services.problems import Problem, mark_of, next_problem, problems_of
from cchc_tui.services.reading import as_answer
from cchc_tui.services.reviewing import Review
from cchc_tui.services.typed_draft import LATER, TypedDraft
from cchc_tui.services.unfinished import Typed, Verdict, judge
from cchc_tui.services.workspace import Workspace
from cchc_tui.store.errors import Conflict, StoreError

__all__ = ["LATER", "Session"]


class Session(TypedDraft):
    """An open draft and what its officer types."""

    def __init__(self, workspace: Workspace, draft: str) -> None:
        super().__init__(workspace, draft)
        self._taken_back: list[tuple[str, Typed]] = []
        self.review = Review(self)
        """What the checker says of the draft."""

    # Where one is

    def go(self, question: str) -> None:
        """Move to a question, and see what others have answered meanwhile."""
        self.current = question
        self._postponed.discard(question)
        typed = self._unfinished.get(question)
        try:
            self.interview = self.workspace.interview(self.draft)
            self.workspace.keep_place(self.draft, question, typed.cursor if typed else 0)
        except StoreError:
            # A disk that cannot be written must not stop anyone from moving about; what is
            # typed is refused by `keep`, which says so.
            return

    def look_again(self) -> bool:
        """See what others have answered; says whether the present question was among it.

        Raises:
            StoreError: It cannot be read.
        """
        before = self._seen(self.current)
        self.interview = self.workspace.interview(self.draft)
        return self._seen(self.current) != before

    def mark(self, section: str) -> Mark:
        """How a section stands; a refused text and an error count as a problem."""
        return mark_of(self, section)

    def next_problem(self, position: int = -1, last: Problem | None = None) -> Problem | None:
        """The next problem after a place in the present field; see `problems.next_problem`."""
        return next_problem(self, position, last)

    def problems(self) -> list[Problem]:
        """Refused texts, faults and missing answers."""
        return problems_of(self)

    # What was answered

    @property
    def proposed(self) -> bool:
        """Whether the field shows an answer that nobody has confirmed yet."""
        answer = self.interview.answer(self.current)
        return answer.given and not answer.typed and not self.is_pending(self.current)

    def accept(self) -> None:
        """Make a proposed answer the officer's own.

        Raises:
            StoreError: It could not be written.
        """
        if self.proposed:
            answer = self.interview.answer(self.current)
            self.answer(replace(answer, source="typed"))

    def override(self, question: str, text: str, reason: str) -> None:
        """Put a typed figure in the place of a computed one, for a reason.

        Raises:
            AnswerProblem: The text is no figure.
        """
        value = parse_answer(self.interview.question(question), text)
        self.answer(Answer(AnswerState.ANSWERED, value, reason=reason, source="typed"), question)

    def settle_reading(self, question: str, text: str) -> None:
        """Answer with the reading that was meant."""
        value = parse_answer(self.interview.question(question), text)
        self.answer(Answer(AnswerState.ANSWERED, value, source="typed"), question)

    # When someone else answers the same question

    def both(self, conflict: Conflict) -> tuple[str, str]:
        """What the officer and someone else answered, each in one line."""
        question = self.interview.question(conflict.current.question)
        theirs = as_answer(question, conflict.current)
        mine = summarise(question, self.mine(conflict)) or "(bỏ trống)"
        return mine, f"{conflict.current.author}: {summarise(question, theirs) or '(bỏ trống)'}"

    def mine(self, conflict: Conflict) -> Answer:
        """What the officer answered and could not be stored."""
        if conflict.mine is None:
            return UNANSWERED
        question = self.interview.question(conflict.current.question)
        return from_plain(question, cast("dict[str, Any]", conflict.mine))

    def resolve(self, conflict: Conflict, *, keep_mine: bool) -> None:
        """Keep one of two answers; the other stays in the history."""
        question = conflict.current.question
        mine = self.mine(conflict)
        self._unfinished.drop(question)
        self.interview = self.workspace.interview(self.draft)
        if keep_mine:
            self.answer(mine, question)

    def hold(self, conflict: Conflict, made: str | Records) -> None:
        """Let a text or a table stand in the field as typed after the other was seen."""
        question = conflict.current.question
        self.interview = self.workspace.interview(self.draft)
        if isinstance(made, Records):
            self._unfinished.type_table(question, made, 0, 0)
        else:
            self._unfinished.type(question, made, len(made), 0)
        self._unfinished.rebase(question, conflict.current.revision)

    def postpone(self, conflict: Conflict) -> None:
        """Leave the text as typed and unsettled until the officer touches it again."""
        self._postponed.add(conflict.current.question)

    # What is typed becomes the answer

    def catch_up(self) -> bool:
        """Make answers of the texts that were left behind while nothing could be written.

        Returns:
            Whether there were any.

        Raises:
            StoreError: It still cannot be written; the texts stay here.
        """
        here, left = self.current, [name for name in self._unfinished if name != self.current]
        try:
            for name in left:
                self.current = name
                try:
                    self.commit()
                except Conflict:
                    self._postponed.add(name)
        finally:
            self.current = here
        return bool(left)

    def commit(self) -> Verdict:
        """Make what is typed the answer if it is one; otherwise it stays as typed.

        Raises:
            Conflict: Another officer answered meanwhile.
            StoreError: It could not be written; the text stays here.
        """
        typed = self._unfinished.get(self.current)
        if typed is None or self.current in self._postponed:
            return Verdict()
        asked, table = self.question, self._unfinished.table(self.current)
        verdict = judge(asked, typed.text)
        if not verdict.ok:
            self.keep()
        elif table is not None:
            self.answer(self._given(table) if table.rows else UNANSWERED)
        elif typed.text.strip():
            self.answer(self._given(parse_answer(asked, typed.text)))
        else:
            self.answer(UNANSWERED)
        return verdict

    def _given(self, value: Value) -> Answer:
        """A typed value as the answer, with the stale places that it left untouched."""
        given = Answer(AnswerState.ANSWERED, value, source="typed")
        before = self.interview.typed(self.current)
        return replace(given, stale=kept_stale(self.question, before, given))

    def answer(self, answer: Answer, question: str = "") -> None:
        """Give an answer outright: a state, a choice, a table.

        Raises:
            Conflict: Another officer answered meanwhile.
            StoreError: It could not be written.
        """
        question = question or self.current
        before, typed = self.interview.typed(question), self._unfinished.get(question)
        if _same(before, answer):
            self._unfinished.drop(question)
            return
        seen = replace(answer, revision=typed.base if typed else before.revision)
        self.workspace.set_answer(self.draft, question, seen)
        self._unfinished.forget(question)
        self.interview = self.workspace.interview(self.draft)

    def undo(self) -> str:
        """Take back the last step: a refused text here, or else the last answer anywhere.

        Returns:
            The question it was about; empty if there was nothing to take back.
        """
        typed = self._unfinished.get(self.current)
        if typed is not None and not self._unfinished.table(self.current):
            self._unfinished.drop(self.current)
            self._taken_back.append((self.current, typed))
            return self.current
        return self._step(self.workspace.undo(self.draft))

    def redo(self) -> str:
        """Give back what was taken back; returns the question, or an empty string."""
        if self._taken_back:
            question, typed = self._taken_back.pop()
            self.current = question
            self.type(typed.text, typed.cursor)
            return question
        return self._step(self.workspace.redo(self.draft))

    def go_back(self, version: int) -> tuple[str, ...]:
        """Answer everything as in a version of the draft, as one step; see `services.versions`.

        Returns:
            Ids of the questions whose answers changed. What is typed in them stays.
        """
        from cchc_tui.services.versions import roll_back

        changed = roll_back(self.workspace, self.draft, version)
        self.interview = self.workspace.interview(self.draft)
        for question in changed:
            self._unfinished.rebase(question, self._seen(question))
        return changed

    def _step(self, question: str | None) -> str:
        if question is None:
            return ""
        self.interview = self.workspace.interview(self.draft)
        self._unfinished.rebase(question, self._seen(question))
        if question in self.order():
            self.go(question)
        return question


def _same(one: Answer, other: Answer) -> bool:
    alike = (one.state, one.value, one.reason) == (other.state, other.value, other.reason)
    return alike and one.stale == other.stale
