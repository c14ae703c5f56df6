"""A document cut at its headings, each part as lines of prose and tables in their order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import zip_longest

from cchc_tui.document.blocks import (
    Block,
    Document,
    Footnote,
    Heading,
    Inline,
    ItemList,
    ListItem,
    Paragraph,
    ParagraphStyle,
    Table,
    Text,
    inlines_of,
)
from cchc_tui.domain.kept import Note, Words

_MARKS = "-+*"
_NUMBERED = re.compile(r"(?:[0-9]{1,2}\.|[a-zđ]\))")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph or a list item.

    Attributes:
        text: Its words, footnotes in brackets where they were cited.
        mark: The list mark it is kept with, `- `; empty for a paragraph.
        words: The same with its footnotes where they were cited, for keeping it.
    """

    text: str
    mark: str = ""
    words: Words = ()


@dataclass(slots=True)
class Segment:
    """What stands under one heading, up to the next one.

    Attributes:
        level: Depth of the heading; 0 for what stands before the first.
        number: As printed before it.
        heading: Its words; of an annex its title.
        annex: Number of the annex it opens, from 1; 0 within the body.
        parts: Passages and tables in order.
    """

    level: int
    number: str
    heading: str
    annex: int = 0
    parts: list[Passage | Table] = field(default_factory=list)

    @property
    def passages(self) -> list[Passage]:
        """Its passages."""
        return [part for part in self.parts if isinstance(part, Passage)]

    @property
    def tables(self) -> list[Table]:
        """Its tables."""
        return [part for part in self.parts if isinstance(part, Table)]


def segments_of(document: Document) -> list[Segment]:
    """The segments of body and annexes, without the closing sentences: the wording has its own.

    A note of a closing sentence stays as a line.
    """
    found = [Segment(0, "", "")]
    for block, closes in _body(document):
        if not closes:
            _add(found, block, annex=0)
        else:
            notes = (one for one in inlines_of(block) if isinstance(one, Footnote))
            found[-1].parts += (Passage(text) for one in notes if (text := words_of(one.inlines)))
    for number, annex in enumerate(document.annexes, start=1):
        found.append(Segment(1, annex.number, annex.title, number))
        for block in annex.blocks:
            _add(found, block, annex=number)
    return found


def closing_of(document: Document) -> list[str]:
    """The closing sentences."""
    return [
        passage.text
        for block, closes in _body(document)
        if closes and isinstance(block, Paragraph)
        for passage in _passages(block)
    ]


def _body(document: Document) -> Iterator[tuple[Block, bool]]:
    """The blocks of the body, each with whether it is of the closing."""
    for block, following in zip_longest(document.body, document.body[1:]):
        yield block, _closes(block) or (_closes(following) and _sums_up(block))


def _closes(block: Block | None) -> bool:
    return isinstance(block, Paragraph) and block.style is ParagraphStyle.CLOSING


def _sums_up(block: Block) -> bool:
    """Whether a paragraph begins a closing that goes on in the next one."""
    return isinstance(block, Paragraph) and words_of(block.inlines).startswith("Trên đây là")


def _add(found: list[Segment], block: Block, *, annex: int) -> None:
    if isinstance(block, Heading):
        # Headings within an annex stand below its title.
        level = block.level + 1 if annex else block.level
        found.append(Segment(level, block.number, block.text, annex))
    elif isinstance(block, Table):
        if block.caption:
            found[-1].parts.append(Passage(block.caption, words=(block.caption,)))
        found[-1].parts.append(block)
    else:
        found[-1].parts.extend(_passages(block))


def _passages(block: Paragraph | ItemList) -> Iterator[Passage]:
    if isinstance(block, Paragraph):
        if text := words_of(block.inlines):
            yield Passage(text, words=kept_words(block.inlines))
        return
    for item in block.items:
        yield from _items(item, 0)


def _items(item: ListItem, depth: int) -> Iterator[Passage]:
    mark = item.marker.strip()
    if not _NUMBERED.fullmatch(mark):
        mark = mark if mark in tuple(_MARKS) else _MARKS[min(depth, 2)]
    if text := words_of(item.inlines):
        yield Passage(text, f"{mark} ", kept_words(item.inlines))
    for child in item.items:
        yield from _items(child, depth + 1)


def kept_words(inlines: Iterable[Inline]) -> Words:
    """The words of inlines in one line, footnotes where they were cited."""
    found: list[str | Note] = []
    for inline in inlines:
        if isinstance(inline, Footnote):
            text = " ".join("".join(one.text for one in inline.inlines).split())
            if text:
                found.append(Note(text))
        elif isinstance(inline, Text):
            before = found.pop() if found and isinstance(found[-1], str) else ""
            found.append(f"{before}{inline.text}")
    tidy = [" ".join(f"|{one}|".split())[1:-1] if isinstance(one, str) else one for one in found]
    if tidy and isinstance(tidy[0], str):
        tidy[0] = tidy[0].lstrip()
    if tidy and isinstance(tidy[-1], str):
        tidy[-1] = tidy[-1].rstrip()
    return tuple(one for one in tidy if one)


def words_of(inlines: Iterable[Inline]) -> str:
    """The words of inlines in one line, footnotes in brackets."""
    parts = []
    for inline in inlines:
        if isinstance(inline, Text):
            parts.append(inline.text)
        elif isinstance(inline, Footnote):
            note = "".join(one.text for one in inline.inlines).strip().rstrip(".")
            parts.append(f" ({note})")
    return " ".join("".join(parts).split())
