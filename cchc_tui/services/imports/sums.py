"""Figures told by their sum or share, which can hardly be misread.

`57 công chức (03 thạc sĩ, 54 đại học)`; `46/86 cán bộ nữ (đạt tỷ lệ 53,4%)`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations, permutations

from cchc_tui.domain.numbers import AmbiguousNumber, NumberProblem, parse_quantity
from cchc_tui.domain.values import NumberStyle, Quantity
from cchc_tui.interview.kinds import Question, QuestionType
from cchc_tui.services.imports.mentions import Mention
from cchc_tui.services.imports.words import SLOT

Score = Callable[[Mention, Question], float]
Value = Callable[[Question, Mention], object]

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_IF_GIVEN = re.compile(r"\(([a-z0-9_]+) if \1 is given else 0\)")
_BRANCH = re.compile(r" if .*? else ")
_SHARE = re.compile(
    r"ty_le\(([a-z0-9_]+), (?:([a-z0-9_]+) if \2 is given else )?([a-z0-9_]+)(?:, \d)?\)\Z"
)
_ONLY_SUMS = re.compile(r"[a-z0-9_+ ()]+\Z")
_CALL = re.compile(r"\btong\(")
_MOST_PARTS, _AHEAD = 4, 7
_LEAST_TOTAL, _LEAST_PART, _LEAST_MEAN = 0.3, 0.2, 0.3
_EACH, _COMPLETE = 0.05, 0.15
_LEAST_SHARE, _LEAST_SHARED = 0.4, 0.08
SUM = 0.35
"""How much surer figures are that add up."""


@dataclass(frozen=True, slots=True)
class Group:
    """A total and its parts where they stand, by question, and how well they fit."""

    mentions: tuple[tuple[Question, Mention], ...]
    score: float


def sums_of(
    questions: Sequence[Question],
) -> list[tuple[Question, tuple[Question, ...], bool]]:
    """Totals among the questions with parts they are the sum of, and whether those are all.

    Parts that are sums themselves stand for their parts as well.
    """
    by_id = {question.id: question for question in questions}
    found = []
    for total in questions:
        whole = set(_parts(total, by_id))
        some = {
            part
            for names in whole
            for size in range(2, _MOST_PARTS + 1)
            for part in combinations(names, size)
        }
        found += [
            (total, tuple(by_id[name] for name in names), names in whole) for names in sorted(some)
        ]
    return found


def _parts(total: Question, by_id: Mapping[str, Question]) -> Iterator[tuple[str, ...]]:
    for direct in _added(total, by_id):
        yield direct
        wider = tuple(
            part for name in direct for part in next(iter(_added(by_id[name], by_id)), (name,))
        )
        if wider != direct:
            yield wider


def _added(total: Question, by_id: Mapping[str, Question]) -> list[tuple[str, ...]]:
    """The figures that a computed one adds up, for each branch of its formula that does."""
    plain = _IF_GIVEN.sub(r"\1", _CALL.sub("(", total.computed).replace(",", "+"))
    found = []
    for branch in _BRANCH.split(plain):
        names = tuple(dict.fromkeys(_NAME.findall(branch)))
        known = all(name in by_id and by_id[name].type is QuestionType.NUMBER for name in names)
        if len(names) > 1 and known and _ONLY_SUMS.match(branch):
            found.append(names)
    return found


def groups_in(
    mentions: Sequence[Mention], questions: Sequence[Question], score: Score, value: Value
) -> list[Group]:
    """Totals with their parts behind them, best first."""
    found: list[Group] = []
    for total, parts, complete in sums_of(questions):
        for at, mention in enumerate(mentions):
            if score(mention, total) < _LEAST_TOTAL:
                continue
            following = mentions[at + 1 : at + 1 + _AHEAD]
            behind = [
                one
                for one in following
                if one.passage == mention.passage and not one.text.endswith("%")
            ]
            groups = _groups(total, parts, mention, behind, score, value)
            more = _COMPLETE if complete else 0.0
            found += [replace(group, score=group.score + more) for group in groups]
    found += _shares(mentions, questions, score, value)
    return sorted(found, key=lambda one: -one.score)


def _shares(
    mentions: Sequence[Mention], questions: Sequence[Question], score: Score, value: Value
) -> Iterator[Group]:
    """Part, whole and percent behind one another, where the percent is theirs."""
    by_id = {question.id: question for question in questions}
    rates = [(one, _SHARE.match(one.computed)) for one in questions if one.computed]
    for part, whole, percent in zip(mentions, mentions[1:], mentions[2:], strict=False):
        if len({one.passage for one in (part, whole, percent)}) > 1 or not _is_share(
            part, whole, percent
        ):
            continue
        for rate, names in rates:
            if names is None or names[1] not in by_id or value(rate, percent) is None:
                continue
            pairs = [(rate, percent), (by_id[names[1]], part)]
            pairs += [(by_id[name], whole) for name in names.groups()[1:] if name in by_id][:1]
            known = [(one, there) for one, there in pairs if value(one, there) is not None]
            each = [score(there, one) for one, there in known]
            mean = sum(each) / len(each)
            if len(each) == len(pairs) and min(each) >= _LEAST_SHARED and mean >= _LEAST_SHARE:
                yield Group(tuple(known), mean + SUM)


def _is_share(part: Mention, whole: Mention, percent: Mention) -> bool:
    """Whether the third figure says what share the first is of the second."""
    if not percent.text.endswith("%") or part.text.endswith("%") or whole.text.endswith("%"):
        return False
    try:
        some, all_, rate = (_number(one) for one in (part, whole, percent))
    except NumberProblem:
        return False
    if not 0 < some <= all_:
        return False
    step = Decimal(1) if rate == rate.to_integral_value() else Decimal("0.1")
    return abs(some / all_ * 100 - rate) <= step


def _number(mention: Mention) -> Decimal:
    try:
        return parse_quantity(mention.text.rstrip("% "), NumberStyle.COUNT).value
    except AmbiguousNumber as unclear:
        return unclear.readings[0].value


def _groups(
    total: Question,
    parts: Sequence[Question],
    mention: Mention,
    behind: Sequence[Mention],
    score: Score,
    value: Value,
) -> Iterator[Group]:
    whole = value(total, mention)
    if not isinstance(whole, Quantity) or whole.value <= 1:
        return
    for first in range(len(behind) - len(parts) + 1):
        some = behind[first : first + len(parts)]
        if any(SLOT not in one.left for one in some[1:]):
            continue  # A full stop parts them: the next sentence tells something else.
        values = [value(part, one) for part, one in zip(parts, some, strict=True)]
        figures = [one.value for one in values if isinstance(one, Quantity)]
        if len(figures) < len(parts) or sum(figures) != whole.value:
            continue
        orders = [
            order
            for order in permutations(parts)
            if min(score(one, part) for part, one in zip(order, some, strict=True)) >= _LEAST_PART
        ]
        if not orders:
            continue
        best = max(orders, key=lambda order: _together(order, some, score))
        mean = (score(mention, total) + _together(best, some, score)) / (len(best) + 1)
        if mean >= _LEAST_MEAN:
            pairs = ((total, mention), *zip(best, some, strict=True))
            # The more parts, the less is it chance that they add up.
            yield Group(pairs, mean + SUM + _EACH * (len(parts) - 2))


def _together(order: Sequence[Question], some: Sequence[Mention], score: Score) -> float:
    return sum(score(one, part) for part, one in zip(order, some, strict=True))
