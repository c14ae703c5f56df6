"""One key in an answer of the real app, with suggestions from 100 000 phrases.

Bytes, milliseconds to the last byte and writes per key at 80x24 and 200x50, and bytes while
idle; vim and a bare Input in the same run (`bytes.py` has the other peers).
"""

from __future__ import annotations

import argparse
import shutil
import statistics
from pathlib import Path
from tempfile import TemporaryDirectory

from bytes import Measured, measure, press
from desk import AUTHOR, environment, ours, places, sample_draft
from phrase_generator import phrases, write_bank
from pty_terminal import PtyTerminal

from cchc_tui.services.workspace import Workspace

TEXT = "Trong ky bao cao, co quan da tiep nhan va giai quyet ho so dung han; "
QUESTION = "dg_uu_diem"


def big_bank(home: Path, size: int) -> None:
    """Give the officer a bank of that many phrases."""
    folder = places(home).own / "phrasebank"
    folder.mkdir(parents=True, exist_ok=True)
    write_bank(folder, list(phrases(size)))


def build_index(home: Path, draft: str) -> None:
    """Build the index of the bank before anything is measured."""
    workspace = Workspace(places(home), author=AUTHOR)
    workspace.suggest(draft, "tiep nhan")
    workspace.close()


def measure_ours(home: Path, draft: str, columns: int, rows: int) -> Measured:
    """What keys cost in the open draft."""
    command, env = ours(draft), environment(home)
    with PtyTerminal(command, columns=columns, rows=rows, env=env, emulate=False) as terminal:
        terminal.settle(1.5, 120)
        for key in "abc de":  # opens the bank
            press(terminal, key)
        terminal.settle(1.5, 120)
        keys = [press(terminal, key) for key in TEXT]
        terminal.settle(2.5, 10)
        before = terminal.received
        terminal.settle(2.0, 2.0)
        idle = terminal.received - before
    times = sorted(key[2] for key in keys)
    return Measured(
        size=statistics.median(key[0] for key in keys),
        last_byte=statistics.median(times),
        last_byte_p95=times[int(len(times) * 0.95)],
        writes=statistics.mean(key[1] for key in keys),
        idle=idle,
    )


def show(name: str, found: Measured, base: Measured) -> None:
    print(
        f"{name:28}{found.size:8.0f}{found.size / base.size:8.2f}{found.last_byte:8.1f}"
        f"{found.last_byte_p95:8.1f}{found.writes:8.2f}{found.idle:8}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--phrases", type=int, default=100_000)
    size = parser.parse_args().phrases
    with TemporaryDirectory() as folder:
        home = Path(folder)
        big_bank(home, size)
        draft = sample_draft(home, QUESTION)
        build_index(home, draft)
        for columns, rows in ((80, 24), (200, 50)):
            base = measure("input", columns, rows)
            print(f"\nOne key among {size} phrases at {columns}x{rows}")
            print(f"{'':28}{'bytes':>8}{'ratio':>8}{'ms':>8}{'p95':>8}{'writes':>8}{'idle':>8}")
            show("bare Textual Input", base, base)
            show("cchc", measure_ours(home, draft, columns, rows), base)
            if shutil.which("vim"):
                show("vim", measure("vim", columns, rows), base)
    print("\ntargets at 80x24: median <= 400 bytes, p95 <= 16 ms to the last byte, 0 idle")


if __name__ == "__main__":
    main()
