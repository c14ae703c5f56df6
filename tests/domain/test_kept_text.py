"""The form of kept text: tables and notes that an officer reads and types."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cchc_tui.domain.kept import Block, Box, Line, Note, Rows, spoken, write_kept
from cchc_tui.domain.kept_reading import read_kept

SIGNS = st.text("aă1 .:|\\[]^<-", min_size=1, max_size=12).map(str.strip).filter(bool)
NOTES = st.builds(Note, SIGNS)
CELLS = st.one_of(
    st.just(()), SIGNS.map(lambda said: (said,)), st.builds(lambda a, b: (a, b), SIGNS, NOTES)
)
LINES = st.builds(lambda a, b, c: Line((a, b, c)), SIGNS, NOTES, SIGNS) | SIGNS.map(
    lambda said: Line((said,))
)


@st.composite
def tables(draw: st.DrawFn) -> Rows:
    """A table of plain cells, with at most one merged cell at the top left of its body."""
    columns = draw(st.integers(1, 4))
    row: st.SearchStrategy[tuple[Box, ...]] = st.tuples(*[CELLS.map(Box)] * columns)
    header = draw(st.lists(row, max_size=2))
    body = draw(st.lists(row, min_size=0 if header else 1, max_size=4))
    merges: bool = draw(st.booleans())
    if body and merges:
        wide, tall = draw(st.integers(1, columns)), draw(st.integers(1, len(body)))
        first = Box(draw(CELLS), wide, tall)
        body = [(first, *body[0][wide:]), *(one[wide:] for one in body[1:tall]), *body[tall:]]
    return Rows(tuple(header), tuple(body))


@given(st.lists(LINES | tables(), max_size=5))
def test_what_is_written_is_read_back(blocks: list[Block]) -> None:
    assert read_kept(write_kept(blocks)) == blocks


@given(st.text("ab1|\\[]^<-: \n", max_size=80))
def test_no_typed_text_fails_and_its_reading_is_stable(text: str) -> None:
    once = read_kept(text)
    assert read_kept(write_kept(once)) == once


def test_rows_below_dashes_are_the_body_and_merged_cells_stand_once() -> None:
    text = "| Đơn vị | Kỳ | < |\n| ^ | trước | này |\n|---|---|---|\n| Sở A | 1 | 2 |"
    (table,) = read_kept(text)
    assert table == Rows(
        (
            (Box(("Đơn vị",), 1, 2), Box(("Kỳ",), 2)),
            (Box(("trước",)), Box(("này",))),
        ),
        ((Box(("Sở A",)), Box(("1",)), Box(("2",))),),
    )


def test_without_dashes_the_first_row_is_the_header() -> None:
    (table,) = read_kept("| Đơn vị | Số |\n| Sở A | 5 |")
    assert isinstance(table, Rows)
    assert [box.words for box in table.header[0]] == [("Đơn vị",), ("Số",)]
    assert len(table.body) == 1


def test_a_single_line_between_bars_is_text() -> None:
    assert read_kept("| một dòng |") == [Line(("| một dòng |",))]


def test_a_merge_that_makes_no_rectangle_leaves_single_cells() -> None:
    (table,) = read_kept("| a | b |\n|---|---|\n| c | < |\n| d | ^ |")
    assert isinstance(table, Rows)
    assert [[box.colspan for box in row] for row in table.body] == [[1, 1], [1, 1]]


def test_a_note_marked_twice_is_read_at_both_places_and_written_once() -> None:
    text = "Một[^1] hai[^1].\n[^1]: Theo báo cáo."
    (line,) = read_kept(text)
    note = Note("Theo báo cáo.")
    assert line == Line(("Một", note, " hai", note, "."))
    assert write_kept([line]) == text


def test_a_mark_without_a_note_and_a_note_without_a_mark_stay_text() -> None:
    assert read_kept("Xem [^2].\n[^1]: Mồ côi.") == [
        Line(("Xem [^2].",)),
        Line(("[^1]: Mồ côi.",)),
    ]


def test_a_note_marked_only_in_another_note_is_not_lost() -> None:
    said = "\n".join(map(spoken, read_kept("Một[^1].\n[^1]: xem [^2]\n[^2]: hai")))
    assert "xem [^2]" in said
    assert "hai" in said


def test_a_note_whose_text_was_deleted_leaves_no_mark() -> None:
    assert read_kept("Một[^1].\n[^1]: ") == [Line(("Một", "."))]


def test_a_megabyte_of_slashes_bars_and_marks_is_read_at_once() -> None:
    text = "\\" * 300_000 + "\n" + "|a" * 150_000 + "|\n" + "[^1]" * 100_000 + "\n[^1]: x"
    assert len(read_kept(text)) == 3
