"""Cited documents of a section, and which of its questions they answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cchc_tui.domain.citations import Citation, CitationProblem, parse_citation
from cchc_tui.domain.document_types import KINDS
from cchc_tui.domain.text import fold
from cchc_tui.interview.kinds import Question, QuestionType
from cchc_tui.services.imports.contexts import Context, label_words
from cchc_tui.services.imports.words import words_of_text

LIKELY = 0.3
_ORDER = 0.25
"""How much the order of the documents counts: reports follow that of the questions."""
_KIND = "|".join(sorted(map(re.escape, KINDS), key=len, reverse=True))
_START = re.compile(
    rf"(?:(?<!\w)(?:{_KIND})\s+(?:số\s*:?\s*)?|(?<![\w/])số\s*:?\s*|(?<![\w/.-]))"
    r"(?:\d+[a-zđ]?(?:/\d{4})?/[A-ZĐ][\wĐ&.-]*|\d+[a-zđ]?-[A-ZĐ]\w*/[A-ZĐ]\w*)",
    re.IGNORECASE,
)
_END = re.compile(r"[;\n()]|\.(?=\s|$)|,\s+(?=[A-ZĐ][a-zà-ỹ]*\s[^,;]{0,60}\bđã\b)")
_BETWEEN = re.compile(r"[\s;,.)]*(?:va|so|cac|kem)?\s*")
_REACH = 12


@dataclass(frozen=True, slots=True)
class CitedMention:
    """A cited document where it stands: the passage, its words, and those before it.

    `goes_on` where only a mark or `và` stands between it and the one before.
    """

    passage: int
    citation: Citation
    left: tuple[str, ...]
    own: frozenset[str]
    goes_on: bool


def citations_in(passages: Sequence[str]) -> list[CitedMention]:
    """Every document cited by its number, in order."""
    return [found for at, text in enumerate(passages) for found in _citations(at, text)]


def _citations(passage: int, text: str) -> Iterator[CitedMention]:
    starts = list(_START.finditer(text))
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
        if citation.kind and citation.number:
            left = words_of_text(text[max(start.start() - 120, 0) : start.start()])
            words = frozenset(re.findall(r"[a-z]+", fold(piece)))
            goes_on = bool(_BETWEEN.fullmatch(between))
            yield CitedMention(passage, citation, tuple(reversed(left[-_REACH:])), words, goes_on)


def read_citations(
    questions: Sequence[Question],
    contexts: Mapping[str, Sequence[Context]],
    mentions: Sequence[CitedMention],
) -> dict[str, tuple[Citation, ...]]:
    """Each document given to the question that it answers best; the others are left out."""
    asked = [q for q in questions if q.type is QuestionType.CITATIONS]
    found: dict[str, list[Citation]] = {}
    last: Question | None = None
    for at, mention in enumerate(mentions):
        scored = (
            (
                _score(mention, q, contexts.get(q.id, ()))
                - _ORDER * _apart(at, mentions, n, asked),
                q,
            )
            for n, q in enumerate(asked)
        )
        score, best = max(scored, key=lambda one: one[0], default=(0.0, None))
        if mention.goes_on and last is not None and last.max_items != 1:
            best, score = last, LIKELY
        last = best if score >= LIKELY else None
        if best is None or score < LIKELY:
            continue
        here = found.setdefault(best.id, [])
        full = best.max_items and len(here) >= best.max_items
        if not full and all(one.number != mention.citation.number for one in here):
            here.append(mention.citation)
    return {name: tuple(citations) for name, citations in found.items()}


def _apart(at: int, mentions: Sequence[object], place: int, asked: Sequence[object]) -> float:
    """How far the place of a document in the text is from that of a question in the section."""
    return abs((at + 0.5) / len(mentions) - (place + 0.5) / len(asked))


def _score(mention: CitedMention, question: Question, contexts: Sequence[Context]) -> float:
    label = label_words(question) | frozenset(re.findall(r"[a-z]+", fold(question.ask)))
    near = mention.own | set(mention.left)
    named = len(label & near) / len(label) if label else 0.0
    around = max((_around(mention.left, context.left) for context in contexts), default=0.0)
    only = 0.1 if len(contexts) == 1 else 0.0
    return 0.6 * named + 0.5 * around + only


def _around(words: Sequence[str], wanted: Sequence[str]) -> float:
    total = got = 0.0
    for distance, word in enumerate(wanted):
        weight = 0.85**distance
        total += weight
        if word in words[max(distance - 3, 0) : distance + 4]:
            got += weight
    return got / total if total else 0.0
