"""A large phrase bank is indexed away from the keys."""

from __future__ import annotations

from datetime import date
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


def test_a_phrase_written_by_another_session_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suggestions, "LOOK_AGAIN", 0.0)
    places = Places.from_env()
    offered = Suggestions(places, "a")

    def found() -> list[str]:
        hits = offered.search("chim hac giay", {}, section="", limit=3, today=date(2026, 3, 16))
        return [one.hit.phrase.id for one in hits]

    assert "rieng.moi" not in found()
    folder = places.own / "phrasebank"
    folder.mkdir(parents=True)
    text = '[[phrase]]\nid = "rieng.moi"\ntext = "Trao tặng nghìn con chim hạc giấy"\n'
    (folder / "khac.toml").write_text(text, encoding="utf-8")
    assert found()[0] == "rieng.moi"
