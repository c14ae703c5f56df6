"""SL06, SL16: what one period leaves to the next (biểu II.06, relations R5 and R7)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from cchc_tui.document.blocks import all_blocks
from cchc_tui.domain.numbers import format_decimal
from cchc_tui.review.findings import Severity, Spot
from cchc_tui.review.ledger import Entry, Scope, scopes_of
from cchc_tui.review.measures import Measure
from cchc_tui.review.passages import passages_of
from cchc_tui.review.report import Report
from cchc_tui.review.rules import REGISTRY, Placed, Rule

REGISTRY.add(
    Rule(
        "SL06",
        Severity.ERROR,
        "Số kỳ trước chuyển sang khác số cuối kỳ trước",
        "Hồ sơ kỳ trước chuyển sang phải bằng số đang giải quyết ở cuối kỳ trước.",
        "Biểu II.06/VPCP/KSTT: cột (6) kỳ này bằng cột (11) kỳ trước",
        flags=(
            "- Năm 2024: Tổng số hồ sơ đã tiếp nhận: 100, trong đó: số từ kỳ trước chuyển qua: 10."
            " Số lượng hồ sơ đang giải quyết: 67.\n- Năm 2025: Tổng số hồ sơ đã tiếp nhận: 200,"
            " trong đó: số từ kỳ trước chuyển qua: 0. Số lượng hồ sơ đang giải quyết: 5.",
        ),
        passes=(
            "- Năm 2024: Tổng số hồ sơ đã tiếp nhận: 100, trong đó: số từ kỳ trước chuyển qua: 10."
            " Số lượng hồ sơ đang giải quyết: 67.\n- Năm 2025: Tổng số hồ sơ đã tiếp nhận: 200,"
            " trong đó: số từ kỳ trước chuyển qua: 67. Số lượng hồ sơ đang giải quyết: 5.",
        ),
    ),
    Rule(
        "SL16",
        Severity.WARNING,
        "Số lũy kế giảm so với báo cáo trước",
        "Trong một năm, số hồ sơ tiếp nhận và đã giải quyết tính lũy kế không thể giảm so với báo"
        " cáo kỳ trước. Chỉ soát được khi có báo cáo kỳ trước.",
        "Quan hệ R7 giữa các báo cáo lũy kế trong năm",
    ),
)


@REGISTRY.report
def carried_over(report: Report) -> Iterator[Placed]:
    """SL06: years told one after another, and the report of the period before."""
    yearly = [scope for scope in report.scopes if scope.year]
    for before, after in pairwise(yearly):
        if after.year == before.year + 1 and after.topic == before.topic:
            yield from _carry(before.value(Measure.PENDING), after, f"năm {before.year}")
    if report.earlier is None:
        return
    old = scopes_of(passages_of(report.earlier), tuple(all_blocks(report.earlier)))
    past, now = _main(old), _main(report.scopes)
    if past is None or now is None:
        return
    yield from _carry(past.value(Measure.PENDING), now, "kỳ trước")
    yield from _fallen(report, past, now)


def _carry(pending: Decimal | None, after: Scope, when: str) -> Iterator[Placed]:
    carried = after.value(Measure.CARRIED)
    if pending is None or carried is None or pending == carried:
        return
    entry = after.entries[Measure.CARRIED]
    yield (
        entry.passage,
        Spot(
            "SL06",
            entry.start,
            entry.end,
            f"Kỳ trước chuyển sang {format_decimal(carried)} hồ sơ, nhưng cuối {when} còn"
            f" {format_decimal(pending)} hồ sơ đang giải quyết.",
            format_decimal(pending),
        ),
    )


def _main(scopes: tuple[Scope, ...]) -> Scope | None:
    """The one ledger of a report; None where there are several that differ."""
    told = [s for s in scopes if s.topic == "case" and not s.year and Measure.RECEIVED in s.entries]
    prose = [s for s in told if not s.table and len(s.entries) >= 2]
    return prose[0] if len(prose) == 1 else None


def _fallen(report: Report, past: Scope, now: Scope) -> Iterator[Placed]:
    period = report.period
    if period is None or period.kind not in ("dau", "nam"):
        return
    earlier = Report(report.earlier or report.document).period
    if earlier is None or earlier.year != period.year or earlier.kind not in ("dau", "quy"):
        return
    if earlier.kind == "quy" and earlier.number != 1:
        return
    for measure in (Measure.RECEIVED, Measure.SETTLED):
        before, after = past.value(measure), now.value(measure)
        if before is not None and after is not None and after < before:
            entry: Entry = now.entries[measure]
            yield (
                entry.passage,
                Spot(
                    "SL16",
                    entry.start,
                    entry.end,
                    f"Lũy kế {measure.value} {format_decimal(after)} ít hơn báo cáo trước"
                    f" ({format_decimal(before)}).",
                ),
            )
