"""Agencies: the list, and the form that describes one."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widget import Widget

from cchc_tui.domain.agencies import LEVELS, SIGNER_FORMS, Agency, Signer, authority_lines
from cchc_tui.domain.problems import DataError
from cchc_tui.domain.signers import SIGNER_FIELDS
from cchc_tui.domain.text import slug
from cchc_tui.services.workspace import Workspace
from cchc_tui.tui.screens.dialogs import Dialog
from cchc_tui.tui.screens.form_screen import FormScreen
from cchc_tui.tui.widgets.bars import KeyBar
from cchc_tui.tui.widgets.form import PickField, TypeField
from cchc_tui.tui.widgets.line_list import Line, LineList


class AgencyScreen(FormScreen[str]):
    """Describes an agency; returns its id."""

    TITLE = "Cơ quan báo cáo"
    NOTE = "Khai một lần; dùng cho phần đầu, nơi nhận và chữ ký của mọi báo cáo."

    def __init__(
        self, workspace: Workspace, agency: Agency | None = None, *, note: str = ""
    ) -> None:
        super().__init__()
        self.note = note or self.NOTE
        self._workspace = workspace
        self._agency = agency or Agency(id="", level="so", name="")

    def fields(self) -> Iterable[Widget]:
        """What stands in the head, the foot and the sentences."""
        agency, signer = self._agency, self._agency.signer
        yield TypeField("Tên cơ quan *", agency.name, placeholder="Sở Nội vụ", id="name")
        yield TypeField(
            "Tên đầy đủ", agency.full_name, placeholder="Sở Nội vụ tỉnh Hà Tĩnh", id="full_name"
        )
        yield PickField("Cấp", list(LEVELS.items()), agency.level, id="level")
        yield TypeField(
            "Cơ quan chủ quản", agency.superior, placeholder="UBND tỉnh Hà Tĩnh", id="superior"
        )
        yield TypeField("Địa danh *", agency.place, placeholder="Hà Tĩnh", id="place")
        yield TypeField("Địa bàn", agency.area, placeholder="tỉnh Hà Tĩnh", id="area")
        yield TypeField("Chữ viết tắt *", agency.code, placeholder="SNV", id="code")
        yield TypeField("Đơn vị soạn thảo", agency.drafter, placeholder="VP", id="drafter")
        yield PickField("Hình thức ký", list(SIGNER_FORMS.items()), signer.form, id="form")
        yield TypeField("Thay mặt", signer.body, placeholder="Ủy ban nhân dân", id="body")
        yield TypeField("Chức vụ người đứng đầu", signer.head, placeholder="Giám đốc", id="head")
        yield TypeField("Chức vụ người ký *", signer.title, placeholder="Giám đốc", id="title")
        yield TypeField("Ký thay (nếu TL.)", signer.unit_head, id="unit_head")
        yield TypeField("Họ tên người ký", signer.name, id="signer_name")
        yield TypeField(
            "Nơi nhận, mỗi dòng một",
            "\n".join(agency.recipients),
            rows=4,
            placeholder="Bộ Nội vụ (b/c)",
            id="recipients",
        )
        yield TypeField("Dòng Lưu:", agency.archive, placeholder="VT, VP", id="archive")

    def on_mount(self) -> None:
        """Show only the lines that the form of signing needs."""
        super().on_mount()
        self._show_signer()

    def on_pick_field_picked(self, event: PickField.Picked) -> None:
        """Another form of signing needs other lines."""
        if event.field.id == "form":
            self._show_signer()

    def _show_signer(self) -> None:
        needed = SIGNER_FIELDS[self._pick("form")]
        for name in ("body", "head", "title", "unit_head"):
            field = self.query_one(f"#{name}", TypeField)
            field.display = name in needed
            field.editor.display = name in needed

    def _pick(self, name: str) -> str:
        return self.query_one(f"#{name}", PickField).value

    def _typed(self, name: str) -> str:
        return self.query_one(f"#{name}", TypeField).value

    def finish(self) -> str:
        """Save the agency among the officer's own.

        Raises:
            ValueError: Something is missing or cannot be saved.
        """
        missing = [
            label
            for name, label in (
                ("name", "tên cơ quan"),
                ("place", "địa danh"),
                ("code", "chữ viết tắt"),
                ("title", "chức vụ người ký"),
            )
            if not self._typed(name)
        ]
        if missing:
            raise ValueError("Còn thiếu: " + ", ".join(missing) + ".")
        agency = self._described()
        try:
            self._workspace.save_agency(agency)
        except DataError as error:
            raise ValueError(str(error)) from error
        return agency.id

    def _described(self) -> Agency:
        needed = SIGNER_FIELDS[self._pick("form")]
        signer = Signer(
            form=self._pick("form"),
            name=self._typed("signer_name"),
            **{name: self._typed(name) for name in needed},
        )
        name = self._typed("name")
        full_name = self._typed("full_name") or name
        recipients = tuple(
            line.strip(" -;.") for line in self._typed("recipients").splitlines() if line.strip()
        )
        return Agency(
            id=self._agency.id or slug(full_name),
            level=self._pick("level"),
            name=name,
            full_name=full_name,
            superior=self._typed("superior"),
            head_name=self._agency.head_name,
            place=self._typed("place"),
            area=self._typed("area"),
            code=self._typed("code"),
            drafter=self._typed("drafter"),
            recipients=recipients,
            archive=self._typed("archive"),
            signer=signer,
            windows=self._agency.windows,
        )


class AgenciesScreen(Dialog[None]):
    """The agencies that can report."""

    BINDINGS = [  # noqa: RUF012
        Binding("f7", "cancel", "Đóng", show=False),
        Binding("f3,n", "new", "Khai cơ quan mới", show=False),
    ]

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace

    def compose(self) -> ComposeResult:
        """Title, list, keys."""
        with Vertical():
            yield self.title_line("Cơ quan")
            yield self.help_line(
                "Enter để xem và sửa. Cơ quan mẫu khi sửa được lưu thành của riêng bạn."
            )
            yield LineList(self._lines())
            yield KeyBar([("Enter", "Xem, sửa"), ("F3", "Khai mới"), ("Esc", "Đóng")])

    def _lines(self) -> list[Line]:
        own = self._workspace.agency_book.own_ids()
        return [
            Line(
                agency.id,
                agency.full_name or agency.name,
                " / ".join(authority_lines(agency.signer)) + ("" if agency.id in own else " · mẫu"),
            )
            for agency in self._workspace.agencies().values()
        ]

    def on_mount(self) -> None:
        """Start in the list."""
        self.query_one(LineList).focus()

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        """Describe the chosen agency."""
        agency = self._workspace.agencies()[event.id]
        self.app.push_screen(AgencyScreen(self._workspace, agency), self._done)

    def action_new(self) -> None:
        """Describe another agency."""
        self.app.push_screen(AgencyScreen(self._workspace), self._done)

    def _done(self, agency: str | None) -> None:
        if agency:
            self.query_one(LineList).show(self._lines(), keep=agency)
