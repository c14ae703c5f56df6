"""A document as a Word file laid out by Nghị định 30/2020/NĐ-CP, Phụ lục I."""

from __future__ import annotations

from pathlib import Path

from cchc_tui.document.blocks import Annex, Document
from cchc_tui.document.docx.body import blocks
from cchc_tui.document.docx.head import Surroundings
from cchc_tui.document.docx.inlines import Inlines
from cchc_tui.document.docx.package import IMPRINT, SETTINGS, imprint_part, pack
from cchc_tui.document.docx.page import Page, header_part, section
from cchc_tui.document.docx.reference import Reference, ReferenceProblem, read_reference
from cchc_tui.document.docx.styles import Style, styles_part
from cchc_tui.document.docx.xml import DECLARATION, NAMESPACES, paragraph, spacing
from cchc_tui.document.printing import has_foot

__all__ = ["ReferenceProblem", "write_docx"]


def write_docx(document: Document, *, reference: Path | None = None) -> bytes:
    """The report as the bytes of a `.docx`; the same document always gives the same bytes.

    Args:
        document: The report.
        reference: An agency's own `.docx`, whose styles, paper and margins are used.

    Raises:
        ReferenceProblem: `reference` cannot be used.
        ValueError: `document.properties.created` is not an ISO 8601 time.
    """
    given = read_reference(reference) if reference else _own()
    inlines = Inlines(given.ids)
    parts: dict[str, str | bytes] = {
        "word/document.xml": _document_part(document, inlines, given.page),
        "word/styles.xml": given.styles,
        "word/settings.xml": SETTINGS,
        "word/footnotes.xml": inlines.footnotes_part(),
        "word/header1.xml": header_part(given.ids[Style.HEADER]),
    }
    if given.theme:
        parts["word/theme/theme1.xml"] = given.theme
    if document.imprint:
        parts[IMPRINT] = imprint_part(document.imprint)
    return pack(parts, document.properties)


def _own() -> Reference:
    ids = {style: style.value for style in Style}
    return Reference(Page(), ids, styles_part().encode())


def _document_part(document: Document, inlines: Inlines, page: Page) -> str:
    """`word/document.xml`: the report, then each annex in a section of its own."""
    around = Surroundings(inlines.ids, page.room)
    signed = has_foot(document.foot)
    content = [
        around.head(document.head),
        around.title(document.head),
        blocks(document.body, inlines, page.room, keep_last=signed),
        around.foot(document.foot) if signed else "",
    ]
    ending = section(page, restart=False)
    for annex in document.annexes:
        content += (_break(ending, inlines), _annex(annex, inlines, page))
        ending = section(page.turned(annex.landscape), restart=True)
    content += (_break("", inlines), ending)
    return f"{DECLARATION}<w:document {NAMESPACES}><w:body>{''.join(content)}</w:body></w:document>"


def _annex(annex: Annex, inlines: Inlines, page: Page) -> str:
    room = page.turned(annex.landscape).room
    content = blocks(annex.blocks, inlines, room, annexed=True)
    return Surroundings(inlines.ids, room).annex(annex) + content


def _break(ending: str, inlines: Inlines) -> str:
    """A paragraph too small to see: Word wants one after a table, and a section ends in one."""
    tiny = spacing(line=20, exact=True)
    return paragraph("", inlines.ids[Style.RULE], spaced=tiny, section=ending)
