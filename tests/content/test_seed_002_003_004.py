"""The judicial reform, civil duty and committee kinds, filled with three real reports' facts."""

from __future__ import annotations

import re

import pytest
from seed_reports import (
    TODAY,
    document_of,
    headings_of,
    interview_of,
    library,
    seed_headings,
    tables_of,
)

from cchc_tui.document.blocks import Footnote, ItemList, ListItem, Paragraph, gaps_of
from cchc_tui.document.writers import write_text
from cchc_tui.domain.agencies import Agency, load_agency
from cchc_tui.domain.paths import packaged
from cchc_tui.domain.periods import parse_period
from cchc_tui.domain.problems import read_toml
from cchc_tui.domain.values import AnswerState, Quantity
from cchc_tui.interview.answer import Answer
from cchc_tui.interview.answers import parse_answer
from cchc_tui.interview.interview import Interview
from cchc_tui.services.answer_files import read_answers

SEEDS = ("002", "003", "004")

SLIPS = {
    "002": {
        "phản ánh kiến nghị của": "phản ánh, kiến nghị của",
        "một cửa một cửa liên thông": "một cửa, một cửa liên thông",
    },
    "003": {
        "a. Công bố": "a) Công bố",
        "b. Giải quyết": "b) Giải quyết",
        "c. Kết quả": "c) Kết quả",
    },
    "004": {
        "Về Kiểm tra": "Về kiểm tra",
        "cán bộ công chức": "cán bộ, công chức",
        "hoá": "hóa",
        "tồn tại hạn chế": "tồn tại, hạn chế",
        "PHƯƠNG HƯỚNG NHIỆM VỤ": "PHƯƠNG HƯỚNG, NHIỆM VỤ",
    },
}

PARAGRAPHS = {
    "002": (
        "tỷ lệ và chất lượng", "tỷ lệ hồ sơ giải quyết", "việc số hóa", "nhiều phần mềm",
        "tiếp tục tập trung", "tổ chức tập huấn", "tiếp tục triển khai", "hoàn thành việc",
        "tham mưu trình",
    ),
    "003": ("tiếp tục triển khai", "đẩy mạnh công tác", "chỉ đạo quyết liệt", "thực hiện kiểm tra"),
    "004": (
        "tiếp tục triển khai", "tăng cường công tác", "chỉ đạo tổ", "kiện toàn tổ", "làm tốt",
    ),
}  # fmt: skip
"""How numbered paragraphs begin, which are no headings."""

FIGURES = {
    "002": (
        "661/STP-VP", "khoản 9 Mục I", "124/QĐ-UBND", "2245/UBND-TTHC", "03/4/2023",
        "20 quyết định", "146 thủ tục", "29 thủ tục mới", "84 thủ tục", "33 thủ tục bãi bỏ",
        "152 phản ánh", "93 phản ánh", "09 phản ánh", "50 phản ánh", "55.653", "52.192", "3.461",
        "hơn 99%", "90%", "trên 99,8%", "hơn 14.140", "66,1%", "hơn 27.834", "hơn 25.000",
        "16.353", "9.590", "hơn 23,6 tỷ đồng", "hơn 11,4 tỷ đồng", "8.323", "06/QĐ-VP",
        "37/2020/QĐ-UBND", "6 tháng cuối năm 2023",
    ),
    "003": (
        "2960/KH-TTCP", "7370/UBND-NC", "95 thủ tục", "34 thủ tục", "15 thủ tục", "144 thủ tục",
        "04 thủ tục mới", "28 thủ tục sửa đổi", "01 thủ tục bãi bỏ", "23 thủ tục", "20 thủ tục",
        "28 thủ tục toàn trình", "63 thủ tục một phần", "365/538", "67,84%", "224/267", "83,9",
        "01/7/2021", "05 cuộc kiểm tra", "không bố trí công chức", "1.146", "1.123", "2.198",
        "từ ngày 15/12/2020 đến ngày 14/12/2021", "đạt 100%", "01/01/2024",
    ),
    "004": (
        "4034/KH-UBND", "34/QĐ-UBND", "02 kế hoạch", "02 lần/tuần", "270/KH-UBND",
        "01 cơ quan", "04 đơn vị cấp xã", "35/QĐ-UBND", "261 thủ tục", "1395/QĐ-UBND",
        "256/QĐ-UBND", "625 hồ sơ", "582 hồ sơ", "93,12%", "88,66%", "11,17%", "0,17%", "6,88%",
        "5.418 hồ sơ", "5.413 hồ sơ", "99,91%", "95,33%", "4,62%", "0,06%", "0,09%", "26 lượt",
        "08 lượt", "1956/QĐ-TTg", "24 cơ quan", "Onegate", "khoảng 70%", "Sơn Hiệp 64 hồ sơ",
        "272 hồ sơ", "25%", "78%", "22/29 cơ quan",
    ),
}  # fmt: skip

