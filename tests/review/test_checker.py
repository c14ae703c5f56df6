from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from check_report import long_report
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_tui.document.blocks import Document, Foot, Head, Paragraph, Text
from cchc_tui.document.readers import read_report
from cchc_tui.domain.facts import load_facts
from cchc_tui.domain.paths import packaged
from cchc_tui.review.checker import Checker
from cchc_tui.review.examples import document_of
from cchc_tui.review.findings import Severity

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
FACTS = load_facts([packaged("prompts/facts")])

NASTY = [
    "",
    "\u0000\u0007\u202eabc",
    "{{ 7*7 }} {% raw %}",
    "*_#| & < > ]]>",
    "a\u0301" * 50,
    "(" * 500 + "12" + ")" * 500,
    "1" * 400 + " hồ sơ, " + "9" * 400 + "%",
    "1.2.3.4,5,6/7/8/9%",
    "ngày 99/99/9999 tháng 77 năm 0000",
    "0/0 nhiệm vụ, đạt 0%",
    "tiếp nhận 0 hồ sơ (trong đó: , ; . ) %",
    "| | | |",
    "gồm gồm gồm: 1, 2, 3 trong đó (gồm",
    "²³¹ ½ ٣ ৩ hồ sơ",
]


@pytest.mark.parametrize("text", NASTY)
def test_no_rule_fails_on_nasty_text(text: str) -> None:
    document = document_of("Đã làm.")
    body = (*document.body, Paragraph((Text(text),)))
    Checker(FACTS).check(replace(document, body=body))


def test_a_megabyte_of_text_is_checked() -> None:
    document = document_of("Tiếp nhận 12 hồ sơ, đạt 50%. " * 400)
    Checker(FACTS).check(document)


def test_an_empty_document_is_checked() -> None:
    found = Checker(FACTS).check(Document(Head("", "", "", "", "", ""), (), Foot()))
    assert {"CT10", "CT11", "TT03"} <= {finding.code for finding in found}


_WORDS = st.sampled_from(
    re.split(
        " ",
        "tiếp nhận hồ sơ trong đó gồm ( ) , ; : . % / 12 1.983 05 5,58% 33/33 đạt chiếm tỷ lệ "
        "quá hạn đang giải quyết trực tuyến # ## - + | @ số 12/QĐ-UBND ngày 10/3/2026 I. 1. "
        "a) phụ lục II năm 2026 so với cùng kỳ tăng ... _ “ ” \u0301",
    )
)


@settings(max_examples=120, deadline=None)
@given(st.lists(st.lists(_WORDS, max_size=14).map(" ".join), max_size=10).map("\n".join))
def test_no_rule_fails_on_any_document(text: str) -> None:
    for finding in Checker(FACTS).check(document_of(text)):
        assert finding.message
        assert finding.place.start >= 0


def test_a_recheck_finds_what_a_first_check_finds() -> None:
    checker = Checker(FACTS)
    checker.check(long_report("2.027"))
    changed = long_report("2.028")
    assert checker.check(changed) == Checker(FACTS).check(changed)
    assert any(f.code == "SL05" and f.quote == "2.028" for f in checker.check(changed))


def test_a_recheck_reads_only_the_passages_that_changed() -> None:
    checker = Checker(FACTS)
    checker.check(long_report("2.027"))
    before = set(checker._kept)
    checker.check(long_report("2.028"))
    assert len(set(checker._kept) - before) == 1


def test_findings_can_be_chosen_and_left_out() -> None:
    document = document_of("Có 12/11 xã, 113 hồ sơ trên tổng số 2.027 hồ sơ, chiếm 9%.")
    checker = Checker(FACTS)
    assert {f.code for f in checker.check(document, select=["SL"])} == {"SL03", "SL10"}
    assert "SL10" not in {f.code for f in checker.check(document, ignore=["SL10"])}


def test_a_finding_says_where_what_and_how_to_mend_it() -> None:
    document = document_of("# I. KẾT QUẢ\nCó 46/86 cán bộ nữ (đạt tỷ lệ 53,4%).")
    (finding,) = Checker(FACTS).check(document, select=["SL04"])
    assert finding.quote == "53,4%"
    assert finding.expected == finding.fix == "53,5%"
    assert finding.place.section == "I. KẾT QUẢ"
    assert finding.severity is Severity.WARNING


