"""Which two figures a percent beside them was computed from.

Forms that say it outright ("113/2.027 hồ sơ, đạt 5,57%", "5,57% (113/2.027)", "113 hồ sơ trên tổng
số 2.027 hồ sơ, chiếm 5,57%") give one pair. Where the whole only stands before ("Được giao 560 tỷ
đồng, đã giải ngân 412 tỷ đồng, đạt 73,57%") a rate is doubted only if no two figures around it
give it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from cchc_tui.review.amounts import Figure, Form, Statement
from cchc_tui.review.nouns import can_add, class_of

_VERB = r"(?:dat|chiem|bang|tuong duong|tuong ung|ty le|voi ty le)"
_SAID = re.compile(r"\b(?:dat|chiem|ty le|bang|tuong duong|tuong ung)\b")
_PLAN = re.compile(r"\b(?:ke hoach|chi tieu|so voi|du toan|cung ky|tang|giam|muc tieu)\b")
_OF_PLAN = re.compile(r"\b(?:ke hoach|chi tieu|du toan|muc tieu|duoc giao|giao)\b")
_COMPARED = re.compile(r"\b(?:so voi|cung ky|tang|giam|vuot)\b")
_ROLE = re.compile(
    r"\b(?:tong|trong|giao|phat ra|co|tiep nhan|tiep|kiem tra|khao sat|phai|thu ve|ra soat"
    r"|dang ky|to chuc|xu ly|de nghi|du toan|ke hoach|chi tieu|lay y kien)\b"
)
_NEAR = 10
"""Figures around a rate among which the two it comes from are looked for."""


class Pair(NamedTuple):
    """What a rate is computed from, and whether the text says so outright."""

    part: Decimal
    whole: Decimal
    sure: bool = True


def pair_of(statement: Statement, at: int) -> Pair | None:
    """Numerator and denominator of the percent at this index; None where not stated beside it."""
    if after := _told_after(statement, at):
        return after
    if not at:
        return None
    figures = statement.figures
    part, rate = figures[at - 1], figures[at]
    between = statement.between(part, rate)
    only_rate = re.search(rf";\s*(?:{_VERB}\s*)+:?\s*$", between)
    if part.sentence != rate.sentence or len(between) > 160 or part.approx:
        return None
    if re.search(r"\b(?:tang|giam)(?: them| duoc)? $", statement.plain[: part.start][-16:]):
        return None  # "tăng 31 văn bản (27,93%)": a share of the year before
    if ";" in between and not only_rate:
        return None
    close = bool(_SAID.search(between)) or bool(re.search(r"\(\s*$", between))
    if part.whole:
        return Pair(part.value, part.whole) if close else None
    if part.form not in (Form.COUNT, Form.MONEY) or not close:
        return None
    if at >= 2 and (pair := _out_of(statement, at) or _among(statement, at)):
        return pair
    if not _closed(between) or _COMPARED.search(f"{rate.after[:40]} {between}"):
        return None
    if not _PLAN.search(f"{rate.after[:40]} {between}") and (pair := _within(statement, at)):
        return pair
    return _before(statement, at)


def _told_after(statement: Statement, at: int) -> Pair | None:
    """Of "5,57% (113/2.027 hồ sơ)", "95% với 42/48 nhiệm vụ", "bằng 5,57% tổng số 2.027 hồ sơ"."""
    figures = statement.figures
    if at + 1 >= len(figures):
        return None
    rate, after = figures[at], figures[at + 1]
    between = statement.between(rate, after)
    if after.whole:
        if re.fullmatch(r"(?: [a-z]+){0,8}\s*\(\s*(?:[a-z]+ ){0,6}", between):
            return Pair(after.value, after.whole)
        if re.fullmatch(r",? (?:voi|tuc|tuong ung)(?: la| voi)? ", between):
            return Pair(after.value, after.whole, sure=False)
    if at + 2 < len(figures) and re.fullmatch(r"\s*\(\s*(?:[a-z]+ ){0,6}", between):
        second = figures[at + 2]
        joined = re.fullmatch(r" ?[a-z ]{0,30}/ ?", statement.between(after, second))
        if joined and after.form is second.form and 0 < after.worth <= second.worth:
            return Pair(after.worth, second.worth)
    told = (
        r" (?:tren |cua |so voi )?(?:tong(?: so| cong)?|ke hoach|chi tieu|du toan)(?: [a-z]+){0,5}"
    )
    if not at or not re.fullmatch(told + r"(?: | ?\( ?)", between):
        return None
    part = figures[at - 1]
    said = _SAID.search(statement.between(part, rate)) and part.sentence == rate.sentence
    same = part.form is after.form and can_add(after.counted, part.counted)
    apart = ";" in statement.between(part, rate) or part.approx or after.approx
    if not said or not same or apart or not 0 < part.worth <= after.worth:
        return None
    return Pair(part.worth, after.worth)


def _closed(between: str) -> bool:
    """Whether the percent is said of the figure right before it and of nothing in between."""
    return bool(
        re.search(rf"\(\s*(?:{_VERB}\s*)*:?\s*$", between)
        or re.search(rf"[,;]\s*(?:{_VERB}\s*)+:?\s*$", between)
        or re.search(r"[a-z] (?:chiem|dat|chiem ty le|dat ty le)\s*:?\s*$", between)
    )


def _out_of(statement: Statement, at: int) -> Pair | None:
    """Of "113 hồ sơ trên tổng số 2.027 hồ sơ, chiếm 5,57%"."""
    part, whole = statement.figures[at - 2], statement.figures[at - 1]
    between = statement.between(part, whole)
    if part.form is not whole.form or part.form not in (Form.COUNT, Form.MONEY):
        return None
    if whole.approx or part.approx or part.worth > whole.worth:
        return None
    led = (
        r"\btren(?: tong(?: so| cong)?| ke hoach| chi tieu| du toan)?|/ ?(?:tong so)?"
        r"|\btrong tong so"
    )
    if not re.search(rf"(?:{led})\s*$", between):
        return None
    fits = can_add(whole.noun, part.noun) and whole.value
    return Pair(part.worth, whole.worth) if fits else None


def _among(statement: Statement, at: int) -> Pair | None:
    """Of "trong 540 hồ sơ có 27 hồ sơ quá hạn (chiếm 5%)"."""
    whole, part = statement.figures[at - 2], statement.figures[at - 1]
    if whole.form is not Form.COUNT or part.form is not Form.COUNT or whole.approx:
        return None
    if not re.search(r"\btrong(?: so| tong so)?$", whole.before.rstrip()):
        return None
    if not re.fullmatch(r"[^.;:()]{1,40}\bco\s*", statement.between(whole, part)):
        return None
    if whole.noun != part.noun or not 0 < part.value <= whole.value:
        return None
    return Pair(part.value, whole.value)


def _within(statement: Statement, at: int) -> Pair | None:
    """Of "306 công chức trong đó có 300 công chức … (đạt 98%)"."""
    for group in statement.groups:
        if at - 1 not in group.parts:
            continue
        whole, part = statement.figures[group.whole], statement.figures[at - 1]
        if ";" in statement.plain[group.start : part.start] and _explained(statement, at):
            continue  # another clause, with a whole of its own
        if not whole.approx and whole.value and part.value <= whole.value and _same(whole, part):
            return Pair(part.value, whole.value)
    return None


def _same(whole: Figure, part: Figure) -> bool:
    """Whether both count one thing: the same noun, people of a kind, or a part left bare."""
    if not whole.counted:
        return False
    people = class_of(whole.counted) == "person" and part.counted == "nguoi"
    return part.counted in ("", whole.counted) or people


def _before(statement: Statement, at: int) -> Pair | None:
    """Of "được giao 560 tỷ đồng, đã giải ngân 412 tỷ đồng, đạt 83,57%": doubted with care."""
    rate, part = statement.figures[at], statement.figures[at - 1]
    planned = bool(_OF_PLAN.search(rate.after[:40]))
    wholes = [
        whole
        for whole in _around(statement, at - 1)
        if whole.end <= part.start and _can_be_whole(whole, part, planned)
    ]
    if not wholes or _explained(statement, at, cut=False):
        return None
    unit = Decimal(1).scaleb(-rate.places)
    if abs(part.worth * 100 / wholes[-1].worth - rate.value) >= unit and _explained(statement, at):
        return None
    sure = next((w for w in reversed(wholes) if re.search(r"\btong\b", w.before)), None)
    whole = sure or wholes[-1]
    return Pair(part.worth, whole.worth, sure=whole.form is Form.MONEY or sure is not None)


def _can_be_whole(whole: Figure, part: Figure, planned: bool) -> bool:
    if whole.form is not part.form or whole.approx or not 0 < part.worth <= whole.worth:
        return False
    if planned and not _OF_PLAN.search(whole.label):
        return False
    if not planned and not _ROLE.search(f"{whole.before} {whole.after}"):
        return False
    aim = whole.counted == "chi tieu" and bool(re.search(r"\bke hoach\b", whole.before))
    return whole.form is Form.MONEY or aim or _same(whole, part)


def _around(statement: Statement, at: int) -> list[Figure]:
    """The figures of this sentence and the one before that stand near one of them."""
    here = statement.figures[at]
    low, high = max(0, at - _NEAR), at + 4
    return [
        figure
        for figure in statement.figures[low:high]
        if here.sentence - 1 <= figure.sentence <= here.sentence
        and figure.form in (Form.COUNT, Form.MONEY, Form.RATIO)
    ]


def _explained(statement: Statement, at: int, *, cut: bool = True) -> bool:
    """Whether any two figures around a percent give it, rounded or, where allowed, cut."""
    rate = statement.figures[at]
    unit = Decimal(1).scaleb(-rate.places) / (1 if cut else 2)
    return any(abs(share - rate.value) < unit for share in _quotients(_around(statement, at)))


def _quotients(figures: list[Figure]) -> Iterator[Decimal]:
    values = {figure.worth for figure in figures if figure.worth}
    wholes = values | {figure.whole for figure in figures if figure.whole}
    for whole in wholes:
        yield from (part * 100 / whole for part in values)
