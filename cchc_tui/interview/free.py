"""Free text in any section of any kind: paragraphs added to it, or put in place of its wording.

Every section that prints something can hold two more answers, which no file declares: its
further paragraphs, printed after its own wording, and its own text, printed instead of that
wording. Neither is asked; each shows once it is answered, even with nothing. So whatever an
old report says has a place, and an officer may always write what no question asks. Only here
are tables and notes read from what is typed (`domain.kept`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from cchc_tui.interview.kinds import Carry, Kind, Question, QuestionType, SectionNode

FURTHER = "tu_do__"
"""Starts the id of a section's further paragraphs."""
INSTEAD = "nguyen_van__"
"""Starts the id of the text that stands in place of a section's wording."""
FORM = "“| a | b |”: hàng của bảng; [^1] và dòng “[^1]: …”: chú thích."
"""How tables and notes are typed; short, for the help of these questions has two lines."""
UNWORDED = ("the-thuc", "ket")
"""Library sections that are no part of the text: the head and the closing."""


def is_free(question: str) -> bool:
    """Whether an id is that of free text."""
    return question.startswith((FURTHER, INSTEAD))


def further_id(node: str) -> str:
    """Id of a section's further paragraphs."""
    return FURTHER + _plain(node)


def instead_id(node: str) -> str:
    """Id of the text in place of a section's wording."""
    return INSTEAD + _plain(node)


def _plain(node: str) -> str:
    return re.sub(r"[^a-z0-9]", "_", node)


def free_questions(node: SectionNode) -> tuple[Question, ...]:
    """The free texts of one section; none for the head and the closing."""
    if node.use in UNWORDED or not (node.use or node.heading or node.template):
        return ()
    return (
        Question(
            id=instead_id(node.id),
            type=QuestionType.PROSE,
            ask="Câu chữ riêng của mục này, in thay cho câu chữ có sẵn?",
            help=f"Xóa hết để dùng lại câu chữ có sẵn. {FORM}",
            label="Câu chữ riêng của mục",
            section=node.use,
            carry=Carry.UPDATE,
        ),
        Question(
            id=further_id(node.id),
            type=QuestionType.PROSE,
            ask="Nội dung khác của mục này?",
            help=f"In sau câu chữ có sẵn. “- ”: gạch đầu dòng; {FORM}",
            label="Nội dung khác của mục",
            section=node.use,
            carry=Carry.UPDATE,
        ),
    )


def all_free_questions(kinds: Iterable[Kind]) -> dict[str, Question]:
    """The free texts of every section of every kind, by id."""
    return {
        question.id: question
        for kind in kinds
        for node in kind.sections
        for question in free_questions(node)
    }
