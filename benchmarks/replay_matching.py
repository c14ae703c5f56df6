"""What an officer sees in a suggestion: how much of the text in their mind it would give them.

Pure: text in, plan out. Only what stands on the screen and the wanted text are looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cchc_tui.phrases.slots import TabStop

LONGEST_SLOT = 160
"""Characters that an open place takes at most."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How a phrase is made to say the wanted text.

    Attributes:
        fills: What goes into each open place that is filled, in order.
        cut: Characters to delete at the end once the places are filled.
        kept: Characters of the wanted text that then stand.
        cut_words: Words in what is deleted: presses of Ctrl+W.
        cut_from_slot: What is deleted begins at an open place, which the cursor is in.
    """

    fills: tuple[str, ...]
    cut: int
    kept: int
    cut_words: int = 0
    cut_from_slot: bool = False


def plan(text: str, stops: Sequence[TabStop], wanted: str) -> Plan | None:
    """The longest beginning of the wanted text that a phrase can be made to say.

    Args:
        text: The phrase as it would be put in, open places as they are shown.
        stops: Its open places.
        wanted: What the officer wants from the place where the phrase begins.

    Returns:
        The plan; None if not even its first word fits.
    """
    literals, names = _pieces(text, stops)
    fills: list[str] = []
    at = 0
    for number, literal in enumerate(literals):
        if number:
            found = _fill(wanted, at, literal)
            if found is None:
                return _cut_at_slot(text, stops, fills, wanted, at)
            fills.append(found)
            at += len(found)
        same = _common(literal, wanted[at:])
        at += same
        if same < len(literal):
            return _cut_in_literal(literals, names, number, same, fills, wanted, at)
    return Plan(tuple(fills), 0, at)


def _pieces(text: str, stops: Sequence[TabStop]) -> tuple[list[str], list[str]]:
    literals, names, at = [], [], 0
    for stop in stops:
        literals.append(text[at : stop.start])
        names.append(text[stop.start : stop.end])
        at = stop.end
    literals.append(text[at:])
    return literals, names


def _fill(wanted: str, at: int, literal: str) -> str | None:
    """What an open place must say so that `literal`, or its first word, follows."""
    line = wanted[at : at + LONGEST_SLOT].split("\n")[0]
    if not literal.strip():
        end = min((line.find(mark) for mark in (";", ". ", ", ") if mark in line), default=-1)
        return (line if end < 0 else line[:end]).rstrip(".") or None
    for probe in (literal, literal[: max(_word_end(literal), 2)]):
        end = line.find(probe, 1)
        if end > 0:
            return line[:end]
    return None


def _word_end(literal: str) -> int:
    """Where the first whole word of a piece ends."""
    start = len(literal) - len(literal.lstrip())
    end = literal.find(" ", start)
    return len(literal) if end < 0 else end


def _common(one: str, other: str) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _cut_at_slot(
    text: str, stops: Sequence[TabStop], fills: list[str], wanted: str, at: int
) -> Plan | None:
    """Everything from the next open place on is deleted."""
    tail = text[stops[len(fills)].start :]
    if not at:
        return None
    return Plan(tuple(fills), len(tail), at, len(tail.split()), True)


def _cut_in_literal(
    literals: list[str], names: list[str], number: int, same: int,
    fills: list[str], wanted: str, at: int,
) -> Plan | None:  # fmt: skip
    """Deletes from a word's start where a fixed piece says something else."""
    piece = literals[number]
    back = same - (piece[:same].rfind(" ") + 1) if 0 < same < len(piece) else 0
    tail = piece[same - back :]
    for name, literal in zip(names[number:], literals[number + 1 :], strict=True):
        tail += name + literal
    at -= back
    if at <= 0:
        return None
    return Plan(tuple(fills), len(tail), at, len(tail.split()))
