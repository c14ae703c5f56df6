"""The keys of an officer: pressed one by one in the running app, and counted by what they do.

One key is one character as the input method delivers it (`ệ` is one), or one special key with
its modifiers (Ctrl+G is one). Beside it the key-downs of a Telex keyboard are counted: `ệ` is
three (`e e j`), a capital and a chord one more for Shift, Ctrl or Alt.
"""

from __future__ import annotations

import asyncio
import time
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

PATIENCE = 3.0
"""Seconds after which a worker is left to itself: some run as long as a screen is open."""
_SHIFTED = set('~!@#$%^&*()_+{}|:"<>?“”')


class ReplayError(AssertionError):
    """The app did not do what the keys were meant to do; says where."""


class Use(Enum):
    """What a key is pressed for."""

    FACT = "số liệu, viện dẫn, tên"
    PROSE = "câu chữ"
    MOVING = "đi lại"
    TAKING = "nhận, chọn"
    MENDING = "sửa, xóa"


@dataclass
class Tally:
    """Keys counted.

    Attributes:
        keys: By use.
        downs: Key-downs on a Telex keyboard.
        log: What was pressed, in order, for whoever wants to see where keys go.
    """

    keys: Counter[Use] = field(default_factory=Counter)
    downs: int = 0
    log: list[tuple[str, Use, str]] = field(default_factory=list)

    @property
    def total(self) -> int:
        """All keys."""
        return sum(self.keys.values())

    def typed(self, text: str, use: Use, place: str = "") -> None:
        """Count a text that is typed character by character."""
        self.keys[use] += len(text)
        self.downs += telex_downs(text)
        self.log.append((text, use, place))

    def pressed(self, key: str, use: Use, place: str = "") -> None:
        """Count one special key, with or without modifiers."""
        self.keys[use] += 1
        self.downs += 1 + key.count("+")
        self.log.append((f"<{key}>", use, place))


def telex_downs(text: str) -> int:
    """Key-downs that a text takes on a Telex keyboard, Shift among them."""
    return sum(_downs(character) for character in unicodedata.normalize("NFC", text))


def _downs(character: str) -> int:
    if character in "đĐ":
        return 2 + character.isupper()
    decomposed = unicodedata.normalize("NFD", character)
    base, marks = decomposed[0], decomposed[1:]
    return 1 + len(marks) + (base.isupper() or base in _SHIFTED)


def report_length(text: str) -> int:
    """Characters that a report takes to type: its lines, each with the key that ends it."""
    return sum(len(line) + 1 for line in report_lines(text))


def report_downs(text: str) -> int:
    """Key-downs that a report takes on a Telex keyboard."""
    return sum(telex_downs(line) + 1 for line in report_lines(text))


def report_lines(text: str) -> list[str]:
    """The lines of a report; space between paragraphs is a matter of style and not typed."""
    composed = unicodedata.normalize("NFC", text)
    return [line.rstrip() for line in composed.split("\n") if line.strip()]


class Keyboard:
    """Presses keys in a running app and counts them.

    Args:
        pilot: Of the running app.
        tally: Where they are counted.
    """

    def __init__(self, pilot: Pilot[Any], tally: Tally) -> None:
        self.pilot = pilot
        self.tally = tally
        self.place = ""

    async def write(self, text: str, use: Use) -> None:
        """Type a text; line ends are Enter."""
        for character in text:
            await self.letter(character, use)

    async def letter(self, character: str, use: Use) -> None:
        """Type one character."""
        self.tally.typed(character, use, self.place)
        if character == "\n":
            await self._send("enter", "\r")
        else:
            await self._send(_key_of(character), character)

    async def press(self, key: str, use: Use, times: int = 1, *, settle: bool = True) -> None:
        """Press a special key, a number of times.

        Args:
            key: Its name.
            use: What for.
            times: How often.
            settle: Wait for all that it does; a key within a field needs no more than its turn.
        """
        for _ in range(times):
            self.tally.pressed(key, use, self.place)
            await self._send(key, "\t" if key == "tab" else None)
            if settle:
                await self.rest()

    async def rest(self) -> None:
        """Let what keys have set going come to an end."""
        await self.pilot._wait_for_screen()
        until = time.monotonic() + PATIENCE
        while any(one.is_running for one in self.pilot.app.workers) and time.monotonic() < until:
            await asyncio.sleep(0.005)
        await self.pilot._wait_for_screen()

    async def _send(self, key: str, character: str | None) -> None:
        app: Any = self.pilot.app
        event = events.Key(key, character)
        event.set_sender(app)
        app.post_message(event)
        await asyncio.sleep(0)
        while app._turns._busy or not app._message_queue.empty():
            await asyncio.sleep(0)


def _key_of(character: str) -> str:
    return character if character.isalnum() else _character_to_key(character)
