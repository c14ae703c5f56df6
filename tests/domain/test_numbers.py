from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from cchc_tui.domain.numbers import (
    APPROXIMATIONS,
    MONEY_UNITS,
    AmbiguousNumber,
    NumberProblem,
    format_count,
    format_decimal,
    format_money,
    format_percent,
    format_quantity,
    parse_quantity,
)
from cchc_tui.domain.values import NumberStyle, Quantity

COUNT, PERCENT, MONEY = NumberStyle.COUNT, NumberStyle.PERCENT, NumberStyle.MONEY


def count(text: str, unit: str = "hồ sơ") -> Decimal:
    return parse_quantity(text, COUNT, unit).value


@pytest.mark.parametrize(
    ("number", "printed"),
    [(0, "0"), (1, "01"), (5, "05"), (9, "09"), (10, "10"), (15613, "15.613"), (-5, "-05")],
)
def test_a_count_below_ten_gets_a_leading_zero(number: int, printed: str) -> None:
    assert format_count(number) == printed


def test_padding_can_be_turned_off_and_never_touches_decimals() -> None:
    assert format_count(5, pad=False) == "5"
    assert format_count(Decimal("5.5")) == "5,5"
    assert format_quantity(Quantity(Decimal(5)), pad=False) == "5"


@pytest.mark.parametrize(
    ("value", "places", "printed"),
    [
        ("1234567.891", None, "1.234.567,891"),
        ("28.425", 2, "28,43"),
        ("-28.425", 2, "-28,43"),
        ("0.004", 2, "0,00"),
        ("-0.004", 2, "0,00"),
        ("-0", None, "0"),
        ("-0.5", None, "-0,5"),
        ("1E+3", None, "1.000"),
        ("5", 1, "5,0"),
    ],
)
def test_decimals_are_grouped_by_points_and_rounded_half_up(
    value: str, places: int | None, printed: str
) -> None:
    assert format_decimal(Decimal(value), places) == printed


def test_percent_and_money_have_their_own_forms() -> None:
    assert format_percent(Decimal("28.42")) == "28,42%"
    assert format_percent(Decimal("66.6666"), 2) == "66,67%"
    assert format_money(Quantity(Decimal("23.6"), style=MONEY, unit="tỷ đồng")) == "23,6 tỷ đồng"


def test_places_of_a_count_decide_its_decimals() -> None:
    assert format_quantity(Quantity(Decimal("9.5"), places=2)) == "9,50"
    assert format_quantity(Quantity(Decimal("4.4"), places=0)) == "04"


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("15613", "15613"),
        ("15.613", "15613"),
        ("15 613", "15613"),
        ("15\u00a0613", "15613"),
        ("1 170", "1170"),
        ("1.234", "1234"),
        ("1.234.567", "1234567"),
        ("1.234,5", "1234.5"),
        ("1 234,5", "1234.5"),
        ("12,5", "12.5"),
        ("0,5", "0.5"),
        ("05", "5"),
        ("007", "7"),
        ("0", "0"),
        ("１２", "12"),
        ("٣٥", "35"),
        ("+7", "7"),
        ("  25  ", "25"),
        ("25 hồ sơ", "25"),
        ("25 ho so", "25"),
        ("25 HỒ SƠ.", "25"),
        ("\ufeff25\u200b", "25"),
    ],
)
def test_a_count_is_read_as_officers_type_it(typed: str, value: str) -> None:
    assert count(typed) == Decimal(value)


@pytest.mark.parametrize(
    ("typed", "approx", "value"),
    [
        ("hơn 14.140", "hơn", 14140),
        ("Hon 14.140", "hơn", 14140),
        ("trên 2.000", "trên", 2000),
        ("~500", "khoảng", 500),
        ("tối thiểu 05", "tối thiểu", 5),
        ("toi thieu 5", "tối thiểu", 5),
        ("xấp xỉ 100", "xấp xỉ", 100),
    ],
)
def test_a_word_before_the_figure_is_kept(typed: str, approx: str, value: int) -> None:
    quantity = parse_quantity(typed, COUNT)
    assert quantity.approx == approx
    assert quantity.value == value


