"""Tables drawn with characters, as pipe tables and tabs: Markdown grids, and columns of spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator

_BORDER = re.compile(r"\s*\+(?:[-=:]+\+)+\s*\Z")
_GAP = re.compile(r" {2,}")
_FIGURE = re.compile(r"[0-9][0-9.,]*%?\Z")
_LEAST_CELLS, _MOST_CELLS = 3, 40


def with_tables(text: str) -> str:
    """A text whose drawn tables are such as the rest of this package reads.

    A grid (`+---+`) becomes a pipe table, its wrapped cells joined. Lines cut into the same
    number of cells by runs of spaces become tabs where figures stand in them, as a PDF leaves
    its tables; two columns are none: heads and signatures stand so.
    """
    return "\n".join(_spaced(list(_ruled(text.split("\n")))))


def _ruled(lines: list[str]) -> Iterator[str]:
    """The lines, grids written as pipe tables."""
    at = 0
    while at < len(lines):
        if not _BORDER.match(lines[at]):
            yield lines[at]
            at += 1
            continue
        end = at + 1
        while end < len(lines) and (_is_row(lines[end]) or _BORDER.match(lines[end])):
            end += 1
        yield from _pipes(lines[at:end])
        at = end


def _is_row(line: str) -> bool:
    core = line.strip()
    return core.startswith("|") and core.endswith("|") and len(core) > 1


def _pipes(grid: list[str]) -> Iterator[str]:
    """One grid: a row between two borders, a rule below the header."""
    cells: list[str] = []
    for line in grid:
        if not _BORDER.match(line):
            here = [cell.strip() for cell in line.strip()[1:-1].split("|")]
            cells += [""] * (len(here) - len(cells))
            cells = [
                f"{above} {here[at] if at < len(here) else ''}".strip()
                for at, above in enumerate(cells)
            ]
            continue
        if cells:
            yield f"| {' | '.join(cells)} |"
            if "=" in line:
                yield f"|{' --- |' * len(cells)}"
        cells = []
    if cells:
        yield f"| {' | '.join(cells)} |"


def _spaced(lines: list[str]) -> Iterator[str]:
    """The lines, columns made of spaces parted by tabs."""
    cut = [_GAP.split(line.strip()) if "  " in line else [line] for line in lines]
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and len(cut[end]) == len(cut[at]):
            end += 1
        run = cut[at:end]
        if end - at > 1 and _LEAST_CELLS <= len(cut[at]) <= _MOST_CELLS and _has_figures(run):
            yield from ("\t".join(cells) for cells in run)
        else:
            yield from lines[at:end]
        at = end


def _has_figures(rows: list[list[str]]) -> bool:
    """Whether two figures stand in at least half of the rows below the first."""
    figures = [sum(1 for cell in row if _FIGURE.match(cell)) for row in rows[1:]]
    return 2 * sum(1 for count in figures if count > 1) >= len(figures)
