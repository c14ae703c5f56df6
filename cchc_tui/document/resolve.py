"""Answers take their places: parts become inlines, and blocks that stand inside them come out.

One `Resolver` serves one document, because a citation prints in full only at its first mention
anywhere in it (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.6b).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from cchc_tui.document.blocks import (
    Block,
    Footnote,
    GapMark,
    Inline,
    ItemList,
    ListItem,
    Paragraph,
    ParagraphStyle,
    Table,
    Text,
    gap_text,
)
from cchc_tui.document.grids import table_of
from cchc_tui.document.markdown import split_marks
from cchc_tui.document.parts import Item, Items, Node, Para, Part, Placed, colon_to_stop, gather
from cchc_tui.document.prose import read_prose
from cchc_tui.domain.inserts import (
    BlankInsert,
    Cited,
    GapInsert,
    GridInsert,
    Insert,
    Literal,
    ProseInsert,
)

_END_MARKS = ".;:,"


class Resolver:
    """Puts inserts in place, in document order."""

    def __init__(self) -> None:
        self._mentioned: set[object] = set()

    def blocks(self, nodes: Iterable[Node], section: str) -> list[Block]:
        """Finished blocks of one section."""
        blocks: list[Block] = []
        for node in nodes:
            if isinstance(node, Items):
                tables: list[GridInsert | Table] = []
                items = self._items(node.items, 1, tables)
                blocks.append(ItemList(items, section))
                blocks += self._tables(tables, section)
            elif isinstance(node, Table):
                blocks.append(replace(node, section=section))
            else:
                blocks += self._paragraph(node, section)
        return _gather_lists(blocks)

    def line(self, text: str, inserts: Mapping[int, Insert]) -> str:
        """A heading or title: one line of plain text, with its inserts spelled out."""
        pieces: list[str] = []
        for piece in split_marks(text, inserts):
            if isinstance(piece, str):
                pieces.append(piece)
            else:
                for inline in self._inlines(Placed(piece)):
                    if isinstance(inline, GapMark):
                        pieces.append(gap_text(inline))
                    elif isinstance(inline, Text):
                        pieces.append(inline.text)
        return " ".join("".join(pieces).split())

    def _paragraph(self, node: Para, section: str) -> list[Block]:
        """A paragraph and the blocks that stand in it, in reading order."""
        parts, inner, tables = _split(node.parts, joins=not _is_alone(node.parts))
        inlines = self._flow(parts, bereft=node.bereft)
        blocks: list[Block] = []
        if inlines:
            style = ParagraphStyle.NOTE if _is_note(inlines) else ParagraphStyle.BODY
            blocks.append(Paragraph(inlines, style, section))
        blocks += self._tables(tables, section)
        blocks += self.blocks(inner, section)
        return blocks

    def _tables(self, drawn: Iterable[GridInsert | Table], section: str) -> list[Block]:
        return [
            replace(one, section=section) if isinstance(one, Table) else table_of(one.grid, section)
            for one in drawn
        ]

    def _items(
        self, items: Sequence[Item], level: int, tables: list[GridInsert | Table]
    ) -> tuple[ListItem, ...]:
        """Items with their sub-items; tables inside them are collected for after the list."""
        resolved: list[ListItem] = []
        for item in items:
            parts, inner, found = _split(item.parts, joins=True)
            tables += found
            tables += (node for node in inner if isinstance(node, Table))
            inlines = self._flow(parts, bereft=item.bereft)
            below = gather((*_as_items(inner), Items(item.items)))
            children = below[0].items if below and isinstance(below[0], Items) else ()
            subs = self._items(children, level + 1, tables)
            if inlines:
                resolved.append(ListItem(item.marker, inlines, level, subs))
            else:
                resolved += (_raise(sub) for sub in subs)
        return tuple(resolved)

    def _flow(self, parts: Sequence[Part], *, bereft: bool) -> tuple[Inline, ...]:
        """Inlines of one paragraph: joined runs, no doubled stop after an answer's own."""
        inlines: list[Inline] = []
        after_answer = False
        for part in parts:
            if isinstance(part, Placed):
                placed = self._inlines(part)
                if placed and isinstance(placed[0], Footnote):
                    inlines = list(_trimmed_end(inlines))
                inlines += placed
                after_answer = not isinstance(part.insert, GapInsert | BlankInsert)
                continue
            if isinstance(part, Footnote):
                inlines.append(part)
                continue
            text = part.text
            last = inlines[-1] if inlines else None
            if after_answer and isinstance(last, Text) and not part.question:
                text = _without_doubled(last.text, text)
            after_answer = bool(part.question)
            if text:
                inlines.append(replace(part, text=text))
        joined = _join_runs(inlines)
        if bereft and joined and isinstance(joined[-1], Text):
            joined[-1] = replace(joined[-1], text=colon_to_stop(joined[-1].text))
        return _trimmed(joined)

    def _inlines(self, placed: Placed) -> list[Inline]:
        """What an insert prints inside a line."""
        insert, bold, italic = placed.insert, placed.bold, placed.italic
        if isinstance(insert, Literal):
            line = " ".join(insert.text.split("\n"))
            return [Text(line, bold, italic, insert.question)] if line else []
        if isinstance(insert, Cited):
            return self._cited(insert, bold, italic)
        if isinstance(insert, GapInsert):
            return [GapMark(insert.question, insert.label)]
        if isinstance(insert, BlankInsert):
            return [Text("\u00a0" * insert.width, bold, italic)]
        if isinstance(insert, ProseInsert):
            lines = [line.strip() for line in insert.prose.text.splitlines() if line.strip()]
            return [Text("; ".join(lines), bold, italic, insert.question)] if lines else []
        return []

    def _cited(self, insert: Cited, bold: bool, italic: bool) -> list[Inline]:
        """Citations in the form asked for, joined by `; `, in the text or as one footnote."""
        if not insert.citations:
            return []
        printed: list[str] = []
        for citation in insert.citations:
            known = citation.key in self._mentioned
            full = insert.form == "full" or (insert.form != "short" and not known)
            if full:
                self._mentioned.add(citation.key)
            printed.append(citation.full() if full else citation.short())
        text = "; ".join(printed)
        if insert.form == "footnote":
            note = text.rstrip(_END_MARKS + " ") + "."
            return [Footnote((Text(note, question=insert.question),))]
        return [Text(text, bold, italic, insert.question)]


