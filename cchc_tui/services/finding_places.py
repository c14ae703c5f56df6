"""Where in the answers a finding of the checker comes from, and what would correct it there.

The checker reads the printed report; what an officer can change are the texts of fields. A
quoted passage knows which of its words print which answer, and those words are looked up in
the field's text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cchc_tui.domain.values import Records, Row, RowKind
from cchc_tui.interview.answers import show_answer
from cchc_tui.interview.expressions import compile_expression
from cchc_tui.interview.kinds import QuestionType
from cchc_tui.interview.typed_table import show_cell
from cchc_tui.services.problems import Problem

if TYPE_CHECKING:
    from cchc_tui.interview.interview import Interview
    from cchc_tui.interview.kinds import Question
    from cchc_tui.review.findings import Finding
    from cchc_tui.review.passages import Passage

_BY_MARKER = {
    "number": "so_van_ban",
    "date": "ngay_ky",
    "subject": "trich_yeu",
    "addressee": "kinh_gui",
    "recipient": "noi_nhan",
    "authority": "ky_tham_quyen",
    "signer": "ky_ho_ten",
}
"""Questions behind the parts of head and foot, which print no marks of their answers."""
_BY_CODE = {"TT01": "ngay_ky", "TT03": "trich_yeu", "CT10": "noi_nhan", "CT11": "ky_tham_quyen"}
"""Questions behind faults of the document as a whole."""

LEAST = 3
"""Characters of a quote that is looked for in a whole section."""


@dataclass(frozen=True, slots=True)
class _Words:
    """Words of a passage that print an answer.

    Attributes:
        question: Id of the question.
        whole: All of the passage that prints it.
        start: First quoted character within that.
        text: The quoted part of it.
        offset: Where that part begins in the quote.
        ordinal: How many times the same words of the same question stood before.
    """

    question: str
    whole: str
    start: int
    text: str
    offset: int
    ordinal: int


class Placing:
    """Places findings of one report in the draft it was made from.

    Args:
        interview: The draft.
        passages: The report's passages, in order.
        typed: Texts of fields that are not answers as they stand, by question.
    """

    def __init__(
        self, interview: Interview, passages: Sequence[Passage], typed: Mapping[str, str]
    ) -> None:
        self._interview = interview
        self._passages = passages
        self._typed = typed
        self._asked = {q.id: q for q in interview.questions()}
        self._numbers = {section.id: section.number for section in interview.sections()}

    def place(self, finding: Finding) -> Problem:
        """The finding as a problem of the draft, tied to question and field where it can be."""
        at = finding.place.paragraph
        passage = self._passages[at - 1] if 0 < at <= len(self._passages) else None
        words = self._words(finding, passage) if passage else None
        words = words or self._looked_up(finding)
        question = self._editable(words.question) if words else ""
        question = question or self._elsewhere(finding, passage)
        section = finding.place.section_id or self._interview.section_of(question)
        problem = Problem(
            kind=finding.severity.value,
            question=question,
            name=self._asked[question].name if question else finding.place.section,
            place=self._numbers.get(section, ""),
            message=finding.message,
            code=finding.code,
            quote=finding.quote,
            expected=finding.expected,
            key=finding.key,
        )
        if words is None or question != words.question:
            return problem
        return self._in_field(problem, words, finding.fix)

    def _words(self, finding: Finding, passage: Passage) -> _Words | None:
        """The quoted words that print an answer: those that a fix changes, else the first."""
        low, high = finding.place.start, finding.place.start + len(finding.quote)
        first, last = _changed(finding.quote, finding.fix)
        best: _Words | None = None
        for start, end, question in passage.answers:
            if not (start < high and low < end):
                continue
            begin = max(low, start)
            whole = passage.text[start:end]
            found = _Words(
                question, whole, begin - start, passage.text[begin : min(high, end)],
                begin - low, self._ordinal(passage, start, whole, question),
            )  # fmt: skip
            if start - low <= first and last <= end - low:
                return found
            best = best or found
        return best

    def _ordinal(self, passage: Passage, start: int, whole: str, question: str) -> int:
        return sum(
            other.text[low:high] == whole and name == question
            for other in self._passages[: passage.index]
            if other.section == passage.section
            for low, high, name in other.answers
            if other is not passage or low < start
        )

    def _editable(self, question: str) -> str:
        """A question that is asked; of a computed one the first that it is computed from."""
        asked = self._asked.get(question)
        if asked is None:
            return ""
        if not asked.computed:
            return question
        names = compile_expression(asked.computed).names
        return next((n for n in names if n in self._asked and not self._asked[n].computed), "")

    def _looked_up(self, finding: Finding) -> _Words | None:
        """The words in an answer of the section that is printed piece by piece, as rows are."""
        quote = finding.quote
        if len(quote.strip()) < LEAST:
            return None
        for question in self._interview.questions(finding.place.section_id):
            if any(quote in text for text in self._fields(question)):
                return _Words(question.id, quote, 0, quote, 0, 0)
        return None

    def _fields(self, question: Question) -> list[str]:
        """The text of a question's field, or of its cells."""
        value = self._interview.answer(question.id).value
        if isinstance(value, Records):
            return [text for row in value.rows for text in _texts(question, row)]
        return [self._field(question)]

    def _elsewhere(self, finding: Finding, passage: Passage | None) -> str:
        """The question for what prints no answer: of head and foot, or the section's first."""
        wanted = _BY_CODE.get(finding.code, "")
        if passage is not None and not passage.section:
            wanted = _BY_MARKER.get(passage.marker, wanted)
        if wanted in self._asked:
            return wanted
        if not finding.place.section_id:
            return ""
        below = self._interview.plan.children.get(finding.place.section_id, ())
        for name in (finding.place.section_id, *below):
            for question in self._interview.questions(name):
                if not question.computed:
                    return question.id
        return ""

    # In the field

    def _in_field(self, problem: Problem, words: _Words, fix: str | None) -> Problem:
        question = self._asked[words.question]
        if question.type is QuestionType.TABLE:
            cell, field = self._cell(question, words)
        else:
            cell, field = -1, self._field(question)
        problem = replace(problem, cell=cell)
        start = _find(field, words)
        if start < 0:
            return problem
        fix = _corrected(problem.quote, fix, words)
        return replace(problem, start=start, words=words.text, fix=fix)

    def _field(self, question: Question) -> str:
        if question.id in self._typed:
            return self._typed[question.id]
        return show_answer(question, self._interview.answer(question.id))

    def _cell(self, question: Question, words: _Words) -> tuple[int, str]:
        """The cell that prints the words, counted along the rows, and its text; -1 for none."""
        value = self._interview.answer(question.id).value
        rows = value.rows if isinstance(value, Records) else ()
        cells = [
            (number * len(question.columns) + place, text)
            for number, row in enumerate(rows)
            for place, text in enumerate(_texts(question, row))
            if text
        ]
        # A count below ten is printed with a zero that is not typed.
        same = [one for one in cells if one[1].lstrip("0") == words.whole.lstrip("0")]
        same = same or [one for one in cells if words.text in one[1]]
        return same[min(words.ordinal, len(same) - 1)] if same else (-1, "")


