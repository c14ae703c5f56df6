"""`make bench`: every benchmark in turn, or those named: `make bench BENCH_ARGS="key search"`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
SUITE = {
    "first_screen": [],
    "sessions": [],
    "crowd": [],
    "bytes": [],
    "key": [],
    "export": [],
    "store": [],
    "search": ["--sizes", "1000,10000,100000"],
    "import_docx": [],
    "import_kind": [],
    "check": [],
    "review": [],
    "terminals": [],
    "soak": [],
    "faults": [],
    "replay": [],
}
"""Benchmark modules in the order run, with their arguments."""


def main() -> int:
    """Run them; the exit code is that of the last one that failed, or 0."""
    wanted = sys.argv[1:] or list(SUITE)
    unknown = [name for name in wanted if name not in SUITE]
    if unknown:
        print(f"no such benchmark: {', '.join(unknown)}; there are: {', '.join(SUITE)}")
        return 2
    code = 0
    for name in wanted:
        path = HERE / f"{name}.py"
        if not path.exists():
            continue
        print(f"\n== {name}\n", flush=True)
        done = subprocess.run([sys.executable, str(path), *SUITE[name]], check=False)
        code = done.returncode or code
    return code


if __name__ == "__main__":
    sys.exit(main())
