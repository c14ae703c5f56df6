"""Blocks of the body and of annexes as paragraphs and tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cchc_tui.document.blocks import (
    Block,
    Heading,
    ItemList,
    ListItem,
    Paragraph,
    ParagraphStyle,
    Table,
)
from cchc_tui.document.docx.inlines import Inlines
from cchc_tui.document.docx.styles import Style
from cchc_tui.document.docx.tables import table
from cchc_tui.document.docx.xml import indent, paragraph, run, spacing
from cchc_tui.document.printing import heading_line

_HEADINGS = (Style.HEADING_1, Style.HEADING_2, Style.HEADING_3, Style.HEADING_4)
_LISTS = (Style.LIST_1, Style.LIST_2, Style.LIST_3)
_POINT = re.compile(r"\w{1,2}\)")
_REGULAR = '<w:b w:val="0"/><w:bCs w:val="0"/><w:i w:val="0"/><w:iCs w:val="0"/>'


@dataclass(frozen=True, slots=True)
class _Line:
    """One paragraph to be written."""

    content: str
    style: Style
    keep_lines: bool = False


def blocks(
    items: Sequence[Block],
    inlines: Inlines,
    room: int,
    *,
    keep_last: bool = False,
    annexed: bool = False,
) -> str:
    """Blocks in order.

    Args:
        items: The blocks.
        inlines: Writes their lines and keeps their footnotes.
        room: Width of the text in twips.
        keep_last: Keep the last paragraph on the page of what follows: the signature must not
            stand alone on a page.
        annexed: These are the blocks of an annex: a note that opens them is centred under its
            title.
    """
    pieces: list[str] = []
    after_table = False
    for at, block in enumerate(items):
        if isinstance(block, Table):
            pieces.append(table(block, inlines, room))
            after_table = True
            continue
        lines = _lines(block, inlines)
        for number, line in enumerate(lines):
            last = keep_last and at == len(items) - 1 and number == len(lines) - 1
            gap = after_table and number == 0
            titled = annexed and at == 0 and line.style is Style.NOTE
            pieces.append(
                paragraph(
                    line.content,
                    inlines.ids[line.style],
                    keep_next=last,
                    keep_lines=last or line.keep_lines,
                    spaced=_AFTER_TABLE if gap else "",
                    indented=indent() if titled else "",
                    align="center" if titled else "",
                )
            )
        after_table = False
    return "".join(pieces)


_AFTER_TABLE = spacing(before=120, after=120, line=264)


def _lines(block: Heading | Paragraph | ItemList, inlines: Inlines) -> list[_Line]:
    """A block as paragraphs."""
    if isinstance(block, Heading):
        style = _HEADINGS[min(block.level, len(_HEADINGS)) - 1]
        look = _REGULAR if _POINT.fullmatch(block.number) else ""
        return [_Line(run(heading_line(block), look), style)]
    if isinstance(block, Paragraph):
        style = Style.NOTE if block.style is ParagraphStyle.NOTE else Style.BODY
        closing = block.style is ParagraphStyle.CLOSING
        return [_Line(inlines.runs(block.inlines), style, keep_lines=closing)]
    return _items(block.items, inlines, 1)


def _items(items: Sequence[ListItem], inlines: Inlines, depth: int) -> list[_Line]:
    """A list as paragraphs, each with its mark as text."""
    lines: list[_Line] = []
    style = _LISTS[min(depth, len(_LISTS)) - 1]
    for item in items:
        mark = run(f"{item.marker} ") if item.marker else ""
        lines.append(_Line(mark + inlines.runs(item.inlines), style))
        lines += _items(item.items, inlines, depth + 1)
    return lines
