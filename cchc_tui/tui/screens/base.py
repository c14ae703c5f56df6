"""What every full screen shares: its actions, its key bar, the assistant line, help."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.screen import Screen

from cchc_tui.services.workspace import Workspace
from cchc_tui.tui.actions import EVERYWHERE, Action, actions_of
from cchc_tui.tui.key_names import key_name, keys_of
from cchc_tui.tui.terminal.guard import Guarded
from cchc_tui.tui.widgets.bars import KeyBar

if TYPE_CHECKING:
    from cchc_tui.services.lookup import ActionEntry, Found
    from cchc_tui.tui.app import CchcApp


class OfficeScreen(Guarded, Screen[None]):
    """A screen whose actions come from the table of actions."""

    WHERE = ""
    """Which part of the table is this screen's."""
    AUTO_FOCUS = ""

    @property
    def office(self) -> CchcApp:
        """The app."""
        return cast("CchcApp", self.app)

    @property
    def workspace(self) -> Workspace:
        """The officer's desk."""
        return self.office.workspace

    @property
    def draft_id(self) -> str:
        """The open draft, if this screen is about one."""
        return ""

    @property
    def help_text(self) -> str:
        """What this screen can say of what it shows."""
        return ""

    @property
    def text_to_copy(self) -> str:
        """What Ctrl+C takes: the marked text of the field, or all that it holds."""
        field = self.focused  # Asked by name: reading the editor's code would delay the start.
        return str(getattr(field, "selected_text", "") or getattr(field, "value", ""))

    def keep_everything(self) -> None:
        """Bring to disk what is only on the screen; the app is about to end."""

    def actions(self) -> list[Action]:
        """What can be done here: the screen's own first."""
        return actions_of(self.WHERE) + actions_of(EVERYWHERE)

    def key_hints(self) -> list[tuple[str, str]]:
        """Keys of the bar in the order of the keyboard; other keys after the function keys."""
        keymap = self.office.keymap
        hints = [
            (keys[0], action.short)
            for action in self.actions()
            if action.short and (keys := keys_of(action, keymap))
        ]
        hints.sort(key=lambda hint: int(hint[0][1:]) if hint[0][1:].isdigit() else 99)
        return [(key_name(key), short) for key, short in hints]

    def refresh_keys(self) -> None:
        """Show the keys as they are now."""
        for bar in self.query(KeyBar):
            bar.show(self.key_hints())

    def action_entries(self) -> list[ActionEntry]:
        """The actions as the assistant line looks for them."""
        from cchc_tui.services.lookup import ActionEntry

        entries = []
        for action in self.actions():
            if action.id == "assistant":
                continue
            keys = keys_of(action, self.office.keymap)
            title = f"{action.title} ({key_name(keys[0])})" if keys else action.title
            entries.append(ActionEntry(action.command, title, f"{action.words} {action.short}"))
        return entries

    async def carry_out(self, found: Found) -> None:
        """Do what was chosen in the assistant line."""
        from cchc_tui.services.lookup import Sort

        if found.sort is Sort.ACTION:
            await self.run_action(found.id)
        elif found.sort is Sort.DRAFT:
            self.office.open_draft(found.id)
