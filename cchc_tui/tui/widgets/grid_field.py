"""The field of a table question: the table with live totals, and one line to type a cell in.

The cursor never leaves the line; moving between cells loads the next cell into it, so that
Vietnamese typing, pasting and undo are the same as everywhere else.
"""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from cchc_tui.domain.values import Records
from cchc_tui.tui.grid_model import GridModel
from cchc_tui.tui.widgets.answer_editor import AnswerEditor
from cchc_tui.tui.widgets.grid_view import GridView
from cchc_tui.tui.widgets.note_line import NoteLine


class GridField(Vertical):
    """A table being filled in."""

    DEFAULT_CSS = """
    GridField { height: auto; }
    GridField AnswerEditor { background: $surface; }
    """

    HELP = (
        "Bảng số liệu: gõ vào ô đang chọn. Tab, Enter sang ô kế; Shift+Tab về ô trước; "
        "↑ ↓ đổi dòng; Insert thêm dòng; F7 để xóa, chép, đổi chỗ dòng. "
        "Ô mờ và dòng cộng do chương trình tính."
    )

    class Changed(Message):
        """A cell or the rows changed; `GridField.records` has the table."""

    def __init__(self, *, edited: Callable[[str, int], str], leave: Callable[[int], None]) -> None:
        super().__init__()
        del edited  # A cell is not the whole answer: the table is taken from `records`.
        self._leave = leave
        self._model = GridModel()
        self._cell = (0, 0)

    def compose(self) -> ComposeResult:
        """Table, name of the cell, line to type in."""
        yield GridView()
        yield NoteLine(classes="-calm")
        yield AnswerEditor(
            multiline=False, rows=1, on_text_changed=self._typed, intercept=self._intercept
        )

    @property
    def editor(self) -> AnswerEditor:
        """The line in which the chosen cell is typed."""
        return self.query_one(AnswerEditor)

    @property
    def model(self) -> GridModel:
        """The table being edited."""
        return self._model

    @property
    def records(self) -> Records:
        """The rows as they stand."""
        return self._model.records()

    @property
    def row(self) -> int:
        """Index of the chosen row."""
        return self._cell[0]

    def show(self, model: GridModel) -> None:
        """Edit a table, from its first cell."""
        self._model = model
        self._cell = (0, model.first_column(0))
        self._load()

    def change_rows(self, change: Callable[[int], int]) -> None:
        """Run an operation of the model on the chosen row and go to the row it returns."""
        row = change(self._cell[0])
        self._cell = (max(min(row, self._model.row_count - 1), 0), self._cell[1])
        self._load()
        self.post_message(self.Changed())

    def _load(self) -> None:
        row, column = self._cell
        self._cell = (row, self._model.nearest_column(row, column))
        self.editor.load(self._model.text(*self._cell))
        self._refresh()

    def _refresh(self) -> None:
        self.query_one(GridView).show(self._model.columns, self._model.shown(), self._cell)
        self.query_one(NoteLine).show(self._model.describe(*self._cell))

    def _typed(self, editor: AnswerEditor) -> None:
        self._model.set(*self._cell, editor.value)
        self._refresh()
        self.post_message(self.Changed())

    def _intercept(self, event: events.Key) -> bool:
        moves: dict[str, Callable[[], None]] = {
            "pagedown": lambda: self._leave(1),
            "pageup": lambda: self._leave(-1),
            "tab": lambda: self._step(1),
            "shift+tab": lambda: self._step(-1),
            "enter": lambda: self._step(1),
            "up": lambda: self._to_row(-1),
            "down": lambda: self._to_row(1),
            "insert": lambda: self.change_rows(self._model.insert),
        }
        if event.key not in moves:
            return False
        moves[event.key]()
        return True

    def _step(self, step: int) -> None:
        cell = self._model.step(*self._cell, step)
        if cell is None:
            self._leave(step)
        else:
            self._cell = cell
            self._load()

    def _to_row(self, step: int) -> None:
        row = self._cell[0] + step
        if 0 <= row < self._model.row_count:
            self._cell = (row, self._cell[1])
            self._load()
