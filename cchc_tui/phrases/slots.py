"""Slots: the named gaps of a phrase, `{name}` or `{name:type}`, and how they are filled.

`{{` and `}}` stand for literal braces. A brace that opens no slot is literal text and is
reported by `slot_mistakes`, so a bank written by another tool never stops working.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from cchc_tui.domain.text import clean_line, fold

SLOT_TYPES = (
    "text",
    "number",
    "percent",
    "money",
    "date",
    "month",
    "year",
    "citation",
    "period",
    "list",
    "choice",
)
"""What a slot can hold. `citation` is a cited document, `list` items joined by `; `."""

PIECE = re.compile(
    r"\{\{|\}\}|\{\s*(?P<name>[^\W\d_][\w ]{0,79}?)\s*"
    r"(?::\s*(?P<type>[A-Za-z_]{1,20})\s*(?:\((?P<choices>[^(){}]{0,2000})\))?\s*)?\}"
)
"""A literal brace or a slot. Bounded repeats keep it linear on any text."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One gap of a phrase.

    Attributes:
        start: Where it begins in the phrase's text.
        end: Where it ends.
        name: The fact it asks for; a draft that knows the name fills it.
        type: One of `SLOT_TYPES`; an unknown type is read as `text`.
        choices: What may stand here, for `choice`.
    """

    start: int
    end: int
    name: str
    type: str = "text"
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TabStop:
    """A slot left open in a filled phrase; `start` and `end` are places in its text."""

    start: int
    end: int
    name: str
    type: str = "text"
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FilledPhrase:
    """A phrase ready to be inserted.

    Attributes:
        text: As it will stand there.
        stops: The gaps still to be visited, in order.
        moves: Of each slot and literal brace: where it began and ended in the phrase, and where
            what took its place begins and ends in the text.
    """

    text: str
    stops: tuple[TabStop, ...] = ()
    moves: tuple[tuple[int, int, int, int], ...] = ()

    def spans(self, spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
        """Rising stretches of the phrase as those of the text; of a slot always the whole."""
        found: list[tuple[int, int]] = []
        for start, end in spans:
            first, last = self._place(start, 2), self._place(end, 3)
            if found and first < found[-1][1]:
                first = found.pop()[0]
            found.append((first, last))
        return tuple(found)

    def _place(self, place: int, side: int) -> int:
        shift = 0
        for move in self.moves:
            start, end, _, now = move
            if place <= start:
                break
            if place < end:
                return move[side]
            shift = now - end
        return place + shift


def slot_name(written: str) -> str:
    """Returns the name a draft knows a slot by: `Số hồ sơ` is `so_ho_so`."""
    return re.sub(r"\W+", "_", fold(written)).strip("_")


def parse_slots(text: str) -> tuple[Slot, ...]:
    """Returns the slots of a phrase in the order they stand."""
    return tuple(_slot(match) for match in PIECE.finditer(text) if match["name"])


def _slot(match: re.Match[str]) -> Slot:
    written = (match["type"] or "text").lower()
    choices = tuple(part.strip() for part in (match["choices"] or "").split("|") if part.strip())
    kind = written if written in SLOT_TYPES else "text"
    if kind == "choice" and not choices:
        kind = "text"
    return Slot(
        match.start(),
        match.end(),
        slot_name(match["name"]),
        kind,
        choices if kind == "choice" else (),
    )


def slot_mistakes(text: str) -> Iterator[tuple[str, str]]:
    """Yields what is wrong with the slots of a phrase.

    Yields:
        A message in Vietnamese, and the name it is about (to look for the nearest one).
    """
    for match in PIECE.finditer(text):
        written = (match["type"] or "").lower()
        if written and written not in SLOT_TYPES:
            yield f"ô trống “{match[0]}” có kiểu lạ “{match['type']}”", written
        elif written == "choice" and len(_slot(match).choices) < 2:
            yield f"ô trống “{match[0]}” phải có ít nhất hai lựa chọn, dạng (a|b)", ""
        elif match["choices"] is not None and written != "choice":
            yield f"ô trống “{match[0]}”: chỉ kiểu choice mới có danh sách lựa chọn", ""
    rest = PIECE.sub("", text)
    if "{" in rest or "}" in rest:
        yield "dấu ngoặc nhọn không thành ô trống; viết {{ hoặc }} nếu là dấu ngoặc thật", ""


COMPARED = ("_so_ky_truoc", "_so_cung_ky")
"""Ends of the names of slots that say how a figure has changed: `tăng 07 so với cùng kỳ`."""
_BEFORE = re.compile(r"(?:\s*[,;(–-])?\s*\Z")


def _left_out(phrase: str, start: int, end: int) -> tuple[int, int]:
    """The clause around a comparison that nobody can make, with the mark that sets it off."""
    before = _BEFORE.search(phrase, 0, start)
    first = before.start() if before else start
    closed = "(" in phrase[first:start] and phrase[end : end + 1] == ")"
    return first, end + closed


def fill(phrase: str, known: Mapping[str, str], *, capital: bool = False) -> FilledPhrase:
    """Fills the slots that are known; the others become tab-stops.

    A comparison (see `COMPARED`) that is not known is left out with its comma or brackets.

    Args:
        phrase: Text of the phrase, with slots.
        known: Values by slot name, as they are printed; an empty one counts as unknown.
            Braces in a value are ordinary text.
        capital: Whether the phrase begins a sentence, so that a value standing first
            (`quý I năm 2026`) gets a capital letter.

    Returns:
        The text, in which an open slot reads `{name}`, and its tab-stops.
    """
    parts: list[str] = []
    stops: list[TabStop] = []
    moves: list[tuple[int, int, int, int]] = []
    length = at = 0
    for match in PIECE.finditer(phrase):
        start, end = match.span()
        value = clean_line(known.get(slot_name(match["name"]), "")) if match["name"] else ""
        if match["name"] and not value and slot_name(match["name"]).endswith(COMPARED):
            start, end = _left_out(phrase, start, end)
        literal = phrase[at:start]
        at = end
        parts.append(literal)
        length += len(literal)
        piece = match[0][0] if not match["name"] else ""
        if match["name"]:
            slot, piece = _slot(match), value
            if capital and piece and not length:
                piece = piece[0].upper() + piece[1:]
            if not piece and not slot.name.endswith(COMPARED):
                piece = f"{{{slot.name}}}"
                last = length + len(piece)
                stops.append(TabStop(length, last, slot.name, slot.type, slot.choices))
        parts.append(piece)
        moves.append((start, end, length, length + len(piece)))
        length += len(piece)
    parts.append(phrase[at:])
    return FilledPhrase("".join(parts), tuple(stops), tuple(moves))
