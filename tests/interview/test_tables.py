from __future__ import annotations

from decimal import Decimal

import pytest

from cchc_tui.domain.values import (
    Column,
    GridRow,
    NumberStyle,
    Quantity,
    Records,
    Row,
    RowKind,
)
from cchc_tui.interview.expressions import compile_expression
from cchc_tui.interview.grid import compute_rows, compute_totals, make_grid
from cchc_tui.interview.kinds import Question, QuestionType
from cchc_tui.interview.tables import TableView
from cchc_tui.interview.views import Missing

QUESTION = Question(
    "hs",
    QuestionType.TABLE,
    "Theo lĩnh vực?",
    unit="hồ sơ",
    totals=True,
    groups=True,
    columns=(
        Column("ten", "Lĩnh vực"),
        Column("nhan", "Tiếp nhận", "number", total="sum"),
        Column("xong", "Đã giải quyết", "number", total="sum"),
        Column("con", "Đang giải quyết", "number", total="sum", formula="nhan - xong"),
        Column("ty_le", "Tỷ lệ", "percent", total="formula", formula="xong / nhan * 100", places=1),
        Column("muc", "Mức", "choice", options=("tốt", "khá")),
    ),
)


def item(name: str, *figures: int, muc: str = "tốt") -> Row:
    cells = {key: Quantity(Decimal(n)) for key, n in zip(("nhan", "xong"), figures, strict=False)}
    return Row({"ten": name, "muc": muc, **cells})


RECORDS = Records(
    (
        Row(kind=RowKind.GROUP, label="Cấp tỉnh"),
        item("Đất đai", 1200, 900),
        item("Hộ tịch", 8, 8, muc="khá"),
        Row(kind=RowKind.GROUP, label="Cấp xã"),
        item("Chứng thực", 0, 0),
        item("Trống"),
    )
)


def test_formulas_totals_and_groups_are_printed_as_the_trade_writes_them() -> None:
    grid = make_grid(QUESTION, RECORDS)
    assert [row.cells for row in grid.rows] == [
        ("Cấp tỉnh",),
        ("Đất đai", "1.200", "900", "300", "75%", "tốt"),
        ("Hộ tịch", "8", "8", "0", "100%", "khá"),
        ("Cấp xã",),
        ("Chứng thực", "0", "0", "0", "", "tốt"),
        ("Trống", "", "", "", "", "tốt"),
        ("Tổng cộng", "1.208", "908", "300", "75,2%", ""),
    ]
    assert grid.rows[-1].kind is RowKind.TOTAL
    assert (grid.unit, grid.numbered) == ("hồ sơ", True)


def test_a_row_of_zeros_has_no_rate() -> None:
    rows = compute_rows(QUESTION, RECORDS)
    assert isinstance(rows[4].cells["ty_le"], Missing)
    assert rows[4].text("con") == "0"


def test_totals_of_no_rows_are_missing_and_print_nothing() -> None:
    assert isinstance(compute_totals(QUESTION, ())["nhan"], Missing)
    assert make_grid(QUESTION, Records()).rows == ()


def test_fixed_rows_are_all_there_with_their_labels() -> None:
    question = Question(
        "t",
        QuestionType.TABLE,
        "?",
        row_labels=("Năm 2021", "Năm 2022"),
        columns=(Column("nam", "Năm"), Column("so", "Số", "number")),
    )
    grid = make_grid(question, Records((Row({"so": Quantity(Decimal(5))}),)))
    assert grid.rows == (GridRow(("Năm 2021", "5")), GridRow(("Năm 2022", "")))
    assert not grid.numbered


def test_percents_that_were_typed_are_not_added() -> None:
    question = Question(
        "t", QuestionType.TABLE, "?", columns=(Column("a", "A", "percent"),), totals=True
    )
    percent = Quantity(Decimal(50), style=NumberStyle.PERCENT)
    records = Records((Row({"a": percent}), Row({"a": percent})))
    assert isinstance(compute_totals(question, compute_rows(question, records))["a"], Missing)


def test_a_circle_of_formulas_is_unknown() -> None:
    columns = (
        Column("a", "A", "number", formula="b + 1"),
        Column("b", "B", "number", formula="a + 1"),
    )
    question = Question("t", QuestionType.TABLE, "?", columns=columns)
    (row,) = compute_rows(question, Records((Row(),)))
    assert isinstance(row.cells["a"], Missing)


def test_text_in_a_column_of_figures_is_kept_and_not_added() -> None:
    records = Records((Row({"ten": "x", "nhan": "chưa rõ"}), item("y", 5, 1)))
    grid = make_grid(QUESTION, records)
    assert grid.rows[0].cells[1] == "chưa rõ"
    assert grid.rows[-1].cells[1] == "5"


class Scope:
    def __init__(self, view: object) -> None:
        self.view = view

    def value(self, name: str) -> object:
        return self.view if name == "hs" else Missing()

    def at_other_time(self, function: str, name: str) -> object:
        return Missing()


READ = [
    ("hs.tong.nhan", "1.208"),
    ("hs.tong.ty_le", "75,2%"),
    ("hs.so_dong", "04"),
    ("hs.dem.muc['tốt']", "03"),
    ("hs.dem.muc['kém']", "0"),
    ("ty_le(hs.dem.muc['khá'], hs.so_dong)", "25%"),
]


@pytest.mark.parametrize(("source", "printed"), READ)
def test_expressions_read_totals_and_counts(source: str, printed: str) -> None:
    view = compile_expression(source).run(Scope(TableView(QUESTION, RECORDS)))
    assert view.plain() == printed


def test_a_table_answered_nothing_counts_zero() -> None:
    scope = Scope(TableView(QUESTION, Records(), nothing=True))
    assert compile_expression("hs.tong.nhan == 0 and hs.so_dong == 0").is_true(scope)


def test_groups_have_their_own_rows_and_totals() -> None:
    province, commune = TableView(QUESTION, RECORDS).member("nhom")
    assert (province.plain(), len(province)) == ("Cấp tỉnh", 2)
    assert commune.member("tong").member("nhan").plain() == "0"
    assert [row.member("ten").plain() for row in province] == ["Đất đai", "Hộ tịch"]


def test_three_thousand_rows_are_computed_once_each() -> None:
    records = Records(tuple(item(str(n), n, n // 2) for n in range(1, 3001)))
    grid = make_grid(QUESTION, records)
    assert len(grid.rows) == 3001
    assert grid.rows[-1].cells[1] == "4.501.500"
