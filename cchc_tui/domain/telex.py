"""Vietnamese typed on a plain keyboard, by Telex or VNI: what the word at the cursor becomes.

`Keyboard` is pure: a word, a key, the word after it. A word is begun from the letters before
the cursor, so nothing is kept that could get out of step with the text; what the keys were is
kept beside it only as long as the word stands as it was left, to give it back as typed when it
turns out to be no Vietnamese word (`https`, `Windows`, `AS400`).

Placement of tones follows `syllables`; the rules that a mark may come at the end, and is undone
by typing it again, are those of the input methods in use in Vietnamese offices.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from cchc_tui.domain.strokes import (
    VOWELS,
    Letters,
    Method,
    append,
    could_become,
    letters_of,
    stroke,
)
from cchc_tui.domain.syllables import is_vietnamese_syllable, spellings

METHOD_NAMES: dict[Method, str] = {"telex": "Telex", "vni": "VNI"}
"""What the methods are called on screen."""

LONGEST = 24
"""Letters before the cursor that are looked at; no Vietnamese word has more than seven."""

_VOWELS = tuple(VOWELS)
_STOPS = ("c", "ch", "p", "t")
_STOP_TONES = ("", "\u0301", "\u0323")

_PLACES = frozenset(
    ("đăk", "đắk", "lăk", "lắk", "păk", "pắk", "búk", "kạn", "krông", "prông", "păh", "pưh",
     "tẻh", "đrăk", "đrắk", "jút")
)  # fmt: skip
"""Words in official names of places that follow no Vietnamese spelling (`Đắk Lắk`, `Bắc Kạn`)."""

_FOREIGN = frozenset(
    ("PAR", "GIS", "Office", "office", "Offline", "offline", "Password", "password", "Message",
     "message", "virus")
)  # fmt: skip
"""Words that Vietnamese reports do write and whose letters read as marks; in this case only."""


@dataclass(frozen=True, slots=True)
class Word:
    """The word being typed.

    Attributes:
        seed: Letters that stood before the cursor when typing began.
        keys: What was pressed since.
        shown: What stands on the screen, NFC.
        letters: The syllable; None once the word is none, and its keys stand as they are.
    """

    seed: str = ""
    keys: str = ""
    shown: str = ""
    letters: Letters | None = Letters()  # noqa: RUF009 - frozen

    @property
    def typed(self) -> str:
        """The word as its keys say."""
        return self.seed + self.keys


@dataclass(frozen=True, slots=True)
class Keyboard:
    """A way of typing.

    Attributes:
        method: Telex or VNI.
        old_style: Whether tones stand as in `hòa`, `thúy`; otherwise as in `hoà`, `thuý`.
    """

    method: Method
    old_style: bool = True

    def begin(self, seed: str = "") -> Word:
        """The word that stands before the cursor, as it is.

        Args:
            seed: Its letters and figures, NFC; see `word_before`.
        """
        letters = letters_of(seed)
        return Word(seed, "", seed, letters if letters and _possible(letters) else None)

    def press(self, word: Word, key: str) -> Word:
        """The word after one more key.

        Args:
            word: The word before.
            key: A letter or a figure.
        """
        pressed = replace(word, keys=word.keys + key)
        if pressed.typed.lower() == "www":
            return replace(pressed, shown=pressed.typed, letters=None)
        if word.letters is None:
            return replace(pressed, shown=self._literal(word, pressed, key))
        letters, fits = self._compose(word.letters, key)
        if fits:
            return replace(pressed, shown=letters.shown(old_style=self.old_style), letters=letters)
        shown = letters.shown(old_style=self.old_style) if letters.undone else self._code(pressed)
        return replace(pressed, shown=shown, letters=None)

    def end(self, word: Word) -> str:
        """The word as it stays once something else is typed: what is no word is given back."""
        if word.typed in _FOREIGN:
            return word.typed
        letters = word.letters
        if letters is None or letters.undone or word.shown == word.typed:
            return word.shown
        if _is_whole(word.shown, letters):
            return word.shown
        if letters.text[-2:].lower() == "ươ":
            other = replace(letters, text=letters.text[:-2] + _plain_u(letters.text[-2:]))
            if is_vietnamese_syllable(shown := other.shown(old_style=self.old_style)):
                return shown
        return self._code(word)

    def _compose(self, letters: Letters, key: str) -> tuple[Letters, bool]:
        """The letters with a key as mark or as letter, and whether that can be a syllable."""
        added = append(letters, key)
        marked = stroke(self.method, letters, key)
        if marked is None:
            return added, _possible(added)
        if marked.undone and not letters.undone:
            return marked, _possible(marked)
        vowel = key.lower() in "aeo" and letters.text[-1:].lower() != key.lower()
        if vowel and not marked.undone and _possible(added):
            return added, True  # ngoeo: the second o is a letter, not a hat for the first.
        return (marked, True) if _possible(marked, toned=False) else (added, False)

    def _literal(self, before: Word, word: Word, key: str) -> str:
        """What a word that is no syllable looks like with one more key."""
        if before.shown == self._code(before):
            return self._code(word)
        return before.shown + key

    def _code(self, word: Word) -> str:
        """Keys as they are, but for the đ of abbreviations (`NĐ`, `HĐND`, `1000đ`).

        Only in capitals, after figures, or where there is no vowel at all; `HDDD` gives `HDD`.
        """
        typed = word.typed
        small = typed.lower()
        plain = not any(char in VOWELS for char in small)
        if not (typed.isupper() or (plain and (small[:1] == "d" or small[:1].isdigit()))):
            return typed
        again = "d" if self.method == "telex" else "9"
        shown = word.seed
        for at, key in enumerate(word.keys):
            last = shown[-1:]
            if key.lower() == again and last in ("D", "d") and shown[-2:-1].lower() not in _VOWELS:
                shown = shown[:-1] + ("Đ" if last == "D" else "đ")
            elif key.lower() == again and last in ("Đ", "đ"):
                return shown[:-1] + ("D" if last == "Đ" else "d") + word.keys[at:]
            else:
                shown += key
        return shown


def word_before(line: str) -> str:
    """The letters and figures right before the cursor.

    Args:
        line: The line up to the cursor.
    """
    start = len(line)
    while start and len(line) - start < LONGEST and line[start - 1].isalnum():
        start -= 1
    return unicodedata.normalize("NFC", line[start:])


def is_typed(character: str) -> bool:
    """Whether a key belongs to a word: a plain letter or figure of the keyboard."""
    return len(character) == 1 and character.isascii() and character.isalnum()


def _plain_u(pair: str) -> str:
    return ("U" if pair[0].isupper() else "u") + pair[1]


def _is_whole(shown: str, letters: Letters) -> bool:
    """Whether what is shown may stay: a syllable, a place's name, or a vowel spoken of."""
    small = shown.lower()
    spoken_of = (len(shown) == 1 and not letters.tone) or small == "ươ"
    return spoken_of or small in _PLACES or is_vietnamese_syllable(shown)


def _possible(letters: Letters, *, toned: bool = True) -> bool:
    """Whether the letters are the beginning of a syllable, marks still to come allowed for."""
    small = letters.text.lower()
    if toned and small.endswith(_STOPS) and letters.tone not in _STOP_TONES:
        return False
    # A word in small letters never goes on in a capital: eOffice, iPhone.
    mixed = letters.text[:1].islower() and not letters.text.islower()
    return not mixed and _begins(small)


@lru_cache(maxsize=4096)
def _begins(small: str) -> bool:
    known = _beginnings()
    return len(small) <= 7 and any(form in known for form in could_become(small))


@cache
def _beginnings() -> frozenset[str]:
    """Every beginning of a syllable or of a place's name, without tones."""
    places = {parts.text for place in _PLACES if (parts := letters_of(place))}
    return frozenset(word[:size] for word in spellings() | places for size in range(len(word) + 1))
