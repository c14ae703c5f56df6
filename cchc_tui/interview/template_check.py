"""Looks through the syntax tree of a template before it is ever run.

Only a small part of Jinja2 is allowed, names must exist, and templates may include one
another but never in a circle, so that no template can run without end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from cchc_tui.interview.functions import FUNCTIONS, TIME_FUNCTIONS
from cchc_tui.interview.kinds import Question, QuestionType
from cchc_tui.interview.names import (
    CONTEXT_NAMES,
    GROUP_MEMBERS,
    LOOP_MEMBERS,
    Complaint,
    check_column,
    check_name,
)
from cchc_tui.interview.views import CITATION_MEMBERS

if TYPE_CHECKING:
    from jinja2 import nodes

ALLOWED = frozenset(
    [
        "Template",
        "Output",
        "TemplateData",
        "Name",
        "Const",
        "If",
        "For",
        "Assign",
        "CondExpr",
        "Test",
        "Filter",
        "Call",
        "Keyword",
        "Getattr",
        "Getitem",
        "Compare",
        "Operand",
        "And",
        "Or",
        "Not",
        "Add",
        "Sub",
        "Mul",
        "Div",
        "FloorDiv",
        "Mod",
        "Neg",
        "Pos",
        "Concat",
        "List",
        "Tuple",
        "Include",
        "Import",
        "FromImport",
        "Macro",
    ]
)
"""Node types a template may hold."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A mistake in a template: its line, and what is wrong."""

    line: int
    message: str
    name: str = ""
    names: Iterable[str] = ()


