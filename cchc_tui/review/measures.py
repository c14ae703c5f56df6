"""Which figure of the dossier ledger a label speaks of.

The measures are the columns of biểu II.06/VPCP/KSTT: received (3) of which online (4), direct
and by post (5), carried in (6); settled (7) of which early (8), on time (9), late (10); pending
(11) of which within time (12), overdue (13).
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache


class Measure(StrEnum):
    """A column of the ledger."""

    RECEIVED = "tổng tiếp nhận"
    NEW = "mới tiếp nhận trong kỳ"
    ONLINE = "tiếp nhận trực tuyến"
    DIRECT = "tiếp nhận trực tiếp"
    POST = "tiếp nhận qua bưu chính"
    DIRECT_POST = "tiếp nhận trực tiếp, bưu chính"
    CARRIED = "kỳ trước chuyển sang"
    SETTLED = "đã giải quyết"
    EARLY = "giải quyết trước hạn"
    ON_TIME = "giải quyết đúng hạn"
    IN_TIME = "giải quyết trước hạn và đúng hạn"
    LATE = "giải quyết quá hạn"
    PENDING = "đang giải quyết"
    PENDING_IN_TIME = "đang giải quyết trong hạn"
    PENDING_LATE = "đang giải quyết quá hạn"
    RETURNED = "trả lại, rút hoặc từ chối"
    BY_RULE = "về quy định hành chính"
    BY_ACT = "về hành vi hành chính"


WHOLES: dict[Measure, tuple[Measure, ...]] = {
    Measure.SETTLED: (Measure.RECEIVED,),
    Measure.PENDING: (Measure.RECEIVED,),
    Measure.EARLY: (Measure.SETTLED, Measure.RECEIVED),
    Measure.ON_TIME: (Measure.SETTLED, Measure.RECEIVED),
    Measure.IN_TIME: (Measure.SETTLED, Measure.RECEIVED),
    Measure.LATE: (Measure.SETTLED, Measure.RECEIVED),
    Measure.ONLINE: (Measure.NEW, Measure.RECEIVED),
    Measure.DIRECT: (Measure.NEW, Measure.RECEIVED),
    Measure.POST: (Measure.NEW, Measure.RECEIVED),
    Measure.DIRECT_POST: (Measure.NEW, Measure.RECEIVED),
    Measure.CARRIED: (Measure.RECEIVED,),
}
"""What a rate of each measure may be a share of, the likelier first."""


_EARLY = r"\b(?:truoc|som)(?: hon)?(?: thoi)? (?:han|hen)\b|\btruoc va dung han\b|\bsom han\b"
_ON_TIME = r"\bdung (?:thoi )?(?:han|hen)\b"
_LATE = r"\b(?:qua|tre|cham) (?:thoi )?(?:han|hen)\b"
_CARRIED = (
    r"\b(?:ky|nam|quy|thang|giai doan) truoc\b.{0,12}\b(?:chuyen|sang|qua|con)\b"
    r"|\b(?:nam|quy|thang) [_ivx]+(?: nam _+)? chuyen (?:sang|qua)\b"
    r"|\b(?:chuyen|ton)\b.{0,8}\btu\b.{0,6}\b(?:ky|nam|quy|thang) truoc\b|\bton (?:ky|nam) truoc\b"
    r"|\bky truoc\b"
)
_PENDING = (
    r"\b(?:dang|chua)(?: trong qua trinh| duoc)? (?:giai quyet|xu ly)\b|\bcon ton\b"
    r"|\bton cuoi (?:ky|nam|quy|thang)\b|\bchuyen (?:sang )?(?:ky|nam|quy|thang) sau\b"
    r"|\bdang trong han giai quyet\b"
)
_SETTLED = (
    r"\b(?:da|duoc|ket qua)(?: duoc)? (?:giai quyet|xu ly)\b|\bgiai quyet (?:xong|duoc)\b"
    r"|\b(?:da )?tra ket qua\b|\bda tra$|^(?:va )?giai quyet$"
    r"|\bda (?:chuyen (?:xu ly|co quan)|tra loi)\b"
)
_RECEIVED = r"\b(?:tiep nhan|da nhan|nhan duoc|phai giai quyet|hs nhan|da nop|phat sinh)\b"
_RECEIVED += r"|\b(?:so|xa|phuong|trung tam|ky|nam|quy|thang|da) nhan$"
RETURNED = r"\b(?:tra lai|rut|tu choi|huy|tam dung|cho bo sung|khong du dieu kien)\b"
"""Words of dossiers that left without a result, or stand still."""
_NEW = (
    r"\b(?:moi tiep nhan|tiep nhan moi|nhan moi|moi trong ky|tiep nhan trong ky|(?:ho so|hs) moi)\b"
)


@lru_cache(maxsize=8192)
def measure_of(label: str, parent: Measure | None = None) -> Measure | None:
    """The measure a folded label speaks of; None where it speaks of none, or of several.

    Args:
        label: Folded words around the figure.
        parent: The last total before it: "quá hạn" after "đang giải quyết" is pending.
    """
    has = {name: bool(re.search(pattern, label)) for name, pattern in _SIGNS.items()}
    if has["returned"]:
        return Measure.RETURNED
    if has["early"] and has["on_time"]:
        return Measure.IN_TIME
    timing = [name for name in ("early", "on_time", "late") if has[name]]
    if len(timing) > 1:
        return None
    if timing:
        return _timed(timing[0], has, parent)
    if has["carried"]:
        return Measure.CARRIED
    if has["in_time"]:
        return Measure.PENDING_IN_TIME
    if has["by_rule"] != has["by_act"]:
        return Measure.BY_RULE if has["by_rule"] else Measure.BY_ACT
    totals = [name for name in ("pending", "settled", "received") if has[name]]
    channel = _channel(has)
    if channel is not None:
        # Of dossiers that came online and were settled, the form has no column.
        return None if "pending" in totals or "settled" in totals else channel
    if has["new"]:
        return Measure.NEW
    if totals[:1] == ["pending"] and "settled" not in totals:
        return Measure.PENDING
    if len(totals) != 1:
        return None
    return {"settled": Measure.SETTLED, "received": Measure.RECEIVED}[totals[0]]


_SIGNS = {
    "early": _EARLY,
    "on_time": _ON_TIME,
    "late": _LATE,
    "carried": _CARRIED,
    "in_time": r"\b(?:trong|chua den|con) (?:thoi )?han\b",
    "pending": _PENDING,
    "settled": _SETTLED,
    "received": _RECEIVED,
    "new": _NEW,
    "returned": RETURNED,
    "online": r"\btruc tuyen\b",
    "direct": r"\btruc tiep\b",
    "post": r"\bbuu chinh\b|\bbcci\b|\bbuu dien\b",
    "by_rule": r"\bve (?:noi dung )?quy dinh hanh chinh\b|\bve quy dinh\b",
    "by_act": r"\bve hanh vi\b",
}


def _timed(timing: str, has: dict[str, bool], parent: Measure | None) -> Measure:
    if timing == "late":
        if has["pending"] or (parent is Measure.PENDING and not has["settled"]):
            return Measure.PENDING_LATE
        return Measure.LATE
    return Measure.EARLY if timing == "early" else Measure.ON_TIME


def _channel(has: dict[str, bool]) -> Measure | None:
    if has["online"]:
        return None if has["direct"] or has["post"] else Measure.ONLINE
    if has["direct"] and has["post"]:
        return Measure.DIRECT_POST
    if has["direct"]:
        return Measure.DIRECT
    return Measure.POST if has["post"] else None
