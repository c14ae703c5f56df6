"""Figures that calculate exactly, compare and print themselves; money in any unit."""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import replace
from decimal import Context, Decimal
from typing import Any

from cchc_tui.domain.numbers import MONEY_UNITS, format_quantity
from cchc_tui.domain.values import NumberStyle, Quantity
from cchc_tui.interview.view import Missing, View

ARITHMETIC = Context(prec=40, Emax=60, Emin=-60, traps=[])
"""Division by zero and overflow give values that are not finite: they become unknown."""


Operation = Callable[[Decimal, Decimal], Decimal]


def _shortest(value: Decimal) -> Decimal:
    """The same number without zeros at the end of its decimals: 1,5 and 0,5 are 2, not 2,0."""
    short = value.normalize(ARITHMETIC)
    return short.quantize(Decimal(1), context=ARITHMETIC) if _is_whole(short) else short


def _is_whole(value: Decimal) -> bool:
    exponent = value.as_tuple().exponent
    return isinstance(exponent, int) and exponent > 0 and value.adjusted() < ARITHMETIC.prec


_MONEY_FACTORS = dict(zip(MONEY_UNITS, (1, 10**3, 10**6, 10**9, 10**12), strict=True))


def money_factor(quantity: Quantity) -> int:
    """How many đồng one unit of an amount of money is; 1 for other figures."""
    if quantity.style is not NumberStyle.MONEY:
        return 1
    return _MONEY_FACTORS.get(quantity.unit, 1)


def number_of(value: object) -> Decimal | None:
    """The figure in a view or literal, money in đồng; None where there is none."""
    if isinstance(value, Figure):
        return value.quantity.value * money_factor(value.quantity)
    if isinstance(value, bool):
        return None
    if isinstance(value, Decimal):
        return value
    return Decimal(repr(value)) if isinstance(value, int | float) else None


class Figure(View):
    """A number, percent or amount of money."""

    __slots__ = ("_nothing", "quantity")

    def __init__(self, quantity: Quantity, question: str = "", *, nothing: bool = False) -> None:
        super().__init__(question)
        self.quantity = quantity
        self._nothing = nothing

    @property
    def nothing(self) -> bool:
        """Answered "không phát sinh", which counts as zero."""
        return self._nothing

    def plain(self) -> str:
        """As the trade writes it; "nothing" is a bare 0."""
        if self._nothing and not self.quantity.value:
            return "0"
        return format_quantity(self.quantity)

    def _made(self, value: Decimal, *, keep_style: bool) -> Figure | Missing:
        """A result; sums and differences keep the style of this figure, ratios do not."""
        if not value.is_finite():
            return Missing()
        if not keep_style:
            return Figure(Quantity(_shortest(value)))
        own = ARITHMETIC.divide(value, Decimal(money_factor(self.quantity)))
        if self.quantity.places is None:
            own = _shortest(own)
        return type(self)(replace(self.quantity, value=own, approx=""))

    def _sum(self, other: object) -> Any:
        return self._apply(ARITHMETIC.add, self, other, keep_style=True)

    def __sub__(self, other: object) -> Any:
        return self._apply(ARITHMETIC.subtract, self, other, keep_style=True)

    def __rsub__(self, other: object) -> Any:
        return self._apply(ARITHMETIC.subtract, other, self, keep_style=True)

    def _product(self, other: object) -> Any:
        keep = not isinstance(other, Figure)
        return self._apply(ARITHMETIC.multiply, self, other, keep_style=keep)

    def __truediv__(self, other: object) -> Any:
        return self._apply(ARITHMETIC.divide, self, other)

    def __rtruediv__(self, other: object) -> Any:
        return self._apply(ARITHMETIC.divide, other, self)

    def __floordiv__(self, other: object) -> Any:
        return self._apply(ARITHMETIC.divide_int, self, other)

    def __rfloordiv__(self, other: object) -> Any:
        return self._apply(ARITHMETIC.divide_int, other, self)

    def __mod__(self, other: object) -> Any:
        return self._apply(ARITHMETIC.remainder, self, other)

    def __rmod__(self, other: object) -> Any:
        return self._apply(ARITHMETIC.remainder, other, self)

    __add__ = __radd__ = _sum
    __mul__ = __rmul__ = _product

    def _apply(
        self, method: Operation, left: object, right: object, *, keep_style: bool = False
    ) -> Any:
        first, second = number_of(left), number_of(right)
        if first is None or second is None:
            return NotImplemented
        return self._made(method(first, second), keep_style=keep_style)

    def __neg__(self) -> Any:
        return self._apply(ARITHMETIC.subtract, 0, self, keep_style=True)

    def __abs__(self) -> Any:
        return -self if self.quantity.value < 0 else self

    def __bool__(self) -> bool:
        return bool(self.quantity.value)

    def __hash__(self) -> int:
        return hash(number_of(self))

    def __eq__(self, other: object) -> bool:
        number = number_of(other)
        return number is not None and number_of(self) == number

    def _compared(self, test: Callable[[Any, Any], bool], other: object) -> Any:
        number = number_of(other)
        return NotImplemented if number is None else test(number_of(self), number)

    def __lt__(self, other: object) -> Any:
        return self._compared(operator.lt, other)

    def __le__(self, other: object) -> Any:
        return self._compared(operator.le, other)

    def __gt__(self, other: object) -> Any:
        return self._compared(operator.gt, other)

    def __ge__(self, other: object) -> Any:
        return self._compared(operator.ge, other)


class Year(Figure):
    """A year or another ordinal: printed without grouping or padding."""

    __slots__ = ()

    def plain(self) -> str:
        """`2026`."""
        return str(self.quantity.value)


def figure(
    value: Decimal, style: NumberStyle = NumberStyle.COUNT, places: int | None = None
) -> Figure | Missing:
    """A computed figure; a `Missing` where the value is not a finite number."""
    if not value.is_finite():
        return Missing()
    return Figure(Quantity(value, style=style, places=places))
