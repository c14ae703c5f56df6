from __future__ import annotations

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_tui.domain.dates import (
    DateProblem,
    PartialDate,
    format_long,
    format_month,
    format_short,
    parse_date,
)


@pytest.mark.parametrize(
    ("day", "short", "long"),
    [
        (PartialDate(2018, 6, 8), "08/6/2018", "ngày 08 tháng 6 năm 2018"),
        (PartialDate(2020, 1, 15), "15/01/2020", "ngày 15 tháng 01 năm 2020"),
        (PartialDate(2020, 2, 29), "29/02/2020", "ngày 29 tháng 02 năm 2020"),
        (PartialDate(2020, 3, 10), "10/3/2020", "ngày 10 tháng 3 năm 2020"),
        (PartialDate(2024, 12, 1), "01/12/2024", "ngày 01 tháng 12 năm 2024"),
        (PartialDate(2023, 6), "6/2023", "ngày     tháng 6 năm 2023"),
        (PartialDate(2024, 1), "01/2024", "ngày     tháng 01 năm 2024"),
        (PartialDate(2023), "2023", "ngày     tháng     năm 2023"),
    ],
)
def test_days_below_ten_and_months_one_and_two_are_padded(
    day: PartialDate, short: str, long: str
) -> None:
    assert format_short(day) == short
    assert format_long(day) == long


def test_a_calendar_date_prints_alike() -> None:
    assert format_long(date(2018, 6, 8)) == "ngày 08 tháng 6 năm 2018"
    assert format_month(date(2024, 1, 5)) == "tháng 01 năm 2024"
    assert format_month(PartialDate(2024)) == "năm 2024"


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("15/1/2020", PartialDate(2020, 1, 15)),
        ("15/01/2020", PartialDate(2020, 1, 15)),
        ("15-01-2020", PartialDate(2020, 1, 15)),
        ("15.1.2020", PartialDate(2020, 1, 15)),
        ("15 / 01 / 2020.", PartialDate(2020, 1, 15)),
        ("ngày 23-06-2022", PartialDate(2022, 6, 23)),
        ("ngày 8 tháng 6 năm 2018", PartialDate(2018, 6, 8)),
        ("Ngày 08 Tháng 06 Năm 2018", PartialDate(2018, 6, 8)),
        ("ngay 8 thang 6 nam 2018", PartialDate(2018, 6, 8)),
        ("8 tháng 6 năm 2018", PartialDate(2018, 6, 8)),
        ("ngày     tháng 6 năm 2023", PartialDate(2023, 6)),
        ("ngày ..... tháng 6 năm 2023", PartialDate(2023, 6)),
        ("ngày ___ tháng 6 năm 2023", PartialDate(2023, 6)),
        ("ngày     tháng     năm 2023", PartialDate(2023)),
        ("tháng 6 năm 2023", PartialDate(2023, 6)),
        ("tháng 6/2023", PartialDate(2023, 6)),
        ("6/2023", PartialDate(2023, 6)),
        ("  /6/2023", PartialDate(2023, 6)),
        ("năm 2023", PartialDate(2023)),
        ("2023", PartialDate(2023)),
        ("2020-01-15", PartialDate(2020, 1, 15)),
        ("2020-01", PartialDate(2020, 1)),
    ],
)
def test_a_date_is_read_as_officers_type_it(typed: str, day: PartialDate) -> None:
    assert parse_date(typed) == day


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Chưa có ngày"),
        ("   ", "Chưa có ngày"),
        ("15/01/20", "bốn chữ số"),
        ("15/01/020", "bốn chữ số"),
        ("15/01", "Thiếu năm"),
        ("15 tháng 6", "Thiếu năm"),
        ("31/02/2020", "Tháng 2 năm 2020 không có ngày 31"),
        ("29/02/2023", "không có ngày 29"),
        ("00/6/2023", "không có ngày 0"),
        ("12/31/2020", "Không có tháng 31"),
        ("0/2023", "Không có tháng 0"),
        ("15/01/0202", "nằm ngoài"),
        ("ngày 5 năm 2023", "Không đọc được"),
        ("hôm nay", "Không đọc được"),
        ("{{ ngay }}", "Không đọc được"),
        ("15/01/2020 và 16/01/2020", "Không đọc được"),
        ("1" * 1_000_000, "Không đọc được"),
    ],
)
def test_what_is_no_date_is_refused_with_a_reason(typed: str, said: str) -> None:
    with pytest.raises(DateProblem, match=said):
        parse_date(typed)


def test_a_day_without_a_month_is_refused() -> None:
    with pytest.raises(DateProblem):
        PartialDate(2023, None, 5)


def test_partial_dates_sort_and_become_calendar_dates_when_whole() -> None:
    days = [PartialDate(2023, 6, 1), PartialDate(2023), PartialDate(2022, 12), PartialDate(2023, 6)]
    assert [format_short(day) for day in sorted(days)] == ["12/2022", "2023", "6/2023", "01/6/2023"]
    assert PartialDate(2023, 6).to_date() is None
    assert PartialDate.of(date(2023, 6, 1)).to_date() == date(2023, 6, 1)


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_date_reads_back_from_both_forms(day: date) -> None:
    assert parse_date(format_short(day)).to_date() == day
    assert parse_date(format_long(day)).to_date() == day
    assert parse_date(day.isoformat()).to_date() == day


@given(st.integers(1900, 2199), st.integers(1, 12))
def test_every_open_date_reads_back(year: int, month: int) -> None:
    for day in (PartialDate(year, month), PartialDate(year)):
        assert parse_date(format_short(day)) == day
        assert parse_date(format_long(day)) == day
        assert parse_date(format_month(day)) == day


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(DateProblem):
        assert parse_date(format_long(parse_date(text))).year
