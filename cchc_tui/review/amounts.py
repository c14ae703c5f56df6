"""Figures of running text: what one is, and the value of a printed number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Form(StrEnum):
    """What kind of figure."""

    COUNT = "count"
    RATIO = "ratio"
    PERCENT = "percent"
    MONEY = "money"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure.

    Attributes:
        value: Its value; of a ratio the numerator.
        whole: The denominator of a ratio; None else.
        form: Which kind.
        start: First character in the passage.
        end: One past the last.
        places: Decimal places as printed.
        scale: What one unit of its value is worth: đồng for money, 1 else.
        approx: Said to be approximate.
        noun: What is counted, folded; empty if not known.
        before: Folded words of its segment before it.
        after: Folded words of its segment after it.
        sentence: Ordinal of its sentence.
        segment: Ordinal of its segment in the passage.
        depth: How many brackets it stands in.
        counted: `noun`, or else what its label says is counted ("số phiếu thu về là 240").
    """

    value: Decimal
    start: int
    end: int
    form: Form = Form.COUNT
    whole: Decimal | None = None
    places: int = 0
    scale: Decimal = Decimal(1)
    approx: bool = False
    noun: str = ""
    before: str = ""
    after: str = ""
    sentence: int = 0
    segment: int = 0
    depth: int = 0
    counted: str = ""

    @property
    def worth(self) -> Decimal:
        """Its value in single units: money in đồng."""
        return self.value * self.scale

    @property
    def label(self) -> str:
        """Folded words of its segment."""
        return f"{self.before} {self.after}"


@dataclass(frozen=True, slots=True)
class Group:
    """A whole and the parts that were announced for it.

    Attributes:
        whole: Index of the figure, in the statement.
        parts: Indexes of its parts, in order.
        opener: The word that announced them; `(` for brackets.
        bare: Segments that gave no part: where there are any, the list may be incomplete.
        start: Where the opener stands in the text.
        end: Where the list ends.
        closed: Whether "và" leads the last part, as at the end of a list that is complete.
    """

    whole: int
    parts: tuple[int, ...]
    opener: str
    bare: int
    start: int
    end: int
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """The figures of a passage and how they belong together."""

    text: str
    plain: str
    figures: tuple[Figure, ...] = ()
    groups: tuple[Group, ...] = ()

    def between(self, first: Figure, second: Figure) -> str:
        """Folded text between two figures."""
        return self.plain[first.end : second.start]


def amount(text: str, *, percent: bool = False) -> tuple[Decimal, int]:
    """The value and the decimal places of a printed number.

    A point before exactly three figures parts thousands, but not in a percent: none is above
    a thousand, and officers do write `98.134`.
    """
    if "," in text:
        whole, _, rest = text.partition(",")
        if len(rest) == 3 and "." not in whole and not percent and whole != "0":
            return Decimal(whole + rest), 0  # 1,234: thousands parted in the English way
        return Decimal(f"{whole.replace('.', '')}.{rest}"), len(rest)
    if "." in text and (percent or not re.fullmatch(r"[0-9]{1,3}(?:\.[0-9]{3})+", text)):
        return Decimal(text) if text.count(".") == 1 else Decimal(text.replace(".", "")), len(
            text.rpartition(".")[2]
        )
    return Decimal(text.replace(".", "")), 0
