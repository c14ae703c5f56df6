"""Words of a phrase and of a query, as the index and the ranking see them.

A word is kept twice: folded (`cai`) for finding, and with its marks in small letters (`cải`)
for queries that were typed with marks. Abbreviations written in a phrase (`TTHC`) are seen
as the words they stand for, and those typed in a query as either, so each finds the other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from cchc_tui.domain.problems import DataError, Problem, read_toml
from cchc_tui.domain.text import clean_line, fold
from cchc_tui.phrases.slots import PIECE

ABBREVIATIONS_FILE = "abbreviations.toml"

_TOKEN = re.compile(r"\{\{|\}\}|\{[^{}]*\}|[^\W_]+")
_WORD = re.compile(r"[^\W_]+")
_TONE_MARKS = "\u0300\u0301\u0303\u0309\u0323"
_OLD_STYLE = re.compile(rf"([oOuU])([{_TONE_MARKS}])([aeyAEY])$")


class Word(NamedTuple):
    """One word: folded, with marks, and the stretch of the text it stands for."""

    fold: str
    tone: str
    start: int
    end: int


@lru_cache(maxsize=16384)
def word_forms(written: str) -> tuple[str, str]:
    """A word folded, and in small letters with marks, the tone where the new style puts it.

    `hòa` and `hoà` are one word in two styles of writing; so are `thúy` and `thuý`.
    """
    small = unicodedata.normalize("NFC", written).lower()
    folded = fold(small)
    if folded[-2:] in ("oa", "oe", "uy") and folded != small:
        marked = _OLD_STYLE.sub(r"\1\3\2", unicodedata.normalize("NFD", small))
        small = unicodedata.normalize("NFC", marked)
    return folded, small


@dataclass(frozen=True)
class Abbreviations:
    """Usual abbreviations.

    Attributes:
        meanings: The list as it was read.
        written: What an abbreviation in a phrase stands for, by its exact spelling; only
            those with one meaning.
        typed: Every meaning, by folded spelling.
        digest: Changes whenever the list does.
    """

    meanings: dict[str, tuple[str, ...]] = field(default_factory=dict)
    written: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    typed: dict[str, tuple[tuple[tuple[str, str], ...], ...]] = field(default_factory=dict)
    digest: str = ""


def load_abbreviations(folders: Iterable[Path], problems: list[Problem]) -> Abbreviations:
    """Reads `abbreviations.toml` of each folder that has one; later folders replace entries."""
    meanings: dict[str, tuple[str, ...]] = {}
    for folder in folders:
        path = folder / ABBREVIATIONS_FILE
        if path.is_file():
            meanings.update(_entries(path, problems))
    return abbreviations_from(meanings)


def abbreviations_from(meanings: Mapping[str, tuple[str, ...]]) -> Abbreviations:
    """The abbreviations with these meanings."""
    written: dict[str, tuple[tuple[str, str], ...]] = {}
    typed: dict[str, tuple[tuple[tuple[str, str], ...], ...]] = {}
    for short, longs in meanings.items():
        forms = tuple(tuple(word_forms(word) for word in _WORD.findall(long)) for long in longs)
        if len(forms) == 1:
            written[short] = forms[0]
        folded = fold(short)
        typed[folded] = (*typed.get(folded, ()), *forms)
    digest = blake2b(repr(sorted(meanings.items())).encode(), digest_size=8).hexdigest()
    return Abbreviations(dict(meanings), written, typed, digest)


def _entries(path: Path, problems: list[Problem]) -> Iterator[tuple[str, tuple[str, ...]]]:
    try:
        tables: Any = read_toml(path).get("abbreviation", [])
    except DataError as error:
        problems.extend(error.problems)
        return
    for entry in tables if isinstance(tables, list) else []:
        short = entry.get("short") if isinstance(entry, dict) else None
        long = entry.get("long") if isinstance(entry, dict) else None
        longs = [long] if isinstance(long, str) else long
        good = isinstance(longs, list) and longs and all(isinstance(one, str) for one in longs)
        if isinstance(short, str) and _WORD.fullmatch(clean_line(short)) and good:
            yield clean_line(short), tuple(clean_line(one) for one in longs or ())
        else:
            message = "mỗi mục cần short (một chữ viết tắt) và long (chữ đầy đủ)"
            problems.append(Problem(str(path), 0, str(short or "abbreviation"), message))


def text_words(text: str, abbreviations: Abbreviations) -> list[Word]:
    """The words of a phrase in order, with the stretch of `text` each stands for.

    A slot gives the words of its name and of its choices: `{ky_bao_cao}` is found by `ky`.
    """
    make = Word._make
    return [
        make((*word_forms(word), start, end))
        for word, start, end in word_places(text, abbreviations)
    ]


def word_places(text: str, abbreviations: Abbreviations) -> list[tuple[str, int, int]]:
    """What `text_words` gives, as written: each word, and its stretch of the text."""
    written = abbreviations.written
    places: list[tuple[str, int, int]] = []
    for match in _TOKEN.finditer(text):
        token = match[0]
        start, end = match.span()
        if token in written:
            places += [(word, start, end) for _, word in written[token]]
        elif token[0] not in "{}":
            places.append((token, start, end))
        elif len(token) > 2:
            places += _slot_words(token, start)
    return places


def _slot_words(token: str, at: int) -> Iterator[tuple[str, int, int]]:
    slot = PIECE.fullmatch(token)
    skip = slot.span("type") if slot and slot["type"] else (0, 0)
    for match in _WORD.finditer(token):
        if not skip[0] <= match.start() < skip[1]:
            yield match[0], at + match.start(), at + match.end()


def query_words(text: str) -> list[Word]:
    """The words typed, in order."""
    return [Word(*word_forms(match[0]), *match.span()) for match in _WORD.finditer(text)]


def tone_matches(typed: str, word: str) -> bool:
    """Whether a word begins with what was typed, letter by letter.

    A letter with marks matches only itself, a plain letter matches any of its kin:
    `tu` begins `từ` and `tư`, `tư` begins `tư` but not `từ`, `d` begins `đất`.
    """
    if len(typed) > len(word):
        return False
    return all(a == b or (a.isascii() and a == fold(b)) for a, b in zip(typed, word, strict=False))
