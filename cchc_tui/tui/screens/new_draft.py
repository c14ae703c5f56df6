"""The form for a new draft: kind, agency, period, and what to start from."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget

from cchc_tui.domain.periods import PeriodProblem, default_period, parse_period, periods_around
from cchc_tui.domain.text import upper_first
from cchc_tui.services.errors import WorkError
from cchc_tui.services.workspace import Workspace
from cchc_tui.tui.screens.agencies import AgencyScreen
from cchc_tui.tui.screens.form_screen import FormScreen
from cchc_tui.tui.widgets.form import PickField, TypeField

NEW_AGENCY = "+"
FREE = "TD"
NOTHING = "-"
FIRST_AGENCY = (
    "Trước hết khai cơ quan của bạn, chỉ một lần: dùng cho phần đầu, nơi nhận và chữ ký của mọi "
    "báo cáo. Muốn xem thử trước thì Esc rồi chọn một cơ quan mẫu."
)


class NewDraftScreen(FormScreen[str]):
    """Makes a draft and returns its id."""

    TITLE = "Báo cáo mới"
    DONE = "Tạo"
    NOTE = "Chọn loại báo cáo, cơ quan và kỳ báo cáo. Mọi thứ khác hỏi sau, từng câu một."

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace

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
        yield TypeField("Từ ngày - đến ngày", placeholder="01/01/2026 - 15/11/2026", id="span")
        yield TypeField("Tên kỳ", placeholder="11 tháng đầu năm 2026", id="span_name")
        yield PickField("Lấy lại phần cố định", [(NOTHING, "không, bắt đầu trống")], id="source")

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
        kind, agency = self._pick("kind").value, self._pick("agency").value
        found = [
            card
            for card in self._workspace.drafts()
            if card.info.agency == agency and not card.problem
        ]
        found.sort(key=lambda card: card.info.kind != kind)
        options = [(card.info.id, f"từ {card.name}") for card in found]
        same = next((card.info.id for card in found if card.info.kind == kind), NOTHING)
        self._pick("source").offer([*options, (NOTHING, "không, bắt đầu trống")], same)

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
        if event.field.id in ("kind", "agency"):
            self._offer_sources()

    def _agency_made(self, agency: str | None) -> None:
        field = self._pick("agency")
        field.offer(self._agencies(), agency or "")
        if agency is None and field.value == NEW_AGENCY:
            field.value = next(value for value, _ in self._agencies() if value != NEW_AGENCY)
        self._offer_kinds()
        self._offer_sources()

    def finish(self) -> str:
        """Make the draft.

        Raises:
            ValueError: The period cannot be read.
        """
        if self._pick("agency").value == NEW_AGENCY:
            raise ValueError("Chọn một cơ quan, hoặc nhấn Enter ở dòng đó để khai cơ quan mới.")
        code, name = self._period()
        source = self._pick("source").value
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

    def _period(self) -> tuple[str, str]:
        code = self._pick("period").value
        if code != FREE:
            return code, ""
        span = self.query_one("#span", TypeField).value
        name = self.query_one("#span_name", TypeField).value
        code = _span_code(span)
        try:
            parse_period(code, name)
        except PeriodProblem as problem:
            raise ValueError(str(problem)) from problem
        return code, name


def _span_code(span: str) -> str:
    """`01/01/2026 - 15/11/2026` as the code `2026-01-01..2026-11-15`.

    Raises:
        ValueError: Not two days.
    """
    from cchc_tui.domain.dates import DateProblem, parse_date

    parts = [part for part in span.replace("đến", "-").replace("–", "-").split(" - ") if part]
    if len(parts) != 2:
        raise ValueError("Ghi hai ngày cách nhau bằng “ - ”, ví dụ: 01/01/2026 - 15/11/2026.")
    try:
        days = [parse_date(part.strip()).to_date() for part in parts]
    except DateProblem as problem:
        raise ValueError(str(problem)) from problem
    if None in days:
        raise ValueError("Ghi đủ ngày, tháng, năm của ngày đầu và ngày cuối.")
    return "..".join(day.isoformat() for day in days if day)
