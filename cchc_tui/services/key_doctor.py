"""Which of the app's keys arrive in this terminal: asks for each, and says the way out.

Terminals send keys as control sequences and keep some for themselves (F10 opens a menu, F11
the full screen); nothing but pressing them tells.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cchc_tui.services.terminal_report import Remark

_PUTTY = (
    "PuTTY: chọn Xterm R6 tại Terminal → Keyboard → The Function keys and keypad. "
    "Cửa sổ khác: xem phím này có bị giữ làm phím tắt của chính cửa sổ không."
)
_MOVED = "Hoặc đổi sang phím khác trong ứng dụng: F2, gõ “doi phim”."
_CTRL = (
    "Terminal hoặc tmux, screen đang giữ phím này cho việc của nó; bỏ phím tắt ấy ở đó, hoặc đổi "
    "sang phím khác trong ứng dụng: F2, gõ “doi phim”."
)
_INSTEAD = {
    "f1": "Trong lúc chờ, mở trợ giúp bằng F2, gõ “tro giup”.",
    "f2": "Dùng Ctrl+P thay F2.",
    "f10": "Dùng Ctrl+Q thay F10. GNOME Terminal: bỏ chọn phím F10 mở menu trong Preferences.",
    "pageup": "Dùng Shift+Tab để về câu trước.",
    "pagedown": "Dùng Tab để sang câu sau.",
    "shift+tab": "Dùng PgUp để về câu trước.",
    "escape": "Màn hình mở bằng phím nào thì đóng được bằng phím ấy; về đầu: F2, “ve danh sach”.",
    "ctrl+p": "Dùng F2 thay Ctrl+P.",
    "ctrl+q": "Dùng F10 thay Ctrl+Q.",
    "ctrl+l": "Đổi kích thước cửa sổ một chút cũng làm màn hình vẽ lại.",
    "ctrl+up": "Dùng PgUp.",
    "ctrl+down": "Dùng PgDn.",
    "ctrl+left": "Dùng ←.",
    "ctrl+right": "Dùng →.",
    "alt+1": "Chọn mẫu câu bằng ↓ rồi Enter. PuTTY: bỏ chọn mọi ô Alt tại Window → Behaviour.",
    "backspace": "PuTTY: chọn Control-? (127) tại Terminal → Keyboard → The Backspace key.",
    "insert": "Thêm dòng bảng bằng F7.",
}
"""What to do meanwhile, by key."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key to be pressed.

    Attributes:
        name: As in the table of the app's actions.
        title: As it stands on the keyboard.
        sends: What terminals send for it.
    """

    name: str
    title: str
    sends: tuple[bytes, ...]

    @property
    def way_out(self) -> str:
        """What to do where it does not arrive."""
        usual = _CTRL if self.name.startswith("ctrl+") else _MOVED
        setting = f"{_PUTTY} " if self.name[:1] == "f" and self.name[1:].isdigit() else ""
        return f"{_INSTEAD.get(self.name, '')} {setting}{usual}".strip()


def _function_keys() -> list[Key]:
    """As xterm, PuTTY, tmux (`ESC O P`, `ESC [ 15 ~`) and the Linux console send them."""
    numbers = (11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24)
    keys = []
    for number, code in enumerate(numbers, 1):
        sends = [f"\x1b[{code}~"]
        if number <= 4:
            sends.append(f"\x1bO{'PQRS'[number - 1]}")
        if number <= 5:
            sends.append(f"\x1b[[{'ABCDE'[number - 1]}")
        keys.append(Key(f"f{number}", f"F{number}", tuple(send.encode() for send in sends)))
    return [key for key in keys if key.name != "f11"]


def _named(name: str, title: str, *sends: str) -> Key:
    return Key(name, title, tuple(send.encode() for send in sends))


KEYS: tuple[Key, ...] = (
    *_function_keys(),
    _named("tab", "Tab", "\t"),
    _named("shift+tab", "Shift+Tab", "\x1b[Z"),
    _named("escape", "Esc", "\x1b"),
    _named("backspace", "Backspace", "\x7f", "\x08"),
    _named("delete", "Delete", "\x1b[3~"),
    _named("insert", "Insert", "\x1b[2~"),
    _named("pageup", "PgUp", "\x1b[5~"),
    _named("pagedown", "PgDn", "\x1b[6~"),
    _named("home", "Home", "\x1b[H", "\x1bOH", "\x1b[1~", "\x1b[7~"),
    _named("end", "End", "\x1b[F", "\x1bOF", "\x1b[4~", "\x1b[8~"),
    _named("up", "↑", "\x1b[A", "\x1bOA"),
    _named("down", "↓", "\x1b[B", "\x1bOB"),
    _named("left", "←", "\x1b[D", "\x1bOD"),
    _named("right", "→", "\x1b[C", "\x1bOC"),
    _named("ctrl+up", "Ctrl+↑", "\x1b[1;5A"),
    _named("ctrl+down", "Ctrl+↓", "\x1b[1;5B"),
    _named("ctrl+left", "Ctrl+←", "\x1b[1;5D"),
    _named("ctrl+right", "Ctrl+→", "\x1b[1;5C"),
    _named("alt+1", "Alt+1", "\x1b1"),
    *(
        _named(f"ctrl+{letter}", f"Ctrl+{letter.upper()}", chr(ord(letter) - ord("a") + 1))
        for letter in "acegklnopqrtuvwxyz"
    ),
)
"""The keys that the app uses, as they are asked for. Enter is not among them: it goes on."""

STOP = b"."
"""Ends the questions early."""


def ask_keys(read: Callable[[], bytes], say: Callable[[str], None]) -> list[Remark]:
    """Ask for every key in turn.

    Args:
        read: Waits for a key and returns all the bytes that it sent; nothing at the end.
        say: Shows the officer a line.

    Returns:
        What was found: one remark for all that arrived, one for each that did not.
    """
    say("Nhấn từng phím được hỏi. Nhấn mà không thấy gì: nhấn Enter để sang phím sau.")
    say("Dừng sớm: nhấn dấu chấm (.).")
    missing: list[Remark] = []
    asked = 0
    for key in KEYS:
        say(f"{key.title}?")
        got = read()
        if got in (b"", STOP):
            break
        asked += 1
        if got not in key.sends:
            missing.append(_missed(key, got))
            say(f"  ! {_arrived_as(got)}")
    arrived = Remark(ok=True, text=f"{asked - len(missing)} trên {asked} phím đã hỏi đến được.")
    return [arrived, *missing] if asked else [Remark(ok=True, text="chưa thử phím nào.")]


def _missed(key: Key, got: bytes) -> Remark:
    return Remark(ok=False, text=f"{key.title} {_arrived_as(got)}. {key.way_out}")


def _arrived_as(got: bytes) -> str:
    """What came in place of the key."""
    if got in (b"\r", b"\n"):
        return "không đến"
    other = next((key.title for key in KEYS if got in key.sends), "")
    return f"đến thành {other}" if other else f"đến thành chuỗi lạ ({_readable(got)})"


def _readable(got: Sequence[int]) -> str:
    """Bytes as people write them down, a long run cut."""
    shown = [chr(byte) if 32 < byte < 127 else f"\\x{byte:02x}" for byte in got[:12]]
    return "".join(shown)
