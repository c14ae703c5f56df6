"""A small app on the terminal foundations, driven by the tests through a pty.

F2 appends what both editors hold to the file named by the first argument, as a line of
JSON, and empties them. F3 and Tab go to the other editor. F4 appends the picture that the
compositor holds. F5 asks for a line in a dialog, which goes into the first editor. F6 turns
Telex on, another input method off; F7 appends whether it is on and how many bursts came. A
second argument names a theme.
"""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import Static

from cchc_tui.domain.telex import Keyboard
from cchc_tui.tui.terminal.clipboard import CopyingApp
from cchc_tui.tui.terminal.environment import run
from cchc_tui.tui.themes import register_themes
from cchc_tui.tui.widgets.answer_editor import AnswerEditor
from cchc_tui.tui.widgets.suggestion_list import Suggestion, SuggestionList


class Ask(ModalScreen[str]):
    def compose(self) -> ComposeResult:
        yield AnswerEditor(multiline=False)

    async def on_mount(self) -> None:
        await asyncio.sleep(0.1)  # A dialog that takes its time.

    def on_answer_editor_submitted(self, message: AnswerEditor.Submitted) -> None:
        self.dismiss(message.text)


class TinyApp(CopyingApp[None]):
    CSS = "Screen { layout: vertical; } #one { margin-top: 1; }"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "dump", "Ghi", priority=True),
        Binding("f3", "other", "Ô kia", priority=True),
        Binding("f4", "picture", "Chụp", priority=True),
        Binding("f5", "ask", "Hỏi"),
        Binding("f6", "telex", "Telex", priority=True),
        Binding("f7", "typing", "Cách gõ", priority=True),
        Binding("f10", "quit", "Thoát", priority=True),
    ]

    keyboard: Keyboard | None = None
    bursts = 0

    def action_telex(self) -> None:
        self.keyboard = Keyboard("telex")

    def own_method_seen(self) -> None:
        self.keyboard = None

    def burst_seen(self) -> None:
        self.bursts += 1

    def action_typing(self) -> None:
        self.write({"telex": self.keyboard is not None, "bursts": self.bursts})
        self.bursts = 0

    def compose(self) -> ComposeResult:
        yield Static("SẴN SÀNG", id="ready")
        yield AnswerEditor(id="many", on_text_changed=self.suggest)
        yield AnswerEditor(id="one", multiline=False)
        yield SuggestionList(id="list")

    def editor(self, name: str) -> AnswerEditor:
        return self.query_one(f"#{name}", AnswerEditor)

    def on_mount(self) -> None:
        register_themes(self)
        self.theme = sys.argv[2] if len(sys.argv) > 2 else "toi"
        self.editor("many").focus()

    def suggest(self, editor: AnswerEditor) -> None:
        last = editor.text_before_cursor[-12:]
        rows = [Suggestion(f"{last} mẫu câu số {n}", ((0, len(last)),)) for n in range(8)]
        self.query_one(SuggestionList).show(rows if last.endswith(" ") else rows[:3], 23)

    def write(self, found: object) -> None:
        with Path(sys.argv[1]).open("a", encoding="utf-8") as out:
            out.write(json.dumps(found) + "\n")

    def on_answer_editor_left(self, message: AnswerEditor.Left) -> None:
        if message.direction in ("next", "previous"):
            self.action_other()

    def action_picture(self) -> None:
        self.call_after_refresh(
            lambda: self.write([line.text for line in self.screen._compositor.render_strips()])
        )

    def action_ask(self) -> None:
        self.push_screen(Ask(), lambda line: self.editor("many").paste_text(line or ""))

    def action_dump(self) -> None:
        found = {name: self.editor(name).value for name in ("many", "one")}
        self.write(found)
        for name in found:
            self.editor(name).load("")

    def action_other(self) -> None:
        self.editor("one" if self.editor("many").has_focus else "many").focus()


if __name__ == "__main__":
    run(lambda _report: TinyApp())
