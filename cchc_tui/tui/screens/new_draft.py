"""The form for a new draft: kind, agency, period, and what to start from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from textual.widget import Widget

from cchc_tui.domain.period_choices import default_period, periods_around
from cchc_tui.domain.periods import Period, parse_period
from cchc_tui.domain.text import upper_first
from cchc_tui.services.errors import WorkError
from cchc_tui.services.periods import free_code
from cchc_tui.services.starting import earlier_drafts
from cchc_tui.services.workspace import Workspace
from cchc_tui.tui.screens.agencies import AgencyScreen
from cchc_tui.tui.screens.choose_file import ChooseFileScreen
from cchc_tui.tui.screens.form_screen import FormScreen
from cchc_tui.tui.screens.free_dates import SPAN, SPAN_NAME
from cchc_tui.tui.widgets.form import PickField, TypeField

NEW_AGENCY = "+"
FREE = "TD"
NOTHING = "-"
FILE = "+file"
EMPTY = "trống, trả lời từ đầu"
CHOOSE = "Tệp báo cáo kỳ trước"
FIRST_AGENCY = (
    "Trước hết khai cơ quan của bạn, chỉ một lần: dùng cho phần đầu, nơi nhận và chữ ký của mọi "
    "báo cáo. Muốn xem thử trước thì Esc rồi chọn một cơ quan mẫu."
)


@dataclass(frozen=True, slots=True)
class FromFile:
    """A new draft that is to start from a file: what was chosen, nothing made yet."""

    path: Path
    kind: str
    agency: str
    period: Period


class NewDraftScreen(FormScreen[str | FromFile]):
    """Makes a draft and returns its id; or says from which file one is to be made."""

    TITLE = "Báo cáo mới"
    DONE = "Tạo"
    NOTE = "Chọn loại báo cáo, cơ quan và kỳ báo cáo. Mọi thứ khác hỏi sau, từng câu một."

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._file: Path | None = None
        self._source_wanted = ""

    def fields(self) -> Iterable[Widget]:
        """Kind, agency, period, free dates, source."""
        own = self._workspace.agency_book.own_ids()
        first = next(iter(self._workspace.agencies().values()), None)
        level = first.level if first and own else ""
        kinds = self._kinds(level)
        agency = first.id if first else ""
        yield PickField("Loại báo cáo", kinds, id="kind")
        yield PickField("Cơ quan", self._agencies(), agency, id="agency")
        yield PickField("Kỳ báo cáo", self._periods(kinds[0][0]), id="period")
        yield TypeField("Từ ngày - đến ngày", placeholder=SPAN, id="span")
        yield TypeField("Tên kỳ", placeholder=SPAN_NAME, id="span_name")
        yield PickField("Lấy từ", [(NOTHING, EMPTY)], id="source")

    def on_mount(self) -> None:
        """Choose the likeliest period; lead a newcomer through describing an agency."""
        super().on_mount()
        self._choose_period()
        self._offer_sources()
        if not self._workspace.agency_book.own_ids():
            first = AgencyScreen(self._workspace, note=FIRST_AGENCY)
            self.app.push_screen(first, self._agency_made)

    def _agencies(self) -> list[tuple[str, str]]:
        own = self._workspace.agency_book.own_ids()
        listed = [
            (agency.id, agency.full_name if agency.id in own else f"{agency.full_name} (mẫu)")
            for agency in self._workspace.agencies().values()
        ]
        new = (NEW_AGENCY, "Khai cơ quan mới…")
        return [*listed, new] if own else [new, *listed]

    def _periods(self, kind_id: str) -> list[tuple[str, str]]:
        kind = self._workspace.library.kinds[kind_id]
        today = self._workspace.today()
        listed = [
            (period.code, upper_first(period.title_name))
            for period in periods_around(today, kind.periods)
        ]
        return [*listed, (FREE, "Từ ngày … đến ngày … (tự ghi)")]

    def _choose_period(self) -> None:
        kind = self._workspace.library.kinds[self._pick("kind").value]
        code = default_period(self._workspace.today(), kind.periods).code
        self._pick("period").offer(self._periods(kind.id), code)
        self._show_span()

    def _kinds(self, level: str) -> list[tuple[str, str]]:
        return [(kind.id, kind.title) for kind in self._workspace.kinds_for(level)]

    def _offer_kinds(self) -> None:
        """The kinds that an agency of this level sends come first."""
        agency = self._workspace.agencies().get(self._pick("agency").value)
        kinds = self._kinds(agency.level if agency else "")
        fitting = self._workspace.library.kinds[self._pick("kind").value].agencies
        chosen = "" if agency and agency.level in fitting else kinds[0][0]
        self._pick("kind").offer(kinds, chosen)
        if chosen:
            self._choose_period()

    def _pick(self, name: str) -> PickField:
        return self.query_one(f"#{name}", PickField)

    def _show_span(self) -> None:
        free = self._pick("period").value == FREE
        for name in ("span", "span_name"):
            field = self.query_one(f"#{name}", TypeField)
            field.display = free
            field.editor.display = free

    def _offer_sources(self) -> None:
        """Earlier drafts of the agency, the most suitable first; it is taken unless told else."""
        kind, agency = self._pick("kind").value, self._pick("agency").value
        found = earlier_drafts(self._workspace, kind, agency, self._chosen_period())
        options = [(card.info.id, f"bản nháp {card.name}") for card in found]
        same = next((card.info.id for card in found if card.info.kind == kind), NOTHING)
        file = f"tệp {self._file.name}" if self._file else "một tệp Word kỳ trước…"
        self._pick("source").offer(
            [*options, (FILE, file), (NOTHING, EMPTY)], self._source_wanted or same
        )

    def _chosen_period(self) -> Period | None:
        """The period of the new draft; None while its days are not typed."""
        try:
            return parse_period(*self._period())
        except ValueError:
            return None

    def _choose_file(self) -> None:
        def take(path: Path | None) -> None:
            self._file = path or self._file
            self._source_wanted = FILE if self._file else ""
            self._offer_sources()

        self.app.push_screen(ChooseFileScreen(self._workspace, CHOOSE), take)

    def on_pick_field_picked(self, event: PickField.Picked) -> None:
        """One choice changes what the others offer."""
        self.problem("")
        if event.field.id == "kind":
            self._choose_period()
        elif event.field.id == "period":
            self._show_span()
        elif event.field.id == "agency" and event.value == NEW_AGENCY:
            self.app.push_screen(AgencyScreen(self._workspace), self._agency_made)
        elif event.field.id == "agency":
            self._offer_kinds()
        if event.field.id != "source":
            self._offer_sources()
        elif event.value == FILE:
            self._choose_file()
        else:
            self._source_wanted = event.value

    def _agency_made(self, agency: str | None) -> None:
        field = self._pick("agency")
        field.offer(self._agencies(), agency or "")
        if agency is None and field.value == NEW_AGENCY:
            field.value = next(value for value, _ in self._agencies() if value != NEW_AGENCY)
        self._offer_kinds()
        self._offer_sources()

    def finish(self) -> str | FromFile:
        """Make the draft, unless it starts from a file, which is to be looked at first.

        Raises:
            ValueError: The period cannot be read.
        """
        if self._pick("agency").value == NEW_AGENCY:
            raise ValueError("Chọn một cơ quan, hoặc nhấn Enter ở dòng đó để khai cơ quan mới.")
        code, name = self._period()
        source = self._pick("source").value
        if source == FILE:
            return self._from_file(code, name)
        try:
            info = self._workspace.create_draft(
                self._pick("kind").value,
                code,
                self._pick("agency").value,
                name,
                copy_from=None if source == NOTHING else source,
            )
        except WorkError as error:
            raise ValueError(str(error)) from error
        return info.id

    def _from_file(self, code: str, name: str) -> FromFile:
        if self._file is None:
            raise ValueError("Chọn tệp báo cáo kỳ trước: Enter ở dòng “Lấy từ”.")
        agency = self._workspace.agencies()[self._pick("agency").value]
        period = parse_period(code, name, self._workspace.window_rules(agency))
        return FromFile(self._file, self._pick("kind").value, agency.id, period)

    def _period(self) -> tuple[str, str]:
        code = self._pick("period").value
        if code != FREE:
            return code, ""
        span = self.query_one("#span", TypeField).value
        name = self.query_one("#span_name", TypeField).value
        return free_code(span, name), name
