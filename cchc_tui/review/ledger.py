"""Dossier figures that belong together: the ledger as a paragraph, a list or a table row has it.

A scope is one set of measures of one unit and one period. In running text a new scope begins
where a measure comes again with another value; a list shares the scope of the line that leads
it; a table has one scope a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from cchc_tui.document.blocks import Block, Table
from cchc_tui.domain.values import RowKind
from cchc_tui.review.amounts import Figure, Form, Statement
from cchc_tui.review.figures import read_figures
from cchc_tui.review.grids import Grid, grid_of
from cchc_tui.review.measures import Measure, measure_of
from cchc_tui.review.nouns import class_of
from cchc_tui.review.passages import Part, Passage, flat

_TOTALS = (Measure.RECEIVED, Measure.SETTLED, Measure.PENDING)
_TOPIC = re.compile(r"\b(?:ho so|hs|phan anh|kien nghi)\b")
_SHORT = 22
"""Words of a list item that is a line of a ledger and not a paragraph with a dash."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A measure as printed: its value, where, and the percent printed beside it."""

    value: Decimal
    passage: Passage
    start: int
    end: int
    rate: Figure | None = None
    approx: bool = False


@dataclass
class Scope:
    """Measures of one unit and period.

    Attributes:
        entries: What is stated, by measure.
        topic: `case` for dossiers, `petition` for phản ánh, kiến nghị.
        year: The year its text starts with ("Năm 2021: …"), or 0.
        text: Folded text it stands in, with its heading and title.
        table: Whether it is a row of a table.
        total: Whether it is the row of totals.
        name: What the row is called.
        returned: Dossiers returned, withdrawn or refused, each time they are told.
    """

    entries: dict[Measure, Entry] = field(default_factory=dict)
    topic: str = "case"
    year: int = 0
    text: str = ""
    table: bool = False
    total: bool = False
    name: str = ""
    returned: list[Decimal] = field(default_factory=list)

    def value(self, measure: Measure) -> Decimal | None:
        """The exact value of a measure; None where absent or approximate."""
        entry = self.entries.get(measure)
        return None if entry is None or entry.approx else entry.value


def scopes_of(passages: Sequence[Passage], blocks: Sequence[Block]) -> tuple[Scope, ...]:
    """Every scope with at least one measure, in reading order."""
    by_block: dict[int, list[Passage]] = {}
    for passage in passages:
        if passage.block >= 0:
            by_block.setdefault(passage.block, []).append(passage)
    found: list[Scope] = []
    running = _Running(found)
    for at, block in enumerate(blocks):
        members = by_block.get(at, [])
        if isinstance(block, Table):
            running.close()
            found += _rows(block, members)
            continue
        for passage in members:
            running.read(passage)
    running.close()
    return tuple(scope for scope in found if scope.entries)


class _Running:
    """Gathers the scopes of prose and lists."""

    def __init__(self, found: list[Scope]) -> None:
        self.found = found
        self.scope = Scope()
        self.open = False
        self.topical = False

    def close(self) -> None:
        """End the scope."""
        if self.scope.entries:
            self.found.append(self.scope)
        self.scope = Scope()
        self.open = False

    def read(self, passage: Passage) -> None:
        """Take in the measures of one passage."""
        if passage.part not in (Part.PARAGRAPH, Part.ITEM):
            self.close() if passage.part is Part.HEADING else None
            return
        short = len(passage.text.split()) <= _SHORT
        if not (self.open and passage.part is Part.ITEM and short):
            self.close()
        said = measured(passage.text, topical=self.open and self.topical)
        for figure, measure, rate in said:
            if measure is Measure.RETURNED:
                self.scope.returned.append(figure.value)
                continue
            known = self.scope.entries.get(measure)
            if known is not None:
                if known.value == figure.value:
                    continue
                self.close()
            if not self.scope.entries:
                self._begin(passage)
            self.scope.entries[measure] = Entry(
                figure.value, passage, figure.start, figure.end, rate, figure.approx
            )
        self.topical = (self.open and self.topical) or bool(_TOPIC.search(flat(passage.text)))
        # A short line with a total leads the list under it.
        self.open = self.open or (
            passage.text.rstrip().endswith((":", "đó", "hồ sơ")) or (bool(said) and short)
        )

    def _begin(self, passage: Passage) -> None:
        plain = flat(passage.text)
        petition = re.search(r"\b(?:phan anh|kien nghi)\b", plain)
        year = re.match(r"\W*(?:trong )?nam ((?:19|20)[0-9]{2})\b", plain)
        self.scope.topic = "petition" if petition else "case"
        self.scope.year = int(year[1]) if year else 0
        self.scope.text = f"{flat(passage.heading)} {plain}"