@pytest.mark.parametrize(
    ("style", "typed", "readings"),
    [
        (COUNT, "12.5", ["12.5"]),
        (COUNT, "0.5", ["0.5"]),
        (COUNT, ",5", ["0.5"]),
        (COUNT, "0.123", ["0.123"]),
        (COUNT, "1,234", ["1234", "1.234"]),
        (COUNT, "1,234,567", ["1234567"]),
        (COUNT, "1,234.5", ["1234.5"]),
        (COUNT, "25 triệu", ["25000000"]),
        (COUNT, "2,5 nghìn hồ sơ", ["2500"]),
        (PERCENT, "5.58", ["5.58"]),
        (PERCENT, "28.42", ["28.42"]),
        (PERCENT, "28.42%", ["28.42"]),
        (PERCENT, "1.234", ["1.234", "1234"]),
        (MONEY, "23.6 tỷ", ["23.6"]),
        (MONEY, "1,234 đồng", ["1234", "1.234"]),
    ],
)
def test_what_could_be_misread_is_asked(
    style: NumberStyle, typed: str, readings: list[str]
) -> None:
    with pytest.raises(AmbiguousNumber) as asked:
        parse_quantity(typed, style, "hồ sơ" if style is COUNT else "")
    assert [reading.value for reading in asked.value.readings] == [*map(Decimal, readings)]
    first = asked.value.readings[0]
    assert format_quantity(first, pad=False) in str(asked.value)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("28,42 %", "28.42"),
        ("28,42%", "28.42"),
        ("100", "100"),
        ("120 phần trăm", "120"),
        ("-2,5", "-2.5"),
        ("−2,5%", "-2.5"),
        ("1,234", "1.234"),
        ("1.234,5", "1234.5"),
    ],
)
def test_a_percent_is_held_as_printed(typed: str, value: str) -> None:
    assert parse_quantity(typed, PERCENT).value == Decimal(value)


@pytest.mark.parametrize(
    ("typed", "unit", "printed"),
    [
        ("23,6 tỷ", "", "23,6 tỷ đồng"),
        ("23,6 tỷ đồng", "triệu đồng", "23,6 tỷ đồng"),
        ("500 triệu đồng", "", "500 triệu đồng"),
        ("500 tr", "", "500 triệu đồng"),
        ("500.000đ", "", "500.000 đồng"),
        ("1.500", "triệu đồng", "1.500 triệu đồng"),
        ("1,234 tỷ", "", "1,234 tỷ đồng"),
        ("2 nghìn tỷ", "", "2 nghìn tỷ đồng"),
        ("khoảng 3 tỉ", "", "khoảng 3 tỷ đồng"),
        ("50 ngàn", "", "50 nghìn đồng"),
    ],
)
def test_money_keeps_the_unit_typed(typed: str, unit: str, printed: str) -> None:
    assert format_quantity(parse_quantity(typed, MONEY, unit)) == printed


