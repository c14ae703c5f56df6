"""What the system says of a write that SQLite only calls an input or output error."""

from __future__ import annotations

import errno
import os
import resource
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cchc_tui.store.drafts import DraftStore
from cchc_tui.store.errors import StoreError, StoreFull, StoreReadOnly, translate
from cchc_tui.store.records import DraftInfo

AT = "2026-11-21T03:00:00Z"


@contextmanager
def no_file_may_grow() -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_limit_of_the_session_is_said_as_a_full_disk_and_passes(tmp_path: Path) -> None:
    with DraftStore(tmp_path / "drafts.db") as store:
        store.create(DraftInfo("d", "k", "a", "p"))
        with no_file_may_grow(), pytest.raises(StoreFull, match="đã đầy"):
            store.save("d", "q", "x" * 100_000, author="an", at=AT, base_revision=0)
        assert store.answers("d") == {}
        store.save("d", "q", "x", author="an", at=AT, base_revision=0)
        assert store.check() == ""


@pytest.mark.parametrize(
    ("refusal", "told"),
    [
        (errno.ENOSPC, StoreFull),
        (errno.EDQUOT, StoreFull),
        (errno.EFBIG, StoreFull),
        (errno.EROFS, StoreReadOnly),
        (errno.EACCES, StoreReadOnly),
        (errno.EIO, StoreError),
        (0, StoreError),
    ],
)
def test_the_reason_of_a_refused_write_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refusal: int, told: type[StoreError]
) -> None:
    def refuse(**_: object) -> None:
        raise OSError(refusal, os.strerror(refusal))

    if refusal:
        monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR_WRITE
    assert type(translate(error, tmp_path / "drafts.db")) is told
