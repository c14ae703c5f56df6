"""What a place mark in worded Markdown stands for.

Wording prints `MARK_OPEN`, a number and `MARK_CLOSE` where an answer belongs; the assembler
looks the number up and puts the insert in its place. Text typed by an officer travels only
inside inserts, so neither Jinja nor the Markdown parser ever sees it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Literal as OneOf

from cchc_tui.domain.values import Grid, Prose

if TYPE_CHECKING:
    from cchc_tui.domain.citations import Citation

MARK_OPEN = "\ue000"
MARK_CLOSE = "\ue001"

CitationForm = OneOf["auto", "full", "short", "footnote"]


@dataclass(frozen=True, slots=True)
class Literal:
    """One line of text, printed exactly as it stands.

    Attributes:
        text: The text; line breaks in it are printed as spaces.
        question: Id of the question it answers; may be empty.
    """

    text: str
    question: str = ""


@dataclass(frozen=True, slots=True)
class Cited:
    """Cited documents.

    Attributes:
        citations: In the order given; printed joined by `; `.
        form: "auto" prints each in full at its first mention in the document and short after
            (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.6b); "full" and "short" force one;
            "footnote" prints them at the page's foot, in full or short as "auto" would.
        question: Id of the question it answers; may be empty.
    """

    citations: tuple[Citation, ...]
    form: CitationForm = "auto"
    question: str = ""


@dataclass(frozen=True, slots=True)
class GridInsert:
    """A table; its mark stands alone in a paragraph."""

    grid: Grid
    question: str = ""


@dataclass(frozen=True, slots=True)
class ProseInsert:
    """Paragraphs and nested lists.

    Alone in a paragraph it becomes blocks. Amid other text its first line joins that text and
    the rest follows as blocks.

    Attributes:
        prose: What was typed.
        question: Id of the question it answers; may be empty.
        level: 0 prints paragraphs as paragraphs; 1, 2 or 3 makes every plain paragraph an item
            of that list level (`-`, `+`, `*`) and moves the lists typed below it.
        kept: Whether tables and notes are read in it (`domain.kept`); only in free text.
    """

    prose: Prose
    question: str = ""
    level: int = 0
    kept: bool = False


@dataclass(frozen=True, slots=True)
class GapInsert:
    """A required question without an answer: printed as a gap that cannot be overlooked."""

    question: str
    label: str


@dataclass(frozen=True, slots=True)
class BlankInsert:
    """Room left on purpose for the clerk; `width` is in characters."""

    width: int = 6


@dataclass(frozen=True, slots=True)
class Drop:
    """The paragraph or list item in which this stands is left out."""


Insert = Literal | Cited | GridInsert | ProseInsert | GapInsert | BlankInsert | Drop


def mark(number: int) -> str:
    """The place mark of insert `number`, as printed into Markdown."""
    return f"{MARK_OPEN}{number}{MARK_CLOSE}"