@pytest.mark.parametrize(
    ("style", "typed", "said"),
    [
        (COUNT, "", "Chưa có số"),
        (COUNT, "\u200b \x07", "Chưa có số"),
        (COUNT, "không", "chữ số"),
        (COUNT, "NaN", "chữ số"),
        (COUNT, "Infinity", "chữ số"),
        (COUNT, "²", "chữ số"),
        (COUNT, "{{ 7*7 }}", "chữ số"),
        (COUNT, "1.23.456", "sai dấu"),
        (COUNT, "1.234.56", "sai dấu"),
        (COUNT, "1,23,4", "sai dấu"),
        (COUNT, "1 17", "sai dấu"),
        (COUNT, "25.", "sai dấu"),
        (COUNT, "1..5", "sai dấu"),
        (COUNT, "-5", "âm"),
        (COUNT, "25%", "không hỏi tỷ lệ"),
        (COUNT, "25 văn bản", "hồ sơ"),
        (COUNT, "33/33", "chia nhau"),
        (COUNT, "10-12", "khoảng"),
        (COUNT, "10 đến 12", "khoảng"),
        (COUNT, "12 hồ sơ, 3 văn bản", "một con số"),
        (COUNT, "1e5", "một con số"),
        (COUNT, "9" * 40, "chữ số"),
        (COUNT, "5" * 1_000_000, "chữ số"),
        (PERCENT, "28,42 hồ sơ", "tỷ lệ"),
        (MONEY, "5", "đơn vị tiền"),
        (MONEY, "5 USD", "đơn vị tiền"),
        (MONEY, "5 tỷ 300 triệu", "một con số"),
    ],
)
def test_what_is_no_figure_is_refused_with_a_reason(
    style: NumberStyle, typed: str, said: str
) -> None:
    with pytest.raises(NumberProblem, match=said):
        parse_quantity(typed, style, "hồ sơ" if style is COUNT else "")


def test_the_first_words_of_a_noun_are_enough() -> None:
    quantity = parse_quantity("25 lượt", COUNT, "lượt người")
    assert (str(quantity.value), quantity.unit) == ("25", "lượt người")


def test_a_unit_of_money_named_by_the_question_may_be_typed() -> None:
    assert parse_quantity("5 nghìn USD", MONEY, "nghìn USD").unit == "nghìn USD"


def test_a_noun_typed_where_none_is_known_is_kept() -> None:
    assert parse_quantity("25 cuộc", COUNT).unit == "cuộc"


figures = st.decimals(0, 10**9, allow_nan=False, places=None).map(
    lambda d: abs(d).quantize(Decimal("0.0001")).normalize()
)
plain = figures.map(lambda d: Decimal(f"{d:f}"))
approximations = st.sampled_from(["", *APPROXIMATIONS])


def readings(text: str, style: NumberStyle, unit: str = "") -> tuple[Quantity, ...]:
    """What a text may mean: one reading, several where it asks, none where it is refused."""
    try:
        return (parse_quantity(text, style, unit),)
    except AmbiguousNumber as asked:
        return asked.readings
    except NumberProblem:
        return ()


@given(plain, approximations)
@example(Decimal(1234), "")
@example(Decimal(5), "hơn")
def test_a_printed_count_reads_back_equal_or_is_asked(value: Decimal, approx: str) -> None:
    quantity = Quantity(value, approx, COUNT, "hồ sơ")
    found = readings(format_quantity(quantity), COUNT, "hồ sơ")
    assert quantity in found
    # Only three decimals look like an English group of thousands and are asked.
    assert len(found) == 1 or format_decimal(value)[-4] == ","


@given(st.integers(0, 10**15), approximations)
def test_a_printed_whole_count_always_reads_back_equal(value: int, approx: str) -> None:
    quantity = Quantity(Decimal(value), approx, COUNT, "hồ sơ")
    assert parse_quantity(format_quantity(quantity), COUNT, "hồ sơ") == quantity


@given(plain, approximations, st.booleans())
def test_a_printed_percent_reads_back_equal(value: Decimal, approx: str, fall: bool) -> None:
    quantity = Quantity(-value if fall and value else value, approx, PERCENT)
    assert parse_quantity(format_quantity(quantity), PERCENT) == quantity


@given(plain, st.sampled_from(MONEY_UNITS), approximations)
def test_printed_money_reads_back_equal(value: Decimal, unit: str, approx: str) -> None:
    assume(unit != "đồng" or value == value.to_integral_value())
    quantity = Quantity(value, approx, MONEY, unit)
    assert parse_quantity(format_quantity(quantity), MONEY) == quantity


@given(st.text(max_size=30), st.sampled_from(list(NumberStyle)))
def test_any_text_is_read_asked_or_refused(text: str, style: NumberStyle) -> None:
    assert all(found.value.is_finite() for found in readings(text, style, "tỷ đồng"))
