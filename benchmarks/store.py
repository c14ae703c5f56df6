"""Saving an answer, beside a bare SQLite insert with the same durability in the same run.

Prints milliseconds and the ratio; run with `python benchmarks/store.py [answers]`.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from cchc_tui.store.drafts import DraftStore
from cchc_tui.store.records import DraftInfo

TARGET_MS = 1.0
PLAIN = {"state": "answered", "value": "Câu trả lời dài vừa phải. " * 20}
AT = "2026-11-21T03:00:00Z"


def bare_insert(folder: Path) -> Callable[[int], None]:
    """One table, one INSERT a transaction, WAL and FULL."""
    db = sqlite3.connect(folder / "bare.db", isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    db.execute("CREATE TABLE answer (id INTEGER PRIMARY KEY, text TEXT)")

    def insert(number: int) -> None:
        db.execute("INSERT INTO answer VALUES (?, ?)", (number, str(PLAIN)))

    return insert


def our_save(folder: Path) -> Callable[[int], None]:
    """`DraftStore.save`: step, revision, header and typing in one transaction."""
    store = DraftStore(folder / "drafts.db")
    store.create(DraftInfo("d", "k", "a", "2026-Q1"))

    def save(number: int) -> None:
        store.save("d", f"q{number}", PLAIN, author="an", at=AT, base_revision=0)

    return save


def our_typing(folder: Path) -> Callable[[int], None]:
    """`DraftStore.set_typing`: what is kept each second while typing."""
    store = DraftStore(folder / "typing.db")
    store.create(DraftInfo("d", "k", "a", "2026-Q1"))

    def note(number: int) -> None:
        store.set_typing("d", "q", str(PLAIN), number, author="an", at=AT, base_revision=0)

    return note


def percentiles(times: list[float]) -> tuple[float, float]:
    """Median and 95th percentile, in milliseconds."""
    ordered = sorted(times)
    return ordered[len(ordered) // 2] * 1000, ordered[int(len(ordered) * 0.95)] * 1000


def main() -> None:
    """Run the three side by side, alternating so that noise falls on all."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        runs = {
            "SQLite bare insert": bare_insert(folder),
            "saving an answer": our_save(folder),
            "noting what is typed": our_typing(folder),
        }
        times: dict[str, list[float]] = {label: [] for label in runs}
        for number in range(count):
            for label, run in runs.items():
                start = time.perf_counter()
                run(number)
                times[label].append(time.perf_counter() - start)
    base = percentiles(times["SQLite bare insert"])[1]
    print(f"{'':24}{'p50 ms':>9}{'p95 ms':>9}{'p95 ratio':>11}")
    for label, taken in times.items():
        middle, high = percentiles(taken)
        print(f"{label:24}{middle:9.3f}{high:9.3f}{high / base:11.2f}")
    print(f"target: saving an answer, p95 <= {TARGET_MS} ms")


if __name__ == "__main__":
    main()
