"""Puts findings into a Word file as comments at their places; nothing else changes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from cchc_tui.review.findings import Finding, Severity

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

AUTHOR, INITIALS = "cchc", "cc"
MOST = 500
"""Comments put into one file; Word grows slow above."""


def with_comments(data: bytes, findings: Iterable[Finding]) -> bytes:
    """The file with one comment for each finding, gravest first where there are too many.

    Raises:
        ValueError: The bytes are no Word file.
    """
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError
    from docx.text.paragraph import Paragraph

    try:
        document = Document(io.BytesIO(data))
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, OSError) as error:
        raise ValueError("Không phải tệp Word.") from error
    body: Any = document.element.body
    paragraphs = [Paragraph(element, document._body) for element in body.iter(_P)]
    written = [paragraph for paragraph in paragraphs if paragraph.runs]
    chosen = sorted(findings, key=lambda finding: finding.severity.rank)[:MOST]
    for finding in sorted(chosen, key=lambda finding: finding.place.line):
        if not written:
            break
        paragraph = _paragraph(paragraphs, written, finding)
        runs = _runs(paragraph, finding.quote)
        document.add_comment(runs, text=_words(finding), author=AUTHOR, initials=INITIALS)
    _add_styles(document.styles.element)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_P = f"{{{_W}}}p"
_STYLES = {
    "CommentReference": ("character", "annotation reference", 16),
    "CommentText": ("paragraph", "annotation text", 20),
}
"""Styles of comments, as Word makes them with the first one: kind, name, half points."""


def _add_styles(styles: Any) -> None:
    """Put in the styles of comments where the file has none."""
    from docx.oxml import parse_xml

    known = {style.styleId for style in styles.style_lst}
    for id_, (kind, name, size) in _STYLES.items():
        if id_ not in known:
            styles.append(parse_xml(
                f'<w:style xmlns:w="{_W}" w:type="{kind}" w:styleId="{id_}">'
                f'<w:name w:val="{name}"/><w:uiPriority w:val="99"/><w:semiHidden/>'
                f'<w:unhideWhenUsed/><w:rPr><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
                "</w:style>"
            ))  # fmt: skip


def _words(finding: Finding) -> str:
    kind = {Severity.ERROR: "Lỗi", Severity.WARNING: "Cảnh báo", Severity.HINT: "Gợi ý"}
    expected = f" Nên là: {finding.expected}" if finding.expected else ""
    return f"{kind[finding.severity]} {finding.code}: {finding.message}{expected}"


def _paragraph(
    paragraphs: list[Paragraph], written: list[Paragraph], finding: Finding
) -> Paragraph:
    """The paragraph that holds the quote, nearest to the place; the first one without a place."""
    line = finding.place.line
    quote = finding.quote.strip()
    places = [
        (abs(at - line) if line else at, paragraph)
        for at, paragraph in enumerate(paragraphs, 1)
        if quote and paragraph.runs and quote in paragraph.text
    ]
    if places:
        return min(places, key=lambda pair: pair[0])[1]
    if 0 < line <= len(paragraphs) and paragraphs[line - 1].runs:
        return paragraphs[line - 1]
    return written[0]


def _runs(paragraph: Paragraph, quote: str) -> Any:
    """First and last run that hold the quote; all of the paragraph's where it is not found."""
    runs = paragraph.runs
    text = "".join(run.text for run in runs)
    start = text.find(quote.strip()) if quote.strip() else -1
    if start < 0:
        return [runs[0], runs[-1]]
    end = start + len(quote.strip())
    held, at = [], 0
    for run in runs:
        if at < end and start < at + len(run.text):
            held.append(run)
        at += len(run.text)
    return [held[0], held[-1]] if held else [runs[0], runs[-1]]
