"""The first screen: the drafts, and what can be done with them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.widgets import Static

from cchc_tui.domain.problems import DataError
from cchc_tui.services.cards import DraftCard
from cchc_tui.store.errors import DamagedStore, StoreError
from cchc_tui.tui.actions import EVERYWHERE, HOME, bindings_of
from cchc_tui.tui.screens.base import OfficeScreen
from cchc_tui.tui.screens.dialogs import AskScreen
from cchc_tui.tui.widgets.bars import KeyBar, TitleBar
from cchc_tui.tui.widgets.line_list import Line, LineList
from cchc_tui.tui.widgets.note_line import NoteLine

if TYPE_CHECKING:
    from cchc_tui.domain.agencies import Agency
    from cchc_tui.domain.periods import Period

WELCOME = """\
Chưa có bản nháp nào.

  F4  Mở báo cáo mẫu đã trả lời đủ: xem, sửa thử, xuất thử.
  F9  Bắt đầu từ tệp Word kỳ trước: chỉ sửa những chỗ thay đổi.
  F3  Tạo báo cáo mới: chọn loại, cơ quan, kỳ rồi trả lời từng câu.
  F2  Dòng trợ lý: gõ điều muốn làm, không cần dấu.
  F1  Trợ giúp.
"""
BROKEN = """\
Tệp dữ liệu có lỗi nên chưa mở được bản nháp nào. Bản nháp vẫn còn nguyên.

{problem}

Sửa tệp (hoặc đưa tệp đó ra nơi khác) rồi nhấn Ctrl+R để đọc lại.
"""
CLOSED = """\
Chưa mở được kho bản nháp.

{problem}

Nhấn Ctrl+R để thử lại.
"""
HELP = (
    "Danh sách bản nháp, sửa gần nhất đứng trên. Enter mở bản đang chọn, về đúng câu đang trả "
    "lời dở. Số bên phải: số câu bắt buộc đã trả lời trên tổng số. ✓ đã đủ, ● còn thiếu, "
    "! không mở được."
)


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
        self._list.show([_line(card) for card in cards], keep=keep)
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
            return self.workspace.drafts(), WELCOME
        except DataError as error:
            return [], BROKEN.format(problem=error)
        except StoreError as error:
            if isinstance(error, DamagedStore) and not self._offered:
                self._offered = True
                self.office.tell(error)
            return [], CLOSED.format(problem=error)

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


def _line(card: DraftCard) -> Line:
    info = card.info
    if card.problem:
        return Line(info.id, f"! {card.name}", card.changed)
    done = info.required - info.required_left
    mark = "✓" if not info.required_left else "●"
    kind = card.kind_title.partition(" (")[0]
    name = info.title or f"{kind} · {card.period_name}"
    agency = "" if card.agency_name in name else f" · {card.agency_name}"
    return Line(info.id, f"{mark} {name}{agency}", f"{done}/{info.required}  {card.changed}")
