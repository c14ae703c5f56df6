"""What an old report says beyond its facts, kept word for word where it stood.

Where the kind's own wording says all of a section, word for word and in order, the section is
left to it. Otherwise its words stay as they were: in place of the wording, or, where the wording
has nothing to say, in the section's prose question or behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cchc_tui.domain.inserts import Cited, Insert, Literal, ProseInsert
from cchc_tui.domain.text import fold
from cchc_tui.domain.values import AnswerState, Prose
from cchc_tui.interview.answer import Answer
from cchc_tui.interview.free import further_id, instead_id
from cchc_tui.interview.interview import Interview
from cchc_tui.interview.kinds import Question, QuestionType
from cchc_tui.interview.wording import WordedSection
from cchc_tui.services.imports.reading import Region
from cchc_tui.services.imports.segments import Passage, Segment
from cchc_tui.services.imports.tables import as_lines

COVERED = 0.97
"""Share of the words that the wording must say in their order for them to be left to it."""
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
        return insert.prose.text
    return ""


def covered(text: str, said: str) -> bool:
    """Whether the wording says a text: every figure and nearly every word, in their order."""
    from rapidfuzz.distance import LCSseq

    wanted, there = _words(text), _words(said)
    figures = [word for word in wanted if word[0].isdigit()]
    if LCSseq.similarity(figures, there) < len(figures):
        return False
    return not wanted or LCSseq.similarity(wanted, there) / len(wanted) >= COVERED


def _words(text: str) -> list[str]:
    return [
        word.lstrip("0") or "0" if word.isdigit() else word for word in _WORD.findall(fold(text))
    ]


def place(region: Region, said: str, interview: Interview) -> tuple[dict[str, Answer], int]:
    """The words of a region that stay, as answers, and how many lines they are.

    Args:
        region: With its facts read.
        said: What its sections say with those facts.
        interview: The draft with those facts.
    """
    lines = [line for segment in region.segments for line in _lines(region, segment)]
    if not lines or covered("\n".join(lines), said):
        return {}, 0
    if not _words(said):
        return _beside(region, lines, interview), len(lines)
    answers = {
        instead_id(node.id): _prose([]) for node in region.nodes[1:] if _prints(node.id, interview)
    }
    answers[instead_id(region.node.id)] = _prose(lines)
    return answers, len(lines)


def _prints(node: str, interview: Interview) -> bool:
    section = next((one for one in interview.sections() if one.id == node), None)
    return section is not None and bool(section.node.use)


def _lines(region: Region, segment: Segment) -> Iterator[str]:
    """What stands in a segment, its heading first where no section of the kind has it."""
    read = {id(table): reading for table, reading in region.tables}
    heading = f"{segment.number} {segment.heading}".strip()
    if heading and not any(segment is one for one in region.own):
        yield heading
    for part in segment.parts:
        if isinstance(part, Passage):
            yield part.line
        elif id(part) in read:
            yield from (f"- {text}" for text in read[id(part)].lost)
        else:
            yield from as_lines(part)


def _prose(lines: Sequence[str]) -> Answer:
    return Answer(AnswerState.ANSWERED, Prose("\n".join(lines)))


def _beside(region: Region, lines: list[str], interview: Interview) -> dict[str, Answer]:
    """In the prose question made for it, if there is one, or else behind the wording."""
    question = _prose_question(region, interview)
    if question is None:
        return {further_id(region.node.id): _prose(lines)}
    return {question.id: _prose(lines)}


def _prose_question(region: Region, interview: Interview) -> Question | None:
    """The question that takes what else there is to say: the only prose, or `..._khac`."""
    prose = [
        question
        for question in region.questions
        if question.type is QuestionType.PROSE
        and interview.visible(question.id)
        and question.id in region.contexts
        and not any(context.left or context.right for context in region.contexts[question.id])
    ]
    other = [q for q in prose if q.id.endswith(("_khac", "_noi_dung"))]
    return other[0] if other else prose[0] if len(prose) == 1 else None
