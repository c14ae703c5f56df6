"""The state of a dialogue over one session: what was said last, what is asked now.

Everything that stores goes through `Talk.attempt`, so that a full disk or another officer's
answer is told in words and loses nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from cchc_tui.cli.plain import words
from cchc_tui.cli.plain.console import Console
from cchc_tui.domain.values import AnswerState
from cchc_tui.interview.answer import Answer
from cchc_tui.interview.interview import Interview
from cchc_tui.interview.spots import StaleSpot
from cchc_tui.services.earlier import EarlierAnswer
from cchc_tui.services.lookup import Found
from cchc_tui.services.problems import Problem, faults_of
from cchc_tui.services.session import Session
from cchc_tui.services.suggestions import Suggestion
from cchc_tui.services.unfinished import Verdict
from cchc_tui.store.errors import Conflict, DamagedStore, StoreError

UNCLEAR = "Giữ nguyên chữ vừa gõ, chưa tính là câu trả lời."


@dataclass
class Lists:
    """What was said last: numbered lists, so that a number names something, and a place."""

    problems: list[Problem] = field(default_factory=list)
    said: int = 0
    """How many of the problems were said."""
    phrases: list[Suggestion] = field(default_factory=list)
    places: list[Found] = field(default_factory=list)
    around: tuple[str, str] = ("", "")
    """Question and words around the place of the last period that was read out."""
    told: set[str] = field(default_factory=set)
    """Hints that were given."""


class Talk:
    """One officer, one draft, one line at a time.

    Args:
        console: Where it is read and written.
        session: The draft.
    """

    def __init__(self, console: Console, session: Session) -> None:
        self.console = console
        self.session = session
        self.lists = Lists()
        self.leaving = False
        self.refused = False
        """Whether anything was not understood."""
        self.trouble = ""
        """Why what is typed is not on disk."""
        self.warned = False
        """Whether the officer knows that leaving would lose it."""
        self.ended = not session.current
        """Whether the last question has been passed."""
        self.asked = ""
        """The question that was read out last; empty: read the present one again."""
        self.section = ""
        """The section whose heading was read out last."""
        self.adding = False
        """Whether lines go behind what is written, not in its place."""
        self.begun = False
        """Whether something was written that is no answer yet and was not said to be none."""
        self.cell: tuple[int, int] | None = None
        """Row and typed column of a table that is asked for; None: none."""
        self.one_row = False
        """Whether the table is left alone again after the present row."""
        self.spot: StaleSpot | None = None
        """The place of the last period that was read out."""

    def say(self, *lines: str) -> None:
        """Say something."""
        self.console.say(*lines)

    def refuse(self, *lines: str) -> None:
        """Say why something cannot be done; a script that ends afterwards has failed in part."""
        self.refused = True
        self.console.say(*lines)

    # Storing

    def attempt(self, work: Callable[[], object]) -> bool:
        """Do something that stores; says whether the matter is settled."""
        try:
            work()
        except Conflict as conflict:
            return self._resolve(conflict)
        except DamagedStore:
            raise
        except StoreError as error:
            self._not_saved(error)
            return False
        return True

    def keep(self) -> None:
        """Bring what is typed to disk, and what could not be brought there before."""
        try:
            self.session.keep()
            if self.trouble:
                self.session.catch_up()
        except DamagedStore:
            raise
        except StoreError as error:
            self._not_saved(error)
        else:
            if self.trouble:
                self.trouble = ""
                self.say("Đã lưu được những gì còn trong bộ nhớ.")

    def _not_saved(self, error: StoreError) -> None:
        if str(error) != self.trouble:
            self.trouble = str(error)
            self.say(f"Chưa lưu được. {error}")

    def _resolve(self, conflict: Conflict) -> bool:
        """Another officer answered the same question: both are said, one is chosen."""
        mine, theirs = self.session.both(conflict)
        title = "Câu này vừa được người khác trả lời. Giữ câu nào?"
        picked = self.console.choose(title, [f"Của tôi: {mine}", f"Của {theirs}"], "chọn sau")
        if picked is None:
            self.session.postpone(conflict)
            self.refuse("Để sau. " + UNCLEAR)
            return False
        return self.attempt(lambda: self.session.resolve(conflict, keep_mine=picked == 0))

    def settle(self) -> bool:
        """Make what is typed the answer. False while it is none; it stays as typed."""
        session = self.session
        if not session.current or not session.is_pending(session.current):
            return True
        verdicts: list[Verdict] = []
        self.begun = False
        if not self.attempt(lambda: verdicts.append(session.commit())):
            return False
        verdict = verdicts[0] if verdicts else Verdict()
        if verdict.ok:
            return True
        return self._choose_reading(verdict) if verdict.readings else self._told(verdict)

    def conclude(self) -> None:
        """Before a command: what was begun becomes the answer, if it is one."""
        if self.begun:
            self.give(self.settle)

    def _told(self, verdict: Verdict) -> bool:
        self.refuse(f"Chưa nhận: {verdict.message}")
        return False

    def _choose_reading(self, verdict: Verdict) -> bool:
        session, question = self.session, self.session.current
        picked = self.console.choose(verdict.message, verdict.readings, "chọn sau")
        if picked is None:
            self.refuse(UNCLEAR)
            return False
        text = verdict.readings[picked]
        return self.attempt(lambda: session.settle_reading(question, text))

    # Giving an answer

    def give(self, work: Callable[[], bool]) -> bool:
        """Answer the present question and say what it is now and what follows from it."""
        question, before = self.session.current, self.session.interview
        faults = {problem.message for problem in faults_of(self.session)}
        if not work():
            return False
        session = self.session
        summary = words.said_answer(session, question)
        self.say(f"Đã ghi: {words.sentence(summary)}" if summary else "Đã bỏ câu trả lời.")
        self._follow(before, question)
        new = [one for one in faults_of(session) if one.message not in faults]
        self.say(*map(words.problem_line, new)) if new else None
        return True

    def _follow(self, before: Interview, question: str) -> None:
        """Say which figures were computed anew."""
        from cchc_tui.interview.answers import summarise

        now, names = self.session.interview, self.session.interview.dependents(question)
        for one in now.questions():
            if not one.computed or one.id not in names:
                continue
            text = summarise(one, now.answer(one.id))
            if text and text != summarise(one, before.answer(one.id)):
                self.say(f"Tính ra: {one.name}: {words.sentence(text)}")

    def give_state(self, state: AnswerState, reason: str = "") -> bool:
        """Give a state that is no value, and go on."""
        answer = Answer(state, None, reason=reason)
        given = self.give(lambda: self.attempt(lambda: self.session.answer(answer)))
        if given:
            self.go_by(1)
        return given

    # Going

    def go(self, question: str) -> None:
        """Go to a question; it is read out next."""
        self.session.go(question)
        self.arrive()

    def arrive(self) -> None:
        """Be at a question anew, with nothing begun."""
        self.ended = False
        self.asked = ""
        self.adding = self.begun = False
        self.cell = None
        self.one_row = False
        self.spot = None

    def go_by(self, step: int) -> None:
        """Go to the next (1) or previous (-1) question."""
        session = self.session
        if self.ended:
            if step < 0:
                self.arrive()
            return
        neighbour = session.neighbour(step)
        if neighbour == session.current and step > 0:
            self.ended = True
            self.asked = ""
        else:
            self.go(neighbour)


def earlier_of(talk: Talk) -> list[EarlierAnswer]:
    """The answers of earlier periods to the present question."""
    return talk.session.workspace.earlier(talk.session.draft, talk.session.current)
