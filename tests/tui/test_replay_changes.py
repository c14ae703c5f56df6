"""The stated changes of the replay: what becomes of a report when they are made."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from replay_change import CHANGES, Append, change_of

PATHS = sorted(CHANGES.glob("*.toml"))
BASE = change_of(PATHS[0])
CHANGE = replace(
    BASE,
    facts={"113": "122", "146/QĐ-UBND": "215/QĐ-UBND", "20/01/2020": "13/6/2020", "2": "9"},
    names={"quý I": "quý II", "quý II": "quý III"},
    drop=("bố trí",),
    append=(Append("x", "Hết.", "- Mới."),),
)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_every_report_has_facts_that_change_a_sentence_that_goes_and_one_that_comes(
    path: Path,
) -> None:
    change = change_of(path)
    assert len(change.facts) >= 20
    assert all(old != new for old, new in change.facts.items())
    assert change.drop
    assert change.append
    assert {"ngay_ky", "so_van_ban"} <= set(change.answers)


def test_facts_are_changed_where_they_stand_as_wholes() -> None:
    old = "Quyết định số 146/QĐ-UBND ngày 20/01/2020; 113 hồ sơ, 1.113 lượt, 113,5%"
    new = "Quyết định số 215/QĐ-UBND ngày 13/6/2020; 122 hồ sơ, 1.113 lượt, 113,5%"
    assert CHANGE.of(old) == new


def test_names_of_periods_move_on_once() -> None:
    assert CHANGE.named("quý I và quý II") == "quý II và quý III"


def test_numbers_of_headings_stay_and_sentences_go_and_come() -> None:
    old = "2. Một cửa\nNơi này bố trí 113 người. Có 113 hồ sơ.\nChỉ bố trí một người.\nHết."
    assert CHANGE.report(old) == "2. Một cửa\nCó 122 hồ sơ.\nHết.\n- Mới."
