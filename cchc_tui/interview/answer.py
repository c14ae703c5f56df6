"""What was answered to one question, and what can go wrong when answering."""

from __future__ import annotations

from dataclasses import dataclass

from cchc_tui.domain.citations import Citation
from cchc_tui.domain.dates import PartialDate
from cchc_tui.domain.values import AnswerState, Prose, Quantity, Records
from cchc_tui.interview.spots import StaleSpot

Value = str | Prose | Quantity | PartialDate | bool | tuple[Citation, ...] | Records
"""By type: text, choice: str; prose: Prose; number, percent, money: Quantity; date:
PartialDate; yes_no: bool; citations: a tuple of Citation; table: Records."""

DEFAULT_SOURCE = "default"
"""`Answer.source` of an answer that its question's `default` gave."""
COMPUTED_SOURCE = "computed"
"""`Answer.source` of an answer that its question's formula gave."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The state of a question in a draft.

    Attributes:
        state: Answered or which kind of not answered.
        value: Only while answered; see `Value`.
        reason: Why it does not apply, or why a computed figure was overridden.
        source: Where it came from: empty when typed, `DEFAULT_SOURCE`, `COMPUTED_SOURCE`, or
            the draft or file it was taken from.
        revision: Number of the revision in the store; 0 outside it.
        author: Who answered.
        at: When, ISO 8601.
        stale: Places carried from an earlier period and not confirmed yet, in order; ranges
            of the text that `show_answer` gives.
    """

    state: AnswerState = AnswerState.UNANSWERED
    value: Value | None = None
    reason: str = ""
    source: str = ""
    revision: int = 0
    author: str = ""
    at: str = ""
    stale: tuple[StaleSpot, ...] = ()

    @property
    def given(self) -> bool:
        """Whether the officer or a rule has settled the question in some way."""
        return self.state is not AnswerState.UNANSWERED

    @property
    def typed(self) -> bool:
        """Whether an officer gave it, rather than a default or a formula."""
        return self.given and self.source not in (DEFAULT_SOURCE, COMPUTED_SOURCE)


UNANSWERED = Answer()
"""The answer of a question that nobody has answered."""


class AnswerProblem(ValueError):  # noqa: N818
    """What was typed does not answer the question; the message is Vietnamese."""


class AmbiguousAnswer(AnswerProblem):
    """What was typed could be misread; the officer must choose.

    Attributes:
        readings: What it may mean, likeliest first; at least one.
    """

    def __init__(self, message: str, readings: tuple[Value, ...]) -> None:
        super().__init__(message)
        self.readings = readings
