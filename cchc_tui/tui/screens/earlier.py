"""Everything that was answered to a question, period by period, to be taken whole or in pieces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from cchc_tui.interview.answers import UNANSWERED, Answer, show_answer, summarise
from cchc_tui.services.ago import ago_from_text
from cchc_tui.services.carrying import taken_over
from cchc_tui.services.earlier import EarlierAnswer
from cchc_tui.services.pieces import Piece, pieces_of
from cchc_tui.services.session import Session
from cchc_tui.tui.screens.dialogs import Dialog, PickScreen
from cchc_tui.tui.stale_words import SIGN
from cchc_tui.tui.widgets.bars import KeyBar
from cchc_tui.tui.widgets.line_list import Line, LineList

LONG = 50
"""Characters of an answer that its line in the list shows for sure."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What the officer chose.

    Attributes:
        answer: The earlier answer, moved on to this period, its stale places marked.
        piece: The part of it that is wanted; None for the whole.
        figures: The figures of all periods are wanted, and nothing taken.
    """

    answer: Answer = UNANSWERED
    piece: Piece | None = None
    figures: bool = False


class EarlierScreen(Dialog[Taken | None]):
    """The history of one question over all periods, oldest first."""

    DEFAULT_CSS = """
    EarlierScreen > Vertical { width: 100; }
    EarlierScreen LineList { max-height: 30vh; }
    EarlierScreen VerticalScroll { height: 35vh; margin-top: 1; scrollbar-size-vertical: 1; }
    EarlierScreen #answer { height: auto; }
    EarlierScreen #written { height: 1; color: $text-muted; }
    """
    BINDINGS = [  # noqa: RUF012
        Binding("right,tab", "pieces", "Chọn một phần của câu trả lời", show=False),
        Binding("f6", "figures", "Số liệu qua các kỳ", show=False),
    ]
    HELP = (
        "Câu trả lời ở các kỳ đã báo cáo, cũ trước mới sau. Enter lấy cả câu trả lời: tên kỳ và "
        f"năm được chuyển sang kỳ này, số liệu cũ được đánh dấu {SIGN} để xem lại. → chọn một "
        "phần (một câu, một dòng, một số) chèn vào chỗ con trỏ. F6 lần nữa: số liệu qua các kỳ."
    )

    def __init__(
        self, session: Session, found: Sequence[EarlierAnswer], *, column: str = ""
    ) -> None:
        """Make the screen.

        Args:
            session: At the question.
            found: Its earlier answers, latest period first.
            column: Of a table: the column of the chosen cell.
        """
        super().__init__()
        self._session = session
        self._found = {str(number): one for number, one in enumerate(reversed(found))}
        self._column = column

    def compose(self) -> ComposeResult:
        """Periods, the answer of the marked one, who gave it, keys."""
        with Vertical():
            yield self.title_line(self._session.question.name)
            yield LineList([self._line(key, one) for key, one in self._found.items()])
            with VerticalScroll(can_focus=False):
                yield Static(id="answer", markup=False)
            yield Static(id="written", markup=False)
            yield KeyBar(
                [
                    ("↑↓", "Kỳ khác"),
                    ("Enter", "Lấy cả câu"),
                    ("→", "Chọn một phần"),
                    ("F6", "Số liệu các kỳ"),
                    ("Esc", "Đóng"),
                ]
            )

    def _line(self, key: str, one: EarlierAnswer) -> Line:
        summary = summarise(self._session.question, one.answer)
        return Line(key, f"{one.period.short_name}: {summary}")

    def on_mount(self) -> None:
        """Begin at the latest period."""
        rows, question = self.query_one(LineList), self._session.question
        # What fits in its line in the list is not said again below it.
        whole = (show_answer(question, one.answer) for one in self._found.values())
        self.query_one(VerticalScroll).display = any("\n" in t or len(t) > LONG for t in whole)
        rows.mark(list(self._found)[-1])
        rows.focus()
        self._describe()

    @property
    def _chosen(self) -> EarlierAnswer:
        return self._found[self.query_one(LineList).chosen]

    def _describe(self) -> None:
        one, question = self._chosen, self._session.question
        self.query_one("#answer", Static).update(show_answer(question, one.answer))
        when = ago_from_text(one.answer.at, self._session.workspace.clock())
        self.query_one("#written", Static).update(f"{one.answer.author} ghi {when}")

    def on_line_list_moved(self, _event: LineList.Moved) -> None:
        """Show the whole answer of the marked period."""
        self._describe()

    def on_line_list_chosen(self, _event: LineList.Chosen) -> None:
        """Take the whole."""
        self.dismiss(Taken(self._taken_over()))

    def _taken_over(self) -> Answer:
        session = self._session
        return taken_over(session.question, self._chosen, session.interview.period)

    def action_pieces(self) -> None:
        """Choose a part of the marked answer."""
        answer = self._taken_over()
        pieces = pieces_of(self._session.question, answer, self._column)
        if not pieces:
            self.notify("Câu trả lời này chỉ có một phần: Enter để lấy.")
            return
        lines = [
            Line(str(number), " ".join(piece.text.split()), indent=3 if piece.part else 0)
            for number, piece in enumerate(pieces)
        ]

        def take(picked: str | None) -> None:
            if picked is not None:
                self.dismiss(Taken(answer, pieces[int(picked)]))

        title = f"{self._chosen.period.short_name}: chèn phần nào vào chỗ con trỏ?"
        self.app.push_screen(PickScreen(title, lines), take)

    def action_figures(self) -> None:
        """Take nothing; look at the figures of all periods."""
        self.dismiss(Taken(figures=True))
