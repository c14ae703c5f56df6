"""The report as it will read, scrolled to the section being answered."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from cchc_tui.document.blocks import Document
from cchc_tui.tui.preview_lines import PreviewLine, preview_lines

MAX_WIDTH = 96


class ReportView(ScrollView, can_focus=True):
    """Shows a `Document` as text; unanswered places stand out."""

    DEFAULT_CSS = """
    ReportView {
        height: 1fr; padding: 0 1; overflow-y: scroll;
        scrollbar-size-vertical: 1; scrollbar-size-horizontal: 0;
    }
    ReportView .report-view--gap { background: $warning; color: $background; text-style: bold; }
    ReportView .report-view--rule { color: $text-muted; }
    """
    COMPONENT_CLASSES = {"report-view--gap", "report-view--rule"}  # noqa: RUF012
    BINDINGS = [  # noqa: RUF012
        Binding("up", "scroll_up", "Lên", show=False),
        Binding("down", "scroll_down", "Xuống", show=False),
        Binding("pageup", "page_up", "Trang trước", show=False),
        Binding("pagedown", "page_down", "Trang sau", show=False),
        Binding("home", "scroll_home", "Đầu báo cáo", show=False),
        Binding("end", "scroll_end", "Cuối báo cáo", show=False),
    ]
    HELP = (
        "Toàn văn báo cáo như sẽ in ra. Chỗ còn thiếu hiện trong ngoặc vuông, nền nổi. "
        "Mũi tên và PgUp, PgDn để cuộn."
    )

    def __init__(self, *, id: str | None = None, can_focus: bool = True) -> None:  # noqa: A002
        super().__init__(id=id)
        self.can_focus = can_focus
        self._document: Document | None = None
        self._lines: Sequence[PreviewLine] = ()
        self._place = ("", "")

    @property
    def lines(self) -> Sequence[PreviewLine]:
        """The lines shown."""
        return self._lines

    def show(self, document: Document, section: str = "", question: str = "") -> None:
        """Show a report, scrolled to where a question is printed."""
        self._document = document
        self._place = (section, question)
        self._lay_out()

    def scroll_to_question(self, section: str, question: str) -> None:
        """Bring the gap of a question into sight, or else the first line of its section."""
        self._place = (section, question)
        lines = enumerate(self._lines)
        gap = next((index for index, line in lines if question in line.questions), None)
        lines = enumerate(self._lines)
        start = next((index for index, line in lines if line.section == section), None)
        if start is None and gap is None:
            return
        top = max((gap or 0) - self.size.height // 2, start or 0, 0) if gap else start or 0
        self.scroll_to(y=max(top - 1, 0), animate=False, force=True)

    def on_resize(self, _event: events.Resize) -> None:
        """Lay out again for the new width."""
        self._lay_out()

    def _lay_out(self) -> None:
        width = min(self.scrollable_content_region.width, MAX_WIDTH)
        if self._document is None or width < 1:
            return
        self._lines = preview_lines(self._document, width)
        self.virtual_size = Size(0, len(self._lines))
        # Only the next layout knows how far these lines can be scrolled.
        self.call_after_refresh(lambda: self.scroll_to_question(*self._place))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one line of the window."""
        width = self.scrollable_content_region.width
        index = y + self.scroll_offset.y
        base = self.rich_style
        if index >= len(self._lines):
            return Strip.blank(width, base)
        segments = [
            Segment(text, base + self._style(style)) for text, style in self._lines[index].pieces
        ]
        return Strip(segments).adjust_cell_length(width, base)

    def _style(self, name: str) -> Style:
        if name in ("gap", "rule"):
            return self.get_component_rich_style(f"report-view--{name}", partial=True)
        return Style.parse(name) if name else Style.null()
