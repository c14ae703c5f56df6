"""What rules know of the document they read: its passages, date, period, figures, citations."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from cchc_tui.document.blocks import Block, Document, Table, all_blocks
from cchc_tui.domain.dates import DateProblem, PartialDate, parse_date
from cchc_tui.domain.facts import Facts
from cchc_tui.review.citing import Mention, mentions_in
from cchc_tui.review.findings import Spot
from cchc_tui.review.grids import Grid, grid_of
from cchc_tui.review.ledger import Scope, cell_passages, scopes_of
from cchc_tui.review.passages import PROSE, Part, Passage, flat, passages_of
from cchc_tui.review.rules import Placed

CellCheck = Callable[[Grid], tuple[tuple[int, int, Spot], ...]]

_PERIODS = (
    (r"\bquy\s+(i{1,3}|iv|[1-4])\b", "quy"),
    (r"\b([0-9]{1,2})\s+thang\s+dau\s+nam\b", "dau"),
    (r"\b([0-9]{1,2})\s+thang\s+cuoi\s+nam\b", "cuoi"),
    (r"\bthang\s+([0-9]{1,2})\s*(?:/|nam)\s*(?:19|20)[0-9]{2}", "thang"),
)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


@dataclass(frozen=True, slots=True)
class PeriodName:
    """A period as named in running text.

    Attributes:
        kind: `quy`, `dau` (n tháng đầu năm), `cuoi`, `thang` or `nam`.
        number: Quarter, month or number of months; 0 for a year.
        year: Its year; 0 where not said.
        start: First character of the name in the text it was found in.
        end: One past the last.
    """

    kind: str
    number: int
    year: int
    start: int = 0
    end: int = 0

    @property
    def last_month(self) -> int:
        """The month it ends with."""
        if self.kind == "quy":
            return self.number * 3
        return {"dau": self.number, "thang": self.number}.get(self.kind, 12)


def period_names(text: str) -> list[PeriodName]:
    """Every named period of a text; a bare year is not one."""
    plain = flat(text)
    found = []
    for pattern, kind in _PERIODS:
        for match in re.finditer(pattern, plain):
            number = _ROMAN.get(match[1]) or int(match[1])
            # "ngày 11 tháng 6 năm 2018" is a day and names no period.
            day = kind == "thang" and re.search(r"\bngay\s+[0-9]{1,2}\s+$", plain[: match.start()])
            if not 1 <= number <= 12 or day:
                continue
            tail = re.match(r"\s*(?:/|,|-|nam)?\s*((?:19|20)[0-9]{2})", plain[match.end() :])
            said = _YEAR.search(match[0])
            year = int(said[0]) if said else int(tail[1]) if tail else 0
            end = match.end() + (tail.end() if tail and not said else 0)
            found.append(PeriodName(kind, number, year, match.start(), end))
    return sorted(found, key=lambda name: name.start)


class Report:
    """A document under review, and everything several rules need of it, computed once."""

    def __init__(
        self,
        document: Document,
        facts: Facts | None = None,
        earlier: Document | None = None,
        last_year: Document | None = None,
    ) -> None:
        """Takes a document.

        Args:
            document: The report.
            facts: Legal facts with dates; none unless given.
            earlier: The report of the period before, where one is at hand.
            last_year: The report of the same period of the year before, where one is at hand.
        """
        self.document = document
        self.facts = facts or Facts()
        self.earlier = earlier
        self.last_year = last_year

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every passage in reading order."""
        return passages_of(self.document)

    @cached_property
    def prose(self) -> tuple[Passage, ...]:
        """Paragraphs, list items and footnotes."""
        return tuple(p for p in self.passages if p.part in PROSE)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Blocks of the body and then of the annexes; `Passage.block` counts these."""
        return tuple(all_blocks(self.document))

    @cached_property
    def by_block(self) -> dict[int, list[Passage]]:
        """Passages by block."""
        found: dict[int, list[Passage]] = {}
        for passage in self.passages:
            if passage.block >= 0:
                found.setdefault(passage.block, []).append(passage)
        return found

    @cached_property
    def grids(self) -> dict[int, Grid]:
        """Tables as grids, by block."""
        return {
            at: grid_of(block) for at, block in enumerate(self.blocks) if isinstance(block, Table)
        }

    @cached_property
    def dated(self) -> PartialDate | None:
        """The report's own date, as far as it is known."""
        text = re.sub(r"[^0-9a-zà-ỹđ/ ]", " ", self.document.head.date.lower())
        if not _YEAR.search(text):
            return None
        try:
            return parse_date(text)
        except DateProblem:
            return None

    @cached_property
    def signed(self) -> date | None:
        """The last day the report can have been signed on; None where no year is known."""
        known = self.dated
        if known is None:
            return None
        if (whole := known.to_date()) is not None:
            return whole
        month = known.month or 12
        return date(known.year + month // 12, month % 12 + 1, 1).fromordinal(
            date(known.year + month // 12, month % 12 + 1, 1).toordinal() - 1
        )

    @cached_property
    def period(self) -> PeriodName | None:
        """The period in the title; a year where it names nothing shorter; None where unknown."""
        title = " ".join(self.document.head.subject)
        names = period_names(title)
        years = [int(year) for year in _YEAR.findall(title)]
        if names:
            year = names[0].year or (years[0] if years else 0)
            if not year and self.dated:
                year = self.dated.year
            return PeriodName(names[0].kind, names[0].number, year)
        if years and re.search(r"\bnam\s+(?:19|20)[0-9]{2}", flat(title)):
            return PeriodName("nam", 0, max(years))
        return None

    @cached_property
    def period_end(self) -> date | None:
        """Last calendar day of the period, else the report's own date; None where unknown."""
        if self.period is not None and self.period.year:
            year, month = self.period.year, self.period.last_month
            following = date(year + month // 12, month % 12 + 1, 1)
            last = date.fromordinal(following.toordinal() - 1)
            return min(last, self.signed) if self.signed and self.signed.year >= year else last
        return self.signed

    @cached_property
    def mentions(self) -> tuple[tuple[Passage, Mention], ...]:
        """Cited documents in reading order."""
        return tuple(
            (passage, mention)
            for passage in self.passages
            if passage.part not in (Part.HEAD, Part.FOOT)
            for mention in mentions_in(passage.text)
        )

    @cached_property
    def scopes(self) -> tuple[Scope, ...]:
        """Dossier figures that belong together, from prose, lists and tables."""
        return scopes_of(self.passages, self.blocks)

    def in_tables(self, check: CellCheck) -> Iterator[Placed]:
        """What a check of single tables finds, at the passages of the cells.

        Args:
            check: Gives row and column of each fault in the grid's body; must depend on the grid
                alone, and is best kept by grid.
        """
        for at, grid in self.grids.items():
            if found := check(grid):
                places = cell_passages(grid, self.by_block.get(at, []))
                yield from ((places.get((row, column)), spot) for row, column, spot in found)
