"""What questions depend on, and circles among such dependencies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cchc_tui.interview.expressions import ExpressionError, compile_expression
from cchc_tui.interview.kinds import Question


def dependencies(questions: Iterable[Question]) -> dict[str, tuple[str, ...]]:
    """For each question the names that its value or its showing depends on in this period."""
    found: dict[str, tuple[str, ...]] = {}
    for question in questions:
        names: dict[str, None] = {}
        for source in (question.when, question.default, question.computed):
            if source:
                try:
                    names |= dict.fromkeys(compile_expression(source).names)
                except ExpressionError:
                    continue
        found[question.id] = tuple(names)
    return found


def find_circles(needs: dict[str, tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Each circle once, as the names along it with the first repeated at the end."""
    done: set[str] = set()
    for start in needs:
        trail: list[str] = []
        stack: list[tuple[str, Iterator[str]]] = []
        _push(start, needs, trail, stack, done)
        while stack:
            name, rest = stack[-1]
            following = next(rest, None)
            if following is None:
                stack.pop()
                trail.pop()
                done.add(name)
            elif following in trail:
                yield (*trail[trail.index(following) :], following)
            else:
                _push(following, needs, trail, stack, done)


def _push(
    name: str,
    needs: dict[str, tuple[str, ...]],
    trail: list[str],
    stack: list[tuple[str, Iterator[str]]],
    done: set[str],
) -> None:
    if name in needs and name not in done:
        trail.append(name)
        stack.append((name, iter(needs[name])))
