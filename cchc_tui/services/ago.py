"""How long ago, in words: "vừa xong", "5 phút trước", "hôm qua lúc 14:05"."""

from __future__ import annotations

from datetime import datetime

_DAYS_IN_WORDS = 7


def ago(then: datetime, now: datetime) -> str:
    """The time since `then` as an officer would say it.

    Args:
        then: Aware moment in the past; one in the future (a clock was set back) reads as
            just now.
        now: Aware present moment; its zone decides what "hôm qua" is.
    """
    then = then.astimezone(now.tzinfo)
    seconds = (now - then).total_seconds()
    if seconds < 60:
        return "vừa xong"
    if seconds < 3600:
        return f"{int(seconds // 60)} phút trước"
    days = (now.date() - then.date()).days
    if days == 0 or seconds < 6 * 3600:
        return f"{int(seconds // 3600)} giờ trước"
    if days == 1:
        return f"hôm qua lúc {then:%H:%M}"
    if days <= _DAYS_IN_WORDS:
        return f"{days} ngày trước"
    return f"ngày {then:%d/%m/%Y}"


def ago_from_text(then: str, now: datetime) -> str:
    """As `ago`, from ISO 8601 text; empty text gives an empty answer."""
    return ago(datetime.fromisoformat(then), now) if then else ""


def local_time(then: str, now: datetime) -> datetime:
    """ISO 8601 text as a moment in the zone of `now`."""
    return datetime.fromisoformat(then).astimezone(now.tzinfo)
