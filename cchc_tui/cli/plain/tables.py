"""A table by lines: one cell after the other, one row after the other."""

from __future__ import annotations

from dataclasses import replace

from cchc_tui.cli.plain import words
from cchc_tui.cli.plain.commands import place_in
from cchc_tui.cli.plain.talk import Talk
from cchc_tui.domain.values import CellValue, Column, Records, Row, RowKind
from cchc_tui.interview.answer import AnswerProblem
from cchc_tui.interview.grid import compute_rows, make_grid
from cchc_tui.interview.kinds import Question
from cchc_tui.interview.typed_table import parse_cell, parse_table, show_cell, typed_columns

DONE = "."


def _rows(talk: Talk) -> list[Row]:
    """The rows as they stand; of a table with fixed rows all of them."""
    question = talk.session.question
    rows = list(talk.session.records().rows)
    return rows + [Row()] * (len(question.row_labels) - len(rows))


def _place(talk: Talk) -> tuple[int, int] | None:
    """The cell that is asked for; None where the table waits for a command or an Enter.

    A growing table asks for the row behind the last one; one with fixed rows for the first
    cell that is empty.
    """
    question, rows = talk.session.question, _rows(talk)
    if talk.cell is not None:
        return talk.cell
    if not question.row_labels:
        return len(rows), 0
    columns = typed_columns(question)
    empty = (
        (number, place)
        for number, row in enumerate(rows)
        for place, column in enumerate(columns)
        if row.cells.get(column.id) in (None, "")
    )
    return next(empty, None)


def prompt_of(talk: Talk) -> str:
    """Which cell is asked for, and what stands there."""
    place = _place(talk)
    question = talk.session.question
    if place is None:
        return "Bảng đã đủ (Enter: sang câu sau; .dong 1 để sửa hàng 1): "
    number, at = place
    rows, column = _rows(talk), typed_columns(question)[at]
    row = rows[number] if number < len(rows) else Row()
    now = show_cell(column, row.cells.get(column.id))
    label = f", {question.row_labels[number]}" if number < len(question.row_labels) else ""
    if row.kind is RowKind.GROUP:
        return f"Hàng {number + 1}, tên nhóm, đang ghi {row.label}: "
    held = f", đang ghi {now}" if now else ""
    return f"Hàng {number + 1}{label}, {words.column_name(question, column.id)}{held}: "


def take_line(talk: Talk, line: str) -> None:
    """The text of a cell, of several parted by tabs or `|`, or nothing."""
    place, rows = _place(talk), _rows(talk)
    text = line.strip(" ")
    new_row = place is not None and place[0] >= len(rows) and place[1] == 0
    if text == DONE or (not text.strip() and (place is None or new_row)):
        _finish(talk)
    elif place is None:
        talk.refuse("Bảng đã đủ nên dòng này không được ghi; .dong 1 để sửa hàng 1.")
    elif not text.strip():
        _step(talk, place, 1)
    else:
        _write(talk, place, text)


def _write(talk: Talk, place: tuple[int, int], text: str) -> None:
    """Put text into a cell, or into it and those behind it."""
    question, (number, at) = talk.session.question, place
    columns = typed_columns(question)[at:]
    rows = _rows(talk)
    row = rows[number] if number < len(rows) else Row()
    if row.kind is RowKind.GROUP:
        _put(talk, number, replace(row, label=" ".join(text.split())))
        _end_row(talk, number)
        return
    texts = _cells(question, columns, text)
    if len(texts) > len(columns):
        talk.refuse(f"Có {len(texts)} ô mà từ đây đến hết hàng chỉ còn {len(columns)} cột.")
        return
    wrong = False
    for column, cell in zip(columns, texts, strict=False):
        value, problem = _read(column, cell)
        row = replace(row, cells={**row.cells, column.id: value})
        if problem:
            wrong = True
            talk.refuse(f"Cột {column.title}, chưa hiểu {cell}: {problem} Chữ ấy được giữ nguyên.")
    _put(talk, number, row, at)
    if wrong and talk.console.interactive:
        talk.cell = place
    else:
        _step(talk, place, len(texts))


def _cells(question: Question, columns: tuple[Column, ...], text: str) -> list[str]:
    """The cells of a line; a bar that is part of a text has a backslash before it."""
    if len(columns) < 2 or ("\t" not in text and "|" not in text):
        return [text]
    plain = tuple(replace(column, type="text") for column in columns)
    as_text = replace(question, columns=plain, row_labels=(), groups=False)
    try:
        row = parse_table(as_text, text).rows[0]
    except AnswerProblem:
        return text.replace("\t", "|").split("|")
    texts = [str(row.cells.get(column.id) or "") for column in columns]
    while texts and not texts[-1]:
        texts.pop()
    return texts


def _read(column: Column, text: str) -> tuple[CellValue, str]:
    """A cell's value and what is wrong with it: then it is kept as typed."""
    try:
        return parse_cell(column, text), ""
    except AnswerProblem as problem:
        return text, words.sentence(str(problem))


def _put(talk: Talk, number: int, row: Row, at: int = 0) -> None:
    rows = _rows(talk)
    rows[number : number + 1] = [row]
    width = len(talk.session.question.columns)
    talk.session.type_records(Records(tuple(rows)), number * width + at)
    talk.begun = True


def _step(talk: Talk, place: tuple[int, int], by: int) -> None:
    """Ask for the cell so many further on, or for the next row."""
    number, at = place
    columns = typed_columns(talk.session.question)
    if at + by < len(columns):
        talk.cell = number, at + by
    else:
        _end_row(talk, number)