def test_the_question_of_a_quoted_answer_is_named() -> None:
    document = document_of("Đã làm.")
    inlines = (
        Text("Tổng 06 nghị quyết (02 luật, "),
        Text("05 luật", question="so_luat"),
        Text(")."),
    )
    body = (
        Paragraph((Text("Có "), Text("12/11", question="xa"), Text(" xã."))),
        Paragraph(inlines),
    )
    found = Checker(FACTS).check(replace(document, body=(*body, *document.body)), select=["SL10"])
    assert [finding.place.question for finding in found] == ["xa"]


def test_what_was_carried_in_is_compared_with_the_last_report() -> None:
    past = document_of("Sở tiếp nhận 100 hồ sơ, đã giải quyết 90 hồ sơ, đang giải quyết 10 hồ sơ.")
    now = document_of("Sở tiếp nhận 50 hồ sơ; trong đó hồ sơ kỳ trước chuyển sang là 12 hồ sơ.")
    codes = {f.code for f in Checker(FACTS).check(now, earlier=past)}
    assert "SL06" in codes
    assert "SL06" not in {f.code for f in Checker(FACTS).check(now)}


def test_cumulative_figures_do_not_fall_within_a_year() -> None:
    title = "@trich-yeu: Công tác cải cách hành chính {} đầu năm 2026\n"
    figures = "Sở tiếp nhận {} hồ sơ, đã giải quyết {} hồ sơ, đang giải quyết {} hồ sơ."
    past = document_of(title.format("6 tháng") + figures.format(100, 90, 10))
    now = document_of(title.format("9 tháng") + figures.format(80, 75, 5))
    assert "SL16" in {f.code for f in Checker(FACTS).check(now, earlier=past)}


KNOWN = {
    "000": {"SL04": ["5.58%"], "SL12": ["2.027"], "CT01": ["ĐÁNH GIÁ CHUNG"], "CH20": ["5.58%"]},
    "001": {
        "SL01": ["4.521"], "SL02": ["1.745"], "SL05": ["15.613"], "SL12": ["46/86"],
        "SL04": ["53,4%", "45%"], "CH16": ["Nhâm Thìn"],
        "VD03": ["04/2020/BTT-BTP", "644/CD-TTg", "143/QĐTTg"], "CT02": ["Kiểm soát thủ tục"],
        "VD01": ["130/2005/NĐ-CP ngày 17/10/2015"], "CT01": ["PHƯƠNG HƯỚNG"],
    },
    "003": {"SL03": ["82,4%"], "SL05": ["578", "2.363"], "SL06": ["0"], "CT03": ["Công bố"]},
    "004": {
        "SL08": ["21%"], "SL09": ["98,81%", "1.19%", "0.17"], "SL05": ["584", "1542"],
        "SL11": ["625", "582", "516", "43"], "CT14": ["phụ lục II", "phụ lục III"],
        "KT01": ["6 tháng cuối năm 2018"], "VD01": ["22/2017/QĐ-UBND"],
        "SL14": ["từ ngày 01/01/2018 đến hết ngày 06/12/2018"],
    },
}  # fmt: skip


@pytest.mark.parametrize("seed", KNOWN)
def test_the_known_faults_of_real_reports_are_found(seed: str) -> None:
    paths = sorted(SEEDS.glob(f"{seed}_*.txt"))
    if not paths:
        pytest.skip("no real reports beside the project")
    found = Checker(FACTS).check(read_report(paths[0]).document)
    for code, quotes in KNOWN[seed].items():
        said = [finding.quote for finding in found if finding.code == code]
        for quote in quotes:
            assert any(one.startswith(quote) for one in said), (code, quote, said)


@pytest.mark.parametrize(
    "text",
    ["1" * 200_000, "(" * 20_000 + "5", "." * 200_000, "_" * 100_000, "a-" * 100_000,
     "trong đó 1, " * 5_000, "12/QĐ-UBND " * 10_000, " " * 100_000 + "x"],
    ids=lambda text: ascii(text[:6]),
)  # fmt: skip
def test_text_made_to_be_slow_is_bounded_and_said_to_be_cut(text: str) -> None:
    document = document_of("Đã làm.")
    body = (*document.body, Paragraph((Text(text),)))
    found = Checker(FACTS).check(replace(document, body=body))
    assert "CH09" in {finding.code for finding in found}


def test_long_tokens_do_not_hide_addresses() -> None:
    text = "Trang thông tin https://stp.khanhhoa.gov.vn/ và thư stp@khanhhoa.gov.vn của Sở."
    assert not Checker(FACTS).check(document_of(text), select=["CH01"])
