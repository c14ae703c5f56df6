"""The functions that expressions and templates may call."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from cchc_tui.domain.values import NumberStyle
from cchc_tui.interview.views import ARITHMETIC, Figure, Missing, View, figure, lost, number_of

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
    step = Decimal(1).scaleb(-places)
    return value.quantize(step, rounding=ROUND_HALF_UP, context=ARITHMETIC)


def _places(value: Any) -> int | None:
    number = number_of(value)
    if number is None or not 0 <= number <= MAX_PLACES:
        return None
    return int(number)


def _round(x: Any, n: Any = 0) -> Any:
    """To so many places; the style is kept."""
    places, number = _places(n), number_of(x)
    if number is None or places is None:
        return lost(x, n)
    if not isinstance(x, Figure):
        return figure(round_half_up(number, places), places=places)
    value = round_half_up(x.quantity.value, places)
    return Figure(replace(x.quantity, value=value, places=places)) if value.is_finite() else lost()


def _share(part: Any, whole: Any, places: Any = 2) -> Any:
    """A percent of the whole; unknown where the whole is zero."""
    upper, lower, digits = number_of(part), number_of(whole), _places(places)
    if upper is None or lower is None or digits is None or not lower:
        return lost(part, whole, places)
    percent = ARITHMETIC.divide(ARITHMETIC.multiply(upper, Decimal(100)), lower)
    return figure(round_half_up(percent, digits), NumberStyle.PERCENT, digits)


def _difference(a: Any, b: Any) -> Any:
    """How much more the first is than the second."""
    if number_of(a) is None or number_of(b) is None:
        return lost(a, b)
    return _as_figure(a - b)


def _as_figure(value: Any) -> Any:
    number = number_of(value)
    return value if isinstance(value, View) or number is None else figure(number)


def _total(*values: Any) -> Any:
    """The sum; what does not apply adds nothing, what is unanswered makes it unknown."""
    known = [v for v in values if not (isinstance(v, Missing) and v.absent)]
    if not known:
        return lost(*values)
    if any(number_of(value) is None for value in known):
        return lost(*known)
    total: Any = known[0]
    for value in known[1:]:
        total = total + value
    return _as_figure(total)


_USAGE = {
    "round": "một số và số chữ số thập phân",
    "ty_le": "phần, tổng và số chữ số thập phân (places=2)",
    "chenh": "hai số",
    "tong": "các số cần cộng",
}
_CALLS: Mapping[str, Callable[..., Any]] = {
    "round": _round,
    "ty_le": _share,
    "chenh": _difference,
    "tong": _total,
}
FUNCTIONS = {name: Function(name, call) for name, call in _CALLS.items()}
"""By name as written in data files."""
