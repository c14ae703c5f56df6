"""The error rate of the rules, on texts written in the style of real reports."""

from __future__ import annotations

from functools import lru_cache

import pytest
from check import RULES, Result, cases, measure, table


@lru_cache(maxsize=1)
def result() -> Result:
    return measure()


def test_the_set_has_at_least_two_hundred_cases() -> None:
    found = cases()
    assert len(found) >= 200
    assert sum(not case.faulty for case in found) * 2 >= len(found)


@pytest.mark.parametrize("group", ["SL", "VD", "CT"])
def test_figures_citations_and_structure_are_found(group: str) -> None:
    assert result().group((group,)).recall >= 0.95


def test_at_most_one_finding_in_four_is_wrong() -> None:
    assert result().group(("SL", "VD", "CT", "TT", "CH", "KT")).precision >= 0.75


def test_no_right_text_is_called_an_error() -> None:
    from cchc_tui.review.catalogue import REGISTRY
    from cchc_tui.review.findings import Severity

    errors = [
        (code, case.text)
        for code, case in result().alarms
        if REGISTRY.rules[code].severity is Severity.ERROR
    ]
    assert errors == []


def test_the_documented_table_is_the_measured_one() -> None:
    assert table(result()) in RULES.read_text(encoding="utf-8")
