from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_tui.domain.period_choices import default_period, periods_around
from cchc_tui.domain.periods import Period, PeriodProblem, PeriodType, make_period, parse_period
from cchc_tui.domain.windows import WindowRule, WindowRules


@pytest.mark.parametrize(
    ("code", "name", "title", "short"),
    [
        ("2026-T06", "tháng 6 năm 2026", "tháng 6 năm 2026", "tháng 6/2026"),
        ("2026-T01", "tháng 01 năm 2026", "tháng 01 năm 2026", "tháng 01/2026"),
        ("2026-Q1", "quý I năm 2026", "Quý I năm 2026", "Quý I/2026"),
        ("2026-Q4", "quý IV năm 2026", "Quý IV năm 2026", "Quý IV/2026"),
        ("2026-6T", *["6 tháng đầu năm 2026"] * 3),
        ("2026-6TC", *["6 tháng cuối năm 2026"] * 3),
        ("2026-9T", *["9 tháng đầu năm 2026"] * 3),
        ("2026-N", *["năm 2026"] * 3),
    ],
)
def test_every_type_of_period_has_its_names(code: str, name: str, title: str, short: str) -> None:
    period = parse_period(code)
    assert (period.code, period.name, period.title_name) == (code, name, title)
    assert period.short_name == short
    assert period.subject_name == title


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("2026-T01", date(2025, 12, 15), date(2026, 1, 14)),
        ("2026-T06", date(2026, 5, 15), date(2026, 6, 14)),
        ("2026-Q1", date(2025, 12, 15), date(2026, 3, 14)),
        ("2026-Q2", date(2026, 3, 15), date(2026, 6, 14)),
        ("2026-Q3", date(2026, 6, 15), date(2026, 9, 14)),
        ("2026-Q4", date(2026, 9, 15), date(2026, 12, 14)),
        ("2026-6T", date(2025, 12, 15), date(2026, 6, 14)),
        ("2026-6TC", date(2026, 6, 15), date(2026, 12, 14)),
        ("2026-9T", date(2025, 12, 15), date(2026, 9, 14)),
        ("2026-N", date(2025, 12, 15), date(2026, 12, 14)),
    ],
)
def test_windows_follow_decree_09_of_2019(code: str, first: date, last: date) -> None:
    period = parse_period(code)
    assert (period.window_start, period.window_end) == (first, last)
    wanted = "tỉnh" if code.endswith("9T") else "Điều 12 Nghị định số 09/2019/NĐ-CP"
    assert wanted in period.window_source
    assert bool(period.window_note) == code.endswith("9T")


def test_before_the_decree_the_calendar_counts() -> None:
    period = parse_period("2018-6T")
    assert (period.window_start, period.window_end) == (date(2018, 1, 1), date(2018, 6, 30))
    assert period.window_source == ""
    assert parse_period("2019-Q1").window_start == date(2018, 12, 15)


def test_a_rule_holds_for_periods_that_end_on_its_first_day() -> None:
    rules = WindowRules({"Q": WindowRule(15, -1, 14, 0, valid_from=date(2019, 3, 31))})
    assert rules.rule("Q", date(2019, 3, 31)) is not None
    assert rules.rule("Q", date(2019, 3, 30)) is None
    assert rules.rule("N", date(2019, 12, 31)) is None


def test_an_agency_can_have_windows_of_its_own_and_neighbours_keep_them() -> None:
    own = WindowRules({"Q": WindowRule(1, 0, 31, 0, source="Công văn của Sở")})
    period = parse_period("2024-Q1", windows=own)
    assert (period.window_start, period.window_end) == (date(2024, 1, 1), date(2024, 3, 31))
    assert period.previous().window_start == date(2023, 10, 1)
    assert period.next().window_source == "Công văn của Sở"
    february = parse_period("2024-T02", windows=WindowRules({"T": WindowRule(31, -1, 31, 0)}))
    assert (february.window_start, february.window_end) == (date(2024, 1, 31), date(2024, 2, 29))


