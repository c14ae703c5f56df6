"""The phrase book: what can be done with the phrase that is marked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from textual import events

from cchc_tui.phrases.phrase import Phrase
from cchc_tui.services.session import Session
from cchc_tui.tui.phrase_entries import ORIGINS, usage_lines
from cchc_tui.tui.screens.dialogs import MessageScreen
from cchc_tui.tui.screens.harvest import HarvestScreen
from cchc_tui.tui.screens.own_phrase import OwnPhraseScreen
from cchc_tui.tui.screens.phrase_browser import SECTION, PhraseBrowser
from cchc_tui.tui.widgets.answer_editor import AnswerEditor
from cchc_tui.tui.widgets.suggestion_list import SuggestionList


class PhraseBookScreen(PhraseBrowser):
    """Looks for phrases, puts one into the answer, changes one's own."""

    def __init__(
        self, session: Session | None = None, insert: Callable[[Phrase], None] | None = None
    ) -> None:
        super().__init__(session, insert)
        self._steps: list[Callable[[], object]] = []

    def _intercept(self, event: events.Key) -> bool:
        """Ctrl+Z takes back a deletion before it takes back what was looked for."""
        if event.key == "ctrl+z" and self._steps:
            self.action_undo()
            return True
        return super()._intercept(event)

    # Taking

    def on_answer_editor_submitted(self, _event: AnswerEditor.Submitted) -> None:
        """Take the marked phrase."""
        self.action_take()

    def on_suggestion_list_chosen(self, event: SuggestionList.Chosen) -> None:
        """Take the clicked phrase."""
        self._list.move(event.index - (self._list.selected_index or 0))
        self.action_take()

    def action_take(self) -> None:
        """Put the marked phrase into the answer; without an answer, change it."""
        entry = self._chosen()
        if entry is None or self._among_hidden:
            return
        if self._insert is None:
            self.action_edit()
            return
        self.app.pop_screen()
        self._insert(entry.phrase)

    def action_close(self) -> None:
        """Back."""
        self.app.pop_screen()

    # Changing

    def action_add(self) -> None:
        """Write a phrase of one's own."""
        chosen = self._sections.chosen
        section = chosen.removeprefix(SECTION) if chosen.startswith(SECTION) else ""
        phrase = Phrase("", "", (section,) if section else ())
        book = self.book

        def save(made: Phrase) -> Phrase:
            return book.save_own(made.text, made.sections, made.keywords)

        self.app.push_screen(OwnPhraseScreen(book, phrase, save), self._saved)

    def action_edit(self) -> None:
        """Change the marked phrase; one of another layer becomes one's own."""
        entry = self._chosen()
        if entry is None or self._among_hidden:
            return
        if entry.by_hand:
            name = Path(entry.phrase.file).name
            self.notify(f"Mẫu câu này bạn tự viết trong tệp {name}; hãy sửa ở tệp đó.")
            return
        title = "Sửa mẫu câu của bạn"
        if not entry.editable:
            title = f"Sửa mẫu câu {ORIGINS[entry.phrase.layer]}: lưu thành bản của bạn"
        form = OwnPhraseScreen(self.book, entry.phrase, self.book.edit_own, title=title)
        self.app.push_screen(form, self._saved)

    def _saved(self, phrase: Phrase | None) -> None:
        if phrase is not None:
            self.notify("Đã lưu mẫu câu; tìm được ngay.")
            self.refresh_phrases(phrase.id)

    def action_remove(self) -> None:
        """Delete one's own phrase, hide one of another layer, or bring a hidden one back."""
        entry = self._chosen()
        if entry is None:
            return
        book, phrase = self.book, entry.phrase
        if self._among_hidden:
            book.unhide(phrase.id)
            self._can_undo("Đã hiện lại mẫu câu.", lambda: book.hide(phrase.id))
        elif entry.editable or entry.by_hand:
            book.delete_own(phrase.id)
            said = "Đã xóa bản của bạn; bản có sẵn dùng lại." if entry.overrides else "Đã xóa."
            self._can_undo(said, lambda: book.edit_own(replace(phrase, hidden=False)))
        else:
            book.hide(phrase.id)
            self._can_undo("Đã ẩn mẫu câu.", lambda: book.unhide(phrase.id))

    def _can_undo(self, said: str, back: Callable[[], object]) -> None:
        self._steps.append(back)
        self.notify(f"{said} Ctrl+Z để hoàn tác.")
        self.refresh_phrases()

    def action_undo(self) -> None:
        """Take back the last deletion or hiding."""
        if self._steps:
            self._steps.pop()()
            self.refresh_phrases()
        else:
            self.notify("Không còn gì để hoàn tác.")

    def action_used(self) -> None:
        """Say where the marked phrase was used."""
        entry = self._chosen()
        if entry is not None:
            uses = usage_lines(self.book.where_used(entry.phrase.id))
            body = "\n".join(uses) or "Chưa dùng trong bản nháp nào."
            self.app.push_screen(MessageScreen("Nơi đã dùng", f"{entry.phrase.text}\n\n{body}"))

    def action_harvest(self) -> None:
        """Look for phrases in old reports."""
        self.app.push_screen(HarvestScreen())
