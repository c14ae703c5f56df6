"""An agency's own Word file as reference: its styles, its theme fonts and its page set-up.

Nothing else is taken, and nothing in it is trusted: sizes are bounded before unpacking, XML is
read without entities, DTDs or network, and values are checked.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_tui.document.archive import Archive, BadArchive, Fault
from cchc_tui.document.docx.page import Page
from cchc_tui.document.docx.styles import Style, definitions, names
from cchc_tui.document.docx.xml import NAMESPACES, W
from cchc_tui.domain.files import expect_file, system_reason

if TYPE_CHECKING:
    from lxml.etree import _Element

_MOST_BYTES = 50_000_000
_MOST_PART_BYTES = 20_000_000
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LEAST_ROOM = 5000
_LARGEST_PAPER = 31680
"""Twips; Word takes no paper beyond 22 inches."""


class ReferenceProblem(ValueError):  # noqa: N818 - the word of the trade
    """The reference file cannot be used; the message, in Vietnamese, says why and what to do."""


@dataclass(frozen=True, slots=True)
class Reference:
    """What a report takes from a reference file.

    Attributes:
        page: Paper and margins of its first section.
        ids: The id of each of our styles in `styles`.
        styles: `word/styles.xml`, with our styles added where it had none of that name.
        theme: `word/theme/theme1.xml`, where its styles may take fonts from; empty if it has none.
    """

    page: Page
    ids: dict[Style, str]
    styles: bytes
    theme: bytes = b""


def read_reference(path: Path) -> Reference:
    """Read an agency's reference file.

    Raises:
        ReferenceProblem: The file is missing, unreadable, encrypted, no Word file, or too large.
    """
    try:
        return _read(path)
    except ReferenceProblem as problem:
        raise ReferenceProblem(f"Không dùng được tệp mẫu {path}: {problem}") from None
    except OSError as error:
        raise ReferenceProblem(
            f"Không dùng được tệp mẫu {path}: {system_reason(error)}. Hãy chọn một tệp .docx mở "
            "được bằng Word."
        ) from error
    except BadArchive as problem:
        raise ReferenceProblem(
            f"Không dùng được tệp mẫu {path}: {_SAY[problem.fault]}"
        ) from problem


_SAY = {
    Fault.DAMAGED: "tệp hỏng hoặc không phải tệp Word .docx. Hãy chọn một tệp .docx mở được bằng"
    " Word.",
    Fault.BROKEN: "nội dung tệp bị hỏng. Hãy mở bằng Word và lưu lại.",
    Fault.LOCKED: "tệp có mật khẩu. Hãy bỏ mật khẩu rồi thử lại.",
    Fault.SWOLLEN: "nội dung giải nén quá lớn. Hãy dùng một tệp mẫu ngắn.",
    Fault.FOREIGN: "tệp không phải văn bản Word (.docx). Hãy lưu lại dạng .docx thường.",
    Fault.DTD: "tệp chứa khai báo DTD, không phải do Word tạo ra.",
}


def _read(path: Path) -> Reference:
    if expect_file(path).st_size > _MOST_BYTES:
        raise ReferenceProblem("tệp quá lớn (trên 50 MB). Hãy bỏ bớt hình ảnh trong tệp.")
    with path.open("rb") as file:
        if file.read(len(_OLE)) == _OLE:
            raise ReferenceProblem(
                "tệp có mật khẩu hoặc là tệp .doc cũ. Hãy bỏ mật khẩu, lưu lại dạng .docx."
            )
        file.seek(0)
        return _from_archive(Archive(file.read(_MOST_BYTES)))


def _from_archive(archive: Archive) -> Reference:
    main = _target(archive, "", "officeDocument")
    document = archive.tree(main, _MOST_PART_BYTES) if main else None
    if main is None or document is None or document.tag != f"{{{W}}}document":
        raise ReferenceProblem(
            "tệp không phải văn bản Word (.docx). Hãy lưu lại dạng .docx thường."
        )
    styles_name = _target(archive, main, "styles")
    styles = archive.tree(styles_name, _MOST_PART_BYTES) if styles_name else None
    if styles is None or styles.tag != f"{{{W}}}styles":
        raise ReferenceProblem("tệp không có bảng kiểu chữ (styles). Hãy mở bằng Word và lưu lại.")
    theme_name = _target(archive, main, "theme")
    theme = archive.tree(theme_name, _MOST_PART_BYTES) if theme_name else None
    ids, whole = _completed(styles)
    return Reference(_page(document), ids, whole, _bytes(theme) if theme is not None else b"")


def _target(archive: Archive, part: str, kind: str) -> str | None:
    """Name of the part that `part` (empty: the package) relates to as `kind`."""
    folder, name = posixpath.split(part)
    relationships = archive.tree(posixpath.join(folder, "_rels", f"{name}.rels"), _MOST_PART_BYTES)
    if relationships is None:
        return None
    for relation in relationships.iter(f"{{{_RELATIONSHIPS}}}Relationship"):
        if relation.get("Type", "").rsplit("/", 1)[-1] == kind and not relation.get("TargetMode"):
            target = posixpath.join("/", folder, relation.get("Target", ""))
            return posixpath.normpath(target).lstrip("/")
    return None


def _completed(styles: _Element) -> tuple[dict[Style, str], bytes]:
    """Its styles by our keys, and the part with those added that it lacks.

    Styles are matched by name: Word translates ids (`u1` for `heading 1`) but not names.
    """
    from lxml import etree

    known = _known(styles)
    taken = {style.get(f"{{{W}}}styleId", "") for style in styles.iter(f"{{{W}}}style")}
    ids: dict[Style, str] = {}
    for style, name in names().items():
        id_ = known.get((_kind(style), name.lower())) or _free(style.value, taken)
        ids[style] = id_
    missing = {style for style in ids if ids[style] not in taken}
    for numbering in list(styles.iter(f"{{{W}}}numPr")):
        parent = numbering.getparent()
        if parent is not None:
            parent.remove(numbering)
    added = etree.fromstring(f"<w:styles {NAMESPACES}>{definitions(ids, missing)}</w:styles>")
    styles.extend(list(added))
    return ids, _bytes(styles)


def _known(styles: _Element) -> dict[tuple[str, str], str]:
    """Ids of a styles part by kind and lower-case name."""
    known: dict[tuple[str, str], str] = {}
    for style in styles.iter(f"{{{W}}}style"):
        name = style.find(f"{{{W}}}name")
        label = name.get(f"{{{W}}}val", "") if name is not None else ""
        kind = style.get(f"{{{W}}}type", "paragraph")
        known.setdefault((kind, label.lower()), style.get(f"{{{W}}}styleId", ""))
    return known


def _kind(style: Style) -> str:
    if style is Style.FOOTNOTE_MARK:
        return "character"
    return "table" if style is Style.TABLE else "paragraph"


def _free(wanted: str, taken: set[str]) -> str:
    """An id that the reference file does not use for something else."""
    id_ = wanted
    while id_ in taken:
        id_ += "X"
    return id_


def _page(document: _Element) -> Page:
    """Paper and margins of the first section; the default where it does not say."""
    section = next(document.iter(f"{{{W}}}sectPr"), None)
    if section is None:
        return Page()
    paper = _measures(section.find(f"{{{W}}}pgSz"), {"w": "width", "h": "height"})
    margins = ("top", "right", "bottom", "left", "header", "footer")
    found = _measures(section.find(f"{{{W}}}pgMar"), {name: name for name in margins})
    page = replace(Page(), **paper, **found)
    if page.room < _LEAST_ROOM or page.height - page.top - page.bottom < _LEAST_ROOM:
        raise ReferenceProblem("khổ giấy quá nhỏ hoặc lề quá rộng. Hãy sửa lại thiết lập trang.")
    return page


def _measures(element: _Element | None, fields: dict[str, str]) -> dict[str, int]:
    """Attributes in twips that are sensible numbers."""
    found: dict[str, int] = {}
    for attribute, name in fields.items():
        text = element.get(f"{{{W}}}{attribute}", "") if element is not None else ""
        if text.isascii() and text.isdigit() and len(text) < 6 and int(text) <= _LARGEST_PAPER:
            found[name] = int(text)
    return found


def _bytes(root: _Element) -> bytes:
    from lxml import etree

    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