@pytest.mark.parametrize(
    ("code", "before", "after", "last_year"),
    [
        ("2026-T01", "2025-T12", "2026-T02", "2025-T01"),
        ("2026-T12", "2026-T11", "2027-T01", "2025-T12"),
        ("2026-Q1", "2025-Q4", "2026-Q2", "2025-Q1"),
        ("2026-6T", "2025-6TC", "2026-6TC", "2025-6T"),
        ("2026-6TC", "2026-6T", "2027-6T", "2025-6TC"),
        ("2026-9T", "2026-6T", "2026-Q4", "2025-9T"),
        ("2026-N", "2025-N", "2027-N", "2025-N"),
        ("2021-01-01..2023-12-31", "2018-01-01..2020-12-31", "2024-01-01..2026-12-31",
         "2020-01-01..2022-12-31"),
        ("2024-03-05..2024-03-14", "2024-02-24..2024-03-04", "2024-03-15..2024-03-24",
         "2023-03-05..2023-03-14"),
    ],
)  # fmt: skip
def test_every_period_knows_its_neighbours(
    code: str, before: str, after: str, last_year: str
) -> None:
    period = parse_period(code)
    assert period.previous().code == before
    assert period.next().code == after
    assert period.same_last_year().code == last_year


def test_free_dates_with_a_name_shift_by_a_year_with_their_name() -> None:
    period = parse_period("2024-01-01..2024-11-15", "11 tháng đầu năm 2024")
    assert period.type is PeriodType.FREE
    assert period.name == period.title_name == period.short_name == "11 tháng đầu năm 2024"
    assert (period.window_start, period.window_end) == (period.start, period.end)
    before = period.same_last_year()
    assert (before.code, before.name) == ("2023-01-01..2023-11-15", "11 tháng đầu năm 2023")
    assert before.previous().name == "từ ngày 16/02/2022 đến ngày 31/12/2022"


def test_a_span_of_whole_years_is_followed_by_as_many_with_its_name() -> None:
    period = parse_period("2020-12-15..2023-12-14", "giai đoạn 2021 - 2023")
    after = period.next()
    assert (after.code, after.name) == ("2023-12-15..2026-12-14", "giai đoạn 2024 - 2026")
    assert after.previous() == period
    months = parse_period("2025-12-15..2026-03-14", "đợt cao điểm năm 2026").next()
    assert months.code == "2026-03-15..2026-06-14"
    assert months.name == "từ ngày 15/3/2026 đến ngày 14/6/2026"


def test_what_follows_the_first_months_is_the_rest_of_the_year() -> None:
    eleven = parse_period("2024-01-01..2024-11-15", "11 tháng đầu năm 2024")
    assert eleven.next().code == "2024-T12"
    ten = parse_period("2024-01-01..2024-10-31", "10 tháng đầu năm 2024")
    assert ten.next().name == "2 tháng cuối năm 2024"
    assert ten.next().code == "2024-11-01..2024-12-31"


def test_a_free_period_without_a_name_is_named_by_its_days() -> None:
    assert parse_period("2024-01-01..2024-06-08").name == "từ ngày 01/01/2024 đến ngày 08/6/2024"
    assert parse_period("2024-01-01..2024-06-08", " Giai đoạn thử ").name == "giai đoạn thử"


def test_the_end_of_february_shifts_to_the_end_of_february() -> None:
    assert parse_period("2024-02-01..2024-02-29").same_last_year().code == "2023-02-01..2023-02-28"
    assert parse_period("2025-02-01..2025-02-28").same_last_year().code == "2024-02-01..2024-02-29"


