"""What officers write in answer files: TOML values read as answers.

A text is read as if it had been typed; other values are taken as they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from cchc_tui.domain.citations import Citation, parse_citations
from cchc_tui.domain.dates import DateProblem, PartialDate, parse_date
from cchc_tui.domain.text import clean_line, nearest
from cchc_tui.domain.values import (
    AnswerState,
    CellValue,
    Column,
    NumberStyle,
    Quantity,
    Records,
    Row,
    RowKind,
)
from cchc_tui.interview.answer import Answer, AnswerProblem, Value
from cchc_tui.interview.kinds import Question, QuestionType
from cchc_tui.interview.plain import CITATION_KEYS
from cchc_tui.interview.question_check import GROUP_KEY
from cchc_tui.interview.typed import STYLES, bound_problem, checked_citations, parse_answer
from cchc_tui.interview.typed_table import parse_cell, typed_columns

_STATE_KEYS = ("nothing", "not_applicable", "clerk", "value", "reason")


def from_toml(question: Question, value: Any) -> Answer:
    """Reads what an officer wrote for a question in an answer file.

    A text is read as if typed. Numbers, true and false, dates, lists of lines, lists of
    citations and lists of rows are taken as they are. A table stands for a state:
    `{ nothing = true }`, `{ not_applicable = "lý do" }`, `{ clerk = true }`, or
    `{ value = …, reason = "…" }` to override a computed figure.

    Raises:
        AnswerProblem: It does not answer the question, or could be misread.
    """
    is_citation = (
        question.type is QuestionType.CITATIONS and isinstance(value, dict) and "kind" in value
    )
    if isinstance(value, dict) and not is_citation:
        return _stated(question, value)
    return Answer(AnswerState.ANSWERED, _from_file(question, value))


def _stated(question: Question, table: Mapping[str, Any]) -> Answer:
    for key in table:
        if key not in _STATE_KEYS:
            near = nearest(key, _STATE_KEYS)
            hint = f" Có phải “{near}”?" if near else ""
            raise AnswerProblem(f"Không có khóa “{key}”; chỉ có {', '.join(_STATE_KEYS)}.{hint}")
    if table.get("nothing") is True:
        return Answer(AnswerState.NOTHING)
    if table.get("clerk") is True:
        return Answer(AnswerState.CLERK)
    if "not_applicable" in table:
        reason = table["not_applicable"]
        if not isinstance(reason, str) or not clean_line(reason):
            raise AnswerProblem("Không áp dụng thì phải nêu lý do.")
        return Answer(AnswerState.NOT_APPLICABLE, reason=clean_line(reason))
    if "value" not in table:
        raise AnswerProblem("Thiếu value.")
    reason = clean_line(str(table.get("reason", "")))
    return replace(from_toml(question, table["value"]), reason=reason)


def _from_file(question: Question, value: Any) -> Value:
    if isinstance(value, str):
        return parse_answer(question, value)
    if isinstance(value, bool) and question.type is QuestionType.YES_NO:
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _number_from_file(question, value)
    if isinstance(value, date) and question.type is QuestionType.DATE:
        return PartialDate.of(value.date() if isinstance(value, datetime) else value)
    if isinstance(value, dict):
        value = [value]
    if isinstance(value, list):
        return _list_from_file(question, value)
    raise AnswerProblem(f"Giá trị này không trả lời được câu hỏi kiểu {question.type}.")


def _number_from_file(question: Question, value: float) -> Value:
    if question.type not in STYLES:
        return parse_answer(question, str(value))
    number = Decimal(repr(value))
    if not number.is_finite():
        raise AnswerProblem("Không phải là một số.")
    unit = question.unit
    if question.type is QuestionType.MONEY and not unit:
        raise AnswerProblem('Ghi rõ đơn vị tiền, ví dụ "23,6 tỷ đồng".')
    quantity = Quantity(number, "", STYLES[question.type], unit, question.places)
    if (problem := bound_problem(question, quantity)) is not None:
        raise AnswerProblem(problem)
    return quantity


def _list_from_file(question: Question, items: list[Any]) -> Value:
    if question.type is QuestionType.TABLE:
        return _table_from_file(question, items)
    if question.type is QuestionType.CITATIONS:
        found: list[Citation] = []
        for item in items:
            found += parse_citations(item) if isinstance(item, str) else [_citation_from_file(item)]
        return checked_citations(question, tuple(found))
    if question.type is QuestionType.PROSE and all(isinstance(item, str) for item in items):
        return parse_answer(question, "\n".join(items))
    raise AnswerProblem(f"Danh sách không trả lời được câu hỏi kiểu {question.type}.")


def _citation_from_file(item: Any) -> Citation:
    known = (*CITATION_KEYS, "date")
    if not isinstance(item, dict) or not set(item) <= set(known):
        raise AnswerProblem(f"Văn bản viện dẫn chỉ có các khóa {', '.join(known)}.")
    texts = {key: clean_line(str(item[key])) for key in CITATION_KEYS if key in item}
    day: PartialDate | None = None
    try:
        if isinstance(item.get("date"), date):
            day = PartialDate.of(item["date"])
        elif "date" in item:
            day = parse_date(str(item["date"]))
    except DateProblem as error:
        raise AnswerProblem(str(error)) from None
    return Citation(**({"kind": "", "number": "", "issuer": "", "subject": ""} | texts), date=day)


def _table_from_file(question: Question, items: list[Any]) -> Records:
    """Rows in the order given; of a table with fixed rows each may name its label instead."""
    rows: dict[int, Row] = {}
    for number, item in enumerate(items):
        place = number
        if question.row_labels and isinstance(item, dict):
            place, item = _labelled(question, item, number)
        if place in rows:
            raise AnswerProblem(f"Hàng “{question.row_labels[place]}” có hai lần.")
        rows[place] = _row_from_file(question, item, number + 1)
    if question.row_labels and len(items) > len(question.row_labels):
        raise AnswerProblem(f"Bảng có {len(question.row_labels)} hàng cố định.")
    last = max(rows, default=-1)
    return Records(tuple(rows.get(place, Row()) for place in range(last + 1)))


def _labelled(question: Question, item: dict[str, Any], number: int) -> tuple[int, dict[str, Any]]:
    """The place of a fixed row, and the row without its label."""
    first = question.columns[0].id
    if first not in item:
        return number, item
    label = item[first]
    if label not in question.row_labels:
        near = nearest(str(label), question.row_labels)
        hint = f" Có phải “{near}”?" if near else ""
        raise AnswerProblem(f"Bảng không có hàng “{label}”.{hint}")
    rest = {name: value for name, value in item.items() if name != first}
    return question.row_labels.index(label), rest


def _row_from_file(question: Question, item: Any, number: int) -> Row:
    if not isinstance(item, dict):
        raise AnswerProblem(f"Hàng {number}: mỗi hàng viết là một bảng, ví dụ {{ cot = 1 }}.")
    if GROUP_KEY in item:
        return Row(kind=RowKind.GROUP, label=clean_line(str(item[GROUP_KEY])))
    columns = {column.id: column for column in typed_columns(question)}
    cells: dict[str, CellValue] = {}
    for name, value in item.items():
        column = columns.get(name)
        if column is None:
            near = nearest(name, columns)
            hint = f" Có phải “{near}”?" if near else ""
            raise AnswerProblem(f"Hàng {number}: không có cột “{name}”.{hint}")
        try:
            cells[name] = _cell_from_file(column, value)
        except AnswerProblem as error:
            raise AnswerProblem(f"Hàng {number}, cột “{column.title}”: {error}") from None
    return Row(cells)


def _cell_from_file(column: Column, value: Any) -> CellValue:
    is_figure = isinstance(value, int | float) and not isinstance(value, bool)
    if is_figure and column.type in ("number", "percent"):
        style = NumberStyle.PERCENT if column.type == "percent" else NumberStyle.COUNT
        return Quantity(Decimal(repr(value)), style=style, places=column.places)
    if isinstance(value, bool | list | dict):
        raise AnswerProblem("ô chỉ nhận chữ, số hoặc ngày.")
    return parse_cell(column, value.isoformat() if isinstance(value, date) else str(value))
