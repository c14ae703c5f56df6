"""A document as passages in reading order: every stretch of text with its place.

Rules read passages, so that one written for a paragraph works on a list item, a footnote or a
cell as well.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from cchc_tui.document.blocks import (
    Block,
    Document,
    Footnote,
    GapMark,
    Heading,
    Inline,
    ItemList,
    ListItem,
    Paragraph,
    ParagraphStyle,
    Table,
    gap_text,
)
from cchc_tui.domain.text import fold


class Part(StrEnum):
    """What a passage is."""

    HEAD = "head"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CELL = "cell"
    CAPTION = "caption"
    FOOTNOTE = "footnote"
    ANNEX = "annex"
    FOOT = "foot"


LONGEST = 10_000
"""Characters of a passage that are read: far above any paragraph of a report, and a bound on the
time that text made to be slow can take."""

LOWER = "a-zàáâãèéêìíòóôõùúýăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"
"""Small letters, for a class in a pattern: the range `à-ỹ` has every second capital in it."""

PROSE = (Part.PARAGRAPH, Part.ITEM, Part.FOOTNOTE)
"""Parts that hold sentences."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text.

    Attributes:
        text: Its text, footnotes taken out and gaps as printed.
        part: What it is.
        line: Line in a text file, or 0.
        index: Ordinal in the document, from 1.
        block: Ordinal of its block, from 0; -1 outside the body and the annexes.
        section: Id of its section in the kind, or empty.
        heading: Number and words of the heading it stands under.
        level: Level of a heading or of a list item; 0 else.
        marker: Number of a heading or marker of an item.
        annex: Ordinal of its annex, from 1; 0 in the body.
        answers: Where answers stand in the text: start, end, question.
        row: Row of a cell in its table, headers counted; -1 else.
        gaps: Whether it has a place that is not answered yet.
        cut: Whether it is longer than what is read.
    """

    text: str
    part: Part
    line: int = 0
    index: int = 0
    block: int = -1
    section: str = ""
    heading: str = ""
    level: int = 0
    marker: str = ""
    annex: int = 0
    answers: tuple[tuple[int, int, str], ...] = field(default=(), repr=False)
    row: int = -1
    gaps: bool = False
    cut: bool = False

    def question_at(self, start: int, end: int) -> str:
        """The question whose answer overlaps these characters; empty if none does."""
        for low, high, question in self.answers:
            if low < end and start < high:
                return question
        return ""


@lru_cache(maxsize=16384)
def flat(text: str) -> str:
    """The fold of a text, character for character, so that places in both agree."""
    folded = fold(text)
    if len(folded) == len(text):
        return folded
    return "".join((fold(char) or " ")[0] for char in text)


def passages_of(document: Document) -> tuple[Passage, ...]:
    """Every passage in reading order: head, body, foot, annexes."""
    found = _Found()
    _head(document, found)
    heading = ""
    block_at = 0
    for block in document.body:
        if isinstance(block, Heading):
            heading = f"{block.number} {block.text}".strip()
        _block(block, _Place(_line(block), block_at, block.section, heading), found)
        block_at += 1
    _foot(document, found)
    for number, annex in enumerate(document.annexes, 1):
        name = annex.number or "Phụ lục"
        title = _Place(_line(annex), -1, annex.section, name, number)
        found.add(annex.title, Part.ANNEX, title, marker=annex.number)
        if annex.reference:
            found.add(annex.reference, Part.ANNEX, title, marker=annex.number, level=1)
        for block in annex.blocks:
            _block(block, _Place(_line(block), block_at, block.section, name, number), found)
            block_at += 1
    return tuple(found.passages)


class _Place(NamedTuple):
    """What all passages of a block share."""

    line: int = 0
    block: int = -1
    section: str = ""
    heading: str = ""
    annex: int = 0


_Answers = tuple[tuple[int, int, str], ...]


class _Found:
    """The passages found so far; each is made once, which counts in a report of a thousand."""

    def __init__(self) -> None:
        self.passages: list[Passage] = []

    def add(
        self,
        text: str,
        part: Part,
        place: _Place,
        *,
        level: int = 0,
        marker: str = "",
        answers: _Answers = (),
        row: int = -1,
        gaps: bool = False,
        line: int = 0,
    ) -> None:
        """Take in a passage, as far as it is read."""
        cut = len(text) > LONGEST
        self.passages.append(
            Passage(
                text[:LONGEST] if cut else text,
                part,
                line or place.line,
                len(self.passages) + 1,
                place.block,
                place.section,
                place.heading,
                level,
                marker,
                place.annex,
                answers,
                row,
                gaps,
                cut,
            )
        )


def _line(thing: object) -> int:
    """The line of a part of a document read from a text file; 0 where it has none."""
    line = getattr(thing, "line", 0)
    return line if isinstance(line, int) else 0


_HEAD_MARKS = ("superior", "agency", "number", "date", "type", "subject")


def _head(document: Document, found: _Found) -> None:
    head = document.head
    place = _Place(_line(head), heading="Phần đầu văn bản")
    number = f"Số: {head.number}/{head.symbol}" if head.symbol else ""
    dated = ", ".join(part for part in (head.place, head.date) if part)
    rows = (head.superior, head.agency, number, dated, head.type_name, *head.subject)
    for at, text in enumerate(rows):
        if text:
            marker = _HEAD_MARKS[min(at, len(_HEAD_MARKS) - 1)]
            found.add(text, Part.HEAD, place, marker=marker)
    for text in head.addressees:
        found.add(text, Part.HEAD, place._replace(heading="Kính gửi"), marker="addressee")


def _foot(document: Document, found: _Found) -> None:
    foot = document.foot
    place = _Place(_line(foot), heading="Phần cuối văn bản")
    rows = [("recipient", text) for text in foot.recipients]
    rows += [("authority", text) for text in foot.authority]
    rows += [("signer", foot.signer)] if foot.signer else []
    for marker, text in rows:
        found.add(text, Part.FOOT, place, marker=marker)


def _block(block: Block, place: _Place, found: _Found) -> None:
    if isinstance(block, Heading):
        found.add(block.text, Part.HEADING, place, level=block.level, marker=block.number)
    elif isinstance(block, Paragraph):
        marker = "closing" if block.style is ParagraphStyle.CLOSING else ""
        _said(block.inlines, Part.PARAGRAPH, place, found, marker=marker)
    elif isinstance(block, ItemList):
        for item in block.items:
            _item(item, place, found, 1)
    else:
        _table(block, place, found)


def _item(item: ListItem, place: _Place, found: _Found, level: int) -> None:
    line = _line(item) or place.line
    level = max(level, item.level)
    _said(item.inlines, Part.ITEM, place, found, marker=item.marker, level=level, line=line)
    for child in item.items:
        _item(child, place._replace(line=line), found, level + 1)


def _table(table: Table, place: _Place, found: _Found) -> None:
    if table.caption:
        found.add(table.caption, Part.CAPTION, place)
    for at, row in enumerate((*table.header, *table.rows)):
        line = _line(row) or place.line
        for cell in row.cells:
            _said(cell.inlines, Part.CELL, place, found, line=line, row=at)


def _said(
    inlines: Iterable[Inline],
    part: Part,
    place: _Place,
    found: _Found,
    *,
    marker: str = "",
    level: int = 0,
    line: int = 0,
    row: int = -1,
) -> None:
    """The passage, if it has text, and then its footnotes."""
    text, answers, notes, gaps = "", [], [], False
    for inline in inlines:
        if isinstance(inline, Footnote):
            notes.append(inline)
            continue
        said = gap_text(inline) if isinstance(inline, GapMark) else inline.text
        gaps = gaps or isinstance(inline, GapMark)
        if inline.question:
            answers.append((len(text), len(text) + len(said), inline.question))
        text += said
    if text.strip():
        found.add(
            text, part, place, level=level, marker=marker, answers=tuple(answers), row=row,
            gaps=gaps, line=line,
        )  # fmt: skip
    for note in notes:
        told = "".join(inline.text for inline in note.inlines)
        if told.strip():
            question = next((inline.question for inline in note.inlines if inline.question), "")
            found.add(
                told, Part.FOOTNOTE, place, level=level, row=row, line=_line(note) or line,
                answers=((0, len(told), question),) if question else (),
            )  # fmt: skip
