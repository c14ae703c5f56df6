"""Brings text out of the app: local tool, tmux, OSC 52, or shown for the mouse to mark.

Every way says whether it was taken as far as that can be known from here; `clipboard_ways`
decides which are tried.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import os
import shutil
from collections.abc import Callable, Sequence

from textual import events
from textual.app import ComposeResult
from textual.screen import ModalScreen
from textual.widgets import Static

from cchc_tui.domain.text import clean_text
from cchc_tui.services.clipboard_ways import OSC52_BYTES, Way, clipboard_ways
from cchc_tui.tui.terminal.app import ReturnType, TerminalApp
from cchc_tui.tui.terminal.environment import this_terminal
from cchc_tui.tui.terminal.guard import TellingApp

_TOOL_SECONDS = 3.0
_SCREEN_CHUNK = 76
"""GNU screen takes a device control string of at most 768 bytes (its manual, "String
Escapes"); chunks of a line of base64 are what its users are known to send."""


def osc52(text: str, multiplexer: str = "") -> str:
    """The sequence that asks a terminal to put a text on its clipboard.

    Args:
        text: Any text.
        multiplexer: "tmux" or "screen" wrap it so that the terminal outside gets it.

    Returns:
        Control sequences in ASCII.
    """
    encoded = base64.b64encode(text.encode("utf-8", "replace")).decode("ascii")
    sequence = f"\x1b]52;c;{encoded}\x07"
    if multiplexer == "tmux":
        return "\x1bPtmux;" + sequence.replace("\x1b", "\x1b\x1b") + "\x1b\\"
    if multiplexer == "screen":
        chunks = range(0, len(sequence), _SCREEN_CHUNK)
        return "".join(f"\x1bP{sequence[at : at + _SCREEN_CHUNK]}\x1b\\" for at in chunks)
    return sequence


async def bring_out(text: str, write: Callable[[str], None], *, show: bool = False) -> Way:
    """Bring a text out by the first way that takes it.

    Args:
        text: What is copied.
        write: Sends control sequences to the terminal.
        show: Go straight to showing it: the other ways have been tried.

    Returns:
        The way; `Way.SHOWN` means that the caller must still show it.
    """
    report = this_terminal()
    ways = clipboard_ways(report, os.environ, shutil.which)
    small = len(text.encode("utf-8", "replace")) <= OSC52_BYTES
    for way in () if show else ways.order:
        if way is Way.TOOL and await _fill(ways.tool, _for_tool(text, ways.tool)):
            return way
        if way is Way.TMUX and await _fill_tmux(text, write, small=small):
            return way
        if way is Way.TERMINAL and small:
            write(osc52(text, report.multiplexer))
            return way
    return Way.SHOWN


def _for_tool(text: str, tool: Sequence[str]) -> bytes:
    """The text as the tool reads it: Windows' own reads UTF-16."""
    return text.encode("utf-16" if tool[0] == "clip.exe" else "utf-8", "replace")


async def _fill_tmux(text: str, write: Callable[[str], None], *, small: bool) -> bool:
    """Fill a buffer of tmux, and by it the clipboard outside (`-w`, from tmux 3.2 on)."""
    data = text.encode("utf-8", "replace")
    if await _fill(("tmux", "load-buffer", "-w", "-"), data):
        return True
    if not await _fill(("tmux", "load-buffer", "-"), data):
        return False
    if small:
        write(osc52(text, "tmux"))
    return True


async def _fill(command: Sequence[str], data: bytes) -> bool:
    """Give bytes to a program; whether it took them."""
    quiet = asyncio.subprocess.DEVNULL
    process = None
    try:
        process = await asyncio.create_subprocess_exec(
            *command, stdin=asyncio.subprocess.PIPE, stdout=quiet, stderr=quiet
        )
        await asyncio.wait_for(process.communicate(data), _TOOL_SECONDS)
    except OSError:  # A timeout is one too.
        if process is not None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
        return False
    return process.returncode == 0


_AGAIN = "Dán không ra? Nhấn Ctrl+C lần nữa để hiện chữ ra mà bôi đen."
_SAID = {
    Way.TOOL: "Đã chép {count} ký tự vào bảng nhớ tạm của máy này.",
    Way.TMUX: "Đã chép {count} ký tự vào bộ nhớ của tmux (dán: Ctrl+B rồi ]) và gửi tới terminal "
    f"ngoài. {_AGAIN}",
    Way.TERMINAL: f"Đã gửi {{count}} ký tự tới bảng nhớ tạm của terminal (OSC 52). {_AGAIN}",
}
"""What is said of each way: over a link only that it was sent, for nothing tells more."""


class CopyingApp(TellingApp[ReturnType]):
    """An app whose copied text gets out to where the officer can paste it."""

    def __init__(self) -> None:
        super().__init__()
        self._sent_out = ""

    def copy_to_clipboard(self, text: str) -> None:
        """Keep a text for Ctrl+V, bring it out of the app, and say how.

        The same text copied again is shown for the mouse: the first way did not do.

        Args:
            text: What is copied.
        """
        self._clipboard = text
        if text:
            self.run_worker(self._bring_out(text), group="copy", exclusive=True)

    async def _bring_out(self, text: str) -> None:
        again = text == self._sent_out
        self._sent_out = ""
        way = await bring_out(text, self.send_aside, show=again)
        if way is Way.SHOWN:
            await self.push_screen(ShownText(text))
            return
        if way is not Way.TOOL:
            self._sent_out = text
        self.clear_notifications()
        self.notify(_SAID[way].format(count=len(text)), title="Sao chép", timeout=6)


class ShownText(ModalScreen[None]):
    """The text on the bare screen, without frames and without the mouse, until a key."""

    def __init__(self, text: str) -> None:
        """Make the screen.

        Args:
            text: What is to be marked.
        """
        super().__init__()
        self._shown = text

    def compose(self) -> ComposeResult:
        """What stands there for terminals that are not ours to steer."""
        yield Static(self._shown, markup=False)

    def on_mount(self) -> None:
        """Hand the terminal over."""
        if isinstance(self.app, TerminalApp):
            self.app.hand_over(
                f"{clean_text(self._shown)}\n\n"
                "─── Dùng chuột bôi đen phần cần chép. Xong, nhấn Enter để quay lại. ───\n"
            )

    def on_key(self, event: events.Key) -> None:
        """Enter or Esc takes the terminal back; keys of copying must not."""
        event.stop()
        event.prevent_default()
        if event.key in ("enter", "escape", "space"):
            if isinstance(self.app, TerminalApp):
                self.app.take_back()
            self.dismiss()
