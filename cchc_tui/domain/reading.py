"""Reads the keys of one data file with their types checked, gathering every mistake.

A `TableReader` takes known keys out of a table; what is left over is reported with the
nearest valid key.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from cchc_tui.domain.problems import DataError, Problem, locate_key, parse_toml, read_source
from cchc_tui.domain.text import clean_line, nearest


class SourceFile:
    """A TOML file, its tables, and the mistakes found in it so far."""

    def __init__(self, path: Path) -> None:
        """Reads and parses the file.

        Raises:
            DataError: It cannot be read or is not TOML.
        """
        self.path = path
        self.source = read_source(path)
        self.tables: dict[str, Any] = parse_toml(self.source, path)
        self.problems: list[Problem] = []

    def top(self) -> TableReader:
        """Reader of the top table, whose `schema` must be 1 where it is given."""
        reader = TableReader(self, self.tables, ())
        if reader.whole("schema", 1) != 1:
            reader.problem("schema", "bản cchc này chỉ đọc được tệp có schema = 1.")
        return reader

    def finish(self) -> None:
        """Raises all mistakes found.

        Raises:
            DataError: There is at least one.
        """
        if self.problems:
            raise DataError(self.problems)


class TableReader:
    """Takes the keys of one table; every mistake goes to the file's list."""

    def __init__(
        self, file: SourceFile, table: Mapping[str, Any], path: Sequence[str], index: int = 0
    ) -> None:
        self.file, self.path, self.index = file, tuple(path), index
        self._left = dict(table)
        self._known: list[str] = []

    def text(self, key: str, default: str = "", *, required: bool = False) -> str:
        """A line of text, cleaned."""
        value = self._take(key, str, "chữ trong dấu ngoặc kép")
        text = clean_line(value) if isinstance(value, str) else ""
        if required and not text:
            self.problem(key, "thiếu khóa này hoặc để trống.")
        return text if isinstance(value, str) else default

    def whole(self, key: str, default: int = 0) -> int:
        """A whole number."""
        value = self._take(key, int, "một số nguyên")
        return value if isinstance(value, int) else default

    def flag(self, key: str, default: bool) -> bool:
        """True or false."""
        value = self._take(key, bool, "true hoặc false")
        return value if isinstance(value, bool) else default

    def day(self, key: str) -> date | None:
        """A date."""
        value = self._take(key, date, "một ngày như 2025-07-01")
        return value if isinstance(value, date) else None

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of lines of text, without the empty ones."""
        value = self._take(key, list, 'một danh sách như ["a", "b"]')
        if not isinstance(value, list):
            return ()
        if not all(isinstance(element, str) for element in value):
            self.problem(key, "mọi phần tử của danh sách phải là chữ trong dấu ngoặc kép.")
            return ()
        return tuple(line for line in map(clean_line, value) if line)

    def choice(self, key: str, options: Sequence[str], default: str = "") -> str:
        """One of `options`; required where there is no default."""
        value = self.text(key, default, required=not default)
        if value and value not in options:
            message = f"“{value}” không dùng được; chọn một trong: {', '.join(options)}."
            self.problem(key, message, nearest(value, options) or "")
            return default
        return value

    def table(self, key: str) -> TableReader:
        """A table within; empty where it is absent."""
        value = self._take(key, dict, f"một bảng [{key}]")
        return TableReader(self.file, value if isinstance(value, dict) else {}, (*self.path, key))

    def tables(self, key: str) -> list[TableReader]:
        """The elements of an array of tables within."""
        value = self._take(key, list, f"các bảng [[{key}]]")
        if not isinstance(value, list) or not all(isinstance(e, dict) for e in value):
            if value is not None:
                self.problem(key, f"phải viết thành các bảng [[{key}]].")
            return []
        path = (*self.path, key)
        return [TableReader(self.file, element, path, n) for n, element in enumerate(value)]

    def names(self) -> Iterable[str]:
        """Keys not taken so far."""
        return tuple(self._left)

    def end(self) -> None:
        """Reports keys that nothing asked for."""
        for key in self._left:
            message = "không có khóa này; hãy xóa hoặc sửa tên."
            self.problem(key, message, nearest(key, self._known) or "")

    def problem(self, key: str, message: str, nearest: str = "") -> None:
        """Notes a mistake at `key`."""
        line = locate_key(self.file.source, self.path, self.index, key) or 1
        self.file.problems.append(Problem(str(self.file.path), line, key, message, nearest))

    def _take(self, key: str, type_: type, called: str) -> object:
        self._known.append(key)
        value = self._left.pop(key, None)
        if value is None:
            return None
        wrong = not isinstance(value, type_) or isinstance(value, datetime)
        if wrong or (type_ is int and isinstance(value, bool)):
            self.problem(key, f"phải là {called}.")
            return None
        return value
