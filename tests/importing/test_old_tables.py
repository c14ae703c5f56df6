"""Old tables read row by row: nothing of a row is lost, and groups are not numbered twice."""

from __future__ import annotations

from cchc_tui.document.blocks import Cell, Table, TableRow, Text
from cchc_tui.domain.values import Column, RowKind
from cchc_tui.interview.kinds import Question, QuestionType
from cchc_tui.services.imports.tables import TableReading, read_table

TASKS = Question(
    id="tien_do",
    type=QuestionType.TABLE,
    ask="Tiến độ?",
    groups=True,
    columns=(
        Column("nhiem_vu", "Nhiệm vụ"),
        Column("tien_do", "Tiến độ", type="choice", options=("Đang triển khai",)),
        Column("ghi_chu", "Ghi chú"),
    ),
)
HANDED_IN = Question(
    id="nop",
    type=QuestionType.TABLE,
    ask="Nộp báo cáo?",
    columns=(
        Column("ten", "Tên cơ quan"),
        Column("ngay", "Ngày nộp", type="date"),
        Column("tinh_trang", "Tình trạng", type="choice", options=("Trễ", "Không nộp")),
    ),
)


def row(*texts: str, kind: RowKind = RowKind.ITEM) -> TableRow:
    return TableRow(tuple(Cell((Text(text),)) for text in texts), kind)


def read(question: Question, *rows: TableRow) -> TableReading:
    reading = read_table(Table(rows[:1], rows[1:], (1.0,) * len(rows[0].cells)), [question])
    assert reading is not None
    return reading


def test_a_state_that_is_no_option_stays_in_its_row_as_a_remark() -> None:
    head = row("TT", "Nhiệm vụ", "Tiến độ", "Ghi chú")
    rows = row("1", "Rà soát", "Làm xong một nửa", "Quý II"), row("2", "In sổ", "Chờ mực", "")
    reading = read(TASKS, head, *rows)
    assert [one.cells for one in reading.records.rows] == [
        {"nhiem_vu": "Rà soát", "ghi_chu": "Quý II; Làm xong một nửa"},
        {"nhiem_vu": "In sổ", "ghi_chu": "Chờ mực"},
    ]
    assert reading.lost == ()


def test_the_number_of_a_group_in_one_cell_with_its_name_is_not_part_of_it() -> None:
    head = row("TT", "Nhiệm vụ", "Tiến độ", "Ghi chú")
    groups = [row(text, "", "", "", kind=RowKind.GROUP) for text in ("III CẢI CÁCH", "KHỐI SỞ I")]
    reading = read(TASKS, head, *groups)
    assert [one.label for one in reading.records.rows] == ["CẢI CÁCH", "KHỐI SỞ I"]


def test_a_day_below_states_finds_the_column_of_days() -> None:
    head = row("STT", "Tên cơ quan", "Tình trạng nộp")
    rows = [row("1", "Phòng A", "không nộp"), row("2", "Phòng B", "31/5/2018")]
    late = row("3", "Phòng C", "Trễ (06/6/2018)")
    first, second, third = read(HANDED_IN, head, *rows, late).records.rows
    assert first.cells == {"ten": "Phòng A", "tinh_trang": "Không nộp"}
    assert second.cells == {"ten": "Phòng B", "ngay": "31/5/2018"}
    assert third.cells == {"ten": "Phòng C", "ngay": "06/6/2018", "tinh_trang": "Trễ"}


def test_what_no_column_takes_is_kept_with_the_name_of_its_row() -> None:
    head = row("STT", "Tên cơ quan", "Tình trạng nộp")
    assert read(HANDED_IN, head, row("1", "Phòng A", "hỏi lại")).lost == ("Phòng A: hỏi lại",)
