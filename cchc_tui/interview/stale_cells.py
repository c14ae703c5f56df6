"""Where the cells of a table stand in its shown text, so that ranges can name cells."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from cchc_tui.domain.values import Records, Row, RowKind
from cchc_tui.interview.answer import Answer
from cchc_tui.interview.kinds import Question
from cchc_tui.interview.spots import StaleSpot
from cchc_tui.interview.typed_table import show_table, typed_columns


def cell_places(question: Question, records: Records) -> Iterator[tuple[int, str, int]]:
    """Row, column and first character of every cell in the shown table."""
    columns = typed_columns(question)
    start = 0
    for number, row in enumerate(records.rows):
        if row.kind is RowKind.TOTAL:
            continue
        line = show_table(question, Records((row,)))
        if row.kind is RowKind.ITEM:
            at = start
            for column in columns:
                yield number, column.id, at
                cut = Records((Row({column.id: row.cells.get(column.id)}),))
                only = replace(question, columns=(column,), row_labels=())
                at += len(show_table(only, cut)) + len(" | ")
        start += len(line) + 1


def stale_cells(question: Question, answer: Answer) -> dict[tuple[int, str], tuple[StaleSpot, ...]]:
    """The stale places of a table by row number (from 0) and column id.

    They are counted from the start of their cell's text.
    """
    if not isinstance(answer.value, Records) or not answer.stale:
        return {}
    places = [(at, row, name) for row, name, at in cell_places(question, answer.value)]
    found: dict[tuple[int, str], tuple[StaleSpot, ...]] = {}
    for spot in answer.stale:
        number = bisect_right(places, spot.start, key=lambda place: place[0]) - 1
        if number >= 0:
            at, row, name = places[number]
            found[row, name] = (*found.get((row, name), ()), spot.moved(-at))
    return found
