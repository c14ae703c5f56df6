"""A Word file as officers write them, from text: direct formatting only, the head in a table.

The first lines, to the first empty one, are the head: left and right of a `|`. A line with tabs is
a row of a table. A row that begins with `#` is of the table's head: an empty cell there belongs to
the one on its left, `^` to the one above. Numbered lines in small or capital letters are bold.
"""

from __future__ import annotations

import io
import re
from typing import Any

import docx

_HEADING = re.compile(r"^(?:[IVX]+|\d+(?:\.\d+)*|[a-zđ])[.)] .{1,90}$")


def word_file(text: str) -> bytes:
    """The file's bytes."""
    head, _, body = text.partition("\n\n")
    document = docx.Document()
    _head(document, [line.split("|") for line in head.splitlines()])
    rows: list[str] = []
    for line in [*body.splitlines(), ""]:
        if "\t" in line:
            rows.append(line)
            continue
        if rows:
            _table(document, rows)
            rows = []
        if line:
            paragraph = document.add_paragraph()
            paragraph.add_run(line).bold = bool(_HEADING.match(line)) and line[-1] not in ".;:"
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def _head(document: Any, lines: list[list[str]]) -> None:
    table = document.add_table(rows=1, cols=2)
    for side in (0, 1):
        table.cell(0, side).text = "\n".join(line[side] for line in lines)


def _table(document: Any, rows: list[str]) -> None:
    cells = [row.removeprefix("#").split("\t") for row in rows]
    table = document.add_table(rows=len(cells), cols=len(cells[0]))
    for down, row in enumerate(cells):
        for across, text in enumerate(row):
            here = table.cell(down, across)
            if text == "^":
                table.cell(down - 1, across).merge(here)
            elif not text and rows[down].startswith("#"):
                table.cell(down, across - 1).merge(here)
            else:
                here.text = text
