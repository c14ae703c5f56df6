"""The labels of the fourth held-out set, each worked out again from the report it speaks of."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest
from check_heldout import FOURTH, GROUPS

REPORTS = sorted((FOURTH / "reports").glob("*.toml"))
EACH = pytest.mark.parametrize("path", REPORTS, ids=lambda one: one.stem)
_NUMBER = r"(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?"
_SIDE = rf"(?:\({_NUMBER}(?: [+-] {_NUMBER})+\)|{_NUMBER}(?: [+-] {_NUMBER})*)"
_EQUATION = re.compile(rf"({_SIDE}(?:/{_NUMBER})?) = ({_NUMBER})(%?)")
_APART = re.compile("“([^”]+)” (khác|sau) “([^”]+)”")
_DAY = re.compile(r"(\d{1,2})(?:/| tháng )(\d{1,2})(?:/| năm )(\d{4})")


def labels(path: Path, kind: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))[kind]
    return found


def both(path: Path) -> list[dict[str, Any]]:
    return [*labels(path, "faults"), *labels(path, "near")]


def lines_of(path: Path) -> list[str]:
    return path.with_suffix(".txt").read_text(encoding="utf-8").splitlines()


def counted(kind: str) -> Counter[str]:
    return Counter(entry["group"] for path in REPORTS for entry in labels(path, kind))


def test_the_set_has_faults_in_the_proportion_officials_make_them() -> None:
    faults, near = counted("faults"), counted("near")
    assert len(REPORTS) == 8
    assert faults["SL"] >= 55
    assert faults["VD"] >= 18
    assert faults["CT"] >= 12
    assert min(faults.total(), near.total()) >= 90


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
    assert max(wrong.values()) == 1
    assert not right & ({*wrong} | elsewhere)


@EACH
def test_the_sums_and_rates_in_the_labels_hold_and_their_terms_are_in_the_report(
    path: Path,
) -> None:
    there = {value(number) for number in re.findall(_NUMBER, "\n".join(lines_of(path)))}
    for entry in both(path):
        note = entry.get("what") or entry["why"]
        known = set(there)
        for terms, result, percent in _EQUATION.findall(note):
            assert {value(number) for number in re.findall(_NUMBER, terms)} <= known, note
            assert value(result) == worked_out(terms, result, percent), note
            known.add(value(result))


@EACH
def test_every_fault_in_figures_is_worked_out_and_not_what_the_report_says(path: Path) -> None:
    for entry in labels(path, "faults"):
        equations = _EQUATION.findall(entry["what"])
        if entry["group"] == "SL":
            assert equations or _APART.search(entry["what"]), entry
        said = {value(number) for number in re.findall(_NUMBER, entry["at"])}
        assert not equations or {value(result) for _, result, _ in equations} - said, entry


@EACH
def test_what_a_fault_says_differs_does_so_in_the_report_itself(path: Path) -> None:
    lines = lines_of(path)
    for entry in labels(path, "faults"):
        if said := _APART.search(entry["what"]):
            here, how, there = said.groups()
            others = [lines[line - 1] for line in entry.get("also", ()) if line] or lines
            assert here != there
            assert here in lines[entry["line"] - 1]
            assert any(there in line for line in others), entry
            assert how == "khác" or day(here) > day(there)


@EACH
def test_a_replaced_document_was_replaced_before_the_report(path: Path) -> None:
    signed = next(day(line) for line in lines_of(path) if _DAY.search(line))
    for entry in labels(path, "faults"):
        if since := re.search(r" từ (\d.*)$", entry["what"]):
            assert day(since[1]) < signed, entry


@EACH
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


def worked_out(terms: str, result: str, percent: str) -> Decimal:
    """What a label's equation comes to, rounded as the label writes it."""
    above, _, below = terms.partition("/")
    due = total(above) / (total(below) if below else 1) * (100 if percent else 1)
    places = len(result.partition(",")[2])
    return due.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def total(side: str) -> Decimal:
    return sum(signed_terms(side.strip("()")), Decimal())


def signed_terms(side: str) -> Iterator[Decimal]:
    for sign, number in re.findall(rf"([+-]?) ?({_NUMBER})", side):
        yield -value(number) if sign == "-" else value(number)


def value(text: str) -> Decimal:
    return Decimal(text.replace(".", "").replace(",", "."))


def day(text: str) -> date:
    found = _DAY.search(text)
    assert found, text
    return date(int(found[3]), int(found[2]), int(found[1]))
