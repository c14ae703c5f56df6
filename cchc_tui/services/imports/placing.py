"""What an old report says beyond its facts, kept word for word where it stood.

Where the kind's own wording says all of a section, word for word and in order, the section is
left to it. Otherwise its words stay as they were: in place of the wording, or, where the wording
has nothing to say, in the section's prose question or behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from cchc_tui.domain.inserts import (
    Cited,
    GapInsert,
    GridInsert,
    Insert,
    Literal,
    ProseInsert,
)
from cchc_tui.domain.text import fold
from cchc_tui.domain.values import AnswerState, Prose
from cchc_tui.interview.answer import Answer
from cchc_tui.interview.free import further_id, instead_id
from cchc_tui.interview.interview import Interview
from cchc_tui.interview.wording import WordedSection
from cchc_tui.services.imports.keeping import (
    Kept,
    free_answer,
    kept_line,
    kept_of,
    kept_passage,
    kept_table,
)
from cchc_tui.services.imports.proses import share_out
from cchc_tui.services.imports.regions import Region
from cchc_tui.services.imports.segments import Passage
from cchc_tui.services.imports.tables import TableReading

COVERED = 0.97
"""Share of the words that the wording must say in their order for them to be left to it."""
_MOST_ADDED = 6
_MARK = re.compile("\ue000([0-9]+)\ue001")
_WORD = re.compile(r"[^\W_]+(?:[.,/-][^\W_]+)*")


def said_by(section: WordedSection) -> str:
    """A worded section as plain words, its marks put in; tables are left out."""
    return _MARK.sub(lambda found: _plain(section.inserts.get(int(found[1]))), section.markdown)


def _plain(insert: Insert | None) -> str:
    if isinstance(insert, Literal):
        return insert.text
    if isinstance(insert, Cited):
        return "; ".join(citation.full() for citation in insert.citations)
    if isinstance(insert, ProseInsert):
        kept = kept_of(insert.prose.text) if insert.kept else ()
        return "\n".join(one.text for one in kept) if kept else insert.prose.text
    return ""


def covered(text: str, said: str, least: float = COVERED) -> bool:
    """Whether the wording says a text: every figure and nearly every word, in their order."""
    from rapidfuzz.distance import LCSseq

    wanted, there = _words(text), _words(said)
    figures = [word for word in wanted if word[0].isdigit()]
    if LCSseq.similarity(figures, there) < len(figures):
        return False
    return not wanted or LCSseq.similarity(wanted, there) / len(wanted) >= least


def _words(text: str) -> list[str]:
    return [
        word.lstrip("0") or "0" if word.isdigit() else word for word in _WORD.findall(fold(text))
    ]


@dataclass(frozen=True, slots=True)
class Said:
    """What the wording of a region prints with the facts read.

    Attributes:
        text: Its words; tables are left out.
        tables: Questions that it draws as tables, each with the section that does.
        gaps: Whether anything in it is still open.
    """

    text: str
    tables: Mapping[str, str] = field(default_factory=dict)
    gaps: bool = False

    @classmethod
    def of(cls, sections: Iterable[WordedSection]) -> Said:
        """What worded sections say together."""
        sections = list(sections)
        inserts = [one for section in sections for one in section.inserts.values()]
        drawn = {
            one.question: section.id
            for section in sections
            for one in section.inserts.values()
            if isinstance(one, GridInsert)
        }
        gaps = any(isinstance(one, GapInsert) for one in inserts)
        return cls("\n".join(map(said_by, sections)), drawn, gaps)


def place(region: Region, said: Said, interview: Interview) -> tuple[dict[str, Answer], int]:
    """The words of a region that stay, as answers, and how many lines they are.

    Args:
        region: With its facts read.
        said: What its sections say with those facts.
        interview: The draft with those facts.
    """
    before, after, drawing, beyond = _around_table(region, said.tables)
    lines = [*before, *after]
    if _left_to(lines, said.text):
        left = {further_id(drawing): free_answer(beyond)} if beyond else {}
        return left, len(beyond)
    after += beyond
    lines += beyond
    more = _added(lines, said.text)
    if more:
        return {further_id(region.nodes[-1].id): free_answer(more)}, len(more)
    if not _words(said.text):
        plain = [one.text for one in takewhile(lambda one: one.plain, lines)]
        shared = share_out(plain, region, interview)
        if shared:
            answers = {name: _prose(some) for name, some in shared.items()}
            if rest := lines[len(plain) :]:
                answers[further_id(region.nodes[-1].id)] = free_answer(rest)
            return answers, len(lines)
        if not said.gaps:
            return {further_id(region.node.id): free_answer(lines)}, len(lines)
    answers = {
        instead_id(node.id): free_answer([])
        for node in region.nodes[1:]
        if _prints(node.id, interview)
    }
    answers[instead_id(region.node.id)] = free_answer(before)
    if after:
        answers[further_id(drawing)] = free_answer(after)
    return answers, len(lines)


def _left_to(lines: Sequence[Kept], said: str) -> bool:
    """Whether lines need no place: the wording says them, those with notes and tables wholly."""
    least = COVERED if all(one.plain for one in lines) else 1.0
    return covered("\n".join(one.text for one in lines), said, least)


def _added(lines: Sequence[Kept], said: str) -> Sequence[Kept]:
    """Last lines that come after all that the wording says; none where they stand elsewhere."""
    for count in range(len(lines) - 1, max(len(lines) - 1 - _MOST_ADDED, 0), -1):
        told = "\n".join(one.text for one in lines[:count])
        if _left_to(lines[:count], said) and covered(said, told):
            return lines[count:]
    return ()


def outlying(region: Region) -> list[Kept]:
    """All words of a region whose section does not show, its heading and tables among them."""
    lines: list[Kept] = []
    for segment in region.segments:
        heading = f"{segment.number} {segment.heading}".strip()
        lines += [kept_line(heading)] if heading else []
        for part in segment.parts:
            lines += [kept_passage(part)] if isinstance(part, Passage) else kept_table(part)
    return lines


def _prints(node: str, interview: Interview) -> bool:
    section = next((one for one in interview.sections() if one.id == node), None)
    return section is not None and bool(section.node.use)


def _around_table(
    region: Region, drawn: Mapping[str, str]
) -> tuple[list[Kept], list[Kept], str, list[Kept]]:
    """The lines of a region before and behind the first table that its wording draws, and where.

    A section's own text is printed before its tables, its further paragraphs behind them. Last
    comes what such tables have beyond their questions.
    """
    read = {id(table): reading for table, reading in region.tables}
    before: list[Kept] = []
    after: list[Kept] = []
    beyond: list[Kept] = []
    here, drawing = before, region.node.id
    for segment in region.segments:
        heading = f"{segment.number} {segment.heading}".strip()
        if heading and not any(segment is one for one in region.own):
            here.append(kept_line(heading))
        for part in segment.parts:
            if isinstance(part, Passage):
                here.append(kept_passage(part))
            elif id(part) in read and read[id(part)].question.id in drawn:
                drawing = drawn[read[id(part)].question.id] if here is before else drawing
                here = after
                beyond += _beyond(read[id(part)])
            else:
                here += kept_table(part)
    return before, after, drawing, beyond


def _beyond(reading: TableReading) -> Iterator[Kept]:
    """What an old table has that its question does not take."""
    yield from (kept_line(f"- {text}") for text in reading.lost)
    if reading.rest is not None:
        yield from kept_table(reading.rest)


def _prose(lines: Sequence[str]) -> Answer:
    return Answer(AnswerState.ANSWERED, Prose("\n".join(lines)))
