"""Figures and dates of a passage, and which questions they answer.

Each figure is weighed against each question of its section by the words around both: in the
kind's own wording and in the question's label. The best pairs are taken first, a figure
answers one question and a question takes one figure.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from cchc_tui.domain.dates import DateProblem, PartialDate, parse_date
from cchc_tui.domain.numbers import APPROXIMATIONS, AmbiguousNumber, NumberProblem, parse_quantity
from cchc_tui.domain.text import fold
from cchc_tui.domain.values import Quantity
from cchc_tui.interview.kinds import Question, QuestionType
from cchc_tui.interview.typed import STYLES, bound_problem
from cchc_tui.services.imports.contexts import REACH, SLOT, Context, label_words, words_of_text

SURE, LIKELY = 0.66, 0.46
"""From here a reading needs no look; from here on it is made at all."""
_DAY = (
    r"[0-3]?\d\s*[/-]\s*[01]?\d\s*[/-]\s*\d{4}"
    r"|ngày\s+[0-3]?\d\s+tháng\s+[01]?\d\s+năm\s+\d{4}"
)
_BREAKS = frozenset((SLOT, ",", "(", ")"))
_APPROX = "|".join(APPROXIMATIONS)
_FIGURE = (
    rf"(?:(?:{_APPROX})\s+)?\d+(?:[.,]\d+)*"
    r"(?:\s*%|\s+(?:nghìn |ngàn )?(?:tỷ|tỉ|triệu|nghìn|ngàn)(?: đồng)?\b|\s+đồng\b)?"
)
_COMPARED = re.compile(
    r"[^.;\d]{0,80}?\((tăng|giảm)\s+(\d+(?:[.,]\d+)*)[^)]*cùng kỳ", re.IGNORECASE
)
_CODE = r"\d+[a-zđ]?(?:/\d{4})?/[A-ZĐ][\wĐ&-]*|\d+-[A-ZĐ]\w*/[A-ZĐ]\w*|\d{4}\s*[-–]\s*\d{4}"
_TOKEN = re.compile(
    rf"(?P<code>{_CODE})|(?P<day>{_DAY})|(?P<figure>(?<![\w]){_FIGURE})|(?P<word>[^\W\d_]+|\d+)"
    r"|(?P<mark>[%/;:.,()])",
    re.IGNORECASE,
)
_REFERENCES = frozenset((
    "dieu", "khoan", "diem", "muc", "so", "nam", "thang", "quy", "lan", "thu", "giai",
    "doan",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mention:
    """A figure or date with the words around it, nearest first.

    Attributes:
        passage: Number of the passage it stands in.
        start: First character in the passage.
        end: Character after the last one.
        text: As written.
        is_date: A date rather than a figure.
        left: Words before it, within its sentence, other figures as `#`.
        right: Words after it.
    """

    passage: int
    start: int
    end: int
    text: str
    is_date: bool
    left: tuple[str, ...]
    right: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A question answered by a mention, and how sure that is, 0 to 1."""

    question: Question
    value: Quantity | PartialDate
    mention: Mention
    score: float


def mentions_in(passages: Sequence[str]) -> list[Mention]:
    """Every figure and date of the passages; numbers of documents and references left out."""
    return [mention for at, text in enumerate(passages) for mention in _mentions(at, text)]


def _mentions(passage: int, text: str) -> Iterator[Mention]:
    tokens = list(_TOKEN.finditer(text))
    words = [SLOT if t["day"] or t["figure"] or t["code"] else fold(t[0]) for t in tokens]
    for at, token in enumerate(tokens):
        if not (token["day"] or token["figure"]):
            continue
        if token["figure"] and _is_reference(words[max(at - 2, 0) : at]):
            continue
        left = tuple(_until_stop(reversed(words[max(at - REACH, 0) : at])))
        right = tuple(_until_stop(words[at + 1 : at + 1 + REACH]))
        yield Mention(
            passage, token.start(), token.end(), token[0], bool(token["day"]), left, right
        )


def _is_reference(before: Sequence[str]) -> bool:
    """Whether the words before a figure make it a name: `khoản 2`, `Chi nhánh số 03`."""
    if not before:
        return False
    if before[-1] == "so":
        return before[-2:-1] not in (["tong"], ["voi"], ["con"], ["la"], ["ho"])
    return before[-1] in _REFERENCES


def _until_stop(words: Iterable[str]) -> Iterator[str]:
    for count, word in enumerate(words):
        if word in (".", ";") or count >= REACH:
            return
        yield word


def _clauses(words: Sequence[str]) -> list[int]:
    """Number of the clause, counted from the figure, that each word stands in."""
    found, clause = [], 0
    for word in words:
        clause += word in _BREAKS
        found.append(clause)
    return found


def _clause(words: Iterable[str]) -> Iterator[str]:
    """The words up to the next figure, comma or bracket."""
    for word in words:
        if word in _BREAKS:
            return
        yield word


