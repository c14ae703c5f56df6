"""A real pseudo-terminal with a terminal emulator behind it, to run an app in and look at.

with PtyTerminal([sys.executable, "app.py"]) as terminal:
    terminal.wait_for("Xin chào")
    terminal.send("chữ\\r")
"""

from __future__ import annotations

import errno
import fcntl
import os
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType

import pyte

_ENVIRONMENT = {
    "TERM": "xterm-256color",
    "LANG": "C.UTF-8",
    "LC_ALL": "C.UTF-8",
    "PYTHONUTF8": "1",
    "PATH": os.environ.get("PATH", ""),
}


class _Emulator(pyte.Screen):
    """pyte, deaf to the sequences it would misread as drawing.

    It takes the Kitty keyboard request (`CSI > 25 u`) for "restore the cursor".
    """

    def report_device_status(self, *_: object, **__: object) -> None:
        """Answer nothing: no program under test asks."""

    def restore_cursor(self, *_: object, **__: object) -> None:
        """Do nothing: no program under test saves the cursor."""


class PtyTerminal:
    """A program in a pty, and its screen as a person would see it."""

    def __init__(
        self,
        argv: Sequence[str],
        *,
        columns: int = 80,
        rows: int = 24,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        emulate: bool = True,
    ) -> None:
        """Start the program.

        Args:
            argv: The program and its arguments.
            columns: Width of the terminal.
            rows: Height of the terminal.
            env: Added to a bare environment (xterm-256color, UTF-8, no home of its own).
            cwd: Where the program starts.
            emulate: Whether to keep a screen; without one bytes are only counted, in less
                time.
        """
        self.screen = _Emulator(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self._emulate = emulate
        self.received = 0
        """Bytes that the program has written so far."""
        self.writes = 0
        """Reads that found something: at most as many as the program's writes."""
        self.log = bytearray()
        """Everything that the program has written."""
        master, slave = os.openpty()
        self._master = master
        self._set_size(columns, rows)
        self.process = subprocess.Popen(
            list(argv),
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={**_ENVIRONMENT, **(env or {})},
            cwd=cwd,
            start_new_session=True,
        )
        os.close(slave)

    def __enter__(self) -> PtyTerminal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Hang up and end the program."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        if self._master >= 0:
            os.close(self._master)
            self._master = -1

    def _set_size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def fileno(self) -> int:
        """The file to select on, among many terminals."""
        return self._master

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the terminal, as dragging its corner does.

        Args:
            columns: New width.
            rows: New height.
        """
        self.screen.resize(rows, columns)
        self._set_size(columns, rows)
        if self.process.poll() is None:
            os.kill(self.process.pid, signal.SIGWINCH)

    def send(self, keys: str | bytes) -> None:
        """Type, in one write where the pty takes it in one.

        Args:
            keys: Text (sent as UTF-8) or bytes as they are.
        """
        data = keys.encode() if isinstance(keys, str) else keys
        while data:
            _, writable, _ = select.select([], [self._master], [], 0.05)
            if writable:
                data = data[os.write(self._master, data[:1024]) :]
            self.pump(0)

    def pump(self, timeout: float = 0.05) -> bool:
        """Take in what the program wrote.

        Args:
            timeout: How long to wait for it, in seconds.

        Returns:
            Whether there was anything.
        """
        ready, _, _ = select.select([self._master], [], [], timeout)
        if not ready:
            return False
        try:
            data = os.read(self._master, 65536)
        except OSError as error:
            if error.errno != errno.EIO:
                raise
            data = b""
        self.received += len(data)
        self.writes += bool(data)
        self.log += data
        if self._emulate:
            self._stream.feed(data)
        return bool(data)

    def settle(self, quiet: float = 0.15, timeout: float = 10.0) -> None:
        """Wait until the program has written nothing for a while.

        Args:
            quiet: How long, in seconds.
            timeout: When to stop waiting.
        """
        end = time.monotonic() + timeout
        last = time.monotonic()
        while (now := time.monotonic()) < end and now - last < quiet:
            if self.pump(min(quiet / 3, end - now)):
                last = time.monotonic()
            elif self.process.poll() is not None:
                return

    def wait_for(self, wanted: str | Callable[[], bool], timeout: float = 15.0) -> None:
        """Wait until a text stands on the screen, or a condition holds.

        Args:
            wanted: The text or the condition.
            timeout: Seconds to wait.

        Raises:
            AssertionError: It did not come; the message shows the screen.
        """
        end = time.monotonic() + timeout
        while not (wanted in self.text if isinstance(wanted, str) else wanted()):
            if time.monotonic() > end:
                raise AssertionError(f"waited in vain for {wanted!r}; the screen:\n{self.text}")
            self.pump()

    @property
    def lines(self) -> list[str]:
        """The rows of the screen, without blanks at their ends."""
        return [line.rstrip() for line in self.screen.display]

    @property
    def text(self) -> str:
        """The screen as one text."""
        return "\n".join(self.lines)
