"""Where a Telex or VNI key puts its mark: on which letter, as hat, horn, breve, bar or tone.

Pure rules over the letters of one syllable, its tone apart. A mark may be typed right after its
letter or at the end of the syllable (`tieengs`, `tiengse`); typed once more it is taken off and
the key stands for itself (`aaa` is `aa`). Letters keep their case; a mark has none.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from typing import Literal

Method = Literal["telex", "vni"]

TONES: dict[Method, dict[str, str]] = {
    "telex": {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323", "z": ""},
    "vni": {"1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323", "0": ""},
}
"""The combining mark that each tone key puts; nothing for the key that takes the tone off."""

VOWELS = "aăâeêioôơuưy"
_FAMILIES = {"a": "aăâ", "e": "eê", "o": "oôơ", "u": "uư", "d": "dđ"}
_OPEN_HORN = ("h", "th", "kh")
"""Onsets after which `uow` with nothing behind it is `uơ` (`huơ`, `thuở`), not `ươ`."""

_PAIRS_BOTH = ("oa", "oe", "uy")


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters of a syllable being typed.

    Attributes:
        text: The letters without the tone, each one character (NFC).
        tone: Combining mark of the tone; empty for none.
        undone: Whether a mark was taken off by typing it again: the officer means plain letters.
        lone: Whether an `ư` at the end was typed as a `w` alone.
    """

    text: str = ""
    tone: str = ""
    undone: bool = False
    lone: bool = False

    @property
    def nucleus(self) -> tuple[int, int]:
        """Where the vowels begin and end; the u of `qu` and the i of `gia` are no vowels."""
        small = self.text.lower()
        start = len(small) - len(small.lstrip(_CONSONANTS))
        if small[:2] == "qu" or (small[:2] == "gi" and small[2:3] in tuple(VOWELS)):
            start = 2
        end = start
        while end < len(small) and small[end] in VOWELS:
            end += 1
        return start, end

    @property
    def vowels(self) -> str:
        """The vowels, in small letters."""
        start, end = self.nucleus
        return self.text[start:end].lower()

    def shown(self, *, old_style: bool) -> str:
        """The syllable as it is written, NFC.

        Args:
            old_style: Whether an open `oa`, `oe`, `uy` has its tone on the first letter (`hòa`).
        """
        start, end = self.nucleus
        if not self.tone or start == end:
            return self.text
        at = start + _tone_place(self.vowels, closed=end < len(self.text), old_style=old_style)
        toned = unicodedata.normalize("NFC", self.text[at] + self.tone)
        return self.text[:at] + toned + self.text[at + 1 :]


_CONSONANTS = "bcdđfghjklmnpqrstvwxz"


def letters_of(text: str) -> Letters | None:
    """Takes a written word apart into letters and tone; None where it has two tones."""
    marks = set(TONES["telex"].values()) - {""}
    tones = ""
    kept: list[str] = []
    for char in text:
        parts = unicodedata.normalize("NFD", char)
        tones += "".join(part for part in parts if part in marks)
        plain = "".join(part for part in parts if part not in marks)
        kept.append(unicodedata.normalize("NFC", plain))
    return Letters("".join(kept), tones) if len(tones) < 2 else None


def _tone_place(vowels: str, *, closed: bool, old_style: bool) -> int:
    """The vowel that carries the tone, counted from 0."""
    marked = [at for at, char in enumerate(vowels) if char in "ăâêôơư"]
    if marked:
        return marked[-1]
    if len(vowels) == 2:
        return int(closed or (vowels in _PAIRS_BOTH and not old_style))
    return int(len(vowels) > 2)


def append(letters: Letters, key: str) -> Letters:
    """The letters with one more; `ưo` and `uơ` become `ươ` before it (`nguwoi`, `thuowng`)."""
    text = letters.text
    if letters.vowels[-2:] in ("ưo", "uơ") and letters.nucleus[1] == len(text):
        text = text[:-2] + _like("ư", text[-2]) + _like("ơ", text[-1])
    return replace(letters, text=text + key, lone=False)


def stroke(method: Method, letters: Letters, key: str) -> Letters | None:
    """What a key makes of a syllable as a mark; None where it marks nothing.

    Args:
        method: Telex or VNI.
        letters: What is typed so far.
        key: One character.
    """
    small = key.lower()
    if small in TONES[method]:
        return _tone(letters, TONES[method][small], key)
    if small == ("d" if method == "telex" else "9"):
        return _bar(letters, key)
    if method == "telex":
        if small == "w":
            return _horn(letters, key, "aou") or _lone_horn(letters, key)
        return _hat(letters, key, small) if small in "aeo" else None
    if small == "7":
        return _horn(letters, key, "ou")
    if small == "8":
        return _horn(letters, key, "a")
    return _hat(letters, key, "aeo") if small == "6" else None


