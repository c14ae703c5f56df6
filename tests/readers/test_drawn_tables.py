"""Tables drawn with characters: Markdown grids and columns made of spaces."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from messy_docx import tables, text_in

from cchc_tui.document.readers import read_markdown, read_text
from cchc_tui.document.readers.drawn_tables import with_tables

GRID = """
+-----------+------------+
| Lĩnh vực  | Tiếp nhận  |
|           | trong kỳ   |
+===========+============+
| Đất đai   | 1.090      |
+-----------+------------+
| Hộ tịch   | 5          |
+-----------+------------+
"""

COLUMNS = """
 Lĩnh vực             Tiếp nhận      Đang giải quyết
 Văn bằng, chứng chỉ        812             2
 Giáo dục trung học         474            14
"""

LETTERHEAD = """   UBND TỈNH NAM HẢI          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
      SỞ Y TẾ                   Độc lập - Tự do - Hạnh phúc"""


def grid_of(text: str, *, markdown: bool) -> list[list[str]]:
    report = read_markdown(text) if markdown else read_text(text)
    (found,) = tables(report.document)
    return [[text_in(c.inlines) for c in row.cells] for row in (*found.header, *found.rows)]


@pytest.mark.parametrize("markdown", [True, False])
def test_a_grid_is_read_as_a_table_with_its_wrapped_cells_joined(markdown: bool) -> None:
    assert grid_of(f"Mở đầu.\n{GRID}\nHết.", markdown=markdown) == [
        ["Lĩnh vực", "Tiếp nhận trong kỳ"],
        ["Đất đai", "1.090"],
        ["Hộ tịch", "5"],
    ]


def test_columns_of_spaces_with_figures_are_a_table() -> None:
    assert grid_of(f"Kết quả:\n{COLUMNS}\nHết.", markdown=False) == [
        ["Lĩnh vực", "Tiếp nhận", "Đang giải quyết"],
        ["Văn bằng, chứng chỉ", "812", "2"],
        ["Giáo dục trung học", "474", "14"],
    ]


@pytest.mark.parametrize(
    "text",
    [
        LETTERHEAD,
        "Trong  kỳ  cơ quan\nđã  tiếp  nhận hồ sơ",
        "+ Tiếp nhận 5 hồ sơ;\n+ Trả lại 2 hồ sơ.",
        "+---+ một dòng không phải khung",
        "| dòng lẻ |",
    ],
)
def test_what_is_no_drawn_table_stays_as_it_is(text: str) -> None:
    assert with_tables(text) == text


def test_a_grid_that_is_cut_off_keeps_its_cells() -> None:
    assert "| a | b |" in with_tables("+---+---+\n| a | b |")


LINE = st.text(alphabet="ab 1,.|+-=:\t", max_size=30)


@settings(max_examples=200, deadline=None)
@given(st.lists(LINE, max_size=12))
def test_no_word_is_lost_or_made_up(lines: list[str]) -> None:
    text = "\n".join(lines)
    there = sorted("".join(re.findall("[a-z0-9]", with_tables(text))))
    assert there == sorted("".join(re.findall("[a-z0-9]", text)))
