"""A Word file from elsewhere as a zip archive: looked at before it is unpacked, read within bounds.

The one place that opens what others packed: what reads old reports, reference files or layout
comes through here, so that a bomb, a password or a damaged part is met the same way everywhere.
"""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_ENTRIES = 5_000
MOST_BYTES = 250_000_000
MOST_XML_BYTES = 60_000_000
MOST_RATIO = 300
_SMALL = 5_000_000
"""Bytes up to which a part may be packed as well as it likes."""

_UNREADABLE = (
    OSError,
    EOFError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    NotImplementedError,
    RuntimeError,
)
"""What `zipfile` and its decompressors raise on a bad file."""


class Fault(Enum):
    """Why an archive is not read: DAMAGED is the archive, BROKEN the XML of a part."""

    DAMAGED = auto()
    BROKEN = auto()
    LOCKED = auto()
    SWOLLEN = auto()
    FOREIGN = auto()
    DTD = auto()


class BadArchive(ValueError):  # noqa: N818 - the word of the trade
    """An archive that is not read; who opened it says so in words."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.name)
        self.fault = fault


class Archive:
    """An archive that may be unpacked."""

    def __init__(self, data: bytes) -> None:
        """Looks at the archive; nothing is unpacked.

        Args:
            data: The bytes of the file.

        Raises:
            BadArchive: It is damaged, encrypted, unpacks to too much, or is no Office file.
        """
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        except _UNREADABLE as error:
            raise BadArchive(Fault.DAMAGED) from error
        if any(entry.flag_bits & 1 for entry in entries):
            raise BadArchive(Fault.LOCKED)
        if _swollen(entries):
            raise BadArchive(Fault.SWOLLEN)
        self.names = frozenset(entry.filename for entry in entries)
        if "[Content_Types].xml" not in self.names:
            raise BadArchive(Fault.FOREIGN)

    def read(self, name: str, most: int = MOST_XML_BYTES) -> bytes | None:
        """A part; None if there is none of that name.

        Args:
            name: Of the part.
            most: Bytes it may unpack to, whatever the archive says of its size.

        Raises:
            BadArchive: It is damaged, or unpacks to more.
        """
        if name not in self.names:
            return None
        try:
            with self._zip.open(name) as part:
                content = part.read(most + 1)
        except _UNREADABLE as error:
            raise BadArchive(Fault.DAMAGED) from error
        if len(content) > most:
            raise BadArchive(Fault.SWOLLEN)
        return content

    def tree(self, name: str, most: int = MOST_XML_BYTES) -> _Element | None:
        """A part as XML, without entities, DTDs or network; None if there is none.

        Raises:
            BadArchive: It is damaged, unpacks to more than `most`, or declares a DTD.
        """
        content = self.read(name, most)
        return None if content is None else tree_of(content)


def tree_of(content: bytes) -> _Element:
    """The XML of a part, without entities, DTDs or network.

    Raises:
        BadArchive: It is damaged, or declares a DTD, as no Word does.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BadArchive(Fault.BROKEN) from error
    if getattr(root.getroottree().docinfo, "doctype", ""):
        raise BadArchive(Fault.DTD)
    return root


def _swollen(entries: list[zipfile.ZipInfo]) -> bool:
    """Whether the parts, by what the archive says of them, are no ordinary report."""
    total = sum(entry.file_size for entry in entries)
    xml = max((e.file_size for e in entries if e.filename.endswith((".xml", ".rels"))), default=0)
    packed = any(
        e.file_size > _SMALL and e.file_size > MOST_RATIO * max(e.compress_size, 1) for e in entries
    )
    return len(entries) > MOST_ENTRIES or total > MOST_BYTES or xml > MOST_XML_BYTES or packed
