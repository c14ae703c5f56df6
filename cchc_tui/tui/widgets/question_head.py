"""What is asked, above the field: place, question, help, and what earlier periods answered."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from cchc_tui.interview.kinds import Question, QuestionType
from cchc_tui.tui.widgets.note_line import NoteLine, PlaceLine
from cchc_tui.tui.widgets.trend_line import TrendLine

if TYPE_CHECKING:
    from cchc_tui.services.trends import Trend

CHOICES = (QuestionType.CHOICE, QuestionType.YES_NO)


@dataclass(frozen=True, slots=True)
class Asking:
    """Everything the panel shows of a question.

    Attributes:
        question: The question.
        place: Heading of its section, at the left of the first line.
        count: "câu 3/7", at the right of the first line.
        earlier: The last answer of an earlier period, with the period; may be empty.
        compares: It is a figure that earlier periods have as well.
        trend: Those figures; None while they have not been read.
        carried: The text is that of the last period and nobody has confirmed it.
        state: A state that is not an answer ("Không phát sinh trong kỳ"); may be empty.
        text: What the field starts with.
        cursor: Where the cursor goes in it.
        problem: What is wrong with that text; may be empty.
    """

    question: Question
    place: str
    count: str
    earlier: str = ""
    compares: bool = False
    trend: Trend | None = None
    carried: bool = False
    state: str = ""
    text: str = ""
    cursor: int = 0
    problem: str = ""

    @property
    def explained(self) -> str:
        """All that can be said of the question, for the help screen."""
        question = self.question
        parts = (
            question.ask,
            question.help,
            f"Ví dụ: {question.example}" if question.example else "",
            f"Căn cứ: {question.basis}" if question.basis else "",
        )
        return "\n".join(part for part in parts if part)


class QuestionHead(Vertical):
    """The lines above a field; what a question does not need is not displayed."""

    DEFAULT_CSS = """
    QuestionHead .question--ask { height: auto; max-height: 3; text-style: bold; }
    QuestionHead .question--help { height: auto; max-height: 2; color: $text-muted; }
    QuestionHead .question--earlier { height: auto; max-height: 2; color: $secondary; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._asking: Asking | None = None

    def compose(self) -> ComposeResult:
        """Place, question, help, example, earlier answer, trend."""
        yield PlaceLine()
        yield Static(classes="question--ask", markup=False)
        yield Static(classes="question--help", markup=False)
        yield NoteLine(id="example")
        yield Static(classes="question--earlier", markup=False)
        yield TrendLine()

    @property
    def asking(self) -> Asking | None:
        """What is asked."""
        return self._asking

    def show_head(self, asking: Asking) -> None:
        """Say what is asked."""
        self._asking = asking
        question = asking.question
        self.query_one(PlaceLine).show(asking.place, asking.count)
        self.query_one(".question--ask", Static).update(question.ask)
        self._show_optional(".question--help", question.help)
        self._show_optional(".question--earlier", "" if asking.compares else asking.earlier)
        self._trend_line.display = asking.compares
        self.show_trend(asking.trend)
        example = self.query_one("#example", NoteLine)
        example.show(f"Ví dụ: {question.example}")
        example.display = bool(question.example) and question.type not in CHOICES

    @cached_property
    def _trend_line(self) -> TrendLine:
        return self.query_one(TrendLine)

    def show_trend(self, trend: Trend | None) -> None:
        """Set the figure beside those of earlier periods."""
        if self._asking is not None:
            now = self._asking
            self._trend_line.show(trend, now.earlier, now.text, carried=now.carried)

    def _show_optional(self, selector: str, text: str) -> None:
        widget = self.query_one(selector, Static)
        widget.update(text)
        widget.display = bool(text)
