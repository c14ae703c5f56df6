"""Printing: data to stdout, talk to stderr, both UTF-8 whatever the locale says."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Sequence

from cchc_tui.domain.text import clean_text

GAP = "  "


def use_utf8() -> None:
    """Make the three streams UTF-8: data must not depend on the locale."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def say(message: str) -> None:
    """One message for the person, on stderr, without anything a terminal would obey."""
    print(clean_text(message), file=sys.stderr)


def line(text: str) -> None:
    """One line of data, without anything a terminal would obey."""
    print(clean_text(text))


def as_json(value: object, *, compact: bool = False) -> None:
    """A JSON value on stdout; `compact` puts it on one line."""
    separators = (",", ":") if compact else None
    indent = None if compact else 2
    print(json.dumps(value, ensure_ascii=False, indent=indent, separators=separators))


def table(rows: Sequence[Sequence[str]], heads: Sequence[str]) -> None:
    """A table in columns; the last column is not padded."""
    shown = [tuple(heads), *(tuple(clean_text(cell) for cell in row) for row in rows)]
    widths = [max(len(row[column]) for row in shown) for column in range(len(heads))]
    for row in shown:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        print(GAP.join(cells).rstrip())
