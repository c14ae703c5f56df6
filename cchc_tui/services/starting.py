"""Starting a report from what was there before: an earlier draft, or last period's file.

A file is read and understood first, and written nowhere; what it becomes is kept when the
officer says so: the draft of its own period, for comparing and looking back, and from it the
draft of the new one.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_tui.domain.period_choices import periods_around
from cchc_tui.domain.periods import Period, PeriodProblem, PeriodType, make_period, parse_period
from cchc_tui.interview.kinds import Kind
from cchc_tui.services.importing import ImportResult, keep, read_old_report, understand
from cchc_tui.services.periods import period_of

if TYPE_CHECKING:
    from cchc_tui.document.blocks import Document
    from cchc_tui.domain.agencies import Agency
    from cchc_tui.services.cards import DraftCard
    from cchc_tui.services.workspace import Workspace
    from cchc_tui.store.records import DraftInfo

_AFTER = {
    PeriodType.FIRST_HALF: (PeriodType.SECOND_HALF, PeriodType.NINE_MONTHS, PeriodType.YEAR),
    PeriodType.NINE_MONTHS: (PeriodType.YEAR,),
}
"""What is reported in the same year after a report on its first months."""


@dataclass(frozen=True, slots=True)
class OldFile:
    """A file that was read.

    Attributes:
        path: Where it is.
        document: What it says.
        notes: What is to be known of the reading.
    """

    path: Path
    document: Document
    notes: tuple[str, ...]

    @classmethod
    def read(cls, path: Path) -> OldFile:
        """Read a file.

        Raises:
            WorkError: It cannot be read as a report; says why.
        """
        return cls(path, *read_old_report(path))

    def understood(
        self,
        workspace: Workspace,
        kind_id: str = "",
        agency: Agency | None = None,
        period: Period | None = None,
    ) -> ImportResult:
        """What it says to a kind; the officer's corrections win. Writes nothing."""
        found = understand(workspace, self.document, kind_id, agency, period)
        return replace(found, notes=(*self.notes, *found.notes))


def period_read(workspace: Workspace, found: ImportResult) -> Period:
    """The period of an old report that was understood."""
    agency = found.new_agency or workspace.agencies().get(found.agency)
    return parse_period(found.period, found.period_name, workspace.window_rules(agency))


def start(workspace: Workspace, found: ImportResult, name: str, period: Period) -> DraftInfo:
    """Keep what was understood of a file as a draft, and carry it to a new period.

    Args:
        workspace: Where the drafts go.
        found: What was understood.
        name: Name of the file.
        period: Of the new draft.

    Returns:
        The new draft; it tells which one it is carried from.

    Raises:
        WorkError: The kind or the period is not known.
        StoreError: It could not be written. Nothing half done is left.
    """
    kept = keep(workspace, found, name)
    try:
        return workspace.create_draft(
            found.kind, period.code, found.agency, period.given_name, copy_from=kept.id
        )
    except Exception:
        workspace.delete(kept.id)
        raise


def same_period_drafts(workspace: Workspace, found: ImportResult) -> list[DraftCard]:
    """Drafts that there already are of the agency, kind and period of an old report."""
    wanted = (found.agency, found.kind, found.period)
    cards = workspace.drafts()
    return [one for one in cards if (one.info.agency, one.info.kind, one.info.period) == wanted]


# Periods


def next_period(kind: Kind, old: Period) -> Period:
    """The period that is reported next after `old`, among the types that the kind has.

    After the first months of a year it is the longer report of the same year that the kind
    has; after free dates within one year, the same dates of the year after.
    """
    try:
        if old.type in _AFTER:
            later = next((one for one in _AFTER[old.type] if _has(kind, one)), None)
            return make_period(later, old.year, rules=old.rules) if later else old.same_next_year()
        if old.type is PeriodType.FREE and old.start.year == old.end.year:
            return old.same_next_year()
        after = old.next()
        return after if _has(kind, after.type) else old.same_next_year()
    except PeriodProblem:
        return old


def _has(kind: Kind, type_: PeriodType) -> bool:
    return not kind.periods or type_.value in kind.periods


def new_periods(kind: Kind, old: Period, today: date) -> list[Period]:
    """Periods to choose from for the report after `old`, the likeliest first."""
    likely = [next_period(kind, old)]
    with suppress(PeriodProblem):
        likely.append(old.same_next_year())
    around = periods_around(today, kind.periods, old.rules)
    found = {one.code: one for one in (*likely, *around) if one.code != old.code}
    return list(found.values()) or [old]


def periods_read(kind: Kind, read: Period, today: date) -> list[Period]:
    """Periods that an old report may be on: the one read, its likes, those of late."""
    likely = [read]
    if read.type is not PeriodType.FREE:
        types = [one for one in PeriodType if one is not PeriodType.FREE and _has(kind, one)]
        end = date(read.year, 12, 31)
        likely += [one for one in periods_around(end, types, read.rules) if one.year == read.year]
    found = {one.code: one for one in (*likely, *periods_around(today, kind.periods, read.rules))}
    return list(found.values())


# Earlier drafts


def earlier_drafts(
    workspace: Workspace, kind_id: str, agency_id: str, period: Period | None
) -> list[DraftCard]:
    """Drafts of an agency that a new one can be carried from, the most suitable first.

    Those of the same kind come first; among them those of earlier periods, the latest first.

    Args:
        workspace: Whose drafts.
        kind_id: Kind of the new draft.
        agency_id: Agency of the new draft.
        period: Period of the new draft; None while it is not known.
    """
    rules = workspace.window_rules(workspace.agencies().get(agency_id))
    found = []
    for card in workspace.drafts():
        old = period_of(card.info, rules)
        if card.info.agency != agency_id or card.problem or old is None:
            continue
        earlier = period is None or old.end < period.end
        distance = old.end.toordinal() if earlier else -old.end.toordinal()
        found.append(((card.info.kind == kind_id, earlier, distance, card.info.changed_at), card))
    found.sort(key=lambda one: one[0], reverse=True)
    return [card for _, card in found]
