"""The answers by hand to the held-out reports, which measure nothing if they are wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
import tomli
from import_heldout import HELD_OUT, report_file
from import_kind import workspace
from word_of_text import word_file

from cchc_tui.domain.citations import Citation
from cchc_tui.domain.values import Prose, Quantity, Records
from cchc_tui.interview.answer import Answer
from cchc_tui.services.answer_files import read_answers
from cchc_tui.services.workspace import Workspace

REPORTS = sorted(HELD_OUT.glob("*.toml"))
WORKED_OUT = {"td_tong_cung_ky", "qd_ban_hanh_cung_ky"}
"""Told by a rise or a fall."""


@pytest.fixture(scope="module")
def work() -> Iterator[Workspace]:
    with workspace() as made:
        yield made


def answers(work: Workspace, path: Path) -> dict[str, Answer]:
    kind = work.library.kinds[tomli.loads(path.read_text("utf-8"))["kind"]]
    return read_answers(path, work.library, kind)


def source(path: Path) -> str:
    text = next(one for one in HELD_OUT.glob(f"{path.stem}.*") if one != path).read_text("utf-8")
    return " ".join(text.split())


def numbers(text: str) -> set[Decimal]:
    found = re.findall(r"\d{1,3}(?:\.\d{3})+|\d+(?:,\d+)?", text)
    return {Decimal(one.replace(".", "").replace(",", ".")) for one in found}


def test_the_set_has_reports_of_several_kinds_and_forms() -> None:
    kinds = {tomli.loads(path.read_text("utf-8"))["kind"] for path in REPORTS}
    assert len(REPORTS) >= 6
    assert {"cchc-so", "cchc-tinh", "kiem-soat-tthc"} < kinds
    forms = {held.suffixes[-1] for held in HELD_OUT.iterdir()}
    assert forms == {".toml", ".txt", ".md"}


@pytest.mark.parametrize("path", REPORTS, ids=lambda one: one.stem)
def test_every_answer_by_hand_stands_in_its_report(work: Workspace, path: Path) -> None:
    text = source(path)
    there = numbers(text)
    for name, answer in answers(work, path).items():
        value = answer.value
        if isinstance(value, Quantity) and name not in WORKED_OUT:
            assert there & spellings(value), name
        elif isinstance(value, Records):
            for row in value.rows:
                figures = [one for one in row.cells.values() if isinstance(one, Quantity)]
                assert figures, name
                assert all(there & spellings(one) for one in figures), name
        elif isinstance(value, tuple):
            cited = [one for one in value if isinstance(one, Citation)]
            assert cited, name
            assert all(one.number in text for one in cited), name
        elif isinstance(value, Prose):
            assert " ".join(value.text.split()) in text, name
        elif isinstance(value, str) and work.library.questions[name].type.value == "text":
            assert value in text, name


def spellings(value: Quantity) -> set[Decimal]:
    """A figure as it may be written: in full, or in millions and thousands of millions."""
    return {value.value / unit for unit in (1, 10**6, 10**9)}


@pytest.mark.parametrize("path", REPORTS, ids=lambda one: one.stem)
def test_every_report_becomes_a_file(path: Path, tmp_path: Path) -> None:
    made = report_file(path, tmp_path)
    assert made.stat().st_size > 1000


def test_merged_cells_of_a_head_become_one_cell() -> None:
    import io

    import docx

    text = "A|B\nC|D\n\nĐoạn\n#TT\tNhận\t\n#^\tMới\tCũ\n1\t2\t3\n"
    table = docx.Document(io.BytesIO(word_file(text))).tables[1]
    assert table.cell(0, 1)._tc is table.cell(0, 2)._tc
    assert table.cell(0, 0)._tc is table.cell(1, 0)._tc
    assert [cell.text for cell in table.rows[2].cells] == ["1", "2", "3"]
