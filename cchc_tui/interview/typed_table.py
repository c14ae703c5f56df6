"""Tables as typed: one row a line, cells between `|` or tabs, `#` before a group's name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from cchc_tui.domain.dates import DateProblem, format_short, parse_date
from cchc_tui.domain.numbers import AmbiguousNumber, NumberProblem, format_quantity, parse_quantity
from cchc_tui.domain.text import clean_line, fold, nearest
from cchc_tui.domain.values import (
    CellValue,
    Column,
    NumberStyle,
    Quantity,
    Records,
    Row,
    RowKind,
)
from cchc_tui.interview.answer import AnswerProblem
from cchc_tui.interview.kinds import Question

MAX_ROWS = 20_000
"""Most rows of one table."""
_PIECE = re.compile(r"\\(.)|([|\t])|([^\\|\t]+|\\)", re.DOTALL)
_NEWLINE = re.compile(r"\r\n|[\r\n]")


def typed_columns(question: Question) -> tuple[Column, ...]:
    """The columns that are typed: not computed, and not the labels of fixed rows."""
    columns = question.columns[1:] if question.row_labels else question.columns
    return tuple(column for column in columns if not column.formula)


def parse_table(question: Question, text: str) -> Records:
    """Reads rows as typed, or as pasted from a spreadsheet.

    Raises:
        AnswerProblem: A row has too many cells or a cell is wrong; names line and column.
    """
    lines = _NEWLINE.split(text.rstrip())
    if not question.row_labels:
        lines = [line for line in lines if line.strip()]
    if len(lines) > MAX_ROWS:
        raise AnswerProblem(f"Bảng nhận nhiều nhất {MAX_ROWS} hàng.")
    if question.row_labels and len(lines) > len(question.row_labels):
        raise AnswerProblem(f"Bảng có {len(question.row_labels)} hàng cố định.")
    columns = typed_columns(question)
    rows = tuple(_row(question, columns, line, n) for n, line in enumerate(lines, start=1))
    return Records(rows)


def _row(question: Question, columns: Sequence[Column], line: str, number: int) -> Row:
    if question.groups and line.lstrip().startswith("#"):
        return Row(kind=RowKind.GROUP, label=clean_line(_split(line.lstrip()[1:])[0]))
    texts = _split(line)
    if len(texts) > len(columns):
        raise AnswerProblem(
            f"Hàng {number} có {len(texts)} ô; bảng có {len(columns)} cột:"
            f" {', '.join(column.title for column in columns)}."
        )
    cells: dict[str, CellValue] = {}
    for column, text in zip(columns, texts, strict=False):
        try:
            value = parse_cell(column, text)
        except AnswerProblem as error:
            raise AnswerProblem(f"Hàng {number}, cột “{column.title}”: {error}") from None
        if value is not None:
            cells[column.id] = value
    return Row(cells)


def _split(line: str) -> list[str]:
    """Cells of a line; a backslash takes the character after it literally."""
    cells = [""]
    for escaped, mark, plain in _PIECE.findall(line):
        if mark:
            cells.append("")
        else:
            cells[-1] += escaped or plain
    return [clean_line(cell) for cell in cells]


def parse_cell(column: Column, text: str) -> CellValue:
    """Reads one cell; None while it is empty.

    Raises:
        AnswerProblem: It does not fit its column, or could be misread.
    """
    typed = clean_line(text)
    if not typed:
        return None
    if column.type in ("number", "percent"):
        return _figure(column, typed)
    if column.type == "date":
        try:
            return format_short(parse_date(typed))
        except DateProblem as error:
            raise AnswerProblem(str(error)) from None
    if column.type == "choice":
        return _option(column, typed)
    return typed


def _figure(column: Column, typed: str) -> Quantity:
    style = NumberStyle.PERCENT if column.type == "percent" else NumberStyle.COUNT
    try:
        quantity = parse_quantity(typed, style)
    except (NumberProblem, AmbiguousNumber) as error:
        raise AnswerProblem(str(error)) from None
    return replace(quantity, places=column.places)


def _option(column: Column, typed: str) -> str:
    plain = fold(typed)
    same = [option for option in column.options if fold(option) == plain]
    begins = [option for option in column.options if fold(option).startswith(plain)]
    if typed in column.options:
        return typed
    if len(same) == 1 or (not same and len(begins) == 1):
        return (same or begins)[0]
    near = nearest(typed, column.options)
    hint = f" Có phải “{near}”?" if near else ""
    raise AnswerProblem(f"chỉ nhận: {'; '.join(column.options)}.{hint}")


def show_cell(column: Column, value: CellValue) -> str:
    """A cell as it would be typed; what does not fit its column is shown as it was typed."""
    if value is None:
        return ""
    return value if isinstance(value, str) else show_quantity(value)


def show_quantity(quantity: Quantity) -> str:
    """A figure with every decimal that was typed, so that editing loses none."""
    text = format_quantity(replace(quantity, places=None), pad=False)
    english = re.search(r"(?<![\d.])[1-9]\d{0,2},\d{3}(?!\d)", text)
    if english and quantity.style is not NumberStyle.PERCENT:
        # 1,234 alone could be an English thousand; a zero behind makes it certain.
        return text.replace(english[0], english[0] + "0")
    return text


def show_table(question: Question, records: Records) -> str:
    """The rows as they would be typed; `parse_table` reads them back."""
    columns = typed_columns(question)
    return "\n".join(_line(columns, row) for row in records.rows if row.kind is not RowKind.TOTAL)


def _line(columns: Sequence[Column], row: Row) -> str:
    if row.kind is RowKind.GROUP:
        return f"# {_escaped(row.label)}"
    return " | ".join(_escaped(show_cell(column, row.cells.get(column.id))) for column in columns)


def _escaped(text: str) -> str:
    text = text.replace("\\", "\\\\").replace("|", "\\|")
    return f"\\{text}" if text.startswith("#") else text
