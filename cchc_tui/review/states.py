"""SL01, SL02: what became of a number of things: done, under way, not yet, told without an opener.

"Được giao 56 nhiệm vụ; đã hoàn thành 40 nhiệm vụ, đang thực hiện 12 nhiệm vụ, chưa thực hiện 06
nhiệm vụ": no "trong đó" announces the parts, but the words leave no rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from cchc_tui.review.amounts import Figure, Form, Statement
from cchc_tui.review.figures import read_figures
from cchc_tui.review.findings import Spot
from cchc_tui.review.ledger import measured
from cchc_tui.review.nouns import class_of
from cchc_tui.review.passages import PROSE, Passage
from cchc_tui.review.report import Report
from cchc_tui.review.rules import REGISTRY
from cchc_tui.review.sums import number, shown

_FAMILIES: tuple[tuple[tuple[str, str], ...], ...] = (
    (
        ("rest", r"\bkhong (?:hai long|dong y)\b|\bchua hai long\b"),
        ("middle", r"\bbinh thuong\b|\bchap nhan duoc\b"),
        ("very", r"\brat hai long\b"),
        ("good", r"\bhai long\b|\bdong y\b"),
    ),
    (
        ("rest", r"\b(?:khong|chua) hoan thanh nhiem vu\b"),
        ("best", r"\bxuat sac\b"),
        ("good", r"\bhoan thanh tot\b|\b(?:loai|muc) tot\b"),
        ("fair", r"\bhoan thanh nhiem vu\b|\b(?:loai|muc) kha\b"),
        ("weak", r"\b(?:yeu|kem)\b"),
        ("low", r"\btrung binh\b"),
    ),
    (
        ("rest", r"\b(?:khong|chua) (?:dat|du|co|bao dam|dam bao)\b"),
        ("done", r"\b(?:dat|du) (?:chuan|yeu cau|dieu kien|chi tieu|loai)\b|\bdat$"),
    ),
    (
        ("rest", r"\b(?:qua|tre|cham) (?:thoi )?(?:han|hen)\b"),
        ("early", r"\b(?:truoc|som) (?:thoi )?(?:han|hen)\b"),
        ("done", r"\bdung (?:thoi )?(?:han|hen)\b"),
    ),
    (("rest", r"\bcap xa\b"), ("district", r"\bcap huyen\b"), ("province", r"\bcap tinh\b")),
    (("rest", r"\bhet hieu luc\b"), ("done", r"\bcon hieu luc\b"), ("change", r"\bsua doi\b")),
    (
        ("rest", r"\b(?:chua|con lai|khong thuoc tham quyen|khong hoan thanh|khong thuc hien)\b"),
        ("doing", r"\bdang\b"),
        ("late", r"\b(?:qua|tre|cham) (?:thoi )?(?:han|hen)\b"),
        ("done", r"\b(?:hoan thanh|da [a-z]+)\b"),
    ),
)
"""Answers of which each thing has one; the first that fits a label is meant. `rest` closes."""

_ALL = re.compile(r"\btong\b|\bgiao\b|^da [a-z]+(?: [a-z]+){0,2}$|\b(?:so|ubnd|doan) da [a-z]+")
"""What is told of all of them, even in words that may tell what became of some."""
_WHOLE = re.compile(
    r"\b(?:tong|giao|de ra|dat ra|xac dinh|khao sat|phat ra|thu ve|tiep nhan|ra soat|kiem tra"
    r"|danh gia|xep loai|phat hien|voi|trong so|phai|co|gom|hien co)\b|\bda [a-z]+$"
)


def states_of(figures: Sequence[Figure]) -> tuple[str, ...]:
    """The state each figure tells, all of one family and each another; empty where they do not."""
    numbered = tuple(found[0] if (found := _ORDINAL.search(f.before)) else "" for f in figures)
    if figures and all(numbered):
        return (*numbered[:-1], "rest")  # đoàn số 1, đoàn số 2: each with its own
    for family in _FAMILIES:
        told = tuple(_state(family, figure.label) for figure in figures)
        if all(told) and len(set(told)) == len(told):
            return told
    return ()


_ORDINAL = re.compile(r"\b(doan|dot|nhom|to|cum|khoi)(?: so)? (_+|[a-z])\b")


def _state(family: tuple[tuple[str, str], ...], label: str) -> str:
    return next((name for name, pattern in family if re.search(pattern, label)), "")


def without_one(parts: Sequence[Decimal], whole: Decimal) -> bool:
    """Whether all parts but one make the whole: the one is told of them ("quá hạn 02")."""
    summed = sum(parts, Decimal(0))
    return len(parts) > 2 and any(summed - part == whole for part in parts)


@REGISTRY.passage
def sums_of_states(passage: Passage, _report: Report) -> Iterator[Spot]:
    """SL01 and SL02 where no word announces the parts."""
    if passage.part not in PROSE:
        return
    statement = read_figures(passage.text)
    if len(statement.figures) < 3:
        return
    taken = {figure.start for figure, _, _ in measured(passage.text)}
    taken |= {statement.figures[group.whole].start for group in statement.groups}
    for at, whole in enumerate(statement.figures):
        total = bool(re.search(r"\btong so\b[^0-9.;]*$", statement.plain[: whole.start][-120:]))
        if whole.start not in taken and _is_whole(whole, total=total):
            yield from _judge(_with_carried(statement, at), _parts(statement, at))


def _is_whole(figure: Figure, *, total: bool) -> bool:
    return (
        figure.form is Form.COUNT
        and not figure.approx
        and figure.counted != ""
        and class_of(figure.counted) != "case"
        and (total or not states_of([figure]) or bool(_ALL.search(figure.before)))
        and bool(total or _WHOLE.search(figure.before) or not figure.before)
    )


def _parts(statement: Statement, at: int) -> list[Figure]:
    """The figures after a whole that tell what became of it."""
    whole = statement.figures[at]
    inner = {part for group in statement.groups for part in group.parts}
    found: list[Figure] = []
    for index, figure in enumerate(statement.figures[at + 1 :], at + 1):
        if figure.form is Form.PERCENT or index in inner or figure.depth > whole.depth:
            continue
        apart = figure.noun not in ("", whole.counted) or figure.form is not Form.COUNT
        if apart or figure.sentence > whole.sentence + 1 or figure.approx:
            break
        if not states_of([*found, figure]):
            break
        found.append(figure)
    return found


_CARRIED = re.compile(r"\b(?:ky|nam|quy|thang) truoc\b|\bton\b|\bchuyen sang\b")


def _with_carried(statement: Statement, at: int) -> Figure:
    """A whole with what was carried in right before it: both are settled or pending."""
    whole = statement.figures[at]
    before = statement.figures[at - 1] if at else None
    if before is None or before.counted != whole.counted or before.sentence != whole.sentence:
        return whole
    if not _CARRIED.search(before.label) or re.search(r"\btong\b", whole.before):
        return whole
    return replace(whole, value=whole.value + before.value)


def _judge(whole: Figure, parts: list[Figure]) -> Iterator[Spot]:
    told = states_of(parts)
    values = [part.value for part in parts]
    total = sum(values, Decimal(0))
    if len(parts) == 1 and total > whole.value and told in (("done",), ("doing",)):
        yield from _above(whole, parts[0])
    if len(parts) < 2 or total == whole.value or without_one(values, whole.value):
        return
    off = abs(total - whole.value)
    if total * 2 > whole.value * 3:
        return  # of another, larger number
    almost = len(parts) >= 3 and "doing" in told and off * 20 <= whole.value
    if total < whole.value and "rest" not in told and not almost:
        return
    sure = off * 10 <= whole.value * 3 and (total > whole.value or off * 10 <= whole.value)
    said = " + ".join(number(part) for part in parts)
    yield Spot(
        "SL01" if sure else "SL02",
        whole.start,
        whole.end,
        f"Tổng nêu {number(whole)} nhưng các phần cộng lại là {shown(total)} ({said}).",
        shown(total),
    )


def _above(whole: Figure, part: Figure) -> Iterator[Spot]:
    """More done than there was: "phát hiện 07 vấn đề, đã xử lý 09 vấn đề"."""
    if part.sentence != whole.sentence or not part.noun or part.noun != whole.noun:
        return
    if not re.search(r"\b(?:phat hien|giao|tiep nhan|nhan|dat ra|de ra|voi|chi ra)$", whole.before):
        return
    yield Spot(
        "SL02",
        part.start,
        part.end,
        f"Đã làm {number(part)} nhiều hơn tổng {number(whole)} nêu trước đó.",
    )
