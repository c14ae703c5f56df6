"""SL22: one quantity told twice, the second time with a slip.

A figure of the text is set against the rows of tables that its sentence names, and against the
figures of the text that count the same and stand among the same words. Two that differ by one
digit, or by two changed over, are of one quantity the more probably the longer they are and the
more words they share; a figure that is found in such a row as it stands is right.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from math import log2
from typing import NamedTuple

from cchc_tui.domain.numbers import format_decimal
from cchc_tui.review.amounts import Form
from cchc_tui.review.findings import Severity, Spot
from cchc_tui.review.grids import Grid
from cchc_tui.review.near_slips import digits_of, likeness
from cchc_tui.review.near_window import Told, told_in
from cchc_tui.review.passages import Passage, flat
from cchc_tui.review.report import Report
from cchc_tui.review.rules import REGISTRY, Placed, Rule
from cchc_tui.review.tables import is_ordinal, title_of
from cchc_tui.review.twice import where_told

REGISTRY.add(
    Rule(
        "SL22",
        Severity.WARNING,
        "Hai nơi ghi hai số gần giống nhau",
        "Hai số cùng loại, cùng nói về một việc, chỉ khác một chữ số hoặc hai chữ số đổi chỗ: có"
        " thể là một số liệu mà một nơi gõ nhầm.",
        "Số liệu trong lời văn, bảng và phụ lục của một báo cáo phải khớp nhau",
        flags=(
            "Nhiều nhất là lĩnh vực thú y với 1.621 hồ sơ.\n\n"
            "| TT | Lĩnh vực | Tiếp nhận |\n| 1 | Thú y | 1.612 |\n| 2 | Trồng trọt | 845 |",
        ),
        passes=(
            "Nhiều nhất là lĩnh vực thú y với 1.612 hồ sơ.\n\n"
            "| TT | Lĩnh vực | Tiếp nhận |\n| 1 | Thú y | 1.612 |\n| 2 | Trồng trọt | 1.621 |",
        ),
        yields=True,
    ),
)

_APART = re.compile(
    r"\b(?:cung ky|nam truoc|ky truoc so voi|quy truoc|luy ke|phan dau|chi tieu|muc tieu|du kien"
    r"|tang|giam|so voi|binh quan|them|giai doan|truoc day)\b"
)
_LEVEL = re.compile(r"\b(?:cap (?:tinh|xa|huyen)|tong cong|quy (?:iv|i+)|linh vuc [a-z]+)\b")
"""Words that tell whose figure it is: those of two levels are two quantities."""
_IN_ROW = 7.5
_IN_TEXT = 10.5
"""Bits from which a likeness to a cell, or to a figure of the text, is told."""
_WORD = 1.5
"""Bits for a telling word that both share."""
_MOST = 400
"""Figures of one noun that are compared with each other."""


class _Row(NamedTuple):
    """A row of a table: the words of its name, and its figures with the titles of columns."""

    words: frozenset[str]
    name: str
    phrase: str
    cells: tuple[tuple[Decimal, int, frozenset[str], str], ...]


@REGISTRY.report
def nearly_the_same(report: Report) -> Iterator[Placed]:
    """SL22 of figures in running text."""
    told = told_in(report)
    rows = _rows(report)
    placed: set[tuple[int, int]] = set()
    for passage, figures in told:
        for one in figures:
            spot = _against_rows(one, rows)
            if spot is not None:
                placed.add((passage.index, one.figure.start))
                yield passage, spot
    for where, spot in _against_text(told):
        if where is not None and (where.index, spot.start) not in placed:
            yield where, spot


def _rows(report: Report) -> dict[str, list[_Row]]:
    """The rows of all tables by the first word of their names."""
    found: dict[str, list[_Row]] = defaultdict(list)
    for grid in report.grids.values():
        for row in _rows_of(grid):
            found[row.phrase.split()[0]].append(row)
    return found


def _rows_of(grid: Grid) -> Iterator[_Row]:
    for at in range(len(grid.rows)):
        name = grid.name(at)
        phrase = re.sub(r"^linh vuc |[^a-z ]", "", flat(name).strip()).strip()
        words = frozenset(phrase.split())
        if grid.is_total(at) or len(phrase) < 5 or len(words) > 12:
            continue
        cells = tuple(
            (
                figure.value,
                figure.places,
                frozenset(re.findall("[a-z]+", grid.title(column))),
                title_of(grid, column),
            )
            for column in range(grid.width)
            if (figure := grid.figure(at, column)) is not None and not is_ordinal(grid, column)
        )
        if cells:
            yield _Row(words, name, phrase, cells)


def _against_rows(one: Told, rows: dict[str, list[_Row]]) -> Spot | None:
    figure = one.figure
    if figure.approx or figure.worth < 10 or figure.form is Form.RATIO:
        return None
    said = frozenset(one.sentence.split())
    named = [row for word in said for row in rows.get(word, ()) if f"{row.phrase} " in one.sentence]
    if not named or _APART.search(figure.label):
        return None
    cells = [(row, cell) for row in named for cell in row.cells]
    if any(cell[0] == figure.value for _, cell in cells):
        return None
    best, bits = None, _IN_ROW
    for row, cell in cells:
        like = likeness(figure.value, cell[0], max(figure.places, cell[1]))
        worth = like + _WORD * min(len(cell[2] & said), 2) + min(len(row.words), 3)
        worth -= log2(len(cells))
        if like and worth >= bits:
            best, bits = (row, cell), worth
    if best is None:
        return None
    row, cell = best
    right = format_decimal(cell[0], cell[1])
    return Spot(
        "SL22", figure.start, figure.end,
        f"Ở đây ghi {format_decimal(figure.value, figure.places)}; bảng, dòng “{row.name}”, cột"
        f" “{cell[3]}” ghi {right}: có thể một nơi gõ nhầm.",
        right,
    )  # fmt: skip


def _against_text(told: Sequence[tuple[Passage, tuple[Told, ...]]]) -> Iterator[Placed]:
    alike: dict[tuple[Form, str, int], list[Told]] = defaultdict(list)
    for _, figures in told:
        for one in figures:
            if _telling_alone(one):
                alike[_kind(one)].append(one)
    for same in alike.values():
        counts: dict[Decimal, int] = defaultdict(int)
        for one in same:
            counts[one.figure.value] += 1
        yield from _twins(same[:_MOST], counts, told)


def _telling_alone(one: Told) -> bool:
    figure = one.figure
    return (
        not figure.approx
        and bool(figure.counted or figure.form is Form.PERCENT)
        and figure.value >= 10
        and figure.value != 100
        and not _APART.search(figure.label)
    )


def _kind(one: Told) -> tuple[Form, str, int]:
    figure = one.figure
    form = Form.COUNT if figure.form is Form.RATIO else figure.form
    noun = "" if form is Form.PERCENT else figure.counted
    return form, noun, len(digits_of(figure.value, figure.places))


def _twins(
    same: Sequence[Told],
    counts: dict[Decimal, int],
    told: Sequence[tuple[Passage, tuple[Told, ...]]],
) -> Iterator[Placed]:
    cost = log2(len(same)) if same else 0.0
    for at, second in enumerate(same):
        best, bits = None, _IN_TEXT
        for first in same[:at]:
            worth = _worth(first, second, counts)
            if worth and worth - cost >= bits:
                best, bits = first, worth - cost
        if best is not None:
            yield told[second.passage][0], _spot(second, best, told[best.passage][0])


def _worth(first: Told, second: Told, counts: dict[Decimal, int]) -> float:
    one, other = first.figure, second.figure
    if first.passage == second.passage or one.places != other.places:
        return 0.0
    like = likeness(one.value, other.value, one.places)
    if not like or (counts[one.value] > 1 and counts[other.value] > 1):
        return 0.0
    if set(_LEVEL.findall(first.sentence)) != set(_LEVEL.findall(second.sentence)):
        return 0.0
    shared = first.clause & second.clause
    wider = (first.clause & second.words) | (second.clause & first.words)
    if not wider:
        return 0.0
    return like + _WORD * min(len(shared), 4) + 0.5 * min(len(wider - shared), 4)


def _spot(one: Told, other: Told, where: Passage) -> Spot:
    figure = one.figure
    sign = "%" if figure.form is Form.PERCENT else ""
    here = f"{format_decimal(figure.value, figure.places)}{sign}"
    there = f"{format_decimal(other.figure.value, other.figure.places)}{sign}"
    return Spot(
        "SL22", figure.start, figure.end,
        f"Ở đây ghi {here}, {where_told(where)} ghi {there}: có thể một nơi gõ nhầm.",
    )  # fmt: skip
