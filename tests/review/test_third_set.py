"""The labels of the third held-out set, which measure nothing if they are wrong."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest
from check_heldout import GROUPS, THIRD

REPORTS = sorted((THIRD / "reports").glob("*.toml"))
_NUMBER = r"(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?"
_EQUATION = re.compile(rf"({_NUMBER}(?:(?: [+-] |/){_NUMBER})+) = ({_NUMBER})(%?)")


def labels(path: Path, kind: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))[kind]
    return found


def counted(kind: str) -> Counter[str]:
    return Counter(entry["group"] for path in REPORTS for entry in labels(path, kind))


def test_the_set_is_large_enough_to_measure_with() -> None:
    faults, near = counted("faults"), counted("near")
    assert len(REPORTS) >= 10
    assert faults["SL"] >= 60
    assert min(faults["VD"], faults["CT"]) >= 25
    assert min(faults.total(), near.total()) >= 120


@pytest.mark.parametrize("path", REPORTS, ids=lambda one: one.stem)
def test_every_quote_stands_once_on_the_line_it_names(path: Path) -> None:
    lines = path.with_suffix(".txt").read_text(encoding="utf-8").splitlines()
    for entry in [*labels(path, "faults"), *labels(path, "near")]:
        assert lines[entry["line"] - 1].count(entry["at"]) == 1, entry
        assert {entry["group"], *entry.get("or", ())} <= set(GROUPS)
        # Line 0 is the report as a whole, for what is nowhere in it.
        assert all(not line or lines[line - 1] for line in entry.get("also", ()))


@pytest.mark.parametrize("path", REPORTS, ids=lambda one: one.stem)
def test_no_place_is_both_wrong_and_right_or_wrong_twice_in_one_group(path: Path) -> None:
    wrong = Counter((entry["group"], entry["line"]) for entry in labels(path, "faults"))
    elsewhere = {
        (entry["group"], line) for entry in labels(path, "faults") for line in entry.get("also", ())
    }
    right = {(entry["group"], entry["line"]) for entry in labels(path, "near")}
    assert not wrong or max(wrong.values()) == 1
    assert not right & ({*wrong} | elsewhere)


@pytest.mark.parametrize("path", REPORTS, ids=lambda one: one.stem)
def test_the_sums_and_rates_in_the_labels_hold(path: Path) -> None:
    for entry in [*labels(path, "faults"), *labels(path, "near")]:
        note = entry.get("what") or entry["why"]
        for said, due in equations(note):
            assert said == due, note


@pytest.mark.parametrize("path", REPORTS, ids=lambda one: one.stem)
def test_what_a_fault_should_say_is_not_what_it_says(path: Path) -> None:
    for entry in labels(path, "faults"):
        due = {_value(result) for _, result, _ in _EQUATION.findall(entry["what"])}
        there = {_value(number) for number in re.findall(_NUMBER, entry["at"])}
        assert not due or due - there, entry


def equations(note: str) -> Iterator[tuple[Decimal, Decimal]]:
    """What a label says comes out, and what does, rounded as it is written."""
    for terms, result, percent in _EQUATION.findall(note):
        if "/" in terms:
            part, whole = (_value(one) for one in terms.split("/"))
            places = len(result.partition(",")[2])
            due = (part / whole * (100 if percent else 1)).quantize(
                Decimal(1).scaleb(-places), ROUND_HALF_UP
            )
        else:
            words = re.sub(r" ([+-]) ", r" \1", terms).split()
            due = sum((_value(one) for one in words), Decimal())
        yield _value(result), due


def _value(text: str) -> Decimal:
    return Decimal(text.replace(".", "").replace(",", "."))
