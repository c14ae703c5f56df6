"""The terminal as a device: forgiving input, and output that knows when it is free."""

from __future__ import annotations

import os
import selectors
import sys
import threading
import time
import weakref
from collections.abc import Callable, Iterable
from string import digits
from typing import TYPE_CHECKING, Any, TextIO, cast

from textual import events
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from cchc_tui.tui.terminal.input import Decoder, Door, is_burst

if TYPE_CHECKING:
    from textual.app import App

_READ_SIZE = 64 * 1024
_POLL_SECONDS = 0.1
"""Between looks whether what was begun (an escape sequence, a paste) still goes on. Where nothing
was, a session sleeps: two hundred that looked round ten times a second took an eighth of a
machine of two cores while nobody typed."""
_RESET_STYLE = "\x1b[m"
_BARE = "\x1b[?1049l\x1b[?7h\x1b[?25h\r\n"
_OWN = "\x1b[?7l\x1b[?1049h\x1b[?25l\x1b[2J"
"""DEC private modes: 1049 the app's screen, 7 wrapping of long lines, 25 the cursor."""


class PacedFile:
    """The terminal as the writer thread sees it; tells when all that was sent is out.

    Writes UTF-8 whatever the locale says, one system call a frame, and goes on in silence
    when the terminal has gone away: there is nobody left to tell.
    """

    def __init__(self, file: TextIO) -> None:
        self._fileno = file.fileno()
        self._written = 0
        self.flushed = 0
        """How many texts have left for the terminal."""
        self.on_flush: Callable[[], None] | None = None
        """Called from the writer's thread after each flush."""

    def fileno(self) -> int:
        """Give the file descriptor."""
        return self._fileno

    def write(self, text: str) -> None:
        """Send a text, waiting for as long as the link takes.

        Args:
            text: What to send.
        """
        data = memoryview(text.encode("utf-8", "replace"))
        try:
            while data:
                data = data[os.write(self._fileno, data) :]
        except OSError:
            pass
        self._written += 1

    def flush(self) -> None:
        """Note that everything written so far is out."""
        self.flushed = self._written
        if self.on_flush is not None:
            self.on_flush()


class Bell(threading.Event):
    """An event that also wakes who waits for files."""

    def __init__(self) -> None:
        super().__init__()
        self._reader, self._writer = os.pipe()
        weakref.finalize(self, os.closerange, self._reader, self._reader + 1)
        weakref.finalize(self, os.closerange, self._writer, self._writer + 1)

    def fileno(self) -> int:
        """The file that can be read while the event is set."""
        return self._reader

    def set(self) -> None:
        """Ring."""
        if not self.is_set():
            super().set()
            os.write(self._writer, b"!")

    def clear(self) -> None:
        """Be ready to ring again."""
        if self.is_set():
            super().clear()
            os.read(self._reader, 1)


class KeyParser(XTermParser):
    """Textual's parser, with Alt and a digit as that key.

    Textual takes `ESC 1` for what one terminal on macOS sends for `¡`; everywhere else it is
    Alt+1, and the letter would stand in the officer's text.
    """

    @property
    def waits(self) -> bool:
        """Whether a sequence was begun that time may end: a lone escape is the Esc key."""
        return self._timeout_time is not None

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        if len(sequence) == 2 and sequence[0] == "\x1b" and sequence[1] in digits:
            yield events.Key(f"alt+{sequence[1]}", None)
        else:
            yield from super()._sequence_to_key_events(sequence, alt)


class TerminalDriver(LinuxDriver):
    """Textual's driver with our door in front and a sense of when the link is busy.

    `app` may have a method `terminal_restarted`, called when the screen's content is lost, and
    one `burst_seen`, called when backspaces and letters come in one read.
    """

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        self._paced = PacedFile(cast(TextIO, sys.__stderr__))
        self._paced.on_flush = self._flushed
        self._file = cast(Any, self._paced)
        self._sent = 0
        self._waiting: Callable[[], None] | None = None
        self._bell = self.exit_event = Bell()

    # Output

    def write(self, data: str) -> None:
        """Send data to the terminal, in the writer's thread.

        Args:
            data: Text and control sequences.
        """
        self._sent += 1
        super().write(data)

    def free_or_call(self, callback: Callable[[], None]) -> bool:
        """Say whether everything sent is out; if not, call back as soon as it is.

        So that a slow link gets the newest frame and not a queue of old ones.

        Args:
            callback: Called once, in the app's thread, if the answer is no.

        Returns:
            Whether the link is free now.
        """
        # Set first, looked at after: the writer does it the other way round, so that one of
        # the two sees the other.
        self._waiting = callback
        if self._paced.flushed < self._sent:
            return False
        self._waiting = None
        return True

    def _flushed(self) -> None:
        callback = self._waiting
        if callback is not None and self._paced.flushed >= self._sent:
            self._waiting = None
            self._loop.call_soon_threadsafe(callback)

    def start_application_mode(self) -> None:
        """Take the terminal over, at the start and after every suspension."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self._tell_app("terminal_restarted")

    def _tell_app(self, name: str) -> None:
        """Call a method of the app, in its thread, if it has one."""
        method = getattr(self._app, name, None)
        if method is not None:
            self._loop.call_soon_threadsafe(method)

    def stop_application_mode(self) -> None:
        """Give the terminal back as it was."""
        self.write(_RESET_STYLE)
        super().stop_application_mode()

    def show_bare(self, text: str) -> None:
        """Show a text on the terminal's ordinary screen, where its lines are its own.

        Args:
            text: Lines without control characters.
        """
        self._disable_mouse_support()
        self.write(f"{_RESET_STYLE}{_BARE}{text}".replace("\n", "\r\n"))
        self.flush()

    def hide_bare(self) -> None:
        """Go back to the app's screen, which must then be drawn whole."""
        self.write(_OWN)
        if self._mouse:
            self._enable_mouse_support()
        self.flush()

    # Input

    def run_input_thread(self) -> None:
        """Read the terminal until the app ends or the terminal goes away."""
        parser = KeyParser(self._debug)
        decoder = Decoder()
        door = Door()
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            selector.register(self._bell, selectors.EVENT_READ)
            while not self._bell.is_set():
                ready = selector.select(_POLL_SECONDS if parser.waits or door.waits else None)
                if any(key.fd == self.fileno for key, _ in ready):
                    data = self._read()
                    if not data:
                        self._loop.call_soon_threadsafe(self._app.exit)
                        return
                    pieces = door.feed(decoder.feed(data), time.monotonic())
                else:
                    pieces = door.tick(time.monotonic())
                for pasted, text in pieces:
                    if not pasted and is_burst(text):
                        self._tell_app("burst_seen")
                    self._pass_on([events.Paste(text)] if pasted else parser.feed(text))
                self._pass_on(parser.tick())

    def _read(self) -> bytes:
        """Read what is there; nothing means that the terminal is gone."""
        try:
            return os.read(self.fileno, _READ_SIZE)
        except OSError:
            return b""

    def _pass_on(self, messages: Iterable[Message]) -> None:
        for message in messages:
            self.process_message(message)
