"""Small documents from a few lines of text, for the examples of rules.

Written as it is printed, one block a line: `# I. TÊN MỤC`, `## 1. Tên mục`, `### a) Tên mục`;
items with `- `, `+ `, `* `, or with `= 1. `, `= a) ` for a number of their own; `| a | b |` rows
of a table, whose first row is its header, with `|! ` before further header rows; `[^: chú thích]`
a footnote. Lines that start with `@` set the rest: `@co-quan: …`, `@so: 24/BC-STP`, `@ngay: …`,
`@trich-yeu: …`, `@noi-nhan: …` (several), `@ky: …`, `@ten: …`, `@het: …` (the closing sentence),
`@phu-luc: Phụ lục I | Tên`. What is not set is right. Other lines are paragraphs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from cchc_tui.document.blocks import (
    Annex,
    Block,
    Cell,
    Document,
    Foot,
    Footnote,
    Head,
    Heading,
    Inline,
    ItemList,
    ListItem,
    Paragraph,
    ParagraphStyle,
    Table,
    TableRow,
    Text,
)
from cchc_tui.domain.values import RowKind

_NOTE = re.compile(r"\[\^: ?([^\]]*)\]")
_HEADING = re.compile(r"(#{1,4}) (?:((?:[IVXLC]+|[0-9]+(?:\.[0-9]+)*|[a-zđ])[.)]?) )?(.*)")
_NUMBERED = re.compile(r"= ((?:[0-9]{1,2}|[a-zđ])[.)]) (.*)")
_MARKS = "-+*"
_CLOSING = "Trên đây là báo cáo của Sở Tư pháp./."


@dataclass
class _Draft:
    """What has been read so far."""

    settings: dict[str, list[str]] = field(default_factory=dict)
    parts: list[tuple[str, list[Block]]] = field(default_factory=lambda: [("", [])])

    @property
    def blocks(self) -> list[Block]:
        return self.parts[-1][1]


def document_of(text: str) -> Document:
    """The document written in the notation of this module."""
    draft = _Draft()
    for line in text.strip("\n").split("\n"):
        _read(line.strip(), draft)
    return _document(draft)


def _read(line: str, draft: _Draft) -> None:
    blocks = draft.blocks
    if not line:
        return
    if found := re.fullmatch(r"@([a-z-]+): ?(.*)", line):
        if found[1] == "phu-luc":
            draft.parts.append((found[2], []))
        else:
            draft.settings.setdefault(found[1], []).append(found[2])
    elif heading := _HEADING.fullmatch(line):
        blocks.append(Heading(len(heading[1]), heading[2] or "", heading[3]))
    elif line[0] in _MARKS and line[1:2] == " ":
        _append(blocks, ListItem(line[0], _inlines(line[2:]), _MARKS.index(line[0]) + 1))
    elif item := _NUMBERED.fullmatch(line):
        _append(blocks, ListItem(item[1], _inlines(item[2])))
    elif line.startswith("|"):
        _row(line, blocks)
    else:
        blocks.append(Paragraph(_inlines(line)))


def _append(blocks: list[Block], item: ListItem) -> None:
    if not (blocks and isinstance(blocks[-1], ItemList)):
        blocks.append(ItemList(()))
    last = blocks[-1]
    if isinstance(last, ItemList):
        blocks[-1] = replace(last, items=_under(last.items, item, item.level))


def _under(items: tuple[ListItem, ...], item: ListItem, level: int) -> tuple[ListItem, ...]:
    if level == 1 or not items:
        return (*items, item)
    last = items[-1]
    return (*items[:-1], replace(last, items=_under(last.items, item, level - 1)))


def _row(line: str, blocks: list[Block]) -> None:
    head = line.startswith("|!")
    bare = line.removeprefix("|!").removeprefix("|").removesuffix("|")
    cells = tuple(Cell(_inlines(cell.strip())) for cell in bare.split("|"))
    total = bool(re.match(r"[|\s]*(?:tổng|cộng)", bare.casefold()))
    row = TableRow(cells, RowKind.TOTAL if total else RowKind.ITEM)
    last = blocks[-1] if blocks else None
    if not isinstance(last, Table):
        blocks.append(Table((row,), (), tuple(1.0 for _ in cells)))
    elif head:
        blocks[-1] = replace(last, header=(*last.header, row))
    else:
        blocks[-1] = replace(last, rows=(*last.rows, row))


def _inlines(text: str) -> tuple[Inline, ...]:
    found: list[Inline] = []
    at = 0
    for note in _NOTE.finditer(text):
        found.append(Text(text[at : note.start()]))
        found.append(Footnote((Text(note[1]),)))
        at = note.end()
    found.append(Text(text[at:]))
    return tuple(part for part in found if not isinstance(part, Text) or part.text)


def _document(draft: _Draft) -> Document:
    said = draft.settings
    number, _, symbol = said.get("so", ["24/BC-STP"])[0].partition("/")
    place, _, date = said.get("ngay", ["Khánh Hòa, ngày 20 tháng 11 năm 2026"])[0].partition(", ")
    head = Head(
        superior="UBND TỈNH KHÁNH HÒA",
        agency=said.get("co-quan", ["SỞ TƯ PHÁP"])[0],
        number=number,
        symbol=symbol,
        place=place,
        date=date,
        subject=tuple(said.get("trich-yeu", ["Công tác cải cách hành chính năm 2026"])),
    )
    body = list(draft.parts[0][1])
    closings = [closing for closing in said.get("het", [_CLOSING]) if closing]
    body += [Paragraph((Text(closing),), ParagraphStyle.CLOSING) for closing in closings]
    foot = Foot(
        tuple(line for line in said.get("noi-nhan", ["UBND tỉnh", "Lưu: VT, VP"]) if line),
        tuple(line for line in said.get("ky", ["GIÁM ĐỐC"]) if line),
        said.get("ten", [""])[0],
    )
    annexes = []
    for name, blocks in draft.parts[1:]:
        number, _, title = name.partition(" | ")
        annexes.append(Annex(number, title, "", tuple(blocks)))
    return Document(head, tuple(body), foot, tuple(annexes))
