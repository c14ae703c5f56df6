"""The report as lines: nothing wider than the window, every word there, gaps marked."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from cchc_tui.document.blocks import Cell as TableCell
from cchc_tui.document.blocks import Document, Table, TableRow, Text
from cchc_tui.services.workspace import Workspace
from cchc_tui.tui.preview_lines import GAP, preview_lines
from cchc_tui.tui.preview_table import Cell, TableLayout
from cchc_tui.tui.widgets.cells import fit_ends, shorten, spread, wrap

WORDS = st.text(st.characters(codec="utf-8", categories=("L", "M", "N", "P", "Zs")), max_size=60)


@pytest.fixture
def sample(desk: Workspace) -> Document:
    return desk.document(desk.create_sample().id)


@pytest.mark.parametrize("width", [30, 41, 48, 78, 96])
def test_no_line_is_wider_than_the_window(sample: Document, width: int) -> None:
    assert max(cell_len(line.text.rstrip()) for line in preview_lines(sample, width)) <= width


@pytest.mark.parametrize("width", [48, 96])
def test_every_heading_and_the_signature_are_there(sample: Document, width: int) -> None:
    text = " ".join(" ".join(line.text.split()) for line in preview_lines(sample, width))
    assert "Độc lập - Tự do - Hạnh phúc" in text
    assert "Nơi nhận:" in text
    assert "II. KẾT QUẢ THỰC HIỆN" in text
    assert "cột không đủ chỗ hiện" in text or width == 96


def test_a_merged_cell_keeps_the_row_below_it_in_its_columns(sample: Document) -> None:
    def cell(text: str, colspan: int = 1, rowspan: int = 1) -> TableCell:
        return TableCell((Text(text),), colspan, rowspan)

    header = (
        TableRow((cell("TT", rowspan=2), cell("Số cuộc", 2), cell("Ghi chú", rowspan=2))),
        TableRow((cell("Kế hoạch"), cell("Thực hiện"))),
    )
    rows = (TableRow((cell("1"), cell("04"), cell("03"), cell("Đạt"))),)
    table = Table(header, rows, (1.0, 1.0, 1.0, 1.0))
    lines = [line.text for line in preview_lines(replace(sample, body=(table,), annexes=()), 60)]
    below = next(line for line in lines if "Kế hoạch" in line)
    figures = next(line for line in lines if "04" in line)
    assert [cell.strip() for cell in below.split("│")] == ["", "Kế hoạch", "Thực hiện", ""]
    assert below.index("Kế hoạch") == figures.index("04")
    assert below.index("Thực hiện") == figures.index("03")


def test_an_unanswered_question_is_a_gap_that_can_be_found(desk: Workspace, draft: str) -> None:
    lines = preview_lines(desk.document(draft), 78)
    gaps = [line for line in lines if "thu_nhan" in line.questions]
    assert gaps
    assert any(style == GAP for _, style in gaps[0].pieces)
    assert gaps[0].section == "ket-qua.ho-so"


@pytest.mark.parametrize("width", [30, 60, 94])
@pytest.mark.parametrize("columns", [1, 3, 11, 23])
def test_rows_of_a_table_fill_the_window_exactly(columns: int, width: int) -> None:
    layout = TableLayout([1.0] * columns, width)
    cells = [Cell("15.613 hồ sơ tiếp nhận", right=True)] * columns
    lines = list(layout.row(cells))
    assert {cell_len(line) for line in lines} == {width}
    assert cell_len(layout.rule) == width
    assert layout.left_out == columns - len(layout.widths)
    assert min(layout.widths) >= 6


def test_a_cell_across_columns_is_cut_with_them() -> None:
    layout = TableLayout([1.0] * 20, 40)
    lines = list(layout.row([Cell("TT"), Cell("Kết quả giải quyết", span=19)]))
    assert {cell_len(line) for line in lines} == {40}


@given(WORDS, st.integers(1, 30))
@settings(max_examples=150)
def test_wrapping_keeps_every_letter(text: str, width: int) -> None:
    lines = wrap(text, max(width, 2))
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(WORDS, WORDS, st.integers(0, 80))
@settings(max_examples=150)
def test_two_ends_fill_a_line_exactly(left: str, right: str, width: int) -> None:
    assert cell_len(spread(left, "", width)) == width
    assert cell_len(shorten(left, width)) <= width
    if cell_len(right) + 1 < width:
        assert cell_len(spread(left, right, width)) == width


def test_the_longest_wordings_that_fit_are_taken() -> None:
    lefts, rights = ["Báo cáo của Sở Nội vụ", "Báo cáo"], ["34/58 câu, đã lưu", "34/58"]
    assert fit_ends(lefts, rights, 60).startswith("Báo cáo của Sở Nội vụ")
    assert fit_ends(lefts, rights, 60).endswith("đã lưu")
    assert "34/58" in fit_ends(lefts, rights, 30)
    assert fit_ends(lefts, rights, 14) == "Báo cáo  34/58"
