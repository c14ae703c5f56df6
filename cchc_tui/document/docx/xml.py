"""Pieces of WordprocessingML as strings, their children in schema order.

Strings rather than element trees: an annex of thousands of rows is written in a fraction of a
second, and the same document always gives the same bytes. Text enters only through `escape`.
"""

from __future__ import annotations

from cchc_tui.document.printing import printable

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMESPACES = f'xmlns:w="{W}" xmlns:r="{R}"'

BOLD = "<w:b/><w:bCs/>"
ITALIC = "<w:i/><w:iCs/>"


def escape(text: str) -> str:
    """Text as XML character data or attribute value, without characters XML cannot hold."""
    return (
        printable(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace('"', "&quot;")
    )


def text_of(text: str) -> str:
    """The inside of a run: text, with line feeds and tabs as Word's own."""
    lines = escape(text).split("\n")
    return "<w:br/>".join("<w:tab/>".join(map(_plain, line.split("\t"))) for line in lines)


def _plain(text: str) -> str:
    return f'<w:t xml:space="preserve">{text}</w:t>' if text else ""


def run(text: str, properties: str = "") -> str:
    """A run; `properties` are the children of `w:rPr`. Empty text gives no run."""
    content = text_of(text)
    if not content:
        return ""
    style = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{style}{content}</w:r>"


def indent(*, left: int = 0, right: int = 0, first: int = 0) -> str:
    """`w:ind` in twips; a negative `first` hangs."""
    line = f' w:firstLine="{first}"' if first >= 0 else f' w:hanging="{-first}"'
    return f'<w:ind w:left="{left}" w:right="{right}"{line}/>'


def spacing(*, before: int = 0, after: int = 0, line: int = 240, exact: bool = False) -> str:
    """`w:spacing`: twips before and after; lines in 240ths, or in twips if exact."""
    rule = "exact" if exact else "auto"
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="{rule}"/>'


def paragraph(
    content: str,
    style: str,
    *,
    keep_next: bool = False,
    keep_lines: bool = False,
    spaced: str = "",
    indented: str = "",
    align: str = "",
    section: str = "",
) -> str:
    """A paragraph in the style with the id `style`, with what departs from that style."""
    properties = (
        f'<w:pStyle w:val="{style}"/>'
        + ("<w:keepNext/>" if keep_next else "")
        + ("<w:keepLines/>" if keep_lines else "")
        + spaced
        + indented
        + (f'<w:jc w:val="{align}"/>' if align else "")
        + section
    )
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"
