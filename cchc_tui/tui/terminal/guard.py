"""Keeps a failure over the officer's things from ending the app.

Textual ends the app when a handler raises, and the widget whose handler it was takes no
more messages. What the app can tell in words is stopped before it comes to that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.css.query import NoMatches
from textual.message_pump import MessagePump
from textual.worker import WorkerFailed

from cchc_tui.tui.terminal.app import ReturnType, TerminalApp

if TYPE_CHECKING:
    from textual.message import Message


class TellingApp(TerminalApp[ReturnType]):
    """An app that tells of failures it knows and goes on."""

    def tell(self, error: BaseException) -> bool:
        """Say what went wrong.

        Args:
            error: What was raised.

        Returns:
            Whether it was something to be told; otherwise the app ends.
        """
        return False

    async def _dispatch_message(self, message: Message) -> None:
        try:
            await super()._dispatch_message(message)
        except Exception as error:
            if not self.tell(error):
                raise

    def _handle_exception(self, error: Exception) -> None:
        cause = error.error if isinstance(error, WorkerFailed) else error
        if self._exit and isinstance(error, NoMatches):
            return  # A screen that was still being built has lost its widgets: nobody sees it.
        if not self.tell(cause):
            super()._handle_exception(error)


class Guarded(MessagePump):
    """Mixed into screens and widgets whose handlers work on the officer's things."""

    async def _dispatch_message(self, message: Message) -> None:
        try:
            await super()._dispatch_message(message)
        except Exception as error:
            app = self.app
            if not (isinstance(app, TellingApp) and app.tell(error)):
                raise
