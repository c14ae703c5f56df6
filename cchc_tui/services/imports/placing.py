"""What an old report says beyond its facts, kept word for word where it stood.

A passage that the kind's own wording says as well, with the same figures, is left to that
wording. Otherwise the words stay: in the section's prose question, behind its wording, or,
where they carry facts that the wording would say again, in its place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from cchc_tui.domain.inserts import Cited, Insert, Literal, ProseInsert
from cchc_tui.domain.text import fold
from cchc_tui.domain.values import AnswerState, Prose
from cchc_tui.interview.answer import Answer
from cchc_tui.interview.free import further_id, instead_id
from cchc_tui.interview.interview import Interview
from cchc_tui.interview.kinds import Question, QuestionType
from cchc_tui.interview.wording import WordedSection
from cchc_tui.services.imports.reading import Region
from cchc_tui.services.imports.segments import Segment
from cchc_tui.services.imports.tables import as_lines

COVERED = 0.8
"""Share of a passage's words that the wording must say for the passage to be left to it."""
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
    """Whether the wording says the passage: all its figures and most of its words."""
    wanted, there = Counter(_words(text)), Counter(_words(said))
    if any(word[0].isdigit() and not there[word] for word in wanted):
        return False
    total = sum(wanted.values())
    common = sum(min(count, there[word]) for word, count in wanted.items())
    return not total or common / total >= COVERED


def _words(text: str) -> list[str]:
    return [
        word.lstrip("0") or "0" if word.isdigit() else word for word in _WORD.findall(fold(text))
    ]


def place(region: Region, said: str, interview: Interview) -> tuple[dict[str, Answer], int]:
    """The words of a region that stay, as answers, and how many passages they are.

    Args:
        region: With its facts read.
        said: What its sections say with those facts.
        interview: The draft with those facts.
    """
    lines = [_line(region, segment) for segment in region.segments]
    uncovered = [passage for passage in region.passages if not covered(passage.text, said)]
    headings = [line for line in lines if line]
    tables = [line for table in region.kept_tables for line in as_lines(table)]
    tables += [f"- {text}" for _, reading in region.tables for text in reading.lost]
    if not uncovered and not headings and not tables:
        return {}, 0
    told = {region.passages[reading.mention.passage].text for reading in region.readings}
    kept = len(uncovered) + len(tables)
    if not any(passage.text in told for passage in uncovered):
        # No fact would be said twice: the words go beside the wording.
        whole = _lines(region.segments, lines, only={passage.text for passage in uncovered})
        return _beside(region, [*whole, *tables], interview), kept
    whole = _lines(region.segments, lines, only=None)
    answers = {
        instead_id(node.id): _prose([]) for node in region.nodes[1:] if _prints(node.id, interview)
    }
    answers[instead_id(region.node.id)] = _prose([*whole, *tables])
    return answers, len(region.passages) + len(tables)


def _prints(node: str, interview: Interview) -> bool:
    section = next((one for one in interview.sections() if one.id == node), None)
    return section is not None and bool(section.node.use)


def _line(region: Region, segment: Segment) -> str:
    """The heading of a segment that has no section of its own, to be kept as a line."""
    if any(segment is one for one in region.own):
        return ""
    return f"{segment.number} {segment.heading}".strip()


def _lines(
    segments: Sequence[Segment], headings: Sequence[str], only: set[str] | None
) -> list[str]:
    lines: list[str] = []
    for segment, heading in zip(segments, headings, strict=True):
        here = [p.line for p in segment.passages if only is None or p.text in only]
        if heading:
            lines.append(heading)
        lines += here
    return lines


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
