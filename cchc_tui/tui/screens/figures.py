"""All figures of a report across periods: looked through, filtered, gone to."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult

from cchc_tui.domain.text import fold
from cchc_tui.services.figure_table import NO_DRAFT, UNANSWERED, FigureTable, figure_table
from cchc_tui.services.session import Session
from cchc_tui.tui.actions import EVERYWHERE, FIGURES, bindings_of
from cchc_tui.tui.screens.base import OfficeScreen
from cchc_tui.tui.screens.interview import InterviewScreen
from cchc_tui.tui.widgets.answer_editor import AnswerEditor
from cchc_tui.tui.widgets.bars import KeyBar, TitleBar
from cchc_tui.tui.widgets.figure_grid import FigureGrid
from cchc_tui.tui.widgets.note_line import NoteLine

TITLE = "Số liệu qua các kỳ"
LEGEND = f"{UNANSWERED} chưa có số; {NO_DRAFT} không có bản nháp của kỳ để so"
MOVES = f"← → kỳ cũ, mới hơn · {LEGEND}"
HELP = (
    "Mỗi dòng một số liệu của báo cáo, mỗi cột một kỳ của cơ quan, cũ trước mới sau; rồi mức tăng "
    "giảm và diễn biến. ↑ ↓ chọn dòng, ← → xem kỳ cũ hơn hoặc mới hơn, gõ vài chữ để lọc (không "
    f"cần dấu), Enter đến câu hỏi. {LEGEND}. Chỉ so các kỳ cùng loại: quý với quý, năm với năm."
)


class FiguresScreen(OfficeScreen):
    """A table that is filtered by typing.

    Args:
        session: The open draft.
    """

    WHERE = FIGURES
    BINDINGS = bindings_of(FIGURES, EVERYWHERE)
    DEFAULT_CSS = """
    FiguresScreen AnswerEditor { background: $surface; margin: 0 1; }
    FiguresScreen FigureGrid { margin: 1 1 0 1; }
    FiguresScreen NoteLine { margin: 0 2; }
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._table = FigureTable((), ())

    @property
    def draft_id(self) -> str:
        """The open draft."""
        return self._session.draft

    @property
    def help_text(self) -> str:
        """What is shown."""
        return HELP

    @property
    def grid(self) -> FigureGrid:
        """The table."""
        return self.query_one(FigureGrid)

    def compose(self) -> ComposeResult:
        """Title, filter, table, the marked figure in words, keys."""
        yield TitleBar(TITLE)
        yield AnswerEditor(
            multiline=False,
            placeholder="gõ để lọc số liệu, không cần dấu",
            on_text_changed=lambda _: self._narrow(),
            intercept=self._intercept,
        )
        yield FigureGrid()
        yield NoteLine(id="said", classes="-strong")
        yield NoteLine(MOVES)
        yield KeyBar()

    def on_mount(self) -> None:
        """Read the figures; the question one comes from is marked."""
        self.refresh_keys()
        self._table = figure_table(self.workspace, self.draft_id, blocks=self.office.draws_blocks)
        kind, period, agency = self._session.title()
        self.query_one(TitleBar).show(
            [f"{TITLE} · {kind} · {period} · {agency}", f"{TITLE} · {period}", TITLE],
            self._counts(),
        )
        self._narrow()
        self.grid.mark(self._session.current)
        self._describe()
        self.query_one(AnswerEditor).focus()

    def _counts(self) -> list[str]:
        periods = sum(1 for column in self._table.columns if column.period)
        missing = f" · thiếu {self._table.missing} kỳ" if self._table.missing else ""
        return [f"{len(self._table.rows)} số liệu · {periods} kỳ{missing}", f"{periods} kỳ"]

    def _narrow(self) -> None:
        """Show the figures whose name or section holds every word typed."""
        words = fold(self.query_one(AnswerEditor).value).split()
        rows = [
            row
            for row in self._table.rows
            if all(word in fold(f"{row.label} {row.section}") for word in words)
        ]
        self.grid.show(self._table.columns, rows)
        self._describe()

    def _describe(self) -> None:
        """The marked figure in full."""
        row = self.grid.chosen
        if row is None:
            found = (
                "Không có số liệu nào có các chữ này." if self._table.rows else "Chưa có số liệu."
            )
            self.query_one("#said", NoteLine).show(found)
            return
        change = f": {row.said}" if row.said else ""
        self.query_one("#said", NoteLine).show(f"{row.label}{change}")

    # Keys

    def _intercept(self, event: events.Key) -> bool:
        """Arrows move in the table while the line keeps the cursor."""
        grid = self.grid
        moves = {
            "up": lambda: grid.move(-1),
            "down": lambda: grid.move(1),
            "pageup": lambda: grid.page(-1),
            "pagedown": lambda: grid.page(1),
            "left": lambda: grid.slide(-1),
            "right": lambda: grid.slide(1),
            "shift+tab": lambda: grid.slide(-1),
            "tab": lambda: grid.slide(1),
        }
        if event.key not in moves:
            return False
        moves[event.key]()
        self._describe()
        return True

    def on_answer_editor_submitted(self, _event: AnswerEditor.Submitted) -> None:
        """Go to the marked figure."""
        self.action_jump()

    def on_figure_grid_clicked(self, event: FigureGrid.Clicked) -> None:
        """Say more about the clicked figure."""
        event.stop()
        self._describe()

    def action_jump(self) -> None:
        """Go to the question of the marked figure."""
        row = self.grid.chosen
        if row is None:
            return
        while not isinstance(self.app.screen, InterviewScreen):
            self.app.pop_screen()
        self.app.screen.open_found(row.question)

    def action_close(self) -> None:
        """Back to where one came from."""
        self.app.pop_screen()
