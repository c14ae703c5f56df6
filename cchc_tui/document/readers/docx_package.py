"""The package of a Word file, opened with its sizes bounded and nothing fetched or expanded."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cchc_tui.document.archive import Archive, BadArchive, Fault, tree_of
from cchc_tui.document.blocks import Properties
from cchc_tui.document.docx.package import IMPRINT_NAMESPACE
from cchc_tui.document.readers.problems import ReadProblem

if TYPE_CHECKING:
    from docx.opc.part import Part
    from docx.package import Package as Opened
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"

_SAVE_AGAIN = "Hãy mở bằng Word, lưu lại dạng .docx rồi thử lại."


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a Word file that hold text or tell how to print it.

    Attributes:
        document: `w:document`.
        parts: By kind: `styles`, `numbering`, `footnotes`, `endnotes`.
        properties: Title and author.
        imprint: What a file of ours notes of itself; empty in others.
    """

    document: _Element
    parts: Mapping[str, _Element] = field(default_factory=dict)
    properties: Properties = field(default_factory=Properties)
    imprint: str = ""

    def root(self, kind: str) -> _Element | None:
        """The root of a part, or None."""
        return self.parts.get(kind)


MOST_IMPRINT = 2_000_000
"""Bytes of custom data that are looked at."""
_KINDS = ("styles", "numbering", "footnotes", "endnotes")


def open_package(data: bytes) -> Package:
    """Open the bytes of a `.docx`.

    Raises:
        ReadProblem: They are no Word file, damaged, encrypted, or unpack to too much.
    """
    from docx.package import Package as Opened

    check_archive(data)
    try:
        return _read(Opened.open(io.BytesIO(data)))
    except ReadProblem:
        raise
    except Exception as error:
        # python-docx answers a damaged package with whatever error it stumbles into.
        raise ReadProblem(f"Tệp Word bị hỏng, không đọc được nội dung. {_SAVE_AGAIN}") from error


def check_archive(data: bytes) -> None:
    """Look at a zip archive before anything in it is unpacked.

    Raises:
        ReadProblem: It is damaged, encrypted, too large, or holds no Word document.
    """
    try:
        Archive(data)
    except BadArchive as problem:
        raise ReadProblem(_SAY[problem.fault]) from problem


_SAY = {
    Fault.DAMAGED: f"Tệp Word bị hỏng, không mở được. {_SAVE_AGAIN}",
    Fault.BROKEN: f"Tệp Word bị hỏng, không đọc được nội dung. {_SAVE_AGAIN}",
    Fault.LOCKED: "Tệp có mật khẩu. Hãy bỏ mật khẩu, lưu lại rồi thử lại.",
    Fault.SWOLLEN: "Tệp giải nén ra quá lớn, không phải một báo cáo thông thường nên không mở. Hãy"
    " bỏ bớt hình ảnh hoặc kiểm tra nguồn gốc của tệp.",
    Fault.FOREIGN: f"Tệp nén này không phải văn bản Word. {_SAVE_AGAIN}",
    Fault.DTD: "Tệp chứa khai báo DTD, không phải do Word tạo ra nên không mở.",
}


def _read(opened: Opened) -> Package:
    from docx.opc.constants import RELATIONSHIP_TYPE

    try:
        main = opened.part_related_by(RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
    except KeyError:
        raise ReadProblem(
            f"Tệp không phải văn bản Word hoặc lưu ở dạng Strict Open XML. {_SAVE_AGAIN}"
        ) from None
    document = _tree(main)
    if document.tag != f"{W}document":
        raise ReadProblem(f"Tệp không phải văn bản Word (.docx). {_SAVE_AGAIN}")
    parts: dict[str, _Element] = {}
    for relation in main.rels.values():
        kind = relation.reltype.rsplit("/", 1)[-1]
        if kind in _KINDS and kind not in parts and not relation.is_external:
            parts[kind] = _tree(relation.target_part)
    return Package(document, parts, _properties(opened), _imprint(main))


def _imprint(main: Part) -> str:
    """What a file of ours notes of itself; of other custom data nothing is looked at."""
    for relation in main.rels.values():
        if relation.is_external or not relation.reltype.endswith("/customXml"):
            continue
        blob = relation.target_part.blob
        if len(blob) > MOST_IMPRINT or IMPRINT_NAMESPACE.encode() not in blob[:300]:
            continue
        try:
            root = tree_of(blob)
        except BadArchive:
            continue
        if root.tag == f"{{{IMPRINT_NAMESPACE}}}report":
            return root.text or ""
    return ""


def _tree(part: Part) -> _Element:
    """The XML of a part, entities and DTDs left alone.

    Raises:
        ReadProblem: It declares a DTD, as no Word does.
    """
    root = getattr(part, "element", None)
    if root is None:
        try:
            root = tree_of(part.blob)
        except BadArchive as problem:
            raise ReadProblem(_SAY[problem.fault]) from problem
    if getattr(root.getroottree().docinfo, "doctype", ""):
        raise ReadProblem(_SAY[Fault.DTD])
    found: _Element = root
    return found


def _properties(opened: Opened) -> Properties:
    """Title and author; a file without them, or with nonsense there, is read all the same."""
    try:
        core = opened.core_properties
        return Properties(str(core.title or ""), str(core.author or ""))
    except Exception:
        return Properties()
