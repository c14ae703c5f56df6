"""The record of what was used."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from cchc_tui.phrases.usage import HALF_LIFE_DAYS, OTHERS, Usage, Use

TODAY = date(2026, 11, 21)


def test_a_use_halves_after_a_quarter(tmp_path: Path) -> None:
    usage = Usage(tmp_path / "u.db", "me")
    usage.record("a", TODAY)
    usage.record("a", TODAY)
    usage.record("b", TODAY - timedelta(days=HALF_LIFE_DAYS))
    assert usage.weights(TODAY) == pytest.approx({"a": 2.0, "b": 0.5})
    later = TODAY + timedelta(days=HALF_LIFE_DAYS)
    assert usage.weights(later) == pytest.approx({"a": 1.0, "b": 0.25})


def test_uses_of_colleagues_count_less(tmp_path: Path) -> None:
    Usage(tmp_path / "u.db", "other").record("a", TODAY)
    assert Usage(tmp_path / "u.db", "me").weights(TODAY) == {"a": OTHERS}


def test_where_a_phrase_was_used_is_told_latest_first(tmp_path: Path) -> None:
    usage = Usage(tmp_path / "u.db", "me")
    usage.record("a", date(2026, 1, 1), draft="d1", question="q1")
    usage.record("a", TODAY, draft="d2", question="q2")
    usage.record("b", TODAY)
    assert usage.uses("a") == [
        Use(TODAY, "me", "d2", "q2"),
        Use(date(2026, 1, 1), "me", "d1", "q1"),
    ]


def test_the_last_value_of_a_slot_is_remembered_by_author(tmp_path: Path) -> None:
    usage = Usage(tmp_path / "u.db", "me")
    usage.remember_value("don_vi", "Phòng Một")
    usage.remember_value("don_vi", "Phòng Hai")
    assert usage.last_value("don_vi") == "Phòng Hai"
    assert usage.last_value("khac") == ""
    assert Usage(tmp_path / "u.db", "other").last_value("don_vi") == ""


def test_nothing_is_written_until_something_is_used(tmp_path: Path) -> None:
    usage = Usage(tmp_path / "u.db")
    assert usage.weights(TODAY) == {}
    assert usage.uses("a") == []
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_or_closed_file_only_costs_the_ranking(tmp_path: Path) -> None:
    (tmp_path / "u.db").write_bytes(b"not a database" * 100)
    usage = Usage(tmp_path / "u.db", "me")
    usage.record("a", TODAY)
    assert usage.weights(TODAY) == {}
    assert usage.last_value("x") == ""
    folder = Usage(tmp_path, "me")
    folder.record("a", TODAY)
    assert folder.weights(TODAY) == {}


def test_the_file_is_closed_to_others(tmp_path: Path) -> None:
    usage = Usage(tmp_path / "in" / "u.db")
    usage.record("a", TODAY)
    assert usage.path.stat().st_mode & 0o077 == 0
