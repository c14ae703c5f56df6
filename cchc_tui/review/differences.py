"""SL15 where the two figures and the change stand apart in a sentence.

"So với cùng kỳ (1.200 hồ sơ), số hồ sơ tiếp nhận là 1.320, tăng 10%"; "quý I 300 hồ sơ, quý II 360
hồ sơ, tăng 20%"; "từ 20 ngày xuống còn 15 ngày, giảm 25%". A change is doubted only if no two
figures of its sentence give it; of two percents the difference may be told in points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from cchc_tui.domain.numbers import format_decimal
from cchc_tui.review.amounts import Figure, Form, Statement, amount
from cchc_tui.review.changes import told_together
from cchc_tui.review.explained import rate_explained
from cchc_tui.review.figures import read_figures
from cchc_tui.review.findings import Spot
from cchc_tui.review.passages import PROSE, Passage, flat
from cchc_tui.review.report import Report
from cchc_tui.review.rules import REGISTRY

_NEAR = 10
"""Figures before and after a change among which the two it tells of are looked for."""
_WAY = re.compile(
    r"\b(tang|giam|cao hon|thap hon|nhieu hon|it hon)"
    r"(?: them| duoc| toi| len| xuong| con)?\s*:?\s*$"
)
_WORDS = ("tang ", "giam ", "cao hon ", "thap hon ", "nhieu hon ", "it hon ")
_SAYS = ("va", "tuc", "da", "tuc la", "tuong duong", "tuong ung", "bang", "nhu vay")
_UP = ("tang", "cao hon", "nhieu hon")
_THEN = re.compile(
    r"\b(?:cung ky|nam truoc|ky truoc|quy truoc|thang truoc"
    r"|so voi (?:nam|quy|thang|[0-9]+ thang))\b"
    r"(?: nam truoc)?(?: (?:nam )?(?:19|20)[0-9]{2})?"
    r"(?:\W+[a-z]+){0,6}(?: (?:19|20)[0-9]{2})?\W*$"
)
_PERIOD = re.compile(
    r"\b(?:(quy) (i{1,3}|iv|[1-4])|(thang) ([0-9]{1,2})|(nam) ((?:19|20)[0-9]{2}))\b"
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_N = r"[0-9][0-9.]*(?:,[0-9]+)?"
_FROM_TO = re.compile(
    rf"\btu (?P<then>{_N})(?P<u1>%| [a-z /]{{2,24}}?)?(?: \(?[a-z ]*[0-9]{{4}}\)?)? ?"
    rf"(?:da )?(?:giam |tang )?(?P<to>len|xuong|con)(?: con| den| muc| thanh)* (?P<now>{_N})"
    r"(?P<u2>%| [a-z /]{2,40}?)?(?: nam [0-9]{4})?"
    rf"\s*[,(] ?(?:tuc |tuong duong )?(?P<way>tang|giam|rut ngan|cat giam)(?: duoc| them)? "
    rf"(?P<by>{_N})(?P<pc>\s*%)?"
)


@dataclass(frozen=True, slots=True)
class _Change:
    """A change as told: by how much, upwards or not, in percent or points."""

    by: Decimal
    places: int
    up: bool
    percent: bool
    points: bool

    def fits(self, now: Decimal, then: Decimal, *, rates: bool) -> bool:
        """Whether it is the change from one value to the other."""
        change = now - then if self.up else then - now
        if not self.percent or (rates and change == self.by):
            return change == self.by
        if self.points or not then:
            return False
        unit = Decimal(1).scaleb(-self.places)
        off = change * 100 / then - self.by
        return -unit / 2 <= off < unit  # rounded or cut


@REGISTRY.passage
def changes_apart(passage: Passage, _report: Report) -> Iterator[Spot]:
    """SL15 within one sentence."""
    plain = flat(passage.text)
    if passage.part not in PROSE or not any(word in plain for word in _WORDS):
        return
    judged = told_together(plain)
    for found in _FROM_TO.finditer(plain):
        judged.add(found.start("by"))
        yield from _from_to(found)
    statement = read_figures(passage.text)
    for at, figure in enumerate(statement.figures):
        way = _way(statement, figure)
        if way is None or figure.start in judged or figure.form is Form.RATIO:
            continue
        if figure.approx and not way[1].endswith(" hon"):
            continue
        pairs = _pairs(statement, at, plain)
        change = _change(figure, way[1] in _UP)
        rates = bool(pairs) and pairs[0][0].form is Form.PERCENT
        if figure.form is Form.PERCENT and rate_explained(statement, figure, change=True):
            continue
        if pairs and not any(
            change.fits(now.worth, then.worth, rates=rates) for now, then in pairs
        ):
            now, then = pairs[-1]
            yield _spot(figure.start, figure.end, now, then, passage.text, rates=rates)


def _way(statement: Statement, figure: Figure) -> re.Match[str] | None:
    """The word right before a figure that makes it a change."""
    return _WAY.search(statement.plain[max(0, figure.start - 24) : figure.start])


def _change(figure: Figure, up: bool) -> _Change:
    points = figure.form is Form.COUNT and figure.noun == "diem"
    percent = points or figure.form is Form.PERCENT
    by = figure.worth if figure.form is Form.MONEY else figure.value
    return _Change(by, figure.places, up, percent, points)


def _pairs(statement: Statement, at: int, plain: str) -> list[tuple[Figure, Figure]]:
    """The value of now with every value of then that the change at this index may tell of."""
    change = statement.figures[at]
    said = [
        figure
        for figure in statement.figures[max(0, at - _NEAR) : at + _NEAR]
        if figure.sentence == change.sentence
        and not _way(statement, figure)
        and figure.form is not Form.RATIO
        and not figure.approx
    ]
    near = [figure for figure in said if figure.end <= change.start]
    form = change.form
    if near and (form is Form.PERCENT or change.noun == "diem"):
        form = near[-1].form
    said = [figure for figure in said if figure.form is form]
    if change.form is Form.COUNT and change.noun not in ("", "diem"):
        said = [figure for figure in said if figure.counted in ("", change.noun)]
    near = [figure for figure in said if figure.end <= change.start][-2:]
    after = [figure for figure in said if figure.start >= change.end][:1]
    if after and re.search(r", (?:dat|len|la|con) $", statement.plain[: after[0].start]):
        near = [*near[-1:], after[0]]
    for now in reversed(near):
        thens = [
            then
            for then in said
            if then is not now and _alike(now, then) and _earlier(statement, then, now, plain)
        ]
        if thens:
            return [(now, then) for then in thens] if _told_of(statement, now, change) else []
    return []


def _told_of(statement: Statement, now: Figure, change: Figure) -> bool:
    """Whether the change is that of this figure and of no other thing named before it."""
    if now.start > change.start:
        return True
    between = re.split(r"[;,(]", statement.plain[now.end : change.start])
    subject = _WAY.sub("", between[-1]).strip(" )")
    if subject and not (len(between) == 1 and now.noun) and subject not in _SAYS:
        return False
    unit = change.after.split(" so voi ")[0].strip() if change.form is Form.COUNT else ""
    return not unit or change.noun in ("diem", now.counted) or unit.startswith(("so voi", "va"))


def _alike(first: Figure, second: Figure) -> bool:
    return not first.counted or not second.counted or first.counted == second.counted


def _earlier(statement: Statement, then: Figure, now: Figure, plain: str) -> bool:
    """Whether the words before one figure say that it is of an earlier time than the other."""
    before, after = _lead(statement, then, plain), _lead(statement, now, plain)
    first, second = _period(before), _period(after)
    if first and second and first[0] == second[0]:
        return first[1] < second[1]
    return bool(_THEN.search(before)) and not _THEN.search(after)


def _lead(statement: Statement, figure: Figure, plain: str) -> str:
    """The words of the clause before a figure, numbers of years and quarters included."""
    ends = [other.end for other in statement.figures if other.end <= figure.start]
    clause = plain[max(ends, default=0) : figure.start]
    return re.split(r"[;,.]\s|\bva\b", clause)[-1]


def _period(lead: str) -> tuple[str, int] | None:
    found = list(_PERIOD.finditer(lead))
    if not found:
        return None
    kind, number = [group for group in found[-1].groups() if group]
    return kind, _ROMAN.get(number) or int(number)


def _spot(start: int, end: int, now: Figure, then: Figure, text: str, *, rates: bool) -> Spot:
    change = now.worth - then.worth
    sign = "%" if rates else ""
    way = "tăng" if change > 0 else "giảm"
    by = format_decimal(abs(change) / now.scale)
    share = (
        ""
        if rates or not then.worth
        else f" ({format_decimal(abs(change) * 100 / then.worth, 2)}%)"
    )
    unit = " điểm phần trăm" if rates else ""
    return Spot(
        "SL15", start, end,
        f"Kỳ này {format_decimal(now.value, now.places)}{sign}, kỳ so sánh"
        f" {format_decimal(then.value, then.places)}{sign}: {way} {by}{unit}{share}, không phải"
        f" {text[start:end].strip()}.",
        f"{by}{unit}{share}",
    )  # fmt: skip


def _from_to(found: re.Match[str]) -> Iterator[Spot]:
    then, now, by = (amount(found[name].rstrip(".,"))[0] for name in ("then", "now", "by"))
    places = amount(found["by"].rstrip(".,"), percent=bool(found["pc"]))[1]
    rates = found["u2"] == "%"
    up = found["to"] == "len"
    change = _Change(by, places, up, bool(found["pc"]), points=False)
    told_up = found["way"] == "tang"
    if told_up == up and change.fits(now, then, rates=rates):
        return
    moved = abs(now - then)
    share = f" ({format_decimal(moved * 100 / then, 2)}%)" if then and not rates else ""
    yield Spot(
        "SL15", found.start("by"), found.end("pc") if found["pc"] else found.end("by"),
        f"Từ {format_decimal(then)} đến {format_decimal(now)} là"
        f" {'tăng' if now > then else 'giảm'} {format_decimal(moved)}{share}.",
        f"{format_decimal(moved)}{share}",
    )  # fmt: skip
