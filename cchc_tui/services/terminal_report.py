"""What the terminal that `cchc` runs in can do, and what to do where it cannot.

Read from the environment alone: nothing is sent to the terminal and nothing is imported for
it, so that `cchc doctor` can tell even where the app would not start.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum

MINIMUM_COLUMNS = 80
MINIMUM_ROWS = 24
_BASIC = ("linux", "vt100", "vt220", "xterm", "screen", "ansi", "rxvt", "cygwin", "putty")


class Colours(IntEnum):
    """How many colours a terminal shows."""

    NONE = 0
    SIXTEEN = 16
    MANY = 256
    ALL = 16_777_216


@dataclass(frozen=True, slots=True)
class Remark:
    """One line of what was found.

    Attributes:
        ok: Whether all is well.
        text: What is so, and if it is not well what to do, in Vietnamese.
    """

    ok: bool
    text: str


@dataclass(frozen=True, slots=True)
class TerminalReport:
    """What the terminal can do.

    Attributes:
        term: Name of the terminal's kind (`TERM`).
        interactive: Whether input and output are a terminal.
        colours: How many colours it shows.
        utf8: Whether the session's encoding is UTF-8.
        columns: Width in cells, 0 when unknown.
        rows: Height in lines, 0 when unknown.
        remote: Whether the session came over SSH.
        multiplexer: "tmux", "screen" or nothing.
        encoding: The variable that settles the encoding, `LC_ALL=C`; empty if none is set.
    """

    term: str
    interactive: bool
    colours: Colours
    utf8: bool
    columns: int
    rows: int
    remote: bool
    multiplexer: str
    encoding: str = ""

    @property
    def blocks(self) -> bool:
        """Whether bars of eighths (▁▃▅█) can be counted on: plain terminals lack them."""
        return self.utf8 and self.colours >= Colours.MANY

    @property
    def draws(self) -> bool:
        """Whether anything can be drawn on it, rather than only written line by line."""
        return self.term not in ("", "dumb")

    def remarks(self) -> tuple[Remark, ...]:
        """Say what is well, what is lacking and what to do, in Vietnamese.

        Returns:
            One remark for each thing looked at.
        """
        return (
            self._about_use(),
            self._about_encoding(),
            self._about_colours(),
            self._about_size(),
            self._about_link(),
            *self._about_letters(),
        )

    def _about_use(self) -> Remark:
        if not self.interactive:
            return Remark(
                ok=False,
                text="Không chạy trong terminal: màn hình soạn thảo không mở được. "
                "Qua SSH, thêm tham số -t: ssh -t máy-chủ cchc.",
            )
        if not self.draws:
            return Remark(
                ok=False,
                text="Biến TERM trống hoặc là “dumb”: màn hình soạn thảo không vẽ được. "
                "Đặt export TERM=xterm-256color, hoặc dùng cchc --plain.",
            )
        return Remark(ok=True, text=f"Loại terminal: {self.term}.")

    def _about_encoding(self) -> Remark:
        if self.utf8:
            return Remark(ok=True, text="Bảng mã: UTF-8.")
        # A variable before LANG hides it, so the one that is asked first is named.
        name = self.encoding.partition("=")[0] or "LANG"
        why = f" ({self.encoding})" if self.encoding else ""
        return Remark(
            ok=False,
            text=f"Bảng mã của phiên làm việc không phải UTF-8{why}: chữ tiếng Việt có thể hiện "
            f"sai. Đặt export {name}=C.UTF-8; với PuTTY, chọn UTF-8 tại Window → Translation.",
        )

    def _about_colours(self) -> Remark:
        if self.colours >= Colours.MANY:
            shown = "16 triệu màu" if self.colours == Colours.ALL else "256 màu"
            return Remark(ok=True, text=f"Màu: {shown}.")
        if self.colours == Colours.SIXTEEN:
            return Remark(
                ok=True, text=f"Màu: 16 màu; nên dùng giao diện “16 màu”.{self._more_colours()}"
            )
        return Remark(ok=True, text="Màu: không dùng màu (NO_COLOR hoặc TERM không có màu).")

    def _more_colours(self) -> str:
        """How to get all colours, where that can be."""
        if self.term == "linux":
            return ""
        if self.multiplexer or self.term.startswith("screen"):
            return (
                " Trong tmux: set -g default-terminal tmux-256color; trong screen: term "
                "screen-256color (tệp ~/.screenrc)."
            )
        if self.term.startswith("vt"):
            return " Nếu đang dùng PuTTY hay cửa sổ xterm: export TERM=xterm-256color."
        return (
            " Với PuTTY, đặt terminal-type string là xterm-256color (Connection → Data) để có đủ "
            "màu."
        )

    def _about_letters(self) -> tuple[Remark, ...]:
        """The console of Linux has at most 512 letters, and by default not the Vietnamese ones."""
        if self.term != "linux":
            return ()
        text = (
            "Chữ: màn hình chữ của Linux thường thiếu phông tiếng Việt. Chạy sudo dpkg-reconfigure "
            "console-setup, chọn UTF-8 rồi Vietnamese; hoặc vào bằng SSH từ máy khác."
        )
        return (Remark(ok=True, text=text),)

    def _about_size(self) -> Remark:
        if not self.columns or not self.rows:
            return Remark(ok=True, text="Kích thước cửa sổ: chưa biết.")
        size = f"{self.columns} cột × {self.rows} dòng"
        if self.columns < MINIMUM_COLUMNS or self.rows < MINIMUM_ROWS:
            return Remark(
                ok=False,
                text=f"Kích thước cửa sổ: {size}, nhỏ hơn {MINIMUM_COLUMNS} × {MINIMUM_ROWS}. "
                "Hãy phóng to cửa sổ hoặc giảm cỡ chữ.",
            )
        return Remark(ok=True, text=f"Kích thước cửa sổ: {size}.")

    def _about_link(self) -> Remark:
        where = "Kết nối: qua SSH; chuột tắt để còn bôi đen được chữ" if self.remote else (
            "Kết nối: tại máy"
        )  # fmt: skip
        inside = f", trong {self.multiplexer}" if self.multiplexer else ""
        return Remark(ok=True, text=f"{where}{inside}.")


def look_at_terminal(
    env: Mapping[str, str], *, size: tuple[int, int] = (0, 0), interactive: bool = True
) -> TerminalReport:
    """Read from the environment what the terminal can do.

    Args:
        env: The environment variables.
        size: Columns and rows, where known.
        interactive: Whether input and output are a terminal.

    Returns:
        The report.
    """
    term = env.get("TERM", "")
    multiplexer = "tmux" if env.get("TMUX") else "screen" if env.get("STY") else ""
    return TerminalReport(
        term=term,
        interactive=interactive,
        colours=_colours(env, term),
        utf8=_is_utf8(env),
        columns=size[0],
        rows=size[1],
        remote=any(env.get(name) for name in ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY")),
        multiplexer=multiplexer,
        encoding=next(_encoding(env), ""),
    )


def _colours(env: Mapping[str, str], term: str) -> Colours:
    if env.get("NO_COLOR") or term in ("", "dumb"):
        return Colours.NONE
    if env.get("COLORTERM", "").lower() in ("truecolor", "24bit") or env.get("WT_SESSION"):
        return Colours.ALL
    if term.endswith("-direct"):
        return Colours.ALL
    if "256color" in term:
        return Colours.MANY
    if term.startswith(_BASIC):
        return Colours.SIXTEEN
    return Colours.MANY


def _is_utf8(env: Mapping[str, str]) -> bool:
    """Tell the encoding as the C library does: the first of three variables that is set."""
    named = next(_encoding(env), "")
    if named:
        return named.lower().replace("-", "").endswith("utf8")
    return sys.flags.utf8_mode == 1


def _encoding(env: Mapping[str, str]) -> Iterator[str]:
    """The variables that are set, the one that settles it first."""
    for name in ("LC_ALL", "LC_CTYPE", "LANG"):
        if value := env.get(name):
            yield f"{name}={value}"
