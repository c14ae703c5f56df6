"""The phrase book: every phrase by section, found in a few letters, one's own to change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from cchc_tui.phrases.phrase import Phrase
from cchc_tui.services.phrase_book import Entry, PhraseBook
from cchc_tui.services.session import Session
from cchc_tui.tui.actions import EVERYWHERE, PHRASES, bindings_of
from cchc_tui.tui.phrase_entries import ORIGINS, details_of, usage_lines
from cchc_tui.tui.screens.base import OfficeScreen
from cchc_tui.tui.screens.dialogs import MessageScreen
from cchc_tui.tui.screens.harvest import HarvestScreen
from cchc_tui.tui.screens.own_phrase import OwnPhraseScreen
from cchc_tui.tui.widgets.answer_editor import AnswerEditor
from cchc_tui.tui.widgets.bars import KeyBar, TitleBar
from cchc_tui.tui.widgets.line_list import Line, LineList
from cchc_tui.tui.widgets.suggestion_list import Suggestion, SuggestionList

FOUND = 50
OWN, HIDDEN, SECTION = "own", "hidden", "section:"
HELP = (
    "Gõ vài chữ của mẫu câu, không cần dấu: chữ đầu các tiếng cũng được (ccttth). Để trống thì "
    "hiện mẫu câu của mục đang chọn; Tab sang danh sách mục rồi ↑ ↓ để đổi mục. Mẫu câu có sẵn "
    "và của cơ quan khi sửa được lưu thành bản của bạn, dùng thay cho bản cũ; F8 ẩn chúng, hoặc "
    "xóa mẫu câu của bạn. Mẫu câu đã ẩn nằm ở mục cuối, F8 ở đó để hiện lại."
)


class PhraseBookScreen(OfficeScreen):
    """Looks for phrases, puts one into the answer, changes one's own.

    Args:
        session: The draft from which the book was opened, if any.
        insert: Puts a phrase into the answer; None where there is none to take it.
    """

    WHERE = PHRASES
    BINDINGS = [  # noqa: RUF012
        *bindings_of(PHRASES, EVERYWHERE),
        Binding("tab,shift+tab", "other_side", "Sang danh sách mục", show=False),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]  # noqa: RUF012
    DEFAULT_CSS = """
    PhraseBookScreen #sections { width: 28; border-right: solid $panel; }
    PhraseBookScreen.-wide #sections { width: 46; }
    PhraseBookScreen #sections:focus { border-right: solid $primary; }
    PhraseBookScreen #right { width: 1fr; padding: 0 1; }
    PhraseBookScreen AnswerEditor { background: $surface; }
    PhraseBookScreen #listed { height: 1fr; }
    PhraseBookScreen SuggestionList { margin-top: 1; }
    PhraseBookScreen #details { height: 5; color: $text-muted; }
    """

    def __init__(
        self, session: Session | None = None, insert: Callable[[Phrase], None] | None = None
    ) -> None:
        super().__init__()
        self._session = session
        self._insert = insert
        self._entries: list[tuple[Entry, tuple[tuple[int, int], ...]]] = []
        self._steps: list[Callable[[], object]] = []

    @property
    def help_text(self) -> str:
        """What can be done with phrases."""
        return HELP

    @property
    def book(self) -> PhraseBook:
        """The phrases."""
        return PhraseBook(self.workspace)

    @property
    def _list(self) -> SuggestionList:
        return self.query_one(SuggestionList)

    @property
    def _sections(self) -> LineList:
        return self.query_one("#sections", LineList)

    @property
    def _line(self) -> AnswerEditor:
        return self.query_one(AnswerEditor)

    def compose(self) -> ComposeResult:
        """Title, sections, line to type in, phrases, what is known of the marked one, keys."""
        yield TitleBar("Kho mẫu câu")
        with Horizontal():
            yield LineList(id="sections")
            with Vertical(id="right"):
                yield AnswerEditor(
                    multiline=False,
                    placeholder="gõ vài chữ để tìm, không cần dấu",
                    on_text_changed=lambda _: self.refresh_phrases(),
                    intercept=self._intercept,
                )
                with Vertical(id="listed"):
                    yield SuggestionList(rows=10)
                yield Static("", id="details", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin with the phrases of the section being answered."""
        self.refresh_keys()
        chosen = SECTION + self._session.question.section if self._session else SECTION
        titles = self.book.sections()
        lines = [Line(OWN, "Mẫu câu của bạn")]
        lines += [Line(SECTION + section, title) for section, title in titles]
        self._sections.show([*lines, Line(HIDDEN, "Đã ẩn", kind="dim")], keep=chosen)
        self._line.focus()
        self.on_resize()
        self.refresh_phrases()

    def on_resize(self) -> None:
        """As many phrases as the window has room for."""
        self._list.rows = max(self.app.size.height - 11, 4)
        self._list.styles.height = self._list.rows + 1

    # Looking

    def refresh_phrases(self, keep: str = "") -> None:
        """Find again, the mark on a phrase if it is still there."""
        words = self._line.value.strip()
        self._entries = self._found(words) if words else [(one, ()) for one in self._browsed()]
        title = "Tìm thấy" if words else "Mẫu câu"
        self._list.show([_row(*found) for found in self._entries], title=title)
        ids = [entry.phrase.id for entry, _ in self._entries]
        self._list.move(ids.index(keep) + 1 if keep in ids else 1)
        how = "Enter chèn vào câu trả lời" if self._insert else "Enter sửa"
        self.query_one(TitleBar).show(rights=[how])
        self._describe()

    def _found(self, words: str) -> list[tuple[Entry, tuple[tuple[int, int], ...]]]:
        section = self._session.question.section if self._session else ""
        hits = self.book.search(words, section=section, limit=FOUND)
        found = [(self.book.entry(hit.phrase.id), hit.spans) for hit in hits]
        return [(entry, spans) for entry, spans in found if entry is not None]

    def _browsed(self) -> list[Entry]:
        book, chosen = self.book, self._sections.chosen
        if chosen == HIDDEN:
            return [Entry(one, False, 0.0, False, False, False) for one in book.hidden()]
        if chosen == OWN:
            own = [book.entry(one.id) for one in book.own.all() if not one.hidden]
            return [entry for entry in own if entry is not None]
        return book.browse(chosen.removeprefix(SECTION))

    def _chosen(self) -> Entry | None:
        index = self._list.selected_index
        return self._entries[index][0] if index is not None else None

    def _describe(self) -> None:
        entry = self._chosen()
        text = "Không có mẫu câu nào ở đây. Gõ từ khác, hoặc F5 để thêm mẫu câu của bạn."
        if entry is not None:
            titles = dict(self.book.sections())
            uses = self.book.where_used(entry.phrase.id)
            newer = self.book.entry(entry.phrase.superseded_by)
            text = details_of(entry, titles, uses, newer.phrase if newer else None)
        self.query_one("#details", Static).update(text)

    def _intercept(self, event: events.Key) -> bool:
        steps = {"up": -1, "down": 1, "pageup": -self._list.rows, "pagedown": self._list.rows}
        if event.key == "tab":
            self.action_other_side()
        elif event.key == "ctrl+z" and self._steps:
            self.action_undo()
        elif event.key in steps:
            if self._list.selected_index or steps[event.key] > 0:
                self._list.move(max(steps[event.key], -(self._list.selected_index or 0)))
            self._describe()
        else:
            return False
        return True

    def on_line_list_moved(self, event: LineList.Moved) -> None:
        """Another section."""
        event.stop()
        if self._line.value:
            self._line.load("")
        self.refresh_phrases()

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        """A section was chosen: on to its phrases."""
        event.stop()
        self.on_line_list_moved(LineList.Moved(event.sender, event.id))
        self._line.focus()

    def action_other_side(self) -> None:
        """From the line to the sections, and back."""
        (self._sections if self._line.has_focus else self._line).focus()

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

    @property
    def _among_hidden(self) -> bool:
        return self._sections.chosen == HIDDEN and not self._line.value

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
            uses: Sequence[str] = usage_lines(self.book.where_used(entry.phrase.id))
            body = "\n".join(uses) or "Chưa dùng trong bản nháp nào."
            self.app.push_screen(MessageScreen("Nơi đã dùng", f"{entry.phrase.text}\n\n{body}"))

    def action_harvest(self) -> None:
        """Look for phrases in old reports."""
        self.app.push_screen(HarvestScreen())

    def on_screen_resume(self) -> None:
        """Phrases may have been saved meanwhile."""
        if self._entries:
            entry = self._chosen()
            self.refresh_phrases(entry.phrase.id if entry else "")


def _row(entry: Entry, spans: tuple[tuple[int, int], ...]) -> Suggestion:
    note = "đã thay" if entry.phrase.superseded_by else "hết hiệu lực" if entry.expired else ""
    layer = entry.phrase.layer
    origin = "" if layer == "packaged" else ORIGINS.get(layer, "")
    return Suggestion(entry.phrase.text or entry.phrase.id, spans, note or origin)
