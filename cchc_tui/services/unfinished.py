"""What is typed and is not an answer yet: in memory at every key, on disk within a second.

A table is kept as the JSON of its rows, so that a cell which its column does not understand
survives a crash as it was typed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cchc_tui.domain.values import AnswerState, Records
from cchc_tui.interview.answers import (
    AmbiguousAnswer,
    Answer,
    AnswerProblem,
    from_plain,
    parse_answer,
    to_plain,
)
from cchc_tui.interview.kinds import Question, QuestionType
from cchc_tui.interview.typed import show_value
from cchc_tui.interview.typed_table import parse_cell

if TYPE_CHECKING:
    from cchc_tui.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Typed:
    """A text that is not an answer yet.

    Attributes:
        text: As typed; of a table empty, its rows are kept apart.
        cursor: Where the cursor stands in it; of a table the number of the cell.
        base: Revision of the answer that the officer saw when they began to type.
    """

    text: str
    cursor: int
    base: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the field makes of a text.

    Attributes:
        message: What is wrong or unclear; empty when the text is an answer.
        readings: How an unclear text can be read, each as it would be typed.
    """

    message: str = ""
    readings: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether the text can stand as an answer."""
        return not self.message


def judge(question: Question, text: str) -> Verdict:
    """What a question makes of a text; of nothing it makes no complaint."""
    if not text.strip() or question.type is QuestionType.TABLE:
        return Verdict()
    try:
        parse_answer(question, text)
    except AmbiguousAnswer as unclear:
        return Verdict(str(unclear), tuple(show_value(value) for value in unclear.readings))
    except AnswerProblem as problem:
        return Verdict(str(problem))
    return Verdict()


def wrong_cell(question: Question, records: Records) -> str:
    """The first cell that its column does not understand, with its place; or empty."""
    for number, row in enumerate(records.rows, start=1):
        for column in question.columns:
            cell = row.cells.get(column.id)
            if not isinstance(cell, str) or column.type == "text":
                continue
            try:
                parse_cell(column, cell)
            except AnswerProblem as problem:
                return f"Dòng {number}, cột “{column.title}”: {problem}"
    return ""


class Unfinished:
    """The unfinished texts and tables of one officer in one draft.

    Args:
        workspace: Where they are kept.
        draft: Id of the draft.
    """

    def __init__(self, workspace: Workspace, draft: str) -> None:
        self._workspace = workspace
        self._draft = draft
        self._unsaved: set[str] = set()
        self._tables: dict[str, Records] = {}
        self._texts = {
            name: Typed(kept.text, kept.cursor, kept.base_revision)
            for name, kept in workspace.typing(draft).items()
            if name in workspace.library.questions
        }
        for name in list(self._texts):
            self._read_table(workspace.library.questions[name])

    def _read_table(self, question: Question) -> None:
        if question.type is not QuestionType.TABLE:
            return
        kept = self._texts[question.id]
        try:
            value = from_plain(question, json.loads(kept.text)).value
        except (AnswerProblem, ValueError):
            value = None
        if isinstance(value, Records):
            self._tables[question.id] = value
            self._texts[question.id] = Typed("", kept.cursor, kept.base)
        else:
            del self._texts[question.id]

    def __contains__(self, question: object) -> bool:
        return question in self._texts

    def __iter__(self) -> Iterator[str]:
        return iter(list(self._texts))

    def get(self, question: str) -> Typed | None:
        """The text of a question; None while there is none."""
        return self._texts.get(question)

    def table(self, question: str) -> Records | None:
        """The rows of a table question; None while none were typed."""
        return self._tables.get(question)

    def type(self, question: str, text: str, cursor: int, seen: int) -> None:
        """Note a text; `seen` is the revision of the answer that stands now."""
        before = self._texts.get(question)
        self._texts[question] = Typed(text, cursor, before.base if before else seen)
        self._unsaved.add(question)

    def type_table(self, question: str, records: Records, cell: int, seen: int) -> None:
        """Note the rows of a table and the cell where the officer is."""
        self._tables[question] = records
        self.type(question, "", cell, seen)

    def keep(self) -> None:
        """Bring everything to disk that is not there yet.

        Raises:
            StoreError: It could not be written; it stays here and is tried again next time.
        """
        for name in list(self._unsaved):
            typed, text = self._texts[name], self._texts[name].text
            if name in self._tables:
                question = self._workspace.library.questions[name]
                rows = Answer(AnswerState.ANSWERED, self._tables[name])
                text = json.dumps(to_plain(question, rows), ensure_ascii=False)
            self._workspace.keep_typing(self._draft, name, text, typed.cursor, typed.base)
            self._unsaved.discard(name)

    def rebase(self, question: str, seen: int) -> None:
        """Note that the officer's own undoing made another revision under a text."""
        typed = self._texts.get(question)
        if typed is not None:
            self._texts[question] = replace(typed, base=seen)
            self._unsaved.add(question)

    def forget(self, question: str) -> None:
        """Drop a text whose answer has been stored; the store has dropped its own copy."""
        self._texts.pop(question, None)
        self._tables.pop(question, None)
        self._unsaved.discard(question)

    def drop(self, question: str) -> None:
        """Drop a text here and on disk.

        Raises:
            StoreError: It could not be written; the text is still there.
        """
        if question in self._texts:
            self._workspace.drop_typing(self._draft, question)
            self.forget(question)
