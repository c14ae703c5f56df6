"""Reads single keys from the terminal, for `cchc doctor --keys`."""

from __future__ import annotations

import os
import select
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_REST_SECONDS = 0.1
"""How long the rest of a key's bytes may take over a slow link."""


@contextmanager
def single_keys() -> Iterator[Callable[[], bytes]]:
    """Take every key as it comes, Ctrl+C and Ctrl+Z included, until the end of the block.

    Yields:
        Waits for a key and returns what it sent; nothing when the terminal is gone.
    """
    import termios
    import tty

    source = sys.stdin.fileno()
    before = termios.tcgetattr(source)
    try:
        tty.setraw(source, termios.TCSANOW)
        # What is printed meanwhile still ends its lines at the left.
        mode = termios.tcgetattr(source)
        mode[1] |= termios.OPOST
        termios.tcsetattr(source, termios.TCSANOW, mode)
        yield lambda: _read_key(source)
    finally:
        termios.tcsetattr(source, termios.TCSADRAIN, before)


def _read_key(source: int) -> bytes:
    try:
        got = os.read(source, 64)
        while got and select.select([source], [], [], _REST_SECONDS)[0]:
            more = os.read(source, 64)
            if not more:
                break
            got += more
    except OSError:
        return b""
    return got
