"""A document as passages in reading order: every stretch of text with its place.

Rules read passages, so that one written for a paragraph works on a list item, a footnote or a
cell as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache

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
    Text,
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
    found = list(_head(document))
    heading = ""
    block_at = 0
    for block in document.body:
        if isinstance(block, Heading):
            heading = f"{block.number} {block.text}".strip()
        found += _block(block, block_at, heading, 0)
        block_at += 1
    found += _foot(document)
    for number, annex in enumerate(document.annexes, 1):
        name = annex.number or "Phụ lục"
        line = getattr(annex, "line", 0)
        title = Passage(
            annex.title, Part.ANNEX, heading=name, annex=number, section=annex.section, line=line,
            marker=annex.number,
        )  # fmt: skip
        found.append(title)
        if annex.reference:
            found.append(replace(title, text=annex.reference, level=1))
        for block in annex.blocks:
            found += _block(block, block_at, name, number)
            block_at += 1
    return tuple(_bounded(passage, at) for at, passage in enumerate(found, 1))


def _bounded(passage: Passage, at: int) -> Passage:
    if len(passage.text) <= LONGEST:
        return replace(passage, index=at)
    return replace(passage, index=at, text=passage.text[:LONGEST], cut=True)


def _head(document: Document) -> Iterator[Passage]:
    head = document.head
    line = getattr(head, "line", 0)
    number = f"Số: {head.number}/{head.symbol}" if head.symbol else ""
    place = ", ".join(part for part in (head.place, head.date) if part)
    rows = (head.superior, head.agency, number, place, head.type_name, *head.subject)
    for marker, text in zip(_HEAD_MARKS, rows, strict=False):
        if text:
            yield Passage(text, Part.HEAD, heading="Phần đầu văn bản", marker=marker, line=line)
    for text in rows[len(_HEAD_MARKS) :]:
        yield Passage(text, Part.HEAD, heading="Phần đầu văn bản", marker="subject", line=line)
    for text in head.addressees:
        yield Passage(text, Part.HEAD, heading="Kính gửi", marker="addressee", line=line)


_HEAD_MARKS = ("superior", "agency", "number", "date", "type", "subject")


def _foot(document: Document) -> Iterator[Passage]:
    foot = document.foot
    line = getattr(foot, "line", 0)
    rows = [("recipient", text) for text in foot.recipients]
    rows += [("authority", text) for text in foot.authority]
    rows += [("signer", foot.signer)] if foot.signer else []
    for marker, text in rows:
        yield Passage(text, Part.FOOT, heading="Phần cuối văn bản", marker=marker, line=line)


def _block(block: Block, at: int, heading: str, annex: int) -> Iterator[Passage]:
    line = getattr(block, "line", 0)
    base = Passage("", Part.PARAGRAPH, line, 0, at, block.section, heading, annex=annex)
    if isinstance(block, Heading):
        yield replace(
            base, text=block.text, part=Part.HEADING, level=block.level, marker=block.number
        )
    elif isinstance(block, Paragraph):
        marker = "closing" if block.style is ParagraphStyle.CLOSING else ""
        yield from _said(block.inlines, replace(base, marker=marker))
    elif isinstance(block, ItemList):
        for item in block.items:
            yield from _item(item, base, 1)
    else:
        yield from _table(block, base)


def _item(item: ListItem, base: Passage, level: int) -> Iterator[Passage]:
    line = getattr(item, "line", 0) or base.line
    level = max(level, item.level)
    here = replace(base, part=Part.ITEM, level=level, marker=item.marker, line=line)
    yield from _said(item.inlines, here)
    for child in item.items:
        yield from _item(child, replace(base, line=line), level + 1)


def _table(table: Table, base: Passage) -> Iterator[Passage]:
    if table.caption:
        yield replace(base, text=table.caption, part=Part.CAPTION)
    for at, row in enumerate((*table.header, *table.rows)):
        line = getattr(row, "line", 0) or base.line
        for cell in row.cells:
            yield from _said(cell.inlines, replace(base, part=Part.CELL, line=line, row=at))


def _said(inlines: Iterable[Inline], base: Passage) -> Iterator[Passage]:
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
        yield replace(base, text=text, answers=tuple(answers), gaps=gaps)
    for note in notes:
        line = getattr(note, "line", 0) or base.line
        yield from _note(note.inlines, replace(base, part=Part.FOOTNOTE, line=line, marker=""))


def _note(inlines: tuple[Text, ...], base: Passage) -> Iterator[Passage]:
    text = "".join(inline.text for inline in inlines)
    if text.strip():
        question = next((inline.question for inline in inlines if inline.question), "")
        answers = ((0, len(text), question),) if question else ()
        yield replace(base, text=text, answers=answers)
