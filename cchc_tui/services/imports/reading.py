"""One section of a kind read from the segments that belong to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from cchc_tui.document.blocks import Table
from cchc_tui.domain.citations import Citation
from cchc_tui.domain.dates import PartialDate
from cchc_tui.interview.free import UNWORDED, is_free
from cchc_tui.interview.kinds import Kind, Library, Question, QuestionType, SectionNode
from cchc_tui.interview.plan import plan_of
from cchc_tui.services.imports.cited import read_citations, read_elsewhere
from cchc_tui.services.imports.citing import citations_in
from cchc_tui.services.imports.contexts import Context, contexts_of
from cchc_tui.services.imports.facts import Reading, Weigher
from cchc_tui.services.imports.matching import SURE, Match
from cchc_tui.services.imports.mentions import Mention, mentions_in
from cchc_tui.services.imports.phrased import Phrased, read_phrased, telling_words
from cchc_tui.services.imports.records import Told, read_told
from cchc_tui.services.imports.segments import Passage, Segment
from cchc_tui.services.imports.spans import asks_span, read_spans
from cchc_tui.services.imports.tables import TableReading, read_table

_APART = 1000
"""Places of two wordings are never near one another."""
ELSEWHERE, HOMELESS = 0.85, 0.7
"""How sure a figure must be to answer a question of another section: of one that the old report
has as well, and of one that it has not."""
_FAMILY, _ROUNDS, _MOST_FREE = 0.2, 2, 120
SURE_TABLE = 0.62
"""How well the head of a table must fit to answer a question of another section."""


@dataclass(slots=True)
class Region:
    """A headed section with the headless ones behind it, and what the old report says there.

    Attributes:
        nodes: The sections, the headed one first.
        questions: What they ask, computed figures among them.
        contexts: Where their wording prints each.
        segments: What the old report has there, in order.
        own: Those of them whose heading is surely the section's.
        mentions: Figures and dates that stand there.
        readings: Those read.
        spans: First and last days read.
        citations: Documents read, by question.
        tables: Table questions read, with the old tables.
        told: Table questions read from sentences and lists.
        phrased: Short texts read.
        kept_tables: Old tables that no question takes.
    """

    nodes: tuple[SectionNode, ...]
    questions: list[Question] = field(default_factory=list)
    contexts: dict[str, list[Context]] = field(default_factory=dict)
    segments: list[Segment] = field(default_factory=list)
    own: list[Segment] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    spans: list[tuple[Question, PartialDate]] = field(default_factory=list)
    citations: dict[str, tuple[Citation, ...]] = field(default_factory=dict)
    tables: list[tuple[Table, TableReading]] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    phrased: list[Phrased] = field(default_factory=list)
    kept_tables: list[Table] = field(default_factory=list)

    @property
    def node(self) -> SectionNode:
        """The section it is named after."""
        return self.nodes[0]

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
        for name, places in contexts_of(library, template).items():
            moved = [replace(one, place=one.place + _APART * number) for one in places]
            region.contexts.setdefault(name, []).extend(moved)
    return region


def fill(regions: Sequence[Region], matches: Sequence[Match], own: str = "") -> None:
    """Hand each segment to the region of its section, and read what it answers there.

    Args:
        regions: Those of the kind.
        matches: The segments with their sections.
        own: Code of the agency that reports, in the numbers of its own documents.
    """
    by_node = {node.id: region for region in regions for node in region.nodes}
    for match in matches:
        if match.node.id in by_node:
            region = by_node[match.node.id]
            region.segments.append(match.segment)
            if match.score >= SURE:
                region.own.append(match.segment)
    cited: set[str] = set()
    telling = telling_words(
        [question for region in regions for question in region.questions],
        {name: places for region in regions for name, places in region.contexts.items()},
    )
    for region in regions:
        if region.segments:
            _read(region, cited, own, telling)
    _read_elsewhere(regions)
    _cited_elsewhere(regions)


def _read(region: Region, seen: set[str], own: str, telling: Mapping[str, float]) -> None:
    texts = region.texts
    told = read_told(region.passages, region.questions, region.contexts)
    region.told = told
    used = {place for one in told for place in one.places}
    weigher = Weigher(region.questions, region.contexts)
    region.mentions = mentions_in(texts)
    mentions = [one for one in region.mentions if (one.passage, one.start) not in used]
    region.readings = weigher.compared(weigher.read(mentions), texts)
    headings = [segment.heading for segment in region.segments]
    region.spans = list(read_spans(region.questions, [*headings, *texts]))
    cited = citations_in(texts)
    region.citations = read_citations(region.questions, region.contexts, cited, seen, own)
    region.phrased = read_phrased(region.questions, region.contexts, texts, telling)
    taken = {one.question.id for one in told}
    asked = [question for question in region.questions if question.id not in taken]
    for table in (table for segment in region.segments for table in segment.tables):
        found = read_table(table, asked)
        if found is None:
            region.kept_tables.append(table)
        else:
            region.tables.append((table, found))
            asked.remove(found.question)


def _read_elsewhere(regions: Sequence[Region]) -> None:
    """Figures, days and tables left over, against the open questions of other sections.

    It must be plain where they belong; less so for a section that has no place of its own in
    the old report: what it asks can only stand elsewhere.
    """
    for _ in range(_ROUNDS):
        free = list(islice(_free(regions), _MOST_FREE))
        answered = {reading.question.id for region in regions for reading in region.readings}
        answered |= {question.id for region in regions for question, _ in region.spans}
        readings = [
            (reading.score + _FAMILY * home.is_above(region), home, reading)
            for region in regions
            for home, reading in _strangers(region, free, answered)
        ]
        used: set[int] = set()
        for _, home, reading in sorted(readings, key=lambda one: -one[0]):
            if reading.question.id not in answered and id(reading.mention) not in used:
                answered.add(reading.question.id)
                used.add(id(reading.mention))
                home.readings.append(reading)
        if not used:
            break
    _spans_elsewhere(regions)
    _tables_elsewhere(regions)


def _strangers(
    region: Region, free: Sequence[tuple[Region, Mention]], answered: set[str]
) -> Iterator[tuple[Region, Reading]]:
    """What figures of other sections answer of one, with the section they stand in."""
    still = [question for question in region.questions if question.id not in answered]
    homes = {id(mention): home for home, mention in free if home is not region}
    others = [mention for home, mention in free if home is not region]
    least = ELSEWHERE if region.segments else HOMELESS
    weigher = Weigher(still, region.contexts)
    for reading in weigher.read(others, least, sums=not region.segments):
        yield homes[id(reading.mention)], reading


def _free(regions: Sequence[Region]) -> Iterator[tuple[Region, Mention]]:
    """Figures not read yet; those of a passage that stands twice only the first time."""
    seen: set[str] = set()
    for region in regions:
        texts = region.texts
        for mention in _unread(region):
            if texts[mention.passage] not in seen:
                yield region, mention
        seen.update(texts)


def _spans_elsewhere(regions: Sequence[Region]) -> None:
    """First and last days told where no question asks for them, for the first that does."""
    told = [
        text
        for region in regions
        if not region.spans
        for text in (*(segment.heading for segment in region.segments), *region.texts)
    ]
    asking = next((one for one in regions if not one.segments and asks_span(one.questions)), None)
    if asking is not None and not any(region.spans for region in regions):
        asking.spans = list(read_spans(asking.questions, told))[:2]


def _tables_elsewhere(regions: Sequence[Region]) -> None:
    """Tables that no question of their section takes."""
    taken = {table.question.id for region in regions for _, table in region.tables}
    taken |= {told.question.id for region in regions for told in region.told}
    asked = [
        question
        for region in regions
        for question in region.questions
        if question.type is QuestionType.TABLE and question.id not in taken
    ]
    for region in regions:
        for table in tuple(region.kept_tables):
            found = read_table(table, asked)
            if found is not None and found.score >= SURE_TABLE:
                region.kept_tables.remove(table)
                region.tables.append((table, found))
                asked = [question for question in asked if question is not found.question]


def _cited_elsewhere(regions: Sequence[Region]) -> None:
    """Documents no question of their section takes, against the open questions of others."""
    answered = {name for region in regions for name in region.citations}
    taken = {one.number for region in regions for some in region.citations.values() for one in some}
    free = [
        (region, mention)
        for region in regions
        for mention in citations_in(region.texts)
        if mention.citation.number not in taken
    ]
    for region in regions:
        still = [question for question in region.questions if question.id not in answered]
        others = [mention for home, mention in free if home is not region]
        for name, found in read_elsewhere(still, region.contexts, others).items():
            answered.add(name)
            region.citations[name] = found


def _unread(region: Region) -> Iterator[Mention]:
    taken = {(r.mention.passage, r.mention.start) for r in region.readings}
    taken |= {place for one in region.told for place in one.places}
    for mention in region.mentions:
        if (mention.passage, mention.start) not in taken:
            yield mention
