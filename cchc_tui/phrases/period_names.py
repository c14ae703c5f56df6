"""Period names inside a sentence: `quý I/2026`, `06 tháng đầu năm`, `giai đoạn 2021-2025`."""

from __future__ import annotations

import re
from collections.abc import Mapping

Key = tuple[str, int, int | None]
"""Type, number and year of a period; the year is None where it is not said."""

_YEAR = r"(?:19|20|21)[0-9]{2}"
PERIOD = re.compile(
    rf"(?<![\w/-])(?:(?P<quarter>quý\s+(?P<q>IV|I{{1,3}}|[1-4])(?!\w))"
    rf"|(?P<months>0?(?P<n>[1-9]|1[01])\s+tháng\s+(?P<half>đầu|cuối)\s+năm(?!\w))"
    rf"|(?P<month>tháng\s+0?(?P<m>[1-9]|1[0-2])(?![\w.,]?[0-9])))"
    rf"(?:\s*/\s*(?P<y1>{_YEAR})|\s+năm\s+(?P<y2>{_YEAR})|\s+(?P<y3>{_YEAR}))?(?![0-9])",
    re.IGNORECASE,
)
SPAN = re.compile(
    rf"(?<!\w)(?:giai đoạn|nhiệm kỳ|kỳ)\s+{_YEAR}\s*[-–]\s*{_YEAR}(?![0-9])", re.IGNORECASE
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_ORDER = ("ky_bao_cao", "ky_sau", "ky_truoc")


def key_of(found: re.Match[str]) -> Key:
    """Which period a match of `PERIOD` names."""
    written = found["y1"] or found["y2"] or found["y3"]
    year = int(written) if written else None
    if found["quarter"]:
        return "Q", _ROMAN.get(found["q"].lower()) or int(found["q"]), year
    if found["months"]:
        return found["half"].lower(), int(found["n"]), year
    return "T", int(found["m"]), year


def known_periods(known: Mapping[str, str]) -> dict[Key, str]:
    """Names of slots by the period each is filled with; also by the period without its year."""
    keys: dict[Key, str] = {}
    names = [*(n for n in _ORDER if n in known), *(n for n in known if n not in (*_ORDER, "ky"))]
    for name in names:
        found = PERIOD.fullmatch(known[name].strip())
        if found:
            kind, number, year = key_of(found)
            keys.setdefault((kind, number, year), name)
            if name in _ORDER:
                keys.setdefault((kind, number, None), name)
    return keys
