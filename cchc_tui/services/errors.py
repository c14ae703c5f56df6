"""What an officer can do wrong, said in Vietnamese with the way out."""

from __future__ import annotations

from collections.abc import Sequence


class WorkError(Exception):
    """A request that cannot be carried out; `str()` is one message for the officer."""


class ManyWorkErrors(WorkError):
    """Several mistakes found in one go; `str()` gives one line each."""

    def __init__(self, messages: Sequence[str]) -> None:
        super().__init__("\n".join(messages))
        self.messages = tuple(messages)
