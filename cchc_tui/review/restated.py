"""SL12, SL11: one quantity named in two places with words that differ a little.

Two figures are of one quantity where the words of their clauses are the same but for words that
say nothing of what is counted, and no word speaks of a part, a plan or another time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from cchc_tui.domain.numbers import format_decimal
from cchc_tui.review.amounts import Figure, Form
from cchc_tui.review.figures import read_figures
from cchc_tui.review.findings import Severity, Spot
from cchc_tui.review.grids import Grid
from cchc_tui.review.indicators import figure_column, label
from cchc_tui.review.ledger import cell_passages, column_measures
from cchc_tui.review.nouns import noun_at, noun_before
from cchc_tui.review.passages import PROSE, Part, Passage, flat
from cchc_tui.review.report import Report
from cchc_tui.review.rules import REGISTRY, Placed
from cchc_tui.review.tables import is_ordinal
from cchc_tui.review.twice import close, is_slip, where_told

_EMPTY = frozenset(
    """
    da duoc la co cua tong so luong trong ky nam hien nay tai voi gom thuoc cac nhung va den bao cao
    hanh chinh thu tuc tthc giai quyet bao dam dung quy dinh viec theo thuc hien
    chung dat ty le chiem ket qua do cho tren ve nhin tiep tuc
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
"""Words that do not tell one quantity from another."""
_APART = re.compile(
    r"\b(?:cung ky|nam truoc|ky truoc|quy (?:i|truoc|_)|thang (?:_|truoc)|luy ke|phan dau|chi tieu"
    r"|muc tieu|du kien|toi thieu|tang|giam|trong do|rieng|linh vuc|so voi|binh quan|them|con lai"
    r"|moi|nam _|giai doan|truoc day|ngay _|dot)\b"
)
_AHEAD = re.compile(r"\b(?:phuong huong|nhiem vu|kien nghi|de xuat|giai phap|muc tieu)\b")
_UNIT = re.compile(r"\b(?:cap (?:tinh|xa|huyen)|linh vuc [a-z]+|trung tam|chi cuc|xa|phuong)\b")
_MOST = 200
"""Figures of one noun that are compared with each other."""
_TELLING = 10
"""Counts below this are of many things at once."""
_LEAST = {Form.COUNT: 2, Form.RATIO: 1, Form.PERCENT: 3, Form.MONEY: 3}
"""Words that must be shared, besides the noun, for two figures of a form to be of one quantity."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A figure with the words that say what it is."""

    passage: Passage
    figure: Figure
    words: frozenset[str]
    noun: str
    units: frozenset[str]
    """The units that its heading names: figures of different ones are not of one quantity."""


@REGISTRY.report
def told_again(report: Report) -> Iterator[Placed]:
    """SL12: a quantity told under two headings with two values; SL11 where one is in a table."""
    known: dict[Form, list[_Told]] = {}
    for told in _everything(report):
        same = known.setdefault(told.figure.form, [])
        if len(same) >= _MOST:
            continue
        other = next((one for one in same if _one_quantity(one, told)), None)
        if other is not None:
            yield told.passage, _twice(told, other)
        same.append(told)


def _everything(report: Report) -> Iterator[_Told]:
    for passage in report.prose:
        ahead = _AHEAD.search(flat(passage.heading))
        if passage.part is not Part.FOOTNOTE and not passage.annex and not ahead:
            yield from _told_in(passage)
    for at, grid in report.grids.items():
        column = figure_column(grid)
        if column is None:
            continue
        places = cell_passages(grid, report.by_block.get(at, []))
        for row in range(len(grid.rows)):
            figure, place = grid.figure(row, column), places.get((row, column))
            if figure is None or place is None:
                continue
            words = label(grid, row)
            unit = flat(grid.text(row, column - 1)).strip()
            form = Form.PERCENT if unit == "%" else Form.COUNT
            noun = noun_at(unit) or noun_before(words)
            said = frozenset(re.findall("[a-z]+", words))
            yield _Told(place, replace(figure, form=form), said, noun, frozenset())


def _told_in(passage: Passage) -> Iterator[_Told]:
    statement = read_figures(passage.text)
    units = frozenset(_UNIT.findall(flat(passage.heading)))
    for figure in statement.figures:
        if figure.approx or figure.depth or figure.form not in _LEAST:
            continue
        if figure.form is Form.COUNT and figure.value < _TELLING:
            continue
        sentence = statement.plain[: figure.start].rpartition(". ")[2]
        clause = f"{figure.before} {figure.after}"
        if _APART.search(clause) or _APART.search(re.split(r"[;:]", sentence)[-1]):
            continue
        words = frozenset(re.findall(r"[a-z]+", clause))
        yield _Told(passage, figure, words, figure.counted, units)


