"""Text measured, cut and padded in terminal cells, never in characters."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

ELLIPSIS = "…"


def shorten(text: str, width: int) -> str:
    """`text` on one line, cut to `width` cells with an ellipsis where it is longer."""
    line = " ".join(text.split())
    if cell_len(line) <= width:
        return line
    if width <= 1:
        return set_cell_size(line, max(width, 0))
    return set_cell_size(line, width - 1).rstrip() + ELLIPSIS


def spread(left: str, right: str, width: int) -> str:
    """`left` and `right` at the two ends of a line of `width` cells; the left gives way."""
    if not right:
        return set_cell_size(shorten(left, width), width)
    room = max(width - cell_len(right) - 1, 0)
    return set_cell_size(shorten(left, room), room) + " " + right if room else right[:width]


def fit_ends(lefts: Sequence[str], rights: Sequence[str], width: int) -> str:
    """The two ends of a line, in the longest wordings that stand side by side in `width`.

    Args:
        lefts: Wordings of the left end, longest first; only the last one is ever cut.
        rights: Wordings of the right end, longest first.
        width: Cells of the line.
    """
    pairs = [
        (i + j, -i, left, right) for i, left in enumerate(lefts) for j, right in enumerate(rights)
    ]
    pairs.sort(key=lambda pair: pair[:2])
    for _, _, left, right in pairs:
        if cell_len(left) + cell_len(right) + 2 <= width:
            return spread(left, right, width)
    return spread(lefts[-1], rights[-1], width)


def line_strip(text: str, width: int, style: Style) -> Strip:
    """One whole line in one style."""
    return Strip([Segment(set_cell_size(text, width), style)], width)


def wrap(text: str, width: int) -> list[str]:
    """`text` broken at spaces into lines of at most `width` cells; long words are cut."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines.extend(_wrap_paragraph(paragraph, max(width, 1)))
    return lines


def cut_wrap(text: str, widths: Sequence[int]) -> list[str]:
    """`text` broken into as many lines as there are widths; the last one is cut to fit."""
    lines: list[str] = []
    left = " ".join(text.split())
    for width in widths[:-1]:
        line = wrap(left, width)[0]
        lines.append(line)
        left = left[len(line) :].lstrip()
    return [*lines, shorten(left, widths[-1])]


def _wrap_paragraph(text: str, width: int) -> list[str]:
    lines: list[str] = []
    line = ""
    used = 0
    for word in text.split(" "):
        size = cell_len(word)
        if line and used + 1 + size > width:
            lines.append(line)
            line, used = "", 0
        while size > width:
            head = set_cell_size(word, width).rstrip()
            lines.append(head)
            word = word[len(head) :]
            size = cell_len(word)
        line = f"{line} {word}" if line else word
        used = cell_len(line)
    lines.append(line)
    return lines
