"""The phrase bank as files: how banks written by anyone are read.

The format is public and other tools write it, so reading is lenient: whatever can be
understood is used, and every mistake of every file is reported at once beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from cchc_tui.domain.files import system_reason
from cchc_tui.domain.paths import Layer
from cchc_tui.domain.problems import DataError, Problem, locate_key, parse_toml
from cchc_tui.domain.text import nearest
from cchc_tui.phrases.phrase import Phrase, TableReader

__all__ = ["Phrase", "bank_files", "load_phrases", "read_file", "read_folder", "read_source"]

TOP_KEYS = ("schema", "phrase", "abbreviation")
BATCH = 500
"""Phrases parsed at a time: a bank of 300 MB needs neither the memory nor the silence that
parsing it in one go would take."""

_HEADER = re.compile(r"^[ \t]*\[\[[ \t]*phrase[ \t]*\]\]", re.MULTILINE)


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
        problems.append(Problem(str(path), 0, "", f"không đọc được tệp ({system_reason(error)})"))
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
            phrase = TableReader(path, layer, part, line, index, problems).phrase(item)
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
