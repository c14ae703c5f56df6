from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_tui.domain.citations import Citation, CitationProblem, parse_citation, parse_citations
from cchc_tui.domain.dates import PartialDate
from cchc_tui.domain.document_types import KINDS, NAMED_KINDS

PLAN = Citation(
    "Kế hoạch", "1247/KH-UBND", PartialDate(2023, 12, 29), "UBND tỉnh", "cải cách hành chính"
)


def test_the_first_mention_is_full_and_the_next_ones_short() -> None:
    assert PLAN.full() == (
        "Kế hoạch số 1247/KH-UBND ngày 29/12/2023 của UBND tỉnh về cải cách hành chính"
    )
    assert PLAN.short() == "Kế hoạch số 1247/KH-UBND"


@pytest.mark.parametrize("kind", NAMED_KINDS)
def test_a_law_is_cited_by_type_and_name_alone(kind: str) -> None:
    law = parse_citation(f"{kind} Cư trú số 68/2020/QH14 ngày 13/11/2020 của Quốc hội")
    assert law.full() == law.short() == f"{kind} Cư trú"
    assert (law.number, law.date) == ("68/2020/QH14", PartialDate(2020, 11, 13))
    assert law.issuer == "Quốc hội"
    assert law.key == parse_citation(f"{kind} Cư trú").key


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        (
            "Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư",
            Citation("Nghị định", "30/2020/NĐ-CP", PartialDate(2020, 3, 5), "Chính phủ",
                     "công tác văn thư"),
        ),
        (
            "kế hoạch số 12/KH-UBND ngày 5 tháng 1 năm 2026 của UBND tỉnh v/v tuyên truyền",
            Citation("Kế hoạch", "12/KH-UBND", PartialDate(2026, 1, 5), "UBND tỉnh",
                     "tuyên truyền", lead="về việc"),
        ),
        (
            "Thông tư số 23/2014/TTLT-BTP-BNV",
            Citation("Thông tư", "23/2014/TTLT-BTP-BNV"),
        ),
        (
            "23/2014/TTLT-BTP-BNV ngày 22/12/2014",
            Citation("Thông tư liên tịch", "23/2014/TTLT-BTP-BNV", PartialDate(2014, 12, 22)),
        ),
        (
            "18-NQ/TW ngày 25/10/2017",
            Citation("Nghị quyết", "18-NQ/TW", PartialDate(2017, 10, 25)),
        ),
        (
            "Chương trình số 02-CTr/BCĐ ngày 21/12/2022 của Ban Chỉ đạo Cải cách tư pháp",
            Citation("Chương trình", "02-CTr/BCĐ", PartialDate(2022, 12, 21),
                     "Ban Chỉ đạo Cải cách tư pháp"),
        ),
        ("217-KH/BDVTU", Citation("Kế hoạch", "217-KH/BDVTU")),
        (
            "2803/SNV-CCHC&XDCQ ngày 11 tháng 11 năm 2024",
            Citation("Công văn", "2803/SNV-CCHC&XDCQ", PartialDate(2024, 11, 11)),
        ),
        (
            "Văn bản số 7370/UBND-NC ngày 26-12-2023 của UBND tỉnh",
            Citation("Văn bản", "7370/UBND-NC", PartialDate(2023, 12, 26), "UBND tỉnh"),
        ),
        (
            "Quyết định số 124/QĐ-UBND ngày 30/01/2023 ban hành Kế hoạch kiểm soát TTHC",
            Citation("Quyết định", "124/QĐ-UBND", PartialDate(2023, 1, 30), "",
                     "ban hành Kế hoạch kiểm soát TTHC", lead=""),
        ),
        (
            "Quyết định số 3/QĐ-BCĐ của Ban Chỉ đạo quốc gia về chuyển đổi số về kế hoạch năm",
            Citation("Quyết định", "3/QĐ-BCĐ", None, "Ban Chỉ đạo quốc gia về chuyển đổi số",
                     "kế hoạch năm"),
        ),
        (
            "Quyết định số 34/QĐ-UBND của UBND huyện ngày 16/01/2018 về kế hoạch",
            Citation("Quyết định", "34/QĐ-UBND", PartialDate(2018, 1, 16), "UBND huyện",
                     "kế hoạch"),
        ),
        (
            "Kế hoạch số      /KH-UBND ngày     tháng 6 năm 2023",
            Citation("Kế hoạch", "/KH-UBND", PartialDate(2023, 6)),
        ),
        ("Kế hoạch số …/KH-UBND", Citation("Kế hoạch", "/KH-UBND")),
        ("Chỉ thị số 5 / CT - TTg", Citation("Chỉ thị", "5/CT-TTg")),
        ("quyet dinh so 766/QĐ-TTg", Citation("Quyết định", "766/QĐ-TTg")),
        ("- Công văn 661/STP-VP;", Citation("Công văn", "661/STP-VP")),
        ("Luật Cán bộ, công chức.", Citation("Luật", subject="Cán bộ, công chức")),
        ("Bộ luật Hình sự năm 2015", Citation("Bộ luật", subject="Hình sự năm 2015")),
        (
            "Kế hoạch cải cách hành chính năm 2020",
            Citation("Kế hoạch", subject="cải cách hành chính năm 2020", lead=""),
        ),
        (
            "Nghị quyết số 202/2025/QH15 của Quốc hội về việc sắp xếp đơn vị hành chính",
            Citation("Nghị quyết", "202/2025/QH15", None, "Quốc hội",
                     "sắp xếp đơn vị hành chính", lead="về việc"),
        ),
    ],
)  # fmt: skip
def test_citations_are_read_as_officers_write_them(typed: str, wanted: Citation) -> None:
    assert parse_citation(typed) == wanted
    assert not wanted.number or not wanted.problems()


