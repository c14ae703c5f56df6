"""Answers as expressions and templates see them.

A view behaves like its value (figures add and compare, tables are walked) and prints
itself through the printer in force: place marks while a report is worded, plain text
elsewhere. A `Missing` is false, compares false, adds up to a `Missing`, and prints the gap,
the blank or the omission that its reason calls for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import total_ordering
from typing import TYPE_CHECKING, Any

from cchc_tui.domain.dates import PartialDate, format_short
from cchc_tui.domain.inserts import CitationForm
from cchc_tui.domain.values import Prose, Quantity
from cchc_tui.interview.figures import ARITHMETIC, Figure, Year, figure, money_factor, number_of
from cchc_tui.interview.view import NOTHING_TEXT, PRINTER, Lack, Missing, View, lost

if TYPE_CHECKING:
    from cchc_tui.domain.citations import Citation

__all__ = [
    "ARITHMETIC",
    "CITATION_MEMBERS",
    "DATE_MEMBERS",
    "NOTHING_TEXT",
    "PRINTER",
    "Cites",
    "Figure",
    "Lack",
    "Missing",
    "Moment",
    "Paragraphs",
    "View",
    "Words",
    "Year",
    "YesNo",
    "figure",
    "lost",
    "money_factor",
    "number_of",
]


class Words(View):
    """A line of text, a choice, or one cell of text."""

    __slots__ = ("_nothing", "text")

    def __init__(self, text: str, question: str = "", *, nothing: bool = False) -> None:
        super().__init__(question)
        self.text = text
        self._nothing = nothing

    @property
    def nothing(self) -> bool:
        """Answered "không phát sinh"."""
        return self._nothing

    def plain(self) -> str:
        """The text."""
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text) and not self._nothing

    def __eq__(self, other: object) -> bool:
        return self.text == (other.text if isinstance(other, Words) else other)

    def __hash__(self) -> int:
        return hash(self.text)

    def __contains__(self, part: object) -> bool:
        return (part.plain() if isinstance(part, View) else str(part)) in self.text

    def __len__(self) -> int:
        return len(self.text)


class YesNo(View):
    """A yes or no; prints "có" or "không"."""

    __slots__ = ("yes",)

    def __init__(self, yes: bool, question: str = "") -> None:
        super().__init__(question)
        self.yes = yes

    def plain(self) -> str:
        """The word."""
        return "có" if self.yes else "không"

    def __bool__(self) -> bool:
        return self.yes

    def __eq__(self, other: object) -> bool:
        return isinstance(other, bool | YesNo) and self.yes == bool(other)

    def __hash__(self) -> int:
        return hash(self.yes)


@total_ordering
class Moment(View):
    """A date, whose day may be open."""

    __slots__ = ("day",)

    def __init__(self, day: PartialDate, question: str = "") -> None:
        super().__init__(question)
        self.day = day

    def plain(self) -> str:
        """`15/01/2020`."""
        return format_short(self.day)

    def member(self, name: str) -> Any:
        """`ngay`, `thang` or `nam` as a figure; missing while open."""
        part = getattr(self.day, _DATE_PARTS[name]) if name in _DATE_PARTS else None
        return Missing(question=self.question) if part is None else Year(Quantity(Decimal(part)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Moment) and self.day == other.day

    def __lt__(self, other: object) -> Any:
        return self.day < other.day if isinstance(other, Moment) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.day)


class Paragraphs(View):
    """Prose; alone in a paragraph it prints as blocks, `level` 1 to 3 as list items."""

    __slots__ = ("level", "prose")

    def __init__(self, prose: Prose, question: str = "", level: int = 0) -> None:
        super().__init__(question)
        self.prose = prose
        self.level = level

    def plain(self) -> str:
        """The lines as typed."""
        return self.prose.text

    def __bool__(self) -> bool:
        return bool(self.prose.text.strip())


class Cites(View):
    """Cited documents; walked one by one."""

    __slots__ = ("citations", "form")

    def __init__(
        self, citations: Sequence[Citation], question: str = "", form: CitationForm = "auto"
    ) -> None:
        super().__init__(question)
        self.citations = tuple(citations)
        self.form = form

    @property
    def nothing(self) -> bool:
        """Answered "không phát sinh": there are none."""
        return not self.citations

    def plain(self) -> str:
        """Each in full (or short, where that form is forced), joined by "; "."""
        if not self.citations:
            return NOTHING_TEXT
        texts = (c.short() if self.form == "short" else c.full() for c in self.citations)
        return "; ".join(texts)

    def member(self, name: str) -> Any:
        """`so_van_ban`: how many; `trich_yeu`, `co_quan`, `so`, `loai`, `ngay` of the first."""
        if name == "so_van_ban":
            return figure(Decimal(len(self.citations)))
        if not self.citations:
            return Missing(question=self.question)
        first = self.citations[0]
        if name == "ngay":
            return Moment(first.date) if first.date else Missing(question=self.question)
        text = getattr(first, _CITATION_PARTS[name]) if name in _CITATION_PARTS else ""
        return Words(text) if text else Missing(question=self.question)

    def __bool__(self) -> bool:
        return bool(self.citations)

    def __len__(self) -> int:
        return len(self.citations)

    def __iter__(self) -> Iterator[Cites]:
        for citation in self.citations:
            yield Cites((citation,), self.question, self.form)


_DATE_PARTS = {"ngay": "day", "thang": "month", "nam": "year"}


DATE_MEMBERS = tuple(_DATE_PARTS)
"""What can be read from a date with a dot."""


_CITATION_PARTS = {"trich_yeu": "subject", "co_quan": "issuer", "so": "number", "loai": "kind"}


CITATION_MEMBERS = (*_CITATION_PARTS, "ngay", "so_van_ban")
"""What can be read from a citation question with a dot."""
