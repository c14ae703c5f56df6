"""Many officers on one machine: 200 sessions with a draft open, 50 of them typing.

Every officer has a home and a draft of their own. Prints what a session holds in memory, how
long one more takes to its question beside so many, what one costs while nobody types, and how
long keys take while some type at 5 a second, each beside a bare Textual app with one Input.
"""

from __future__ import annotations

import argparse
import random
import select
import shutil
import statistics
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from desk import bare, environment, ours, sample_draft
from pty_terminal import PtyTerminal

from cchc_tui.services.workspace import Workspace  # noqa: F401 - warms the compiled files

QUESTION = "dg_uu_diem"
TEXT = "trong ky bao cao co quan da tiep nhan va giai quyet ho so dung han "
ROOM = 100
"""Megabytes that must be free for each session that is started."""
STARTS = 5
"""Sessions whose start is timed, alone and beside all the others."""
TOGETHER = 4
"""Sessions started at once where nothing is timed."""
TARGET = 1.3


@dataclass(frozen=True)
class Memory:
    """What a process holds, in megabytes: its share of all pages, its own pages, resident."""

    share: float
    own: float
    resident: float


@dataclass(frozen=True)
class Typed:
    """Keys of a while: milliseconds to the last byte of each, in order; CPU per key."""

    times: list[float]
    cpu: float
    per_second: float

    def at(self, part: float) -> float:
        """The time that this part of the keys stays below."""
        return self.times[int((len(self.times) - 1) * part)]


def memory(pid: int) -> Memory:
    """What a process holds now."""
    sizes: dict[str, float] = {}
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()[1:]:
        name, size = line.split()[:2]
        sizes[name[:-1]] = int(size) / 1024
    own = sizes["Private_Clean"] + sizes["Private_Dirty"]
    return Memory(sizes["Pss"], own, sizes["Rss"])


def free() -> float:
    """Megabytes that the machine can still give."""
    for line in Path("/proc/meminfo").read_text(encoding="ascii").splitlines():
        if line.startswith("MemAvailable"):
            return int(line.split()[1]) / 1024
    return 0.0


def cpu(terminals: Sequence[PtyTerminal]) -> float:
    """Milliseconds of processor time that these programs have had, all threads."""
    total = 0
    for terminal in terminals:
        for task in Path(f"/proc/{terminal.process.pid}/task").iterdir():
            total += int((task / "schedstat").read_text(encoding="ascii").split()[0])
    return total / 1e6


class Office:
    """The officers of one program: each in a terminal of 80x24, with a home of their own."""

    def __init__(self, homes: Path, command: list[str], sign: bytes, pattern: Path | None) -> None:
        self._homes = homes
        self._command = command
        self._sign = sign
        self._pattern = pattern
        self.terminals: list[PtyTerminal] = []

    def __enter__(self) -> Office:
        return self

    def __exit__(self, *_: object) -> None:
        for terminal in self.terminals:
            terminal.close()

    def open(self) -> tuple[float, float]:
        """Open one more session; milliseconds to its question, on the clock and of CPU."""
        begun = time.monotonic()
        terminal = self._start()
        self._wait(terminal)
        return (time.monotonic() - begun) * 1000, cpu([terminal])

    def _start(self) -> PtyTerminal:
        home = self._homes / str(len(self.terminals))
        if self._pattern is not None:
            shutil.copytree(self._pattern, home)
        self.terminals.append(PtyTerminal(self._command, env=environment(home), emulate=False))
        return self.terminals[-1]

    def _wait(self, terminal: PtyTerminal) -> None:
        terminal.wait_for(lambda: self._sign in terminal.log, timeout=120)

    def fill(self, count: int) -> None:
        """Open so many more, some at a time, without timing them."""
        wanted = len(self.terminals) + count
        while len(self.terminals) < wanted:
            some = [self._start() for _ in range(min(TOGETHER, wanted - len(self.terminals)))]
            for terminal in some:
                self._wait(terminal)

    def listen(self, seconds: float) -> Iterator[PtyTerminal]:
        """The terminals that write something within that time, as they do."""
        by_file = {terminal.fileno(): terminal for terminal in self.terminals}
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            for file in select.select(list(by_file), [], [], left)[0]:
                by_file[file].pump(0)
                yield by_file[file]

    def rest(self, seconds: float) -> None:
        """Let time pass, taking in what is written."""
        for _ in self.listen(seconds):
            pass

    def idle(self, seconds: float) -> tuple[float, float]:
        """Milliseconds of CPU and bytes of a session in a second while nobody types."""
        before, received = cpu(self.terminals), sum(one.received for one in self.terminals)
        self.rest(seconds)
        spent = cpu(self.terminals) - before
        written = sum(one.received for one in self.terminals) - received
        return spent / seconds / len(self.terminals), written / seconds / len(self.terminals)

    def type(self, count: int, speed: float, seconds: float) -> Typed:
        """Let the first officers type, each at that many keys a second, not in step."""
        chance = random.Random(1)
        hands = self.terminals[:count]
        due = [(time.monotonic() + chance.random() / speed, number) for number in range(count)]
        pressed: dict[PtyTerminal, float] = {}
        answered: dict[PtyTerminal, float] = {}
        times: list[float] = []
        strokes = [0] * count
        before, begun = cpu(hands), time.monotonic()
        while time.monotonic() - begun < seconds:
            moment, number = min(due)
            for terminal in self.listen(moment - time.monotonic()):
                answered[terminal] = time.monotonic()
            terminal = hands[number]
            if terminal in pressed:
                # A key that is not answered before the next one waited at least so long.
                done = answered.pop(terminal, time.monotonic())
                times.append((done - pressed[terminal]) * 1000)
            pressed[terminal] = time.monotonic()
            terminal.send(TEXT[(strokes[number] + 7 * number) % len(TEXT)])
            strokes[number] += 1
            due.remove((moment, number))
            due.append((moment + chance.uniform(0.7, 1.3) / speed, number))
        spent = cpu(hands) - before
        return Typed(sorted(times), spent / len(times), len(times) / seconds)


