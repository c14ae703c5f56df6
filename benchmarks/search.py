"""Phrase search beside its peers, in one run: time, quality, memory and opening.

`python benchmarks/search.py --sizes 1000,10000,100000` prints one table for each size. A
query counts as found if one of the first five phrases holds the words it was made from, in a
row (for words typed out of order: all of them). Peers are given folded text and folded
queries, which most of them could not do by themselves. `docs/SEARCH.md` says how to read it.
"""

from __future__ import annotations

import argparse
import gc
import multiprocessing
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from phrase_generator import KINDS, Made, Query, phrases, queries, write_bank  # noqa: E402

from cchc_tui.domain.paths import Layer  # noqa: E402
from cchc_tui.domain.text import fold  # noqa: E402
from cchc_tui.phrases.query import suggestion_query  # noqa: E402
from cchc_tui.phrases.search import PhraseBank  # noqa: E402

TODAY = date(2026, 11, 21)
FIRST = 5

Finder = Callable[[str], Sequence[str]]
"""Gives the texts of the first phrases for a query."""


@dataclass(frozen=True)
class Result:
    """One finder over some queries: seconds of each, and hits and tries by kind."""

    name: str
    seconds: list[float]
    found: dict[str, tuple[int, int]]


def main() -> None:
    """Runs the sizes asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="1000,10000,100000")
    parser.add_argument("--queries", type=int, default=100, help="queries of each kind")
    parser.add_argument("--peer-queries", type=int, default=8, help="of each kind, for peers")
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--misses", action="store_true", help="print queries not found")
    options = parser.parse_args()
    for size in map(int, options.sizes.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            run(size, Path(folder), options)


def run(size: int, folder: Path, options: argparse.Namespace) -> None:
    """Measures one size and prints its table."""
    made = list(phrases(size))
    write_bank(folder / "bank", made)
    sources = [Layer("bench", folder / "bank")]
    start = time.perf_counter()
    PhraseBank.open(sources, folder / "cache")
    built = time.perf_counter() - start
    time.sleep(2.1)  # file times younger than this are not trusted, see phrases.build
    PhraseBank.open(sources, folder / "cache")
    opened, memory = measured_apart(sources, folder / "cache")
    on_disk = sum(path.stat().st_size for path in (folder / "cache").rglob("*.idx"))
    print(f"\n## {size} phrases\n")
    print(
        f"built in {built:.1f} s; {on_disk / 1e6:.0f} MB on disk; opens in {opened * 1e3:.0f} ms; "
        f"own memory of a session {memory / 1e6:.1f} MB"
    )
    bank = PhraseBank.open(sources, folder / "cache")
    asked = queries(made, options.queries)
    ours = measure("cchc", lambda typed: ask(bank, typed), asked, show=options.misses)
    results = [ours]
    if not options.no_peers:
        few = thinned(asked, options.peer_queries)
        results.append(measure("cchc, as peers", lambda typed: ask(bank, typed), few))
        for name, finder in peers(made, folder):
            results.append(measure(name, finder, few))
            print(f"  {name}: done", file=sys.stderr)
    print_table(results)


def ask(bank: PhraseBank, typed: str) -> list[str]:
    """The first phrases of our own search, for a query as the editor makes it."""
    hits = bank.search(suggestion_query(typed), limit=FIRST, today=TODAY)
    return [hit.phrase.text for hit in hits]


def measured_apart(sources: list[Layer], cache: Path) -> tuple[float, int]:
    """Seconds to open, and bytes of own memory after some searches, in a fresh process."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(open_and_search, (sources, cache))


def open_and_search(sources: list[Layer], cache: Path) -> tuple[float, int]:
    """Opens a bank and searches a little: seconds to open, private bytes it cost."""
    import rapidfuzz.fuzz
    import rapidfuzz.process  # noqa: F401  (counted apart from the bank)

    gc.collect()
    before = private_bytes()
    start = time.perf_counter()
    bank = PhraseBank.open(sources, cache)
    seconds = time.perf_counter() - start
    for typed in ("tiep nhan ho", "cai cach hanh chinh", "cchc nam", "bao dma cong khai", "th t"):
        bank.search(typed, today=TODAY)
    return seconds, private_bytes() - before


