"""Browsing the phrase book: sections at the left, phrases at the right, found as one types."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from cchc_tui.phrases.phrase import Phrase
from cchc_tui.services.phrase_book import Entry, PhraseBook
from cchc_tui.services.session import Session
from cchc_tui.tui.actions import EVERYWHERE, PHRASES, bindings_of
from cchc_tui.tui.phrase_entries import ORIGINS, details_of
from cchc_tui.tui.screens.base import OfficeScreen
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


class PhraseBrowser(OfficeScreen):
    """The phrase book without what can be done with a phrase.

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
    PhraseBrowser #sections { width: 28; border-right: solid $panel; }
    PhraseBrowser.-wide #sections { width: 46; }
    PhraseBrowser #sections:focus { border-right: solid $primary; }
    PhraseBrowser #right { width: 1fr; padding: 0 1; }
    PhraseBrowser AnswerEditor { background: $surface; }
    PhraseBrowser #listed { height: 1fr; }
    PhraseBrowser SuggestionList { margin-top: 1; }
    PhraseBrowser #details { height: 5; color: $text-muted; }
    """

    def __init__(
        self, session: Session | None = None, insert: Callable[[Phrase], None] | None = None
    ) -> None:
        super().__init__()
        self._session = session
        self._insert = insert
        self._entries: list[tuple[Entry, tuple[tuple[int, int], ...]]] = []

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

    @property
    def _among_hidden(self) -> bool:
        return self._sections.chosen == HIDDEN and not self._line.value

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
