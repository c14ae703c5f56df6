"""Turns a sentence of one report into wording for every report: what changes becomes a slot.

The inverse of `slots.fill`: filling the wording with the values taken out gives back the text,
except for private matter, which is taken out for good and leaves an open slot.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

from cchc_tui.domain.text import clean_text
from cchc_tui.phrases.recognise import AGENCY_NAMES, PRIVATE, Mark, recognise
from cchc_tui.phrases.slots import slot_name

MAX_LETTERS = 20_000
"""Longer texts are not sentences; they are kept as they are."""


@dataclass(frozen=True, slots=True)
class FoundSlot:
    """A slot made of a stretch of text.

    Attributes:
        name: Its name.
        type: One of `slots.SLOT_TYPES`.
        value: What stood there; empty where it was private.
        start: Where `{name:type}` begins in the wording.
        end: Where it ends.
        private: Whether a name, a phone number or the like stood there.
        choices: What may stand there, for type `choice`.
    """

    name: str
    type: str
    value: str
    start: int
    end: int
    private: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Generalised:
    """A sentence with its slots.

    Attributes:
        text: The wording, `{name:type}` for each slot and literal braces doubled.
        slots: In the order they stand. Two with the same name have the same value.
    """

    text: str
    slots: tuple[FoundSlot, ...] = ()

    @property
    def private(self) -> bool:
        """Whether something private was taken out."""
        return any(slot.private for slot in self.slots)

    def values(self) -> dict[str, str]:
        """What `slots.fill` needs to give back the text."""
        return {slot.name: slot.value for slot in self.slots if slot.value}

    def kept(self, name: str) -> Generalised:
        """The same with what stood in the slots of this name as plain words again.

        A private slot stays.
        """

        def change(slot: FoundSlot) -> FoundSlot | str:
            return slot if slot.name != name or slot.private else slot.value

        return self._changed(change)

    def renamed(self, name: str, new: str, type_: str = "") -> Generalised:
        """The same with slots called otherwise; with a type, of that type.

        Args:
            name: Their name now.
            new: Any wording; `Số hồ sơ` gives `so_ho_so`. An empty one changes nothing.
            type_: One of `slots.SLOT_TYPES`; empty keeps theirs.
        """
        wanted = slot_name(new).lstrip("0123456789_") or name

        def change(slot: FoundSlot) -> FoundSlot | str:
            if slot.name != name:
                return slot
            return replace(slot, name=wanted, type=type_ or slot.type)

        return self._changed(change)

    def choosing(self, at: int, choices: Sequence[str], name: str = "lua_chon") -> Generalised:
        """The same with the word at a place of the wording as one of several.

        Args:
            at: Where the first of `choices` stands in `text`, outside of any slot.
            choices: At least two, the word that stands there first.
            name: What to call the slot.
        """
        taken = {slot.name for slot in self.slots}
        numbered = (f"{name}_{number}" for number in count(2))
        free = name if name not in taken else next(one for one in numbered if one not in taken)
        slot = FoundSlot(free, "choice", choices[0], 0, 0, choices=tuple(choices))
        pieces: list[str | FoundSlot] = []
        last = 0
        for start, end, piece in sorted(
            [(one.start, one.end, one) for one in self.slots] + [(at, at + len(choices[0]), slot)],
            key=lambda one: one[0],
        ):
            pieces += [self.text[last:start], piece]
            last = end
        return _joined([*pieces, self.text[last:]])

    def _changed(self, change: Callable[[FoundSlot], FoundSlot | str]) -> Generalised:
        pieces: list[str | FoundSlot] = []
        at = 0
        for slot in self.slots:
            pieces.append(self.text[at : slot.start])
            made = change(slot)
            pieces.append(escape(made) if isinstance(made, str) else made)
            at = slot.end
        pieces.append(self.text[at:])
        return _joined(pieces)


def generalise(text: str, *, known: Mapping[str, str] | None = None) -> Generalised:
    """Makes slots of the figures, dates, documents, periods and names in a text.

    Args:
        text: What the officer wrote, without slots.
        known: What the draft would put into slots, by name: its values get those names.

    Returns:
        The wording; a text without anything that changes comes back with braces doubled.
    """
    text = clean_text(text).strip()
    if len(text) > MAX_LETTERS:
        return Generalised(escape(text))
    known = known or {}
    names = _Names(known)
    pieces: list[str | FoundSlot] = []
    at = 0
    for mark in recognise(text, known):
        pieces += [escape(text[at : mark.start]), names.slot(mark, text[mark.start : mark.end])]
        at = mark.end
    pieces.append(escape(text[at:]))
    return _joined(pieces)


def escape(text: str) -> str:
    """Plain text as the wording of a phrase: its braces are doubled."""
    return text.replace("{", "{{").replace("}", "}}")


class _Names:
    """Gives each slot a name that no other value has."""

    def __init__(self, known: Mapping[str, str]) -> None:
        self._known = known
        self._used: set[str] = set()
        self._given: dict[tuple[str, str], str] = {}
        self._next: dict[str, int] = {}

    def slot(self, mark: Mark, value: str) -> FoundSlot:
        if mark.type == PRIVATE:
            return FoundSlot(self._free(mark.name, ""), "text", "", 0, 0, True)
        # Two equal counts are a coincidence; two equal dates or documents are the same one.
        same = mark.known or mark.type in ("date", "citation", "period", "year")
        return FoundSlot(self._free(mark.name, value, same, mark.known), mark.type, value, 0, 0)

    def _free(self, name: str, value: str, same: bool = False, known: bool = False) -> str:
        if same and (name, value) in self._given:
            return self._given[name, value]
        free = name
        while free in self._used or (free in self._known and not (known and free == name)):
            number = self._next.get(name, 2)
            self._next[name] = number + 1
            free = f"{name}_{number}"
        self._used.add(free)
        self._given.setdefault((name, value), free)
        return free


def _joined(pieces: list[str | FoundSlot]) -> Generalised:
    """The wording of pieces, with the places of its slots."""
    parts: list[str] = []
    slots: list[FoundSlot] = []
    length = 0
    for piece in pieces:
        written = piece if isinstance(piece, str) else _written(piece)
        if not isinstance(piece, str):
            slots.append(replace(piece, start=length, end=length + len(written)))
        parts.append(written)
        length += len(written)
    return Generalised("".join(parts), tuple(slots))


def _written(slot: FoundSlot) -> str:
    """`{co_quan}`, `{so_ho_so:number}`: what every draft knows needs no type."""
    if slot.type == "choice":
        return f"{{{slot.name}:choice({'|'.join(slot.choices)})}}"
    plain = slot.type == "text" or slot.name in (*AGENCY_NAMES, "ky_bao_cao", "nam_bao_cao")
    return f"{{{slot.name}}}" if plain else f"{{{slot.name}:{slot.type}}}"
