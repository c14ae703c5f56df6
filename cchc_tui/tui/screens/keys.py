"""Moving actions to other keys: choose an action, press the key."""

from __future__ import annotations

from collections.abc import Mapping

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Static

from cchc_tui.domain.settings import FORBIDDEN_KEYS
from cchc_tui.tui.actions import ACTIONS, Action
from cchc_tui.tui.key_names import key_name, keys_of
from cchc_tui.tui.screens.dialogs import Dialog
from cchc_tui.tui.widgets.bars import KeyBar
from cchc_tui.tui.widgets.line_list import Line, LineList

_TYPED = (
    "enter",
    "tab",
    "shift+tab",
    "backspace",
    "delete",
    "space",
    "up",
    "down",
    "left",
    "right",
)


class PressScreen(Dialog[str | None]):
    """Waits for one key."""

    def __init__(self, action: Action) -> None:
        super().__init__()
        self._action = action

    def compose(self) -> ComposeResult:
        """What to press."""
        with Vertical():
            yield self.title_line(self._action.title)
            yield Static("Nhấn phím mới (F1 đến F12 hoặc Ctrl+chữ). Esc để thôi.", markup=False)

    def on_key(self, event: events.Key) -> None:
        """Take the key."""
        event.stop()
        event.prevent_default()
        self.dismiss(None if event.key == "escape" else event.key)


class KeysScreen(Dialog[Mapping[str, str] | None]):
    """Every action with its key; returns the officer's own keys by action."""

    DEFAULT_CSS = "KeysScreen > Vertical { width: 90; }"
    BINDINGS = [  # noqa: RUF012
        Binding("f9", "save", "Lưu", show=False),
        Binding("delete,backspace", "reset", "Về phím mặc định", show=False),
    ]

    def __init__(self, keymap: Mapping[str, str]) -> None:
        super().__init__()
        self._keys = {name.partition(".")[2]: key for name, key in keymap.items()}

    def compose(self) -> ComposeResult:
        """List, problem, keys."""
        with Vertical():
            yield self.title_line("Phím tắt")
            yield self.help_line("Phím nào nhấn không ăn: thoát ra, chạy “cchc doctor --keys”.")
            yield LineList(self._lines())
            yield Static("", classes="dialog--problem", markup=False)
            yield KeyBar(
                [("Enter", "Đổi phím"), ("Del", "Mặc định"), ("F9", "Lưu"), ("Esc", "Đóng")]
            )

    def _actions(self) -> dict[str, Action]:
        return {action.id: action for action in ACTIONS}

    def _lines(self) -> list[Line]:
        lines = []
        for action in self._actions().values():
            own = {f"{action.where}.{action.id}": key for key in [self._keys.get(action.id)] if key}
            names = [key_name(key) for key in keys_of(action, own)]
            mark = "*" if action.id in self._keys else ""
            lines.append(Line(action.id, action.title, ", ".join(names) + mark))
        return lines

    def on_mount(self) -> None:
        """Start in the list."""
        self.query_one(LineList).focus()

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        """Wait for the new key."""
        action = self._actions()[event.id]

        def take(key: str | None) -> None:
            if key is not None:
                self._move(action, key)

        self.app.push_screen(PressScreen(action), take)

    def _move(self, action: Action, key: str) -> None:
        problem = self._problem(action, key)
        self.query_one(".dialog--problem", Static).update(problem)
        if not problem:
            self._keys[action.id] = key
            self.query_one(LineList).show(self._lines())

    def _problem(self, action: Action, key: str) -> str:
        if key in FORBIDDEN_KEYS or key in _TYPED or len(key) == 1:
            return f"Không dùng được phím {key_name(key)}: phím này dùng để gõ hoặc di chuyển."
        for other in ACTIONS:
            own = (
                {f"{other.where}.{other.id}": self._keys[other.id]}
                if other.id in self._keys
                else {}
            )
            if other.id != action.id and key in keys_of(other, own):
                return f"Phím {key_name(key)} đang dùng cho: {other.title}."
        return ""

    def action_reset(self) -> None:
        """Give the marked action its default key again."""
        self._keys.pop(self.query_one(LineList).chosen, None)
        self.query_one(LineList).show(self._lines())

    def action_save(self) -> None:
        """Close with the keys."""
        self.dismiss(self._keys)
