"""SL01, SL15: what is left of a whole, and averages, against the figures beside them.

"26/34 xã đã kiện toàn; còn 09 xã chưa kiện toàn"; "1.560 người tại 260 thôn (bình quân 07
người/thôn)".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from cchc_tui.domain.numbers import format_decimal
from cchc_tui.review.amounts import Figure, Form, Statement, amount
from cchc_tui.review.figures import read_figures
from cchc_tui.review.findings import Spot
from cchc_tui.review.nouns import noun_at
from cchc_tui.review.passages import PROSE, Passage
from cchc_tui.review.report import Report
from cchc_tui.review.rules import REGISTRY

_LEFT = re.compile(r"\bcon(?: (lai|thieu))?(?: la| co)?\s*:?\s*$")
_AVERAGE = re.compile(
    r"\b(?:binh quan|trung binh)(?: moi [a-z]+)?(?: la| dat| co)? "
    r"(?P<each>[0-9][0-9.]*(?:,[0-9]+)?) (?P<of>[a-z ]{2,20}?)\s*/\s*(?:01 )?(?P<per>[a-z ]{2,20})"
)


@REGISTRY.passage
def what_is_left(passage: Passage, _report: Report) -> Iterator[Spot]:
    """SL01 of a remainder, SL15 of an average."""
    if passage.part not in PROSE:
        return
    statement = read_figures(passage.text)
    if len(statement.figures) < 2:
        return
    for before, left in zip(statement.figures, statement.figures[1:], strict=False):
        if before.form is Form.RATIO and before.whole is not None:
            yield from _remainder(statement, before, left)
    yield from _posts_left(statement)
    for whole, done, left in zip(
        statement.figures, statement.figures[1:], statement.figures[2:], strict=False
    ):
        among = re.search(r"\btren(?: tong(?: so)?)?\s*$", statement.between(whole, done))
        if among:  # "43 trên tổng số 47 phản ánh; còn 04 phản ánh"
            whole, done = done, whole
        yield from _rest(statement, whole, done, left, among=bool(among))
    for found in _AVERAGE.finditer(statement.plain):
        yield from _average(statement, found)


def _remainder(statement: Statement, done: Figure, left: Figure) -> Iterator[Spot]:
    said = _LEFT.search(statement.plain[max(0, left.start - 24) : left.start])
    if said is None or left.form is not Form.COUNT or left.approx or done.whole is None:
        return
    if left.sentence > done.sentence + 1 or left.counted not in ("", "truong hop", done.counted):
        return
    rest = done.whole - done.value
    deed = statement.plain[max(0, done.start - 40) : left.start]
    told = re.split(r"[;.]", statement.plain[left.end :], maxsplit=1)[0]
    if rest in (left.value, 0) or not (said[1] or _same_deed(deed, told)):
        return
    yield Spot(
        "SL01", left.start, left.end,
        f"{format_decimal(done.value)}/{format_decimal(done.whole)} thì còn {format_decimal(rest)},"
        f" không phải {format_decimal(left.value)}.",
        format_decimal(rest),
    )  # fmt: skip


def _rest(
    statement: Statement, whole: Figure, done: Figure, left: Figure, *, among: bool
) -> Iterator[Spot]:
    """Of "được giao 412, hiện có mặt 396, còn thiếu 16 biên chế"."""
    said = _LEFT.search(statement.plain[max(0, left.start - 24) : left.start])
    trio = (whole, done, left)
    if said is None or any(f.form is not Form.COUNT or f.approx or f.depth for f in trio):
        return
    nouns = {figure.noun for figure in trio if figure.noun}
    named = said[1] or among or all(figure.noun for figure in trio)
    if whole.sentence != left.sentence or len(nouns) > 1 or not named or whole.value < done.value:
        return
    apart = not among and re.search(r"[;:]", statement.plain[whole.end : left.start])
    if apart or done.value == whole.value:
        return
    rest = whole.value - done.value
    told = _WHOLE.search(whole.before) and _DONE.search(done.before)
    going = among and re.search(r"\bdang\b|\bchua\b", left.after)
    if rest == left.value or not ((told and not among) or going):
        return
    yield Spot(
        "SL01", left.start, left.end,
        f"{format_decimal(whole.value)} trừ {format_decimal(done.value)} còn"
        f" {format_decimal(rest)}, không phải {format_decimal(left.value)}.",
        format_decimal(rest),
    )  # fmt: skip


_STAFF = frozenset(
    ["bien che", "chi tieu", "nguoi", "cong chuc", "vien chuc", "can bo", "chuc danh"]
)
"""Nouns that count posts, or those who fill them."""


def _posts_left(statement: Statement) -> Iterator[Spot]:
    """Of "được giao 58 biên chế, hiện có 52 người, gồm …. Còn 06 chỉ tiêu": posts, people, posts.

    A list of who fills the posts may stand between, and the rest in a sentence of its own.
    """
    posts = [f for f in statement.figures if f.form is Form.COUNT and f.counted in _STAFF]
    given = [f for f in posts if re.search(r"\bgiao$", f.before) and not f.approx]
    filled = [f for f in posts if _FILLED.search(f.before) and not f.approx]
    left = [f for f in posts if _LEFT.search(statement.plain[max(0, f.start - 24) : f.start])]
    if not len(given) == len(filled) == len(left) == 1:
        return
    whole, done, rest = given[0], filled[0], left[0]
    inside = whole.start < done.start < rest.start and rest.sentence <= whole.sentence + 1
    right = whole.value - done.value
    if not inside or rest.approx or right <= 0 or right == rest.value:
        return
    if any(f.value == abs(right - rest.value) for f in posts if f not in (whole, done, rest)):
        return
    yield Spot(
        "SL01", rest.start, rest.end,
        f"Được giao {format_decimal(whole.value)}, hiện có {format_decimal(done.value)} thì còn"
        f" {format_decimal(right)}, không phải {format_decimal(rest.value)}.",
        format_decimal(right),
    )  # fmt: skip


_FILLED = re.compile(r"\b(?:hien co|co mat|su dung|bo tri|hien dien)(?: la)?$")
_WHOLE = re.compile(r"\b(?:giao|tong|khac phuc|phat hien|phai|co|tiep nhan|kien nghi)\b")
_DONE = re.compile(r"\b(?:da|hien|co mat|su dung|hoan thanh|xong|thuc hien)\b")


def _same_deed(done: str, left: str) -> bool:
    """Whether "chưa kiện toàn" denies the very deed told before: "đã kiện toàn"."""
    not_yet = re.search(r"\bchua (?:duoc )?([a-z]+(?: [a-z]+)?)", left)
    return bool(not_yet and re.search(rf"\b{not_yet[1]}\b", done))


def _average(statement: Statement, found: re.Match[str]) -> Iterator[Spot]:
    each, places = amount(found["each"].rstrip(".,"))
    told = [f for f in statement.figures if f.end <= found.start() and not f.approx]
    sums = [f for f in told if f.counted and f.counted == noun_at(found["of"])]
    per = [f for f in told if f.counted and f.counted == noun_at(found["per"])]
    if len(sums) != 1 or len(per) != 1 or not per[0].value or sums[0].form is not Form.COUNT:
        return
    exact = sums[0].value / per[0].value
    unit = Decimal(1).scaleb(-places)
    if each in (exact.quantize(unit, ROUND_HALF_UP), exact.quantize(unit, ROUND_DOWN)):
        return
    right = format_decimal(exact.quantize(unit, ROUND_HALF_UP), places)
    yield Spot(
        "SL15", found.start("each"), found.end("each"),
        f"{format_decimal(sums[0].value)} chia cho {format_decimal(per[0].value)} được {right},"
        f" không phải {format_decimal(each, places)}.",
        right,
    )  # fmt: skip
