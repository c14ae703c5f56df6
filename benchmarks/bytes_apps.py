"""The apps that `bytes.py` measures: `python bytes_apps.py NAME`.

`input` and `plain` are what stock Textual gives; `same` and `new` are ours, with suggestions
that stay and with eight new ones at each key; `telex` is `same` with Telex on.
"""

from __future__ import annotations

import random
import sys

from textual.app import App, ComposeResult
from textual.widgets import Input, OptionList, Static, TextArea

from cchc_tui.domain.telex import Keyboard
from cchc_tui.tui.terminal.app import TerminalApp
from cchc_tui.tui.terminal.environment import run
from cchc_tui.tui.themes import register_themes
from cchc_tui.tui.widgets.answer_editor import AnswerEditor
from cchc_tui.tui.widgets.suggestion_list import Suggestion, SuggestionList

SENTENCE = (
    "tiếp nhận hồ sơ thủ tục hành chính trực tuyến giải quyết trước hạn đúng quá tỷ lệ kỳ "
    "báo cáo kế hoạch ban hành tuyên truyền kiểm tra dịch vụ công mức độ cơ quan đơn vị cán bộ"
)
WORDS = SENTENCE.split()


def phrases(count: int = 8) -> list[str]:
    return [" ".join(random.choices(WORDS, k=14)) for _ in range(count)]


class BareInput(App[None]):
    def compose(self) -> ComposeResult:
        yield Static("READY")
        yield Input()


class Plain(App[None]):
    CSS = "TextArea { height: 8; }"

    def compose(self) -> ComposeResult:
        yield Static("READY")
        yield TextArea()
        yield OptionList()

    def on_mount(self) -> None:
        self.query_one(TextArea).focus()

    def on_text_area_changed(self) -> None:
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(phrases())


class Ours(TerminalApp[None]):
    def __init__(self, name: str) -> None:
        super().__init__()
        fresh = name == "new"
        self.keyboard = Keyboard("telex") if name == "telex" else None
        self.fresh = fresh
        self.kept = phrases()

    def own_method_seen(self) -> None:
        raise AssertionError("plain keys are sent")

    def compose(self) -> ComposeResult:
        yield Static("READY")
        yield AnswerEditor(rows=6, on_text_changed=self.suggest)
        yield SuggestionList()

    def on_mount(self) -> None:
        register_themes(self)
        self.theme = "toi"
        self.query_one(AnswerEditor).focus()

    def suggest(self, _editor: AnswerEditor) -> None:
        found = phrases() if self.fresh else self.kept
        rows = [Suggestion(text, ((0, len(text.split()[0])),)) for text in found]
        self.query_one(SuggestionList).show(rows)


if __name__ == "__main__":
    random.seed(1)
    name = sys.argv[1]
    if name == "input":
        BareInput().run(mouse=False)
    elif name == "plain":
        Plain().run(mouse=False)
    else:
        run(lambda _report: Ours(name))
