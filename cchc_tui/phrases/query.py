"""What was typed, taken apart into tokens; and which part of a text being written asks."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from cchc_tui.domain.text import clean_text, fold
from cchc_tui.phrases.keystrokes import compose
from cchc_tui.phrases.words import query_words, word_forms

MAX_LETTERS = 160
"""Only the end of a longer query counts: it is what is being typed, and time stays bounded."""

MAX_TOKENS = 12
"""As many words as a clause has; each costs a few bit sets."""

MIN_LETTERS = 2
"""One letter asks for nothing in particular."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word typed; where it stands makes no difference to what it may mean.

    Attributes:
        fold: The word folded.
        tone: The word in small letters with its marks.
        composed: What its letters give as Telex or VNI; empty if nothing.
        initials: Whether it is a row of single letters (`c c t t h c`), set as one.
    """

    fold: str
    tone: str
    composed: str = ""
    initials: bool = False

    @property
    def marked(self) -> bool:
        """Whether it was typed with marks, which then must be right."""
        return self.tone != self.fold


def parse_query(text: str) -> list[Token]:
    """The tokens of a query, at most `MAX_TOKENS`, the last ones; none if it is too short."""
    tail = unicodedata.normalize("NFC", text[-MAX_LETTERS * 2 :])[-MAX_LETTERS:]
    tokens: list[Token] = []
    singles: list[Token] = []
    for word in query_words(clean_text(tail)):
        token = Token(word.fold, word.tone, compose(word.tone))
        if len(token.fold) == 1 and token.fold.isalpha():
            singles.append(token)
            continue
        tokens += _merged(singles)
        singles = []
        tokens.append(token)
    tokens += _merged(singles)
    if sum(len(token.fold) for token in tokens) < MIN_LETTERS:
        return []
    return tokens[-MAX_TOKENS:]


def _merged(singles: list[Token]) -> list[Token]:
    """Two or more single letters in a row are the first letters of that many words."""
    if len(singles) < 2:
        return singles
    letters = "".join(token.fold for token in singles)
    return [Token(letters, letters, initials=True)]


def composed_fold(token: Token) -> str:
    """The folded word meant: the composed one where letters were left uncomposed."""
    return fold(word_forms(token.composed)[1]) if token.composed else token.fold


_CLAUSE = re.compile(r"[.!?…;:](?=\s)|\n|^\s*(?:[-+*•–]|\(?[a-zđ0-9]{1,3}[.)])\s", re.MULTILINE)
_ABBREVIATED = re.compile(r"(?:\b[A-ZĐ][a-z]{0,2}|\bTP|\b\d+)$")


def suggestion_query(text_before_cursor: str) -> str:
    """The part of the text before the cursor that a phrase would complete.

    It begins after the last line end, sentence end, semicolon, colon or list mark; always
    an end of the given text, so that whoever inserts a phrase can take its place. A dot
    after a number or a short capitalised word (`TP. `) ends no sentence.
    """
    tail = text_before_cursor[-MAX_LETTERS * 4 :]
    begin = 0
    for match in _CLAUSE.finditer(tail):
        dot = match[0] == "."
        if not (dot and _ABBREVIATED.search(tail[: match.start()][-4:])):
            begin = match.end()
    return tail[begin:].lstrip()