@contextmanager
def offices() -> Iterator[tuple[Office, Office]]:
    """The officers of the peer and ours, none at work yet."""
    with TemporaryDirectory() as folder, ExitStack() as stack:
        root = Path(folder)
        pattern = root / "pattern"
        draft = sample_draft(pattern, QUESTION)
        peer = stack.enter_context(Office(root / "bare", bare(), b"READY", None))
        own = stack.enter_context(Office(root / "ours", ours(draft), b"F9", pattern))
        yield peer, own


def middle(values: list[float]) -> float:
    return statistics.median(values)


def started(office: Office, count: int) -> list[tuple[float, float]]:
    """Open some sessions one after the other."""
    return [office.open() for _ in range(count)]


def show_start(
    name: str, starts: list[tuple[float, float]], base: list[tuple[float, float]]
) -> None:
    clock, spent = (middle([one[part] for one in starts]) for part in (0, 1))
    print(f"{name:34}{clock:9.0f}{spent:9.0f}{spent / middle([one[1] for one in base]):8.2f}")


def show_memory(name: str, office: Office, base: Office) -> None:
    sizes, peer = ([memory(one.process.pid) for one in each.terminals] for each in (office, base))
    share, own, whole = (
        middle([getattr(one, part) for one in sizes]) for part in ("share", "own", "resident")
    )
    ratio = own / middle([one.own for one in peer])
    print(f"{name:34}{share:9.1f}{own:9.1f}{whole:9.1f}{ratio:8.2f}")


def show_keys(name: str, typed: Typed, base: Typed) -> None:
    print(
        f"{name:34}{typed.per_second:9.0f}{typed.cpu:9.1f}{typed.cpu / base.cpu:8.2f}"
        f"{typed.at(0.5):9.1f}{typed.at(0.95):9.1f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=200)
    parser.add_argument("--typing", type=int, default=50)
    parser.add_argument("--speed", type=float, default=5.0, help="keys a second of each")
    parser.add_argument("--seconds", type=float, default=15.0, help="how long they type")
    options = parser.parse_args()
    sessions = min(options.sessions, int(free() / ROOM))
    if sessions < options.sessions:
        print(f"memory for {sessions} sessions only, not {options.sessions}")
    typing = min(options.typing, sessions)
    with offices() as (peer, own):
        report(peer, own, sessions, typing, options.speed, options.seconds)


def report(
    peer: Office, own: Office, sessions: int, typing: int, speed: float, seconds: float
) -> None:
    """Open the sessions, let some type, and print the tables."""
    started(own, 1)  # warms the page cache
    base, alone = started(peer, STARTS), started(own, STARTS)
    before = free()
    more = max(0, sessions - len(own.terminals) - STARTS)
    own.fill(more)
    beside = started(own, STARTS)
    own.rest(3.0)
    print(f"\n{'One more session, to its question':34}{'ms':>9}{'CPU ms':>9}{'ratio':>8}")
    show_start("bare Textual Input", base, base)
    show_start("cchc, alone", alone, base)
    show_start(f"cchc, beside {len(own.terminals) - STARTS} others", beside, base)
    taken = (before - free()) / (more + STARTS)
    print(f"\n{'Memory of a session, MB':34}{'share':>9}{'own':>9}{'resident':>9}{'ratio':>8}")
    show_memory("bare Textual Input", peer, peer)
    show_memory("cchc, a draft open", own, peer)
    spent, written = own.idle(5.0)
    peer.fill(max(0, typing - len(peer.terminals)))
    bare_keys = peer.type(typing, speed, seconds / 3)
    keys = own.type(typing, speed, seconds)
    own.rest(3.0)
    own.terminals = own.terminals[:typing]
    show_memory("cchc, after typing", own, peer)
    print(f"taken from the machine for one more: {taken:.1f} MB; target: ratio <= {TARGET}")
    print(f"at rest: {spent:.2f} ms of CPU and {written:.1f} bytes a second each")
    title = f"{typing} officers type"
    print(f"\n{title:34}{'keys/s':>9}{'CPU ms':>9}{'ratio':>8}{'ms':>9}{'p95':>9}")
    show_keys("bare Textual Input", bare_keys, bare_keys)
    show_keys("cchc, suggestions shown", keys, bare_keys)
    print(f"two cores give 2 000 ms a second; these keys ask for {keys.cpu * keys.per_second:.0f}")


if __name__ == "__main__":
    main()
