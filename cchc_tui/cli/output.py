"""Printing: data to stdout, talk to stderr, both UTF-8 whatever the locale says."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import TextIO

from cchc_tui.domain.text import clean_text

GAP = "  "
MOST_STDIN = 16 * 1024 * 1024
"""Characters taken from stdin at once: what never ends must not fill the memory."""


def use_utf8() -> None:
    """Make the three streams UTF-8: data must not depend on the locale.

    One that was closed before we began (`>&-`) is opened on nothing, so that no file of ours
    gets its number; what is printed there is refused as the system refuses it.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        stream = getattr(sys, name)
        if stream is None:
            closed = os.open(os.devnull, os.O_RDONLY)
            stream = os.fdopen(closed, "w" if number else "r", encoding="utf-8")
            setattr(sys, name, stream)
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def give_up(stream: TextIO) -> None:
    """Let what is still to be printed go nowhere; Python would complain of it when it exits."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def say(message: str) -> None:
    """One message for the person, on stderr, without anything a terminal would obey."""
    try:
        print(clean_text(message), file=sys.stderr, flush=True)
    except OSError:  # nobody hears it; the data and the exit code are what counts
        give_up(sys.stderr)


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
