"""Builds an index in a process of its own, so that a screen stays alive meanwhile.

Building a large bank is many seconds of pure Python: in a thread it would take half of every
millisecond from the keys being typed, and leave hundreds of megabytes with the session.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path

from cchc_tui.domain.paths import Layer
from cchc_tui.phrases.build import Progress, build_index
from cchc_tui.phrases.words import Abbreviations, abbreviations_from


def build_apart(
    layer: Layer, abbreviations: Abbreviations, target: Path, progress: Progress | None
) -> bool:
    """Has another process write the index of a bank folder into a file.

    Returns:
        Whether it did; if not (no Python to start, killed), build it here.
    """
    order = {
        "name": layer.name,
        "path": os.fspath(layer.path.absolute()),
        "target": os.fspath(target),
        "meanings": abbreviations.meanings,
    }
    home = str(Path(__file__).resolve().parents[2])
    path = os.pathsep.join(filter(None, [home, os.environ.get("PYTHONPATH", "")]))
    try:
        child = subprocess.Popen(
            [sys.executable, "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path},
            text=True,
            encoding="utf-8",
        )
    except OSError:
        return False
    try:
        with contextlib.suppress(OSError, ValueError):
            _follow(child, json.dumps(order), progress)
        return child.wait() == 0
    finally:
        child.kill()
        child.wait()


def _follow(child: subprocess.Popen[str], order: str, progress: Progress | None) -> None:
    if child.stdin is None or child.stdout is None:
        return
    with child.stdin as orders:
        orders.write(order)
    with child.stdout as lines:
        for line in lines:
            done, total = map(int, line.split())
            if progress:
                progress(done, total)


def main() -> None:
    """The other process: reads its order from stdin, prints `done total` as it goes."""
    order = json.load(sys.stdin)
    layer = Layer(order["name"], Path(order["path"]))
    meanings = {short: tuple(longs) for short, longs in order["meanings"].items()}

    def report(done: int, total: int) -> None:
        print(done, total, flush=True)

    with Path(order["target"]).open("wb") as out:
        build_index(layer, abbreviations_from(meanings), out, report)


if __name__ == "__main__":
    main()
