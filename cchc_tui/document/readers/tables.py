"""Found tables as tables of the hub: which rows are header, groups, totals; which cells merge."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from cchc_tui.document.blocks import Cell, Inline, Table, TableRow, Text
from cchc_tui.document.readers.flow import RawCell, RawRow, RawTable, closed_up, in_capitals
from cchc_tui.domain.values import RowKind

_NUMBERISH = re.compile(r"[\d.,%()/\s+=\-–x×*:]+|(?i:không|có)")
_COLUMN_NUMBER = re.compile(r"\(?\s*(?:[A-Z]|\d{1,2}[a-z]?)\s*\)?(?:\s*=.*)?")
_GROUP_NUMBER = re.compile(r"(?:[IVXLC]+|[A-ZĐ])[.)]?")
_TOTAL = re.compile(r"(?:tổng(?!\s+(?:cục|công ty))|cộng)\b", re.IGNORECASE)
_MOST_HEADER_ROWS = 4


def table_of(raw: RawTable, caption: str = "", unit: str = "") -> Table:
    """The table of a found table, with the lines found above it as caption and unit."""
    rows = [row for row in raw.rows if row.cells]
    header = _header_count(rows, raw.exact)
    columns = max(len(raw.widths), 1)
    if raw.exact:
        head = [_row(row, columns) for row in rows[:header]]
    else:
        head = _merged_header(rows[:header], columns)
    body = [_row(row, columns) for row in rows[header:]]
    return Table(tuple(head), tuple(body), raw.widths, caption, unit, line=raw.at)


def cell_text(cell: RawCell) -> str:
    """The text of a cell, its lines parted by blanks."""
    return " ".join(line.text for line in cell.lines).strip()


def is_total(text: str) -> bool:
    """Whether a row that starts with this text is a total: `Tổng cộng`, not `Tổng cục`."""
    return bool(_TOTAL.match(text.strip()))


def _header_count(rows: Sequence[RawRow], exact: bool) -> int:
    """How many rows at the top are header."""
    if len(rows) < 2:
        return 0
    flagged = 0
    while flagged < len(rows) - 1 and rows[flagged].header:
        flagged += 1
    if not flagged and not _names_columns(rows[0]):
        return 0
    count = flagged or (_spanned(rows) if exact else _split_header(rows))
    while count < len(rows) - 1 and _numbers_columns(rows[count]):
        count += 1
    return min(count, len(rows) - 1)


def _names_columns(row: RawRow) -> bool:
    """Whether a row can be a header: several texts, hardly a figure among them."""
    texts = [cell_text(cell) for cell in row.cells]
    filled = [text for text in texts if text]
    if len(row.cells) < 2 or len(filled) < 2:
        return False
    figures = sum(1 for text in filled if _NUMBERISH.fullmatch(text))
    return figures * 3 <= len(filled)


def _spanned(rows: Sequence[RawRow]) -> int:
    """Header rows where merged cells are known: as deep as the cells of the first row reach."""
    count = 1
    at = 0
    while at < count and at < len(rows):
        for cell in rows[at].cells:
            count = max(count, min(at + cell.rowspan, _MOST_HEADER_ROWS))
        if at == count - 1 and any(1 < c.colspan < _span(rows[at]) for c in rows[at].cells):
            below = rows[at + 1] if at + 1 < len(rows) else None
            if below and _all_words(below):
                count += 1
        at += 1
        if count >= _MOST_HEADER_ROWS:
            break
    return count


def _span(row: RawRow) -> int:
    return sum(cell.colspan for cell in row.cells)


def _all_words(row: RawRow) -> bool:
    return not any(text and _NUMBERISH.fullmatch(text) for text in map(cell_text, row.cells))


def _split_header(rows: Sequence[RawRow]) -> int:
    """Header rows of a text table: a second one stands under the gaps of the first."""
    first = [cell_text(cell) for cell in rows[0].cells]
    count = 1
    while count < min(len(rows) - 1, _MOST_HEADER_ROWS):
        texts = [cell_text(cell) for cell in rows[count].cells]
        under = [at for at, text in enumerate(texts) if text]
        if not under or under[0] == 0 or "" not in first or not _all_words(rows[count]):
            break
        if not _fills_gaps(first, texts):
            break
        count += 1
    return count


def _fills_gaps(first: list[str], texts: list[str]) -> bool:
    """Whether every gap of the first row has a text below it, with most others empty."""
    gaps = [at for at, text in enumerate(first) if not text]
    return all(at < len(texts) and texts[at] for at in gaps) and texts[0] == ""


def _numbers_columns(row: RawRow) -> bool:
    """Whether a row only numbers the columns: `(1)`, `(2)=(3)+(4)`, `A`, `B`, `1`."""
    texts = [text for text in map(cell_text, row.cells) if text]
    if len(texts) < 3 or not all(_COLUMN_NUMBER.fullmatch(text) for text in texts):
        return False
    figures = [int(f[0]) for f in (re.findall(r"\d+", text) for text in texts) if f]
    return (
        figures == sorted(set(figures))
        and (texts[0].startswith("(") or figures[:1] == [1] or texts[0] == "A")
        and (all("(" in text for text in texts) or figures == list(range(1, len(figures) + 1)))
    )


def _merged_header(rows: Sequence[RawRow], columns: int) -> list[TableRow]:
    """Header rows of a text table with their merged cells told from the empty ones."""
    if not rows:
        return []
    grid = [[*row.cells, *[RawCell()] * (columns - len(row.cells))] for row in rows]
    found: list[TableRow] = []
    taken = [[False] * columns for _ in rows]
    for at, line in enumerate(grid):
        cells: list[Cell] = []
        for column, raw in enumerate(line):
            if taken[at][column]:
                continue
            wide = tall = 1
            if cell_text(raw):
                wide = _reach_right(grid, at, column, columns)
                if wide == 1:
                    tall = _reach_down(grid, at, column)
            for row in range(at, at + tall):
                taken[row][column : column + wide] = [True] * wide
            cells.append(replace(_cell(raw, head=True), colspan=wide, rowspan=tall))
        found.append(TableRow(tuple(cells), line=rows[at].at))
    return found


def _reach_right(grid: list[list[RawCell]], at: int, column: int, columns: int) -> int:
    """Columns of a header cell: over empty neighbours that have a text below."""
    if at + 1 >= len(grid) or not cell_text(grid[at + 1][column]):
        return 1
    wide = 1
    while (
        column + wide < columns
        and not cell_text(grid[at][column + wide])
        and cell_text(grid[at + 1][column + wide])
    ):
        wide += 1
    return wide


def _reach_down(grid: list[list[RawCell]], at: int, column: int) -> int:
    tall = 1
    while at + tall < len(grid) and not cell_text(grid[at + tall][column]):
        tall += 1
    return tall


def _row(raw: RawRow, columns: int) -> TableRow:
    cells = tuple(_cell(cell) for cell in raw.cells)
    return TableRow(cells, _kind(raw, columns), line=raw.at)


def _kind(raw: RawRow, columns: int) -> RowKind:
    """A total, the title of a group, or an ordinary row."""
    texts = [cell_text(cell) for cell in raw.cells]
    filled = [text for text in texts if text]
    if filled and is_total(filled[0]) and len(filled) > 1:
        return RowKind.TOTAL
    if columns < 3 or not filled or len(filled) > 2 or any(texts[2:]):
        return RowKind.ITEM
    spanning = any(cell.colspan >= columns - 1 for cell in raw.cells)
    numbered = bool(_GROUP_NUMBER.fullmatch(filled[0]))
    title = filled[-1]
    capital = in_capitals(title) and len(title) > 3
    return RowKind.GROUP if spanning or numbered or capital else RowKind.ITEM


def _cell(raw: RawCell, *, head: bool = False) -> Cell:
    """A cell of the hub; its lines are parted by line feeds."""
    bold = bool(raw.lines) and all(line.bold or not line.text for line in raw.lines)
    inlines: list[Inline] = []
    for at, line in enumerate(raw.lines):
        if at:
            inlines.append(Text("\n"))
        inlines += line.inlines
    if bold:
        inlines = [replace(i, bold=False) if isinstance(i, Text) else i for i in inlines]
    tidy = closed_up(inlines)
    align = "center" if head and raw.align == "left" else raw.align
    return Cell(tidy, raw.colspan, raw.rowspan, align, bold or head)
