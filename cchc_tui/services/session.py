"""One officer at one draft: where they are, what is typed, what comes next.

Headless: the terminal app drives it with keys, and anything else that asks questions can
drive it the same way. Moving is never blocked; text that is not yet an answer is kept as
typed, on disk, and shown again when the officer comes back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from cchc_tui.domain.values import AnswerState, Records
from cchc_tui.interview.answers import (
    UNANSWERED,
    AmbiguousAnswer,
    Answer,
    AnswerProblem,
    parse_answer,
    show_answer,
    summarise,
)
from cchc_tui.interview.interview import Interview, Mark, SectionView
from cchc_tui.interview.kinds import Question, QuestionType
from cchc_tui.interview.typed import show_value
from cchc_tui.services.drafting import as_answer
from cchc_tui.services.workspace import Workspace
from cchc_tui.store.errors import Conflict, StoreError


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the field makes of a text.

    Attributes:
        message: What is wrong or unclear; empty when the text is an answer.
        readings: How an unclear text can be read, each as it would be typed.
    """

    message: str = ""
    readings: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether the text can stand as an answer."""
        return not self.message


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to look at before the report leaves.

    Attributes:
        kind: "refused" (text that is no answer), "missing", or the severity of a failed
            check: "error", "warning", "hint".
        question: Where to go; may be empty.
        name: What the question is called.
        place: Number of its section, e.g. `2.1.`
        message: What is wrong.
    """

    kind: str
    question: str
    name: str
    place: str
    message: str


@dataclass(frozen=True, slots=True)
class Typed:
    """A text that is not an answer yet."""

    text: str
    cursor: int


