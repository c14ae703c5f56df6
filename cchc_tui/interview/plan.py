"""What can be worked out about a kind once, before any answer: places, order, dependencies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from cchc_tui.interview.expressions import compile_expression
from cchc_tui.interview.free import free_questions, is_free
from cchc_tui.interview.kinds import Check, Kind, Library, Question, SectionNode


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """A kind laid out.

    Attributes:
        nodes: Every node by id, in printed order.
        parents: For each node the nodes above it, nearest first.
        children: For each node those below it, at any depth.
        asked: For each node the questions that stand there.
        holders: For each question the nodes where it stands.
        checks: Every check that the kind's sections and the kind itself bring.
        needs: For each question the questions that its value or showing depends on.
        used_by: The other way round, followed to the end.
    """

    nodes: dict[str, SectionNode]
    parents: dict[str, tuple[str, ...]]
    children: dict[str, tuple[str, ...]]
    asked: dict[str, tuple[Question, ...]]
    holders: dict[str, tuple[str, ...]]
    checks: tuple[Check, ...]
    needs: dict[str, tuple[str, ...]]
    used_by: dict[str, frozenset[str]]


_PLANS: WeakKeyDictionary[Library, dict[str, Plan]] = WeakKeyDictionary()


def plan_of(library: Library, kind: Kind) -> Plan:
    """The plan of a kind, made once for each library."""
    known = _PLANS.setdefault(library, {})
    found = known.get(kind.id)
    if found is None:
        found = known[kind.id] = _make(library, kind)
    return found


def _make(library: Library, kind: Kind) -> Plan:
    nodes = {node.id: node for node in kind.sections}
    parents = dict(_parents(kind.sections))
    asked = {node.id: _asked(library, node) for node in kind.sections}
    holders: dict[str, tuple[str, ...]] = {}
    for name, questions in asked.items():
        for question in questions:
            holders[question.id] = (*holders.get(question.id, ()), name)
    needs = {
        name: _needs(library.questions[name], places, nodes, parents)
        for name, places in holders.items()
        if not is_free(name)
    }
    return Plan(
        nodes=nodes,
        parents=parents,
        children={
            name: tuple(other for other in nodes if name in parents[other]) for name in nodes
        },
        asked=asked,
        holders=holders,
        checks=tuple(_checks(library, kind)),
        needs=needs,
        used_by=_used_by(needs),
    )


def _parents(nodes: Iterable[SectionNode]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Nodes above each node: the open headings of a lesser level, nearest first."""
    trail: list[SectionNode] = []
    for node in nodes:
        level = 1 if node.annex else node.level
        trail = [above for above in trail if (1 if above.annex else above.level) < level]
        yield node.id, tuple(above.id for above in reversed(trail))
        if node.heading:
            trail.append(node)


def _asked(library: Library, node: SectionNode) -> tuple[Question, ...]:
    section = library.sections.get(node.use)
    own = section.questions if section else ()
    asked = tuple(q for q in own if not node.questions or q.id in node.questions)
    known = (q for q in free_questions(node) if q.id in library.questions)
    return (*asked, *known)


def _checks(library: Library, kind: Kind) -> Iterator[Check]:
    seen: set[str] = set()
    for node in kind.sections:
        section = library.sections.get(node.use)
        if section is not None and section.id not in seen:
            seen.add(section.id)
            yield from section.checks
    yield from kind.checks


def _needs(
    question: Question,
    places: tuple[str, ...],
    nodes: dict[str, SectionNode],
    parents: dict[str, tuple[str, ...]],
) -> tuple[str, ...]:
    sources = [question.when, question.default, question.computed]
    for place in places:
        sources += [nodes[name].when for name in (place, *parents[place])]
    names: dict[str, None] = {}
    for source in filter(None, sources):
        names |= dict.fromkeys(compile_expression(source).names)
    return tuple(names)


def _used_by(needs: dict[str, tuple[str, ...]]) -> dict[str, frozenset[str]]:
    direct: dict[str, set[str]] = {}
    for name, others in needs.items():
        for other in others:
            direct.setdefault(other, set()).add(name)
    return {name: frozenset(_reached(name, direct)) for name in needs}


def _reached(start: str, direct: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [start]
    while waiting:
        for following in direct.get(waiting.pop(), ()):
            if following not in found:
                found.add(following)
                waiting.append(following)
    return found - {start}
