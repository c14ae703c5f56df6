"""What old sentences tell of texts, prose and choices, read by the wording around them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from import_kind import SEEDS, workspace

from cchc_tui.domain.values import Prose
from cchc_tui.interview.kinds import Question, QuestionType
from cchc_tui.services.importing import ImportResult, import_report
from cchc_tui.services.imports.alignment import Alignment
from cchc_tui.services.imports.choices import by_agency
from cchc_tui.services.imports.contexts import Context
from cchc_tui.services.imports.mentions import mentions_in
from cchc_tui.services.imports.phrased import read_phrased
from cchc_tui.services.imports.sentences import sentences_of
from cchc_tui.services.imports.words import words_of_text
from cchc_tui.services.workspace import Workspace

SENTENCE = re.compile(r"(?<=[^\W\d])\.\s")

LETTER = """SỞ TƯ PHÁP
Số: 12/BC-STP
An Giang, ngày 20 tháng 3 năm 2026

BÁO CÁO
Công tác cải cách hành chính quý I năm 2026

I. CHỈ ĐẠO, ĐIỀU HÀNH CẢI CÁCH HÀNH CHÍNH

1. Tổ chức chỉ đạo, điều hành

Tại trụ sở, cơ quan dùng khẩu hiệu “Đến một nơi, xong mọi việc”.

II. KẾT QUẢ THỰC HIỆN

1. Cải cách thể chế

Sở góp ý 12 dự thảo văn bản.

III. ĐÁNH GIÁ CHUNG

1. Tồn tại, hạn chế

Máy quét ở bộ phận tiếp nhận hay hỏng.

Nguyên nhân chủ yếu là kinh phí sửa chữa được giao muộn.

Trên đây là báo cáo công tác cải cách hành chính quý I năm 2026 của Sở Tư pháp, gửi Bộ Nội vụ
tổng hợp./.

Nơi nhận:
- Bộ Nội vụ;
- Lưu: VT.