def _one_quantity(first: _Told, second: _Told) -> bool:
    one, other = first.figure, second.figure
    if first.noun and second.noun and first.noun != second.noun:
        return False
    if first.passage.heading == second.passage.heading or one.value == other.value:
        return False
    if first.units != second.units:
        return False
    more = (first.words ^ second.words) - _EMPTY
    turned = one.value >= 100 and sorted(f"{one.value:f}") == sorted(f"{other.value:f}")
    longer = first.words <= second.words or second.words <= first.words
    if one.whole != other.whole or (more and not (turned and longer and len(more) <= 3)):
        return False
    noun = frozenset(f"{first.noun} {second.noun}".split())
    shared = (first.words & second.words) - noun
    if len(shared) < _LEAST[one.form]:
        return False
    if one.form is Form.COUNT:
        dossiers = first.noun in ("ho so", "") or not shared - _EMPTY
        enough = one.value >= 10 and other.value >= 10
        plain = turned or (not dossiers and close(one.value, other.value))
        plain = plain or is_slip(one.value, other.value)
        return enough and plain and (first.noun != "" or len(shared) > 4)
    if one.form is Form.MONEY:
        return close(one.worth, other.worth)
    if one.form is Form.PERCENT:
        return len(shared - _EMPTY) >= 2 and abs(one.value - other.value) <= 5
    return True


def _twice(told: _Told, other: _Told) -> Spot:
    figure = told.figure
    sign = "%" if figure.form is Form.PERCENT else ""
    whole = f"/{format_decimal(figure.whole)}" if figure.whole else ""
    here = f"{format_decimal(figure.value, figure.places)}{whole}{sign}"
    there = f"{format_decimal(other.figure.value, other.figure.places)}{whole}{sign}"
    return Spot(
        "SL11" if told.passage.part is Part.CELL else "SL12", figure.start, figure.end,
        f"Ở đây ghi {here}, {where_told(other.passage)} ghi {there}.",
        severity=Severity.WARNING,
    )  # fmt: skip


@REGISTRY.report
def leads_of_tables(report: Report) -> Iterator[Placed]:
    """SL11: a figure of the sentence that leads to a table against the total of its column."""
    for at, grid in report.grids.items():
        if len(set(column_measures(grid).values())) > 1:
            continue  # of dossiers, the ledger is compared
        lead = _lead(report, at)
        totals = [row for row in range(len(grid.rows)) if grid.is_total(row)]
        if lead is None or len(totals) != 1:
            continue
        for figure in _counts(lead):
            there = _total_of(grid, totals[0], figure)
            if there is not None and close(figure.value, there):
                yield lead, Spot(
                    "SL11", figure.start, figure.end,
                    f"Lời văn ghi {format_decimal(figure.value)}, dòng tổng của bảng ghi"
                    f" {format_decimal(there)}.",
                    format_decimal(there),
                )  # fmt: skip


def _lead(report: Report, block: int) -> Passage | None:
    before = [p for p in report.by_block.get(block - 1, []) if p.part in PROSE]
    here = report.by_block.get(block, [])
    if not here:
        return None
    if before and before[-1].annex == here[0].annex:
        return before[-1]
    if not here[0].annex:
        return None
    number = report.document.annexes[here[0].annex - 1].number
    named = re.compile(rf"\b{re.escape(flat(number))}(?! *[ivx0-9])") if number else None
    telling = [p for p in report.prose if not p.annex and named and named.search(flat(p.text))]
    return telling[0] if len(telling) == 1 else None


def _counts(lead: Passage) -> list[Figure]:
    """Counts whose noun the sentence tells once."""
    figures = [f for f in read_figures(lead.text).figures if f.form is Form.COUNT]
    nouns = [figure.counted for figure in figures]
    return [
        figure
        for figure in figures
        if figure.counted and nouns.count(figure.counted) == 1 and not figure.approx
        and not _APART.search(figure.label)
    ]  # fmt: skip


def _total_of(grid: Grid, row: int, figure: Figure) -> Decimal | None:
    """The total of the one column that counts this; None where one says the same, or none does."""
    cells = {
        column: cell
        for column in range(grid.width)
        if (cell := grid.figure(row, column)) is not None
        and not grid.is_rate(column)
        and not is_ordinal(grid, column)
    }
    if any(cell.value == figure.value for cell in cells.values()):
        return None
    if len(cells) != 1:
        return None
    ((column, cell),) = cells.items()
    title = grid.title(column)
    named = noun_before(title) or noun_at(title)
    return (
        cell.value if named == figure.counted or re.fullmatch("so luong|so lieu", title) else None
    )
