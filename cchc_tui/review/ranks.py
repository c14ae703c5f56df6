"""SL15: by how many places a rank rose or fell, against the two ranks told with it.

"Xếp thứ 47/63, tăng 04 bậc so với năm 2023 (thứ 51/63)".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_tui.review.findings import Spot
from cchc_tui.review.passages import PROSE, Passage, flat
from cchc_tui.review.report import Report
from cchc_tui.review.rules import REGISTRY

_RANK = (
    r"\b(?:hang|thu|vi tri)\s+(?:thu\s+)?0?(?P<{}>[0-9]{{1,3}})(?![0-9.,]*[0-9])"
    r"(?:/[0-9]{{1,3}})?"
)
_MOVED = re.compile(
    rf"{_RANK.format('now')}[^.;]{{0,60}}?"
    r"\b(?:tang|giam|tut|len|xuong)\s+(?P<by>[0-9]{1,3})\s+bac\b"
    rf"[^.;]{{0,60}}?{_RANK.format('then')}"
)


@REGISTRY.passage
def ranks(passage: Passage, _report: Report) -> Iterator[Spot]:
    """SL15 of ranks within one sentence."""
    plain = flat(passage.text)
    if passage.part not in PROSE or " bac" not in plain:
        return
    for found in _MOVED.finditer(plain):
        now, by, then = (int(found[name]) for name in ("now", "by", "then"))
        moved = abs(then - now)
        if moved != by:
            yield Spot(
                "SL15", found.start("by"), found.end("by"),
                f"Từ hạng {then} đến hạng {now} là {moved} bậc, không phải {by}.",
                f"{moved:02d}",
            )  # fmt: skip
