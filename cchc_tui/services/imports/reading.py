"""One section of a kind read from the segments that belong to it."""

from __future__ import annotations

from collections.abc import Sequence

from cchc_tui.services.imports.alignment import Alignment
from cchc_tui.services.imports.branches import by_branches, by_place
from cchc_tui.services.imports.cited import read_citations
from cchc_tui.services.imports.citing import citations_in
from cchc_tui.services.imports.elsewhere import SURE_TABLE, read_open
from cchc_tui.services.imports.facts import Weigher
from cchc_tui.services.imports.leftover import Whole
from cchc_tui.services.imports.matching import SURE, Match
from cchc_tui.services.imports.mentions import mentions_in
from cchc_tui.services.imports.phrased import read_phrased
from cchc_tui.services.imports.records import read_told
from cchc_tui.services.imports.regions import Region
from cchc_tui.services.imports.sentences import sentences_of
from cchc_tui.services.imports.spans import read_spans
from cchc_tui.services.imports.tables import read_table


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
    _lodge(regions)
    cited: set[str] = set()
    alignment = Alignment(
        [question for region in regions for question in region.questions],
        {name: places for region in regions for name, places in region.contexts.items()},
    )
    for region in regions:
        if region.segments:
            _read(region, cited, own, alignment)
    read_open(regions, alignment)


def _lodge(regions: Sequence[Region]) -> None:
    """Give what has no place of its own in the old report to the section above it."""
    for region in regions:
        if region.segments:
            continue
        above = [one for one in regions if one.segments and one.is_above(region)]
        if above:
            max(above, key=lambda one: len(one.node.id)).take_in(region)


def _read(region: Region, seen: set[str], own: str, alignment: Alignment) -> None:
    texts = region.texts
    asked_here = region.asked
    told = read_told(region.passages, asked_here, region.contexts)
    region.told = told
    used = {place for one in told for place in one.places}
    sentences = region.sentences = [
        one for at, text in enumerate(texts) for one in sentences_of(at, text)
    ]
    whole = Whole(sentences, region.contexts, alignment)
    weigher = Weigher(asked_here, region.contexts, whole.weigh)
    region.mentions = mentions_in(texts)
    mentions = [one for one in region.mentions if (one.passage, one.start) not in used]
    region.readings = weigher.compared(weigher.read(mentions), texts)
    headings = [segment.heading for segment in region.segments]
    region.spans = list(read_spans(asked_here, [*headings, *texts]))
    cited = citations_in(texts)
    region.citations = read_citations(asked_here, region.contexts, cited, seen, own)
    region.phrased = read_phrased(asked_here, region.contexts, sentences, alignment)
    region.chosen = {
        **dict(by_branches(asked_here, region.branches, sentences, alignment)),
        **dict(by_place(asked_here, region.contexts, sentences, alignment)),
    }
    taken = {one.question.id for one in told}
    asked = [question for question in asked_here if question.id not in taken]
    for table in (table for segment in region.segments for table in segment.tables):
        found = read_table(table, asked)
        if found is None or found.score < SURE_TABLE:
            region.kept_tables.append(table)
        else:
            region.tables.append((table, found))
            asked.remove(found.question)
