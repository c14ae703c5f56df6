"""Time from the command to the first screen, beside a bare Textual app with one Input.

Runs take turns, so that what else the machine does falls on both; the ratio of the medians
is what counts. Compiled files are there for both.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from desk import bare, environment, ours, sample_draft
from pty_terminal import PtyTerminal

TARGET = 1.3


def first_screen(command: list[str], sign: str, env: Mapping[str, str]) -> float:
    """Milliseconds until `sign` stands on the screen."""
    start = time.monotonic()
    with PtyTerminal(command, env=env) as terminal:
        terminal.wait_for(lambda: sign in terminal.text, timeout=60)
        return (time.monotonic() - start) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    with TemporaryDirectory() as folder:
        home = Path(folder)
        env = environment(home)
        runs = {
            "bare Textual Input": (bare(), "READY"),
            "cchc, first frame": (ours(draft := sample_draft(home)), "cchc ·"),
            "cchc, question of a draft": (ours(draft), "F9"),
            "cchc, list of drafts": (ours("")[:-2], "F3"),
        }
        times: dict[str, list[float]] = {name: [] for name in runs}
        for command, sign in runs.values():
            first_screen(command, sign, env)  # warms the page cache
        for _ in range(rounds):
            for name, (command, sign) in runs.items():
                times[name].append(first_screen(command, sign, env))
    base = statistics.median(times["bare Textual Input"])
    print(f"{'First screen':28}{'ms':>8}{'ratio':>8}")
    for name, taken in times.items():
        middle = statistics.median(taken)
        print(f"{name:28}{middle:8.0f}{middle / base:8.2f}")
    print(f"target: first frame <= {TARGET}; the list and the draft are read after it")


if __name__ == "__main__":
    main()
