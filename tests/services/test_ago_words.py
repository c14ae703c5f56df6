from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from cchc_tui.services.ago import ago, ago_from_text

NOW = datetime(2026, 11, 21, 15, 30, tzinfo=timezone(timedelta(hours=7)))


@pytest.mark.parametrize(
    ("back", "words"),
    [
        (timedelta(seconds=-30), "vừa xong"),
        (timedelta(seconds=59), "vừa xong"),
        (timedelta(minutes=5), "5 phút trước"),
        (timedelta(minutes=59, seconds=59), "59 phút trước"),
        (timedelta(hours=2, minutes=40), "2 giờ trước"),
        (timedelta(hours=15), "15 giờ trước"),
        (timedelta(hours=20), "hôm qua lúc 19:30"),
        (timedelta(days=2), "2 ngày trước"),
        (timedelta(days=7), "7 ngày trước"),
        (timedelta(days=40), "ngày 12/10/2026"),
    ],
)
def test_time_passed_is_said_as_a_person_says_it(back: timedelta, words: str) -> None:
    assert ago(NOW - back, NOW) == words


def test_yesterday_is_yesterday_where_the_officer_is() -> None:
    just_after_midnight = datetime(2026, 11, 21, 0, 30, tzinfo=NOW.tzinfo)
    assert ago(just_after_midnight - timedelta(hours=1), just_after_midnight) == "1 giờ trước"
    early = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)  # 01:00 on the 21st in Vietnam
    assert ago(early, NOW) == "14 giờ trước"


def test_stored_times_are_read_and_none_is_nothing() -> None:
    assert ago_from_text("2026-11-21T08:25:00Z", NOW) == "5 phút trước"
    assert ago_from_text("", NOW) == ""
