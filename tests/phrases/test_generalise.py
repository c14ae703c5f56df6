from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_tui.domain.text import clean_text
from cchc_tui.phrases.generalise import MAX_LETTERS, FoundSlot, generalise
from cchc_tui.phrases.private import is_private
from cchc_tui.phrases.slots import SLOT_TYPES, fill, parse_slots, slot_mistakes

KNOWN = {
    "co_quan": "Sở Tư pháp",
    "co_quan_day_du": "Sở Tư pháp tỉnh Sông Lam",
    "chu_quan": "UBND tỉnh Sông Lam",
    "dia_danh": "Sông Lam",
    "dia_ban": "tỉnh Sông Lam",
    "ky": "quý I năm 2026",
    "ky_bao_cao": "quý I năm 2026",
    "ky_sau": "quý II năm 2026",
    "nam_bao_cao": "2026",
    "ngay_bao_cao": "21/3/2026",
    "hs_tiep_nhan": "15.613",
    "hs_qua_han": "05",
    "ty_le_dung_han": "99,97%",
    "kh_cchc": "Kế hoạch số 05/KH-STP ngày 09/01/2026 về cải cách hành chính năm 2026",
    "nhan_xet": "Sở Tư pháp đã hoàn thành nhiệm vụ",
}


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("Đã giải quyết 15 hồ sơ.", "Đã giải quyết {so_ho_so:number} hồ sơ."),
        ("đạt 28,42% kế hoạch", "đạt {ty_le:percent} kế hoạch"),
        ("đạt 5.58 % kế hoạch", "đạt {ty_le:percent} kế hoạch"),
        ("thu được 23,6 tỷ đồng", "thu được {so_tien:money}"),
        ("hơn 1.250.000 đồng", "hơn {so_tien:money}"),
        ("Tính đến hết ngày 15/01/2020,", "Tính đến hết ngày {den_ngay:date},"),
        (
            "từ ngày 15/12/2025 đến ngày 14/3/2026",
            "từ ngày {tu_ngay:date} đến ngày {den_ngay:date}",
        ),
        ("ngày 08 tháng 6 năm 2018", "ngày {ngay:date}"),
        ("tháng 10 năm 2023", "{ky_khac:period}"),
        ("kế hoạch năm 2024", "kế hoạch năm {nam:year}"),
        ("giai đoạn 2021-2025", "{giai_doan:period}"),
        ("nhiệm kỳ 2021 – 2026", "{giai_doan:period}"),
        ("trong Quý I/2020", "trong {ky_khac:period}"),
        ("06 tháng đầu năm 2023", "{ky_khac:period}"),
        ("11/11 huyện", "{so_huyen:number}/{tong_so_huyen:number} huyện"),
        ("từ 7-15 phút", "từ {so_phut_tu:number}-{so_phut_den:number} phút"),
        (
            "danh mục 06 TTHC; định mức 12 suất",
            "danh mục {so_tthc:number} TTHC; định mức {so_suat:number} suất",
        ),
        ("số hóa trên 1,5 triệu trang sổ", "số hóa trên {so_trang_so:number} triệu trang sổ"),
        ("02 TTHC lĩnh vực", "{so_tthc:number} TTHC lĩnh vực"),
        ("với 463 lượt người", "với {so_luot_nguoi:number} lượt người"),
        ("trực tiếp 6.806, trả", "trực tiếp {so_truc_tiep:number}, trả"),
        ("hồ sơ đã giải quyết là 15.265.", "hồ sơ đã giải quyết là {so_giai_quyet:number}."),
        (
            "03 lớp, 05 lớp và 03 lớp",
            "{so_lop:number} lớp, {so_lop_2:number} lớp và {so_lop_3:number} lớp",
        ),
        (
            "từ ngày 01/7/2025; kể từ ngày 01/7/2025",
            "từ ngày {tu_ngay:date}; kể từ ngày {tu_ngay:date}",
        ),
    ],
)
def test_what_changes_becomes_a_slot_named_after_its_noun(text: str, wording: str) -> None:
    assert generalise(text).text == wording


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        (
            "theo Kế hoạch số 12/KH-UBND ngày 15/01/2026 của UBND tỉnh về rà soát",
            "theo {ke_hoach:citation} về rà soát",
        ),
        (
            "tại Quyết định số 468/QĐ-TTg ngày 23/3/2021 của Thủ tướng Chính phủ, Sở đã",
            "tại {quyet_dinh:citation}, Sở đã",
        ),
        ("Nghị quyết số 18-NQ/TW ngày 25/10/2017 đã", "{nghi_quyet:citation} đã"),
        ("tại Công văn số 2803/SNV-CCHC&XDCQ nêu", "tại {van_ban:citation} nêu"),
        (
            "các Quyết định: số 146/QĐ-UBND ngày 20/01/2020 phê duyệt",
            "các Quyết định: {quyet_dinh:citation} phê duyệt",
        ),
        (
            "của Bộ Giáo dục; Thông tư số 02/2017/TT-VPCP ngày 31/10/2017 của Văn phòng Chính phủ"
            " hướng dẫn",
            "của Bộ Giáo dục; {thong_tu:citation} hướng dẫn",
        ),
    ],
)
def test_a_cited_document_is_one_slot_with_its_date_and_issuer(text: str, wording: str) -> None:
    assert generalise(text).text == wording


