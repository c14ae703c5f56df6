"""Whether other figures of a sentence give a figure exactly: then no rule doubts it.

A rule that takes the nearest figures may take the wrong ones. With a decimal place or more two
figures hardly give a rate by chance.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from cchc_tui.review.amounts import Figure, Form, Statement

_MOST = 14
"""Figures of a sentence that are tried: a bound on the time."""


def rate_explained(statement: Statement, rate: Figure, *, change: bool = False) -> bool:
    """Whether two figures of its sentence give a percent, rounded; one may be a sum of two.

    Args:
        statement: The passage.
        rate: The percent; one without decimal places is given too easily, and never counts.
        change: Whether it tells by how much one figure is above or below another.
    """
    if not rate.places:
        return False
    half = Decimal(1).scaleb(-rate.places) / 2
    for form in (Form.COUNT, Form.MONEY):
        numbers = [f.worth for f in _beside(statement, rate, form) if f.worth]
        for whole in numbers:
            for part in (*numbers, *(one + other for one, other in pairwise(numbers))):
                share = abs(part - whole) if change else part
                if part != whole and abs(share * 100 / whole - rate.value) <= half:
                    return True
    return False


def _beside(statement: Statement, rate: Figure, form: Form) -> Sequence[Figure]:
    found = [f for f in statement.figures if f.sentence == rate.sentence and f.form is form]
    return found[:_MOST]
