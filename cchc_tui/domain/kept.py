r"""Kept text: lines, tables and notes of an old report, in a form that an officer reads and types.

Only free text is read so (`interview.free`); everywhere else what is typed stays literal.

- Two or more lines that each begin and end with `|` are a table. The rows above a line of dashes
  (`|---|---|`) are its header; without such a line the first row is.
- A cell with `<` alone belongs to the one at its left, one with `^` alone to the one above.
- `[^1]` in a line or cell is the mark of a note, whose text stands in a line `[^1]: …` of its own.
  A note without text is not printed; a mark without such a line, and such a line without a mark,
  stay text.
- A backslash takes its sign literally: in a cell any sign, elsewhere only a `|` that opens a line
  and a `[^1]`.

`kept_reading.read_kept(write_kept(blocks))` gives the blocks back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

MARK = re.compile(r"(?<!\\)(\\*)\[\^(\w{1,20})\]")
NOTE = re.compile(r"\s*\[\^(\w{1,20})\]:[ \t]*(.*)")
OPENS = re.compile(r"\A(\s*)(\\*)(?=\|)")
RULE = re.compile(r":?-{3,}:?")
LEFT, UP = "<", "^"
"""Signs of the form, for reading and writing it."""


@dataclass(frozen=True, slots=True)
class Note:
    """A note where it is marked; its text is one line."""

    text: str


Words = tuple[str | Note, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph or a list item, its list mark in front."""

    words: Words


@dataclass(frozen=True, slots=True)
class Box:
    """A cell; merged ones stand once, with the columns and rows that they cover."""

    words: Words = ()
    colspan: int = 1
    rowspan: int = 1


BoxRow = tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """A table: header rows and body rows."""

    header: tuple[BoxRow, ...]
    body: tuple[BoxRow, ...]


Block = Line | Rows


def spoken(block: Block) -> str:
    """The words of a block in reading order, notes in brackets where they are marked."""
    if isinstance(block, Line):
        return spoken_words(block.words)
    rows = (*block.header, *block.body)
    return "\n".join(
        " | ".join(filter(None, (spoken_words(box.words) for box in row))) for row in rows
    )


def spoken_words(words: Words) -> str:
    """Words in one line, notes in brackets where they are marked."""
    return "".join(f" ({one.text})" if isinstance(one, Note) else one for one in words)


def placed(rows: Iterable[BoxRow]) -> Iterator[list[tuple[int, Box]]]:
    """Each row's cells with their columns, from 0; cells above that reach down take theirs."""
    covered: dict[int, int] = {}
    for row in rows:
        at, cells = 0, []
        taken, covered = covered, {c: left - 1 for c, left in covered.items() if left > 1}
        for box in row:
            while at in taken:
                at += 1
            cells.append((at, box))
            if box.rowspan > 1:
                covered |= dict.fromkeys(range(at, at + box.colspan), box.rowspan - 1)
            at += box.colspan
        yield cells


# Writing


def write_kept(blocks: Iterable[Block]) -> str:
    """Blocks in their form; notes of the same words are one note, numbered from 1."""
    notes: dict[str, int] = {}
    parts: list[str] = []
    blocks = list(blocks)
    for at, block in enumerate(blocks):
        if isinstance(block, Line):
            parts.append(_line(block.words, notes))
        else:
            parts += _table(block, notes)
            if at + 1 < len(blocks) and isinstance(blocks[at + 1], Rows):
                parts.append("")
    parts += (f"[^{number}]: {text}" for text, number in notes.items())
    return "\n".join(parts)


def _line(words: Words, notes: dict[str, int]) -> str:
    line = OPENS.sub(r"\1\2\2\\", _marked(words, notes))
    # A mark with a colon right behind it would be the head of a note.
    return line.replace("]:", "] :", 1) if NOTE.fullmatch(line) else line


def _marked(words: Words, notes: dict[str, int]) -> str:
    """Words with the marks of their notes, what looks like a mark escaped."""
    line = ""
    for one in words:
        if isinstance(one, Note):
            slashes = line[len(line.rstrip("\\")) :]
            line += f"{slashes}[^{notes.setdefault(one.text, len(notes) + 1)}]"
        else:
            line += MARK.sub(r"\1\1\\[^\2]", one)
    return line


def _table(table: Rows, notes: dict[str, int]) -> Iterator[str]:
    rows = _grid((*table.header, *table.body), notes)
    columns = max(map(len, rows), default=0)
    head = len(table.header)
    rule = "|" + "---|" * max(columns, 1)
    for at, row in enumerate(rows):
        if at == head:
            yield rule
        yield f"| {' | '.join([*row, *[''] * (columns - len(row))])} |"
    if head >= len(rows):
        yield rule


def _grid(rows: Sequence[BoxRow], notes: dict[str, int]) -> list[list[str]]:
    """Each row on a plain grid."""
    covered: dict[tuple[int, int], str] = {}
    found: list[list[str]] = []
    for number, row in enumerate(rows):
        line: list[str] = []
        for box in row:
            line += _covered(covered, number, len(line))
            at = len(line)
            line += [_cell(box.words, notes), *[LEFT] * (box.colspan - 1)]
            for below in range(number + 1, number + box.rowspan):
                covered[below, at] = UP
                covered |= {(below, at + more): LEFT for more in range(1, box.colspan)}
        line += _covered(covered, number, len(line))
        found.append(line)
    return found


def _covered(covered: Mapping[tuple[int, int], str], row: int, at: int) -> list[str]:
    signs: list[str] = []
    while sign := covered.get((row, at + len(signs))):
        signs.append(sign)
    return signs


def _cell(words: Words, notes: dict[str, int]) -> str:
    text = "".join(
        f"[^{notes.setdefault(one.text, len(notes) + 1)}]"
        if isinstance(one, Note)
        else re.sub(r"[\\|]|\[(?=\^)", r"\\\g<0>", one)
        for one in words
    )
    return f"\\{text}" if text in (LEFT, UP) or RULE.fullmatch(text) else text
