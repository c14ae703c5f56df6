"""Documents cited by their numbers, with the words that stand around each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cchc_tui.domain.citations import Citation, CitationProblem, parse_citation
from cchc_tui.domain.document_types import KINDS
from cchc_tui.domain.text import fold
from cchc_tui.services.imports.words import words_of_text

_UNMARKED = re.compile(r"/(?:(C)D|(N)D|(Q)D|(L)D)-")
"""Types typed without their đ: no document has the type `QD`."""
_JOINED = re.compile(r"/(QĐ|NĐ|NQ|CT|CĐ)(TTg|CP)\Z")
_STRAY = re.compile(r"[:.,;₀-₉]+\Z")
_KIND = "|".join(sorted(map(re.escape, KINDS), key=len, reverse=True))
_START = re.compile(
    rf"(?:(?<!\w)(?:{_KIND})\s+(?:số\s*:?\s*)?|(?<![\w/])số\s*:?\s*|(?<![\w/.-]))"
    r"(?:\d+[a-zđ]?(?:/\d{4})?/[A-ZĐ][\wĐ&.-]*|\d+[a-zđ]?-[A-ZĐ]\w*/[A-ZĐ]\w*)",
    re.IGNORECASE,
)
_END = re.compile(
    r"[;\n()]|\.(?=\s|$)|,\s+(?=[A-ZĐ]\w*\s[^,;]{0,60}"
    r"\b(?:đã|ban hành|báo cáo|chỉ đạo|tham mưu|triển khai|xây dựng|tổ chức|giao)\b)"
)
_BETWEEN = re.compile(r"[\s;,.]*(?:va|so|cac|kem)?\s*")
_REACH = 24
_OPENING, _FIRST = 300, 16
_CLAUSE = re.compile(r";|\.\s|\)\s*[;,]?")


@dataclass(frozen=True, slots=True)
class CitedMention:
    """A cited document where it stands: the passage, its words, and those before it.

    `lead` has the words its passage opens with; `goes_on` where only a mark or `và` stands
    between it and the one before.
    """

    passage: int
    citation: Citation
    left: tuple[str, ...]
    own: frozenset[str]
    lead: frozenset[str]
    goes_on: bool


def citations_in(passages: Sequence[str]) -> list[CitedMention]:
    """Every document cited by its number, in order."""
    return [found for at, text in enumerate(passages) for found in _citations(at, text)]


def _citations(passage: int, text: str) -> Iterator[CitedMention]:
    starts = list(_START.finditer(text))
    lead = _lead(text)
    ended = -1
    for at, start in enumerate(starts):
        limit = starts[at + 1].start() if at + 1 < len(starts) else len(text)
        stop = _END.search(text, start.end(), limit)
        end = stop.start() if stop else limit
        piece = text[start.start() : end].rstrip(" ,:")
        between = fold(text[ended : start.start()]) if ended >= 0 else "-"
        ended = end
        try:
            citation = parse_citation(piece)
        except CitationProblem:
            continue
        citation = _mended(citation)
        if citation.kind and citation.number:
            left = words_of_text(text[_clause(text, start.start()) : start.start()])
            words = frozenset(word for word in words_of_text(piece) if word.isalpha())
            goes_on = bool(_BETWEEN.fullmatch(between))
            before = tuple(reversed(left[-_REACH:]))
            yield CitedMention(passage, citation, before, words, lead, goes_on)


def _clause(text: str, at: int) -> int:
    """Where the clause starts that a document stands in; a bracket belongs to what it follows."""
    inside = text.rfind("(", 0, at)
    if inside > text.rfind(")", 0, at):
        at = inside
    stops = [stop.end() for stop in _CLAUSE.finditer(text, max(at - 300, 0), at)]
    return stops[-1] if stops else max(at - 300, 0)


def _lead(text: str) -> frozenset[str]:
    """The words a passage opens with, up to its colon: they say what its list is of."""
    opening, colon, _ = text[:_OPENING].partition(":")
    words = words_of_text(opening if colon else opening.partition(";")[0])
    return frozenset(word for word in words[: None if colon else _FIRST] if word.isalpha())


def _mended(citation: Citation) -> Citation:
    """Without what scanning and typing leave in a number: `143/QĐTTg`, `05/2023/TT-BTP:`."""
    number = _JOINED.sub(r"/\1-\2", _STRAY.sub("", citation.number))
    number = _UNMARKED.sub(lambda found: f"/{found[found.lastindex or 0]}Đ-", number)
    return replace(citation, number=number) if number != citation.number else citation
