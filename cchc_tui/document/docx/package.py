"""The zip package: parts, relationships, content types, properties, in a fixed form."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime

from cchc_tui.document.blocks import Properties
from cchc_tui.document.docx.page import HEADER_ID
from cchc_tui.document.docx.xml import DECLARATION, NAMESPACES, escape

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""Time of every entry: the file must not depend on when it was made."""

_TYPES = {
    "word/document.xml": f"{_WORD_TYPE}.document.main+xml",
    "word/styles.xml": f"{_WORD_TYPE}.styles+xml",
    "word/settings.xml": f"{_WORD_TYPE}.settings+xml",
    "word/footnotes.xml": f"{_WORD_TYPE}.footnotes+xml",
    "word/header1.xml": f"{_WORD_TYPE}.header+xml",
    "word/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
}
_RELATED = {
    "word/header1.xml": (HEADER_ID, "header"),
    "word/styles.xml": ("rId2", "styles"),
    "word/settings.xml": ("rId3", "settings"),
    "word/footnotes.xml": ("rId4", "footnotes"),
    "word/theme/theme1.xml": ("rId5", "theme"),
    "customXml/item1.xml": ("rId6", "customXml"),
}
IMPRINT = "customXml/item1.xml"
"""Custom XML data (ECMA-376 part 1, 15.2.5): Word keeps it when the file is edited and saved."""
IMPRINT_NAMESPACE = "urn:cchc:report:1"

SETTINGS = (
    f'{DECLARATION}<w:settings {NAMESPACES}><w:zoom w:percent="100"/>'
    '<w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>'
    '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
    '<w:compat><w:compatSetting w:name="compatibilityMode"'
    ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="vi-VN"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>'
    "</w:settings>"
)


def pack(parts: Mapping[str, str | bytes], properties: Properties) -> bytes:
    """Zip the Word parts together with what ties them into a package.

    Args:
        parts: By name, `word/document.xml` first; every name is one of the known parts.
        properties: Of the file; `created` is ISO 8601.

    Raises:
        ValueError: `properties.created` is not a time.
    """
    everything: dict[str, str | bytes] = {
        "[Content_Types].xml": _content_types(parts),
        "_rels/.rels": _package_relationships(),
        **parts,
        "word/_rels/document.xml.rels": _document_relationships(parts),
        "docProps/core.xml": _core(properties),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in everything.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, content)
    return packed.getvalue()


def _content_types(parts: Mapping[str, str | bytes]) -> str:
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>'
        for name, kind in _TYPES.items()
        if name in parts or name.startswith("docProps")
    )
    return (
        f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _package_relationships() -> str:
    return (
        f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/relationships/officeDocument"'
        ' Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties"'
        ' Target="docProps/core.xml"/></Relationships>'
    )


def _document_relationships(parts: Mapping[str, str | bytes]) -> str:
    related = "".join(
        f'<Relationship Id="{id_}" Type="{_OFFICE}/relationships/{kind}"'
        f' Target="{_from_document(name)}"/>'
        for name, (id_, kind) in _RELATED.items()
        if name in parts
    )
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{related}</Relationships>'


def _from_document(name: str) -> str:
    """The name of a part as seen from `word/document.xml`."""
    return name.removeprefix("word/") if name.startswith("word/") else f"../{name}"


def imprint_part(text: str) -> str:
    """The part that carries what a report of ours notes of itself."""
    return f'{DECLARATION}<report xmlns="{IMPRINT_NAMESPACE}">{escape(text)}</report>'


def _core(properties: Properties) -> str:
    """`docProps/core.xml`: title, author, language and the one time the file knows."""
    time = _utc(properties.created)
    stamp = 'xsi:type="dcterms:W3CDTF"'
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(properties.title)}</dc:title>"
        f"<dc:creator>{escape(properties.author)}</dc:creator>"
        f"<cp:lastModifiedBy>{escape(properties.author)}</cp:lastModifiedBy>"
        f"<dcterms:created {stamp}>{time}</dcterms:created>"
        f"<dcterms:modified {stamp}>{time}</dcterms:modified>"
        "<dc:language>vi-VN</dc:language></cp:coreProperties>"
    )


def _utc(created: str) -> str:
    """An ISO 8601 time as W3CDTF in UTC; one without a zone is taken for UTC."""
    time = datetime.fromisoformat(created)
    time = time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")
