"""Text typed by an officer, one block a line, becomes paragraphs and nested lists.

Not Markdown: a line is literal, whatever it holds, but for a list mark at its start. `- `,
`+ ` and `* ` are the three list levels; `1. `, `1) ` and `a) ` start numbered paragraphs, which
are renumbered. Numbering goes on across the lines between and starts again at a typed `1` or `a`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from cchc_tui.document.blocks import Text
from cchc_tui.document.parts import BULLETS, Item, Items, Node, Para, Part
from cchc_tui.domain.inserts import ProseInsert
from cchc_tui.domain.numbering import LETTERS, letter

_LINE = re.compile(rf"\s*(?:([-+*])|([0-9]{{1,2}})([.)])|([{LETTERS}])\))[ \t]+(?=\S)")

_PLAIN, _ARABIC, _LETTER, _BULLET = 0, 1, 2, 3
"""Ranks: what stands further down goes below what stands further up; bullets from 3 to 5."""


@dataclass(slots=True)
class _Entry:
    """One line while the tree is being built."""

    rank: int
    marker: str
    text: str
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
            nodes.append(Para(_text(entry.text, insert)))
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
    for line in insert.prose.text.splitlines():
        if not line.strip():
            continue
        entry = _entry(line, counters)
        while open_entries and open_entries[-1].rank >= entry.rank:
            open_entries.pop()
        (open_entries[-1].below if open_entries else roots).append(entry)
        if entry.rank != _PLAIN or insert.level:
            open_entries.append(entry)
    return roots


def _entry(line: str, counters: dict[int, int]) -> _Entry:
    """Read one line; numbers go on from `counters`."""
    found = _LINE.match(line)
    if found is None:
        return _Entry(_PLAIN, "", line.strip())
    bullet, number, mark, typed_letter = found.groups()
    text = line[found.end() :].strip()
    if bullet:
        return _Entry(_BULLET + BULLETS.index(bullet), bullet, text)
    if number:
        counters.pop(_LETTER, None)
        ordinal = _next(counters, _ARABIC, restart=int(number) == 1)
        return _Entry(_ARABIC, f"{ordinal}{mark}", text)
    ordinal = _next(counters, _LETTER, restart=typed_letter == LETTERS[0])
    return _Entry(_LETTER, f"{letter(ordinal)})", text)


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
    return Item(marker(entry, depth), _text(entry.text, insert), below)


def _text(text: str, insert: ProseInsert) -> tuple[Part, ...]:
    return (Text(text, question=insert.question),)
