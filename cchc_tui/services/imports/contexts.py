"""The words that stand around each question's place in a kind's wording."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from cchc_tui.interview.kinds import Library, Question
from cchc_tui.services.imports.words import SLOT, without_soft_commas, words_of_text

if TYPE_CHECKING:
    from jinja2 import Environment, nodes

REACH = 14
"""Words of context kept on either side."""
_REMEMBERED, _DEEPEST = 256, 3
_STOPS = frozenset(".;\n")
_COMMON = frozenset((
    "so", "luong", "tong", "trong", "ky", "bao", "nhieu", "co", "la", "cua", "da", "duoc",
    "va", "cac", "nhung", "theo", "tai",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Context:
    """One place of a question: the words before it, nearest first, and those after it.

    `place` counts the gaps of the wording before it.
    """

    left: tuple[str, ...]
    right: tuple[str, ...]
    place: int = 0


def label_words(question: Question) -> frozenset[str]:
    """The telling words of a question's label and unit."""
    text = f"{question.label or question.ask} {question.unit}"
    return frozenset(word for word in words_of_text(text) if word.isalpha()) - _COMMON


def parsed(library: Library, template: str) -> nodes.Template:
    """A wording as Jinja reads it; empty where there is none. It must not be changed."""
    from cchc_tui.interview.templating import environment_of

    return _parsed(environment_of(library), library.templates.get(template, ""))


@lru_cache(maxsize=_REMEMBERED)
def _parsed(environment: Environment, source: str) -> nodes.Template:
    return environment.parse(source)


def contexts_of(library: Library, template: str) -> dict[str, list[Context]]:
    """Where a wording prints each question; several places for one printed several times."""
    tree = parsed(library, template)
    found: dict[str, list[Context]] = {}
    stream = list(_stream(tree.body, library, 0))
    place = 0
    for at, piece in enumerate(stream):
        if piece.slot.partition(".")[0] in library.questions:
            left = _words(reversed(stream[:at]), piece, before=True)
            right = _words(iter(stream[at + 1 :]), piece, before=False)
            around = without_soft_commas([*reversed(left), "@", *right])
            here = around.index("@")
            place += 1
            context = Context(tuple(around[:here][::-1]), tuple(around[here + 1 :]), place)
            found.setdefault(piece.slot, []).append(context)
    return found


@dataclass(frozen=True, slots=True)
class _Piece:
    """Text or a slot of a wording, with the branches it stands in."""

    text: str
    slot: str
    branches: tuple[tuple[int, int], ...]

    def along_with(self, other: _Piece) -> bool:
        """Whether both can be printed at once: never in two branches of one condition."""
        mine = dict(self.branches)
        return all(mine.get(condition, branch) == branch for condition, branch in other.branches)


def _words(pieces: Iterator[_Piece], here: _Piece, *, before: bool) -> tuple[str, ...]:
    words: list[str] = []
    for piece in pieces:
        if not piece.along_with(here):
            continue
        own = [SLOT] if piece.slot else words_of_text(piece.text)
        for word in reversed(own) if before else own:
            if word in _STOPS or len(words) >= REACH:
                return tuple(words)
            words.append(word)
    return tuple(words)


def _stream(
    body: Sequence[nodes.Node], library: Library, depth: int,
    branches: tuple[tuple[int, int], ...] = (), row: tuple[str, str] = ("", ""),
) -> Iterator[_Piece]:  # fmt: skip
    """The wording in order, every branch of every condition one after the other."""
    from jinja2 import nodes

    macros: dict[str, nodes.Macro] = {}
    for node in body:
        if isinstance(node, nodes.FromImport):
            macros |= _imported(node, library)
        elif isinstance(node, nodes.Output):
            for child in node.nodes:
                called = _called(child, macros)
                if called is None:
                    yield _piece(child, branches, row)
                else:
                    yield from _stream(called, library, depth, branches, row)
        elif isinstance(node, nodes.If):
            arms = [node.body, *(arm.body for arm in node.elif_), node.else_]
            for number, arm in enumerate(arms):
                yield from _stream(arm, library, depth, (*branches, (id(node), number)), row)
        elif isinstance(node, nodes.For):
            yield from _loop(node, library, depth, branches)
        elif isinstance(node, nodes.Include) and depth < _DEEPEST:
            path = node.template.value if isinstance(node.template, nodes.Const) else ""
            yield _Piece("\n", "", branches)
            yield from _stream(parsed(library, str(path)).body, library, depth + 1, branches)


def _imported(node: nodes.FromImport, library: Library) -> dict[str, nodes.Macro]:
    """The macros that a wording takes from another file."""
    from jinja2 import nodes

    path = node.template.value if isinstance(node.template, nodes.Const) else ""
    tree = parsed(library, str(path))
    return {macro.name: macro for macro in tree.find_all(nodes.Macro)}


def _called(node: nodes.Node, macros: Mapping[str, nodes.Macro]) -> list[nodes.Node] | None:
    """The body of the macro that an output calls, with the questions it is called with."""
    from jinja2 import nodes

    if not isinstance(node, nodes.Call) or not isinstance(node.node, nodes.Name):
        return None
    macro = macros.get(node.node.name)
    if macro is None:
        return None
    meant = {
        parameter.name: given.name
        for parameter, given in zip(macro.args, node.args, strict=False)
        if isinstance(given, nodes.Name)
    }
    copy = deepcopy(macro)
    for one in copy.find_all(nodes.Name):
        one.name = meant.get(one.name, one.name)
    return copy.body


def _loop(
    node: nodes.For, library: Library, depth: int, branches: tuple[tuple[int, int], ...]
) -> Iterator[_Piece]:
    """A table printed row by row: the table, then its columns as `table.column`."""
    from jinja2 import nodes

    rows = node.iter.node if isinstance(node.iter, nodes.Filter) else node.iter
    table = rows.name if isinstance(rows, nodes.Name) else ""
    name = node.target.name if isinstance(node.target, nodes.Name) else ""
    yield _Piece("", table or SLOT, branches)
    yield _Piece(";", "", branches)
    yield from _stream(node.body, library, depth, branches, (name, table))
    yield _Piece(";", "", branches)


def _piece(node: nodes.Node, branches: tuple[tuple[int, int], ...], row: tuple[str, str]) -> _Piece:
    from jinja2 import nodes

    if isinstance(node, nodes.TemplateData):
        return _Piece(node.data, "", branches)
    while isinstance(node, nodes.Filter) and node.node is not None:
        node = node.node
    if isinstance(node, nodes.Name):
        return _Piece("", node.name, branches)
    of = node.node if isinstance(node, nodes.Getattr) else None
    if isinstance(node, nodes.Getattr) and isinstance(of, nodes.Name) and of.name == row[0]:
        return _Piece("", f"{row[1]}.{node.attr}", branches)
    if isinstance(node, nodes.CondExpr | nodes.Const):
        return _Piece(" ", "", branches)
    return _Piece("", SLOT, branches)
