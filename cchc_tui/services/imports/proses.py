"""Paragraphs of an old section shared out among the prose questions that its wording prints."""

from __future__ import annotations

from collections.abc import Sequence

from cchc_tui.interview.interview import Interview
from cchc_tui.interview.kinds import Question, QuestionType
from cchc_tui.services.imports.matching import LIKELY, likeness, plain_words, telling_words
from cchc_tui.services.imports.regions import Region

_OTHER = ("_khac", "_noi_dung")
"""Ends the ids of questions for whatever else there is to say."""
_OPENING, _NAMED = 6, 2


def share_out(lines: Sequence[str], region: Region, interview: Interview) -> dict[str, list[str]]:
    """Each line with the prose question that takes it, in the order of the wording.

    The question named like the section takes the first lines; a line that opens with the words
    of a later question's label (`Nguyên nhân chủ yếu là …`) is its, with those that follow.

    Args:
        lines: What is to be kept of the section, in order.
        region: The section.
        interview: The draft with what was read of it.

    Returns:
        Lines by question; empty where no question takes them.
    """
    asked = _proses(region, interview)
    current = _first(asked, region)
    if current is None:
        return {}
    found: dict[str, list[str]] = {}
    for line in lines:
        later = asked[asked.index(current) + 1 :]
        current = next((one for one in later if _opens(line, one)), current)
        found.setdefault(current.id, []).append(line)
    return found


def _proses(region: Region, interview: Interview) -> list[Question]:
    """The prose questions printed on lines of their own, in the order of the wording."""
    found = [
        (min(context.place for context in region.contexts[question.id]), question)
        for question in region.questions
        if question.type is QuestionType.PROSE
        and interview.visible(question.id)
        and question.id in region.contexts
        and not any(context.left or context.right for context in region.contexts[question.id])
    ]
    return [question for _, question in sorted(found, key=lambda one: one[0])]


def _first(asked: Sequence[Question], region: Region) -> Question | None:
    """The question of the first lines: the only one, one for the rest, or one named alike."""
    other = [question for question in asked if question.id.endswith(_OTHER)]
    if len(asked) == 1 or other:
        return (*other, *asked)[0]
    heading = plain_words(region.node.heading)
    named = (q for q in asked if likeness(heading, plain_words(q.label or q.ask)) >= LIKELY)
    return next(named, None)


def _opens(line: str, question: Question) -> bool:
    """Whether a line opens with what names a question."""
    label = plain_words(question.label or question.ask).split()
    named = [word for word in label if word in telling_words(" ".join(label))][:_NAMED]
    opening = plain_words(line[:80]).split()[:_OPENING]
    return len(named) == _NAMED and set(named) <= set(opening)