@pytest.mark.parametrize(
    "typed",
    [
        "ý kiến của lãnh đạo tại cuộc họp",
        "số liệu kỳ trước",
        "Nghị định số 30/2020/NĐ-CP ngày 31/02/2020",
        "Quyết định số 5/QĐ-UBND ngày 15/01/20",
        "{{ x }} {% y %} *_#| & < >",
        "33/33 nhiệm vụ",
    ],
)
def test_what_is_not_understood_is_kept_as_typed(typed: str) -> None:
    citation = parse_citation(typed)
    assert citation == Citation("", subject=typed)
    assert citation.full() == citation.short() == typed
    assert len(citation.problems()) == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Quyết định số 766", "thiếu ký hiệu"),
        ("Thông tư số 04/2020/BTT-BTP", "thường là TT, ở đây ghi BTT"),
        ("Công điện số 644/CD-TTg", "thường là CĐ, ở đây ghi CD"),
        ("Văn bản số 7370/UBND-NC₃", "viết chưa đúng"),
        ("Kế hoạch cải cách hành chính năm 2020", "Thiếu số"),
        ("Luật", "Thiếu tên luật"),
        ("Nghị định số 30/2020/NĐ-CP ngày 31/02/2020", "không có ngày 31"),
        ("Quyết định số 5/QĐ-UBND ngày 15/01/20", "bốn chữ số"),
        ("ý kiến chỉ đạo", "Không nhận ra"),
    ],
)
def test_what_looks_wrong_is_said_beside_the_field(typed: str, said: str) -> None:
    assert said in " ".join(parse_citation(typed).problems())


def test_the_party_has_symbols_of_its_own() -> None:
    assert parse_citation("Quy định số 37-QĐ/TW ngày 25/10/2021").problems() == ()


@pytest.mark.parametrize(
    ("typed", "full"),
    [
        (
            "146/QĐ-UBND 20/1/2020 UBND tỉnh Khánh Hòa phê duyệt quy trình",
            "Quyết định số 146/QĐ-UBND ngày 20/01/2020 của UBND tỉnh Khánh Hòa phê duyệt quy trình",
        ),
        (
            "12/KH-STP 15-01-2026 Sở Tư pháp về rà soát",
            "Kế hoạch số 12/KH-STP ngày 15/01/2026 của Sở Tư pháp về rà soát",
        ),
        (
            "766/QĐ-TTg ngày 23/6/2022 Bộ chỉ số phục vụ",
            "Quyết định số 766/QĐ-TTg ngày 23/6/2022 Bộ chỉ số phục vụ",
        ),
        ("45/BC-UBND UBND tỉnh", "Báo cáo số 45/BC-UBND UBND tỉnh"),
        ("12/KH-UBND 15/01/20264", "Kế hoạch số 12/KH-UBND 15/01/20264"),
    ],
)
def test_type_day_and_issuer_may_be_typed_without_their_small_words(typed: str, full: str) -> None:
    assert parse_citation(typed).full() == full
    assert parse_citation(full).full() == full


@pytest.mark.parametrize("typed", ["", "   ", ";", "- ;", "\u200b\x07", "\xa0-\xa0;\n."])
def test_blank_text_is_no_citation(typed: str) -> None:
    with pytest.raises(CitationProblem):
        parse_citation(typed)
    assert parse_citations(typed) == ()


