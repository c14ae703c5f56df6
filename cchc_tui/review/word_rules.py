"""Lines drawn in paragraphs of a Word file: borders, and shapes that are lines."""

from __future__ import annotations

import re
from typing import Any

from cchc_tui.review.word_pages import W, millimetres, number_of

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_V = "{urn:schemas-microsoft-com:vml}"
_EMU, _POINT = 36000, 25.4 / 72
_THICK = 3
"""Millimetres above which a shape is no line."""


def rule_length(element: Any) -> float:
    """Length in millimetres of the line in a paragraph; 0 without one, -1 where not known.

    Args:
        element: A `w:p`.
    """
    for extent in element.iter(f"{_WP}extent"):
        wide, high = ((number_of(extent.get(side)) or 0.0) / _EMU for side in ("cx", "cy"))
        if high <= _THICK < wide:
            return wide
    for line in element.iter(f"{_V}line", f"{_V}shape"):
        if (length := _vml(line)) is not None:
            return length
    borders = element.find(f"{W}pPr/{W}pBdr")
    if borders is not None and any(
        side is not None and side.get(f"{W}val") not in (None, "nil", "none")
        for side in (borders.find(f"{W}top"), borders.find(f"{W}bottom"))
    ):
        return _bordered(element)
    return 0.0


def _vml(line: Any) -> float | None:
    """Length of a line of the old drawing language; None for other shapes."""
    if line.tag == f"{_V}line":
        ends = [re.match(r"(-?[0-9.]+)pt", line.get(end, "")) for end in ("from", "to")]
        if ends[0] and ends[1]:
            return abs(float(ends[1][1]) - float(ends[0][1])) * _POINT
        return -1.0
    style = line.get("style", "")
    wide, high = (re.search(rf"(?:^|;){side}:([0-9.]+)pt", style) for side in ("width", "height"))
    if wide and (high is None or float(high[1]) * _POINT <= _THICK):
        connector = "connector" in "".join(line.attrib) or "_x0000_t32" in line.get("type", "")
        return float(wide[1]) * _POINT if connector or high is not None else None
    return None


def _bordered(element: Any) -> float:
    """Length of the border of a paragraph: its room less its indents."""
    room = _room(element)
    indent = element.find(f"{W}pPr/{W}ind")
    if room is None:
        return -1.0
    sides = 0.0
    for names in (("left", "start"), ("right", "end")):
        said = next((v for n in names if indent is not None and (v := indent.get(f"{W}{n}"))), None)
        sides += millimetres(said) or 0.0
    return max(room - sides, 0.0)


def _room(element: Any) -> float | None:
    """Width of the cell or of the text a paragraph stands in."""
    cell = next((a for a in element.iterancestors() if a.tag == f"{W}tc"), None)
    if cell is not None:
        width = cell.find(f"{W}tcPr/{W}tcW")
        if width is None or width.get(f"{W}type", "dxa") != "dxa":
            return None
        return millimetres(width.get(f"{W}w"))
    body = next((a for a in element.iterancestors() if a.tag == f"{W}body"), None)
    section = next(body.iter(f"{W}sectPr"), None) if body is not None else None
    if section is None:
        return None
    size, margin = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    if size is None or margin is None:
        return None
    values = [size.get(f"{W}w"), margin.get(f"{W}left"), margin.get(f"{W}right")]
    known = [millimetres(value) for value in values]
    if known[0] is None or known[1] is None or known[2] is None:
        return None
    return known[0] - known[1] - known[2]
