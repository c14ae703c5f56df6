from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_tui.domain.citations import Citation
from cchc_tui.domain.dates import PartialDate
from cchc_tui.domain.values import (
    AnswerState,
    Column,
    NumberStyle,
    Prose,
    Quantity,
    Records,
    Row,
    RowKind,
)
from cchc_tui.interview.answers import (
    AmbiguousAnswer,
    Answer,
    AnswerProblem,
    Value,
    from_plain,
    from_toml,
    parse_answer,
    show_answer,
    summarise,
    to_plain,
)
from cchc_tui.interview.kinds import Question, QuestionType

COLUMNS = (
    Column("ten", "Tên"),
    Column("so", "Số", "number"),
    Column("ty", "Tỷ lệ", "percent", formula="so * 2"),
    Column("ngay", "Ngày", "date"),
    Column("muc", "Mức", "choice", options=("tốt", "khá")),
)


def ask(type_: str, **keys: Any) -> Question:
    if type_ == "table":
        keys.setdefault("columns", COLUMNS)
    return Question(id="q", type=QuestionType(type_), ask="Hỏi?", **keys)


def answered(value: Value) -> Answer:
    return Answer(AnswerState.ANSWERED, value)


NASTY = [
    "{{ ky.ten }} {% include 'x' %}",
    "*đậm* _nghiêng_ # | `mã` [a](b) <b>&amp;</b>",
    "a\u0302\u0301 phân tích",
    "\x1b[31mđỏ\x1b[0m\x00\x07",
    "phải\u202eiàrt\u202c\u200b",
    "\ue000" + "7\ue001",
    "- gạch\n+ cộng\n* sao",
    "\\ | \\| # \\#",
    "a;b, c\td",
    "x" * 100_000,
]
CONTROL = "\x00\x1b\x07\u202e\u200b\ue000\ue001"


@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
@pytest.mark.parametrize("type_", ["text", "prose", "choice", "citations", "table"])
def test_nasty_text_is_kept_without_what_could_harm(type_: str, text: str) -> None:
    keys: dict[str, Any] = {"choice": {"options": ("a",), "open_choice": True}}.get(type_, {})
    question = ask(type_, **keys)
    if type_ == "table":
        answer = from_toml(question, [{"ten": text}])
    else:
        answer = answered(parse_answer(question, text))
    plain = json.dumps(to_plain(question, answer), ensure_ascii=False)
    for char in CONTROL:
        assert char not in plain
    assert "\u0302" not in plain
    assert "\n" not in summarise(question, answer)


def test_braces_and_marks_stay_literal() -> None:
    typed = "{{ ky.ten }} *a* <b> & \\"
    assert parse_answer(ask("text"), typed) == typed


ROUND_TRIPS = [
    ("number", "15.613"),
    ("number", "hơn 14.140"),
    ("number", "5"),
    ("number", "1,2340"),
    ("percent", "28,42%"),
    ("percent", "khoảng 5,58%"),
    ("money", "23,6 tỷ đồng"),
    ("date", "15/01/2020"),
    ("date", "6/2023"),
    ("date", "2023"),
    ("yes_no", "có"),
    ("yes_no", "không"),
    ("text", "Ông A; bà B"),
    ("prose", "Đoạn một\n- gạch\n+ cộng"),
    ("citations", "Kế hoạch số 12/KH-UBND ngày 15/01/2026 của UBND tỉnh về cải cách"),
    ("citations", "Luật Hộ tịch\nChỉ thị 05/CT-UBND"),
    ("table", "Đất đai | 15 | 15/01/2020 | tốt"),
    ("table", "a \\| b | 1.234 |  | \n\\# c | hơn 20 | 6/2023 | khá"),
]


@pytest.mark.parametrize(("type_", "text"), ROUND_TRIPS)
def test_what_is_shown_can_be_typed_again(type_: str, text: str) -> None:
    question = ask(type_)
    value = parse_answer(question, text)
    assert parse_answer(question, show_answer(question, answered(value))) == value


@pytest.mark.parametrize(("type_", "text"), ROUND_TRIPS)
def test_what_is_kept_comes_back_the_same(type_: str, text: str) -> None:
    question = ask(type_)
    answer = answered(parse_answer(question, text))
    assert from_plain(question, json.loads(json.dumps(to_plain(question, answer)))) == answer


@given(st.text(max_size=200))
def test_any_prose_survives_being_shown_and_kept(text: str) -> None:
    question = ask("prose")
    try:
        value = parse_answer(question, text)
    except AnswerProblem:
        return
    answer = answered(value)
    assert parse_answer(question, show_answer(question, answer)) == value
    assert from_plain(question, to_plain(question, answer)) == answer


