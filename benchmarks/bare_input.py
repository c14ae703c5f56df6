"""The peer of a session: a bare Textual app with one Input, and nothing of ours in it.

Apart from `bytes_apps.py`, whose other apps bring in our widgets: with them the peer held 2 MB
that no bare app has.
"""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Input, Static


class BareInput(App[None]):
    def compose(self) -> ComposeResult:
        yield Static("READY")
        yield Input()


if __name__ == "__main__":
    BareInput().run()
