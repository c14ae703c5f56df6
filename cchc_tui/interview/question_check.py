"""Whether the keys of a question go together: columns with tables, options with choices."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_tui.domain.numbers import MONEY_UNITS
from cchc_tui.domain.values import Column
from cchc_tui.interview.kinds import Question, QuestionType

Fault = tuple[tuple[str | int, ...], str, str]
"""Path below the question, key, message."""

GROUP_KEY = "nhom"
"""Key that makes a row of an answer file a group row; no column may have it."""
_FIGURES = (QuestionType.NUMBER, QuestionType.PERCENT, QuestionType.MONEY)
_ONLY = {
    "options": (QuestionType.CHOICE,),
    "open_choice": (QuestionType.CHOICE,),
    "places": _FIGURES,
    "minimum": _FIGURES,
    "maximum": _FIGURES,
    "max_items": (QuestionType.CITATIONS,),
    "columns": (QuestionType.TABLE,),
    "row_labels": (QuestionType.TABLE,),
    "totals": (QuestionType.TABLE,),
    "groups": (QuestionType.TABLE,),
    "numbered": (QuestionType.TABLE,),
}
_KEY = {"columns": "column"}


def question_faults(question: Question) -> Iterator[Fault]:
    """Every mistake within one question."""
    for name, types in _ONLY.items():
        value = getattr(question, name)
        if value not in (None, False, 0, ()) and question.type not in types:
            allowed = ", ".join(types)
            key = _KEY.get(name, name)
            yield (), key, f"khóa này chỉ dùng cho kiểu {allowed}, không cho {question.type}."
    if question.type is QuestionType.CHOICE:
        yield from _options((), question.options)
    if question.type is QuestionType.TABLE:
        yield from _table(question)
    if question.type is QuestionType.MONEY and question.unit and question.unit not in MONEY_UNITS:
        yield (), "unit", f"đơn vị tiền chỉ nhận: {', '.join(MONEY_UNITS)}."
    low, high = question.minimum, question.maximum
    if low is not None and high is not None and low > high:
        yield (), "minimum", "số nhỏ nhất lớn hơn số lớn nhất."


def _options(step: tuple[str | int, ...], options: tuple[str, ...]) -> Iterator[Fault]:
    if not options:
        yield step, "options", "kiểu choice phải có các lựa chọn."
    elif len(set(options)) < len(options) or not all(option.strip() for option in options):
        yield step, "options", "có lựa chọn trùng nhau hoặc rỗng."


def _table(question: Question) -> Iterator[Fault]:
    if not question.columns:
        yield (), "column", "kiểu table phải có ít nhất một cột [[section.question.column]]."
        return
    seen: set[str] = set()
    for index, column in enumerate(question.columns):
        step = ("column", index)
        if column.id == GROUP_KEY:
            yield step, "id", f"“{GROUP_KEY}” là tên dành riêng cho hàng nhóm."
        if column.id and column.id in seen:
            yield step, "id", f"cột “{column.id}” đã có trong bảng này."
        seen.add(column.id)
        yield from _column(step, column)
    yield from _rows(question)


def _column(step: tuple[str | int, ...], column: Column) -> Iterator[Fault]:
    is_figure = column.type in ("number", "percent")
    if column.type == "choice":
        yield from _options(step, column.options)
    elif column.options:
        yield step, "options", "chỉ cột kiểu choice có các lựa chọn."
    if column.formula and not is_figure:
        yield step, "formula", "cột có công thức phải là kiểu number hoặc percent."
    if column.total and not is_figure:
        yield step, "total", "chỉ cột number hoặc percent có tổng."
    if column.total == "formula" and not column.formula:
        yield step, "total", 'total = "formula" cần có formula.'
    if column.total == "sum" and column.type == "percent":
        yield step, "total", 'không cộng được tỷ lệ phần trăm; hãy dùng total = "formula".'
    if column.width <= 0:
        yield step, "width", "bề rộng phải lớn hơn 0."


def _rows(question: Question) -> Iterator[Fault]:
    labels = question.row_labels
    if labels and (len(set(labels)) < len(labels) or not all(label.strip() for label in labels)):
        yield (), "row_labels", "có nhãn hàng trùng nhau hoặc rỗng."
    if labels and question.columns[0].type != "text":
        yield ("column", 0), "type", "cột đầu của bảng có hàng cố định là nhãn hàng, phải là text."
    if labels and question.groups:
        yield (), "groups", "bảng có hàng cố định không có hàng nhóm."
    if question.totals and not any(column.total for column in question.columns):
        yield (), "totals", "không cột nào có total để cộng."