@dataclass(slots=True)
class TemplateCheck:
    """Checks one template against the names of a library.

    Attributes:
        questions: By id.
        filters: Names of the filters.
        tests: Names of the tests.
    """

    questions: Mapping[str, Question]
    filters: Iterable[str]
    tests: Iterable[str]
    includes: set[str] = field(default_factory=set)
    """Templates that were named, filled by `faults`."""
    _local: set[str] = field(default_factory=set)
    _rows: dict[str, Question] = field(default_factory=dict)
    _groups: dict[str, Question] = field(default_factory=dict)
    _macros: list[str] = field(default_factory=list)

    def faults(self, tree: nodes.Template) -> Iterator[Fault]:
        """Every mistake, in no particular order."""
        self._bind(tree)
        yield from self._walk(tree)

    def _bind(self, tree: nodes.Template) -> None:
        """Notes the names that the template itself makes."""
        from jinja2 import nodes as n

        for name in tree.find_all(n.Name):
            if name.ctx in ("store", "param"):
                self._local.add(name.name)
        for module in tree.find_all(n.Import):
            self._local.add(module.target)
        for imported in tree.find_all(n.FromImport):
            self._local.update(i if isinstance(i, str) else i[1] for i in imported.names)
        self._macros = [macro.name for macro in tree.find_all(n.Macro)]
        self._local.update(self._macros)

    def _loop(self, node: nodes.For) -> Iterator[Fault]:
        """Walks a loop, in which its target stands for a row or a group of rows."""
        before = dict(self._rows), dict(self._groups)
        target = getattr(node.target, "name", "")
        self._rows.pop(target, None)
        self._groups.pop(target, None)
        root, path = _path(node.iter)
        question = self.questions.get(root) or before[1].get(root)
        if question is not None and path == ("nhom",):
            self._groups[target] = question
        elif question is not None and not path:
            self._rows[target] = question
        for child in node.iter_child_nodes():
            yield from self._walk(child)
        self._rows, self._groups = before

    def _walk(self, node: nodes.Node) -> Iterator[Fault]:
        kind = type(node).__name__
        if kind not in ALLOWED:
            yield Fault(node.lineno, f"mẫu câu chữ không được dùng cú pháp này ({kind}).")
            return
        if kind == "For":
            yield from self._loop(cast("nodes.For", node))
            return
        check = getattr(self, f"_on_{kind.lower()}", None)
        if check is not None:
            yield from check(node)
            if kind in ("Getattr", "Getitem", "Call"):
                yield from self._walk_arguments(node)
                return
        for child in node.iter_child_nodes():
            yield from self._walk(child)

    def _walk_arguments(self, node: nodes.Node) -> Iterator[Fault]:
        from jinja2 import nodes as n

        if isinstance(node, n.Call):
            is_time = isinstance(node.node, n.Name) and node.node.name in TIME_FUNCTIONS
            for argument in [*node.args, *[pair.value for pair in node.kwargs]]:
                if not (is_time and isinstance(argument, n.Const)):
                    yield from self._walk(argument)
        elif isinstance(node, n.Getattr | n.Getitem) and not _path(node)[0]:
            yield from self._walk(node.node)

    def _on_name(self, node: nodes.Name) -> Iterator[Fault]:
        if node.ctx == "load" and node.name != "loop" and node.name not in self._local:
            yield from self._complaints(node, check_name(node.name, (), self.questions))

    def _on_getattr(self, node: nodes.Getattr | nodes.Getitem) -> Iterator[Fault]:
        name, path = _path(node)
        if not name:
            if not path:
                yield Fault(node.lineno, "trong [ ] phải là chữ trong ngoặc kép.")
            elif not _reads_a_call(node):
                yield Fault(node.lineno, f"“.{path[0]}” phải đứng sau tên câu hỏi.")
            return
        if name == "loop":
            yield from self._complaints(node, _among(name, path, LOOP_MEMBERS))
        elif name in self._rows:
            yield from self._complaints(node, self._check_row(self._rows[name], name, path))
        elif name in self._groups:
            yield from self._complaints(node, _among(name, path[:1], GROUP_MEMBERS))
        elif name not in self._local:
            yield from self._complaints(node, check_name(name, path, self.questions))

    _on_getitem = _on_getattr

    def _check_row(self, question: Question, name: str, path: tuple[str, ...]) -> Complaint | None:
        if question.type is QuestionType.CITATIONS:
            return _among(name, path, CITATION_MEMBERS)
        return check_column(question, path[0])

    def _on_filter(self, node: nodes.Filter) -> Iterator[Fault]:
        if node.name not in self.filters:
            known = list(self.filters)
            yield Fault(node.lineno, f"không có bộ lọc “|{node.name}”.", node.name, known)

    def _on_test(self, node: nodes.Test) -> Iterator[Fault]:
        if node.name not in self.tests:
            yield Fault(node.lineno, f"không có phép thử “is {node.name}”.", node.name, self.tests)

    def _on_call(self, node: nodes.Call) -> Iterator[Fault]:
        name = getattr(node.node, "name", "")
        if name in FUNCTIONS and not (node.dyn_args or node.dyn_kwargs):
            named = [pair.key for pair in node.kwargs]
            if (complaint := FUNCTIONS[name].complaint(len(node.args), named)) is not None:
                yield Fault(node.lineno, complaint)
        elif name in TIME_FUNCTIONS:
            yield from self._on_time_call(name, node)
        elif name not in self._local or node.dyn_args or node.dyn_kwargs:
            known = [*FUNCTIONS, *TIME_FUNCTIONS, *self._macros]
            yield Fault(node.lineno, f"không có hàm “{name}”.", name, known)

    def _on_time_call(self, name: str, node: nodes.Call) -> Iterator[Fault]:
        argument = node.args[0] if len(node.args) == 1 and not node.kwargs else None
        asked = getattr(argument, "name", getattr(argument, "value", None))
        if not isinstance(asked, str):
            yield Fault(node.lineno, f"hàm {name}() nhận đúng một tên câu hỏi.")
        elif asked not in self.questions:
            message = f"không có câu hỏi “{asked}”."
            yield Fault(node.lineno, message, asked, list(self.questions))

    def _on_macro(self, node: nodes.Macro) -> Iterator[Fault]:
        """A macro may call only macros above it, so that none calls itself."""
        from jinja2 import nodes as n

        known = self._macros[: self._macros.index(node.name)]
        for call in node.find_all(n.Call):
            name = getattr(call.node, "name", "")
            if name in self._macros and name not in known:
                yield Fault(call.lineno, f"macro “{node.name}” chỉ gọi được macro viết ở trên nó.")

    def _on_include(self, node: nodes.Include | nodes.Import | nodes.FromImport) -> Iterator[Fault]:
        name = getattr(node.template, "value", None)
        if isinstance(name, str):
            self.includes.add(name)
        else:
            yield Fault(node.lineno, "tên mẫu được gọi phải là chữ trong ngoặc kép.")
        if not node.with_context:
            yield Fault(node.lineno, "lệnh import cần “with context”.")

    _on_import = _on_fromimport = _on_include

    def _complaints(self, node: nodes.Node, complaint: Complaint | None) -> Iterator[Fault]:
        if complaint is not None:
            yield Fault(node.lineno, *complaint)


def names_used(tree: nodes.Template, questions: Mapping[str, Question]) -> set[str]:
    """Ids of the questions that a template speaks of."""
    from jinja2 import nodes as n

    return {name.name for name in tree.find_all(n.Name) if name.name in questions}


def _path(node: nodes.Node) -> tuple[str, tuple[str, ...]]:
    """Root name and attributes of `a.b["c"]`; an empty name where the root is no name."""
    from jinja2 import nodes as n

    path: list[str] = []
    while isinstance(node, n.Getattr | n.Getitem):
        key = node.attr if isinstance(node, n.Getattr) else getattr(node.arg, "value", None)
        if not isinstance(key, str):
            return "", ()
        path.insert(0, key)
        node = node.node
    return (node.name if isinstance(node, n.Name) else ""), tuple(path)


def _reads_a_call(node: nodes.Node) -> bool:
    """Whether it reads a member of what a function gives: `truoc(bang).tong.cot`."""
    from jinja2 import nodes as n

    while isinstance(node, n.Getattr | n.Getitem):
        node = node.node
    return isinstance(node, n.Call)


def _among(owner: str, path: tuple[str, ...], names: tuple[str, ...]) -> Complaint | None:
    if not path or path[0] in names:
        return None
    return (f"“{owner}” không có “.{path[0]}”; chỉ có {', '.join(names)}.", path[0], names)


__all__ = ["ALLOWED", "CONTEXT_NAMES", "Fault", "TemplateCheck", "names_used"]
