"""SL02: a second quantity told with each part of a list, against its own total."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from cchc_tui.review.amounts import Figure, Form, Group, Statement
from cchc_tui.review.figures import read_figures
from cchc_tui.review.findings import Spot
from cchc_tui.review.passages import PROSE, Passage
from cchc_tui.review.report import Report
from cchc_tui.review.rules import REGISTRY
from cchc_tui.review.sums import number, shown


@REGISTRY.passage
def second_sums(passage: Passage, _report: Report) -> Iterator[Spot]:
    """SL02 of what is told beside the parts: "02 dự thảo luật (08 TTHC)"."""
    if passage.part not in PROSE:
        return
    statement = read_figures(passage.text)
    for group in statement.groups:
        yield from _beside(statement, group, [statement.figures[at] for at in group.parts])


def _beside(statement: Statement, group: Group, parts: list[Figure]) -> Iterator[Spot]:
    """A second quantity told with each part: "39 TTHC tại 11 dự thảo, gồm 02 dự thảo (08 TTHC)"."""
    ends = [*(part.start for part in parts[1:]), group.end]
    seconds = []
    for part, end in zip(parts, ends, strict=True):
        inside = [f for f in statement.figures if part.end <= f.start < end and not f.approx]
        if len(inside) != 1 or inside[0].form is not Form.COUNT or not inside[0].noun:
            return
        seconds.append(inside[0])
    nouns = {second.noun for second in seconds}
    if len(parts) < 2 or len(nouns) != 1 or nouns & {part.noun for part in parts}:
        return
    wholes = [
        f
        for f in statement.figures
        if f.end <= group.start and f.noun in nouns and f.form is Form.COUNT
        and f.sentence == statement.figures[group.whole].sentence and not f.approx
    ]  # fmt: skip
    total = sum((second.value for second in seconds), Decimal(0))
    if len(wholes) != 1 or total == wholes[0].value:
        return
    said = " + ".join(number(second) for second in seconds)
    yield Spot(
        "SL02", wholes[0].start, wholes[0].end,
        f"Tổng nêu {number(wholes[0])} nhưng các phần cộng lại là {shown(total)} ({said}).",
        shown(total),
    )  # fmt: skip
