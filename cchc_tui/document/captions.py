"""How the lines above a table are worded: its caption and its unit."""

from __future__ import annotations

import re

_UNIT = re.compile(r"\(?\s*(?:đơn vị(?: tính)?|đvt|đv tính)\s*[:：].{1,60}", re.IGNORECASE)
_CAPTION = re.compile(
    r"(?:bảng|biểu(?: số)?)\s*(?:số\s*)?[\dIVX.]+\s*[.:\-–]?\s*\D?", re.IGNORECASE
)
LONGEST = 200
"""Characters of a line that may still be a caption."""


def is_unit(text: str) -> bool:
    """Whether a text is the unit of a table: `Đơn vị tính: hồ sơ`."""
    return bool(_UNIT.fullmatch(text))


def is_captioned(text: str) -> bool:
    """Whether a text starts as captions do: `Bảng 1.`."""
    return bool(_CAPTION.match(text))
