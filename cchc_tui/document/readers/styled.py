"""The inside of a text line: leftovers of Markdown become bold and italic, place marks notes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cchc_tui.document.blocks import Footnote, Inline, Text
from cchc_tui.document.readers.footnotes import PLACE

_STYLED = re.compile(
    r"\*\*\*(?=\S)(?P<both>[^*]+?)(?<=\S)\*\*\*"
    r"|\*\*(?=\S)(?P<bold>[^*]+?)(?<=\S)\*\*"
    r"|(?<!\w)__(?=\S)(?P<under>[^_]+?)(?<=\S)__(?!\w)"
    r"|(?<![\w*])\*(?=[^\s*])(?P<italic>[^*]+?)(?<=\S)\*(?![\w*])"
    r"|(?<![\w_])_(?=[^\s_])(?P<slanted>[^_]+?)(?<=\S)_(?![\w_])"
)
_SPREAD = re.compile(r"(\*{1,3})(?=[^\s*])([^*]{0,1000}?\n[^*]{0,1000}?)(?<=[^\s*])\1(?!\*)")
_GUARD = 0xE400
_GUARDED = re.compile("[\ue400-\ue47f]")


def guard(text: str) -> str:
    """Characters that stand for themselves, out of the way of every pattern."""
    return "".join(chr(_GUARD + ord(char)) for char in text)


def unguard(text: str) -> str:
    """Guarded characters as themselves."""
    return _GUARDED.sub(lambda found: chr(ord(found[0]) - _GUARD), text)


def spread(text: str) -> str:
    """Emphasis that runs over several lines of a paragraph, written anew in each."""

    def again(found: re.Match[str]) -> str:
        mark, inside = found[1], found[2]
        if "\n\n" in inside or re.search(r"\n[ \t]*\n", inside):
            return found[0]
        return "\n".join(_wrapped(line, mark) for line in inside.split("\n"))

    return _SPREAD.sub(again, text)


def _wrapped(line: str, mark: str) -> str:
    core = line.strip()
    return line.replace(core, f"{mark}{core}{mark}", 1) if core else line


def inlines(text: str, notes: Sequence[str]) -> tuple[Inline, ...]:
    """A line of text as inlines.

    Args:
        text: With place marks for notes.
        notes: The notes by index.
    """
    found: list[Inline] = []
    end = 0
    for match in _STYLED.finditer(text):
        _plain(text[end : match.start()], notes, found)
        inside = next(group for group in match.groups() if group)
        bold = match.lastgroup in ("both", "bold", "under")
        italic = match.lastgroup in ("both", "italic", "slanted")
        _plain(inside, notes, found, bold, italic)
        end = match.end()
    _plain(text[end:], notes, found)
    return tuple(found)


def _plain(
    text: str,
    notes: Sequence[str],
    into: list[Inline],
    bold: bool = False,
    italic: bool = False,
) -> None:
    """Text without emphasis inside; emphasis inside emphasis is looked for once more."""
    end = 0
    for match in PLACE.finditer(text):
        if text[end : match.start()]:
            into.append(Text(unguard(text[end : match.start()]), bold, italic))
        inside = inlines(PLACE.sub("", notes[int(match[1])]), ())
        into.append(Footnote(tuple(i for i in inside if isinstance(i, Text))))
        end = match.end()
    if text[end:]:
        into.append(Text(unguard(text[end:]), bold, italic))
