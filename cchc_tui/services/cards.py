"""Drafts as a list shows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cchc_tui.services.agencies import unknown
from cchc_tui.services.ago import ago_from_text
from cchc_tui.services.errors import WorkError
from cchc_tui.services.periods import period_of
from cchc_tui.store.errors import UnknownDraft
from cchc_tui.store.records import DraftInfo

if TYPE_CHECKING:
    from cchc_tui.services.workspace import Workspace


def header_of(work: Workspace, draft_id: str) -> DraftInfo:
    """The header of a draft; the id may be written in any case.

    Raises:
        WorkError: There is none; names the nearest.
    """
    try:
        return work.store.get(draft_id)
    except UnknownDraft:
        known = {info.id: info for info in work.store.headers(include_deleted=True)}
        if draft_id.lower() in known:
            return known[draft_id.lower()]
        raise WorkError(unknown("bản nháp", draft_id, known)) from None


@dataclass(frozen=True, slots=True)
class DraftCard:
    """A draft as a list shows it.

    Attributes:
        info: The header; `answered`, `required` and `required_left` are up to date.
        name: What to call it: its title, or its kind and period.
        kind_title: Title of the kind, or its id where the kind is not there any more.
        agency_name: Name of the agency, or its id where it is not there any more.
        period_name: e.g. `Quý I/2026`.
        changed: Last change in words, e.g. `5 phút trước`.
        problem: Why the draft cannot be opened, in Vietnamese; empty if it can.
    """

    info: DraftInfo
    name: str
    kind_title: str
    agency_name: str
    period_name: str
    changed: str
    problem: str = ""


def make_card(workspace: Workspace, info: DraftInfo) -> DraftCard:
    """One draft as a list shows it; its answers are counted again only if they changed."""
    problem = ""
    if info.counted_step != info.last_step:
        try:
            info = _count(workspace, info)
        except WorkError as error:
            problem = str(error)
    kind = workspace.library.kinds.get(info.kind)
    agency = workspace.agencies().get(info.agency)
    period = period_of(info, workspace.window_rules(agency))
    period_name = period.short_name if period else info.period
    title = kind.title if kind else info.kind
    return DraftCard(
        info=info,
        name=info.title or f"{title}, {period_name}",
        kind_title=title,
        agency_name=agency.name if agency else info.agency,
        period_name=period_name,
        changed=ago_from_text(info.changed_at, workspace.clock()),
        problem=problem,
    )


def _count(workspace: Workspace, info: DraftInfo) -> DraftInfo:
    progress = workspace.interview(info.id).progress()
    workspace.store.note_progress(
        info.id, progress.answered, progress.required, progress.required_left, info.last_step
    )
    return workspace.store.get(info.id)
