"""Automatic numbers of a Word file, counted as Word counts and printed as Word prints.

Word's small letters go a, b, c, d, e: đ stands in no automatic list, which is why officers type
`đ)` by hand. A number that the paper does not show must not be made up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cchc_tui.document.readers.docx_package import W
from cchc_tui.document.readers.docx_styles import integer, value
from cchc_tui.domain.numbering import roman

if TYPE_CHECKING:
    from lxml.etree import _Element

_PLACE = re.compile(r"%([1-9])")
_BARE = re.compile(r"\w+")
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class _Level:
    """A level of a numbering definition."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    legal: bool = False
    restart: int = -1


@dataclass(frozen=True, slots=True)
class Label:
    """What Word prints before a paragraph; `depth` from 1 for a bullet, else 0."""

    text: str
    depth: int = 0


class Numbering:
    """Counts the numbered paragraphs of one file in order."""

    def __init__(self, root: _Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._abstract: dict[str, str] = {}
        self._own: dict[str, dict[int, _Level]] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._counted: dict[str, dict[int, int]] = {}
        if root is None:
            return
        for element in root.iterfind(f"{W}abstractNum"):
            levels = {integer(e.get(f"{W}ilvl")): _level(e) for e in element.iterfind(f"{W}lvl")}
            self._levels[element.get(f"{W}abstractNumId", "")] = levels
        for element in root.iterfind(f"{W}num"):
            self._read_num(element)

    def _read_num(self, element: _Element) -> None:
        id_ = element.get(f"{W}numId", "")
        self._abstract[id_] = value(element, "abstractNumId")
        for override in element.iterfind(f"{W}lvlOverride"):
            at = integer(override.get(f"{W}ilvl"))
            start = value(override, "startOverride")
            if start:
                self._starts.setdefault(id_, {})[at] = integer(start, 1)
            level = override.find(f"{W}lvl")
            if level is not None:
                self._own.setdefault(id_, {})[at] = _level(level)

    def label(self, id_: str, at: int) -> Label | None:
        """Count a paragraph of the list `id_` at level `at` (from 0) and give its label."""
        if id_ not in self._abstract or not 0 <= at < _LEVELS:
            return None
        levels = {**self._levels.get(self._abstract[id_], {}), **self._own.get(id_, {})}
        level = levels.get(at)
        if level is None:
            return None
        counts = self._counted.setdefault(self._abstract[id_], {})
        self._count(id_, at, level, counts)
        if level.format == "bullet":
            return Label(_bullet(level.text), at + 1)
        if level.format == "none" and not _PLACE.search(level.text):
            return Label(level.text) if level.text.strip() else None
        text = _PLACE.sub(
            lambda found: _number(levels, counts, int(found[1]) - 1, level), level.text
        )
        text = text.strip()
        return Label(f"{text}." if _BARE.fullmatch(text) else text) if text else None

    def _count(self, id_: str, at: int, level: _Level, counts: dict[int, int]) -> None:
        starts = self._starts.get(id_, {})
        if at in starts:
            counts[at] = starts.pop(at)
        else:
            counts[at] = counts[at] + 1 if at in counts else level.start
        for deeper in [d for d in counts if d > at]:
            del counts[deeper]


def _level(element: _Element) -> _Level:
    start = value(element, "start")
    return _Level(
        integer(start, 1) if start else 1,
        value(element, "numFmt") or "decimal",
        value(element, "lvlText"),
        element.find(f"{W}isLgl") is not None,
    )


def _number(levels: dict[int, _Level], counts: dict[int, int], at: int, own: _Level) -> str:
    """One number of a label; a level not counted yet stands at its start."""
    level = levels.get(at, _Level())
    count = counts.get(at, level.start)
    return str(count) if own.legal else _printed(count, level.format)


def _printed(count: int, form: str) -> str:
    """A count in a number format of Word; what it has no letters for prints in figures."""
    if form in ("upperRoman", "lowerRoman") and 0 < count < 4000:
        text = roman(count)
        return text if form == "upperRoman" else text.lower()
    if form in ("upperLetter", "lowerLetter") and 0 < count < 1000:
        text = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return text.upper() if form == "upperLetter" else text
    if form == "decimalZero":
        return f"{count:02d}"
    return "" if form == "none" else str(count)


def _bullet(text: str) -> str:
    """The bullet as officers write it."""
    sign = text.strip()[:1]
    return sign if sign in ("+", "*") else "-"
