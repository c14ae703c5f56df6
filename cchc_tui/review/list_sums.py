"""SL01, SL02, SL03 where the parts of a whole are the items of a list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from cchc_tui.document.blocks import ItemList
from cchc_tui.review.amounts import Figure, Form, Statement
from cchc_tui.review.figures import read_figures
from cchc_tui.review.findings import Severity, Spot
from cchc_tui.review.ledger import measured
from cchc_tui.review.nouns import class_of
from cchc_tui.review.passages import Part, Passage, flat
from cchc_tui.review.rates import judge_rate
from cchc_tui.review.report import Report
from cchc_tui.review.rules import REGISTRY, Placed
from cchc_tui.review.states import states_of, without_one
from cchc_tui.review.sums import in_family, number, shown

_ANNOUNCES = (
    ":", "như sau", "như sau.", "gồm", "trong đó", "cụ thể", "cụ thể như sau.", "sau đây.",
)  # fmt: skip
_TOTAL = re.compile(r"\b(?:tong (?:so|cong)?|so luong)\b")
_SHORT = 22
"""Words of a line that tells one figure and no more."""


@REGISTRY.report
def sums_of_lists(report: Report) -> Iterator[Placed]:
    """SL01 and SL02 where the parts are the items of a list; SL03 for their shares."""
    passages = report.passages
    for at, passage in enumerate(passages):
        if passage.part not in (Part.PARAGRAPH, Part.ITEM):
            continue
        items = list(_items_under(passages, at, report))
        if len(items) >= 2:
            yield from ((passage, spot) for spot in _judge_list(passage, items))
            yield from _shares(passage, items)
            yield from _shares_of_items(passage, items)
        elif passage.part is Part.ITEM and (items := _items_after(passages, at)):
            yield from ((passage, spot) for spot in _judge_states(passage, items))
            yield from _shares_of_items(passage, [passage, *items])


def _items_under(passages: tuple[Passage, ...], at: int, report: Report) -> Iterator[Passage]:
    """The items directly under a passage that announces them, or that tells one total."""
    lead = passages[at]
    if not lead.text.rstrip().casefold().endswith(_ANNOUNCES) and not _tells_a_total(lead):
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


def _items_after(passages: tuple[Passage, ...], at: int) -> list[Passage]:
    """The short items of one level that follow an item that tells a total."""
    lead = passages[at]
    found: list[Passage] = []
    if not _tells_a_total(lead):
        return found
    for passage in passages[at + 1 :]:
        ends = passage.part is not Part.ITEM or passage.level != lead.level
        if ends or _tells_a_total(passage):
            break
        found.append(passage)
    return found


def _tells_a_total(passage: Passage) -> bool:
    """Whether a short line tells one total and nothing else: "Tổng số cán bộ: 85."."""
    if len(passage.text.split()) > _SHORT:
        return False
    figures = read_figures(passage.text).figures
    return len(figures) == 1 and bool(re.match(r"\W*tong\b", flat(passage.text)))


def _judge_list(lead: Passage, items: list[Passage]) -> Iterable[Spot]:
    wholes = _wholes(read_figures(lead.text))
    if sum(1 for item in items if measured(item.text)) < 2:
        taken: set[int] = set()
    else:
        taken = {figure.start for figure, _, _ in measured(lead.text)}
    loose = lead.text.rstrip(" :").casefold().endswith("trong đó")
    for whole in wholes:
        known = whole.start in taken and class_of(whole.counted) == "case"
        if not known and [f.counted for f in wholes].count(whole.counted) == 1:
            yield from _judge_noun(whole, items, loose=loose)


def _wholes(statement: Statement) -> list[Figure]:
    """The counts of a lead's last sentence that a list can part."""
    last = max((figure.sentence for figure in statement.figures), default=0)
    alone = len(statement.figures) == 1
    return [
        figure
        for figure in statement.figures
        if figure.form is Form.COUNT
        and (figure.counted or (alone and _TOTAL.search(statement.plain[: figure.start])))
        and not figure.approx
        and figure.sentence >= last
        and figure.depth == 0
    ]


