"""Text typed by an officer, one block a line, becomes paragraphs and nested lists.

Not Markdown: a line is literal, whatever it holds, but for a list mark at its start. `- `,
`+ ` and `* ` are the three list levels; `1. `, `1) ` and `a) ` start numbered paragraphs, which
are renumbered. Numbering goes on across the lines between and starts again at a typed `1` or `a`.
Free text has tables and notes besides (`domain.kept`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from cchc_tui.document.blocks import Table
from cchc_tui.document.captions import LONGEST, is_captioned, is_unit
from cchc_tui.document.kept_tables import kept_inlines, kept_table
from cchc_tui.document.parts import BULLETS, Item, Items, Node, Para, Part
from cchc_tui.domain.inserts import ProseInsert
from cchc_tui.domain.kept import Line, Rows, Words
from cchc_tui.domain.kept_reading import read_kept
from cchc_tui.domain.numbering import LETTERS, letter

_LINE = re.compile(rf"\s*(?:([-+*])|([0-9]{{1,2}})([.)])|([{LETTERS}])\))[ \t]+(?=\S)")

_PLAIN, _ARABIC, _LETTER, _BULLET = 0, 1, 2, 3
"""Ranks: what stands further down goes below what stands further up; bullets from 3 to 5."""


@dataclass(slots=True)
class _Entry:
    """One line, or a table, while the tree is being built."""

    rank: int
    marker: str
    words: Words
    table: Table | None = None
    below: list[_Entry] = field(default_factory=list)


def read_prose(insert: ProseInsert) -> tuple[Node, ...]:
    """Paragraphs and lists of a prose answer.

    With a list level, plain lines become items of that level and the marks below them follow
    from depth; without one, paragraphs stay paragraphs and marks stay as typed.
    """
    roots = _tree(insert)
    make = _level_marker(insert.level) if insert.level else _typed_marker
    nodes: list[Node] = []
    run: list[Item] = []
    for entry in roots:
        if entry.rank == _PLAIN and not insert.level:
            if run:
                nodes.append(Items(tuple(run)))
                run = []
            nodes.append(entry.table or Para(_parts(entry.words, insert)))
        else:
            run.append(_item(entry, 0, make, insert))
    if run:
        nodes.append(Items(tuple(run)))
    return tuple(nodes)


def _tree(insert: ProseInsert) -> list[_Entry]:
    """Nest lines by rank; a plain line outside a list level nests nothing."""
    roots: list[_Entry] = []
    open_entries: list[_Entry] = []
    counters: dict[int, int] = {}
    for block in _blocks(insert):
        if isinstance(block, Rows):
            table = kept_table(block, insert.question)
            entry = _Entry(_PLAIN, "", (), _captioned(table, roots))
        else:
            entry = _entry(block.words, counters)
        while open_entries and open_entries[-1].rank >= entry.rank:
            open_entries.pop()
        (open_entries[-1].below if open_entries else roots).append(entry)
        if entry.rank != _PLAIN or insert.level:
            open_entries.append(entry)
    return roots


def _captioned(table: Table, above: list[_Entry]) -> Table:
    """The table with its caption and its unit, which are taken from the lines right above it."""
    if above and is_unit(_said(above[-1])):
        table = replace(table, unit=_said(above.pop()))
    if above and is_captioned(said := _said(above[-1])) and len(said) <= LONGEST:
        table = replace(table, caption=_said(above.pop()))
    return table


def _said(entry: _Entry) -> str:
    """The text of a plain line without notes; empty for anything else."""
    plain = entry.rank == _PLAIN and len(entry.words) == 1
    return entry.words[0] if plain and isinstance(entry.words[0], str) else ""


def _blocks(insert: ProseInsert) -> Iterator[Line | Rows]:
    """Lines, and in free text tables."""
    if insert.kept:
        yield from read_kept(insert.prose.text)
        return
    for line in insert.prose.text.splitlines():
        if line.strip():
            yield Line((line.strip(),))


def _entry(words: Words, counters: dict[int, int]) -> _Entry:
    """Read one line; numbers go on from `counters`."""
    first = words[0] if words else ""
    found = _LINE.match(first) if isinstance(first, str) else None
    if found is None or not isinstance(first, str):
        return _Entry(_PLAIN, "", words)
    bullet, number, mark, typed_letter = found.groups()
    words = (first[found.end() :], *words[1:])
    if bullet:
        return _Entry(_BULLET + BULLETS.index(bullet), bullet, words)
    if number:
        counters.pop(_LETTER, None)
        ordinal = _next(counters, _ARABIC, restart=int(number) == 1)
        return _Entry(_ARABIC, f"{ordinal}{mark}", words)
    ordinal = _next(counters, _LETTER, restart=typed_letter == LETTERS[0])
    return _Entry(_LETTER, f"{letter(ordinal)})", words)


def _next(counters: dict[int, int], rank: int, *, restart: bool) -> int:
    counters[rank] = 1 if restart else counters.get(rank, 0) + 1
    return counters[rank]


def _typed_marker(entry: _Entry, depth: int) -> str:
    del depth
    return entry.marker


def _level_marker(level: int) -> Callable[[_Entry, int], str]:
    def marker(entry: _Entry, depth: int) -> str:
        if entry.rank in (_ARABIC, _LETTER):
            return entry.marker
        return BULLETS[min(level - 1 + depth, len(BULLETS) - 1)]

    return marker


def _item(
    entry: _Entry, depth: int, marker: Callable[[_Entry, int], str], insert: ProseInsert
) -> Item:
    below = tuple(_item(child, depth + 1, marker, insert) for child in entry.below)
    return Item(marker(entry, depth), _parts(entry.words, insert), below)


def _parts(words: Words, insert: ProseInsert) -> tuple[Part, ...]:
    return kept_inlines(words, insert.question)