class Weigher:
    """Weighs mentions against the questions of a section.

    Args:
        questions: Figures, percents, money and dates, computed ones among them.
        contexts: Where the wording prints them.
    """

    def __init__(
        self, questions: Sequence[Question], contexts: Mapping[str, Sequence[Context]]
    ) -> None:
        self._questions = [q for q in questions if q.type in STYLES or q.type is QuestionType.DATE]
        self._contexts = {q.id: tuple(contexts.get(q.id, ())) for q in self._questions}
        self._labels = {q.id: label_words(q) for q in self._questions}
        seen = Counter(
            word
            for q in self._questions
            for word in {*self._labels[q.id], *(w for c in self._contexts[q.id] for w in c.left)}
        )
        total = len(self._questions) + 1
        self._telling = {word: math.log(1 + total / count) for word, count in seen.items()}

    def read(self, mentions: Sequence[Mention], least: float = LIKELY) -> list[Reading]:
        """The best reading of the mentions, best first; each question and mention once."""
        pairs = sorted(self._pairs(mentions, least), key=lambda one: -one.score)
        taken: set[tuple[int, int]] = set()
        answered: set[str] = set()
        found = []
        for pair in pairs:
            place = (pair.mention.passage, pair.mention.start)
            if place not in taken and pair.question.id not in answered:
                taken.add(place)
                answered.add(pair.question.id)
                found.append(pair)
        return found

    def compared(self, found: Sequence[Reading], passages: Sequence[str]) -> list[Reading]:
        """Figures of the same period last year, from `(tăng 07 so với cùng kỳ)` behind one."""
        by_id = {q.id: q for q in self._questions}
        more = []
        for reading in found:
            other = by_id.get(f"{reading.question.id}_cung_ky")
            behind = passages[reading.mention.passage][reading.mention.end :]
            change = _COMPARED.match(behind)
            if other is None or change is None or not isinstance(reading.value, Quantity):
                continue
            size = Decimal(change[2].replace(".", "").replace(",", "."))
            value = reading.value.value + (-size if change[1].lower() == "tăng" else size)
            quantity = replace(reading.value, value=value, approx="")
            more.append(Reading(other, quantity, reading.mention, reading.score))
        taken = {one.question.id for one in more}
        return [*(one for one in found if one.question.id not in taken), *more]

    def _pairs(self, mentions: Sequence[Mention], least: float) -> Iterator[Reading]:
        for mention in mentions:
            for question in self._questions:
                if (question.type is QuestionType.DATE) is not mention.is_date:
                    continue
                score = self._score(mention, question)
                if score >= least and (value := value_of(question, mention)) is not None:
                    yield Reading(question, value, mention, min(score, 1.0))

    def _score(self, mention: Mention, question: Question) -> float:
        around = max(
            (self._likeness(mention, context) for context in self._contexts[question.id]),
            default=0.0,
        )
        named = 0.62 * self._named(mention, question) + self._phrased(mention, question)
        return max(around, 0.5 * around + named)

    def _likeness(self, mention: Mention, context: Context) -> float:
        left = self._side(mention.left, context.left)
        right = self._side(mention.right, context.right)
        if not context.right or context.right[0] in "),.;:":
            return left
        if not context.left:
            return right
        return 0.64 * left + 0.36 * right

    def _side(self, words: Sequence[str], wanted: Sequence[str]) -> float:
        """How much of the wanted words stands nearby, the nearest counting most.

        A word counts little where a comma, bracket or figure stands between in one and not
        in the other: there it belongs to a neighbour.
        """
        here, there = _clauses(words), _clauses(wanted)
        total = got = 0.0
        for distance, word in enumerate(wanted):
            weight = 0.82**distance * self._weight(word)
            total += weight
            low, high = max(distance - 3, 0), distance + 4
            at = [here[i] for i in range(low, min(high, len(words))) if words[i] == word]
            if at:
                got += weight * (1.0 if there[distance] in at else 0.2)
        return got / total if total else 0.0

    def _named(self, mention: Mention, question: Question) -> float:
        """How much of the question's label stands around the mention, most of all nearby."""
        label = self._labels[question.id]
        total = sum(map(self._weight, label))
        near = {*_clause(mention.left), *_clause(mention.right)}
        far = {*mention.left, *mention.right}
        got = sum(self._weight(w) * (1.0 if w in near else 0.35) for w in label & far)
        return got / total if total else 0.0

    def _phrased(self, mention: Mention, question: Question) -> float:
        """A little more for pairs of words of the label that stand together nearby."""
        label = words_of_text(question.label or question.ask)
        left = [*_clause(mention.left)][::-1]
        right = [*_clause(mention.right)]
        near = {*pairwise(left), *pairwise(right)}
        return min(0.14 * len(near.intersection(pairwise(label))), 0.28)

    def _weight(self, word: str) -> float:
        return 0.25 if not word.isalnum() else self._telling.get(word, 0.8)


def value_of(question: Question, mention: Mention) -> Quantity | PartialDate | None:
    """What a mention answers to a question; None where it cannot."""
    if question.type is QuestionType.DATE:
        try:
            return parse_date(mention.text)
        except DateProblem:
            return None
    text = mention.text
    percent = text.endswith("%") or mention.right[:2] == ("phan", "tram")
    money = text.endswith("đồng") or bool(re.search(r"(?:tỷ|tỉ|triệu)\Z", text))
    if percent is not (question.type is QuestionType.PERCENT):
        return None
    if question.type is QuestionType.MONEY and not money:
        return None
    try:
        quantity = parse_quantity(text, STYLES[question.type], question.unit)
    except AmbiguousNumber as unclear:
        quantity = unclear.readings[0]
    except NumberProblem:
        return None
    return None if bound_problem(question, quantity) else quantity
