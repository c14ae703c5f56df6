"""The labels of the held-out sets of whole reports, which measure nothing if they are wrong.

Each label of the last three sets is worked out again from the report it speaks of.
"""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from check_heldout import FIFTH, FOURTH, GROUPS, SIXTH, THIRD
from report_labels import (
    APART,
    DAY,
    EQUATION,
    NUMBER,
    both,
    counted,
    day,
    labels,
    lines_of,
    numbers,
    reports_of,
    tables,
    value,
    worked_out,
)

# A share, but not a part of a date or of a document's number, and the rate said of it.
_RATED = re.compile(rf"(?<![/\w.,])({NUMBER})/({NUMBER})(?![\d/])[^;.]*?({NUMBER})%")
WHOLE = [*reports_of(FIFTH), *reports_of(SIXTH)]
RECKONED = [*reports_of(FOURTH), *WHOLE]


def named(path: Path) -> str:
    return f"{path.parents[1].name}-{path.stem}"


EACH = pytest.mark.parametrize("path", [*reports_of(THIRD), *RECKONED], ids=named)
EACH_WHOLE = pytest.mark.parametrize("path", WHOLE, ids=named)
EACH_RECKONED = pytest.mark.parametrize("path", RECKONED, ids=named)


@pytest.mark.parametrize(
    ("folder", "reports", "least", "labelled"),
    [
        (THIRD, 10, {"SL": 60, "VD": 25, "CT": 25}, 120),
        (FOURTH, 8, {"SL": 55, "VD": 18, "CT": 12}, 90),
        (FIFTH, 8, {"SL": 55, "VD": 18, "CT": 12, "CH": 5, "KT": 5}, 90),
        (SIXTH, 7, {"SL": 50, "VD": 15, "CT": 10, "CH": 5, "KT": 5}, 80),
    ],
    ids=lambda one: one.name if isinstance(one, Path) else "",
)
def test_a_set_has_enough_faults_in_the_proportion_officials_make_them(
    folder: Path, reports: int, least: dict[str, int], labelled: int
) -> None:
    faults, near = (counted(reports_of(folder), kind) for kind in ("faults", "near"))
    assert len(reports_of(folder)) >= reports
    assert all(faults[group] >= number for group, number in least.items())
    assert min(faults.total(), near.total()) >= labelled


@EACH
def test_every_quote_stands_once_on_the_line_it_names(path: Path) -> None:
    lines = lines_of(path)
    for entry in both(path):
        assert lines[entry["line"] - 1].count(entry["at"]) == 1, entry
        assert {entry["group"], *entry.get("or", ())} <= set(GROUPS)
        # Line 0 is the report as a whole, for what is nowhere in it.
        assert all(not line or lines[line - 1] for line in entry.get("also", ()))


@EACH
def test_no_place_is_both_wrong_and_right_or_wrong_twice_in_one_group(path: Path) -> None:
    faults = labels(path, "faults")
    wrong = Counter((entry["group"], entry["line"]) for entry in faults)
    elsewhere = {(entry["group"], line) for entry in faults for line in entry.get("also", ())}
    right = {(entry["group"], entry["line"]) for entry in labels(path, "near")}
    assert max(wrong.values(), default=1) == 1
    assert not right & ({*wrong} | elsewhere)


@EACH
def test_the_sums_and_rates_in_the_labels_hold(path: Path) -> None:
    for entry in both(path):
        note = entry.get("what") or entry["why"]
        for terms, result, percent in EQUATION.findall(note):
            assert value(result) == worked_out(terms, result, percent), note


@EACH
def test_what_a_fault_should_say_is_not_what_it_says(path: Path) -> None:
    for entry in labels(path, "faults"):
        due = {value(result) for _, result, _ in EQUATION.findall(entry["what"])}
        assert not due or due - numbers(entry["at"]), entry


