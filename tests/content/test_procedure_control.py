"""The report on procedure control: one 13-column table feeds every sentence."""

from __future__ import annotations

import pytest
from seed_reports import TODAY, document_of, library, tables_of

from cchc_tui.document.writers import write_text
from cchc_tui.domain.agencies import load_agency
from cchc_tui.domain.paths import packaged
from cchc_tui.domain.periods import parse_period
from cchc_tui.domain.values import AnswerState, Quantity
from cchc_tui.interview.answer import Answer
from cchc_tui.interview.answers import parse_answer
from cchc_tui.interview.interview import Interview

TABLE = """# Cấp tỉnh
Hộ tịch | 100 | 20 | 5 | 90 | 20 | 1 | 14 | 0
Lý lịch tư pháp | 50 | 10 | 0 | 40 | 10 | 0 | 9 | 1"""


def draft(kind: str = "kiem-soat-tthc", **typed: str) -> Interview:
    questions = library().questions
    answers = {
        name: Answer(AnswerState.ANSWERED, parse_answer(questions[name], text))
        for name, text in typed.items()
    }
    agency = load_agency(packaged("prompts") / "agencies" / "stp-an-giang.toml")
    period = parse_period("2026-Q3")
    return Interview(library(), library().kinds[kind], agency, period, answers, today=TODAY)


def test_the_sums_of_the_form_are_computed_and_printed_everywhere() -> None:
    interview = draft(ii06_bang=TABLE)
    values = {
        name: value.value
        for name in ("hs_tiep_nhan", "hs_da_giai_quyet", "hs_dang_giai_quyet", "hs_ky_truoc")
        if isinstance(value := interview.answer(name).value, Quantity)
    }
    assert values == {
        "hs_tiep_nhan": 185,
        "hs_da_giai_quyet": 161,
        "hs_dang_giai_quyet": 24,
        "hs_ky_truoc": 5,
    }
    document = document_of(interview)
    assert "tiếp nhận 185 hồ sơ" in write_text(document)
    assert "trước hạn và đúng hạn đạt 99,38%" in write_text(document)
    (table,) = tables_of(document)
    assert len(table[1]) == 13
    assert table[-1][1:] == ["185", "150", "30", "5", "161", "130", "30", "1", "24", "23", "1"]


BROKEN = [
    ({"ii06_bang": TABLE.replace("| 14 | 0", "| 15 | 0")}, "ii06.khop"),
    ({"ii06_bang": TABLE, "hs_truc_tuyen": "149"}, "ii06.loi-van"),
    (
        {
            "pakn_co": "có",
            "pakn_he_thong": "3",
            "pakn_don_thu": "0",
            "pakn_truc_tiep": "0",
            "pakn_da_xu_ly": "4",
        },
        "pakn.xu-ly",
    ),
]


@pytest.mark.parametrize(("typed", "check"), BROKEN)
def test_relations_of_the_form_are_held_to(typed: dict[str, str], check: str) -> None:
    failed = {one.check.id for one in draft(**typed).checks()}
    assert check in failed


def test_a_reason_settles_dossiers_that_were_returned() -> None:
    broken = TABLE.replace("| 14 | 0", "| 15 | 0")
    settled = draft(ii06_bang=broken, hs_ly_do_chenh="01 hồ sơ chờ bổ sung chưa tính")
    assert not [one for one in settled.checks() if one.check.id in ("ii06.khop", "hs.khop")]


def test_the_province_prints_seven_tables_of_indicators_when_asked_to() -> None:
    names = ["chi_dao", "the_che", "tthc", "bo_may", "cong_vu", "tai_chinh", "so"]
    typed = {f"tk_{name}": "33 | đã rà soát\n | chưa có số liệu" for name in names}
    with_tables = document_of(draft("cchc-tinh", tk_co_phu_luc="có", **typed))
    assert [annex.number for annex in with_tables.annexes] == [
        f"Phụ lục {number}" for number in ("I", "II", "III", "IV", "V", "VI", "VII")
    ]
    tables = tables_of(with_tables)
    assert tables[0][0][-2:] == ["33", "đã rà soát"]
    assert all(len(table) >= 8 for table in tables)
    assert document_of(draft("cchc-tinh", tk_co_phu_luc="không")).annexes == ()
