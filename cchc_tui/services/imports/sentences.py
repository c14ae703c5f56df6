"""Passages cut into sentences, each as folded words with their places in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from cchc_tui.services.imports.words import folded_alike, written_out

MARKS = frozenset('%/;:.,()“”"')
OPENING, CLOSING = '“"', '”"'
_TOKEN = re.compile(r"[^\W_]+(?:[-&][^\W_]+)*|[%/;:.,()“”\"]")
_END = re.compile(r"(?<=[^\W\d])\.(?=\s|$)|(?<=\d)\.(?=\s+[^\W\da-zà-ỹđ])")


@dataclass(frozen=True, slots=True)
class Token:
    """A folded word or mark, and where it stands; a short form is several at one place."""

    word: str
    start: int
    end: int


@dataclass(frozen=True)
class Sentence:
    """One sentence.

    Attributes:
        passage: Number of the passage it stands in.
        text: The passage.
        tokens: Its words and marks.
    """

    passage: int
    text: str
    tokens: tuple[Token, ...]

    @cached_property
    def places(self) -> Mapping[str, list[int]]:
        """Where each word stands."""
        found: dict[str, list[int]] = {}
        for at, token in enumerate(self.tokens):
            found.setdefault(token.word, []).append(at)
        return found

    def raw(self, at: int) -> str:
        """A word as written; empty behind the last."""
        if at >= len(self.tokens):
            return ""
        return self.text[self.tokens[at].start : self.tokens[at].end]


def sentences_of(passage: int, text: str) -> Iterator[Sentence]:
    """The sentences of a passage."""
    start = 0
    plain = folded_alike(text)
    for end in (*(stop.end() for stop in _END.finditer(text)), len(text)):
        tokens = tuple(
            Token(part, found.start(), found.end())
            for found in _TOKEN.finditer(plain, start, end)
            for part in written_out(plain[found.start() : found.end()])
        )
        if tokens:
            yield Sentence(passage, text, tokens)
        start = end