def _tone(letters: Letters, mark: str, key: str) -> Letters | None:
    if not letters.vowels or (not mark and not letters.tone):
        return None
    if mark and mark == letters.tone:
        return replace(letters, text=letters.text + key, tone="", undone=True)
    return replace(letters, tone=mark)


def _bar(letters: Letters, key: str) -> Letters | None:
    first = letters.text[:1]
    if first.lower() == "đ":
        return _undo(letters, 0, "d", key)
    return _put(letters, 0, "đ") if first.lower() == "d" else None


def _hat(letters: Letters, key: str, kinds: str) -> Letters | None:
    """Hats the last vowel of these kinds; the hat of `ươ` makes `uô`."""
    start, _ = letters.nucleus
    vowels = letters.vowels
    if "oo" in vowels:
        return None
    for at in range(len(vowels) - 1, -1, -1):
        char = vowels[at]
        kind = next((kind for kind in kinds if char in _FAMILIES[kind]), "")
        if kind:
            hatted = {"a": "â", "e": "ê", "o": "ô"}[kind]
            if char == hatted:
                return _undo(letters, start + at, kind, key)
            changed = _put(letters, start + at, hatted)
            return (
                _put(changed, start + at - 1, "u") if vowels[at - 1 : at + 1] == "ươ" else changed
            )
    return None


def _horn(letters: Letters, key: str, kinds: str) -> Letters | None:
    """Horn or breve on the vowels that take it; pairs are taken together (`uo`, `ua`, `uu`)."""
    start, end = letters.nucleus
    vowels = letters.vowels
    for at in range(len(vowels) - 1) if "u" in kinds else ():
        pair = vowels[at : at + 2]
        here = start + at
        if pair[0] not in "uư":
            continue
        if pair[1] in "oôơ":
            if pair == "ươ" and letters.text.lower() == "ươ":
                return _put(letters, here, "u")  # `uơ` alone: the same key once more
            if pair in ("ươ", "uơ"):
                return _undo(_put(letters, here, "u"), here + 1, "o", key)
            bare = here + 2 == len(letters.text) and letters.text[:here].lower() in _OPEN_HORN
            left = letters if bare and pair[0] == "u" else _put(letters, here, "ư")
            return _put(left, here + 1, "ơ")
        if pair in ("ua", "uu"):
            return _put(letters, here, "ư")
        if pair in ("ưa", "ưu"):
            return _undo(letters, here, "u", key)
    for kind in kinds:
        horned = {"a": "ă", "o": "ơ", "u": "ư"}[kind]
        for at in range(end - 1, start - 1, -1):
            char = letters.text[at].lower()
            if char == horned:
                return _undo(letters, at, kind, key)
            if char in _FAMILIES[kind]:
                return _put(letters, at, horned)
    return None


def _lone_horn(letters: Letters, key: str) -> Letters | None:
    """A `w` without a vowel before it is `ư`; the i of `gi` is none."""
    text = letters.text.lower()
    if (letters.vowels and text != "gi") or text[-1:] in ("q", "w"):
        return None
    return replace(letters, text=letters.text + _like("ư", key), lone=True)


def _undo(letters: Letters, at: int, plain: str, key: str) -> Letters:
    if letters.lone and at == len(letters.text) - 1:
        return replace(letters, text=letters.text[:-1] + key, undone=True, lone=False)
    bare = _put(letters, at, plain)
    return replace(bare, text=bare.text + key, undone=True)


def _put(letters: Letters, at: int, char: str) -> Letters:
    text = letters.text
    return replace(
        letters, text=text[:at] + _like(char, text[at]) + text[at + 1 :], lone=letters.lone
    )


def _like(char: str, case: str) -> str:
    return char.upper() if case.isupper() else char


def could_become(text: str) -> list[str]:
    """What letters may stand for once marks still to come are put, in small letters.

    Args:
        text: Letters without a tone.
    """
    forms = [""]
    for char in text.lower():
        kinds = _LATER.get(char, char)
        forms = [form + kind for form in forms for kind in kinds]
    return forms


_LATER = {
    "a": "aăâ", "ă": "ăâ", "â": "ăâ", "e": "eê", "o": "oôơ", "ô": "ôơ", "ơ": "ôơ",
    "u": "uư", "d": "dđ",
}  # fmt: skip
