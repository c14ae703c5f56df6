"""Page geometry and sections: paper, margins, page numbers, orientation."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cchc_tui.document.docx.xml import DECLARATION, NAMESPACES

HEADER_ID = "rId1"


@dataclass(frozen=True, slots=True)
class Page:
    """Paper and margins in twips.

    The defaults are A4 with margins of 20, 20, 30 and 15 mm (Nghị định 30/2020/NĐ-CP,
    Phụ lục I, mục I.1-3) and the page number 10 mm below the upper edge.
    """

    width: int = 11906
    height: int = 16838
    top: int = 1134
    right: int = 850
    bottom: int = 1134
    left: int = 1701
    header: int = 567
    footer: int = 567

    @property
    def room(self) -> int:
        """Width of the text."""
        return self.width - self.left - self.right

    def turned(self, landscape: bool) -> Page:
        """The same paper lying or standing, as asked for."""
        short, long = sorted((self.width, self.height))
        return replace(self, width=long, height=short) if landscape else self


def section(page: Page, *, restart: bool) -> str:
    """`w:sectPr`: page number hidden on the first page (mục I.7).

    Args:
        page: Its paper.
        restart: Count pages from 1, as every annex does (mục III.1đ).
    """
    orientation = ' w:orient="landscape"' if page.width > page.height else ""
    start = '<w:pgNumType w:start="1"/>' if restart else ""
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="{HEADER_ID}"/>'
        '<w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{page.width}" w:h="{page.height}"{orientation}/>'
        f'<w:pgMar w:top="{page.top}" w:right="{page.right}" w:bottom="{page.bottom}"'
        f' w:left="{page.left}" w:header="{page.header}" w:footer="{page.footer}" w:gutter="0"/>'
        f'{start}<w:cols w:space="720"/><w:titlePg/></w:sectPr>'
    )


def header_part(style: str) -> str:
    """The header of every page but the first: the page number, centred."""
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        "<w:r><w:t>2</w:t></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    return (
        f'{DECLARATION}<w:hdr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
        f"{field}</w:p></w:hdr>"
    )