@lru_cache(maxsize=4096)
def measured(
    text: str, *, topical: bool = False
) -> tuple[tuple[Figure, Measure, Figure | None], ...]:
    """The measures stated in a passage, each with the percent beside it.

    Args:
        text: The passage.
        topical: Whether the line it stands under speaks of dossiers or petitions.
    """
    statement = read_figures(text)
    if not statement.figures or not (topical or _TOPIC.search(statement.plain)):
        return ()
    found = []
    parent: Measure | None = None
    for at, figure in enumerate(statement.figures):
        if figure.form is not Form.COUNT or class_of(figure.noun) not in ("", "case", "petition"):
            continue
        measure = _measure(statement, at, parent)
        if measure is None:
            continue
        if measure in _TOTALS:
            parent = measure
        found.append((figure, measure, _rate(statement, at)))
    return tuple(found)


def _measure(statement: Statement, at: int, parent: Measure | None) -> Measure | None:
    figure = statement.figures[at]
    if re.search(r"\b(?:tang|giam|chi tieu|ke hoach|phan dau)\b", figure.before):
        return None
    measure = measure_of(figure.before, parent)
    alone = at + 1 == len(statement.figures) or statement.figures[at + 1].segment != figure.segment
    if alone and (measure is None or measure in _TOTALS):
        # "đã giải quyết 516 hồ sơ trước hạn": the words after it are the closer ones.
        closer = measure_of(figure.label, parent)
        measure = closer if closer is not None or measure is None else measure
    if measure is None and figure.after.rstrip().endswith(" co"):
        measure = measure_of(figure.after, parent)  # "trong 1.250 hồ sơ tiếp nhận có …"
    if measure in (Measure.SETTLED, Measure.PENDING, Measure.RECEIVED):
        since = statement.figures[at - 1].end if at else 0
        before = statement.plain[since : figure.start].rpartition(". ")[2]
        if re.search(r"\btruc tuyen\b|\bbuu chinh\b|\btai cho\b|\bty le\b", before):
            return None  # settled among those that came online: no column of the form
    return measure


def _rate(statement: Statement, at: int) -> Figure | None:
    """The percent right after a figure: "582 hồ sơ, chiếm tỷ lệ 93,12%"."""
    if at + 1 >= len(statement.figures):
        return None
    figure, after = statement.figures[at], statement.figures[at + 1]
    between = statement.between(figure, after)
    if after.form is not Form.PERCENT or after.approx or after.sentence != figure.sentence:
        return None
    said = re.fullmatch(
        r"[^.;]{0,40}?[,(]?\s*(?:chiem|dat|ty le|chiem ty le|dat ty le)\s*:?\s*", between
    )
    return after if said or re.fullmatch(r"[a-z ]{0,20}\(\s*", between) else None


def _rows(table: Table, cells: list[Passage]) -> Iterator[Scope]:
    grid = grid_of(table)
    columns = column_measures(grid)
    if len(set(columns.values())) < 2:
        return
    caption = next((cell for cell in cells if cell.part is Part.CAPTION), None)
    passages = cell_passages(grid, cells)
    for at in range(len(grid.rows)):
        if grid.kinds[at] is RowKind.GROUP:
            continue
        scope = Scope(table=True, total=grid.is_total(at), name=grid.name(at))
        scope.text = " ".join(
            part for part in (flat(caption.text) if caption else "", flat(scope.name)) if part
        )
        for column, measure in columns.items():
            figure = grid.figure(at, column)
            place = passages.get((at, column))
            if figure is None or place is None:
                continue
            if measure is Measure.RETURNED:
                scope.returned.append(figure.value)
                continue
            scope.entries[measure] = Entry(figure.value, place, figure.start, figure.end)
        yield scope


def cell_passages(grid: Grid, members: list[Passage]) -> dict[tuple[int, int], Passage]:
    """Passages of a table by row and column of its body: cells without text have none."""
    found: dict[tuple[int, int], Passage] = {}
    by_row: dict[int, list[Passage]] = {}
    for cell in members:
        if cell.part is not Part.CELL or cell.row < grid.header_rows_of_table:
            continue
        by_row.setdefault(cell.row, []).append(cell)
    for at in range(len(grid.rows)):
        cells = by_row.get(grid.source_rows[at], [])
        columns = [c for c in range(grid.width) if grid.text(at, c).strip() and grid.own(at, c)]
        for column, cell in zip(columns, cells, strict=False):
            found[at, column] = cell
    return found


@lru_cache(maxsize=256)
def column_measures(grid: Grid) -> dict[int, Measure]:
    """Columns that hold a measure of dossiers; columns of rates are left out."""
    titles = [grid.title(column) for column in range(grid.width)]
    found: dict[int, Measure] = {}
    parent: Measure | None = None
    for column, title in enumerate(titles):
        if grid.is_rate(column):
            continue
        measure = measure_of(re.sub(r"\(ca [^)]*\)", "", title), parent)
        if measure in _TOTALS:
            parent = measure
        if measure is not None and measure not in found.values():
            found[column] = measure
    told = any(_TOPIC.search(title) for title in titles)
    # "Tiếp nhận | Đã giải quyết | Đang giải quyết" speaks of dossiers without naming them.
    return found if told or (len(set(found.values()) & set(_TOTALS)) and len(found) > 1) else {}
