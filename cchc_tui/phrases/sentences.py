"""Cuts a paragraph into sentences: a point inside a figure or an abbreviation ends none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_tui.domain.text import clean_text
from cchc_tui.phrases.private import UPPER

_END = re.compile(rf"(?:\./\.|\.{{3}}|[.!?…])[”\"’)]*(?=\s+[“\"‘(]?[{UPPER}0-9+*–-])")
_ABBREVIATED = re.compile(
    r"(?:(?<!\w)(?:TP|Tp|tp|TX|TT|Th[Ss]|TS|PGS|GS|BS|CN|KS|KT|TM|TL|TUQ|Q|P|NXB|Nxb|tr|st|v\.v|vv"
    rf"|VD|vd|đ/c|Đ/c|[{UPPER}]|[0-9]{{1,3}}(?:\.[0-9]{{1,3}})*|[ivxIVX]{{1,4}}))\Z"
)
_ITEM = re.compile(r"\A(?:\s*(?:[-+*•–]|[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}[.)]|[a-zđ]\))){1,4}\s+")
_FOOTNOTE_MARKS = re.compile(r"[¹²³⁰⁴-⁹]+|\[\^?[0-9]{1,3}\]")
_TAIL = re.compile(r"\s*(?:\./\.|[;,]+(?:\s*(?:và|hoặc))?)?\s*\Z")


def split_sentences(text: str) -> list[str]:
    """The sentences of a paragraph or list item, without marker, emphasis and footnote marks.

    A sentence keeps its final point; the `;` after an item and `./.` after the last one go.
    """
    plain = _FOOTNOTE_MARKS.sub("", re.sub(r"\*+", "", clean_text(text)))
    plain = _ITEM.sub("", " ".join(plain.split()))
    return [sentence for part in _parts(plain) if (sentence := _trimmed(part))]


def whole_sentences(text: str) -> list[str]:
    """The sentences of a text as they stand, blanks and line ends with them.

    Put together again they are the text, character by character.
    """
    return [part for line in text.splitlines(keepends=True) for part in _parts(line) if part]


def sentence_at(text: str, index: int) -> str:
    """The sentence that a cursor stands in, as `split_sentences` gives it.

    Args:
        text: One or more paragraphs.
        index: Where the cursor stands, in characters from the start of the text.

    Returns:
        The sentence; empty on an empty line.
    """
    begin = text.rfind("\n", 0, index) + 1
    paragraph = text[begin:].partition("\n")[0]
    found = split_sentences(paragraph)
    # What is after the cursor in its paragraph holds as many sentences as it has ends.
    after = len(list(_parts(" ".join(paragraph[: index - begin].split()) + "x")))
    return found[min(max(after, 1), len(found)) - 1] if found else ""


def _parts(text: str) -> Iterator[str]:
    start = 0
    for found in _END.finditer(text):
        word_end = found.start()
        if found[0][0] == "." and _ABBREVIATED.search(text, max(start, word_end - 12), word_end):
            continue
        yield text[start : found.end()]
        start = found.end()
    yield text[start:]


def _trimmed(sentence: str) -> str:
    bare = _ITEM.sub("", sentence.strip())
    return bare if bare.endswith("v.v.") else _TAIL.sub("", bare)
