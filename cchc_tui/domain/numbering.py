"""Numbers of headings and annexes, never typed by hand.

A numbering style is written as its first number looks: `I.`, `1.`, `1.1.`, `a)`. In a style of
several numbers the last is the heading's own and those before are its ancestors'.
"""

from __future__ import annotations

import re

LETTERS = "abcdđeghiklmnopqrstuvxy"
"""Vietnamese order for điểm (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.6đ): đ follows d; f, j,
w, z are not letters of the alphabet, and those with a hat or horn are not used."""

_TOKEN = re.compile(r"(?<!\w)(?:I|1|a|A)(?!\w)")

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def roman(number: int) -> str:
    """Roman numeral of a positive number."""
    written = ""
    for value, sign in _ROMAN:
        written += sign * (number // value)
        number %= value
    return written


def letter(number: int) -> str:
    """`a` for 1, `đ` for 5; after `y` comes `aa`."""
    written = ""
    while number > 0:
        number, at = divmod(number - 1, len(LETTERS))
        written = LETTERS[at] + written
    return written


def numbered(style: str, ordinals: list[int]) -> str:
    """The printed number of a heading.

    Args:
        style: e.g. `I.`, `1.1.`, `a)`; `-` or empty prints itself.
        ordinals: Ordinals of the heading's ancestors by level, its own last; 0 where a level
            is missing or carries no number.
    """
    tokens = _TOKEN.findall(style)
    if not tokens:
        return style
    padded = [0] * len(tokens) + ordinals
    values = iter(padded[-len(tokens) :])
    text = _TOKEN.sub(lambda found: _sign(found.group(), next(values)), style)
    return re.sub(r"^[.\-]+", "", text)


def _sign(script: str, ordinal: int) -> str:
    """One number in the script of its style; nothing for a level that has none."""
    if ordinal == 0:
        return ""
    if script == "I":
        return roman(ordinal)
    if script == "1":
        return str(ordinal)
    return letter(ordinal) if script == "a" else letter(ordinal).upper()


class HeadingCounter:
    """Counts headings by level; a heading starts the levels below it afresh."""

    def __init__(self) -> None:
        self._ordinals: list[int] = []

    def number(self, level: int, style: str) -> str:
        """Count one heading of `level` (from 1) and return its printed number.

        A heading whose style holds no number is not counted but still starts the levels
        below it afresh.
        """
        kept = self._ordinals[: level - 1]
        own = self._ordinals[level - 1] if len(self._ordinals) >= level else 0
        if _TOKEN.search(style):
            own += 1
        self._ordinals = kept + [0] * (level - 1 - len(kept)) + [own]
        return numbered(style, self._ordinals)
