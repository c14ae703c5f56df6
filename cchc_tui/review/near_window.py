"""The figures that stand around one: what may explain it, exactly or nearly."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from cchc_tui.review.amounts import Figure, Form
from cchc_tui.review.figures import read_figures
from cchc_tui.review.passages import Part, Passage, flat
from cchc_tui.review.report import Report

_EMPTY = frozenset(
    """
    da duoc la co cua tong so luong trong ky nam hien nay tai voi gom thuoc cac nhung va den bao cao
    hanh chinh thu tuc tthc theo thuc hien chung dat ty le chiem ket qua do cho tren ve ho nguoi
    viec truong hop con lai don vi ubnd phan bang nhu tong toan cong chi tieu linh vuc cap
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
"""Words that do not tell one quantity from another."""
_AHEAD = re.compile(
    r"\b(?:phuong huong|nhiem vu trong tam|de xuat|muc tieu"
    r"|(?<!phan anh, )(?<!phan anh )kien nghi)\b"
)
_READ, _AROUND = 24, 16
"""Figures of a passage that are read, and figures at either side of it: a bound on the time."""
COUNTED = (Form.COUNT, Form.MONEY)


@dataclass(frozen=True, slots=True)
class Told:
    """A figure with its place and the words that say what it is.

    Attributes:
        figure: The figure.
        passage: Ordinal of its passage among the passages of prose.
        sentence: Folded text of its sentence.
        words: Telling words of its sentence.
        clause: Telling words of its own clause.
    """

    figure: Figure
    passage: int
    sentence: str
    words: frozenset[str]
    clause: frozenset[str]


def telling(text: str) -> frozenset[str]:
    """The words of a folded text that tell one quantity from another."""
    return frozenset(re.findall("[a-z]+", text)) - _EMPTY


@lru_cache(maxsize=8192)
def _read(text: str) -> tuple[tuple[Figure, str, frozenset[str], frozenset[str]], ...]:
    statement = read_figures(text)
    found = []
    spans: dict[int, str] = {}
    for figure in statement.figures:
        if figure.sentence not in spans:
            spans[figure.sentence] = _sentence(statement.plain, figure)
        sentence = spans[figure.sentence]
        found.append((figure, sentence, telling(sentence), telling(figure.label)))
    return tuple(found)


def _sentence(plain: str, figure: Figure) -> str:
    start = max(plain.rfind(". ", 0, figure.start), plain.rfind("\n", 0, figure.start)) + 1
    ends = [at for mark in (". ", "\n") if (at := plain.find(mark, figure.end)) >= 0]
    return plain[start : min(ends, default=len(plain))]


def told_in(report: Report) -> tuple[tuple[Passage, tuple[Told, ...]], ...]:
    """The passages of prose that tell what was done, each with its figures."""
    told: list[tuple[Passage, tuple[Told, ...]]] = []
    for passage in report.prose:
        if passage.part is Part.FOOTNOTE or _AHEAD.search(flat(passage.heading)):
            continue
        here = len(told)
        figures = tuple(Told(f, here, s, w, c) for f, s, w, c in _read(passage.text)[:_READ])
        told.append((passage, figures))
    return tuple(told)


def around(
    told: Sequence[tuple[Passage, tuple[Told, ...]]], at: int, before: int, after: int
) -> list[Told]:
    """The figures of a passage and of those near it under the same heading, the nearest only."""
    home = told[at][0]
    before_it, after_it = (
        [
            one
            for passage, figures in span
            if passage.heading == home.heading and passage.annex == home.annex
            for one in figures
        ]
        for span in (told[max(0, at - before) : at], told[at + 1 : at + after + 1])
    )
    return [*before_it[-_AROUND:], *told[at][1], *after_it[:_AROUND]]


def values(told: Sequence[Told], form: Form | None = None) -> list[Decimal]:
    """The values of figures, denominators of ratios among them, in order."""
    found = []
    for one in told:
        figure = one.figure
        if figure.form is Form.PERCENT or (form is Form.MONEY) != (figure.form is Form.MONEY):
            continue
        found.append(figure.worth)
        if figure.whole is not None:
            found.append(figure.whole)
    return found


def runs(numbers: Sequence[Decimal], most: int = 8) -> Iterator[Decimal]:
    """The sums of all runs of two to `most` numbers that stand side by side."""
    for start in range(len(numbers)):
        total = numbers[start]
        for number in numbers[start + 1 : start + most]:
            total += number
            yield total
