"""One draft as an interview: what is asked now, what is answered, what is wrong.

Nothing changes in place: `with_answers` gives another interview. Everything is computed
when first asked for, so opening a draft or changing one answer costs little.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property

from cchc_tui.domain.agencies import Agency
from cchc_tui.domain.numbering import HeadingCounter, roman
from cchc_tui.domain.periods import Period
from cchc_tui.domain.values import AnswerState
from cchc_tui.interview.answer import UNANSWERED, Answer
from cchc_tui.interview.context import context_of
from cchc_tui.interview.evaluation import EarlierAnswers, Evaluation
from cchc_tui.interview.expressions import compile_expression
from cchc_tui.interview.kinds import Check, Kind, Library, Question, SectionNode, Severity
from cchc_tui.interview.outline import Failed, Mark, Progress, SectionView
from cchc_tui.interview.plan import plan_of
from cchc_tui.interview.printed import printed
from cchc_tui.interview.reasons import why
from cchc_tui.interview.views import Cites, Figure, Missing, Moment, Words

__all__ = ["EarlierAnswers", "Failed", "Interview", "Mark", "Progress", "SectionView"]


class Interview:
    """A draft: kind, agency, period and answers.

    Args:
        library: Where the kind comes from.
        kind: What is reported.
        agency: Who reports.
        period: For which period.
        answers: As typed, by question id; ids of other kinds are kept and ignored.
        earlier: Answers of earlier periods, if they can be had.
        today: Day of the report.
    """

    def __init__(
        self,
        library: Library,
        kind: Kind,
        agency: Agency,
        period: Period,
        answers: Mapping[str, Answer],
        *,
        earlier: EarlierAnswers | None = None,
        today: date,
    ) -> None:
        self.library = library
        self.kind = kind
        self.agency = agency
        self.period = period
        self.today = today
        self.earlier = earlier
        self.plan = plan_of(library, kind)
        self.scope = Evaluation(
            library, self.plan, dict(answers), context_of(agency, period, today), earlier
        )
        self._sections: list[SectionView] | None = None
        self._placed: dict[str, list[Question]] | None = None
        self._failed: list[Failed] | None = None

    def with_answers(self, answers: Mapping[str, Answer]) -> Interview:
        """The same draft with these answers in place of, and beside, those it has."""
        return Interview(
            self.library,
            self.kind,
            self.agency,
            self.period,
            {**self.scope.answers, **answers},
            earlier=self.earlier,
            today=self.today,
        )

    # What is asked

    def sections(self) -> list[SectionView]:
        """Sections that show now, in printed order, with number and heading."""
        if self._sections is None:
            self._sections = list(self._numbered())
        return self._sections

    def _numbered(self) -> Iterator[SectionView]:
        shown = [node for node in self.plan.nodes.values() if self.scope.section_visible(node.id)]
        annexes = [node.id for node in shown if node.annex]
        counter = HeadingCounter()
        for node in shown:
            number = ""
            if node.annex:
                place = annexes.index(node.id) + 1
                number = f"Phụ lục {roman(place)}" if len(annexes) > 1 else "Phụ lục"
                counter = HeadingCounter()
            elif node.heading:
                number = counter.number(node.level, self.number_style(node))
            heading = self._heading(node)
            section = self.library.sections.get(node.use)
            title = heading or (section.title if section else node.id)
            yield SectionView(node, number, heading, title)

    def number_style(self, node: SectionNode) -> str:
        """How the kind numbers headings of that level; empty where it says nothing."""
        styles = self.kind.numbering
        return styles[node.level - 1] if 1 <= node.level <= len(styles) else ""

    def _heading(self, node: SectionNode) -> str:
        return self.text(node.heading) if node.heading else ""

    def text(self, source: str) -> str:
        """A short template (heading, subject, message) as plain text.

        What cannot be printed is left as it is written.
        """
        if "{" not in source:
            return source
        from cchc_tui.interview.templating import TemplateProblem, print_string

        try:
            return print_string(self.library, source, self.scope)
        except TemplateProblem:
            return source

    def subject(self) -> list[str]:
        """The lines of the trích yếu as the kind words it."""
        return [line for line in map(self.text, self.kind.subject) if line]

    def questions(self, section_id: str | None = None) -> list[Question]:
        """Questions that are asked now, computed ones among them, in order.

        A question that stands in several sections is asked in the first of them.
        """
        if self._placed is None:
            self._placed = self._place()
        if section_id is not None:
            return list(self._placed.get(section_id, ()))
        return [question for questions in self._placed.values() for question in questions]

    def _place(self) -> dict[str, list[Question]]:
        placed: dict[str, list[Question]] = {}
        seen: set[str] = set()
        for name, asked in self.plan.asked.items():
            if not asked or not self.scope.section_visible(name):
                continue
            here = [q for q in asked if q.id not in seen and self.scope.visible(q.id)]
            seen.update(question.id for question in here)
            placed[name] = here
        return placed

    def _below(self, section_id: str | None) -> list[Question]:
        """Questions of a section and of those under it; all without a section."""
        if section_id is None:
            return self.questions()
        names = (section_id, *self.plan.children.get(section_id, ()))
        return [question for name in names for question in self.questions(name)]

    def question(self, name: str) -> Question:
        """A question of the library.

        Raises:
            KeyError: There is none with this id.
        """
        return self.library.questions[name]

    def section_of(self, name: str) -> str:
        """Id of the section where a question is asked; empty while it is hidden."""
        self.questions()
        placed = self._placed or {}
        return next((s for s, asked in placed.items() if any(q.id == name for q in asked)), "")

    # What is answered

    def answer(self, name: str) -> Answer:
        """The answer as it counts: typed, or computed or by default (see its source).

        A computed figure is overridden only by a typed answer with a reason.
        """
        return self.scope.answer(name)

    def typed(self, name: str) -> Answer:
        """The answer as typed, whether or not the question shows."""
        return self.scope.answers.get(name, UNANSWERED)

    @property
    def answers(self) -> Mapping[str, Answer]:
        """Every typed answer, hidden ones among them."""
        return self.scope.answers

    def visible(self, name: str) -> bool:
        """Whether the question is asked now."""
        return self.scope.visible(name)

    @cached_property
    def printed(self) -> frozenset[str]:
        """Questions that the report prints, or that decide what it prints; see `printed`."""
        return printed(self)

    def progress(self, section_id: str | None = None) -> Progress:
        """How far the draft or one section (with those under it) is."""
        asked = [question for question in self._below(section_id) if not question.computed]
        required = [question for question in asked if question.required]
        return Progress(
            answered=sum(self.answer(question.id).given for question in asked),
            required_left=sum(not self.answer(question.id).given for question in required),
            required=len(required),
            total=len(asked),
        )

    def mark(self, section_id: str) -> Mark:
        """How a section, with those under it, stands.

        Done: everything required is answered, or at least one answer where nothing is
        required. Open: begun. Empty: nothing typed and something missing.
        """
        asked = [question for question in self._below(section_id) if not question.computed]
        answers = [self.answer(question.id) for question in asked]
        if asked and all(a.state is AnswerState.NOT_APPLICABLE for a in answers):
            return Mark.NOT_APPLICABLE
        if any(f.check.severity is not Severity.HINT for f in self.checks(section_id)):
            return Mark.PROBLEM
        progress = self.progress(section_id)
        started = any(answer.typed for answer in answers)
        if progress.required_left:
            return Mark.OPEN if started else Mark.EMPTY
        return Mark.DONE if progress.required or started else Mark.EMPTY

    def missing(self) -> list[Question]:
        """Required questions that are asked now and unanswered, in order."""
        return [
            question
            for question in self.questions()
            if question.required and not question.computed and not self.answer(question.id).given
        ]

    # What is wrong, and why

    def checks(self, section_id: str | None = None) -> list[Failed]:
        """Checks that do not hold; with a section only those about its questions.

        A check is not judged while a figure in it is unknown.
        """
        if self._failed is None:
            self._failed = [found for check in self.plan.checks if (found := self._judge(check))]
        if section_id is None:
            return list(self._failed)
        here = {question.id for question in self._below(section_id)}
        return [failed for failed in self._failed if here.intersection(failed.about)]

    def _judge(self, check: Check) -> Failed | None:
        expression = compile_expression(check.that)
        result = expression.run(self.scope)
        if isinstance(result, Missing) or result:
            return None
        about = check.about or tuple(n for n in expression.names if n in self.library.questions)
        return Failed(check, self.text(check.message), about)

    def why(self, name: str) -> str:
        """Why a question is asked or hidden, in Vietnamese, with the answers that decide it."""
        return why(self.scope, name)

    def dependents(self, name: str) -> set[str]:
        """Questions whose value or showing depends on this one, however far."""
        return set(self.plan.used_by.get(name, ()))

    def known_slots(self) -> dict[str, str]:
        """What a phrase slot of that name is filled with: one line of text each."""
        found = {name: view.plain() for name, view in self.scope.context.items()}
        for question in self.questions():
            view = self.scope.value(question.id)
            if isinstance(view, Figure | Words | Moment | Cites) and not view.nothing:
                found[question.id] = view.plain()
        return {name: text for name, text in found.items() if text and "\n" not in text}
