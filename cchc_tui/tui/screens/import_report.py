"""Starting from last period's file: what was understood of it, corrections, then the drafts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static
from textual.worker import get_current_worker

from cchc_tui.domain.agencies import Agency
from cchc_tui.domain.periods import Period, PeriodProblem, parse_period
from cchc_tui.domain.problems import DataError
from cchc_tui.domain.text import clean_line, upper_first
from cchc_tui.services.errors import WorkError
from cchc_tui.services.importing import ImportResult
from cchc_tui.services.starting import (
    OldFile,
    new_periods,
    period_read,
    periods_read,
    same_period_drafts,
    start,
)
from cchc_tui.services.workspace import Workspace
from cchc_tui.tui.actions import EVERYWHERE, IMPORT, bindings_of
from cchc_tui.tui.import_account import account_lines, summary_of
from cchc_tui.tui.screens.base import OfficeScreen
from cchc_tui.tui.screens.choose_file import ChooseFileScreen
from cchc_tui.tui.screens.free_dates import FreeDatesScreen
from cchc_tui.tui.widgets.bars import KeyBar, TitleBar
from cchc_tui.tui.widgets.form import PickField
from cchc_tui.tui.widgets.line_list import LineList
from cchc_tui.tui.widgets.note_line import NoteLine

TITLE = "Bắt đầu từ báo cáo kỳ trước"
CHOOSE = "Tệp báo cáo kỳ trước"
FREE = "TD"
HELP = (
    "Những gì đọc được từ tệp báo cáo cũ. Nếu loại báo cáo, cơ quan hay kỳ chưa đúng: Tab đến dòng "
    "đó, ← → đổi nhanh, Enter mở danh sách. Enter ở phần kê bên dưới (hoặc F9): lập bản nháp của "
    "kỳ cũ để đối chiếu và bản nháp kỳ mới để soạn tiếp. Chưa nhấn thì chưa ghi gì."
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the officer says of a file; empty or None: as the file says, or as is likely.

    Attributes:
        kind: Id of the kind to read it as.
        agency: Who reports.
        old: The period it reports on.
        new: The period of the new draft.
    """

    kind: str = ""
    agency: Agency | None = None
    old: Period | None = None
    new: Period | None = None


