"""Choices and yes or no, from the branches of the wording that an old sentence goes along with.

What a wording says only for one answer, `{% if x %}…{% endif %}`, tells that answer where an old
report says the same; where an option is printed, it is looked for between the words around it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cchc_tui.interview.kinds import Library, Question, QuestionType
from cchc_tui.services.imports.alignment import SLIGHT, Alignment, Sides, label_of
from cchc_tui.services.imports.contexts import Context, parsed
from cchc_tui.services.imports.sentences import Sentence
from cchc_tui.services.imports.words import words_of_text

if TYPE_CHECKING:
    from jinja2 import nodes

_LEAST, _MARGIN, _LEAST_WORDS, _LEAST_ALONE = 0.74, 0.1, 4, 2
_LEAST_PRINTED = 0.5
OTHERWISE = ""
"""The value of a branch for every other option."""
_NOT = frozenset(("khong", "chua"))


@dataclass(frozen=True, slots=True)
class Branch:
    """What a wording says where a question has one answer."""

    question: str
    value: str | bool
    words: tuple[str, ...]


def branches_of(library: Library, template: str) -> list[Branch]:
    """The branches of a wording that one answer of one question opens."""
    from jinja2 import nodes

    tree = parsed(library, template)
    found = []
    count = Counter(_said(tree.body))
    for node in tree.find_all(nodes.If):
        before: tuple[str, str | bool] | None = None
        for arm in (node, *node.elif_):
            known = _condition(arm.test)
            if known is None and before is not None and isinstance(before[1], bool):
                known = (before[0], not before[1]) if _given(arm.test) == before[0] else None
            if known is not None:
                found.append(Branch(*known, tuple(_said(arm.body))))
            before = known
        if before is not None and node.else_:
            other = not before[1] if isinstance(before[1], bool) else OTHERWISE
            found.append(Branch(before[0], other, tuple(_said(node.else_))))
    return [one for one in found if one.value == OTHERWISE or _tells(one, count)]


def _tells(branch: Branch, count: Mapping[str, int]) -> bool:
    """Whether a branch says enough, and words that its wording has nowhere else."""
    own = Counter(branch.words)
    alone = [word for word in own if own[word] == count[word] and word not in SLIGHT]
    return len(own.keys() - SLIGHT) >= _LEAST_WORDS and len(alone) >= _LEAST_ALONE


def by_branches(
    questions: Sequence[Question],
    branches: Sequence[Branch],
    sentences: Sequence[Sentence],
    alignment: Alignment,
) -> Iterator[tuple[str, str | bool]]:
    """Answers whose branch a sentence goes along with, far better than with the others."""
    for question in questions:
        weighed: dict[str | bool, float] = {}
        for branch in branches:
            if branch.question == question.id and _takes(question, branch.value):
                score = max((_share(one, branch, alignment) for one in sentences), default=0.0)
                weighed[branch.value] = max(score, weighed.get(branch.value, 0.0))
        best = max(weighed, key=lambda value: weighed[value], default=None)
        if best in (None, OTHERWISE) or weighed[best] < _LEAST:
            continue
        others = [score for value, score in weighed.items() if value != best]
        if weighed[best] - max(others, default=0.0) >= _MARGIN:
            yield question.id, best


def _takes(question: Question, value: str | bool) -> bool:
    if question.computed:
        return False
    if question.type is QuestionType.YES_NO:
        return isinstance(value, bool)
    return question.type is QuestionType.CHOICE and value in (OTHERWISE, *question.options)


def by_place(
    questions: Sequence[Question],
    contexts: Mapping[str, Sequence[Context]],
    sentences: Sequence[Sentence],
    alignment: Alignment,
) -> Iterator[tuple[str, str]]:
    """Options that stand where the wording prints the choice."""
    for question in questions:
        if question.type is not QuestionType.CHOICE:
            continue
        found = [
            (score, option)
            for option in question.options
            for sentence in sentences
            for start in _places(sentence, option)
            for score in _fits(question, contexts, sentence, start, option, alignment)
        ]
        score, option = max(found, default=(0.0, ""))
        if score >= _LEAST_PRINTED:
            yield question.id, option


def _fits(
    question: Question,
    contexts: Mapping[str, Sequence[Context]],
    sentence: Sentence,
    start: int,
    option: str,
    alignment: Alignment,
) -> Iterator[float]:
    end = start + len(words_of_text(option))
    for context in contexts.get(question.id, ()):
        sides = Sides.of(context)
        words = (*sides.left, *sides.right, *label_of(question))
        beside = alignment.along(sentence, sides.left, start - 1, -1)
        yield (beside + alignment.around(sentence, words, start, end)) / 2


def _places(sentence: Sentence, option: str) -> Iterator[int]:
    """Where an option stands; of a long one the first word may be left out."""
    words = words_of_text(option)
    for some in (words, words[1:] if len(words) > _LEAST_WORDS else words):
        for at in sentence.places.get(some[0], ()) if some else ():
            if [token.word for token in sentence.tokens[at : at + len(some)]] == some:
                yield at


def _share(sentence: Sentence, branch: Branch, alignment: Alignment) -> float:
    """How much of a branch a sentence says; nothing where one denies and the other does not."""
    denies = not _NOT.isdisjoint(sentence.places)
    if denies is _NOT.isdisjoint(branch.words):
        return 0.0
    return alignment.around(sentence, branch.words, 0, 0)


def _condition(test: nodes.Node) -> tuple[str, str | bool] | None:
    """The question and the answer that a condition asks for; None where it is none such."""
    from jinja2 import nodes

    if isinstance(test, nodes.And) and _given(test.left):
        return _condition(test.right)
    if isinstance(test, nodes.Name):
        return test.name, True
    if isinstance(test, nodes.Not) and isinstance(test.node, nodes.Name):
        return test.node.name, False
    if isinstance(test, nodes.Compare) and isinstance(test.expr, nodes.Name):
        first = test.ops[0]
        if first.op == "eq" and isinstance(first.expr, nodes.Const):
            return test.expr.name, str(first.expr.value)
    return None


def _given(test: nodes.Node) -> str:
    """The question that a condition only asks to be answered; empty where it is none such."""
    from jinja2 import nodes

    if not isinstance(test, nodes.Test) or test.name != "given":
        return ""
    return test.node.name if isinstance(test.node, nodes.Name) else ""


def _said(body: Sequence[nodes.Node]) -> Iterator[str]:
    from jinja2 import nodes

    for node in body:
        for data in node.find_all(nodes.TemplateData):
            yield from (word for word in words_of_text(data.data) if word.isalnum())
