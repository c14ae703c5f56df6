"""Answers as expressions and templates see them.

A view behaves like its value (figures add and compare, tables are walked) and prints
itself through the printer in force: place marks while a report is worded, plain text
elsewhere. A `Missing` is false, compares false, adds up to a `Missing`, and prints the gap,
the blank or the omission that its reason calls for.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Sequence
from contextvars import ContextVar
from dataclasses import replace
from decimal import Context, Decimal
from enum import StrEnum
from functools import total_ordering
from typing import TYPE_CHECKING, Any, Protocol

from cchc_tui.domain.dates import PartialDate, format_short
from cchc_tui.domain.inserts import CitationForm
from cchc_tui.domain.numbers import MONEY_UNITS, format_quantity
from cchc_tui.domain.values import NumberStyle, Prose, Quantity

if TYPE_CHECKING:
    from cchc_tui.domain.citations import Citation

NOTHING_TEXT = "không phát sinh"
"""What a text answered "nothing" prints."""

ARITHMETIC = Context(prec=40, Emax=60, Emin=-60, traps=[])
"""Division by zero and overflow give values that are not finite: they become unknown."""


Operation = Callable[[Decimal, Decimal], Decimal]


class Printer(Protocol):
    """Puts a view into what is being written."""

    def put(self, view: View) -> str:
        """What stands for the view in the text."""


PRINTER: ContextVar[Printer | None] = ContextVar("PRINTER", default=None)
"""The printer in force; None prints plain text."""


class Lack(StrEnum):
    """Why there is no value."""

    OPEN = "open"
    """A required question is unanswered: the report shows a gap."""
    SKIPPED = "skipped"
    """Optional and unanswered: the paragraph is left out."""
    ABSENT = "absent"
    """Hidden or not applicable: left out, and adds nothing to a sum."""
    CLERK = "clerk"
    """The clerk fills it in: the report leaves room."""


class View:
    """One value. `question` is the id of the question it answers, if one."""

    __slots__ = ("question",)

    def __init__(self, question: str = "") -> None:
        self.question = question

    @property
    def nothing(self) -> bool:
        """Answered "không phát sinh"."""
        return False

    def plain(self) -> str:
        """The value as text in the trade's form."""
        raise NotImplementedError

    def member(self, name: str) -> Any:
        """What `.name` reads; a `Missing` where there is no such thing."""
        return Missing(question=self.question)

    def __str__(self) -> str:
        printer = PRINTER.get()
        return self.plain() if printer is None else printer.put(self)


class Missing(View):
    """No value, and why."""

    __slots__ = ("lack", "name")

    def __init__(self, lack: Lack = Lack.SKIPPED, question: str = "", name: str = "") -> None:
        super().__init__(question)
        self.lack = lack
        self.name = name

    @property
    def absent(self) -> bool:
        """Does not apply, so it adds nothing to a sum."""
        return self.lack is Lack.ABSENT

    def plain(self) -> str:
        """Dots where something should stand; nothing where nothing is missed."""
        return "……" if self.lack in (Lack.OPEN, Lack.CLERK) else ""

    def member(self, name: str) -> Missing:
        """Everything in what is missing is missing."""
        return self

    def _same(self, *_: object) -> Missing:
        return self

    def _false(self, _: object) -> bool:
        return False

    def __bool__(self) -> bool:
        return False

    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def __len__(self) -> int:
        return 0

    def __hash__(self) -> int:
        return hash((self.lack, self.question))

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _same
    __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = _same
    __neg__ = __abs__ = __getitem__ = _same
    __lt__ = __le__ = __gt__ = __ge__ = __contains__ = _false
    __eq__ = __ne__ = _false


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


def lost(*values: object) -> Missing:
    """What a result is that cannot be had: the first missing value, else a new one."""
    return next((value for value in values if isinstance(value, Missing)), Missing())


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