cells = st.text(max_size=20)


@given(st.lists(st.tuples(cells, st.integers(0, 10**9)), min_size=1, max_size=5))
def test_any_table_survives_being_shown(rows: list[tuple[str, int]]) -> None:
    question = ask("table", groups=True)
    typed = from_toml(question, [{"ten": f"x{name}", "so": number} for name, number in rows])
    assert parse_answer(question, show_answer(question, typed)) == typed.value


@given(st.decimals(0, 10**9, places=3))
def test_any_figure_survives_being_shown(number: Decimal) -> None:
    question = ask("number")
    answer = answered(Quantity(number))
    shown = parse_answer(question, show_answer(question, answer))
    assert isinstance(shown, Quantity)
    assert shown.value == number


WRONG = [
    ("number", "mười", {}),
    ("number", "", {}),
    ("number", "3", {"minimum": 5}),
    ("percent", "120", {"maximum": 100}),
    ("money", "6 tỷ", {"unit": "triệu đồng", "maximum": 5000}),
    ("date", "32/1/2020", {}),
    ("yes_no", "có lẽ", {}),
    ("choice", "kém", {"options": ("tốt", "khá")}),
    ("citations", "Luật A\nLuật B", {"max_items": 1}),
    ("table", "a | b", {}),
    ("table", "a | 1 | 1/1/2020 | tốt | thừa", {}),
    ("table", "a | 1 | 1/1/2020 | kém", {}),
    ("table", "1\n2\n3", {"row_labels": ("x", "y")}),
    ("text", "\u200b \x00", {}),
]


@pytest.mark.parametrize(("type_", "text", "keys"), WRONG)
def test_what_does_not_answer_the_question_is_refused(
    type_: str, text: str, keys: dict[str, Any]
) -> None:
    with pytest.raises(AnswerProblem) as caught:
        parse_answer(ask(type_, **keys), text)
    assert str(caught.value)


def test_a_wrong_cell_is_named_by_row_and_column() -> None:
    with pytest.raises(AnswerProblem, match="Hàng 2, cột “Số”"):
        parse_answer(ask("table"), "a | 1\nb | nhiều")


def test_a_figure_that_could_be_misread_asks_and_offers_only_what_fits() -> None:
    with pytest.raises(AmbiguousAnswer) as caught:
        parse_answer(ask("percent", maximum=100, places=2), "5.580")
    assert caught.value.readings == (
        Quantity(Decimal("5.580"), style=NumberStyle.PERCENT, places=2),
    )


CHOICES = [("tốt", "tốt"), ("TOT", "tốt"), ("kh", "khá"), ("2", "khá")]


@pytest.mark.parametrize(("typed", "chosen"), CHOICES)
def test_an_option_is_chosen_without_marks_by_its_start_or_number(typed: str, chosen: str) -> None:
    assert parse_answer(ask("choice", options=("tốt", "khá")), typed) == chosen


def test_two_options_with_the_same_start_ask() -> None:
    with pytest.raises(AmbiguousAnswer) as caught:
        parse_answer(ask("choice", options=("tốt lắm", "tốt vừa")), "tot")
    assert caught.value.readings == ("tốt lắm", "tốt vừa")


def test_rows_pasted_from_a_spreadsheet_are_read() -> None:
    value = parse_answer(ask("table"), "Đất đai\t1.234\t\tkhá\r\nHộ tịch\t5\r\n")
    assert isinstance(value, Records)
    assert [row.cells["ten"] for row in value.rows] == ["Đất đai", "Hộ tịch"]
    assert value.rows[0].cells["muc"] == "khá"


def test_a_group_row_is_typed_with_a_hash() -> None:
    value = parse_answer(ask("table", groups=True), "# Cấp xã\na | 1")
    assert isinstance(value, Records)
    assert value.rows[0] == Row(kind=RowKind.GROUP, label="Cấp xã")


def test_labels_of_fixed_rows_are_not_typed() -> None:
    question = ask("table", row_labels=("Năm 2021", "Năm 2022"))
    value = parse_answer(question, "5 | 1/1/2020\n7")
    assert isinstance(value, Records)
    assert value.rows[1].cells == {"so": Quantity(Decimal(7))}


