"""What a section leaves open, read where the old report says it instead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from cchc_tui.interview.kinds import Question, QuestionType
from cchc_tui.services.imports.alignment import Alignment
from cchc_tui.services.imports.cited import read_elsewhere
from cchc_tui.services.imports.citing import citations_in
from cchc_tui.services.imports.facts import Reading, Weigher
from cchc_tui.services.imports.leftover import Whole, read_leftover
from cchc_tui.services.imports.mentions import Mention
from cchc_tui.services.imports.regions import Region
from cchc_tui.services.imports.spans import asks_span, first_days, read_spans
from cchc_tui.services.imports.tables import read_table

ELSEWHERE, HOMELESS = 0.85, 0.7
"""How sure a figure must be to answer a question of another section: of one that the old report
has as well, and of one that it has not."""
GUEST = 0.6
"""How sure where the wording of a section prints a question of another."""
_FAMILY, _ROUNDS, _MOST_FREE = 0.2, 2, 120
SURE_TABLE = 0.62
"""How well the head of a table must fit to answer a question whatever the others are."""


def read_open(regions: Sequence[Region], alignment: Alignment) -> None:
    """Read what is still open in each section from guests, whole sentences and other sections.

    Args:
        regions: With what was read of them by themselves.
        alignment: Compares with the kind's wording.
    """
    _read_guests(regions)
    _read_leftover(regions, alignment)
    _read_elsewhere(regions)
    _cited_elsewhere(regions)


def _read_guests(regions: Sequence[Region]) -> None:
    """Questions of one section that the wording of another prints as well, read there."""
    answered = _answered(regions)
    for region, guests in _guests(regions):
        still = [question for question in guests if question.id not in answered]
        for reading in Weigher(still, region.contexts).read(list(_unread(region)), GUEST):
            answered.add(reading.question.id)
            region.readings.append(reading)


def _guests(regions: Sequence[Region]) -> Iterator[tuple[Region, list[Question]]]:
    """Each section with the questions of others that its wording prints."""
    asked = {question.id: question for region in regions for question in region.questions}
    for region in regions:
        own = {question.id for question in region.questions}
        yield region, [asked[name] for name in region.contexts if name in asked.keys() - own]


def _read_leftover(regions: Sequence[Region], alignment: Alignment) -> None:
    """Open questions of each section against what its figures' whole sentences say."""
    for region, guests in _guests(regions):
        answered = _answered(regions)
        asked = [*region.questions, *guests]
        still = [q for q in asked if q.id not in answered and not q.computed]
        whole = Whole(region.sentences, region.contexts, alignment)
        region.readings += read_leftover(still, list(_unread(region)), whole)


def _answered(regions: Sequence[Region]) -> set[str]:
    """Questions for figures and days that have their answer."""
    answered = {reading.question.id for region in regions for reading in region.readings}
    return answered | {question.id for region in regions for question, _ in region.spans}


def _read_elsewhere(regions: Sequence[Region]) -> None:
    """Figures, days and tables left over, against the open questions of other sections.

    It must be plain where they belong; less so for a section that has no place of its own in
    the old report: what it asks can only stand elsewhere.
    """
    for _ in range(_ROUNDS):
        free = list(islice(_free(regions), _MOST_FREE))
        answered = _answered(regions)
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
    """First and last days that a section leaves to the others to tell."""
    said = [text for region in regions for text in region.texts]
    for region in regions:
        region.spans += list(first_days(region.spans, region.questions, said))
    _spans_homeless(regions)


def _spans_homeless(regions: Sequence[Region]) -> None:
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
    """Tables that no question of their section surely takes: of another, or still of theirs."""
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
    for region in regions:
        own = {question.id for question in region.asked}
        for table in tuple(region.kept_tables):
            found = read_table(table, [question for question in asked if question.id in own])
            if found is not None:
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
