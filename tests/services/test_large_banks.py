"""A large phrase bank is indexed away from the keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchc_tui.domain.paths import Places, packaged
from cchc_tui.services import suggestions
from cchc_tui.services.suggestions import Suggestions


def test_a_bank_of_usual_size_answers_at_once() -> None:
    assert Suggestions(Places.from_env(), "cán bộ").is_ready


def test_a_large_bank_is_ready_once_it_was_prepared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suggestions, "QUICK_BYTES", 1000)
    offered = Suggestions(Places.from_env(), "cán bộ")
    assert offered.is_large
    assert not offered.is_ready
    told: list[tuple[int, int]] = []
    offered.prepare(lambda done, total: told.append((done, total)))
    assert offered.is_ready
    assert told
    assert offered.bank.count > 500


def test_the_size_of_a_bank_counts_every_layer(
    isolated: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = Places.from_env()
    folder = places.own / "phrasebank"
    folder.mkdir(parents=True)
    size = sum(file.stat().st_size for file in packaged("phrasebank").glob("*.toml"))
    monkeypatch.setattr(suggestions, "QUICK_BYTES", size + 100)
    assert not Suggestions(places, "a").is_large
    (folder / "rieng.toml").write_text("# " + "x" * 200, encoding="utf-8")
    assert Suggestions(places, "a").is_large
