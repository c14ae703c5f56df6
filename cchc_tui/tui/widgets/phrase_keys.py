"""What the keys of a field mean while phrases are offered or the gaps of one are filled.

Tab puts in the first phrase or the marked one, Alt with a digit any of them; the arrow down
marks, and while something is marked Enter and a bare digit take. In an open place Tab goes on,
choices are taken with a digit or the arrows and Enter, and the arrow down puts in what was
given last time. Esc closes the list, or ends the filling, and takes no text away.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from textual import events

from cchc_tui.interview.kinds import Question, QuestionType
from cchc_tui.phrases.slots import TabStop
from cchc_tui.tui.widgets.answer_editor import AnswerEditor
from cchc_tui.tui.widgets.slot_line import SlotHint, SlotLine
from cchc_tui.tui.widgets.suggestion_list import Suggestion, SuggestionList

WORDED = (QuestionType.PROSE, QuestionType.TEXT)
PHRASES, CHOICES = "Mẫu câu", "Lựa chọn"


class PhraseSource(Protocol):
    """Where phrases come from and what is known of their open places."""

    def offer(self, question: Question, before_cursor: str) -> Sequence[Suggestion]:
        """Phrases for a question and the text before the cursor, best first."""

    def insert(self, index: int, editor: AnswerEditor) -> None:
        """Put the phrase at that place of the last offer into the editor."""

    def hint(self, stop: TabStop, text: str, place: tuple[int, int]) -> SlotHint:
        """What to say of an open place in which a text stands."""

    def remember(self, stop: TabStop, text: str) -> None:
        """Keep what was put into an open place."""


class PhraseKeys:
    """The phrases of one field.

    Args:
        source: Where they come from.
        editor: Gives the editor in use.
        listed: Shows them.
        line: Speaks of open places.
    """

    def __init__(
        self,
        source: PhraseSource,
        editor: Callable[[], AnswerEditor],
        listed: SuggestionList,
        line: SlotLine,
    ) -> None:
        self._source = source
        self._editor_in_use = editor
        self._list = listed
        self._line = line
        self._question: Question | None = None
        self._closed: str | None = None
        self._filling: tuple[TabStop, str] | None = None

    @property
    def _editor(self) -> AnswerEditor:
        return self._editor_in_use()

    # Following the text

    def begin(self, question: Question) -> None:
        """Another question is asked."""
        self._remember()
        self._question, self._closed = question, None
        self._list.display = question.type in WORDED
        self._list.show((), title=PHRASES)
        self._line.ask(None)

    def changed(self) -> None:
        """The text changed: offer what fits it now."""
        if self._question is None or self._question.type not in WORDED:
            return
        if self._follow_stop() is None:
            self._offer(self._question)

    def moved(self) -> None:
        """The cursor moved: it may have come into an open place, or left one."""
        was = self._line.hint is not None
        if self._question and self._follow_stop() is None and was:
            self._list.show((), title=PHRASES)

    def _offer(self, question: Question) -> None:
        before = self._editor.text_before_cursor
        start = _word_start(before)
        if self._closed is not None and start in (self._closed, before):
            return
        self._closed = None
        if self._editor.letter_waits:
            return  # The letter asks anew, before any key that could take from the old list.
        self._list.show(self._source.offer(question, before), title=PHRASES)

    def _follow_stop(self) -> TabStop | None:
        """Speak of the open place that the cursor is in, if it is in one."""
        editor = self._editor
        stop = editor.stop
        if self._filling and (stop is None or stop.name != self._filling[0].name):
            self._remember()
        if stop is None:
            self._line.ask(None)
            return None
        text = editor.stop_text
        self._filling = (stop, text)
        self._line.ask(self._source.hint(stop, text, editor.stop_place))
        self._list.show([Suggestion(one) for one in stop.choices], title=CHOICES)
        return stop

    def _remember(self) -> None:
        if self._filling:
            self._source.remember(*self._filling)
        self._filling = None

    # Keys

    def press(self, event: events.Key) -> bool:
        """Take a key that is about phrases; says whether it was."""
        if self._question is None or self._question.type not in WORDED:
            return False
        stop = self._editor.stop
        taken = self._press_in_stop(stop, event.key) if stop else False
        return taken or self._press_in_list(event.key, in_stop=stop is not None)

    def _press_in_stop(self, stop: TabStop, key: str) -> bool:
        hint = self._line.hint
        if key in ("tab", "shift+tab") and (key != "tab" or self._list.selected is None):
            self._editor.next_stop(1 if key == "tab" else -1)
            self.moved()
        elif key == "escape":
            self._editor.forget_stops()
            self.moved()
        elif key == "down" and stop.choices:
            self._list.move(1)
        elif key == "down" and hint and hint.offers_last:
            self._editor.fill_stop(hint.last)
        elif key.isdigit() and stop.choices and not any(map(_has_digit, stop.choices)):
            return self.take(int(key) - 1)
        else:
            return False
        return True

    def _press_in_list(self, key: str, *, in_stop: bool) -> bool:
        if not self._list.items:
            return False
        marked = self._list.selected_index
        if key == "escape":
            self._closed = _word_start(self._editor.text_before_cursor)
            self._list.clear()
            return True
        if key == "tab":
            return self.take(marked or 0)
        if key.startswith("alt+") and key[4:].isdigit():
            return self._take_number(int(key[4:]))
        if marked is None:
            return False
        if key in ("up", "down"):
            self._list.move(1 if key == "down" else -1)
            return True
        if key == "enter":
            return self.take(marked)
        return key.isdigit() and not in_stop and self._take_number(int(key))

    def enter_list(self) -> bool:
        """Mark the first phrase on offer; says whether there is one."""
        return bool(self._list.items) and self._list.move(1)

    def _take_number(self, number: int) -> bool:
        index = self._list.index_of(number)
        return index is not None and self.take(index)

    def take(self, index: int) -> bool:
        """Put in the phrase or the choice at that place of the list."""
        if not 0 <= index < len(self._list.items):
            return False
        stop = self._editor.stop
        if stop and stop.choices:
            self._editor.fill_stop(stop.choices[index])
            self._editor.next_stop(1)
        else:
            self._source.insert(index, self._editor)
        self._list.show((), title=PHRASES)
        self.moved()
        return True


def _word_start(before: str) -> str:
    """What stands before the word at the end of a text."""
    return before[: len(before) - len(before.split(" ")[-1])]


def _has_digit(text: str) -> bool:
    return any(character.isdigit() for character in text)
