"""Which numbered lines are headings, and how deep they stand.

A number alone says nothing: `1.` starts a heading in one report and a task of three sentences in
the next. What tells is the form of the line (capitals, bold, length, how it ends), what stands
below it, and what its neighbours in the same row of numbers are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from cchc_tui.document.readers.flow import Line, RawTable, in_capitals
from cchc_tui.document.readers.marks import Mark, mark_of

_SENTENCES = re.compile(r"(?<![A-ZĐ])[.!?]\s+[A-ZĐÀ-Ỹ]")
_RUN_IN = re.compile(r":\s+\S")
_FINAL = re.compile(r"['\"”’)\]\s]+$")
_LONG, _VERY_LONG, _SHORT = 200, 350, 80
_LONGEST_PLAIN = 150
_SEVERAL = 3
"""Headings of a form from which on it is the form of all headings."""


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


def outline(flow: Sequence[Line | RawTable]) -> dict[int, Entry]:
    """Entries of the lines that are headings or numbered, by place in the flow.

    Bullets have none. Of each entry `heading` says which it is and `level` how deep.
    """
    entries = _entries(flow)
    _plant(list(entries.values()))
    _look_below(flow, entries)
    _decide(list(entries.values()))
    _level([entry for entry in entries.values() if entry.heading])
    return entries


def _entries(flow: Sequence[Line | RawTable]) -> dict[int, Entry]:
    entries: dict[int, Entry] = {}
    for at, line in enumerate(flow):
        if isinstance(line, RawTable):
            continue
        mark = mark_of(line.text)
        if mark and mark.bullet:
            continue
        if mark or _looks_headed(line, flow[at + 1] if at + 1 < len(flow) else None):
            entries[at] = Entry(line, mark)
    return entries


def _looks_headed(line: Line, following: Line | RawTable | None) -> bool:
    """Whether a line without a number has the look of a heading."""
    if line.outline:
        return True
    if line.role or len(line.text) > _LONGEST_PLAIN or line.text.endswith((".", ";", ",", ":")):
        return False
    if line.text.startswith("(") or len(line.text.split()) < 2:
        return False
    if isinstance(following, RawTable):
        return False
    return in_capitals(line.text) or (line.bold and following is not None)


def _plant(entries: list[Entry]) -> None:
    """Give every numbered line its parent and its row of numbers.

    A form that is open already goes on with its row unless it starts again at 1 below another
    form: then it is a list inside a section that happens to be numbered alike.
    """
    open_: list[Entry] = []
    for entry in entries:
        if entry.mark is None:
            if in_capitals(entry.text) or entry.line.outline == 1:
                open_.clear()
            continue
        at = _row(open_, entry.mark)
        entry.group = open_[at].group if at < len(open_) and _same(open_[at], entry) else []
        del open_[at:]
        entry.parent = open_[-1] if open_ else None
        entry.group.append(entry)
        open_.append(entry)


def _same(opened: Entry, entry: Entry) -> bool:
    return bool(opened.mark and entry.mark and opened.mark.form == entry.mark.form)


def _row(open_: list[Entry], mark: Mark) -> int:
    """How many open entries stay open above a line with this mark."""
    for at in range(len(open_) - 1, -1, -1):
        opened = open_[at].mark
        assert opened is not None  # noqa: S101 - only numbered entries are opened
        if opened.form == mark.form:
            inside = at < len(open_) - 1 and mark.ordinal == 1 and opened.ordinal > 1
            restarts = at < len(open_) - 1 and mark.ordinal == 1 == opened.ordinal
            if (inside or restarts) and mark.form not in ("roman", "part phan"):
                return len(open_)
            return at
        if _family(opened.form) == _family(mark.form) and opened.depth > mark.depth:
            continue
    kept = len(open_)
    while kept and _deeper(open_[kept - 1].mark, mark):
        kept -= 1
    return kept


def _family(form: str) -> str:
    return form.rstrip("0123456789./)-")


def _deeper(opened: Mark | None, mark: Mark) -> bool:
    """Whether an open mark cannot stand above this one: `1.1.1.` above `1.1.`."""
    return bool(
        opened
        and (
            (_family(opened.form) == _family(mark.form) and opened.depth >= mark.depth > 1)
            or mark.form.startswith("part")
            or (mark.form == "roman" and not opened.form.startswith(("part", "LETTER")))
        )
    )


def _look_below(flow: Sequence[Line | RawTable], entries: dict[int, Entry]) -> None:
    """Find which entries have something of their own below them."""
    for at, entry in entries.items():
        if at + 1 >= len(flow):
            continue
        following = entries.get(at + 1)
        entry.followed = (
            following is None or following.parent is entry or not (entry.mark or following.mark)
        )


def _decide(entries: list[Entry]) -> None:
    """Headings or items: by row, an odd one out by its own look."""
    penalty = _penalty(entries)
    decided: set[int] = set()
    for entry in entries:
        if entry.mark is None:
            entry.heading = True
            continue
        if id(entry.group) in decided:
            continue
        decided.add(id(entry.group))
        scores = [_score(member, penalty) for member in entry.group]
        mean = sum(scores) / len(scores)
        for member, score in zip(entry.group, scores, strict=True):
            member.heading = score >= 4 or (mean > 0 and score > -4)
    for entry in entries:
        if entry.parent and not entry.parent.heading and not _strong(entry):
            entry.heading = False


def _penalty(entries: list[Entry]) -> float:
    """What a line without any form loses in a report whose headings have one."""
    if sum(1 for entry in entries if entry.line.outline) >= _SEVERAL:
        return 4
    bold = sum(1 for entry in entries if entry.mark and entry.line.bold)
    return 1.5 if bold >= _SEVERAL else 0


def _strong(entry: Entry) -> bool:
    """Whether the look alone makes a heading."""
    short = len(entry.text) <= _LONG
    return bool(entry.line.outline) or (in_capitals(entry.text) and len(entry.text) > 3 and short)


def _score(entry: Entry, penalty: float) -> float:
    """How much a numbered line looks like a heading: above 0 rather than not."""
    text, line = entry.text, entry.line
    assert entry.mark is not None  # noqa: S101 - callers pass numbered entries
    if _strong(entry) or not text:
        return 6
    score = 2.0 if entry.followed else -2.0
    if line.bold and len(text) <= 300:
        score += 3
    elif line.italic and len(text) <= _LONG:
        score += 1
    else:
        score -= penalty
    score += _by_form(entry.mark) + _by_end(text) + _by_length(text)
    if _SENTENCES.search(text):
        score -= 3
    if _RUN_IN.search(text):
        score -= 2.5
    if ";" in text.rstrip("; "):
        score -= 0.5
    return score


def _by_form(mark: Mark) -> float:
    if mark.form in ("roman",) or mark.form.startswith(("part", "mixed")):
        return 2
    if mark.form.startswith("("):
        return -3
    return 0.5 if mark.depth > 1 else 0


def _by_end(text: str) -> float:
    end = _FINAL.sub("", text)[-1:] if text[-1] not in ".;:,…" else text[-1]
    if end in (";", ","):
        return -3
    if end in (".", "…"):
        return -1.5
    if end == ":":
        return 0.5 if len(text) <= 120 else -0.5
    return 1.5


def _by_length(text: str) -> float:
    if len(text) > _VERY_LONG:
        return -4
    if len(text) > _LONG:
        return -2
    return 1 if len(text) <= _SHORT else 0


def _level(headings: list[Entry]) -> None:
    """Levels by the order in which forms appear below one another."""
    trusted = _trusted(headings)
    open_: list[tuple[str, int, int]] = []
    for entry in headings:
        form = _form(entry)
        depth = entry.mark.depth if entry.mark else 1
        if trusted and entry.line.outline:
            while open_ and open_[-1][1] >= entry.line.outline:
                open_.pop()
            entry.level = entry.line.outline
        else:
            _close(open_, form, depth)
            entry.level = open_[-1][1] + 1 if open_ else 1
        open_.append((form, entry.level, depth))


def _form(entry: Entry) -> str:
    """The form that tells levels apart."""
    if entry.mark:
        return entry.mark.form
    if entry.line.outline:
        return f"style{entry.line.outline}"
    return "CAPITALS" if in_capitals(entry.text) else "bold"


def _close(open_: list[tuple[str, int, int]], form: str, depth: int) -> None:
    """Take from the open headings those that end where one of this form begins."""
    forms = [opened for opened, _, _ in open_]
    if form in forms:
        del open_[forms.index(form) :]
        return
    if form == "CAPITALS":
        open_.clear()
        return
    if form == "roman" and not any(f.startswith(("part", "LETTER", "CAPITALS")) for f in forms):
        open_.clear()
        return
    if form.startswith("part"):
        open_.clear()
        return
    family = _family(form)
    while open_ and _family(open_[-1][0]) == family and open_[-1][2] >= depth > 1:
        open_.pop()
    deeper = [
        at for at, (opened, _, own) in enumerate(open_) if _family(opened) == family and own > depth
    ]
    if deeper:
        del open_[deeper[0] :]


def _trusted(headings: list[Entry]) -> bool:
    """Whether heading styles tell levels: not if lines of different forms share one style."""
    by_outline: dict[int, set[str]] = {}
    for entry in headings:
        if entry.line.outline and entry.mark:
            by_outline.setdefault(entry.line.outline, set()).add(entry.mark.form)
    if not any(entry.line.outline for entry in headings):
        return False
    return len(by_outline) != 1 or len(next(iter(by_outline.values()))) == 1
