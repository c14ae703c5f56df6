"""The app: it wires screens, settings and services together and does nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.widget import Widget

from cchc_tui.domain.problems import DataError
from cchc_tui.services.errors import WorkError
from cchc_tui.services.terminal_report import TerminalReport
from cchc_tui.services.workspace import Workspace
from cchc_tui.store.errors import DamagedStore, StoreError
from cchc_tui.tui.key_names import key_name, keys_of
from cchc_tui.tui.screens.base import OfficeScreen
from cchc_tui.tui.settled_app import SettledApp
from cchc_tui.tui.telling import recovery_text, title_of
from cchc_tui.tui.terminal.environment import run as run_in_terminal
from cchc_tui.tui.terminal.garbage import begin_to_look
from cchc_tui.tui.terminal.keys import own_keys
from cchc_tui.tui.themes import register_themes
from cchc_tui.tui.widgets.bars import TitleBar

if TYPE_CHECKING:
    from cchc_tui.services.lookup import Found
    from cchc_tui.services.problems import Problem


AT_REST = 2.0
"""Seconds without a key after which start-up is over and garbage is looked for."""

COPY_EVERY = 1800.0
"""Seconds between good copies of the drafts while the app is open."""


class CchcApp(SettledApp):
    """Home, and one draft at a time.

    Screens are imported when they are first shown: reading the code of all of them would
    double the time to the first one.

    Args:
        workspace: The officer's desk.
        draft: Draft to open at once; empty opens the list.
        report: What the terminal can do; decides the theme while none is chosen.
        paint_first: Show an empty frame before the first screen is read and made.
    """

    TITLE = "cchc"
    ENABLE_COMMAND_PALETTE = False
    CSS = """
    Toast { width: 60; max-width: 90%; padding: 0 1; margin-top: 0; }
    ToastRack { dock: top; align: right top; margin: 1 0 0 0; }
    """

    def __init__(
        self,
        workspace: Workspace,
        draft: str = "",
        report: TerminalReport | None = None,
        *,
        paint_first: bool = False,
    ) -> None:
        super().__init__(workspace)
        self._paint_first = paint_first
        self._first_draft = draft
        self._report = report

    def compose(self) -> ComposeResult:
        """The frame that stands until the first screen does."""
        if self._paint_first:
            yield TitleBar("cchc · đang mở…")

    def on_mount(self) -> None:
        """Settings, theme, first screen."""
        register_themes(self)
        self.set_interval(COPY_EVERY, self._keep_copy)
        mistake = self.use_settings(self._report)
        if self._paint_first:
            self.call_after_refresh(self._open_first, mistake)
            self.set_timer(AT_REST, self._begin_to_look)
        else:
            self._open_first(mistake)

    def _begin_to_look(self) -> None:
        """Look for garbage from now on, unless a key would wait for it."""
        if self.seconds_at_rest < AT_REST:
            self.set_timer(AT_REST, self._begin_to_look)
        else:
            begin_to_look()

    def _keep_copy(self) -> None:
        """Keep a good copy now and then: a session may stay open for days, or never close."""

        def copy() -> None:
            # Damage and full disks are told where the officer's own work meets them.
            with suppress(StoreError):
                self.workspace.keep_safe()

        if self.workspace.has_drafts_open:
            self.run_worker(copy, thread=True, group="copy")

    def _open_first(self, mistake: DataError | None) -> None:
        from cchc_tui.tui.screens.home import HomeScreen

        self.push_screen(HomeScreen())
        if self._first_draft:
            self.open_draft(self._first_draft)
        if mistake is not None:
            self.tell(mistake)

    @property
    def draws_blocks(self) -> bool:
        """Whether the terminal draws bars of eighths."""
        return self._report is None or self._report.blocks

    # Opening

    def open_draft(self, draft: str) -> None:
        """Open a draft at the field last edited."""
        from cchc_tui.services.session import Session
        from cchc_tui.tui.screens.interview import InterviewScreen

        try:
            session = Session(self.workspace, draft)
        except (WorkError, DataError) as error:
            self._say("Không mở được bản nháp", str(error))
        else:
            self.push_screen(InterviewScreen(session))

    def export(self, draft: str) -> None:
        """Ask for the format, write the file, say where it is."""
        from cchc_tui.tui.screens.export import ExportScreen

        self.push_screen(ExportScreen(self.workspace, draft), self._exported)

    def _exported(self, unsettled: Sequence[Problem] | None) -> None:
        """The officer would rather look at what is unsettled first."""
        from cchc_tui.tui.screens.interview import InterviewScreen

        if unsettled is None:
            return
        while len(self.screen_stack) > 2 and not isinstance(self.screen, InterviewScreen):
            self.pop_screen()
        if isinstance(self.screen, InterviewScreen):
            self.screen.review_after_export(unsettled)

    # Actions that work everywhere

    def action_help(self) -> None:
        """Explain the focused widget and list the live keys."""
        from cchc_tui.tui.screens.help import HelpScreen

        if isinstance(self.screen, OfficeScreen):
            texts = [self.screen.help_text, _help_of(self.focused)]
            self.push_screen(HelpScreen(list(filter(None, texts)), self._live_keys(self.screen)))

    def _live_keys(self, screen: OfficeScreen) -> list[tuple[str, str]]:
        """Keys of the screen, then those of the focused widget; each key once."""
        keys: list[tuple[str, str]] = []
        taken: set[str] = set()
        for action in screen.actions():
            own = keys_of(action, self.keymap)
            taken.update(own)
            if own:
                keys.append((", ".join(map(key_name, own)), action.title))
        of_widget: dict[str, list[str]] = {}
        for key, title in own_keys(self.focused):
            if key not in taken:
                of_widget.setdefault(title, []).append(key_name(key))
        keys += [(", ".join(names), title) for title, names in of_widget.items()]
        return keys

    def action_assistant(self) -> None:
        """Open the assistant line."""
        from cchc_tui.tui.screens.assistant import AssistantScreen

        screen = self.screen
        if isinstance(screen, OfficeScreen):
            entries = screen.action_entries()
            line = AssistantScreen(self.workspace, screen.draft_id, entries)
            self.push_screen(line, self._carry_out_found)

    def _carry_out_found(self, found: Found | None) -> None:
        if found is not None and isinstance(self.screen, OfficeScreen):
            self.run_worker(self.screen.carry_out(found))

    def action_copy_text(self) -> None:
        """Bring what is marked, or what the screen is about, out of the app."""
        text = getattr(self.screen, "text_to_copy", "")
        if text:
            self.copy_to_clipboard(text)
        else:
            self.notify("Chưa có chữ nào để chép.", title="Sao chép", timeout=3)

    action_help_quit = action_copy_text
    """In dialogs Ctrl+C does the same, where Textual would tell how to quit, in English."""

    async def action_quit(self) -> None:
        """Settle what is typed and end."""
        for screen in self.screen_stack:
            if isinstance(screen, OfficeScreen):
                screen.keep_everything()
        self.exit()

    # What goes wrong

    def tell(self, error: BaseException) -> bool:
        """Say what went wrong with the officer's things, once; offer the good copy of drafts."""
        title = title_of(error)
        if not title:
            return False
        if isinstance(error, DamagedStore):
            self._offer_recovery(error)
        elif not self._is_told(str(error)):
            self._say(title, str(error))
        return True

    def _say(self, title: str, text: str) -> None:
        from cchc_tui.tui.screens.dialogs import MessageScreen

        self.push_screen(MessageScreen(title, text))

    def _is_told(self, text: str) -> bool:
        from cchc_tui.tui.screens.dialogs import MessageScreen

        return any(isinstance(one, MessageScreen) and one.body == text for one in self.screen_stack)

    def _offer_recovery(self, damaged: DamagedStore) -> None:
        from cchc_tui.tui.screens.dialogs import MessageScreen

        body = recovery_text(damaged)
        if self._is_told(body):
            return
        self.push_screen(
            MessageScreen("Kho bản nháp bị hỏng", body, yes="Dựng lại", no="Để sau"), self._recover
        )

    def _recover(self, agreed: bool | None) -> None:
        """Bring back what can be, then begin again at the list of drafts."""
        from cchc_tui.tui.screens.dialogs import MessageScreen

        if agreed:
            said = self.workspace.recover()
            while len(self.screen_stack) > 2:
                self.pop_screen()
            self.push_screen(MessageScreen("Kho bản nháp", said), lambda _: self._show_drafts())

    def _show_drafts(self) -> None:
        from cchc_tui.tui.screens.home import HomeScreen

        if isinstance(self.screen, HomeScreen):
            self.screen.refresh_drafts()


def _help_of(widget: Widget | None) -> str:
    """Help of the focused widget, or of the nearest widget around it that has some."""
    node = widget
    while isinstance(node, Widget):
        own = getattr(node, "HELP", "")
        if own:
            return str(own)
        node = node.parent if isinstance(node.parent, Widget) else None
    return ""


def run(workspace: Workspace, draft_id: str | None = None) -> None:
    """Run the app in this terminal.

    Args:
        workspace: The officer's desk; closed by the caller.
        draft_id: Draft to open at once.
    """
    run_in_terminal(lambda report: CchcApp(workspace, draft_id or "", report, paint_first=True))
