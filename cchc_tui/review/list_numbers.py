"""CT01, CT04 of lists: numbers and letters of items that follow one another in one section."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from cchc_tui.domain.numbering import letter
from cchc_tui.review.findings import Spot
from cchc_tui.review.passages import Part, Passage
from cchc_tui.review.report import Report
from cchc_tui.review.rules import REGISTRY, Placed

_MARKER = re.compile(r"(?P<own>[0-9]{1,2}|[a-zđ])(?P<mark>[.)])")
_LETTERS = {letter(number): number for number in range(1, 24)}


class _Item(NamedTuple):
    """A numbered item: its place in its row, and the block it stands in."""

    passage: Passage
    own: str
    mark: str

    @property
    def script(self) -> str:
        return ("1" if self.own.isdigit() else "a") + self.mark

    @property
    def ordinal(self) -> int:
        return int(self.own) if self.own.isdigit() else _LETTERS.get(self.own, 0)

    def written(self, ordinal: int) -> str:
        return f"{ordinal if self.own.isdigit() else letter(ordinal)}{self.mark}"


@REGISTRY.report
def numbers_of_items(report: Report) -> Iterator[Placed]:
    """Each numbered item against the one before it under the same heading.

    A list that starts again at 1 or a) is another list, unless the very item before it bears the
    same number.
    """
    last: dict[tuple[int, str], _Item] = {}
    told: set[int] = set()
    for passage in report.passages:
        if passage.part is Part.HEADING or passage.annex:
            last.clear()
        found = _MARKER.fullmatch(passage.marker.strip())
        if passage.part is not Part.ITEM or passage.annex or not found:
            continue
        here = _Item(passage, found["own"], found["mark"])
        key = (passage.level, here.script)
        before = last.get(key)
        if here.own.isdigit():
            last = {kept: item for kept, item in last.items() if kept[1][0] != "a"}
        last[key] = here
        spot = _judge(here, before, told) if before is not None else None
        if spot is not None:
            told.add(passage.index)
            yield passage, spot


def _judge(here: _Item, before: _Item, told: set[int]) -> Spot | None:
    own, past = here.ordinal, before.ordinal
    if own == past + 2 and before.passage.index in told:
        return None  # the number before it was the wrong one, and was told
    if own == 1 and before.passage.block != here.passage.block:
        return None
    if not own or not past or not (own == past or past + 1 < own <= past + 3):
        return None
    right = here.written(past + 1)
    shown, earlier = here.written(own), before.written(past)
    end = len(here.passage.text)
    if (before.own, here.own) == ("d", "e"):
        return Spot("CT04", 0, end, f"Sau {earlier} là {right}, không phải {shown}.", right)
    why = "trùng số với" if own == past else "không liên tiếp sau"
    return Spot("CT01", 0, end, f"Điểm {shown} {why} điểm {earlier} trong cùng mục.", right)
