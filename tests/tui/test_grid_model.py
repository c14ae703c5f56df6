"""A table being filled in, without a screen."""

from __future__ import annotations

import pytest

from cchc_tui.domain.values import Quantity, Records, RowKind
from cchc_tui.interview.kinds import Question
from cchc_tui.services.workspace import Workspace
from cchc_tui.tui.grid_model import GridModel
from cchc_tui.tui.grid_paste import is_table, split_cells


@pytest.fixture
def grouped(desk: Workspace) -> Question:
    """Grows, has groups and a computed column: đơn vị, nhận, trước, đúng, (xong)."""
    return desk.library.questions["thu_nhom"]


@pytest.fixture
def fixed(desk: Workspace) -> Question:
    """Two given rows, one typed column."""
    return desk.library.questions["thu_co_dinh"]


def texts(records: Records) -> list[dict[str, str]]:
    """Cells as short text."""
    return [
        {
            name: str(cell.value) if isinstance(cell, Quantity) else str(cell)
            for name, cell in row.cells.items()
        }
        for row in records.rows
    ]


def test_typing_into_the_last_row_makes_room_for_another(grouped: Question) -> None:
    model = GridModel(grouped)
    assert model.row_count == 1
    model.set(0, 0, "Xã A")
    assert model.row_count == 2
    assert len(model.records().rows) == 1


def test_a_computed_cell_follows_what_is_typed(grouped: Question) -> None:
    model = GridModel(grouped)
    model.set(0, 2, "5")
    model.set(0, 3, "7")
    assert model.shown()[0].cells[4] == "12"


def test_a_cell_that_is_not_understood_stays_as_typed_and_is_said(grouped: Question) -> None:
    model = GridModel(grouped)
    model.set(0, 1, "nhiều")
    assert model.text(0, 1) == "nhiều"
    assert model.problem(0, 1)
    assert "nhiều" in texts(model.records())[0].values()


def test_stepping_leaves_computed_cells_out(grouped: Question) -> None:
    model = GridModel(grouped)
    model.set(0, 0, "Xã A")
    assert model.step(0, 3, 1) == (1, 0)
    assert model.step(1, 0, -1) == (0, 3)


def test_stepping_out_of_an_empty_last_row_leaves_the_table(grouped: Question) -> None:
    assert GridModel(grouped).step(0, 3, 1) is None
    assert GridModel(grouped).step(0, 0, -1) is None


def test_fixed_rows_show_their_names_and_only_take_figures(fixed: Question) -> None:
    model = GridModel(fixed)
    assert model.row_count == 2
    assert [row.cells[0] for row in model.shown()[:2]] == ["Toàn trình", "Một phần"]
    assert model.nearest_column(0, 0) == 1
    assert model.insert(0) == 0
    assert model.row_count == 2


def test_a_group_row_has_only_a_name(grouped: Question) -> None:
    model = GridModel(grouped)
    model.set(0, 0, "Xã A")
    model.insert_group(0)
    model.set(0, 0, "Khối xã")
    assert model.records().rows[0].kind is RowKind.GROUP
    assert model.records().rows[0].label == "Khối xã"
    assert model.nearest_column(0, 3) == 0


def test_rows_move_copy_and_go(grouped: Question) -> None:
    model = GridModel(grouped)
    for row, name in enumerate(("A", "B")):
        model.set(row, 0, name)
    assert model.move_up(1) == 0
    assert model.text(0, 0) == "B"
    model.copy_above(1)
    assert model.text(1, 0) == "B"
    model.delete(0)
    assert len(model.records().rows) == 1


def test_every_change_of_rows_can_be_taken_back(grouped: Question) -> None:
    model = GridModel(grouped)
    model.set(0, 0, "A")
    before = model.records()
    for change in (model.insert, model.insert_group, model.delete, model.copy_above):
        change(0 if change != model.copy_above else 1)
        model.undo()
        assert model.records() == before