class Words(View):
    """A line of text, a choice, or one cell of text."""

    __slots__ = ("_nothing", "text")

    def __init__(self, text: str, question: str = "", *, nothing: bool = False) -> None:
        super().__init__(question)
        self.text = text
        self._nothing = nothing

    @property
    def nothing(self) -> bool:
        """Answered "không phát sinh"."""
        return self._nothing

    def plain(self) -> str:
        """The text."""
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text) and not self._nothing

    def __eq__(self, other: object) -> bool:
        return self.text == (other.text if isinstance(other, Words) else other)

    def __hash__(self) -> int:
        return hash(self.text)

    def __contains__(self, part: object) -> bool:
        return (part.plain() if isinstance(part, View) else str(part)) in self.text

    def __len__(self) -> int:
        return len(self.text)


class YesNo(View):
    """A yes or no; prints "có" or "không"."""

    __slots__ = ("yes",)

    def __init__(self, yes: bool, question: str = "") -> None:
        super().__init__(question)
        self.yes = yes

    def plain(self) -> str:
        """The word."""
        return "có" if self.yes else "không"

    def __bool__(self) -> bool:
        return self.yes

    def __eq__(self, other: object) -> bool:
        return isinstance(other, bool | YesNo) and self.yes == bool(other)

    def __hash__(self) -> int:
        return hash(self.yes)


@total_ordering
class Moment(View):
    """A date, whose day may be open."""

    __slots__ = ("day",)

    def __init__(self, day: PartialDate, question: str = "") -> None:
        super().__init__(question)
        self.day = day

    def plain(self) -> str:
        """`15/01/2020`."""
        return format_short(self.day)

    def member(self, name: str) -> Any:
        """`ngay`, `thang` or `nam` as a figure; missing while open."""
        part = getattr(self.day, _DATE_PARTS[name]) if name in _DATE_PARTS else None
        return Missing(question=self.question) if part is None else Year(Quantity(Decimal(part)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Moment) and self.day == other.day

    def __lt__(self, other: object) -> Any:
        return self.day < other.day if isinstance(other, Moment) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.day)


class Paragraphs(View):
    """Prose; alone in a paragraph it prints as blocks, `level` 1 to 3 as list items."""

    __slots__ = ("level", "prose")

    def __init__(self, prose: Prose, question: str = "", level: int = 0) -> None:
        super().__init__(question)
        self.prose = prose
        self.level = level

    def plain(self) -> str:
        """The lines as typed."""
        return self.prose.text

    def __bool__(self) -> bool:
        return bool(self.prose.text.strip())


class Cites(View):
    """Cited documents; walked one by one."""

    __slots__ = ("citations", "form")

    def __init__(
        self, citations: Sequence[Citation], question: str = "", form: CitationForm = "auto"
    ) -> None:
        super().__init__(question)
        self.citations = tuple(citations)
        self.form = form

    @property
    def nothing(self) -> bool:
        """Answered "không phát sinh": there are none."""
        return not self.citations

    def plain(self) -> str:
        """Each in full (or short, where that form is forced), joined by "; "."""
        if not self.citations:
            return NOTHING_TEXT
        texts = (c.short() if self.form == "short" else c.full() for c in self.citations)
        return "; ".join(texts)

    def member(self, name: str) -> Any:
        """`so_van_ban`: how many; `trich_yeu`, `co_quan`, `so`, `loai`, `ngay` of the first."""
        if name == "so_van_ban":
            return figure(Decimal(len(self.citations)))
        if not self.citations:
            return Missing(question=self.question)
        first = self.citations[0]
        if name == "ngay":
            return Moment(first.date) if first.date else Missing(question=self.question)
        text = getattr(first, _CITATION_PARTS[name]) if name in _CITATION_PARTS else ""
        return Words(text) if text else Missing(question=self.question)

    def __bool__(self) -> bool:
        return bool(self.citations)

    def __len__(self) -> int:
        return len(self.citations)

    def __iter__(self) -> Iterator[Cites]:
        for citation in self.citations:
            yield Cites((citation,), self.question, self.form)


_DATE_PARTS = {"ngay": "day", "thang": "month", "nam": "year"}
DATE_MEMBERS = tuple(_DATE_PARTS)
"""What can be read from a date with a dot."""
_CITATION_PARTS = {"trich_yeu": "subject", "co_quan": "issuer", "so": "number", "loai": "kind"}
CITATION_MEMBERS = (*_CITATION_PARTS, "ngay", "so_van_ban")
"""What can be read from a citation question with a dot."""
