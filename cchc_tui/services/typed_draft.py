"""An open draft with what is typed in its fields and is not an answer yet."""

from __future__ import annotations

from cchc_tui.domain.values import Records
from cchc_tui.interview.answers import show_answer
from cchc_tui.interview.kinds import QuestionType
from cchc_tui.services.open_draft import OpenDraft
from cchc_tui.services.unfinished import Typed, Unfinished, Verdict, judge, wrong_cell
from cchc_tui.services.workspace import Workspace

LATER = "Bạn và người khác cùng trả lời câu này; mở lại câu để chọn giữ bản nào."
"""Said of a text whose conflict was left for later."""


class TypedDraft(OpenDraft):
    """What the fields show, what is wrong with it, and how it is kept."""

    def __init__(self, workspace: Workspace, draft: str) -> None:
        super().__init__(workspace, draft)
        self._unfinished = Unfinished(workspace, draft)
        self._postponed: set[str] = set()

    def is_pending(self, question: str) -> bool:
        """Whether the field holds something that is not an answer yet."""
        return question in self._unfinished

    def refusal(self, question: str) -> str:
        """Why what stands in a question's field cannot stand; empty if it can."""
        if question in self._postponed:
            return LATER
        asked = self.interview.question(question)
        if asked.type is QuestionType.TABLE:
            return wrong_cell(asked, self.records(question))
        typed = self._unfinished.get(question)
        return judge(asked, typed.text).message if typed else ""

    def text(self, question: str) -> Typed:
        """What the field shows: text not yet an answer, or the answer as it is edited."""
        typed = self._unfinished.get(question)
        if typed is not None:
            return typed
        asked = self.interview.question(question)
        if asked.type is QuestionType.TABLE:
            return Typed("", 0)
        text = show_answer(asked, self.interview.answer(question))
        return Typed(text, len(text))

    def verdict(self, question: str, text: str | None = None) -> Verdict:
        """What the field makes of a text; by default of the one it shows."""
        written = self.text(question).text if text is None else text
        return judge(self.interview.question(question), written)

    def _seen(self, question: str) -> int:
        return self.interview.typed(question).revision

    def type(self, text: str, cursor: int) -> None:
        """Note what is being typed; `keep` brings it to disk."""
        self._postponed.discard(self.current)
        self._unfinished.type(self.current, text, cursor, self._seen(self.current))

    def records(self, question: str = "") -> Records:
        """The rows of a table question, of the present one unless named."""
        question = question or self.current
        typed = self._unfinished.table(question)
        value = self.interview.answer(question).value if typed is None else typed
        return value if isinstance(value, Records) else Records()

    def type_records(self, records: Records, cell: int = 0) -> None:
        """Note a table as it stands and the number of the chosen cell; `keep` keeps it."""
        self._postponed.discard(self.current)
        self._unfinished.type_table(self.current, records, cell, self._seen(self.current))

    def keep(self) -> None:
        """Bring what is being typed to disk.

        Raises:
            StoreError: It could not be written; the text stays here.
        """
        self._unfinished.keep()
