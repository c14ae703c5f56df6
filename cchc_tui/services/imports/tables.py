"""Old tables read into table questions, column by column, by what stands in their headers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from cchc_tui.document.blocks import Cell, Table, TableRow, Text
from cchc_tui.domain.text import fold
from cchc_tui.domain.values import CellValue, Column, Quantity, Records, Row, RowKind
from cchc_tui.interview.kinds import Question, QuestionType
from cchc_tui.services.imports.answering import cell_of
from cchc_tui.services.imports.matching import likeness, plain_words
from cchc_tui.services.imports.segments import words_of
from cchc_tui.services.imports.words import plain

LIKELY = 0.5
_COLUMN, _COMPUTED = 0.42, 0.12
_NUMBER_HEADS = frozenset(("tt", "stt", "so tt", "so thu tu"))
_SLIGHT = frozenset(("so", "luong", "ho", "da", "duoc"))
_TOTAL = re.compile(r"(?:tong(?: so| cong)?|cong)\b")
_ROMAN = re.compile(r"^[IVX]{1,5}[.)]?\s+(?=\S)")
_BRACKETED = re.compile(r"(.+?)\s*\((.+)\)")


@dataclass(frozen=True, slots=True)
class TableReading:
    """A table question answered by an old table.

    Attributes:
        question: What it answers.
        records: Its rows.
        score: How well the headers fit, 0 to 1.
        lost: Cells that no column takes, as text: they are kept elsewhere.
        rest: Columns that none of the question's is, beside the one that names the rows.
    """

    question: Question
    records: Records
    score: float
    lost: tuple[str, ...]
    rest: Table | None = None


def read_table(table: Table, questions: Sequence[Question]) -> TableReading | None:
    """The best question for a table; None where none fits."""
    headers = header_texts(table)
    best: tuple[float, Question, dict[int, Column]] | None = None
    for question in questions:
        if question.type is not QuestionType.TABLE:
            continue
        columns, score = _columns(headers, question)
        if score >= LIKELY and (best is None or score > best[0]):
            best = (score, question, columns)
    if best is None:
        return None
    score, question, columns = best
    lost: list[str] = []
    rows = _with_zeros(tuple(_rows(table, question, columns, headers, lost)), table, columns)
    if not rows:
        return None
    rest = rest_of(table, headers, columns)
    return TableReading(question, Records(rows), score, tuple(lost), rest)


def header_texts(table: Table) -> list[str]:
    """What stands above each column, upper rows first, merged cells above all they span."""
    width = max((_width(row) for row in (*table.header, *table.rows)), default=0)
    texts: list[list[str]] = [[] for _ in range(width)]
    busy: dict[tuple[int, int], bool] = {}
    for number, row in enumerate(table.header):
        at = 0
        for cell in row.cells:
            while busy.get((number, at)):
                at += 1
            for column in range(at, min(at + cell.colspan, width)):
                texts[column].append(words_of(cell.inlines))
                for below in range(1, cell.rowspan):
                    busy[number + below, column] = True
            at += cell.colspan
    return [" ".join(filter(None, parts)) for parts in texts]


def _width(row: TableRow) -> int:
    return sum(cell.colspan for cell in row.cells)


def _columns(headers: Sequence[str], question: Question) -> tuple[dict[int, Column], float]:
    """Which column of the question each old one is, and how well all fit."""
    pairs = sorted(
        (
            (_fit(header, column) - 0.01 * abs(at - place), -at, at, place)
            for at, header in enumerate(headers)
            for place, column in enumerate(question.columns)
        ),
        reverse=True,
    )
    found: dict[int, Column] = {}
    used: set[int] = set()
    score = 0.0
    for fit, _, at, place in pairs:
        if fit >= _COLUMN and at not in found and place not in used:
            found[at] = question.columns[place]
            used.add(place)
            score += min(fit, 1.0)
    asked = sum(1 for header in headers if plain_words(header) not in _NUMBER_HEADS)
    return found, score / max(asked, len(question.columns) * 0.6, 1)


def _fit(header: str, column: Column) -> float:
    if plain_words(header) in _NUMBER_HEADS:
        return 0.0
    said = _plain(header)
    full = _plain(f"{column.parent} {column.title}")
    fit = max(likeness(said, full), 0.9 * likeness(said, _plain(column.title)))
    fit = max(fit, 0.8 * likeness(_telling(said), _telling(full)))
    if column.formula and "ty le" not in said and "%" not in header:
        fit -= _COMPUTED
    if column.parent and not column.formula:
        # A head of one row names the figures by what stands above them in ours.
        fit = max(fit, 0.9 * likeness(said, _plain(column.parent)))
    return fit


def _plain(head: str) -> str:
    """A head for comparing, with one word for what is said in several."""
    return " ".join(plain(plain_words(head).split()))


def _telling(head: str) -> str:
    """A head without what nearly every head has; as it is where nothing is left."""
    return " ".join([word for word in head.split() if word not in _SLIGHT]) or head


def _rows(
    table: Table, question: Question, columns: dict[int, Column], headers: Sequence[str],
    lost: list[str],
) -> Iterator[Row]:  # fmt: skip
    labels = [fold(label) for label in question.row_labels]
    placed: dict[int, Row] = {}
    for row in table.rows:
        texts = _texts(row)
        said = [text for text in texts.values() if text]
        if not said or _is_total_row(row):
            continue
        if row.kind is RowKind.GROUP or (question.groups and len(_named(texts, headers)) == 1):
            name = _named(texts, headers)
            # The wording numbers groups itself; a merged cell holds number and name.
            yield Row(kind=RowKind.GROUP, label=_ROMAN.sub("", name[0] if name else said[0], 1))
            continue
        cells, strays = _cells(texts, columns)
        strays = _sheltered(cells, strays, question, columns)
        if strays:
            lost.append(": ".join([*_named(texts, headers)[:1], "; ".join(strays)]))
        made = Row(cells)
        if not labels:
            yield made
            continue
        first = fold(next((t for at, t in texts.items() if at in columns), said[0]))
        at = next((i for i, label in enumerate(labels) if label in first or first in label), -1)
        if at >= 0:
            placed[at] = made
        elif len(said) > 1:
            lost.append(f"{said[0]}: {'; '.join(said[1:])}")
    if labels and placed:
        yield from (placed.get(at, Row()) for at in range(len(labels)))


def _with_zeros(
    rows: tuple[Row, ...], table: Table, columns: Mapping[int, Column]
) -> tuple[Row, ...]:
    """The rows with 0 in the empty cells of each column whose printed total proves them so."""
    totals = [_texts(row) for row in table.rows if _is_total_row(row)]
    if len(totals) != 1:
        return rows
    proven = [
        column.id
        for at, column in columns.items()
        if column.type == "number" and not column.formula
        and cell_of(column, totals[0].get(at, "")) == _sum(rows, column.id)
    ]  # fmt: skip
    zero = Quantity(Decimal(0))
    return tuple(
        replace(row, cells={**dict.fromkeys(proven, zero), **row.cells})
        if row.kind is RowKind.ITEM and row.cells
        else row
        for row in rows
    )


def _sum(rows: Sequence[Row], column: str) -> Quantity:
    cells = (row.cells.get(column) for row in rows)
    return Quantity(sum((one.value for one in cells if isinstance(one, Quantity)), Decimal(0)))


def _is_total_row(row: TableRow) -> bool:
    said = [text for text in _texts(row).values() if text]
    return row.kind is RowKind.TOTAL or _is_total(said)


def _texts(row: TableRow) -> dict[int, str]:
    return {at: words_of(cell.inlines) for at, cell in _at(row).items()}


def _is_total(texts: Sequence[str]) -> bool:
    return any(_TOTAL.match(fold(text)) for text in texts[:2])


def _named(texts: dict[int, str], headers: Sequence[str]) -> list[str]:
    """Cells with words, the running number left out."""
    return [
        text
        for at, text in texts.items()
        if text and not (at < len(headers) and plain_words(headers[at]) in _NUMBER_HEADS)
    ]


def _cells(
    texts: dict[int, str], columns: dict[int, Column]
) -> tuple[dict[str, CellValue], list[str]]:
    """What the columns take of a row, by id, and the texts that they do not."""
    cells: dict[str, CellValue] = {}
    strays = []
    for at, text in texts.items():
        column = columns.get(at)
        if column is None or column.formula or not text:
            continue
        value, stray = cell_of(column, text), ""
        if value is None:
            # A state with its day: `Trễ (06/6/2018)`.
            parts = _BRACKETED.fullmatch(text)
            value = cell_of(column, parts[1]) if parts else None
            stray = parts[2] if parts and value is not None else text
        if value is not None:
            cells[column.id] = value
        if stray:
            strays.append(stray)
    return cells, strays


def _sheltered(
    cells: dict[str, CellValue],
    strays: Sequence[str],
    question: Question,
    columns: Mapping[int, Column],
) -> list[str]:
    """Put stray texts where another column of their row takes them; those that none does.

    A column that no old one fits takes what it can read (a day of receipt under a heading of
    states); a last column of free text, as remarks are, takes the rest behind its own.
    """
    free = [c for c in question.columns if c not in columns.values() and not c.formula]
    remarks = question.columns[-1]
    left = []
    for text in strays:
        for column in free:
            if column.id not in cells and (value := cell_of(column, text)) is not None:
                cells[column.id] = value
                break
        else:
            if remarks.type == "text" and len(question.columns) > 1:
                said = cells.get(remarks.id)
                cells[remarks.id] = f"{said}; {text}" if said else text
            else:
                left.append(text)
    return left


def rest_of(table: Table, headers: Sequence[str], columns: Mapping[int, Column]) -> Table | None:
    """The columns of a table that none of a question's takes, behind the one that names the rows.

    Running numbers are left out; None where nothing is left.
    """
    names = [at for at, head in enumerate(headers) if plain_words(head) not in _NUMBER_HEADS]
    rows = [row for row in table.rows if row.kind is not RowKind.GROUP]
    cells = [_at(row) for row in rows]
    left = [at for at in names if at not in columns and any(_said(row.get(at)) for row in cells)]
    if not left or left == names:
        return None
    shown = sorted({next(at for at in names if at in columns), *left})
    head = TableRow(tuple(Cell((Text(headers[at]),)) for at in shown))
    body = [tuple(_single(found.get(at, Cell())) for at in shown) for found in cells]
    kept = (TableRow(row) for row in body if any(map(_said, row)))
    return Table((head,), tuple(kept), (1.0,) * len(shown))


def _single(cell: Cell) -> Cell:
    return replace(cell, colspan=1, rowspan=1)


def _at(row: TableRow) -> dict[int, Cell]:
    found, at = {}, 0
    for cell in row.cells:
        found[at] = cell
        at += cell.colspan
    return found


def _said(cell: Cell | None) -> str:
    return words_of(cell.inlines) if cell else ""
