"""Paragraphs and runs of a Word file as the layout rules read them."""

from __future__ import annotations

from dataclasses import dataclass

from cchc_tui.review.passages import flat


@dataclass(frozen=True, slots=True)
class Run:
    """Letters in one look. Sizes are in points; None where nothing says."""

    text: str
    font: str | None
    size: float | None
    bold: bool
    italic: bool
    underline: bool
    color: str


@dataclass(frozen=True, slots=True)
class WordParagraph:
    """One paragraph.

    Attributes:
        at: Ordinal in the file, from 1, those in tables counted.
        text: Its text.
        runs: Its runs with letters.
        align: `left`, `center`, `right`, `both` or empty.
        indent: First-line indent in millimetres.
        before: Space above, in points.
        after: Space below, in points.
        spacing: Line spacing in lines; 0 where exact or at least.
        table: Whether it stands in a table.
        style: Name of its style.
        numbered: Whether Word numbers it.
        section: Ordinal of the section it stands in.
        rule: Length in millimetres of the line drawn in it; 0 without one, -1 where not known.
    """

    at: int
    text: str
    runs: tuple[Run, ...]
    align: str = ""
    indent: float = 0.0
    before: float = 0.0
    after: float = 0.0
    spacing: float = 1.0
    table: bool = False
    style: str = ""
    numbered: bool = False
    section: int = 0
    rule: float = 0.0


def plain(paragraph: WordParagraph) -> str:
    """Folded text of a paragraph without blanks around it."""
    return " ".join(flat(paragraph.text).split())
