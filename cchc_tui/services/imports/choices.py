"""Choices and yes or no: from the words of a section, or from what was read of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from cchc_tui.domain.values import AnswerState, Quantity, Records
from cchc_tui.interview.answer import Answer
from cchc_tui.interview.interview import Interview
from cchc_tui.interview.kinds import Question, QuestionType
from cchc_tui.services.imports.contexts import label_words
from cchc_tui.services.imports.solving import solve
from cchc_tui.services.imports.words import words_of_text

_SENTENCE = re.compile(r"(?<=[^\W\d])[.;:]\s|\n")
_NOT = frozenset(("khong", "chua"))
_COMMITTEE = ("uy", "ban", "nhan", "dan")
_WIDE, _NEAR = 14, 9
_LEAST_WORDS = 3


def by_words(
    questions: Sequence[Question], texts: Sequence[str]
) -> Iterator[tuple[str, str | bool]]:
    """Questions whose label, or whose option, a sentence says word for word.

    Args:
        questions: Those of a section.
        texts: What the old report says there.
    """
    sentences = [words_of_text(one) for text in texts for one in _SENTENCE.split(text)]
    for question in questions:
        if question.type is QuestionType.YES_NO and not question.computed:
            said = next(filter(None, (_said(question, words) for words in sentences)), None)
            if said is not None:
                yield question.id, said == "yes"
        elif question.type is QuestionType.CHOICE:
            option = next(filter(None, (_option(question, words) for words in sentences)), None)
            if option:
                yield question.id, option


def _said(question: Question, words: Sequence[str]) -> str:
    """`yes` or `no` where all words of the label stand close together; else empty."""
    label = label_words(question)
    if len(label) < _LEAST_WORDS:
        return ""
    places = [at for at, word in enumerate(words) if word in label]
    for at, first in enumerate(places):
        window = [one for one in places[at:] if one < first + _WIDE]
        if {words[one] for one in window} == label:
            before = words[max(first - _NEAR, 0) : window[-1] + 1]
            return "no" if _NOT.intersection(before) else "yes"
    return ""


def _option(question: Question, words: Sequence[str]) -> str:
    """The option that a sentence has: by itself where it is long, else behind its label."""
    text = f" {' '.join(words)} "
    label = label_words(question)
    found = []
    for option in question.options:
        wanted = words_of_text(option)
        at = text.find(f" {' '.join(wanted)} ")
        if at < 0:
            continue
        near = set(text[:at].split()[-_NEAR:])
        if len(wanted) > _LEAST_WORDS or len(near & label) > 1:
            found.append(option)
    return max(found, key=len, default="")


def opening(question: Question, texts: Sequence[str]) -> str:
    """The option that the opening starts with, or the one that says there is no opening."""
    words = " ".join(words_of_text(texts[0])) if texts else ""
    for option in question.options:
        plain = " ".join(words_of_text(option))
        if words.startswith(plain) or (not words and plain.startswith("khong co")):
            return option
    # An opening that begins with the agency itself is the first way without its grounds.
    return question.options[0] if words else ""


def by_agency(questions: Sequence[Question], name: str) -> Iterator[tuple[str, str]]:
    """Choices among kinds of places that the name of a people's committee settles.

    Args:
        questions: Those of the kind.
        name: Of the agency that reports.
    """
    words = words_of_text(name)
    if tuple(words[: len(_COMMITTEE)]) != _COMMITTEE:
        return
    place = words[len(_COMMITTEE) :]
    for question in questions:
        if question.type is QuestionType.CHOICE and not question.computed:
            options = [(words_of_text(option), option) for option in question.options]
            fitting = [option for said, option in options if place[: len(said)] == said]
            if fitting:
                yield question.id, max(fitting, key=len)


def by_answers(
    draft: Interview, printed: Mapping[str, Quantity]
) -> Iterator[tuple[str, str | bool]]:
    """Choices that alone let what was read be shown, and what was printed come out.

    Args:
        draft: With what was read.
        printed: Computed figures as the old report prints them, by question.
    """
    given = {name for name, answer in draft.scope.answers.items() if answer.given}
    read = {name for name in given if not _is_zero(draft.scope.answers[name])}
    known = read | set(printed)
    for question in _asked(draft):
        values = _values(question)
        if not values or question.id in given or not draft.plan.used_by[question.id] & known:
            continue
        worth = {value: _worth(draft, question.id, value, read, printed) for value in values}
        best = max(worth, key=lambda value: worth[value])
        if all(worth[best] > worth[other] for other in values if other is not best):
            yield question.id, best


def _asked(draft: Interview) -> list[Question]:
    return list({one.id: one for some in draft.plan.asked.values() for one in some}.values())


def _values(question: Question) -> tuple[str | bool, ...]:
    if question.computed:
        return ()
    if question.type is QuestionType.YES_NO:
        return (True, False)
    return question.options if question.type is QuestionType.CHOICE else ()


def _worth(
    draft: Interview,
    name: str,
    value: str | bool,
    read: set[str],
    printed: Mapping[str, Quantity],
) -> float:
    """What a choice lets be seen: answers read, printed figures that come out, no open gaps."""
    tried = draft.with_answers({name: Answer(AnswerState.ANSWERED, value)})
    solved = {part: Answer(AnswerState.ANSWERED, found) for part, found in solve(tried, printed)}
    tried = tried.with_answers(solved)
    seen = sum(_weight(tried.typed(one)) for one in read if tried.visible(one))
    right = sum(1 for one, total in printed.items() if _comes_out(tried, one, total))
    section = tried.question(name).section
    gaps = sum(
        1
        for question in _asked(tried)
        if question.section == section
        and question.required
        and not question.computed
        and tried.visible(question.id)
        and not tried.answer(question.id).given
    )
    zeros = sum(1 for one in draft.scope.answers if one not in read and tried.visible(one))
    return seen + right - 0.5 * gaps - 0.1 * zeros


def _weight(answer: Answer) -> int:
    """How much an answer read tells: of a table each row."""
    return len(answer.value.rows) if isinstance(answer.value, Records) else 1


def _is_zero(answer: Answer) -> bool:
    return isinstance(answer.value, Quantity) and not answer.value.value


def _comes_out(draft: Interview, name: str, total: Quantity) -> bool:
    made = draft.answer(name).value if draft.visible(name) else None
    return isinstance(made, Quantity) and made.value == total.value
