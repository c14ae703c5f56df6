"""The question that has the focus: what is asked, the field, what the field makes of it.

Shows and collects; it decides nothing. The screen listens to its messages.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.message import Message

from cchc_tui.interview.kinds import QuestionType
from cchc_tui.services.problems import Problem
from cchc_tui.tui.widgets.answer_editor import AnswerEditor
from cchc_tui.tui.widgets.choice_field import ChoiceField
from cchc_tui.tui.widgets.finding_line import FindingLine
from cchc_tui.tui.widgets.grid_field import GridField
from cchc_tui.tui.widgets.line_list import LineList
from cchc_tui.tui.widgets.note_line import PlaceLine
from cchc_tui.tui.widgets.phrase_keys import PhraseKeys, PhraseSource
from cchc_tui.tui.widgets.question_head import CHOICES, Asking, QuestionHead
from cchc_tui.tui.widgets.slot_line import SlotLine
from cchc_tui.tui.widgets.stale_line import StaleLine
from cchc_tui.tui.widgets.stale_marks import StaleMarks, StaleSource
from cchc_tui.tui.widgets.suggestion_list import SuggestionList

if TYPE_CHECKING:
    pass

LONG = (QuestionType.PROSE, QuestionType.CITATIONS)
YES_NO = (("có", "Có"), ("không", "Không"))
LOW = 30
"""Lines of a window below which the field and the suggestions take fewer of them."""


class QuestionPanel(QuestionHead):
    """One question with its field."""

    DEFAULT_CSS = """
    QuestionPanel { height: auto; padding: 0 1; }
    QuestionPanel .question--field, QuestionPanel .question--field:focus {
        background: $surface; border-left: solid $primary; padding: 0 0 0 1;
    }
    """

    HELP = (
        "Gõ câu trả lời. Ở câu nhiều dòng Enter xuống dòng, PgDn sang câu sau. "
        "Mẫu câu hiện dưới ô khi gõ: Tab lấy mẫu đầu, Alt+số lấy mẫu mang số đó, "
        "↓ vào danh sách rồi Enter, Esc đóng danh sách. Trong mẫu câu đã lấy, Tab sang ô trống "
        "kế; hết ô trống và không có mẫu câu nào thì Tab sang câu kế. "
        "Chữ mờ sau con trỏ là gõ tắt: → nhận, Ctrl+→ nhận một tiếng, Esc ẩn. "
        "Ctrl+Z hoàn tác, Ctrl+Y làm lại. Esc không xóa chữ nào."
    )

    @dataclass
    class Going(Message):
        """The officer leaves the field: "up" to the lines above."""

        direction: str

    @dataclass
    class OptionTaken(Message):
        """An option of a choice was taken."""

        option: str

    def __init__(
        self,
        *,
        phrases: PhraseSource,
        stale: StaleSource,
        edited: Callable[[str, int], str],
        leave: Callable[[int], None],
        accept: Callable[[], None],
    ) -> None:
        """Make a panel.

        Args:
            phrases: Where the phrases offered under the field come from.
            stale: What in the field comes from the last period.
            edited: Told of every change within the key; returns what is wrong, or "".
            leave: Goes to the next (1) or previous (-1) question.
            accept: Takes what stands in the field, proposed or typed, and goes on.
        """
        super().__init__()
        self._accept = accept
        self._source = phrases
        self._stale_source = stale
        self._edited = edited
        self._go = leave
        self._phrase_rows = 5

    def compose(self) -> ComposeResult:
        """Everything a question can need; what it does not need is not displayed."""
        yield from super().compose()
        for name, multiline, rows in (("short", False, 2), ("long", True, 6)):
            yield AnswerEditor(
                multiline=multiline,
                rows=rows,
                id=name,
                classes="question--field",
                on_text_changed=self._text_changed,
                intercept=self._intercept,
            )
        yield ChoiceField(
            edited=self._text_changed, leave=self._go, intercept=lambda key: self.stale.press(key)
        )
        yield GridField(leave=self._go, intercept=lambda key: self.stale.press(key))
        yield StaleLine()
        yield SlotLine(id="said")
        yield FindingLine()
        yield SuggestionList(rows=5)

    @cached_property
    def phrases(self) -> PhraseKeys:
        """What the keys of the editor mean while phrases are offered."""
        said = self.query_one("#said", SlotLine)
        return PhraseKeys(self._source, lambda: self.editor, self.suggestions, said)

    @cached_property
    def stale(self) -> StaleMarks:
        """The places in the field that come from the last period."""
        return StaleMarks(self._stale_source, lambda: self.field, self.query_one(StaleLine))

    @property
    def editor(self) -> AnswerEditor:
        """The editor in use."""
        kind = self._asking.question.type if self._asking else QuestionType.TEXT
        return self.query_one("#long" if kind in LONG else "#short", AnswerEditor)

    @property
    def suggestions(self) -> SuggestionList:
        """The list under the editor."""
        return self.query_one(SuggestionList)

    @property
    def grid(self) -> GridField:
        """The field of a table."""
        return self.query_one(GridField)

    @property
    def field(self) -> AnswerEditor | ChoiceField | GridField:
        """The widget that takes the answer."""
        kind = self._asking.question.type if self._asking else QuestionType.TEXT
        if kind in CHOICES:
            return self.query_one(ChoiceField)
        return self.grid if kind is QuestionType.TABLE else self.editor

    def fit(self, height: int) -> None:
        """Take fewer lines where the window has few."""
        low = height < LOW
        self.query_one("#long", AnswerEditor).styles.height = 5 if low else 8
        self._phrase_rows = 4 if low else 8
        self._fit_suggestions()
        self.grid.view.limit = 9 if low else 18

    def _fit_suggestions(self) -> None:
        """What a fault is said in comes off the suggestions, so that the field stands still."""
        line = self.query_one(FindingLine)
        self.suggestions.rows = self._phrase_rows - (line.ROWS if line.display else 0)
        self.suggestions.styles.height = self.suggestions.rows + 1

    def show_company(self, who: str) -> None:
        """Say who else is at the question, beside its number."""
        if self._asking is not None:
            count = " · ".join(filter(None, (who, self._asking.count)))
            self.query_one(PlaceLine).show(self._asking.place, count)

    def show(self, asking: Asking) -> None:
        """Ask a question."""
        self.show_head(asking)
        field = self.field
        for widget in self.query("#short, #long, ChoiceField, GridField"):
            widget.display = widget is field
        self._load(asking)
        self.phrases.begin(asking.question)
        self.problem(asking.problem)

    def _load(self, asking: Asking) -> None:
        field = self.field
        if isinstance(field, AnswerEditor):
            field.load(asking.text, asking.cursor)
        elif isinstance(field, ChoiceField):
            question = asking.question
            options = [(one, one) for one in question.options] or YES_NO
            field.show(options, asking.text, open_choice=question.open_choice)

    def problem(self, message: str) -> None:
        """Say under the field what is wrong with it; without that, the state of the answer."""
        state = self._asking.state if self._asking else ""
        self.query_one("#said", SlotLine).say(message, state)

    def show_findings(self, problems: Sequence[Problem], key: str) -> None:
        """Say below the field what is wrong with the answer.

        Args:
            problems: The gravest first; the others are counted.
            key: Name of the key that corrects a fault.
        """
        if self.query_one(FindingLine).show(problems, key):
            self._fit_suggestions()

    def focus_field(self) -> None:
        """Put the cursor into the field."""
        field = self.field
        if isinstance(field, GridField):
            field.editor.focus()
        else:
            (field.stop if isinstance(field, ChoiceField) else field).focus()

    @property
    def cursor(self) -> int:
        """Where the cursor stands in a field of text, or the chosen cell of a table."""
        field = self.field
        if isinstance(field, GridField):
            return field.cell
        return field.cursor_index if isinstance(field, AnswerEditor) else 0

    def go_to_place(self, start: int, cell: int = -1) -> None:
        """Put the cursor at a character of the field, or of a cell of its table.

        Args:
            start: Offset in characters; below 0: leave the cursor where it is.
            cell: Number of the cell, counted along the rows.
        """
        field = self.field
        if isinstance(field, GridField) and cell >= 0:
            field.show(field.model, cell)
        if start >= 0 and not isinstance(field, ChoiceField):
            editor = field.editor if isinstance(field, GridField) else field
            editor.cursor_index = start
            self.stale.select_here()

    def _text_changed(self, editor: AnswerEditor) -> None:
        if self._asking is None:
            return
        self.problem(self._edited(editor.value, editor.cursor_index))
        self._trend_line.typed(editor.value)
        self.stale.changed()
        self.phrases.changed()

    def on_text_area_selection_changed(self, event: Message) -> None:
        """The cursor may have come into a place that is spoken of, or left one."""
        event.stop()
        self.stale.moved()
        self.phrases.moved()

    def _intercept(self, event: events.Key) -> bool:
        if event.key in ("pagedown", "pageup"):
            self._go(1 if event.key == "pagedown" else -1)
            return True
        return self.phrases.press(event) or self.stale.press(event)

    def on_answer_editor_changed(self, event: AnswerEditor.Changed) -> None:
        """Nobody further up asks; `_text_changed` was told within the key."""
        event.stop()

    def on_suggestion_list_chosen(self, event: SuggestionList.Chosen) -> None:
        """Take the suggestion that was clicked."""
        event.stop()
        self.phrases.take(event.index)

    def on_answer_editor_submitted(self, event: AnswerEditor.Submitted) -> None:
        """Enter in a short field goes on."""
        event.stop()
        self._accept()

    def on_answer_editor_left(self, event: AnswerEditor.Left) -> None:
        """Tab goes on; an arrow enters the list of suggestions or the lines above."""
        event.stop()
        if event.direction == "down":
            self.phrases.enter_list()
        elif event.direction in ("next", "previous"):
            self._go(1 if event.direction == "next" else -1)
        elif event.direction == "up":
            self.post_message(self.Going("up"))

    def on_line_list_left(self, event: LineList.Left) -> None:
        """Up from the first option: the lines above take the focus."""
        event.stop()
        if event.step < 0:
            self.post_message(self.Going("up"))

    def on_choice_field_taken(self, event: ChoiceField.Taken) -> None:
        """An option was taken."""
        event.stop()
        self.post_message(self.OptionTaken(event.option))
