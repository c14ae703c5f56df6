"""Which numbered lines are headings, and how deep they stand.

A number alone says nothing: `1.` starts a heading in one report and a task of three sentences in
the next. What tells is the form of the line (capitals, bold, length, how it ends), what stands
below it, and what its neighbours in the same row of numbers are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cchc_tui.document.captions import is_captioned
from cchc_tui.document.readers.entries import Entry, family_of, form_of
from cchc_tui.document.readers.flow import Line, RawTable, in_capitals
from cchc_tui.document.readers.levels import set_levels
from cchc_tui.document.readers.marks import Mark, mark_of

_SENTENCES = re.compile(r"(?<![A-ZĐ])[.!?]\s+[A-ZĐÀ-Ỹ]")
_RUN_IN = re.compile(r":\s+\S")
_FINAL = re.compile(r"['\"”’)\]\s]+$")
_LONG, _VERY_LONG, _SHORT, _TITLE = 200, 350, 80, 150
_LONGEST_PLAIN = 150
_UNLIKE = -2.5
"""A line that scores no more is no heading, whatever its neighbours are."""

_SEVERAL = 3
"""Headings of a form from which on it is the form of all headings."""


def outline(flow: Sequence[Line | RawTable]) -> dict[int, Entry]:
    """Entries of the lines that are headings or numbered, by place in the flow.

    Bullets have none. Of each entry `heading` says which it is and `level` how deep.
    """
    entries = _entries(flow)
    _plant(list(entries.values()))
    _look_below(flow, entries)
    _decide(list(entries.values()))
    set_levels([entry for entry in entries.values() if entry.heading])
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
    if (
        line.role
        or is_captioned(line.text)
        or len(line.text) > _LONGEST_PLAIN
        or line.text.endswith((".", ";", ",", ":"))
    ):
        return False
    if line.text.startswith(("(", "[…")) or len(line.text.split()) < 2:
        return False  # a remark, or a place left open
    if isinstance(following, RawTable):
        return False
    return in_capitals(line.text) or (line.bold and following is not None)


def _plant(entries: list[Entry]) -> None:
    """Give every numbered line its parent and its row of numbers."""
    open_: list[Entry] = []
    for entry in entries:
        if entry.mark is None:
            if in_capitals(entry.text) or entry.line.outline == 1:
                open_.clear()
            continue
        at = _row(open_, entry, entry.mark)
        going_on = at < len(open_) and form_of(open_[at]) == entry.mark.form
        entry.group = open_[at].group if going_on else []
        del open_[at:]
        entry.parent = open_[-1] if open_ else None
        entry.group.append(entry)
        open_.append(entry)


def _row(open_: list[Entry], entry: Entry, mark: Mark) -> int:
    """How many open entries stay open above a line with this mark.

    A form that is open already goes on with its row, unless it starts again at 1 below another
    form or with another look: then it is a list inside a section that happens to be numbered
    alike.
    """
    rows = [at for at, opened in enumerate(open_) if form_of(opened) == mark.form]
    if rows:
        at = max(rows, key=lambda row: (_continues(open_[row], entry, mark), row))
        inside = at < len(open_) - 1 or (_titled(open_[at]) and not _titled(entry))
        restarts = inside and mark.ordinal == 1 and mark.form != "roman"
        return len(open_) if restarts and not mark.form.startswith("part") else at
    kept = len(open_)
    while kept and _deeper(open_[kept - 1].mark, mark):
        kept -= 1
    return kept


def _continues(opened: Entry, entry: Entry, mark: Mark) -> int:
    """How well a line goes on with the row of an open entry: 0 to 3."""
    follows = opened.mark is not None and opened.mark.ordinal + 1 == mark.ordinal
    return 2 * follows + (_titled(opened) == _titled(entry))


def _titled(entry: Entry) -> bool:
    """Whether a numbered line by itself looks like a title rather than a sentence."""
    if entry.line.bold or entry.line.outline or in_capitals(entry.text):
        return True
    short = len(entry.text) <= _TITLE
    return short and not entry.text.endswith((".", ";", ",")) and not _RUN_IN.search(entry.text)


def _deeper(opened: Mark | None, mark: Mark) -> bool:
    """Whether an open mark cannot stand above this one: `1.1.1.` above `1.1.`."""
    return bool(
        opened
        and (
            (family_of(opened.form) == family_of(mark.form) and opened.depth >= mark.depth > 1)
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
            member.heading = score >= 4 or (mean > 0 and score > _UNLIKE)
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
        # Nghị định 30/2020/NĐ-CP, Phụ lục I: of the levels only a point is printed without bold.
        score -= penalty / 2 if entry.mark.form == "letter" else penalty
    score += _by_form(entry.mark) + _by_end(text) + _by_length(text)
    if _SENTENCES.search(text):
        score -= 3
    if _RUN_IN.search(text):
        score -= 4.5 if text.endswith((".", ";")) else 2.5
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
