"""What every view is, and what stands for a value that is missing."""

from __future__ import annotations

from collections.abc import Iterator
from contextvars import ContextVar
from enum import StrEnum
from typing import Any, Protocol

NOTHING_TEXT = "không phát sinh"
"""What a text answered "nothing" prints."""


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


def lost(*values: object) -> Missing:
    """What a result is that cannot be had: the first missing value, else a new one."""
    return next((value for value in values if isinstance(value, Missing)), Missing())
