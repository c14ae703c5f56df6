"""Reads one data file against a table of keys and reports every mistake in it.

What comes out is clean: unknown keys are gone, wrong values are gone, so that building
objects from it cannot fail.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from cchc_tui.domain.problems import DataError, Problem, parse_toml, read_source
from cchc_tui.domain.text import nearest
from cchc_tui.domain.toml_lines import locate_key
from cchc_tui.interview.schema import SCHEMA_VERSION, Key

TablePath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a table of a file. `at` names a key of that table."""

    file: str
    source: str
    path: TablePath = ()

    def line(self, key: str = "") -> int:
        """Line of the key, or of the table without that key; 0 if neither can be found."""
        names = tuple(step for step in self.path if isinstance(step, str))
        indexes = tuple(step for step in self.path if isinstance(step, int))
        return locate_key(self.source, names, indexes, key)

    def names(self, node: str) -> bool:
        """Whether the file has a table with this id."""
        return (
            re.search(rf'^\s*id\s*=\s*["\']{re.escape(node)}["\']', self.source, re.M) is not None
        )

    def below(self, *steps: str | int) -> Place:
        """A table inside this one."""
        return Place(self.file, self.source, (*self.path, *steps))


@dataclass(slots=True)
class Report:
    """Collects mistakes of all files."""

    problems: list[Problem] = field(default_factory=list)

    def add(
        self, place: Place, key: str, message: str, name: str = "", names: Iterable[str] = ()
    ) -> None:
        """Adds a mistake; `name` was written where one of `names` was meant."""
        near = (nearest(name, names) or "") if name else ""
        self.problems.append(Problem(place.file, place.line(key), key, message, near))

    def add_at(
        self, file: str, line: int, message: str, name: str = "", names: Iterable[str] = ()
    ) -> None:
        """Adds a mistake of a file that is no TOML: a template."""
        near = (nearest(name, names) or "") if name else ""
        self.problems.append(Problem(file, line, name, message, near))

    def raise_if_any(self) -> None:
        """Raises all mistakes at once, by file and line.

        Raises:
            DataError: There is at least one mistake.
        """
        if self.problems:
            unique = sorted(set(self.problems), key=lambda p: (p.file, p.line, p.key, p.message))
            raise DataError(unique)


def read_tables(
    path: Path, keys: Mapping[str, Key], report: Report
) -> tuple[dict[str, Any], Place] | None:
    """The clean tables of one file; None where it cannot be read at all."""
    try:
        source = read_source(path)
        raw = parse_toml(source, path)
    except DataError as error:
        report.problems.extend(error.problems)
        return None
    place = Place(str(path), source)
    version = raw.get("schema")
    if version is not None and version != SCHEMA_VERSION:
        message = f"phiên bản định dạng {version} chưa được hỗ trợ; hãy ghi schema = 1."
        report.add(place, "schema", message)
    return _clean(raw, keys, place, report), place


def _clean(
    raw: Mapping[str, Any], keys: Mapping[str, Key], place: Place, report: Report
) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in raw.items():
        key = keys.get(name)
        if key is None:
            report.add(place, name, "không có khóa này.", name, keys)
            continue
        if key.type == "tables":
            found[name] = _clean_tables(name, value, key, place, report)
        elif (complaint := _complaint(key, value)) is not None:
            report.add(place, name, *complaint)
        else:
            found[name] = value.isoformat() if isinstance(value, date) else value
    for name, key in keys.items():
        if key.required and _is_empty(raw.get(name)):
            report.add(place, name, "thiếu khóa bắt buộc này, hoặc để rỗng.")
    return found


def _clean_tables(
    name: str, value: Any, key: Key, place: Place, report: Report
) -> list[dict[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        report.add(place, name, f"phải là các bảng viết dưới dòng [[{name}]].")
        return []
    return [
        _clean(item, key.items, place.below(name, index), report)
        for index, item in enumerate(value)
    ]


def _is_empty(value: Any) -> bool:
    return value is None or value in ("", []) or (isinstance(value, str) and not value.strip())


def _complaint(key: Key, value: Any) -> tuple[str, str, Iterable[str]] | None:
    """What is wrong with a value: message, and what was written and could have been meant."""
    is_right, says = _TYPES[key.type]
    if not is_right(value):
        return (f"phải là {says}.", "", ())
    for text in [value] if key.type == "text" else value if key.type == "texts" else ():
        if key.options and text not in key.options:
            allowed = ", ".join(option or "(rỗng)" for option in key.options)
            return (f"“{text}” không dùng được; chỉ nhận: {allowed}.", text, key.options)
        if key.pattern and text and not re.fullmatch(key.pattern, text):
            return (f"“{text}” không đúng mẫu {key.pattern} (chữ thường không dấu).", "", ())
    return None


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10_000


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e18


def _is_day(value: Any) -> bool:
    if isinstance(value, str):
        try:
            date.fromisoformat(value)
        except ValueError:
            return False
        return True
    return type(value) is date


_TYPES: Mapping[str, tuple[Callable[[Any], bool], str]] = {
    "text": (lambda v: isinstance(v, str), "chữ trong ngoặc kép"),
    "texts": (
        lambda v: isinstance(v, list) and all(isinstance(item, str) for item in v),
        'danh sách chữ, ví dụ ["a", "b"]',
    ),
    "flag": (lambda v: isinstance(v, bool), "true hoặc false"),
    "whole": (_is_whole, "số nguyên từ 0 đến 9999"),
    "number": (_is_number, "số"),
    "date": (_is_day, "ngày, ví dụ 2025-07-01"),
}
