"""How a number may become another by a slip of the hand, and how much such a likeness proves.

Officials' faults are slips: two digits changed over (1.612 for 1.621), one digit wrong, a carry
forgotten. A relation that holds but for a slip was probably meant to hold; how probably depends on
how rarely two numbers that have nothing to do with each other are so alike.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from math import log2


class Slip(StrEnum):
    """What went wrong."""

    TURNED = "turned"
    """Two digits side by side changed over."""
    STEP = "step"
    """One digit higher or lower by one: a count off by one, a carry forgotten."""
    DIGIT = "digit"
    """One digit wrong."""


@lru_cache(maxsize=65536)
def slip_of(printed: str, right: str) -> Slip | None:
    """The one slip that makes one row of digits of the other; None where it takes more.

    Args:
        printed: Digits as printed, without marks.
        right: Digits that were meant, as many.
    """
    if len(printed) != len(right):
        one_apart = printed.isdigit() and right.isdigit() and abs(int(printed) - int(right)) == 1
        return Slip.STEP if one_apart else None
    apart = [at for at, pair in enumerate(zip(printed, right, strict=True)) if pair[0] != pair[1]]
    if len(apart) == 1:
        step = abs(int(printed[apart[0]]) - int(right[apart[0]])) == 1
        return Slip.STEP if step else Slip.DIGIT
    if len(apart) == 2 and apart[1] == apart[0] + 1:
        low, high = apart
        if printed[low] == right[high] and printed[high] == right[low]:
            return Slip.TURNED
    # 20 for 19, 400 for 399: one apart in value, whatever the digits
    return Slip.STEP if apart and abs(int(printed) - int(right)) == 1 else None


def surprise(slip: Slip, digits: int) -> float:
    """Bits that a likeness is worth: how rarely two unrelated numbers of so many digits show it."""
    numbers = 9 * 10 ** (digits - 1)
    alike = {Slip.TURNED: max(1, digits - 1), Slip.STEP: 2 * digits, Slip.DIGIT: 9 * digits}
    return log2(numbers / alike[slip])


def digits_of(value: Decimal, places: int = 0) -> str:
    """The digits of a value printed with so many decimal places, no marks, no zeros in front."""
    return str(int(abs(value).scaleb(places).to_integral_value()))


def likeness(printed: Decimal, right: Decimal, places: int = 0) -> float:
    """Bits by which two values are alike but for one slip; 0 where they are equal or are not."""
    if printed == right:
        return 0.0
    first, second = digits_of(printed, places), digits_of(right, places)
    slip = slip_of(first, second)
    return surprise(slip, max(len(first), len(second))) if slip else 0.0