class Session:
    """An open draft.

    Args:
        workspace: Where drafts live.
        draft: Id of the draft.
    """

    def __init__(self, workspace: Workspace, draft: str) -> None:
        self.workspace = workspace
        self.draft = draft
        self.interview: Interview = workspace.interview(draft)
        self._pending = {
            question: Typed(typing.text, typing.cursor)
            for question, typing in workspace.typing(draft).items()
        }
        self._records: dict[str, Records] = {}
        self.current = self._first_question()

    # Where one is

    def _first_question(self) -> str:
        order = self.order()
        resume = self.workspace.place(self.draft)
        if resume is not None and resume.question in order:
            return resume.question
        missing = self.interview.missing()
        return missing[0].id if missing else (order[0] if order else "")

    def order(self) -> list[str]:
        """Ids of the questions that are asked now, in order."""
        return [question.id for question in self.interview.questions() if not question.computed]

    @property
    def question(self) -> Question:
        """The question one is at."""
        return self.interview.question(self.current)

    def go(self, question: str) -> None:
        """Move to a question."""
        self.current = question
        typed = self._pending.get(question)
        self.workspace.keep_place(self.draft, question, typed.cursor if typed else 0)

    def place(self, question: str) -> SectionView:
        """The section where a question is asked; the first one while it is nowhere."""
        sections = self.interview.sections()
        here = self.interview.section_of(question)
        return next((section for section in sections if section.id == here), sections[0])

    def count(self) -> str:
        """Where the question stands among those of its section: `câu 3/7`."""
        here = [
            question.id
            for question in self.interview.questions(self.place(self.current).id)
            if not question.computed
        ]
        if self.current not in here:
            return ""
        return f"câu {here.index(self.current) + 1}/{len(here)}"

    def title(self) -> str:
        """What is open: kind, period, agency."""
        interview = self.interview
        agency = interview.agency.name
        return f"{interview.kind.title} · {interview.period.short_name} · {agency}"

    def before(self, limit: int) -> list[Question]:
        """The last `limit` questions before the present one, computed ones among them."""
        questions = self.interview.questions()
        ids = [question.id for question in questions]
        index = ids.index(self.current) if self.current in ids else 0
        return questions[max(index - limit, 0) : index]

    def first_of(self, section: str) -> str:
        """The first open question of a section or those under it, or its first one; or empty."""
        sections = self.interview.sections()
        start = next((i for i, one in enumerate(sections) if one.id == section), len(sections))
        ids: list[str] = []
        for one in sections[start:]:
            if one.id != section and one.level <= sections[start].level:
                break
            ids += [q.id for q in self.interview.questions(one.id) if not q.computed]
        unanswered = (one for one in ids if not self.interview.answer(one).given)
        return next(unanswered, ids[0] if ids else "")

    def mark(self, section: str) -> Mark:
        """How a section stands; a refused text counts as a problem."""
        for question in self._pending:
            if self.interview.section_of(question) == section and not self.verdict(question).ok:
                return Mark.PROBLEM
        return self.interview.mark(section)

    def neighbour(self, step: int) -> str:
        """Id of the next (1) or previous (-1) question; the present one at either end."""
        order = self.order()
        if self.current not in order:
            return order[0] if order else self.current
        index = min(max(order.index(self.current) + step, 0), len(order) - 1)
        return order[index]

    def next_problem(self) -> str:
        """Id of the next question that is missing, refused or in a failed check, or empty."""
        order = self.order()
        open_ids = {problem.question for problem in self.problems()}
        start = order.index(self.current) + 1 if self.current in order else 0
        for question in (*order[start:], *order[:start]):
            if question in open_ids:
                return question
        return ""

    def problems(self) -> list[Problem]:
        """Refused texts, failed checks and missing answers."""
        asked = set(self.order())
        found = [
            self._problem("refused", question, verdict.message)
            for question in self._pending
            if question in asked and not (verdict := self.verdict(question)).ok
        ]
        for failed in self.interview.checks():
            about = next((one for one in failed.about if one in asked), "")
            found.append(self._problem(failed.check.severity, about, failed.message))
        refused = {problem.question for problem in found if problem.kind == "refused"}
        missing = (q.id for q in self.interview.missing() if q.id not in refused)
        return [*found, *(self._problem("missing", name, "Chưa trả lời.") for name in missing)]

    def _problem(self, kind: str, question: str, message: str) -> Problem:
        if not question:
            return Problem(kind, "", "", "", message)
        name = self.interview.question(question).name
        return Problem(kind, question, name, self.place(question).number, message)

    # What was answered

    def summary(self, question: str) -> str:
        """The answer in one calm line; empty while there is none."""
        return summarise(self.interview.question(question), self.interview.answer(question))

    def summary_of(self, answer: Answer) -> str:
        """Another answer to the present question in one calm line."""
        return summarise(self.question, answer)

    def earlier_line(self) -> str:
        """The last answer of an earlier period: `Quý IV/2025: 113`; empty without one."""
        found = self.workspace.earlier(self.draft, self.current)
        if not found:
            return ""
        return f"{found[0].period.short_name}: {self.summary_of(found[0].answer)}"

    def take(self, answer: Answer) -> None:
        """Take an answer of another period as the text to edit; a table is taken at once."""
        if isinstance(answer.value, Records) or answer.state is not AnswerState.ANSWERED:
            self.answer(Answer(answer.state, answer.value, answer.reason))
            return
        text = show_answer(self.question, answer)
        self.type(text, len(text))
        self.keep()

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

    def both(self, conflict: Conflict) -> tuple[str, str]:
        """What the officer and someone else answered, each in one line."""
        question = self.interview.question(conflict.current.question)
        theirs = as_answer(question, conflict.current)
        mine = self._pending.get(question.id)
        return (
            mine.text if mine else "(bảng đang sửa)",
            f"{conflict.current.author}: {summarise(question, theirs)}",
        )

    def resolve(self, conflict: Conflict, *, keep_mine: bool) -> None:
        """Keep one of two answers; the other stays in the history."""
        question = conflict.current.question
        self.interview = self.workspace.interview(self.draft)
        if keep_mine:
            self.commit()
        else:
            self._pending.pop(question, None)
            self._records.pop(question, None)
            self.workspace.drop_typing(self.draft, question)

    # What is typed

    def is_pending(self, question: str) -> bool:
        """Whether the field holds text that is not an answer yet."""
        return question in self._pending

    def text(self, question: str) -> Typed:
        """What the field shows: text not yet an answer, or the answer as it is edited."""
        if question in self._pending:
            return self._pending[question]
        asked = self.interview.question(question)
        text = show_answer(asked, self.interview.answer(question))
        return Typed(text, len(text))

    def verdict(self, question: str, text: str | None = None) -> Verdict:
        """What the field makes of a text; by default of the one it shows."""
        asked = self.interview.question(question)
        written = self.text(question).text if text is None else text
        if not written.strip() or asked.type is QuestionType.TABLE:
            return Verdict()
        try:
            parse_answer(asked, written)
        except AmbiguousAnswer as unclear:
            readings = tuple(show_value(value) for value in unclear.readings)
            return Verdict(str(unclear), readings)
        except AnswerProblem as problem:
            return Verdict(str(problem))
        return Verdict()

    def type(self, text: str, cursor: int) -> None:
        """Note what is being typed; `keep` brings it to disk."""
        self._pending[self.current] = Typed(text, cursor)

    def records(self) -> Records:
        """The rows of the present table question."""
        value = self.interview.answer(self.current).value
        return self._records.get(self.current, value if isinstance(value, Records) else Records())

    def type_records(self, records: Records) -> None:
        """Note a table as it stands; `keep` brings it to disk."""
        self._records[self.current] = records

    def _keep_records(self) -> None:
        records = self._records.pop(self.current, None)
        if records is None:
            return
        given = (
            Answer(AnswerState.ANSWERED, records, source="typed") if records.rows else UNANSWERED
        )
        try:
            self.answer(given)
        except StoreError:
            self._records[self.current] = records
            raise

    def keep(self) -> None:
        """Bring what is being typed to disk.

        Raises:
            Conflict: Another officer answered the same table meanwhile.
            StoreError: It could not be written; the text stays here.
        """
        self._keep_records()
        typed = self._pending.get(self.current)
        if typed is not None:
            seen = self.interview.answer(self.current).revision
            self.workspace.keep_typing(self.draft, self.current, typed.text, typed.cursor, seen)

    def commit(self) -> Verdict:
        """Make the typed text the answer if it is one; otherwise it stays as typed.

        Raises:
            Conflict: Another officer answered meanwhile.
            StoreError: It could not be written; the text stays here.
        """
        self._keep_records()
        typed = self._pending.get(self.current)
        if typed is None:
            return Verdict()
        verdict = self.verdict(self.current)
        if not verdict.ok:
            self.keep()
            return verdict
        asked = self.question
        if typed.text.strip():
            answer = Answer(AnswerState.ANSWERED, parse_answer(asked, typed.text), source="typed")
        else:
            answer = UNANSWERED
        self.answer(answer)
        return verdict

    def answer(self, answer: Answer, question: str = "") -> None:
        """Give an answer outright: a state, a choice, a table.

        Raises:
            Conflict: Another officer answered meanwhile.
            StoreError: It could not be written.
        """
        question = question or self.current
        before = self.interview.typed(question)
        same = (before.state, before.value, before.reason) == (
            answer.state,
            answer.value,
            answer.reason,
        )
        if same:
            self.workspace.drop_typing(self.draft, question)
        else:
            seen = replace(answer, revision=before.revision)
            saved = self.workspace.set_answer(self.draft, question, seen)
            self.interview = self.interview.with_answers({question: saved})
        self._pending.pop(question, None)

    def undo(self) -> str:
        """Take back the last answer; returns the question it was about, or an empty string."""
        return self._step(self.workspace.undo(self.draft))

    def redo(self) -> str:
        """Give back what was taken back; returns the question, or an empty string."""
        return self._step(self.workspace.redo(self.draft))

    def _step(self, question: str | None) -> str:
        if question is None:
            return ""
        self.interview = self.workspace.interview(self.draft)
        self._pending.pop(question, None)
        if question in self.order():
            self.go(question)
        return question
