"""The hub: a report as blocks.

The assembler makes a `Document`, every writer writes one, every reader yields one and the
checker reads one. Knows nothing of questions, files or Word.

What was read from a file knows its place there: `line` is a line of a text file or a paragraph
of a Word file, from 1; 0 where nothing was read. It takes no part in comparing blocks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from cchc_tui.domain.values import RowKind


@dataclass(frozen=True, slots=True)
class Text:
    """A run of literal text in one style."""

    text: str
    bold: bool = False
    italic: bool = False
    question: str = ""
    """Id of the question whose answer this run prints, if any."""


@dataclass(frozen=True, slots=True)
class GapMark:
    """An unanswered place: printed as a visible gap, listed among what is missing."""

    question: str
    label: str


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note at the page's foot; numbered by the writer in order of appearance."""

    inlines: tuple[Text, ...]


Inline = Text | GapMark | Footnote


class ParagraphStyle(StrEnum):
    """What a paragraph is for; the writer decides how it looks."""

    BODY = "body"
    NOTE = "note"
    """Small note under a table or a pointer to an annex: italic."""
    CLOSING = "closing"
    """Last sentence of the report, ending with `./.`"""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body."""

    inlines: tuple[Inline, ...]
    style: ParagraphStyle = ParagraphStyle.BODY
    section: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered heading.

    Attributes:
        level: 1 for `I.`, 2 for `1.`, and so on.
        number: The printed number with its mark, e.g. `I.`, `2.1.`, `đ)`; may be empty.
        text: The heading itself, in sentence case; writers print level 1 in capitals.
        section: Id of the section in its kind.
    """

    level: int
    number: str
    text: str
    section: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item: its marker as printed (`-`, `+`, `*`, `1.`, `a)`), its text, its sub-items."""

    marker: str
    inlines: tuple[Inline, ...]
    level: int = 1
    items: tuple[ListItem, ...] = ()
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list; nested items live in their parents."""

    items: tuple[ListItem, ...]
    section: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. Merged cells appear once, with their spans."""

    inlines: tuple[Inline, ...] = ()
    colspan: int = 1
    rowspan: int = 1
    align: str = "left"
    bold: bool = False


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of the table's body."""

    cells: tuple[Cell, ...]
    kind: RowKind = RowKind.ITEM
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose header rows repeat on every page.

    Attributes:
        header: Header rows, top first.
        rows: Body rows.
        widths: Relative width of each grid column.
        caption: Title above; may be empty.
        unit: "Đơn vị tính: …" at the right above; may be empty.
    """

    header: tuple[TableRow, ...]
    rows: tuple[TableRow, ...]
    widths: tuple[float, ...]
    caption: str = ""
    unit: str = ""
    section: str = ""
    line: int = field(default=0, compare=False)


Block = Heading | Paragraph | ItemList | Table


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the body (Nghị định 30/2020/NĐ-CP, Phụ lục I, ô 1-5a, 9a).

    Attributes:
        superior: Cơ quan chủ quản, in capitals; may be empty.
        agency: Cơ quan ban hành, in capitals.
        number: Số; empty leaves room for the clerk.
        symbol: Ký hiệu, e.g. `BC-STP`.
        place: Địa danh.
        date: `ngày 08 tháng 6 năm 2018`, with room where the day is open.
        type_name: Tên loại: `BÁO CÁO`.
        subject: Trích yếu, one string a line.
        addressees: `Kính gửi`; empty prints none.
    """

    superior: str
    agency: str
    number: str
    symbol: str
    place: str
    date: str
    type_name: str = "BÁO CÁO"
    subject: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Foot:
    """What stands below the body (ô 7a, 7b, 9b).

    Attributes:
        recipients: Nơi nhận, one string a line without `- ` and without end mark.
        authority: Lines in capitals, e.g. `("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")`.
        signer: Họ tên; may be empty.
    """

    recipients: tuple[str, ...] = ()
    authority: tuple[str, ...] = ()
    signer: str = ""


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex in a section of its own, with its own page numbers.

    Attributes:
        number: `Phụ lục I`, or `Phụ lục` when it is the only one.
        title: Printed in capitals.
        reference: `(Kèm theo Báo cáo số … của …)`.
        landscape: True where the table is wide.
    """

    number: str
    title: str
    reference: str
    blocks: tuple[Block, ...]
    landscape: bool = False
    section: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Properties:
    """Document properties; `created` (ISO 8601) fixes the dates inside the file."""

    title: str = ""
    author: str = ""
    created: str = "2020-03-05T00:00:00Z"


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report.

    Attributes:
        head: What stands above the body.
        body: The report itself.
        foot: What stands below it.
        annexes: In order.
        properties: Of the file.
        imprint: What a Word file of ours carries unseen, see `services.imports.imprint`; empty
            elsewhere. It is no part of what the report says.
    """

    head: Head
    body: tuple[Block, ...]
    foot: Foot
    annexes: tuple[Annex, ...] = ()
    properties: Properties = field(default_factory=Properties)
    imprint: str = field(default="", compare=False)


def inlines_of(block: Block) -> Iterator[Inline]:
    """Every inline of a block, in reading order."""
    if isinstance(block, Paragraph):
        yield from block.inlines
    elif isinstance(block, Heading):
        yield Text(block.text)
    elif isinstance(block, ItemList):
        for item in block.items:
            yield from _inlines_of_item(item)
    else:
        for row in (*block.header, *block.rows):
            for cell in row.cells:
                yield from cell.inlines


def _inlines_of_item(item: ListItem) -> Iterator[Inline]:
    yield from item.inlines
    for child in item.items:
        yield from _inlines_of_item(child)


def all_blocks(document: Document) -> Iterator[Block]:
    """Every block of the body and then of the annexes."""
    yield from document.body
    for annex in document.annexes:
        yield from annex.blocks


_GAP_LABEL = 40
"""Characters of a gap's label that are printed in its place."""


def gap_text(gap: GapMark) -> str:
    """What stands in a gap's place: `[… label]`, the label shortened at a word."""
    label = " ".join(gap.label.split()).rstrip("?:. ")
    if len(label) > _GAP_LABEL:
        cut = label[: _GAP_LABEL + 1].rsplit(" ", 1)[0] if " " in label[:_GAP_LABEL] else label
        label = cut[:_GAP_LABEL].rstrip() + "…"
    return f"[… {label}]" if label else "[…]"


def gaps_of(document: Document) -> list[GapMark]:
    """Unanswered places in reading order."""
    return [
        inline
        for block in all_blocks(document)
        for inline in inlines_of(block)
        if isinstance(inline, GapMark)
    ]
