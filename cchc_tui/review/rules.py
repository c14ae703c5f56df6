"""The rules by code: how grave, why, with which source, and what they must and must not flag.

The examples are part of a rule: a test runs every one of them, and `--explain` prints them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cchc_tui.review.findings import Severity, Spot
from cchc_tui.review.passages import Passage

if TYPE_CHECKING:
    from cchc_tui.review.report import Report

Placed = tuple[Passage | None, Spot]
"""A fault and the passage it is in; None for the document as a whole."""

GROUPS = {
    "SL": "Số liệu",
    "VD": "Viện dẫn",
    "CT": "Cấu trúc",
    "TT": "Thể thức",
    "CH": "Chính tả và trình bày",
    "KT": "Kỳ trước",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    Attributes:
        code: Group and number, e.g. `SL01`; never reused for another rule.
        severity: How grave, unless a finding says otherwise.
        name: Short name, in Vietnamese.
        why: What it finds and why that matters, in Vietnamese.
        source: Where the rule comes from.
        flags: Examples that must be flagged, in the notation of `examples`.
        passes: Examples that look alike and are right.
        yields: Whether it says nothing of figures in which a stricter rule found a fault.
    """

    code: str
    severity: Severity
    name: str
    why: str
    source: str
    flags: tuple[str, ...] = ()
    passes: tuple[str, ...] = ()
    yields: bool = False

    @property
    def group(self) -> str:
        """Name of its group."""
        return GROUPS[self.code[:2]]


PassageCheck = Callable[[Passage, "Report"], Iterable[Spot]]
ReportCheck = Callable[["Report"], Iterable[Placed]]


@dataclass(frozen=True, slots=True)
class Registry:
    """Rules and the checks that find them.

    A check may find faults of several rules; a check of one passage must depend on nothing but
    its text, its part and what the report says of its own date, period and facts.
    """

    rules: dict[str, Rule]
    local: list[PassageCheck]
    whole: list[ReportCheck]

    def add(self, *rules: Rule) -> None:
        """Take in rules.

        Raises:
            ValueError: A code is taken.
        """
        for rule in rules:
            if rule.code in self.rules:
                raise ValueError(f"two rules have the code {rule.code}")
            self.rules[rule.code] = rule

    def passage(self, check: PassageCheck) -> PassageCheck:
        """Register a check of one passage."""
        self.local.append(check)
        return check

    def report(self, check: ReportCheck) -> ReportCheck:
        """Register a check of the whole report."""
        self.whole.append(check)
        return check

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.rules[code] for code in sorted(self.rules))


REGISTRY = Registry({}, [], [])
"""Every rule of `cchc check`; filled when the modules of the rules are imported."""
