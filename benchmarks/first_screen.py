"""Time from the command to the first screen, beside a bare Textual app with one Input.

Runs take turns, so that what else the machine does falls on both; the ratio of the medians
is what counts, and on a busy machine that of the processor times. Compiled files are there for
both.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from desk import bare, environment, ours, sample_draft
from pty_terminal import PtyTerminal

TARGET = 1.3


def first_screen(command: list[str], sign: str, env: Mapping[str, str]) -> tuple[float, float]:
    """Milliseconds until `sign` stands on the screen, by the clock and of the processor."""
    start = time.monotonic()
    with PtyTerminal(command, env=env) as terminal:
        terminal.wait_for(lambda: sign in terminal.text, timeout=60)
        taken = time.monotonic() - start
        stat = Path(f"/proc/{terminal.process.pid}/stat").read_text(encoding="ascii")
        ticks = sum(map(int, stat.rsplit(")", 1)[1].split()[11:13]))
        return taken * 1000, ticks * 1000 / os.sysconf("SC_CLK_TCK")


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
        times: dict[str, list[tuple[float, float]]] = {name: [] for name in runs}
        for command, sign in runs.values():
            first_screen(command, sign, env)  # warms the page cache
        for _ in range(rounds):
            for name, (command, sign) in runs.items():
                times[name].append(first_screen(command, sign, env))
    middle = {
        name: [statistics.median(each) for each in zip(*taken, strict=True)]
        for name, taken in times.items()
    }
    base = middle["bare Textual Input"]
    print(f"{'First screen':28}{'ms':>8}{'ratio':>8}{'CPU ms':>8}{'ratio':>8}")
    for name, (clock, cpu) in middle.items():
        print(f"{name:28}{clock:8.0f}{clock / base[0]:8.2f}{cpu:8.0f}{cpu / base[1]:8.2f}")
    print(f"target: first frame <= {TARGET}; the list and the draft are read after it")


if __name__ == "__main__":
    main()
