"""The thread that reads the terminal sleeps until there is something to read, or it ends."""

from __future__ import annotations

import select
import threading
from pathlib import Path

from tiny_terminal import Tiny

from cchc_tui.tui.terminal.driver import Bell, KeyParser
from cchc_tui.tui.terminal.input import PASTE_START, Door


def readable(bell: Bell) -> bool:
    return bool(select.select([bell], [], [], 0)[0])


def test_a_bell_wakes_who_waits_for_files_and_can_ring_again() -> None:
    bell = Bell()
    for _ in range(3):
        assert not readable(bell)
        bell.set()
        bell.set()
        assert readable(bell)
        assert bell.is_set()
        bell.clear()
        bell.clear()
    assert not readable(bell)


def test_a_bell_wakes_a_thread_that_sleeps() -> None:
    bell, woken = Bell(), threading.Event()

    def sleep() -> None:
        select.select([bell], [], [])
        woken.set()

    threading.Thread(target=sleep, daemon=True).start()
    bell.set()
    assert woken.wait(20)


def test_only_what_was_begun_is_waited_for() -> None:
    door, parser = Door(), KeyParser()
    list(door.feed("chữ", 0.0))
    list(parser.feed("chữ"))
    assert not door.waits
    assert not parser.waits
    list(door.feed(PASTE_START + "dở", 1.0))
    list(parser.feed("\x1b"))
    assert door.waits
    assert parser.waits
    list(door.tick(100.0))
    assert not door.waits


def wakings(pid: int, thread: str) -> int:
    """How often a thread of a process has gone to sleep so far."""
    for task in Path(f"/proc/{pid}/task").iterdir():
        status = (task / "status").read_text(encoding="ascii", errors="replace")
        fields = dict(line.split(":\t", 1) for line in status.splitlines() if ":\t" in line)
        if task.name == thread:
            return int(fields["voluntary_ctxt_switches"])
    raise AssertionError(f"no thread {thread}")


def test_no_thread_of_a_session_wakes_while_nobody_types(fresh_tiny: Tiny) -> None:
    terminal = fresh_tiny.terminal
    terminal.send("xong")
    terminal.wait_for("xong")
    terminal.settle(1.0)
    pid = terminal.process.pid
    threads = [task.name for task in Path(f"/proc/{pid}/task").iterdir()]
    before = {thread: wakings(pid, thread) for thread in threads}
    terminal.settle(1.5, 1.5)
    after = {thread: wakings(pid, thread) for thread in threads}
    assert sum(after.values()) - sum(before.values()) < 8, (before, after)
