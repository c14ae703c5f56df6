"""Names that are no longer right, and places that are not filled in yet."""

from __future__ import annotations

from cchc_tui.domain.facts import load_facts
from cchc_tui.domain.paths import packaged
from cchc_tui.review.checker import Checker
from cchc_tui.review.examples import document_of
from cchc_tui.review.findings import Finding

CHECKER = Checker(load_facts([packaged("prompts/facts")]))


def found(text: str, code: str) -> list[Finding]:
    return list(CHECKER.check(document_of(text), select=(code,)))


def test_one_level_that_is_gone_is_told_once_with_the_number_of_places() -> None:
    text = "Tại cấp huyện đã thực hiện.\nCác phòng của Cấp huyện đã báo cáo."
    findings = found(text, "KT03")
    assert len(findings) == 1
    assert "(2 chỗ)" in findings[0].message


def test_what_is_said_of_the_past_is_left_alone() -> None:
    text = "Tài liệu do cấp huyện bàn giao đã được chỉnh lý; khu vực tỉnh Ninh Thuận cũ."
    assert found(text, "KT03") == []


def test_a_place_to_fill_in_is_no_empty_heading() -> None:
    text = "# I. KẾT QUẢ\n# […Tồn tại, hạn chế]\n# II. ĐÁNH GIÁ\nĐã làm."
    assert [finding.quote for finding in found(text, "CT05")] == ["KẾT QUẢ"]


def test_a_row_of_points_for_a_figure_is_an_open_place() -> None:
    findings = CHECKER.check(document_of("Tổng số tài liệu là ...... mét giá."))
    assert [finding.code for finding in findings] == ["KT04"]


def test_a_list_of_last_years_results_may_speak_of_last_year() -> None:
    lead = "Tình hình thực hiện chế độ tự chủ của năm 2025:\n"
    item = "+ Trong năm 2025, Sở đã hoàn thành nhiệm vụ được giao."
    assert found(lead + item, "KT02") == []
    assert [finding.quote for finding in found(item[2:], "KT02")] == ["2025"]
