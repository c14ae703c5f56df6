"""Whether letters can be a Vietnamese syllable: its spelling, not its meaning.

A syllable is written as an onset and a rhyme, with one of six tones marked on the rhyme. Both
lists are closed, so `nghị` can be Vietnamese and `nghj`, `ngị` and `dduocj` cannot. What the
tables hold is the standard spelling described by Đoàn Thiện Thuật, "Ngữ âm tiếng Việt" (1977),
chapters on âm đầu, âm chính, âm cuối, with the rhymes of loanwords in daily use (`xoong`,
`buýt`). The place of the tone mark follows Điều 8, Quyết định 1989/QĐ-BGDĐT (25/5/2018); in an
open syllable in `oa`, `oe`, `uy` the older place (`hòa`) is in use beside the one it names
(`hoà`), and Nghị định 30/2020/NĐ-CP itself has both, so both are right here.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Literal

Tone = Literal["ngang", "huyền", "sắc", "hỏi", "ngã", "nặng"]
Placement = Literal["", "old", "new"]

_TONES: dict[str, Tone] = {
    "\u0300": "huyền",
    "\u0301": "sắc",
    "\u0309": "hỏi",
    "\u0303": "ngã",
    "\u0323": "nặng",
}


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ONSETS = _words("b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x")

_RHYMES = _words(
    """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
    i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
    o oc oi om on ong ooc oong op ot oa oac oach oai oam oan oang oanh oao oap oat oay
    oăc oăm oăn oăng oăt oe oen oeo oet ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uc ui um un ung up ut uân uâng uât uây uê uêch uênh uêt uơ
    uôc uôi uôm uôn uông uôt uy uya uych uyên uyêt uynh uyt uyu
    ư ưa ưc ưi ưm ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
    y ych ynh yt yêm yên yêng yêt yêu
    """
)

_STOPS = ("c", "ch", "p", "t")
"""Finals after which only sắc and nặng are possible."""

_FRONT = "eêiy"
"""First letters of a rhyme before which /k/, /ɣ/, /ŋ/ are written k, gh, ngh."""

_BEFORE_Y = frozenset(["", "h", "k", "l", "m", "n", "s", "t", "th", "v", "qu"])
"""Onsets after which the open rhyme i may be written y: `kỹ`, `lý`, `tỷ`, `quy`, names."""

_AFTER_QU = _words("i in it ôc ơ y ych yên yêt ynh yt")
"""Rhymes after qu, besides those that begin with a, ă, â, e, ê."""

_BOTH_WAYS = ("oa", "oe", "uy")
_MARKED = "ăâêôơư"
_VOWELS = "aăâeêioôơuưy"


@dataclass(frozen=True, slots=True)
class Syllable:
    """The parts of a syllable as written, in small letters.

    Attributes:
        onset: Opening consonants, `gi` and `qu` included; empty where there are none.
        rhyme: The rest without its tone mark.
        tone: One of the six tones.
        placement: Where the tone mark stands in an open `oa`, `oe`, `uy`: `old` for `hòa`,
            `new` for `hoà`; empty where there is no choice.
    """

    onset: str
    rhyme: str
    tone: Tone
    placement: Placement = ""


def is_vietnamese_syllable(text: str) -> bool:
    """Whether the letters can be one Vietnamese syllable, in any case, composed or not.

    True of any spelling the language allows, whether or not a dictionary has it. False of
    figures, of several words, of abbreviations (`UBND`), of foreign words as a rule (`web`).
    """
    return parse_syllable(text) is not None


def parse_syllable(text: str) -> Syllable | None:
    """The parts of a Vietnamese syllable; None where the letters cannot be one."""
    letters, tone, marked = _without_tone(text)
    if not letters or tone is None:
        return None
    for size in (3, 2, 1, 0):
        onset, rhyme = letters[:size], letters[size:]
        if rhyme not in _RHYMES or (onset and onset not in _ONSETS) or not _fits(onset, rhyme):
            continue
        if rhyme.endswith(_STOPS) and tone not in ("sắc", "nặng"):
            continue
        places = _tone_places(onset, rhyme)
        if tone == "ngang":
            return Syllable(onset, rhyme, tone)
        if marked - size in places:
            style: Placement = ("old" if marked - size == 0 else "new") if len(places) > 1 else ""
            return Syllable(onset, rhyme, tone, style)
    return None


@cache
def spellings() -> frozenset[str]:
    """Every syllable that can be written, in small letters, NFC, without its tone mark."""
    return frozenset(
        onset + rhyme for onset in ("", *_ONSETS) for rhyme in _RHYMES if _fits(onset, rhyme)
    )


def _without_tone(text: str) -> tuple[str, Tone | None, int]:
    """Small letters without the tone, the tone, and the letter it stood on.

    The tone is None where there are two tone marks: no syllable has two.
    """
    letters: list[str] = []
    tone: Tone | None = "ngang"
    marked = -1
    for char in unicodedata.normalize("NFD", text.lower()):
        if char not in _TONES:
            letters.append(char)
            continue
        tone = _TONES[char] if tone == "ngang" else None
        marked = len(unicodedata.normalize("NFC", "".join(letters))) - 1
    return unicodedata.normalize("NFC", "".join(letters)), tone, marked


def _fits(onset: str, rhyme: str) -> bool:
    """Whether spelling lets this rhyme follow this onset."""
    first = rhyme[0]
    if onset == "qu":
        return first in "aăâeê" or rhyme in _AFTER_QU
    if first == "y" and (rhyme != "y" or onset not in _BEFORE_Y):
        return onset == "" and rhyme[:2] == "yê"
    if onset in ("c", "ng"):
        return first not in _FRONT
    if onset == "g":
        # The letter i of gi is written once: gì, gìn, giết, giếng.
        return first not in _FRONT or rhyme in ("i", "in") or rhyme[:2] == "iê"
    if onset == "gi":
        return first not in "êiy"
    if onset in ("k", "gh", "ngh"):
        return first in _FRONT
    return onset != "" or rhyme[:2] != "iê"


def _tone_places(onset: str, rhyme: str) -> tuple[int, ...]:
    """Letters of the rhyme on which its tone mark may stand, counted from 0."""
    marked = [at for at, char in enumerate(rhyme) if char in _MARKED]
    if marked:
        return (marked[-1],)
    vowels = len(rhyme) - len(rhyme.lstrip(_VOWELS))
    if rhyme in _BOTH_WAYS:
        return (0, 1)
    if vowels == 3 or (vowels == 2 and len(rhyme) > 2):
        return (1,)
    return (0,)
