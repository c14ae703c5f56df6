"""The library, with every expression and template looked into when it may have changed.

Auditing takes several times as long as reading, so it is done once for each state of the
files and remembered in the cache. The packaged files alone are not audited: they are when
they are released.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from cchc_tui import __version__
from cchc_tui.domain.paths import Places, atomic_write, layers, private_dir
from cchc_tui.interview.kinds import Library

FOLDERS = ("prompts", "templates")


def load_audited(places: Places) -> Library:
    """The library of all layers.

    Raises:
        DataError: Mistakes in the files, all of them.
    """
    from cchc_tui.interview.loader import load_library

    state = _state(places)
    mark = places.cache / "library-audited"
    if not state or _read(mark) == state:
        return load_library(places, audit=False)
    library = load_library(places)
    _remember(mark, state)
    return library


def _state(places: Places) -> str:
    """A digest of names, sizes and times of all data files; empty if all are packaged."""
    found = hashlib.sha256(__version__.encode())
    packaged_only = True
    for folder in FOLDERS:
        for layer in layers(places, folder):
            for path in _files(layer.path):
                packaged_only = packaged_only and layer.name == "packaged"
                stat = path.stat()
                found.update(f"{path}\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode())
    return "" if packaged_only else found.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from (path for path in sorted(folder.rglob("*")) if path.is_file())


def _read(mark: Path) -> str:
    try:
        return mark.read_text(encoding="ascii")
    except (OSError, ValueError):
        return ""


def _remember(mark: Path, state: str) -> None:
    try:
        private_dir(mark.parent)
        atomic_write(mark, state.encode("ascii"))
    except OSError:
        # Without a cache the audit is only done again.
        return
