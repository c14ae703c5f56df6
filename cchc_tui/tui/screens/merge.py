"""Two officers' texts for one question, side by side; what is kept becomes one text."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from cchc_tui.services.merging import Keep, Merge, Piece
from cchc_tui.tui.screens.dialogs import Dialog
from cchc_tui.tui.widgets.bars import KeyBar
from cchc_tui.tui.widgets.cells import line_strip, spread, wrap

MARK = "✓ "
BETWEEN = " │ "
SAME_LINES = 2
"""Lines shown of a stretch that both have: it is there to know where one is."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What the officer made of two answers.

    Attributes:
        merge: With what they chose.
        edit: Whether they go on writing in it.
    """

    merge: Merge
    edit: bool


@dataclass(frozen=True, slots=True)
class _Row:
    """A line on the screen: of the piece `number`, one text across or two beside each other."""

    number: int
    left: str
    right: str | None = None


class SideBySide(Widget):
    """Both texts; the place in hand is marked, and what is kept has a tick."""

    DEFAULT_CSS = """
    SideBySide { height: auto; }
    SideBySide .side--same { color: $text-muted; }
    SideBySide .side--here { background: $surface; text-style: bold; }
    """
    COMPONENT_CLASSES = {"side--same", "side--here"}  # noqa: RUF012

    def __init__(self, merge: Merge) -> None:
        super().__init__()
        self._merge = merge
        self._here = merge.places[0] if merge.places else -1
        self._rows: list[_Row] = []
        self._width = 0

    def show(self, merge: Merge, here: int) -> None:
        """Show other choices, or another place."""
        self._merge, self._here = merge, here
        self._lay_out(self._width)
        self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the texts take."""
        self._lay_out(width)
        return len(self._rows)

    def _lay_out(self, width: int) -> None:
        self._width = width
        self._rows = [
            row
            for number, piece in enumerate(self._merge.pieces)
            for row in (
                _across(number, piece, width)
                if piece.same or piece.settled
                else self._two(number, piece)
            )
        ]

    def _two(self, number: int, piece: Piece) -> list[_Row]:
        room = _room(self._width)
        left = _column(piece.mine, room, ticked=piece.keep is not Keep.THEIRS)
        right = _column(piece.theirs, room, ticked=piece.keep is not Keep.MINE)
        height = max(len(left), len(right))
        left += [""] * (height - len(left))
        right += [""] * (height - len(right))
        return [_Row(number, *pair) for pair in zip(left, right, strict=True)]

    def region_of(self, number: int) -> Region:
        """Where a piece stands."""
        lines = [y for y, row in enumerate(self._rows) if row.number == number]
        return Region(0, lines[0], self._width, len(lines)) if lines else Region()

    def render_line(self, y: int) -> Strip:
        """Draw a line."""
        width = self.size.width
        if y >= len(self._rows):
            return Strip.blank(width, self.rich_style)
        row = self._rows[y]
        if row.right is None:
            return line_strip(row.left, width, self._style("side--same"))
        style = self._style("side--here") if row.number == self._here else self.rich_style
        line = set_cell_size(row.left, _room(width)) + BETWEEN + row.right
        return Strip([Segment(line, style)]).adjust_cell_length(width, style)

    def _style(self, name: str) -> Style:
        return self.rich_style + self.get_component_rich_style(name, partial=True)


