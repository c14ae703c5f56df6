"""Telex and VNI letters left uncomposed: `cair cachs` and `ca3i ca1ch` are `cải cách`.

Happens when the input method is off, or when the terminal swallows its corrections.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from cchc_tui.domain.text import fold

_TONES = {
    "s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323", "z": "",
    "1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323", "0": "",
}  # fmt: skip
_HAT, _HORN, _BREVE = "\u0302", "\u031b", "\u0306"
_VOWELS = "aeiouy"
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdghklmnprstvx])?"
    r"(?:[aeiouy]|ai|ao|au|ay|eo|eu|ia|ie|iu|oa|oe|oi|oo|ua|ue|ui|uo|uu|uy|ye|ya"
    r"|ieu|yeu|oai|oay|oao|oeo|uay|uoi|uou|uye|uya|uyu)"
    r"(?:ng|nh|ch|[cmnpt])?"
)
MAX_LENGTH = 12
"""The longest Vietnamese syllable has seven letters and up to four strokes more."""


@lru_cache(maxsize=1024)
def compose(typed: str) -> str:
    """The syllable meant by Telex or VNI strokes, in small letters, NFC.

    Returns:
        The syllable with its marks; empty if the strokes make no Vietnamese syllable or
        hold no stroke that makes a mark.
    """
    small = typed.lower()
    if not small.isascii() or not small.isalnum() or not 2 <= len(small) <= MAX_LENGTH:
        return ""
    if small.isdigit() or small[0].isdigit():
        return ""
    letters: list[str] = []
    tone, used = "", False
    for stroke in small:
        done = _mark(letters, stroke)
        if not done and stroke in _TONES and any(letter[0] in _VOWELS for letter in letters):
            tone, done = _TONES[stroke], True
        if done:
            used = True
        elif stroke.isdigit():
            return ""
        else:
            letters.append(stroke)
    plain = "".join(letter[0] for letter in letters)
    if not used or not _SYLLABLE.fullmatch(plain):
        return ""
    for at in range(len(letters) - 2):
        if letters[at : at + 2] == ["u" + _HORN, "o"]:
            letters[at + 1] += _HORN  # nguwoi is ngươi: ưo stands before no letter
    if tone:
        letters[_tone_place(letters)] += tone
    composed = unicodedata.normalize("NFC", "".join(letters)).replace("d-", "đ")
    return composed if fold(composed) != composed else ""


def _mark(letters: list[str], stroke: str) -> bool:
    """Puts the mark a stroke stands for on the letters typed so far; whether there was one."""
    if stroke in "d9":
        return _put(letters, "d", "-", first=True)
    if stroke in "aeo" and stroke in [letter[0] for letter in letters]:
        return _put(letters, stroke, _HAT)
    if stroke == "6":
        return _put(letters, "aeo", _HAT)
    if stroke == "8":
        return _put(letters, "a", _BREVE)
    if stroke in "w7":
        plain = "".join(letter[0] for letter in letters)
        for pair, marked in (("uo", ["u" + _HORN, "o" + _HORN]), ("uu", ["u" + _HORN, "u"])):
            if (at := plain.find(pair)) >= 0:
                letters[at : at + 2] = marked
                return True
        if stroke == "w" and _put(letters, "a", _BREVE):
            return True
        if _put(letters, "ou", _HORN):
            return True
        if stroke == "w":
            letters.append("u" + _HORN)
        return stroke == "w"
    return False


def _put(letters: list[str], kinds: str, mark: str, *, first: bool = False) -> bool:
    """Marks the last letter of these kinds that has no mark (`first`: only the first letter)."""
    places = range(min(1, len(letters))) if first else range(len(letters) - 1, -1, -1)
    for at in places:
        if letters[at] in tuple(kinds):
            letters[at] += mark
            return True
    return False


def _tone_place(letters: list[str]) -> int:
    """Where the tone stands, in the new style (`hoà`, `thuý`)."""
    vowels = [at for at, letter in enumerate(letters) if letter[0] in _VOWELS]
    plain = "".join(letter[0] for letter in letters)
    if len(vowels) > 1 and plain[:2] in ("qu", "gi"):
        vowels = vowels[1:]
    marked = [at for at in vowels if len(letters[at]) > 1]
    if marked:
        return marked[-1]
    if len(vowels) == 1:
        return vowels[0]
    if vowels[-1] < len(letters) - 1 or len(vowels) > 2:
        return vowels[1] if len(vowels) > 2 else vowels[-1]
    pair = plain[vowels[0] :]
    return vowels[1] if pair in ("oa", "oe", "uy") else vowels[0]
