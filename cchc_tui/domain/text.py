"""Cleaning of typed text, and folding of Vietnamese for search and matching.

Everything that enters `cchc` passes `clean_line` or `clean_text`; everything that is compared
without case and tone marks passes `fold`.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterable
from typing import Any

_NEWLINES = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_DROPPED = re.compile(
    "["
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # C0 and C1, but for line ends and tab
    "\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"  # bidi and zero width
    "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufff0-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e0fff\U000f0000-\U0010ffff"  # tags, private planes
    "]+"
)
_SYLLABLE = re.compile(r"\d+(?:[.,/]\d+)*|[^\W\d_]+")


def clean_text(text: str) -> str:
    r"""Several lines of text, safe for a terminal, for XML and for place marks.

    Line ends become `\n`, a tab becomes a space; control, bidi, zero-width and private use
    characters and stray surrogates are dropped; the rest is NFC. Applying it twice changes
    nothing.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _NEWLINES.sub("\n", text).replace("\t", " ")
    return unicodedata.normalize("NFC", _DROPPED.sub("", text))


def clean_line(text: str) -> str:
    """One line of text: as `clean_text`, with line ends as spaces and bare ends."""
    return clean_text(text).replace("\n", " ").strip()


def _fold_slowly(text: str) -> str:
    """The fold of any text, character by character."""
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFD", text).casefold())
    return "".join(_SPECIAL.get(c, c) for c in plain if not unicodedata.combining(c))


_SPECIAL = {
    **dict.fromkeys("đĐðÐ", "d"),
    **dict.fromkeys("“”„‟«»", '"'),
    **dict.fromkeys("‘’‚‛´`", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("\xa0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
                    "\u202f\u205f\u3000", " "),
    "ß": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l",
    "ı": "i", "…": "...",
}  # fmt: skip

_COMMON = (
    "".join(map(chr, range(0x20, 0x7F)))
    + "\n\t\xa0–—“”‘’²³°"
    + "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
    + "ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴĐ"
)


# Vietnamese, ASCII and a few signs are fewer than 256 characters, so folding a phrase can be
# one trip through a charmap and one through a byte table, both in C: a bank of a million
# phrases is folded in a second or two.
_PADDED = _COMMON.ljust(256, "\ufffe")
_ENCODING: Any = codecs.charmap_build(_PADDED)
_BYTES = bytes(ord(_fold_slowly(char)) if char != "\ufffe" else 0 for char in _PADDED)


def fold(text: str) -> str:
    """The text in lower case without tone marks, with đ as d; NFC and NFD fold alike.

    Quotes, dashes and spaces of other kinds become the plain ones. Folding twice changes
    nothing. For text made of composed Vietnamese letters the length stays the same.
    """
    folded = _fold_one_to_one(text)
    return _fold_slowly(text) if folded is None else folded


def _fold_one_to_one(text: str) -> str | None:
    """The fold of text made of common characters only; None for any other."""
    try:
        encoded: bytes = codecs.charmap_encode(text, "strict", _ENCODING)[0]
    except UnicodeEncodeError:
        return None
    return encoded.translate(_BYTES).decode("latin-1")


def fold_with_map(text: str) -> tuple[str, list[int]]:
    """As `fold`, with the index into `text` of the character each folded one came from."""
    folded = _fold_one_to_one(text)
    if folded is not None:
        return folded, list(range(len(text)))
    parts = [_fold_slowly(char) for char in text]
    origins = [at for at, part in enumerate(parts) for _ in part]
    return "".join(parts), origins


def syllables(text: str) -> list[str]:
    """Words of the text in order: runs of letters, and figures with their inner marks."""
    return _SYLLABLE.findall(unicodedata.normalize("NFC", text))


def upper_first(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """The text with a small first letter, unless it starts with a word in capitals (`UBND`)."""
    if len(text) > 1 and text[1].isupper():
        return text
    return text[:1].lower() + text[1:]


def slug(text: str) -> str:
    """An id from a name: `Sở Tư pháp Khánh Hòa` gives `so-tu-phap-khanh-hoa`."""
    return "-".join(re.findall(r"[a-z0-9]+", fold(text)))


def nearest(name: str, names: Iterable[str]) -> str | None:
    """The name most like a mistyped one, without regard to case and marks; None if none is."""
    from rapidfuzz import fuzz, process

    found = process.extractOne(
        name, list(names), scorer=fuzz.ratio, processor=fold, score_cutoff=60
    )
    return str(found[0]) if found else None