GIÁM ĐỐC
"""


@pytest.fixture(scope="module")
def work() -> Iterator[Workspace]:
    with workspace() as made:
        yield made


@pytest.fixture(scope="module")
def found(work: Workspace, tmp_path_factory: pytest.TempPathFactory) -> ImportResult:
    path = tmp_path_factory.mktemp("letter") / "bao-cao.txt"
    path.write_text(LETTER, encoding="utf-8")
    return import_report(work, path, "cchc-so")


def read(question: Question, wording: tuple[str, str], text: str) -> list[str]:
    """What one sentence answers to a text question printed between two pieces of wording."""
    left, right = (words_of_text(side) for side in wording)
    contexts = {question.id: [Context(tuple(left[::-1]), tuple(right))]}
    alignment = Alignment([question], contexts)
    return [
        one.text
        for one in read_phrased([question], contexts, list(sentences_of(0, text)), alignment)
    ]


def text_question(label: str, example: str) -> Question:
    return Question(
        id="ten", type=QuestionType.TEXT, ask=label, label=label, example=example, section="a"
    )


TOLD = [
    ("Phần mềm một cửa", "Onegate", ("dùng chung phần mềm một cửa điện tử", "để nhận hồ sơ"),
     "Các xã dùng phần mềm một cửa điện tử Mitra để nhận hồ sơ.", ["Mitra"]),
    ("Phương châm", "Đúng hẹn", ("thực hiện phương châm", ""),
     "Sở thực hiện phương châm “Nhanh, đúng, gọn” trong cả năm.", ["Nhanh, đúng, gọn"]),
    ("Thời gian kiểm tra", "tháng 5/2018", ("trong", "cơ quan đã kiểm tra"),
     "Trong tháng 11/2025, cơ quan đã kiểm tra ba xã.", ["tháng 11/2025"]),
    ("Phần mềm một cửa", "Onegate", ("dùng chung phần mềm một cửa điện tử", "để nhận hồ sơ"),
     "Các xã trồng thêm 40 ha lúa trong vụ này.", []),
    ("Kênh công khai", "trụ sở cơ quan", ("được công khai tại", ""),
     "Thủ tục được công khai tại Quyết định số 14/QĐ-UBND ngày 05/01/2026.", []),
]  # fmt: skip


@pytest.mark.parametrize(("label", "example", "wording", "text", "wanted"), TOLD)
def test_a_short_text_is_found_where_the_wording_prints_it(
    label: str, example: str, wording: tuple[str, str], text: str, wanted: list[str]
) -> None:
    assert read(text_question(label, example), wording, text) == wanted


def test_a_slogan_and_whom_the_report_is_sent_to_are_read(found: ImportResult) -> None:
    assert found.answers["cd_khau_hieu"].value == "Đến một nơi, xong mọi việc"
    assert found.answers["ket_noi_gui"].value == "Bộ Nội vụ"


def test_paragraphs_go_to_the_prose_questions_of_their_section(
    work: Workspace, found: ImportResult
) -> None:
    held = {
        name: answer.value.text
        for name, answer in found.answers.items()
        if isinstance(answer.value, Prose)
    }
    assert held["dg_ton_tai"] == "Máy quét ở bộ phận tiếp nhận hay hỏng."
    assert held["dg_nguyen_nhan"].startswith("Nguyên nhân chủ yếu là kinh phí")
    text = work.render(found.id, "txt").decode()
    assert text.count("Máy quét ở bộ phận tiếp nhận hay hỏng.") == 1
    assert text.count("kinh phí sửa chữa được giao muộn") == 1
    assert text.index("Máy quét") < text.index("kinh phí sửa chữa")
    told = {fact.question: fact.confidence for fact in found.facts}
    assert 0 < told["dg_ton_tai"] < 1


def test_an_office_before_a_figure_is_no_number_of_a_document() -> None:
    texts = ["Bổ nhiệm lãnh đạo cấp Sở 05 trường hợp.", "Chi nhánh số 05 đã giải thể."]
    assert [(one.passage, one.text) for one in mentions_in(texts)] == [(0, "05")]


def test_the_name_of_a_committee_says_what_place_it_governs() -> None:
    question = Question(
        id="cap", type=QuestionType.CHOICE, ask="Đơn vị?", options=("xã", "thị xã"), section="a"
    )
    assert list(by_agency([question], "UBND thị xã Quế Võ")) == [("cap", "thị xã")]
    assert list(by_agency([question], "Sở Xã hội")) == []


def sentences(lines: Sequence[str]) -> Counter[str]:
    """Sentences of eight words and more, without spaces and marks that tell nothing."""
    pieces = (piece for line in lines for piece in SENTENCE.split(line))
    plain = (" ".join(re.findall(r"\w+", piece.casefold())) for piece in pieces)
    return Counter(piece for piece in plain if len(piece.split()) >= 8)


@pytest.mark.parametrize("seed", ["000", "001", "002", "003", "004"])
def test_no_sentence_of_an_old_report_is_said_twice(work: Workspace, seed: str) -> None:
    if not SEEDS.is_dir():
        pytest.skip("không có báo cáo gốc để đối chiếu")
    (path,) = SEEDS.glob(f"{seed}_*.txt")
    document = work.document(import_report(work, path).id)
    from cchc_tui.services.imports.segments import segments_of

    there = sentences([p.text for segment in segments_of(document) for p in segment.passages])
    old = " ".join(re.findall(r"\w+", path.read_text("utf-8").casefold()))
    # Notes stand behind their sentence in brackets: its first words are looked for.
    more = {
        piece: count
        for piece, count in there.items()
        if count > max(old.count(" ".join(piece.split()[:8])), 1)
    }
    assert not more


def test_the_letter_keeps_every_word(work: Workspace, found: ImportResult, tmp_path: Path) -> None:
    there = Counter(re.findall(r"\w+", work.render(found.id, "txt").decode().casefold()))
    body = LETTER.split("I. CHỈ ĐẠO", 1)[1].split("Trên đây", 1)[0]
    missing = Counter(re.findall(r"[^\W\d]+", body.casefold())) - there
    assert not missing
