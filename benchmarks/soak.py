"""Random keys in the real app, its screen compared with a full repaint: `--minutes 30` for long.

Wide and combined letters, pastes, dialogs, other screens, new sizes, suspension, garbled screens.
Prints what was compared, and the seed: `--seed` plays the same keys again. Exit code 1 when a
screen was wrong or the app ended by itself; the last screen is printed then.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import desk as _support  # noqa: F401 - makes the next ones findable

# isort: split
from busy_desk import BusyDesk
from watched import Watched

ROUNDS = 60
"""Bursts of keys in one draft; then another draft begins."""
MOST_KEYS = 40


def session(seed: int, end: float, seen: Counter[str]) -> int:
    """Press keys in one draft until the rounds or the time are over; gives the keys pressed."""
    chance = random.Random(seed)
    keys = 0
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        app = Watched(BusyDesk(Path(folder)))
        try:
            for _ in range(ROUNDS):
                count = chance.randint(1, MOST_KEYS)
                app.act(chance, count)
                keys += count
                if time.monotonic() > end:
                    break
        except AssertionError:
            print(f"seed {seed}, after {keys} keys:\n{app.terminal.text}")
            raise
        finally:
            seen += app.seen
            app.close()
    return keys


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=2.0)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    end = time.monotonic() + given.minutes * 60
    seen: Counter[str] = Counter()
    keys, seed = 0, given.seed
    try:
        while time.monotonic() < end:
            keys += session(seed, end, seen)
            seed += 1
    except AssertionError as error:
        print(error)
        return 1
    print(f"seeds {given.seed}-{seed - 1}: {keys} keys, {sum(seen.values())} screens, 0 wrong")
    for name, count in seen.most_common():
        print(f"  {name:28}{count:6}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