def _room(width: int) -> int:
    """Cells of one of two columns."""
    return max((width - len(BETWEEN)) // 2, 4)


def _across(number: int, piece: Piece, width: int) -> list[_Row]:
    """The beginning and the end of what both have, or of what is kept unasked."""
    text, mark = piece.mine, " " * len(MARK)
    if not piece.same:
        text = piece.theirs if piece.keep is Keep.THEIRS else piece.mine
        text, mark = text or f"(bỏ) {piece.mine or piece.theirs}", MARK
    lines = wrap(text.strip(), max(width - len(MARK), 4))
    if len(lines) > SAME_LINES:
        lines = [*lines[: SAME_LINES - 1], f"… {lines[-1]}"]
    return [_Row(number, (" " * len(MARK) if at else mark) + line) for at, line in enumerate(lines)]


def _column(text: str, room: int, *, ticked: bool) -> list[str]:
    lines = wrap(text.strip() or "(không có)", room - len(MARK))
    return [(MARK if ticked and not y else " " * len(MARK)) + one for y, one in enumerate(lines)]


class MergeScreen(Dialog[Merged | None]):
    """Choose at each place where the texts differ; returns the one text, None for later."""

    DEFAULT_CSS = """
    MergeScreen > Vertical { width: 96%; height: 96%; }
    MergeScreen #texts { height: 1fr; scrollbar-size-vertical: 1; }
    MergeScreen #heads { height: 1; text-style: bold; }
    MergeScreen #result { height: auto; max-height: 8; border-top: solid $panel; }
    MergeScreen #result Static { height: auto; }
    """
    BINDINGS = [  # noqa: RUF012
        Binding("up", "move(-1)", "Chỗ khác trước", show=False),
        Binding("down", "move(1)", "Chỗ khác kế", show=False),
        Binding("left", "keep('mine')", "Giữ của mình", show=False),
        Binding("right", "keep('theirs')", "Giữ của người kia", show=False),
        Binding("space", "keep('both')", "Giữ cả hai", show=False),
        Binding("f4", "done(True)", "Sửa tiếp", show=False),
        Binding("enter,f9", "done(False)", "Ghi", show=False),
    ]
    HELP = (
        "Hai người cùng trả lời câu này. Chỗ giống nhau, và hàng của bảng chỉ một người đổi, "
        "chạy suốt dòng; chỗ khác nhau đứng cạnh nhau, ✓ là phần được giữ. Bên dưới là kết quả. "
        "Bản không giữ vẫn còn trong lịch sử."
    )

    def __init__(self, merge: Merge) -> None:
        super().__init__()
        self._merge = merge
        self._at = 0

    def compose(self) -> ComposeResult:
        """Title, the two texts, the result, keys."""
        author = self._merge.author or "người khác"
        with Vertical():
            yield self.title_line(f"{self._merge.name}: {author} cũng vừa trả lời")
            yield Static("", id="heads", markup=False)
            with VerticalScroll(id="texts", can_focus=False):
                yield SideBySide(self._merge)
            with VerticalScroll(id="result", can_focus=False):
                yield Static("", markup=False)
            yield KeyBar(
                [
                    ("↑↓", "Chỗ khác"),
                    ("←", "Của bạn"),
                    ("→", f"Của {author.partition(' (')[0].split()[-1]}"),
                    *([("Cách", "Cả hai")] if Keep.BOTH in self._merge.choices else []),
                    ("F4", "Sửa"),
                    ("Enter", "Ghi"),
                    ("Esc", "Để sau"),
                ]
            )

    def on_mount(self) -> None:
        """Begin at the first place; messages would cover the texts."""
        self.app.clear_notifications()
        self._show()

    def on_resize(self) -> None:
        """The columns are as wide as the window lets them be."""
        self._show()

    def _show(self) -> None:
        places = self._merge.places
        side = self.query_one(SideBySide)
        side.show(self._merge, places[self._at] if places else -1)
        number = f"chỗ {self._at + 1}/{len(places)}" if places else "hai bản giống nhau"
        author = self._merge.author or "người khác"
        width = side.size.width
        left = set_cell_size("  Của bạn", _room(width)) + BETWEEN
        right = spread(f"Của {author}", number, max(width - len(left) - len(MARK), 1))
        self.query_one("#heads", Static).update(f"{left}{' ' * len(MARK)}{right}")
        result = self._merge.text or "(bỏ trống)"
        between = " " if self._merge.records is None else "\n"
        self.query_one("#result Static", Static).update(f"Kết quả:{between}{result}")
        self.call_after_refresh(self._bring_into_view)

    def _bring_into_view(self) -> None:
        if self._merge.places:
            region = self.query_one(SideBySide).region_of(self._merge.places[self._at])
            self.query_one("#texts", VerticalScroll).scroll_to_region(region, animate=False)

    def action_move(self, step: int) -> None:
        """Go to the next or previous place where the texts differ."""
        last = max(len(self._merge.places) - 1, 0)
        self._at = min(max(self._at + step, 0), last)
        self._show()

    def action_keep(self, keep: str) -> None:
        """Keep this at the place in hand."""
        if self._merge.places:
            self._merge = self._merge.keeping(self._merge.places[self._at], Keep(keep))
            self._show()

    def action_done(self, edit: bool) -> None:
        """Take the result, to store it or to go on writing in it."""
        self.dismiss(Merged(self._merge, edit))
