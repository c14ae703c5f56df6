"""A document as plain text: one block a line, tables with tabs, notes after their section."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cchc_tui.document import printing
from cchc_tui.document.blocks import (
    Annex,
    Block,
    Cell,
    Document,
    Foot,
    Footnote,
    GapMark,
    Head,
    Heading,
    Inline,
    ListItem,
    Paragraph,
    Table,
    TableRow,
    gap_text,
)

_INDENT = "  "


def write_text(document: Document) -> str:
    """The report as text to read, to mail or to search.

    Blocks are separated by a blank line. A table has one line a row, cells parted by tabs; a
    merged cell leaves the places it covers empty. Footnotes are marked `¹` and printed at the
    end of the section they stand in.
    """
    writer = _Writer()
    writer.head(document.head)
    writer.blocks(document.body)
    writer.foot(document.foot)
    for annex in document.annexes:
        writer.annex(annex)
    return writer.text()


class _Writer:
    """Collects paragraphs, each of one or several lines."""

    def __init__(self) -> None:
        self._blocks: list[str] = []
        self._notes: list[str] = []
        self._noted = 0

    def text(self) -> str:
        """Everything written so far, ending with one line feed."""
        return "\n\n".join(self._blocks) + "\n"

    def add(self, *lines: str) -> None:
        """Add one paragraph; lines that are empty are left out."""
        kept = [line for line in map(printing.one_line, lines) if line]
        if kept:
            self._blocks.append("\n".join(kept))

    def head(self, head: Head) -> None:
        """The head, one component under the other."""
        self.add(head.superior, head.agency)
        self.add(printing.COUNTRY, printing.MOTTO)
        self.add(printing.number_line(head))
        self.add(printing.place_line(head))
        self.add(head.type_name, *head.subject)
        if len(head.addressees) == 1:
            self.add(f"{printing.ADDRESSEES} {head.addressees[0]}")
        elif head.addressees:
            self.add(printing.ADDRESSEES, *printing.dashed(head.addressees))

    def foot(self, foot: Foot) -> None:
        """Recipients and signature."""
        if foot.recipients:
            self.add(printing.RECIPIENTS, *printing.dashed(foot.recipients))
        self.add(*foot.authority)
        self.add(foot.signer)

    def annex(self, annex: Annex) -> None:
        """An annex under its own title."""
        self.add(annex.number, annex.title.upper(), annex.reference)
        self.blocks(annex.blocks)

    def blocks(self, blocks: Iterable[Block]) -> None:
        """Blocks in order; notes come before the next heading and at the end."""
        for block in blocks:
            if isinstance(block, Heading):
                self._flush_notes()
                self.add(printing.heading_line(block))
            elif isinstance(block, Paragraph):
                self.add(self._line(block.inlines))
            elif isinstance(block, Table):
                self._table(block)
            else:
                self.add(*self._items(block.items, 0))
        self._flush_notes()

    def _items(self, items: Iterable[ListItem], depth: int) -> list[str]:
        """Lines of a list; its sub-items are indented."""
        lines: list[str] = []
        for item in items:
            lines.append(f"{_INDENT * depth}{item.marker} {self._line(item.inlines)}".rstrip(" "))
            if not item.marker:
                lines[-1] = _INDENT * (depth + 1) + lines[-1].strip(" ")
            lines += self._items(item.items, depth + 1)
        return lines

    def _table(self, table: Table) -> None:
        self.add(table.caption)
        self.add(table.unit)
        rows = [
            *laid_out(table.header, len(table.widths)),
            *laid_out(table.rows, len(table.widths)),
        ]
        lines = ["\t".join(printing.one_line(self._cell(cell)) for cell in row) for row in rows]
        self._blocks.append("\n".join(lines))

    def _cell(self, cell: Cell | None) -> str:
        return self._line(cell.inlines) if cell else ""

    def _line(self, inlines: Sequence[Inline]) -> str:
        """One line of text; a footnote leaves its mark and waits."""
        pieces: list[str] = []
        for inline in inlines:
            if isinstance(inline, Footnote):
                self._noted += 1
                mark = printing.superscript(str(self._noted))
                self._notes.append(f"{mark} " + "".join(text.text for text in inline.inlines))
                pieces.append(mark)
            elif isinstance(inline, GapMark):
                pieces.append(gap_text(inline))
            else:
                pieces.append(inline.text)
        return "".join(pieces)

    def _flush_notes(self) -> None:
        self.add(*self._notes)
        self._notes.clear()


def laid_out(rows: Sequence[TableRow], columns: int) -> list[list[Cell | None]]:
    """Rows on a plain grid: a merged cell stands at its first place, None where it reaches."""
    grid: list[list[Cell | None]] = []
    covered: dict[int, int] = {}
    for row in rows:
        line: list[Cell | None] = []
        cells = iter(row.cells)
        while len(line) < columns:
            at = len(line)
            if covered.get(at, 0) > 0:
                covered[at] -= 1
                line.append(None)
                continue
            cell = next(cells, None)
            span = cell.colspan if cell else 1
            line += [cell, *[None] * (span - 1)]
            if cell and cell.rowspan > 1:
                covered.update(dict.fromkeys(range(at, at + span), cell.rowspan - 1))
        grid.append(line[:columns])
    return grid
