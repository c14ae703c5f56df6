"""A report against the report before it and against that of the same period of last year."""

from __future__ import annotations

import pytest

from cchc_tui.document.blocks import Document
from cchc_tui.review.checker import Checker
from cchc_tui.review.examples import document_of

TITLE = "@trich-yeu: Công tác cải cách hành chính 6 tháng đầu năm {year}\n"


def report(year: int, text: str) -> Document:
    return document_of(TITLE.format(year=year) + f"@ngay: Huế, ngày 18 tháng 6 năm {year}\n" + text)


def found(now: str, then: str) -> list[tuple[str, str, str]]:
    findings = Checker().check(report(2026, now), last_year=report(2025, then), select=("SL19",))
    return [(finding.code, finding.quote, finding.expected) for finding in findings]


def test_a_change_is_set_against_the_figure_of_last_years_report() -> None:
    assert found(
        "Thẩm định 82 dự thảo văn bản (tăng 13 so với cùng kỳ).", "Thẩm định 70 dự thảo văn bản."
    ) == [("SL19", "13", "12")]


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("Thẩm định 82 dự thảo văn bản (tăng 12 so với cùng kỳ).", "Thẩm định 70 dự thảo văn bản."),
        ("Thẩm định 60 dự thảo văn bản (giảm 10 so với cùng kỳ).", "Thẩm định 70 dự thảo văn bản."),
        ("Thẩm định 84 dự thảo văn bản, tăng 20% so với cùng kỳ.", "Thẩm định 70 dự thảo văn bản."),
        ("Thẩm định 82 dự thảo văn bản (tăng 13 so với cùng kỳ).", "Kiểm tra 70 dự thảo văn bản."),
        (
            "Thẩm định 82 dự thảo văn bản (tăng 13 so với cùng kỳ).",
            "Thẩm định 70 dự thảo văn bản. Thẩm định 20 dự thảo văn bản.",
        ),
    ],
)
def test_a_change_that_is_right_or_cannot_be_compared_is_left_alone(now: str, then: str) -> None:
    assert found(now, then) == []


def test_a_percent_against_last_year_is_computed_again() -> None:
    assert found(
        "Thẩm định 84 dự thảo văn bản, tăng 25% so với cùng kỳ.", "Thẩm định 70 dự thảo văn bản."
    ) == [("SL19", "25", "20%")]


def test_without_last_years_report_nothing_is_said() -> None:
    now = report(2026, "Thẩm định 82 dự thảo văn bản (tăng 13 so với cùng kỳ).")
    assert Checker().check(now, select=("SL19",)) == ()


def test_the_opening_balance_is_the_closing_one_of_the_report_before() -> None:
    text = (
        "Tiếp nhận {} hồ sơ, trong đó kỳ trước chuyển sang {} hồ sơ; đã giải quyết {} hồ sơ; đang"
        " giải quyết {} hồ sơ."
    )
    before = report(2025, text.format(100, 5, 90, 10))
    for carried, expected in (("10", []), ("12", ["SL06"])):
        now = report(2026, text.format(200, carried, 180, 20))
        codes = [f.code for f in Checker().check(now, earlier=before, select=("SL06",))]
        assert codes == expected
