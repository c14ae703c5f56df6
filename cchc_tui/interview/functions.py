"""The functions that expressions and templates may call."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from cchc_tui.domain.values import NumberStyle, Quantity
from cchc_tui.interview.views import ARITHMETIC, Figure, Missing, figure, number_of

TIME_FUNCTIONS = ("truoc", "cung_ky")
"""`truoc(name)`, `cung_ky(name)`: the answer of an earlier period; scopes provide them."""
MAX_PLACES = 12


@dataclass(frozen=True, slots=True)
class Function:
    """A function with the check of its arguments that the loader needs."""

    name: str
    call: Callable[..., Any]

    def complaint(self, count: int, named: Sequence[str]) -> str | None:
        """What is wrong with a call of so many arguments; None if nothing is."""
        try:
            inspect.signature(self.call).bind(*[0] * count, **dict.fromkeys(named, 0))
        except TypeError:
            return f"hàm {self.name}() nhận {_USAGE[self.name]}."
        return None


def round_half_up(value: Decimal, places: int) -> Decimal:
    """Rounds as the trade does: 0,125 to two places is 0,13."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP, context=ARITHMETIC)


def _first_missing(*values: Any) -> Missing | None:
    return next((value for value in values if isinstance(value, Missing)), None)


def _places(value: Any) -> int | None:
    number = number_of(value)
    if number is None or not 0 <= number <= MAX_PLACES:
        return None
    return int(number)


def _round(x: Any, n: Any = 0) -> Any:
    number, places = number_of(x), _places(n)
    if number is None or places is None:
        return _first_missing(x, n) or Missing()
    rounded = round_half_up(number, places)
    if isinstance(x, Figure):
        return figure(rounded, x.quantity.style, places)
    return figure(rounded, places=places)


def _share(part: Any, whole: Any, places: Any = 2) -> Any:
    """A percent of the whole; unknown where the whole is zero."""
    upper, lower, digits = number_of(part), number_of(whole), _places(places)
    if upper is None or lower is None or digits is None or not lower:
        return _first_missing(part, whole) or Missing()
    percent = ARITHMETIC.divide(ARITHMETIC.multiply(upper, Decimal(100)), lower)
    if not percent.is_finite():
        return Missing()
    return figure(round_half_up(percent, digits), NumberStyle.PERCENT, digits)


def _difference(a: Any, b: Any) -> Any:
    """How much more the first is than the second."""
    if (missing := _first_missing(a, b)) is not None:
        return missing
    left, right = number_of(a), number_of(b)
    if left is None or right is None:
        return Missing()
    style = a.quantity.style if isinstance(a, Figure) else NumberStyle.COUNT
    return figure(ARITHMETIC.subtract(left, right), style)


def _total(*values: Any) -> Any:
    """The sum; what does not apply adds nothing, what is unanswered makes it unknown."""
    known = [v for v in values if not (isinstance(v, Missing) and v.absent)]
    if not known:
        return _first_missing(*values) or Missing()
    if (missing := _first_missing(*known)) is not None:
        return missing
    total: Any = known[0]
    for value in known[1:]:
        if number_of(value) is None or number_of(total) is None:
            return Missing()
        total = total + value
    return total if isinstance(total, Figure) else Figure(Quantity(number_of(total) or Decimal(0)))


_USAGE = {
    "round": "một số và số chữ số thập phân",
    "ty_le": "phần, tổng và số chữ số thập phân (places=2)",
    "chenh": "hai số",
    "tong": "các số cần cộng",
}
FUNCTIONS = {
    name: Function(name, call)
    for name, call in {
        "round": _round,
        "ty_le": _share,
        "chenh": _difference,
        "tong": _total,
    }.items()
}
"""By name as written in data files."""
