"""By which ways text gets from the app to where the officer can paste it, on this terminal.

Decided from the environment alone. None of the ways over a link can be checked from here: a
terminal takes OSC 52 (xterm's "Manipulate Selection Data") or ignores it without a word.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from cchc_tui.services.terminal_report import Remark, TerminalReport

OSC52_BYTES = 74_994
"""The most text that is sent by OSC 52: 100 000 bytes with its frame, in base64, are what
terminals are known to take."""

_WITHOUT_OSC52 = ("linux", "putty", "vt1", "vt2", "ansi", "dumb", "cygwin", "Apple_Terminal")


class Way(Enum):
    """How text leaves the app."""

    TOOL = "tool"
    """A program of this machine that fills the clipboard of its desktop."""
    TMUX = "tmux"
    """A buffer of tmux, which hands it on to the terminal outside."""
    TERMINAL = "terminal"
    """OSC 52 to the terminal, through screen where there is one."""
    SHOWN = "shown"
    """Shown on the bare screen, to be marked with the mouse."""


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways to try, in order.

    Attributes:
        order: The ways; the last is always `SHOWN`.
        tool: The command of the local tool, if there is one.
    """

    order: tuple[Way, ...]
    tool: tuple[str, ...] = ()

    def remark(self) -> Remark:
        """Say in Vietnamese what Ctrl+C will do here."""
        first = self.order[0]
        if first is Way.TOOL:
            return Remark(ok=True, text=f"Sao chép ra ngoài (Ctrl+C): bằng {self.tool[0]}.")
        if first is Way.TMUX:
            return Remark(
                ok=True,
                text="Sao chép ra ngoài (Ctrl+C): vào bộ nhớ của tmux (dán: Ctrl+B rồi ]), và ra "
                "terminal ngoài nếu nó nhận OSC 52 và tmux có “set -g set-clipboard on”.",
            )
        if first is Way.TERMINAL:
            return Remark(
                ok=True,
                text="Sao chép ra ngoài (Ctrl+C): gửi tới terminal bằng OSC 52. Windows Terminal, "
                "xterm, kitty, iTerm2 nhận được; PuTTY thì không: nhấn Ctrl+C lần nữa để hiện "
                "chữ ra mà bôi đen.",
            )
        return Remark(
            ok=False,
            text="Sao chép ra ngoài: terminal này không nhận chữ gửi vào bảng nhớ tạm (OSC 52); "
            "Ctrl+C sẽ hiện chữ ra để bôi đen. Muốn chép thẳng, dùng Windows Terminal hoặc chạy "
            "trong tmux.",
        )


def clipboard_ways(
    report: TerminalReport,
    env: Mapping[str, str],
    which: Callable[[str], str | None],
    platform: str = sys.platform,
) -> Ways:
    """Find the ways that text may leave by.

    Args:
        report: What the terminal can do.
        env: The environment variables.
        which: Finds a program, as `shutil.which` does.
        platform: As `sys.platform`.

    Returns:
        The ways, best first.
    """
    tool = () if report.remote else _local_tool(env, which, platform)
    order = [Way.TOOL] if tool else []
    if report.multiplexer == "tmux" and which("tmux"):
        order.append(Way.TMUX)
    elif not _is_deaf(report.term, env):
        order.append(Way.TERMINAL)
    return Ways((*order, Way.SHOWN), tool)


def _is_deaf(term: str, env: Mapping[str, str]) -> bool:
    """Whether the terminal is known not to take OSC 52."""
    return not term or term.startswith(_WITHOUT_OSC52) or env.get("TERM_PROGRAM") in _WITHOUT_OSC52


def _local_tool(
    env: Mapping[str, str], which: Callable[[str], str | None], platform: str
) -> tuple[str, ...]:
    tools: list[Sequence[str]] = []
    if platform == "darwin":
        tools.append(["pbcopy"])
    if platform == "win32" or env.get("WSL_DISTRO_NAME"):
        tools.append(["clip.exe"])
    if env.get("WAYLAND_DISPLAY"):
        tools.append(["wl-copy"])
    if env.get("DISPLAY"):
        tools += [["xclip", "-selection", "clipboard"], ["xsel", "--clipboard", "--input"]]
    return next((tuple(tool) for tool in tools if which(tool[0])), ())