def _split(
    parts: Sequence[Part], *, joins: bool
) -> tuple[list[Part], tuple[Node, ...], list[GridInsert | Table]]:
    """Take what is not inline out of a line: lists, further paragraphs, tables.

    With `joins`, prose gives its first paragraph to the line.
    """
    line: list[Part] = []
    inner: list[Node] = []
    tables: list[GridInsert | Table] = []
    for part in parts:
        insert = part.insert if isinstance(part, Placed) else None
        if isinstance(insert, GridInsert):
            tables.append(insert)
        elif isinstance(insert, ProseInsert) and isinstance(part, Placed):
            nodes = read_prose(insert)
            first = nodes[0] if nodes and joins else None
            if isinstance(first, Para):
                line += _styled(first.parts, part)
                nodes = nodes[1:]
            inner += nodes
        else:
            line.append(part)
    return line, tuple(inner), tables


def _is_alone(parts: Sequence[Part]) -> bool:
    """Whether a line holds nothing but one insert."""
    return len([p for p in parts if not isinstance(p, Text) or p.text.strip()]) == 1


def _styled(parts: Sequence[Part], like: Placed) -> list[Part]:
    return [
        replace(part, bold=like.bold, italic=like.italic) if isinstance(part, Text) else part
        for part in parts
    ]


def _as_items(nodes: Iterable[Node]) -> list[Items]:
    """Blocks inside an item: a paragraph goes on without a marker."""
    return [
        Items((Item("", node.parts, bereft=node.bereft),)) if isinstance(node, Para) else node
        for node in nodes
        if not isinstance(node, Table)
    ]


def _raise(item: ListItem) -> ListItem:
    """An item one level up, in the place of its parent that printed nothing."""
    return replace(item, level=item.level - 1, items=tuple(_raise(sub) for sub in item.items))


def _without_doubled(answer: str, text: str) -> str:
    """Wording's own stop is left out where the answer already ends with that mark."""
    doubled = text[:1] in _END_MARKS and text[:1] != "" and answer.rstrip().endswith(text[:1])
    return text[1:] if doubled else text


def _join_runs(inlines: Iterable[Inline]) -> list[Inline]:
    """Neighbouring runs of one look and one origin become one."""
    joined: list[Inline] = []
    for inline in inlines:
        last = joined[-1] if joined else None
        if (
            isinstance(inline, Text)
            and isinstance(last, Text)
            and (inline.bold, inline.italic, inline.question)
            == (last.bold, last.italic, last.question)
        ):
            joined[-1] = replace(last, text=last.text + inline.text)
        else:
            joined.append(inline)
    return joined


def _trimmed(inlines: list[Inline]) -> tuple[Inline, ...]:
    """Without the wording's blanks at either end; an answer keeps what it holds."""
    while inlines and isinstance(inlines[0], Text) and not inlines[0].question:
        text = inlines[0].text.lstrip(" \n")
        if text:
            inlines[0] = replace(inlines[0], text=text)
            break
        inlines.pop(0)
    return _trimmed_end(inlines)


def _trimmed_end(inlines: list[Inline]) -> tuple[Inline, ...]:
    """Without the wording's blanks at the end, where a note or nothing follows."""
    while inlines and isinstance(inlines[-1], Text) and not inlines[-1].question:
        text = inlines[-1].text.rstrip(" \n")
        if text:
            inlines[-1] = replace(inlines[-1], text=text)
            break
        inlines.pop()
    return tuple(inlines)


def _is_note(inlines: Sequence[Inline]) -> bool:
    """Whether a paragraph is a note: wholly italic, in brackets or called one."""
    texts = [inline for inline in inlines if isinstance(inline, Text)]
    whole = bool(texts) and all(text.italic and not text.bold for text in texts)
    return whole and texts[0].text.startswith(("(", "Ghi chú"))


def _gather_lists(blocks: Iterable[Block]) -> list[Block]:
    """Neighbouring lists of one section are one list."""
    gathered: list[Block] = []
    for block in blocks:
        last = gathered[-1] if gathered else None
        if isinstance(block, ItemList) and isinstance(last, ItemList):
            gathered[-1] = replace(last, items=last.items + block.items)
        elif not (isinstance(block, ItemList) and not block.items):
            gathered.append(block)
    return gathered
