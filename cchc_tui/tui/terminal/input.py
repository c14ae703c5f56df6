"""Bytes from the terminal become text and pastes, whatever the bytes are.

Stock Textual decodes strictly: one byte that is not UTF-8 (a paste in Latin-1, an X10 mouse
report past column 95 after a reconnect) ends its input thread and leaves the app deaf
(textual#6456, textual#6668). It also reads a paste letter by letter and waits for ever for
the end of one that a broken link cut short.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

PASTE_START = "\x1b[200~"
PASTE_END = "\x1b[201~"
PASTE_PATIENCE = 5.0
"""Seconds of silence after which a paste without an end is taken as it is."""

is_burst = re.compile("[\x08\x7f]+[^\\W\\d_]{1,8}").fullmatch
"""Matches one read of backspaces and the letters that replace what they took: an input method
at work on the officer's side. A person's keys come in one read only over a link that stalls."""

_X10_MOUSE = b"\x1b[M"
_X10_LENGTH = 6


class Decoder:
    """Turns bytes into text; never fails and never waits for a byte that does not come.

    X10 mouse reports are taken out as bytes: their three coordinate bytes are not text, and
    decoded they would swallow the letters typed next. Anything else that is not UTF-8
    becomes U+FFFD, so that the officer sees that something was not understood.
    """

    def __init__(self) -> None:
        self._decode = codecs.getincrementaldecoder("utf-8")(errors="replace").decode
        self._held = b""

    def feed(self, data: bytes) -> str:
        """Decode what was read.

        Args:
            data: Bytes, cut anywhere.

        Returns:
            The text that is certain so far.
        """
        data = self._held + data
        self._held = b""
        kept: list[bytes] = []
        position = 0
        while (found := data.find(_X10_MOUSE, position)) >= 0:
            kept.append(data[position:found])
            if found + _X10_LENGTH > len(data):
                self._held = data[found:]
                position = len(data)
                break
            position = found + _X10_LENGTH
        kept.append(data[position:])
        return self._decode(b"".join(kept))


class Door:
    """Takes pastes out of the stream whole, and passes everything else on as keys."""

    def __init__(self) -> None:
        self._paste: list[str] | None = None
        self._tail = ""
        self._last = 0.0

    @property
    def waits(self) -> bool:
        """Whether a paste was begun that has not come to its end."""
        return self._paste is not None

    def feed(self, text: str, now: float) -> Iterator[tuple[bool, str]]:
        """Sort what arrived.

        Args:
            text: Decoded text, cut anywhere.
            now: A clock in seconds that never goes back.

        Yields:
            Whether a piece is a whole paste, and the piece.
        """
        self._last = now
        text, self._tail = self._tail + text, ""
        while text:
            if self._paste is None:
                keys, start, text = text.partition(PASTE_START)
                if start:
                    self._paste = []
                else:
                    keys, self._tail = _split_tail(keys, PASTE_START, at_least=3)
                if keys:
                    yield False, keys
            else:
                pasted, end, text = text.partition(PASTE_END)
                if end:
                    yield True, "".join([*self._paste, pasted])
                    self._paste = None
                else:
                    pasted, self._tail = _split_tail(pasted, PASTE_END, at_least=1)
                    self._paste.append(pasted)

    def tick(self, now: float) -> Iterator[tuple[bool, str]]:
        """Give up waiting for the end of a paste that the link cut short.

        Args:
            now: The clock that `feed` is given.

        Yields:
            The paste as far as it came.
        """
        if self._paste is not None and now - self._last > PASTE_PATIENCE:
            pasted = "".join(self._paste)
            self._paste, self._tail = None, ""
            yield True, pasted


def _split_tail(text: str, mark: str, *, at_least: int) -> tuple[str, str]:
    """Cut off the end of `text` where it may be the beginning of `mark`.

    `at_least` letters of the mark must be there: a lone escape must pass on at once, for it
    is the Esc key.
    """
    for length in range(min(len(mark) - 1, len(text)), at_least - 1, -1):
        if text.endswith(mark[:length]):
            return text[:-length], text[-length:]
    return text, ""
