"""Word tables with their merged cells told once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cchc_tui.document.readers.docx_package import W
from cchc_tui.document.readers.docx_styles import integer, value
from cchc_tui.document.readers.flow import Line, RawCell, RawRow, RawTable

if TYPE_CHECKING:
    from lxml.etree import _Element

_MOST_COLUMNS = 100
_WRAPPERS = (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}moveTo")
_ALIGN = {"right": "right", "end": "right", "center": "center"}


@dataclass(slots=True)
class _Cell:
    """A cell while the rows below it are read."""

    lines: tuple[Line, ...]
    colspan: int
    align: str = "left"
    rowspan: int = 1


def table_from(
    element: _Element, read: Callable[[_Element], tuple[Line, ...]], at: int
) -> RawTable | None:
    """A `w:tbl`; None if it has no cells.

    Args:
        element: The table.
        read: Gives the lines of a `w:tc`.
        at: Where the table starts.
    """
    rows: list[tuple[list[_Cell], bool]] = []
    merged: dict[int, _Cell] = {}
    for row in _inside(element, f"{W}tr"):
        properties = row.find(f"{W}trPr")
        if properties is not None and properties.find(f"{W}del") is not None:
            continue
        header = properties is not None and properties.find(f"{W}tblHeader") is not None
        rows.append((_row(row, properties, merged, read), header))
    columns = max((sum(c.colspan for c in cells) for cells, _ in rows), default=0)
    kept = tuple(
        RawRow(tuple(RawCell(c.lines, c.colspan, c.rowspan, c.align) for c in cells), at, header)
        for cells, header in rows
    )
    if not any(row.cells for row in kept):
        return None
    return RawTable(kept, _widths(element, columns), at, exact=True)


def _inside(parent: _Element, tag: str) -> list[_Element]:
    """Children with a tag, through content controls and insertions."""
    found: list[_Element] = []
    for child in parent:
        if child.tag == tag:
            found.append(child)
        elif child.tag in _WRAPPERS:
            found += _inside(child, tag)
    return found


def _row(
    row: _Element,
    properties: _Element | None,
    merged: dict[int, _Cell],
    read: Callable[[_Element], tuple[Line, ...]],
) -> list[_Cell]:
    """Cells that start in a row. `merged`: cells still open downwards, by first column."""
    cells: list[_Cell] = []
    column = 0
    skipped = integer(value(properties, "gridBefore")) if properties is not None else 0
    if 0 < skipped < _MOST_COLUMNS:
        cells.append(_Cell((), skipped))
        column = skipped
    for element in _inside(row, f"{W}tc"):
        found = element.find(f"{W}tcPr")
        span, vertical, horizontal = _merging(found)
        lines = read(element)
        if horizontal == "continue" and cells:
            cells[-1].colspan += span
            column += span
            continue
        above = merged.get(column)
        if vertical == "continue" and above is not None and above.colspan == span:
            above.rowspan += 1
        else:
            cell = _Cell(lines, span, _align(element))
            cells.append(cell)
            merged.pop(column, None)
            if vertical == "restart":
                merged[column] = cell
        column += span
    return cells


def _merging(properties: _Element | None) -> tuple[int, str, str]:
    """Columns spanned, and how the cell merges downwards and sideways."""
    if properties is None:
        return 1, "", ""
    span = min(max(integer(value(properties, "gridSpan"), 1), 1), _MOST_COLUMNS)
    found = []
    for name in ("vMerge", "hMerge"):
        child = properties.find(f"{W}{name}")
        found.append("" if child is None else child.get(f"{W}val", "continue") or "continue")
    return span, found[0], found[1]


def _align(cell: _Element) -> str:
    jc = cell.find(f"{W}p/{W}pPr/{W}jc")
    return _ALIGN.get(jc.get(f"{W}val", "") if jc is not None else "", "left")


def _widths(element: _Element, columns: int) -> tuple[float, ...]:
    """Widths of the grid columns, as many as the rows have."""
    grid = [
        float(max(integer(column.get(f"{W}w")), 1))
        for column in element.iterfind(f"{W}tblGrid/{W}gridCol")
    ]
    usual = sum(grid) / len(grid) if grid else 1.0
    return tuple([*grid, *[usual] * max(columns - len(grid), 0)][:columns])
