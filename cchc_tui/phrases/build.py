"""Builds the index of a bank folder and keeps it in the cache, right at all times.

One index for each folder: the packaged bank is indexed once, an officer's own few phrases in
a moment. An index carries the fingerprint of the bytes it was made from; one that does not
fit the files as they are now is never used. Hashing 100 000 phrases takes some 50 ms, so what
was hashed is remembered by size, inode and times; times too near the moment of hashing to
prove anything are not trusted. A new index is written aside and renamed into place: readers
keep the one they have mapped, and of two builders the last wins with an equally good file.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from cchc_tui.domain.paths import Layer, atomic_write, private_dir
from cchc_tui.domain.problems import Problem
from cchc_tui.phrases.bank import Phrase, bank_files, read_folder
from cchc_tui.phrases.indexfile import VERSION, DamagedIndexError, IndexFile, IndexWriter
from cchc_tui.phrases.terms import TermTable, marked_text, search_text
from cchc_tui.phrases.words import Abbreviations, text_words

Progress = Callable[[int, int], None]
"""Called with done and total; the total is the same through one build."""

RACY_NS = 2_000_000_000
"""A file changed less than two seconds before it was hashed could change again within the
same tick of a coarse file system clock, unseen; such times are not trusted."""

KEEP_SECONDS = 60 * 24 * 3600
"""Indexes nobody opened for this long are removed."""

APART_BYTES = 1_000_000
"""A larger bank (some 3 000 phrases, half a second) is built in another process."""

HIDES = 0xFFFFFFFF
"""Stands for the number of a phrase that only hides another."""

MAX_PROBLEMS = 500
"""Mistakes kept with an index; a bank with more has one cause."""


def id_key(phrase_id: str) -> int:
    """The hash by which phrases are found by id."""
    return int.from_bytes(blake2b(phrase_id.encode(), digest_size=8).digest(), "little")


@dataclass(frozen=True, slots=True)
class IndexCache:
    """The indexes in one cache directory.

    Attributes:
        folder: Where they are kept.
        abbreviations: How words are read; part of the fingerprint.
        progress: Told how far a build is.
    """

    folder: Path
    abbreviations: Abbreviations
    progress: Progress | None = None

    def open(self, layer: Layer) -> IndexFile:
        """The index of a folder as it is now, built if need be."""
        base = self._base(layer)
        index = self._current(layer, base)
        if index is not None:
            return index
        with _lock(base.with_suffix(".lock")):
            return self._current(layer, base) or self._rebuild(layer, base)

    def rebuild(self, layer: Layer) -> IndexFile:
        """The index of a folder, built anew: for one found damaged while reading."""
        return self._rebuild(layer, self._base(layer))

    def is_current(self, layer: Layer, index: IndexFile) -> bool:
        """Whether an index fits the files as they are now."""
        return bool(index.meta["fingerprint"] == self._fingerprint(layer, self._base(layer)))

    def _base(self, layer: Layer) -> Path:
        place = os.fsencode(layer.path.absolute())
        return self.folder / blake2b(place, digest_size=12).hexdigest()

    def _current(self, layer: Layer, base: Path) -> IndexFile | None:
        path = base.with_suffix(".idx")
        if not path.exists():
            return None
        try:
            index = IndexFile(path)
            if index.meta["fingerprint"] != self._fingerprint(layer, base):
                return None
        except (OSError, DamagedIndexError, KeyError, TypeError):
            return None
        with contextlib.suppress(OSError):
            os.utime(path)
        return index

    def _fingerprint(self, layer: Layer, base: Path) -> str:
        """Of the files as they are now: from their times if these can be trusted."""
        seen_file = base.with_suffix(".seen")
        now = time.time_ns()
        stats = _stats(layer)
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            seen = json.loads(seen_file.read_bytes())
            if seen["files"] == stats and seen["by"] == _reading(self.abbreviations):
                return str(seen["fingerprint"])
        marks = _Fingerprint(layer, self.abbreviations)
        for path in bank_files(layer.path):
            with contextlib.suppress(OSError):
                marks.add(path, path.read_bytes())
        if all(max(times) < now - RACY_NS for _, _, _, *times in stats):
            seen = {"files": stats, "by": _reading(self.abbreviations)}
            with contextlib.suppress(OSError):
                data = json.dumps({**seen, "fingerprint": marks.digest()}).encode()
                atomic_write(seen_file, data)
        return marks.digest()

    def _rebuild(self, layer: Layer, base: Path) -> IndexFile:
        path = base.with_suffix(".idx")
        try:
            private_dir(self.folder)
            self._prune()
            handle, name = tempfile.mkstemp(prefix=base.name, suffix=".tmp", dir=self.folder)
            temporary = Path(name)
            try:
                with os.fdopen(handle, "wb") as out:
                    self._write(layer, temporary, out)
                index = IndexFile(temporary)
                temporary.replace(path)
            except BaseException:
                temporary.unlink(missing_ok=True)
                raise
        except (OSError, DamagedIndexError):  # no room, or a directory that cannot be written
            memory = BytesIO()
            build_index(layer, self.abbreviations, memory, self.progress)
            index = IndexFile.from_bytes(memory.getvalue())
        return index

    def _write(self, layer: Layer, target: Path, out: BinaryIO) -> None:
        from cchc_tui.phrases.apart import build_apart

        large = sum(size for _, size, *_ in _stats(layer)) > APART_BYTES
        if not (large and build_apart(layer, self.abbreviations, target, self.progress)):
            target.write_bytes(b"")  # what a failed process left
            build_index(layer, self.abbreviations, out, self.progress)

    def _prune(self) -> None:
        for path in self.folder.iterdir():
            old = KEEP_SECONDS if path.suffix in (".idx", ".seen", ".lock") else 24 * 3600
            with contextlib.suppress(OSError):
                if path.stat().st_mtime < time.time() - old:
                    path.unlink()


def build_index(
    layer: Layer, abbreviations: Abbreviations, out: BinaryIO, progress: Progress | None
) -> None:
    """Reads a bank folder and writes its index.

    Raises:
        OSError: The index cannot be written. Mistakes in the bank are kept in the index.
    """
    collecting = gc.isenabled()
    gc.disable()  # nothing here is cyclic, and walking millions of postings doubles the time
    try:
        _build(layer, abbreviations, out, _Steps(layer, progress))
    finally:
        if collecting:
            gc.enable()


def _build(layer: Layer, abbreviations: Abbreviations, out: BinaryIO, report: _Steps) -> None:
    problems: list[Problem] = []
    marks = _Fingerprint(layer, abbreviations)
    writer, table = IndexWriter(out), TermTable()
    ids: list[tuple[int, int]] = []
    number = 0
    for phrase in read_folder(layer, problems, marks.add):
        report.phrase()
        if phrase.hidden:
            ids.append((id_key(phrase.id), HIDES))
            continue
        ids.append((id_key(phrase.id), number))
        words = text_words(phrase.text, abbreviations)
        extra = text_words(" ".join(phrase.keywords), abbreviations)
        parts = [words, extra] if extra else [words]
        table.add(number, parts, phrase.sections)
        writer.add(search_text(parts), marked_text(parts), _record(phrase, layer))
        number += 1
    postings = report.terms(table.encoded(number), len(table))
    meta = {
        "fingerprint": marks.digest(),
        "problems": [
            [p.file, p.line, p.key, p.message, p.nearest] for p in problems[:MAX_PROBLEMS]
        ],
    }
    writer.finish(postings, sorted(ids), meta)


def _record(phrase: Phrase, layer: Layer) -> bytes:
    days = [day.isoformat() if day else "" for day in (phrase.valid_from, phrase.valid_to)]
    fields = [phrase.id, phrase.text, phrase.sections, phrase.keywords, *days]
    return json.dumps(
        [*fields, phrase.superseded_by, phrase.basis, phrase.file], ensure_ascii=False
    ).encode()


def _reading(abbreviations: Abbreviations) -> str:
    """What besides the files decides an index: the code's version, the abbreviations."""
    return f"{VERSION} {abbreviations.digest}"


