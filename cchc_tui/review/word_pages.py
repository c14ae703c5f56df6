"""Page set-ups of a Word file: paper, margins, page numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cchc_tui.review.word_file import WordFile
    from cchc_tui.review.word_paragraphs import WordParagraph

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True, slots=True)
class PageSetup:
    """Paper and margins of one section, in millimetres, and its page numbers.

    Attributes:
        title_page: Whether its first page has a header of its own.
        header_fields: Paragraphs with a page number in its header.
        first_fields: Those in the header of its first page.
        footer_number: Whether a page number stands in a footer.
        restart: Whether its pages are numbered from 1.
    """

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    landscape: bool
    title_page: bool
    header_fields: tuple[WordParagraph, ...] = ()
    first_fields: tuple[WordParagraph, ...] = ()
    footer_number: bool = False
    restart: bool = False


def page_setup(word: WordFile, element: Any) -> PageSetup:
    """The set-up that a `w:sectPr` holds."""
    size, margin = element.find(f"{W}pgSz"), element.find(f"{W}pgMar")
    title, numbers = element.find(f"{W}titlePg"), element.find(f"{W}pgNumType")
    return PageSetup(
        width=_length(size, "w"),
        height=_length(size, "h"),
        top=_length(margin, "top"),
        bottom=_length(margin, "bottom"),
        left=_length(margin, "left"),
        right=_length(margin, "right"),
        landscape=size is not None and size.get(f"{W}orient") == "landscape",
        title_page=title is not None and title.get(f"{W}val", "1") not in ("0", "false"),
        header_fields=_fields(word, element, "headerReference", ("default",)),
        first_fields=_fields(word, element, "headerReference", ("first",)),
        footer_number=bool(_fields(word, element, "footerReference", ("default", "first", "even"))),
        restart=numbers is not None and numbers.get(f"{W}start") == "1",
    )


def _fields(
    word: WordFile, element: Any, tag: str, kinds: tuple[str, ...]
) -> tuple[WordParagraph, ...]:
    """Paragraphs with a page number in the headers or footers of a section."""
    rels = word.tree("word/_rels/document.xml.rels")
    targets = {} if rels is None else {r.get("Id"): r.get("Target", "") for r in rels}
    found = []
    for reference in element.findall(f"{W}{tag}"):
        if reference.get(f"{W}type", "default") not in kinds:
            continue
        name = targets.get(reference.get(_ID), "").lstrip("/")
        root = word.tree(name if name.startswith("word/") else f"word/{name}")
        for paragraph in root.iter(f"{W}p") if root is not None else ():
            simple = [f.get(f"{W}instr", "") for f in paragraph.iter(f"{W}fldSimple")]
            coded = [t.text or "" for t in paragraph.iter(f"{W}instrText")]
            if any("PAGE" in said for said in (*simple, *coded)):
                found.append(word.paragraph(paragraph))
    return tuple(found)


def _length(element: Any | None, name: str) -> float:
    """Millimetres of a length of the page; 0 where it is not said."""
    return 0.0 if element is None else millimetres(element.get(f"{W}{name}")) or 0.0


def number_of(text: str | None) -> float | None:
    """The number of an attribute; None where it is none."""
    try:
        return float(text) if text is not None else None
    except ValueError:
        return None


def millimetres(text: str | None) -> float | None:
    """Millimetres of a length in twips."""
    value = number_of(text)
    return None if value is None else value * 25.4 / 1440
