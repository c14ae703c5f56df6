"""Old reports, `.docx`, `.txt` or `.md`, read into the hub. Nothing is ever written.

What a file is, its content tells and not its name; only Markdown is told from plain text by its
ending.
"""

from __future__ import annotations

import codecs
import unicodedata
from dataclasses import replace
from pathlib import Path

from cchc_tui.document.readers.docx import docx_flow
from cchc_tui.document.readers.hub import ReadReport, understood
from cchc_tui.document.readers.problems import ReadProblem
from cchc_tui.document.readers.text import text_flow
from cchc_tui.domain.files import expect_file, system_reason

MOST_FILE_BYTES = 60_000_000
MOST_TEXT_BYTES = 10_000_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKDOWN = (".md", ".markdown")
_CONTENTS = "Bỏ qua mục lục tự động; đề mục trong mục lục đã có trong nội dung."
_FOREIGN = (
    (b"%PDF", "là tệp PDF. Hãy dùng bản Word (.docx) của báo cáo"),
    (b"{\\rtf", "là tệp RTF. Hãy mở bằng Word, lưu lại dạng .docx"),
    (b"\x89PNG", "là hình ảnh, không phải báo cáo"),
    (b"\xff\xd8\xff", "là hình ảnh, không phải báo cáo"),
    (b"GIF8", "là hình ảnh, không phải báo cáo"),
    (b"Rar!", "là tệp nén. Hãy giải nén rồi chọn tệp báo cáo"),
    (b"7z\xbc\xaf", "là tệp nén. Hãy giải nén rồi chọn tệp báo cáo"),
    (b"\x1f\x8b", "là tệp nén. Hãy giải nén rồi chọn tệp báo cáo"),
)


def read_report(path: Path) -> ReadReport:
    """Read an old report.

    Raises:
        ReadProblem: The file is missing, empty, damaged, encrypted, too large, in an old or
            foreign format, or not in an encoding that can be told. The message names the file.
    """
    try:
        return _read(_bytes(path), path.suffix.lower())
    except ReadProblem as problem:
        raise ReadProblem(f"Không đọc được tệp {path.name}: {problem}") from problem


def read_docx(data: bytes) -> ReadReport:
    """Read the bytes of a `.docx`.

    Raises:
        ReadProblem: They cannot be opened as a Word file, or hold no text.
    """
    found = docx_flow(data)
    if not found.flow:
        raise ReadProblem("Tệp Word không có chữ nào (có thể chỉ gồm ảnh quét).")
    notes = (*((_CONTENTS,) if found.contents else ()), *_loose(found.loose))
    report = understood(found.flow, found.width, notes, found.properties)
    document = replace(report.document, imprint=found.imprint)
    return replace(report, document=document, loose=found.loose)


def read_text(text: str) -> ReadReport:
    """Read a report from plain text.

    Raises:
        ReadProblem: There is no text.
    """
    return _read_lines(text, markdown=False)


def read_markdown(text: str) -> ReadReport:
    """Read a report from Markdown.

    Raises:
        ReadProblem: There is no text.
    """
    return _read_lines(text, markdown=True)


def _read_lines(text: str, *, markdown: bool) -> ReadReport:
    found = text_flow(text, markdown=markdown)
    if not found.flow:
        raise ReadProblem("Tệp trống, không có chữ nào.")
    return replace(understood(found.flow, found.width, _loose(found.loose)), loose=found.loose)


def _loose(count: int) -> tuple[str, ...]:
    if not count:
        return ()
    return (f"{count:02d} chú thích không thấy chỗ dẫn; đã đặt vào cuối đoạn ngay trước.",)


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise ReadProblem("đây là thư mục. Hãy chọn một tệp .docx, .txt hoặc .md.")
        if expect_file(path).st_size > MOST_FILE_BYTES:
            raise ReadProblem("tệp quá lớn (trên 60 MB). Hãy bỏ bớt hình ảnh trong tệp.")
        with path.open("rb") as file:
            return file.read(MOST_FILE_BYTES + 1)
    except FileNotFoundError:
        raise ReadProblem("không tìm thấy tệp. Hãy kiểm tra lại đường dẫn.") from None
    except PermissionError:
        raise ReadProblem("không có quyền đọc tệp.") from None
    except OSError as error:
        raise ReadProblem(f"{system_reason(error)}.") from error


def _read(data: bytes, suffix: str) -> ReadReport:
    """Read bytes by what they hold."""
    if not data.strip(b" \t\r\n\0"):
        raise ReadProblem("tệp trống.")
    if data.startswith(_OLE):
        raise ReadProblem(_old_word(data))
    for start, reason in _FOREIGN:
        if data.startswith(start):
            raise ReadProblem(f"{reason}.")
    if data.startswith(b"PK") and b"PK\x03\x04" in data[:4096]:
        return read_docx(data)
    if suffix in (".docx", ".docm"):
        raise ReadProblem(
            "tệp Word bị hỏng, không mở được. Hãy mở bằng Word, lưu lại dạng .docx rồi thử lại."
        )
    text = decoded(data)
    if text.lstrip()[:200].lower().startswith(("<!doctype html", "<html", "<?xml")):
        raise ReadProblem("là trang web hoặc tệp XML. Hãy mở bằng Word, lưu lại dạng .docx.")
    return read_markdown(text) if suffix in _MARKDOWN else read_text(text)


def _old_word(data: bytes) -> str:
    """Why a compound file of old Office is not read."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "tệp có mật khẩu. Hãy mở bằng Word, bỏ mật khẩu rồi lưu lại."
    if "WordDocument".encode("utf-16-le") in data:
        return "là tệp Word cũ (.doc). Hãy mở bằng Word, lưu lại dạng .docx."
    return "là tệp Office cũ hoặc có mật khẩu. Hãy mở bằng Word, lưu lại dạng .docx."


def decoded(data: bytes) -> str:
    """The text of a file in UTF-8 or UTF-16.

    Raises:
        ReadProblem: It is in neither, or too long.
    """
    if len(data) > MOST_TEXT_BYTES:
        raise ReadProblem("tệp văn bản quá lớn (trên 10 MB).")
    try:
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            text = data.decode("utf-16")
        elif data[:4000].count(0) * 4 > len(data[:4000]):
            text = data.decode("utf-16-le" if data[1:2] == b"\0" else "utf-16-be")
        else:
            text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ReadProblem(
            "chữ trong tệp không phải Unicode (có thể là TCVN3 hoặc VNI). Hãy mở bằng Word hoặc "
            "Notepad, chuyển sang Unicode và lưu lại mã UTF-8."
        ) from None
    strange = sum(1 for char in text[:20000] if unicodedata.category(char) in ("Cc", "Cn"))
    blanks = sum(text[:20000].count(sign) for sign in "\n\r\t\f\v")
    if (strange - blanks) * 20 > len(text[:20000]):
        raise ReadProblem("không phải tệp văn bản. Hãy chọn tệp .docx, .txt hoặc .md.")
    return text
