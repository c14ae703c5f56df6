"""Cited documents of a section, and which of its questions they answer."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from cchc_tui.domain.citations import Citation
from cchc_tui.domain.document_types import KINDS
from cchc_tui.domain.text import fold
from cchc_tui.interview.kinds import Question, QuestionType
from cchc_tui.services.imports.citing import CitedMention
from cchc_tui.services.imports.contexts import Context, label_words
from cchc_tui.services.imports.words import words_of_text

LIKELY = 0.3
ELSEWHERE = 0.75
"""How sure a document must be to answer a question of another section."""
_GOES_ON, _BACK, _AGAIN, _KIND_FITS, _LED = 0.32, 0.12, 0.15, 0.12, 0.7
"""What counts in a path: going on with one question, going back, a document cited before."""
_OWN = 0.3
_GROUNDS, _STRANGE = ("tai",), 0.1
"""What stands before a document that is only referred to, and what it counts against questions
whose wording does not say it."""
_OTHER_KIND, _STAYS, _NEXT, _REPEATED = 0.25, 0.1, 0.05, 0.4
_PLURAL = re.compile(r"\b(?:cac|nhung|van ban nao)\b")
_EMPTY = frozenset(("van", "ban", "nao", "nhung", "cac", "la", "cua", "ve", "gi", "do", "khong"))
_FOLDED = "|".join(
    sorted((re.escape(fold(kind)) for kind in KINDS if kind != "Văn bản"), key=len, reverse=True)
)
_KIND_NAMES = re.compile(rf"\b(?:{_FOLDED})\b")
_ASKED_KINDS = re.compile(rf"(?:cac |nhung )?(?:(?:{_FOLDED})(?:, | va )?)+")


def read_citations(
    questions: Sequence[Question],
    contexts: Mapping[str, Sequence[Context]],
    mentions: Sequence[CitedMention],
    seen: set[str] | None = None,
    own: str = "",
) -> dict[str, tuple[Citation, ...]]:
    """Each document given to the question that it answers best; the others are left out.

    Documents of a text follow one another as the questions do, so the best path through both is
    looked for, not the best question for each document.

    Args:
        questions: Those of a section.
        contexts: Where its wording prints them.
        mentions: Documents cited there, in order.
        seen: Numbers cited in earlier sections, where they were given in full; grows.
        own: Code of the agency that reports, in the numbers of its own documents.
    """
    asked = [q for q in questions if q.type is QuestionType.CITATIONS]
    asked = _as_printed(asked, contexts)
    earlier = seen if seen is not None else set()
    weigher = _Weigher(asked, contexts, own)
    found: dict[str, list[Citation]] = {}
    for mention, number in zip(mentions, _best_path(weigher, mentions, earlier), strict=True):
        earlier.add(mention.citation.number)
        if number is None:
            continue
        question = asked[number]
        here = found.setdefault(question.id, [])
        full = question.max_items and len(here) >= question.max_items
        if not full and all(one.number != mention.citation.number for one in here):
            here.append(mention.citation)
    return {name: tuple(citations) for name, citations in found.items()}


def read_elsewhere(
    questions: Sequence[Question],
    contexts: Mapping[str, Sequence[Context]],
    mentions: Sequence[CitedMention],
) -> dict[str, tuple[Citation, ...]]:
    """Documents of other sections that plainly answer a question, one for each at most."""
    asked = [q for q in questions if q.type is QuestionType.CITATIONS]
    weigher = _Weigher(asked, contexts)
    found: dict[str, tuple[Citation, ...]] = {}
    for mention in mentions:
        for number, question in enumerate(asked):
            if question.id not in found and weigher.score(mention, number) >= ELSEWHERE:
                found[question.id] = (mention.citation,)
                break
    return found


def _as_printed(
    asked: Sequence[Question], contexts: Mapping[str, Sequence[Context]]
) -> list[Question]:
    """Questions in the order the wording prints them; one it does not, behind the one before."""
    placed, last = [], 0
    for question in asked:
        last = min((one.place for one in contexts.get(question.id, ())), default=last)
        placed.append((last, question))
    return [question for _, question in sorted(placed, key=lambda one: one[0])]


def _best_path(
    weigher: _Weigher, mentions: Sequence[CitedMention], seen: set[str]
) -> list[int | None]:
    """The question of each document, or none, so that all together fit best."""
    count = len(weigher.questions)
    # For each last question (-1: none yet): the worth so far and the choices made.
    paths: dict[int, tuple[float, tuple[int | None, ...]]] = {-1: (0.0, ())}
    known = set(seen)
    for mention in mentions:
        again = _AGAIN * (mention.citation.number in seen)
        again += _REPEATED * (mention.citation.number in known - seen)
        known.add(mention.citation.number)
        told = any(weigher.score(mention, number) >= LIKELY for number in range(count))
        longer: dict[int, tuple[float, tuple[int | None, ...]]] = {}
        for last, (worth, path) in paths.items():
            _keep(longer, last, worth, (*path, None))
            for number in range(count):
                gain = weigher.score(mention, number) - LIKELY - again
                joined = path[-1:] == (last,)
                gain += _step(mention, weigher.questions, last, number, joined=joined, told=told)
                _keep(longer, number, worth + gain, (*path, number))
        paths = longer
    return list(max(paths.values(), key=lambda one: one[0])[1])


def _keep(
    paths: dict[int, tuple[float, tuple[int | None, ...]]],
    last: int,
    worth: float,
    path: tuple[int | None, ...],
) -> None:
    if last not in paths or worth > paths[last][0]:
        paths[last] = (worth, path)


def _step(
    mention: CitedMention,
    questions: Sequence[Question],
    last: int,
    number: int,
    *,
    joined: bool,
    told: bool,
) -> float:
    """What going from one question to another is worth.

    `joined`: the document before answered the last question; `told`: its own words say whose
    answer this one is.
    """
    if number == last:
        if questions[number].max_items == 1:
            return -1.0
        if mention.goes_on and joined:
            return _GOES_ON / (2 if mention.citation.subject and told else 1)
        return 0.0 if _PLURAL.search(fold(questions[number].ask)) else -_STAYS
    worth = _NEXT if number == last + 1 else 0.0
    worth -= _GOES_ON / 2 if mention.goes_on and joined else 0.0
    return worth - (_BACK if number < last else 0.0)


class _Weigher:
    """Weighs documents against the questions of a section."""

    def __init__(
        self,
        questions: Sequence[Question],
        contexts: Mapping[str, Sequence[Context]],
        own: str = "",
    ) -> None:
        self.questions = questions
        # Boards of every level share a code: theirs tells nothing.
        self._own = "" if own == "UBND" else fold(own)
        self._above = ["cap tren" in fold(f"{q.label} {q.ask}") for q in questions]
        self._contexts = [tuple(contexts.get(q.id, ())) for q in questions]
        self._asks_grounds = [
            any(one.left[:1] == _GROUNDS for one in some) for some in self._contexts
        ]
        self._labels = [_label(q) for q in questions]
        self._kinds = [_kinds(q) for q in questions]
        seen = Counter(word for label in self._labels for word in label)
        total = len(questions) + 1
        self._telling = {word: math.log(1 + total / count) for word, count in seen.items()}
        self._scores: dict[tuple[int, int], float] = {}

    def score(self, mention: CitedMention, number: int) -> float:
        """How well a document answers a question, about 0 to 1."""
        key = (id(mention), number)
        if key not in self._scores:
            self._scores[key] = self._weighed(mention, number)
        return self._scores[key]

    def _weighed(self, mention: CitedMention, number: int) -> float:
        label = self._labels[number]
        near = mention.own | set(mention.left)
        total = sum(self._telling[word] for word in label)
        got = sum(
            self._telling[word] * (1.0 if word in near else _LED)
            for word in label & (near | mention.lead)
        )
        named = got / total if total else 0.0
        contexts = self._contexts[number]
        around = max((_around(mention.left, context.left) for context in contexts), default=0.0)
        only = 0.1 if len(contexts) == 1 else 0.0
        kinds = self._kinds[number]
        fits = 0.0
        if kinds:
            kind = fold(mention.citation.kind)
            # A decision may carry a plan, a list or anything else that is asked for.
            other = -0.05 if kind == "quyet dinh" else -_OTHER_KIND
            fits = _KIND_FITS if kind in kinds else other
        if self._above[number] and self._own:
            mine = fold(mention.citation.number).endswith(f"-{self._own}")
            fits -= _OWN if mine else 0.0
        if mention.left[:1] == _GROUNDS and contexts and not self._asks_grounds[number]:
            fits -= _STRANGE
        return 0.6 * named + 0.5 * around + only + fits


def _label(question: Question) -> frozenset[str]:
    asked = frozenset(word for word in words_of_text(question.ask) if word.isalpha())
    return (label_words(question) | asked) - _EMPTY


def _kinds(question: Question) -> frozenset[str]:
    """Types of documents that a question asks for by name; empty where it takes any."""
    asked = _ASKED_KINDS.match(fold(question.ask))
    return frozenset(_KIND_NAMES.findall(asked[0])) if asked else frozenset()


def _around(words: Sequence[str], wanted: Sequence[str]) -> float:
    total = got = 0.0
    for distance, word in enumerate(wanted):
        weight = 0.85**distance
        total += weight
        if word in words[max(distance - 3, 0) : distance + 4]:
            got += weight
    return got / total if total else 0.0
