"""A table as a plain grid: merged cells spread out, header rows joined into one title a column.

Old files have no marked header, or leave a merged cell empty; the grid finds the header again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from cchc_tui.document.blocks import Cell, Footnote, GapMark, Table, TableRow
from cchc_tui.domain.values import RowKind
from cchc_tui.review.amounts import Figure, Form, amount
from cchc_tui.review.passages import flat

_NUMBER = re.compile(r"\s*([0-9][0-9.,]*)\s*(%?)\s*")
_TOTAL = re.compile(r"\s*(?:(?:tong|cong)(?:\s+(?:cong|so|toan))?|ca nam)\b")
_RATE = re.compile(r"\bty le\b|%|\bphan tram\b")


@dataclass(frozen=True, eq=False)
class Grid:
    """A table spread out; one object for one table, so that what is read of it can be kept.

    Attributes:
        header: Header rows, spread.
        rows: Body rows, spread.
        kinds: Kind of each body row.
        source_rows: For each body row its ordinal among all rows of the table.
        header_rows_of_table: How many rows belong to the header.
        owned: For each body row the columns where a cell starts.
    """

    header: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[str, ...], ...]
    kinds: tuple[RowKind, ...]
    source_rows: tuple[int, ...]
    header_rows_of_table: int
    owned: tuple[frozenset[int], ...]

    @cached_property
    def width(self) -> int:
        """Columns."""
        return max((len(row) for row in (*self.header, *self.rows)), default=0)

    def text(self, row: int, column: int) -> str:
        """Text of a body cell; empty outside."""
        cells = self.rows[row]
        return cells[column] if column < len(cells) else ""

    def own(self, row: int, column: int) -> bool:
        """Whether a cell starts here, rather than being merged into this place."""
        return column in self.owned[row]

    def title(self, column: int) -> str:
        """Folded titles of a column, from the top down."""
        return self.titles[column]

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """Folded titles of all columns."""
        return _titles(self)

    def is_rate(self, column: int) -> bool:
        """Whether it holds percents."""
        return column in self._rates

    @cached_property
    def _rates(self) -> frozenset[int]:
        return frozenset(at for at, title in enumerate(self.titles) if _RATE.search(title))

    def name(self, row: int) -> str:
        """What a row is about: its first cell with letters."""
        return next((text for text in self.rows[row] if re.search(r"[^\W\d_]{2}", text)), "")

    def is_total(self, row: int) -> bool:
        """Whether it is a row of totals."""
        return self.kinds[row] is RowKind.TOTAL or bool(_TOTAL.match(flat(self.name(row))))

    def figure(self, row: int, column: int) -> Figure | None:
        """The figure that fills a cell; of `1.907 / 2.587` the first; None for other text."""
        known = self._figures
        if (row, column) not in known:
            known[row, column] = self._read(row, column)
        return known[row, column]

    @cached_property
    def _figures(self) -> dict[tuple[int, int], Figure | None]:
        return {}

    def _read(self, row: int, column: int) -> Figure | None:
        text = self.text(row, column)
        found = _NUMBER.fullmatch(text)
        if found is None and (
            pair := re.match(r"\s*([0-9][0-9.,]*)\s*/\s*[0-9][0-9.,]*\s*$", text)
        ):
            value, places = amount(pair[1].rstrip(".,"))
            return Figure(value, pair.start(1), pair.end(1), places=places)
        if found is None:
            return None
        percent = bool(found[2]) or self.is_rate(column)
        digits = found[1].rstrip(".,")
        if not re.fullmatch(r"[0-9.]+(?:,[0-9]+)?|[0-9]+(?:[.,][0-9]+)*", digits):
            return None
        try:
            value, places = amount(digits, percent=percent)
        except ArithmeticError:
            return None
        form = Form.PERCENT if percent else Form.COUNT
        return Figure(value, found.start(1), found.end(), form, places=places)


@lru_cache(maxsize=256)
def grid_of(table: Table) -> Grid:
    """The grid of a table."""
    everything = [*table.header, *table.rows]
    spread, owned = _spread(everything)
    header = max(len(table.header), _header_rows(spread))
    body = range(header, len(everything))
    return Grid(
        header=tuple(tuple(row) for row in spread[:header]),
        rows=tuple(tuple(spread[at]) for at in body),
        kinds=tuple(everything[at].kind for at in body),
        source_rows=tuple(body),
        header_rows_of_table=header,
        owned=tuple(frozenset(owned[at]) for at in body),
    )


def _titles(grid: Grid) -> tuple[str, ...]:
    found = []
    tops = [
        _filled(row) if at + 1 < len(grid.header) else row for at, row in enumerate(grid.header)
    ]
    for column in range(grid.width):
        parts: list[str] = []
        for row in tops:
            part = flat(row[column]).strip() if column < len(row) else ""
            if part and part not in parts:
                parts.append(part)
        found.append(" ".join(parts))
    return tuple(found)


def _filled(row: tuple[str, ...]) -> tuple[str, ...]:
    """An upper header row where a title reaches over the empty cells after it."""
    found: list[str] = []
    for text in row:
        found.append(text or (found[-1] if found else ""))
    return tuple(found)


def _header_rows(rows: list[list[str]]) -> int:
    """Header rows in a table that marks none: rows at the top without a figure of their own."""
    for at, row in enumerate(rows[:4]):
        cells = [cell for cell in row if cell.strip()]
        if any(_NUMBER.fullmatch(cell) or re.fullmatch(r"[IVX]+", cell.strip()) for cell in cells):
            numbered = [cell.strip("() ") for cell in cells]
            if at and len(cells) > 2 and numbered == [str(n) for n in range(1, len(cells) + 1)]:
                continue  # (1) (2) (3): numbers of the columns
            return at
    return min(1, len(rows))


def _spread(rows: list[TableRow]) -> tuple[list[list[str]], list[set[int]]]:
    found: list[list[str]] = []
    owned: list[set[int]] = []
    below: dict[int, tuple[int, str]] = {}
    for row in rows:
        cells: list[str] = []
        mine: set[int] = set()

        def take_merged(cells: list[str] = cells) -> None:
            while (held := below.get(len(cells))) and held[0] > 0:
                below[len(cells)] = (held[0] - 1, held[1])
                cells.append(held[1])

        for cell in row.cells:
            take_merged()
            text = _text(cell)
            mine.add(len(cells))
            for _ in range(max(1, min(cell.colspan, 200))):
                below[len(cells)] = (max(0, cell.rowspan - 1), text)
                cells.append(text)
        take_merged()
        found.append(cells)
        owned.append(mine)
    return found, owned


def _text(cell: Cell) -> str:
    return "".join(
        "" if isinstance(part, Footnote | GapMark) else part.text for part in cell.inlines
    )
