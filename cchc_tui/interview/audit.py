"""Looks into everything a library holds: names, expressions, templates, circles.

The files' shape is already right (`reading`); here the parts are held against one another.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

from cchc_tui.interview.answer import AnswerProblem
from cchc_tui.interview.circles import dependencies, find_circles
from cchc_tui.interview.expressions import ExpressionError, compile_expression
from cchc_tui.interview.kinds import Check, Kind, Library, LibrarySection, Question, SectionNode
from cchc_tui.interview.names import RESERVED, check_name
from cchc_tui.interview.plan import plan_of
from cchc_tui.interview.question_check import question_faults
from cchc_tui.interview.reading import Place, Report
from cchc_tui.interview.typed import parse_answer

if TYPE_CHECKING:
    from jinja2 import nodes


class Places(Protocol):
    """Where each thing of the library stands."""

    section_places: dict[str, Place]
    kind_places: dict[str, Place]
    template_places: dict[str, Place]


def audit_library(library: Library, places: Places, report: Report) -> None:
    """Adds every mistake of the library to the report."""
    _Audit(library, places, report).run()


class _Audit:
    def __init__(self, library: Library, places: Places, report: Report) -> None:
        from cchc_tui.interview.templating import environment_of

        self.library = library
        self.places = places
        self.report = report
        self.environment = environment_of(library)
        self.check_places: dict[str, Place] = {}
        self.question_places: dict[str, Place] = {}

    def run(self) -> None:
        """Everything, in the order of the files' kinds."""
        for section in self.library.sections.values():
            self._section(section, self.places.section_places[section.id])
        self._circles()
        for kind in self.library.kinds.values():
            self._kind(kind, self.places.kind_places[kind.id])
        self._templates()

    def _section(self, section: LibrarySection, place: Place) -> None:
        for index, question in enumerate(section.questions):
            self._question(question, place.below("question", index))
        for index, check in enumerate(section.checks):
            self._check(check, place.below("check", index))
        self._template_name(section.template, place)

    def _question(self, question: Question, place: Place) -> None:
        name = question.id
        if name in self.question_places:
            self.report.add(place, "id", self._again("câu hỏi", name, self.question_places[name]))
        elif name in RESERVED:
            self.report.add(place, "id", f"“{name}” là tên dành riêng, không đặt cho câu hỏi được.")
        elif name:
            self.question_places[name] = place
        for key in ("when", "default", "computed"):
            self._expression(getattr(question, key), place, key)
        if question.computed and question.default:
            self.report.add(place, "default", "câu đã có computed thì không dùng default.")
        for step, key, message in question_faults(question):
            self.report.add(place.below(*step), key, message)
        self._formulas(question, place)
        self._example(question, place)

    def _example(self, question: Question, place: Place) -> None:
        """An example that cannot be typed would mislead."""
        if not question.example:
            return
        try:
            parse_answer(question, question.example)
        except AnswerProblem as error:
            self.report.add(place, "example", f"câu trả lời mẫu không gõ được: {error}")

    def _again(self, what: str, name: str, place: Place) -> str:
        return f"{what} “{name}” đã có ở {place.file}, dòng {place.line('id')}."

    def _expression(self, source: str, place: Place, key: str) -> None:
        if not source:
            return
        try:
            expression = compile_expression(source)
        except ExpressionError as error:
            self.report.add(place, key, str(error))
            return
        for reference in expression.references:
            complaint = check_name(reference.name, reference.attributes, self.library.questions)
            if complaint is not None:
                self.report.add(place, key, *complaint)

    def _formulas(self, question: Question, place: Place) -> None:
        names = [column.id for column in question.columns]
        needs: dict[str, tuple[str, ...]] = {}
        for index, column in enumerate(question.columns):
            if not column.formula:
                continue
            at = place.below("column", index)
            try:
                needs[column.id] = compile_expression(column.formula).names
            except ExpressionError as error:
                self.report.add(at, "formula", str(error))
                continue
            for name in needs[column.id]:
                if name not in names:
                    message = f"bảng “{question.id}” không có cột “{name}”."
                    self.report.add(at, "formula", message, name, names)
        for circle in find_circles(needs):
            index = names.index(circle[0])
            message = f"công thức đi vòng: {' → '.join(circle)}."
            self.report.add(place.below("column", index), "formula", message)

    def _check(self, check: Check, place: Place) -> None:
        if check.id in self.check_places:
            self.report.add(
                place, "id", self._again("kiểm tra", check.id, self.check_places[check.id])
            )
        else:
            self.check_places[check.id] = place
        self._expression(check.that, place, "that")
        self._string(check.message, place, "message")
        for name in check.about:
            if name not in self.library.questions:
                message = f"không có câu hỏi “{name}”."
                self.report.add(place, "about", message, name, self.library.questions)

    def _circles(self) -> None:
        for circle in find_circles(dependencies(self.library.questions.values())):
            place = self.question_places[circle[0]]
            question = self.library.questions[circle[0]]
            key = next((k for k in ("computed", "default", "when") if getattr(question, k)), "id")
            self.report.add(place, key, f"biểu thức đi vòng: {' → '.join(circle)}.")

    def _kind(self, kind: Kind, place: Place) -> None:
        for line in kind.subject:
            self._string(line, place, "subject")
        for index, check in enumerate(kind.checks):
            self._check(check, place.below("check", index))
        seen: set[str] = set()
        level = 0
        written = [node for node in kind.sections if not _is_frame(node, place, kind)]
        for index, node in enumerate(written):
            at = place.below("section", index)
            if node.id and node.id in seen:
                self.report.add(at, "id", f"mục “{node.id}” đã có trong loại báo cáo này.")
            seen.add(node.id)
            level = self._level(kind, node, level, at)
            self._node(node, at)
        self._section_circles(kind, written, place)

    def _section_circles(self, kind: Kind, written: list[SectionNode], place: Place) -> None:
        """Conditions of sections that hang on questions of those very sections."""
        try:
            plan = plan_of(self.library, kind)
        except ExpressionError:
            return
        if any(find_circles(dependencies(self.library.questions.values()))):
            return
        for circle in find_circles(plan.needs):
            holders = {h for name in circle for h in plan.holders.get(name, ())}
            around = holders | {above for h in holders for above in plan.parents[h]}
            index = next(i for i, node in enumerate(written) if node.when and node.id in around)
            message = f"điều kiện của mục đi vòng: {' → '.join(circle)}."
            self.report.add(place.below("section", index), "when", message)

    def _level(self, kind: Kind, node: SectionNode, before: int, place: Place) -> int:
        if node.annex or not node.heading:
            return 0 if node.annex else before
        if node.level > before + 1:
            self.report.add(
                place, "level", f"cấp {node.level} đứng ngay dưới cấp {before}: nhảy cấp."
            )
        elif node.level < 1 or node.level > len(kind.numbering):
            message = f"numbering chỉ có kiểu đánh số cho {len(kind.numbering)} cấp."
            self.report.add(place, "level", message)
        return node.level

    def _node(self, node: SectionNode, place: Place) -> None:
        self._string(node.heading, place, "heading")
        self._expression(node.when, place, "when")
        self._template_name(node.template, place)
        if node.annex and not node.heading:
            self.report.add(place, "heading", "phụ lục phải có tên.")
        if node.landscape and not node.annex:
            self.report.add(place, "landscape", "chỉ phụ lục mới in ngang được.")
        if not node.use:
            if not node.heading:
                self.report.add(
                    place, "use", "mục không có tiêu đề thì phải dùng một mục thư viện."
                )
            if node.questions or node.template:
                key = "questions" if node.questions else "template"
                self.report.add(place, key, "mục không có use thì không có câu hỏi và câu chữ.")
            return
        section = self.library.sections.get(node.use)
        if section is None:
            message = f"thư viện không có mục “{node.use}”."
            self.report.add(place, "use", message, node.use, self.library.sections)
            return
        names = [question.id for question in section.questions]
        for name in node.questions:
            if name not in names:
                message = f"mục “{section.id}” không có câu hỏi “{name}”."
                self.report.add(place, "questions", message, name, names)

    def _template_name(self, name: str, place: Place) -> None:
        if name and name not in self.library.templates:
            message = f"không có tệp templates/{name}."
            self.report.add(place, "template", message, name, self.library.templates)

    def _string(self, source: str, place: Place, key: str) -> None:
        """A template that stands in a TOML file: a heading, a message."""
        if "{" not in source:
            return
        from jinja2 import TemplateSyntaxError

        try:
            tree = self.environment.parse(source)
        except TemplateSyntaxError as error:
            self.report.add(place, key, f"mẫu câu sai cú pháp ({error.message}).")
            return
        for _, message, name, names in self._faults(tree)[0]:
            self.report.add(place, key, message, name, names)

    def _faults(
        self, tree: nodes.Template
    ) -> tuple[list[tuple[int, str, str, Iterable[str]]], set[str]]:
        from cchc_tui.interview.template_check import TemplateCheck

        check = TemplateCheck(
            self.library.questions, list(self.environment.filters), list(self.environment.tests)
        )
        faults = [(f.line, f.message, f.name, f.names) for f in check.faults(tree)]
        return faults, check.includes

    def _templates(self) -> None:
        from jinja2 import TemplateSyntaxError

        includes: dict[str, tuple[str, ...]] = {}
        for name, source in self.library.templates.items():
            try:
                tree = self.environment.parse(source)
            except TemplateSyntaxError as error:
                self._at(name, error.lineno, f"mẫu câu chữ sai cú pháp ({error.message}).")
                continue
            faults, included = self._faults(tree)
            for line, message, near, names in faults:
                self._at(name, line, message, near, names)
            for other in included - self.library.templates.keys():
                message = f"không có tệp templates/{other}."
                self._at(name, 0, message, other, self.library.templates)
            includes[name] = tuple(included)
        for circle in find_circles(includes):
            self._at(circle[0], 0, f"các mẫu gọi nhau đi vòng: {' → '.join(circle)}.")

    def _at(
        self, template: str, line: int, message: str, name: str = "", names: Iterable[str] = ()
    ) -> None:
        place = self.places.template_places[template]
        self.report.add_at(place.file, line, message, name, names)


def _is_frame(node: SectionNode, place: Place, kind: Kind) -> bool:
    """Whether the loader, not the file, put this node there."""
    return node.id == node.use and not place.names(node.id)
