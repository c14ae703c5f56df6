"""SL01, SL20: totals told after their parts, totals of quarters, and running totals.

"15 công chức, 20 viên chức, tổng cộng 36 người"; "quý I 900 hồ sơ, quý II 1.000 hồ sơ; 6 tháng
1.950 hồ sơ"; a running total ("lũy kế") below the figure of the period it includes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from cchc_tui.review.amounts import Figure, Form, Statement
from cchc_tui.review.figures import read_figures
from cchc_tui.review.findings import Severity, Spot
from cchc_tui.review.nouns import class_of
from cchc_tui.review.passages import PROSE, Passage, flat
from cchc_tui.review.report import Report
from cchc_tui.review.rules import REGISTRY, Rule
from cchc_tui.review.states import states_of
from cchc_tui.review.sums import number, shown

REGISTRY.add(
    Rule(
        "SL20",
        Severity.ERROR,
        "Số lũy kế nhỏ hơn số trong kỳ",
        "Số lũy kế từ đầu năm gồm cả số của kỳ này nên không thể nhỏ hơn.",
        "Quan hệ R7: số lũy kế không giảm",
        flags=("Trong quý II, Sở tiếp nhận 1.200 hồ sơ; lũy kế từ đầu năm tiếp nhận 1.100 hồ sơ.",),
        passes=(
            "Trong quý II, Sở tiếp nhận 1.200 hồ sơ; lũy kế từ đầu năm tiếp nhận 2.100 hồ sơ.",
            "Trong quý II, Sở tiếp nhận 1.200 hồ sơ; lũy kế hồ sơ quá hạn từ đầu năm là 12 hồ sơ.",
        ),
    )
)

_CLOSES = re.compile(
    r"(?:\b(?:tong cong|tong so|tat ca|tong la|cong chung)\b(?: [a-z]+){0,8}"
    r"|, cong(?: la)?)\s*:?\s*$"
)
_PEOPLE = ("nguoi", "luot")
_TERMS = (
    ("Q1", r"\bquy (?:i|1)\b"),
    ("Q2", r"\bquy (?:ii|2)\b"),
    ("Q3", r"\bquy (?:iii|3)\b"),
    ("Q4", r"\bquy (?:iv|4)\b"),
    ("H1", r"\b0?6 thang(?: dau nam)?\b(?! cuoi)"),
    ("H2", r"\b0?6 thang cuoi nam\b"),
    ("9M", r"\b0?9 thang\b"),
    ("Y", r"\bca nam\b|\b12 thang\b"),
)
MADE_OF = (
    ("H1", ("Q1", "Q2")),
    ("9M", ("Q1", "Q2", "Q3")),
    ("9M", ("H1", "Q3")),
    ("H2", ("Q3", "Q4")),
    ("Y", ("Q1", "Q2", "Q3", "Q4")),
    ("Y", ("H1", "H2")),
    ("Y", ("H1", "Q3", "Q4")),
    ("Y", ("9M", "Q4")),
)
_STATE = (
    "tiep nhan", "giai quyet", "truc tuyen", "qua han", "dung han", "truoc han", "thanh toan",
    "ban hanh", "kiem tra", "cap tinh", "cap xa", "so hoa", "dang", "chua",
)  # fmt: skip
"""Words that tell which figure of several is meant: those of two figures must agree."""


@REGISTRY.passage
def totals_at_the_end(passage: Passage, _report: Report) -> Iterator[Spot]:
    """SL01 and SL20 of totals that follow what they sum."""
    if passage.part not in PROSE:
        return
    plain = flat(passage.text)
    statement = read_figures(passage.text)
    if len(statement.figures) < 2:
        return
    if "tong" in plain or "tat ca" in plain or ", cong " in plain:
        yield from _closing(statement)
    if "quy " in plain or "thang" in plain:
        yield from _of_terms(statement, plain)
    if "luy ke" in plain:
        yield from _running(statement, plain)


def _closing(statement: Statement) -> Iterator[Spot]:
    for at, whole in enumerate(statement.figures):
        lead = statement.plain[statement.figures[at - 1].end : whole.start] if at else ""
        if not _CLOSES.search(lead) or re.search(r"\btrong\b|[.]\s", lead):
            continue
        parts = _told_before(statement, at)
        if re.search(r"\bvoi\b", lead) and not all(part.noun and whole.noun for part in parts):
            continue
        if re.search(r"\btren\b", lead) and (len(parts) < 3 or not states_of(parts)):
            continue  # "120 hồ sơ, 80 hồ sơ trên tổng số 500 hồ sơ": only some of them
        total = sum((part.worth for part in parts), Decimal(0)) / whole.scale
        if len(parts) < 2 or total == whole.value or whole.approx or whole.form is Form.RATIO:
            continue
        if abs(total - whole.value) * 10 <= whole.value:
            yield _spot(whole, parts, total)


def _told_before(statement: Statement, at: int) -> list[Figure]:
    """The counts of the sentence before a total that can be its parts."""
    whole = statement.figures[at]
    found: list[Figure] = []
    for figure in reversed(statement.figures[:at]):
        if figure.sentence != whole.sentence or figure.depth > whole.depth:
            break
        if figure.form is not whole.form:
            continue
        if figure.approx or not _counts_in(whole, figure):
            break
        found.insert(0, figure)
    return found


def _counts_in(whole: Figure, part: Figure) -> bool:
    if not whole.noun or not part.noun:
        return whole.form is Form.MONEY or not whole.noun or part.noun == whole.noun
    if whole.noun in ("truong hop", "san pham"):
        return True
    same = class_of(part.noun) == class_of(whole.noun)
    return same or (whole.noun in _PEOPLE and class_of(part.noun) in ("person", "occasion"))


def _of_terms(statement: Statement, plain: str) -> Iterator[Spot]:
    """Quarters and halves of a year against the year."""
    told: dict[str, Figure] = {}
    for figure, terms in _terms(statement, plain):
        if terms in told and told[terms].value != figure.value:
            return  # two things are told by quarters
        told.setdefault(terms, figure)
    for whole, names in MADE_OF:
        if whole not in told or not all(name in told for name in names):
            continue
        parts = [told[name] for name in names]
        total = sum((part.worth for part in parts), Decimal(0)) / told[whole].scale
        near = abs(total - told[whole].value) * 5 <= told[whole].value
        if total != told[whole].value and near and _one_thing([told[whole], *parts]):
            yield _spot(told[whole], parts, total)


def _terms(statement: Statement, plain: str) -> Iterator[tuple[Figure, str]]:
    """Each count with the part of the year it is told of, "lần lượt" ones in their order."""
    counts = [f for f in statement.figures if f.form in (Form.COUNT, Form.MONEY) and not f.approx]
    start = 0
    waiting: list[str] = []
    for figure in counts:
        lead = plain[start : figure.start]
        named = sorted(
            (found.start(), name)
            for name, pattern in _TERMS
            for found in re.finditer(pattern, lead)
        )
        start = figure.end
        if named and re.search(r"\b(?:so voi|cung ky|nam truoc)\b", lead):
            continue
        if named:
            waiting = [name for _, name in named] if "lan luot" in lead else [named[-1][1]]
        if waiting:
            yield figure, waiting.pop(0)


def term_of(title: str) -> str:
    """The part of a year a folded title names alone: `Q1`, `H1`, `9M`, `Y`; empty for others."""
    named = [name for name, pattern in _TERMS if re.search(pattern, title)]
    return named[0] if len(named) == 1 else ""


def _one_thing(figures: list[Figure]) -> bool:
    """Whether all count one thing, as far as they say so."""
    nouns = {figure.counted for figure in figures if figure.counted}
    told = [{word for word in _STATE if word in figure.label} for figure in figures]
    said = [words for words in told if words]
    return len(nouns) <= 1 and all(words == said[0] for words in said)


def _running(statement: Statement, plain: str) -> Iterator[Spot]:
    """SL20: "lũy kế" against the figure right before it of the same thing."""
    counts = [f for f in statement.figures if f.form in (Form.COUNT, Form.MONEY)]
    for at, total in enumerate(counts):
        before = counts[at - 1] if at else None
        lead = plain[before.end if before else 0 : total.start]
        if before is None or total.approx or before.approx or before.form is not total.form:
            continue
        if not re.search(r"\bluy ke\b[^.;]*$", lead) or "nhiem ky" in lead or "giai doan" in lead:
            continue
        alike = total.counted == before.counted and _one_thing([total, before])
        if alike and total.worth < before.worth and "luy ke" not in before.before:
            yield Spot(
                "SL20", total.start, total.end,
                f"Lũy kế {number(total)} nhỏ hơn số trong kỳ {number(before)}.",
            )  # fmt: skip


def _spot(whole: Figure, parts: list[Figure], total: Decimal) -> Spot:
    said = " + ".join(number(part) for part in parts)
    return Spot(
        "SL01",
        whole.start,
        whole.end,
        f"Tổng nêu {number(whole)} nhưng các phần cộng lại là {shown(total)} ({said}).",
        shown(total),
    )
