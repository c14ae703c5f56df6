"""Lines of a text file for findings whose place in it the reader does not keep: head and foot."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from cchc_tui.review.findings import Finding

_AT_THE_END = "Phần cuối văn bản"


def with_lines(findings: Iterable[Finding], text: str) -> tuple[Finding, ...]:
    """The findings, those without a line at the one that holds their quote.

    Args:
        findings: What was found.
        text: The file they were found in.
    """
    lines = [" ".join(line.split()) for line in text.splitlines()]
    return tuple(finding if finding.place.line else _placed(finding, lines) for finding in findings)


def _placed(finding: Finding, lines: list[str]) -> Finding:
    quote = " ".join(finding.quote.split())
    holding = [number for number, line in enumerate(lines, 1) if quote and quote in line]
    if not holding:
        return finding
    at = holding[-1] if finding.place.section == _AT_THE_END else holding[0]
    return replace(finding, place=replace(finding.place, line=at))
