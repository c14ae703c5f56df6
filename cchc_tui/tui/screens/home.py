"""The first screen: the drafts, and what can be done with them."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Static

from cchc_tui.services.drafting import DraftCard
from cchc_tui.tui.actions import EVERYWHERE, HOME, bindings_of
from cchc_tui.tui.screens.agencies import AgenciesScreen
from cchc_tui.tui.screens.base import OfficeScreen
from cchc_tui.tui.screens.dialogs import AskScreen
from cchc_tui.tui.screens.new_draft import NewDraftScreen
from cchc_tui.tui.widgets.bars import KeyBar, TitleBar
from cchc_tui.tui.widgets.line_list import Line, LineList
from cchc_tui.tui.widgets.note_line import NoteLine

WELCOME = """\
Chưa có bản nháp nào.

  F4  Mở báo cáo mẫu: một báo cáo đã trả lời đủ, để xem, sửa thử và xuất thử.
  F3  Tạo báo cáo mới: chọn loại, cơ quan, kỳ báo cáo rồi trả lời từng câu.
  F2  Dòng trợ lý: gõ điều muốn làm, không cần dấu.
"""


class HomeScreen(OfficeScreen):
    """List of drafts."""

    WHERE = HOME
    BINDINGS = bindings_of(HOME, EVERYWHERE)
    AUTO_FOCUS = "LineList"
    DEFAULT_CSS = """
    HomeScreen #welcome { padding: 1 2; height: auto; }
    HomeScreen LineList { margin: 1 1 0 1; }
    HomeScreen NoteLine { margin: 0 2; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._cards: dict[str, DraftCard] = {}
        self._deleted: list[str] = []

    def compose(self) -> ComposeResult:
        """Title, drafts, a word for newcomers, keys."""
        yield TitleBar("cchc · Soạn báo cáo hành chính định kỳ")
        yield Static(WELCOME, id="welcome", markup=False)
        yield LineList(id="drafts")
        yield NoteLine()
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the drafts."""
        self.refresh_keys()
        self.refresh_drafts()

    def on_screen_resume(self) -> None:
        """Coming back: what was done elsewhere may have changed the list."""
        self.refresh_drafts()

    def refresh_drafts(self, keep: str | None = None) -> None:
        """Read the drafts again."""
        cards = self.workspace.drafts()
        self._cards = {card.info.id: card for card in cards}
        rows = self.query_one("#drafts", LineList)
        rows.show([_line(card) for card in cards], keep=keep)
        rows.display = bool(cards)
        self.query_one("#welcome", Static).display = not cards
        count = f"{len(cards)} bản nháp" if cards else ""
        self.query_one(TitleBar).show(rights=[count])
        self._describe()
        (rows if cards else self).focus()

    def _describe(self) -> None:
        card = self._cards.get(self.query_one("#drafts", LineList).chosen)
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
        return self._cards.get(self.query_one("#drafts", LineList).chosen)

    def action_open(self) -> None:
        """Open the marked draft."""
        if card := self._chosen():
            self.office.open_draft(card.info.id)

    def action_new(self) -> None:
        """Fill in the short form for a new draft."""
        self.run_worker(self._new(), exclusive=True)

    async def _new(self) -> None:
        made = await self.app.push_screen_wait(NewDraftScreen(self.workspace))
        if made:
            self.refresh_drafts(made)
            self.office.open_draft(made)

    def action_sample(self) -> None:
        """Open a fresh copy of the sample report."""
        info = self.workspace.create_sample()
        self.refresh_drafts(info.id)
        self.office.open_draft(info.id)

    def action_rename(self) -> None:
        """Give the marked draft a title."""
        if card := self._chosen():
            self.run_worker(self._rename(card), exclusive=True)

    async def _rename(self, card: DraftCard) -> None:
        title = await self.app.push_screen_wait(
            AskScreen(
                "Tên bản nháp",
                card.name,
                note="Tên chỉ để nhận ra bản nháp, không in trong báo cáo.",
            )
        )
        if title is not None:
            self.workspace.rename(card.info.id, title)
            self.refresh_drafts()

    def action_copy(self) -> None:
        """Copy the marked draft with all its answers."""
        if card := self._chosen():
            copied = self.workspace.copy(card.info.id)
            self.refresh_drafts(copied.id)
            self.notify(f"Đã nhân bản: {card.name}")

    def action_delete(self) -> None:
        """Put the marked draft aside; it can be taken back."""
        if card := self._chosen():
            self.workspace.delete(card.info.id)
            self._deleted.append(card.info.id)
            self.refresh_drafts()
            self.notify(f"Đã xóa: {card.name}. Ctrl+Z để lấy lại.")

    def action_undo_delete(self) -> None:
        """Take back the draft last put aside."""
        draft = self._deleted.pop() if self._deleted else self._last_deleted()
        if not draft:
            self.notify("Không có bản nháp nào để lấy lại.")
            return
        self.workspace.restore(draft)
        self.refresh_drafts(draft)

    def _last_deleted(self) -> str:
        cards = self.workspace.drafts(include_deleted=True)
        gone = [card.info for card in cards if card.info.deleted_at]
        return max(gone, key=lambda info: info.deleted_at).id if gone else ""

    def action_agencies(self) -> None:
        """See, add and change agencies."""
        self.app.push_screen(AgenciesScreen(self.workspace))


def _line(card: DraftCard) -> Line:
    info = card.info
    if card.problem:
        return Line(info.id, f"! {card.name}", card.changed)
    done = info.required - info.required_left
    mark = "✓" if not info.required_left else "●"
    agency = "" if card.agency_name in card.name else f" · {card.agency_name}"
    return Line(info.id, f"{mark} {card.name}{agency}", f"{done}/{info.required}  {card.changed}")
