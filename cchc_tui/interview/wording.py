"""Words a report: every section's template printed to Markdown, answers as place marks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cchc_tui.domain.inserts import (
    BlankInsert,
    Cited,
    Drop,
    GapInsert,
    GridInsert,
    Insert,
    Literal,
    ProseInsert,
    mark,
)
from cchc_tui.domain.values import AnswerState
from cchc_tui.interview.free import further_id, instead_id, is_free
from cchc_tui.interview.interview import Interview, SectionView
from cchc_tui.interview.kinds import Question, SectionNode
from cchc_tui.interview.loader import FOOT_SECTION
from cchc_tui.interview.printed import tables_of, template_of
from cchc_tui.interview.tables import TableView
from cchc_tui.interview.templating import TemplateProblem, print_string, print_template
from cchc_tui.interview.views import PRINTER, Cites, Lack, Missing, Paragraphs, View

__all__ = ["TemplateProblem", "WordedSection", "Wording", "render"]

NO_ROWS = "Không phát sinh."
"""What a table answered "nothing" prints in its place."""


@dataclass(frozen=True, slots=True)
class WordedSection:
    """One section, worded.

    Attributes:
        node: Its place in the kind.
        number: Number of its heading among the sections that are asked.
        heading: With place marks; empty for content without a heading.
        level: Depth of the heading, from 1.
        number_style: How headings of that level are numbered.
        annex: An annex, whose title is the heading.
        landscape: An annex whose table is wide.
        markdown: The wording, with place marks.
        inserts: What the place marks stand for.
        open: Required questions still without an answer.
        nothing: The officer said that nothing arose, and answered nothing else.
    """

    node: SectionNode
    number: str
    heading: str
    level: int
    number_style: str
    annex: bool
    landscape: bool
    markdown: str
    inserts: Mapping[int, Insert]
    open: tuple[GapInsert, ...] = ()
    nothing: bool = False

    @property
    def id(self) -> str:
        """Id of the node."""
        return self.node.id


@dataclass(frozen=True, slots=True)
class Wording:
    """A report in words: its sections in printed order, the closing among them."""

    sections: tuple[WordedSection, ...]

    @property
    def closing(self) -> WordedSection | None:
        """The section that closes the report, if the kind words one."""
        found = (s for s in self.sections if s.node.use == FOOT_SECTION and s.markdown.strip())
        return next(found, None)


@dataclass(slots=True)
class _Marks:
    """The printer of a section: keeps what is to be printed and hands out place marks."""

    inserts: dict[int, Insert] = field(default_factory=dict)

    def put(self, view: View) -> str:
        """The mark that stands for the view."""
        number = len(self.inserts)
        self.inserts[number] = insert_of(view)
        return mark(number)


def insert_of(view: View) -> Insert:
    """What the assembler puts in the view's place."""
    question = view.question
    if isinstance(view, Missing):
        return _missing(view)
    if isinstance(view, Paragraphs):
        # "Nothing" is said by the section's own sentence, not by a stray line.
        printed = view and not view.nothing
        kept = is_free(question)
        return ProseInsert(view.prose, question, view.level, kept) if printed else Drop()
    if isinstance(view, Cites) and view.citations:
        return Cited(view.citations, view.form, question)
    if isinstance(view, TableView):
        if view.nothing:
            return Literal(NO_ROWS, question)
        return GridInsert(view.grid, question) if view.rows else Drop()
    text = view.plain()
    return Literal(text, question) if text.strip() else Drop()


def _missing(view: Missing) -> Insert:
    if view.lack is Lack.OPEN:
        return GapInsert(view.question, view.name)
    return BlankInsert() if view.lack is Lack.CLERK else Drop()


def render(interview: Interview) -> Wording:
    """Words every section that shows and has a heading or a wording.

    Raises:
        TemplateProblem: A template cannot be printed; names it.
    """
    worded = (_worded(interview, section) for section in interview.sections())
    return Wording(tuple(section for section in worded if section is not None))


def _worded(interview: Interview, section: SectionView) -> WordedSection | None:
    node = section.node
    template = template_of(interview.library, node)
    free = map(interview.visible, (instead_id(node.id), further_id(node.id)))
    if not template and not node.heading and not any(free):
        return None
    marks = _Marks()
    token = PRINTER.set(marks)
    try:
        markdown = _markdown(interview, node, template, marks)
        heading = print_string(interview.library, node.heading, interview.scope)
    finally:
        PRINTER.reset(token)
    asked = interview.questions(node.id)
    return WordedSection(
        node=node,
        number=section.number,
        heading=heading,
        level=node.level,
        number_style=interview.number_style(node),
        annex=node.annex,
        landscape=node.landscape,
        markdown=markdown,
        inserts=marks.inserts,
        open=() if interview.visible(instead_id(node.id)) else _open(interview, asked),
        nothing=_says_nothing(interview, asked),
    )


def _markdown(interview: Interview, node: SectionNode, template: str, marks: _Marks) -> str:
    """The section's wording or the text in its place, then its further paragraphs."""
    parts: list[str] = []
    scope = interview.scope
    if scope.visible(instead_id(node.id)):
        parts.append(marks.put(scope.value(instead_id(node.id))))
        parts += [marks.put(scope.value(name)) for name in _printed_tables(interview, template)]
    elif template and scope.section_asked(node.id):
        parts.append(print_template(interview.library, template, scope))
    if scope.visible(further_id(node.id)):
        parts.append(marks.put(scope.value(further_id(node.id))))
    return "\n\n".join(parts)


def _printed_tables(interview: Interview, template: str) -> list[str]:
    """Answered questions that the wording prints as tables: free text cannot hold those."""
    names = tables_of(interview.library, template)
    return [n for n in names if interview.visible(n) and interview.answer(n).given]


def _open(interview: Interview, asked: list[Question]) -> tuple[GapInsert, ...]:
    return tuple(
        GapInsert(question.id, question.name)
        for question in asked
        if question.required and not question.computed and not interview.answer(question.id).given
    )


def _says_nothing(interview: Interview, asked: list[Question]) -> bool:
    """Whether "không phát sinh" was said, and nothing that contradicts it."""
    states = [interview.answer(q.id).state for q in asked if not q.computed]
    return AnswerState.NOTHING in states and AnswerState.ANSWERED not in states