class ImportReportScreen(OfficeScreen):
    """A file that is read away from the keys, and what becomes of it."""

    WHERE = IMPORT
    BINDINGS = [  # noqa: RUF012
        *bindings_of(IMPORT, EVERYWHERE),
        Binding("down", "app.focus_next", "Dòng sau", show=False),
        Binding("up", "app.focus_previous", "Dòng trước", show=False),
    ]
    DEFAULT_CSS = """
    ImportReportScreen NoteLine { margin: 0 1; }
    ImportReportScreen #trouble { margin: 1 2; color: $error; text-style: bold; height: auto; }
    ImportReportScreen PickField { margin: 0 1; }
    ImportReportScreen #account { margin: 1 1 0 1; }
    ImportReportScreen #whole { height: 2; margin: 0 2; color: $text-muted; }
    """

    def __init__(self, path: Path, wanted: Wanted = Wanted()) -> None:
        super().__init__()
        self._path = path
        self._wanted = wanted
        self._file: OldFile | None = None
        self._found: ImportResult | None = None
        self._periods: dict[str, Period] = {}

    def compose(self) -> ComposeResult:
        """Title, how far, what may be corrected, what was understood, keys."""
        yield TitleBar(TITLE)
        yield NoteLine(id="state")
        yield Static(id="trouble", markup=False)
        yield PickField("Loại báo cáo", (), id="kind")
        yield PickField("Cơ quan", (), id="agency")
        yield PickField("Kỳ của tệp", (), id="old")
        yield PickField("Lập báo cáo mới cho", (), id="new")
        yield LineList(id="account")
        yield Static(id="whole", markup=False)
        yield NoteLine(id="next", classes="-strong")
        yield KeyBar()

    @property
    def help_text(self) -> str:
        """What is shown and what Enter does."""
        return HELP

    @property
    def found(self) -> ImportResult | None:
        """What was understood; None while the file is being read."""
        return self._found

    def on_mount(self) -> None:
        """Begin to read."""
        self.refresh_keys()
        self._read()

    def _pick(self, name: str) -> PickField:
        return self.query_one(f"#{name}", PickField)

    # Reading, away from the keys

    def _read(self) -> None:
        self._found = None
        self._show_parts(ready=self._file is not None)
        name = clean_line(self._path.name)
        self.query_one(TitleBar).show([f"{TITLE} · {name}", TITLE])
        self.query_one("#state", NoteLine).show(f"Đang đọc {name}…")
        self.run_worker(self._understand, thread=True, exclusive=True, group="reading")

    def _understand(self) -> None:
        """In a thread, at a desk of its own: the officer's is not shared."""
        worker, desk, wanted = get_current_worker(), self.workspace, self._wanted
        own = Workspace(desk.places, desk.clock, desk.author)
        try:
            file = self._file or OldFile.read(self._path)
            found = file.understood(own, wanted.kind, wanted.agency, wanted.old)
        except (WorkError, DataError) as error:
            if not worker.is_cancelled:
                self.app.call_from_thread(self._not_read, str(error))
            return
        finally:
            own.close()
        if not worker.is_cancelled:
            self.app.call_from_thread(self._understood, file, found)

    def _not_read(self, message: str) -> None:
        self._show_parts(ready=False)
        self.query_one("#state", NoteLine).show("Không đọc được tệp; chưa ghi gì.")
        trouble = self.query_one("#trouble", Static)
        trouble.update(f"{message}\n\nF3: chọn tệp khác. Esc: về danh sách bản nháp.")
        trouble.display = True

    def _understood(self, file: OldFile, found: ImportResult) -> None:
        self._file, self._found = file, found
        self._offer(found)
        self._show_parts(ready=True)
        account = self.query_one("#account", LineList)
        account.show(account_lines(self._with_remarks(found), self.workspace.library), keep="")
        self.query_one("#state", NoteLine).show(summary_of(found))
        self._show_whole()
        self._say_next()
        if not isinstance(self.focused, PickField):
            account.focus()

    def _with_remarks(self, found: ImportResult) -> ImportResult:
        """With what only this desk can say of it."""
        same = same_period_drafts(self.workspace, found)
        if not same:
            return found
        note = f"Đã có bản nháp của kỳ này: {same[0].name}. Bản từ tệp sẽ được thêm bên cạnh."
        return replace(found, notes=(note, *found.notes))

    def _show_parts(self, *, ready: bool) -> None:
        for part in self.query("PickField, #account, #whole, #next"):
            part.display = ready
        self.query_one("#trouble", Static).display = False

    # What may be corrected

    def _offer(self, found: ImportResult) -> None:
        """Fill the lines with what was understood and what else there is."""
        work = self.workspace
        kind = work.library.kinds[found.kind]
        agency = found.new_agency or work.agencies().get(found.agency)
        kinds = [(one.id, one.title) for one in work.kinds_for(agency.level if agency else "")]
        self._pick("kind").offer(kinds, kind.id)
        self._pick("agency").offer(self._agencies(found), found.agency)
        old = period_read(work, found)
        self._offer_periods("old", periods_read(kind, old, work.today()), old)
        new = self._wanted.new
        choices = new_periods(kind, old, work.today())
        if new is None or new.code == old.code:
            new = choices[0]
        self._offer_periods("new", [new, *choices], new)

    def _agencies(self, found: ImportResult) -> list[tuple[str, str]]:
        made = found.new_agency
        known = [(one.id, one.full_name) for one in self.workspace.agencies().values()]
        if made is None:
            return known
        return [(made.id, f"{made.full_name} (mới: sẽ thêm vào sổ cơ quan)"), *known]

    def _offer_periods(self, name: str, periods: list[Period], chosen: Period) -> None:
        offered = {one.code: one for one in periods}
        self._periods |= offered
        options = [(code, upper_first(one.title_name)) for code, one in offered.items()]
        self._pick(name).offer([*options, (FREE, "Từ ngày … đến ngày … (tự ghi)")], chosen.code)

    def on_pick_field_picked(self, event: PickField.Picked) -> None:
        """A correction: all but the new period makes the file be read anew."""
        event.stop()
        name, value = event.field.id, event.value
        if value == FREE and name in ("old", "new"):
            self._ask_dates(name)
        elif name == "new":
            self._wanted = replace(self._wanted, new=self._periods[value])
            self._say_next()
        elif name == "old":
            self._correct(replace(self._wanted, old=self._periods[value], new=None))
        elif name == "kind":
            self._correct(replace(self._wanted, kind=value, new=None))
        elif name == "agency" and self._found is not None:
            made = self._found.new_agency
            agency = made if made and made.id == value else self.workspace.agencies().get(value)
            self._correct(replace(self._wanted, agency=agency))

    def _correct(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._read()

    def _ask_dates(self, name: str) -> None:
        """A period that no list can name."""

        def take(given: tuple[str, str] | None) -> None:
            if self._found is None:
                return
            if given is None:
                self._offer(self._found)
                return
            period = parse_period(*given, self.workspace.window_rules(None))
            self._periods[period.code] = period
            if name == "old":
                self._correct(replace(self._wanted, old=period, new=None))
            else:
                self._wanted = replace(self._wanted, new=period)
                self._offer(self._found)
                self._say_next()

        self.app.push_screen(FreeDatesScreen(), take)

    def _say_next(self) -> None:
        period = self._new_period()
        text = f"Enter: lập bản nháp {period.name}. Tab: sửa các dòng trên."
        self.query_one("#next", NoteLine).show(text if period else "")

    def _new_period(self) -> Period:
        return self._periods[self._pick("new").value]

    # Actions

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        """Enter where nothing is to be corrected makes the drafts."""
        event.stop()
        self.action_make()

    def on_line_list_moved(self, _event: LineList.Moved) -> None:
        """Show the marked line in full."""
        self._show_whole()

    def _show_whole(self) -> None:
        account = self.query_one("#account", LineList)
        whole = {line.id: line.text for line in account.lines}.get(account.chosen, "")
        self.query_one("#whole", Static).update(whole.removeprefix("! "))

    def on_line_list_left(self, event: LineList.Left) -> None:
        """Up from the first line of the account: to what may be corrected."""
        if event.step < 0:
            self._pick("new").focus()

    def action_make(self) -> None:
        """Make the draft of the old period, carry it to the new one, open that."""
        if self._found is None:
            return
        try:
            info = start(self.workspace, self._found, self._path.name, self._new_period())
        except (WorkError, PeriodProblem) as error:
            self.notify(str(error), severity="error")
            return
        old = self.workspace.card(info.copied_from)
        office = self.office
        office.pop_screen()
        office.open_draft(info.id)
        office.notify(f"Đã lập bản nháp mới. Báo cáo trong tệp giữ ở bản nháp “{old.name}”.")

    def action_other_file(self) -> None:
        """Read another file."""

        def take(path: Path | None) -> None:
            if path is not None:
                self._path, self._file = path, None
                self._correct(Wanted())

        self.app.push_screen(ChooseFileScreen(self.workspace, CHOOSE), take)

    def action_close(self) -> None:
        """Back; nothing is written."""
        self.workers.cancel_node(self)
        self.app.pop_screen()
