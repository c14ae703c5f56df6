"""Bytes and time that a key costs, beside stock Textual and vim in the same run.

Prints a table and ratios; times on a shared machine are noisy, the ratios less so.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import time
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent
sys.path.insert(0, str(ROOT / "tests" / "support"))

from pty_terminal import PtyTerminal  # noqa: E402 - found by the line above

SIZES = [(80, 24), (200, 50)]
TEXT = "Trong kỳ báo cáo, cơ quan tiếp nhận và giải quyết hồ sơ đúng hạn. "
TELEX = "Trong kyf baso caso, cow quan tieeps nhaanj vaf giair quyeets hoof sow. "
QUIET = 0.12
PATIENCE = 1.0
"""Seconds to wait for the first byte of a key's answer; some keys change nothing."""
IDLE_SECONDS = 2.0
APPS = {
    "input": "Textual, bare Input",
    "plain": "Textual, TextArea + OptionList",
    "same": "ours, suggestions unchanged",
    "new": "ours, eight new suggestions",
    "telex": "ours, typing Telex",
    "vim": "vim",
}


@dataclass(frozen=True)
class Measured:
    """What keys cost: bytes, milliseconds to the last byte, writes; bytes while idle."""

    size: float
    last_byte: float
    last_byte_p95: float
    writes: float
    idle: int


def command(name: str) -> list[str]:
    if name == "vim":
        return ["vim", "-u", "NONE", "-N", "-n", "+startinsert"]
    return [sys.executable, str(HERE / "bytes_apps.py"), name]


def press(terminal: PtyTerminal, key: str) -> tuple[int, int, float]:
    """Press a key: bytes and writes that it costs, and milliseconds to the last byte."""
    size, writes = terminal.received, terminal.writes
    start = last = time.monotonic()
    terminal.send(key)
    while terminal.received == size and time.monotonic() - start < PATIENCE:
        terminal.pump(0.01)
    if terminal.received > size:
        last = time.monotonic()
    while time.monotonic() - last < QUIET:
        if terminal.pump(0.01):
            last = time.monotonic()
    return terminal.received - size, terminal.writes - writes, (last - start) * 1000


def measure(name: str, columns: int, rows: int) -> Measured:
    env = {"PYTHONPATH": str(ROOT)}
    terminal = PtyTerminal(command(name), columns=columns, rows=rows, env=env, emulate=False)
    with terminal:
        terminal.wait_for(lambda: terminal.received > 0)
        terminal.settle(0.5)
        for key in "ab ":
            press(terminal, key)
        keys = [press(terminal, key) for key in (TELEX if name == "telex" else TEXT)]
        before = terminal.received
        terminal.settle(IDLE_SECONDS, IDLE_SECONDS)
        idle = terminal.received - before
    times = sorted(key[2] for key in keys)
    return Measured(
        size=statistics.median(key[0] for key in keys),
        last_byte=statistics.median(times),
        last_byte_p95=times[int(len(times) * 0.95)],
        writes=statistics.mean(key[1] for key in keys),
        idle=idle,
    )


def main() -> None:
    names = [name for name in APPS if name != "vim" or shutil.which("vim")]
    for columns, rows in SIZES:
        print(f"\nOne key at {columns}x{rows}, {len(TEXT)} keys")
        print(f"{'':32}{'bytes':>8}{'ratio':>8}{'ms':>7}{'p95':>7}{'writes':>8}{'idle bytes':>12}")
        base: Measured | None = None
        for name in names:
            found = measure(name, columns, rows)
            base = base or found
            print(
                f"{APPS[name]:32}{found.size:8.0f}{found.size / base.size:8.2f}"
                f"{found.last_byte:7.1f}{found.last_byte_p95:7.1f}"
                f"{found.writes:8.2f}{found.idle:12}"
            )
    print(f"\nRatios are against {APPS['input']}; idle bytes are those of {IDLE_SECONDS:.0f} s.")


if __name__ == "__main__":
    main()