@EACH_RECKONED
def test_the_terms_of_the_sums_and_rates_are_in_the_report(path: Path) -> None:
    there = numbers("\n".join(lines_of(path)))
    for entry in both(path):
        note = entry.get("what") or entry["why"]
        known = set(there)
        for terms, result, _ in EQUATION.findall(note):
            assert numbers(terms) <= known, note
            known.add(value(result))


@EACH_RECKONED
def test_every_fault_in_figures_is_worked_out(path: Path) -> None:
    for entry in labels(path, "faults"):
        if entry["group"] == "SL":
            assert EQUATION.search(entry["what"]) or APART.search(entry["what"]), entry


@EACH_RECKONED
def test_what_a_fault_says_differs_does_so_in_the_report_itself(path: Path) -> None:
    lines = lines_of(path)
    for entry in labels(path, "faults"):
        if said := APART.search(entry["what"]):
            here, how, there = said.groups()
            others = [lines[line - 1] for line in entry.get("also", ()) if line] or lines
            assert here != there
            assert here in lines[entry["line"] - 1]
            assert any(there in line for line in others), entry
            assert how == "khác" or day(here) > day(there)


@EACH_RECKONED
def test_a_replaced_document_was_replaced_before_the_report(path: Path) -> None:
    signed = next(day(line) for line in lines_of(path) if DAY.search(line))
    for entry in labels(path, "faults"):
        if since := re.search(r" từ (\d.*)$", entry["what"]):
            assert day(since[1]) < signed, entry


@EACH_RECKONED
def test_numbering_annexes_and_paragraphs_are_wrong_as_labelled(path: Path) -> None:
    lines = lines_of(path)
    for entry in labels(path, "faults"):
        line, what = lines[entry["line"] - 1], entry["what"]
        if what.startswith("trùng"):
            assert sum(one.split(" ")[0] == line.split(" ")[0] for one in lines) >= 2, entry
        if due := re.search(r"phải là (\S+)$", what):
            assert line.split(" ")[0].strip(".)") != due[1].strip(".)"), entry
        if "lặp lại" in what:
            assert lines.count(line) == 2
        if annex := re.search(r"Phụ lục [IV]+\b", entry["at"]):
            assert annex[0] not in lines
        if word := re.search(r"(?:chính tả|viết hoa): (.+)$", what):
            assert not set(word[1].split()) <= set(entry["at"].split()), entry


@EACH_WHOLE
def test_every_unlabelled_column_of_a_table_adds_up(path: Path) -> None:
    """A table of the last sets ends with its totals, but for shares and where a fault says so."""
    lines = lines_of(path)
    faults = [entry for entry in labels(path, "faults") if entry["group"] == "SL"]
    wrong = {(entry["line"], entry["at"]) for entry in faults}
    for (_, head), *rows, (last, totals) in tables(lines):
        for column in range(2, len(head)):
            cells = [(number, row[column]) for number, row in [*rows, (last, totals)]]
            if "%" not in head[column] and not wrong & set(cells):
                *parts, whole = (value(cell) for _, cell in cells)
                assert sum(parts, Decimal()) == whole, (path.stem, head[column])


@EACH_WHOLE
def test_every_unlabelled_rate_follows_the_two_counts_before_it(path: Path) -> None:
    """`11/12 nhiệm vụ, đạt 91,67%`: a rate after its share is right or labelled wrong."""
    for number, line in enumerate(lines_of(path), 1):
        wrong = [entry["at"] for entry in labels(path, "faults") if entry["line"] == number]
        for part, whole, rate in _RATED.findall(line):
            if not any(rate in at for at in wrong):
                assert worked_out(f"{part}/{whole}", rate, "%") == value(rate), line


@EACH_WHOLE
def test_no_paragraph_is_repeated_but_where_labelled(path: Path) -> None:
    said = {entry["line"] for entry in labels(path, "faults") if "lặp lại" in entry["what"]}
    paragraphs = [(at, line) for at, line in enumerate(lines_of(path), 1) if len(line) > 60]
    for (_, first), (at, second) in pairwise(sorted(paragraphs, key=lambda one: (one[1], one[0]))):
        assert first != second or at in said