def private_bytes() -> int:
    """Memory of this process that it shares with no one (Linux; 0 elsewhere)."""
    try:
        text = Path("/proc/self/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0
    pages = re.findall(r"^(?:Private_Clean|Private_Dirty):\s+(\d+) kB", text, re.MULTILINE)
    mapped = private_of_indexes()
    return sum(map(int, pages)) * 1024 - mapped


def private_of_indexes() -> int:
    """Pages of mapped indexes, read-only and shared, that no other process has mapped yet.

    Those of a file just written count as dirty until the system has stored them.
    """
    total, inside = 0, False
    for line in Path("/proc/self/smaps").read_text(encoding="utf-8").splitlines():
        if re.match(r"[0-9a-f]+-[0-9a-f]+ ", line):
            inside = line.endswith(".idx")
        elif inside and line.startswith("Private_"):
            total += int(line.split()[1]) * 1024
    return total


def thinned(asked: list[Query], each: int) -> list[Query]:
    """The first queries of each kind."""
    return [query for kind in KINDS for query in [q for q in asked if q.kind == kind][:each]]


def measure(name: str, finder: Finder, asked: list[Query], *, show: bool = False) -> Result:
    """Asks everything once, after a warm-up, noting time and whether it was found."""
    for query in asked[:5]:
        finder(query.typed)
    seconds: list[float] = []
    found: dict[str, tuple[int, int]] = {}
    for query in asked:
        start = time.perf_counter()
        texts = finder(query.typed)
        seconds.append(time.perf_counter() - start)
        good = any(holds(text, query) for text in texts[:FIRST])
        hits, tries = found.get(query.kind, (0, 0))
        found[query.kind] = (hits + good, tries + 1)
        if show and not good:
            print(f"  {query.kind}: {query.typed!r} from {query.words!r}")
            for text in texts[:2]:
                print(f"      {text}")
    return Result(name, seconds, found)


def holds(text: str, query: Query) -> bool:
    """Whether a phrase holds the words a query was made from."""
    words = re.findall(r"[^\W_]+", fold(text))
    if query.kind == "đảo thứ tự":
        return set(query.words.split()) <= set(words)
    return f" {' '.join(re.findall(r'[^ ]+', query.words))} " in f" {' '.join(words)} "


def peers(made: list[Made], folder: Path) -> list[tuple[str, Finder]]:
    """The peers that are there; says so of one that is not."""
    texts = [one.text for one in made]
    folded = [" ".join(re.findall(r"[^\W_]+", fold(text))) for text in texts]
    found: list[tuple[str, Finder]] = []
    if shutil.which("fzf"):
        found.append(("fzf --filter", fzf_finder(folded, folder)))
    else:
        print("fzf is not installed: not measured")
    try:
        found.append(("SQLite FTS5", fts_finder(folded)))
    except sqlite3.OperationalError:
        print("this SQLite has no FTS5: not measured")
    found.append(("rapidfuzz WRatio", wratio_finder(folded)))
    return found


def fzf_finder(folded: list[str], folder: Path) -> Finder:
    """The whole `fzf --filter` process, as a shell tool would be used."""
    lines = folder / "lines.txt"
    lines.write_text("\n".join(folded), encoding="utf-8")

    def find(typed: str) -> list[str]:
        with lines.open("rb") as source:
            done = subprocess.run(
                ["fzf", "--filter", fold(suggestion_query(typed))],
                stdin=source,
                stdout=subprocess.PIPE,
                check=False,
            )
        return done.stdout.decode().splitlines()[:FIRST]

    return find


def fts_finder(folded: list[str]) -> Finder:
    """FTS5 with prefix indexes: all words as beginnings; if nothing has all, any of them."""
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE p USING fts5(t, prefix='2 3 4')")
    base.executemany("INSERT INTO p VALUES (?)", ((text,) for text in folded))
    ask = "SELECT t FROM p WHERE p MATCH ? ORDER BY rank LIMIT 5"

    def find(typed: str) -> list[str]:
        words = re.findall(r"[^\W_]+", fold(suggestion_query(typed)))
        for join in (" AND ", " OR "):
            rows = base.execute(ask, (join.join(f'"{word}"*' for word in words),)).fetchall()
            if rows:
                return [str(row[0]) for row in rows]
        return []

    return find


def wratio_finder(folded: list[str]) -> Finder:
    """rapidfuzz's WRatio over all phrases."""
    from rapidfuzz import fuzz, process

    def find(typed: str) -> list[str]:
        query = fold(suggestion_query(typed))
        hits = process.extract(query, folded, scorer=fuzz.WRatio, limit=FIRST)
        return [str(hit[0]) for hit in hits]

    return find


def print_table(results: list[Result]) -> None:
    """One line for each finder, then quality by kind.

    The first line is `cchc` over all queries, the second over those that peers are asked.
    """
    ours = percentile(results[0].seconds, 95)
    print(f"\n{'':18}{'p50 ms':>9}{'p95 ms':>9}{'max ms':>9}{'ratio':>8}{'found':>8}")
    for result in results:
        hits, tries = (sum(column) for column in zip(*result.found.values(), strict=True))
        p95 = percentile(result.seconds, 95)
        print(
            f"{result.name:18}{statistics.median(result.seconds) * 1e3:9.1f}{p95 * 1e3:9.1f}"
            f"{max(result.seconds) * 1e3:9.1f}{p95 / ours:7.0f}x{hits / tries:8.1%}"
        )
    print(f"\n{'found in first five':18}" + "".join(f"{r.name:>18}" for r in results))
    for kind in KINDS:
        rates = [r.found[kind][0] / r.found[kind][1] for r in results]
        print(f"{kind:18}" + "".join(f"{rate:18.0%}" for rate in rates))


def percentile(values: Sequence[float], percent: int) -> float:
    """The value below which so many percent of them lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


if __name__ == "__main__":
    main()
