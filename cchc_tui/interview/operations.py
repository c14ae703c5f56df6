"""What the operators of expressions do: exact, and unknown where a part is unknown."""

from __future__ import annotations

import operator
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from cchc_tui.domain.values import Quantity
from cchc_tui.interview.views import Figure, Missing, View, lost

MAX_TEXT = 10_000
"""Longest text that `~` may make, in characters."""


Value = Any


def is_unknown(*values: Value) -> bool:
    """Whether any of them is missing."""
    return any(isinstance(value, Missing) for value in values)


def truth(value: Value) -> bool | Missing:
    """Whether it counts as true; missing stays missing."""
    return value if isinstance(value, Missing) else bool(value)


def compute(name: str, left: Value, right: Value) -> Value:
    """An arithmetic operation; what makes no sense is unknown."""
    if name == "add" and (kept := _without_absent(left, right)) is not None:
        return kept
    if name == "sub" and isinstance(right, Missing) and right.absent:
        return left
    if not isinstance(left, Figure | Decimal) or not isinstance(right, Figure | Decimal):
        return lost(left, right)
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        left = Figure(Quantity(left))
    return _ARITHMETIC[name](left, right)


def _without_absent(left: Value, right: Value) -> Value | None:
    """A sum's other term, where one term does not apply and so adds nothing."""
    if isinstance(left, Missing) and left.absent:
        return right
    if isinstance(right, Missing) and right.absent:
        return left
    return None


def compare(name: str, left: Value, right: Value) -> Value:
    """A comparison; unknown where a side is missing or they cannot be compared."""
    if is_unknown(left, right):
        return lost(left, right)
    try:
        return bool(_COMPARISONS[name](left, right))
    except TypeError:
        return Missing()


def text_of(value: Value) -> str:
    """A value as plain text."""
    return value.plain() if isinstance(value, View) else str(value)


_ARITHMETIC: dict[str, Callable[[Any, Any], Any]] = {
    "add": operator.add,
    "sub": operator.sub,
    "mul": operator.mul,
    "div": operator.truediv,
    "floordiv": operator.floordiv,
    "mod": operator.mod,
}


_COMPARISONS: dict[str, Callable[[Any, Any], Any]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "lt": operator.lt,
    "lteq": operator.le,
    "gt": operator.gt,
    "gteq": operator.ge,
    "in": lambda item, many: item in many,
    "notin": lambda item, many: item not in many,
}
