"""The sections of a kind, each with what the old report says there and what was read of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from cchc_tui.document.blocks import Table
from cchc_tui.domain.citations import Citation
from cchc_tui.domain.dates import PartialDate
from cchc_tui.interview.free import UNWORDED, is_free
from cchc_tui.interview.kinds import Kind, Library, Question, SectionNode
from cchc_tui.interview.plan import plan_of
from cchc_tui.services.imports.branches import Branch, branches_of
from cchc_tui.services.imports.contexts import Context, contexts_of
from cchc_tui.services.imports.facts import Reading
from cchc_tui.services.imports.mentions import Mention
from cchc_tui.services.imports.phrased import Phrased
from cchc_tui.services.imports.records import Told
from cchc_tui.services.imports.segments import Passage, Segment
from cchc_tui.services.imports.sentences import Sentence
from cchc_tui.services.imports.tables import TableReading

_APART = 1000
"""Places of two wordings are never near one another."""


@dataclass(slots=True)
class Region:
    """A headed section with the headless ones behind it, and what the old report says there.

    Attributes:
        nodes: The sections, the headed one first.
        questions: What they ask, computed figures among them.
        contexts: Where their wording prints each.
        branches: What their wording says for one answer alone.
        segments: What the old report has there, in order.
        sentences: What it says there, once it is read.
        own: Those of them whose heading is surely the section's.
        mentions: Figures and dates that stand there.
        readings: Those read.
        spans: First and last days read.
        citations: Documents read, by question.
        tables: Table questions read, with the old tables.
        told: Table questions read from sentences and lists.
        phrased: Short texts read.
        chosen: Choices read from the branches of the wording.
        kept_tables: Old tables that no question takes.
        lodgers: Questions of sections below that have no place of their own in the old report.
    """

    nodes: tuple[SectionNode, ...]
    questions: list[Question] = field(default_factory=list)
    contexts: dict[str, list[Context]] = field(default_factory=dict)
    segments: list[Segment] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    own: list[Segment] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    spans: list[tuple[Question, PartialDate]] = field(default_factory=list)
    citations: dict[str, tuple[Citation, ...]] = field(default_factory=dict)
    tables: list[tuple[Table, TableReading]] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    phrased: list[Phrased] = field(default_factory=list)
    branches: list[Branch] = field(default_factory=list)
    chosen: dict[str, str | bool] = field(default_factory=dict)
    kept_tables: list[Table] = field(default_factory=list)
    lodgers: list[Question] = field(default_factory=list)

    @property
    def node(self) -> SectionNode:
        """The section it is named after."""
        return self.nodes[0]

    @property
    def asked(self) -> list[Question]:
        """What is looked for in its words: its own questions and its lodgers."""
        return [*self.questions, *self.lodgers]

    def take_in(self, other: Region) -> None:
        """Look for what a section below asks in the words of this one as well."""
        known = {question.id for question in self.asked}
        self.lodgers += [question for question in other.questions if question.id not in known]
        self.branches += other.branches
        last = max((one.place for some in self.contexts.values() for one in some), default=0)
        shift = _APART * (1 + last // _APART)
        for name, places in other.contexts.items():
            moved = [replace(one, place=one.place + shift) for one in places]
            self.contexts[name] = [*self.contexts.get(name, ()), *moved]

    def is_above(self, other: Region) -> bool:
        """Whether the other section stands below this one in the kind."""
        return other.node.id.startswith(f"{self.node.id}.")

    @property
    def passages(self) -> list[Passage]:
        """Every passage, in order."""
        return [passage for segment in self.segments for passage in segment.passages]

    @property
    def texts(self) -> list[str]:
        """Their words."""
        return [passage.text for passage in self.passages]


def regions_of(library: Library, kind: Kind) -> list[Region]:
    """The kind in regions: each heading with the headless sections up to the next."""
    plan = plan_of(library, kind)
    groups: list[list[SectionNode]] = []
    for node in kind.sections:
        if node.use in UNWORDED:
            continue
        if node.heading or not groups or groups[-1][0].annex:
            groups.append([])
        groups[-1].append(node)
    return [_region(library, tuple(group), plan.asked) for group in groups]


def _region(
    library: Library, nodes: tuple[SectionNode, ...], asked: dict[str, tuple[Question, ...]]
) -> Region:
    region = Region(nodes)
    for number, node in enumerate(nodes):
        known = {question.id for question in region.questions}
        region.questions += [q for q in asked[node.id] if q.id not in known and not is_free(q.id)]
        section = library.sections.get(node.use)
        template = node.template or (section.template if section else "")
        region.branches += branches_of(library, template)
        for name, places in contexts_of(library, template).items():
            moved = [replace(one, place=one.place + _APART * number) for one in places]
            region.contexts.setdefault(name, []).extend(moved)
    return region
