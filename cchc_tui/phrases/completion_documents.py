"""Known documents, written out from their number, their beginning or their subject.

Here figures may be proposed: number, date and subject of a document belong together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from cchc_tui.domain.text import clean_line, fold
from cchc_tui.phrases.completion import GAIN, Completion

_TYPED = re.compile(
    r"(?:^|(?<=[\s(“\"]))(?:(?P<kind>[^\W\d_][^\d/\n;,.]{0,24}?)\s+)?"
    r"(?P<number>\d+(?P<symbol>[/-][\w/-]*)?)$"
)
_NUMBERED = re.compile(r"^(?P<kind>.+?) so (?P<number>\S+)")
_LEAST = 4
"""Letters of a subject that must be typed before a document is proposed."""
_REACH = 300
"""Characters of a line that are looked at."""


class Documents:
    """The documents that a draft cites or may cite.

    Args:
        full: Each as it is cited in full, the likeliest first.
    """

    def __init__(self, full: Iterable[str] = ()) -> None:
        lines = dict.fromkeys(map(clean_line, full))
        self._known = [(line, fold(line)) for line in lines if len(fold(line)) == len(line)]

    def complete(self, before: str, *, citing: bool) -> Completion | None:
        """The document that is being typed.

        Args:
            before: The line up to the cursor.
            citing: The field is for documents: one is proposed for any words of its own.
        """
        whole = len(before) <= _REACH
        before = before[-_REACH:]
        folded = fold(before)
        if not self._known or len(folded) != len(before):
            return None
        return (
            self._begun(before, folded)
            or self._numbered(before, folded, citing=citing)
            or (self._about(before, folded) if citing and whole else None)
        )

    def _begun(self, before: str, folded: str) -> Completion | None:
        """One whose type and number are typed already."""
        for line, plain in self._known:
            head = _NUMBERED.match(plain)
            at = folded.rfind(head[0]) if head else -1
            if (
                at >= 0
                and plain.startswith(folded[at:])
                and before[at:] == line[: len(before) - at]
            ):
                return _gaining(line[len(before) - at :], 0)
        return None

    def _numbered(self, before: str, folded: str, *, citing: bool) -> Completion | None:
        """One whose number is typed: `45/qd`, `qd 45`, `ke hoach so 12`."""
        typed = _TYPED.search(folded)
        if typed is None:
            return None
        for line, plain in self._known:
            head = _NUMBERED.match(plain)
            if head and (start := _start(typed, head, citing=citing)) is not None:
                return _replacing(line, before[start:])
        return None

    def _about(self, before: str, folded: str) -> Completion | None:
        """The only one with these words in it."""
        words = folded.strip(" -+*")
        if len(words) < _LEAST:
            return None
        found = [line for line, plain in self._known if f" {words}" in f" {plain}"]
        return _replacing(found[0], before[folded.index(words) :]) if len(found) == 1 else None


def _start(typed: re.Match[str], head: re.Match[str], *, citing: bool) -> int | None:
    """Where the mention of a document begins in the line; None if it is not that document."""
    number, symbol, said = typed["number"], typed["symbol"], typed["kind"] or ""
    if not head["number"].startswith(number) or (
        not symbol and head["number"][len(number) : len(number) + 1].isdigit()
    ):
        return None
    bare = said.removesuffix("so").rstrip()
    initials = "".join(word[0] for word in head["kind"].split())
    for kind in (head["kind"], initials):
        if len(kind) > 1 and f" {bare}".endswith(f" {kind}"):
            return typed.start("kind") + len(bare) - len(kind)
    if citing and not bare:
        return typed.start("kind") if said else typed.start("number")
    # In a sentence `tổng số 45` and `15/20` are figures; a symbol has letters.
    return typed.start("number") if symbol and any(map(str.isalpha, symbol)) else None


def _replacing(line: str, typed: str) -> Completion | None:
    if line.startswith(typed):
        return _gaining(line[len(typed) :], 0)
    return _gaining(line, len(typed))


def _gaining(text: str, replaces: int) -> Completion | None:
    return Completion(text, replaces) if len(text) - replaces >= GAIN else None
