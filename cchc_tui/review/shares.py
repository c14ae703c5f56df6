"""SL08: shares of one whole, which add up to 100%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from cchc_tui.domain.numbers import format_decimal
from cchc_tui.review.amounts import Figure, Form, Statement
from cchc_tui.review.figures import read_figures
from cchc_tui.review.findings import Severity, Spot
from cchc_tui.review.passages import Part, Passage
from cchc_tui.review.report import Report
from cchc_tui.review.rules import REGISTRY, Placed, Rule

REGISTRY.add(
    Rule(
        "SL08",
        Severity.WARNING,
        "Các tỷ trọng cộng lại khác 100%",
        "Các phần đã làm, đang làm, chưa làm của cùng một tổng phải cộng thành 100%, sai số do làm"
        " tròn không quá 0,05% mỗi số.",
        "Quan hệ R12 giữa các tỷ trọng của một tổng",
        flags=(
            "Đã hoàn thành 21% nhiệm vụ, 63% nhiệm vụ đang triển khai và 20% nhiệm vụ chưa triển"
            " khai.",
        ),
        passes=(
            "Đã hoàn thành 21% nhiệm vụ, 63% nhiệm vụ đang triển khai và 16% nhiệm vụ chưa triển"
            " khai.",
            "Có 100% cơ quan, 95% đơn vị sự nghiệp được trang bị máy tính.",
        ),
    ),
)


@REGISTRY.passage
def shares_in_text(passage: Passage, _report: Report) -> Iterator[Spot]:
    """SL08 and SL10 within one passage."""
    if passage.part in (Part.HEAD, Part.FOOT, Part.CELL):
        return
    statement = read_figures(passage.text)
    shares = [f for f in statement.figures if f.form is Form.PERCENT and not f.approx]
    yield from _above_all(shares)
    if len(shares) < 2:
        return
    by_sentence = [list(same) for _, same in groupby(shares, key=lambda share: share.sentence)]
    judged = [spot for same in by_sentence for spot in _shares(statement, same)]
    if not judged and len(by_sentence) > 1 and _answers(shares):
        judged = list(_shares(statement, shares))
    yield from judged


@REGISTRY.report
def shares_in_lists(report: Report) -> Iterator[Placed]:
    """SL08 where each item of a list tells one share."""
    for block in report.by_block.values():
        for _, same in groupby(
            (p for p in block if p.part is Part.ITEM), key=lambda passage: passage.level
        ):
            items = [(item, read_figures(item.text).figures) for item in same]
            told = [
                (item, figures[0])
                for item, figures in items
                if len(figures) == 1 and figures[0].form is Form.PERCENT and not figures[0].approx
            ]
            if len(told) == len(items) and _answers([share for _, share in told]):
                place, first = told[0]
                spots = _judge([share for _, share in told], first.start, first.end)
                yield from ((place, spot) for spot in spots)


def _above_all(shares: list[Figure]) -> Iterator[Spot]:
    """A share of people, bodies or dossiers above all of them."""
    for share in shares:
        of_them = re.match(
            r"(?:ho so|tthc|thu tuc|nguoi dan|to chuc|can bo|cong chuc|vien chuc|co quan|don vi|xa"
            r"|van ban|nguoi|phieu)\b",
            share.after,
        )
        if share.value > 100 and of_them and not _PLANNED.search(f"{share.before} {share.after}"):
            yield Spot(
                "SL10", share.start, share.end,
                f"Tỷ lệ {format_decimal(share.value, share.places)}% lớn hơn 100% của tổng.",
            )  # fmt: skip


_PLANNED = re.compile(r"\b(?:ke hoach|chi tieu|so voi|tang|vuot|cung ky|du toan|bang)\b")


def _shares(statement: Statement, shares: list[Figure]) -> Iterator[Spot]:
    """Shares that are told of one whole: of what is done, under way and not begun, or the like."""
    if len(shares) < 2:
        return
    states = {state for share in shares for state in _states(share.label)}
    nouns = {share.noun for share in shares if share.noun}
    total = sum((share.value for share in shares), Decimal(0))
    states_told = {"done", "open"} <= states and len(nouns) == 1
    two = len(shares) == 2
    between = statement.between(shares[0], shares[1])
    if two and (
        _LEVELS.search(between) or not _complements(shares, total, states_told=states_told)
    ):
        return
    near = abs(total - 100) <= 10
    if not two and not states_told and not (near and _of_one_whole(statement, shares)):
        return
    yield from _judge(shares, shares[0].start, shares[-1].end)


def _judge(shares: list[Figure], start: int, end: int) -> Iterator[Spot]:
    total = sum((share.value for share in shares), Decimal(0))
    if abs(total - 100) <= Decimal("0.05") * len(shares):
        return
    said = " + ".join(f"{format_decimal(share.value, share.places)}%" for share in shares)
    yield Spot(
        "SL08", start, end,
        f"Các tỷ trọng cộng lại là {format_decimal(total.normalize())}%, không phải 100% ({said}).",
        "100%",
    )  # fmt: skip


_LEVELS = re.compile(r"\b(?:cap (?:tinh|xa|huyen)|linh vuc|xa|phuong|ubnd|chi tieu|ke hoach)\b")
_LATE = re.compile(r"\b(?:qua|tre|cham) (?:thoi )?(?:han|hen)\b|\bkhong (?:dat|hai long)\b")
_IN_TIME = re.compile(r"\b(?:dung|truoc) (?:thoi )?(?:han|hen)\b|\bdat\b|\bhai long\b")


def _complements(shares: list[Figure], total: Decimal, *, states_told: bool) -> bool:
    """Whether two shares leave no room for both: on time and late, done and not yet."""
    first, second = shares
    if any(_LEVELS.search(share.label) or _PLANNED.search(share.label) for share in shares):
        return False
    both = _IN_TIME.search(first.before) and _LATE.search(second.before)
    whole = "truoc" in first.before and "dung" in first.before and total > 90
    if both and not _LATE.search(first.before):
        return total > 100 or bool(whole)
    return (states_told or _doing(second.label)) and bool(_states(first.label)) and total > 100


def _doing(label: str) -> bool:
    return bool(re.search(r"\bdang (?:trien khai|thuc hien|xu ly)\b", label))


_SCALES = (
    ("rat hai long", "hai long", "binh thuong", "khong hai long", "chua hai long"),
    ("xuat sac", "hoan thanh tot", "hoan thanh nhiem vu", "khong hoan thanh"),
    ("xuat sac", "tot", "kha", "trung binh", "yeu", "kem"),
    ("truc tuyen", "truc tiep", "buu chinh", "bcci"),
    ("toan trinh", "mot phan", "con lai"),
    ("truoc han", "dung han", "qua han", "tre han"),
)
"""Answers of which each member of a whole has one."""


def _of_one_whole(statement: Statement, shares: list[Figure]) -> bool:
    """Whether percents are told as the parts of one whole."""
    lead = statement.plain[: shares[0].start].rpartition(". ")[2]
    if "lan luot" in lead:
        named = re.split(r"\blan luot\b", lead)[0]
        return any(
            sum(1 for word in scale if f" {word}" in f" {named}") == len(shares)
            for scale in _SCALES
        )
    if any(re.search(r"\b(?:tang|giam|so voi|ty le)\b", share.before) for share in shares):
        return False
    if re.search(
        r"\b(?:co cau|phan loai|xep loai|danh gia|muc do hai long|trinh do|do tuoi)\b.*:", lead
    ):
        return True
    if all(re.search(r"\bchiem$", share.before) for share in shares):
        return True
    return _answers(shares)


def _answers(shares: list[Figure]) -> bool:
    """Whether each share tells another answer of one scale."""
    if len(shares) < 3 or any(_PLANNED.search(share.label) for share in shares):
        return False
    if any(re.search(r"\bty le\b", share.before) for share in shares[1:]):
        return False  # rates of several things
    return any(
        len({_answer(scale, share) for share in shares}) == len(shares)
        and all(_answer(scale, share) for share in shares)
        for scale in _SCALES
    )


def _answer(scale: tuple[str, ...], share: Figure) -> str:
    named = [word for word in scale if f" {word} " in f" {share.before} "]
    return max(named, key=len, default="")


def _states(label: str) -> list[str]:
    found = []
    if re.search(r"\bchua\b|\bkhong dat\b|\bqua han\b", label):
        found.append("open")
    elif re.search(r"\bhoan thanh\b|\bda (?:trien khai|thuc hien)\b|\bdat\b|\bdung han\b", label):
        found.append("done")
    return found
