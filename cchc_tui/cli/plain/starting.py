"""A new report line by line: from nothing, from an earlier draft, or from last period's file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cchc_tui.cli.plain.agency import describe_agency
from cchc_tui.cli.plain.console import Console
from cchc_tui.domain.agencies import Agency
from cchc_tui.domain.files import at_home
from cchc_tui.domain.period_choices import default_period, periods_around
from cchc_tui.domain.periods import Period, PeriodProblem, parse_period
from cchc_tui.domain.text import upper_first
from cchc_tui.interview.kinds import Kind
from cchc_tui.services.periods import free_code
from cchc_tui.services.starting import (
    OldFile,
    earlier_drafts,
    new_periods,
    period_read,
    periods_read,
    same_period_drafts,
    start,
)
from cchc_tui.services.workspace import Workspace

OTHER = "Kỳ khác, tự ghi"
PERIOD = "Kỳ, ví dụ 2026-Q1, hoặc 01/01/2026 - 15/11/2026 (Enter: thôi): "


def new_report(console: Console, workspace: Workspace) -> str | None:
    """Ask for agency, kind, period and source, and make the draft.

    Returns:
        Its id; None where its officer would rather not.

    Raises:
        WorkError: It cannot be made.
    """
    agency = choose_agency(console, workspace)
    if agency is None:
        return None
    kind = choose_kind(console, workspace, agency.level)
    if kind is None:
        return None
    today, rules = workspace.today(), workspace.window_rules(agency)
    likely = default_period(today, kind.periods, rules)
    around = periods_around(today, kind.periods, rules)
    others = [one for one in around if one.code != likely.code]
    period = choose_period(console, "Kỳ báo cáo nào?", [likely, *others], rules_of=agency)
    if period is None:
        return None
    cards = earlier_drafts(workspace, kind.id, agency.id, period)
    source = None
    if cards:
        names = [f"Bản nháp {card.name}" for card in cards]
        picked = console.choose("Làm tiếp từ đâu?", names, "trả lời từ đầu")
        source = cards[picked].info.id if picked is not None else None
    return workspace.create_draft(
        kind.id, period.code, agency.id, period.given_name, copy_from=source
    ).id


def choose_agency(console: Console, workspace: Workspace) -> Agency | None:
    """One of the agencies there are, or a new one."""
    agencies, own = workspace.agencies(), workspace.agency_book.own_ids()
    listed = [*agencies.values(), None]
    if not own:
        # Who has described no agency yet wants to describe one, rather than use an example.
        listed = [None, *agencies.values()]
    names = [_agency_said(one, own) for one in listed]
    picked = console.choose("Cơ quan nào?", names, "thôi")
    if picked is None:
        return None
    if (chosen := listed[picked]) is not None:
        return chosen
    made = describe_agency(console, workspace)
    return workspace.agencies()[made] if made else None


def _agency_said(agency: Agency | None, own: set[str]) -> str:
    if agency is None:
        return "Khai cơ quan mới"
    name = agency.full_name or agency.name
    return name if agency.id in own else f"{name} (mẫu)"


def choose_kind(console: Console, workspace: Workspace, level: str) -> Kind | None:
    """One of the kinds, those that the level sends first."""
    kinds = workspace.kinds_for(level)
    picked = console.choose("Loại báo cáo nào?", [kind.title for kind in kinds], "thôi")
    return None if picked is None else kinds[picked]


def choose_period(
    console: Console, title: str, periods: Sequence[Period], *, rules_of: Agency
) -> Period | None:
    """One of the periods, or another by its code or its days."""
    names = [upper_first(one.title_name) for one in periods]
    while True:
        picked = console.choose(title, [*names, OTHER], "thôi")
        if picked is None or picked < len(periods):
            return None if picked is None else periods[picked]
        line = console.ask(PERIOD).strip()
        if not line:
            return None
        try:
            return _period(console, line, periods[0])
        except ValueError as problem:
            console.say(str(problem))


def _period(console: Console, text: str, like: Period) -> Period:
    """A period from what was typed, with the reporting windows of a like one.

    Raises:
        ValueError: It is none.
    """
    try:
        return parse_period(text, "", like.rules)
    except PeriodProblem:
        if " - " not in text and "đến" not in text:
            raise
    name = console.ask("Tên kỳ, ví dụ 11 tháng đầu năm 2026: ").strip()
    return parse_period(free_code(text, name), name, like.rules)


# From last period's file


def import_file(console: Console, workspace: Workspace, name: str) -> str | None:
    """Understand an old report, say what was understood, and carry it to a new period.

    Returns:
        Id of the new draft; None where nothing was made.

    Raises:
        WorkError: The file cannot be read as a report.
    """
    path = at_home(Path(name.strip("'\"")))
    old = OldFile.read(path)
    found = old.understood(workspace)
    while True:
        console.say(found.account())
        agency = found.new_agency or workspace.agencies()[found.agency]
        kind, period = workspace.library.kinds[found.kind], period_read(workspace, found)
        if _right(console):
            break
        kind = choose_kind(console, workspace, agency.level) or kind
        agency = choose_agency(console, workspace) or agency
        likely = periods_read(kind, period, workspace.today())
        title = "Báo cáo ấy của kỳ nào?"
        period = choose_period(console, title, likely, rules_of=agency) or period
        found = old.understood(workspace, kind.id, agency, period)
    for card in same_period_drafts(workspace, found):
        console.say(f"Đã có bản nháp của kỳ ấy: {card.info.id}, sửa {card.changed}.")
    coming = new_periods(kind, period, workspace.today())
    new = choose_period(console, "Lập báo cáo cho kỳ nào?", coming, rules_of=agency)
    return None if new is None else start(workspace, found, path.name, new).id


def _right(console: Console) -> bool:
    titles = ["Đúng, làm tiếp", "Chưa đúng, chọn lại loại, cơ quan, kỳ"]
    return console.choose("Loại báo cáo, cơ quan, kỳ đã đúng chưa?", titles, "đúng") != 1
