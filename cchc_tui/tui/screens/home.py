"""The first screen: the drafts, and what can be done with them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.widgets import Static

from cchc_tui.domain.problems import DataError
from cchc_tui.services.cards import DraftCard
from cchc_tui.services.shared import is_shared
from cchc_tui.store.errors import DamagedStore, StoreError
from cchc_tui.tui.actions import EVERYWHERE, HOME, bindings_of
from cchc_tui.tui.draft_list import BROKEN, CLOSED, HELP, WELCOME, draft_line
from cchc_tui.tui.screens.base import OfficeScreen
from cchc_tui.tui.screens.dialogs import AskScreen, PickScreen
from cchc_tui.tui.widgets.bars import KeyBar, TitleBar
from cchc_tui.tui.widgets.line_list import Line, LineList
from cchc_tui.tui.widgets.note_line import NoteLine

if TYPE_CHECKING:
    from cchc_tui.domain.agencies import Agency
    from cchc_tui.domain.periods import Period


class HomeScreen(OfficeScreen):
    """List of drafts."""

    WHERE = HOME
    BINDINGS = bindings_of(HOME, EVERYWHERE)
    AUTO_FOCUS = "LineList"
    DEFAULT_CSS = """
    HomeScreen #welcome { padding: 1 2; height: auto; max-height: 1fr; }
    HomeScreen LineList { margin: 1 1 0 1; }
    HomeScreen NoteLine { margin: 0 2; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._cards: dict[str, DraftCard] = {}
        self._steps: list[tuple[str, Callable[[], str]]] = []
        self._offered = False
        self._trouble = ""

    def compose(self) -> ComposeResult:
        """Title, drafts, a word for newcomers, keys."""
        yield TitleBar("cchc · Soạn báo cáo hành chính định kỳ", "cchc")
        yield Static(WELCOME, id="welcome", markup=False)
        yield LineList(id="drafts")
        yield NoteLine()
        yield KeyBar()

    @property
    def help_text(self) -> str:
        """What the list shows."""
        return HELP

    @property
    def _list(self) -> LineList:
        return self.query_one("#drafts", LineList)

    def on_mount(self) -> None:
        """Show the keys; the drafts follow when the screen comes up."""
        self.refresh_keys()

    def on_screen_resume(self) -> None:
        """Coming up: what was done elsewhere may have changed the list."""
        self.refresh_drafts()

    def refresh_drafts(self, keep: str | None = None) -> None:
        """Read the drafts again."""
        cards, welcome = self._read()
        self._cards = {card.info.id: card for card in cards}
        self._list.show([draft_line(card) for card in cards], keep=keep)
        self._list.display = bool(cards)
        start = self.query_one("#welcome", Static)
        start.update(welcome)
        start.display = not cards
        count = f"{len(cards)} bản nháp" if cards else ""
        self.query_one(TitleBar).show(rights=[count])
        self._describe()
        if cards:
            self._list.focus()
        else:
            self.set_focus(None)

    def _read(self) -> tuple[list[DraftCard], str]:
        """The drafts, and what stands in their place while there are none."""
        try:
            cards = self.workspace.drafts()
            self._tell_of_shared(self.workspace.shared_trouble)
            return cards, WELCOME
        except DataError as error:
            return [], BROKEN.format(problem=error)
        except StoreError as error:
            if isinstance(error, DamagedStore) and not self._offered:
                self._offered = True
                self.office.tell(error)
            return [], CLOSED.format(problem=error)

    def _tell_of_shared(self, trouble: str) -> None:
        """Say once why the shared drafts are not there; one's own are."""
        if trouble != self._trouble:
            self._trouble = trouble
            if trouble:
                self.notify(trouble, title="Chưa mở được bản nháp chung", severity="warning")

    def _describe(self) -> None:
        card = self._chosen()
        text = ""
        if card:
            text = card.problem or f"{card.kind_title} · {card.agency_name} · {card.info.id}"
        self.query_one(NoteLine).show(text)

    def on_line_list_moved(self, _event: LineList.Moved) -> None:
        """Say more about the marked draft."""
        self._describe()

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        """Open a draft."""
        self.office.open_draft(event.id)

    def _chosen(self) -> DraftCard | None:
        return self._cards.get(self._list.chosen)

    # Actions

    def action_open(self) -> None:
        """Open the marked draft."""
        if card := self._chosen():
            self.office.open_draft(card.info.id)

    def action_new(self) -> None:
        """Fill in the short form for a new draft."""
        from cchc_tui.tui.screens.new_draft import FromFile, NewDraftScreen

        def made(draft: str | FromFile | None) -> None:
            if isinstance(draft, FromFile):
                agency = self.workspace.agencies()[draft.agency]
                self._start_from(draft.path, draft.kind, agency, draft.period)
            elif draft:
                self.refresh_drafts(draft)
                self.office.open_draft(draft)

        self._check_data()
        self.app.push_screen(NewDraftScreen(self.workspace), made)

    def action_import(self) -> None:
        """Start from last period's file."""
        from cchc_tui.tui.screens.choose_file import ChooseFileScreen

        def take(path: Path | None) -> None:
            if path is not None:
                self._start_from(path)

        self._check_data()
        title = "Tệp báo cáo kỳ trước"
        self.app.push_screen(ChooseFileScreen(self.workspace, title), take)

    def _start_from(
        self, path: Path, kind: str = "", agency: Agency | None = None, new: Period | None = None
    ) -> None:
        from cchc_tui.tui.screens.import_report import ImportReportScreen, Wanted

        self.app.push_screen(ImportReportScreen(path, Wanted(kind, agency, new=new)))

    def _check_data(self) -> None:
        """Let mistakes in the data files come out before a form is half built on them."""
        self.workspace.agencies()
        self.workspace.kinds_for()

    def action_sample(self) -> None:
        """Open a fresh copy of the sample report."""
        info = self.workspace.create_sample()
        self.refresh_drafts(info.id)
        self.office.open_draft(info.id)

    def action_rename(self) -> None:
        """Give the marked draft a title."""
        if (card := self._chosen()) is None:
            return
        draft, old = card.info.id, card.info.title

        def take(title: str | None) -> None:
            if title is not None:
                self.workspace.rename(draft, title)
                self._can_undo("đổi tên", draft, lambda: self.workspace.rename(draft, old))

        note = "Tên chỉ để nhận ra bản nháp, không in trong báo cáo."
        self.app.push_screen(AskScreen("Tên bản nháp", card.name, note=note), take)

    def action_copy(self) -> None:
        """Copy the marked draft with all its answers."""
        if card := self._chosen():
            copy = self.workspace.copy(card.info.id).id
            self._can_undo("nhân bản", copy, lambda: self.workspace.delete(copy))

    def action_share(self) -> None:
        """Move or copy the marked draft to where the agency shares drafts, or back."""
        if (card := self._chosen()) is None:
            return
        draft = card.info.id
        where = "bản nháp của mình" if is_shared(draft) else "nơi dùng chung"

        def take(picked: str | None) -> None:
            if picked is None:
                return
            keep = picked == "copy"
            made = self.workspace.share(draft, keep=keep).id

            def back() -> None:
                if not keep:
                    self.workspace.restore(draft)
                self.workspace.delete(made)

            done = "chép" if keep else "chuyển"
            self._can_undo(f"{done} vào {where}", made, back, card.name)

        lines = [
            Line("move", f"Chuyển vào {where}"),
            Line("copy", f"Chép thêm một bản vào {where}"),
        ]
        note = "Cả lịch sử sửa đi theo. Ai trong nhóm cũng đọc và sửa được bản nháp chung."
        self.app.push_screen(PickScreen(card.name, lines, note=note), take)

    def action_delete(self) -> None:
        """Put the marked draft aside; it can be taken back."""
        if card := self._chosen():
            draft = card.info.id
            self.workspace.delete(draft)
            self._can_undo("xóa", draft, lambda: self.workspace.restore(draft), card.name)

    def _can_undo(self, what: str, draft: str, back: Callable[[], None], name: str = "") -> None:
        """Note how a step is taken back, show the list, and say what was done."""

        def undo() -> str:
            back()
            return draft

        self._steps.append((what, undo))
        self.refresh_drafts(draft)
        if not name and draft in self._cards:
            name = self._cards[draft].name
        self.notify(f"Đã {what}: {name}. Ctrl+Z để hoàn tác.")

    def action_undo(self) -> None:
        """Take back the last step in the list, or else bring back the draft last deleted."""
        if self._steps:
            what, undo = self._steps.pop()
            draft = undo()
            self.notify(f"Đã hoàn tác: {what}.")
        else:
            draft = self._last_deleted()
            if not draft:
                self.notify("Không còn gì để hoàn tác.")
                return
            self.workspace.restore(draft)
        self.refresh_drafts(draft)

    def _last_deleted(self) -> str:
        cards = self.workspace.drafts(include_deleted=True)
        gone = [card.info for card in cards if card.info.deleted_at]
        return max(gone, key=lambda info: info.deleted_at).id if gone else ""

    def action_reload(self) -> None:
        """Read the data files and the drafts again."""
        self._offered = False
        self.workspace.reload()
        self.refresh_drafts()

    def action_phrase_book(self) -> None:
        """See, look for and change phrases."""
        from cchc_tui.tui.screens.phrases import PhraseBookScreen

        self.app.push_screen(PhraseBookScreen())

    def action_harvest(self) -> None:
        """Look for phrases in old reports."""
        from cchc_tui.tui.screens.harvest import HarvestScreen

        self.app.push_screen(HarvestScreen())

    def action_agencies(self) -> None:
        """See, add and change agencies."""
        from cchc_tui.tui.screens.agencies import AgenciesScreen

        self._check_data()
        self.app.push_screen(AgenciesScreen(self.workspace))
