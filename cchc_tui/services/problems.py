"""What to look at before a report leaves: refused texts, failed checks, missing answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cchc_tui.services.open_slots import open_slots_remark

if TYPE_CHECKING:
    from cchc_tui.services.session import Session


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to look at before the report leaves.

    Attributes:
        kind: "refused" (text that is no answer), "missing", or the severity of a failed
            check: "error", "warning", "hint".
        question: Where to go; may be empty.
        name: What the question is called.
        place: Number of its section, e.g. `2.1.`
        message: What is wrong.
    """

    kind: str
    question: str
    name: str
    place: str
    message: str


def problems_of(session: Session) -> list[Problem]:
    """Every problem of an open draft, gravest kinds first within what is refused."""
    refused = list(_refused(session))
    done = {problem.question for problem in refused}
    missing = (q.id for q in session.interview.missing() if q.id not in done)
    return [
        *refused,
        *_failed(session),
        *_unfilled(session),
        *(_problem(session, "missing", name, "Chưa trả lời.") for name in missing),
    ]


def _refused(session: Session) -> Iterator[Problem]:
    for name in session.order():
        message = session.refusal(name)
        if message:
            yield _problem(session, "refused", name, message)


def _failed(session: Session) -> Iterator[Problem]:
    asked = set(session.order())
    for failed in session.interview.checks():
        about = next((one for one in failed.about if one in asked), "")
        yield _problem(session, failed.check.severity, about, failed.message)


def _unfilled(session: Session) -> Iterator[Problem]:
    """Answers in which an open place of a phrase was left."""
    for name in session.order():
        remark = open_slots_remark(session.interview.question(name), session.text(name).text)
        if remark:
            yield _problem(session, "warning", name, remark)


def _problem(session: Session, kind: str, question: str, message: str) -> Problem:
    if not question:
        return Problem(kind, "", "", "", message)
    name = session.interview.question(question).name
    return Problem(kind, question, name, session.place(question).number, message)
