"""The error rate on texts that were written before the rules were read."""

from __future__ import annotations

from functools import lru_cache

import pytest
from check import RULES
from check_heldout import AFTER, Outcome, measure, passages, table


@lru_cache(maxsize=1)
def outcome() -> Outcome:
    return measure()


def test_the_set_has_faults_and_near_misses_of_every_kind() -> None:
    found = list(passages())
    for group in ("SL", "VD", "CT", "CH", "KT"):
        assert sum(faulty for groups, faulty, _ in found if groups[0] == group) >= 10
        assert sum(not faulty for groups, faulty, _ in found if groups[0] == group) >= 7
    assert outcome().pages >= 12


@pytest.mark.parametrize("group", ["SL", "VD", "CT"])
def test_figures_citations_and_structure_are_found(group: str) -> None:
    assert outcome().score(group).recall >= 0.95


def test_at_most_one_false_error_in_ten_pages() -> None:
    assert outcome().errors * 10 <= outcome().pages, outcome().wrong


def test_at_most_one_finding_in_four_is_wrong() -> None:
    assert outcome().score().precision >= 0.75, outcome().wrong


def test_the_documented_table_is_the_measured_one() -> None:
    said = RULES.read_text(encoding="utf-8")
    assert table(outcome()) in said
    assert table(measure(AFTER)) in said
