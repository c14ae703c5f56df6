"""How a draft and its sections stand, as the outline shows it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from cchc_tui.interview.kinds import Check, SectionNode


class Mark(StrEnum):
    """How a section stands, as the outline shows it."""

    DONE = "✓"
    OPEN = "●"
    PROBLEM = "!"
    EMPTY = " "
    NOT_APPLICABLE = "–"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far: questions that are asked now, computed ones left out."""

    answered: int
    required_left: int
    required: int
    total: int


@dataclass(frozen=True, slots=True)
class Failed:
    """A check that does not hold, what to say about it, and the questions concerned."""

    check: Check
    message: str
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section that shows now.

    Attributes:
        node: Its place in the kind.
        number: As printed before the heading; empty without one.
        heading: As printed; empty for content without a heading.
        title: The heading, or else what the library calls the section.
    """

    node: SectionNode
    number: str
    heading: str
    title: str

    @property
    def id(self) -> str:
        """Id of the node."""
        return self.node.id

    @property
    def level(self) -> int:
        """Depth, from 1."""
        return self.node.level
