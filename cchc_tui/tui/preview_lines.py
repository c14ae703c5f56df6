"""The report as lines for the preview: what the page will say, not how it is printed.

Pure: takes a `Document` and a width in cells, gives lines of styled pieces, each with the
section it belongs to so that the view can scroll to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size

from cchc_tui.document.blocks import (
    Annex,
    Block,
    Document,
    Footnote,
    GapMark,
    Heading,
    Inline,
    ItemList,
    ListItem,
    Paragraph,
    Table,
    Text,
)
from cchc_tui.document.blocks import Cell as TableCell
from cchc_tui.document.printing import COUNTRY, MOTTO, RECIPIENTS, superscript
from cchc_tui.document.writers.text import laid_out
from cchc_tui.domain.values import RowKind
from cchc_tui.tui.preview_table import Cell, TableLayout
from cchc_tui.tui.widgets.cells import wrap

PLAIN, BOLD, ITALIC, GAP, RULE = "", "bold", "italic", "gap", "rule"
LEAST = 30
"""Cells below which lines are no longer broken to fit."""
FIRST_LINE_INDENT = 4
Piece = tuple[str, str]
"""A text and its style."""


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """One line: pieces of (text, style), its section, and the questions that are open in it."""

    pieces: tuple[tuple[str, str], ...]
    section: str = ""
    questions: frozenset[str] = frozenset()

    @property
    def text(self) -> str:
        """The line without styles."""
        return "".join(text for text, _ in self.pieces)


def preview_lines(document: Document, width: int) -> list[PreviewLine]:
    """Lay a report out in `width` cells.

    Args:
        document: The assembled report.
        width: Cells of a line; at least `LEAST` are used.
    """
    layout = _Layout(max(width, LEAST))
    layout.head(document)
    for block in document.body:
        layout.block(block)
    layout.foot(document)
    layout.notes()
    for annex in document.annexes:
        layout.annex(annex)
    return layout.lines


class _Layout:
    def __init__(self, width: int) -> None:
        self.width = width
        self.lines: list[PreviewLine] = []
        self._notes: list[str] = []
        self._section = ""

    def head(self, document: Document) -> None:
        head = document.head
        half = self.width // 2
        left = [*wrap(head.superior, half - 2), *wrap(head.agency, half - 2)]
        right = [COUNTRY, MOTTO]
        if self.width >= 76:
            for index in range(max(len(left), len(right))):
                self._columns(_at(left, index), _at(right, index))
            number = f"Số: {head.number or '     '}/{head.symbol}"
            self._columns(number, f"{head.place}, {head.date}")
        else:
            for line in (*right, *left, f"Số: {head.number or '     '}/{head.symbol}"):
                self._centred(line, BOLD)
            self._centred(f"{head.place}, {head.date}", ITALIC)
        self._blank()
        self._centred(head.type_name, BOLD)
        for line in head.subject:
            self._centred(line, BOLD)
        self._blank()
        if head.addressees:
            self._flow([("Kính gửi: " + "; ".join(head.addressees) + ".", PLAIN)], 0, 0)
            self._blank()

    def foot(self, document: Document) -> None:
        foot = document.foot
        half = self.width // 2
        left = [RECIPIENTS]
        last = len(foot.recipients) - 1
        for index, name in enumerate(foot.recipients):
            left += wrap(f"- {name}{'.' if index == last else ';'}", half - 2)
        right = [*foot.authority, "", "", "", foot.signer]
        self._blank()
        for index in range(max(len(left), len(right))):
            self._columns(_at(left, index), _at(right, index), centre_left=False)

    def annex(self, annex: Annex) -> None:
        self._section = annex.section
        self._blank()
        self._add([("─" * self.width, RULE)])
        self._centred(annex.number, BOLD)
        self._centred(annex.title.upper(), BOLD)
        self._centred(annex.reference, ITALIC)
        self._blank()
        for block in annex.blocks:
            self.block(block)

    def notes(self) -> None:
        if not self._notes:
            return
        self._blank()
        self._add([("─" * (self.width // 3), RULE)])
        for number, note in enumerate(self._notes, start=1):
            self._flow([(f"{superscript(str(number))} {note}", PLAIN)], 0, 0)

    def block(self, block: Block) -> None:
        if isinstance(block, Heading):
            self._section = block.section or self._section
            text = block.text.upper() if block.level == 1 else block.text
            style = BOLD if block.level < 4 else ITALIC
            self._blank()
            self._flow([(f"{block.number} {text}".strip(), style)], 0, 0)
        elif isinstance(block, Paragraph):
            self._section = block.section or self._section
            self._flow(self._pieces(block.inlines), FIRST_LINE_INDENT, 0)
        elif isinstance(block, ItemList):
            self._section = block.section or self._section
            for item in block.items:
                self._item(item, 0)
        else:
            self._section = block.section or self._section
            self._table(block)

    def _item(self, item: ListItem, depth: int) -> None:
        lead = FIRST_LINE_INDENT + depth * 2
        self._flow([(f"{item.marker} ", PLAIN), *self._pieces(item.inlines)], lead, depth * 2)
        for child in item.items:
            self._item(child, depth + 1)

    def _table(self, table: Table) -> None:
        if table.caption:
            self._centred(table.caption, BOLD)
        if table.unit:
            self._add([(table.unit.rjust(self.width), ITALIC)])
        layout = TableLayout(table.widths, self.width)
        columns = len(table.widths)
        for placed in laid_out(table.header, columns):
            self._row(placed, layout, BOLD)
        self._add([(layout.rule, RULE)])
        for row, placed in zip(table.rows, laid_out(table.rows, columns), strict=True):
            self._row(placed, layout, PLAIN if row.kind is RowKind.ITEM else BOLD)
        if layout.left_out:
            note = f"(còn {layout.left_out} cột không đủ chỗ hiện; tệp xuất có đủ)"
            self._flow([(note, ITALIC)], 0, 0)
        self._blank()

    def _row(self, placed: Sequence[TableCell | None], layout: TableLayout, style: str) -> None:
        """One row; where a cell from a row above reaches down, a place is left empty."""
        cells: list[Cell] = []
        reach = 0
        for column, cell in enumerate(placed):
            if cell is not None:
                text = "".join(text for text, _ in self._pieces(cell.inlines))
                cells.append(Cell(text, cell.colspan, cell.align == "right"))
                reach = column + cell.colspan
            elif column >= reach:
                cells.append(Cell(""))
        for line in layout.row(cells):
            self._add([(line, style)])

    def _pieces(self, inlines: Iterable[Inline]) -> list[tuple[str, str]]:
        return list(self._styled(inlines))

    def _styled(self, inlines: Iterable[Inline]) -> Iterator[tuple[str, str]]:
        for inline in inlines:
            if isinstance(inline, Text):
                yield inline.text, BOLD if inline.bold else ITALIC if inline.italic else PLAIN
            elif isinstance(inline, GapMark):
                yield f"[… {inline.label} …]", f"{GAP} {inline.question}"
            elif isinstance(inline, Footnote):
                self._notes.append("".join(text.text for text in inline.inlines))
                yield superscript(str(len(self._notes))), PLAIN

    def _flow(self, pieces: list[Piece], first: int, rest: int) -> None:
        """Fill lines with words; what is printed without a space between stays together."""
        line: list[Piece] = [(" " * first, PLAIN)] if first else []
        used = first
        for word in _words(pieces):
            size = sum(cell_len(text) for text, _ in word)
            if used + size - word[-1][0].endswith(" ") > self.width and used > rest:
                self._add(line)
                line, used = ([(" " * rest, PLAIN)] if rest else []), rest
            line += word
            used += size
        if line:
            self._add(line)

    def _columns(self, left: str, right: str, *, centre_left: bool = True) -> None:
        half = self.width // 2
        start = left.center(half) if centre_left else set_cell_size(left, half)
        self._add([(start, PLAIN), (right.center(self.width - half), PLAIN)])

    def _centred(self, text: str, style: str) -> None:
        for line in wrap(text, self.width):
            self._add([(" " * ((self.width - cell_len(line)) // 2), PLAIN), (line, style)])

    def _blank(self) -> None:
        if self.lines and self.lines[-1].text.strip():
            self._add([])

    def _add(self, pieces: Iterable[tuple[str, str]]) -> None:
        plain: list[tuple[str, str]] = []
        questions: set[str] = set()
        for text, style in pieces:
            name, _, question = style.partition(" ")
            plain.append((text, name))
            questions |= {question} - {""}
        self.lines.append(PreviewLine(tuple(plain), self._section, frozenset(questions)))


def _words(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Words with the blank behind them, each in the pieces of one style that it is made of."""
    word: list[Piece] = []
    for text, style in pieces:
        for part in re.findall(r"[^ ]*(?: |$)", text):
            if part:
                word.append((part, style))
            if part.endswith(" "):
                yield word
                word = []
    if word:
        yield word


def _at(lines: list[str], index: int) -> str:
    return lines[index] if index < len(lines) else ""
