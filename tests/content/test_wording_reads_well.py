"""Whatever is answered, left open or does not apply, the packaged wording stays whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from seed_reports import TODAY, document_of, library

from cchc_tui.document.blocks import gaps_of
from cchc_tui.document.writers import write_text
from cchc_tui.domain.agencies import load_agency
from cchc_tui.domain.paths import packaged
from cchc_tui.domain.periods import parse_period
from cchc_tui.domain.values import AnswerState
from cchc_tui.interview.answer import Answer
from cchc_tui.interview.answers import parse_answer
from cchc_tui.interview.interview import Interview
from cchc_tui.interview.kinds import Kind, Question, QuestionType

AGENCIES = {
    "cchc-so": "stp-an-giang",
    "cchc-so-nq30c": "stp-khanh-hoa",
    "cchc-ubnd": "ubnd-khanh-son",
    "cai-cach-tu-phap": "vp-ubnd-quang-ngai",
    "cong-vu-tthc": "snv-ha-tinh",
    "cchc-tinh": "ubnd-khanh-son",
    "kiem-soat-tthc": "stp-an-giang",
}
PERIODS = {"cchc-so-nq30c": ("2018-6T", "2020-Q1")}
MODES = ("nothing-typed", "examples", "all-yes", "all-no", "not-applicable", "zero")

FAULTS = {
    "two spaces": r"\S {2,}\S",
    "a space before a mark": r" [.,;:!?)]",
    "an empty bracket": r"\(\s*\)",
    "two marks": r"[,;:]\.|\.\.(?!\.)|;;|,,",
    "a place mark": r"[{}\ue000\ue001]",
    "a missing word": r"\b(?:của|tại|theo|do|với|gồm|ngày) [,.;:]",
}


@dataclass(frozen=True)
class Case:
    """A kind, a period and how its questions are answered."""

    kind: str
    period: str
    mode: str


CASES = [
    Case(kind, period, mode)
    for kind in AGENCIES
    for period in PERIODS.get(kind, ("2023-6T", "2026-Q3"))
    for mode in MODES
]


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c.kind}-{c.period}-{c.mode}")
def test_no_sentence_is_broken(case: Case) -> None:
    text = write_text(document_of(_interview(case)))
    body = text[text.index("BÁO CÁO") :]
    assert list(_faults(body)) == []


@pytest.mark.parametrize("kind", AGENCIES)
def test_open_required_questions_show_as_gaps_and_nothing_else_does(kind: str) -> None:
    interview = _interview(Case(kind, PERIODS.get(kind, ("2026-Q3",))[0], "nothing-typed"))
    required = {question.id for question in interview.missing()}
    shown = {gap.question for gap in gaps_of(document_of(interview))}
    assert shown <= required


@pytest.mark.parametrize("question", library().questions.values(), ids=lambda q: q.id)
def test_a_question_explains_itself_and_its_example_answers_it(question: Question) -> None:
    if question.computed:
        return
    assert question.ask
    assert question.help
    assert question.name
    if question.example:
        parse_answer(question, question.example)


def _interview(case: Case) -> Interview:
    kind = library().kinds[case.kind]
    agency = load_agency(packaged("prompts") / "agencies" / f"{AGENCIES[case.kind]}.toml")
    answers = given_answers(kind, case.mode)
    return Interview(library(), kind, agency, parse_period(case.period), answers, today=TODAY)


def given_answers(kind: Kind, mode: str) -> dict[str, Answer]:
    """An answer to each question of a kind that the mode has one for."""
    return {q.id: a for q in _asked(kind) if (a := _answer(q, mode)) is not None}


def _asked(kind: Kind) -> Iterator[Question]:
    for node in kind.sections:
        section = library().sections.get(node.use)
        for question in section.questions if section else ():
            if not question.computed and (not node.questions or question.id in node.questions):
                yield question


def _answer(question: Question, mode: str) -> Answer | None:
    if mode == "not-applicable":
        standing = bool(question.default)
        return None if standing else Answer(AnswerState.NOT_APPLICABLE, reason="không có")
    if mode == "zero":
        is_number = question.type is QuestionType.NUMBER and not question.minimum
        return Answer(AnswerState.ANSWERED, parse_answer(question, "0")) if is_number else None
    if mode == "nothing-typed" or not question.example:
        return None
    if question.type is QuestionType.YES_NO and mode != "examples":
        return Answer(AnswerState.ANSWERED, mode == "all-yes")
    return Answer(AnswerState.ANSWERED, parse_answer(question, question.example))


def _faults(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        if line.startswith("(Kèm theo"):
            continue  # room for number and date
        for name, pattern in FAULTS.items():
            if re.search(pattern, line.strip()):
                yield f"{name}: {line.strip()}"
