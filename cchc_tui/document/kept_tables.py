"""A table of kept text becomes a table: widths, alignment and totals from what its cells say.

An old file's own widths are not kept: the table is printed as wide as the text, each column by
its longest word and cell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cchc_tui.document.blocks import Cell, Footnote, Inline, Table, TableRow, Text
from cchc_tui.domain.kept import Box, Note, Rows, Words, placed, spoken_words
from cchc_tui.domain.text import fold
from cchc_tui.domain.values import RowKind

_FIGURE = re.compile(r"[+-]?\d[\d.,/]*\s?%?|[-–]")
_NUMBERS = re.compile(r"(?:so )?s?tt|so thu tu")
_TOTAL = re.compile(r"(?:tong(?: so| cong)?|cong)\s*[:.]?(?:$|\s+(?!cuc\b|cong ty\b|tac\b))")
_NARROWEST, _WIDEST = 4, 40
"""Characters between which a cell counts for the width of its column."""
_PADDING = 3
"""Characters that the borders of a cell, bold letters and the mark of a note take."""
_LINE = 75
"""Characters on a line of the text, about."""


def kept_table(rows: Rows, question: str = "") -> Table:
    """The table of kept rows.

    Args:
        rows: As read from free text.
        question: Id of the free text it stands in.
    """
    columns = sum(box.colspan for box in (*rows.header, *rows.body, ())[0])
    aligned = _alignments(rows, columns)
    body = [_row(row, question, columns, aligned) for row in placed(rows.body)]
    header = [TableRow(tuple(_head(box, question) for box in row)) for row in rows.header]
    return Table(tuple(header), tuple(body), _widths(rows, columns))


def kept_inlines(words: Words, question: str) -> tuple[Text | Footnote, ...]:
    """Text and footnotes of kept words."""
    return tuple(
        Footnote((Text(one.text, question=question),))
        if isinstance(one, Note)
        else Text(one, question=question)
        for one in words
    )


def _head(box: Box, question: str) -> Cell:
    inlines: tuple[Inline, ...] = kept_inlines(box.words, question)
    return Cell(inlines, box.colspan, box.rowspan, align="center", bold=True)


def _row(
    row: Sequence[tuple[int, Box]], question: str, columns: int, aligned: Sequence[str]
) -> TableRow:
    kind = _kind([box for _, box in row], columns)
    bold = kind is not RowKind.ITEM
    cells = tuple(
        Cell(
            kept_inlines(box.words, question),
            box.colspan,
            box.rowspan,
            aligned[at] if box.colspan == 1 else "left",
            bold,
        )
        for at, box in row
    )
    return TableRow(cells, kind)


def _kind(row: Sequence[Box], columns: int) -> RowKind:
    """A total by its name, the title of a group by its cell over (nearly) all columns."""
    said = [text for box in row if (text := spoken_words(box.words))]
    if len(said) > 1 and any(_TOTAL.match(fold(text)) for text in said[:2]):
        return RowKind.TOTAL
    spanning = any(box.colspan >= columns - 1 for box in row)
    return RowKind.GROUP if spanning and columns > 2 and said else RowKind.ITEM


def _alignments(rows: Rows, columns: int) -> list[str]:
    """Figures at the right, running numbers in the middle, words at the left."""
    said: list[list[str]] = [[] for _ in range(columns)]
    heads = [""] * columns
    for row in placed(rows.header):
        for at, box in row:
            heads[at] = heads[at] or fold(spoken_words(box.words))
    for row in placed(rows.body):
        for at, box in row:
            if box.colspan == 1 and (text := spoken_words(box.words[:1])):
                said[at].append(text)
    return [
        "center"
        if _NUMBERS.fullmatch(head)
        else "right"
        if texts and all(map(_FIGURE.fullmatch, texts))
        else "left"
        for head, texts in zip(heads, said, strict=True)
    ]


def _widths(rows: Rows, columns: int) -> tuple[float, ...]:
    """Every column holds its longest word; what room is left goes to those with longer cells."""
    least, wanted = [_NARROWEST] * columns, [_NARROWEST] * columns
    for row in (*placed(rows.header), *placed(rows.body)):
        for at, box in row:
            said = "".join(one for one in box.words if isinstance(one, str))
            if box.colspan == 1 and said:
                word = max(map(len, said.split()), default=0) + _PADDING
                least[at] = max(least[at], min(word, _WIDEST))
                wanted[at] = max(wanted[at], min(len(said) + _PADDING, _WIDEST))
    spare, more = _LINE - sum(least), sum(wanted) - sum(least)
    share = min(1.0, max(0.0, spare / more)) if more else 0.0
    return tuple(low + (high - low) * share for low, high in zip(least, wanted, strict=True))