def _part_of(item: Passage, noun: str) -> Figure | None:
    """The figure of an item that counts what its lead does; None where it tells none."""
    figures = read_figures(item.text).figures
    counts = [figure for figure in figures if figure.form is Form.COUNT]
    same = [figure for figure in counts if noun and figure.counted == noun]
    found = next((f for f in same if f.depth == 0), same[0] if same else None)
    if found is None and counts and len(item.text.split()) <= _SHORT:
        # "- Cấp xã: 50.": one bare figure in a line of its own.
        first = counts[0]
        led = re.search(r"[:–-]\s*$|\bcó\s*$|\blà\s*$", item.text[: first.start])
        bare = not first.noun and (led or (first.before and not first.after))
        found = first if bare and len(counts) == 1 else None
    return None if found is None or found.approx else found


def _first_counts(items: list[Passage]) -> list[Figure]:
    """The count each item begins with, whatever it counts: kinds of work in units of their own."""
    told = [read_figures(item.text).figures for item in items]
    firsts = [figures[0] for figures in told if figures]
    return [first for first in firsts if first.form is Form.COUNT and not first.approx]


def _judge_noun(whole: Figure, items: list[Passage], *, loose: bool) -> Iterator[Spot]:
    found = [_part_of(item, whole.counted) for item in items]
    if not any(found) and (first := _first_counts(items)) and len(first) == len(items) >= 2:
        nearly = abs(sum(part.value for part in first) - whole.value) * 20 <= whole.value
        found = list(first) if nearly and _TOTAL.search(whole.before) else found
    parts = [part for part in found if part is not None]
    missing = len(found) - len(parts)
    total = sum((part.value for part in parts), Decimal(0))
    if len(parts) < 2 or total == whole.value or total * 2 > whole.value * 3:
        return  # half as much again: several answers of the same members
    near = whole.value * 9 <= total * 10 <= whole.value * 11
    if not near and ((loose and not in_family(parts)) or any(not part.noun for part in parts)):
        return  # "trong đó:" may name some of the whole only; bare figures may be of other things
    total_said = bool(re.search(r"\btong (?:so|cong)\b", whole.before))
    if missing and not (total_said and len(parts) >= 3 and missing * 3 <= len(items)):
        return
    if without_one([part.value for part in parts], whole.value) and states_of(parts):
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


@REGISTRY.report
def totals_of_lists(report: Report) -> Iterator[Placed]:
    """SL01 where the last item of a list tells the total of those before it."""
    for block in report.by_block.values():
        items = [passage for passage in block if passage.part is Part.ITEM]
        for at, last in enumerate(items):
            if at < 2 or not _tells_a_total(last):
                continue
            (whole,) = read_figures(last.text).figures
            before = items[:at]
            parts = [_part_of(item, whole.counted) for item in before]
            same = all(item.level == last.level and not _tells_a_total(item) for item in before)
            values = [part.value for part in parts if part is not None]
            total = sum(values, Decimal(0))
            if same and len(values) == at and total != whole.value and whole.form is Form.COUNT:
                near = abs(total - whole.value) * 5 <= whole.value
                said = " + ".join(shown(value) for value in values)
                if near and not whole.approx:
                    yield last, Spot(
                        "SL01", whole.start, whole.end,
                        f"Tổng nêu {number(whole)} nhưng các mục trên cộng lại là {shown(total)}"
                        f" ({said}).",
                        shown(total),
                    )  # fmt: skip


def _judge_states(lead: Passage, items: list[Passage]) -> Iterator[Spot]:
    """A total in an item, and what became of it in the items after it."""
    (whole,) = read_figures(lead.text).figures
    if whole.form is not Form.COUNT or whole.approx or measured(lead.text):
        return
    parts: list[Figure] = []
    for item in items:
        part = _part_of(item, whole.counted)
        if part is None or _TOTAL.match(flat(item.text)):
            break
        parts.append(part)
    while parts and not (states_of(parts) or in_family(parts)):
        parts.pop()
    values = [part.value for part in parts]
    total = sum(values, Decimal(0))
    near = whole.value * 9 <= total * 10 <= whole.value * 11
    if len(parts) < 2 or total == whole.value or not near or without_one(values, whole.value):
        return
    if class_of(whole.counted) == "case":
        return  # of dossiers, SL05 knows the relations
    said = " + ".join(number(part) for part in parts)
    yield Spot(
        "SL01",
        whole.start,
        whole.end,
        f"Tổng nêu {number(whole)} nhưng các mục sau cộng lại là {shown(total)} ({said}).",
        shown(total),
    )


