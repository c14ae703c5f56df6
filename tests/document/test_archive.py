"""The one opener of Word files from elsewhere."""

from __future__ import annotations

import io
import zipfile

import pytest

from cchc_tui.document import archive
from cchc_tui.document.archive import Archive, BadArchive, Fault, tree_of

TYPES = "[Content_Types].xml"


def packed(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def fault(data: bytes) -> Fault:
    with pytest.raises(BadArchive) as raised:
        Archive(data)
    return raised.value.fault


def test_a_part_is_read_and_a_missing_one_is_none() -> None:
    opened = Archive(packed({TYPES: b"<a/>", "word/document.xml": b"<b>x</b>"}))
    assert opened.read("word/document.xml") == b"<b>x</b>"
    tree = opened.tree("word/document.xml")
    assert tree is not None
    assert tree.text == "x"
    assert opened.read("word/none.xml") is None
    assert opened.tree("word/none.xml") is None


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"no zip at all", b"PK\x03\x04" + b"\0" * 99])
def test_what_is_no_archive_is_damaged(data: bytes) -> None:
    assert fault(data) is Fault.DAMAGED


def test_an_archive_without_content_types_is_foreign() -> None:
    assert fault(packed({"a.txt": b"x"})) is Fault.FOREIGN


def test_a_locked_part_is_told_before_it_is_opened() -> None:
    data = bytearray(packed({TYPES: b"<a/>"}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert fault(bytes(data)) is Fault.LOCKED


def test_a_bomb_is_not_unpacked() -> None:
    assert fault(packed({TYPES: b"<a/>", "word/media/a.bin": b"\0" * 8_000_000})) is Fault.SWOLLEN


def test_too_many_entries_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_ENTRIES", 3)
    parts = {TYPES: b"<a/>", **{f"word/{n}.xml": b"<a/>" for n in range(3)}}
    assert fault(packed(parts)) is Fault.SWOLLEN


def test_a_part_larger_than_allowed_is_cut_off_whatever_the_archive_says() -> None:
    opened = Archive(packed({TYPES: b"<a/>", "word/a.xml": b"<a>" + b"x" * 1000 + b"</a>"}))
    with pytest.raises(BadArchive) as raised:
        opened.read("word/a.xml", 100)
    assert raised.value.fault is Fault.SWOLLEN


def test_a_damaged_part_is_told() -> None:
    data = packed({TYPES: b"<a/>", "word/a.xml": b"<a>hello</a>"}, zipfile.ZIP_STORED)
    with pytest.raises(BadArchive) as raised:
        Archive(data.replace(b"hello", b"hallo")).read("word/a.xml")
    assert raised.value.fault is Fault.DAMAGED


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        (b"<a>", Fault.BROKEN),
        (b"", Fault.BROKEN),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', Fault.DTD),
        (b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', Fault.DTD),
    ],
)
def test_xml_that_word_does_not_write_is_refused(xml: bytes, expected: Fault) -> None:
    with pytest.raises(BadArchive) as raised:
        tree_of(xml)
    assert raised.value.fault is expected
