"""The lines of the head, names, headings, annexes and headers of a Word file."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt

from cchc_tui.document.writers import write_docx
from cchc_tui.review.examples import document_of
from cchc_tui.review.layout import check_layout

TEXT = """
# I. KẾT QUẢ THỰC HIỆN
Trong kỳ, Sở đã phân công từng phòng, ban hành kế hoạch (có Phụ lục I, II kèm theo).
@phu-luc: Phụ lục I | Danh mục
Nội dung.
@phu-luc: Phụ lục II | Danh sách
Nội dung.
"""


def spoilt(change: Callable[[Any], None]) -> list[tuple[str, str]]:
    """What is found in our own export with one thing changed."""
    document = Document(io.BytesIO(write_docx(document_of(TEXT))))
    change(document)
    out = io.BytesIO()
    document.save(out)
    return [(f.code, f.message) for f in check_layout(out.getvalue()) if f.code != "TT30"]


def paragraphs(document: Any) -> list[Any]:
    return list(document.element.body.iter(qn("w:p")))


def text(paragraph: Any) -> str:
    return "".join(t.text or "" for t in paragraph.iter(qn("w:t")))


def ruled(document: Any) -> list[Any]:
    return [p for p in paragraphs(document) if p.find(f"{qn('w:pPr')}/{qn('w:pBdr')}") is not None]


def unbold(document: Any, wanted: str) -> None:
    from docx.text.paragraph import Paragraph

    for paragraph in paragraphs(document):
        if text(paragraph) == wanted:
            for run in Paragraph(paragraph, document._body).runs:
                run.bold = False


def test_our_own_export_is_right() -> None:
    assert spoilt(lambda _: None) == []


@pytest.mark.parametrize(("at", "name"), [(0, "tên cơ quan"), (1, "Tiêu ngữ"), (2, "trích yếu")])
def test_a_line_that_is_missing_is_told(at: int, name: str) -> None:
    def remove(document: Any) -> None:
        properties = ruled(document)[at].find(qn("w:pPr"))
        properties.remove(properties.find(qn("w:pBdr")))
        for annex in ruled(document)[2:]:
            annex.find(qn("w:pPr")).remove(annex.find(f"{qn('w:pPr')}/{qn('w:pBdr')}"))

    found = spoilt(remove)
    assert ("TT20", f"Không thấy đường kẻ dưới {name}.") in found


@pytest.mark.parametrize("side", ["0", "2500"])
def test_a_line_that_is_too_long_or_too_short_is_measured(side: str) -> None:
    def stretch(document: Any) -> None:
        indent = ruled(document)[1].find(f"{qn('w:pPr')}/{qn('w:ind')}")
        indent.set(qn("w:left"), side)
        indent.set(qn("w:right"), side)

    found = spoilt(stretch)
    assert [code for code, _ in found] == ["TT20"]
    assert "Đường kẻ dưới Tiêu ngữ dài" in found[0][1]


@pytest.mark.parametrize(
    ("wanted", "code"), [("SỞ TƯ PHÁP", "TT16"), ("I. KẾT QUẢ THỰC HIỆN", "TT23")]
)
def test_names_and_chapters_are_bold(wanted: str, code: str) -> None:
    assert [c for c, _ in spoilt(lambda document: unbold(document, wanted))] == [code]


def test_a_superior_body_is_not_bold() -> None:
    def bold(document: Any) -> None:
        from docx.text.paragraph import Paragraph

        for paragraph in paragraphs(document):
            if text(paragraph).startswith("UBND TỈNH"):
                Paragraph(paragraph, document._body).runs[0].bold = True

    assert [message for _, message in spoilt(bold)] == ["Tên cơ quan chủ quản: không được in đậm."]


def test_the_pages_of_an_annex_are_numbered_on_their_own() -> None:
    def run_on(document: Any) -> None:
        for numbers in list(document.element.iter(qn("w:pgNumType"))):
            numbers.getparent().remove(numbers)

    assert {code for code, _ in spoilt(run_on)} == {"TT14"}


def test_fonts_of_headers_are_looked_at() -> None:
    def write(document: Any) -> None:
        header = document.sections[0].header
        run = header.paragraphs[0].add_run("Lưu hành")
        run.font.name, run.font.size = "Arial", Pt(13)

    assert ("TT12", "1 chỗ dùng phông Arial.") in spoilt(write)
