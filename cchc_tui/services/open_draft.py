"""An open draft to look at: what is asked, in which order, and where one is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cchc_tui.domain.values import Quantity
from cchc_tui.interview.answers import Answer, summarise
from cchc_tui.interview.interview import Interview, SectionView
from cchc_tui.interview.kinds import Question
from cchc_tui.interview.typed import STYLES
from cchc_tui.services.asked_anew import AskedAnew
from cchc_tui.services.workspace import Workspace

if TYPE_CHECKING:
    from cchc_tui.services.trends import Trend


class OpenDraft:
    """A draft and the question one is at.

    Args:
        workspace: Where drafts live.
        draft: Id of the draft.

    Raises:
        WorkError: The draft, its kind or its agency is not there.
        StoreError: It cannot be read.
    """

    def __init__(self, workspace: Workspace, draft: str) -> None:
        self.workspace = workspace
        self.draft = draft
        self.interview: Interview = workspace.interview(draft)
        self.asked_anew = AskedAnew(workspace, draft)
        """What the draft that this one was carried from answered, and this one does not yet."""
        self._past_read = False
        self.current = self._first_question()

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

    def place(self, question: str) -> SectionView:
        """The section where a question is asked; the first one while it is nowhere."""
        sections = self.interview.sections()
        here = self.interview.section_of(question)
        return next((section for section in sections if section.id == here), sections[0])

    def number(self, question: str) -> str:
        """The number of a question's section with those above it: `II.2`; empty without one."""
        parts: list[tuple[int, str]] = []
        here = self.interview.section_of(question)
        for section in self.interview.sections():
            parts = [part for part in parts if part[0] < section.level]
            own = section.number.rstrip(".)")
            if parts and own.startswith(f"{parts[-1][1]}."):
                parts.pop()  # it repeats the number above it
            parts.append((section.level, own))
            if section.id == here:
                return ".".join(number for _, number in parts if number)
        return ""

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

    def title(self) -> tuple[str, str, str]:
        """What is open: kind, period, agency."""
        kind = self.interview.kind.title.partition(" (")[0]
        return kind, self.interview.period.short_name, self.interview.agency.name

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

    def neighbour(self, step: int) -> str:
        """Id of the next (1) or previous (-1) question; the present one at either end."""
        order = self.order()
        if self.current not in order:
            return order[0] if order else self.current
        index = min(max(order.index(self.current) + step, 0), len(order) - 1)
        return order[index]

    def summary(self, question: str) -> str:
        """The answer in one calm line; empty while there is none."""
        return summarise(self.interview.question(question), self.interview.answer(question))

    def summary_of(self, answer: Answer) -> str:
        """Another answer to the present question in one calm line."""
        return summarise(self.question, answer)

    @property
    def compares(self) -> bool:
        """Whether the question is a figure that an earlier period has as well."""
        if self.question.type not in STYLES:
            return False
        found = self.workspace.earlier(self.draft, self.current)
        return any(isinstance(one.answer.value, Quantity) for one in found)

    def trend(self, *, read: bool = True) -> Trend | None:
        """The figure in other periods; None where there is nothing to compare it with.

        Args:
            read: Whether to read the earlier drafts if that has not been done: at the first
                time it takes a while.
        """
        if not self.compares or not (read or self._past_read):
            return None
        from cchc_tui.services.trends import trend

        self._past_read = True
        found = trend(self.workspace, self.draft, self.current)
        return found if found.with_now(None).points else None

    def earlier_line(self) -> str:
        """The last answer of an earlier period: `Quý IV/2025: 113`; empty without one."""
        found = self.workspace.earlier(self.draft, self.current)
        if not found:
            return ""
        return f"{found[0].period.short_name}: {self.summary_of(found[0].answer)}"
