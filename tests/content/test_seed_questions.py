"""Every question found in the two reports of a department has its place in the library."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import fields
from pathlib import Path

import pytest
import tomli
from seed_reports import SEEDS, interview_of, library

from cchc_tui.domain.agencies import Agency
from cchc_tui.interview.kinds import Carry
from cchc_tui.services.answer_files import asked_by

PLACES: dict[str, dict[str, list[str]]] = tomli.loads(
    (Path(__file__).parent / "seed-questions.toml").read_text("utf-8")
)
ANALYSIS = SEEDS.parent / "SEEDS.md"
ROW = re.compile(r"\| (\d{3})/([^/ ]+)/(\d\d) \| .* \| ([PSC]) \|")


@pytest.mark.parametrize("seed", PLACES)
def test_every_place_named_exists_in_the_kind(seed: str) -> None:
    asked = asked_by(library(), interview_of(seed).kind)
    agency = {field.name for field in fields(Agency)}
    for place in (place for part in PLACES[seed].values() for place in part):
        name, _, rest = place.partition(".")
        if name == "agency":
            assert rest in agency, place
        elif name != "ky":
            assert name in asked, place
            assert not rest or rest in {column.id for column in asked[name].columns}, place


@pytest.mark.parametrize("seed", PLACES)
def test_every_question_of_the_analysis_has_a_place(seed: str) -> None:
    found = Counter(part for number, part, _, _ in _rows() if number == seed)
    assert {part: len(places) for part, places in PLACES[seed].items()} == dict(found)


@pytest.mark.parametrize("seed", PLACES)
def test_what_is_computed_is_never_asked_as_a_bare_figure(seed: str) -> None:
    """Computed facts are formulas, columns of tables, or come by themselves as a default."""
    asked = asked_by(library(), interview_of(seed).kind)
    for number, part, index, life in _rows():
        if number != seed or life != "C":
            continue
        place = PLACES[seed][part][int(index) - 1]
        question = asked.get(place.partition(".")[0])
        if question is None or question.type not in ("number", "percent"):
            continue
        assert question.computed or question.default or place in TYPED, place


@pytest.mark.parametrize("seed", PLACES)
def test_what_stands_from_period_to_period_is_carried_over(seed: str) -> None:
    asked = asked_by(library(), interview_of(seed).kind)
    for number, part, index, life in _rows():
        if number == seed and life == "S":
            question = asked.get(PLACES[seed][part][int(index) - 1].partition(".")[0])
            if question is not None and not question.computed:
                assert question.carry is not Carry.ASK or question.id in PERIODIC, question.id


TYPED = {"bm_nhan_su", "xl_da"}
"""Asked once elsewhere in the report (total staff), or more than a figure to copy."""
PERIODIC = {"tt_cuoc_thi", "tt_bao_chi", "pakn_he_thong"}
"""Record lists and channels whose other figures a new period must give anew."""


def _rows() -> list[tuple[str, str, str, str]]:
    if not ANALYSIS.is_file():
        pytest.skip("không có bản phân tích báo cáo gốc để đối chiếu")
    found = map(ROW.match, ANALYSIS.read_text("utf-8").split("\n"))
    return [(row[1], row[2], row[3], row[4]) for row in found if row]
