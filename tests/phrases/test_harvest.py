from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from cchc_tui.domain.problems import Problem
from cchc_tui.phrases.bank import read_source
from cchc_tui.phrases.harvest import Passage, Proposal, Report, harvest, same_wording, wording_key
from cchc_tui.phrases.proposal_file import to_toml
from cchc_tui.phrases.sections import SectionFinder, Titles
from cchc_tui.phrases.sentences import split_sentences
from cchc_tui.phrases.slots import fill

SECTIONS = {
    "mot-cua": Titles(("Thực hiện cơ chế một cửa, một cửa liên thông",)),
    "tthc.ket-qua": Titles(
        ("Kết quả giải quyết hồ sơ thủ tục hành chính",), ("Cải cách thủ tục hành chính",)
    ),
    "tthc.ra-soat": Titles(
        ("Rà soát, đơn giản hóa thủ tục hành chính",), ("Cải cách thủ tục hành chính",)
    ),
}
QUARTERS = ("quý I năm 2026", "quý II năm 2026")


def report(name: str, *texts: str, heading: str = "", **known: str) -> Report:
    headings = ("Kết quả thực hiện", heading) if heading else ()
    return Report(name, tuple(Passage(text, headings) for text in texts), known)


def texts(found: Sequence[Proposal]) -> list[str]:
    return [one.text for one in found]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Câu một. Câu hai.", ["Câu một.", "Câu hai."]),
        ("Tiếp nhận 15.613 hồ sơ. Trả 15.265.", ["Tiếp nhận 15.613 hồ sơ.", "Trả 15.265."]),
        ("Họp tại TP. Vinh. Sau đó về.", ["Họp tại TP. Vinh.", "Sau đó về."]),
        ("Gồm báo, đài, v.v. Ngoài ra có loa.", ["Gồm báo, đài, v.v. Ngoài ra có loa."]),
        ("Theo TS. A và KT. Giám đốc.", ["Theo TS. A và KT. Giám đốc."]),
        ("- Nộp hồ sơ;", ["Nộp hồ sơ"]),
        (" + Tổ chức 03 lớp; và", ["Tổ chức 03 lớp"]),
        ("2.1. Rà soát văn bản. Công khai.", ["Rà soát văn bản.", "Công khai."]),
        ("a) Ban hành danh mục.", ["Ban hành danh mục."]),
        ("Trên đây là báo cáo của Sở./.", ["Trên đây là báo cáo của Sở"]),
        ("**Đậm** và *nghiêng*¹ năm 2020².", ["Đậm và nghiêng năm 2020."]),
        ("Kết quả như sau:", ["Kết quả như sau:"]),
        ("Có lỗi (mạng...) gây chậm. Hết.", ["Có lỗi (mạng...) gây chậm.", "Hết."]),
        ("", []),
        (" . ; \n", ["."]),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str, sentences: list[str]) -> None:
    assert split_sentences(text) == sentences


@pytest.mark.parametrize("text", ["1." * 50_000, "- " * 50_000, "a. B" * 30_000, "." * 100_000])
def test_long_nonsense_is_cut_in_a_moment(text: str) -> None:
    assert isinstance(split_sentences(text), list)


def test_a_sentence_of_two_periods_becomes_one_phrase() -> None:
    found = harvest(
        [
            report(
                name,
                f"Trong {period}, Sở Tư pháp đã tiếp nhận {count} hồ sơ, đạt {rate} kế hoạch.",
                co_quan="Sở Tư pháp",
                ky_bao_cao=period,
            )
            for name, period, count, rate in (
                ("q1.docx", QUARTERS[0], "1.250", "98,5%"),
                ("q2.docx", QUARTERS[1], "977", "99%"),
            )
        ]
    )
    assert texts(found) == [
        "Trong {ky_bao_cao}, {co_quan} đã tiếp nhận {so_ho_so:number} hồ sơ, đạt {ty_le:percent}"
        " kế hoạch."
    ]
    assert (found[0].count, found[0].files) == (2, ("q1.docx", "q2.docx"))
    assert found[0].examples[0].startswith("Trong quý I năm 2026, Sở Tư pháp")