BROKEN = {
    "002": set(),
    "003": {"hs.nam-khop"},
    "004": {"hs.nguyen-nhan", "xl.da", "pl.linh-vuc-tong", "pl.linh-vuc-ngay"},
}
"""What the originals themselves get wrong or leave out, which the checks must find."""

BY_UNIT = [
    ("Thành Sơn", 580, 580, 580, 0, 0, 0),
    ("Sơn Bình", 716, 714, 714, 0, 0, 2),
    ("Tô Hạp", 645, 643, 631, 12, 0, 2),
    ("Sơn Hiệp", 462, 462, 363, 98, 1, 0),
    ("Sơn Lâm", 584, 583, 561, 21, 1, 0),
    ("Ba Cụm Bắc", 1542, 1542, 1471, 71, 0, 1),
    ("Ba Cụm Nam", 488, 488, 482, 6, 0, 0),
    ("Sơn Trung", 401, 401, 358, 42, 1, 0),
    ("Tổng cộng", 5418, 5413, 5160, 250, 3, 5),
]
BY_FIELD_TOTAL = (621, 573, 507, 65, 1, 48)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_filled_draft_of_these_kinds_misses_nothing(seed: str) -> None:
    interview = interview_of(seed)
    assert [question.id for question in interview.missing()] == []
    assert gaps_of(document_of(interview)) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_the_faults_of_the_original_are_found_and_no_others(seed: str) -> None:
    assert {failed.check.id for failed in interview_of(seed).checks()} == BROKEN[seed]


@pytest.mark.parametrize("seed", SEEDS)
def test_headings_are_those_of_the_original(seed: str) -> None:
    expected = [
        (number, text)
        for number, text in seed_headings(seed, SLIPS[seed])
        if not text.startswith(PARAGRAPHS[seed])
    ]
    assert headings_of(document_of(interview_of(seed))) == expected


@pytest.mark.parametrize("seed", SEEDS)
def test_the_figures_of_the_original_are_printed(seed: str) -> None:
    text = write_text(document_of(interview_of(seed)))
    assert [figure for figure in FIGURES[seed] if figure not in text] == []


@pytest.mark.parametrize("seed", SEEDS)
def test_no_place_mark_is_left_in_the_text(seed: str) -> None:
    text = write_text(document_of(interview_of(seed)))
    assert not set(text) & set("{}[]\ue000\ue001")


def test_number_and_day_are_left_to_the_clerk() -> None:
    for seed in ("002", "003"):
        head = document_of(interview_of(seed)).head
        assert head.number == ""
        assert re.fullmatch(r"ngày\s+tháng (6|01) năm 20(23|24)", head.date)


def test_figures_of_three_years_are_one_sentence_each() -> None:
    document = document_of(interview_of("003"))
    years = [i for b in document.body if isinstance(b, ItemList) for i in b.items if _year(i)]
    assert [_year(item) for item in years] == ["2021", "2022", "2023"]


def test_documents_cited_twice_in_footnotes_are_full_first_and_short_after() -> None:
    notes = _footnotes("003")
    assert len(notes) == 11
    assert "ngày 07/9/2023" in notes[3]
    assert "ngày 07/9/2023" not in notes[8]
    assert "Báo cáo số 83/BC-SNV" in notes[8]


