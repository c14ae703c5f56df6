"""Two officers' tables for one question, put together row by row and cell by cell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_tui.domain.values import Column, Records
from cchc_tui.interview.kinds import Question, QuestionType
from cchc_tui.interview.typed_table import parse_table
from cchc_tui.services.merging import Keep
from cchc_tui.services.merging_tables import TableMerge, merge_tables

COLUMNS = (
    Column("linh_vuc", "Lĩnh vực"),
    Column("nhan", "Tiếp nhận", "number"),
    Column("xong", "Đã giải quyết", "number", parent="Kết quả"),
)
FREE = Question("bang", QuestionType.TABLE, "Bảng?", label="Bảng", columns=COLUMNS, groups=True)
FIXED = Question(
    "muc", QuestionType.TABLE, "Bảng?", columns=COLUMNS[:2], row_labels=("Một", "Hai", "Ba")
)
BASE = "Tư pháp | 10 | 9\nĐất đai | 20 | 19\nXây dựng | 5 | 5"


def merged(mine: str, theirs: str, base: str = BASE, question: Question = FREE) -> TableMerge:
    tables = (parse_table(question, text) for text in (mine, theirs, base))
    return merge_tables(question, "Lan", *tables)


def changed(old: str, new: str, base: str = BASE) -> str:
    assert old in base
    return base.replace(old, new)


@pytest.mark.parametrize(
    ("mine", "theirs", "text"),
    [
        (changed("10", "11"), changed("20", "22"), changed("20", "22", changed("10", "11"))),
        (changed("10", "11"), changed("10 | 9", "10 | 8"), changed("10 | 9", "11 | 8")),
        (f"{BASE}\nHộ tịch | 1 | 1", changed("10", "7"), changed("10", "7") + "\nHộ tịch | 1 | 1"),
        (
            f"{BASE}\nHộ tịch | 1 | 1",
            f"{BASE}\nDu lịch | 2 | 2",
            f"{BASE}\nHộ tịch | 1 | 1\nDu lịch | 2 | 2",
        ),
        (changed("Đất đai | 20 | 19\n", ""), BASE, changed("Đất đai | 20 | 19\n", "")),
        (BASE, changed("Đất đai | 20 | 19\n", ""), changed("Đất đai | 20 | 19\n", "")),
        (changed("Xây dựng", "Quy hoạch"), changed("10", "11"),
         changed("10", "11", changed("Xây dựng", "Quy hoạch"))),
        (f"# Nhóm\n{BASE}", changed("5 | 5", "6 | 6"), "# Nhóm\n" + changed("5 | 5", "6 | 6")),
        (BASE, BASE, BASE),
    ],
)  # fmt: skip
def test_what_only_one_has_changed_is_taken_without_asking(
    mine: str, theirs: str, text: str
) -> None:
    merge = merged(mine, theirs)
    assert merge.places == []
    assert merge.text == text


def test_asked_is_only_where_both_changed_one_cell() -> None:
    merge = merged(changed("10 | 9", "11 | 8"), changed("10", "12"))
    (place,) = merge.places
    assert merge.taken == 0
    piece = merge.pieces[place]
    assert (piece.mine, piece.theirs) == ("Tư pháp · Tiếp nhận: 11", "Tư pháp · Tiếp nhận: 12")
    theirs = merge.keeping(place, Keep.THEIRS)
    assert (merge.text, theirs.text) == (
        changed("10 | 9", "11 | 8"),
        changed("10 | 9", "12 | 8"),  # my other cell stays
    )


def test_a_row_taken_out_by_one_and_changed_by_the_other_is_asked() -> None:
    without = changed("Đất đai | 20 | 19\n", "")
    merge = merged(without, changed("20", "21"))
    (place,) = merge.places
    assert (merge.text, merge.keeping(place, Keep.THEIRS).text) == (without, changed("20", "21"))


def test_without_a_common_table_rows_of_one_name_meet_and_the_others_stand_together() -> None:
    merge = merged("Tư pháp | 10 | 9\nHộ tịch | 1 | 1", "Tư pháp | 12 | 9\nĐất đai | 20 | 19", "")
    (place,) = merge.places
    assert merge.pieces[place].mine == "Tư pháp · Tiếp nhận: 10"
    assert merge.text == "Tư pháp | 10 | 9\nHộ tịch | 1 | 1\nĐất đai | 20 | 19"
    assert merge.keeping(place, Keep.BOTH).text.startswith("Tư pháp | 10 | 9\nTư pháp | 12 | 9\n")


def test_fixed_rows_meet_by_their_place_and_never_stand_twice() -> None:
    merge = merged("1\n\n3", "\n2\n4", "", FIXED)
    (place,) = merge.places
    assert merge.pieces[place].mine == "Ba · Tiếp nhận: 3"
    assert merge.keeping(place, Keep.BOTH) == merge
    assert merge.keeping(place, Keep.THEIRS).text == "1\n2\n4"


ROWS = st.lists(
    st.tuples(st.sampled_from(["A", "B", "C", "D"]), st.integers(1, 3), st.integers(1, 2)),
    max_size=5,
)


def table(rows: list[tuple[str, int, int]]) -> str:
    return "\n".join(" | ".join(map(str, row)) for row in rows)


@given(ROWS, st.integers(0, 5), st.integers(0, 5))
def test_rows_that_each_has_put_in_anywhere_all_stand(
    base: list[tuple[str, int, int]], at: int, other: int
) -> None:
    mine, theirs = list(base), list(base)
    mine.insert(at, ("E", 7, 7))
    theirs.insert(other, ("F", 8, 8))
    merge = merged(table(mine), table(theirs), table(base))
    assert merge.places == []
    assert sorted(merge.text.splitlines()) == sorted(
        table([*base, ("E", 7, 7), ("F", 8, 8)]).splitlines()
    )


@given(ROWS, ROWS)
def test_a_table_that_the_other_left_alone_is_mine(
    mine: list[tuple[str, int, int]], base: list[tuple[str, int, int]]
) -> None:
    merge = merged(table(mine), table(base), table(base))
    assert (merge.places, merge.text) == ([], table(mine))
    other = merged(table(base), table(mine), table(base))
    assert (other.places, other.text) == ([], table(mine))


def test_empty_tables_make_an_empty_table() -> None:
    assert merged("", "", "").records == Records()