def test_a_fixed_row_may_be_given_by_its_label() -> None:
    question = ask("table", row_labels=("Năm 2021", "Năm 2022"))
    value = from_toml(question, [{"ten": "Năm 2022", "so": 7}]).value
    assert value == Records((Row(), Row({"so": Quantity(Decimal(7))})))
    wrong: list[list[dict[str, Any]]] = [
        [{"ten": "Năm 2020"}],
        [{"so": 1}, {"ten": "Năm 2021"}],
        [{}, {}, {}],
    ]
    for rows in wrong:
        with pytest.raises(AnswerProblem):
            from_toml(question, rows)


STATES = [
    ({"nothing": True}, Answer(AnswerState.NOTHING), "Không phát sinh trong kỳ"),
    ({"clerk": True}, Answer(AnswerState.CLERK), "Để văn thư điền"),
    (
        {"not_applicable": "đã sáp nhập"},
        Answer(AnswerState.NOT_APPLICABLE, reason="đã sáp nhập"),
        "Không áp dụng: đã sáp nhập",
    ),
    (
        {"value": 5, "reason": "theo sổ"},
        Answer(AnswerState.ANSWERED, Quantity(Decimal(5)), "theo sổ"),
        "05 (ghi đè: theo sổ)",
    ),
]


@pytest.mark.parametrize(("toml", "answer", "line"), STATES)
def test_states_are_read_kept_and_summed_up(
    toml: dict[str, Any], answer: Answer, line: str
) -> None:
    question = ask("number")
    assert from_toml(question, toml) == answer
    assert from_plain(question, to_plain(question, answer)) == answer
    assert summarise(question, answer) == line


FROM_FILES: list[tuple[str, Any, Value]] = [
    ("number", 15613, Quantity(Decimal(15613))),
    ("percent", 5.58, Quantity(Decimal("5.58"), style=NumberStyle.PERCENT)),
    ("number", "hơn 20", Quantity(Decimal(20), "hơn")),
    ("date", date(2020, 1, 15), PartialDate(2020, 1, 15)),
    ("yes_no", True, True),
    ("text", "a", "a"),
    ("prose", ["a", "- b"], Prose("a\n- b")),
    ("text", 24, "24"),
    (
        "citations",
        [{"kind": "Luật", "subject": "Hộ tịch"}],
        (Citation("Luật", "", None, "", "Hộ tịch"),),
    ),
    (
        "table",
        [{"nhom": "A"}, {"ten": "x", "so": 1.5, "ngay": date(2020, 1, 15)}],
        Records(
            (
                Row(kind=RowKind.GROUP, label="A"),
                Row({"ten": "x", "so": Quantity(Decimal("1.5")), "ngay": "15/01/2020"}),
            )
        ),
    ),
]


@pytest.mark.parametrize(("type_", "toml", "value"), FROM_FILES)
def test_values_of_answer_files_are_taken_as_they_are(type_: str, toml: Any, value: Value) -> None:
    assert from_toml(ask(type_), toml) == answered(value)


WRONG_IN_FILES: list[tuple[str, Any]] = [
    ("number", True),
    ("number", [1]),
    ("number", float("inf")),
    ("number", {"valeu": 1}),
    ("number", {"reason": "x"}),
    ("number", {"not_applicable": " "}),
    ("money", 5),
    ("date", 5),
    ("yes_no", 5),
    ("table", [{"tne": "x"}]),
    ("table", ["x"]),
    ("table", [{"ten": ["x"]}]),
    ("citations", [{"loai": "Luật"}]),
    ("citations", []),
    ("text", [1, 2]),
]


@pytest.mark.parametrize(("type_", "toml"), WRONG_IN_FILES)
def test_values_of_another_type_are_refused(type_: str, toml: Any) -> None:
    with pytest.raises(AnswerProblem):
        from_toml(ask(type_), toml)


DAMAGED: list[tuple[str, Any]] = [
    ("number", {}),
    ("number", {"state": "answered"}),
    ("number", {"state": "answered", "value": {"number": "NaN"}}),
    ("number", {"state": "answered", "value": {"number": "x"}}),
    ("number", {"state": "answered", "value": "5"}),
    ("date", {"state": "answered", "value": "2020-13-01"}),
    ("table", {"state": "answered", "value": [{"cells": 5}]}),
    ("yes_no", {"state": "answered", "value": "có"}),
    ("text", {"state": "lost"}),
    ("text", []),
    ("citations", {"state": "answered", "value": [{"date": "x"}]}),
]


@pytest.mark.parametrize(("type_", "plain"), DAMAGED)
def test_damaged_data_is_refused_with_a_message(type_: str, plain: Any) -> None:
    with pytest.raises(AnswerProblem, match="bị hỏng"):
        from_plain(ask(type_), plain)