def _shares(lead: Passage, items: list[Passage]) -> Iterator[Placed]:
    """SL03, SL04: "- Hài lòng: 130 phiếu (32,5%)" under "Thu về 400 phiếu"."""
    wholes = {f.counted: f for f in _wholes(read_figures(lead.text)) if f.counted}
    if len(wholes) > 1:
        return
    parts = [figures[0] for item in items if (figures := read_figures(item.text).figures)]
    if not wholes:  # the whole is what the items make together
        nouns = {part.counted for part in parts}
        if len(parts) < 3 or len(nouns) != 1 or "" in nouns or len(parts) < len(items):
            return
        total = sum((part.value for part in parts), Decimal(0))
        wholes = {parts[0].counted: replace(parts[0], value=total)}
    (noun, whole) = next(iter(wholes.items()))
    judged = []
    for item in items:
        figures = read_figures(item.text).figures
        pair = figures[:2]
        apart = len(pair) < 2 or pair[0].counted != noun or pair[1].form is not Form.PERCENT
        if apart or len(figures) != 2 or pair[0].value > whole.value or pair[1].approx:
            continue
        between = flat(item.text)[pair[0].end : pair[1].start]
        if re.search(r"\b(?:ke hoach|chi tieu|tang|giam|so voi)\b", flat(item.text)):
            continue
        if re.search(r"\(\s*$|\b(?:chiem|dat|ty le|bang)\b[^.;]*$", between):
            judged.append((item, list(judge_rate(pair[1], pair[0].value, whole.value))))
    wrong = sum(1 for _, spots in judged if spots)
    if wrong * 2 > len(judged):
        return  # most of them are shares of something else
    for item, spots in judged:
        yield from ((item, spot) for spot in spots)


def _shares_of_items(lead: Passage, items: list[Passage]) -> Iterator[Placed]:
    """SL03 of "Thu về: 285 phiếu, đạt 95%" under "Phát ra: 300 phiếu", the item before it."""
    known = [f for f in read_figures(lead.text).figures if f.form is Form.COUNT]
    before: Figure | None = None
    for item in items:
        figures = read_figures(item.text).figures
        counts = [figure for figure in figures if figure.form is Form.COUNT and not figure.approx]
        if before is not None and len(counts) == 1 and len(figures) == 2:
            (part,), rate = counts, figures[1]
            between = flat(item.text)[part.end : rate.start]
            same = part.counted == before.counted and part.value <= before.value
            said = re.search(r"[,(]\s*(?:dat|chiem|ty le|dat ty le|chiem ty le)?\s*$", between)
            plan = re.search(r"\b(?:ke hoach|chi tieu|tang|giam|so voi)\b", flat(item.text))
            told = same and said and not plan and rate.form is Form.PERCENT and not rate.approx
            if told and not measured(item.text) and not _explained(rate, part, [*known, before]):
                yield from (
                    (item, replace(spot, severity=Severity.WARNING))
                    for spot in judge_rate(rate, part.value, before.value)
                )
        known += counts
        whole = len(counts) == 1 and _WHOLE.search(flat(item.text)) and counts[0].counted
        before = counts[0] if whole else before


_WHOLE = re.compile(r"\b(?:tong|phat ra|giao|phai|tiep nhan)\b")


def _explained(rate: Figure, part: Figure, wholes: list[Figure]) -> bool:
    """Whether the part is that share of any of these."""
    return any(
        not list(judge_rate(rate, part.value, whole.value)) for whole in wholes if whole.value
    )