def test_annexes_of_the_committee_report_hold_the_cells_of_the_original() -> None:
    document = document_of(interview_of("004"))
    assert [annex.number for annex in document.annexes] == [f"Phụ lục {n}" for n in _ROMAN]
    online, tasks, units, fields, offices = tables_of(document)
    assert [_whole(cell) for cell in online[0][::2]] == [54, None, None, None, None, None]
    assert [_whole(cell) for cell in (online[0][0], *online[0][1::2])] == [54, 53, 52, 1, 0, 1]
    assert [_counts(row) for row in units] == [row[1:] for row in BY_UNIT]
    assert [name for name, *_ in BY_UNIT] == [_place(row) for row in units]
    assert len(fields) == 12
    assert _counts(fields[-1]) == BY_FIELD_TOTAL
    assert len(tasks) == 7 + 20
    assert len(offices) == 3 + 29


def test_shares_of_tasks_are_counted_and_make_a_hundred_percent() -> None:
    interview = interview_of("004")
    shares = [_number(interview, f"nv_tl_{part}") for part in ("xong", "dang", "chua")]
    assert shares == [20, 65, 15]
    assert sum(shares) == 100


def test_totals_of_the_field_annex_stand_in_the_text_when_nothing_else_is_typed() -> None:
    interview = interview_of("004")
    typed = dict(interview.answers)
    for name in ("hs_truoc_han", "hs_dung_han", "hs_qua_han", "hs_trong_han"):
        typed.pop(name)
    relying = _with_only(interview, typed)
    text = write_text(document_of(relying))
    assert "Tổng số hồ sơ đã tiếp nhận: 621 hồ sơ" in text
    assert "pl.linh-vuc-tong" not in {failed.check.id for failed in relying.checks()}


@pytest.mark.parametrize(
    ("period", "unit", "decree", "heading"),
    [
        ("2018-6T", "huyện", "09/2015/QĐ-TTg", "Hiện đại hóa hành chính"),
        ("2024-N", "huyện", "61/2018/NĐ-CP", "Hiện đại hóa hành chính"),
        ("2025-6T", "huyện", "61/2018/NĐ-CP", "Hiện đại hóa hành chính"),
        ("2025-Q3", "xã", "118/2025/NĐ-CP", "chính quyền số"),
        ("2026-6T", "xã", "118/2025/NĐ-CP", "chính quyền số"),
    ],
)
def test_the_committee_report_follows_the_tiers_of_its_day(
    period: str, unit: str, decree: str, heading: str
) -> None:
    interview = _committee(period)
    assert interview.answer("ub_cap").value == unit
    assert interview.visible("pl_don_vi") is (unit == "huyện")
    text = write_text(document_of(interview))
    assert decree in text
    assert heading in text
    assert ("xã, thị trấn" in text) is (unit == "huyện")


def test_references_to_annexes_follow_their_numbers() -> None:
    interview = _committee("2026-6T")
    no = Answer(AnswerState.ANSWERED, False)
    one = interview.with_answers({"pl_co_tien_do": no, "pl_co_nop": no})
    assert one.answer("pl_ten_linh_vuc").value == "Phụ lục"
    assert [annex.number for annex in document_of(one).annexes] == ["Phụ lục"]
    two = interview.with_answers({"pl_co_nop": no})
    assert two.answer("pl_ten_linh_vuc").value == "Phụ lục II"
    assert [annex.number for annex in document_of(two).annexes] == ["Phụ lục I", "Phụ lục II"]


@pytest.mark.parametrize(
    ("answers", "printed"),
    [
        ({"pakn_co": "không"}, "không có phản ánh, kiến nghị"),
        (
            {"pakn_co": "có", "pakn_he_thong": "3", "pakn_don_thu": "0", "pakn_truc_tiep": "0",
             "pakn_da_xu_ly": "3"},
            "03 phản ánh, kiến nghị qua Cổng Dịch vụ công quốc gia",
        ),
        (
            {"pakn_co": "có", "pakn_he_thong": "0", "pakn_don_thu": "1", "pakn_truc_tiep": "1",
             "pakn_da_xu_ly": "1"},
            "đang tiếp tục xử lý 01",
        ),
    ],
)  # fmt: skip
def test_proposals_read_well_for_none_some_and_open_ones(
    answers: dict[str, str], printed: str
) -> None:
    text = write_text(document_of(_committee("2026-6T", answers)))
    assert printed in text
    assert "0 phản ánh" not in text.replace("50 phản ánh", "")


