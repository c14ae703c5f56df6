"""A table of the report as lines of text: cells broken into lines, wide tables cut at the right.

Pure, like `preview_lines`, which uses it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from cchc_tui.tui.widgets.cells import wrap

MIN_COLUMN = 6
"""Cells below which a column says nothing."""
MAX_LINES = 8
"""Lines of one row at most."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell to lay out: its text, how many columns it spans, and its alignment."""

    text: str
    span: int = 1
    right: bool = False


class TableLayout:
    """The columns of a table in a window.

    Args:
        shares: Relative widths of all columns.
        width: Cells of the window.
    """

    def __init__(self, shares: Sequence[float], width: int) -> None:
        count = max(len(shares), 1)
        while count > 1 and (width - (count - 1)) // count < MIN_COLUMN:
            count -= 1
        self.left_out = len(shares) - count
        """Columns that have no room."""
        self.widths = _widths(shares[:count], width)

    @property
    def rule(self) -> str:
        """The line below the heading."""
        return "┼".join("─" * width for width in self.widths)

    def row(self, cells: Iterable[Cell]) -> Iterator[str]:
        """The lines of one row."""
        fitted: list[tuple[list[str], int, bool]] = []
        column = 0
        for cell in cells:
            span = self.widths[column : column + cell.span]
            column += cell.span
            if span:
                room = sum(span) + len(span) - 1
                fitted.append((wrap(cell.text, room)[:MAX_LINES], room, cell.right))
        for index in range(max((len(lines) for lines, _, _ in fitted), default=0)):
            yield "│".join(
                _fill(lines[index] if index < len(lines) else "", room, right)
                for lines, room, right in fitted
            )


def _widths(shares: Sequence[float], width: int) -> list[int]:
    """Every column gets its least, and the rest is shared out."""
    room = max(width - (len(shares) - 1), len(shares))
    least = min(MIN_COLUMN, room // max(len(shares), 1))
    spare = room - least * len(shares)
    total = sum(shares) or 1.0
    widths = [least + int(spare * share / total) for share in shares]
    if widths:
        widths[widths.index(max(widths))] += room - sum(widths)
    return widths


def _fill(text: str, room: int, right: bool) -> str:
    pad = " " * max(room - cell_len(text), 0)
    return pad + text if right else text + pad