@pytest.mark.parametrize(
    "text",
    [
        "theo khoản 2 Điều 4 và Phụ lục 01",
        "dịch vụ công mức độ 3,4",
        "Luật Đất đai năm 2024 và Bộ luật Dân sự năm 2015",
        "phòng chống dịch Covid-19 trên mạng 4G",
        "TCVN ISO 9001:2015",
        "Chi nhánh số 03 lúc 11:30",
        "trong 06 tháng đầu năm và quý II",
        "ngày 28/8 hằng năm, tháng 9",
        "mô hình H05 theo Đề án 06",
    ],
)
def test_digits_that_belong_to_a_name_stay(text: str) -> None:
    made = generalise(text)
    assert (made.text, made.slots) == (text, ())


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("Sở Tư pháp đã tham mưu UBND tỉnh", "{co_quan} đã tham mưu UBND tỉnh"),
        ("của Sở Tư pháp tỉnh Sông Lam", "của {co_quan_day_du}"),
        ("Ủy ban nhân dân tỉnh Sông Lam giao", "{chu_quan} giao"),
        ("trên địa bàn tỉnh Sông Lam", "trên địa bàn {dia_ban}"),
        ("Trong Quý I/2026, Sở", "Trong {ky_bao_cao}, Sở"),
        ("Quý I năm 2026 đã", "{ky_bao_cao} đã"),
        ("trong quý I, Sở", "trong {ky_bao_cao}, Sở"),
        ("sang quý II/2026", "sang {ky_sau:period}"),
        ("năm 2026 và năm 2025", "năm {nam_bao_cao} và năm {nam:year}"),
        ("tiếp nhận 15.613 hồ sơ", "tiếp nhận {hs_tiep_nhan:number} hồ sơ"),
        ("đạt 99,97%", "đạt {ty_le_dung_han:percent}"),
        ("đến ngày 21/3/2026", "đến ngày {ngay_bao_cao:date}"),
        (f"Theo {KNOWN['kh_cchc']}, Sở", "Theo {kh_cchc:citation}, Sở"),
    ],
)
def test_what_the_draft_knows_gets_its_name(text: str, wording: str) -> None:
    assert generalise(text, known=KNOWN).text == wording


def test_a_small_figure_is_not_taken_for_a_fact_by_chance() -> None:
    assert generalise("có 05 hồ sơ", known=KNOWN).text == "có {so_ho_so:number} hồ sơ"


def test_a_figure_that_two_facts_share_is_neither() -> None:
    known = {"a": "1.234", "b": "1.234"}
    assert generalise("1.234 hồ sơ", known=known).text == "{so_ho_so:number} hồ sơ"


def test_an_answer_in_words_does_not_swallow_the_sentence() -> None:
    made = generalise("Sở Tư pháp đã hoàn thành nhiệm vụ", known=KNOWN)
    assert made.text == "{co_quan} đã hoàn thành nhiệm vụ"


def test_a_slot_never_takes_the_name_of_another_known_fact() -> None:
    assert "so_ho_so_2" in generalise("có 15 hồ sơ", known={"so_ho_so": "99"}).text


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("do đồng chí Nguyễn Văn An chủ trì", "ho_ten"),
        ("Ông Trần Bình, Giám đốc", "ho_ten"),
        ("gặp bà Hoa tại trụ sở", "ho_ten"),
        ("Giám đốc Sở Nội vụ Lê Thị Hồng Hạnh đã", "ho_ten"),
        ("Nguyễn Thị Lan", "ho_ten"),
        ("**TRẦN VĂN BẢY**", "ho_ten"),
        ("gọi 0912 345 678 khi cần", "dien_thoai"),
        ("gọi (+84)912.345.678", "dien_thoai"),
        ("số 024-3825-1234", "dien_thoai"),
        ("gửi về cchc@songlam.gov.vn.", "thu_dien_tu"),
        ("CCCD số 001099012345", "so_dinh_danh"),
    ],
)
def test_private_matter_is_taken_out(text: str, slot: str) -> None:
    made = generalise(text)
    assert made.private
    assert f"{{{slot}}}" in made.text
    assert is_private(text)
    assert [one.value for one in made.slots if one.private] == [""]


