"""The labels of the held-out sets of whole reports, and what can be worked out again from them.

A label's note holds its reckoning, as `29 + 20 = 49` or `298/305 = 97,70%`, or quotes the two
places that disagree, as `“ngày 06/01/2021” khác “ngày 06/01/2022”`.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

NUMBER = r"(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?"
_SIDE = rf"(?:\({NUMBER}(?: [+-] {NUMBER})+\)|{NUMBER}(?: [+-] {NUMBER})*)"
EQUATION = re.compile(rf"({_SIDE}(?:/{NUMBER})?) = ({NUMBER})(%?)")
APART = re.compile("“([^”]+)” (khác|sau) “([^”]+)”")
DAY = re.compile(r"(\d{1,2})(?:/| tháng )(\d{1,2})(?:/| năm )(\d{4})")


def reports_of(folder: Path) -> list[Path]:
    """The label files of a set; the report of each stands beside it as text."""
    return sorted((folder / "reports").glob("*.toml"))


def labels(path: Path, kind: str) -> list[dict[str, Any]]:
    """The `faults` or the `near` of one report."""
    found: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))[kind]
    return found


def both(path: Path) -> list[dict[str, Any]]:
    """Every label of one report."""
    return [*labels(path, "faults"), *labels(path, "near")]


def lines_of(path: Path) -> list[str]:
    """The lines of the report that a label file speaks of."""
    return path.with_suffix(".txt").read_text(encoding="utf-8").splitlines()


def counted(reports: Iterable[Path], kind: str) -> Counter[str]:
    """How many labels of a kind there are in each group."""
    return Counter(entry["group"] for path in reports for entry in labels(path, kind))


def tables(lines: list[str]) -> Iterator[list[tuple[int, list[str]]]]:
    """Each table of a report as its rows: the line, from 1, and the cells."""
    rows: list[tuple[int, list[str]]] = []
    for number, line in enumerate([*lines, ""], 1):
        if "\t" in line:
            rows.append((number, line.split("\t")))
        elif rows:
            yield rows
            rows = []


def numbers(text: str) -> set[Decimal]:
    """Every number written in a text."""
    return {value(number) for number in re.findall(NUMBER, text)}


def worked_out(terms: str, result: str, percent: str) -> Decimal:
    """What a label's equation comes to, rounded as the label writes it."""
    above, _, below = terms.partition("/")
    due = total(above) / (total(below) if below else 1) * (100 if percent else 1)
    places = len(result.partition(",")[2])
    return due.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def total(side: str) -> Decimal:
    """The sum of `12 + 5 - 3`, in brackets or not."""
    signed = re.findall(rf"([+-]?) ?({NUMBER})", side.strip("()"))
    return sum(
        (-value(number) if sign == "-" else value(number) for sign, number in signed), Decimal()
    )


def value(text: str) -> Decimal:
    """A number as Vietnamese reports write it: `1.234,5`."""
    return Decimal(text.replace(".", "").replace(",", "."))


def day(text: str) -> date:
    """The first date written in a text."""
    found = DAY.search(text)
    assert found, text
    return date(int(found[3]), int(found[2]), int(found[1]))
