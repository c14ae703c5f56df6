"""A table being filled in: cells as typed, rows added, moved and taken away.

Headless. A cell that its column does not understand is kept as typed and said to be wrong;
formulas and totals come from the interview, so the screen shows what will be printed.
"""

from __future__ import annotations

from dataclasses import replace

from cchc_tui.domain.values import CellValue, Column, Records, Row, RowKind
from cchc_tui.interview.answer import AnswerProblem
from cchc_tui.interview.grid import compute_rows, make_grid
from cchc_tui.interview.kinds import Question, QuestionType
from cchc_tui.interview.typed_table import parse_cell, show_cell
from cchc_tui.tui.grid_paste import arrange
from cchc_tui.tui.widgets.grid_view import ShownRow

_NO_QUESTION = Question(id="", type=QuestionType.TABLE, ask="")
_KEPT_STEPS = 100


class GridModel:
    """The rows of one table question.

    Args:
        question: A question of type table.
        records: Its rows so far.
    """

    def __init__(self, question: Question = _NO_QUESTION, records: Records | None = None) -> None:
        self.question = question
        rows = list(records.rows) if records else []
        missing = len(question.row_labels) - len(rows)
        self._rows = [*rows, *(Row() for _ in range(missing))]
        self._steps: list[tuple[list[Row], tuple[int, int]]] = []
        self._typing: tuple[int, int] | None = None
        self._make_room()

    def _make_room(self) -> None:
        """A growing table always ends with one free row."""
        if not self.fixed and (not self._rows or not _empty(self._rows[-1])):
            self._rows.append(Row())

    @property
    def columns(self) -> tuple[Column, ...]:
        """Columns in order."""
        return self.question.columns

    @property
    def fixed(self) -> bool:
        """Whether the rows are given and only their cells are typed."""
        return bool(self.question.row_labels)

    @property
    def row_count(self) -> int:
        """Rows that can be chosen: those typed, and one free row where the table may grow."""
        return len(self._rows)

    def records(self) -> Records:
        """The rows without empty ones at the end."""
        rows = list(self._rows)
        while rows and not self.fixed and _empty(rows[-1]):
            rows.pop()
        return Records(tuple(rows))

    def shown(self) -> list[ShownRow]:
        """Rows as the view draws them: typed cells, computed cells, totals."""
        computed = compute_rows(self.question, Records(tuple(self._rows)))
        shown: list[ShownRow] = []
        for row, result in zip(self._rows, computed, strict=True):
            if row.kind is RowKind.GROUP:
                shown.append(ShownRow((row.label,), RowKind.GROUP))
                continue
            texts = [
                result.text(column.id) or show_cell(column, row.cells.get(column.id))
                for column in self.columns
            ]
            shown.append(ShownRow(tuple(texts)))
        shown += [
            ShownRow(row.cells, row.kind)
            for row in make_grid(self.question, self.records()).rows
            if row.kind is RowKind.TOTAL
        ]
        return shown

    def text(self, row: int, column: int) -> str:
        """A cell as it is typed."""
        if not 0 <= row < len(self._rows) or not self.columns:
            return ""
        if self._rows[row].kind is RowKind.GROUP:
            return self._rows[row].label
        shape = self.columns[column]
        return show_cell(shape, self._rows[row].cells.get(shape.id))

    def takes_words(self, row: int, column: int) -> bool:
        """Whether a cell is for words: of a column of texts, or the name of a group."""
        if not 0 <= row < len(self._rows) or not self.columns:
            return False
        return self._rows[row].kind is RowKind.GROUP or self.columns[column].type == "text"

    def set(self, row: int, column: int, text: str) -> None:
        """Type into a cell; the last row of a growing table makes room for another."""
        if not 0 <= row < len(self._rows) or not self.columns:
            return
        if self._typing != (row, column):
            self._begin_step(row, column)
            self._typing = (row, column)
        self._put_text(row, column, text)
        self._make_room()

    def _put_text(self, row: int, column: int, text: str) -> None:
        old = self._rows[row]
        if old.kind is RowKind.GROUP:
            self._rows[row] = replace(old, label=text)
            return
        shape = self.columns[column]
        cells = {**old.cells, shape.id: self._value(shape, text)}
        self._rows[row] = replace(old, cells={k: v for k, v in cells.items() if v is not None})

    def paste(self, row: int, column: int, text: str) -> str:
        """Fill cells from rows copied out of a spreadsheet, as one undoable step.

        A cell that its column does not understand is kept as it was copied.

        Returns:
            What of it found no place, in Vietnamese; empty if everything did.
        """
        labels = self.question.row_labels[row:]
        typed = [place for place in range(len(self.columns)) if self._takes(place)]
        pasted = arrange(text, self.columns, typed, column, labels)
        self._begin_step(row, column)
        notes = [pasted.note] if pasted.note else []
        for at, cells in enumerate(pasted.rows, start=row):
            if at >= len(self._rows) and self.fixed:
                spare = len(pasted.rows) - (at - row)
                notes.append(f"{spare} dòng cuối của vùng dán không có chỗ: bảng có dòng cố định.")
                break
            self._make_room()
            if self._rows[at].kind is RowKind.GROUP:
                self._rows[at] = Row()
            for place, cell in cells.items():
                self._put_text(at, place, cell)
        self._make_room()
        return " ".join(notes)

    # Steps that can be taken back

    def _begin_step(self, row: int, column: int) -> None:
        self._steps.append((list(self._rows), (row, column)))
        del self._steps[:-_KEPT_STEPS]
        self._typing = None

    def undo(self) -> tuple[int, int] | None:
        """Take back the last step; the cell it was about, or None if there is none."""
        self._typing = None
        while self._steps:
            rows, cell = self._steps.pop()
            if rows != self._rows:  # The editor may have taken the letters back already.
                self._rows = rows
                return cell
        return None

    @staticmethod
    def _value(column: Column, text: str) -> CellValue:
        try:
            return parse_cell(column, text)
        except AnswerProblem:
            return text

    def problem(self, row: int, column: int) -> str:
        """What is wrong with a cell, or an empty string."""
        if not self._typeable(row, column) or self._rows[row].kind is RowKind.GROUP:
            return ""
        try:
            parse_cell(self.columns[column], self.text(row, column))
        except AnswerProblem as problem:
            return str(problem)
        return ""

    def describe(self, row: int, column: int) -> str:
        """Where the chosen cell is, what it takes, and what is wrong with it."""
        if not self.columns or not 0 <= row < len(self._rows):
            return ""
        if self._rows[row].kind is RowKind.GROUP:
            return f"Dòng {row + 1}, tên nhóm"
        shape = self.columns[column]
        title = f"{shape.parent}: {shape.title}" if shape.parent else shape.title
        parts = [f"Dòng {row + 1}, {title}"]
        if shape.options:
            parts.append("(" + " / ".join(shape.options) + ")")
        problem = self.problem(row, column)
        return " ".join(parts) + (f": {problem}" if problem else "")

    # Moving

    def _typeable(self, row: int, column: int) -> bool:
        if not (0 <= row < len(self._rows) and 0 <= column < len(self.columns)):
            return False
        if self._rows[row].kind is RowKind.GROUP:
            return column == 0
        return self._takes(column)

    def _takes(self, column: int) -> bool:
        """Whether a column is typed: not computed, not the names of fixed rows."""
        return not (self.columns[column].formula or (self.fixed and column == 0))

    def first_column(self, row: int) -> int:
        """First column of a row that is typed."""
        return self.nearest_column(row, 0)

    def nearest_column(self, row: int, column: int) -> int:
        """The column itself if it is typed in that row, else the nearest one that is."""
        wanted = [index for index in range(len(self.columns)) if self._typeable(row, index)]
        return min(wanted, key=lambda index: (abs(index - column), index), default=0)

    def step(self, row: int, column: int, step: int) -> tuple[int, int] | None:
        """The next (1) or previous (-1) typed cell; None past the ends of the table."""
        count = len(self.columns)
        place = row * count + column + step
        while 0 <= place < len(self._rows) * count:
            cell = divmod(place, count)
            if self._typeable(*cell):
                leaving = step > 0 and not self.fixed and cell[0] == len(self._rows) - 1
                if leaving and row == cell[0] - 1 and _empty(self._rows[row]):
                    return None
                return cell
            place += step
        return None

    # Rows; each gives the row to go to

    def insert(self, row: int) -> int:
        """Put an empty row before a row."""
        return self._put(row, Row())

    def insert_group(self, row: int) -> int:
        """Put a group row before a row."""
        return self._put(row, Row(kind=RowKind.GROUP)) if self.question.groups else row

    def _put(self, row: int, new: Row) -> int:
        if not self.fixed:
            self._begin_step(row, 0)
            self._rows.insert(row, new)
        return row

    def delete(self, row: int) -> int:
        """Take a row away."""
        if not self.fixed and row < len(self._rows) - 1:
            self._begin_step(row, 0)
            del self._rows[row]
        return row

    def move_up(self, row: int) -> int:
        """Change places with the row above."""
        return self._swap(row, row - 1)

    def move_down(self, row: int) -> int:
        """Change places with the row below."""
        return self._swap(row, row + 1)

    def _swap(self, row: int, other: int) -> int:
        last = len(self._rows) - 1
        if self.fixed or not (0 <= row < last and 0 <= other < last):
            return row
        self._begin_step(row, 0)
        self._rows[row], self._rows[other] = self._rows[other], self._rows[row]
        return other

    def copy_above(self, row: int) -> int:
        """Fill a row with the cells of the one above."""
        if not self.fixed and row > 0:
            self._begin_step(row, 0)
            self._rows[row] = replace(self._rows[row - 1])
            self._make_room()
        return row


def _empty(row: Row) -> bool:
    return row.kind is RowKind.ITEM and not any(
        value not in (None, "") for value in row.cells.values()
    )
