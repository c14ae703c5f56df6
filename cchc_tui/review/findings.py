"""What a rule reports: how grave, where, the quoted words, what was expected."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How grave a finding is."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"

    @property
    def label(self) -> str:
        """As an officer reads it."""
        return {"error": "lỗi", "warning": "cảnh báo", "hint": "gợi ý"}[self.value]

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return ("error", "warning", "hint").index(self.value)


@dataclass(frozen=True, slots=True)
class Spot:
    """A fault at characters of one passage, before it is placed in the document.

    Attributes:
        code: Code of the rule.
        start: First character in the passage's text.
        end: One past the last.
        message: What is wrong, in Vietnamese.
        expected: What should stand there; may be empty.
        fix: Text that may replace the quoted characters; None where a person must decide.
        severity: Where it differs from that of the rule.
    """

    code: str
    start: int
    end: int
    message: str
    expected: str = ""
    fix: str | None = None
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the document.

    Attributes:
        line: Line of a text file, from 1; 0 where unknown.
        paragraph: Ordinal of the passage in the document, from 1; 0 for the document as a whole.
        section: Number and words of the heading it stands under, or the part of the document.
        section_id: Id of the section in its kind; empty for a file.
        question: Id of the question whose answer is quoted; empty for a file.
        start: First quoted character within the passage.
    """

    line: int = 0
    paragraph: int = 0
    section: str = ""
    section_id: str = ""
    question: str = ""
    start: int = 0


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault, placed.

    Attributes:
        code: Code of the rule, e.g. `SL01`.
        severity: How grave.
        message: What is wrong, in Vietnamese.
        place: Where.
        quote: The words it is about, as they stand.
        expected: What should stand there; may be empty.
        fix: Text that may replace the quote; None where a person must decide.
        context: The quote among the words around it, where it is too short to be found by eye.
    """

    code: str
    severity: Severity
    message: str
    place: Place = Place()
    quote: str = ""
    expected: str = ""
    fix: str | None = None
    context: str = ""

    @property
    def key(self) -> str:
        """Equal for the same fault after unrelated edits; what "bỏ qua" remembers."""
        where = self.place.question or self.place.section_id
        return f"{self.code}|{where}|{self.quote or self.message}"
