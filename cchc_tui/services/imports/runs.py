"""Runs of like pieces in a text: clauses of one sentence, items of one list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cchc_tui.services.imports.mentions import mentions_in
from cchc_tui.services.imports.segments import Passage

_CLAUSE = re.compile(r";|(?<=[^\d\W])\.\s")
_SMALLER = re.compile(r";|,\s|\svà\s+(?=\d)")
_OPENS = re.compile(r"[:(]|\b(?:trong đó|gồm)\b", re.IGNORECASE)
_LEAD_REACH = 240


@dataclass(frozen=True, slots=True)
class Piece:
    """One row to be: the passage it stands in, where, and its words."""

    passage: int
    start: int
    text: str


@dataclass(frozen=True, slots=True)
class Run:
    """Like pieces one behind another, and what stands before them.

    `small` where a comma is enough to part them: such a piece has one figure.
    """

    lead: str
    pieces: tuple[Piece, ...]
    small: bool | None = None


def runs_in(passages: Sequence[Passage]) -> Iterator[Run]:
    """Items of one list, and clauses of one passage."""
    at = 0
    while at < len(passages):
        end = at + 1
        while (
            end < len(passages) and passages[end].mark and passages[end].mark == passages[at].mark
        ):
            end += 1
        if passages[at].mark and end - at > 1:
            lead = passages[at - 1].text if at else ""
            pieces = tuple(Piece(n, 0, passages[n].text) for n in range(at, end))
            yield Run(lead, pieces)
        at = end
    for number, passage in enumerate(passages):
        yield from _clause_runs(number, passage.text)


def _clause_runs(number: int, text: str) -> Iterator[Run]:
    """For each colon, bracket or `gồm`, the clauses behind it."""
    for opened in _OPENS.finditer(text):
        closing = text.find(")", opened.end()) if opened[0] == "(" else -1
        stop = closing if closing >= 0 else len(text)
        lead = text[max(opened.start() - _LEAD_REACH, 0) : opened.start()]
        pieces = tuple(_pieces(number, text, opened.end(), stop, _CLAUSE))
        if len(pieces) > 1:
            yield Run(lead, pieces, small=False)
        end = re.compile(r"(?<=[^\d\W])\.\s").search(text, opened.end(), stop)
        small = list(_pieces(number, text, opened.end(), end.start() if end else stop, _SMALLER))
        joined = tuple(_with_figures(small, text))
        if len(joined) > 1:
            yield Run(lead, joined, small=True)


def _pieces(
    number: int, text: str, start: int, stop: int, cuts: re.Pattern[str]
) -> Iterator[Piece]:
    for cut in cuts.finditer(text, start, stop):
        if text[start : cut.start()].strip():
            yield Piece(number, start, text[start : cut.start()])
        start = cut.end()
    if text[start:stop].strip():
        yield Piece(number, start, text[start:stop])


def _with_figures(pieces: Sequence[Piece], text: str) -> Iterator[Piece]:
    """The pieces, those without a figure joined to the one before."""
    held: Piece | None = None
    for piece in pieces:
        if held is not None and not mentions_in([piece.text]):
            held = Piece(held.passage, held.start, text[held.start : piece.start + len(piece.text)])
            continue
        if held is not None:
            yield held
        held = piece
    if held is not None:
        yield held
