"""Word files as officers leave them, built piece by piece, and what a reader should find."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from cchc_tui.document.blocks import (
    Block,
    Document,
    Footnote,
    Heading,
    Inline,
    ItemList,
    ListItem,
    Paragraph,
    Table,
    Text,
    all_blocks,
    inlines_of,
)

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NS = nsdecls("w")


def empty() -> Any:
    """A Word file without a paragraph."""
    document = docx.Document()
    for child in list(document.element.body):
        if not child.tag.endswith("sectPr"):
            document.element.body.remove(child)
    return document


def data_of(document: Any) -> bytes:
    """The file as bytes."""
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def add(
    document: Any, text: str, *, bold: bool = False, centred: bool = False, **more: bool
) -> Any:
    """A paragraph with direct formatting."""
    paragraph = document.add_paragraph()
    run = paragraph.add_run(text)
    run.bold = bold
    run.italic = more.get("italic", False)
    if centred:
        paragraph.alignment = 1
    return paragraph


def add_xml(document: Any, xml: str) -> None:
    """Raw body content before the last section."""
    element = parse_xml(f"<w:body {NS}>{xml}</w:body>")
    last = document.element.body[-1]
    for child in list(element):
        last.addprevious(child)


def p(inside: str, properties: str = "") -> str:
    """A paragraph as XML."""
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inside}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run as XML."""
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def add_head(document: Any) -> None:
    """Letterhead in a table without borders, title centred and bold."""
    table = document.add_table(rows=2, cols=2)
    _fill(table.cell(0, 0), ["UBND TỈNH ĐẮK NÔNG", "SỞ NỘI VỤ"])
    _fill(table.cell(0, 1), ["CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập – Tự do – Hạnh phúc"])
    _fill(table.cell(1, 0), ["Số: 412/BC-SNV"])
    _fill(table.cell(1, 1), ["Đắk Nông, ngày 14 tháng 6 năm 2024"])
    add(document, "BÁO CÁO", bold=True, centred=True)
    add(document, "Kết quả cải cách hành chính", bold=True, centred=True)
    add(document, "6 tháng đầu năm 2024", bold=True, centred=True)
    add(document, "_________", centred=True)


def add_foot(document: Any) -> None:
    """Recipients and signature side by side."""
    table = document.add_table(rows=1, cols=2)
    _fill(table.cell(0, 0), ["Nơi nhận:", "- Bộ Nội vụ (b/c);", "- UBND tỉnh;", "- Lưu: VT, CCHC."])
    _fill(table.cell(0, 1), ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "", "", "(Đã ký)", "", "Lê Văn Mẫu"])


def _fill(cell: Any, lines: Sequence[str]) -> None:
    cell.paragraphs[0].text = lines[0]
    for line in lines[1:]:
        cell.add_paragraph(line)


def report(*body: str) -> bytes:
    """A whole report around a body given as XML."""
    document = empty()
    add_head(document)
    add_xml(document, "".join(body))
    add_foot(document)
    return data_of(document)


def with_parts(data: bytes, parts: Mapping[str, str], relations: str, types: str) -> bytes:
    """A Word file with further parts, related to the document."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            content = old.read(name).decode("latin-1") if name.endswith(".rels") else None
            if name == "word/_rels/document.xml.rels" and content is not None:
                content = content.replace("</Relationships>", f"{relations}</Relationships>")
                new.writestr(name, content.encode("latin-1"))
            elif name == "[Content_Types].xml":
                text = old.read(name).decode().replace("</Types>", f"{types}</Types>")
                new.writestr(name, text)
            elif name not in parts:
                new.writestr(name, old.read(name))
        for name, text in parts.items():
            new.writestr(name, text)
    return packed.getvalue()


def text_in(inlines: Sequence[Inline]) -> str:
    """The text of a line, notes in brackets."""
    return "".join(
        inline.text
        if isinstance(inline, Text)
        else f"[{text_in(inline.inlines)}]"
        if isinstance(inline, Footnote)
        else "[…]"
        for inline in inlines
    )


def headings(document: Document) -> list[tuple[int, str, str]]:
    """Level, number and text of every heading."""
    return [(b.level, b.number, b.text) for b in all_blocks(document) if isinstance(b, Heading)]


def outline(blocks: Sequence[Block]) -> list[str]:
    """Blocks as lines that are easy to compare."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Heading):
            lines.append(f"{'#' * block.level} {block.number} {block.text}".replace("  ", " "))
        elif isinstance(block, Paragraph):
            lines.append(text_in(block.inlines))
        elif isinstance(block, ItemList):
            lines += _items(block.items, 0)
        else:
            lines += [" | ".join(row) for row in rows(block)]
    return lines


def _items(items: Sequence[ListItem], depth: int) -> list[str]:
    lines: list[str] = []
    for item in items:
        lines.append(f"{'  ' * depth}{item.marker} {text_in(item.inlines)}")
        lines += _items(item.items, depth + 1)
    return lines


def rows(table: Table) -> list[list[str]]:
    """Texts of all cells by row."""
    return [[text_in(c.inlines) for c in row.cells] for row in (*table.header, *table.rows)]


def tables(document: Document) -> list[Table]:
    """Every table."""
    return [block for block in all_blocks(document) if isinstance(block, Table)]


def notes(document: Document) -> list[str]:
    """Every note in reading order."""
    return [
        text_in(inline.inlines)
        for block in all_blocks(document)
        for inline in inlines_of(block)
        if isinstance(inline, Footnote)
    ]
