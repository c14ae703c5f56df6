"""Lines that belong to the table below them: its caption and its unit."""

from __future__ import annotations

import re

from cchc_tui.document.readers.flow import Line

_UNIT = re.compile(r"\(?\s*(?:đơn vị(?: tính)?|đvt|đv tính)\s*[:：].{1,60}", re.IGNORECASE)
_CAPTION = re.compile(
    r"(?:bảng|biểu(?: số)?)\s*(?:số\s*)?[\dIVX.]+\s*[.:\-–]?\s*\D?", re.IGNORECASE
)
_LONGEST = 200


def role_of(line: Line) -> str:
    """What a line would be to a table right below it: `caption`, `unit`, or nothing."""
    if line.role or len(line.text) > _LONGEST:
        return line.role
    if _UNIT.fullmatch(line.text):
        return "unit"
    titled = line.bold and line.centred
    return "caption" if titled or is_captioned(line.text) else ""


def is_captioned(text: str) -> bool:
    """Whether a text starts as captions do: `Bảng 1.`."""
    return bool(_CAPTION.match(text))
