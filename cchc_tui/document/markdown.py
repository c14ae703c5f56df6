"""Worded Markdown becomes paragraphs and lists; place marks become inserts.

Only paragraphs, lists and emphasis are Markdown here; headings, links, images, code and HTML
are ordinary text. A paragraph or list item in which a `Drop` stands (or a table without rows,
or prose without text) is left out, an item together with its sub-items, which would otherwise
hang under the wrong sentence. An item whose sub-items are all left out stays; a list without
items vanishes; a colon that introduced what is gone becomes a full stop.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from cchc_tui.document.blocks import Text
from cchc_tui.document.parts import Item, Items, Node, Para, Part, Placed, gather
from cchc_tui.domain.inserts import MARK_CLOSE, MARK_OPEN, Drop, GridInsert, Insert, ProseInsert
from cchc_tui.domain.sparing import import_without

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_MARK = re.compile(f"{MARK_OPEN}([0-9]+){MARK_CLOSE}")
_SPACES = re.compile(r"[ \t\n]+")


def read_markdown(markdown: str, inserts: Mapping[int, Insert]) -> tuple[Node, ...]:
    """Parse the wording of one section.

    Args:
        markdown: Paragraphs and lists with place marks.
        inserts: What each mark stands for.

    Returns:
        Paragraphs and lists in order, without those that were dropped.

    Raises:
        KeyError: A mark has no insert: the wording and its inserts do not belong together.
    """
    tokens = list(_parser().parse(markdown))
    nodes, _ = _Reader(tokens, inserts).blocks(0)
    return gather(nodes)


def split_marks(text: str, inserts: Mapping[int, Insert]) -> Iterator[str | Insert]:
    """Split a line into literal text and the inserts its place marks stand for."""
    at = 0
    for found in _MARK.finditer(text):
        if found.start() > at:
            yield text[at : found.start()]
        yield inserts[int(found.group(1))]
        at = found.end()
    if at < len(text):
        yield text[at:]


@cache
def _parser() -> MarkdownIt:
    # Texts are no place for links: nobody asks for the patterns by which they are found.
    import_without("markdown_it", "linkify_it")
    from markdown_it import MarkdownIt

    parser = MarkdownIt("zero", {"maxNesting": 200})
    return parser.enable(["list", "emphasis", "escape"])


class _Reader:
    """Walks the flat token stream of one section."""

    def __init__(self, tokens: Sequence[Token], inserts: Mapping[int, Insert]) -> None:
        self._tokens = tokens
        self._inserts = inserts

    def blocks(self, at: int) -> tuple[list[Node], int]:
        """Read blocks from `at` up to a closing token; returns them and where it stands."""
        nodes: list[Node] = []
        while at < len(self._tokens):
            kind = self._tokens[at].type
            if kind == "paragraph_open":
                parts = self._parts(self._tokens[at + 1])
                if parts and not _dropped(parts):
                    nodes.append(Para(parts))
                at += 3
            elif kind in ("bullet_list_open", "ordered_list_open"):
                items, at = self._items(at)
                if items:
                    nodes.append(Items(items))
                elif nodes and isinstance(nodes[-1], Para):
                    nodes[-1] = replace(nodes[-1], bereft=True)
            else:
                break
        return nodes, at

    def _items(self, at: int) -> tuple[tuple[Item, ...], int]:
        """Read the list opened at `at`; ordered items are numbered from its start."""
        opening = self._tokens[at]
        ordinal = int(opening.attrs.get("start", 1))
        items: list[Item] = []
        at += 1
        while self._tokens[at].type == "list_item_open":
            mark = self._tokens[at].markup
            marker = f"{ordinal}{mark}" if opening.type == "ordered_list_open" else mark
            item, at = self._item(at + 1, marker)
            if item is not None:
                items.append(item)
                ordinal += 1
        return tuple(items), at + 1

    def _item(self, at: int, marker: str) -> tuple[Item | None, int]:
        """Read one item; None if its own text is empty or dropped."""
        parts: tuple[Part, ...] = ()
        if self._tokens[at].type == "paragraph_open":
            parts = self._parts(self._tokens[at + 1])
            at += 3
        lists_before = self._tokens[at].type in ("bullet_list_open", "ordered_list_open")
        nodes, at = self.blocks(at)
        if not parts or _dropped(parts):
            return None, at + 1
        children: list[Node] = [
            Items((Item("", node.parts, bereft=node.bereft),)) if isinstance(node, Para) else node
            for node in nodes
        ]
        merged = gather(children)
        below = merged[0].items if merged and isinstance(merged[0], Items) else ()
        return Item(marker, parts, below, bereft=lists_before and not below), at + 1

    def _parts(self, inline: Token) -> tuple[Part, ...]:
        """Text and inserts of one paragraph; line ends count as spaces."""
        parts: list[Part] = []
        bold = italic = 0
        for token in inline.children or ():
            if token.type in ("strong_open", "strong_close"):
                bold += token.nesting
            elif token.type in ("em_open", "em_close"):
                italic += token.nesting
            elif token.type in ("softbreak", "hardbreak"):
                parts.append(Text(" "))
            else:
                for piece in split_marks(_SPACES.sub(" ", token.content), self._inserts):
                    if isinstance(piece, str):
                        parts.append(Text(piece, bold > 0, italic > 0))
                    else:
                        parts.append(Placed(piece, bold > 0, italic > 0))
        return tuple(parts)


def _dropped(parts: tuple[Part, ...]) -> bool:
    return any(isinstance(part, Placed) and _prints_nothing(part.insert) for part in parts)


def _prints_nothing(insert: Insert) -> bool:
    """Whether an insert takes its paragraph with it: dropped, or a block without content."""
    if isinstance(insert, GridInsert):
        return not insert.grid.rows
    if isinstance(insert, ProseInsert):
        return not insert.prose.text.strip()
    return isinstance(insert, Drop)
