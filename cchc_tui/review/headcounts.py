"""SL12: how many people a body has, and how many dossiers were sent in, told twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from cchc_tui.domain.numbers import format_decimal
from cchc_tui.review.amounts import Figure, Form
from cchc_tui.review.figures import read_figures
from cchc_tui.review.findings import Spot
from cchc_tui.review.measures import Measure
from cchc_tui.review.passages import Passage
from cchc_tui.review.report import Report
from cchc_tui.review.rules import REGISTRY, Placed
from cchc_tui.review.twice import close, where_told

_STAFF = re.compile(r"\b(?:nhan su|can bo|cong chuc|bien che|nguoi)\b")
_BODY = re.compile(
    r"\b(so (?:tu phap|noi vu|tai chinh|y te|cong thuong|xay dung|nong nghiep|giao duc)"
    r"|phong [a-z]+ [a-z]+(?: cap (?:huyen|xa))?|van phong ubnd (?:tinh|huyen|xa)"
    r"|ubnd (?:tinh|huyen|xa)|cap xa|cap huyen)\b"
)


@REGISTRY.report
def headcounts(report: Report) -> Iterator[Placed]:
    """SL12: how many people one body has, told as a count and as the whole of a ratio."""
    found: dict[str, tuple[Passage, Figure, Decimal]] = {}
    for passage in report.prose:
        statement = read_figures(passage.text)
        for figure in statement.figures:
            value = _headcount(statement.plain, figure)
            body = _body_before(statement.plain, figure.start)
            if value is None or not body:
                continue
            first = found.setdefault(body, (passage, figure, value))
            if first[2] != value:
                yield (
                    passage,
                    Spot(
                        "SL12",
                        figure.start,
                        figure.end,
                        f"Tổng số người của cùng đơn vị: ở đây là {format_decimal(value)}, chỗ khác"
                        f" ({where_told(first[0])}) là {format_decimal(first[2])}.",
                    ),
                )


def _headcount(plain: str, figure: Figure) -> Decimal | None:
    """The total staff a figure tells; None where it tells something else."""
    if figure.approx:
        return None
    if figure.form is Form.RATIO and figure.whole:
        women = re.match(
            r"\s*(?:can bo|cong chuc|vien chuc|nhan su)[a-z ,]{0,24}\bnu\b", figure.after
        )
        return figure.whole if women and figure.value < figure.whole else None
    if figure.form is not Form.COUNT or not _STAFF.match(figure.after):
        return None
    had = re.search(
        r"(?:\bhien co|\bco)\s+(?:[0-9_]+ (?:phong|don vi)[^.;]{0,40}\bvoi\s+)?$",
        plain[max(0, figure.start - 70) : figure.start],
    )
    return (
        figure.value
        if had
        and re.match(
            r"\s*(?:nhan su|cong chuc|can bo)\s*(?:$|[.(,;]|$)", plain[figure.end : figure.end + 12]
        )
        else None
    )


def _body_before(plain: str, at: int) -> str:
    start = max(plain.rfind(". ", 0, at), 0)
    found = list(_BODY.finditer(plain[start:at]))
    return found[-1][1] if found else ""


@REGISTRY.report
def submitted(report: Report) -> Iterator[Placed]:
    """SL12: "trên tổng số 2.027 hồ sơ đã nộp" against the one ledger table of the report."""
    tables = [
        s for s in report.scopes
        if s.table and not next(iter(s.entries.values())).passage.annex 
    ]  # fmt: skip
    if len(tables) != 1:
        return
    received = tables[0].value(Measure.RECEIVED) or tables[0].value(Measure.NEW)
    for passage in report.prose:
        statement = read_figures(passage.text)
        for figure in statement.figures:
            said = re.search(r"\btren tong so$", figure.before)
            about = re.match(r"ho so (?:da nop|tiep nhan|phat sinh|da tiep nhan)", figure.after)
            if not (said and about and received) or figure.value == received:
                continue
            if close(figure.value, received):
                yield passage, Spot(
                    "SL12", figure.start, figure.end,
                    f"Ở đây tổng số hồ sơ là {format_decimal(figure.value)}, trong bảng là"
                    f" {format_decimal(received)}.",
                )  # fmt: skip
