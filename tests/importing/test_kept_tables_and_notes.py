"""Tables and notes that no question takes go from an old Word file into the next period's."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest
from foreign_docx import ForeignReport
from rapidfuzz.distance import LCSseq

from cchc_tui.document.blocks import Cell, Document, Footnote, Table, all_blocks, inlines_of
from cchc_tui.document.readers import read_docx
from cchc_tui.document.writers import write_markdown, write_text
from cchc_tui.domain.paths import Places
from cchc_tui.domain.values import Prose
from cchc_tui.interview.free import is_free
from cchc_tui.services.importing import ImportResult, import_report
from cchc_tui.services.imports.keeping import kept_table
from cchc_tui.services.imports.tables import read_table
from cchc_tui.services.session import Session
from cchc_tui.services.stepping import confirm_at, drop_at, go_to_next, stale_spots
from cchc_tui.services.workspace import Workspace

CHIEF = "#I. CHỈ ĐẠO, ĐIỀU HÀNH CẢI CÁCH HÀNH CHÍNH"
PLAN = "#1. Kế hoạch cải cách hành chính"
MEETINGS = [
    ["TT", "Đơn vị", "Số cuộc", "<", "Ghi chú"],
    ["^", "^", "Kế hoạch", "Thực hiện", "^"],
    ["1", "Phòng Hộ tịch", "04", "03{Một cuộc lùi lại.}", ""],
    ["2", "Phòng Thanh tra | pháp chế", "02", "02", "Đạt \\ tốt"],
    ["Tổng cộng", "<", "06", "05", ""],
]
TURTLE = "Con rùa biển thứ nhất{Theo lời kể.} bơi qua đây{{Theo lời kể.}}; [^1] là dấu viết tay."
WORD = re.compile(r"\w+")


@pytest.fixture
def work(tmp_path: Path) -> Iterator[Workspace]:
    places = Places.from_env({"CCHC_HOME": str(tmp_path / "home")})
    workspace = Workspace(places, lambda: datetime(2026, 11, 21, 3, 0, tzinfo=UTC), author="an")
    yield workspace
    workspace.close()


def imported(work: Workspace, data: bytes, folder: Path) -> ImportResult:
    path = folder / "cu.docx"
    path.write_bytes(data)
    return import_report(work, path, "cchc-so")


def free_texts(work: Workspace, draft: str) -> dict[str, str]:
    answers = work.interview(draft).answers
    return {
        name: answer.value.text
        for name, answer in answers.items()
        if is_free(name) and isinstance(answer.value, Prose)
    }


def exported(work: Workspace, draft: str) -> Document:
    data = work.render(draft, "docx")
    assert isinstance(data, bytes)
    return read_docx(data).document


def tables(document: Document) -> list[list[list[tuple[str, int, int]]]]:
    return [
        [[_shape(cell) for cell in row.cells] for row in (*block.header, *block.rows)]
        for block in all_blocks(document)
        if isinstance(block, Table)
    ]


def _shape(cell: Cell) -> tuple[str, int, int]:
    words = "".join(
        "*" if isinstance(one, Footnote) else getattr(one, "text", "") for one in cell.inlines
    )
    return words, cell.colspan, cell.rowspan


def notes(document: Document) -> list[str]:
    return [
        "".join(text.text for text in one.inlines)
        for block in all_blocks(document)
        for one in inlines_of(block)
        if isinstance(one, Footnote)
    ]


def test_a_table_and_notes_come_back_as_a_table_and_footnotes(
    work: Workspace, tmp_path: Path
) -> None:
    data = ForeignReport().file(CHIEF, PLAN, TURTLE, MEETINGS, "Hết bảng.")
    old = read_docx(data).document
    new = exported(work, imported(work, data, tmp_path).id)
    assert notes(new) == notes(old) == ["Theo lời kể.", "Theo lời kể.", "Một cuộc lùi lại."]
    assert tables(new) == tables(old)
    assert ("03*", 1, 1) in tables(new)[0][2]
    assert ("Phòng Thanh tra | pháp chế", 1, 1) in tables(new)[0][3]


def test_an_officer_reads_and_edits_them_as_text(work: Workspace, tmp_path: Path) -> None:
    data = ForeignReport().file(CHIEF, PLAN, TURTLE, MEETINGS)
    (text,) = free_texts(work, imported(work, data, tmp_path).id).values()
    assert text.split("\n") == [
        "Con rùa biển thứ nhất[^1] bơi qua đây[^1]; \\[^1] là dấu viết tay.",
        "| TT | Đơn vị | Số cuộc | < | Ghi chú |",
        "| ^ | ^ | Kế hoạch | Thực hiện | ^ |",
        "|---|---|---|---|---|",
        "| 1 | Phòng Hộ tịch | 04 | 03[^2] |  |",
        "| 2 | Phòng Thanh tra \\| pháp chế | 02 | 02 | Đạt \\\\ tốt |",
        "| Tổng cộng | < | 06 | 05 |  |",
        "[^1]: Theo lời kể.",
        "[^2]: Một cuộc lùi lại.",
    ]


def test_the_words_stay_in_their_order_through_every_format(
    work: Workspace, tmp_path: Path
) -> None:
    nfd = unicodedata.normalize("NFD", "Đoạn cuối gõ dấu rời{Chú thích gõ dấu rời.}.")
    body = (TURTLE, MEETINGS, "| gạch đứng hai đầu |", nfd, [["a", "b"], ["c", ""]])
    data = ForeignReport().file(CHIEF, PLAN, *body)
    draft = imported(work, data, tmp_path).id
    old, new = read_docx(data).document, exported(work, draft)
    for write in (write_text, write_markdown):
        wanted, there = WORD.findall(write(old).lower()), WORD.findall(write(new).lower())
        kept = wanted[wanted.index("rùa") : wanted.index("nhận")]
        assert LCSseq.similarity(kept, there) == len(kept)


def test_our_own_file_gives_the_same_answer_back_with_its_imprint_and_without(
    work: Workspace, tmp_path: Path
) -> None:
    data = ForeignReport().file(
        CHIEF, PLAN, TURTLE, MEETINGS, "Bảng 2. Đàn cá", [["a", "b"], ["c", "7"]]
    )
    first = imported(work, data, tmp_path).id
    sent = work.render(first, "docx")
    assert isinstance(sent, bytes)
    second = imported(work, sent, tmp_path)
    assert not [note for note in second.notes if "sửa" in note]
    assert free_texts(work, second.id) == free_texts(work, first)
    bare = imported(work, work.render(first, "docx", embed=False), tmp_path).id
    text = next(iter(free_texts(work, first).values()))
    assert text in free_texts(work, bare).values()


def test_an_edited_cell_of_our_own_file_wins_over_the_answer(
    work: Workspace, tmp_path: Path
) -> None:
    data = ForeignReport().file(CHIEF, PLAN, TURTLE, MEETINGS)
    sent = work.render(imported(work, data, tmp_path).id, "docx")
    word = docx.Document(io.BytesIO(sent))
    (table,) = [one for one in word.tables if len(one.columns) == 5]
    table.cell(2, 2).paragraphs[0].runs[0].text = "44"
    saved = io.BytesIO()
    word.save(saved)
    again = imported(work, saved.getvalue(), tmp_path).id
    texts = "\n".join(free_texts(work, again).values())
    assert "| 1 | Phòng Hộ tịch | 44 | 03[^2] |" in texts
    assert "| 04 |" not in texts
    assert texts.count("Con rùa biển") == 1


def test_columns_that_no_column_of_the_question_takes_stand_behind_it(
    work: Workspace, tmp_path: Path
) -> None:
    grid = [
        ["STT", "Tên cuộc họp lạ", "Màu cờ", "Loài chim"],
        ["1", "Họp sáng", "xanh lục{Cờ mượn.}", "sáo"],
        ["2", "Họp chiều", "vàng nghệ", "vẹt"],
    ]
    data = ForeignReport().file(CHIEF, PLAN, "Có bảng sau:", grid)
    new = exported(work, imported(work, data, tmp_path).id)
    assert tables(new) == tables(read_docx(data).document)


def test_old_columns_beside_those_of_a_table_question_are_kept(
    work: Workspace, tmp_path: Path
) -> None:
    grid = [
        ["TT", "Tên cơ quan", "Ngày nộp", "Tình trạng", "Loài rùa đã thả"],
        ["1", "Phòng Tư pháp", "05/3/2026", "Đúng hạn", "Rùa vàng{Đã thả.}"],
        ["2", "Phòng Nội vụ", "06/3/2026", "Trễ hạn", "Đồi mồi"],
    ]
    columns = work.library.questions["nb_bang"]
    blocks = read_docx(ForeignReport().file(CHIEF, grid)).document
    (old,) = [block for block in all_blocks(blocks) if isinstance(block, Table)]
    found = read_table(old, [columns])
    assert found is not None
    assert len(found.records.rows) == 2
    assert found.rest is not None
    (kept,) = kept_table(found.rest)
    assert kept.text.split("\n") == [
        "Tên cơ quan | Loài rùa đã thả",
        "Phòng Tư pháp | Rùa vàng (Đã thả.)",
        "Phòng Nội vụ | Đồi mồi",
    ]


def test_stale_places_in_cells_and_notes_are_stepped_to_and_replaced(
    work: Workspace, tmp_path: Path
) -> None:
    note = "Theo Báo cáo số 07/BC-TTr ngày 02/3/2026."
    data = ForeignReport().file(CHIEF, PLAN, f"Có 77 con cá{{{note}}} bơi.", MEETINGS)
    first = imported(work, data, tmp_path)
    new = work.create_draft("cchc-so", "2026-Q2", first.agency, copy_from=first.id).id
    session = Session(work, new)
    spot = go_to_next(session)
    assert spot is not None
    places = [one.old_text for one in stale_spots(session)]
    cited = "Báo cáo số 07/BC-TTr ngày 02/3/2026"
    assert places == ["77", "04", "03", "02", "02", "06", "05", cited]
    text = session.text(session.current).text
    at = text.index("04")
    session.type(text.replace("| 04 |", "| 09 |"), at + 2)
    assert "04" not in [one.old_text for one in stale_spots(session)]
    assert confirm_at(session, session.text(session.current).text.index("03[^"))
    session.commit()
    document = exported(work, new)
    assert ("09", 1, 1) in tables(document)[0][2]
    assert notes(document) == [note, "Một cuộc lùi lại."]


def test_dropping_a_sentence_in_a_cell_leaves_the_table_whole(
    work: Workspace, tmp_path: Path
) -> None:
    data = ForeignReport().file(CHIEF, PLAN, MEETINGS)
    first = imported(work, data, tmp_path)
    new = work.create_draft("cchc-so", "2026-Q2", first.agency, copy_from=first.id).id
    session = Session(work, new)
    assert go_to_next(session) is not None
    at = session.text(session.current).text.index("03[^1]")
    assert drop_at(session, at)
    text = session.text(session.current).text
    assert "| 1 | Phòng Hộ tịch | 04 |  |  |" in text
    assert "Một cuộc lùi lại" not in text
    assert len(tables(exported(work, new))[0]) == len(MEETINGS)


def test_dropping_what_a_note_says_leaves_no_footnote(work: Workspace, tmp_path: Path) -> None:
    data = ForeignReport().file(CHIEF, PLAN, "Rùa biển{Có 15 con.} bơi.")
    first = imported(work, data, tmp_path)
    new = work.create_draft("cchc-so", "2026-Q2", first.agency, copy_from=first.id).id
    session = Session(work, new)
    spot = go_to_next(session)
    assert spot is not None
    assert spot.old_text == "15"
    assert drop_at(session, spot.start)
    document = exported(work, new)
    assert notes(document) == []
    assert "[^" not in write_text(document)


def test_a_period_named_in_a_cell_or_a_note_moves_on(work: Workspace, tmp_path: Path) -> None:
    grid = [["Vùng", "Quý I năm 2026"], ["Đầm", "một"]]
    data = ForeignReport().file(CHIEF, PLAN, "Rùa{Số liệu quý I năm 2026.} bơi.", grid)
    first = imported(work, data, tmp_path)
    new = work.create_draft("cchc-so", "2026-Q2", first.agency, copy_from=first.id).id
    document = exported(work, new)
    assert notes(document) == ["Số liệu quý II năm 2026."]
    assert tables(document)[0][0][1] == ("Quý II năm 2026", 1, 1)


def test_a_megabyte_of_kept_rows_is_carried_whole(work: Workspace, tmp_path: Path) -> None:
    cell = "Rùa biển bơi " * 40
    grid = [["Vùng", "Chuyện"], *([f"Vùng {at}", cell.strip()] for at in range(1, 1700))]
    data = ForeignReport().file(CHIEF, PLAN, "Chuyện kể:", grid)
    new = exported(work, imported(work, data, tmp_path).id)
    assert tables(new) == tables(read_docx(data).document)
    assert sum(len(text) for row in tables(new)[0] for text, _, _ in row) > 800_000


def test_the_check_sees_cells_and_notes_and_finds_their_places_in_the_text(
    work: Workspace, tmp_path: Path
) -> None:
    grid = [["Vùng", "Chuyện"], ["Đầm", "Rùa bơii qua"], ["Vịnh", "Rùa ngủ"]]
    data = ForeignReport().file(CHIEF, PLAN, "Rùa{Theo lời kểể.} bơi.", grid)
    session = Session(work, imported(work, data, tmp_path).id)
    session.review.check_now()
    (name,) = free_texts(work, session.draft)
    text = free_texts(work, session.draft)[name]
    found = {
        one.words: text[session.review.position(one) :]
        for one in session.review.found
        if one.question == name
    }
    assert found["bơii"].startswith("bơii qua |")
    assert found["kểể"].startswith("kểể.")


def test_another_foreign_report_keeps_an_endnote_in_a_header_and_empty_columns(
    work: Workspace, tmp_path: Path
) -> None:
    grid = [
        ["Vùng", "Loài{{Tên khoa học ghi ở phụ lục.}}", "", "Ghi chú"],
        ["Đầm phá", "<", "<", "<"],
        ["Ô Loan", "Đồi mồi", "", "Thả lại"],
        ["Vịnh", "Vích", "", ""],
    ]
    data = ForeignReport().file(CHIEF, PLAN, grid, "- Ý một{Một.};", "+ Ý hai{Hai.}.")
    new = exported(work, imported(work, data, tmp_path).id)
    assert tables(new) == tables(read_docx(data).document)
    assert notes(new) == ["Tên khoa học ghi ở phụ lục.", "Một.", "Hai."]


def test_a_note_of_the_closing_sentence_is_not_lost(work: Workspace, tmp_path: Path) -> None:
    closing = "Trên đây là báo cáo quý I năm 2026 của Sở Tư pháp{Gửi kèm đĩa rùa biển.}./."
    data = ForeignReport().file(CHIEF, PLAN, "Rùa bơi.", closing)
    assert "Gửi kèm đĩa rùa biển." in write_text(exported(work, imported(work, data, tmp_path).id))
