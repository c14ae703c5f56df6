"""What keys are called on screen, and which an action has once the officer has moved it."""

from __future__ import annotations

from collections.abc import Mapping

from cchc_tui.tui.actions import Action

_KEY_NAMES = {
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "escape": "Esc",
    "delete": "Del",
    "enter": "Enter",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "space": "Dấu cách",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "home": "Home",
    "end": "End",
    "backspace": "Backspace",
}


def key_name(key: str) -> str:
    """How a key is called on screen: `f1` -> `F1`, `ctrl+z` -> `Ctrl+Z`."""
    if key in _KEY_NAMES:
        return _KEY_NAMES[key]
    return "+".join(_KEY_NAMES.get(part, part.capitalize()) for part in key.split("+"))


def keys_of(action: Action, keymap: Mapping[str, str]) -> list[str]:
    """Keys of an action after the officer's own settings."""
    keys = keymap.get(f"{action.where}.{action.id}", action.keys)
    return [key for key in keys.split(",") if key]
