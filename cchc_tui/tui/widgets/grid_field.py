"""The field of a table question: the table with live totals, and one line to type a cell in.

The cursor never leaves the line; moving between cells loads the next cell into it, so that
Vietnamese typing, pasting and undo are the same as everywhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from cchc_tui.domain.values import Records
from cchc_tui.interview.spots import StaleSpot
from cchc_tui.tui.grid_model import GridModel
from cchc_tui.tui.grid_paste import is_table
from cchc_tui.tui.widgets.answer_editor import AnswerEditor
from cchc_tui.tui.widgets.grid_view import GridView
from cchc_tui.tui.widgets.note_line import NoteLine


class CellEditor(AnswerEditor):
    """The line in which a cell is typed; a copied block of cells is given away whole."""

    ENDS_WORDS_FIRST = True

    def __init__(
        self,
        *,
        on_text_changed: Callable[[AnswerEditor], None],
        intercept: Callable[[events.Key], bool],
        on_block: Callable[[str], None],
    ) -> None:
        super().__init__(
            multiline=False, rows=1, on_text_changed=on_text_changed, intercept=intercept
        )
        self._on_block = on_block

    def paste_text(self, text: str) -> None:
        """Put foreign text at the cursor, or fill the cells from here on.

        Args:
            text: Anything; with tabs or line breaks it is a block of cells.
        """
        if is_table(text):
            self._on_block(text)
        else:
            super().paste_text(text)


class GridField(Vertical):
    """A table being filled in."""

    DEFAULT_CSS = """
    GridField { height: auto; }
    GridField AnswerEditor, GridField AnswerEditor:focus {
        background: $surface; border-left: solid $primary; padding: 0 0 0 1;
    }
    """

    HELP = (
        "Bảng số liệu: gõ vào ô đang chọn. Tab, Enter sang ô kế; Shift+Tab về ô trước; "
        "↑ ↓ đổi dòng; Insert thêm dòng; F7 để xóa, chép, đổi chỗ dòng, thêm dòng nhóm. "
        "Dán các dòng chép từ Excel vào ô đầu tiên thì cả vùng được điền; Ctrl+Z lấy lại. "
        "Cột do chương trình tính và dòng cộng không gõ được. PgDn sang câu sau."
    )

    @dataclass
    class Changed(Message):
        """The chosen cell, or with `rows` any of them, changed: see `GridField.records`."""

        rows: bool = False

    def __init__(
        self, *, leave: Callable[[int], None], intercept: Callable[[events.Key], bool]
    ) -> None:
        """Make a field.

        Args:
            leave: Goes to the next (1) or previous (-1) question.
            intercept: Asked about a key before the cell's own editing has it.
        """
        super().__init__()
        self._leave = leave
        self._ask = intercept
        self._model = GridModel()
        self._cell = (0, 0)
        self._stale: dict[tuple[int, int], tuple[StaleSpot, ...]] = {}

    def compose(self) -> ComposeResult:
        """Table, name of the cell, line to type in."""
        yield GridView()
        yield NoteLine(classes="-calm")
        yield CellEditor(
            on_text_changed=self._typed, intercept=self._intercept, on_block=self._paste
        )

    @property
    def editor(self) -> AnswerEditor:
        """The line in which the chosen cell is typed."""
        return self.query_one(CellEditor)

    @property
    def view(self) -> GridView:
        """The table as drawn."""
        return self.query_one(GridView)

    @property
    def model(self) -> GridModel:
        """The table being edited."""
        return self._model

    @property
    def records(self) -> Records:
        """The rows as they stand."""
        return self._model.records()

    @property
    def cell(self) -> int:
        """Number of the chosen cell, counted along the rows."""
        return self._cell[0] * len(self._model.columns) + self._cell[1]

    @property
    def place(self) -> tuple[int, str]:
        """Row of the chosen cell and id of its column."""
        row, column = self._cell
        return row, self._model.columns[column].id if self._model.columns else ""

    @property
    def stale(self) -> tuple[StaleSpot, ...]:
        """Places of the last period in all cells, each counted from the start of its cell."""
        return tuple(spot for spots in self._stale.values() for spot in spots)

    @property
    def stale_here(self) -> tuple[StaleSpot, ...]:
        """Those of the chosen cell."""
        return self._stale.get(self._cell, ())

    def mark(self, cells: Mapping[tuple[int, str], Sequence[StaleSpot]]) -> None:
        """Mark the places of the last period.

        Args:
            cells: By row and column, counted from the start of their cell.
        """
        numbers = {column.id: number for number, column in enumerate(self._model.columns)}
        self._stale = {(row, numbers[name]): tuple(one) for (row, name), one in cells.items()}
        self._refresh()

    def go_to(self, cell: tuple[int, str]) -> None:
        """Choose the cell of a row and a column."""
        row, name = cell
        names = [column.id for column in self._model.columns]
        self._go(row, names.index(name))

    def show(self, model: GridModel, cell: int = 0) -> None:
        """Edit a table, from a cell counted along the rows."""
        if model is not self._model:
            self._stale = {}
        self._model = model
        row, column = divmod(max(cell, 0), max(len(model.columns), 1))
        self._go(row, column)

    def change_rows(self, change: Callable[[int], int]) -> None:
        """Run an operation of the model on the chosen row and go to the row it returns."""
        self._go(change(self._cell[0]), self._cell[1])
        self.post_message(self.Changed(rows=True))

    def _go(self, row: int, column: int) -> None:
        row = max(min(row, self._model.row_count - 1), 0)
        self._cell = (row, self._model.nearest_column(row, column))
        self.editor.load(self._model.text(*self._cell))
        self._refresh()
        if self.stale_here:
            self.editor.select_range(self.stale_here[0].start, self.stale_here[0].end)

    def _refresh(self) -> None:
        self.view.show(self._model.columns, self._model.shown(), self._cell, self._stale)
        self.editor.mark([(spot.start, spot.end) for spot in self.stale_here])
        self.query_one(NoteLine).show(self._model.describe(*self._cell))

    def _typed(self, editor: AnswerEditor) -> None:
        self._model.set(*self._cell, editor.value)
        self._stale.pop(self._cell, None)
        self._refresh()
        self.post_message(self.Changed())

    def _paste(self, text: str) -> None:
        note = self._model.paste(*self._cell, text)
        self._go(*self._cell)
        self.post_message(self.Changed(rows=True))
        if note:
            self.notify(note, severity="warning", timeout=10)

    def _undo(self) -> bool:
        """Take back a step of the table once the cell has nothing more to take back."""
        if self.editor.history.undo_stack:
            return False
        cell = self._model.undo()
        if cell is not None:
            self._go(*cell)
            self.post_message(self.Changed(rows=True))
        return cell is not None

    def _intercept(self, event: events.Key) -> bool:
        if event.key == "ctrl+z":
            return self._undo()
        if self._ask(event):
            return True
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
            self._go(*cell)

    def _to_row(self, step: int) -> None:
        row = self._cell[0] + step
        if 0 <= row < self._model.row_count:
            self._go(row, self._cell[1])
