"""What the officer sets in the app, kept between sessions: theme, keys, way of typing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from cchc_tui.domain.problems import DataError
from cchc_tui.domain.settings import TYPING, Settings, save_settings
from cchc_tui.domain.telex import METHOD_NAMES, Keyboard
from cchc_tui.services.terminal_report import TerminalReport
from cchc_tui.services.workspace import Workspace
from cchc_tui.tui.actions import ACTIONS
from cchc_tui.tui.screens.base import OfficeScreen
from cchc_tui.tui.terminal.clipboard import CopyingApp
from cchc_tui.tui.terminal.environment import default_theme
from cchc_tui.tui.themes import theme_titles
from cchc_tui.tui.widgets.bars import TitleBar

BURSTS = 2
"""So many bursts of plain letters are taken for an input method; one may be a link that stalled.
A burst with a letter that our keys do not have is known at once, by the letter."""


class SettledApp(CopyingApp[None]):
    """An app with the officer's own settings.

    Args:
        workspace: The officer's desk, where the settings are.
    """

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.keymap: dict[str, str] = {}
        self.keyboard: Keyboard | None = None
        """Telex or VNI for officers without an input method; None while it is off."""
        self._bursts = 0

    def use_settings(self, report: TerminalReport | None) -> DataError | None:
        """Put the settings in force.

        Args:
            report: What the terminal can do; decides the theme while none is chosen.

        Returns:
            What is wrong with the settings, if anything; the defaults are in force then.
        """
        settings, mistake = self._read_settings()
        self.use_keys(settings.keys)
        self.keyboard = _keyboard_of(settings)
        chosen = self.workspace.places.settings_file.exists()
        self.theme = default_theme(report) if report and not chosen else settings.theme
        return mistake

    def _read_settings(self) -> tuple[Settings, DataError | None]:
        try:
            return self.workspace.settings, None
        except DataError as error:
            return Settings(), error

    def action_themes(self) -> None:
        """Choose a theme; it is kept."""
        from cchc_tui.tui.screens.dialogs import PickScreen
        from cchc_tui.tui.widgets.line_list import Line

        lines = [Line(name, title) for name, title in theme_titles().items()]
        self.push_screen(PickScreen("Giao diện", lines, chosen=self.theme), self._theme_picked)

    def _theme_picked(self, name: str | None) -> None:
        if name:
            self.theme = name
            self._change_settings(theme=name)

    def action_keys(self) -> None:
        """Move actions to other keys."""
        from cchc_tui.tui.screens.keys import KeysScreen

        self.push_screen(KeysScreen(self.keymap), self._keys_chosen)

    def _keys_chosen(self, keys: Mapping[str, str] | None) -> None:
        if keys is not None:
            self._change_settings(keys=dict(keys))
            self.use_keys(keys)
            if isinstance(self.screen, OfficeScreen):
                self.screen.refresh_keys()

    def use_keys(self, keys: Mapping[str, str]) -> None:
        """Put the officer's own keys in force: key by action."""
        self.keymap = {
            f"{action.where}.{action.id}": keys[action.id]
            for action in ACTIONS
            if action.id in keys
        }
        self.set_keymap(self.keymap)

    def action_typing(self) -> None:
        """Type Vietnamese by the next way: off, Telex, VNI."""
        names = list(TYPING)
        now = self.keyboard.method if self.keyboard else names[0]
        name = names[(names.index(now) + 1) % len(names)]
        self._type_by(name)
        if self.keyboard is None:
            said = "Đã tắt. Gõ tiếng Việt bằng bộ gõ trên máy của bạn."
        else:
            said = "Đang bật. Nhớ tắt bộ gõ trên máy của bạn (UniKey…)."
        self.clear_notifications()
        self.notify(said, title=f"Gõ tiếng Việt: {TYPING[name]}", timeout=4)

    def action_tone_style(self) -> None:
        """Put tones as in the other of `hòa` and `hoà`."""
        old = self._read_settings()[0].tone_style == "moi"
        self._change_settings(tone_style="cu" if old else "moi")
        self.keyboard = self.keyboard and replace(self.keyboard, old_style=old)
        said = "hòa, thúy, khỏe" if old else "hoà, thuý, khoẻ"
        self.notify(f"Khi gõ Telex, VNI: {said}.", title="Vị trí dấu thanh", timeout=4)

    def action_completion(self) -> None:
        """Show how what is typed may go on, or no longer."""
        on = not self._read_settings()[0].completion
        self._change_settings(completion=on)
        said = "Chữ mờ sau con trỏ: → nhận, Ctrl+→ nhận một tiếng, Esc ẩn."
        title = "Gõ tắt: bật" if on else "Gõ tắt: tắt"
        self.notify(said if on else "Không còn chữ mờ sau con trỏ.", title=title, timeout=4)

    def action_embed_answers(self) -> None:
        """Let Word files carry the answers they print, or no longer."""
        on = not self._read_settings()[0].embed_answers
        self._change_settings(embed_answers=on)
        title = "Tệp Word: mang kèm câu trả lời" if on else "Tệp Word: không kèm câu trả lời"
        said = (
            "Nhập lại tệp sẽ lấy lại đúng mọi câu trả lời đã in."
            if on
            else ("Nhập lại tệp sẽ chỉ hiểu theo câu chữ.")
        )
        self.notify(said, title=title, timeout=4)

    def burst_seen(self) -> None:
        """Backspaces and letters came in one read: an input method, if it happens again."""
        self._bursts += 1
        if self._bursts >= BURSTS:
            self.own_method_seen()

    def own_method_seen(self) -> None:
        """Another input method is at work: with two, every word would come out wrong."""
        if self.keyboard is not None:
            was = METHOD_NAMES[self.keyboard.method]
            self._type_by("tat")
            self.notify(
                f"Bộ gõ trên máy của bạn đang chạy nên đã tắt {was}. Muốn dùng {was} ở đây: tắt "
                "bộ gõ kia rồi bật lại.",
                title="Gõ tiếng Việt: tắt",
                severity="warning",
                timeout=10,
            )

    def _type_by(self, name: str) -> None:
        self._bursts = 0
        self._change_settings(typing=name)
        self.keyboard = _keyboard_of(replace(self._read_settings()[0], typing=name))
        for screen in self.screen_stack:
            screen.query(TitleBar).refresh()

    def _change_settings(self, **changes: object) -> None:
        try:
            if not self.workspace.places.settings_file.exists():
                changes = {"theme": self.theme, **changes}  # Chosen for this terminal.
            settings = replace(self.workspace.settings, **changes)  # type: ignore[arg-type]
            save_settings(self.workspace.places.settings_file, settings)
        except DataError as error:
            self.notify(str(error), title="Không lưu được cài đặt", severity="warning")
        else:
            self.workspace.settings = settings


def _keyboard_of(settings: Settings) -> Keyboard | None:
    """The way of typing that the settings ask for."""
    old_style = settings.tone_style == "cu"
    for method in METHOD_NAMES:
        if method == settings.typing:
            return Keyboard(method, old_style)
    return None
