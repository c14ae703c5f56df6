"""SL01, SL02 where the parts are the items of a list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from cchc_tui.document.blocks import ItemList
from cchc_tui.review.amounts import Figure, Form
from cchc_tui.review.figures import read_figures
from cchc_tui.review.findings import Spot
from cchc_tui.review.ledger import measured
from cchc_tui.review.passages import Part, Passage
from cchc_tui.review.report import Report
from cchc_tui.review.rules import REGISTRY, Placed
from cchc_tui.review.sums import number, shown


@REGISTRY.report
def sums_of_lists(report: Report) -> Iterator[Placed]:
    """SL01 and SL02 where the parts are the items of a list."""
    passages = report.passages
    for at, passage in enumerate(passages):
        items = list(_items_under(passages, at, report))
        if len(items) >= 2 and passage.part in (Part.PARAGRAPH, Part.ITEM):
            yield from ((passage, spot) for spot in _judge_list(passage, items))


def _items_under(passages: tuple[Passage, ...], at: int, report: Report) -> Iterator[Passage]:
    """The items directly under a passage that announces them with a colon or "cụ thể"."""
    lead = passages[at]
    ends = (
        lead.text.rstrip()
        .casefold()
        .endswith(
            (":", "như sau", "như sau.", "gồm", "trong đó", "cụ thể", "cụ thể như sau.", "sau đây.")
        )
    )
    if not ends:
        return
    level = lead.level if lead.part is Part.ITEM else 0
    first = 0
    for passage in passages[at + 1 :]:
        if passage.part is Part.FOOTNOTE:
            continue
        if passage.part is not Part.ITEM or passage.annex != lead.annex:
            return
        if lead.part is Part.PARAGRAPH and passage.block > lead.block + 1 and not first:
            return
        if isinstance(report.blocks[lead.block], ItemList) and passage.level <= level:
            return
        first = first or passage.level
        if passage.level < first:
            return
        if passage.level == first:
            yield passage


def _judge_list(lead: Passage, items: list[Passage]) -> Iterable[Spot]:
    statement = read_figures(lead.text)
    last = max((figure.sentence for figure in statement.figures), default=0)
    wholes = [
        figure
        for figure in statement.figures
        if figure.form is Form.COUNT
        and figure.noun
        and not figure.approx
        and figure.sentence >= last
        and figure.depth == 0
    ]
    ledger = {figure.start for figure, _, _ in measured(lead.text)}
    loose = lead.text.rstrip(" :").casefold().endswith("trong đó")
    for whole in wholes:
        if whole.start in ledger or [f.noun for f in wholes].count(whole.noun) > 1:
            continue
        yield from _judge_noun(whole, items, loose=loose)


def _judge_noun(whole: Figure, items: list[Passage], *, loose: bool) -> Iterator[Spot]:
    parts, missing = [], 0
    for item in items:
        figures = read_figures(item.text).figures
        same = [f for f in figures if f.form is Form.COUNT and f.noun == whole.noun]
        found = next((f for f in same if f.depth == 0), same[0] if same else None)
        if found is None or found.approx:
            missing += 1
        else:
            parts.append(found)
    total = sum((part.value for part in parts), Decimal(0))
    if len(parts) < 2 or total == whole.value:
        return
    if loose and not whole.value * 9 <= total * 10 <= whole.value * 11:
        return  # "trong đó:" may name some of the whole only
    total_said = bool(re.search(r"\btong (?:so|cong)\b", whole.before))
    if missing and not (total_said and len(parts) >= 3 and missing * 3 <= len(items)):
        return
    said = " + ".join(number(part) for part in parts)
    gap = f"; {missing} mục không nêu số" if missing else ""
    yield Spot(
        "SL02" if missing and total < whole.value else "SL01",
        whole.start,
        whole.end,
        f"Tổng nêu {number(whole)} nhưng các mục dưới đây cộng lại là {shown(total)}"
        f" ({said}{gap}).",
        shown(total),
    )
