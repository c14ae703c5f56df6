"""Widths of text in bold Times New Roman, to draw rules and break centred lines beforehand.

A rule under a name is as long as a share of that name (Nghị định 30/2020/NĐ-CP, Phụ lục I,
mục II), and Word has no such unit, so the writer has to know how long the name will be.
"""

from __future__ import annotations

import unicodedata

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

    Args:
        text: A line feed in it is a break that stays.
        size: In points.
        room: In twips. A word that is longer stands alone on its line.
    """
    return [line for part in text.split("\n") for line in _balance(part.split(), size, room)]


def _balance(words: list[str], size: int, room: int) -> list[str]:
    fewest = len(_fill(words, size, room))
    low, high = 0, room
    while high - low > size:
        middle = (low + high) // 2
        low, high = (low, middle) if len(_fill(words, size, middle)) == fewest else (middle, high)
    return _fill(words, size, high)


def _fill(words: list[str], size: int, room: int) -> list[str]:
    """Lines filled greedily up to `room`."""
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
