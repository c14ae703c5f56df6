"""Widths of text in bold Times New Roman, to draw rules and break centred lines beforehand.

A rule under a name is as long as a share of that name (Nghị định 30/2020/NĐ-CP, Phụ lục I,
mục II), and Word has no such unit, so the writer has to know how long the name will be.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import islice

_CLASSES = {
    220: "|",
    250: " ,.\u00a0",
    278: "/\\il'",
    333: "!()-:;[]`fjt",
    389: "Is",
    394: "{}",
    444: "cerz",
    500: "#$*0123456789?J_agovxy–“”",
    520: "~",
    554: "ơ",
    556: "Sbdhknpquđ",
    570: "+<=>",
    600: "ư",
    611: "FP",
    667: "BELTZ",
    722: "ACDNRUVXYwĐ",
    778: "GHKOQƠ",
    796: "Ư",
    833: "&m",
    930: "@",
    944: "M",
    1000: "%W…—",
}
_WIDTHS = {sign: width for width, signs in _CLASSES.items() for sign in signs}
_OTHER = 722
"""Thousandths of the size, for a sign of unknown width."""

_HORN = {"ơ", "ư", "Ơ", "Ư"}


def width(text: str, size: int) -> int:
    """Twips that bold `text` of `size` points takes on one line."""
    return round(sum(map(_advance, unicodedata.normalize("NFC", text))) * size / 50)


def _advance(sign: str) -> int:
    known = _WIDTHS.get(sign)
    if known is not None:
        return known
    parts = unicodedata.normalize("NFD", sign)
    horned = unicodedata.normalize("NFC", parts[0] + "\u031b") if "\u031b" in parts else parts[0]
    return _WIDTHS.get(horned if horned in _HORN else parts[0], _OTHER)


def balanced(text: str, size: int, room: int) -> list[str]:
    """Break bold text into as few lines as fit `room` twips, about equally long.

    Words that are read as one, such as `nhân dân` or `6 tháng đầu năm 2026`, stay together.

    Args:
        text: A line feed in it is a break that stays.
        size: In points.
        room: In twips. What is longer and cannot be broken stands alone on its line.
    """
    parts = text.split("\n")
    if len(text) > _LONGEST:
        return parts
    return [line for part in parts for line in _balance(_units(part), size, room)]


_LONGEST = 1000
"""Characters; a longer text is no title, and Word breaks its lines."""


_TIES = {
    ("ủy", "ban"),
    ("uỷ", "ban"),
    ("ban", "nhân"),
    ("nhân", "dân"),
    ("hội", "đồng"),
    ("đồng", "nhân"),
    ("văn", "phòng"),
    ("thủ", "tục"),
    ("hành", "chính"),
    ("cải", "cách"),
    ("tư", "pháp"),
    ("nội", "vụ"),
    ("đầu", "năm"),
    ("cuối", "năm"),
    ("tháng", "đầu"),
    ("tháng", "cuối"),
}
_BEFORE_NUMBER = {"quý", "năm", "tháng", "ngày", "số"}
_NUMBER = re.compile(r"[0-9][0-9./\-]*|[ivx]+", re.IGNORECASE)


def _units(text: str) -> list[str]:
    """Words, those that belong together joined by a space."""
    units: list[str] = []
    before = ""
    for word in text.split():
        low = word.lower()
        numbered = before in _BEFORE_NUMBER and _NUMBER.fullmatch(low)
        counted = before.isdigit() and len(before) < 3
        if units and (numbered or counted or (before, low) in _TIES):
            units[-1] += f" {word}"
        else:
            units.append(word)
        before = low
    return units


def _balance(units: list[str], size: int, room: int) -> list[str]:
    widths = [width(unit, size) for unit in units]
    space = width(" ", size)
    fewest = len(_fill(widths, space, room))
    if fewest <= 1:
        return [" ".join(units)] if units else []
    low, high = 0, room
    while high - low > size:
        middle = (low + high) // 2
        fits = len(_fill(widths, space, middle)) == fewest
        low, high = (low, middle) if fits else (middle, high)
    words = iter(units)
    return [" ".join(islice(words, count)) for count in _fill(widths, space, high)]


def _fill(widths: list[int], space: int, room: int) -> list[int]:
    """How many units stand on each line, filled greedily up to `room`."""
    counts: list[int] = []
    reached = 0
    for unit in widths:
        if counts and reached + space + unit <= room:
            counts[-1] += 1
            reached += space + unit
        else:
            counts.append(1)
            reached = unit
    return counts
