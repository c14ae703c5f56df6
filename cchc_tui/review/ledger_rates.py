"""SL03, SL04: rates of the dossier ledger (biểu II.06, relation R8)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from cchc_tui.review.amounts import Form
from cchc_tui.review.figures import read_figures
from cchc_tui.review.ledger import Scope
from cchc_tui.review.measures import WHOLES, Measure
from cchc_tui.review.rates import judge_rate
from cchc_tui.review.report import Report
from cchc_tui.review.rules import REGISTRY, Placed


@REGISTRY.report
def rate_in_time(report: Report) -> Iterator[Placed]:
    """SL03 of "tỷ lệ trước hạn và đúng hạn" beside the figures it is computed from (R8)."""
    for scope in report.scopes:
        early, on_time, late = (
            scope.value(m) for m in (Measure.EARLY, Measure.ON_TIME, Measure.LATE)
        )
        if early is None or on_time is None or late is None or scope.table:
            continue
        passage = scope.entries[Measure.EARLY].passage
        for figure in read_figures(passage.text).figures:
            said = re.search(r"\bty le\b.*\btruoc han va dung han\b", figure.before)
            if said and figure.form is Form.PERCENT and not figure.approx:
                whole = early + on_time + late
                yield from ((passage, spot) for spot in judge_rate(figure, early + on_time, whole))


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
    channels = (Measure.ONLINE, Measure.DIRECT, Measure.POST, Measure.DIRECT_POST)
    if measure in channels:
        new = [value for m in channels if (value := scope.value(m)) is not None]
        if len(new) > 1:
            values.append(sum(new, Decimal(0)))
    return [value for value in values if value]
