"""What a replay starts from: the facts of a report, an officer's home, a draft made with keys."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta, timezone
from pathlib import Path

import tomli
from desk import AUTHOR, ROOT, places
from replay_keys import Keyboard, Use

from cchc_tui.document.writers import write_text
from cchc_tui.domain.dates import parse_date
from cchc_tui.domain.paths import packaged
from cchc_tui.domain.text import fold
from cchc_tui.interview.answers import Answer
from cchc_tui.services.answer_files import read_answers
from cchc_tui.services.workspace import Workspace
from cchc_tui.tui.screens.dialogs import PickScreen
from cchc_tui.tui.screens.interview import InterviewScreen
from cchc_tui.tui.screens.new_draft import NewDraftScreen
from cchc_tui.tui.widgets.form import PickField
from cchc_tui.tui.widgets.line_list import LineList

ANSWERS = ROOT / "tests" / "content" / "answers"
SAMPLE = packaged("prompts") / "samples" / "mau.toml"
VIETNAM = timezone(timedelta(hours=7))


@dataclass(frozen=True)
class Case:
    """A report to be drafted.

    Attributes:
        name: What it is called in the table.
        path: The file of its answers.
        kind: Id of its kind.
        agency: Id of its agency.
        period: Its period.
        period_name: Name of a free period.
        day: When it is drafted: the day it is signed.
    """

    name: str
    path: Path
    kind: str
    agency: str
    period: str
    period_name: str
    day: datetime


def case_of(path: Path) -> Case:
    """The report whose answers a file has."""
    about = tomli.loads(path.read_text("utf-8"))
    signed = parse_date(str(about.get("answers", about)["ngay_ky"]))
    day = datetime(signed.year, signed.month or 1, signed.day or 15)
    return Case(
        path.stem.removeprefix("seed-"),
        path,
        about["kind"],
        about["agency"],
        about["period"],
        about.get("period_name", ""),
        datetime.combine(day, time(9), VIETNAM),
    )


def open_desk(home: Path, case: Case) -> Workspace:
    """An officer's desk with their agency described, as it is once and for all, and no draft."""
    own = places(home).own / "prompts" / "agencies"
    own.mkdir(parents=True, exist_ok=True)
    shutil.copy(packaged("prompts") / "agencies" / f"{case.agency}.toml", own)
    return Workspace(places(home), clock=lambda: case.day, author=AUTHOR)


def answers_of(desk: Workspace, case: Case) -> Mapping[str, Answer]:
    """What the report says, by question."""
    return read_answers(case.path, desk.library, desk.library.kinds[case.kind])


def wanted_text(desk: Workspace, case: Case, answers: Mapping[str, Answer]) -> str:
    """The report that the answers give when they are simply put in."""
    made = desk.create_draft(case.kind, case.period, case.agency, case.period_name, None, answers)
    text = write_text(desk.document(made.id))
    desk.delete(made.id)
    return text


async def new_draft(keys: Keyboard, case: Case) -> None:
    """Fill in the form for a new draft."""
    keys.place = "báo cáo mới"
    await keys.press("f3", Use.MOVING)
    form = keys.pilot.app.screen
    assert isinstance(form, NewDraftScreen), form
    await pick(keys, form.query_one("#kind", PickField), case.kind)
    await keys.press("tab", Use.MOVING, 2)
    free = ".." in case.period
    await pick(keys, form.query_one("#period", PickField), "TD" if free else case.period)
    if free:
        first, last = (day.split("-")[::-1] for day in case.period.split(".."))
        await keys.press("tab", Use.MOVING)
        await keys.write(f"{'/'.join(first)} - {'/'.join(last)}", Use.FACT)
        await keys.press("tab", Use.MOVING)
        await keys.write(case.period_name, Use.FACT)
    await keys.press("f9", Use.MOVING)
    assert isinstance(keys.pilot.app.screen, InterviewScreen), keys.pilot.app.screen


async def export(keys: Keyboard) -> None:
    """Write the Word file, also where something is unsettled."""
    keys.place = "xuất"
    await keys.press("f9", Use.MOVING)
    await keys.press("enter", Use.MOVING)
    if isinstance(keys.pilot.app.screen, PickScreen):  # asks whether to export all the same
        await keys.press("down", Use.MOVING)
        await keys.press("enter", Use.MOVING)


async def pick(keys: Keyboard, field: PickField, wanted: str) -> None:
    """Choose in a line of a form: by arrow where it is near, else by a few letters."""
    values = [value for value, _ in field._options]
    away = values.index(wanted) - values.index(field.value)
    if abs(away) <= 3:
        await keys.press("right" if away > 0 else "left", Use.MOVING, abs(away))
        return
    title = dict(field._options)[wanted]
    await keys.press("enter", Use.MOVING)
    listed = keys.pilot.app.screen
    assert isinstance(listed, PickScreen), listed
    for letter in fold(title):
        if listed.query_one(LineList).chosen == wanted:
            break
        await keys.letter(letter, Use.MOVING)
        await keys.rest()
    await keys.press("enter", Use.TAKING)
    assert field.value == wanted, (field.value, wanted)
