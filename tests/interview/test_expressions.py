from __future__ import annotations

import contextlib
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_tui.domain.values import NumberStyle, Quantity
from cchc_tui.interview.expressions import ExpressionError, compile_expression
from cchc_tui.interview.views import Figure, Lack, Missing, View, Words, YesNo, number_of


class Names:
    def __init__(self, **values: Any) -> None:
        self.values = values

    def value(self, name: str) -> Any:
        return self.values.get(name, Missing())

    def at_other_time(self, function: str, name: str) -> Any:
        return self.values.get(f"{function}_{name}", Missing())


def money(text: str, unit: str) -> Figure:
    return Figure(Quantity(Decimal(text), style=NumberStyle.MONEY, unit=unit))


def count(text: str) -> Figure:
    return Figure(Quantity(Decimal(text)))


NAMES = Names(
    a=count("10"),
    b=count("4"),
    zero=count("0"),
    loai=Words("xã"),
    yes=YesNo(True),
    absent=Missing(Lack.ABSENT),
    ty=money("1.5", "tỷ đồng"),
    trieu=money("500", "triệu đồng"),
    truoc_a=count("8"),
)


def run(source: str) -> Any:
    return compile_expression(source).run(NAMES)


FIGURES = [
    ("0.1 + 0.2", "0.3"),
    ("a + b", "14"),
    ("a - b * 2", "2"),
    ("a / b", "2.5"),
    ("a // b", "2"),
    ("a % b", "2"),
    ("-a", "-10"),
    ("round(a / 3, 2)", "3.33"),
    ("round(0.125, 2)", "0.13"),
    ("ty_le(b, a)", "40.00"),
    ("ty_le(1, 3, places=1)", "33.3"),
    ("chenh(b, a)", "-6"),
    ("tong(a, b, 1)", "15"),
    ("tong(a, absent)", "10"),
    ("a + absent", "10"),
    ("a - absent", "10"),
    ("a if yes else b", "10"),
    ("truoc(a)", "8"),
    ("truoc('a') + 1", "9"),
    ("ty_le(trieu, ty)", "33.33"),
    ("10 - a", "0"),
    ("1e3 * a", "10000"),
]


@pytest.mark.parametrize(("source", "value"), FIGURES)
def test_arithmetic_is_exact(source: str, value: str) -> None:
    assert number_of(run(source)) == Decimal(value)


def test_money_of_different_units_adds_up() -> None:
    total = run("ty + trieu")
    assert total.plain() == "2 tỷ đồng"
    assert run("ty > trieu") is True


UNKNOWN = [
    "la + 1", "a / zero", "a // zero", "a % zero", "ty_le(a, zero)", "a == la", "la > 1",
    "not la", "la and yes", "la or zero", "a if la else b", "loai + 1", "loai * 3", "'a' * 1000",
    "absent * 2", "loai > 3", "a.b", "truoc(b)", "tong(a, la)", "round(a, 99)", "la.tong.cot",
    "1e300 * 1e300 * 1e300 * a", "'a' ~ la",
]  # fmt: skip


@pytest.mark.parametrize("source", UNKNOWN)
def test_what_cannot_be_known_is_missing(source: str) -> None:
    assert isinstance(run(source), Missing)
    assert not compile_expression(source).is_true(NAMES)


TRUE = [
    "a > b and b < a", "la is given or yes", "yes or la", "not (zero and la)", "a == 10",
    "1 < b < 5", "loai == 'xã'", "loai in ['xã', 'phường']", "loai not in ('tỉnh',)",
    "not (la is given)", "not (absent is given)", "a is given", "'x' ~ loai == 'xxã'",
    "yes == true", "zero == 0", "not zero",
]  # fmt: skip


@pytest.mark.parametrize("source", TRUE)
def test_conditions_hold(source: str) -> None:
    assert compile_expression(source).is_true(NAMES)


FORBIDDEN = [
    "10 ** 10 ** 10", "range(10)", "a.b()", "lipsum()", "''.join(a)", "a|length",
    "{'a': 1}", "[x for x in a]", "a[0]", "a[b]", "a if b", "none", "open('x')", "tong(*a)",
    "ty_le(a)", "a b", "", "a +", "truoc(a + b)", "a is divisibleby(2)", "x = 1", "a; b",
    "1e999", "{{ a }}", "{% if a %}", "(" * 500 + "1" + ")" * 500, "9" * 5000,
    "a is defined", "namespace(a=1)", "cycler('a')",
]  # fmt: skip


@pytest.mark.parametrize("source", FORBIDDEN)
def test_everything_else_is_refused_when_compiled(source: str) -> None:
    with pytest.raises(ExpressionError):
        compile_expression(source)


def test_attributes_of_python_objects_cannot_be_reached() -> None:
    for source in (
        "().__class__",
        "a.__class__",
        "a['__class__']",
        "loai.text.__class__",
        "yes.yes",
        "a.quantity",
    ):
        assert isinstance(run(source), Missing)


def test_the_length_of_joined_text_is_bounded() -> None:
    source = "'aaaaaaaaaa' ~ loai"
    for _ in range(7):
        source = f"({source}) ~ ({source})" if len(source) < 900 else source
    assert len(run(source)) <= 10_000


def test_names_inside_truoc_are_no_dependency() -> None:
    assert compile_expression("truoc(a) + b + ky.sau.nam").names == ("b", "ky")


@given(st.text(max_size=60))
def test_any_text_compiles_to_a_value_or_is_refused(source: str) -> None:
    with contextlib.suppress(ExpressionError):
        found = compile_expression(source).run(NAMES)
        assert isinstance(found, View | Decimal | bool | str | list)


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=3, min_value=-(10**15), max_value=10**15
    ),
    st.decimals(
        allow_nan=False, allow_infinity=False, places=3, min_value=-(10**15), max_value=10**15
    ),
)
def test_sums_agree_with_decimal(a: Decimal, b: Decimal) -> None:
    names = Names(a=Figure(Quantity(a)), b=Figure(Quantity(b)))
    assert number_of(compile_expression("a + b - b").run(names)) == a
