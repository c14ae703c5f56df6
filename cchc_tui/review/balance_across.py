"""SL05: the dossier ledger told over several paragraphs (biểu II.06, relation R4)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from cchc_tui.domain.numbers import format_decimal
from cchc_tui.review.balance import LEFT
from cchc_tui.review.findings import Severity, Spot
from cchc_tui.review.ledger import Scope
from cchc_tui.review.measures import Measure
from cchc_tui.review.report import Report
from cchc_tui.review.rules import REGISTRY, Placed

_ACROSS = (Measure.RECEIVED, Measure.SETTLED, Measure.PENDING)


@REGISTRY.report
def balance_across(report: Report) -> Iterator[Placed]:
    """SL05 where received, settled and pending are told in paragraphs one after another."""
    told = [scope for scope in report.scopes if not scope.table and not scope.year]
    for at, scope in enumerate(told):
        held = scope.value(Measure.RECEIVED)
        own = [measure for measure in _ACROSS if measure in scope.entries]
        if held is None or own != [Measure.RECEIVED]:
            continue
        place = scope.entries[Measure.RECEIVED].passage
        found = {Measure.RECEIVED: held}
        for after in told[at + 1 : at + 3]:
            here = next(iter(after.entries.values())).passage
            near = here.heading == place.heading and here.annex == place.annex
            if Measure.RECEIVED in after.entries or not near or here.index > place.index + 4:
                break
            for measure in _ACROSS[1:]:
                value = after.value(measure)
                if value is not None:
                    found.setdefault(measure, value)
            returned = LEFT.search(after.text)
            if returned:
                break
            if len(found) == len(_ACROSS):
                settled, pending = found[Measure.SETTLED], found[Measure.PENDING]
                if settled + pending != held and len(after.entries) <= 2 + len(own):
                    yield _apart(after, held, settled, pending)
                break


def _apart(scope: Scope, held: Decimal, settled: Decimal, pending: Decimal) -> Placed:
    entry = scope.entries.get(Measure.PENDING) or scope.entries[Measure.SETTLED]
    return entry.passage, Spot(
        "SL05", entry.start, entry.end,
        f"Tiếp nhận {format_decimal(held)} nêu ở đoạn trước, khác đã giải quyết"
        f" {format_decimal(settled)} + đang giải quyết {format_decimal(pending)} ="
        f" {format_decimal(settled + pending)}.",
        severity=Severity.WARNING,
    )  # fmt: skip
