from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt, RGBColor

from cchc_tui.document.writers import write_docx
from cchc_tui.review.examples import document_of
from cchc_tui.review.findings import Finding, Place, Severity
from cchc_tui.review.layout import check_layout
from cchc_tui.review.word_comments import with_comments
from cchc_tui.review.word_file import NotWord

TEXT = """
# I. KẾT QUẢ
Trong kỳ, Sở đã phân công từng phòng, ban hành kế hoạch, kiểm tra tiến độ hằng tuần và \
công khai kết quả trên Cổng thông tin điện tử để tổ chức, công dân theo dõi, góp ý.
"""


def ours() -> bytes:
    return write_docx(document_of(TEXT))


def codes(data: bytes) -> set[str]:
    return {finding.code for finding in check_layout(data)}


def changed(change: str) -> bytes:
    """Our own export with one thing spoilt."""
    document = Document(io.BytesIO(ours()))
    section = document.sections[0]
    body = max(document.paragraphs, key=lambda p: len(p.text))
    if change == "paper":
        section.page_width, section.page_height = Mm(216), Mm(279)
    elif change == "margin":
        section.left_margin = Mm(20)
    elif change == "font":
        body.runs[0].font.name = "Arial"
    elif change == "color":
        body.runs[0].font.color.rgb = RGBColor(0xFF, 0, 0)
    elif change == "size":
        body.runs[0].font.size = Pt(11)
    elif change == "align":
        body.alignment = WD_ALIGN_PARAGRAPH.LEFT
    elif change == "indent":
        body.paragraph_format.first_line_indent = Mm(20)
    elif change == "spacing":
        body.paragraph_format.line_spacing = 2.0
    elif change == "first page":
        section.different_first_page_header_footer = False
    elif change == "number":
        for paragraph in section.header.paragraphs:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
    elif change == "type":
        next(
            p for p in document.paragraphs if p.text == "BÁO CÁO"
        ).alignment = WD_ALIGN_PARAGRAPH.LEFT
        next(p for p in document.paragraphs if p.text == "BÁO CÁO").runs[0].bold = False
    elif change == "underscores":
        document.paragraphs[0].insert_paragraph_before("__________")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_our_own_export_has_the_layout_of_the_decree() -> None:
    assert codes(ours()) == {"TT30"}


def test_what_cannot_be_checked_is_said() -> None:
    said = [f.message for f in check_layout(ours())]
    assert any(message.startswith("Chưa kiểm tra được") for message in said)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("paper", "TT10"),
        ("margin", "TT11"),
        ("font", "TT12"),
        ("color", "TT13"),
        ("first page", "TT14"),
        ("number", "TT14"),
        ("type", "TT17"),
        ("size", "TT18"),
        ("align", "TT19"),
        ("indent", "TT19"),
        ("spacing", "TT19"),
        ("underscores", "TT20"),
    ],
)
def test_one_spoilt_thing_is_found(change: str, code: str) -> None:
    assert code in codes(changed(change))


def test_a_file_without_a_head_is_not_called_right() -> None:
    document = Document()
    document.add_paragraph("Chỉ có một đoạn.")
    out = io.BytesIO()
    document.save(out)
    missing = [f.message for f in check_layout(out.getvalue()) if f.code == "TT30"]
    assert any("Quốc hiệu" in message for message in missing)


@pytest.mark.parametrize("data", [b"", b"abc", b"PK\x03\x04 broken"])
def test_what_is_no_word_file_is_refused(data: bytes) -> None:
    with pytest.raises(NotWord):
        check_layout(data)


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_comments_stand_at_the_quote_and_change_no_text() -> None:
    data = ours()
    quote = "kiểm tra tiến độ"
    finding = Finding("SL01", Severity.ERROR, "Tổng khác.", Place(), quote, "12")
    written = with_comments(data, [finding])
    before, after = Document(io.BytesIO(data)), Document(io.BytesIO(written))
    assert [p.text for p in before.paragraphs] == [p.text for p in after.paragraphs]
    (comment,) = list(after.comments)
    assert comment.text == "Lỗi SL01: Tổng khác. Nên là: 12"
    assert comment.author == "cchc"
    marked = next(p for p in after.paragraphs if "commentRangeStart" in p._p.xml)
    assert quote in marked.text
    old, new = _parts(data), _parts(written)
    assert old["word/styles.xml"] == new["word/styles.xml"] or len(old["word/styles.xml"]) > 0
    assert {name for name in old if name.startswith("word/header")} <= set(new)


def test_a_finding_without_a_place_is_put_at_the_start() -> None:
    written = with_comments(ours(), [Finding("CT10", Severity.ERROR, "Không thấy Nơi nhận.")])
    assert len(list(Document(io.BytesIO(written)).comments)) == 1


def test_comments_go_into_no_other_file() -> None:
    with pytest.raises(ValueError, match="Word"):
        with_comments(b"abc", [])
