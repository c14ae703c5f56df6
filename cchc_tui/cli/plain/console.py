"""Lines out and lines in: nothing is drawn, coloured or written twice.

Reads the bytes of standard input itself, so that a pipe, a serial line and a terminal in a
strange encoding all give lines; where the terminal can, the line editor of the system is used.
"""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
from collections.abc import Callable, Sequence

from cchc_tui.cli.plain.commands import place_in
from cchc_tui.domain.text import clean_text

NARROWEST = 20
"""Columns below which lines are not wrapped any narrower."""
TERMINAL_LINE = 4095
"""Bytes of a line after which a Linux terminal without a line editor drops the rest."""
MOST_LINE = 16 * 1024 * 1024
"""Bytes after which a line is taken for one that never ends."""
TOO_LONG = "Dòng vừa nhận dài quá 16 MB nên không nhận; dừng ở đây. Những gì đã nhập đều được giữ."
BAD_BYTES = "Dòng vừa nhận có chỗ không phải chữ UTF-8; chỗ ấy được ghi bằng dấu thay thế."
CUT_OFF = (
    "Dòng vừa nhập có thể đã bị terminal cắt ở 4.095 byte; hãy đọc lại bằng .doc và nhập nốt "
    "thành dòng khác."
)
ONCE_MORE = "Nhấn Ctrl+C lần nữa để thoát. Những gì đã nhập đều được giữ."


class Ended(Exception):  # noqa: N818 - an event, no error
    """There are no more lines."""


class Left(Exception):  # noqa: N818 - an event, no error
    """The officer pressed Ctrl+C twice."""


class Console:
    """Where the dialogue is read and written.

    Args:
        read: Gives bytes of standard input as they come, none at its end.
        edit: Asks for a line through the system's line editor; None where there is none.
        interactive: Whether a person at a terminal answers.
    """

    def __init__(
        self,
        read: Callable[[], bytes],
        *,
        edit: Callable[[str], str] | None = None,
        interactive: bool = False,
    ) -> None:
        self.interactive = interactive
        self._read = read
        self._edit = edit
        self._bytes = bytearray()
        self._back: list[str] = []
        self._over = False

    @classmethod
    def of_process(cls) -> Console:
        """The console of this process."""
        interactive = sys.stdin.isatty() and sys.stdout.isatty()
        edit = _line_editor() if interactive else None
        return cls(_read_standard_input, edit=edit, interactive=interactive)

    # Out

    def say(self, *paragraphs: str) -> None:
        """Print paragraphs, wrapped at the width of the terminal or at 80 columns."""
        for line in clean_text("\n".join(paragraphs)).split("\n"):
            print("\n".join(_wrapped(line)))
        sys.stdout.flush()

    def numbered(self, texts: Sequence[str], first: int = 1) -> None:
        """Print a numbered list."""
        self.say(*(f"{number}. {text}" for number, text in enumerate(texts, start=first)))

    # In

    @property
    def ready(self) -> bool:
        """Whether another line is there already, so that nobody is waited for."""
        return bool(self._back) or b"\n" in self._bytes

    def ask(self, prompt: str) -> str:
        """One line, safe to show and to keep; tabs stay.

        Raises:
            Ended: There are no more.
            Left: Ctrl+C was pressed twice.
        """
        if self._back:
            return self._back.pop()
        for notice in (ONCE_MORE, ""):
            try:
                *above, last = _wrapped(clean_text(prompt))
                self.say(*above) if above else None
                return self._line(last)
            except KeyboardInterrupt:
                self._bytes.clear()
                print()
                if notice:
                    self.say(notice)
        raise Left

    def put_back(self, line: str) -> None:
        """Let a line be read again: it was no reply to what was asked."""
        self._back.append(line)

    def choose(self, title: str, options: Sequence[str], way_out: str) -> int | None:
        """Ask which of several is meant.

        Args:
            title: What it is about.
            options: In order.
            way_out: What an empty line does.

        Returns:
            The place of the chosen one, from 0; None for none. Without a person at a terminal
            a line that is no number is left to whatever is asked next.
        """
        self.say(title)
        self.numbered(options)
        while True:
            line = self.ask(f"Số nào? (Enter: {way_out}) ")
            place = place_in(line, len(options))
            if place is not None or not line.strip(" ."):
                return place
            if not self.interactive:
                self.put_back(line)
                return None
            self.say(f"Gõ một số từ 1 đến {len(options)}, hoặc Enter để {way_out}.")

    def _line(self, prompt: str) -> str:
        if self._edit is not None:
            try:
                return self._cleaned(self._edit(prompt))
            except (EOFError, OSError):
                raise Ended from None
        print(prompt, end="", flush=True)
        raw = self._raw_line()
        if not self.interactive:
            # Nobody's Enter ends the line of the prompt.
            print()
        text = raw.decode("utf-8", "replace").rstrip("\r\n")
        if "\ufffd" in text and "\ufffd".encode() not in raw:
            self.say(BAD_BYTES)
        if self.interactive and len(raw) >= TERMINAL_LINE:
            self.say(CUT_OFF)
        return self._cleaned(text)

    def _raw_line(self) -> bytes:
        searched = 0
        while not self._over:
            end = self._bytes.find(b"\n", searched)
            if end >= 0:
                return self._taken(end + 1)
            searched = len(self._bytes)
            more = self._read()
            self._bytes += more
            self._over = not more
            if len(self._bytes) > MOST_LINE:
                self.say(TOO_LONG)
                raise Ended
        end = self._bytes.find(b"\n") + 1 or len(self._bytes)
        if not end:
            print()
            raise Ended
        return self._taken(end)

    def _taken(self, end: int) -> bytes:
        line = bytes(self._bytes[:end])
        del self._bytes[:end]
        return line

    def _cleaned(self, text: str) -> str:
        return "\t".join(clean_text(part) for part in text.split("\t"))


def _wrapped(line: str) -> list[str]:
    """A line in as many as the terminal needs, or 80 columns; a space at its end stays."""
    width = max(shutil.get_terminal_size((80, 24)).columns, NARROWEST) - 1
    if len(line) <= width:
        return [line]
    lines = textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False) or [""]
    return [*lines[:-1], lines[-1] + " " * line.endswith(" ")]


def _read_standard_input() -> bytes:
    try:
        return os.read(sys.stdin.fileno(), 65536)
    except OSError:
        # A terminal that was hung up, or standard input that is closed.
        return b""


def _line_editor() -> Callable[[str], str] | None:
    """The system's line editor; None where it would draw on a terminal that cannot."""
    if os.environ.get("TERM", "") in ("", "dumb"):
        return None
    try:
        import readline
    except ImportError:
        return None
    readline.parse_and_bind("set enable-bracketed-paste off")
    readline.set_auto_history(True)
    return input