def test_typing_in_one_cell_is_one_step(grouped: Question) -> None:
    model = GridModel(grouped)
    for text in ("1", "12", "123"):
        model.set(0, 1, text)
    model.set(0, 2, "4")
    assert model.undo() == (0, 2)
    assert model.text(0, 1) == "123"
    assert model.undo() == (0, 1)
    assert model.records() == Records()
    assert model.undo() is None


# Pasting


def test_a_block_from_a_spreadsheet_fills_cells_and_rows(grouped: Question) -> None:
    model = GridModel(grouped)
    assert model.paste(0, 0, "Xã A\t10\t4\t5\r\nXã B\t20\t9\t10\r\n") == ""
    assert texts(model.records()) == [
        {"don_vi": "Xã A", "nhan": "10", "truoc": "4", "dung": "5"},
        {"don_vi": "Xã B", "nhan": "20", "truoc": "9", "dung": "10"},
    ]
    assert model.undo() == (0, 0)
    assert model.records() == Records()


def test_a_block_with_the_computed_column_fills_the_typed_ones(grouped: Question) -> None:
    model = GridModel(grouped)
    assert model.paste(0, 0, "Xã A\t10\t4\t5\t9") == ""
    assert texts(model.records())[0]["dung"] == "5"


def test_a_block_begins_at_the_chosen_cell(grouped: Question) -> None:
    model = GridModel(grouped)
    model.set(0, 0, "Xã A")
    model.paste(0, 2, "4\t5")
    assert texts(model.records()) == [{"don_vi": "Xã A", "truoc": "4", "dung": "5"}]


def test_the_heading_of_a_block_is_not_a_row(grouped: Question) -> None:
    model = GridModel(grouped)
    model.paste(0, 0, "Đơn vị\tSố hồ sơ đã tiếp nhận\nXã A\t10")
    assert texts(model.records()) == [{"don_vi": "Xã A", "nhan": "10"}]


def test_a_wrong_cell_of_a_block_is_kept_as_copied(grouped: Question) -> None:
    model = GridModel(grouped)
    model.paste(0, 0, "Xã A\tkhông rõ\t4\t5")
    assert model.text(0, 1) == "không rõ"
    assert model.text(0, 3) == "5"
    assert model.problem(0, 1)


def test_columns_without_a_place_are_said(grouped: Question) -> None:
    model = GridModel(grouped)
    assert "3 cột" in model.paste(0, 0, "Xã A\t1\t2\t3\t4\t5\t6")
    assert texts(model.records())[0]["dung"] == "3"


def test_fixed_rows_take_a_block_with_or_without_their_names(fixed: Question) -> None:
    for block in ("12\n30", "Toàn trình\t12\nMột phần\t30"):
        model = GridModel(fixed)
        assert model.paste(0, 1, block) == ""
        assert [row["so"] for row in texts(model.records())] == ["12", "30"]


def test_rows_without_a_place_in_a_fixed_table_are_said(fixed: Question) -> None:
    model = GridModel(fixed)
    assert "1 dòng" in model.paste(0, 1, "12\n30\n42")
    assert [row["so"] for row in texts(model.records())] == ["12", "30"]


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]),
        ('"hai\ndòng"\tb', [["hai dòng", "b"]]),
        ('nói "thế"\tb', [['nói "thế"', "b"]]),
        ('"mở\tb', [['"mở', "b"]]),
        ("a\t\tc", [["a", "", "c"]]),
        ("a\rb", [["a"], ["b"]]),
        ("x\u202ey\t\x07z", [["xy", "z"]]),
    ],
)
def test_what_a_spreadsheet_copies_is_read_as_cells(text: str, cells: list[list[str]]) -> None:
    assert split_cells(text) == cells


@pytest.mark.parametrize(
    ("text", "block"), [("12", False), ("một hai\n", False), ("a\tb", True), ("a\nb", True)]
)
def test_one_line_is_the_text_of_a_cell(text: str, block: bool) -> None:
    assert is_table(text) is block
