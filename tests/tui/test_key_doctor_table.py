"""The keys that the doctor asks for are those of the app, and are read as the app reads them."""

from __future__ import annotations

import pytest
from textual import events

from cchc_tui.services.key_doctor import KEYS, Key
from cchc_tui.tui.actions import ACTIONS
from cchc_tui.tui.key_names import key_name, keys_of
from cchc_tui.tui.terminal.driver import KeyParser
from cchc_tui.tui.widgets.answer_editor import AnswerEditor

NOT_ASKED = {
    # Enter goes on to the next key; letters and the blank always arrive.
    "enter",
    "space",
    # Other keys do the same everywhere.
    "ctrl+backspace",
    "alt+backspace",
    "shift+left",
    "shift+right",
    "shift+up",
    "shift+down",
    "shift+home",
    "shift+end",
}


def test_every_key_of_the_actions_and_of_the_editor_is_asked_for() -> None:
    used = {key for action in ACTIONS for key in keys_of(action, {})}
    used |= {key for key, _ in AnswerEditor._merge_bindings()}
    asked = {key.name for key in KEYS}
    missing = {key for key in used if len(key) > 1} - asked - NOT_ASKED
    assert not missing


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.name)
def test_what_it_expects_is_what_the_app_reads(key: Key) -> None:
    for send in key.sends:
        parser = KeyParser()
        found = [event.key for event in parser.feed(send.decode()) if isinstance(event, events.Key)]
        # A lone Esc is told from the beginning of a sequence only by the time that passes.
        assert found == ([] if key.name == "escape" else [key.name])
    assert KEY_TITLES.get(key.name, key_name(key.name)) == key.title


KEY_TITLES = {
    "delete": "Delete",
    "insert": "Insert",
    "ctrl+up": "Ctrl+↑",
    "ctrl+down": "Ctrl+↓",
    "ctrl+left": "Ctrl+←",
    "ctrl+right": "Ctrl+→",
}
"""Keys whose title is longer here than in the key bar."""
