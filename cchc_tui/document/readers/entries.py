"""Lines that are numbered or have the look of a heading, and what is known of each."""

from __future__ import annotations

from dataclasses import dataclass, field

from cchc_tui.document.readers.flow import Line, in_capitals
from cchc_tui.document.readers.marks import Mark


@dataclass(slots=True)
class Entry:
    """A line with a mark or the look of a heading, and what is known of it."""

    line: Line
    mark: Mark | None
    parent: Entry | None = None
    group: list[Entry] = field(default_factory=list)
    heading: bool = False
    followed: bool = False
    level: int = 0

    @property
    def text(self) -> str:
        """The line without its mark."""
        return self.line.text[self.mark.length if self.mark else 0 :].strip()


def form_of(entry: Entry) -> str:
    """The form that tells levels apart."""
    if entry.mark:
        return entry.mark.form
    if entry.line.outline:
        return f"style{entry.line.outline}"
    return "CAPITALS" if in_capitals(entry.text) else "bold"


def family_of(form: str) -> str:
    """What forms of one kind share, however deep: `decimal` of `decimal2`."""
    return form.rstrip("0123456789./)-")
