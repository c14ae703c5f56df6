"""Runs every rule over a document and places what they find.

Findings of one passage are kept by its text, so that a recheck after one answer changed reads
that one passage again; rules over the whole report work on figures and citations that were
read once for each text.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterable

from cchc_tui.document.blocks import Document
from cchc_tui.domain.facts import Facts
from cchc_tui.review import catalogue
from cchc_tui.review.findings import Finding, Place, Spot
from cchc_tui.review.passages import Passage
from cchc_tui.review.report import Report
from cchc_tui.review.rules import Registry

_KEPT = 8192
"""Passages whose findings are kept."""

_Key = tuple[object, ...]


class Checker:
    """Checks documents, one after another or one again and again."""

    def __init__(self, facts: Facts | None = None, registry: Registry | None = None) -> None:
        """Takes what the rules need.

        Args:
            facts: Legal facts with dates.
            registry: The rules; all of them unless given.
        """
        self.facts = facts or Facts()
        self.registry = registry or catalogue.REGISTRY
        self._kept: OrderedDict[_Key, tuple[Spot, ...]] = OrderedDict()

    def check(
        self,
        document: Document,
        *,
        earlier: Document | None = None,
        last_year: Document | None = None,
        select: Collection[str] = (),
        ignore: Collection[str] = (),
    ) -> tuple[Finding, ...]:
        """What is wrong with a document, in reading order.

        Args:
            document: The report.
            earlier: The report of the period before, where one is at hand.
            last_year: The report of the same period of the year before, where one is at hand.
            select: Codes, or beginnings of codes, to report; all unless given.
            ignore: Codes, or beginnings of codes, not to report.
        """
        report = Report(document, self.facts, earlier, last_year)
        found: list[tuple[int, Finding]] = []
        for passage in report.passages:
            spots = self._spots(passage, report)
            found += [(passage.index, self._place(passage, spot)) for spot in spots]
        for check in self.registry.whole:
            for place, spot in check(report):
                found.append((place.index if place else 0, self._place(place, spot)))
        chosen = [
            pair
            for pair in found
            if (not select or pair[1].code.startswith(tuple(select)))
            and not (ignore and pair[1].code.startswith(tuple(ignore)))
        ]
        chosen = self._strictest(chosen)
        chosen.sort(key=lambda pair: (pair[0], pair[1].place.start, pair[1].code))
        return _once(finding for _, finding in chosen)

    def _strictest(self, found: list[tuple[int, Finding]]) -> list[tuple[int, Finding]]:
        """Findings without those of rules that yield where another of their group found more."""
        told = {
            (index, finding.code[:2])
            for index, finding in found
            if not self.registry.rules[finding.code].yields
        }
        return [
            (index, finding)
            for index, finding in found
            if not self.registry.rules[finding.code].yields or (index, finding.code[:2]) not in told
        ]

    def _spots(self, passage: Passage, report: Report) -> tuple[Spot, ...]:
        key = (
            passage.text, passage.part, passage.marker, passage.level, passage.gaps, passage.cut,
            report.signed, report.period,
        )  # fmt: skip
        known = self._kept.get(key)
        if known is None:
            known = tuple(spot for check in self.registry.local for spot in check(passage, report))
            self._kept[key] = known
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(key)
        return known

    def _place(self, passage: Passage | None, spot: Spot) -> Finding:
        severity = spot.severity or self.registry.rules[spot.code].severity
        if passage is None:
            return Finding(spot.code, severity, spot.message, Place(), "", spot.expected)
        place = Place(
            line=passage.line,
            paragraph=passage.index,
            section=passage.heading,
            section_id=passage.section,
            question=passage.question_at(spot.start, spot.end),
            start=spot.start,
        )
        quote = passage.text[spot.start : spot.end]
        return Finding(
            spot.code, severity, spot.message, place, quote, spot.expected, spot.fix,
            _context(passage.text, spot.start, spot.end),
        )  # fmt: skip


_AROUND = 32
"""Characters shown at either side of a short quote."""


def _context(text: str, start: int, end: int) -> str:
    """A short quote among the words around it; empty for a long one."""
    if end - start >= _AROUND or not text[start:end].strip():
        return ""
    low, high = max(0, start - _AROUND), min(len(text), end + _AROUND)
    if low:
        low = text.find(" ", low, start) + 1 or low
    if high < len(text):
        high = max(text.rfind(" ", end, high), end)
    before, after = "… " if low else "", " …" if high < len(text) else ""
    return f"{before}{text[low:high].strip()}{after}"


def _once(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings without those that say the same of the same place."""
    seen: set[tuple[object, ...]] = set()
    kept = []
    for finding in findings:
        same = (finding.code, finding.place.paragraph, finding.place.start, finding.message)
        if same not in seen:
            seen.add(same)
            kept.append(finding)
    return tuple(kept)
