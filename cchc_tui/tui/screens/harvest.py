"""Phrases from old reports: files are read, what recurs is listed, the officer ticks what stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static
from textual.worker import get_current_worker

from cchc_tui.phrases.harvest import Proposal
from cchc_tui.phrases.phrase import Phrase
from cchc_tui.services.errors import WorkError
from cchc_tui.services.finding_files import is_file, path_of
from cchc_tui.services.phrase_book import PhraseBook
from cchc_tui.services.workspace import Workspace
from cchc_tui.tui.actions import EVERYWHERE, HARVEST, bindings_of
from cchc_tui.tui.screens.base import OfficeScreen
from cchc_tui.tui.screens.own_phrase import OwnPhraseScreen
from cchc_tui.tui.widgets.answer_editor import AnswerEditor
from cchc_tui.tui.widgets.bars import KeyBar, TitleBar
from cchc_tui.tui.widgets.line_list import Line, LineList
from cchc_tui.tui.widgets.note_line import NoteLine

FORMATS = (".docx", ".txt", ".md")
MOST_FILES = 200
"""More old reports than an officer has; a folder with more was not meant."""

START = (
    "Ghi đường dẫn của báo cáo cũ, hoặc của thư mục có các báo cáo cũ, rồi Enter. Câu nào lặp lại "
    "từ hai lần trở lên thì được đề nghị thành mẫu câu; tên người và số điện thoại bị loại bỏ."
)
HELP = f"{START} Dấu cách đánh dấu câu muốn giữ, F4 sửa câu, F9 lưu các câu đã đánh dấu."


class HarvestStopped(Exception):  # noqa: N818
    """The officer left while files were being read."""


@dataclass(slots=True)
class _Found:
    """A proposal, and whether it is to be kept."""

    proposal: Proposal
    ticked: bool = False


class HarvestScreen(OfficeScreen):
    """A path, what was found under it, ticks."""

    WHERE = HARVEST
    BINDINGS = [  # noqa: RUF012
        *bindings_of(HARVEST, EVERYWHERE),
        Binding("tab,shift+tab", "other_side", "Sang danh sách", show=False),
    ]
    DEFAULT_CSS = """
    HarvestScreen AnswerEditor { background: $surface; margin: 0 1; }
    HarvestScreen NoteLine { margin: 0 1; }
    HarvestScreen #found { margin: 1 1 0 1; }
    HarvestScreen #whole { height: 7; margin: 1 2 0 2; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._found: dict[str, _Found] = {}

    @property
    def help_text(self) -> str:
        """What is done here."""
        return HELP

    @property
    def _list(self) -> LineList:
        return self.query_one("#found", LineList)

    def compose(self) -> ComposeResult:
        """Title, path, how far, what was found, the marked one in full, keys."""
        yield TitleBar("Lấy mẫu câu từ báo cáo cũ")
        yield AnswerEditor(multiline=False, placeholder="tệp .docx, .txt, .md hoặc thư mục")
        yield NoteLine()
        yield LineList(id="found")
        yield Static(START, id="whole", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Ask for the path."""
        self.refresh_keys()
        self.query_one(AnswerEditor).focus()

    def say(self, text: str, *, problem: bool = False) -> None:
        """Say how far it is, or what went wrong."""
        note = self.query_one(NoteLine)
        note.show(text)
        note.set_class(problem, "-problem")

    # Reading

    def on_answer_editor_submitted(self, event: AnswerEditor.Submitted) -> None:
        """Read what the path names."""
        path = path_of(event.text)
        if not event.text.strip():
            self.say("Hãy ghi đường dẫn tệp hoặc thư mục.", problem=True)
        elif paths := _reports_under(path):
            self.say(f"Đang đọc {len(paths)} tệp…")
            self.run_worker(lambda: self._read(paths), thread=True, exclusive=True)
        else:
            kinds = ", ".join(FORMATS)
            self.say(f"Không thấy tệp {kinds} nào ở “{path}”.", problem=True)

    def _read(self, paths: list[Path]) -> None:
        """In a thread, at a desk of its own: the open draft's is not shared."""
        worker, desk = get_current_worker(), self.workspace

        def progress(done: int, total: int, path: Path) -> None:
            if worker.is_cancelled:
                raise HarvestStopped
            reading.append(path)
            said = f"Đang đọc {done + 1}/{total}: {path.name}"
            self.app.call_from_thread(self.say, said)

        skipped: list[str] = []
        reading: list[Path] = []
        own = Workspace(desk.places, desk.clock, desk.author)
        try:
            found = None
            while found is None and paths:
                try:
                    found = PhraseBook(own).harvest(paths, on_file=progress)
                except WorkError as error:
                    skipped.append(str(error))
                    paths = [path for path in paths if path != reading[-1]]
        except HarvestStopped:
            return
        finally:
            own.close()
        if not worker.is_cancelled:
            self.app.call_from_thread(self.show_found, found or [], skipped)

    def show_found(self, found: Sequence[Proposal], skipped: Sequence[str]) -> None:
        """List what was found; say which files could not be read."""
        self._found = {str(number): _Found(one) for number, one in enumerate(found)}
        self._show()
        said = f"{len(found)} câu lặp lại mà kho mẫu câu chưa có. Dấu cách để đánh dấu."
        if not found:
            said = "Không có câu nào lặp lại mà kho mẫu câu chưa có."
        if skipped:
            said = f"{said} Bỏ qua {len(skipped)} tệp: {skipped[0]}"
        self.say(said, problem=bool(skipped))
        if found:
            self._list.focus()

    # Showing

    def _show(self) -> None:
        titles = dict(PhraseBook(self.workspace).sections())
        lines: list[Line] = []
        before: str | None = None
        for key, one in self._found.items():
            section = one.proposal.section
            if section != before:
                before = section
                title = titles.get(section, "Chưa rõ mục") if section else "Chưa rõ mục"
                lines.append(Line("", title, kind="title"))
            mark = "[x]" if one.ticked else "[ ]"
            times = f"{one.proposal.count} lần, {len(one.proposal.files)} tệp"
            lines.append(Line(key, f"{mark} {one.proposal.text}", times))
        self._list.show(lines)
        ticked = sum(one.ticked for one in self._found.values())
        self.query_one(TitleBar).show(rights=[f"đã đánh dấu {ticked}/{len(self._found)}"])
        self._describe()

    def _describe(self) -> None:
        one = self._found.get(self._list.chosen)
        text = START
        if one is not None:
            proposal = one.proposal
            text = f"{proposal.text}\n\nVí dụ: {proposal.examples[0] if proposal.examples else ''}"
            text += f"\nTrong: {', '.join(proposal.files)}"
        self.query_one("#whole", Static).update(text)

    def on_line_list_moved(self, _event: LineList.Moved) -> None:
        """Show the marked proposal in full."""
        self._describe()

    def on_line_list_chosen(self, _event: LineList.Chosen) -> None:
        """Enter ticks as the space bar does."""
        self.action_tick()

    def action_other_side(self) -> None:
        """From the path to the list, and back."""
        editor = self.query_one(AnswerEditor)
        (self._list if editor.has_focus and self._found else editor).focus()

    def on_answer_editor_left(self, event: AnswerEditor.Left) -> None:
        """Tab or an arrow down goes to the list."""
        if event.direction in ("next", "down") and self._found:
            self._list.focus()

    # Choosing

    def action_tick(self) -> None:
        """Keep the marked one, or not."""
        if self._list.has_focus and (one := self._found.get(self._list.chosen)):
            one.ticked = not one.ticked
            self._show()

    def action_tick_all(self) -> None:
        """Keep all, or none if all are ticked."""
        every = all(one.ticked for one in self._found.values())
        for one in self._found.values():
            one.ticked = not every
        self._show()

    def action_edit(self) -> None:
        """Correct the marked one before it is kept."""
        one = self._found.get(self._list.chosen)
        if one is None:
            return
        proposal = one.proposal

        def take(phrase: Phrase | None) -> None:
            if phrase is not None:
                section = phrase.sections[0] if phrase.sections else ""
                one.proposal = replace(proposal, text=phrase.text, section=section)
                one.ticked = True
                self._show()

        values = {slot.name: slot.value for slot in proposal.slots if slot.value}
        start = Phrase("", proposal.text, (proposal.section,) if proposal.section else ())
        book = PhraseBook(self.workspace)

        def check(phrase: Phrase) -> Phrase:
            problem = book.wording_problem(phrase.text)
            if problem:
                raise WorkError(problem)
            return phrase

        form = OwnPhraseScreen(book, start, check, values=values, asks_keywords=False)
        self.app.push_screen(form, take)

    def action_save(self) -> None:
        """Save the ticked ones as one's own phrases."""
        ticked = [one.proposal for one in self._found.values() if one.ticked]
        if not ticked:
            self.say("Chưa đánh dấu câu nào: dấu cách để đánh dấu.", problem=True)
            return
        try:
            saved = PhraseBook(self.workspace).save_proposals(ticked)
        except WorkError as error:
            self.say(str(error), problem=True)
            return
        left = [one for one in self._found.values() if not one.ticked]
        self._found = {str(number): one for number, one in enumerate(left)}
        self._show()
        self.say(f"Đã lưu {len(saved)} mẫu câu của bạn; tìm được ngay.")

    def action_close(self) -> None:
        """Back; reading stops."""
        self.workers.cancel_node(self)
        self.app.pop_screen()


def _reports_under(path: Path) -> list[Path]:
    """The file itself, or the reports in a folder and below; locks of Word are no reports."""
    if is_file(path):
        return [path]
    try:
        found = (
            one
            for one in sorted(path.rglob("*"))
            if one.suffix.lower() in FORMATS
            and not one.name.startswith(("~$", "."))
            and one.is_file()
        )
        return [one for one, _ in zip(found, range(MOST_FILES), strict=False)]
    except OSError:
        return []
