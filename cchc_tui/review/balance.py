"""SL05: the dossier ledger balances (biểu II.06, relations R1 to R4 and R9)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from cchc_tui.domain.numbers import format_decimal
from cchc_tui.review.findings import Severity, Spot
from cchc_tui.review.ledger import Scope
from cchc_tui.review.measures import RETURNED, Measure
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
)

LEFT = re.compile(RETURNED)
_CHECKS: tuple[tuple[Measure, tuple[Measure, ...], tuple[Measure, ...]], ...] = (
    (Measure.NEW, (Measure.ONLINE, Measure.DIRECT_POST), ()),
    (Measure.NEW, (Measure.ONLINE, Measure.DIRECT, Measure.POST), ()),
    (Measure.NEW, (Measure.ONLINE, Measure.DIRECT), (Measure.POST,)),
    (Measure.NEW, (Measure.ONLINE, Measure.POST), (Measure.DIRECT, Measure.DIRECT_POST)),
    (
        Measure.RECEIVED,
        (Measure.ONLINE, Measure.POST, Measure.CARRIED),
        (Measure.DIRECT, Measure.DIRECT_POST, Measure.NEW),
    ),
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
    (
        Measure.RECEIVED,
        (Measure.SETTLED, Measure.PENDING_IN_TIME, Measure.PENDING_LATE),
        (Measure.PENDING,),
    ),
    (
        Measure.RECEIVED,
        (Measure.SETTLED, Measure.PENDING_IN_TIME),
        (Measure.PENDING, Measure.PENDING_LATE),
    ),
    (
        Measure.RECEIVED,
        (Measure.EARLY, Measure.ON_TIME, Measure.LATE, Measure.PENDING),
        (Measure.SETTLED,),
    ),
    (
        Measure.RECEIVED,
        (Measure.EARLY, Measure.ON_TIME, Measure.LATE, Measure.PENDING_IN_TIME),
        (Measure.SETTLED, Measure.PENDING, Measure.PENDING_LATE),
    ),
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
        yield from _without_received(scope)
        yield from _above_whole(scope)


def _balance(scope: Scope, whole: Measure, parts: tuple[Measure, ...]) -> Iterator[Placed]:
    total = scope.value(whole)
    values = [scope.value(part) for part in parts]
    if total is None or any(value is None for value in values):
        return
    summed = sum((value for value in values if value is not None), Decimal(0))
    if summed == total or (scope.total and scope.table and _blank_row(scope)):
        return
    if whole is Measure.RECEIVED and summed < total and _gone(scope, total - summed):
        return
    carried = scope.value(Measure.CARRIED)
    if whole is Measure.NEW and carried is not None and summed + carried == total:
        return  # "tiếp nhận trong kỳ" is said there of all of them
    if Measure.PENDING_IN_TIME in parts and total - summed == scope.value(Measure.LATE):
        return  # "quá hạn" there is said of what is pending
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


def _gone(scope: Scope, missing: Decimal) -> bool:
    """Whether dossiers that were returned, withdrawn or refused may be those that are missing."""
    said = len(LEFT.findall(scope.text))
    if scope.returned and said <= len(scope.returned):
        return missing in (*scope.returned, sum(scope.returned, Decimal(0)))
    return bool(said)


def _without_received(scope: Scope) -> Iterator[Placed]:
    """R1 and R4 together: what was carried in and came new is settled or pending."""
    measures = (Measure.CARRIED, Measure.NEW, Measure.SETTLED, Measure.PENDING)
    values = [scope.value(measure) for measure in measures]
    if Measure.RECEIVED in scope.entries or None in values:
        return
    carried, new, settled, pending = (value or Decimal(0) for value in values)
    came, went = carried + new, settled + pending
    if came == went or (went < came and _gone(scope, came - went)):
        return
    entry = scope.entries[Measure.PENDING]
    yield entry.passage, Spot(
        "SL05", entry.start, entry.end,
        f"Kỳ trước chuyển sang {format_decimal(carried)} + mới tiếp nhận {format_decimal(new)} ="
        f" {format_decimal(came)}, khác đã giải quyết {format_decimal(settled)} + còn lại"
        f" {format_decimal(pending)} = {format_decimal(went)}.",
        format_decimal(came - settled),
    )  # fmt: skip


_CAME_BEFORE = re.compile(r"\b(?:ky truoc|nam truoc|quy truoc|thang truoc|chuyen sang|ton)\b")
_WITHIN = (
    (Measure.RECEIVED, (Measure.SETTLED,)),
    (Measure.RECEIVED, (Measure.PENDING,)),
    (Measure.RECEIVED, (Measure.ONLINE,)),
    (Measure.SETTLED, (Measure.EARLY,)),
    (Measure.SETTLED, (Measure.ON_TIME,)),
    (Measure.SETTLED, (Measure.LATE,)),
)


def _above_whole(scope: Scope) -> Iterator[Placed]:
    """More settled than came in, or more in time than was settled."""
    if _CAME_BEFORE.search(scope.text) or Measure.CARRIED in scope.entries:
        return
    for whole, (part,) in _WITHIN:
        total, value = scope.value(whole), scope.value(part)
        if total is None or value is None:
            continue
        gone = sum(scope.returned, Decimal(0)) if part is Measure.SETTLED else Decimal(0)
        both = value + gone if Measure.PENDING not in scope.entries else value
        if both <= total or (gone and value <= total and scope.table):
            continue
        entry = scope.entries[part]
        told = f" và {Measure.RETURNED.value} {format_decimal(gone)}" if both > value else ""
        yield entry.passage, Spot(
            "SL05", entry.start, entry.end,
            f"{part.value} {format_decimal(value)}{told} nhiều hơn {whole.value}"
            f" {format_decimal(total)}.",
            severity=Severity.WARNING,
        )  # fmt: skip


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