class _Fingerprint:
    """The digest of everything an index depends on."""

    def __init__(self, layer: Layer, abbreviations: Abbreviations) -> None:
        self._folder = layer.path
        self._hash = blake2b(_reading(abbreviations).encode(), digest_size=16)

    def add(self, path: Path, data: bytes) -> None:
        name = os.fsencode(path.relative_to(self._folder))
        self._hash.update(b"%d %s %d " % (len(name), name, len(data)))
        self._hash.update(data)

    def digest(self) -> str:
        return self._hash.hexdigest()


def _stats(layer: Layer) -> list[list[Any]]:
    found: list[list[Any]] = []
    for path in bank_files(layer.path):
        with contextlib.suppress(OSError):
            stat = path.stat()
            name = str(path.relative_to(layer.path))
            found.append([name, stat.st_size, stat.st_ino, stat.st_mtime_ns, stat.st_ctime_ns])
    return found


class _Steps:
    """Turns phrases and terms into progress of one total: a third of a build is the terms."""

    def __init__(self, layer: Layer, progress: Progress | None) -> None:
        self._progress = progress
        self._done = 0
        self._phrases = 0
        if progress:
            for path in bank_files(layer.path):
                with contextlib.suppress(OSError):
                    self._phrases += path.read_bytes().count(b"[[phrase]]")
        self._total = max(1, self._phrases * 3 // 2)

    def phrase(self) -> None:
        self._done += 1
        if self._progress and self._done % 500 == 0:
            self._progress(min(self._done, self._phrases), self._total)

    def terms(
        self, postings: Iterator[tuple[str, bytes, int]], count: int
    ) -> Iterator[tuple[str, bytes, int]]:
        for at, posting in enumerate(postings):
            yield posting
            if self._progress and at % 2000 == 0:
                rest = self._total - self._phrases
                self._progress(self._phrases + min(rest, rest * at // max(count, 1)), self._total)
        if self._progress:
            self._progress(self._total, self._total)


@contextlib.contextmanager
def _lock(path: Path) -> Iterator[None]:
    """Lets one process build while others wait for its index; without locks all build."""
    try:
        import fcntl

        private_dir(path.parent)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except (ImportError, OSError):
        yield
        return
    try:
        with contextlib.suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
