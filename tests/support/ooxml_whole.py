"""A Word file as a whole: what makes Word offer to repair one that LibreOffice opens.

Order of children is `ooxml_order`; here are ids, relationships, content types and the cells of
tables (ECMA-376, parts 1 and 2).
"""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping

from lxml import etree
from ooxml_order import disorder, parts_of

from cchc_tui.document.docx.xml import W

_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_NOTE = {"footnote": "footnoteReference", "endnote": "endnoteReference", "comment": ""}
_ANCHORS = ("commentRangeStart", "commentRangeEnd", "commentReference")


def faults_of(packed: bytes) -> list[str]:
    """Everything wrong with a file; nothing where Word opens it as it is."""
    parts = parts_of(packed)
    trees = {
        name: etree.fromstring(content)
        for name, content in parts.items()
        if name.endswith((".xml", ".rels"))
    }
    found = [f"{name}: {fault}" for name, root in trees.items() for fault in disorder(root)]
    found += _types(parts, trees["[Content_Types].xml"])
    for name, root in trees.items():
        found += (f"{name}: {fault}" for fault in (*_ids(root), *_tables(root)))
        found += (f"{name}: {fault}" for fault in _relations(name, root, trees))
    found += _notes(trees)
    found += _styles(trees)
    return found


def _w(name: str) -> str:
    return f"{{{W}}}{name}"


def _types(parts: Mapping[str, bytes], types: etree._Element) -> Iterator[str]:
    """Each part has a type and each type a part."""
    named = [one.get("PartName", "").lstrip("/") for one in types.iter(f"{_TYPES}Override")]
    endings = {one.get("Extension", "").lower() for one in types.iter(f"{_TYPES}Default")}
    for name in parts:
        typed = name in named or name.rpartition(".")[2].lower() in endings
        if not typed and name != "[Content_Types].xml":
            yield f"{name}: no content type"
    yield from (f"{name}: typed, but not there" for name in named if name not in parts)
    yield from (f"{name}: typed twice" for name, times in Counter(named).items() if times > 1)


def _relations(
    name: str, root: etree._Element, trees: Mapping[str, etree._Element]
) -> Iterator[str]:
    """What is referred to is there, and what is related is there, under ids of their own."""
    folder, _, base = name.rpartition("/")
    related = trees.get(f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels")
    ids = (
        Counter(one.get("Id") for one in related) if related is not None else Counter[str | None]()
    )
    yield from (f"relationship {one} twice" for one, times in ids.items() if times > 1)
    for element in root.iter("*"):
        named = (value for key, value in element.items() if str(key).startswith(f"{{{_R}}}"))
        yield from (f"no relationship {value!r}" for value in named if value not in ids)
    for one in related if related is not None else ():
        target = posixpath.normpath(posixpath.join(folder, one.get("Target", ""))).lstrip("/")
        if one.get("TargetMode") != "External" and target not in trees:
            yield f"related {target} is not there"


def _ids(root: etree._Element) -> Iterator[str]:
    """Ids are numbers, and no two elements of a kind share one."""
    for kind in ("footnote", "endnote", "comment", "bookmarkStart"):
        ids = [element.get(_w("id")) for element in root.iter(_w(kind))]
        yield from (f"{kind} {one} twice" for one, times in Counter(ids).items() if times > 1)
        yield from (f"{kind} without id" for one in ids if one is None)
    drawn = [element.get("id") for element in root.iter("{*}docPr")]
    yield from (f"drawing {one} twice" for one, times in Counter(drawn).items() if times > 1)


def _tables(root: etree._Element) -> Iterator[str]:
    """Rows fill the grid, widths agree with it, and every cell ends in a paragraph."""
    for table in root.iter(_w("tbl")):
        grid = [
            int(one.get(_w("w"), "0")) for one in table.iterfind(f"{_w('tblGrid')}/{_w('gridCol')}")
        ]
        whole = table.find(f"{_w('tblPr')}/{_w('tblW')}")
        if _twips(whole) not in (None, sum(grid)):
            yield f"table {_twips(whole)} wide, its columns {sum(grid)}"
        if table.find(_w("tr")) is None:
            yield "table without rows"
        for row in table.iterfind(_w("tr")):
            yield from _row(row, grid)


def _row(row: etree._Element, grid: list[int]) -> Iterator[str]:
    at = 0
    for cell in row.iterfind(_w("tc")):
        span = cell.find(f"{_w('tcPr')}/{_w('gridSpan')}")
        columns = int(span.get(_w("val"), "1")) if span is not None else 1
        width = cell.find(f"{_w('tcPr')}/{_w('tcW')}")
        if _twips(width) not in (None, sum(grid[at : at + columns])):
            yield f"cell {_twips(width)} wide over columns {grid[at : at + columns]}"
        if len(cell) == 0 or cell[-1].tag != _w("p"):
            yield "cell does not end in a paragraph"
        at += columns
    if at != len(grid):
        yield f"row of {at} columns in a grid of {len(grid)}"


def _twips(width: etree._Element | None) -> int | None:
    """A width in twips; None where none is fixed."""
    fixed = width is not None and width.get(_w("type")) == "dxa"
    return int(width.get(_w("w"), "0")) if width is not None and fixed else None


def _notes(trees: Mapping[str, etree._Element]) -> Iterator[str]:
    """Each mark has its note or comment, and each comment its place."""
    body = trees["word/document.xml"]
    for kind, mark in _NOTE.items():
        part = trees.get(f"word/{kind}s.xml")
        there = {one.get(_w("id")) for one in part.iter(_w(kind))} if part is not None else set()
        for name in (mark,) if mark else _ANCHORS:
            used = [element.get(_w("id")) for element in body.iter(_w(name))]
            yield from (f"{name} {one} of nothing" for one in used if one not in there)
            if kind == "comment":
                yield from (f"comment {one} without {name}" for one in there if one not in used)


def _styles(trees: Mapping[str, etree._Element]) -> Iterator[str]:
    """Styles used are there, under ids of their own."""
    styles = Counter(one.get(_w("styleId")) for one in trees["word/styles.xml"].iter(_w("style")))
    yield from (f"style {one} twice" for one, times in styles.items() if times > 1)
    for name, root in trees.items():
        for kind in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link"):
            for element in root.iter(_w(kind)):
                if element.get(_w("val")) not in styles:
                    yield f"{name}: no style {element.get(_w('val'))}"
