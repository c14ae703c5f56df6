"""The base of our app: only cells that changed are sent, and old frames are never queued.

Between Textual's compositor and the terminal stands `cells.Screen`, which holds what the
terminal shows. An update is drawn into it, and the difference is sent. While the link is
still busy with a frame nothing is sent; when it is free again the newest picture goes out.
"""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, ClassVar, TypeVar

from rich.color import ColorSystem
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.app import App, ScreenError
from textual.binding import Binding, BindingType
from textual.events import Event, Key, Paste, Resize

from cchc_tui.tui.terminal.cells import Screen as Cells
from cchc_tui.tui.terminal.compositor import use_frugal_compositor
from cchc_tui.tui.terminal.strips import use_lean_strips
from cchc_tui.tui.terminal.turns import Turns, TurnTaken

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.driver import Driver
    from textual.message_pump import MessagePump
    from textual.screen import Screen

if os.name == "posix":
    from cchc_tui.tui.terminal.driver import TerminalDriver
else:  # pragma: no cover - Textual's own driver serves there
    TerminalDriver = None  # type: ignore[assignment, misc]

_SYNC_FROM = 1024
"""Frames of so many characters are sent as one for terminals that can hold back drawing."""

ReturnType = TypeVar("ReturnType")


class TerminalApp(App[ReturnType]):
    """An app that is frugal with the link and robust against what comes through it."""

    # Where a theme names its sixteen colours, Textual would leave the ground to the terminal.
    DEFAULT_CSS = """
    TerminalApp Screen:ansi { background: $background; color: $foreground; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+l", "redraw", "Vẽ lại màn hình", show=False, id="terminal.redraw"),
    ]

    def __init__(self) -> None:
        use_frugal_compositor()
        use_lean_strips()
        super().__init__()
        self._cells: Cells | None = None
        self._turns = Turns(self._carry_out)
        self._handed_over = False
        self._aside = ""
        self._last_key = time.monotonic()

    @property
    def failure(self) -> Exception | None:
        """What ended the app unexpectedly."""
        return self._exception

    def _fatal_error(self) -> None:
        """End quietly: whoever started the app reports `failure` in the officer's words."""
        self._close_messages_no_wait()

    def end_soon(self) -> None:
        """End in good order; may be called from a signal handler or another thread."""
        if self._driver is not None:
            self._driver._loop.call_soon_threadsafe(self.exit)

    # Keys

    async def on_event(self, event: Event) -> None:
        """Let keys and pastes through one at a time.

        Args:
            event: What happened.
        """
        if isinstance(event, Key | Paste) and not event.is_forwarded:
            self._last_key = time.monotonic()
            await self._turns.add(event)
        else:
            await super().on_event(event)

    @property
    def seconds_at_rest(self) -> float:
        """Seconds since the last key or paste, or since the app was made."""
        return time.monotonic() - self._last_key

    @property
    def letter_waits(self) -> bool:
        """Whether the next key has already come and is a letter or a space.

        The text is about to change again: what would only be shown until then can be spared.
        """
        event = self._turns.next
        letter = event.character or "" if isinstance(event, Key) else ""
        return letter.isalpha() or letter == " "

    async def _carry_out(self, event: Event) -> MessagePump:
        try:
            target: MessagePump = self.focused or self.screen
        except ScreenError:
            target = self  # The app is just beginning or ending.
        await super().on_event(event)
        return target

    async def on_turn_taken(self, message: TurnTaken) -> None:
        """Let the next key through.

        Args:
            message: What followed the key before.
        """
        await self._turns.taken(message)

    # Output

    def get_driver_class(self) -> type[Driver]:
        """Give our driver, where the terminal is Textual's usual one.

        Returns:
            The class of the driver.
        """
        stock = super().get_driver_class()
        if TerminalDriver is not None and issubclass(TerminalDriver, stock):
            return TerminalDriver
        return stock

    def action_redraw(self) -> None:
        """Draw the whole screen again, whatever the terminal shows now."""
        self.terminal_restarted()
        self.refresh(layout=True)

    def terminal_restarted(self) -> None:
        """Take nothing for granted about the terminal's screen and send all of it."""
        if self._cells is not None:
            self._cells.forget()
            self._send_frame()

    def send_aside(self, sequence: str) -> None:
        """Send control sequences that draw nothing, such as a text for the clipboard.

        While the link is busy only the newest is kept: many would fill the writer's queue, and
        then no key would be taken any more.

        Args:
            sequence: Control sequences.
        """
        driver = self._driver
        if isinstance(driver, TerminalDriver):
            self._aside = sequence
            self._send_frame()
        elif driver is not None:
            driver.write(sequence)

    def hand_over(self, text: str) -> None:
        """Leave the terminal to the officer's mouse, with a text and nothing else on it.

        Lines are not cut where the screen ends, so that they are copied as they are.

        Args:
            text: Lines without control characters.
        """
        driver = self._driver
        if isinstance(driver, TerminalDriver):
            self._handed_over = True
            driver.show_bare(text)

    def take_back(self) -> None:
        """Go on after `hand_over`."""
        driver = self._driver
        if self._handed_over and isinstance(driver, TerminalDriver):
            driver.hide_bare()
            self._handed_over = False
            self.terminal_restarted()

    def on_resize(self, event: Resize) -> None:
        """Send everything: terminals move text about, even when resized forth and back.

        Args:
            event: The size that the terminal has now.
        """
        if self._cells is not None and event.size == (self._cells.width, self._cells.height):
            self.call_later(self.terminal_restarted)

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        driver = self._driver
        ours = TerminalDriver is not None and isinstance(driver, TerminalDriver)
        if not ours or not isinstance(renderable, CompositorUpdate) or self._batch_count:
            super()._display(screen, renderable)
            return
        if self._cells is None:
            self._cells = Cells()
        self._draw(self._cells, renderable)
        self._send_frame()
        self.post_display_hook()

    def _draw(self, cells: Cells, update: CompositorUpdate) -> None:
        """Draw the compositor's update into the picture wanted."""
        colours = self.console._color_system or ColorSystem.TRUECOLOR
        if isinstance(update, LayoutUpdate):
            region = update.region
            cells.resize(region.right, region.bottom)
            for y, strips in enumerate(update.strips, region.y):
                segments = (segment for strip in strips for segment in strip)
                cells.put(region.x, y, segments, region.right, colours)
        elif isinstance(update, ChopsUpdate):
            cells.resize(update.chop_ends[0][-1], len(update.chops))
            for y, x1, x2 in update.spans:
                chops = zip(update.chops[y].items(), update.chop_ends[y], strict=False)
                for (x, strip), end in chops:
                    if strip is not None and x <= x2 and end > x1:
                        cells.put(x, y, strip, min(end, x2), colours)

    def _send_frame(self) -> None:
        """Send what changed, unless the link is busy: then when it is free."""
        driver = self._driver
        if self._cells is None or self._handed_over or not isinstance(driver, TerminalDriver):
            return
        if not self._running or self._closed or not driver.free_or_call(self._send_frame):
            return
        x, y = self.screen.outer_size.clamp_offset(self.cursor_position)
        sequence = self._cells.difference((x, y))
        if len(sequence) >= _SYNC_FROM and self._sync_available:
            sequence = f"\x1b[?2026h{sequence}\x1b[?2026l"
        if sequence or self._aside:
            driver.write(self._aside + sequence)
            self._aside = ""