def _end_row(talk: Talk, number: int) -> None:
    """A row is done: say what is computed in it and go to the next one."""
    question, rows = talk.session.question, _rows(talk)
    computed = compute_rows(question, Records(tuple(rows)))
    if number < len(computed):
        told = [
            f"{words.column_name(question, column.id)} {text}"
            for column in question.columns
            if column.formula and (text := computed[number].text(column.id))
        ]
        if told:
            talk.say(words.sentence(f"Tính ra: {'; '.join(told)}"))
    more = number + 1 < len(rows) and not talk.one_row
    talk.cell = (number + 1, 0) if more and question.row_labels else None
    talk.one_row = False


def _finish(talk: Talk) -> None:
    """The table is done: it becomes the answer."""
    session = talk.session
    if session.is_pending(session.current):
        if not talk.give(talk.settle) and talk.console.interactive:
            return
        refusal = session.refusal(session.current)
        if refusal:
            talk.refuse(f"Còn ô chưa hiểu. {refusal}")
    elif session.proposed and not talk.give(lambda: talk.attempt(session.accept)):
        return
    talk.go_by(1)


# Commands


def go_to_row(talk: Talk, rest: str) -> None:
    """`.dong 3`: ask for the cells of a row."""
    number = _row_named(talk, rest)
    if number is not None:
        talk.cell, talk.one_row = (number, 0), True


def add_row(talk: Talk, rest: str) -> None:
    """`.them`, or `.them 3` for a row before the third."""
    if talk.session.question.row_labels:
        talk.refuse("Bảng này có các hàng cố định; .dong 1 để sửa hàng 1.")
        return
    number = _row_named(talk, rest) if rest else len(_rows(talk))
    if number is None:
        return
    if rest:
        _insert(talk, number, Row())
    talk.cell, talk.one_row = (number, 0), bool(rest)


def add_group(talk: Talk, rest: str) -> None:
    """`.nhom tên`: a group row where the table has come to."""
    if not talk.session.question.groups:
        talk.refuse("Bảng này không có hàng tên nhóm.")
    elif not rest:
        talk.refuse("Xin nêu tên nhóm: .nhom tên.")
    else:
        _insert(talk, (talk.cell or (len(_rows(talk)), 0))[0], Row(kind=RowKind.GROUP, label=rest))
        talk.cell = None
        talk.say(f"Đã thêm nhóm {rest}.")


def delete_row(talk: Talk, rest: str) -> None:
    """`.xoa 3`, or the row that is being written."""
    named = rest or (str(talk.cell[0] + 1) if talk.cell else "")
    if talk.session.question.row_labels or not named:
        talk.refuse("Nêu số của hàng: .xoa 3. Hàng cố định thì không xóa được.")
        return
    number = _row_named(talk, named)
    if number is None:
        return
    rows = _rows(talk)
    del rows[number]
    talk.session.type_records(Records(tuple(rows)), 0)
    talk.begun = True
    talk.cell = None
    talk.say(f"Đã xóa hàng {number + 1}; còn {len(rows)} hàng.")


def clear_cell(talk: Talk) -> bool:
    """`.trong` within a row: the cell is emptied; False where no cell is asked for."""
    if talk.cell is None:
        return False
    number, at = talk.cell
    rows = _rows(talk)
    if number < len(rows):
        column = typed_columns(talk.session.question)[at]
        cells = {name: one for name, one in rows[number].cells.items() if name != column.id}
        _put(talk, number, replace(rows[number], cells=cells), at)
    _step(talk, talk.cell, 1)
    return True


def replace_cell(talk: Talk, number: int, column: str, text: str) -> None:
    """Put other text into one cell, and make the table the answer."""
    question = talk.session.question
    at = next(n for n, one in enumerate(typed_columns(question)) if one.id == column)
    value, problem = _read(typed_columns(question)[at], text)
    if problem:
        talk.refuse(f"Chưa nhận: {problem}")
        return
    row = _rows(talk)[number]
    _put(talk, number, replace(row, cells={**row.cells, column: value}), at)
    talk.give(talk.settle)


def _insert(talk: Talk, number: int, row: Row) -> None:
    rows = _rows(talk)
    rows.insert(number, row)
    talk.session.type_records(Records(tuple(rows)), 0)
    talk.begun = True


def _row_named(talk: Talk, text: str) -> int | None:
    rows = _rows(talk)
    if (place := place_in(text, len(rows))) is not None:
        return place
    talk.refuse(f"Bảng có {len(rows)} hàng; nêu số từ 1 đến {len(rows)}." if rows else NO_ROWS)
    return None


NO_ROWS = "Bảng chưa có hàng nào."


def read_out(talk: Talk) -> None:
    """Say the table row by row, computed cells and totals among them."""
    session, question = talk.session, talk.session.question
    if not session.records().rows:
        talk.say(session.summary(session.current) or NO_ROWS)
        return
    grid = make_grid(question, session.records())
    names = [words.column_name(question, column.id) for column in question.columns]
    number = 0
    for row in grid.rows:
        cells = [f"{name} {cell}" for name, cell in zip(names, row.cells, strict=False) if cell]
        if row.kind is RowKind.GROUP:
            number += 1
            talk.say(f"Hàng {number}, nhóm {row.cells[0]}.")
        elif row.kind is RowKind.TOTAL:
            talk.say(words.sentence("; ".join(cells)))
        else:
            number += 1
            talk.say(words.sentence(f"Hàng {number}: {'; '.join(cells) or 'trống'}"))
