"""The versions of a draft: named moments that can be listed, looked into and gone back to.

Answers are only ever appended, so every moment is still there; a version is a step that an
officer would remember: the draft as it was made, exported, left for the day or for a while,
or given up for an older one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from pathlib import Path

from cchc_tui.interview.answers import summarise
from cchc_tui.services.ago import local_time
from cchc_tui.services.errors import WorkError
from cchc_tui.services.reading import as_answer
from cchc_tui.services.workspace import Workspace
from cchc_tui.store.journal import BEGIN, DO
from cchc_tui.store.records import Plain, StepRecord, StoredAnswer

PAUSE = timedelta(minutes=30)
"""So long without an answer ends a sitting."""
NOW = "hiện nay"


@dataclass(frozen=True, slots=True)
class Version:
    """A moment of a draft.

    Attributes:
        number: The step after which the draft stood so; never given to another moment.
        at: Time of that step, ISO 8601, UTC.
        author: Who took it.
        moments: Why it is listed, in Vietnamese.
        changed: Ids of the questions answered otherwise than in the version before.
        answered: How many questions had an answer.
    """

    number: int
    at: str
    author: str
    moments: tuple[str, ...]
    changed: tuple[str, ...]
    answered: int

    @property
    def is_now(self) -> bool:
        """Whether the draft stands so at present."""
        return NOW in self.moments


@dataclass(frozen=True, slots=True)
class Change:
    """A question whose answer differs between a version and the present.

    Attributes:
        question: Its id.
        name: What it is called.
        now: The present answer in one line; empty where there is none.
        then: That of the version.
    """

    question: str
    name: str
    now: str
    then: str


def versions(workspace: Workspace, draft: str) -> list[Version]:
    """Every version of a draft, latest first; the first one is the present."""
    store = workspace.store
    steps = store.steps(draft)
    moments = _moments(workspace, draft, steps)
    by_number = {step.number: step for step in steps}
    found: list[Version] = []
    before: dict[str, Plain] = {}
    for number, state in _states(store.history(draft), sorted(moments)):
        changed = tuple(name for name in state if state[name] != before.get(name))
        step = by_number[number]
        answered = sum(plain is not None for plain in state.values())
        found.append(
            Version(number, step.at, step.author, tuple(moments[number]), changed, answered)
        )
        before = state
    return found[::-1]


def _states(
    revisions: list[StoredAnswer], numbers: list[int]
) -> Iterator[tuple[int, dict[str, Plain]]]:
    """The answers after each of these steps."""
    state: dict[str, Plain] = {}
    waiting = iter(revisions)
    revision = next(waiting, None)
    for number in numbers:
        while revision is not None and revision.step <= number:
            state[revision.question] = revision.plain
            revision = next(waiting, None)
        yield number, dict(state)


def _moments(workspace: Workspace, draft: str, steps: list[StepRecord]) -> dict[int, list[str]]:
    """What is remembered of each step that is worth listing."""
    found: dict[int, list[str]] = {}

    def note(number: int, moment: str) -> None:
        moments = found.setdefault(number, [])
        if moment not in moments:
            moments.append(moment)

    for export in workspace.store.exports_of(draft):
        number = _step_at(steps, export.at)
        if number:
            note(number, f"xuất {Path(export.path).name}")
    clock = workspace.clock()
    for step, following in zip(steps, [*steps[1:], None], strict=True):
        if step.verb == BEGIN:
            note(step.number, "khi tạo bản nháp")
        if following is None:
            note(step.number, NOW)
            continue
        here, there = local_time(step.at, clock), local_time(following.at, clock)
        if step.verb != BEGIN and here.date() != there.date():
            note(step.number, f"cuối ngày {here:%d/%m/%Y}")
        elif step.verb != BEGIN and there - here >= PAUSE:
            note(step.number, "cuối buổi làm việc")
        if following.verb == DO and following.target:
            note(step.number, "trước khi lấy lại bản cũ")
    return found


def _step_at(steps: list[StepRecord], at: str) -> int:
    """The last step taken by then; 0 if there was none."""
    return max((step.number for step in steps if step.at <= at), default=0)


def find_version(workspace: Workspace, draft: str, given: str) -> int:
    """The step that an officer means.

    Args:
        workspace: Where the draft is.
        draft: Its id.
        given: A number of `versions`, or a local date or date and time in ISO 8601: the
            draft as it stood then; a date means the end of that day.

    Raises:
        WorkError: It is none of these, or the draft was not there yet.
    """
    steps = workspace.store.steps(draft)
    if given.isascii() and given.isdecimal():
        if any(step.number == int(given) for step in steps):
            return int(given)
        raise WorkError(f"Bản nháp “{draft}” không có bản số {given}; xem “cchc versions {draft}”.")
    moment = _moment(given, workspace.clock().tzinfo)
    if moment is None:
        raise WorkError(
            f"“{given}” không phải số của bản đã lưu, cũng không phải ngày giờ như 2026-11-20 "
            "hay 2026-11-20T16:30."
        )
    number = _step_at(steps, moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    if not number:
        raise WorkError(f"Lúc {moment:%H:%M ngày %d/%m/%Y} chưa có bản nháp “{draft}”.")
    return number


def _moment(given: str, zone: tzinfo | None) -> datetime | None:
    try:
        if len(given) == len("2026-11-20"):
            return datetime.combine(date.fromisoformat(given), time(23, 59, 59), zone)
        found = datetime.fromisoformat(given)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=zone)


def changes(workspace: Workspace, draft: str, number: int) -> list[Change]:
    """What going back to a version would change, in the order of the questions."""
    now, then = workspace.store.answers(draft), workspace.store.answers_at(draft, number)
    moved = [name for name in now if _plain(then, name) != now[name].plain]
    order = {name: place for place, name in enumerate(workspace.library.questions)}
    moved.sort(key=lambda name: (order.get(name, len(order)), name))
    return [
        Change(
            name, _name(workspace, name), _text(workspace, now, name), _text(workspace, then, name)
        )
        for name in moved
    ]


def _plain(answers: Mapping[str, StoredAnswer], name: str) -> Plain:
    return answers[name].plain if name in answers else None


def _name(workspace: Workspace, name: str) -> str:
    question = workspace.library.questions.get(name)
    return question.name if question else name


def _text(workspace: Workspace, answers: Mapping[str, StoredAnswer], name: str) -> str:
    """An answer in one line."""
    stored = answers.get(name)
    if stored is None or stored.plain is None:
        return ""
    question = workspace.library.questions.get(name)
    return summarise(question, as_answer(question, stored)) if question else str(stored.plain)


def roll_back(workspace: Workspace, draft: str, number: int) -> tuple[str, ...]:
    """Answer everything as in a version, as one step that can be undone.

    Returns:
        Ids of the questions whose answers changed; none if the draft stands so already.

    Raises:
        StoreError: It could not be written.
    """
    step = workspace.store.roll_back(draft, number, author=workspace.author, at=workspace.now())
    workspace.drafting.forget(keep=draft)
    return step.questions if step else ()
