"""The phrase bank as files: what a phrase is, and how banks written by anyone are read.

The format is public and other tools write it, so reading is lenient: whatever can be
understood is used, and every mistake of every file is reported at once beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from cchc_tui.domain.paths import Layer
from cchc_tui.domain.problems import DataError, Problem, locate_key, parse_toml
from cchc_tui.domain.text import clean_line, clean_text, nearest
from cchc_tui.phrases.slots import SLOT_TYPES, slot_mistakes

PHRASE_KEYS = (
    "id",
    "text",
    "sections",
    "keywords",
    "valid_from",
    "valid_to",
    "superseded_by",
    "basis",
    "hidden",
)
TOP_KEYS = ("schema", "phrase", "abbreviation")
BATCH = 500
"""Phrases parsed at a time: a bank of 300 MB needs neither the memory nor the silence that
parsing it in one go would take."""

_HEADER = re.compile(r"^[ \t]*\[\[[ \t]*phrase[ \t]*\]\]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Phrase:
    """One standard wording.

    Attributes:
        id: Unique in its layer; a later layer replaces the phrase with the same id.
        text: Wording with slots (see `slots`), NFC.
        sections: Library sections where it is offered first; empty means everywhere.
        keywords: Further words that find it.
        valid_from: First day it may be used; None where open.
        valid_to: Last day it may be used; None where open.
        superseded_by: Id of the phrase to use instead.
        basis: Document that decides the wording.
        layer: Name of the layer it comes from.
        hidden: Takes the phrase with this id out of the bank.
        file: The file it stands in.
    """

    id: str
    text: str
    sections: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    superseded_by: str = ""
    basis: str = ""
    layer: str = ""
    hidden: bool = False
    file: str = ""

    def in_force(self, today: date) -> bool:
        """Whether the wording may be used on that day: within its dates, not superseded."""
        return (
            not self.superseded_by
            and (self.valid_from is None or self.valid_from <= today)
            and (self.valid_to is None or today <= self.valid_to)
        )


def bank_files(folder: Path) -> list[Path]:
    """The TOML files of a bank folder, in a fixed order; none where there is no folder."""
    if not folder.is_dir():
        return []
    return sorted(
        path
        for path in folder.rglob("*.toml")
        if path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )


def load_phrases(layers: Sequence[Layer]) -> dict[str, Phrase]:
    """Reads whole banks into memory, strictly: for editing, tests and `doctor`.

    Searching goes through `search.PhraseBank`, which keeps phrases on disk.

    Args:
        layers: Folders, weakest first.

    Returns:
        Phrases by id, without hidden ones.

    Raises:
        DataError: Anything at all is wrong; names every mistake.
    """
    problems: list[Problem] = []
    found: dict[str, Phrase] = {}
    for layer in layers:
        found.update((phrase.id, phrase) for phrase in read_folder(layer, problems))
    for phrase in found.values():
        target = phrase.superseded_by
        if target and target not in found:
            message = f"câu “{phrase.id}” được thay bằng “{target}” nhưng không có câu đó"
            near = nearest(target, found) or ""
            problems.append(Problem(phrase.file, 0, "superseded_by", message, near))
    if problems:
        raise DataError(problems)
    return {key: phrase for key, phrase in found.items() if not phrase.hidden}


def read_folder(
    layer: Layer,
    problems: list[Problem],
    on_file: Callable[[Path, bytes], None] = lambda path, data: None,
) -> Iterator[Phrase]:
    """Yields the phrases of one layer, hidden ones too, adding its mistakes to `problems`.

    Of two phrases with one id in the same layer the first counts. `on_file` is given each
    file with the very bytes that are then parsed.
    """
    seen: dict[str, str] = {}
    for path in bank_files(layer.path):
        data = _bytes(path, problems)
        on_file(path, data)
        for phrase in read_file(path, data, layer.name, problems):
            if phrase.id in seen:
                message = f"mã “{phrase.id}” đã dùng trong tệp {seen[phrase.id]}; hãy đặt mã khác"
                problems.append(Problem(str(path), 0, "id", message))
                continue
            seen[phrase.id] = path.name
            yield phrase


def _bytes(path: Path, problems: list[Problem]) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        problems.append(Problem(str(path), 0, "", f"không đọc được tệp ({error.strerror})"))
        return b""


def read_file(path: Path, data: bytes, layer: str, problems: list[Problem]) -> Iterator[Phrase]:
    """Yields the phrases of one file given its bytes, adding its mistakes to `problems`."""
    try:
        source = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problems.append(
            Problem(str(path), line, "", "tệp không phải UTF-8; hãy lưu lại bằng UTF-8")
        )
        return
    yield from read_source(source, path, layer, problems)


def read_source(source: str, path: Path, layer: str, problems: list[Problem]) -> Iterator[Phrase]:
    """Yields the phrases of one TOML text; `path` is what messages call it."""
    for line, part, tables in _parsed(source, path, problems):
        _check_top(tables, part, line, path, problems)
        items = tables.get("phrase", [])
        if not isinstance(items, list):
            message = "mỗi câu phải mở đầu bằng [[phrase]], hai dấu ngoặc vuông"
            problems.append(Problem(str(path), line, "phrase", message))
            continue
        for index, item in enumerate(items):
            phrase = _Reader(path, layer, part, line, index, problems).phrase(item)
            if phrase is not None:
                yield phrase


def _parsed(
    source: str, path: Path, problems: list[Problem]
) -> Iterator[tuple[int, str, dict[str, Any]]]:
    """Yields parsed pieces of a file: lines before the piece, its text, its tables.

    The file is cut before `[[phrase]]` headers. A cut inside a multi-line string leaves that
    string open, which is a syntax error; then the file is parsed whole. If that fails too,
    phrase by phrase, so that one mistake costs one phrase and all mistakes are named.
    """
    starts = [match.start() for match in _HEADER.finditer(source)]
    cuts = [0, *starts[BATCH::BATCH], len(source)]
    try:
        yield from _pieces(source, cuts, path, None)
    except _WholeFileError as broken:
        try:
            yield 0, source, parse_toml(source, path)
            return
        except DataError:
            rest = [broken.start, *(at for at in starts if at > broken.start), len(source)]
        yield from _pieces(source, rest, path, problems)


class _WholeFileError(Exception):
    """A piece cannot be parsed; `start` is where it begins."""

    def __init__(self, start: int) -> None:
        super().__init__(start)
        self.start = start


def _pieces(
    source: str, cuts: Sequence[int], path: Path, problems: list[Problem] | None
) -> Iterator[tuple[int, str, dict[str, Any]]]:
    """Yields the pieces between cuts; without `problems` the first mistake stops it."""
    line = source.count("\n", 0, cuts[0])
    for start, end in pairwise(cuts):
        part = source[start:end]
        try:
            yield line, part, parse_toml(part, path)
        except DataError as error:
            if problems is None:
                raise _WholeFileError(start) from None
            problems.extend(
                Problem(p.file, line + p.line, p.key, p.message, p.nearest) for p in error.problems
            )
        line += part.count("\n")


def _check_top(
    tables: Mapping[str, Any], part: str, line: int, path: Path, problems: list[Problem]
) -> None:
    """Reports top-level names that look like a misspelling of ours; others are let be."""
    for key in tables:
        near = None if key in TOP_KEYS else nearest(key, TOP_KEYS)
        if near:
            at = locate_key(part, "", 0, key) or locate_key(part, key, 0)
            problems.append(Problem(str(path), line + at, key, "không có mục này.", near))


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one phrase table, knowing where it stands for the sake of messages."""

    path: Path
    layer: str
    source: str
    line: int
    index: int
    problems: list[Problem]

    def phrase(self, item: Any) -> Phrase | None:
        """The phrase; None where it has no id or no text."""
        if not isinstance(item, dict):
            self._wrong("phrase", "phải là một bảng [[phrase]]")
            return None
        for key in item:
            near = None if key in PHRASE_KEYS else nearest(key, PHRASE_KEYS)
            if near:
                self._wrong(key, "không có khóa này.", near)
        hidden = self._flag(item)
        name = clean_line(self._text(item, "id"))
        text = clean_text(self._text(item, "text")).strip()
        if not name or not (text or hidden):
            key = "id" if not name else "text"
            self._wrong(key, f"câu mẫu thiếu “{key}”; câu này bị bỏ qua")
            return None
        for message, about in slot_mistakes(text):
            self._wrong("text", message, (nearest(about, SLOT_TYPES) or "") if about else "")
        start, end = self._day(item, "valid_from"), self._day(item, "valid_to")
        if start and end and end < start:
            self._wrong("valid_to", "ngày hết hiệu lực đứng trước ngày có hiệu lực")
        return Phrase(
            name,
            text,
            self._list(item, "sections"),
            self._list(item, "keywords"),
            start,
            end,
            clean_line(self._text(item, "superseded_by")),
            clean_line(self._text(item, "basis")),
            self.layer,
            hidden,
            str(self.path),
        )

    def _wrong(self, key: str, message: str, near: str = "") -> None:
        at = locate_key(self.source, "phrase", self.index, key)
        self.problems.append(Problem(str(self.path), self.line + at, key, message, near))

    def _text(self, item: Mapping[str, Any], key: str) -> str:
        value = item.get(key, "")
        if isinstance(value, str):
            return value
        self._wrong(key, "phải là chữ đặt trong dấu ngoặc kép")
        return ""

    def _flag(self, item: Mapping[str, Any]) -> bool:
        value = item.get("hidden", False)
        if not isinstance(value, bool):
            self._wrong("hidden", "phải là true hoặc false")
        return value is True

    def _list(self, item: Mapping[str, Any], key: str) -> tuple[str, ...]:
        value = item.get(key, [])
        values = [value] if isinstance(value, str) else value
        if not isinstance(values, list) or not all(isinstance(part, str) for part in values):
            self._wrong(key, 'phải là danh sách chữ, dạng ["a", "b"]')
            return ()
        return tuple(part for part in map(clean_line, values) if part)

    def _day(self, item: Mapping[str, Any], key: str) -> date | None:
        value = item.get(key)
        if isinstance(value, str) and value:
            try:
                return date.fromisoformat(value)
            except ValueError:
                pass
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        if value not in (None, ""):
            self._wrong(key, "phải là ngày dạng 2025-07-01, không có ngoặc kép")
        return None
