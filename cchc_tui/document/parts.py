"""Paragraphs, lists and kept tables as read, before answers are put in: what both readers yield.

A part is either finished text or an insert still to be resolved, because whether a citation
prints in full depends on everything that stands before it in the whole document.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from cchc_tui.document.blocks import Footnote, Table, Text
from cchc_tui.domain.inserts import Insert

BULLETS = "-+*"
"""List marks by depth, as officers write them."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An insert in the style of the text around its mark."""

    insert: Insert
    bold: bool = False
    italic: bool = False


Part = Text | Placed | Footnote


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph.

    Attributes:
        parts: Its text and inserts, in reading order.
        bereft: True if a list that followed was left out, so that a colon leads nowhere.
    """

    parts: tuple[Part, ...]
    bereft: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """A list item; a further paragraph of an item is a sub-item with an empty marker."""

    marker: str
    parts: tuple[Part, ...]
    items: tuple[Item, ...] = ()
    bereft: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Item, ...]


Node = Para | Items | Table


def bullet_rank(marker: str) -> int:
    """1 for `-`, 2 for `+`, 3 for `*`; 0 for any other marker."""
    return BULLETS.index(marker) + 1 if marker and marker in BULLETS else 0


def gather(nodes: Iterable[Node]) -> tuple[Node, ...]:
    """Make neighbouring lists one, a deeper mark going below the item before it.

    Markdown ends a list where the mark changes, but officers write `-`, `+` and `*` one under
    the other without indentation and mean levels.
    """
    gathered: list[Node] = []
    for node in nodes:
        last = gathered[-1] if gathered else None
        if isinstance(node, Items) and isinstance(last, Items):
            gathered[-1] = Items(_join(last.items, node.items))
        else:
            gathered.append(node)
    return tuple(gathered)


def _join(into: tuple[Item, ...], more: Sequence[Item]) -> tuple[Item, ...]:
    """Append items, each below the last item that outranks it."""
    for item in more:
        into = _append(into, item)
    return into


def _append(into: tuple[Item, ...], item: Item) -> tuple[Item, ...]:
    if into and _outranks(into[-1].marker, item.marker):
        last = into[-1]
        return (*into[:-1], replace(last, items=_append(last.items, item)))
    return (*into, item)


def _outranks(above: str, below: str) -> bool:
    """Whether a list with the mark `below` belongs under an item with the mark `above`."""
    if bullet_rank(below):
        return bool(above) and bullet_rank(above) < bullet_rank(below)
    return False


def colon_to_stop(text: str) -> str:
    """A sentence that was to introduce a list, without the list: its colon is a full stop."""
    stripped = text.rstrip()
    return stripped[:-1].rstrip() + "." if stripped.endswith(":") else text
