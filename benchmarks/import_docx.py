"""Import of a Word report of 35 pages, beside pandoc reading the same file to plain text.

Run `python benchmarks/import_docx.py [--json] [FILE.docx]`; prints medians of whole processes, ours
and pandoc's in turns, with their ratio (target: at most 3), and of the reading alone in a process
that is warm (target: at most 1 s). Without pandoc only our own times are printed, and said so.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import export

from cchc_tui.document.readers import read_report
from cchc_tui.document.writers import write_docx

PAGES = 35
MOST_SECONDS, MOST_RATIO = 1.0, 3.0
ROUNDS = 7
READ = "import sys; from pathlib import Path; from cchc_tui.document.readers import read_report; "
READ += "read_report(Path(sys.argv[1]))"


def sample() -> bytes:
    """A report twice as long as that of `export.py`, which has some 17 pages."""
    once = export.report()
    return write_docx(replace(once, body=once.body + once.body))


def timed(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def process(*command: str) -> Callable[[], object]:
    return lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def measure(path: Path) -> dict[str, float]:
    """Medians in seconds, by name."""
    runs = {
        "reading, warm": lambda: read_report(path),
        "cchc, whole process": process(sys.executable, "-c", READ, str(path)),
    }
    if shutil.which("pandoc"):
        runs["pandoc, whole process"] = process("pandoc", "-t", "plain", str(path))
    times: dict[str, list[float]] = {name: [] for name in runs}
    for run in runs.values():
        run()
    for _ in range(ROUNDS):
        for name, run in runs.items():
            times[name].append(timed(run))
    return {name: statistics.median(found) for name, found in times.items()}


def main() -> int:
    """Print the figures; 1 if a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        path = options.file or Path(folder) / "report.docx"
        if not options.file:
            path.write_bytes(sample())
        medians = measure(path)
    peer = medians.get("pandoc, whole process")
    ratio = medians["cchc, whole process"] / peer if peer else None
    if options.json:
        print(json.dumps({"seconds": medians, "ratio": ratio}))
    else:
        for name, seconds in medians.items():
            print(f"{name:24} {seconds * 1000:8.0f} ms")
        said = f"{ratio:.2f} (target {MOST_RATIO:g})" if ratio else "pandoc is not installed"
        print(f"{'ratio to pandoc':24} {said}")
    slow = medians["reading, warm"] > MOST_SECONDS or (ratio or 0) > MOST_RATIO
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