@pytest.mark.parametrize(
    "text",
    [
        "học tập tư tưởng, đạo đức, phong cách Hồ Chí Minh",
        "Hồ Chí Minh",
        "đồng chí Chủ tịch UBND tỉnh chủ trì",
        "huyện Xuyên Mộc, tỉnh Bà Rịa - Vũng Tàu",
        "bà con Nhân dân",
        "tiếp nhận 1.234.567.890 lượt",
        "Sở Tư pháp Sông Lam",
        "Cải cách thủ tục hành chính",
        "số 146/QĐ-UBND",
    ],
)
def test_public_names_are_not_private(text: str) -> None:
    assert not is_private(text)


NASTY = [
    "",
    "   ",
    "{{ ky }} và {so:number}",
    "{% for x in y %} 5 hồ sơ {% endfor %}",
    "{{{5 hồ sơ}}}",
    "*_#| & < > 12 văn bản",
    "Sở Tư pháp".encode().decode() + " 5 hồ sơ",
    "tiếp nhận 5\x00\x1b[31m hồ sơ\u202e",
    "dòng một 5 hồ sơ\r\ndòng hai 6 hồ sơ",
    "5.5.5.5.5.5.5.5.5",
    "1/2/3/4/5 và 99/99/9999 và 31/02/2026",
    "năm 2026năm 2026",
    "Số: /BC-VP ngày     tháng 6 năm 2023",
    "của " * 400,
    "Quyết định số 1/QĐ-A của A" + " b" * 500,
    "9" * 400,
    "1." * 500,
    "ngày " * 300,
]


@pytest.mark.parametrize("text", NASTY)
@pytest.mark.parametrize("known", [{}, KNOWN], ids=["unknown", "known"])
def test_nasty_text_comes_back_when_filled(text: str, known: dict[str, str]) -> None:
    assert_comes_back(text, known)


def test_a_text_too_long_for_a_sentence_is_left_alone() -> None:
    made = generalise("5 hồ sơ {} " * 100_000)
    assert made.slots == ()
    assert len(made.text) > MAX_LETTERS


PIECES = """Sở Tư pháp|tỉnh Sông Lam|15.613|05|hồ sơ|100%|28,42%|năm|2026|quý I|/|quý I/2026|ngày
15/01/2026|tháng 6 năm 2026|Kế hoạch|số|12/KH-UBND|của|UBND tỉnh|về|,|.|{|}|{{|}}|:|-|tỷ đồng|3,6
Điều|4|Luật Hộ tịch|giai đoạn|2021-2025|(|)|đạt|là|“|”|*|05/05|6 tháng đầu năm"""
WORDS = st.sampled_from(PIECES.replace("\n", "|").split("|"))
GAPS = st.sampled_from(["", " ", "  ", "\n"])


@given(st.lists(st.tuples(WORDS, GAPS), max_size=30))
def test_filling_with_its_own_values_gives_back_the_text(parts: list[tuple[str, str]]) -> None:
    text = "".join(word + gap for word, gap in parts)
    assert_comes_back(text, {})
    assert_comes_back(text, KNOWN)


@given(st.text(max_size=200))
def test_any_text_at_all_comes_back(text: str) -> None:
    assert_comes_back(text, KNOWN)


def assert_comes_back(text: str, known: dict[str, str]) -> None:
    made = generalise(text, known=known)
    assert not list(slot_mistakes(made.text))
    assert [(slot.start, slot.end) for slot in parse_slots(made.text)] == [
        (slot.start, slot.end) for slot in made.slots
    ]
    assert all(slot.type in SLOT_TYPES and slot.name for slot in made.slots)
    if not made.private:
        assert fill(made.text, made.values()).text == clean_text(text).strip()


def test_a_slot_can_be_made_words_again() -> None:
    made = generalise("Sở {A} có 100% và 15 hồ sơ", known=KNOWN)
    kept = made.kept("ty_le")
    assert kept.text == "Sở {{A}} có 100% và {so_ho_so:number} hồ sơ"
    assert kept.slots == (FoundSlot("so_ho_so", "number", "15", 20, 37),)


def test_a_private_slot_cannot_be_made_words_again() -> None:
    assert generalise("ông Nguyễn Văn An").kept("ho_ten").text == "ông {ho_ten}"


def test_a_slot_can_be_renamed_in_any_spelling() -> None:
    made = generalise("có 15 hồ sơ").renamed("so_ho_so", "Số trả trước hạn", "text")
    assert made.text == "có {so_tra_truoc_han} hồ sơ"
    assert made.renamed("so_tra_truoc_han", " 1 ").text == made.text


def test_a_word_can_become_a_choice() -> None:
    made = generalise("có 15 hồ sơ tăng 5 hồ sơ")
    at = made.text.index("tăng")
    chosen = made.choosing(at, ("tăng", "giảm"))
    assert "{lua_chon:choice(tăng|giảm)}" in chosen.text
    assert fill(chosen.text, chosen.values()).text == "có 15 hồ sơ tăng 5 hồ sơ"
