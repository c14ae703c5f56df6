"""Files that are no reports: one clear Vietnamese message, nothing written, nothing fetched."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest
from messy_docx import data_of, empty, outline, p, r, report

from cchc_tui.document.readers import ReadProblem, read_report

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _archive(parts: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def _changed(data: bytes, name: str, old: bytes, new: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {entry: archive.read(entry) for entry in archive.namelist()}
    assert old in parts[name]
    return _archive({**parts, name: parts[name].replace(old, new)})


def _encrypted(data: bytes) -> bytes:
    """The archive with the flag of a password on its first entry."""
    at = data.index(b"PK\x01\x02")
    return data[: at + 8] + bytes([data[at + 8] | 1]) + data[at + 9 :]


_WHOLE = report(p(r("Sở báo cáo.")))
_BOMB = _archive({"[Content_Types].xml": b"<x/>", "word/document.xml": b" " * 20_000_000})
_MANY = _archive({"[Content_Types].xml": b"<x/>", **{f"a{at}": b"" for at in range(5_001)}})
_DTD = _changed(
    _WHOLE,
    "word/document.xml",
    b"<w:document",
    b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><w:document',
)

_BAD = {
    "trống": ("a.docx", b"", "tệp trống"),
    "toàn dấu cách": ("a.txt", b" \n\t\n", "tệp trống"),
    "docx cụt": ("a.docx", _WHOLE[: len(_WHOLE) // 2], "hỏng"),
    "không phải zip": ("a.docx", b"khong phai zip", "hỏng"),
    "zip khác": ("a.docx", _archive({"a.txt": b"x"}), "không phải văn bản Word"),
    "bảng tính": (
        "a.docx",
        _archive({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}),
        "Word",
    ),
    "có mật khẩu": ("a.docx", _OLE + b"\0" * 600 + _ENCRYPTED, "mật khẩu"),
    "zip có mật khẩu": ("a.docx", _encrypted(_WHOLE), "mật khẩu"),
    "doc cũ": ("a.doc", _OLE + b"\0" * 600 + "WordDocument".encode("utf-16-le"), ".doc"),
    "bom nén": ("a.docx", _BOMB, "quá lớn"),
    "quá nhiều mục": ("a.docx", _MANY, "quá lớn"),
    "có DTD": ("a.docx", _DTD, "DTD"),
    "pdf": ("a.pdf", b"%PDF-1.7\n...", "PDF"),
    "rtf": ("a.doc", b"{\\rtf1 Bao cao}", "RTF"),
    "ảnh": ("a.png", b"\x89PNG\r\n\x1a\n\0\0", "hình ảnh"),
    "trang web": ("a.doc", b"<html><body>Bao cao</body></html>", "trang web"),
    "tcvn3": ("a.txt", "Céng hßa x· héi chñ nghÜa ViÖt Nam".encode("latin-1"), "Unicode"),
    "nhị phân": ("a.txt", bytes(range(1, 128)) * 3, "không phải tệp văn bản"),
    "docx không chữ": ("a.docx", data_of(empty()), "không có chữ nào"),
}  # fmt: skip


@pytest.mark.parametrize("case", list(_BAD))
def test_a_bad_file_is_refused_in_one_clear_sentence(tmp_path: Path, case: str) -> None:
    name, data, said = _BAD[case]
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(ReadProblem) as caught:
        read_report(path)
    message = str(caught.value)
    assert message.startswith(f"Không đọc được tệp {name}: ")
    assert said in message
    assert "\n" not in message
    assert os.listdir(tmp_path) == [name]  # noqa: PTH208 - names only
    assert path.read_bytes() == data


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadProblem, match="không tìm thấy"):
        read_report(tmp_path / "khong-co.docx")
    with pytest.raises(ReadProblem, match="thư mục"):
        read_report(tmp_path)


def test_external_entities_are_never_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "bi-mat.txt"
    secret.write_text("điều bí mật", encoding="utf-8")
    entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]><w:document'
    data = _changed(_WHOLE, "word/document.xml", b"<w:document", entity.encode())
    path = tmp_path / "a.docx"
    path.write_bytes(data)
    with pytest.raises(ReadProblem) as caught:
        read_report(path)
    assert "bí mật" not in str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_text_in_every_unicode_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("BÁO CÁO\r\nKết quả công tác\r\n\r\nSở báo cáo.\r\n".encode(encoding))
    found = read_report(path).document
    assert found.head.subject == ("Kết quả công tác",)
    assert outline(found.body) == ["Sở báo cáo."]


def test_decomposed_letters_are_composed(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("BÁO CÁO\n\nKe\u0302\u0301t qua\u0309.", encoding="utf-8")
    assert outline(read_report(path).document.body) == ["Kết quả."]


def test_content_tells_what_a_file_is_and_not_its_name(tmp_path: Path) -> None:
    path = tmp_path / "bao-cao.doc"
    path.write_bytes(_WHOLE)
    assert outline(read_report(path).document.body) == ["Sở báo cáo."]
