"""What a key costs by size, `TERM` and way to the terminal, beside a bare Input and vim.

Bytes that arrive at the terminal, milliseconds to the last of them, and writes, of each key of
a sentence: straight in a pty, from tmux to its client, and through a real sshd on the loopback
address. `cchc` is measured in the sample report, once with suggestions that change as one types
and once with letters that no phrase has. Every ratio is to the bare Input of the same line.
"""

from __future__ import annotations

import argparse
import os
import shlex
import shutil
import statistics
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from bytes import IDLE_SECONDS, Measured, command, press
from desk import environment, ours, sample_draft
from pty_terminal import PtyTerminal
from ssh_server import SSHD, SshServer

TERMS = ("xterm", "xterm-256color")
QUESTION = "dg_uu_diem"
TEXT = "Trong ky bao cao, co quan da tiep nhan va giai quyet ho so"
STRANGE = "zwjfq xzjw qfzx wjzq fxwz jqzf wxqj zfwx qjwf xzqf jwzx qf"
"""Letters that no phrase has, in words as long as those of the text."""
TMUX = shutil.which("tmux")

Started = tuple[Sequence[str], Mapping[str, str]]
"""A command and its environment."""
Way = Callable[[Sequence[str], Mapping[str, str]], Started]


@dataclass(frozen=True)
class App:
    """Something to type into.

    Attributes:
        name: How the table calls it.
        argv: The command.
        env: What it runs with.
        ready: What it writes when it is ready to be typed into.
        text: What is typed.
        warm: Keys typed before anything is measured.
    """

    name: str
    argv: Sequence[str]
    env: Mapping[str, str]
    ready: bytes
    text: str
    warm: str = "ab "


def straight(argv: Sequence[str], env: Mapping[str, str]) -> Started:
    """In the terminal itself."""
    return argv, env


@contextmanager
def through_tmux(folder: Path) -> Iterator[Way]:
    """Inside tmux, with nothing else on its screen."""
    numbers = count()
    settings = folder / "tmux.conf"
    settings.write_text("set -g status off\nset -g escape-time 0\nset -g destroy-unattached on\n")
    sockets: list[Path] = []

    def start(argv: Sequence[str], env: Mapping[str, str]) -> Started:
        # A server of its own each time: the one before may still be ending.
        sockets.append(folder / f"tmux-{next(numbers)}")
        tmux = [str(TMUX), "-S", str(sockets[-1]), "-f", str(settings)]
        return [*tmux, "new-session", shlex.join(argv)], env

    try:
        yield start
    finally:
        for socket in sockets:
            end = [str(TMUX), "-S", str(socket), "kill-server"]
            subprocess.run(end, check=False, capture_output=True)


@contextmanager
def through_sshd(folder: Path) -> Iterator[Way]:
    """Through a server of our own."""
    with SshServer(folder) as server:
        yield lambda argv, env: (server.command(argv, {**env, "LC_ALL": "C.UTF-8"}), {})


def measure(app: App, way: Way, term: str, size: tuple[int, int]) -> Measured:
    """What the keys of its text cost."""
    argv, env = way(app.argv, app.env)
    columns, rows = size
    with PtyTerminal(
        argv, columns=columns, rows=rows, env={**env, "TERM": term}, emulate=False
    ) as terminal:
        terminal.wait_for(lambda: app.ready in terminal.log, timeout=60)
        terminal.settle(1.2, 6)
        for key in app.warm:
            press(terminal, key)
        terminal.settle(1.2, 6)
        keys = [press(terminal, key) for key in app.text]
        terminal.settle(2.5, 6)
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


def apps(home: Path, keys: int) -> list[App]:
    """What is measured, the bare Input first."""
    draft, env = sample_draft(home, QUESTION), environment(home)
    root = {"PYTHONPATH": env["PYTHONPATH"]}
    text, strange = TEXT[:keys], STRANGE[:keys]
    found = [
        App("bare Textual Input", command("input"), root, b"READY", text),
        App("cchc, suggestions changing", ours(draft), env, b"F9", text, "abc de "),
        App("cchc, no suggestions", ours(draft), env, b"F9", strange, "abc de "),
    ]
    if shutil.which("vim"):
        found.append(App("vim", command("vim"), {}, b"~", text))
    return found


def show(way: str, term: str, name: str, found: Measured, base: Measured) -> None:
    print(
        f"{way:10}{term:16}{name:28}{found.size:7.0f}{found.size / base.size:7.2f}"
        f"{found.last_byte:7.1f}{found.last_byte_p95:7.1f}"
        f"{found.last_byte / base.last_byte:7.2f}{found.writes:8.2f}{found.idle:7}",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keys", type=int, default=20, help="of each text, at most 58")
    parser.add_argument("--sizes", default="80x24,200x50", help="separated by commas")
    given = parser.parse_args()
    keys = given.keys
    sizes = [(int(x), int(y)) for x, y in (one.split("x") for one in given.sizes.split(","))]
    with TemporaryDirectory(ignore_cleanup_errors=True) as name, ExitStack() as stack:
        folder = Path(name)
        ways: dict[str, Way] = {"pty": straight}
        if TMUX:
            ways["tmux"] = stack.enter_context(through_tmux(folder))
        if SSHD:
            ways["sshd"] = stack.enter_context(through_sshd(folder))
        measured = apps(folder, keys)
        print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores, {keys} keys each")
        for size in sizes:
            print(f"\n{size[0]}x{size[1]}")
            print(
                f"{'way':10}{'TERM':16}{'':28}{'bytes':>7}{'ratio':>7}{'ms':>7}{'p95':>7}"
                f"{'ratio':>7}{'writes':>8}{'idle':>7}"
            )
            for way, start in ways.items():
                for term in TERMS:
                    base: Measured | None = None
                    for app in measured:
                        found = measure(app, start, term, size)
                        base = base or found
                        show(way, term, app.name, found, base)
        print(f"\nload {os.getloadavg()[0]:.1f}; medians; idle: bytes in {IDLE_SECONDS:.0f} s")


if __name__ == "__main__":
    main()