def _texts(question: Question, row: Row) -> list[str]:
    """The cells of a row as they are typed; computed ones are empty."""
    if row.kind is RowKind.GROUP:
        return [row.label]
    return [
        "" if column.formula else show_cell(column, row.cells.get(column.id))
        for column in question.columns
    ]


def _find(field: str, words: _Words) -> int:
    """Where the quoted words begin in a field's text; -1 where they are printed otherwise."""
    at = -1
    for _ in range(words.ordinal + 1):
        following = field.find(words.whole, at + 1)
        if following < 0:
            break
        at = following
    if at >= 0:
        return at + words.start
    return field.find(words.text) if words.text.strip() else -1


def _changed(quote: str, fix: str | None) -> tuple[int, int]:
    """The characters of a quote that its fix changes; all of them without one."""
    if fix is None:
        return 0, len(quote)
    first = 0
    while first < min(len(quote), len(fix)) and quote[first] == fix[first]:
        first += 1
    last = 0
    while last < min(len(quote), len(fix)) - first and quote[-1 - last] == fix[-1 - last]:
        last += 1
    return first, len(quote) - last


def _corrected(quote: str, fix: str | None, words: _Words) -> str | None:
    """What becomes of the words in the field; None where the fix changes others too."""
    if fix is None:
        return None
    first, last = _changed(quote, fix)
    end = words.offset + len(words.text)
    if first < words.offset or last > end:
        return None
    new = fix[first : len(fix) - (len(quote) - last)]
    return quote[words.offset : first] + new + quote[last:end]
