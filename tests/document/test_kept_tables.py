"""Tables of free text as they are printed."""

from __future__ import annotations

from cchc_tui.document.blocks import Footnote, ItemList, Paragraph, Table
from cchc_tui.document.parts import Items, Para
from cchc_tui.document.prose import read_prose
from cchc_tui.document.resolve import Resolver
from cchc_tui.domain.inserts import ProseInsert
from cchc_tui.domain.values import Prose, RowKind

COSTS = """Biểu số 03. Kinh phí
Đơn vị tính: triệu đồng
| TT | Nội dung | Dự toán | < |
| ^ | ^ | Tổng | Thường xuyên |
|---|---|---|---|
| A | Chi quản lý hành chính | < | < |
| 1 | Lương và phụ cấp theo lương của công chức, người lao động ở các phòng | 4.250[^1] | 80 |
| Tổng cộng | < | 4.250 | 80 |
[^1]: Tạm tính."""


def printed(text: str, *, kept: bool = True) -> list[Paragraph | ItemList | Table]:
    nodes = read_prose(ProseInsert(Prose(text), "q", kept=kept))
    blocks = Resolver().blocks(nodes, "muc")
    return [one for one in blocks if isinstance(one, Paragraph | ItemList | Table)]


def test_a_kept_table_takes_its_caption_and_unit_from_the_lines_above() -> None:
    (table,) = printed(COSTS)
    assert isinstance(table, Table)
    assert (table.caption, table.unit) == ("Biểu số 03. Kinh phí", "Đơn vị tính: triệu đồng")
    assert table.section == "muc"
    assert [row.kind for row in table.rows] == [RowKind.GROUP, RowKind.ITEM, RowKind.TOTAL]
    assert len(table.header) == 2


def test_figures_stand_at_the_right_and_running_numbers_in_the_middle() -> None:
    (table,) = printed(COSTS)
    assert isinstance(table, Table)
    assert [cell.align for cell in table.rows[1].cells] == ["center", "left", "right", "right"]
    assert isinstance(table.rows[1].cells[2].inlines[-1], Footnote)


def test_no_column_is_narrower_than_its_longest_word() -> None:
    (table,) = printed(COSTS)
    assert isinstance(table, Table)
    assert table.widths[2] >= len("4.250")
    assert table.widths[1] == max(table.widths)
    assert sum(table.widths) <= 75


def test_only_free_text_is_read_so() -> None:
    assert all(isinstance(one, Paragraph) for one in printed(COSTS, kept=False))
    assert len(printed(COSTS, kept=False)) == len(COSTS.splitlines())


def test_a_table_parts_lists_but_not_their_numbers() -> None:
    text = "1. Một\n| a | b |\n| c | d |\n2. Hai"
    nodes = read_prose(ProseInsert(Prose(text), "q", kept=True))
    assert [type(node) for node in nodes] == [Items, Table, Items]
    last = nodes[-1]
    assert isinstance(last, Items)
    assert last.items[0].marker == "2."
    assert not any(isinstance(node, Para) for node in nodes)
