"""Faults injected into sessions over a real sshd, and what was lost: `--minutes 10` for a soak.

Prints one row a kind of fault: how often it struck, answers lost, letters lost that had stood
on the screen for more than a second, and the letters of the last second that were lost.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import desk as _support  # noqa: F401 - makes the next ones findable

# isort: split
from fault_desk import (
    CUTS,
    QUESTIONS,
    FaultDesk,
    Loss,
    Officer,
    Seen,
    end_process,
    freeze,
    judge,
    strike,
)
from fault_disks import (
    FULL,
    Maker,
    faulty_ext4,
    full_disks,
    read_only_disks,
)
from ssh_server import SshServer

ALLOWED = 1.0
"""Seconds of typing that may be lost."""
MOMENTS = 60
"""Frozen moments in one session."""
WIDE = 160


@dataclass
class Row:
    """What came of one kind of fault."""

    faults: int = 0
    answers: int = 0
    letters: int = 0
    fresh: int = 0
    strange: int = 0

    def add(self, loss: Loss) -> None:
        self.faults += 1
        self.answers += len(loss.answers)
        self.letters += loss.letters
        self.fresh += loss.fresh
        self.strange += loss.strange


class Soak:
    """Strikes with every kind of fault in turn until the time is up."""

    def __init__(self, server: SshServer, folder: Path, seed: int) -> None:
        self.server = server
        self.folder = folder
        self.chance = random.Random(seed)
        self.rows: dict[str, Row] = defaultdict(Row)
        self._number = 0

    def fresh_folder(self) -> Path:
        self._number += 1
        folder = self.folder / str(self._number)
        folder.mkdir()
        return folder

    def cut(self, name: str) -> None:
        """Cut sessions of one draft at three random moments."""
        desk, seen = FaultDesk(self.fresh_folder()), Seen()
        for _ in range(3):
            with Officer(self.server, desk, self.chance, seen) as officer:
                officer.find_again()
                officer.work(self.chance.randrange(1, 14))
                officer.terminal.pump(self.chance.random() * 0.7)
                self.rows[name].add(strike(officer, name, ALLOWED))

    def freeze(self) -> None:
        """Look at what a kill would leave at many moments of one session."""
        folder = self.fresh_folder()
        desk = FaultDesk(folder)
        row = self.rows["kill -9 of the app, frozen"]
        with Officer(self.server, desk, self.chance) as officer:

            def look() -> None:
                officer.terminal.pump(self.chance.random() * 0.05)
                row.add(freeze(officer, folder / f"image-{row.faults}", ALLOWED))

            officer.meanwhile = look
            for _ in range(MOMENTS // 2):
                officer.work(1)
                if officer.seen.current > QUESTIONS - 3:
                    break
                look()

    def fail(self, name: str, make: Maker) -> None:
        """Let a disk refuse at a random moment, and kill the app on it."""
        folder = self.fresh_folder()
        with make(folder / "disk") as place:
            desk = FaultDesk(folder, place.path / "home")
            with Officer(self.server, desk, self.chance, columns=WIDE) as officer:
                officer.work(self.chance.randrange(2, 12))
                moment = time.monotonic()
                place.refuse(officer.app)
                officer.type_words()
                officer.terminal.wait_for("CHƯA LƯU ĐƯỢC")
                end_process(officer.app)
                place.mend(officer.app)
                self.rows[name].add(judge(officer.seen, desk.read(), moment, ALLOWED))

    def kinds(self) -> list[Callable[[], None]]:
        """Every kind of fault that can be had here."""
        full = (partial(self.fail, f"full disk ({disk})", FULL[disk]) for disk in full_disks())
        closed = (
            partial(self.fail, f"read-only disk ({disk})", faulty_ext4)
            for disk in read_only_disks()
        )
        return [self.freeze, *(partial(self.cut, name) for name in CUTS), *full, *closed]

    def run(self, minutes: float) -> None:
        """Every kind at least once, then on until the time is up."""
        end = time.monotonic() + minutes * 60
        kinds, turn = self.kinds(), 0
        while turn < len(kinds) or time.monotonic() < end:
            kinds[turn % len(kinds)]()
            turn += 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=2.0)
    parser.add_argument("--seed", type=int, default=30)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        (Path(name) / "sshd").mkdir()
        with SshServer(Path(name) / "sshd") as server:
            soak = Soak(server, Path(name), given.seed)
            soak.run(given.minutes)
    print(f"{'fault':32}{'struck':>8}{'answers':>9}{'> 1 s':>7}{'< 1 s':>7}{'strange':>9}")
    total = Row()
    for kind, row in soak.rows.items():
        _print(kind, row)
        for field in ("faults", "answers", "letters", "fresh", "strange"):
            setattr(total, field, getattr(total, field) + getattr(row, field))
    _print("all", total)
    print("Lost answers, letters seen for more and for less than a second; texts nobody typed.")
    return 1 if total.answers or total.letters or total.strange else 0


def _print(kind: str, row: Row) -> None:
    numbers = (row.answers, row.letters, row.fresh, row.strange)
    width = (9, 7, 7, 9)
    cells = "".join(f"{number:{size}}" for number, size in zip(numbers, width, strict=True))
    print(f"{kind:32}{row.faults:8}{cells}")


if __name__ == "__main__":
    sys.exit(main())
