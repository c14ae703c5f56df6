"""Kept text read: lines, tables and notes as `domain.kept` describes their form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from cchc_tui.domain.kept import (
    LEFT,
    MARK,
    NOTE,
    OPENS,
    RULE,
    UP,
    Block,
    Box,
    BoxRow,
    Line,
    Note,
    Rows,
    Words,
)

_SIGN = re.compile(r"\\(.)|(\|)|([^\\|]+|\\)")
MOST_SPANNED = 10_000
"""Cells of one table up to which merged cells are read; no printed table has more."""


def read_kept(text: str) -> list[Block]:
    """The blocks of a text in that form; blank lines are left out."""
    lines = text.splitlines()
    marked = _marked(lines)
    notes: dict[str, str] = {}
    for line in lines:
        found = NOTE.fullmatch(line)
        if found and found[1] in marked and found[1] not in notes:
            notes[found[1]] = found[2].strip()
    blocks: list[Block] = []
    used: set[str] = set()
    kept = [line for line in lines if not _takes(line, notes, used)]
    for rowed, run in groupby(kept, key=is_row):
        block = list(run)
        if rowed and len(block) > 1:
            blocks.append(_read_table(block, notes))
        else:
            blocks += (Line(_read_line(line, notes)) for line in block if line.strip())
    return blocks


def _marked(lines: Sequence[str]) -> set[str]:
    """The names of marks in lines and cells; those within notes are text."""
    return {
        found[2]
        for line in lines
        if not NOTE.fullmatch(line)
        for found in MARK.finditer(line)
        if not len(found[1]) % 2
    }


def _takes(line: str, notes: Mapping[str, str], used: set[str]) -> bool:
    """Whether a line is the text of a note; a second one of the same name stays text."""
    found = NOTE.fullmatch(line)
    if found is None or found[1] not in notes or found[1] in used:
        return False
    used.add(found[1])
    return True


def is_row(line: str) -> bool:
    """Whether a line has the form of a row."""
    line = line.strip()
    slashes = len(line[:-1]) - len(line[:-1].rstrip("\\"))
    return len(line) > 1 and line[0] == line[-1] == "|" and not slashes % 2


def _read_line(line: str, notes: Mapping[str, str]) -> Words:
    line = OPENS.sub(lambda found: found[1] + _halved(found[2]), line.strip())
    return tuple(_pieces(line, notes))


def _halved(slashes: str) -> str:
    return slashes[: len(slashes) // 2]


def _pieces(text: str, notes: Mapping[str, str]) -> Iterator[str | Note]:
    """Text cut at the marks of notes; an escaped mark, and one without a note, stays text."""
    held: list[str] = []
    end = 0
    for found in MARK.finditer(text):
        slashes, name = found.groups()
        if not len(slashes) % 2 and name not in notes:
            continue
        held += [text[end : found.start()], _halved(slashes)]
        end = found.end()
        if len(slashes) % 2:
            held.append(f"[^{name}]")
            continue
        if said := "".join(held):
            yield said
        held = []
        if notes[name]:
            yield Note(notes[name])
    if said := "".join([*held, text[end:]]):
        yield said


def _read_table(lines: Sequence[str], notes: Mapping[str, str]) -> Rows:
    rows = [_cells(line) for line in lines]
    rule = next((at for at, row in enumerate(rows) if all(map(RULE.fullmatch, row))), None)
    head = 1 if rule is None else rule
    if rule is not None:
        del rows[rule]
    columns = max(map(len, rows), default=0)
    grid = [[*row, *[""] * (columns - len(row))] for row in rows]
    return Rows(_boxes(grid[:head], notes), _boxes(grid[head:], notes))


def _cells(line: str) -> list[str]:
    """Raw texts of the cells of a row, their escapes left in."""
    cells = [""]
    for found in _SIGN.finditer(line.strip()[1:-1]):
        if found[2]:
            cells.append("")
        else:
            cells[-1] += found[0]
    return [cell.strip() for cell in cells]


def _boxes(grid: Sequence[Sequence[str]], notes: Mapping[str, str]) -> tuple[BoxRow, ...]:
    """Rows of cells, merged ones gathered; what would be no rectangle stays single cells."""
    spans = _spans(grid) if sum(map(len, grid)) <= MOST_SPANNED else {}
    inner = {
        (row + down, at + along)
        for (row, at), (wide, tall) in spans.items()
        for down in range(tall)
        for along in range(wide)
    } - set(spans)
    return tuple(
        tuple(
            Box(_read_cell(text, notes), *spans.get((row, at), (1, 1)))
            for at, text in enumerate(line)
            if (row, at) not in inner
        )
        for row, line in enumerate(grid)
    )


def _spans(grid: Sequence[Sequence[str]]) -> dict[tuple[int, int], tuple[int, int]]:
    """Columns and rows of each merged cell, by its first place."""
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for row, line in enumerate(grid):
        for at, text in enumerate(line):
            beside = (row, at - 1) if text == LEFT and at else None
            above = (row - 1, at) if text == UP and row else None
            owner[row, at] = owner[beside or above] if beside or above else (row, at)  # type: ignore[index]
    covered: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for place, first in owner.items():
        covered.setdefault(first, []).append(place)
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for first, places in covered.items():
        tall = max(row for row, _ in places) - first[0] + 1
        wide = max(at for _, at in places) - first[1] + 1
        left = min(at for _, at in places)
        if len(places) > 1 and left == first[1] and len(places) == tall * wide:
            spans[first] = (wide, tall)
    return spans


def _read_cell(text: str, notes: Mapping[str, str]) -> Words:
    if text in (LEFT, UP):
        return ()
    pieces: list[str | Note] = []
    said = ""
    for found in re.finditer(r"\\(.)|\[\^(\w{1,20})\]|.", text):
        if found[2] and found[2] in notes:
            pieces += [said] if said else []
            said = ""
            pieces += [Note(notes[found[2]])] if notes[found[2]] else []
        else:
            said += found[1] or found[0]
    return tuple([*pieces, said] if said else pieces)


def has_form(text: str) -> bool:
    """Whether there is anything but plain lines in a text: tables, notes, escaped signs."""
    plain = [Line((line.strip(),)) for line in text.splitlines() if line.strip()]
    return read_kept(text) != plain


# Places in the form


def kept_bounds(text: str, at: int) -> tuple[int, int] | None:
    """Where the cell or the note around a place begins and ends; None for one in a plain line."""
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    line = text[start : len(text) if end < 0 else end]
    if note := NOTE.fullmatch(line):
        return start + note.start(2), start + note.end(2)
    if not is_row(line):
        return None
    bars = [found.start() for found in _SIGN.finditer(line) if found[2]]
    left = max((bar for bar in bars if start + bar < at), default=0)
    right = next(bar for bar in bars if bar > left)
    inner = line[left + 1 : right]
    lead = len(inner) - len(inner.lstrip())
    return start + left + 1 + lead, start + left + 1 + max(len(inner.rstrip()), lead)


def without_notes(before: str, after: str) -> str:
    """A text that was shortened, without the notes whose last mark went."""
    gone = _marked(before.splitlines()) - _marked(after.splitlines())
    if not gone:
        return after
    lines = after.split("\n")
    heads = ((line, NOTE.fullmatch(line)) for line in lines)
    return "\n".join(line for line, head in heads if head is None or head[1] not in gone)
