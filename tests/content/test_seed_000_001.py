"""The kinds of a sở, filled with the facts of two real reports."""

from __future__ import annotations

import pytest
from seed_reports import (
    document_of,
    headings_of,
    interview_of,
    library,
    seed_headings,
    tables_of,
)

from cchc_tui.document.blocks import Footnote, Paragraph, gaps_of
from cchc_tui.document.writers import write_text
from cchc_tui.domain.values import AnswerState
from cchc_tui.interview.answer import Answer

SEEDS = ("000", "001")
SLIPS = {
    "000": {"II. ĐÁNH GIÁ CHUNG": "III. ĐÁNH GIÁ CHUNG"},
    "001": {
        "III. PHƯƠNG HƯỚNG": "IV. PHƯƠNG HƯỚNG",
        "thực hiện Nghị định 130/2005/NĐ-CP ngày 17/10/2015": (
            "thực hiện Nghị định số 130/2005/NĐ-CP ngày 17/10/2005"
        ),
    },
}
LETTERED_PARAGRAPHS = ("ban hành danh mục xây dựng", "tăng cường phối hợp")
"""How the two lettered paragraphs of seed 001 begin, which are no headings."""

FIGURES = {
    "000": (
        "10 mục tiêu", "38 nhiệm vụ", "trên 80%", "tối thiểu 90%", "15/01/2020", "Quý III/2020",
        "05 dự thảo", "02 nghị quyết", "03 quyết định", "20 văn bản", "08 quyết định",
        "146/QĐ-UBND", "113 hồ sơ", "2.027", "5,57%", "576 hồ sơ", "28,42%", "119/KH-STP",
        "111/QĐ-UBND", "76 hồ sơ", "26 hồ sơ", "04 trường hợp", "07 trường hợp",
        "03 đơn vị sự nghiệp", "22/2017/QĐ-UBND", "10/3/2020", "Khá",
    ),
    "001": (
        "06 nhiệm vụ trọng tâm", "33/33 nhiệm vụ", "13 lớp", "03 buổi", "1.745 lượt", "18.955",
        "13.352", "12 đội", "4.520 tài liệu", "16 tình huống", "9.000 tin nhắn", "3.000 thuê bao",
        "39 đề nghị xây dựng nghị quyết của Hội đồng nhân dân (tăng 07 so với cùng kỳ)",
        "(tăng 33 so với cùng kỳ)", "(tăng 13 so với cùng kỳ)", "(giảm 05 so với cùng kỳ)",
        "51 văn bản do Ủy ban nhân dân ban hành (tăng 14 so với cùng kỳ)",
        "(giảm 14 so với cùng kỳ)", "148 thủ tục", "15.613 hồ sơ", "15.265 hồ sơ", "301 hồ sơ",
        "14 thạc sĩ (12 luật, 02 khác)", "66 đại học (55 luật, 11 khác)", "57 công chức",
        "98,04%", "43,75%", "45,61%", "20 trường hợp", "19 hội nghị", "2.917", "59 lượt",
        "79 năm", "04 đơn vị sự nghiệp", "10.343 văn bản", "3.728 văn bản", "hơn 1.000.000",
    ),
}  # fmt: skip


@pytest.mark.parametrize("seed", SEEDS)
def test_a_filled_draft_misses_nothing_and_breaks_no_relation(seed: str) -> None:
    interview = interview_of(seed)
    assert [question.id for question in interview.missing()] == []
    assert [failed.message for failed in interview.checks()] == []
    assert gaps_of(document_of(interview)) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_headings_are_those_of_the_report_with_its_slips_mended(seed: str) -> None:
    printed = headings_of(document_of(interview_of(seed)))
    expected = [
        (number, text)
        for number, text in seed_headings(seed, SLIPS[seed])
        if not text.startswith(LETTERED_PARAGRAPHS)
    ]
    assert printed == expected


@pytest.mark.parametrize("seed", SEEDS)
def test_the_figures_of_the_report_are_printed(seed: str) -> None:
    text = write_text(document_of(interview_of(seed)))
    assert [figure for figure in FIGURES[seed] if figure not in text] == []


@pytest.mark.parametrize("seed", SEEDS)
def test_no_mark_of_ours_is_left_in_the_text(seed: str) -> None:
    text = write_text(document_of(interview_of(seed)))
    assert not set(text) & set("{}[]\ue000\ue001")


def test_the_dossier_table_of_the_seven_heads_report_is_computed() -> None:
    (table,) = tables_of(document_of(interview_of("000")))
    assert table == [["1.983", "604", "2.587", "1.907", "1.805", "0", "102"]]


def test_the_plan_and_the_legal_documents_are_cited_in_footnotes() -> None:
    counts = {seed: _footnotes(seed) for seed in SEEDS}
    assert counts == {"000": 1, "001": 14}


def test_a_figure_asked_once_is_printed_wherever_it_is_needed() -> None:
    text = write_text(document_of(interview_of("000")))
    assert text.count("10 mục tiêu") == 2
    text = write_text(document_of(interview_of("001")))
    assert text.count("148 thủ tục") == 2
    assert text.count("(tăng 14 so với cùng kỳ)") == 2


def test_law_drafting_is_asked_of_justice_departments_only() -> None:
    interview = interview_of("001")
    assert interview.visible("td_tong")
    no = Answer(AnswerState.ANSWERED, False)
    assert not interview.with_answers({"la_tu_phap": no}).visible("td_tong")


def test_district_offices_are_gone_for_figures_after_june_2025() -> None:
    before = interview_of("001", {}, period="2025-6T")
    after = interview_of("001", {}, period="2025-9T")
    assert before.answer("cap_duoi").value == "cấp huyện"
    assert after.answer("cap_duoi").value == "cấp xã"


@pytest.mark.parametrize("kind", ["cchc-so", "cchc-so-nq30c"])
def test_a_newcomer_must_answer_few_questions(kind: str) -> None:
    interview = interview_of({"cchc-so": "001", "cchc-so-nq30c": "000"}[kind], {}, period="2026-Q3")
    assert interview.progress().required <= 25
    assert library().kinds[kind].subject


def _footnotes(seed: str) -> int:
    blocks = document_of(interview_of(seed)).body
    inlines = (i for b in blocks if isinstance(b, Paragraph) for i in b.inlines)
    return sum(isinstance(inline, Footnote) for inline in inlines)