@pytest.mark.parametrize("code", ["2026-t6", " 2026-T6 ", "2026 - T06"])
def test_codes_are_read_leniently(code: str) -> None:
    assert parse_period(code).code == "2026-T06"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("", "không phải mã kỳ"),
        ("2026", "không phải mã kỳ"),
        ("2026-X", "không phải mã kỳ"),
        ("Quý I/2026", "không phải mã kỳ"),
        ("2026-T13", "tháng 13"),
        ("2026-T00", "tháng 0"),
        ("2026-Q5", "quý 5"),
        ("2026-Q0", "quý 0"),
        ("0026-N", "Năm 26"),
        ("9999-N", "Năm 9999"),
        ("2024-02-30..2024-03-01", "ngày có thật"),
        ("2024-03-01..", "ngày có thật"),
        ("2024-03-01..2024-02-01", "trước khi bắt đầu"),
        ("1000-01-01..2024-02-01", "phải nằm trong"),
        ("T" * 1_000_000, "không phải mã kỳ"),
    ],
)
def test_what_is_no_period_is_refused_with_a_reason(code: str, said: str) -> None:
    with pytest.raises(PeriodProblem, match=said):
        parse_period(code)


def test_neighbours_beyond_the_known_years_are_refused() -> None:
    with pytest.raises(PeriodProblem):
        parse_period("1901-N").previous()
    with pytest.raises(PeriodProblem):
        parse_period("1901-01-01..2198-12-31").next()


def test_choices_around_a_day_are_newest_first_and_of_the_types_asked() -> None:
    codes = [p.code for p in periods_around(date(2026, 11, 21), ("Q", "6T", "9T", "N"))]
    assert codes[:6] == ["2026-N", "2026-Q4", "2026-9T", "2026-Q3", "2026-6T", "2026-Q2"]
    assert {"2025-N", "2025-Q4"} < set(codes)
    assert not [code for code in codes if "T0" in code or code.endswith("6TC")]
    assert "2027-T01" not in [p.code for p in periods_around(date(2026, 11, 21))]


@pytest.mark.parametrize(
    ("today", "types", "code"),
    [
        (date(2026, 11, 21), ("Q", "6T", "9T", "N"), "2026-N"),
        (date(2026, 3, 12), ("Q", "6T", "9T", "N"), "2026-Q1"),
        (date(2026, 6, 20), ("Q", "6T", "9T", "N"), "2026-6T"),
        (date(2026, 6, 20), ("Q",), "2026-Q2"),
        (date(2026, 1, 5), ("Q", "6T", "9T", "N"), "2025-N"),
        (date(2026, 11, 21), ("T",), "2026-T11"),
        (date(2026, 11, 30), ("T",), "2026-T12"),
        (date(2026, 11, 21), ("TD",), "2026-T11"),
        (date(2026, 11, 21), ("không có",), "2026-T11"),
    ],
)
def test_the_sensible_period_is_the_one_whose_data_end_nearest(
    today: date, types: tuple[str, ...], code: str
) -> None:
    assert default_period(today, types).code == code


named = st.sampled_from([t for t in PeriodType if t is not PeriodType.FREE])


@st.composite
def periods(draw: st.DrawFn) -> Period:
    type_ = draw(named)
    numbers = {PeriodType.MONTH: (1, 12), PeriodType.QUARTER: (1, 4)}.get(type_, (0, 0))
    return make_period(type_, draw(st.integers(1903, 2196)), draw(st.integers(*numbers)))


@given(periods())
def test_codes_read_back_and_neighbours_lead_back(period: Period) -> None:
    assert parse_period(period.code) == period
    assert hash(parse_period(period.code)) == hash(period)
    assert period.same_last_year().year == period.year - 1
    assert period.window_start <= period.window_end
    if period.type is not PeriodType.NINE_MONTHS:
        assert period.next().previous() == period
        assert period.previous().next() == period
        before = period.previous()
        if bool(before.window_source) == bool(period.window_source):  # not across the decree
            assert period.window_start > before.window_end


@given(st.dates(date(1950, 1, 1), date(2150, 1, 1)), st.integers(0, 2000))
def test_a_free_code_reads_back_and_neighbours_touch(start: date, days: int) -> None:
    end = date.fromordinal(start.toordinal() + days)
    period = parse_period(f"{start}..{end}")
    assert parse_period(period.code) == period
    assert (period.next().start - period.end).days == 1
    assert (period.start - period.previous().end).days == 1
