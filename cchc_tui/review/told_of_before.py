"""Whether the words around the name of a body that is no more say that it is told of before."""

from __future__ import annotations

import re
from datetime import date

from cchc_tui.review.passages import flat

_BEFORE = re.compile(
    r"\b(?:truoc day|truoc ngay(?! [0-9])|truoc khi|sap nhap|hop nhat|nguyen la|bai bo|thay the"
    r"|khong con|bo cap|ket thuc hoat dong|cham dut|giai the|ban giao|chuyen giao|tiep nhan tu"
    r"|tiep nhan nhiem vu)\b"
    r"|\(den (?:het )?(?:ngay )?30/0?6"
)
_HANDED_OVER = re.compile(r"\btruoc (?:khi )?sap xep\b|\b(?:ban giao|chuyen giao)\b")
_MADE_OF = re.compile(r"\b(?:tren co so (?:sap xep|sap nhap|hop nhat|nhap)|tiep nhan tu)\b[^.;]*$")
"""`thành lập trên cơ sở sắp xếp 01 thị trấn và 05 xã`"""
_REPLACED = re.compile(r"\b(?:bai bo|thay the)\b[^.;]*\bquy dinh\b")
"""`thay thế 08 văn bản còn quy định nhiệm vụ của cấp huyện`"""
_OLD = re.compile(r"\bcũ\b", re.IGNORECASE)
_BY_DAY = re.compile(
    r"\btruoc ngay [0-9]{1,2}(?:\s*[/.-]\s*(?P<m>[0-9]{1,2})\s*[/.-]\s*(?P<y>20[0-9]{2}))?"
)


def told_of_before(text: str, start: int, end: int, until: date) -> bool:
    """Whether the words around a name say that it is no longer right.

    Args:
        text: The passage.
        start: Where the name starts.
        end: One past the name.
        until: The last day of the report's period: "trước ngày" a later one is a deadline.
    """
    around = text[max(0, start - 30) : end + 25]
    before = flat(text[max(0, start - 60) : start])
    ahead = re.split(r"[.;]\s", flat(text[end : end + 90]))[0]
    since = re.split(r"[.;]\s", flat(text[max(0, start - 120) : start]))[-1]
    if any(_past(day, until) for part in (since, ahead) for day in _BY_DAY.finditer(part)):
        return True
    if _HANDED_OVER.search(ahead) or _MADE_OF.search(since):
        return True
    return bool(_BEFORE.search(flat(around)) or _OLD.search(around) or _REPLACED.search(before))


def _past(day: re.Match[str], until: date) -> bool:
    return not day["y"] or (int(day["y"]), int(day["m"])) <= (until.year, until.month)
