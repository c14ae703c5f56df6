"""A wording of one's own before it is saved: its slots, its section, its keywords."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from textual.binding import Binding
from textual.widget import Widget
from textual.widgets import Static

from cchc_tui.domain.problems import DataError
from cchc_tui.phrases.phrase import Phrase
from cchc_tui.phrases.slots import Slot
from cchc_tui.services.errors import WorkError
from cchc_tui.services.phrase_book import PhraseBook
from cchc_tui.tui.screens.form_screen import FormScreen
from cchc_tui.tui.widgets.answer_editor import AnswerEditor
from cchc_tui.tui.widgets.form import PickField, TypeField
from cchc_tui.tui.widgets.slot_line import TYPE_NAMES

NOTE = (
    "Chỗ thay đổi theo kỳ viết thành ô trống: {so_ho_so:number}, {ngay:date}, "
    "{ket_qua:choice(đạt|chưa đạt)}, {ten}."
)
BACK = " F6 tại một ô: trả lại chữ cũ."
SEVERAL = "|"


class OwnPhraseScreen(FormScreen[Phrase]):
    """Corrects a phrase; returns it as it was saved."""

    TITLE = "Mẫu câu của bạn"
    NOTE = NOTE
    DEFAULT_CSS = """
    OwnPhraseScreen #slots { height: auto; max-height: 4; color: $text-muted; padding: 0 1; }
    """
    BINDINGS = [Binding("f6", "plain", "Trả lại chữ cũ", show=False)]  # noqa: RUF012

    def __init__(
        self,
        book: PhraseBook,
        phrase: Phrase,
        save: Callable[[Phrase], Phrase],
        *,
        values: Mapping[str, str] | None = None,
        title: str = "",
        asks_keywords: bool = True,
    ) -> None:
        """Make a form.

        Args:
            book: Knows the sections and what is wrong with a wording.
            phrase: What it starts with.
            save: Saves the corrected phrase; its `WorkError` or `DataError` is shown.
            values: What stood in the slots, by name, where they were made of a sentence.
            title: Its first line.
            asks_keywords: Whether keywords are asked for.
        """
        super().__init__()
        self._book = book
        self._phrase = phrase
        self._save = save
        self._values = dict(values or {})
        self._asks_keywords = asks_keywords
        self._title = title or self.TITLE
        self.note = NOTE + (BACK if self._values else "")

    def fields(self) -> Iterable[Widget]:
        """Wording with its slots, section, keywords."""
        phrase = self._phrase
        yield TypeField("Câu", phrase.text, rows=6, id="text")
        yield Static("", id="slots", markup=False)
        yield PickField("Mục", self._sections(), SEVERAL.join(phrase.sections), id="section")
        if self._asks_keywords:
            yield TypeField(
                "Từ khóa để tìm",
                ", ".join(phrase.keywords),
                placeholder="một cửa, hồ sơ",
                id="keys",
            )

    def _sections(self) -> list[tuple[str, str]]:
        """Every section; those of a phrase that has several stay together."""
        found = self._book.sections()
        several = self._phrase.sections
        if len(several) > 1:
            titles = dict(found)
            named = "; ".join(titles.get(one, one) for one in several)
            found.insert(0, (SEVERAL.join(several), named))
        return found

    def on_mount(self) -> None:
        """Start in the wording."""
        super().on_mount()
        self.query_one(".dialog--title", Static).update(self._title)
        self._describe()

    @property
    def _editor(self) -> AnswerEditor:
        return self.query_one("#text", TypeField).editor

    def on_answer_editor_changed(self, event: AnswerEditor.Changed) -> None:
        """Tell of the slots as they are now."""
        if event.control is self._editor:
            self._describe()

    def _describe(self) -> None:
        text = self._editor.value
        named = "; ".join(self._described(slot) for slot in self._book.slots(text))
        self.query_one("#slots", Static).update(f"Ô trống: {named or 'không có'}")
        self.problem(self._book.wording_problem(text) if text.strip() else "")

    def _described(self, slot: Slot) -> str:
        value = self._values.get(slot.name, "")
        kind = TYPE_NAMES.get(slot.type, "chữ").partition(",")[0]
        return f"{slot.name} ({kind})" + (f" = {value}" if value else "")

    def action_plain(self) -> None:
        """Write out again what stood in the slot that the cursor is in."""
        editor, at = self._editor, self._editor.cursor_index
        for slot in self._book.slots(editor.value):
            value = self._values.get(slot.name, "")
            if value and slot.start <= at <= slot.end:
                text = editor.value
                editor.load(text[: slot.start] + value + text[slot.end :], slot.start + len(value))
                self._describe()
                return

    def finish(self) -> Phrase:
        """Save the phrase.

        Raises:
            ValueError: It cannot be saved.
        """
        section = self.query_one("#section", PickField).value
        keywords = self._phrase.keywords
        if self._asks_keywords:
            written = self.query_one("#keys", TypeField).value.split(",")
            keywords = tuple(word.strip() for word in written if word.strip())
        phrase = replace(
            self._phrase,
            text=self._editor.value,
            sections=tuple(part for part in section.split(SEVERAL) if part),
            keywords=keywords,
        )
        try:
            return self._save(phrase)
        except (WorkError, DataError) as error:
            raise ValueError(str(error)) from error
