"""Footnotes of a text file: gathered from between the pages and put where they belong.

A note stands under its page, often in the middle of a sentence of the body; its mark is a small
figure, `[^1]` or `[1]`. Here every mark becomes a place mark (U+E200, index, U+E201) and every
note leaves the lines; `cut` of the following line tells that a page ended.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from cchc_tui.document.printing import SMALL_DIGITS as SMALL
from cchc_tui.document.printing import superscript
from cchc_tui.document.readers.raw import Raw

_INDENT = "    "
OPEN, CLOSE = "\ue200", "\ue201"
PLACE = re.compile(f"{OPEN}([0-9]+){CLOSE}")

FIGURES = str.maketrans(SMALL, "0123456789")
_NOTE = re.compile(rf"\s*(?:([{SMALL}]{{1,3}})\s*|\[\^([^\]\s]{{1,20}})\]:\s*)(\S.*)")
_BRACKET_NOTE = re.compile(r"\s*\[([0-9]{1,3})\]:?\s+(\S.*)")
_MARK = re.compile(rf"([{SMALL}]+)|\[\^([^\]\s]{{1,20}})\]")
_BRACKET_MARK = re.compile(r"(?<=\S)\[([0-9]{1,3})\]")
_UNIT = re.compile(r"(?:^|[\s0-9(/])[dckmh]?m$")
_SUP = re.compile(r"<sup>\s*([0-9]{1,3})\s*</sup>", re.IGNORECASE)


@dataclass(slots=True)
class Note:
    """A note as found under its page.

    Attributes:
        label: Its figure.
        lines: Its text.
        before: Lines of the body before it.
        used: Whether a mark refers to it already.
    """

    label: str
    lines: list[str]
    before: int
    used: bool = False


@dataclass(slots=True)
class Noted:
    """Lines without their notes, and the texts of the notes by index."""

    lines: list[Raw]
    notes: list[str] = field(default_factory=list)
    loose: int = 0


def gather(lines: list[Raw], width: int = 0) -> Noted:
    """Take the notes out of the lines and put place marks where they are referred to.

    A note that nothing refers to is attached to the line before it: nothing is dropped.

    Args:
        lines: Of the whole file.
        width: Characters that lines were cut to; 0 where every note is one line.
    """
    small = [replace(line, text=_SUP.sub(_small, line.text)) for line in lines]
    brackets = _has_brackets(small)
    kept, found = _separate(small, brackets, width)
    if not found:
        return Noted(kept)
    marked = [
        replace(line, text=Marker(found, at, brackets=brackets).text(line.text))
        for at, line in enumerate(kept)
    ]
    loose = 0
    for index, note in enumerate(found):
        if not note.used and marked:
            loose += 1
            at = max(note.before - 1, 0)
            marked[at] = replace(marked[at], text=f"{marked[at].text}{OPEN}{index}{CLOSE}")
    return Noted(marked, [" ".join(note.lines) for note in found], loose)


def _small(found: re.Match[str]) -> str:
    return superscript(found[1])


def _has_brackets(lines: list[Raw]) -> bool:
    """Whether `[1]` marks notes: it does where some are defined and referred to."""
    return any(_BRACKET_NOTE.match(line.text) for line in lines) and any(
        _BRACKET_MARK.search(line.text) for line in lines
    )


def _separate(lines: list[Raw], brackets: bool, width: int) -> tuple[list[Raw], list[Note]]:
    """Lines of the body, and the notes with the number of body lines before each."""
    kept: list[Raw] = []
    notes: list[Note] = []
    inside = cut = False
    last = 0
    for line in lines:
        found = _NOTE.match(line.text) or (_BRACKET_NOTE.match(line.text) if brackets else None)
        if found and "\t" not in line.text.strip():
            label = next(group for group in found.groups()[:-1] if group).translate(FIGURES)
            notes.append(Note(label, [found[found.lastindex or 1].strip()], len(kept)))
            inside = cut = True
        elif inside and not (line.gap or line.page) and _is_full(last, line, width):
            notes[-1].lines.append(line.text.strip())
        else:
            inside = False
            kept.append(replace(line, cut=True) if cut else line)
            cut = False
        last = len(line.text)
    return kept, notes


def _is_full(last: int, line: Raw, width: int) -> bool:
    """Whether a line goes on with a note: it is indented, or the one above had no room left."""
    if line.text.startswith(_INDENT):
        return True
    word = len(line.text.split(maxsplit=1)[0])
    return width > 0 and last + 1 + word > width * 0.85


class Marker:
    """Puts place marks into the text of one line, the `at`th of the body."""

    def __init__(self, notes: list[Note], at: int, *, brackets: bool = False) -> None:
        self._notes = notes
        self._at = at
        self._brackets = brackets

    def text(self, text: str) -> str:
        """The text with its marks replaced."""
        marked = _MARK.sub(self._replace, text)
        return _BRACKET_MARK.sub(self._replace, marked) if self._brackets else marked

    def _replace(self, found: re.Match[str]) -> str:
        label = next(group for group in found.groups() if group).translate(FIGURES)
        if _UNIT.search(found.string[max(0, found.start() - 6) : found.start()]) and found[0] in (
            "²",
            "³",
        ):
            return found[0]
        whole = self._place(label)
        if whole:
            return whole
        if len(label) == 2 and label.isdigit():
            first, second = self._place(label[0]), self._place(label[1])
            if first and second:
                return first + second
        return found[0]

    def _place(self, label: str) -> str:
        """The place mark of the next note with this label; empty if there is none."""
        candidates = [
            index for index, note in enumerate(self._notes) if note.label == label and not note.used
        ]
        after = [index for index in candidates if self._notes[index].before > self._at]
        if not after and not candidates:
            return ""
        index = (after or candidates)[0]
        self._notes[index].used = True
        return f"{OPEN}{index}{CLOSE}"
