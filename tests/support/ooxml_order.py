"""A small validator: children of the elements we write stand in the order of the schema.

Orders are those of ECMA-376, part 1 (wml.xsd); Word refuses or repairs a file that breaks them.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from cchc_tui.document.docx.xml import W

_ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr "
    "suppressLineNumbers pBdr shd tabs suppressAutoHyphens spacing ind contextualSpacing "
    "mirrorIndents jc textDirection textAlignment outlineLvl divId cnfStyle rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike color spacing w kern position sz szCs "
    "highlight u effect bdr shd vertAlign rtl cs em lang",
    "tblPr": "tblStyle tblpPr tblOverlap tblW jc tblCellSpacing tblInd tblBorders shd tblLayout "
    "tblCellMar tblLook",
    "tcPr": "cnfStyle tcW gridSpan vMerge tcBorders shd noWrap tcMar textDirection vAlign",
    "tblBorders": "top left start bottom right end insideH insideV",
    "tblCellMar": "top left start bottom right end",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc "
    "pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection docGrid",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden "
    "unhideWhenUsed qFormat locked pPr rPr tblPr trPr tcPr",
    "styles": "docDefaults latentStyles style",
    "settings": "writeProtection view zoom defaultTabStop characterSpacingControl footnotePr "
    "endnotePr compat rsids themeFontLang clrSchemeMapping decimalSymbol listSeparator",
    "tbl": "tblPr tblGrid tr",
    "tr": "tblPrEx trPr tc",
    "tc": "tcPr tbl p",
    "p": "pPr r commentRangeStart commentRangeEnd",
    "r": "rPr br t tab footnoteRef footnoteReference annotationRef commentReference separator "
    "continuationSeparator fldChar instrText",
    "trPr": "cantSplit tblHeader",
    "comment": "p",
    "body": "p tbl sectPr",
}
_FREE = {
    "r": {"br", "t", "tab"},
    "p": {"r", "commentRangeStart", "commentRangeEnd"},
    "body": {"p", "tbl"},
    "tc": {"p", "tbl"},
}
"""Children that may alternate."""


def parts_of(packed: bytes) -> dict[str, bytes]:
    """Every part of a package, by name."""
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def trees_of(packed: bytes) -> dict[str, etree._Element]:
    """Every part as a tree; fails if one is not well-formed."""
    return {name: etree.fromstring(content) for name, content in parts_of(packed).items()}


def disorder(root: etree._Element) -> Iterator[str]:
    """What breaks the schema's order, as `parent: child after child`, and what it does not know."""
    for element in root.iter(f"{{{W}}}*"):
        name = etree.QName(element).localname
        order = _ORDERS.get(name, "").split()
        if not order:
            continue
        reached, before = 0, ""
        for child in element:
            child_name = etree.QName(child).localname
            if child_name not in order:
                yield f"{name}: unknown {child_name}"
                continue
            at = order.index(child_name)
            free = _FREE.get(name, set())
            if at < reached and not (child_name in free and before in free):
                yield f"{name}: {child_name} after {before}"
            reached, before = at, child_name
        if name == "tc" and (len(element) == 0 or etree.QName(element[-1]).localname != "p"):
            yield "tc: does not end in a paragraph"


def text_of(root: etree._Element) -> str:
    """All text of a part, a line feed for every break and paragraph."""
    pieces: list[str] = []
    for element in root.iter(f"{{{W}}}t", f"{{{W}}}br", f"{{{W}}}tab", f"{{{W}}}p"):
        name = etree.QName(element).localname
        pieces.append({"t": element.text or "", "tab": "\t"}.get(name, "\n"))
    return "".join(pieces)
