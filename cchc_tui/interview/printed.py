"""Which questions a report is made of: those that its wording names, and those behind them.

A fact that nothing prints need not be looked at when a report is carried to another period.
What a template names anywhere counts as printed, whichever way its conditions go.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from cchc_tui.interview.free import UNWORDED, further_id, instead_id
from cchc_tui.interview.kinds import Library, SectionNode

if TYPE_CHECKING:
    from cchc_tui.interview.interview import Interview

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_TABLE = re.compile(r"\b([a-z][a-z0-9_]*)\s*\|\s*bang\b")
_FILE = re.compile(r"""["']([^"'\s]+\.j2)["']""")
_NAMED: WeakKeyDictionary[Library, dict[str, frozenset[str]]] = WeakKeyDictionary()


def template_of(library: Library, node: SectionNode) -> str:
    """The file that words a section; empty where none does."""
    section = library.sections.get(node.use)
    return node.template or (section.template if section else "")


def tables_of(library: Library, template: str) -> list[str]:
    """Questions that a template prints as tables, in order."""
    return list(dict.fromkeys(_TABLE.findall(library.templates.get(template, ""))))


def printed(interview: Interview) -> frozenset[str]:
    """Ids of the questions that the report prints, or that decide what it prints."""
    found: set[str] = set()
    waiting = [name for line in interview.kind.subject for name in _NAME.findall(line)]
    for node in interview.plan.nodes.values():
        waiting += _named(interview, node)
    while waiting:
        name = waiting.pop()
        if name not in found and name in interview.library.questions:
            found.add(name)
            waiting += interview.plan.needs.get(name, ())
    return frozenset(found)


def _named(interview: Interview, node: SectionNode) -> Iterator[str]:
    """Names in the condition of a section and in what is printed of it."""
    library, scope = interview.library, interview.scope
    yield from _NAME.findall(node.when)
    if not scope.section_visible(node.id):
        return
    yield from filter(scope.visible, (instead_id(node.id), further_id(node.id)))
    yield from _NAME.findall(node.heading)
    template = template_of(library, node)
    if node.use in UNWORDED:
        # The head and the foot take their answers without a wording.
        yield from (question.id for question in interview.plan.asked[node.id])
    elif scope.visible(instead_id(node.id)):
        yield from tables_of(library, template)
    elif scope.section_asked(node.id):
        yield from _in_template(library, template)


def _in_template(library: Library, template: str) -> frozenset[str]:
    """Questions that a template and those it takes in name."""
    known = _NAMED.setdefault(library, {})
    if template not in known:
        known[template] = frozenset()  # what a circle finds
        source = library.templates.get(template, "")
        inner = (_in_template(library, name) for name in _FILE.findall(source))
        own = library.questions.keys() & set(_NAME.findall(source))
        known[template] = frozenset(own).union(*inner)
    return known[template]