def test_reports_of_different_agencies_meet_in_one_phrase() -> None:
    line = "{} thường xuyên kiểm tra việc chấp hành kỷ luật hành chính."
    names = ("Sở Nội vụ", "UBND huyện Thanh Sơn")
    found = harvest([report(name, line.format(name), co_quan=name) for name in names])
    assert texts(found) == [line.format("{co_quan}")]


def test_a_sentence_met_once_is_not_proposed_unless_asked() -> None:
    once = [report("a", "Người dân được hướng dẫn nộp hồ sơ trực tuyến tại nhà.")]
    assert harvest(once) == []
    assert len(harvest(once, minimum=1)) == 1


def test_sentences_with_one_word_changed_are_one_phrase_with_a_choice() -> None:
    lines = [
        f"Số hồ sơ giải quyết {how} hạn: {count} hồ sơ, chiếm {rate} tổng số."
        for how, count, rate in (("trước", "516", "88,66%"), ("đúng", "65", "11%"))
    ]
    found = harvest([report("a", *lines, *lines)])
    assert texts(found) == [
        "Số hồ sơ giải quyết {lua_chon:choice(đúng|trước)} hạn: {so_ho_so:number} hồ sơ, chiếm"
        " {ty_le:percent} tổng số."
    ] or texts(found) == [
        "Số hồ sơ giải quyết {lua_chon:choice(trước|đúng)} hạn: {so_ho_so:number} hồ sơ, chiếm"
        " {ty_le:percent} tổng số."
    ]
    assert found[0].count == 4
    values = {slot.name: slot.value for slot in found[0].slots}
    assert fill(found[0].text, values).text in lines


def test_spellings_that_differ_only_in_marks_are_no_choice() -> None:
    lines = (
        "Công chức được quán triệt về đạo đức công vụ và nề nếp làm việc.",
        "Công chức được quán triệt về đạo đức công vụ và nền nếp làm việc.",
        "Công chức được quán triệt về đạo đức công vụ và nề nêp làm việc.",
    )
    found = harvest([report("a", lines[0], lines[2])])
    assert texts(found) == [lines[2]]
    assert len(harvest([report("a", *lines)])) == 1


def test_different_sentences_stay_apart() -> None:
    found = harvest(
        [
            report(
                "a",
                *(
                    "Sở đã ban hành kế hoạch kiểm tra công tác văn thư, lưu trữ.",
                    "Sở đã ban hành quy chế chi tiêu nội bộ và quản lý tài sản.",
                )
                * 2,
            )
        ]
    )
    assert len(found) == 2


def test_what_never_changed_from_file_to_file_is_not_asked_for() -> None:
    line = (
        "Kiểm soát thủ tục theo Nghị định số 63/2010/NĐ-CP ngày 08/6/2010 của Chính phủ,"
        " 100% thủ tục được công khai và {} thủ tục được rà soát."
    )
    found = harvest([report("a", line.format("12")), report("b", line.format("15"))])
    assert "Nghị định số 63/2010/NĐ-CP" in found[0].text
    assert "100%" in found[0].text
    assert "{so_thu_tuc:number}" in found[0].text
    again = harvest([report("a", line.format("12"), line.format("15"))])
    assert "{nghi_dinh:citation}" in again[0].text


@pytest.mark.parametrize(
    "text",
    [
        "Đồng chí Nguyễn Văn An chủ trì cuộc họp giao ban hằng tuần của Sở.",
        "Mọi phản ánh xin gọi về số 0912 345 678 để được trả lời ngay.",
        "Góp ý gửi về hộp thư cchc@songlam.gov.vn để tổng hợp, trả lời.",
        "Nguyễn Thị Lan Phương",
        "CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH CẢI CÁCH HÀNH CHÍNH CỦA TỈNH",
        "sách hằng năm, thực hiện quản lý, sử dụng theo đúng nội dung.",
        "Trong đó: 5 xã",
        "12/3/2026, 15/4/2026, 13 hồ sơ, 14 xã, 15%, 16%, 17 huyện.",
        "A" + " rất dài" * 200 + ".",
    ],
)
def test_names_fragments_headings_and_scraps_are_left_out(text: str) -> None:
    assert harvest([report("a", text), report("b", text)]) == []


