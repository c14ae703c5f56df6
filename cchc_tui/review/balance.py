"""SL05, SL06, SL09, SL16: the dossier ledger balances (biểu II.06, relations R1 to R9)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from cchc_tui.domain.numbers import format_decimal
from cchc_tui.review.findings import Severity, Spot
from cchc_tui.review.ledger import Entry, Scope, scopes_of
from cchc_tui.review.measures import WHOLES, Measure
from cchc_tui.review.passages import passages_of
from cchc_tui.review.rates import judge_rate
from cchc_tui.review.report import Report
from cchc_tui.review.rules import REGISTRY, Placed, Rule

REGISTRY.add(
    Rule(
        "SL05",
        Severity.ERROR,
        "Số liệu hồ sơ không cân đối",
        "Tiếp nhận = trực tuyến + trực tiếp, bưu chính + kỳ trước chuyển sang; đã giải quyết ="
        " trước hạn + đúng hạn + quá hạn; tiếp nhận = đã giải quyết + đang giải quyết. Hồ sơ trả"
        " lại, rút hoặc chờ bổ sung phải được nêu thì số mới khớp.",
        "Biểu II.06(a)/VPCP/KSTT, cột (3) đến (13)",
        flags=(
            "Sở tiếp nhận 15.613 hồ sơ. Số hồ sơ đã giải quyết là 15.265; số hồ sơ đang giải quyết"
            " là 301.",
            "Số mới tiếp nhận trong kỳ: 578 hồ sơ (trực tuyến: 73, trực tiếp và qua dịch vụ bưu"
            " chính: 508).",
            "| Hồ sơ tiếp nhận | Đã giải quyết | Trước hạn | Đúng hạn | Quá hạn |\n"
            "| 100 | 90 | 60 | 20 | 9 |",
            "Tổng số phản ánh, kiến nghị đã tiếp nhận: 10, trong đó: tiếp nhận mới: 7; kỳ trước"
            " chuyển sang: 2.",
        ),
        passes=(
            "Sở tiếp nhận 15.566 hồ sơ. Số hồ sơ đã giải quyết là 15.265; số hồ sơ đang giải quyết"
            " là 301.",
            "Sở tiếp nhận 100 hồ sơ; đã giải quyết 80 hồ sơ, trả lại 05 hồ sơ; đang giải quyết 15"
            " hồ sơ.",
            "Sở tiếp nhận hơn 100 hồ sơ; đã giải quyết 80 hồ sơ; đang giải quyết 15 hồ sơ.",
            "Số hồ sơ trực tuyến đã giải quyết là 113 hồ sơ; đang giải quyết 300 hồ sơ.",
        ),
    ),
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

_LEFT = re.compile(r"\b(?:tra lai|rut|tu choi|huy|tam dung|cho bo sung|khong du dieu kien)\b")
_CHECKS: tuple[tuple[Measure, tuple[Measure, ...], tuple[Measure, ...]], ...] = (
    (Measure.NEW, (Measure.ONLINE, Measure.DIRECT_POST), ()),
    (Measure.NEW, (Measure.ONLINE, Measure.DIRECT, Measure.POST), ()),
    (Measure.NEW, (Measure.ONLINE, Measure.DIRECT), (Measure.POST,)),
    (Measure.RECEIVED, (Measure.NEW, Measure.CARRIED), ()),
    (Measure.RECEIVED, (Measure.ONLINE, Measure.DIRECT_POST, Measure.CARRIED), (Measure.NEW,)),
    (
        Measure.RECEIVED,
        (Measure.ONLINE, Measure.DIRECT, Measure.POST, Measure.CARRIED),
        (Measure.NEW,),
    ),
    (
        Measure.RECEIVED,
        (Measure.ONLINE, Measure.DIRECT, Measure.CARRIED),
        (Measure.POST, Measure.NEW),
    ),
    (Measure.SETTLED, (Measure.EARLY, Measure.ON_TIME, Measure.LATE), ()),
    (Measure.SETTLED, (Measure.IN_TIME, Measure.LATE), ()),
    (Measure.SETTLED, (Measure.ON_TIME, Measure.LATE), (Measure.EARLY,)),
    (Measure.SETTLED, (Measure.EARLY, Measure.ON_TIME), (Measure.LATE,)),
    (Measure.SETTLED, (Measure.EARLY, Measure.LATE), (Measure.ON_TIME,)),
    (Measure.PENDING, (Measure.PENDING_IN_TIME, Measure.PENDING_LATE), ()),
    (Measure.RECEIVED, (Measure.SETTLED, Measure.PENDING), ()),
    (Measure.RECEIVED, (Measure.BY_RULE, Measure.BY_ACT), ()),
)
"""Whole, parts, and measures that must be absent for the check to be the right one."""


@REGISTRY.report
def balances(report: Report) -> Iterator[Placed]:
    """SL05: every relation that a scope states in full."""
    for scope in report.scopes:
        for whole, parts, absent in _CHECKS:
            if not any(measure in scope.entries for measure in absent):
                yield from _balance(scope, whole, parts)
        yield from _without_carried(scope)


def _balance(scope: Scope, whole: Measure, parts: tuple[Measure, ...]) -> Iterator[Placed]:
    total = scope.value(whole)
    values = [scope.value(part) for part in parts]
    if total is None or any(value is None for value in values):
        return
    summed = sum((value for value in values if value is not None), Decimal(0))
    if summed == total or (scope.total and scope.table and _blank_row(scope)):
        return
    left = whole is Measure.RECEIVED and summed < total and bool(_LEFT.search(scope.text))
    if left:
        return
    named = " + ".join(
        f"{part.value} {format_decimal(value)}"
        for part, value in zip(parts, values, strict=True)
        if value is not None
    )
    entry = scope.entries[whole]
    row = f" (dòng “{scope.name}”)" if scope.table and scope.name else ""
    hint = ""
    if (whole, parts) == (Measure.RECEIVED, (Measure.SETTLED, Measure.PENDING)) and summed < total:
        hint = " Nếu có hồ sơ trả lại, rút hoặc chờ bổ sung thì nêu rõ."
    yield (
        entry.passage,
        Spot(
            "SL05",
            entry.start,
            entry.end,
            f"{named} = {format_decimal(summed)}, khác {whole.value} {format_decimal(total)}"
            f" (lệch {format_decimal(abs(total - summed))}){row}.{hint}",
            format_decimal(summed),
        ),
    )


def _blank_row(scope: Scope) -> bool:
    return len(scope.entries) < 2


def _without_carried(scope: Scope) -> Iterator[Placed]:
    """R1 where nothing was carried in: the channels cannot bring more than was received."""
    if Measure.CARRIED in scope.entries or Measure.NEW in scope.entries:
        return
    online, total = scope.value(Measure.ONLINE), scope.value(Measure.RECEIVED)
    others = [
        scope.value(m)
        for m in (Measure.DIRECT, Measure.POST, Measure.DIRECT_POST)
        if m in scope.entries
    ]
    if online is None or total is None or not others or None in others:
        return
    summed = online + sum((value for value in others if value is not None), Decimal(0))
    near = total * Decimal("0.9") <= summed
    if summed == total or not (summed > total or near):
        return
    entry = scope.entries[Measure.RECEIVED]
    yield (
        entry.passage,
        Spot(
            "SL05",
            entry.start,
            entry.end,
            f"Cộng các hình thức nộp được {format_decimal(summed)}, khác tổng tiếp nhận"
            f" {format_decimal(total)}.",
            format_decimal(summed),
            severity=None if summed > total else Severity.WARNING,
        ),
    )


@REGISTRY.report
def rates_of_ledger(report: Report) -> Iterator[Placed]:
    """SL03 and SL04: "582 hồ sơ, chiếm tỷ lệ 93,12%" where the whole stands elsewhere."""
    for scope in report.scopes:
        for measure, entry in scope.entries.items():
            if entry.rate is None or entry.approx:
                continue
            judged = [
                list(judge_rate(entry.rate, entry.value, total))
                for total in _denominators(scope, measure)
            ]
            # Right against any of its wholes is right.
            if judged and all(judged):
                best = next((spots for spots in judged if spots[0].code == "SL04"), judged[0])
                yield from ((entry.passage, spot) for spot in best)


def _denominators(scope: Scope, measure: Measure) -> list[Decimal]:
    values = [scope.value(whole) for whole in WHOLES.get(measure, ())]
    if measure is Measure.ONLINE:
        others = [scope.value(m) for m in (Measure.DIRECT, Measure.POST, Measure.DIRECT_POST)]
        new = [value for value in (scope.value(Measure.ONLINE), *others) if value is not None]
        if len(new) > 1:
            values.append(sum(new, Decimal(0)))
    return [value for value in values if value]


@REGISTRY.report
def carried_over(report: Report) -> Iterator[Placed]:
    """SL06: years told one after another, and the report of the period before."""
    yearly = [scope for scope in report.scopes if scope.year]
    for before, after in pairwise(yearly):
        if after.year == before.year + 1 and after.topic == before.topic:
            yield from _carry(before.value(Measure.PENDING), after, f"năm {before.year}")
    if report.earlier is None:
        return
    from cchc_tui.document.blocks import all_blocks

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
