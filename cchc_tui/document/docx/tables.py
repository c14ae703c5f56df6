"""Tables: fixed widths, header rows that repeat, rows that do not split, merged cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from cchc_tui.document.blocks import Cell, Table, TableRow
from cchc_tui.document.docx.inlines import Inlines
from cchc_tui.document.docx.styles import Style
from cchc_tui.document.docx.xml import paragraph, run
from cchc_tui.domain.values import RowKind

_MANY_COLUMNS = 9
"""From here on cells are written small."""

_EMPTY = Cell()

_PADDING = 70
_PADDING_SMALL = 40


def table(block: Table, inlines: Inlines, room: int) -> str:
    """A table as wide as the text, `room` twips, with its caption and unit above it."""
    small = len(block.widths) >= _MANY_COLUMNS
    writer = _Rows(inlines, shares(block.widths, room), small)
    padding = _PADDING_SMALL if small else _PADDING
    above = ""
    if block.caption:
        above += paragraph(run(block.caption), inlines.ids[Style.CAPTION])
    if block.unit:
        above += paragraph(run(block.unit), inlines.ids[Style.UNIT])
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in writer.widths)
    header = writer.rows(block.header, "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>", head=True)
    body = writer.rows(block.rows, "<w:trPr><w:cantSplit/></w:trPr>")
    return (
        f'{above}<w:tbl><w:tblPr><w:tblStyle w:val="{inlines.ids[Style.TABLE]}"/>'
        f'<w:tblW w:w="{room}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f'<w:left w:w="{padding}" w:type="dxa"/><w:right w:w="{padding}" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{''.join(header)}"
        f"{''.join(body)}</w:tbl>"
    )


def shares(widths: Sequence[float], room: int) -> list[int]:
    """Twips of each column; together exactly `room`."""
    whole = sum(widths) or 1.0
    edges = [0]
    reached = 0.0
    for width in widths:
        reached += width
        edges.append(round(room * reached / whole))
    return [right - left for left, right in pairwise(edges)]


class _Rows:
    """Writes the rows of one table."""

    def __init__(self, inlines: Inlines, widths: list[int], small: bool) -> None:
        self.widths = widths
        self._inlines = inlines
        style = inlines.ids[Style.CELL_SMALL if small else Style.CELL]
        self._style = f'<w:pStyle w:val="{style}"/>'

    def rows(
        self, rows: Sequence[TableRow], properties: str, *, head: bool = False
    ) -> Iterator[str]:
        """`w:tr` elements; a cell over several rows goes on as a merged empty one.

        Header rows and group rows stay on the page of the row below them.
        """
        merged: dict[int, tuple[int, int]] = {}
        for row in rows:
            keep = head or row.kind is RowKind.GROUP
            style = self._style + ("<w:keepNext/>" if keep else "")
            cells = "".join(self._cells(row, merged, style, head))
            yield f"<w:tr>{properties}{cells}</w:tr>"

    def _cells(
        self, row: TableRow, merged: dict[int, tuple[int, int]], style: str, head: bool
    ) -> Iterator[str]:
        """Cells of a row. `merged`: by first column, rows still covered and columns spanned."""
        at = 0
        cells = iter(row.cells)
        while at < len(self.widths):
            if at in merged:
                left, span = merged.pop(at)
                if left > 1:
                    merged[at] = (left - 1, span)
                yield self._cell(Cell(), (at, span), "<w:vMerge/>", style, head)
                at += span
                continue
            cell = next(cells, _EMPTY)
            span = max(1, min(cell.colspan, len(self.widths) - at))
            merge = ""
            if cell.rowspan > 1:
                merged[at] = (cell.rowspan - 1, span)
                merge = '<w:vMerge w:val="restart"/>'
            yield self._cell(cell, (at, span), merge, style, head)
            at += span

    def _cell(self, cell: Cell, place: tuple[int, int], merge: str, style: str, head: bool) -> str:
        """One `w:tc` at `place` (first column, columns); header cells are centred in height."""
        at, span = place
        width = sum(self.widths[at : at + span])
        spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        middle = '<w:vAlign w:val="center"/>' if head else ""
        align = f'<w:jc w:val="{cell.align}"/>' if cell.align != "left" else ""
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{merge}{middle}</w:tcPr>'
            f"<w:p><w:pPr>{style}{align}</w:pPr>"
            f"{self._inlines.runs(cell.inlines, bold=cell.bold)}</w:p></w:tc>"
        )