def test_an_open_number_leaves_room_and_stays_full() -> None:
    plan = parse_citation("Kế hoạch số /KH-UBND của UBND tỉnh")
    assert plan.full() == plan.short() == "Kế hoạch số      /KH-UBND của UBND tỉnh"


def test_several_are_split_at_lines_and_semicolons_but_not_inside_a_subject() -> None:
    found = parse_citations(
        "Luật Cư trú; Kế hoạch số 1/KH-STP về tuyên truyền; kiểm tra; kế hoạch năm;"
        " Công văn số 2/STP-VP\n- 18-NQ/TW\n\nghi chú riêng; Quyết định 3/QĐ-STP;"
    )
    assert [citation.full() for citation in found] == [
        "Luật Cư trú",
        "Kế hoạch số 1/KH-STP về tuyên truyền; kiểm tra; kế hoạch năm",
        "Công văn số 2/STP-VP",
        "Nghị quyết số 18-NQ/TW",
        "ghi chú riêng",
        "Quyết định số 3/QĐ-STP",
    ]


def test_mentions_of_one_document_share_a_key() -> None:
    short = parse_citation("kế hoạch số 1247/kh-ubnd ngày 29/12/2023")
    other_year = parse_citation("Kế hoạch số 1247/KH-UBND ngày 29/12/2022")
    assert short.key == PLAN.key != other_year.key


words = st.lists(
    st.sampled_from(["cải cách", "hành chính", "năm 2026", "tỉnh", "thủ tục", "(TTHC)", "10%"]),
    min_size=1,
    max_size=6,
).map(" ".join)
symbols = st.lists(
    st.text("ABCDĐGHKLMNOPQRSTUVX", min_size=1, max_size=5), min_size=1, max_size=3
).map("-".join)
years = st.one_of(st.just(""), st.integers(1990, 2030).map(lambda y: f"/{y}"))
days = st.one_of(
    st.none(),
    st.dates().map(lambda d: PartialDate(2000 + d.year % 100, d.month, min(d.day, 28))),
    st.builds(PartialDate, st.integers(2000, 2030), st.integers(1, 12)),
    st.builds(PartialDate, st.integers(2000, 2030)),
)
issuers = st.sampled_from(["", "UBND tỉnh", "Thủ tướng Chính phủ", "Sở Nội vụ", "Bộ Tư pháp"])


@st.composite
def citations(draw: st.DrawFn) -> Citation:
    kind = draw(st.sampled_from([kind for kind in KINDS if kind not in NAMED_KINDS]))
    first = draw(st.one_of(st.just(""), st.integers(1, 9999).map(str)))
    number = first + draw(years) + "/" + draw(symbols)
    issuer, subject = draw(issuers), draw(st.one_of(st.just(""), words))
    lead = draw(st.sampled_from(["về", "về việc"])) if subject else "về"
    return Citation(kind, number, draw(days), issuer, subject, lead=lead)


@given(citations())
def test_every_full_citation_reads_back_equal(citation: Citation) -> None:
    assert parse_citation(citation.full()) == citation


@given(st.text(max_size=80))
def test_no_text_is_ever_refused_and_printing_settles(text: str) -> None:
    for citation in parse_citations(text):
        assert citation.full()
        assert citation.short()
        assert isinstance(citation.problems(), tuple)


SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
TYPES = "Kế hoạch|Quyết định|Nghị quyết|Công văn|Thông tư|Nghị định|Chỉ thị|Chương trình|Văn bản"


def test_real_reports_are_understood() -> None:
    if not SEEDS.is_dir():
        pytest.skip("không có thư mục báo cáo thật bên cạnh mã nguồn")
    found = [
        parse_citation(mention)
        for path in sorted(SEEDS.glob("*.txt"))
        for mention in re.findall(
            rf"(?:{TYPES}) số [^;\n]{{5,140}}?(?=[;.,\n]|$)", path.read_text(encoding="utf-8")
        )
    ]
    wrong = [citation for citation in found if citation.problems()]
    assert len(found) > 80
    # What is left are marks of footnotes and signs that the scanner misread.
    assert len(wrong) <= len(found) // 20
    assert all(parse_citation(citation.full()) == citation for citation in found)


def test_a_subject_may_be_long_and_full_of_semicolons() -> None:
    (citation,) = parse_citations("Kế hoạch số 1/KH-STP về " + "a;" * 100_000)
    assert len(citation.subject) > 199_000


def test_a_megabyte_is_read_in_one_piece() -> None:
    assert len(parse_citation("x " * 500_000).subject) == 999_999