def test_a_ledger_that_does_not_add_up_is_an_error_unless_explained() -> None:
    figures = {
        "hs_truc_tuyen": "8.252", "hs_truc_tiep": "6.806", "hs_ky_truoc": "555",
        "hs_truoc_han": "0", "hs_dung_han": "15.264", "hs_qua_han": "1", "hs_trong_han": "301",
        "hs_nguyen_nhan": "lỗi phần mềm", "xl_da": "1",
    }  # fmt: skip
    interview = _committee("2026-6T", figures)
    assert [failed.check.id for failed in interview.checks()] == ["hs.khop"]
    explained = _committee("2026-6T", figures | {"hs_tra_lai": "47"})
    assert [failed.check.id for failed in explained.checks()] == []
    said = _committee("2026-6T", figures | {"hs_ly_do_chenh": "hồ sơ chờ bổ sung"})
    assert [failed.check.id for failed in said.checks()] == []


def test_the_sample_report_is_wholly_answered_and_breaks_no_relation() -> None:
    path = packaged("prompts") / "samples" / "mau.toml"
    about = read_toml(path)
    kind = library().kinds[about["kind"]]
    sample = Interview(
        library(),
        kind,
        _agency(about["agency"]),
        parse_period(about["period"]),
        read_answers(path, library(), kind),
        today=TODAY,
    )
    open_ones = [
        question.id
        for question in sample.questions()
        if not question.computed and sample.answer(question.id).state is AnswerState.UNANSWERED
    ]
    assert open_ones == []
    assert sample.missing() == []
    assert [failed.message for failed in sample.checks()] == []
    assert gaps_of(document_of(sample)) == []


_ROMAN = ("I", "II", "III", "IV")


def _agency(name: str) -> Agency:
    return load_agency(packaged("prompts") / "agencies" / f"{name}.toml")


def _committee(period: str, typed: dict[str, str] | None = None) -> Interview:
    """A report of a People's Committee with nothing but these answers."""
    kind = library().kinds["cchc-ubnd"]
    given = {
        name: Answer(AnswerState.ANSWERED, parse_answer(library().questions[name], text))
        for name, text in (typed or {}).items()
    }
    return Interview(
        library(), kind, _agency("ubnd-khanh-son"), parse_period(period), given, today=TODAY
    )


def _with_only(interview: Interview, answers: dict[str, Answer]) -> Interview:
    return Interview(
        interview.library,
        interview.kind,
        interview.agency,
        interview.period,
        answers,
        today=TODAY,
    )


def _number(interview: Interview, name: str) -> int:
    value = interview.answer(name).value
    assert isinstance(value, Quantity)
    return int(value.value)


def _year(item: ListItem) -> str:
    text = "".join(getattr(inline, "text", "") for inline in item.inlines)
    found = re.match(r"Năm (\d{4}): từ ngày", text)
    return found[1] if found else ""


def _footnotes(seed: str) -> list[str]:
    notes: list[Footnote] = []
    for block in document_of(interview_of(seed)).body:
        items = block.items if isinstance(block, ItemList) else ()
        inlines = [i for item in items for i in item.inlines]
        if isinstance(block, Paragraph):
            inlines = list(block.inlines)
        notes += [inline for inline in inlines if isinstance(inline, Footnote)]
    return ["".join(part.text for part in note.inlines) for note in notes]


def _whole(cell: str) -> int | None:
    return int(cell.replace(".", "")) if re.fullmatch(r"[\d.]+", cell) else None


def _counts(row: list[str]) -> tuple[int | None, ...]:
    """Received, settled, before, on time, late, pending of an annex row, read from its end."""
    cells = row[-11:]
    return tuple(_whole(cell) for cell in (cells[0], *cells[1::2]))


def _place(row: list[str]) -> str:
    return re.sub(r"^UBND (xã|thị trấn) ", "", row[-12] if len(row) > 12 else row[0])
