"""The places of the last period in the field of a question: marked, spoken of, selected.

A place is a range of the text that the whole answer shows; this finds it in the editor, in
the cells of a table or among the options of a choice, and back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from textual import events

from cchc_tui.interview.spots import StaleKind, StaleSpot
from cchc_tui.tui.stale_words import StaleWords
from cchc_tui.tui.widgets.answer_editor import AnswerEditor
from cchc_tui.tui.widgets.choice_field import ChoiceField
from cchc_tui.tui.widgets.grid_field import GridField
from cchc_tui.tui.widgets.stale_line import StaleLine

Field = AnswerEditor | ChoiceField | GridField


class StaleSource(Protocol):
    """What is known of the present question's stale places, and what their keys do."""

    def stale_spots(self) -> Sequence[StaleSpot]:
        """Those that the field shows now, in order."""

    def stale_cells(self) -> Mapping[tuple[int, str], Sequence[StaleSpot]]:
        """The same by row and column of a table, counted from the start of their cell."""

    def cell_starts(self) -> Mapping[tuple[int, str], int]:
        """Where each cell starts in the shown table."""

    def stale_words(self, spots: Sequence[StaleSpot], spot: StaleSpot | None) -> StaleWords:
        """What to say of the places left and of the one at the cursor."""

    def press_at_stale(self, key: str, spot: StaleSpot) -> bool:
        """Take a key that the field would take itself; says whether it did."""


class StaleMarks:
    """The stale places of one field.

    Args:
        source: Knows them.
        field: Gives the field in use.
        line: Speaks of them.
    """

    def __init__(self, source: StaleSource, field: Callable[[], Field], line: StaleLine) -> None:
        self._source = source
        self._field_in_use = field
        self._line = line
        self._spots: tuple[StaleSpot, ...] = ()

    # Following the field

    def begin(self, *, select: bool) -> None:
        """A question is asked.

        Args:
            select: Whether to select its first place, so that what is typed replaces it.
        """
        self._read()
        self._line.display = bool(self._spots)
        if select and self._spots:
            self.select(self._spots[0])
        self.moved()

    def changed(self) -> None:
        """The text changed: mark what is still stale."""
        if self._line.display:
            self._read()
            self.moved()

    def _read(self) -> None:
        self._spots = tuple(self._source.stale_spots())
        field = self._field_in_use()
        if isinstance(field, GridField):
            field.mark(self._source.stale_cells() if self._spots else {})
            return
        editor = field.other if isinstance(field, ChoiceField) else field
        shown = self._spots if editor.value else ()
        editor.mark((spot.start, spot.end) for spot in shown)

    def moved(self) -> None:
        """The cursor moved: speak of the place that it is in."""
        if self._line.display:
            self._line.show(self._source.stale_words(self.spots, self.spot))

    def press(self, event: events.Key) -> bool:
        """Take a key that is about the place at the cursor; says whether it was."""
        spot = self.spot
        return spot is not None and self._source.press_at_stale(event.key, spot)

    # Where one is

    @property
    def spots(self) -> Sequence[StaleSpot]:
        """The places left; those of a table are counted from the start of their cell."""
        field = self._field_in_use()
        return (isinstance(field, GridField) and field.stale) or self._spots

    @property
    def empty(self) -> bool:
        """Whether the only place is that of an answer without a text; typing ends it."""
        return bool(self._spots) and self._spots[0].empty

    @property
    def spot(self) -> StaleSpot | None:
        """The place at the cursor."""
        if not self._spots:
            return None
        if self.empty:
            return self._spots[0]
        field = self._field_in_use()
        if isinstance(field, GridField) and field.records.rows:
            here, at = field.stale_here, field.editor.cursor_index
        else:
            here, at = self._spots, self.cursor
        return next((spot for spot in here if spot.start <= at <= spot.end), None)

    @property
    def cursor(self) -> int:
        """Where the cursor stands in the shown answer."""
        return self._index(1)

    @property
    def start(self) -> int:
        """Where what is selected begins, or the cursor where nothing is."""
        return self._index(0)

    def _index(self, end: int) -> int:
        field = self._field_in_use()
        editor = self._editor(field)
        index = editor.selected_range[end] if editor else 0
        return index + self._cell_start(field) if isinstance(field, GridField) else index

    def _cell_start(self, grid: GridField) -> int:
        """Where the chosen cell starts; of a row without cells where the row before it ends."""
        starts = self._source.cell_starts()
        row, _ = grid.place
        above = max((at for (number, _), at in starts.items() if number < row), default=0)
        return starts.get(grid.place, above)

    def _editor(self, field: Field) -> AnswerEditor | None:
        if isinstance(field, GridField):
            return field.editor
        if isinstance(field, AnswerEditor):
            return field
        return field.other if field.other.value else None

    def select(self, spot: StaleSpot) -> None:
        """Go to a place of the shown answer and select it.

        A whole text is not selected: one key would wipe it out.
        """
        field = self._field_in_use()
        start, end = spot.start, spot.end
        if spot.kind is StaleKind.ANSWER and isinstance(field, AnswerEditor) and field.multiline:
            field.cursor_index = start
            return
        if isinstance(field, GridField):
            starts = self._source.cell_starts()
            before = [(at, cell) for cell, at in starts.items() if at <= start]
            if not before:
                return
            at, cell = max(before)
            field.go_to(cell)
            start, end = start - at, end - at
        editor = self._editor(field)
        if editor is not None:
            editor.select_range(start, end)

    def select_here(self) -> None:
        """Select the place at the cursor, if it is in one."""
        field, spot = self._field_in_use(), self.spot
        editor = self._editor(field)
        if spot is not None and editor is not None:
            editor.select_range(spot.start, spot.end)
