"""One key at a time: a key is read only when all that the key before it set off is done.

Textual hands keys to the focused widget's queue at once and carries bindings out later, so
that of `12 Tab 34` in one read all four digits land in the first field (textual#6605). Over
a slow link keys do come in one read.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from textual.events import Event
from textual.message import Message
from textual.message_pump import MessagePump

_ROUNDS = 2
"""Trips from the focused widget up to the app: the first follows the key itself, the second
follows the messages that its handlers posted."""

_PATIENCE = 0.5
"""Seconds after which the next key is read anyway."""

_LOOK = 0.02
"""Seconds between looks whether the widget is still there: a key that closes a dialog takes
its widget away, and with it the message that would say that the key is done."""


@dataclass
class TurnTaken(Message):
    """Travels behind a key through every queue that the key goes through."""

    number: int
    target: MessagePump
    rounds_left: int


class Turns:
    """Holds keys and pastes back until the one before is done."""

    def __init__(self, take: Callable[[Event], Awaitable[MessagePump]]) -> None:
        """Begin with nobody's turn.

        Args:
            take: Carries an event out and returns the widget whose queue it went to.
        """
        self._take = take
        self._waiting: deque[Event] = deque()
        self._number = 0
        self._busy = False
        self._timeout: asyncio.TimerHandle | None = None
        self._resumed: asyncio.Future[None] | None = None

    @property
    def next(self) -> Event | None:
        """The event that waits for its turn, if any: what it will change need not be shown."""
        return self._waiting[0] if self._waiting else None

    async def add(self, event: Event) -> None:
        """Carry an event out now, or after those before it.

        Args:
            event: A key or a paste.
        """
        self._waiting.append(event)
        if not self._busy:
            await self._next()

    async def taken(self, message: TurnTaken) -> None:
        """Go on when the message that follows an event has come back.

        Args:
            message: The message.
        """
        if message.number != self._number or not self._busy:
            return
        if message.rounds_left:
            follower = TurnTaken(message.number, message.target, message.rounds_left - 1)
            if message.target.post_message(follower):
                return
        await self._done()

    async def _next(self) -> None:
        if not self._waiting:
            return
        self._busy = True
        self._number += 1
        target = await self._take(self._waiting.popleft())
        loop = asyncio.get_running_loop()
        if target.post_message(TurnTaken(self._number, target, _ROUNDS - 1)):
            self._look_after(target, self._number, loop.time() + _PATIENCE)
        else:
            await self._done()

    async def _done(self) -> None:
        if self._timeout is not None:
            self._timeout.cancel()
            self._timeout = None
        self._busy = False
        await self._next()

    def _look_after(self, target: MessagePump, number: int, until: float) -> None:
        """Go on when the widget has gone, or when it takes too long."""
        if number != self._number or not self._busy:
            return
        loop = asyncio.get_running_loop()
        if target.is_running and loop.time() < until:
            self._timeout = loop.call_later(_LOOK, self._look_after, target, number, until)
        else:
            self._timeout = None
            self._resumed = asyncio.ensure_future(self._done())
