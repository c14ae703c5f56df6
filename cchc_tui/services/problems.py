"""What to look at before a report leaves: refused texts, faults, missing answers, in one list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cchc_tui.domain.text import upper_first
from cchc_tui.interview.interview import Mark
from cchc_tui.interview.kinds import QuestionType
from cchc_tui.services.open_slots import open_slots_remark

if TYPE_CHECKING:
    from cchc_tui.interview.interview import Failed
    from cchc_tui.services.session import Session


OPEN_PLACE = "KT04"
"""The rule of places left open, see docs/RULES.md."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to look at before the report leaves.

    Attributes:
        kind: "refused" (text that is no answer), "missing", "stale" (carried from the last
            period and not looked at), or how grave a fault is: "error", "warning", "hint".
        question: Where to go; may be empty.
        name: What the question is called.
        place: Number of its section, e.g. `2.1.`
        message: What is wrong.
        code: Code of the rule or id of the check that found it; empty for what is no fault.
        quote: The printed words it is about; may be empty.
        expected: What should stand there; may be empty.
        words: The part of the quote that stands in the field, as it stands there.
        start: Where those words begin in the field's text, or in that of the cell; -1 unknown.
        cell: The cell of a table they stand in, counted along the rows; -1 elsewhere.
        fix: What may take the place of the words; None where a person must decide.
        key: What it is told by once the officer lets it stand; empty: it cannot be let stand.
    """

    kind: str
    question: str
    name: str
    place: str
    message: str
    code: str = ""
    quote: str = ""
    expected: str = ""
    words: str = ""
    start: int = -1
    cell: int = -1
    fix: str | None = None
    key: str = ""

    @property
    def rule(self) -> str:
        """Code of the rule as an officer knows it; ids of a kind's own checks are not for them."""
        return self.code if self.code.isupper() else ""


def problems_of(session: Session) -> list[Problem]:
    """Every problem of an open draft: refused, faults, open places, missing, stale."""
    refused = list(_refused(session))
    done = {problem.question for problem in refused}
    missing = (q.id for q in session.interview.missing() if q.id not in done)
    return [
        *refused,
        *faults_of(session),
        *_unfilled(session),
        *(_problem(session, "missing", name, "Chưa trả lời.") for name in missing),
        *_stale(session),
    ]


def faults_of(session: Session) -> list[Problem]:
    """What the kind's own checks and the checker find, the same fault once, without waived ones.

    Of the checker that is what it found when it last ran, as far as the words still stand.
    """
    review = session.review
    found = [one for one in review.found if review.stands(one)]
    own: list[Problem] = []
    for failed in session.interview.checks():
        problem = _failed(session, failed)
        twin = next((one for one in found if _same_fault(failed, problem, one)), None)
        if twin is not None:
            found.remove(twin)
            # The check of the kind says it in the words of its figures; the rule knows where.
            problem = replace(
                twin,
                kind=problem.kind,
                message=problem.message,
                code=problem.code,
                key=problem.key,
            )
        own.append(problem)
    return [one for one in (*own, *found, *review.layout) if one.key not in review.waivers]


def _failed(session: Session, failed: Failed) -> Problem:
    asked = set(session.order())
    about = next((one for one in failed.about if one in asked), "")
    problem = _problem(session, failed.check.severity, about, failed.message)
    # The message has the figures in it: another fault of the same check is another one.
    key = f"{failed.check.id}|{about}|{failed.message}"
    return replace(problem, code=failed.check.id, key=key)


_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_SHARED = 2
"""Figures that two messages must have in common to be about the same fault."""


def _same_fault(failed: Failed, own: Problem, found: Problem) -> bool:
    """Whether a check of the kind and a rule of the checker say the same of the same figures."""
    if not found.code.startswith("SL") or found.question not in (*failed.about, own.question):
        return False
    ours, theirs = _figures(own.message), _figures(f"{found.message} {found.quote}")
    return len(ours & theirs) >= min(_SHARED, len(ours)) > 0


def _figures(text: str) -> set[str]:
    """The figures of a text, without the zero before those below ten."""
    return {found.lstrip("0") or "0" for found in _FIGURE.findall(text)}


def count_errors(session: Session) -> int:
    """How many faults are errors, for the title."""
    return sum(one.kind == "error" for one in faults_of(session))


def mark_of(session: Session, section: str) -> Mark:
    """How a section stands; refused texts and errors count as problems, waived faults do not."""
    wrong = session.review.wrong_questions
    for question in session.interview.questions(section):
        if question.id in wrong or (not question.computed and session.refusal(question.id)):
            return Mark.PROBLEM
    mark = session.interview.mark(section)
    if mark is Mark.PROBLEM and all(map(session.review.is_waived, _grave(session, section))):
        left = session.interview.progress(section).required_left
        return Mark.OPEN if left else Mark.DONE
    return mark


def _grave(session: Session, section: str) -> list[Problem]:
    failed = session.interview.checks(section)
    return [_failed(session, one) for one in failed if one.check.severity != "hint"]


def next_problem(
    session: Session, position: int = -1, last: Problem | None = None
) -> Problem | None:
    """The first problem after a place in the report, going round at its end.

    Args:
        session: Where the officer is.
        position: Where the cursor is in the present field, or the number of the cell; below 0:
            before its text.
        last: The problem the officer is at, where they have not moved from it: the next one
            may be about the same words.
    """
    order = {name: number for number, name in enumerate(session.order())}

    def place(one: Problem) -> tuple[int, int]:
        return order[one.question], one.start if one.cell < 0 else one.cell

    problems = problems_of(session)
    missing = {one.question for one in problems if one.kind == "missing"}
    # What the checker says of an open place is no second stop at a question still to be answered.
    met = (one for one in problems if one.code != OPEN_PLACE or one.question not in missing)
    placed = sorted((one for one in met if one.question in order), key=place)
    if last in placed:
        return placed[(placed.index(last) + 1) % len(placed)]
    here = (order.get(session.current, -1), position)
    after = [one for one in placed if place(one) > here]
    return next(iter(after or placed), None)


def _refused(session: Session) -> Iterator[Problem]:
    for name in session.order():
        message = session.refusal(name)
        if message:
            yield _problem(session, "refused", name, message)


def _unfilled(session: Session) -> Iterator[Problem]:
    """Answers in which an open place of a phrase was left."""
    for name in session.order():
        remark = open_slots_remark(session.interview.question(name), session.text(name).text)
        if remark:
            yield _problem(session, "warning", name, remark)


def _stale(session: Session) -> Iterator[Problem]:
    """Places of the last period that nobody has looked at yet."""
    from cchc_tui.services.stepping import places  # which imports the session, and that us

    missing = {question.id for question in session.interview.missing()}
    answers = session.interview.answer
    for question, spot in places(session):
        if not answers(question.id).given:
            if question.id not in missing:
                message = f"Kỳ trước có trả lời, kỳ này để trống: “{spot.old_text}”."
                yield _problem(session, "stale", question.id, message)
            continue
        message = f"{upper_first(spot.kind.label)} của kỳ trước chưa xem lại: “{spot.old_text}”."
        problem = _problem(session, "stale", question.id, message)
        if question.type is not QuestionType.TABLE:
            problem = replace(problem, quote=spot.old_text, start=spot.start)
        yield problem


def _problem(session: Session, kind: str, question: str, message: str) -> Problem:
    if not question:
        return Problem(kind, "", "", "", message)
    name = session.interview.question(question).name
    return Problem(kind, question, name, session.place(question).number, message)
