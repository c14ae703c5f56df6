"""The line under a field: what is wrong with the text, or what the open place at the cursor asks.

An open place comes first: while the officer fills it, the rest of the text is no news.
"""

from __future__ import annotations

from dataclasses import dataclass

from cchc_tui.tui.widgets.cells import shorten
from cchc_tui.tui.widgets.note_line import NoteLine

NAME_WIDTH = 26

TYPE_NAMES = {
    "number": "số",
    "percent": "tỷ lệ %",
    "money": "số tiền",
    "date": "ngày, như 15/01/2020",
    "month": "tháng, như tháng 6 năm 2026",
    "year": "năm",
    "citation": "văn bản",
    "period": "kỳ",
    "list": "các mục, cách nhau bằng “;”",
    "choice": "chọn một",
}


@dataclass(frozen=True, slots=True)
class SlotHint:
    """What can be said of an open place.

    Attributes:
        name: What it asks for, in words.
        type: One of `slots.SLOT_TYPES`.
        number: Which of the phrase's open places it is, from 1.
        count: How many there are.
        untouched: Nothing was typed into it yet.
        problem: What is wrong with what was typed; may be empty.
        last: What was given for it last time; may be empty.
    """

    name: str
    type: str = "text"
    number: int = 1
    count: int = 1
    untouched: bool = True
    problem: str = ""
    last: str = ""

    @property
    def offers_last(self) -> bool:
        """Whether one key puts in what was given last time."""
        return self.untouched and bool(self.last)

    def __str__(self) -> str:
        kind = TYPE_NAMES.get(self.type, "")
        place = f"Ô {self.number}/{self.count} {shorten(self.name, NAME_WIDTH)}"
        if self.problem:
            return f"{place}: {self.problem}"
        asks = f"{place} ({kind})" if kind else place
        if self.type == "choice":
            return f"{asks}: gõ số của lựa chọn"
        return f"{asks}. ↓ lấy: {self.last}" if self.offers_last else f"{asks}. Tab: ô kế"


class SlotLine(NoteLine):
    """One line with a verdict below and an open place above it."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._verdict = ""
        self._state = ""
        self._hint: SlotHint | None = None

    @property
    def hint(self) -> SlotHint | None:
        """The open place that is spoken of."""
        return self._hint

    def say(self, verdict: str, state: str = "") -> None:
        """Tell of the text.

        Args:
            verdict: What is wrong with it; may be empty.
            state: What is said calmly while nothing is wrong.
        """
        self._verdict, self._state = verdict, state
        self._update()

    def ask(self, hint: SlotHint | None) -> None:
        """Tell of an open place, or of none."""
        if hint != self._hint:
            self._hint = hint
            self._update()

    def _update(self) -> None:
        problem = bool(self._hint.problem if self._hint else self._verdict)
        self.show(str(self._hint) if self._hint else self._verdict or self._state)
        self.set_class(problem, "-problem")
        self.set_class(not problem, "-calm")
