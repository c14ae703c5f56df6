from __future__ import annotations

from decimal import Decimal

import pytest

from cchc_tui.review.amounts import Form, amount
from cchc_tui.review.figures import read_figures
from cchc_tui.review.masks import masked


@pytest.mark.parametrize(
    ("text", "value", "places"),
    [
        ("1.983", "1983", 0),
        ("1.234.567", "1234567", 0),
        ("5,58", "5.58", 2),
        ("5.58", "5.58", 2),
        ("05", "5", 0),
        ("23,6", "23.6", 1),
        ("1.234,5", "1234.5", 1),
    ],
)
def test_a_printed_number_is_read_as_the_trade_writes_it(
    text: str, value: str, places: int
) -> None:
    assert amount(text) == (Decimal(value), places)


def test_a_percent_with_three_decimals_is_not_thousands() -> None:
    assert amount("98.134", percent=True) == (Decimal("98.134"), 3)


@pytest.mark.parametrize(
    "text",
    [
        "Quyết định số 22/2017/QĐ-UBND ngày 27/11/2017",
        "Nghị quyết số 18-NQ/TW",
        "6 tháng đầu năm 2026, giai đoạn 2021 - 2025, quý II/2026",
        "khoản 9 Mục I, Điều 4, Phòng Công chứng số 1, mức độ 3, 4",
        "cập nhật lúc 11:30, ngày 10/03/2020",
        "ISO 9001:2008, igate 2.0, Covid-19, 24/7",
        "từ 7-15 phút, tháng 6,7,8 năm 2024",
    ],
)
def test_numbers_that_are_names_and_dates_are_no_figures(text: str) -> None:
    assert read_figures(text).figures == ()


def test_masking_keeps_every_place() -> None:
    text = "Ngày 10/3/2026, Sở nhận 1.983 hồ sơ theo Quyết định số 12/QĐ-UBND."
    assert len(masked(text)) == len(text)


@pytest.mark.parametrize("word", ["tăng", "bằng", "hàng"])
def test_words_that_only_look_like_ordinals_keep_their_figures(word: str) -> None:
    assert [f.value for f in read_figures(f"{word} 20 hồ sơ").figures] == [Decimal(20)]


def test_forms_are_told_apart() -> None:
    found = read_figures("Đạt 33/33 nhiệm vụ, 98,5%, hơn 23,6 tỷ đồng cho 05 lớp.").figures
    assert [f.form for f in found] == [Form.RATIO, Form.PERCENT, Form.MONEY, Form.COUNT]
    assert found[0].whole == 33
    assert found[2].approx
    assert found[3].noun == "lop"


def test_parts_go_to_the_whole_that_counts_the_same() -> None:
    statement = read_figures("Mở 05 lớp cho 250 người, gồm 02 lớp hộ tịch và 03 lớp chứng thực.")
    (group,) = statement.groups
    assert statement.figures[group.whole].value == 5
    assert [statement.figures[at].value for at in group.parts] == [2, 3]


def test_an_inner_bracket_is_a_group_of_its_own() -> None:
    statement = read_figures("Nhận 599, trong đó: mới 578 (trực tuyến: 70, khác: 508); cũ: 21.")
    groups = {
        int(statement.figures[g.whole].value): [int(statement.figures[p].value) for p in g.parts]
        for g in statement.groups
    }
    assert groups == {599: [578, 21], 578: [70, 508]}


def test_a_list_announced_in_the_next_sentence_belongs_to_the_one_before() -> None:
    statement = read_figures("Cấp phát 30 tài liệu. Cụ thể như sau: 10 cuốn sổ tay; 20 tờ gấp.")
    (group,) = statement.groups
    assert statement.figures[group.whole].value == 30