def test_what_the_bank_has_already_is_left_out() -> None:
    line = "Thủ tục hành chính được niêm yết công khai tại Bộ phận Một cửa."
    twice = [report("a", line, line)]
    assert harvest(twice, is_known=lambda wording: same_wording(wording, line[:-1])) == []
    assert len(harvest(twice, is_known=lambda wording: False)) == 1


@pytest.mark.parametrize(
    ("heading", "sentence", "section"),
    [
        ("Thực hiện cơ chế một cửa, một cửa liên thông", "", "mot-cua"),
        ("4. Về thực hiện cơ chế một cửa và một cửa liên thông", "", "mot-cua"),
        ("KẾT QUẢ GIẢI QUYẾT TTHC", "", "tthc.ket-qua"),
        ("Cải cách thủ tục hành chính", "Rà soát, đơn giản hóa 05 thủ tục", "tthc.ra-soat"),
        ("Cải cách thủ tục hành chính", "Đã giải quyết 15 hồ sơ", "tthc.ket-qua"),
        ("Công tác phòng cháy, chữa cháy", "", ""),
        ("", "", ""),
    ],
)
def test_the_heading_above_tells_the_section(heading: str, sentence: str, section: str) -> None:
    finder = SectionFinder(SECTIONS, lambda text: text.replace("TTHC", "thủ tục hành chính"))
    assert finder.find(("Kết quả thực hiện", heading), sentence) == section


def test_a_heading_that_says_nothing_gives_way_to_the_one_above() -> None:
    finder = SectionFinder(SECTIONS)
    headings = ("Thực hiện cơ chế một cửa, một cửa liên thông", "Kết quả")
    assert finder.find(headings, "") == "mot-cua"


def test_proposals_stand_by_section_and_most_used_first() -> None:
    one = "Hồ sơ được số hóa ngay khi tiếp nhận tại bộ phận."
    two = "Công chức trả kết quả đúng hẹn cho mọi người dân."
    other = "Câu này lặp lại nhiều lần mà không thuộc mục nào."
    found = harvest(
        [
            report("a", one, two, two, two, heading="Cơ chế một cửa, một cửa liên thông"),
            report("b", one, heading="Cơ chế một cửa, một cửa liên thông"),
            report("c", other, other, other, other),
        ],
        sections=SECTIONS,
    )
    assert [(one.section, one.count) for one in found] == [("mot-cua", 2), ("mot-cua", 3), ("", 4)]


def test_a_wording_is_compared_without_case_marks_and_slot_names() -> None:
    assert wording_key("Có {so_ho_so:number} Hồ sơ, đạt {a}%") == "co _ ho so dat _ %"
    assert same_wording("Có {a} hồ sơ trễ hạn.", "có {b:number} hồ sơ trễ hạn")
    assert not same_wording("Có {a} hồ sơ trễ hạn.", "Không phát sinh hồ sơ")


NASTY = 'Sở "A\\B" có {{ x }} và {% raw %} rồi # ghi chú \\n tại nơi đây'


def test_the_proposed_file_is_a_bank_file() -> None:
    found = harvest(
        [
            report('x"\n[[phrase]]\n# y.docx', NASTY + " 12 hồ sơ.", NASTY + " 15 hồ sơ."),
            report("b.docx", NASTY + " khác hẳn câu trên đây nhé.", NASTY + " 16 hồ sơ."),
        ],
        sections=SECTIONS,
        minimum=1,
    )
    source = to_toml(found)
    problems: list[Problem] = []
    phrases = list(read_source(source, Path("de-nghi.toml"), "own", problems))
    assert problems == []
    assert [phrase.text for phrase in phrases] == texts(found)
    assert len({phrase.id for phrase in phrases}) == len(found) == 2
    assert "# Gặp 3 lần trong 2 tệp:" in source


def test_the_proposed_file_names_the_section_of_each_phrase() -> None:
    line = "Hồ sơ được số hóa ngay khi tiếp nhận tại bộ phận."
    found = harvest([report("a", line, line, heading="Một cửa liên thông")], sections=SECTIONS)
    source = to_toml(found)
    assert "# Mục: mot-cua" in source
    assert 'sections = ["mot-cua"]' in source
    assert 'id = "thu-thap.mot-cua.ho-so-duoc-so-hoa-ngay-khi-tiep"' in source
