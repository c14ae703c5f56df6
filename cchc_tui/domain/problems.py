"""Mistakes in data files: said all at once, each with file, line, key and the nearest name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cchc_tui.domain.files import expect_file, system_reason
from cchc_tui.domain.toml_lines import locate_key

__all__ = [
    "DataError",
    "Problem",
    "locate_key",
    "parse_toml",
    "read_source",
    "read_toml",
]

MAX_BYTES = 16 * 1024 * 1024
"""A data file larger than this is refused."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in one file.

    Attributes:
        file: The file, as the user knows it.
        line: Line from 1; 0 where none can be named.
        key: Key or id at fault; may be empty.
        message: What is wrong and the way out, in Vietnamese.
        nearest: The valid name the writer may have meant; may be empty.
    """

    file: str
    line: int
    key: str
    message: str
    nearest: str = ""

    def __str__(self) -> str:
        place = f"Tệp {self.file}"
        if self.line:
            place += f", dòng {self.line}"
        if self.key:
            place += f", khóa “{self.key}”"
        hint = f" Có phải “{self.nearest}”?" if self.nearest else ""
        return f"{place}: {self.message}{hint}"


class DataError(Exception):
    """One or more mistakes in data files; `str()` gives one line each."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems: tuple[Problem, ...] = tuple(problems)


def read_source(path: Path) -> str:
    """The text of a data file, NFC, without a byte order mark.

    Raises:
        DataError: The file is missing, unreadable, too large or not UTF-8.
    """
    try:
        if expect_file(path).st_size > MAX_BYTES:
            raise _error(path, 0, f"tệp lớn hơn {MAX_BYTES // 2**20} MB, không đọc.")
        data = path.read_bytes()
    except FileNotFoundError:
        raise _error(path, 0, "không có tệp này.") from None
    except OSError as error:
        raise _error(path, 0, f"không đọc được tệp ({system_reason(error)}).") from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _error(path, line, "tệp không phải UTF-8; hãy lưu lại với mã UTF-8.") from None
    return unicodedata.normalize("NFC", text)


def read_toml(path: Path) -> dict[str, Any]:
    """The tables of a TOML file.

    Raises:
        DataError: The file cannot be read or is not TOML; names the line.
    """
    return parse_toml(read_source(path), path)


def parse_toml(source: str, path: Path | str) -> dict[str, Any]:
    """The tables of a TOML text; `path` is what messages call it.

    Raises:
        DataError: The text is not TOML; names the line.
    """
    import tomli

    try:
        return tomli.loads(source)
    except tomli.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+), column \d+\)", str(error))
        line = int(found.group(1)) if found else source.count("\n") + 1
        reason = str(error).split(" (at ")[0]
        raise _error(path, line, f"sai cú pháp TOML: {_in_vietnamese(reason)}.") from None
    except (ValueError, RecursionError):
        raise _error(path, 0, "sai cú pháp TOML: giá trị không hợp lệ.") from None


def _error(path: Path | str, line: int, message: str) -> DataError:
    return DataError([Problem(str(path), line, "", message)])


def _in_vietnamese(reason: str) -> str:
    for start, text in _REASONS:
        if reason.startswith(start):
            return text
    return f"không hiểu dòng này ({reason})"


_REASONS = (
    ("Cannot overwrite", "khóa này đã có ở trên"),
    ("Cannot declare", "bảng này đã khai ở trên"),
    ("Duplicate inline table key", "khóa này đã có trong bảng"),
    ("Cannot mutate immutable", "bảng viết trên một dòng không thêm được khóa ở ngoài"),
    ("Cannot redefine", "khóa này đã có ở trên"),
    ("Expected '=' after a key", "thiếu dấu “=” sau tên khóa"),
    ("Expected ']'", "thiếu dấu “]” ở cuối tên bảng"),
    ("Expected newline or end of document", "thừa chữ sau giá trị"),
    ("Expected", "thiếu dấu mở hoặc đóng"),
    ("Invalid statement", "dòng này không phải “khóa = giá trị” cũng không phải [bảng]"),
    ("Invalid value", "giá trị không hợp lệ (chữ phải đặt trong dấu ngoặc kép)"),
    ("Invalid initial character for a key part", "tên khóa không hợp lệ"),
    ("Unclosed array", "danh sách thiếu dấu “]”"),
    ("Unclosed inline table", "bảng thiếu dấu “}”"),
    ("Unterminated string", "chuỗi thiếu dấu nháy đóng"),
    ("Unescaped '\\'", "dấu “\\” trong chuỗi phải viết “\\\\”"),
    ("Illegal character", "có ký tự không được dùng ở đây"),
    ("Invalid date or datetime", "ngày không có thật"),
    ("Invalid hex value", "mã ký tự sau “\\u” không hợp lệ"),
    ("Found invalid character", "có ký tự không được dùng ở đây"),
    ("Closing parenthesis", "thừa dấu đóng ngoặc"),
)
