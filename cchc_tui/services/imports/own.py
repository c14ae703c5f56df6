"""A Word file of ours that comes back: its answers, as far as its words still bear them out.

The report that its imprint gives is made again and laid beside the file, section by section.
Where the words are the same the answers hold. Where someone has edited the file its words win:
an answer changed in place is taken from there, one that cannot be told is left open, and text
that no answer prints any more is kept as it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from cchc_tui.document.blocks import Block, Document, Heading, Table, all_blocks
from cchc_tui.domain.inserts import GridInsert
from cchc_tui.domain.text import fold
from cchc_tui.domain.values import AnswerState, Prose
from cchc_tui.interview.answer import Answer
from cchc_tui.interview.free import UNWORDED, instead_id, is_free
from cchc_tui.interview.interview import Interview
from cchc_tui.interview.kinds import Question, SectionNode
from cchc_tui.interview.wording import render
from cchc_tui.services.imports.edits import (
    Printed,
    answers_now,
    free_text_of,
    value_now,
    words_printed,
    words_read,
)
from cchc_tui.services.imports.matching import Match
from cchc_tui.services.imports.regions import Region
from cchc_tui.services.imports.segments import Segment, segments_of, words_of
from cchc_tui.services.imports.tables import TableReading, read_table
from cchc_tui.services.reports import assemble_report
from cchc_tui.store.records import DraftInfo

HEAD: dict[str, Callable[[Document], object]] = {
    "so_van_ban": lambda document: document.head.number,
    "ngay_ky": lambda document: document.head.date,
    "trich_yeu": lambda document: document.head.subject,
    "kinh_gui": lambda document: document.head.addressees,
    "noi_nhan": lambda document: document.foot.recipients,
    "ky_tham_quyen": lambda document: document.foot.authority,
    "ky_ho_ten": lambda document: document.foot.signer,
}
"""Where head and foot print a question of theirs."""


@dataclass(slots=True)
class Held:
    """What holds of a file of ours.

    Attributes:
        answers: Answers that its words bear out.
        matches: Its headings with their sections.
        edited: Regions whose words are not what was printed.
    """

    answers: dict[str, Answer]
    matches: list[Match]
    edited: list[Region] = field(default_factory=list)


def hold(draft: Interview, document: Document, regions: Sequence[Region]) -> Held:
    """Compare a file with the report that its imprint gives.

    Args:
        draft: With the answers of the imprint.
        document: The file.
        regions: Those of its kind; filled with what the file has there.
    """
    return _Comparison(draft, document, regions).held()


class _Comparison:
    def __init__(self, draft: Interview, document: Document, regions: Sequence[Region]) -> None:
        kind = draft.kind
        info = DraftInfo("", kind.id, draft.agency.id, draft.period.code)
        self._draft = draft
        self._file = document
        self._ours = assemble_report(draft, info)
        self._regions = regions
        self._by_node = {node.id: region for region in regions for node in region.nodes}
        self._blocks = self._printed_blocks()
        self._grids = self._printed_grids()
        self._seen: dict[str, list[Printed]] = {}
        self._tables: dict[str, Answer | None] = {}

    def held(self) -> Held:
        nodes = {node.id: node for node in self._draft.kind.sections}
        matches = list(match_own(self._ours, segments_of(self._file), nodes))
        for match in matches:
            region = self._by_node.get(match.node.id)
            if region is not None:
                region.segments.append(match.segment)
                if match.score:
                    region.own.append(match.segment)
        held = Held(dict(self._draft.answers), matches)
        emptied: dict[str, Answer] = {}
        for region in self._regions:
            if self._compare(region):
                continue
            if region.segments:
                held.edited.append(region)
            else:
                emptied |= {instead_id(node.id): _empty() for node in region.nodes if node.use}
        self._settle(held.answers)
        self._head(held.answers)
        held.answers |= emptied
        return held

    # What we printed

    def _printed_blocks(self) -> dict[str, list[Block]]:
        """Blocks by the first section of their region."""
        found: dict[str, list[Block]] = {region.node.id: [] for region in self._regions}
        for block in all_blocks(self._ours):
            region = self._by_node.get(block.section)
            if region is not None and not isinstance(block, Heading):
                found[region.node.id].append(block)
        return found

    def _printed_grids(self) -> dict[str, list[str]]:
        """Questions of drawn tables, in order, by the first section of their region."""
        found: dict[str, list[str]] = {}
        for section in render(self._draft).sections:
            region = self._by_node.get(section.id)
            if region is not None:
                found.setdefault(region.node.id, []).extend(
                    one.question for one in section.inserts.values() if isinstance(one, GridInsert)
                )
        return found

    # A section

    def _compare(self, region: Region) -> bool:
        """Whether a section stands as it was printed; what its answers are now is noted."""
        blocks = self._blocks[region.node.id]
        printed, read = words_printed(blocks), words_read(region.passages)
        same = [one.text for one in printed] == [one.text for one in read]
        headed = all(any(one is own for own in region.own) for one in region.segments)
        if same and (region.segments or not blocks):
            for question in {one.question for one in printed if one.question}:
                self._note(Printed(question, (), same=True))
        else:
            for one in answers_now(printed, read, region.passages):
                self._note(one)
        return self._compare_tables(region, blocks) and same and headed

    def _note(self, printed: Printed) -> None:
        self._seen.setdefault(printed.question, []).append(printed)

    def _compare_tables(self, region: Region, blocks: Sequence[Block]) -> bool:
        ours = [block for block in blocks if isinstance(block, Table)]
        theirs = [table for segment in region.segments for table in segment.tables]
        asked = _owners(ours, self._grids.get(region.node.id, []))
        same = len(ours) == len(theirs)
        left = list(theirs)
        for name, table in zip(asked, ours, strict=True):
            twin = next((one for one in left if _texts(one) == _texts(table)), None)
            if twin is not None:
                left.remove(twin)
                self._keep_table(region, name, twin)
                continue
            same = False
            self._tables[name] = None
        for table in left:
            open_ = [name for name in asked if name in self._tables and not self._tables[name]]
            self._read_table(region, open_, table)
        return same

    def _keep_table(self, region: Region, name: str, table: Table) -> None:
        """A table that stands as printed: its words need no other place."""
        if is_free(name):
            return
        question, answer = self._question(name), self._draft.answers.get(name)
        records = answer.value if answer else None
        if question is not None:
            reading = TableReading(question, records, 1.0, ())  # type: ignore[arg-type]
            region.tables.append((table, reading))

    def _read_table(self, region: Region, names: Iterable[str], table: Table) -> None:
        questions = [one for name in names if (one := self._question(name))]
        found = read_table(table, questions)
        if found is not None:
            region.tables.append((table, found))
            self._tables[found.question.id] = Answer(AnswerState.ANSWERED, found.records)

    def _question(self, name: str) -> Question | None:
        return self._draft.library.questions.get(name)

    # What holds

    def _settle(self, answers: dict[str, Answer]) -> None:
        """Answers changed in place taken over, those that cannot be told left open."""
        for name, places in self._seen.items():
            if any(one.same for one in places):
                continue
            now = {one.lines for one in places if one.told}
            question = self._draft.question(name)
            old = answers.pop(name, None)
            if len(now) == 1 and all(one.told for one in places):
                value = value_now(question, old.value if old else None, next(iter(now)))
                if value is not None:
                    answers[name] = Answer(AnswerState.ANSWERED, value)
        for name, answer in self._tables.items():
            if answer is not None:
                answers[name] = answer
            elif is_free(name) or not any(one.same for one in self._seen.get(name, ())):
                answers.pop(name, None)

    def _head(self, answers: dict[str, Answer]) -> None:
        """Answers of head and foot that are not what stands there are read anew."""
        for name, part in HEAD.items():
            if part(self._ours) != part(self._file):
                answers.pop(name, None)


def match_own(
    ours: Document, segments: Sequence[Segment], nodes: Mapping[str, SectionNode]
) -> Iterator[Match]:
    """Each segment of a file with the section that printed its heading; a new one stays behind."""
    headings = list(_headings(ours))
    printed = [fold(text) for _, text in headings]
    read = [fold(one.heading) for one in segments if one.heading]
    matcher = SequenceMatcher(None, printed, read, autojunk=False)
    at = {
        second + step: first + step
        for first, second, size in matcher.get_matching_blocks()
        for step in range(size)
    }
    first = next(node for node in nodes.values() if node.use not in UNWORDED)
    here, number = first, -1
    for segment in segments:
        own = False
        if segment.heading:
            number += 1
            own = number in at
            here = nodes[headings[at[number]][0]] if own else here
        yield Match(segment, here, 1.0 if own or not segment.heading else 0.0)


def _headings(document: Document) -> Iterator[tuple[str, str]]:
    for block in document.body:
        if isinstance(block, Heading):
            yield block.section, block.text
    for annex in document.annexes:
        yield annex.section, annex.title
        for block in annex.blocks:
            if isinstance(block, Heading):
                yield block.section, block.text


def _owners(tables: Sequence[Table], grids: Sequence[str]) -> list[str]:
    """The question whose answer each table is: free text, or those that the wording draws."""
    kept = [free_text_of(table) for table in tables]
    if kept.count("") != len(grids):
        grids = [""] * kept.count("")
    drawn = iter(grids)
    return [name or next(drawn) for name in kept]


def _texts(table: Table) -> list[list[str]]:
    rows = (*table.header, *table.rows)
    return [[words_of(cell.inlines) for cell in row.cells] for row in rows]


def _empty() -> Answer:
    return Answer(AnswerState.ANSWERED, Prose(""))
